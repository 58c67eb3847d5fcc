"""What happened, in rows, and the figures that are made of them. Pure: the core's facts in."""
