"""The only modules that import a heavy library: one door each, guarded."""

from __future__ import annotations

# What runs without being named, and what runs only when it is: the same command then gives the
# same findings on every machine.
ALWAYS = ("rules", "sacrebleu")
ENGINES = ("languagetool",)
