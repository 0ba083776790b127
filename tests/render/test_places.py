"""Findings point back to the file: its own lines and columns, whatever it holds besides text."""

import json
import re

import pytest

from harness import api
from harness.config import Settings
from harness.gate import judge
from harness.model.report import Policy
from harness.model.text import Anchor, Document, Span
from harness.read import read_paths
from harness.render.formats import RENDERERS
from harness.render.places import Places

CANDIDATE = 'He said "no".\nThe mayor& # 39;s office shut.'
DAMAGED = "& # 39;"
FILES = {
    "x.jsonl": json.dumps({"document": "a", "candidate": "It rained."})
    + "\n"
    + json.dumps({"document": "b", "candidate": CANDIDATE}),
    "x.csv": f'document,candidate\na,It rained.\nb,"{CANDIDATE.replace(chr(34), chr(34) * 2)}"\n',
    "x.tsv": f"document\tcandidate\nb\t{CANDIDATE.splitlines()[1]}\n",
    "x.md": f"# Head\n\n- *He* said **no**.\n- {CANDIDATE.splitlines()[1]}\n",
    "x.srt": f"1\n00:00:01,000 --> 00:00:02,000\n<i>{CANDIDATE}</i>\n",
    "x.txt": CANDIDATE,
}


@pytest.fixture(params=sorted(FILES))
def report(request, tmp_path):
    path = tmp_path / request.param
    path.write_text(FILES[request.param], encoding="utf-8")
    return api.check(read_paths((path,), language="en"), Settings(select=("ENC",)))


def stands_at(report):
    """Return line and column at which the file holds the damaged entity."""
    text = FILES[report.documents[0].article.document.path.rpartition("/")[2]]
    at = text.index(DAMAGED)
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("text", r":(\d+):(\d+): ENC"),
        ("github", r"line=(\d+),endLine=\d+,col=(\d+)"),
        ("gitlab", r'"begin": (\d+)()'),
        ("sarif", r'"startLine": (\d+),\s*"startColumn": (\d+)'),
        ("markdown", r":(\d+):(\d+)` ENC"),
    ],
)
def test_every_format_names_the_place_in_the_file(report, name, pattern):
    told = RENDERERS[name](report, judge(report, Policy()), Settings())
    found = re.search(pattern, told)
    assert found is not None
    line, column = found.groups()
    expected = stands_at(report)
    assert (int(line), int(column) if column else expected[1]) == expected


def test_words_are_exchanged_only_where_the_file_is_the_text(report):
    told = RENDERERS["sarif"](report, judge(report, Policy()), Settings())
    plain = report.documents[0].article.document.path.endswith(".txt")
    assert ('"fixes"' in told) == plain


def test_the_end_of_a_span_is_where_its_last_character_ends():
    # The file: `a&amp;b</x>` in line 7 from column 5, then `cd` in line 9.
    anchors = (Anchor(0, 7, 5), Anchor(2, 7, 11), Anchor(4, 9, 1))
    places = Places.of(Document(id="x", text="a&b\ncd", anchors=anchors))
    assert [places.at(n) for n in (0, 1, 2, 4, 5)] == [(7, 5), (7, 6), (7, 11), (9, 1), (9, 2)]
    assert places.end(Span(0, 2)) == (7, 11)
    assert places.end(Span(0, 3)) == (7, 12)
    assert places.end(Span(4, 6)) == (9, 3)
