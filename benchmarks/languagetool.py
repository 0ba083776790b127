"""How fast LanguageTool answers us, beside language-tool-python's own `check` in a loop.

    python benchmarks/languagetool.py [--paragraphs 1000]

The loop is what the library's own page shows: its own server of the same LanguageTool, as it comes.
Ours takes some articles at once, as a run does, from the first question to the findings: what names
are, which words the reference has, and the second server, its start included, that is asked what
the unknown words left may have been meant to be. It starts with an empty cache, and once more with
what that then holds. Loop and ours are asked a few other texts first, so that neither time holds
the start of the first server, and then in turns, so that a machine that gets busy slows both. The
articles are the clean and the written ones, repeated as often as it takes. Matches are compared by
rule and place, less those of the rules that we turn off; the library wraps them itself, so
paragraphs with characters outside the BMP are left out: there its lengths are wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from itertools import cycle
from pathlib import Path

from language_tool_python import LanguageTool

from harness.analyse import Analysis
from harness.analyse.tokens import count_words
from harness.cache import Cache
from harness.engines.languagetool.checker import Checker
from harness.engines.languagetool.chunks import Limits
from harness.engines.languagetool.client import Question
from harness.engines.languagetool.installation import find_installation
from harness.engines.languagetool.mapping import turned_off
from harness.engines.languagetool.match import Answer, Unchecked
from harness.model.finding import Skipped
from harness.model.text import Document
from harness.proofread import ask, ask_ahead, proofread
from harness.segment import segment

CORPORA = Path(__file__).parent.parent / "corpora"
LANGUAGE = "en-US"
TURN = 20  # articles: about as much as a run asks about at once
AT_LEAST, AT_LEAST_KEPT = 5, 50
Place = tuple[int, str, int, int]


def articles(count: int) -> list[Analysis]:
    """Return English articles of the corpora with so many paragraphs in all, in a fixed order."""
    files = sorted((*CORPORA.glob("negative/en/*.txt"), *CORPORA.glob("written/*.txt")))
    made: list[Analysis] = []
    left = count
    for path in cycle(files):
        article = segment(Document(id=path.stem, text=path.read_text(encoding="utf-8")))
        texts = [part.span.of(article.text).replace("\n", " ") for part in article.segments]
        plain = [text for text in texts if text.strip() and max(text) <= "\uffff"][:left]
        whole = Document(id=path.stem, text="\n\n".join(plain), language=LANGUAGE)
        made.append(Analysis(segment(whole)))
        left -= len(paragraphs(made[-1]))
        if left <= 0:
            return made
    raise AssertionError


def paragraphs(analysis: Analysis) -> list[str]:
    """Return the texts that are asked about."""
    texts = (part.span.of(analysis.text) for part in analysis.segments)
    return [text for text in texts if text.strip()]


def ours(checker: Checker, turn: list[Analysis]) -> tuple[float, set[Place]]:
    """Return the seconds from the texts to the findings, and where the matches are."""
    fresh = [Analysis(one.article) for one in turn]  # nothing is known of them
    began = time.perf_counter()
    answers: list[Answer] = []
    ask_ahead(fresh, checker)
    for analysis in fresh:
        asked = ask(analysis, checker)
        if isinstance(asked, Skipped):
            raise SystemExit(f"not checked: {asked.why}")
        list(proofread(analysis, asked, checker, ()))
        answers += asked.answers
    seconds = time.perf_counter() - began
    places = set()
    for number, answer in enumerate(answers):
        if isinstance(answer, Unchecked):
            raise SystemExit(f"not checked: {answer.why}")
        places |= {(number, m.rule, m.span.start, m.span.end) for m in answer}
    return seconds, places


def loop(tool: LanguageTool, texts: list[str]) -> tuple[float, set[Place]]:
    """Return the same for a plain loop over the library's `check`."""
    off = turned_off()
    began = time.perf_counter()
    found = [tool.check(text) for text in texts]
    seconds = time.perf_counter() - began
    return seconds, {
        (number, match.rule_id, match.offset, match.offset + match.error_length)
        for number, matches in enumerate(found)
        for match in matches
        if match.rule_id not in off
    }


def _moved(places: set[Place], first: int) -> set[Place]:
    return {(number + first, rule, start, end) for number, rule, start, end in places}


def main() -> None:
    """Print the seconds of each, their ratios, and whether all found the same."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--paragraphs", type=int, default=1000)
    given = articles(parser.parse_args().paragraphs)
    texts = [text for one in given for text in paragraphs(one)]
    installation = find_installation()
    if installation is None:
        raise SystemExit("LanguageTool is not installed; run: mt-harness setup languagetool")
    os.environ["LTP_PATH"] = str(installation.jar.parent.parent)
    seconds = dict.fromkeys(("loop", "fresh", "kept"), 0.0)
    found: dict[str, set[Place]] = {name: set() for name in seconds}
    limits = Limits(answer_s=300)
    with (
        LanguageTool(LANGUAGE, language_tool_download_version=installation.version) as tool,
        tempfile.TemporaryDirectory() as folder,
        Checker(limits=limits, cache=Cache(Path(folder))) as fresh,
        Checker(limits=limits, cache=Cache(Path(folder))) as kept,
    ):
        fresh.expect(sum(map(len, texts)))
        warm = [f"{text} Warming up." for text in texts[:40]]
        loop(tool, warm)
        fresh.check(warm, Question(language=LANGUAGE, without=turned_off()))
        first = 0
        for turn in (given[n : n + TURN] for n in range(0, len(given), TURN)):
            block = [text for one in turn for text in paragraphs(one)]
            for name, (took, places) in (
                ("loop", loop(tool, block)),
                ("fresh", ours(fresh, turn)),
                ("kept", ours(kept, turn)),
            ):
                seconds[name] += took
                found[name] |= _moved(places, first)
            first += len(block)
        version = fresh.version
    print(
        json.dumps(
            {
                "languagetool": version,
                "paragraphs": len(texts),
                "different_paragraphs": len(set(texts)),
                "words": sum(map(count_words, texts)),
                "matches": len(found["fresh"]),
                "seconds": {name: round(took, 3) for name, took in seconds.items()},
                "times_faster": round(seconds["loop"] / seconds["fresh"], 2),
                "at_least": AT_LEAST,
                "times_faster_kept": round(seconds["loop"] / seconds["kept"], 1),
                "at_least_kept": AT_LEAST_KEPT,
                "same_matches": found["fresh"] == found["loop"] == found["kept"],
                "only_ours": sorted(found["fresh"] - found["loop"])[:5],
                "only_the_loop": sorted(found["loop"] - found["fresh"])[:5],
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
