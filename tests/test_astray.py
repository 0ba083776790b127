"""A reference that is not that of the text is named, and no gate passes by it: the real command."""

import json
import subprocess
import sys

import pytest

from tests.analyse.test_anchors import OTHER, TEXT, TOLD
from tests.analyse.test_source_anchors import MINE, THEIRS

pytestmark = pytest.mark.slow

SHIFTED = [OTHER[0], *TOLD[:-1]]


def checked(cwd, *arguments, command="check"):
    return subprocess.run(
        [sys.executable, "-m", "harness", command, *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def lines(folder, name, rows):
    (folder / name).write_text("\n".join(rows) + "\n", encoding="utf-8")
    return name


def table(folder, rows):
    body = "".join(f"{one}\t{two}\n" for one, two in rows)
    (folder / "t.tsv").write_text("candidate\treference\n" + body, encoding="utf-8")
    return "t.tsv"


def article(folder, reference):
    (folder / "a.txt").write_text("\n\n".join(TEXT) + "\n", encoding="utf-8")
    (folder / "a.ref.txt").write_text("\n\n".join(reference) + "\n", encoding="utf-8")
    return "a.txt"


def test_lines_beside_lines_that_slipped_are_not_evaluated(tmp_path):
    mine, theirs = lines(tmp_path, "hyp.txt", TEXT), lines(tmp_path, "ref.txt", SHIFTED)
    done = checked(tmp_path, "-t", mine, "-r", theirs, "--lang", "en", "-f", "json")
    report = json.loads(done.stdout)
    assert done.returncode == report["verdict"]["exit_code"] == 3
    assert "shifted" in report["verdict"]["unjudged"][0]
    (told,) = [one for one in report["documents"][0]["skipped"] if "shifted" in one["why"]]
    assert told["what"] == "comparison with the reference"
    assert "1 later" in told["why"] and told["segments"] == list(range(6))


@pytest.mark.parametrize("other", [TOLD, SHIFTED, OTHER], ids=["own", "slipped", "another"])
def test_a_table_is_evaluated_by_its_own_reference_alone(tmp_path, other):
    path = table(tmp_path, zip(TEXT, other, strict=True))
    done = checked(tmp_path, path, "--lang", "en", "--fail-on", "never")
    assert done.returncode == (0 if other is TOLD else 3), done.stdout


@pytest.mark.parametrize("other", [TOLD, TOLD[1:], OTHER], ids=["own", "cut", "another"])
def test_an_article_beside_another_is_not_evaluated(tmp_path, other):
    done = checked(tmp_path, article(tmp_path, other), "--lang", "en", "--fail-on", "never")
    assert done.returncode == (3 if other is OTHER else 0), done.stdout


def test_a_story_of_its_own_beside_part_of_another_edition_is_no_error(tmp_path):
    path = article(tmp_path, [*TOLD[:3], *OTHER[3:]])
    command = (path, "--lang", "en", "--fail-on", "never", "--reference-kind", "comparable")
    done = checked(tmp_path, *command)
    assert done.returncode == 0, done.stdout


def test_what_was_not_compared_is_still_judged_when_the_run_is_read_again(tmp_path):
    mine, theirs = lines(tmp_path, "hyp.txt", TEXT), lines(tmp_path, "ref.txt", SHIFTED)
    for command in (
        ("run", "-t", mine, "-r", theirs, "--lang", "en", "-o", "out", "--fail-on", "never"),
        ("gate", "out", "--fail-on", "never"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "harness", *command],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 3, done.stderr
        assert "shifted" in done.stdout + done.stderr


def test_sources_that_slipped_are_nothing_to_pass_by(tmp_path):
    mine, theirs = (
        lines(tmp_path, "hyp.txt", MINE),
        lines(tmp_path, "src.txt", [*THEIRS[1:], "Fin."]),
    )
    own = lines(tmp_path, "own.txt", THEIRS)
    assert checked(tmp_path, "-t", mine, "-s", own, "-l", "es-en").returncode == 0
    done = checked(tmp_path, "-t", mine, "-s", theirs, "-l", "es-en")
    assert done.returncode == 3
    assert "comparison with the source" in done.stdout + done.stderr


@pytest.mark.parametrize("lost", [0, 100], ids=["at the start", "in the middle"])
def test_scores_beside_lines_that_slipped_say_so(tmp_path, lost):
    rows = [f"{one} {n}" for n, one in enumerate(TEXT * 30)]
    told = [f"{one} {n}" for n, one in enumerate(TOLD * 30)]
    mine, own = lines(tmp_path, "hyp.txt", rows), lines(tmp_path, "own.txt", told)
    theirs = lines(tmp_path, "ref.txt", [*told[:lost], *told[lost + 1 :], OTHER[0]])
    done = checked(tmp_path, "-t", mine, "-r", own, "-m", "bleu", command="score")
    assert (done.returncode, "shifted" in done.stderr) == (0, False)
    done = checked(tmp_path, "-t", mine, "-r", theirs, "-m", "bleu", command="score")
    assert (done.returncode, "shifted" in done.stderr) == (0, True)
