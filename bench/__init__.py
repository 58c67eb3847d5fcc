"""Measurements: speed and memory against a bare server, quality on labelled conversations."""
