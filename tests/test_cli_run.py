import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from harness.cli.summary import columns, in_colour, long_summary
from harness.render.json_report import schema

CORPORA = Path(__file__).parents[1] / "corpora"
SEED = CORPORA / "idlib-2019-12-27.txt"


def run(*arguments, cwd, command="run", **environment):
    return subprocess.run(
        [sys.executable, "-m", "harness", command, *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        env={"PATH": "", "PYTHONPATH": str(CORPORA.parent), "COLUMNS": "80", **environment},
        check=False,
    )


@pytest.fixture(scope="module")
def seed(tmp_path_factory):
    """The seed article run as a user runs it, from a folder of their own."""
    home = tmp_path_factory.mktemp("home")
    return home, run(SEED, cwd=home)


def test_the_seed_fails_the_gate_and_leaves_a_folder(seed):
    home, done = seed
    assert done.returncode == 1, done.stderr
    out = home / "reports" / "idlib-2019-12-27"
    assert {"run.json", "report.json", "report.html", "findings.csv"} <= {
        path.name for path in out.iterdir()
    }
    assert [path.name for path in (home / "reports").iterdir()] == [out.name]


def test_the_summary_says_verdict_findings_scores_and_where_the_report_is(seed):
    _, done = seed
    lines = done.stdout.splitlines()
    assert lines[0].startswith("failed: ") and "critical" in lines[1]
    assert any(line.startswith("scores") and "chrf++" in line for line in lines)
    assert "--with languagetool" in done.stdout
    assert lines[-1] == "report       reports/idlib-2019-12-27/report.html"
    assert all(len(line) <= 80 for line in lines)
    assert "\x1b" not in done.stdout
    assert done.stderr == ""


@pytest.mark.slow
def test_the_same_command_gives_the_same_bytes(seed, tmp_path):
    home, _ = seed
    run(SEED, cwd=tmp_path)
    for one in sorted((home / "reports").rglob("*")):
        if one.is_file() and one.name != "run.json":
            assert one.read_bytes() == (tmp_path / one.relative_to(home)).read_bytes(), one


def test_a_second_run_is_refused_and_changes_nothing(seed):
    home, _ = seed
    page = home / "reports" / "idlib-2019-12-27" / "report.html"
    before = page.stat().st_mtime_ns
    done = run(SEED, cwd=home)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "H401" in done.stderr and "--overwrite" in done.stderr
    assert page.stat().st_mtime_ns == before


@pytest.mark.slow
@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_format_has_standard_output_for_itself(form, tmp_path):
    done = run(SEED, "-f", form, cwd=tmp_path)
    parsed = [json.loads(line) for line in done.stdout.splitlines()] if form == "jsonl" else [
        json.loads(done.stdout)
    ]  # fmt: skip
    assert parsed
    assert "report.html" in done.stderr
    if form == "json":
        jsonschema.validate(parsed[0], schema())
        written = tmp_path / "reports" / "idlib-2019-12-27" / "report.json"
        assert done.stdout == written.read_text(encoding="utf-8")


def test_what_check_prints_fits_the_schema_too(tmp_path):
    done = run(SEED, "-f", "json", cwd=tmp_path, command="check")
    parsed = json.loads(done.stdout)
    jsonschema.validate(parsed, schema())
    (document,) = parsed["documents"]
    assert document["findings"] and document["scores"] == []
    assert not any(found["reference"]["impact"] for found in document["findings"])


@pytest.mark.slow
def test_no_fail_turns_a_failed_gate_into_success(tmp_path):
    done = run(SEED, "--no-fail", "-q", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.slow
def test_an_article_alone_is_a_normal_case(tmp_path):
    (tmp_path / "alone.txt").write_text("The mayor& # 39;s office shut it.\n", encoding="utf-8")
    done = run("alone.txt", "-o", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "no reference" in done.stdout
    assert (tmp_path / "out" / "report.html").is_file()


@pytest.mark.slow
def test_a_folder_of_articles_gives_an_index(tmp_path):
    for name in ("a", "b"):
        path = tmp_path / "in" / name / "story.txt"
        path.parent.mkdir(parents=True)
        path.write_text("The mayor& # 39;s office shut it.\n", encoding="utf-8")
    done = run("in", cwd=tmp_path)
    assert done.stdout.splitlines()[-1].endswith("reports/in/index.html")
    assert (tmp_path / "reports" / "in" / "articles" / "a" / "story.html").is_file()


def test_a_mistake_is_told_before_a_folder_is_made(tmp_path):
    done = run(SEED, "-m", "blue", cwd=tmp_path)
    assert done.returncode == 2
    assert "bleu" in done.stderr
    assert not list(tmp_path.iterdir())


def test_half_a_character_is_refused_at_the_door(tmp_path):
    rows = '{"candidate": "whole \\ud83d\\ude00"}\n{"candidate": "half \\ud83d"}\n'
    (tmp_path / "rows.jsonl").write_text(rows, encoding="utf-8")
    done = run("rows.jsonl", cwd=tmp_path)
    assert done.returncode == 2
    assert "H305 rows.jsonl:2: half of a surrogate pair" in done.stderr


class Terminal:
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colour_is_used_where_it_is_welcome(monkeypatch, environment, expected):
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert in_colour(Terminal()) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize(("given", "expected"), [("10", 40), ("72", 72), ("400", 100)])
def test_the_width_follows_the_terminal_within_reason(monkeypatch, given, expected):
    monkeypatch.setenv("COLUMNS", given)
    assert columns() == expected


def test_colours_change_nothing_but_colour():
    import re

    from harness import api
    from harness.config import Settings
    from harness.gate import judge
    from harness.model.report import Policy
    from harness.model.text import Document

    text = "%MINIFYHTMLff15ad7cd58bb37cdb3409226fe49ec49% and & # 39; so on.\n"
    report = api.check([Document(id="a", text=text, language="en")], Settings())
    verdict = judge(report, Policy())
    bare = long_summary(report, verdict, Path("out"))
    painted = long_summary(report, verdict, Path("out"), coloured=True)
    assert painted != bare
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == bare
