"""Every exit code through the real command, in every form of output."""

import json
import os
import signal
import subprocess
import sys
import xml.etree.ElementTree as XML

import pytest

from harness.render.formats import RENDERERS

pytestmark = pytest.mark.slow

FLAWED = "The mayor& # 39; s office was shut.\n\nVisitors went to to the port.\n"
SOUND = "Rain fell on the valley for three days without a break.\n"
# Nobody listens on this port of this machine.
NOWHERE = ("--languagetool-url", "http://127.0.0.1:9")
FORMATS = [*RENDERERS, "summary"]
CASES = {
    0: ("bad.txt",),
    1: ("bad.txt", "--fail-on", "major"),
    2: ("good.txt", "latin.txt", "--fail-on", "major"),
    3: ("bad.txt", "--fail-on", "major", "--require", "languagetool", *NOWHERE),
}
SCORES = ("console", "json", "markdown", "latex", "csv")


@pytest.fixture
def here(tmp_path):
    (tmp_path / "bad.txt").write_text(FLAWED, encoding="utf-8")
    (tmp_path / "good.txt").write_text(SOUND, encoding="utf-8")
    (tmp_path / "good.ref.txt").write_text(SOUND, encoding="utf-8")
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9\n")
    return tmp_path


def command(format):
    """Return the command that writes a format: `run` has one more than `check`."""
    own = ("run", "-o", "out") if format == "summary" else ("check",)
    return [sys.executable, "-m", "harness", *own, "-f", format]


def done(here, *arguments):
    return subprocess.run(
        arguments,
        check=False,
        cwd=here,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


def verdict(format, out):
    """Return the exit code that an output speaks of, None where the format has no word for it."""
    if format == "json":
        return json.loads(out)["verdict"]["exit_code"]
    if format == "sarif":
        (run,) = json.loads(out)["runs"]
        return run["invocations"][0].get("exitCode")
    if format == "junit":
        root = XML.fromstring(out)
        failed = sum(int(suite.get("failures", 0)) for suite in root.iter("testsuite"))
        return 1 if failed else None
    return None


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("code", CASES)
def test_the_code_is_the_same_in_every_format(here, format, code):
    ended = done(here, *command(format), *CASES[code])
    assert ended.returncode == code, ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout or format in ("text", "jsonl"), "a format says something in any case"
    if format in ("json", "sarif"):
        assert verdict(format, ended.stdout) in (code, None)
    if format == "json":
        assert verdict(format, ended.stdout) == code
    if format == "junit" and code == 1:
        assert verdict(format, ended.stdout) == 1


@pytest.mark.parametrize("format", FORMATS)
def test_usage_ends_in_2_with_nothing_on_standard_output(here, format):
    for wrong in (("latin.txt",), ("bad.txt", "--fail-on", "mayor")):
        ended = done(here, *command(format), *wrong)
        assert (ended.returncode, ended.stdout) == (2, ""), wrong


@pytest.mark.parametrize("format", FORMATS)
def test_no_fail_forgives_nothing_that_was_not_measured(here, format):
    assert done(here, *command(format), *CASES[3], "--no-fail").returncode == 3


def test_the_worst_of_several_codes_counts(here):
    assert done(here, *command("json"), *CASES[3], "latin.txt").returncode == 2
    assert done(here, *command("json"), *CASES[1], "--no-fail").returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="pipes and signals as POSIX has them")
@pytest.mark.parametrize(
    ("format", "stop"),
    [
        *((name, signal.SIGINT) for name in FORMATS),
        *((f"score {name}", signal.SIGINT) for name in SCORES),
        # Whoever ends a process from outside, as a pipeline does after its time is up.
        (next(iter(FORMATS)), signal.SIGTERM),
    ],
)
def test_an_interrupt_ends_in_130_with_nothing_half_written(here, format, stop):
    os.mkfifo(here / "pipe.txt")
    scores = format.startswith("score ")
    score = [
        sys.executable,
        "-m",
        "harness",
        "score",
        "-f",
        format.removeprefix("score "),
    ]
    with (
        subprocess.Popen(
            [*(score if scores else command(format)), "pipe.txt"],
            cwd=here,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as running,
        # Opening for writing waits until the command has opened the file to read it.
        (here / "pipe.txt").open("w"),
    ):
        running.send_signal(stop)
        out, told = running.communicate(timeout=60)
    assert (running.returncode, out) == (130, b"")
    assert b"Traceback" not in told
    assert not (here / "out").exists()


@pytest.mark.parametrize("format", SCORES)
def test_scoring_ends_in_0_and_2(here, format):
    score = [sys.executable, "-m", "harness", "score", "-f", format]
    passed = done(here, *score, "good.txt")
    assert passed.returncode == 0, passed.stderr
    assert passed.stdout
    assert done(here, *score, "none.txt").returncode == 2


def test_fix_ends_in_0_1_and_2(here):
    fix = [sys.executable, "-m", "harness", "fix"]
    codes = [
        done(here, *fix, *given).returncode
        for given in (
            ("good.txt",),
            ("bad.txt",),
            ("bad.txt", "--write"),
            ("none.txt",),
        )
    ]
    assert codes == [0, 1, 0, 2]
