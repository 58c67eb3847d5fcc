"""Reads what clients saw and what the database holds, and says which promises were broken.

It shares no code with the server and imports nothing of it: plain SQL, plain JSON.
"""

from faults.checker.checks import CHECKS, check
from faults.checker.record import Breach, Record, read

__all__ = ["CHECKS", "Breach", "Record", "check", "read"]
