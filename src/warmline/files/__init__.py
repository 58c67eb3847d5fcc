"""Bytes of files: what they are, where they are kept, whether anything bad is in them."""
