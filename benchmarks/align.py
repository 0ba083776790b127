"""Aligning, typing and judging 1,000 pairs of about 25 words: seconds, beside a difflib pass.

Usage: python benchmarks/align.py [--pairs 1000]

One core, processor time. The lines are those of `benchmarks/score.py`: sentences of the clean
prose in `corpora/`, worsened by a seeded hand. Lists and forests are read before, as in a batch.
"""

from __future__ import annotations

import argparse
import difflib
import random
import time
from collections.abc import Callable

from score import lines, worsened

from harness.analyse import Analysis
from harness.analyse.suspicion import suspicions
from harness.analyse.tokens import tokens
from harness.model.text import Document, Span, Unit
from harness.segment import segment

_WORDS = 25


def pairs(count: int) -> list[tuple[str, str]]:
    """Return candidates with their references, about 25 words each."""
    rng = random.Random(7)
    kept = [" ".join(line.split()[:_WORDS]) for line in lines(count, rng)]
    return [(worsened(line, rng), line) for line in kept]


def analysed(candidate: str, reference: str) -> Analysis:
    """Return the analysis of one pair, with nothing looked at yet."""
    unit = Unit(span=Span(0, len(candidate)), references=(Span(0, len(reference)),))
    document = Document(
        id="pair", text=candidate, references=(reference,), language="en", units=(unit,)
    )
    return Analysis(segment(document))


def seconds(work: Callable[[], object]) -> float:
    """Return the processor's seconds of one run."""
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> None:
    """Print seconds and their ratios to difflib's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=1000)
    given = pairs(parser.parse_args().pairs)
    for a, b in given[:50]:
        warm = analysed(a, b)
        suspicions(warm)
    found = [analysed(a, b) for a, b in given]
    words = [[[t.lower for t in tokens(text)] for text in (b, a)] for a, b in given]
    passes = [difflib.SequenceMatcher(None, a, b, autojunk=False) for a, b in words]
    floor = seconds(lambda: [one.get_opcodes() for one in passes])
    steps = {
        "aligned and typed": seconds(lambda: [one.alignments for one in found]),
        "judged": seconds(lambda: [suspicions(one) for one in found]),
        "differences, whole": seconds(lambda: [analysed(a, b).differences for a, b in given]),
    }
    print(f"difflib {floor:.3f} s")
    for name, took in steps.items():
        print(f"{name} {took:.2f} s, {took / floor:.0f} times difflib")


if __name__ == "__main__":
    main()
