"""docs/statistics.md: each of its commands runs, and its figures are those of the code."""

import json
import math
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from harness.cli import app
from harness.metrics.agreement import curves

PAGE = (Path(__file__).parent.parent / "docs" / "statistics.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    mt-harness (.+)$", PAGE, re.MULTILINE)

TRUTH = [
    "The ferry left the harbour at dawn.",
    "Nobody in the village saw it go.",
    "The council did not approve the new bridge over the river.",
    "Prices rose by three per cent in the spring.",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("page")
    systems = {
        "ref": TRUTH,
        "a": [text.replace("village", "town") for text in TRUTH],
        "b": [text.replace("The", "A").replace("left", "went from") for text in TRUTH],
        "c": [" ".join(reversed(text.split())) for text in TRUTH],
    }
    for name, lines in systems.items():
        (made / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = [
        {"document": f"d{n}", "system": name, "candidate": systems[name][n % 4]}
        | {"reference": TRUTH[n % 4]}
        for name in "ab"
        for n in range(24)
    ]
    (made / "news.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    return made


@pytest.mark.slow
def test_every_command_of_the_page_runs(folder, monkeypatch):
    monkeypatch.chdir(folder)
    told = {}
    assert len(COMMANDS) == 10
    for command in COMMANDS:
        done = CliRunner().invoke(app, shlex.split(command))
        assert done.exit_code == 0, f"{command}: {done.output}"
        told[command] = done.stdout + done.stderr
    first = told[COMMANDS[0]]
    columns = re.findall(r"^\| ([a-z0-9 %()Holm]+) \|", PAGE.split("## Intervals")[0], re.MULTILINE)
    for column in set(columns) - {"column"}:
        assert column in first
    assert "drawn: 24 documents." in told[COMMANDS[2]]
    assert "drawn: 4 segments." in told[COMMANDS[3]]
    assert "ranks by chrF2: 1. " in told[COMMANDS[4]]
    assert "largest differences in BLEU: 3 of 4 segments" in told[COMMANDS[6]].replace("### L", "l")
    assert "a → b" in told[COMMANDS[9]]


def test_the_table_of_differences_is_that_of_the_curves():
    by_name = {curve.name: curve for curve in curves()}
    chosen = [by_name[name] for name in ("BLEU", "chrF", "COMET-22", "COMETKiwi-22")]
    rows = re.findall(r"^\| (\d\d) % \| ((?:[\dnever.]+ \| ){3}[\d.]+) \|$", PAGE, re.MULTILINE)
    assert [row[0] for row in rows] == ["60", "70", "80", "90"]
    for percent, cells in rows:
        for curve, cell in zip(chosen, cells.split(" | "), strict=True):
            if cell == "never":
                assert curve.ceiling < int(percent)
                continue
            needed = -math.log(curve.ceiling / int(percent) - 1) / curve.slope
            assert needed == pytest.approx(float(cell) * curve.factor, abs=0.0051)
