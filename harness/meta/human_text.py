"""How often each rule speaks up on text that people wrote: an estimate of its false alarms.

Human translations are not free of slips, so a finding there is a probable false alarm, not a
proven one; what a rater marked in them is left out.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from harness.model.report import DocumentReport
from harness.model.text import Span
from harness.rules import RULES

_MISSED = 0.025  # in each tail: a two-sided interval of 95 %
_EXAMPLES = 5
_LONGEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanRate:
    """What one rule showed in so many words of human text.

    `rate` is findings in 1,000 words, `upper` the upper end of its exact 95 % Poisson interval;
    `examples` are the first of them, as written.
    """

    rule: str
    hits: int
    words: int
    rate: float
    upper: float
    examples: tuple[str, ...]


def human_rates(
    examined: Iterable[tuple[DocumentReport, Sequence[Span]]], rules: Iterable[str] | None = None
) -> tuple[HumanRate, ...]:
    """Return a row for each rule, the loudest first, rules without a hit included.

    Each document comes with the spans that raters marked in it: what is shown there is no false
    alarm and does not count. `rules` are the codes to list, else all that need no reference and
    no source, and whatever else was shown. Raises ValueError where no document has a word.
    """
    hits: Counter[str] = Counter()
    examples: defaultdict[str, list[str]] = defaultdict(list)
    words = 0
    for report, marked in examined:
        words += report.words
        for finding in report.shown:
            if any(_touches(finding.span, span) for span in marked):
                continue
            hits[finding.rule] += 1
            if len(examples[finding.rule]) < _EXAMPLES:
                examples[finding.rule].append(finding.text)
    if not words:
        raise ValueError("no words to count in")
    listed = {rule.code for rule in RULES if rule.needs == "target"} if rules is None else {*rules}
    rows = [
        HumanRate(
            rule=code,
            hits=hits[code],
            words=words,
            rate=1000 * hits[code] / words,
            upper=1000 * poisson_upper(hits[code]) / words,
            examples=tuple(examples[code]),
        )
        for code in listed | hits.keys()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.hits, row.rule)))


def page(rows: Sequence[HumanRate], least: int = 1, *, quoted: bool = True) -> str:
    """Return the rows with at least so many hits as a table of Markdown, three digits each.

    One line below it says of how many rules nothing was shown, and what that leaves open. The same
    rows give the same bytes. `quoted` adds what was found; leave it out for texts of others.
    Raises ValueError for no rows.
    """
    if not rows:
        raise ValueError("no rates to print")
    shown = [row for row in rows if row.hits >= least]
    quiet = [row for row in rows if not row.hits]
    lines = [
        f"Findings in {rows[0].words} words that people wrote, what raters marked left out. "
        "*At most* is\nthe upper end of the exact 95 % Poisson interval.",
    ]
    if shown:
        lines += [
            f"\n| rule | findings | in 1,000 words | at most |{' as in |' if quoted else ''}",
            f"|---|---|---|---|{'---|' if quoted else ''}",
            *(_row(row, quoted=quoted) for row in shown),
        ]
    if quiet:
        lines.append(f"\nOf {len(quiet)} more rules nothing: at most {quiet[0].upper:.3f} each.")
    return "\n".join(lines) + "\n"


def _row(row: HumanRate, *, quoted: bool) -> str:
    examples = f" {'; '.join(map(_cell, row.examples[:3]))} |" if quoted else ""
    return f"| {row.rule} | {row.hits} | {row.rate:.3f} | {row.upper:.3f} |{examples}"


def _cell(text: str) -> str:
    """Return an example as code in a cell: one line, short, no sign of the table's own."""
    plain = " ".join(text.split()).replace("|", "¦").replace("`", "ˋ")
    return f"`{plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + '…'}`"


def poisson_upper(count: int) -> float:
    """Return the mean at which a count as low as this one comes up once in forty times.

    The upper end of the exact two-sided 95 % interval (Garwood 1936).

    >>> round(poisson_upper(0), 2), round(poisson_upper(10), 2)
    (3.69, 18.39)
    """
    low, high = float(count), count + 10 + 6 * math.sqrt(count + 1)
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(count, middle) > _MISSED else (low, middle)
    return high


def _at_most(count: int, mean: float) -> float:
    """The chance of at most `count` where `mean` is expected; summed as logarithms."""
    logs = (k * math.log(mean) - mean - math.lgamma(k + 1) for k in range(count + 1))
    return math.fsum(map(math.exp, logs))


def _touches(found: Span, marked: Span) -> bool:
    # The place of an omission has no length.
    return found.start <= marked.end and marked.start <= found.end
