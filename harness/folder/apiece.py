"""What is written document by document once a run is done: pages, and the objects of report.json.

Read from the records on disk and shared out to processes, a group of documents at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from harness.batch import Lost, each
from harness.model.report import Report, Verdict
from harness.stored import StoredDocuments

# Records are read, in bytes, so many times faster than a pool expects its items to be worked on.
_LIGHTER = 100
# In the same unit: for less than this, about 100 articles, processes cost more than they save.
_WORTH_A_POOL = 40_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Documents whose records are read at once, and the page of each that has one."""

    number: int
    first: int
    weight: int
    pages: tuple[str | None, ...]


def write_documents(
    place: Path,
    report: Report,
    verdict: Verdict,
    pages: Sequence[str | None],
    *,
    texts: bool,
    jobs: int,
) -> list[str]:
    """Write the pages, a path or None for each document; return their texts for report.json.

    `texts` says whether any are wanted.
    """
    stored = StoredDocuments(place)
    work = partial(
        _written,
        place=place,
        report=replace(report, documents=stored),
        verdict=verdict,
        texts=texts,
    )
    groups = [one for one in _groups(stored, pages) if texts or any(one.pages)]
    found: list[str] = []
    with closing(each(work, groups, _weight, jobs=jobs, worth=_WORTH_A_POOL)) as coming:
        for group, made in coming:
            found += work(group) if isinstance(made, Lost) else made
    return found


def put(path: Path, content: str) -> None:
    """Write a file of the run folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # As bytes: no platform's line ends, and no locale's encoding.
    path.write_bytes(content.encode("utf-8"))


def _groups(stored: StoredDocuments, pages: Sequence[str | None]) -> Iterator[_Group]:
    first = 0
    for number, (count, size) in enumerate(stored.groups):
        own = tuple(pages[first : first + count])
        yield _Group(number=number, first=first, weight=size // _LIGHTER, pages=own)
        first += count


def _weight(group: _Group) -> int:
    return group.weight


def _written(
    group: _Group, *, place: Path, report: Report, verdict: Verdict, texts: bool
) -> list[str]:
    """Write the group's pages and return its texts; a module's function: it travels."""
    from harness.render.article_page import render_article
    from harness.render.json_report import document_text

    stored = report.documents
    assert isinstance(stored, StoredDocuments)
    found = []
    for document, page in zip(stored.group(group.number, group.first), group.pages, strict=True):
        if page is not None:
            put(place / page, render_article(document, report, verdict, page=page))
        if texts:
            found.append(document_text(document))
    return found
