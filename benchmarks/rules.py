"""All rules over 100,000 words of English, beside a pass of our own tokeniser.

Usage: python benchmarks/rules.py [--words 100000] [--runs 3] [--each]

One core, processor time, no engine and no reference. The text is the English prose of `corpora/`,
its sentences in a seeded order, one document of paragraphs of four. It is gone through over and
over where it is too short, in another order each time. The first run reads the lists as well.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from harness.analyse import Analysis
from harness.analyse.tokens import count_words, tokens
from harness.api import examine
from harness.config import Settings
from harness.detect import detect
from harness.model.text import Document, Span
from harness.rules import RULES
from harness.segment import segment, sentences

_CORPORA = Path(__file__).parent.parent / "corpora"
_IN_A_PARAGRAPH = 4
_LISTED = 15


def prose(words: int) -> str:
    """Return a text of about so many words."""
    said = []
    for path in sorted((_CORPORA / "negative" / "en").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            said += [part.of(line) for part in sentences(line, Span(0, len(line)), "en")]
    rng = random.Random(7)
    taken: list[str] = []
    left = words
    while left > 0:
        rng.shuffle(said)
        for sentence in said:
            taken.append(sentence)
            left -= count_words(sentence)
            if left <= 0:
                break
    parts = (taken[k : k + _IN_A_PARAGRAPH] for k in range(0, len(taken), _IN_A_PARAGRAPH))
    return "\n\n".join(map(" ".join, parts))


def seconds(work: Callable[[], object]) -> float:
    """Return the processor's seconds of one run."""
    began = time.process_time()
    work()
    return time.process_time() - began


def by_rule(document: Document) -> Iterator[tuple[float, str]]:
    """Yield what each rule takes, the views that it is the first to ask for included."""
    analysis = Analysis(segment(document))
    for rule in RULES:
        yield seconds(partial(list, detect(analysis, (rule,)))), f"{rule.code} {rule.name}"


def main() -> None:
    """Print seconds, their ratio to the tokeniser's, and what the slowest rules take."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--each", action="store_true", help="the slowest rules as well")
    given = parser.parse_args()
    text = prose(given.words)
    counted = count_words(text)
    for run in range(given.runs):
        # Another text each time, so that nothing is remembered of the last.
        document = Document(id=str(run), text=text + "\n" * run, language="en")
        cut = seconds(partial(tokens, document.text))
        taken = seconds(partial(examine, document, Settings()))
        print(f"{counted:,} words: {taken:.2f} s, the tokeniser {cut:.3f} s, × {taken / cut:.1f}")
    if given.each:
        last = Document(id="each", text=f"{text}\n\n.", language="en")
        for taken, name in sorted(by_rule(last), reverse=True)[:_LISTED]:
            print(f"{taken:.3f} {name}")


if __name__ == "__main__":
    main()
