"""`gate`, `render` and `merge`: stored runs judged again, made again in any format, and joined."""

import json
import shutil

import pytest
from typer.testing import CliRunner

from harness.cli import app
from harness.errors import HarnessError
from harness.render.formats import RENDERERS

FLAWED = "The mayor& # 39; s office was shut in {n}.\n\nVisitors went to to the port.\n"
SOUND = "The mayor's office was shut in {n}.\n\nVisitors went to the port.\n"


def mt(*arguments):
    """Run the command in this process; an error for users is raised as what it is."""
    done = CliRunner().invoke(app, list(map(str, arguments)))
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def refused(*arguments):
    with pytest.raises(HarnessError) as caught:
        mt(*arguments)
    return caught.value.code


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "run.json"
    }


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Four articles, run together (all), in two halves (a, b), and one alone (one)."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        (home / "in").mkdir()
        for n in range(4):
            (home / f"in/d{n}.txt").write_text(FLAWED.format(n=1990 + n), encoding="utf-8")
            (home / f"in/d{n}.ref.txt").write_text(SOUND.format(n=1990 + n), encoding="utf-8")
        own = ("-q", "--no-fail", "-l", "es-en")
        mt("run", "in", "-o", "all", *own)
        mt("run", "in/d0.txt", "in/d3.txt", "-o", "a", *own)
        mt("run", "in/d1.txt", "in/d2.txt", "-o", "b", *own)
        mt("run", "in/d0.txt", "-o", "one", *own)
    return home


@pytest.fixture
def here(home, monkeypatch):
    monkeypatch.chdir(home)
    return home


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 0),
        (("--fail-on", "major"), 1),
        (("--fail-on", "major", "--no-fail"), 0),
        (("--max-findings", "3"), 1),
        (("--min-score", "chrf=99"), 1),
        (("--min-score", "chrf=10"), 0),
        (("--min-score", "comet=0.1"), 3),
        (("--require", "languagetool"), 3),
    ],
)
@pytest.mark.parametrize("format", ["summary", "json", "sarif", "junit"])
def test_a_stored_report_is_judged_by_another_policy(here, options, code, format):
    done = mt("gate", "all", "-f", format, "-q", *options)
    assert done.exit_code == code
    if format == "json":
        told = json.loads(done.stdout)
        assert told["verdict"]["exit_code"] == code
        assert len(told["documents"]) == 4


def test_what_is_no_run_is_refused(here):
    (here / "empty").mkdir(exist_ok=True)
    assert refused("gate", "empty") == "H333"
    assert refused("gate", "in/d0.txt") == "H333"
    assert refused("gate", "all", "--min-score", "ter=3") == "H104"
    assert refused("render", "all", "-f", "word") == "H101"
    assert refused("merge", "a", "empty", "-o", "out") == "H333"


def test_a_report_without_its_folder_is_judged_as_it_is(here):
    written = mt("check", "in", "-f", "json").stdout
    (here / "lone.json").write_text(written, encoding="utf-8")
    assert mt("gate", "lone.json", "-q").exit_code == 0
    done = mt("gate", "lone.json", "-f", "json", "-q", "--fail-on", "major")
    assert done.exit_code == 1
    again, first = json.loads(done.stdout), json.loads(written)
    assert again.pop("verdict") != first.pop("verdict")
    assert again == first
    assert refused("gate", "lone.json", "-f", "sarif") == "H130"
    assert refused("render", "lone.json", "-f", "text") == "H333"


def test_what_a_run_required_is_required_of_its_report(here):
    nowhere = ("--require", "languagetool", "--languagetool-url", "http://127.0.0.1:9")
    done = mt("check", "in", "-f", "json", *nowhere)
    assert done.exit_code == 3
    (here / "lone.json").write_text(done.stdout, encoding="utf-8")
    assert mt("gate", "lone.json", "-q").exit_code == 3
    assert mt("run", "in", "-o", "lacking", "-q", *nowhere).exit_code == 3
    assert mt("gate", "lacking", "-q", "--no-fail").exit_code == 3
    assert mt("merge", "lacking", "-o", "lacking-too", "--overwrite", "-q").exit_code == 3


@pytest.mark.parametrize("format", RENDERERS)
def test_every_format_is_made_again_byte_for_byte(here, format):
    options = ("-q", "--overwrite", "--fail-on", "major", "--against", "all")
    done = mt("run", "in", "-o", "again", "-f", format, *options)
    assert done.exit_code == 1
    assert mt("render", "again", "-f", format).stdout == done.stdout
    mt("render", "again", "-f", format, "-o", "file")
    assert (here / "file").read_bytes().decode() == done.stdout


def test_pages_and_tables_are_made_again_byte_for_byte(here):
    mt("render", "all", "-f", "csv", "-o", "file")
    assert (here / "file").read_bytes() == (here / "all/findings.csv").read_bytes()
    mt("render", "all", "-f", "html", "--document", "d2", "-o", "file")
    assert (here / "file").read_bytes() == (here / "all/articles/d2.html").read_bytes()
    mt("render", "one", "-f", "html", "-o", "file")
    assert (here / "file").read_bytes() == (here / "one/report.html").read_bytes()
    assert refused("render", "all", "-f", "html") == "H122"
    assert refused("render", "all", "-f", "html", "--document", "d9") == "H122"
    assert refused("render", "all", "-f", "csv", "--document", "d2") == "H130"


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_runs_merge_into_the_bytes_of_one_run(here, order):
    done = mt("merge", *order, "-o", "merged", "--overwrite", "-q")
    assert done.exit_code == 0
    assert files(here / "merged") == files(here / "all")
    assert mt("gate", "merged", "-q", "--fail-on", "major").exit_code == 1


def test_one_verdict_over_all_jobs(here):
    limit = ("--max-findings", "7")
    assert mt("gate", "a", "-q", *limit).exit_code == 0
    assert mt("gate", "b", "-q", *limit).exit_code == 0
    done = mt("merge", "a", "b", "-o", "merged", "--overwrite", "-q", "-f", "json", *limit)
    assert done.exit_code == 1
    assert json.loads(done.stdout)["totals"]["documents"] == 4
    assert json.loads((here / "merged/report.json").read_text())["verdict"]["exit_code"] == 1


def test_what_cannot_be_added_up_is_refused(here):
    assert refused("merge", "all", "a", "-o", "out") == "H309"
    assert refused("merge", "a", "b", "-o", "all") == "H401"
    mt("run", "in/d1.txt", "-o", "other", "-q", "--overwrite", "-l", "es-en", "-m", "bleu")
    with pytest.raises(HarnessError) as caught:
        mt("merge", "one", "other", "-o", "out")
    assert (caught.value.code, "metrics" in caught.value.seen) == ("H323", True)
    shutil.copytree(here / "b", here / "old", dirs_exist_ok=True)
    report = json.loads((here / "old/report.json").read_text(encoding="utf-8"))
    report["version"] = "0.0.1"
    (here / "old/report.json").write_text(json.dumps(report), encoding="utf-8")
    with pytest.raises(HarnessError) as caught:
        mt("merge", "a", "old", "-o", "out")
    assert (caught.value.code, "version" in caught.value.seen) == ("H323", True)
    assert not (here / "out").exists()


def test_pairs_and_systems_stand_in_one_table(here):
    for pair, system in (("es-en", "x"), ("fr-en", "x"), ("es-en", "y")):
        rows = [
            {
                "document": f"{pair}-{n}",
                "system": system,
                "candidate": f"The boat {system} left port {n}.",
                "reference": f"The boat left port {n}.",
                "source_language": pair[:2],
                "language": "en",
            }
            for n in range(3)
        ]
        name = f"{pair}-{system}"
        (here / f"{name}.jsonl").write_text(
            "".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8"
        )
        mt("run", f"{name}.jsonl", "-o", f"run-{name}", "-q", "--overwrite", "-l", pair)
    runs = [f"run-{name}" for name in ("es-en-x", "fr-en-x", "es-en-y")]
    done = mt("merge", *runs, "-o", "pairs", "--overwrite", "-f", "json", "-q")
    scores = json.loads(done.stdout)["totals"]["pair_scores"]
    cells = {(s["pair"], s["system"]): s["value"] for s in scores if s["metric"] == "chrf"}
    assert cells.keys() == {("es-en", "x"), ("fr-en", "x"), ("es-en", "y")}
    for name in ("es-en-x", "fr-en-x", "es-en-y"):
        own = json.loads((here / f"run-{name}/report.json").read_text())["totals"]["scores"]
        (chrf,) = [s["value"] for s in own if s["metric"] == "chrf"]
        assert cells[name[:5], name[6:]] == chrf
    summary = mt("gate", "pairs").stdout
    (row,) = [line for line in summary.splitlines() if "fr-en" in line and "chrf" not in line][:1]
    assert "-" in row
    markdown = mt("render", "pairs", "-f", "markdown").stdout
    assert "| chrf | x | y |" in markdown.replace("\\", "")


@pytest.mark.parametrize("systems", [("x", "x"), ("x", "y")], ids=["one system", "two systems"])
def test_units_that_no_run_set_beside_each_other_are_told(here, systems):
    for number, system in enumerate(systems):
        row = {
            "document": f"d{number}",
            "system": system,
            "source": "El transbordador sale a las siete de la mañana.",
            "candidate": f"The ferry leaves at seven {'sharp' * number}.",
        }
        (here / f"part{number}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
        mt("run", f"part{number}.jsonl", "-o", f"part-{number}", "-q", "--overwrite", "-l", "es-en")
    done = mt("merge", "part-0", "part-1", "-o", "parts", "--overwrite", "-f", "json", "-q")
    told = [one["what"] for one in json.loads(done.stdout)["totals"]["skipped"]]
    assert told == (["CON303", "CON304"] if systems[0] == systems[1] else [])
