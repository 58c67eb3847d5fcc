"""Requests to services outside: where they may go, how long they may take, how they fail."""
