"""From UTF-16 offsets, which Java counts in, to code points, which we count in."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

_LAST_OF_BMP = "\uffff"


@dataclass(frozen=True, slots=True)
class CodePoints:
    """The way back from UTF-16 offsets into one text to its code points.

    `pairs` holds the UTF-16 offset of every character that takes two units.
    """

    pairs: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> CodePoints:
        """Return the way back for `text`; nothing is kept where offsets are the same anyway."""
        if text.isascii() or max(text) <= _LAST_OF_BMP:
            return cls(())
        wide = (at for at, character in enumerate(text) if character > _LAST_OF_BMP)
        return cls(tuple(at + before for before, at in enumerate(wide)))

    def start(self, offset: int) -> int:
        """Return the code point that UTF-16 `offset` lies in.

        >>> CodePoints.of("a😀b").start(3), CodePoints.of("a😀b").start(2)
        (2, 1)
        """
        return offset - bisect_left(self.pairs, offset)

    def end(self, offset: int) -> int:
        """Return the end in code points; half a character counts as the whole of it.

        >>> CodePoints.of("a😀b").end(3), CodePoints.of("a😀b").end(2)
        (2, 2)
        """
        at = bisect_left(self.pairs, offset)
        within = at > 0 and self.pairs[at - 1] + 1 == offset
        return offset - at + (1 if within else 0)
