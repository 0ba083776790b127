"""How fast LanguageTool answers us, beside language-tool-python's own `check` in a loop.

    python benchmarks/languagetool.py [--paragraphs 1000]

The loop is what the library's own page shows: it starts its own server of the same LanguageTool,
as it comes, less the rules that we turn off. Both are asked a few texts first, so that neither
time holds a start, and then in turns, so that a machine that gets busy slows both. The paragraphs
are those of the clean and of the written articles, repeated as often as it takes. Matches are
compared place by place; the library wraps them itself, so texts with characters outside the BMP
are left out: there its lengths are wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from itertools import cycle, islice
from pathlib import Path

from language_tool_python import LanguageTool

from harness.analyse.tokens import count_words
from harness.engines.languagetool.checker import Checker
from harness.engines.languagetool.chunks import Limits
from harness.engines.languagetool.client import Question
from harness.engines.languagetool.installation import find_installation
from harness.engines.languagetool.mapping import turned_off
from harness.engines.languagetool.match import Unchecked
from harness.model.text import Document
from harness.segment import segment

CORPORA = Path(__file__).parent.parent / "corpora"
LANGUAGE = "en-US"
TURN = 100
Place = tuple[int, str, int, int]


def paragraphs(count: int) -> list[str]:
    """Return so many English paragraphs of the corpora, in a fixed order."""
    files = sorted((*CORPORA.glob("negative/en/*.txt"), *CORPORA.glob("written/*.txt")))
    found = []
    for path in files:
        article = segment(Document(id=path.stem, text=path.read_text(encoding="utf-8")))
        found += [part.span.of(article.text).replace("\n", " ") for part in article.segments]
    plain = [text for text in found if text.strip() and max(text) <= "\uffff"]
    return list(islice(cycle(plain), count))


def ours(checker: Checker, texts: list[str]) -> tuple[float, set[Place]]:
    """Return the seconds for all texts, and where the matches are."""
    began = time.perf_counter()
    answers = checker.check(texts, Question(language=LANGUAGE, without=turned_off()))
    seconds = time.perf_counter() - began
    places = set()
    for number, answer in enumerate(answers):
        if isinstance(answer, Unchecked):
            raise SystemExit(f"not checked: {answer.why}")
        places |= {(number, m.rule, m.span.start, m.span.end) for m in answer}
    return seconds, places


def loop(tool: LanguageTool, texts: list[str]) -> tuple[float, set[Place]]:
    """Return the same for a plain loop over the library's `check`."""
    began = time.perf_counter()
    places = set()
    for number, text in enumerate(texts):
        for match in tool.check(text):
            end = match.offset + match.error_length
            places.add((number, match.rule_id, match.offset, end))
    return time.perf_counter() - began, places


def _moved(places: set[Place], first: int) -> set[Place]:
    return {(number + first, rule, start, end) for number, rule, start, end in places}


def main() -> None:
    """Print the seconds of both, their ratio, and whether they found the same."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--paragraphs", type=int, default=1000)
    texts = paragraphs(parser.parse_args().paragraphs)
    warm = texts[:40]
    installation = find_installation()
    if installation is None:
        raise SystemExit("LanguageTool is not installed; run: mt-harness setup languagetool")
    os.environ["LTP_PATH"] = str(installation.jar.parent.parent)
    slow, fast = 0.0, 0.0
    theirs: set[Place] = set()
    mine: set[Place] = set()
    with (
        LanguageTool(LANGUAGE, language_tool_download_version=installation.version) as tool,
        Checker(limits=Limits(answer_s=300)) as checker,
    ):
        tool.disabled_rules = set(turned_off())
        loop(tool, warm)
        ours(checker, warm)
        for first in range(0, len(texts), TURN):
            block = texts[first : first + TURN]
            seconds, places = loop(tool, block)
            slow, theirs = slow + seconds, theirs | _moved(places, first)
            seconds, places = ours(checker, block)
            fast, mine = fast + seconds, mine | _moved(places, first)
        version = checker.version
    print(
        json.dumps(
            {
                "languagetool": version,
                "paragraphs": len(texts),
                "words": sum(map(count_words, texts)),
                "matches": len(mine),
                "seconds": round(fast, 2),
                "seconds_of_a_plain_loop": round(slow, 2),
                "times_faster": round(slow / fast, 2),
                "same_matches": mine == theirs,
                "only_ours": sorted(mine - theirs)[:5],
                "only_the_loop": sorted(theirs - mine)[:5],
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
