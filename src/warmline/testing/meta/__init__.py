"""Meta's Graph API for WhatsApp, Messenger and Instagram, as far as channels use it."""

from warmline.testing.meta.direct import Instagram, LinkedInstagram, Messenger
from warmline.testing.meta.whatsapp import WhatsApp

__all__ = ["Instagram", "LinkedInstagram", "Messenger", "WhatsApp"]
