"""Nouns only: frozen records, no I/O, and no import from the rest of the package."""
