"""What each tool sees of the same texts: us, LanguageTool, pofilter, sacreBLEU; in one run.

    python benchmarks/peers.py [--items 300] [--without languagetool]

Three inputs: the seed article with its 22 marks, the ten marked round trips, and, where
MT_HARNESS_DATA names the data, every n-th item of DEMETR, whose changes are marked. A mark is met
by a finding that touches it and is not much longer. *Elsewhere* counts findings that meet no mark,
in 1,000 words: of the round trips only up to where marking ended. *Clean* is findings in 1,000
words of the right texts on their own (the references; DEMETR's unchanged translations).

pofilter knows units, not places: a mark is met where its paragraph fails a check at all. It wants a
source, and is given the reference as one, its own way of use being two languages. sacreBLEU gives a
number for a text and no place; its row says how often chrF++ puts the better DEMETR text first.
Speed is in words a second of text, starts left out, and true of this machine and minute alone.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from harness.analyse.tokens import count_words
from harness.config import Settings
from harness.examination import examine
from harness.meta.flagged import Flag
from harness.meta.judged import HumanMark
from harness.meta.precision import meets
from harness.meta.reading import read_judgements
from harness.model.text import Document
from harness.segment import segment

CORPORA = Path(__file__).parent.parent / "corpora"
SEED = "idlib-2019-12-27"
Place = tuple[int, int]
Tool = Callable[[str, str | None], list[Place]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A bad text, the right one, and the marks in the bad one up to `until`."""

    bad: str
    right: str
    reference: str
    marks: tuple[Place, ...]
    until: int


def seed() -> list[Text]:
    """Return the seed article."""
    return [_marked(CORPORA / f"{SEED}.gold.json", SEED)]


def round_trips() -> list[Text]:
    """Return the round trips that were marked."""
    return [
        _marked(path, f"roundtrip/{path.name.removesuffix('.marks.json')}")
        for path in sorted((CORPORA / "roundtrip").glob("*.marks.json"))
    ]


def demetr(items: int) -> list[Text]:
    """Return about so many marked items of DEMETR, evenly spread; none without the data."""
    folder = os.environ.get("MT_HARNESS_DATA")
    if not folder:
        return []
    given = read_judgements(Path(folder) / "demetr.jsonl.gz").contrasts
    marked = [contrast for contrast in given if contrast.marks]
    return [
        Text(
            bad=one.worse,
            right=one.better,
            reference=one.reference,
            marks=tuple((mark.start, mark.end) for mark in one.marks),
            until=len(one.worse),
        )
        for one in marked[:: max(1, len(marked) // items)]
    ]


def _marked(path: Path, name: str) -> Text:
    made = json.loads(path.read_text(encoding="utf-8"))
    bad = (CORPORA / f"{name}.txt").read_text(encoding="utf-8")
    right = (CORPORA / f"{name}.ref.txt").read_text(encoding="utf-8")
    places = tuple((mark["start"], mark["end"]) for mark in made["artifacts"])
    until = made.get("marked_until", len(bad))
    return Text(bad=bad, right=right, reference=right, marks=places, until=until)


def ours(text: str, reference: str | None) -> list[Place]:
    """Return the places that our rules show."""
    references = () if reference is None else (reference,)
    document = Document(id="text", text=text, references=references, language="en")
    return [(f.span.start, f.span.end) for f in examine(document, Settings()).shown]


def ours_alone(text: str, reference: str | None) -> list[Place]:
    """Return the places that our rules show in the text alone."""
    del reference
    return ours(text, None)


def languagetool() -> Tool | None:
    """Return language-tool-python as its page shows it; None where it cannot start."""
    from harness.engines.languagetool.installation import find_installation

    found = find_installation()
    if find_spec("language_tool_python") is None or found is None:
        return None
    os.environ["LTP_PATH"] = str(found.jar.parent.parent)
    from language_tool_python import LanguageTool

    tool = LanguageTool("en-US", language_tool_download_version=found.version)
    tool.check("A first text, so that no time holds a start.")

    def check(text: str, reference: str | None) -> list[Place]:
        del reference
        return [(m.offset, m.offset + m.error_length) for m in tool.check(text)]

    return check


def pofilter() -> Tool | None:
    """Return translate-toolkit's checks of a unit, a paragraph each; None without the library."""
    if find_spec("translate") is None:
        return None
    from translate.filters.checks import StandardChecker
    from translate.storage.po import pounit

    checker = StandardChecker()

    def check(text: str, reference: str | None) -> list[Place]:
        if reference is None:
            return []
        article = segment(Document(id="text", text=text, references=(reference,), language="en"))
        found = []
        for part in article.segments:
            place = part.references[0] if part.references else None
            if place is None:
                continue
            unit = pounit(place.of(reference))
            unit.target = part.span.of(text)
            if checker.run_filters(unit):
                found.append((part.span.start, part.span.end))
        return found

    return check


def row(name: str, tool: Tool, texts: list[Text], *, units: bool = False) -> str:
    """Return one row of the table."""
    met = marks = elsewhere = words = clean = clean_words = 0
    seconds = 0.0
    for text in texts:
        began = time.perf_counter()
        found = tool(text.bad, text.reference)
        seconds += time.perf_counter() - began
        words += count_words(text.bad)
        marks += len(text.marks)
        met += sum(any(_meets(place, mark, units) for place in found) for mark in text.marks)
        elsewhere += sum(
            place[0] <= text.until and not any(_meets(place, mark, units) for mark in text.marks)
            for place in found
        )
        clean += len(tool(text.right, None))
        clean_words += count_words(text.right)
    marked_words = sum(count_words(text.bad[: text.until]) for text in texts)
    alarms = "–" if units else f"{1000 * clean / clean_words:.1f}"
    return (
        f"| {name} | {met} of {marks} | {1000 * elsewhere / marked_words:.1f} | {alarms} "
        f"| {words / seconds:,.0f} |"
    )


def _meets(place: Place, mark: Place, units: bool) -> bool:  # noqa: FBT001
    if units:
        return place[0] <= mark[0] < place[1]
    flag = Flag(rule="", family="", severity="", confidence="", start=place[0], end=place[1])
    return meets(flag, HumanMark(start=mark[0], end=mark[1], category="", severity=""))


def chrf(texts: list[Text]) -> str:
    """Return how often sacreBLEU's chrF++ puts the right text above the bad one."""
    from sacrebleu.metrics.chrf import CHRF

    metric = CHRF(word_order=2)
    won = 0
    began = time.perf_counter()
    for text in texts:
        right, bad = (
            metric.sentence_score(one, [text.reference]).score for one in (text.right, text.bad)
        )
        won += right > bad
    seconds = time.perf_counter() - began
    words = sum(count_words(text.bad) + count_words(text.right) for text in texts)
    return (
        f"sacreBLEU's chrF++ puts the right text first in {won} of {len(texts)}, "
        f"{words / seconds:,.0f} words/s; it names no place."
    )


def tools(without: list[str]) -> Iterator[tuple[str, Tool, bool]]:
    """Yield what is installed: a name, the tool, and whether it knows units only."""
    yield "mt-harness, text alone", ours_alone, False
    yield "mt-harness, with the reference", ours, False
    peers = (
        ("LanguageTool by language-tool-python", "languagetool", languagetool, False),
        ("pofilter", "pofilter", pofilter, True),
    )
    for title, name, start, units in peers:
        tool = None if name in without else start()
        if tool is None:
            print(f"not run: {title}\n")
        else:
            yield title, tool, units


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--items", type=int, default=300, help="about so many items of DEMETR")
    parser.add_argument("--without", action="append", default=[], help="leave a tool out")
    given = parser.parse_args()
    installed = list(tools(given.without))
    for name, texts in (
        ("Seed article", seed()),
        ("Round trips", round_trips()),
        ("DEMETR", demetr(given.items)),
    ):
        if not texts:
            print(f"## {name}\n\nnot run: MT_HARNESS_DATA names no folder\n")
            continue
        print(f"## {name}: {len(texts)} texts\n")
        print("| tool | marks met | elsewhere | clean | words/s |\n|---|---|---|---|---|")
        for title, tool, units in installed:
            print(row(title, tool, texts, units=units), flush=True)
        if name == "DEMETR":
            print(f"\n{chrf(texts)}")
        print()


if __name__ == "__main__":
    main()
