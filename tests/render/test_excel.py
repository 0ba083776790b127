"""Workbooks: the tables' own columns and values, and no cell that does anything."""

import re
import zipfile
from io import BytesIO
from xml.etree import ElementTree as XML

import pytest
from pyarrow import parquet
from typer.testing import CliRunner

from harness.cli import app
from harness.errors import HarnessError
from harness.render.excel import LONGEST, render_excel

SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def cells(content, sheet=1):
    """Return the rows of a sheet, read from its XML."""
    with zipfile.ZipFile(BytesIO(content)) as book:
        assert not [name for name in book.namelist() if "vba" in name or "externalLink" in name]
        shared = XML.fromstring(book.read("xl/sharedStrings.xml"))
        texts = ["".join(node.itertext()) for node in shared.findall("m:si", SPACE)]
        page = XML.fromstring(book.read(f"xl/worksheets/sheet{sheet}.xml"))
    assert not page.findall(".//m:f", SPACE), "no cell is a formula"
    assert not page.findall(".//m:hyperlink", SPACE)
    rows = []
    for row in page.findall(".//m:row", SPACE):
        values = {}
        for cell in row.findall("m:c", SPACE):
            value = cell.findtext("m:v", "", namespaces=SPACE)
            kind = cell.get("t")
            name = re.sub(r"\d", "", cell.get("r", ""))
            values[name] = (
                texts[int(value)] if kind == "s" else value == "1" if kind == "b" else float(value)
            )
        rows.append(values)
    return rows


def test_a_run_becomes_a_workbook_with_the_same_columns_and_rows(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.txt").write_text("The mayor& # 39;s office.\n\n=1+1 was %MINIFYHTMLff15%.\n")
    ran = CliRunner().invoke(app, ["run", "x.txt", "-o", "out", "--no-fail"])
    assert ran.exit_code == 0, ran.stderr
    done = CliRunner().invoke(app, ["render", "out", "-f", "xlsx", "-o", "x.xlsx"])
    assert done.exit_code == 0, done.stderr
    content = (tmp_path / "x.xlsx").read_bytes()
    for number, name in enumerate(("findings", "segments", "documents"), 1):
        table = parquet.read_table(tmp_path / "out" / f"{name}.parquet")
        head, *rows = cells(content, number)
        assert list(head.values()) == table.column_names
        assert len(rows) == table.num_rows
    letters = {column: letter for letter, column in cells(content)[0].items()}
    texts = [row.get(letters["text"]) for row in cells(content)[1:]]
    assert texts == parquet.read_table(tmp_path / "out" / "findings.parquet")["text"].to_pylist()


def test_a_workbook_needs_a_file(tmp_path):
    with pytest.raises(HarnessError, match="-o FILE"):
        CliRunner().invoke(app, ["render", str(tmp_path), "-f", "xlsx"], catch_exceptions=False)


@pytest.mark.parametrize(
    "start", ["=1+1", "+1", "-1", "@SUM(1)", "{=1}", "http://x.example/", "'=1"]
)
def test_no_text_becomes_a_formula_or_a_link(start):
    assert cells(render_excel({"a": (("text",), [{"text": start}])}))[1] == {"A": start}


def test_texts_that_no_cell_can_hold_are_cut_and_halves_of_pairs_replaced():
    made = cells(render_excel({"a": (("text",), [{"text": "x" * 40_000}, {"text": "a\ud800"}])}))
    assert len(made[1]["A"]) == LONGEST and made[1]["A"].endswith("…")
    assert made[2] == {"A": "a?"}


def test_the_same_tables_give_the_same_bytes():
    sheets = {"a": (("n", "yes"), [{"n": 1.5, "yes": True}])}
    assert render_excel(sheets) == render_excel(sheets)
