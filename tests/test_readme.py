"""What the README says is so."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
import typer.main
from typer.testing import CliRunner

from harness.cli import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_link_leads_somewhere():
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_command_it_names_is_one():
    group = typer.main.get_command(app)
    assert isinstance(group, click.Group)
    known = set(group.list_commands(click.Context(group)))
    named = set(re.findall(r"^(?:\.venv/bin/)?mt-harness ([a-z]+)", README, re.MULTILINE))
    assert named and named <= known


def test_every_verb_it_names_is_in_the_makefile():
    verbs = set(re.findall(r"`?make ([a-z]+)`?", README))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert verbs - targets == set()


@pytest.mark.slow
def test_what_it_quotes_is_what_the_command_prints():
    command = [
        sys.executable,
        "-m",
        "harness",
        "check",
        "corpora/idlib-2019-12-27.txt",
        "--no-fail",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    quoted = re.findall(r"^…(:\d+:\d+: .*)$", README, re.MULTILINE)
    assert len(quoted) == 4
    assert [line for line in quoted if line not in done.stdout] == []


def test_the_scores_it_gives_are_the_samples():
    report = json.loads((ROOT / "reports/sample/rules/report.json").read_text("utf-8"))
    (document,) = report["documents"]
    scores = {score["metric"]: score["value"] for score in document["scores"]}
    said = re.search(r"chrF\+\+ against the reference is ([\d.]+)", README)
    gain = re.search(r"gains its paragraph ([\d.]+) points", README)
    assert said and gain
    assert round(scores["chrf++"], 1) == float(said[1])
    (reversed_,) = (f for f in document["findings"] if f["name"] == "reversed-meaning")
    assert round(reversed_["reference"]["impact"]["chrf++"], 1) == float(gain[1])


@pytest.mark.slow
def test_what_it_tells_to_use_runs(tmp_path, monkeypatch):
    texts = {
        "articles/a.txt": "The mayor& # 39; s office was shut.\n",
        "articles/b.txt": "Rain fell on the valley.\n",
        "articles/b.ref.txt": "Rain fell on the valley.\n",
        "article.txt": "Rain fell on the valley.\n",
        "reference.txt": "Rain fell on the valley.\n",
        "a.txt": "Rain fell.\nIt rains.\n",
        "b.txt": "The rain fell.\nIt rains.\n",
        "system.txt": "Rain fell.\nIt rains.\n",
        "ref.txt": "Rain fell.\nIt rains.\n",
        "src.txt": "Cayó lluvia.\nLlueve.\n",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    part = README[README.index("## Use it") : README.index("## In CI")]
    commands = re.findall(r"^mt-harness (.+?)\s*(?:#.*)?$", part, re.MULTILINE)
    assert len(commands) == 11
    for line in commands:
        # One article is damaged: some of these find that, and end with 1.
        done = CliRunner().invoke(app, shlex.split(line))
        code = getattr(done.exception, "code", None)
        assert isinstance(done.exception, SystemExit | None), f"{line}: {code} {done.exception}"
        assert done.exit_code in (0, 1), f"{line}: {done.output}"


def test_it_can_be_read_in_one_go():
    assert len(README.splitlines()) <= 200
