"""`mt-harness check` as users and pipelines run it: output, exit codes, and every mistake told."""

import json
import os
import re
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from harness.cli import app
from harness.errors import HarnessError

FLAWED = """The mayor& # 39; s office was shut.

Visitors read %MINIFYHTMLff15ad7cd58bb37cdb3409226fe49ec49%.
"""
SOUND = "Rain fell on the valley for three days without a break.\n"


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.txt").write_text(FLAWED, encoding="utf-8")
    (tmp_path / "good.txt").write_text(SOUND, encoding="utf-8")
    return tmp_path


def check(*arguments):
    """Run the command in this process; an error for users is raised as what it is."""
    done = CliRunner().invoke(app, ["check", *map(str, arguments)])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def refused(*arguments):
    with pytest.raises(HarnessError) as caught:
        check(*arguments)
    return caught.value


def command(*arguments, **given):
    """Run the real command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "harness", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        **given,
    )


def found(*arguments):
    done = check(*arguments, "-f", "json")
    return [f["rule"] for d in json.loads(done.stdout)["documents"] for f in d["findings"]]


# ---------------------------------------------------------------- what is written


def test_text_is_a_line_a_finding_and_a_summary_apart(here):
    done = check("bad.txt")
    lines = done.stdout.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("bad.txt:1:10: ENC101 major: ")
    assert lines[1].startswith("bad.txt:3:15: RES201 major: ")
    assert "2 findings (2 major) in 1 document" in done.stderr
    assert check("bad.txt", "-q").stderr == ""


def test_json_holds_the_whole_report(here):
    report = json.loads(check("bad.txt", "-f", "json").stdout)
    assert report["schema"] == "mt-harness/report/1"
    (document,) = report["documents"]
    assert [f["rule"] for f in document["findings"]] == ["ENC101", "RES201"]
    for finding in document["findings"]:
        assert FLAWED[finding["start"] : finding["end"]] == finding["text"]
    assert report["verdict"]["exit_code"] == 0


def test_jsonl_is_a_row_a_segment(here):
    rows = [json.loads(row) for row in check("bad.txt", "-f", "jsonl").stdout.splitlines()]
    assert [row["segment"] for row in rows] == [0, 1]
    assert [[f["rule"] for f in row["findings"]] for row in rows] == [["ENC101"], ["RES201"]]
    assert all(row["scores"] == {} for row in rows)


def test_json_keeps_what_is_not_shown(here):
    done = check("bad.txt", "--min-confidence", "high", "-f", "json")
    findings = json.loads(done.stdout)["documents"][0]["findings"]
    assert findings
    assert all(f["shown"] is (f["confidence"] == "high") for f in findings)


def test_a_folder_is_searched_and_line_files_are_taken_by_hand(here):
    report = json.loads(check(".", "-f", "json").stdout)
    assert [document["document"] for document in report["documents"]] == ["bad", "good"]
    lines = json.loads(check("-t", "x=good.txt", "-r", "good.txt", "-f", "json").stdout)
    (document,) = lines["documents"]
    assert (document["system"], document["document"]) == ("x", "good")


# ---------------------------------------------------------------- exit codes


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 0),
        (("--fail-on", "major"), 1),
        (("--fail-on", "minor"), 1),
        (("--fail-on", "never"), 0),
        (("--fail-on", "major", "--no-fail"), 0),
        (("--max-findings", "1"), 1),
        (("--max-findings", "2"), 0),
        (("--fail-on", "major", "--select", "names"), 0),
        (("--fail-on", "major", "--ignore", "ENC,residue"), 0),
        (("--fail-on", "major", "--ignore", "ENC101"), 1),
    ],
)
def test_the_gate(here, arguments, code):
    assert check("bad.txt", *arguments).exit_code == code


def test_nothing_wrong_passes(here):
    done = check("good.txt", "--fail-on", "minor")
    assert (done.exit_code, done.stdout) == (0, "")


# ---------------------------------------------------------------- which rules


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("--select", "ENC101", {"ENC101"}),
        ("--select", "enc101", {"ENC101"}),
        ("--select", "damaged-entity", {"ENC101"}),
        ("--select", "encoding", {"ENC101"}),
        ("--select", "ENC", {"ENC101"}),
        ("--select", "ENC,residue", {"ENC101", "RES201"}),
        ("--select", "names", set()),
        ("--ignore", "ENC101", {"RES201"}),
        ("--ignore", "damaged-entity,template-placeholder", set()),
        ("--ignore", "encoding", {"RES201"}),
        ("--ignore", "RES", {"ENC101"}),
    ],
)
def test_rules_go_by_code_name_family_and_prefix(here, option, value, expected):
    assert set(found("bad.txt", option, value)) == expected


def test_repeated_and_comma_separated_mean_the_same(here):
    both = found("bad.txt", "--select", "ENC101", "--select", "RES201")
    assert both == found("bad.txt", "--select", "ENC101,RES201") == ["ENC101", "RES201"]


# ---------------------------------------------------------------- mistakes


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), "H106", "nothing to look at"),
        (("bad.txt", "-t", "bad.txt"), "H106", "both PATH and -t"),
        (("none.txt",), "H306", "no such file"),
        (("bad.txt", "--select", "ENC11"), "H203", "Did you mean ENC101 or ENC102?"),
        (("bad.txt", "--ignore", "damaged-entty"), "H203", "Did you mean damaged-entity?"),
        (("bad.txt", "-f", "jsn"), "H101", "Did you mean json or jsonl?"),
        (("bad.txt", "--fail-on", "mayor"), "H101", "Did you mean major or minor?"),
        (("bad.txt", "--min-confidence", "hihg"), "H101", "Did you mean high?"),
        (("bad.txt", "good.txt", "-r", "good.txt"), "H308", "2 candidates"),
        (("bad.txt", "-r", "none.txt"), "H301", "none.txt"),
        (("bad.txt", "-r", "."), "H301", "directory"),
        (("-t", "bad.txt", "-r", "good.txt"), "H303", "1 lines, but bad.txt has 3"),
        (("-t", "bad.txt", "-t", "bad.txt"), "H107", "two systems called bad"),
        (("bad.txt", "-l", "english"), "H105", "is no pair"),
        (("bad.txt", "--lang", "de", "-l", "es-en"), "H131", "not the target"),
    ],
)
def test_every_mistake_says_what_to_do(here, arguments, code, said):
    error = refused(*arguments)
    assert error.code == code
    assert said in str(error)


@pytest.mark.parametrize(
    "arguments",
    [("--bogus",), ("bad.txt", "--max-findings", "x"), ("bad.txt", "--max-findings", "-1")],
)
def test_options_that_are_none_end_in_two(here, arguments):
    assert check(*arguments).exit_code == 2


def test_an_empty_file_passes(here):
    (here / "empty.txt").touch()
    done = check("empty.txt", "-f", "json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["documents"][0]["words"] == 0


# ---------------------------------------------------------------- the real command


def test_the_real_command_tells_an_error_in_one_line(here):
    done = command("check", "none.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "mt-harness: H306 none.txt: no such file or folder. Check the path.\n"


def test_a_file_that_is_no_text_is_refused_with_line_and_column(here):
    (here / "latin.txt").write_bytes(b"one\ncaf\xe9\n")
    done = command("check", "latin.txt")
    assert done.returncode == 2
    assert done.stderr.startswith("mt-harness: H302 latin.txt:2:4: byte 0xe9")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="pipes as POSIX has them")
@pytest.mark.parametrize(("fail_on", "code"), [("never", 0), ("major", 1)])
def test_a_reader_may_leave_early_and_the_verdict_stands(here, fail_on, code):
    (here / "long.txt").write_text(FLAWED * 2000, encoding="utf-8")
    arguments = [sys.executable, "-m", "harness", "check", "long.txt", "-q"]
    arguments += ["--select", "ENC,RES", "--fail-on", fail_on]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout and running.stderr
        assert running.stdout.readline().startswith(b"long.txt:1:10: ENC101")
        running.stdout.close()
        told = running.stderr.read()
        assert (running.wait(60), told) == (code, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_output_that_cannot_be_written_is_an_error_and_no_trace(here):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "harness", "check", "bad.txt", "-q"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("mt-harness: H405 standard output: ")
    assert len(done.stderr.splitlines()) == 1


def test_output_is_utf8_whatever_the_locale(here):
    (here / "é.txt").write_text("Ein caf& eacute; “zu” 你好.\n", encoding="utf-8")
    ascii_only = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = command("check", "é.txt", "-f", "json", env=ascii_only)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["documents"][0]["document"] == "é"


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_an_interrupt_ends_in_130(here):
    os.mkfifo(here / "pipe.txt")
    arguments = [sys.executable, "-m", "harness", "check", "pipe.txt"]
    # Opening for writing waits until the command has opened the file to read it.
    with (
        subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running,
        (here / "pipe.txt").open("w"),
    ):
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert b"Traceback" not in told


@pytest.mark.slow
@pytest.mark.alone
def test_a_short_article_is_checked_at_once(seed):
    """Three quarters of a second, or ten times what the command line library alone takes here.

    Half a second is the aim; what a hundred and twenty rules compile takes most of the rest.

    With compiled modules, as an installed package has them, whatever this environment keeps.
    """
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}

    def seconds(*arguments):
        taken = []
        for _ in range(7):
            began = time.perf_counter()
            subprocess.run([sys.executable, *arguments], capture_output=True, env=env, check=False)
            taken.append(time.perf_counter() - began)
        return statistics.median(taken)

    seconds("-m", "harness", "check", str(seed))
    alone = seconds("-c", "import typer")
    taken = seconds("-m", "harness", "check", str(seed))
    assert taken <= max(0.75, 10 * alone), f"{taken:.2f} s, the library alone {alone:.2f} s"


def test_the_version_is_the_packages(here):
    from importlib.metadata import version

    for option in ("--version", "-V"):
        done = CliRunner().invoke(app, [option])
        assert (done.exit_code, done.stdout) == (0, f"mt-harness {version('mt-harness')}\n")


def test_help_says_what_each_option_does(here):
    done = CliRunner().invoke(app, ["check", "--help"], env={"COLUMNS": "200"})
    plain = re.sub(r"\x1b\[[\d;]*m", "", done.stdout)
    for option in ("--select", "--ignore", "--fail-on", "--min-confidence", "--translations"):
        assert option in plain
