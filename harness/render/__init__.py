"""A report as text: one file a format; nothing here decides what is wrong or what may pass."""
