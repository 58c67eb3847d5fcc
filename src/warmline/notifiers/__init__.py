"""Ways to reach staff. One file each; the table is the registration."""

from collections.abc import Mapping

from warmline.flow.ports import Notifier
from warmline.notifiers.email import Email, Smtp
from warmline.notifiers.nobody import Nobody

__all__ = ["NOTIFIERS", "Email", "Nobody", "Smtp"]

NOTIFIERS: Mapping[str, type[Notifier]] = {"email": Email, "none": Nobody}
