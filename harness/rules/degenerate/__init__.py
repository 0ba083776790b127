"""Rules of the family `degenerate`."""
