"""References as people list them, read into plain values. Pure."""
