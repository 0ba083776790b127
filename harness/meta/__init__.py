"""How far findings agree with what careful readers marked, and how often they shout."""
