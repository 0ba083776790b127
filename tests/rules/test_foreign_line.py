"""Paragraphs in another language: each for itself while few, told once where many; units each."""

import pytest

from harness.api import examine
from harness.config import Settings
from harness.model.finding import Severity
from harness.model.text import Document, SegmentKind, Span, Unit

OWN = "Der Hafen ist zu und die Boote liegen im Schlick der Bucht, wie man am Ufer sieht."
ENGLISH = "The port is shut and boat {} is in the mud of the bay, as they can see from it."
SPANISH = "El puerto está cerrado y el barco {} está en el barro de la bahía, como se ve desde él."
TYPED = "Die Datei /etc/port.conf liest quay-open --wait, und log_file nennt den Ort."


def _found(other, count, *more):
    parts = [OWN, *(part for k in range(count) for part in (other.format(k), OWN)), *more]
    document = Document(id="a", text="\n\n".join(parts), language="de")
    report = examine(document, Settings())
    return [finding for finding in report.shown if finding.rule == "LAN803"]


@pytest.mark.parametrize(
    ("other", "count"), [(SPANISH, 1), (SPANISH, 2), (SPANISH, 3), (ENGLISH, 1)]
)
def test_few_paragraphs_are_told_one_by_one(other, count):
    found = _found(other, count)
    assert [finding.text for finding in found] == [other.format(k) for k in range(count)]
    assert not any(finding.related for finding in found)


@pytest.mark.parametrize(("other", "count"), [(SPANISH, 4), (SPANISH, 37), (ENGLISH, 3)])
def test_many_are_told_once_with_the_places_of_all(other, count):
    [finding] = _found(other, count)
    assert finding.text == other.format(0)
    places = [place.text for place in finding.related]
    assert places == [other.format(k) for k in range(1, count)]
    assert f"so are {count - 1} more paragraphs" in finding.message


def test_units_are_told_each_for_itself():
    text = "\n".join([OWN, *(ENGLISH.format(k) for k in range(9))])
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(Unit(span=Span(start, start + len(line))))
        start += len(line) + 1
    document = Document(
        id="a", text=text, language="de", units=tuple(spans), unit_kind=SegmentKind.UNIT
    )
    found = [f for f in examine(document, Settings()).shown if f.rule == "LAN803"]
    assert [finding.segment for finding in found] == list(range(1, 10))


def test_two_in_english_are_told_once():
    [finding] = _found(ENGLISH, 2)
    assert "so is 1 more paragraph" in finding.message


@pytest.mark.parametrize(
    ("other", "more", "severity"),
    [
        (ENGLISH, TYPED, Severity.MINOR),
        (ENGLISH, OWN, Severity.CRITICAL),
        (SPANISH, TYPED, Severity.CRITICAL),
    ],
)
def test_english_is_minor_in_a_manual_alone(other, more, severity):
    [finding] = _found(other, 1, more)
    assert finding.severity is severity
