"""What the assistant knows: sources become passages, passages an index, an index answers."""
