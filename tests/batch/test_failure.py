"""A document that breaks a rule is a row; the others are finished, on one process or on two."""

import os
import signal
from dataclasses import dataclass, replace

import pytest

from harness import api, session
from harness.batch import Lost, lost, told
from harness.config import RUN_METRICS, Settings
from harness.errors import HarnessError
from harness.gate import judge
from harness.model.report import ExitCode, Policy
from harness.model.text import Document

SOUND = "Rain fell on the valley for three days without a break.\n"


def breaks(analysis):
    """What a rule with a bug does to one document and not to another."""
    if "a bug" in analysis.text:
        return [1 / 0]
    if "a crash" in analysis.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaking(Settings):
    """Settings under which one rule is broken, here and in every process."""

    def rules(self):
        first, *rest = Settings.rules(self)
        return (replace(first, check=breaks, lacks=None), *rest)


def documents(*texts):
    return [
        Document(id=f"d{n}", text=text, language="en", path=f"in/d{n}.txt")
        for n, text in enumerate(texts)
    ]


@pytest.fixture
def small(monkeypatch):
    """However few documents there are, processes share them."""
    monkeypatch.setattr(session, "WORTH_A_POOL", 0)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("metrics", [(), RUN_METRICS])
def test_a_bug_costs_one_document(small, jobs, metrics):
    given = documents(SOUND, f"{SOUND} It has a bug.", SOUND)
    report = api.run(given, Breaking(metrics=metrics), jobs=jobs)
    assert [d.article.document.id for d in report.documents] == ["d0", "d2"]
    (row,) = report.failed
    assert (row.document, row.path) == ("d1", "in/d1.txt")
    assert "ZeroDivisionError: division by zero at harness/detect.py:" in row.why
    assert judge(report, Policy()).exit_code is ExitCode.USAGE
    assert judge(report, Policy(keep_going=True)).exit_code is ExitCode.PASSED


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_a_process_that_dies_costs_one_document(small):
    given = documents(SOUND, f"{SOUND} It has a crash.", SOUND, SOUND)
    report = api.run(given, Breaking(), jobs=2)
    assert [d.article.document.id for d in report.documents] == ["d0", "d2", "d3"]
    (row,) = report.failed
    assert row.document == "d1"
    assert "SIGKILL" in row.why


def test_nothing_left_to_judge_never_passes():
    report = api.run(documents("It has a bug."), Breaking())
    assert not report.documents
    assert judge(report, Policy(keep_going=True)).exit_code is ExitCode.USAGE


@pytest.mark.slow
def test_rows_come_in_the_order_of_documents_with_those_that_could_not_be_read(small):
    given = documents(SOUND, "a bug", SOUND, "a bug")
    unread = told(Document(id="d2b", text="", path="in/d2b.txt"), HarnessError("H302", "", "", ""))
    report = api.run(given, Breaking(), (unread,), jobs=2)
    assert [row.document for row in report.failed] == ["d1", "d2b", "d3"]


def test_what_a_user_can_mend_is_told_without_a_bug():
    row = told(documents(SOUND)[0], HarnessError("H302", "a.txt:3", "byte 0xff", "Mend it."))
    assert row.why == "H302 a.txt:3: byte 0xff. Mend it."


def test_a_long_and_ragged_message_is_cut_to_a_line():
    row = told(documents(SOUND)[0], ValueError("what\nthis " + "x" * 900))
    assert "ValueError: what this xxx" in row.why
    assert len(row.why) < 300 and "\n" not in row.why


def test_a_lost_document_says_how():
    assert lost(documents(SOUND)[0], Lost(why="it is gone")).why == "it is gone"
