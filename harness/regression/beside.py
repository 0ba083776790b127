"""The whole comparison of a run with a stored one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from harness.facts import facts_of
from harness.model.facts import Place
from harness.model.regression import Change, Regression
from harness.model.report import Against, Policy, Report
from harness.regression.evidence import SIGNS, findings_of
from harness.render.json_report import portable

Key = tuple[str | None, str]
# By document: how often each rule's finding of one fingerprint stands there.
Signs = dict[Key, Counter[tuple[str, str]]]
# Changes listed in a report: who wants all of them has both runs' tables.
MOST = 1000


def set_against(report: Report, policy: Policy) -> Report:
    """Return the report with what became of the stored run that the policy names, if it does.

    Raises H333 and H334 where there is none to read.
    """
    if policy.against is None:
        return report
    # Most runs are set against none, and need neither readers nor statistics.
    from harness.stored import read_run

    stored = read_run(Path(policy.against.run)).report
    return replace(report, regression=beside(report, stored, policy, policy.against))


def beside(report: Report, stored: Report, policy: Policy, against: Against) -> Regression:
    """Return the report beside a stored one; `policy` says which findings count.

    Systems go by their names; where each run has one alone those two belong together.
    """
    from harness.regression.tested import tested

    now = {_key(place): place for place in _places(report, policy)}
    then = {_key(place): place for place in _places(stored, policy)}
    names = partners(now.values(), then.values())
    before = {(names[system], document): place for (system, document), place in then.items()}
    common = {key: now[key] for key in now if key in before}
    new = _findings(report, policy)
    gone = {
        (names.get(system), document): found
        for (system, document), found in _findings(stored, policy).items()
    }
    changes = _changes(new, gone, common)
    added = [key for key in now if key not in before]
    removed = [key for key in before if key not in now]
    tests, untested = tested(report, stored, names, common, against)
    return Regression(
        against=portable(against.run) or "",
        common=len(common),
        added=tuple(map(_called, added)),
        removed=tuple(map(_called, removed)),
        new=sum(change.new for change in changes),
        gone=sum(change.gone for change in changes),
        of_added=_within(new, added),
        of_removed=_within(gone, removed),
        changes=changes[:MOST],
        tests=tests,
        untested=untested,
    )


def partners(now: Iterable[Place], then: Iterable[Place]) -> Mapping[str | None, str | None]:
    """Return what each system of the stored run is called now."""
    ours = {place.system for place in now}
    theirs = {place.system for place in then}
    if len(ours) == len(theirs) == 1:
        return {next(iter(theirs)): next(iter(ours))}
    return {name: name for name in theirs}


def _places(report: Report, policy: Policy) -> tuple[Place, ...]:
    return facts_of(report.documents, policy.confidence, repeats_once=policy.repeats_once).places


def _key(place: Place) -> Key:
    return place.system, place.document


def _called(key: Key) -> str:
    system, document = key
    return f"{system}: {document}" if system else document


def _findings(report: Report, policy: Policy) -> Signs:
    """Return how often each finding stands in each document; it is known by rule and fingerprint.

    A table has no None among its texts, so systems are looked at once more.
    """
    table = findings_of(report.documents, policy.confidence)
    found: Signs = {}
    for system, document, rule, fingerprint in zip(*(table[name] for name in SIGNS), strict=True):
        key = system if isinstance(system, str) else None, document
        found.setdefault(key, Counter())[rule, fingerprint] += 1
    return found


def _changes(new: Signs, gone: Signs, common: Iterable[Key]) -> tuple[Change, ...]:
    """Return what differs in the common documents, the most new findings first."""
    made = []
    for key in common:
        ours, theirs = new.get(key, Counter()), gone.get(key, Counter())
        came, went = _by_rule(ours - theirs), _by_rule(theirs - ours)
        system, document = key
        made += [
            Change(document=document, system=system, rule=rule, new=came[rule], gone=went[rule])
            for rule in sorted(came.keys() | went.keys())
        ]
    return tuple(sorted(made, key=lambda c: (-c.new, -c.gone, c.system or "", c.document, c.rule)))


def _by_rule(found: Counter[tuple[str, str]]) -> Counter[str]:
    rules: Counter[str] = Counter()
    for (rule, _), count in found.items():
        rules[rule] += count
    return rules


def _within(found: Signs, keys: Iterable[Key]) -> int:
    return sum(found[key].total() for key in keys if key in found)
