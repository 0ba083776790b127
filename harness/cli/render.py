"""`mt-harness render`: a stored run in any format, without running anything."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Annotated

import typer

from harness.cli import options
from harness.errors import HarnessError, suggest
from harness.render.formats import RENDERERS

_CSV, _HTML, _EXCEL = "csv", "html", "xlsx"


def render(
    run: Annotated[Path, typer.Argument(help="A run folder.")],
    format: Annotated[
        str,
        typer.Option("-f", "--format", help=f"{', '.join(RENDERERS)}, {_CSV}, {_EXCEL}, {_HTML}."),
    ],
    document: Annotated[
        str | None, typer.Option("--document", help="Of this document alone: for html.")
    ] = None,
    system: Annotated[
        str | None, typer.Option("--system", help="Which system's, where several have it.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write into this file.")
    ] = None,
) -> None:
    """Write a stored report in another format, or the page of one document, as the run would."""
    options.chosen(format, dict.fromkeys((*RENDERERS, _CSV, _EXCEL, _HTML)), "--format")
    if format != _HTML and (document or system):
        raise HarnessError(
            "H130", "--document", f"{format} is of the whole run", "Leave it out, or take html."
        )
    if format == _EXCEL:
        _workbook(run, output)
        return
    made = _made(run, format, document, system)
    if output is None:
        sys.stdout.write(made)
    else:
        # As bytes: no platform's line ends, and no locale's encoding.
        output.write_bytes(made.encode("utf-8"))


def _workbook(path: Path, output: Path | None) -> None:
    """Write the tables as a workbook; it is no text, so it needs a file."""
    from harness.folder.workbook import workbook
    from harness.stored import read_report

    if output is None:
        raise HarnessError("H130", "-f xlsx", "no file to write", "Add -o FILE.xlsx.")
    read_report(path)
    output.write_bytes(workbook(path.parent if path.name == "report.json" else path))


def _made(path: Path, format: str, document: str | None, system: str | None) -> str:
    from harness.stored import StoredDocuments, read_report, read_run, read_settings

    read_report(path)
    stored = read_run(path)
    if format == _CSV:
        from harness.folder.files import write_findings

        text = io.StringIO(newline="")
        write_findings(stored.folder, text)
        return text.getvalue()
    if format != _HTML:
        return RENDERERS[format](stored.report, stored.verdict, read_settings(stored.folder))
    from harness.render.article_page import render_article
    from harness.render.index_page import page_names

    documents = stored.report.documents
    assert isinstance(documents, StoredDocuments)
    keys = documents.keys()
    number = _number(path, keys, document, system)
    alone = len(keys) == 1 and not stored.report.failed
    page = "report.html" if alone else page_names(keys)[number]
    return render_article(documents[number], stored.report, stored.verdict, page=page)


def _number(
    path: Path, keys: list[tuple[str | None, str]], document: str | None, system: str | None
) -> int:
    """Return the place of the document that is meant; raise H122 where that is none, or several."""
    found = [
        number
        for number, (owner, name) in enumerate(keys)
        if document in (None, name) and system in (None, owner)
    ]
    if len(found) == 1:
        return found[0]
    if document is None:
        seen, remedy = f"{len(keys)} documents", "Name one with --document; index.html lists them."
    elif not found:
        known = sorted({name for _, name in keys})
        seen, remedy = f'no document "{document}"', suggest(document, known)
    else:
        names = ", ".join(owner or "-" for owner, name in keys if name == document)
        seen, remedy = f'"{document}" of several systems', f"Add --system: {names}."
    raise HarnessError("H122", str(path), seen, remedy)
