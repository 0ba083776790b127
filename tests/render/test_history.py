"""Runs over time, from run folders that were really written."""

import json
import re

import pytest
from typer.testing import CliRunner

from harness.cli import app
from harness.errors import HarnessError

REFERENCE = "The mayor's office closed the harbour.\n"


def ran(*arguments):
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False)


@pytest.fixture
def runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.ref.txt").write_text(REFERENCE)
    for name, text in (("one", "The mayor& # 39;s office shut the port.\n"), ("two", REFERENCE)):
        (tmp_path / "x.txt").write_text(text)
        assert ran("run", "x.txt", "-o", name, "-q", "--no-fail").exit_code == 0
    return tmp_path


def test_runs_come_with_the_oldest_first_and_their_own_figures(runs):
    made = json.loads(ran("history", "two", "one", "-f", "json").stdout)["runs"]
    assert [run["run"] for run in made] == ["one", "two"]
    for run in made:
        report = json.loads((runs / run["run"] / "report.json").read_text())
        assert run["scores"] == report["totals"]["scores"]
        assert run["by_severity"] == report["totals"]["by_severity"]


def test_a_line_a_run_with_a_name_that_was_given(runs):
    head, first, second = ran("history", "may=one", "june=two").stdout.splitlines()
    assert head.split()[:3] == ["run", "began", "verdict"]
    assert first.startswith("may ") and second.startswith("june ")
    assert second.split()[-1] == "0.0", "the last figure is penalty"


def test_the_page_has_a_plot_a_figure_and_a_point_a_run(runs):
    page = ran("history", "one", "two", "-f", "html").stdout
    plots = re.findall(r"<figure.*?</figure>", page, re.DOTALL)
    assert len(plots) == 6
    assert all(plot.count("<circle") == 2 for plot in plots)
    assert set(re.findall(r'href="#(run-\d)"', page)) == set(re.findall(r'id="(run-\d)"', page))


def test_what_is_no_run_is_refused(tmp_path):
    with pytest.raises(HarnessError, match="no finished run"):
        ran("history", str(tmp_path))
