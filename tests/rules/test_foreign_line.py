"""Paragraphs in another language: each for itself while they are few, told once where many."""

import pytest

from harness.api import examine
from harness.config import Settings
from harness.model.text import Document

OWN = "Der Hafen ist zu und die Boote liegen im Schlick der Bucht, wie man am Ufer sieht."
OTHER = "The port is shut and boat {} is in the mud of the bay, as they can see from it."


def _found(count):
    parts = [OWN, *(part for k in range(count) for part in (OTHER.format(k), OWN))]
    document = Document(id="a", text="\n\n".join(parts), language="de")
    report = examine(document, Settings())
    return document.text, [finding for finding in report.shown if finding.rule == "LAN803"]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_few_paragraphs_are_told_one_by_one(count):
    _, found = _found(count)
    assert [finding.text for finding in found] == [OTHER.format(k) for k in range(count)]
    assert not any(finding.related for finding in found)


@pytest.mark.parametrize("count", [4, 37])
def test_many_are_told_once_with_the_places_of_all(count):
    _, found = _found(count)
    [finding] = found
    assert finding.text == OTHER.format(0)
    places = [place.text for place in finding.related]
    assert places == [OTHER.format(k) for k in range(1, count)]
    assert f"so are {count - 1} more paragraphs" in finding.message
