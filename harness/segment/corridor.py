"""Where in the grid of two long texts the way from start to end can lie.

Comparing every paragraph with every other is quadratic, and nearly all of it is in vain. Rare
words tell certain places (paragraphs that are each other's best answer); the way passes near
them, and only the stretch between two such places has to be searched.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, product

# Up to here everything is compared: about a tenth of a second.
_SMALL = 6_000
_RARE = 3
# A merge or an insertion beside a certain place moves the way by one or two.
_MARGIN = 4
_HALF_BAND = 25


def corridor(
    mine: Sequence[Mapping[str, int]], theirs: Sequence[Mapping[str, int]]
) -> list[tuple[int, int]]:
    """Return, for each row 0 to len(mine), the first and the last column worth a look.

    Rows and columns count paragraphs that are done with. Neighbouring rows overlap, so that the
    end can be reached from the start.
    """
    n, m = len(mine), len(theirs)
    if n * m <= _SMALL:
        return [(0, m)] * (n + 1)
    points = [(0, 0), *((i + 1, j + 1) for i, j in _certain(mine, theirs)), (n, m)]
    rows = [(m, 0)] * (n + 1)
    for (i0, j0), (i1, j1) in pairwise(points):
        for i in range(i0, i1 + 1):
            low, high = _between(i, (i0, j0), (i1, j1))
            rows[i] = (
                min(rows[i][0], max(0, low - _MARGIN)),
                max(rows[i][1], min(m, high + _MARGIN)),
            )
    return _connected(rows)


def _between(i: int, first: tuple[int, int], last: tuple[int, int]) -> tuple[int, int]:
    """Return the columns to look at in row `i` of the stretch between two certain places."""
    (i0, j0), (i1, j1) = first, last
    if (i1 - i0) * (j1 - j0) <= _SMALL:
        return j0, j1
    # Nothing holds this stretch: the two texts go on side by side, or not together at all.
    centre = j0 + round((i - i0) * (j1 - j0) / (i1 - i0))
    return max(j0, centre - _HALF_BAND), min(j1, centre + _HALF_BAND)


def _connected(rows: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Widen rows to the left until each begins where the one before it can be left."""
    made = rows[:1]
    for low, high in rows[1:]:
        made.append((min(low, made[-1][1]), max(high, made[-1][1])))
    return made


def _certain(
    mine: Sequence[Mapping[str, int]], theirs: Sequence[Mapping[str, int]]
) -> list[tuple[int, int]]:
    """Return pairs that are each other's best by rare words, as many as stand in order."""
    homes, answers = _homes(mine), _homes(theirs)
    votes: defaultdict[int, Counter[int]] = defaultdict(Counter)
    back: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for word, places in homes.items():
        there = answers.get(word, [])
        # A word that stands once on either side may be certain alone.
        value = 2 if len(places) == len(there) == 1 else 1
        for i, j in product(places, there):
            votes[i][j] += value
            back[j][i] += value
    best = {j: _clear_winner(counted) for j, counted in back.items()}
    pairs = [
        (i, won)
        for i in sorted(votes)
        if (won := _clear_winner(votes[i])) is not None and best[won] == i
    ]
    return _in_order(pairs)


def _homes(bags: Iterable[Mapping[str, int]]) -> dict[str, list[int]]:
    """Return where each rare word stands; a frequent one tells nothing of the place."""
    homes: defaultdict[str, list[int]] = defaultdict(list)
    for place, bag in enumerate(bags):
        for word in bag:
            if len(homes[word]) <= _RARE:
                homes[word].append(place)
    return {word: places for word, places in homes.items() if len(places) <= _RARE}


def _clear_winner(counted: Counter[int]) -> int | None:
    """Return the place with more than one vote and twice as many as any other."""
    first, *rest = counted.most_common(2)
    clear = first[1] > 1 and (not rest or first[1] >= 2 * rest[0][1])
    return first[0] if clear else None


def _in_order(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs whose columns rise with their rows."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int | None] = []
    for number, (_, j) in enumerate(pairs):
        place = bisect_left(ends, j)
        before.append(at[place - 1] if place else None)
        if place == len(ends):
            ends.append(j)
            at.append(number)
        else:
            ends[place], at[place] = j, number
    run: list[tuple[int, int]] = []
    number_of: int | None = at[-1] if at else None
    while number_of is not None:
        run.append(pairs[number_of])
        number_of = before[number_of]
    return run[::-1]
