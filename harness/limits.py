"""Limits against facts: what was exceeded, and what could not be measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase

from harness.config.settings import fits
from harness.facts import worths_of
from harness.metrics import METRICS
from harness.metrics.rate import per_1000
from harness.model.facts import Count, Facts, Place, Worth
from harness.model.finding import Finding
from harness.model.report import Bound, Each, Limit, LimitKind, Quota, Report, Scope
from harness.model.score import Score

# What breaks and what could not be judged.
Found = tuple[tuple[str, ...], tuple[str, ...]]
# Documents named in one breach: the report has them all.
_NAMED = 3


def over(counts: Iterable[Count], limits: Iterable[Limit]) -> Iterator[str]:
    """Yield one breach for each severity, rule or family that has more findings than allowed."""
    counts = tuple(counts)
    for limit in limits:
        count = sum(one.findings for one in counts if falls_under(one, limit))
        if count > limit.most:
            few = f"finding{'s' * (count != 1)}"
            severity = limit.kind is LimitKind.SEVERITY
            what = (
                f"{limit.name} {few}" if severity else f"{few} of {limit.kind.value} {limit.name}"
            )
            yield f"{count} {what}, at most {limit.most} allowed"


def falls_under(finding: Finding | Count, limit: Limit) -> bool:
    """Whether the limit counts the finding."""
    match limit.kind:
        case LimitKind.SEVERITY:
            return finding.severity.label == limit.name
        case LimitKind.RULE:
            return limit.name in (finding.rule, finding.name)
        case LimitKind.FAMILY:
            return finding.family == limit.name


def too_many(counts: Sequence[Count], most: int | None) -> tuple[str, ...]:
    """Return the breach of a limit on all findings together."""
    whole = sum(count.findings for count in counts)
    if most is None or whole <= most:
        return ()
    return (f"{whole} finding{'s' * (whole != 1)}, at most {most} allowed",)


def too_dense(counts: Sequence[Count], places: Sequence[Place], most: float | None) -> Found:
    """Return the breach of the density's limit, or that there was no text to measure it on."""
    if most is None:
        return (), ()
    size = sum(place.size for place in places)
    found = per_1000((float(sum(count.findings for count in counts)), float(size)))
    if found is None:
        return (), ("findings per 1,000 words were not measured: no words",)
    if found <= most:
        return (), ()
    unit = " and ".join(sorted({place.unit for place in places}))
    return (f"{found:.2f} findings per 1,000 {unit}, at most {most:g} allowed",), ()


def within(scope: Scope, place: Place) -> bool:
    """Whether the document is one that the scope speaks of."""
    return (
        _like(place.pair, scope.pair)
        and _like(place.system, scope.system)
        and (
            scope.path is None
            or (place.path is not None and fits(scope.path, scope.root, place.path))
        )
    )


def _like(value: str | None, pattern: str | None) -> bool:
    if pattern is None:
        return True
    return value is not None and fnmatchcase(value, pattern)


def quota(report: Report, facts: Facts, one: Quota) -> Found:
    """Return what breaks a quota; where the run has nothing in its scope, nothing does."""
    inside = [n for n, place in enumerate(facts.places) if within(one.scope, place)]
    if not inside:
        return (), ()
    breaches: list[str] = []
    unjudged: list[str] = []
    for found in (_findings(facts, inside, one), _scores(report, facts, inside, one)):
        breaches += found[0]
        unjudged += found[1]
    where = str(one.scope)
    return tuple(f"{text}{where}" for text in breaches), tuple(f"{t}{where}" for t in unjudged)


def broken(facts: Facts, one: Quota) -> tuple[tuple[frozenset[int], Limit], ...]:
    """Return the limits of a quota that are exceeded, each with the documents that it counts."""
    inside = [n for n, place in enumerate(facts.places) if within(one.scope, place)]
    made = []
    for group, counts in _groups(facts, inside, one):
        made += [(frozenset(group), limit) for limit in one.limits if any(over(counts, (limit,)))]
    return tuple(made)


def _groups(facts: Facts, inside: list[int], one: Quota) -> Iterator[tuple[list[int], list[Count]]]:
    """Yield the documents that are counted together, with what is counted in them."""
    own = set(inside)
    counts: dict[int, list[Count]] = {}
    for count in facts.counts:
        if count.place in own:
            key = count.place if one.each is Each.DOCUMENT else -1
            counts.setdefault(key, []).append(count)
    if one.each is not Each.DOCUMENT:
        yield inside, counts.get(-1, [])
        return
    for number in inside:
        yield [number], counts.get(number, [])


def _findings(facts: Facts, inside: list[int], one: Quota) -> Found:
    breaches: Counter[str] = Counter()
    unjudged: Counter[str] = Counter()
    named: dict[str, list[str]] = {}
    if one.max_findings is None and one.max_density is None and not one.limits:
        return (), ()
    for group, counts in _groups(facts, inside, one):
        places = [facts.places[number] for number in group]
        dense, unmeasured = too_dense(counts, places, one.max_density)
        found = (*too_many(counts, one.max_findings), *over(counts, one.limits), *dense)
        for texts, into in ((found, breaches), (unmeasured, unjudged)):
            for text in texts:
                into[text] += 1
                if one.each is Each.DOCUMENT:
                    named.setdefault(text, []).append(_name(places[0]))
    return _told(breaches, named), _told(unjudged, named)


def _told(texts: Iterable[str], named: dict[str, list[str]]) -> tuple[str, ...]:
    return tuple(f"{text}{_listed(named.get(text, []))}" for text in texts)


def _name(place: Place) -> str:
    return f"{place.system}: {place.document}" if place.system else place.document


def _listed(names: Sequence[str]) -> str:
    if not names:
        return ""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f" ({', '.join(names[:_NAMED])}{more})"


def _scores(report: Report, facts: Facts, inside: list[int], one: Quota) -> Found:
    breaches: list[str] = []
    unjudged: list[str] = []
    for bound in one.bounds:
        if any(s.metric == bound.metric and not s.trusted for s in report.scores):
            unjudged.append(f"{bound.metric} was not judged: its model is not trained")
            continue
        found = (
            _of_systems(report, facts, inside, one.scope, bound)
            if one.each is None
            else _of_each(report, facts, inside, one.each, bound)
        )
        breaches += found[0]
        unjudged += found[1]
    return tuple(breaches), tuple(unjudged)


def _of_systems(
    report: Report, facts: Facts, inside: list[int], scope: Scope, bound: Bound
) -> Found:
    """Judge the scores of the systems (in the pairs) of the scope: each that is there has one."""
    wanted = dict.fromkeys(
        (facts.places[n].system, facts.places[n].pair if scope.pair is not None else None)
        for n in inside
    )
    pairs = {place.pair for place in facts.places}
    unjudged = []
    met: list[Score] = []
    for system, pair in wanted:
        of_pairs = pair is not None and len(pairs) > 1
        own = [
            score
            for score in (report.pair_scores if of_pairs else report.scores)
            if score.metric == bound.metric
            and score.system in (system, None)
            and (not of_pairs or score.pair == pair)
        ]
        met += own
        if not own:
            whose = "".join(f" of {name}" for name in (system, pair) if name)
            unjudged.append(f"{bound.metric}{whose} was not measured")
    return tuple(missed(met, bound)), tuple(unjudged)


def missed(scores: Iterable[Score], bound: Bound) -> Iterator[str]:
    """Yield one breach for each of the metric's scores on the wrong side of its bound."""
    for score in scores:
        if score.metric == bound.metric and score.trusted and not score.meets(bound.value):
            whose = "".join(f" of {name}" for name in (score.system, score.pair) if name)
            yield (
                f"{bound.metric}{whose} is {score.value:.2f}, "
                f"{_asked(bound, higher=score.higher_is_better)}"
            )


def _asked(bound: Bound, *, higher: bool) -> str:
    return f"{'at least' if higher else 'at most'} {bound.value:g} asked"


def _of_each(report: Report, facts: Facts, inside: list[int], each: Each, bound: Bound) -> Found:
    """Judge each document or segment; a document without any value is not judged."""
    higher = METRICS[bound.metric].higher_is_better
    own = set(inside)
    measured: set[int] = set()
    below: list[Worth] = []
    for worth in worths_of(report.documents, bound.metric, segments=each is Each.SEGMENT):
        if worth.place in own:
            measured.add(worth.place)
            if not (worth.value >= bound.value if higher else worth.value <= bound.value):
                below.append(worth)
    missing = [_name(facts.places[n]) for n in inside if n not in measured]
    unjudged = [f"{bound.metric} was not measured{_listed(missing)}"] if missing else []
    if not below:
        return (), tuple(unjudged)
    worst = min(below, key=lambda w: w.value if higher else -w.value)
    place = _name(facts.places[worst.place])
    place += "" if worst.segment is None else f", segment {worst.segment}"
    few = f"{len(below)} {each.value}{'s' * (len(below) != 1)}"
    text = (
        f"{bound.metric} of {few} is out of bounds, {_asked(bound, higher=higher)} of each; "
        f"the worst {worst.value:.2f} ({place})"
    )
    return (text,), tuple(unjudged)
