"""TER's search, edit for edit what sacreBLEU finds, several times as fast.

sacreBLEU (2.6, `lib_ter`) tries hundreds of block moves a segment and works out a beam-limited
edit distance in Python for each. Two facts save that work without changing a number:

- Let D be the distance and L the difference of the lengths. No path of cost D has more than
  (D + L) / 2 insertions or deletions, so it strays at most one cell more than that from the
  beam's middle, and the beam reaches 24 cells. So while D + L is at most 44, or the reference has
  at most 24 words, the beam cuts nothing off, and the distance is Levenshtein's own, which
  rapidfuzz has in C++. Beyond that it is still a lower bound: sacreBLEU is asked only about moves
  that could win by it.
- Only the distance of a tried move counts. The trace, whose ties sacreBLEU breaks in a fixed
  order (substitution, deletion, insertion), is needed once a round.

Words are coded as single characters, so that a move is a slice. The tests compare every count
with sacreBLEU's on texts that leave the beam as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

Distance = Callable[[str], int]

# sacreBLEU's limits, after Tercom's.
_LONGEST_MOVE = 10
_FARTHEST_MOVE = 50
_MOST_TRIED = 1000
# Where its beam of 25 is known to cut nothing off.
_SAFE_DISTANCE = 44
_SAFE_LENGTH = 24
# Outside of ASCII and of the surrogates.
_FIRST = 0x10000


class _Move(NamedTuple):
    """A tried move in sacreBLEU's order of preference: gain, length, then the earliest."""

    gain: int
    length: int
    start: int
    target: int
    moved: str


def edits(candidate: list[str], reference: list[str]) -> int:
    """Return the number of edits TER counts, moves included.

    >>> edits("b c a".split(), "a b c".split()), edits([], ["a"]), edits(["a", "b"], [])
    (1, 1, 2)
    """
    if not reference or candidate == reference:
        return len(candidate) if not reference else 0
    codes: dict[str, str] = {}
    mine, theirs = (
        "".join(codes.setdefault(w, chr(_FIRST + len(codes))) for w in words)
        for words in (candidate, reference)
    )
    search = _Search(theirs)
    moves = tried = 0
    while True:
        best, tried = search.best_move(mine, tried)
        if tried >= _MOST_TRIED or best is None or best.gain <= 0:
            return moves + search.distance(mine)
        moves += 1
        mine = best.moved


class _Search:
    def __init__(self, reference: str) -> None:
        from rapidfuzz.distance.Levenshtein import distance

        self._reference = reference
        self._levenshtein = distance
        self._places: dict[str, list[int]] = {}
        for place, code in enumerate(reference):
            self._places.setdefault(code, []).append(place)
        self._beam: Callable[[list[str]], tuple[int, str]] | None = None

    def distance(self, text: str) -> int:
        """Return the edit distance that sacreBLEU's beam finds."""
        least = self._levenshtein(text, self._reference)
        return least if self._safe(text, least) else self._beamed(text)[0]

    def _safe(self, text: str, least: int) -> bool:
        difference = abs(len(text) - len(self._reference))
        return least + difference <= _SAFE_DISTANCE or len(self._reference) <= _SAFE_LENGTH

    def best_move(self, text: str, tried: int) -> tuple[_Move | None, int]:
        """Return the move that saves most edits, if any was tried, and how many were so far."""
        before = self.distance(text)
        place, wrong_here, wrong_there = self._trace(text)
        best: _Move | None = None
        for start, other, length in self._pairs(text):
            if not any(wrong_here[start : start + length]):
                continue
            if not any(wrong_there[other : other + length]):
                continue
            if start <= place[other] < start + length:
                continue
            for target in self._targets(place, other, length):
                moved = _moved(text, start, length, target)
                tried += 1
                most = before - self._levenshtein(moved, self._reference)
                if best is not None and (most, length, -start, -target) <= best[:4]:
                    continue
                move = _Move(before - self.distance(moved), length, -start, -target, moved)
                if best is None or move > best:
                    best = move
            if tried >= _MOST_TRIED:
                break
        return best, tried

    def _pairs(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yield (start here, start there, length) of every stretch that both texts have."""
        reference = self._reference
        ends = len(text), len(reference)
        for start, code in enumerate(text):
            for other in self._places.get(code, ()):
                if abs(other - start) > _FARTHEST_MOVE:
                    continue
                length = 0
                while text[start + length] == reference[other + length]:
                    length += 1
                    yield start, other, length
                    at_end = start + length == ends[0] or other + length == ends[1]
                    if at_end or length == _LONGEST_MOVE:
                        break

    def _targets(self, place: list[int], other: int, length: int) -> Iterator[int]:
        """Yield where the stretch may go: the start, or behind a word the reference has there."""
        last = -1
        for there in range(other - 1, min(other + length, len(place))):
            target = 0 if there == -1 else place[there] + 1
            if target != last:
                last = target
                yield target

    def _trace(self, text: str) -> tuple[list[int], list[bool], list[bool]]:
        """Return for each word there its place here, and which words on both sides are edited."""
        safe = self._safe(text, self._levenshtein(text, self._reference))
        steps = _steps(text, self._reference) if safe else self._beamed(text)[1]
        here = -1
        place: list[int] = []
        wrong_here: list[bool] = []
        wrong_there: list[bool] = []
        for step in steps:
            if step != "i":
                here += 1
                wrong_here.append(step != " ")
            if step != "d":
                place.append(here)
                wrong_there.append(step != " ")
        return place, wrong_here, wrong_there

    def _beamed(self, text: str) -> tuple[int, str]:
        if self._beam is None:
            from sacrebleu.metrics.lib_ter import BeamEditDistance

            self._beam = BeamEditDistance(list(self._reference))
        distance, steps = self._beam(list(text))
        return distance, steps


def _steps(text: str, reference: str) -> str:
    """Return the cheapest steps from `text` to `reference`: kept, `s`, `d`, `i`.

    Of equally cheap steps the first of these is taken, from the end backwards.

    >>> _steps("abx", "bx")
    'd  '
    """
    table = [list(range(len(reference) + 1))]
    for i, code in enumerate(text, 1):
        above = table[-1]
        left, corner = i, i - 1
        row = [i]
        for there, up in zip(reference, above[1:], strict=True):
            if code != there:
                corner = min(corner, up, left) + 1
            # An equal pair is never dearer than the two ways around it.
            left = corner
            row.append(left)
            corner = up
        table.append(row)
    steps = []
    i, j = len(text), len(reference)
    while i or j:
        now = table[i][j]
        if i and j and table[i - 1][j - 1] + (text[i - 1] != reference[j - 1]) == now:
            steps.append(" " if text[i - 1] == reference[j - 1] else "s")
            i, j = i - 1, j - 1
        elif i and table[i - 1][j] + 1 == now:
            steps.append("d")
            i -= 1
        else:
            steps.append("i")
            j -= 1
    return "".join(reversed(steps))


def _moved(text: str, start: int, length: int, target: int) -> str:
    """Return the text with a stretch moved to `target`, which counts the words as they were.

    A target inside the stretch moves it on by that many words, as in sacreBLEU.
    """
    stretch, rest = text[start : start + length], text[:start] + text[start + length :]
    at = target if target <= start + length else target - length
    return rest[:at] + stretch + rest[at:]
