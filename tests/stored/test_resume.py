"""Whatever a run was broken off at, `resume` ends with the bytes of one that was not."""

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from harness import api, session
from harness.config import RUN_METRICS, Settings
from harness.folder import apiece, book
from harness.gate import judge
from harness.model.finding import Confidence
from harness.model.report import FailedDocument
from harness.model.text import Document
from harness.read import Planned
from harness.render.json_report import render_json
from harness.stored import StoredDocuments, read_report
from harness.stored import documents as stored_documents

WRONG = "The mayor& # 39;s office said that that the {n} boats had left on day {n}.\n"
RIGHT = "The mayor's office said that the {n} boats had left on day {n}.\n"
# Without the rules that look over the batch first: that look would break off already.
SETTINGS = Settings(metrics=RUN_METRICS, ignore=("CON303", "CON304"))
RUN = """
import sys
from harness.folder import book
book._DOCUMENTS = 3
from harness.cli import main
main()
"""


def documents(count, *, changed=None):
    made: list[Document | FailedDocument] = []
    for n in range(count):
        text = WRONG.format(n=n) if n != changed else "It rained.\n"
        made.append(
            Document(id=f"d{n:03d}", text=text, references=(RIGHT.format(n=n),), language="en")
        )
    made.insert(2, FailedDocument(document="bad", path="bad.txt", why="not UTF-8"))
    return made


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "run.json"
    }


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    monkeypatch.setattr(book, "_DOCUMENTS", 4)


class Breaks(Exception):
    """What nobody expects."""


def broken_off(items, after):
    for n, item in enumerate(items):
        if n == after:
            raise Breaks
        yield item


@pytest.mark.parametrize("after", [4, 9, 12])
def test_a_run_that_is_resumed_ends_as_one_that_was_not_broken_off(tmp_path, after):
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    api.run_into(whole, documents(12), SETTINGS)
    with pytest.raises(Breaks):
        api.run_into(broken, broken_off(documents(12), after), SETTINGS)
    assert not broken.exists()
    seen: list[Document | Planned] = []
    api.run_into(broken, documents(12), SETTINGS, resume=True, watch=seen.append)
    # Nothing is done twice: what was done when it broke off lies in parts.
    assert len(seen) == 12 - (after - (after > 2))
    assert files(broken) == files(whole)
    assert [path.name for path in tmp_path.iterdir()] in (["whole", "broken"], ["broken", "whole"])


def test_what_changed_since_is_done_anew(tmp_path):
    with pytest.raises(Breaks):
        api.run_into(tmp_path / "out", broken_off(documents(12), 11), SETTINGS)
    api.run_into(tmp_path / "out", documents(12, changed=6), SETTINGS, resume=True)
    api.run_into(tmp_path / "whole", documents(12, changed=6), SETTINGS)
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def test_other_settings_begin_anew(tmp_path):
    with pytest.raises(Breaks):
        api.run_into(tmp_path / "out", broken_off(documents(12), 11), SETTINGS)
    seen: list[Document | Planned] = []
    api.run_into(tmp_path / "out", documents(12), Settings(), resume=True, watch=seen.append)
    assert len(seen) == 12


def test_another_language_begins_anew(tmp_path):
    with pytest.raises(Breaks):
        api.run_into(tmp_path / "out", broken_off(documents(12), 11), SETTINGS)
    german = [
        replace(one, language="de") if isinstance(one, Document) else one for one in documents(12)
    ]
    seen: list[Document | Planned] = []
    api.run_into(tmp_path / "out", german, SETTINGS, resume=True, watch=seen.append)
    assert len(seen) == 12
    api.run_into(tmp_path / "whole", german, SETTINGS)
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def test_documents_on_disk_are_those_of_a_run_in_memory(tmp_path):
    items = documents(12)
    report, verdict = api.run_into(tmp_path / "out", items, SETTINGS)
    kept = api.run(items, SETTINGS)
    assert isinstance(report.documents, StoredDocuments)
    assert tuple(report.documents) == tuple(kept.documents)
    assert replace(report, documents=()) == replace(kept, documents=())
    assert verdict == judge(kept, SETTINGS.policy)
    listed = (tmp_path / "out" / "report.json").read_text(encoding="utf-8")
    assert listed == render_json(kept, verdict)


@pytest.mark.slow
def test_many_processes_write_the_bytes_of_one(tmp_path, monkeypatch):
    monkeypatch.setattr(session, "WORTH_A_POOL", 1)
    monkeypatch.setattr(apiece, "_WORTH_A_POOL", 1)
    # More than are read at once, so that there are several groups of pages.
    api.run_into(tmp_path / "one", documents(45), SETTINGS)
    api.run_into(tmp_path / "two", documents(45), SETTINGS, jobs=2)
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_a_stored_report_is_the_report(tmp_path):
    report, _ = api.run_into(tmp_path / "out", documents(12), SETTINGS)
    again = read_report(tmp_path / "out")
    assert tuple(again.documents) == tuple(report.documents)
    assert again.documents[5] == report.documents[5]
    assert again.documents[-1] == report.documents[-1]
    assert (again.totals, again.scores, again.failed, again.engines, again.skipped) == (
        report.totals,
        report.scores,
        report.failed,
        report.engines,
        report.skipped,
    )


def test_findings_are_counted_alike_however_many_are_read_at_once(tmp_path, monkeypatch):
    api.run_into(tmp_path / "out", documents(12), SETTINGS)
    stored = StoredDocuments(tmp_path / "out")
    whole = stored.facts(Confidence.LOW, repeats_once=True)
    assert len(whole.counts) > 12
    for at_once in (1, 2, 3, 7):
        monkeypatch.setattr(stored_documents, "_FINDINGS_AT_ONCE", at_once)
        assert stored.facts(Confidence.LOW, repeats_once=True) == whole


@pytest.mark.slow
def test_a_run_killed_at_any_moment_is_resumed_to_the_same_bytes(tmp_path):
    """Twenty moments of a real command with two processes, each killed with all it started."""
    folder = tmp_path / "in"
    folder.mkdir()
    for one in documents(60):
        if isinstance(one, Document):
            # Enough text for the processes to be started.
            (folder / f"{one.id}.txt").write_text(one.text * 70, encoding="utf-8")
    command = [sys.executable, "-c", RUN, "run", str(folder), "--lang", "en", "--no-fail", "-q"]

    def run(out, *more):
        return subprocess.Popen(
            [*command, "-j", "2", "-o", str(out), *more],
            start_new_session=True,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        )

    began = time.monotonic()
    assert run(tmp_path / "whole").wait(120) == 0
    takes = time.monotonic() - began
    expected = files(tmp_path / "whole")
    draw = random.Random(7)
    out = tmp_path / "out"
    for _ in range(20):
        with run(out, "--resume") as running:
            time.sleep(draw.uniform(0.2, 0.7) * takes)
            if running.poll() is None:
                os.killpg(running.pid, signal.SIGKILL)
        if out.exists():  # it came to its end
            assert files(out) == expected
            for path in sorted(out.rglob("*"), reverse=True):
                path.rmdir() if path.is_dir() else path.unlink()
            out.rmdir()
    assert run(out, "--resume").wait(120) == 0
    assert files(out) == expected
