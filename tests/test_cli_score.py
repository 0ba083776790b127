"""`mt-harness score`: what it prints, and what it refuses before it starts."""

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from harness.cli import app
from harness.errors import EngineError, HarnessError

TRUTH = ["The ferry left at dawn.", "Nobody saw it.", "The harbour was empty."]
GOOD = ["The ferry left at dawn.", "No one saw it.", "The harbour was empty."]
BAD = ["Ferry has left to dawn.", "It saw nobody.", "Empty the port was."]


@pytest.fixture
def lines(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SACREBLEU_SEED", raising=False)
    for name, rows in {"truth": TRUTH, "good": GOOD, "bad": BAD}.items():
        (tmp_path / f"{name}.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return tmp_path


def invoked(*arguments, code=0):
    done = CliRunner().invoke(app, ["score", *map(str, arguments)])
    if isinstance(done.exception, HarnessError):
        raise done.exception
    assert done.exit_code == code, done.output
    return done


def score(*arguments, code=0):
    return invoked(*arguments, code=code).stdout


BOTH = ("-t", "good.txt", "-t", "worse=bad.txt", "-r", "truth.txt")


def test_json_has_every_digit_and_names_the_system(lines):
    found = json.loads(score(*BOTH, "-f", "json"))
    assert [(s["system"], s["metric"]) for s in found["scores"]] == [
        (system, metric) for system in ("good", "worse") for metric in ("bleu", "chrf", "chrf++")
    ]
    for one in found["scores"]:
        assert set(one) >= {"metric", "value", "signature", "higher_is_better", "count"}
        assert one["count"] == 3
    assert found["scores"][1]["value"] != round(found["scores"][1]["value"], 6)


def test_the_bare_number_is_all_there_is(lines):
    out = score("-t", "truth.txt", "-r", "truth.txt", "-m", "chrf", "-b", "-w", 2)
    assert out == "100.00\n"


def test_chrf_with_words_is_chrf_plus_plus(lines):
    one = ("-t", "bad.txt", "-r", "truth.txt", "-b", "-w", 9)
    assert score(*one, "-m", "chrf", "-cw", 2) == score(*one, "-m", "chrf++")
    assert score(*one, "-m", "chrf") != score(*one, "-m", "chrf++")


def test_the_console_shows_a_table_and_signatures(lines):
    shown = score(*BOTH, "-m", "bleu,ter").split("\n\n")
    head, good, worse = shown[0].splitlines()
    signatures = shown[1].splitlines()
    assert head.split() == ["system", "BLEU", "TER"]
    assert (good.split()[0], worse.split()[0]) == ("good", "worse")
    assert [line.split(":")[0] for line in signatures] == ["bleu", "ter"]


def test_markdown_and_latex_are_tables(lines):
    markdown = score(*BOTH, "-m", "chrf,quality", "-f", "markdown").splitlines()
    assert markdown[0] == "| system | chrF2 | quality |"
    assert markdown[1] == "| :-- | --: | --: |"
    latex = score("-t", "a_b=good.txt", "-r", "truth.txt", "-m", "chrf", "-f", "latex", "-ci")
    assert r"a\_b &" in latex
    assert r"$\pm$" in latex and latex.rstrip().endswith(r"\end{tabular}")


def test_csv_can_be_read_back(lines):
    asked = (*BOTH, "-m", "chrf,ter", "--paired-bs", "--confidence")
    rows = list(csv.DictReader(io.StringIO(score(*asked, "-f", "csv"))))
    found = json.loads(score(*asked, "-f", "json"))
    kept = {
        "value": ("value", "difference"),
        "mean": ("mean", "mean"),
        "half_width": ("half_width", "half_width"),
        "p_value": ("p_value", "p_value"),
        "p_adjusted": (None, "p_adjusted"),
        "detectable": (None, "detectable"),
        "human_agreement": (None, "human_agreement"),
    }
    told = [row for row in rows if not row["against"]]
    assert [row["signature"] for row in told] == [one["signature"] for one in found["scores"]]
    apart = [row for row in rows if row["against"]]
    assert [(row["against"], row["system"]) for row in apart] == [("good", "worse")] * 2
    assert apart[0]["human_agreement"] and not apart[1]["human_agreement"]
    for column, (ours, differing) in kept.items():
        for row, one in zip(told, found["scores"], strict=True):
            assert row[column] == _as_text(one.get(ours))
        for row, one in zip(apart, found["differences"], strict=True):
            assert row[column] == _as_text(one[differing])
    parts = csv.DictReader(io.StringIO(score(*BOTH, "-m", "chrf", "-f", "csv", "-sl")))
    assert [(row["system"], row["segment"]) for row in parts] == [
        (system, str(n)) for system in ("good", "worse") for n in range(3)
    ]


def _as_text(value):
    return "" if value is None else repr(value)


@pytest.mark.parametrize("form", ["console", "json", "markdown", "latex", "csv"])
def test_each_format_says_signature_interval_p_and_what_a_difference_means(lines, form):
    asked = (*BOTH, "-m", "chrf", "--paired-bs", "--confidence")
    (one,) = json.loads(score(*asked, "-f", "json"))["differences"]
    shown = score(*asked, "-f", form)
    exact = form in ("json", "csv")
    assert "nrefs:1|bs:1000|seed:12345" in shown
    half, p = one["half_width"], one["p_adjusted"]
    assert (repr(half) if exact else f"{half:.3g}") in shown
    assert (repr(p) if exact else f"{p:.4f}") in shown
    assert (repr(one["human_agreement"]) if exact else "93") in shown
    # Rows have no room for sentences: the column's name has to do.
    assert ("human_agreement" if form == "csv" else "Kocmi et al. 2024") in shown


def test_a_reference_may_be_missing_here_and_there(lines):
    (lines / "second.txt").write_text("\nNo one saw it.\n\n", encoding="utf-8")
    found = json.loads(
        score(
            *("-t", "good.txt", "-r", "truth.txt", "-r", "second.txt"),
            *("-m", "chrf,quality", "-f", "json"),
        )
    )
    assert [one["value"] for one in found["scores"]] == pytest.approx([100, 100])
    assert "nrefs:var" in found["scores"][0]["signature"]


def test_findings_are_looked_for_only_when_counted(lines, monkeypatch):
    from harness import api

    looked = []
    really = api.examine

    def examine(*given):
        looked.append(given)
        return really(*given)

    monkeypatch.setattr(api, "examine", examine)
    score("-t", "good.txt", "-r", "truth.txt", "-m", "bleu,ter")
    assert not looked
    score("-t", "good.txt", "-r", "truth.txt", "-m", "penalty")
    assert looked


def test_a_system_is_tested_against_the_first(lines):
    found = json.loads(score(*BOTH, "-m", "chrf", "--paired-bs", "-f", "json"))["scores"]
    assert "p_value" not in found[0]
    assert 0 < found[1]["p_value"] <= 1
    assert found[0]["mean"] > found[1]["mean"]
    assert "bs:1000|seed:12345" in found[1]["signature"]


def test_the_same_system_twice_does_not_differ_from_itself(lines):
    for test in ("--paired-bs", "--paired-ar"):
        same = ("-t", "good.txt", "-t", "again=good.txt", "-r", "truth.txt")
        found = json.loads(score(*same, "-m", "chrf,quality", test, "-f", "json"))["scores"]
        assert [one["p_value"] for one in found[2:]] == [1.0, 1.0]


def test_the_seed_comes_from_option_or_environment(lines, monkeypatch):
    def mean(*more):
        arguments = ("-t", "bad.txt", "-r", "truth.txt", "-m", "chrf", "-ci", "-f", "json")
        one = json.loads(score(*arguments, *more))["scores"][0]
        return one["mean"], one["signature"]

    first = mean()
    assert mean("--seed", 7) != first
    monkeypatch.setenv("SACREBLEU_SEED", "7")
    assert mean() == mean("--seed", 7)
    assert "seed:7" in mean()[1]
    assert mean("--seed", 12345) == first
    monkeypatch.setenv("SACREBLEU_SEED", "none")
    assert "seed:none" in mean()[1]
    monkeypatch.setenv("SACREBLEU_SEED", "today")
    with pytest.raises(HarnessError, match="today"):
        mean()


def rows(path, **systems):
    with path.open("w", encoding="utf-8") as file:
        for system, texts in systems.items():
            for n, text in enumerate(texts):
                row = {"document": f"d{n % 2}", "system": system, "candidate": text}
                file.write(json.dumps(row | {"references": [TRUTH[n]]}) + "\n")
    return path


def test_whole_documents_may_be_drawn(lines):
    path = rows(lines / "batch.jsonl", good=GOOD, bad=BAD)
    drawn = ("-m", "chrf", "--paired-ar", "-f", "json", "--resample", "document")
    found = json.loads(score(path, *drawn))["scores"]
    assert [one["system"] for one in found] == ["good", "bad"]
    assert "by:document" in found[0]["signature"]
    # Two documents can be swapped in four ways, and two of them leave the difference as it is.
    assert found[1]["p_value"] == pytest.approx(0.5, abs=0.02)


def many(path, count, **systems):
    """Write `count` documents of one segment each for every system."""
    with path.open("w", encoding="utf-8") as file:
        for system, texts in systems.items():
            for n in range(count):
                row = {"document": f"d{n}", "system": system, "candidate": texts[n % 3]}
                file.write(json.dumps(row | {"references": [TRUTH[n % 3]]}) + "\n")
    return path


def test_documents_are_drawn_from_twenty_up_else_segments_with_a_warning(lines):
    arguments = ("-m", "chrf", "--paired-bs", "-f", "json")
    enough = invoked(many(lines / "m.jsonl", 20, good=GOOD, bad=BAD), *arguments)
    found = json.loads(enough.stdout)
    assert found["resample"] == {"unit": "document", "documents": 20, "segments": 20, "note": None}
    assert "by:document" in found["scores"][0]["signature"]
    assert "note" not in enough.stderr
    few = invoked(many(lines / "m.jsonl", 19, good=GOOD, bad=BAD), *arguments)
    found = json.loads(few.stdout)
    assert found["resample"]["unit"] == "segment"
    assert "as if they were independent (19 documents)" in few.stderr
    assert "by:document" not in found["scores"][0]["signature"]
    assert "do not tell documents apart" in invoked(*BOTH, *arguments).stderr


@pytest.mark.parametrize(
    "arguments", [(*BOTH, "--resample", "document"), ("one.jsonl",)], ids=["lines", "known"]
)
def test_one_document_has_no_p_value_but_a_reason(lines, arguments):
    with (lines / "one.jsonl").open("w", encoding="utf-8") as file:
        for system, texts in {"good": GOOD, "bad": BAD}.items():
            for text, truth in zip(texts, TRUTH, strict=True):
                row = {"document": "d", "system": system, "candidate": text, "reference": truth}
                file.write(json.dumps(row) + "\n")
    found = json.loads(score(*arguments, "-m", "chrf", "--paired-bs", "-f", "json"))
    assert all("p_value" not in one and "mean" not in one for one in found["scores"])
    assert "bs:" not in found["scores"][0]["signature"]
    assert {one["what"] for one in found["skipped"]} == {"p-value", "confidence interval"}
    assert "one document" in found["skipped"][0]["why"]
    assert found["differences"][0]["p_value"] is None
    assert "rankings" not in found
    drawn = json.loads(
        score(*arguments, "-m", "chrf", "--paired-bs", "-f", "json", "--resample", "segment")
    )
    assert drawn["scores"][1]["p_value"] > 0


def test_all_pairs_are_tested_corrected_and_ranked(lines):
    three = (*BOTH, "-t", "same=bad.txt")
    found = json.loads(
        score(*three, "-m", "chrf,penalty", "--paired-ar", "--all-pairs", "-f", "json")
    )
    pairs = [(one["first"], one["second"]) for one in found["differences"][:3]]
    assert pairs == [("good", "worse"), ("good", "same"), ("worse", "same")]
    for one in found["differences"]:
        assert one["p_adjusted"] >= one["p_value"]
        assert one["detectable"] >= 0
    assert found["differences"][2]["p_value"] == 1
    by_metric = {one["metric"]: one["clusters"] for one in found["rankings"]}
    # No line of the good one is worse.
    assert by_metric["chrf"] == [["good"], ["worse", "same"]]
    assert by_metric["penalty"][0][0] == "good"
    assert sum(map(len, by_metric["penalty"])) == 3


def test_a_difference_says_how_often_people_agreed(lines):
    shown = score(*BOTH, "-m", "chrf,ter", "--paired-bs")
    assert "Kocmi et al. 2024" in shown
    row = next(line for line in shown.splitlines() if "good → worse" in line and "chrF2" in line)
    assert row.rstrip().endswith("93 %")
    found = json.loads(score(*BOTH, "-m", "chrf,ter", "-f", "json"))["differences"]
    assert found[0]["human_agreement"] == pytest.approx(0.93, abs=1e-3)
    assert found[1]["human_agreement"] is None
    for form in ("markdown", "latex"):
        assert "Kocmi et al. 2024" in score(*BOTH, "-m", "chrf", "-f", form)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("-t", "good.txt", "-r", "truth.txt", "-m", "blue"), "H103"),
        (("-t", "good.txt"), "H115"),
        (("-t", "good.txt", "-r", "truth.txt", "--tokenize", "13"), "H109"),
        (("-t", "good.txt", "-r", "truth.txt", "-m", "penalty", "--weights", "no"), "H110"),
        (("-t", "good.txt", "-r", "truth.txt", "--paired-bs"), "H113"),
        ((*BOTH, "--paired-bs", "--paired-ar"), "H132"),
        ((*BOTH, "--paired-bs", "--resample", "word"), "H101"),
        (("-t", "good.txt", "-r", "truth.txt", "-cw", "1"), "H114"),
        (("-t", "good.txt", "-r", "truth.txt", "-f", "text"), "H101"),
        (("-t", "short.txt", "-r", "truth.txt"), "H303"),
        (("-t", "good.txt", "-r", "gap.txt"), "H304"),
    ],
)
def test_what_cannot_be_scored_is_refused(lines, arguments, code):
    (lines / "short.txt").write_text("One line.\n", encoding="utf-8")
    (lines / "gap.txt").write_text("One line.\n\nThree.\n", encoding="utf-8")
    with pytest.raises(HarnessError) as caught:
        score(*arguments)
    assert caught.value.code == code
    assert not isinstance(caught.value, EngineError)


JSONL = '{"candidate": "a b c", "reference": "a b c"}\n'
CSV = "candidate,reference\na b c,a b c\n"
TSV = "candidate\treference\na b c\ta b c\n"


@pytest.mark.parametrize(
    ("name", "text", "code", "place"),
    [
        ("a.jsonl", JSONL + '{"candidate": "a\\nb", "reference": "a b"}', "H310", ":2"),
        ("a.jsonl", JSONL + '{"candidate": "a b", "reference": "a\\nb"}', "H310", ":2"),
        ("a.jsonl", JSONL + '{"candidate": "a b", "reference": "  "}', "H304", ":2"),
        ("a.jsonl", JSONL + '{"candidate": "a b"}', "H304", ":2"),
        ("a.jsonl", JSONL + '{"candidate": NaN, "reference": "a"}', "H305", ":2"),
        ("a.jsonl", JSONL + '{"candidate": "a", "reference": NaN}', "H305", ":2"),
        ("a.csv", CSV + '"a\nb",a b\n', "H310", ":3"),
        ("a.csv", CSV + "a b,\n", "H304", ":3"),
        ("a.csv", CSV + "a b\n", "H305", ":3"),
        ("a.tsv", TSV + "a b\t\n", "H304", ":3"),
        ("a.tsv", TSV + "a b\n", "H305", ":3"),
    ],
)
def test_rows_that_no_line_file_could_hold_are_refused_with_their_line(
    lines, name, text, code, place
):
    (lines / name).write_text(text, encoding="utf-8")
    with pytest.raises(HarnessError) as caught:
        score(name, "-m", "chrf")
    assert caught.value.code == code
    assert caught.value.place.startswith(f"{name}{place}")


@pytest.mark.parametrize("column", ["candidate", "reference"])
@pytest.mark.parametrize("value", ["a\nb", None])
def test_rows_of_parquet_are_held_to_the_same(lines, column, value):
    pandas = pytest.importorskip("pandas")
    rows = {"candidate": ["a b c", "a b"], "reference": ["a b c", "a b"]}
    rows[column][1] = value
    pandas.DataFrame(rows, dtype=object).to_parquet(lines / "a.parquet")
    with pytest.raises(HarnessError) as caught:
        score("a.parquet", "-m", "chrf")
    missing = "H305" if column == "candidate" else "H304"
    assert caught.value.code == (missing if value is None else "H310")
    assert "a.parquet" in caught.value.place and "2" in caught.value.place


def test_systems_with_different_segments_are_not_tested_against_each_other(lines):
    path = rows(lines / "batch.jsonl", good=GOOD, bad=BAD[:2])
    assert json.loads(score(path, "-f", "json"))["scores"]
    with pytest.raises(HarnessError, match="d0, segment 1"):
        score(path, "--paired-bs")


def test_a_metric_that_was_asked_for_and_not_measured_is_exit_3(lines):
    asked = ("-t", "good.txt", "-r", "truth.txt", "-m", "overall_quality", "-f", "json")
    found = json.loads(score(*asked, code=3))
    assert found["scores"] == []
    assert found["skipped"][0]["what"] == "overall_quality"
