"""Every error that a user can meet: a code, the place, what was seen, and what to do.

Codes are stable. H1xx arguments, H2xx configuration, H3xx input, H4xx output, H5xx engines.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class HarnessError(Exception):
    """A mistake in what the user gave, told so that they can mend it.

    >>> print(HarnessError("H301", "a.txt:3", "byte 0xff is not UTF-8", "Save it as UTF-8."))
    H301 a.txt:3: byte 0xff is not UTF-8. Save it as UTF-8.
    """

    def __init__(self, code: str, place: str, seen: str, remedy: str) -> None:
        self.code = code
        self.place = place
        self.seen = seen
        self.remedy = remedy
        super().__init__(
            f"{code} {place}: {seen}. {remedy}" if place else f"{code} {seen}. {remedy}"
        )

    def __reduce__(self) -> tuple[type[HarnessError], tuple[str, str, str, str]]:
        """Let the error cross a process boundary whole."""
        return (type(self), (self.code, self.place, self.seen, self.remedy))


class EngineError(HarnessError):
    """Something required could not run: exit code 3, not 2."""


def suggest(wrong: str, available: Iterable[str]) -> str:
    """Return a sentence that names the nearest of what is available.

    >>> suggest("blue", ["bleu", "chrf"])
    'Did you mean bleu?'
    """
    names = sorted(available)
    near = get_close_matches(wrong, names, n=2, cutoff=0.6)
    if near:
        return f"Did you mean {' or '.join(near)}?"
    return f"Known: {', '.join(names)}."
