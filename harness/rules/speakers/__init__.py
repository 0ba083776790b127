"""Rules of the family `speakers`."""
