"""Sources that slipped are named, and no rule compares with them."""

from collections.abc import Sequence

import pytest

from harness.analyse import Analysis
from harness.analyse.source_anchors import believed, shifted
from harness.config import Settings
from harness.examination import examine
from harness.model.finding import ASTRAY_SOURCE
from harness.model.text import Document, Span, Unit
from harness.segment import segment

PAIRS = [
    ("The harbour of Kelmar closed at 18:30.", "El puerto de Kelmar cerró a las 18:30."),
    ("Captain Elin Dahl spoke to 14 reporters.", "La capitana Elin Dahl habló a 14 reporteros."),
    ("The damage is put at 3.5 million.", "Los daños se cifran en 3,5 millones."),
    ("Divers from Trondheim come on Monday.", "El lunes llegan buzos de Trondheim."),
    ("Herring lay spoiled in 240 crates.", "En 240 cajas se pudrió el arenque."),
    ("Minister Aguirre promised radar masts.", "El ministro Aguirre prometió radares."),
    ("The Nordstern was built in 1987.", "El Nordstern se construyó en 1987."),
    ("Its propeller weighs 11 tons.", "Su hélice pesa 11 toneladas."),
    ("The insurer is Lindqvist of Malmö.", "La aseguradora es Lindqvist, de Malmö."),
    ("A chapel stands on Cape Orlando.", "En el cabo Orlando hay una capilla."),
    ("The archive burned in 1921.", "El archivo ardió en 1921."),
    ("Professor Castellanos drew the map.", "El mapa es del profesor Castellanos."),
    ("Ferry 27 sails from Bergen.", "De Bergen sale el barco 27."),
    ("The lighthouse is 46 metres high.", "El faro mide 46 metros."),
]


def beside(mine: Sequence[str], theirs: Sequence[str]) -> Document:
    units, at, there = [], 0, 0
    for one, two in zip(mine, theirs, strict=True):
        units.append(Unit(span=Span(at, at + len(one)), source=Span(there, there + len(two))))
        at, there = at + len(one) + 1, there + len(two) + 1
    return Document(
        id="d",
        text="\n".join(mine),
        source="\n".join(theirs),
        language="en",
        source_language="es",
        units=tuple(units),
    )


MINE, THEIRS = [one for one, _ in PAIRS], [two for _, two in PAIRS]


def test_sources_in_their_places_are_believed() -> None:
    analysis = Analysis(segment(beside(MINE, THEIRS)))
    assert shifted(analysis) == {}
    assert believed(analysis) == (analysis, ())


@pytest.mark.parametrize(
    ("theirs", "step"),
    [([*THEIRS[1:], "Fin."], -1), (["Aviso.", *THEIRS[:-1]], 1), (["A.", "B.", *THEIRS[:-2]], 2)],
    ids=["one lost", "one more", "two more"],
)
def test_sources_that_slipped_are_named_with_the_way(theirs: list[str], step: int) -> None:
    document = beside(MINE, theirs)
    assert shifted(Analysis(segment(document))) == dict.fromkeys(range(len(MINE)), step)
    report = examine(document, Settings())
    (told,) = [one for one in report.skipped if one.what == ASTRAY_SOURCE]
    assert f"stands {abs(step)} {'later' if step > 0 else 'earlier'}" in told.why
    # What would have been a figure and a name of another source in every line is none.
    assert report.findings == ()


def test_a_line_that_slips_into_its_neighbour_alone_is_left_to_the_rules() -> None:
    theirs = [*THEIRS[:4], THEIRS[5], THEIRS[4], *THEIRS[6:]]
    assert shifted(Analysis(segment(beside(MINE, theirs)))) == {}


def test_other_letters_meet_by_their_sound() -> None:
    mine = [f"{name} came in {1950 + n}." for n, name in enumerate(NAMES)]
    theirs = ["Начало.", *(f"{name} пришёл." for name in NAMES.values())][: len(mine)]
    found = shifted(Analysis(segment(beside(mine, theirs))))
    assert set(found.values()) == {1}


NAMES = {
    "Lavrenyuk": "Лавренюк",
    "Bondarenko": "Бондаренко",
    "Kovalenko": "Коваленко",
    "Orlova": "Орлова",
    "Medvedev": "Медведев",
    "Sokolov": "Соколов",
}
