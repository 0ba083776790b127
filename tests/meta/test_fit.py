"""Fitting on annotated data: what is read, what a place's share is, and that it is repeatable."""

import gzip
import json

import pytest

from harness.analyse.evidence import NAMES
from harness.errors import HarnessError
from harness.meta.annotated import Item, Marked, data_folder, marked_items
from harness.meta.fit.__main__ import main
from harness.meta.fit.evidence import sheet
from harness.meta.fit.figures import Judged, contrast_figures, printed
from harness.meta.fit.forests import grow, write_forests
from harness.meta.fit.tags import write_tag_pairs
from harness.model.text import Span

TEXT = "Farmers drove their tractors into the camp at dawn."
REFERENCE = "Farmers drove their tractors into the countryside at dawn."


def item(data="mqm_zhen_wmt20", document="d", *marks):
    raters = tuple(tuple(Marked(span=Span(*m), major=True) for m in rater) for rater in marks)
    return Item(
        data=data,
        pair="zh-en",
        document=document,
        language="en",
        candidate=TEXT,
        reference=REFERENCE,
        raters=raters or ((),),
    )


def test_the_share_of_raters_is_told_for_each_place():
    camp = (TEXT.index("camp"), TEXT.index("camp") + 4)
    found = sheet(item("mqm_zhen_wmt20", "d", [camp], [], [camp]))
    shares = {TEXT[p.start : p.end]: s for p, s in zip(found.places, found.shares, strict=True)}
    assert shares["camp"] == pytest.approx(2 / 3)
    assert shares["dawn"] == 0
    assert found.rows.shape == (len(found.places), len(NAMES))


def test_an_omission_is_met_by_the_words_beside_it():
    after = TEXT.index(" at dawn")
    found = sheet(item("demetr", "d", [(after, after)]))
    met = [TEXT[p.start : p.end] for p, s in zip(found.places, found.shares, strict=True) if s]
    assert met == ["camp", "at"]


def test_fitting_gives_the_same_bytes_and_finds_what_was_marked(tmp_path):
    camp = (TEXT.index("camp"), TEXT.index("camp") + 4)
    found = [sheet(item("mqm_zhen_wmt20", f"d{n}", [camp])) for n in range(60)]
    first, second = tmp_path / "a", tmp_path / "b"
    for path in (first, second):
        write_forests(grow(found), found, path)
    assert first.read_bytes() == second.read_bytes()
    lines = [x for x in first.read_text("utf-8").splitlines() if not x.startswith("#")]
    assert {line.split()[0] for line in lines} == {"marked"}
    features, cuts, lefts, rights, leaves = json.loads(lines[0].partition("\t")[2])
    assert len(features) == len(cuts) == len(lefts) == len(rights) == len(leaves) - 1


def test_tag_pairs_are_counted_from_two_on(tmp_path):
    path = tmp_path / "pairs.txt"
    write_tag_pairs(["The ferry left.", "The ferry sank at noon."], path)
    rows = dict(line.split("\t") for line in path.read_text("utf-8").splitlines() if line[0] != "#")
    assert rows["the"] == rows["^ the"] == "2"
    assert "at n" not in rows


def test_figures_say_what_was_located():
    at = Span(TEXT.index("camp"), TEXT.index("camp") + 4)
    rows = [Judged(item=item("demetr", "d", [(at.start, at.end)]), phrases=())]
    assert contrast_figures(rows) == (0.0, 0.0, 0.0)
    assert "| mqm_zhen_wmt20 zh-en | 1 |" in printed([Judged(item=item(), phrases=()), *rows])


def test_annotated_data_is_read_without_people_and_neutral_marks(tmp_path):
    row = {
        "is_human": False, "spans_complete": True, "references": ["a\nb"], "hypothesis": "a c",
        "lang_pair": "zh-en", "doc_id": 3, "raters": ["r2", "r1"],
        "error_spans": [[0, 1, "x", "minor", "r1"], [2, 3, "x", "neutral", "r2"]],
    }  # fmt: skip
    with gzip.open(tmp_path / "set.jsonl.gz", "wt", encoding="utf-8") as file:
        for more in ({}, {"is_human": True}, {"spans_complete": False}, {"hypothesis": " "}):
            file.write(json.dumps(row | more) + "\n")
    (found,) = marked_items(tmp_path, "set")
    assert found.reference == "a b"
    assert found.raters == ((Marked(span=Span(0, 1), major=False),), ())


def test_without_data_it_says_which_variable_to_set(monkeypatch, capsys):
    monkeypatch.delenv("MT_HARNESS_DATA", raising=False)
    with pytest.raises(HarnessError, match="MT_HARNESS_DATA"):
        data_folder()
    monkeypatch.setattr("sys.argv", ["fit"])
    assert main() == 2
    assert "H318 MT_HARNESS_DATA" in capsys.readouterr().err
