"""Tables of whole articles: those with every error marked, and sound prose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from harness.data.measured import wilson_lower
from harness.meta.articles import Read, clean, hits_of, marked, met
from harness.meta.human_text import human_rates
from harness.meta.human_text import page as rates_page
from harness.meta.marks import Mark
from harness.meta.precision import Hits

_MARKED = """\
## Articles in which every error is marked

A mark is met by a shown finding that touches it and is not much longer, given what the mark needs:
the text alone, or the reference too. *Judged* are the findings, of each rule with what it needs;
*right* those at a mark.

| set | texts | words | marks | met | recall | judged | right | precision | lower |
|---|---|---|---|---|---|---|---|---|---|
"""
_CLEAN = """\
## False alarms on sound prose

Texts without a known error, whole and alone: those given as such, and, of what was translated, the
sources, by language. Whatever is said of them is a probable false alarm; *loud* is major or worse.

| set | texts | words | findings | in 1,000 | at most | loud | in 1,000 | at most |
|---|---|---|---|---|---|---|---|---|
"""


def article_tables(read: Sequence[Read]) -> list[str]:
    """Return the parts of the page that speak of articles; none where there are none."""
    rows = marked(read)
    parts = []
    if rows:
        parts.append(
            _MARKED
            + "".join(
                f"| {row.name} | {row.texts} | {row.words} | {row.marks} | {row.met} "
                f"| {_share(row.met, row.marks)} | {row.judged} | {row.right} "
                f"| {_share(row.right, row.judged)} | {_lower(row.right, row.judged)} |\n"
                for row in rows
            )
        )
        parts.append(_recall("family", read, lambda mark: mark.family))
        parts.append(_recall("kind", read, lambda mark: f"{mark.family}/{mark.kind}"))
        parts.append(_rules(hits_of(read)))
    return [*parts, *_clean(read)]


def _clean(read: Sequence[Read]) -> list[str]:
    rows = clean(read)
    if not rows:
        return []
    head = _CLEAN + "".join(
        f"| {row.name} | {row.texts} | {row.words} | {row.findings} | {row.rate(row.findings):.3f} "
        f"| {row.upper(row.findings):.3f} | {row.loud} | {row.rate(row.loud):.3f} "
        f"| {row.upper(row.loud):.3f} |\n"
        for row in rows
    )
    # What others wrote is not quoted.
    rates = human_rates((one.alone, ()) for one in read if one.article.clean)
    return [head, rates_page(rates, quoted=False)]


def _recall(title: str, read: Iterable[Read], key: Callable[[Mark], str]) -> str:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in read:
        for mark, found in met(one):
            count = counts[f"{one.article.dataset} | {key(mark)}"]
            count[0] += 1
            count[1] += found
    return f"| set | {title} | marks | met | recall |\n|---|---|---|---|---|\n" + "".join(
        f"| {name} | {marks} | {right} | {_share(right, marks)} |\n"
        for name, (marks, right) in sorted(counts.items())
    )


def _rules(hits: Iterable[Hits]) -> str:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in hits:
        rule, _, rest = one.name.partition(" ")
        of = sums[f"{rest.partition(' ')[2]} | {rule}"]
        of[0] += one.judged
        of[1] += one.right
    return "| set | rule | judged | right | precision | lower |\n|---|---|---|---|---|---|\n" + (
        "".join(
            f"| {name} | {judged} | {right} | {_share(right, judged)} | {_lower(right, judged)} |\n"
            for name, (judged, right) in sorted(sums.items())
        )
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def _lower(right: int, judged: int) -> str:
    return f"{wilson_lower(right, judged):.3f}" if judged else "–"
