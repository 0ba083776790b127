"""Rules of the family `coverage`."""
