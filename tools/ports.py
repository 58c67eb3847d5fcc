"""Ports for servers that are told theirs, and take it only some time later."""

import socket
from random import SystemRandom

BELOW = (20_000, 32_000)  # of those that the system gives to whoever asks for any


def free_port() -> int:
    """One that is free, and that nobody is given meanwhile who does not ask for just that one."""
    while True:
        port = SystemRandom().randrange(*BELOW)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
