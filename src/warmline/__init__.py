"""Warmline: an assistant answers first, a person takes over in the same thread."""
