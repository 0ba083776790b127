"""Which language a text passed through, and what tells so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedMeaning:
    """Two English words, and the words of the pivot language that mean both."""

    candidate: str
    reference: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pivot:
    """What the differences from a reference say of a language in between.

    `language` is a code, None where no known language speaks out of them. `log_odds` is the natural
    logarithm of the odds for the likeliest language against none; `seen` counts the differences
    looked at, `explained` those that a word of that language explains. `examples` are pairs that
    it explains, as they stand in the text, content words first; none where `language` is None.
    """

    language: str | None
    log_odds: float
    seen: int
    explained: int
    examples: tuple[SharedMeaning, ...]
