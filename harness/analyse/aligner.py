"""The alignment of a candidate's words to a reference's: anchors first, then what lies between.

1. A dynamic programme over written forms finds the heaviest chain of equal words in order.
2. Lonely function words between large gaps are dropped: they met by chance.
3. In each gap a second, small programme pairs the words that are left by inflection, meaning,
   sound, value or class.
4. What is still left on both sides of a gap is a substitution; on one side an insertion or a
   deletion.
5. Stretches that were left over on both sides but agree are moves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from harness.analyse.ties import WORTH, Word, form_tie, skeleton, tie
from harness.model.edit import Edit, Tie
from harness.model.text import Span

Link = tuple[int, int, Tie]

_ADJACENT = 0.15
_LONELY_GAP = 3
# Beyond this many cells a gap is not searched by meaning: it is another text, not a paraphrase.
_LARGEST_GAP = 4000


def align(
    candidate: tuple[Word, ...], reference: tuple[Word, ...], at: tuple[Span, Span]
) -> tuple[Edit, ...]:
    """Return the edits that turn `candidate` into `reference`, in the candidate's order.

    `at` are the spans of the two segments, for edits where one side is empty. Every word of both
    sides is in exactly one edit.
    """
    anchors = _supported(_anchors(candidate, reference), candidate, len(reference))
    links: list[Link] = []
    for (i, j), (k, m) in _gaps(anchors, len(candidate), len(reference)):
        links += _in_gap(candidate, reference, (i, k), (j, m))
        if k < len(candidate) and m < len(reference):
            links.append((k, m, form_tie(candidate[k], reference[m]) or Tie.EQUAL))
    moves = _moves(candidate, reference, links)
    return _edits(candidate, reference, links, moves, at)


def _anchors(a: tuple[Word, ...], b: tuple[Word, ...]) -> list[tuple[int, int]]:
    """Return the heaviest monotone chain of words equal in form; adjacency is worth a little."""
    head = _common(a, b)
    tail = _common(a[head:][::-1], b[head:][::-1])
    inner = _chain(a[head : len(a) - tail], b[head : len(b) - tail])
    return [
        *((k, k) for k in range(head)),
        *((head + i, head + j) for i, j in inner),
        *((len(a) - tail + k, len(b) - tail + k) for k in range(tail)),
    ]


def _common(a: tuple[Word, ...], b: tuple[Word, ...]) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x.token.text != y.token.text:
            break
        count += 1
    return count


def _chain(a: tuple[Word, ...], b: tuple[Word, ...]) -> list[tuple[int, int]]:
    if not a or not b:
        return []
    where: dict[str, list[int]] = {}
    for j, other in enumerate(b):
        where.setdefault(other.key, []).append(j)
    width = len(b) + 1
    above = [0.0] * width
    steps: list[bytearray] = []
    matched_above = bytearray(width)
    for mine in a:
        row, step, matched = [0.0] * width, bytearray(width), bytearray(width)
        columns = set(where.get(mine.key, ()))
        for j in range(1, width):
            best, how = above[j], 1
            if row[j - 1] > best:
                best, how = row[j - 1], 2
            if j - 1 in columns:
                met = above[j - 1] + mine.weight + (_ADJACENT if matched_above[j - 1] else 0.0)
                if met > best:
                    best, how = met, 3
                    matched[j] = 1
            row[j], step[j] = best, how
        steps.append(step)
        above, matched_above = row, matched
    return _walked(steps, len(a), len(b))


def _walked(steps: list[bytearray], i: int, j: int) -> list[tuple[int, int]]:
    found = []
    while i and j:
        how = steps[i - 1][j]
        if how == 3:
            found.append((i - 1, j - 1))
            i, j = i - 1, j - 1
        elif how == 1:
            i -= 1
        else:
            j -= 1
    return found[::-1]


def _supported(
    anchors: list[tuple[int, int]], a: tuple[Word, ...], length: int
) -> list[tuple[int, int]]:
    """Drop function words and marks that met by chance: alone, with much unmatched around them."""
    ends = [(-1, -1), *anchors, (len(a), length)]
    kept = []
    for before, (i, j), after in zip(ends, ends[1:], ends[2:], strict=False):
        left, right = (i - before[0], j - before[1]), (after[0] - i, after[1] - j)
        beside = left == (1, 1) or right == (1, 1)
        if a[i].content or beside or max(*left, *right) <= _LONELY_GAP:
            kept.append((i, j))
    return kept


def _gaps(
    anchors: list[tuple[int, int]], n: int, m: int
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield, for each anchor and the end, where the gap before it begins and where it ends."""
    i = j = 0
    for k, l in [*anchors, (n, m)]:  # noqa: E741
        yield (i, j), (k, l)
        i, j = k + 1, l + 1


def _in_gap(
    a: tuple[Word, ...], b: tuple[Word, ...], rows: tuple[int, int], columns: tuple[int, int]
) -> list[Link]:
    (i0, i1), (j0, j1) = rows, columns
    if i0 == i1 or j0 == j1 or (i1 - i0) * (j1 - j0) > _LARGEST_GAP:
        return []
    split = _one_word_in_two(a, b, rows, columns)
    if split:
        (i, k), (j, m) = split
        return [
            *_in_gap(a, b, (i0, i), (j0, j)),
            *((x, y, Tie.SPACING) for x in range(i, k) for y in range(j, m)),
            *_in_gap(a, b, (k, i1), (m, j1)),
        ]
    return _paired(a, b, rows, columns)


def _paired(
    a: tuple[Word, ...], b: tuple[Word, ...], rows: tuple[int, int], columns: tuple[int, int]
) -> list[Link]:
    """Return the heaviest monotone chain of tied words inside one gap."""
    (i0, i1), (j0, j1) = rows, columns
    n, m = i1 - i0, j1 - j0
    ties = [[tie(a[i0 + i], b[j0 + j]) for j in range(m)] for i in range(n)]
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n):
        for j in range(m):
            found = ties[i][j]
            met = best[i][j] + (WORTH[found] * a[i0 + i].weight if found else 0.0)
            best[i + 1][j + 1] = max(met, best[i][j + 1], best[i + 1][j])
    links: list[Link] = []
    i, j = n, m
    while i and j:
        found = ties[i - 1][j - 1]
        gain = WORTH[found] * a[i0 + i - 1].weight if found else 0.0
        if found and gain and best[i][j] == best[i - 1][j - 1] + gain:
            links.append((i0 + i - 1, j0 + j - 1, found))
            i, j = i - 1, j - 1
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return links[::-1]


def _one_word_in_two(
    a: tuple[Word, ...], b: tuple[Word, ...], rows: tuple[int, int], columns: tuple[int, int]
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Find "airstrikes" against "air strikes", "per cent" against "%": one word written as two."""

    def runs(words: tuple[Word, ...], start: int, end: int) -> dict[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        for i in range(start, end):
            for k in range(i + 1, min(i + 4, end + 1)):
                bare = "".join(word.key for word in words[i:k]).replace("-", "")
                bare = "percent" if bare == "%" else bare
                if all(word.capital for word in words[i:k]) and len(bare) > 5:
                    bare = skeleton(bare)
                if len(bare) > 3:
                    found.setdefault(bare, (i, k))
        return found

    mine, theirs = runs(a, *rows), runs(b, *columns)
    shared = [bare for bare in mine if bare in theirs]
    uneven = [
        bare
        for bare in shared
        if mine[bare][1] - mine[bare][0] != theirs[bare][1] - theirs[bare][0] or "%" in bare
    ]
    if not uneven:
        return None
    longest = max(uneven, key=len)
    return mine[longest], theirs[longest]


def _moves(a: tuple[Word, ...], b: tuple[Word, ...], links: list[Link]) -> list[Link]:
    """Return links between words left over on both sides that agree, the longest runs first."""
    mine = [i for i in range(len(a)) if i not in {i for i, _, _ in links}]
    used = {j for _, j, _ in links}
    theirs: dict[str, list[int]] = {}
    for j, other in enumerate(b):
        if j not in used:
            theirs.setdefault(_moved_key(other), []).append(j)
    runs = []
    for i in mine:
        for j in theirs.get(_moved_key(a[i]), ()):
            runs.append((_run(a, b, i, j, set(mine), used), i, j))
    found: list[Link] = []
    taken_i: set[int] = set()
    taken_j: set[int] = set()
    for length, i, j in sorted(runs, key=lambda run: (-run[0], run[1], abs(run[1] - run[2]))):
        span_i, span_j = range(i, i + length), range(j, j + length)
        if taken_i.intersection(span_i) or taken_j.intersection(span_j):
            continue
        if not any(a[k].content for k in span_i):
            continue
        taken_i.update(span_i)
        taken_j.update(span_j)
        found += [(x, y, tie(a[x], b[y]) or Tie.EQUAL) for x, y in zip(span_i, span_j, strict=True)]
    return found


def _moved_key(word: Word) -> str:
    from harness.analyse.names import stem

    if word.language == "en" and word.content and word.key.isalpha():
        from harness.data.lexicon import lemmas

        return min(lemmas(word.key), default=word.key)
    return stem(word.key)


def _run(
    a: tuple[Word, ...], b: tuple[Word, ...], i: int, j: int, mine: set[int], used: set[int]
) -> int:
    length = 0
    while (
        i + length in mine
        and j + length < len(b)
        and j + length not in used
        and _moved_key(a[i + length]) == _moved_key(b[j + length])
    ):
        length += 1
    return length


def _edits(
    a: tuple[Word, ...],
    b: tuple[Word, ...],
    links: list[Link],
    moves: list[Link],
    at: tuple[Span, Span],
) -> tuple[Edit, ...]:
    moved_i, moved_j = {i for i, _, _ in moves}, {j for _, j, _ in moves}
    edits: list[Edit] = []
    place: Callable[[int, int], tuple[Span, Span]] = lambda i, j: (  # noqa: E731
        _point(a, i, at[0]),
        _point(b, j, at[1]),
    )
    i = j = 0
    grouped = _grouped(links)
    for (i0, i1), (j0, j1), found in [*grouped, ((len(a), len(a)), (len(b), len(b)), None)]:
        mine = [k for k in range(i, i0) if k not in moved_i]
        theirs = [k for k in range(j, j0) if k not in moved_j]
        edits += _left_over(a, b, mine, theirs, place(i0, j0))
        if found:
            edits.append(Edit(found, _cover(a, range(i0, i1)), _cover(b, range(j0, j1))))
        i, j = i1, j1
    for x, y, found in moves:
        edits.append(
            Edit(found, _cover(a, range(x, x + 1)), _cover(b, range(y, y + 1)), moved=True)
        )
    return tuple(sorted(edits, key=lambda edit: (edit.candidate, edit.reference)))


def _grouped(links: list[Link]) -> list[tuple[tuple[int, int], tuple[int, int], Tie | None]]:
    """Join the links of one word written as two into one step; others stand alone."""
    steps: list[tuple[tuple[int, int], tuple[int, int], Tie | None]] = []
    for i, j, found in links:
        if found is Tie.SPACING and steps and steps[-1][2] is Tie.SPACING:
            (i0, i1), (j0, j1), _ = steps[-1]
            if i <= i1 and j <= j1 + 1:
                steps[-1] = ((i0, max(i1, i + 1)), (j0, max(j1, j + 1)), found)
                continue
        steps.append(((i, i + 1), (j, j + 1), found))
    return steps


def _left_over(
    a: tuple[Word, ...],
    b: tuple[Word, ...],
    mine: list[int],
    theirs: list[int],
    place: tuple[Span, Span],
) -> Iterator[Edit]:
    """Yield what is left between two links, content against content where both sides have some."""
    inner, inner_theirs = _content(a, mine), _content(b, theirs)
    if not (mine and theirs):
        if mine:
            yield Edit(Tie.INSERTION, _cover(a, mine), place[1])
        elif theirs:
            yield Edit(Tie.DELETION, place[0], _cover(b, theirs))
    elif not (inner and inner_theirs):
        yield Edit(Tie.SUBSTITUTION, _cover(a, mine), _cover(b, theirs))
    else:
        before = ([i for i in mine if i < inner[0]], [j for j in theirs if j < inner_theirs[0]])
        after = (
            [i for i in mine if i > inner[-1]],
            [j for j in theirs if j > inner_theirs[-1]],
        )
        at, at_theirs = _cover(a, inner), _cover(b, inner_theirs)
        first = (Span(at.start, at.start), Span(at_theirs.start, at_theirs.start))
        last = (Span(at.end, at.end), Span(at_theirs.end, at_theirs.end))
        yield from _left_over(a, b, *before, first)
        yield Edit(Tie.SUBSTITUTION, at, at_theirs)
        yield from _left_over(a, b, *after, last)


def _content(words: tuple[Word, ...], indices: list[int]) -> list[int]:
    """Return the indices from the first to the last word of content."""
    places = [k for k, index in enumerate(indices) if words[index].content]
    return indices[places[0] : places[-1] + 1] if places else []


def _cover(words: tuple[Word, ...], indices: list[int] | range) -> Span:
    return Span(words[indices[0]].token.start, words[indices[-1]].token.end)


def _point(words: tuple[Word, ...], index: int, whole: Span) -> Span:
    """Return the empty place before a word (after the word that precedes it)."""
    if index > 0:
        end = words[index - 1].token.end
        return Span(end, end)
    return Span(whole.start, whole.start)
