"""How fast a batch goes through all rules, how much memory that takes, and what it waits for.

    python benchmarks/batch.py [--segments 25000,100000,1000000] [--jobs 1,2] [-o FILE.md]

Documents of 40 segments, each a sentence of 18 to 40 words drawn from our own articles. Every size
is run by each number of processes through `mt-harness run`, without engines. The process tree is
looked at five times a second: `peak` is the most memory (resident, so what processes share counts
in each) that all of them held at once, `own` that of the run's own process, and `share` its part
of the processor's time: what cannot be spread. Reads /proc, so it needs Linux.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CORPORA = Path(__file__).parent.parent / "corpora"
A_DOCUMENT = 40
_BREAK = re.compile(r"(?<=[.!?]) ")
_EVERY_S = 0.2
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 1e6
_HEAD = "| segments | processes | seconds | segments a second | share | own MB | peak MB |"


@dataclass(kw_only=True)
class Watched:
    """What a process tree has used so far, by process: seconds of processor, and MB at most."""

    root: int
    used: dict[int, float] = field(default_factory=dict)
    own: float = 0.0
    peak: float = 0.0

    def look(self) -> None:
        """Take in what the tree holds now."""
        held = 0.0
        for process in _tree(self.root):
            try:
                stat = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            mb = int(stat[21]) * _PAGE_MB
            self.used[process] = (int(stat[11]) + int(stat[12])) / _TICKS
            held += mb
            if process == self.root:
                self.own = max(self.own, mb)
        self.peak = max(self.peak, held)

    @property
    def share(self) -> float:
        """The root's part of all the processor's time."""
        return self.used.get(self.root, 0.0) / max(sum(self.used.values()), 1e-9)


def sentences() -> list[str]:
    """Return the sentences of our English articles that are 18 to 40 words long."""
    files = sorted((*CORPORA.glob("negative/en/*.txt"), *CORPORA.glob("written/*.txt")))
    lines = (line for path in files for line in path.read_text(encoding="utf-8").splitlines())
    found = (sentence for line in lines for sentence in _BREAK.split(line))
    return [sentence for sentence in found if 18 <= len(sentence.split()) <= 40]


def write_batch(path: Path, segments: int) -> float:
    """Write so many segments as JSON lines; return how many words one has."""
    draw = random.Random(1)
    known = sentences()
    words = 0
    with path.open("w", encoding="utf-8") as target:
        for number in range(segments):
            text = draw.choice(known)
            words += len(text.split())
            row = {"document": f"d{number // A_DOCUMENT:06d}", "candidate": text}
            target.write(json.dumps(row) + "\n")
    return words / segments


def measured(batch: Path, out: Path, jobs: int) -> tuple[float, Watched]:
    """Return the seconds that a run takes, and what it used."""
    command = [sys.executable, "-m", "harness", "run", str(batch), "--lang", "en", "--no-fail"]
    began = time.perf_counter()
    with subprocess.Popen([*command, "-q", "-j", str(jobs), "-o", str(out)]) as running:
        watched = Watched(root=running.pid)
        while running.poll() is None:
            watched.look()
            time.sleep(_EVERY_S)
    seconds = time.perf_counter() - began
    if running.returncode:
        raise SystemExit(f"the run ended with code {running.returncode}")
    return seconds, watched


def _tree(root: int) -> Iterator[int]:
    """Yield a process and all that it started."""
    yield root
    try:
        tasks = list(Path(f"/proc/{root}/task").iterdir())
        for task in tasks:
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))
    except OSError:
        return


def rows(sizes: list[int], jobs: list[int]) -> Iterator[str]:
    """Yield the lines of the table, each as soon as it is measured."""
    yield _HEAD
    yield f"|{' ---: |' * (_HEAD.count('|') - 1)}"
    with tempfile.TemporaryDirectory(prefix="mt-harness-batch-") as folder:
        place = Path(folder)
        for size in sizes:
            batch = place / f"{size}.jsonl"
            words = write_batch(batch, size)
            print(f"{size:,} segments of {words:.1f} words", file=sys.stderr)
            for count in jobs:
                seconds, seen = measured(batch, place / f"{size}-{count}", count)
                yield (
                    f"| {size:,} | {count} | {seconds:.1f} | {size / seconds:.0f} "
                    f"| {seen.share:.0%} | {seen.own:.0f} | {seen.peak:.0f} |"
                )


def main() -> None:
    """Print the table, and write it where a file is named."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--segments", default="25000,100000,1000000")
    parser.add_argument("--jobs", default="1,2")
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args()
    sizes, jobs = ([int(n) for n in text.split(",")] for text in (given.segments, given.jobs))
    lines = []
    for line in rows(sizes, jobs):
        print(line, flush=True)
        lines.append(f"{line}\n")
    if given.output is not None:
        given.output.parent.mkdir(parents=True, exist_ok=True)
        given.output.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
