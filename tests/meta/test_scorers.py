"""The page's figures are those of the scorers that lie beside the data, to three digits.

The scorers read what the command printed of the same segments, so the whole way is compared: texts
to files, a run of lines, findings and scores out again.
"""

import gzip
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from harness.cli import app
from harness.meta.contrasts import alarms, shares
from harness.meta.measure import measure
from harness.meta.reading import read_judgements

pytestmark = pytest.mark.slow
SEGMENTS = 60


@pytest.fixture(scope="module")
def data():
    folder = Path(os.environ.get("MT_HARNESS_DATA", "nowhere"))
    if not (folder.parent / "tools" / "span_scores.py").is_file():
        pytest.skip("MT_HARNESS_DATA names no folder with scorers beside it")
    return folder


def some(data, name, target):
    """The first segments of a set, as a file of their own."""
    path = target / f"{name}.jsonl.gz"
    with gzip.open(data / f"{name}.jsonl.gz", "rb") as whole, gzip.open(path, "wb") as part:
        for _, line in zip(range(SEGMENTS), whole, strict=False):
            part.write(line)
    return path


def scorer(data, name, *arguments):
    command = [sys.executable, data.parent / "tools" / name, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def printed(folder, candidate, name):
    """What the command prints of one file of lines, kept as a file."""
    given = [f"-{letter}{folder / one}.txt" for letter, one in candidate]
    done = CliRunner().invoke(
        app, ["run", *given, "-f", "jsonl", "--no-fail", "-j1", "-o", str(folder / name)]
    )
    assert done.exit_code == 0, done.output
    path = folder / f"{name}.jsonl"
    path.write_text(done.stdout, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["mqm_zhen_wmt20", "biomqm_toen", "mqm_ende_wmt21ted"])
def test_places(data, name, tmp_path):
    part = some(data, name, tmp_path)
    scorer(data, "span_scores.py", part, "--write", tmp_path)
    run = printed(tmp_path, (("t", "candidate"), ("r", "reference")), "run")
    said = scorer(data, "span_scores.py", part, run)
    (table,) = measure(read_judgements(part)).spans
    for title, ours in (("flag everything", table.floor), ("run.jsonl", table.ours)):
        (line,) = (line for line in said.splitlines() if line.startswith(title))
        theirs = re.findall(r"\d+\.\d+", line.removeprefix(title))
        made = (
            ours.word_mcc,
            ours.match_precision,
            ours.match_recall,
            ours.match_f1,
            ours.character_precision,
            ours.character_recall,
            ours.character_f1,
            ours.bad_words,
        )
        assert [f"{value:.3f}" for value in made] == theirs, title
        assert re.search(rf"\b{ours.segments} segments", line)
    if table.human is not None:
        assert f"word MCC {table.human.word_mcc:.3f}" in said


def test_contrasts(data, tmp_path):
    part = some(data, "demetr", tmp_path)
    scorer(data, "contrast_scores.py", part, "--write", tmp_path)
    good = printed(tmp_path, (("t", "original"), ("r", "reference")), "good")
    bad = printed(tmp_path, (("t", "perturbed"), ("r", "reference")), "bad")
    said = scorer(data, "contrast_scores.py", part, good, bad)
    found = [outcome for _, outcome in measure(read_judgements(part)).contrasts]
    ours = shares(found)
    assert ours.located is not None and ours.named is not None
    made = (dict(ours.preferred)["quality"], ours.located, ours.named)
    (line,) = (line for line in said.splitlines() if line.startswith("all "))
    # They print shares in hundred with one digit.
    assert [f"{100 * value:.1f}" for value in made] == line.split()[2:]
    assert int(line.split()[1]) == ours.items
    assert f"per original: {alarms(found):.2f}" in said
