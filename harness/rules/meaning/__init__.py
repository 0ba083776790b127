"""Rules of the family `meaning`."""
