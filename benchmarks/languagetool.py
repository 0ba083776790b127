"""How fast LanguageTool answers us, beside language-tool-python's own `check` in a loop.

    python benchmarks/languagetool.py [--paragraphs 1000]

The loop is what the library's own page shows: its own server of the same LanguageTool, as it comes.
Ours starts with an empty cache, and once more with what it then holds. Both are asked a few other
texts first, so that no time holds a start, and then in turns, so that a machine that gets busy
slows both. The paragraphs are those of the clean and of the written articles, repeated as often as
it takes. Matches are compared by rule and place, less those of the rules that we turn off; the
library wraps them itself, so texts with characters outside the BMP are left out: there its lengths
are wrong. Suggestions for unknown words are not in our time: they are asked for where a finding is
left once names and the words of the reference are known.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from language_tool_python import LanguageTool

from harness.analyse.tokens import count_words
from harness.cache import Cache
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
TURN = 250
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
    texts = paragraphs(parser.parse_args().paragraphs)
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
        ours(fresh, warm)
        for first in range(0, len(texts), TURN):
            block = texts[first : first + TURN]
            for name, (took, places) in (
                ("loop", loop(tool, block)),
                ("fresh", ours(fresh, block)),
                ("kept", ours(kept, block)),
            ):
                seconds[name] += took
                found[name] |= _moved(places, first)
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
                "times_faster_kept": round(seconds["loop"] / seconds["kept"], 1),
                "same_matches": found["fresh"] == found["loop"] == found["kept"],
                "only_ours": sorted(found["fresh"] - found["loop"])[:5],
                "only_the_loop": sorted(found["loop"] - found["fresh"])[:5],
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
