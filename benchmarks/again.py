"""What a batch costs when it is run again: unchanged, and with one document in a hundred changed.

    python benchmarks/again.py [--comet-model MODEL] [--jobs 2]

The batch is the project's own articles, candidates with their references and the references as
texts of their own, run by the command with LanguageTool and, where a model is named, COMET, which
has to make do without sources (a unified model does). The cache is empty at first. Each run is a
process of its own, start-up and report included; printed are seconds on the clock and seconds of
the processors, which others that use the machine change less. Beside them stands the same batch
without engines.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CORPORA = Path(__file__).parent.parent / "corpora"


def batch(folder: Path) -> list[Path]:
    """Write the articles into the folder, each with its reference; return the candidates."""
    made = []
    for place in ("negative/en", "written", "roundtrip"):
        for path in sorted((CORPORA / place).glob("*.txt")):
            name, *kind = path.name.removesuffix(".txt").split(".")
            if kind in ([], ["ref"]):
                beside = folder / f"{name}{'.ref' if kind else ''}.txt"
                shutil.copyfile(path, beside)
                # A reference is an article too: once more, by itself.
                alone = folder / f"{name}-human.txt" if kind else beside
                shutil.copyfile(path, alone)
                made.append(alone)
    return made


def change(candidates: list[Path]) -> int:
    """Write another first word into one candidate in a hundred; return how many that is."""
    some = candidates[len(candidates) % 100 :: 100]
    for path in some:
        path.write_text(f"Meanwhile {path.read_text(encoding='utf-8')}", encoding="utf-8")
    return len(some)


def seconds(folder: Path, out: Path, options: list[str], cache: Path) -> tuple[float, float]:
    """Return how long the command takes, and how much of the processors it and its own take."""
    shutil.rmtree(out, ignore_errors=True)
    before = _of_processors()
    began = time.perf_counter()
    command = ["run", str(folder), "--lang", "en", "-o", str(out), "--no-fail", "-q", *options]
    done = subprocess.run(
        [sys.executable, "-m", "harness", *command],
        env={**os.environ, "MT_HARNESS_CACHE": str(cache)},
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"the run ended with {done.returncode}")
    return time.perf_counter() - began, _of_processors() - before


def _of_processors() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print the seconds of each run and their ratios as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--comet-model")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    given = parser.parse_args()
    options = ["-j", str(given.jobs), "--with", "languagetool"]
    if given.comet_model:
        options += ["-m", "bleu,chrf,chrf++,quality,penalty,comet"]
        options += ["--comet-model", given.comet_model]
    took: dict[str, tuple[float, float]] = {}
    with tempfile.TemporaryDirectory() as place:
        folder, out, cache = (Path(place) / name for name in ("batch", "out", "cache"))
        folder.mkdir()
        candidates = batch(folder)
        took["without_engines"] = seconds(folder, out, ["-j", str(given.jobs)], cache)
        took["first"] = seconds(folder, out, options, cache)
        took["again"] = seconds(folder, out, options, cache)
        changed = change(candidates)
        took["some_changed"] = seconds(folder, out, options, cache)
        report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    figures = {
        "documents": len(candidates),
        "changed": changed,
        "words": report["totals"].get("words"),
        "engines": [f"{one['name']} {one['version']}" for one in report["engines"]],
        "seconds": {name: round(wall, 2) for name, (wall, _) in took.items()},
        "of_processors": {name: round(used, 2) for name, (_, used) in took.items()},
        "of_the_first": {
            name: [round(a / b, 4) for a, b in zip(pair, took["first"], strict=True)]
            for name, pair in took.items()
        },
    }
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
