"""Scores over parallel lines: seconds of ours beside sacreBLEU's own command, and of resampling.

Usage: python benchmarks/score.py [--pairs 4000] [--jobs 2]

The lines are sentences of the clean English prose in `corpora/`, joined to about 33 words and
worsened by a seeded hand; both commands read the same files and have to print the same numbers.
Then four systems are resampled, 1,000 paired bootstrap samples of three metrics, from counts that
are there.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CORPORA = Path(__file__).parent.parent / "corpora"
WORDS = 33


def sentences() -> list[str]:
    """Return the sentences of the clean prose, in the order of files and places."""
    files = sorted((CORPORA / "negative" / "en").glob("*.txt"))
    text = " ".join(" ".join(file.read_text(encoding="utf-8").split()) for file in files)
    return [part for part in re.split(r"(?<=[.!?])\s+", text) if len(part.split()) > 3]


def lines(count: int, rng: random.Random) -> list[str]:
    """Return lines of about `WORDS` words."""
    stock = sentences()
    made: list[str] = []
    while len(made) < count:
        words: list[str] = []
        while len(words) < WORDS - 5:
            words += rng.choice(stock).split()
        made.append(" ".join(words[: rng.randint(WORDS - 10, WORDS + 10)]))
    return made


def worsened(line: str, rng: random.Random) -> str:
    """Return the line with about a third of its words left out, replaced or moved."""
    words = line.split()
    for _ in range(len(words) // 5):
        place = rng.randrange(len(words))
        kind = rng.randrange(3)
        if kind == 0:
            words[place] = rng.choice(words)
        elif kind == 1 and len(words) > 8:
            del words[place]
        else:
            cut = words[place : place + 3]
            del words[place : place + 3]
            at = rng.randint(0, len(words))
            words[at:at] = cut
    return " ".join(words)


def timed(*command: str) -> tuple[float, str]:
    """Return the seconds that a command took, and what it printed."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return time.perf_counter() - start, done.stdout


def resampling(truth: list[str], rng: random.Random) -> tuple[float, float]:
    """Return the seconds that a paired bootstrap of four systems takes once all is counted.

    By the clock and of the processor: on a machine that does other things as well they differ.
    """
    from harness.config import Settings
    from harness.model.report import DocumentReport
    from harness.model.text import Document, Unit
    from harness.read.layout import joined
    from harness.score import measure, options_of
    from harness.score.systems import side_by_side
    from harness.score.trial import Trial
    from harness.segment import segment

    settings = Settings(metrics=("bleu", "chrf", "ter"))
    options = options_of(settings)
    reference, places = joined(truth)
    made = []
    for system in "ABCD":
        text, spans = joined([worsened(line, rng) for line in truth])
        units = tuple(
            Unit(span=span, references=(place,)) for span, place in zip(spans, places, strict=True)
        )
        document = Document(
            id="d", text=text, references=(reference,), units=units, system=system, language="en"
        )
        report = DocumentReport(
            article=segment(document), words=0, reference_kind=None, findings=()
        )
        made.append(measure(report, settings.metrics, options, keep=True, jobs=2))
    start, used = time.perf_counter(), time.process_time()
    table = side_by_side(made, options, Trial(bootstrap=1000))
    seconds = time.perf_counter() - start, time.process_time() - used
    tested = [cell.p_value for line in table.lines[1:] for cell in line.cells]
    assert len(tested) == 9 and None not in tested
    return seconds


def main() -> None:
    """Print both times, the ratio, whether the numbers agree, and the time of resampling."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pairs", type=int, default=4000)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    rng = random.Random(12345)
    truth = lines(given.pairs, rng)
    with tempfile.TemporaryDirectory() as folder:
        reference, candidate = Path(folder) / "truth.txt", Path(folder) / "system.txt"
        reference.write_text("\n".join(truth) + "\n", encoding="utf-8")
        candidate.write_text(
            "\n".join(worsened(line, rng) for line in truth) + "\n", encoding="utf-8"
        )
        python = (sys.executable, "-m")
        ours, mine = timed(
            *(*python, "harness", "score", "-t", str(candidate), "-r", str(reference)),
            *("-m", "bleu,chrf,ter", "-f", "json", "-j", str(given.jobs)),
        )
        theirs, other = timed(
            *(*python, "sacrebleu.sacrebleu", str(reference), "-i", str(candidate)),
            *("-m", "bleu", "chrf", "ter", "-w", "12", "-q"),
        )
    values = [round(one["value"], 12) for one in json.loads(mine)["scores"]]
    same = values == [one["score"] for one in json.loads(other)]
    print(f"{given.pairs} pairs of about {WORDS} words, bleu chrf ter")
    print(f"mt-harness score -j {given.jobs}: {ours:7.1f} s")
    print(f"sacrebleu:              {theirs:7.1f} s")
    print(f"ratio: {ours / theirs:.2f}; the same numbers: {'yes' if same else 'NO'}")
    seconds, used = resampling(truth, rng)
    what = f"1,000 paired bootstrap samples of {given.pairs} pairs, 3 metrics, 4 systems"
    print(f"{what}: {seconds:.2f} s ({used:.2f} s of the processor)")


if __name__ == "__main__":
    main()
