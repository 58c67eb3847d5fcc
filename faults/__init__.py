"""The fault rig: real servers, scripted people, faults by a seed, and a checker of its own."""
