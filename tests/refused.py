"""Input that no metric may be computed of, by every way in that has references or units.

Each is what a person or a program writes by mistake: a line too few, an empty reference, a line
break inside a segment, a value that is no text.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.read import written

Files = Mapping[str, bytes]
LINES = ("-t", "hyp.txt", "-r", "ref.txt", "-s", "src.txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Files, the arguments that name them, and what is said of them: a code and where."""

    name: str
    files: Files
    arguments: tuple[str, ...]
    code: str
    place: str
    metric: str = "chrf"

    def write(self, folder: Path) -> list[str]:
        """Write the files and return the arguments, with their paths."""
        for name, raw in self.files.items():
            (folder / name).write_bytes(raw)
        return [str(folder / one) if one in self.files else one for one in self.arguments]


def _lines(name: str, code: str, place: str, **changed: bytes) -> Refused:
    texts = dict.fromkeys(("hyp", "ref", "src"), b"one two\nthree\nfour\n") | changed
    return Refused(
        name=f"lines: {name}",
        files={f"{side}.txt": raw for side, raw in texts.items()},
        arguments=LINES,
        code=code,
        place=place,
    )


def _rows(*rows: Mapping[str, object]) -> bytes:
    return "".join(f"{json.dumps(row)}\n" for row in rows).encode()


def _table(mark: str) -> Callable[..., bytes]:
    def table(*rows: Sequence[str]) -> bytes:
        head = ("source", "candidate", "reference")
        return "".join(f"{mark.join(row)}\n" for row in (head, *rows)).encode()

    return table


def _parquet(**columns: object) -> bytes:
    from pandas import DataFrame

    out = io.BytesIO()
    whole = {"candidate": ["one", "two"], "reference": ["one", "two"], "source": ["uno", "dos"]}
    DataFrame(whole | columns).to_parquet(out)
    return out.getvalue()


def _wmt(*, reference: str = "two", candidate: str = "two", source: str = "dos") -> bytes:
    def side(name: str, attributes: str, texts: Sequence[str]) -> str:
        rows = (f'<seg id="{n}">{text}</seg>\n' for n, text in enumerate(texts, 1) if text != "-")
        return f"<{name} {attributes}><p>\n{''.join(rows)}</p></{name}>\n"

    sides = (
        side("src", 'lang="es"', ("uno", source)),
        side("ref", 'lang="en" translator="A"', ("one", reference)),
        side("hyp", 'lang="en" system="S"', ("one", candidate)),
    )
    return f'<dataset><doc id="d" origlang="es">\n{"".join(sides)}</doc></dataset>\n'.encode()


def _file(way: str, name: str, raw: bytes, code: str, place: str) -> Refused:
    return Refused(name=way, files={name: raw}, arguments=(name,), code=code, place=place)


def _units(way: str, suffix: str, raw: bytes, place: str) -> Refused:
    """A file that has no reference: what looks at source and translation alone meets it."""
    name = f"a.{suffix}"
    return Refused(
        name=f"{way}: a break",
        files={name: raw},
        arguments=(name,),
        code="H310",
        place=f"{name}:{place}",
        metric="cometkiwi",
    )


GOOD = {"source": "uno", "candidate": "one", "reference": "one"}
_CSV, _TSV = _table(","), _table("\t")
_ROW = ("uno", "one", "one")
_BROKEN = ("one two", "three\nfour")

REFUSED = (
    _lines("a reference line too few", "H303", "ref.txt:3", ref=b"one two\nthree\n"),
    _lines("a source line too many", "H303", "src.txt:4", src=b"a\nb\nc\nd\n"),
    _lines("a candidate line too few", "H303", "ref.txt:3", hyp=b"one two\nthree\n"),
    _lines("an empty reference", "H304", ":2", ref=b"one two\n \nfour\n"),
    _file("jsonl: a break", "a.jsonl", _rows(GOOD, GOOD | {"candidate": "a\nb"}), "H310", ":2"),
    _file(
        "jsonl: a break, ref", "a.jsonl", _rows(GOOD, GOOD | {"reference": "a\nb"}), "H310", ":2"
    ),
    _file("jsonl: a break, src", "a.jsonl", _rows(GOOD, GOOD | {"source": "a\nb"}), "H310", ":2"),
    _file("jsonl: empty", "a.jsonl", _rows(GOOD, GOOD | {"reference": " "}), "H304", ":2"),
    _file("jsonl: empty list", "a.jsonl", _rows(GOOD, GOOD | {"reference": []}), "H304", ":2"),
    _file("jsonl: null", "a.jsonl", _rows(GOOD, GOOD | {"reference": None}), "H304", ":2"),
    _file("jsonl: NaN", "a.jsonl", _rows(GOOD, GOOD | {"reference": float("nan")}), "H305", ":2"),
    _file(
        "jsonl: NaN, mt", "a.jsonl", _rows(GOOD, GOOD | {"candidate": float("nan")}), "H305", ":2"
    ),
    _file("csv: a break", "a.csv", _CSV(_ROW, ("uno", '"a\nb"', "one")), "H310", ":3"),
    _file("csv: a break, ref", "a.csv", _CSV(_ROW, ("uno", "one", '"a\nb"')), "H310", ":3"),
    _file("csv: empty", "a.csv", _CSV(_ROW, ("uno", "one", "")), "H304", ":3"),
    _file("csv: a field too few", "a.csv", _CSV(_ROW, ("uno", "one")), "H305", ":3"),
    _file("csv: a field too many", "a.csv", _CSV(_ROW, (*_ROW, "x")), "H305", ":3"),
    _file("tsv: empty", "a.tsv", _TSV(_ROW, ("uno", "one", "")), "H304", ":3"),
    _file("tsv: a field too few", "a.tsv", _TSV(_ROW, ("uno", "one")), "H305", ":3"),
    _file("parquet: a break", "a.parquet", _parquet(candidate=["one", "a\nb"]), "H310", "2"),
    _file("parquet: a break, ref", "a.parquet", _parquet(reference=["one", "a\nb"]), "H310", "2"),
    _file("parquet: null", "a.parquet", _parquet(candidate=["one", None]), "H305", "2"),
    _file("parquet: null, ref", "a.parquet", _parquet(reference=["one", None]), "H304", "2"),
    _file("parquet: NaN", "a.parquet", _parquet(candidate=[1.5, float("nan")]), "H305", ""),
    _file("parquet: NaN, ref", "a.parquet", _parquet(reference=[1.5, float("nan")]), "H305", ""),
    _file("wmt: no reference", "a.xml", _wmt(reference="-"), "H304", ":11"),
    _file("wmt: empty", "a.xml", _wmt(reference=" "), "H304", ":12"),
    _file("wmt: a break", "a.xml", _wmt(candidate="a\nb"), "H310", ":12"),
    _file("wmt: a break, ref", "a.xml", _wmt(reference="a\nb"), "H310", ":13"),
    _units("xliff", "xlf", written.xliff(_BROKEN), "11"),
    _units("xliff 2", "xlf", written.xliff2(_BROKEN), "11"),
    _units("tmx", "tmx", written.tmx(_BROKEN), "19"),
    _units("po", "po", written.po(_BROKEN), "20"),
    _units("srt", "srt", written.srt(_BROKEN), "7"),
    _units("vtt", "vtt", written.vtt(_BROKEN), "7"),
)
