"""Stand-ins for the providers of channels, to try a channel without an account and to test it."""

from warmline.testing._hooks import into, over_http
from warmline.testing._mischief import CALM, Mischief
from warmline.testing._provider import Bubble, Enclosed, Provider
from warmline.testing._serving import serving

__all__ = ["CALM", "Bubble", "Enclosed", "Mischief", "Provider", "into", "over_http", "serving"]
