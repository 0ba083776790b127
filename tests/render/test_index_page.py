import posixpath
import re
from pathlib import PurePosixPath
from urllib.parse import unquote

import pytest

from harness.model.report import FailedDocument
from harness.render.article_page import render_article
from harness.render.evidence import Evidence
from harness.render.index_page import page_names, render_index
from harness.render.tables import document_row, finding_rows


def names(*keys):
    return page_names(keys)


def index_of(report, verdict, pages=None):
    rows = [document_row(document) for document in report.documents]
    evidence = Evidence.of(row for document in report.documents for row in finding_rows(document))
    if pages is None:
        pages = page_names([(row["system"], row["document"]) for row in rows])
    return render_index(report, verdict, rows, pages, evidence).page, pages


def test_pages_lie_below_articles_with_the_system_only_where_there_are_several():
    assert names((None, "a/b")) == ("articles/a/b.html",)
    assert names(("x", "a"), ("x", "b")) == ("articles/a.html", "articles/b.html")
    assert names(("x", "a"), ("y", "a")) == ("articles/x/a.html", "articles/y/a.html")


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "..", ".", "", "a//b", "a\x00b", "C:\\x", "x" * 400, "con",
     "nul.txt", "é" * 200, "a?b#c", "\ud800"],
)  # fmt: skip
def test_no_name_leads_out_of_the_folder_or_is_too_long(name):
    (path,) = names((None, name))
    parts = PurePosixPath(path).parts
    assert parts[0] == "articles" and path == posixpath.normpath(path)
    assert ".." not in parts and not path.startswith("/")
    assert all(len(part.encode()) <= 140 for part in parts)
    assert not re.search(r'[\x00-\x1f<>:"\\|?*]', path)


def test_names_that_a_file_system_takes_for_one_are_told_apart():
    made = names((None, "News"), (None, "news"), (None, "NEWS"))
    assert len({name.casefold() for name in made}) == 3


def test_every_document_is_linked_and_its_page_leads_back(several, verdict_of):
    html, pages = index_of(several, verdict_of(several))
    links = [
        unquote(link) for link in re.findall(r'<th scope="row"><a href="(articles[^"]+)"', html)
    ]
    assert sorted(links) == sorted(pages)
    page = render_article(several.documents[0], several, verdict_of(several), page=pages[0])
    (home,) = re.findall(r'class="home"><a href="([^"]+)"', page)
    assert posixpath.normpath(posixpath.join(posixpath.dirname(pages[0]), home)) == "index.html"


def test_scores_are_told_by_system(several, verdict_of):
    html, _ = index_of(several, verdict_of(several))
    assert {score.system for score in several.scores} >= {"a", "b"}
    assert re.search(r"<td><bdi>a</bdi></td><th scope=\"row\">chrf\+\+</th>", html)


def test_what_could_not_be_read_is_named(several, verdict_of):
    from dataclasses import replace

    failed = FailedDocument(document="<b>x", path="x.txt", why="not UTF-8")
    report = replace(several, failed=(failed,))
    html, _ = index_of(report, verdict_of(report))
    assert "&lt;b&gt;x" in html and "not UTF-8" in html


def test_a_document_without_a_page_of_its_own_is_listed_without_a_link(several, verdict_of):
    html, _ = index_of(several, verdict_of(several), [None, "articles/x.html", None])
    assert html.count('<th scope="row"><a href="articles') == 1
    assert html.count('<th scope="row"><bdi>') == 2


def test_systems_stand_beside_each_other_with_scores_and_families(several, verdict_of):
    html, _ = index_of(several, verdict_of(several))
    table = html.partition('<section id="systems"')[2].partition("</section>")[0]
    assert re.findall(r'href="#system=(\w)"', table) == ["a", "b"]
    lines = dict(re.findall(r'<tr><th scope="row">([^<]+)</th>(.*?)</tr>', table))
    assert {"chrf++", "penalty", "encoding"} <= lines.keys()
    scores = {s.system: s.value for s in several.scores if s.metric == "chrf++"}
    shown = re.findall(r"<td[^>]*>(?:<b>)?([\d.–]+)", lines["chrf++"])
    assert shown == [f"{scores[name]:.1f}" for name in ("a", "b")]
    found = {"a": 0, "b": 0}
    words = {"a": 0, "b": 0}
    for one in several.documents:
        system = one.article.document.system
        words[system] += one.words
        found[system] += sum(finding.family == "encoding" for finding in one.shown)
    rates = re.findall(r"<td[^>]*>(?:<b>)?([\d.–]+)", lines["encoding"])
    assert rates == [f"{1000 * found[name] / words[name]:.1f}" for name in ("a", "b")]
