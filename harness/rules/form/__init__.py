"""Rules of the family `form`."""
