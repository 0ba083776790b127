"""Whole articles: what is met, what is said beside every mark, and what of sound prose."""

import json

import pytest

from harness.data.measured import wilson_lower
from harness.errors import HarnessError
from harness.meta.article_tables import article_tables
from harness.meta.articles import clean, hits_of, marked, met, read, sources_of
from harness.meta.judged import Judged
from harness.meta.layouts.articles import read_clean
from harness.meta.measure import Measurement
from harness.meta.reading import read_judgements
from harness.meta.record import record

TEXT = "The boats boats left at dawn.\n\nThe nets nets were on the quay, and they were dry.\n"
REFERENCE = "The boats left at dawn.\n\nThe nets were on the quay, and they were not dry.\n"


def mark(quote, needs, severity="minor"):
    start = TEXT.index(quote)
    return {
        "quote": quote,
        "start": start,
        "end": start + len(quote),
        "family": "form" if needs == "target" else "meaning",
        "kind": "doubled-word" if needs == "target" else "polarity",
        "severity": severity,
        "needs": needs,
    }


@pytest.fixture
def folder(tmp_path):
    """One article: a doubled word that is marked and one that is not, a lost "not" that is."""
    here = tmp_path / "own"
    here.mkdir()
    (here / "a.txt").write_text(TEXT, encoding="utf-8")
    (here / "a.ref.txt").write_text(REFERENCE, encoding="utf-8")
    marks = [mark("boats boats", "target"), mark("were dry", "reference", "critical")]
    made = {"document": "a", "language": "en", "artifacts": marks}
    (here / "a.marks.json").write_text(json.dumps(made), encoding="utf-8")
    (here / "unmarked.txt").write_text("Nothing is known of this text.\n", encoding="utf-8")
    return here


def until(folder, place):
    path = folder / "a.marks.json"
    made = json.loads(path.read_text(encoding="utf-8")) | {"marked_until": place}
    path.write_text(json.dumps(made), encoding="utf-8")


def test_a_folder_with_marks_holds_its_marked_articles(folder):
    (one,) = read_judgements(folder).articles
    assert (one.dataset, one.name, one.language, one.reference) == ("own", "a", "en", REFERENCE)
    assert (one.until, one.clean, len(one.marks)) == (len(TEXT), False, 2)


def test_marks_without_their_text_are_refused(folder):
    (folder / "a.txt").unlink()
    with pytest.raises(HarnessError) as caught:
        read_judgements(folder)
    assert caught.value.code == "H335"


def test_a_mark_is_met_by_what_was_given_what_it_needs(folder):
    (one,) = read(read_judgements(folder).articles)
    assert [found for _, found in met(one)] == [True, True]
    assert any(finding.family == "meaning" for finding in one.judged)
    assert {finding.family for finding in one.alone.shown} == {"form"}


def test_what_stands_beside_every_mark_counts_against_a_rule(folder):
    said = read(read_judgements(folder).articles)
    (row,) = marked(said)
    assert (row.texts, row.marks, row.met, row.judged, row.right) == (1, 2, 2, 4, 3)
    (doubled,) = (hit for hit in hits_of(said) if hit.name.startswith("FRM106"))
    assert (doubled.judged, doubled.right) == (2, 1)
    assert doubled.name.endswith(" own")


def test_beyond_where_marking_ended_nothing_is_judged(folder):
    until(folder, TEXT.index("\n"))
    (row,) = marked(read(read_judgements(folder).articles))
    assert row.judged == row.right > 0


def test_sound_prose_is_counted_by_its_language(tmp_path):
    for name, text in {
        "en/a": "The nets nets were dry.\n",
        "de/b": "Die Netze waren trocken.\n",
        "README": "# Not a text",
    }.items():
        suffix = ".md" if name == "README" else ".txt"
        path = (tmp_path / name).with_suffix(suffix)
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    rows = clean(read(read_clean(tmp_path).articles))
    assert [row.name.rpartition(" ")[2] for row in rows] == ["de", "en"]
    assert [(row.texts, row.words, row.findings) for row in rows] == [(1, 4, 0), (1, 5, 1)]
    assert rows[1].rate(1) == 200
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(HarnessError) as caught:
        read_clean(empty)
    assert caught.value.code == "H306"


def test_what_was_translated_is_a_text_once():
    def judged(system, segment, source, document="d", pair="de-en"):
        return Judged(
            dataset="set",
            lang_pair=pair,
            system=system,
            document=document,
            segment=segment,
            text="x",
            reference="",
            source=source,
        )

    segments = [
        judged("A", "1", "Die Netze trocknen."),
        judged("A", "2", "Sie hängen am Kai."),
        judged("B", "1", "Die Netze trocknen."),
        judged("B", "2", "Sie hängen am Kai."),
        judged("A", "1", "Single.", document=""),
        judged("A", "1", "No pair.", pair=""),
    ]
    (one,) = sources_of(segments)
    assert (one.dataset, one.language, one.name) == ("sources of set", "de", "d")
    assert one.text == "Die Netze trocknen.\n\nSie hängen am Kai."
    assert one.clean


def test_the_page_and_the_record_say_it(folder):
    said = read(read_judgements(folder).articles)
    page = "\n".join(article_tables(said))
    lower = f"{wilson_lower(3, 4):.3f}"
    assert f"| own | 1 | 17 | 2 | 2 | 1.000 | 4 | 3 | 0.750 | {lower} |\n" in page
    assert "| own | meaning/polarity | 1 | 1 | 1.000 |\n" in page
    assert "| own | FRM106 | 2 | 1 | 0.500 | 0.095 |\n" in page
    made = record(Measurement(cases=(), in_files=(), contrasts=(), read=said))
    assert " own\t2\t1\t0.095\n" in made
    assert article_tables(()) == []


@pytest.mark.slow
def test_the_number_of_processes_changes_nothing(folder):
    articles = read_judgements(folder).articles * 16
    assert article_tables(read(articles, jobs=2)) == article_tables(read(articles))
