"""`mt-harness compare`: what it sets side by side, from line files and from stored runs."""

import json

import pytest
from typer.testing import CliRunner

from harness.cli import app
from harness.errors import HarnessError

TRUTH = [
    "The ferry left the harbour at dawn.",
    "Nobody in the village saw it go.",
    "The council did not approve the new bridge over the river that floods every spring.",
    "Prices rose.",
]
GOOD = [*TRUTH[:3], "Prices went up."]
BAD = [
    "The the ferry left the harbour at dawn.",
    "Nobody saw it.",
    "The council approved the new bridge over the river that floods every spring.",
    "Prices rose.",
]


def invoked(*arguments, code=0):
    done = CliRunner().invoke(app, [*map(str, arguments)])
    if isinstance(done.exception, HarnessError):
        raise done.exception
    assert done.exit_code == code, done.output
    return done


def compared(*arguments):
    return json.loads(invoked("compare", *arguments, "-f", "json").stdout)


@pytest.fixture
def lines(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, rows in {"truth": TRUTH, "good": GOOD, "bad": BAD, "short": BAD[:2]}.items():
        (tmp_path / f"{name}.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return tmp_path


BOTH = ("-t", "good.txt", "-t", "bad.txt", "-r", "truth.txt", "--lang", "en")


def test_line_files_are_set_side_by_side(lines):
    found = compared(*BOTH, "-n", "2")
    assert [one["system"] for one in found["systems"]] == ["good", "bad"]
    assert found["systems"][1]["findings"] > found["systems"][0]["findings"]
    assert found["metric"] == "chrf++"
    assert found["resample"]["unit"] == "segment"
    assert {one["metric"] for one in found["differences"]} == {
        *("bleu", "chrf", "chrf++", "quality", "penalty")
    }
    by = {row["name"]: row["values"] for row in found["families"]}
    assert by["meaning"]["good"] == 0 < by["meaning"]["bad"]
    assert found["severities"][0]["gap"] == max(row["gap"] for row in found["severities"])
    assert [(row["name"], row["count"]) for row in found["lengths"]] == [("0–10", 3), ("11–20", 1)]
    assert found["segments_compared"] == 4
    first, second = found["segments"]
    assert first["gap"] >= second["gap"]
    assert (first["document"], first["segment"]) == ("truth", 1)
    assert first["reference"] == TRUTH[1]
    assert [one["text"] for one in first["candidates"]] == [GOOD[1], BAD[1]]
    assert first["candidates"][0]["value"] == 100 > first["candidates"][1]["value"]


def test_lengths_are_scored_from_their_own_counts(lines):
    found = compared(*BOTH)
    for name, rows in {"good": GOOD, "bad": BAD}.items():
        (lines / "part.txt").write_text(rows[2] + "\n", encoding="utf-8")
        (lines / "truth2.txt").write_text(TRUTH[2] + "\n", encoding="utf-8")
        alone = invoked("score", "-t", "part.txt", "-r", "truth2.txt", "-m", "chrf++", "-f", "json")
        (score,) = json.loads(alone.stdout)["scores"]
        assert found["lengths"][1]["values"][name] == pytest.approx(score["value"], abs=1e-9)


def test_a_segment_shows_the_findings_that_one_system_has(lines):
    found = compared(*BOTH, "--by", "quality")
    (turned,) = (one for one in found["segments"] if one["segment"] == 2)
    good, bad = turned["candidates"]
    assert good["findings"] == []
    assert [one["severity"] for one in bad["findings"]] == ["critical"]
    told = invoked("compare", *BOTH).stdout
    assert "critical]" in told and "largest differences in chrF2++: 4 of 4 segments" in told
    assert "good → bad" in told


@pytest.mark.slow
def test_stored_runs_say_what_their_files_say(lines):
    for name in ("good", "bad"):
        arguments = ("-t", f"{name}.txt", "-r", "truth.txt", "--lang", "en", "--no-fail", "-q")
        invoked("run", *arguments, "-o", f"run-{name}")
    stored = compared("good=run-good", "bad=run-bad")
    assert stored == compared(*BOTH)
    both = ("-t", "good.txt", "-t", "bad.txt", "-r", "truth.txt", "--lang", "en", "--no-fail", "-q")
    invoked("run", *both, "-o", "runs")
    several = compared("runs")
    assert [one["system"] for one in several["systems"]] == ["good", "bad"]
    assert [one["value"] for one in several["scores"]] == [one["value"] for one in stored["scores"]]


@pytest.mark.slow
def test_rows_of_several_systems_are_compared_as_well(lines):
    with (lines / "both.jsonl").open("w", encoding="utf-8") as file:
        for system, texts in {"good": GOOD, "bad": BAD}.items():
            for n, text in enumerate(texts):
                row = {"document": f"d{n}", "system": system, "candidate": text}
                file.write(json.dumps(row | {"reference": TRUTH[n], "language": "en"}) + "\n")
    found = compared("both.jsonl", "--resample", "segment")
    lines_of = compared(*BOTH)
    assert [one["system"] for one in found["systems"]] == ["good", "bad"]
    assert [one["value"] for one in found["scores"][:3]] == pytest.approx(
        [one["value"] for one in lines_of["scores"][:3]]
    )
    assert [row["name"] for row in found["documents"]] == ["d1", "d3", "d2", "d0"]
    # A file beside a run, each a system by its name.
    invoked("run", "both.jsonl", "--no-fail", "-q", "-o", "run")
    both = compared("x=run", "y=both.jsonl")
    assert [one["system"] for one in both["systems"]] == ["x:bad", "x:good", "y:good", "y:bad"]
    turned = compared("y=both.jsonl", "x=run", "--test", "none")
    assert [one["system"] for one in turned["systems"]] == ["y:good", "y:bad", "x:bad", "x:good"]


def test_files_are_read_as_it_is_said_and_one_text_is_one_document_by_any_name(lines):
    for name, texts in {"one": GOOD, "other": BAD}.items():
        rows = (f"{text}\t{truth}\n" for text, truth in zip(texts, TRUTH, strict=True))
        (lines / f"{name}.dat").write_text("".join(rows), encoding="utf-8")
    read = ("--input-format", "tsv", "--columns", "candidate,reference", "--lang", "en")
    found = compared("one.dat", "other.dat", *read, "--resample", "segment")
    by_lines = compared(*BOTH)
    assert found["segments_compared"] == 4
    assert [one["p_value"] for one in found["differences"]] == pytest.approx(
        [one["p_value"] for one in by_lines["differences"]]
    )
    assert [one["name"] for one in found["documents"]] == ["one"]
    # Other references are other texts, also when there is one of each.
    text = (lines / "other.dat").read_text(encoding="utf-8").replace("\tPrices", "\tRents")
    (lines / "third.dat").write_text(text, encoding="utf-8")
    assert compared("one.dat", "third.dat", *read)["segments_compared"] == 0


def test_articles_cut_differently_are_compared_where_they_meet(lines):
    """Two translations of one article, one of which lost a paragraph."""
    for name, rows in {"a": GOOD, "b": [GOOD[0], *BAD[2:]]}.items():
        folder = lines / name
        folder.mkdir()
        (folder / "story.txt").write_text("\n\n".join(rows) + "\n", encoding="utf-8")
        (folder / "story.ref.txt").write_text("\n\n".join(TRUTH) + "\n", encoding="utf-8")
        invoked("run", folder, "--lang", "en", "--no-fail", "-q", "-o", f"run-{name}")
    found = compared("run-a", "run-b", "--resample", "segment")
    assert {one["segment"] for one in found["segments"]} <= {0, 2, 3}
    pairs = {one["reference"]: one["candidates"] for one in found["segments"]}
    assert [one["text"] for one in pairs[TRUTH[2]]] == [GOOD[2], BAD[2]]
    assert found["skipped"][0]["what"] == "p-value"
    assert "only one of" in found["skipped"][0]["why"]
    assert all(one["p_value"] is None for one in found["differences"])


def test_markdown_has_a_table_each_and_escapes_what_it_quotes(lines):
    (lines / "bad.txt").write_text(
        "\n".join(["<b>*The* [ferry](x) | left_", *BAD[1:]]) + "\n", encoding="utf-8"
    )
    told = invoked("compare", *BOTH, "-f", "markdown").stdout
    for heading in ("Differences", "Shown findings per 1,000 words, by family"):
        assert f"### {heading}" in told
    assert r"\<b\>\*The\* \[ferry\](x) \| left\_" in told.replace(">", r"\>").replace(r"\\>", r"\>")


def test_tests_of_differences_can_be_chosen(lines):
    assert compared(*BOTH, "--test", "none")["differences"][0]["p_value"] is None
    drawn = compared(*BOTH, "--test", "bootstrap", "-m", "chrf")
    scored = invoked("score", *BOTH, "-m", "chrf", "--paired-bs", "-f", "json")
    assert drawn["scores"] == json.loads(scored.stdout)["scores"]
    three = compared(*BOTH, "-t", "again=good.txt", "--all-pairs", "-m", "chrf")
    assert len(three["differences"]) == 3 and len(three["rankings"]) == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("-t", "good.txt", "-r", "truth.txt"), "H119"),
        (("-t", "good.txt", "-t", "short.txt", "-r", "truth.txt"), "H303"),
        ((*BOTH, "-m", "blue"), "H103"),
        ((*BOTH, "--by", "blue"), "H103"),
        ((*BOTH, "--test", "t"), "H101"),
        ((*BOTH, "-f", "latex"), "H101"),
        (("nothing", "none"), "H333"),
        (("nothing", *BOTH), "H106"),
        (("a/x", "b/x"), "H107"),
        ((), "H106"),
    ],
)
def test_what_cannot_be_compared_is_refused(lines, arguments, code):
    with pytest.raises(HarnessError) as caught:
        invoked("compare", *arguments)
    assert caught.value.code == code
