import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from harness.cli import progress as shown
from harness.cli.progress import Pace, progress
from harness.model.text import Document

ROOT = Path(__file__).parents[1]


def documents(*sizes):
    return [Document(id=f"d{n}", text="x" * (size - 1)) for n, size in enumerate(sizes)]


def test_one_document_or_quiet_is_not_worth_a_word():
    with progress(documents(5)) as told:
        assert told is None
    with progress(documents(5, 5), quiet=True) as told:
        assert told is None


def test_the_time_left_goes_by_text_not_by_number():
    given = documents(100, 100, 600)
    pace = Pace(given)
    pace.add(given[0])
    pace.add(given[1])
    assert pace.line(pace.began + 10) == "2 of 3 documents, 0.2 a second, 30 s left"
    pace.add(given[2])
    assert pace.line(pace.began + 40).endswith("0 s left")


def test_a_log_gets_a_line_now_and_then_and_none_at_the_end(capsys, monkeypatch):
    monkeypatch.setattr(shown, "EVERY_S", 0.0)
    given = documents(10, 10, 10)
    with progress(given) as told:
        assert told is not None
        for document in given:
            told(document)
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(",")[0] for line in lines] == [
        "mt-harness: 1 of 3 documents",
        "mt-harness: 2 of 3 documents",
    ]


def test_a_short_run_says_nothing_in_a_log(capsys):
    with progress(documents(10, 10)) as told:
        assert told is not None
        told(documents(10)[0])
    assert capsys.readouterr().err == ""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="terminals as POSIX has them")
def test_a_terminal_shows_a_bar_that_is_gone_in_the_end(tmp_path):
    for n in range(30):
        (tmp_path / f"{n}.txt").write_text("Rain fell on the valley.\n\n" * 40, encoding="utf-8")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "harness", "check", str(tmp_path), "-j", "1"],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env=os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "90"},
    ) as running:
        os.close(theirs)
        told = b""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            if select.select([ours], [], [], 0.1)[0]:
                try:
                    piece = os.read(ours, 65536)
                except OSError:  # Linux: nobody holds the other end any more
                    break
                if not piece:
                    break
                told += piece
    os.close(ours)
    assert running.returncode == 0
    assert b"30 of 30 documents" in told
    # What stands there in the end is the summary, after the bar was wiped away.
    last = told.rsplit(b"\x1b[2K", 1)[-1]
    assert b"of 30 documents" not in last
    assert b"30 documents" in last
