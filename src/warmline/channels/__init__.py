"""Channels: the ways a visitor can reach us. One file each; this table is the registration.

The web widget reads the log itself, through its socket; every other channel is handed each message
by a ``Deliver`` job and stands in this table.
"""

from collections.abc import Callable, Mapping

from warmline.flow.ports import Channel

CHANNELS: Mapping[str, Callable[[], Channel]] = {}
