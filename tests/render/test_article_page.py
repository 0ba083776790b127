import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from harness import api
from harness.config import RUN_METRICS, Settings
from harness.gate import judge
from harness.model.finding import Acceptance, Confidence, Judgement, Related, Ruling, Severity
from harness.model.pivot import Pivot, SharedMeaning
from harness.model.report import Alarm, Policy
from harness.model.text import Document, Span
from harness.read import read_paths
from harness.render.article_page import render_article

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """The page as a tree would hold it; fails where an element is not closed in its turn."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.html = html
        self.stack: list[str] = []
        self.words: list[str] = []
        self.ids, self.links, self.elements = [], [], []
        self.feed(html)
        self.close()
        assert self.stack == []
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.elements.append((tag, named))
        self.ids += [named["id"]] if "id" in named else []
        self.links += [named["href"]] if "href" in named else []
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag

    def handle_data(self, data):
        if self.stack and self.stack[-1] not in ("style", "script"):
            self.words.append(data)


@pytest.fixture
def page(verdict_of):
    return lambda report, number=0: Page(
        render_article(report.documents[number], report, verdict_of(report))
    )


@pytest.mark.parametrize("name", ["paired", "alone", "several"])
def test_every_link_leads_somewhere_on_the_page(name, request, page):
    read = page(request.getfixturevalue(name))
    assert len(set(read.ids)) == len(read.ids)
    assert {link for link in read.links if link.startswith("#")} <= {f"#{i}" for i in read.ids}


def test_a_finding_that_lies_between_paragraphs_is_told_without_a_mark(
    alone, finding, with_findings, page
):
    text = alone.documents[0].article.text
    gap = text.index("\n\n")
    report = with_findings(
        alone,
        finding(text, gap, gap + 2, segment_span=Span(0, gap)),
        finding(text, gap, gap + 2, segment=None, segment_span=None, group="whole"),
        finding(text, 0, 7, related=(Related(span=Span(gap, gap + 1), text=text[gap : gap + 1]),)),
    )
    read = page(report)
    assert {"f1", "f2", "f3", "m3"} <= set(read.ids)
    assert {link for link in read.links if link.startswith("#")} <= {f"#{i}" for i in read.ids}
    assert "On the document as a whole" in read.text


@pytest.mark.parametrize("name", ["paired", "alone"])
def test_the_page_fetches_nothing(name, request, page):
    read = page(request.getfixturevalue(name))
    for tag, attributes in read.elements:
        assert tag not in ("img", "link", "iframe", "object", "embed", "base", "form")
        assert not {"src", "style", "srcset", "action"} & attributes.keys()
        assert not any(attribute.startswith("on") for attribute in attributes)
    assert all(link.startswith(("#", "../")) for link in read.links)
    assert "url(" not in read.html and "@import" not in read.html


def test_the_article_stands_on_it_word_for_word(paired, page):
    cells = re.findall(r'<p class="cand" dir="auto"[^>]*>(.*?)</p>', page(paired).html, re.DOTALL)
    shown = [re.sub(r"<a class=\"n\".*?</a>", "", cell) for cell in cells]
    bare = [Page(f"<p>{re.sub(r'</?(?:mark|span)[^>]*>', '', cell)}</p>").text for cell in shown]
    text = paired.documents[0].article.text
    assert bare == [
        " ".join(part.span.of(text).split()) for part in paired.documents[0].article.segments
    ]


def test_each_shown_finding_has_a_mark_a_note_and_its_rule(paired, page):
    read = page(paired)
    assert paired.documents[0].shown
    for number, found in enumerate(paired.documents[0].shown, 1):
        assert {f"m{number}", f"f{number}", f"rule-{found.rule}"} <= set(read.ids)


def test_low_confidence_is_folded_away_and_unmarked(alone, finding, with_findings, page):
    text = alone.documents[0].article.text
    read = page(with_findings(alone, finding(text, 0, 7, confidence=Confidence.LOW)))
    assert "f1" in read.ids and "m1" not in read.ids
    assert read.html.index("<details>") < read.html.index('id="f1"')


def test_the_verdict_and_its_reasons_come_first(paired, finding, with_findings, page):
    text = paired.documents[0].article.text
    report = with_findings(paired, finding(text, 0, 7, severity=Severity.CRITICAL))
    read = page(report)
    assert "Failed. 1 finding in" in read.text
    assert "1 critical finding, none allowed" in read.text
    assert "Passed. No findings in" in page(with_findings(paired)).text


def test_a_critical_error_that_the_metric_hardly_notices_is_called_out(
    paired, finding, with_findings, page
):
    text = paired.documents[0].article.text

    def with_gain(gain, severity=Severity.CRITICAL):
        said = Judgement(verdict=Ruling.CONFIRMED, impact=(("chrf++", gain), ("quality", 9.0)))
        read = page(with_findings(paired, finding(text, 0, 7, severity=severity, reference=said)))
        return "hardly notices" in read.text

    assert with_gain(0.4) and with_gain(-0.1)
    assert not with_gain(2.0)
    assert not with_gain(0.4, Severity.MAJOR)
    unmeasured = with_findings(paired, finding(text, 0, 7, severity=Severity.CRITICAL))
    assert "hardly notices" not in page(unmeasured).text


def test_findings_by_weight_are_sorted_by_impact_then_severity(
    paired, finding, with_findings, page
):
    text = paired.documents[0].article.text

    def judged(gain):
        return Judgement(verdict=Ruling.CONFIRMED, impact=(("chrf++", gain),))

    report = with_findings(
        paired,
        finding(text, 0, 1, severity=Severity.MINOR),
        finding(text, 2, 3, severity=Severity.CRITICAL),
        finding(text, 4, 5, severity=Severity.MINOR, reference=judged(7.0)),
        finding(text, 6, 7, severity=Severity.MINOR, reference=judged(9.0)),
    )
    table = page(report).html.partition('id="findings"')[2]
    assert re.findall(r'<td><a class="n" href="#f(\d)"', table) == ["4", "3", "2", "1"]


def test_a_related_place_is_linked_and_named(alone, finding, with_findings, page):
    text = alone.documents[0].article.text
    start = text.index("mayor")
    other = Related(span=Span(start, start + 5), text="mayor")
    read = page(with_findings(alone, finding(text, 0, 7, related=(other,))))
    assert "#r1-0" in read.links and "r1-0" in read.ids
    assert "Compare mayor (paragraph 2)" in read.text


def test_repetitions_point_to_the_first(alone, finding, with_findings, page):
    text = alone.documents[0].article.text
    report = with_findings(
        alone, finding(text, 0, 7, group="same"), finding(text, 23, 30, group="same")
    )
    assert "the same as finding 1" in page(report).text


def test_differing_words_of_the_reference_are_marked(paired, page):
    html = page(paired).html
    assert re.search(r'<b class="diff"[^>]*>Tuesday</b>', html)
    assert not re.search(r'<b class="diff"[^>]*>ferries</b>', html)


def test_what_nothing_answers_to_is_said(paired, page):
    text = page(paired).text
    left = paired.documents[0].article.unaligned
    missing = any(not part.has_reference for part in paired.documents[0].article.segments)
    assert missing == ("Nothing in the reference answers to this paragraph." in text)
    assert bool(left) == ("Only in the reference" in text)


def test_where_the_reference_comes_from(document, page):
    def run(note):
        made = document(references=("The harbour is shut.",), reference_note=note)
        return page(api.run([made], Settings(metrics=RUN_METRICS))).text

    assert "Made by the night shift." in run("Made by the night shift.")
    assert "Nobody has said where this reference comes from." in run(None)


def test_without_a_reference_the_page_says_what_it_could_not_do(alone, page):
    text = page(alone).text
    assert "no reference" in text and "give it with -r" in text
    assert "The reference" not in text.partition("What was not checked")[0]


HOSTILE = (
    "<script>alert(1)</script>\n\n"
    '"><img src=x onerror=alert(1)> </style><style>*{display:none}</style> and on.\n\n'
    "</script><!-- & # 39; --> javascript:alert(1) {{ 7*7 }} {% raw %} "
    "\u202egnihsiloper\u202c & # 39;\n"
)


def test_a_hostile_article_is_only_text(document, page):
    made = document(HOSTILE, references=(HOSTILE.replace("on", "off"),), id='"><script>x</script>')
    note = '<script>alert("note")</script>'
    report = api.run([replace(made, reference_note=note)], Settings(metrics=RUN_METRICS))
    assert report.documents[0].findings
    read = page(report)
    assert sum(tag == "script" for tag, _ in read.elements) == 1
    assert sum(tag == "style" for tag, _ in read.elements) == 1
    assert not any(tag == "img" for tag, _ in read.elements)
    assert "\u202e" not in read.html and "U+202E" in read.text
    assert "49" not in read.text.partition("{{")[2][:9]


def test_the_policy_allows_exactly_what_is_on_the_page(paired, page):
    import base64
    import hashlib

    html = page(paired).html

    def digest(tag):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        return base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()

    policy = next(
        attributes["content"]
        for tag, attributes in Page(html).elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert f"style-src 'sha256-{digest('style')}'" in policy
    assert f"script-src 'sha256-{digest('script')}'" in policy
    assert "default-src 'none'" in policy and "unsafe" not in policy


def test_the_page_stays_small(document, page):
    text = "\n\n".join(f"{n}. The mayor& # 39;s office shut harbour {n}." for n in range(60))
    report = api.run([document(text, references=(text,))], Settings(metrics=RUN_METRICS))
    assert len(report.documents[0].shown) >= 60
    assert len(page(report).html.encode()) <= 150_000 + 2 * len(text)


def test_the_same_report_is_the_same_page(paired, verdict_of):
    once, twice = (
        render_article(paired.documents[0], paired, verdict_of(paired)) for _ in range(2)
    )
    assert once == twice


def test_of_many_lines_only_those_with_findings_are_shown(page):
    from harness.model.text import Unit
    from harness.read.layout import joined

    def run(count):
        lines = ["The ferry left at nine."] * count
        lines[4] = lines[-2] = "The mayor& # 39;s ferry left."
        text, spans = joined(tuple(lines))
        units = tuple(Unit(span=span) for span in spans)
        made = Document(id="lines", text=text, units=units, language="en")
        return page(api.check([made], Settings(select=("ENC101",))))

    many, few = run(500), run(100)
    assert few.html.count('class="cand"') == 100
    assert many.html.count('class="cand"') == 2
    assert "4 lines without findings" in many.text
    assert "493 lines without findings" in many.text
    assert "1 line without findings" in many.text
    assert {"s5", "s499"} <= set(many.ids)


def test_a_link_to_a_line_that_is_left_out_is_no_link(finding, with_findings, page):
    from harness.model.text import Unit
    from harness.read.layout import joined

    text, spans = joined(("The ferry left at nine.",) * 300)
    units = tuple(Unit(span=span) for span in spans)
    report = api.check([Document(id="l", text=text, units=units, language="en")], Settings())
    start = spans[7].start
    place = {"segment": 7, "segment_span": spans[7]}
    other = Related(span=Span(spans[90].start, spans[90].start + 3), text="The")
    low = finding(text, spans[50].start, spans[50].start + 3, segment=50,
                  segment_span=spans[50], confidence=Confidence.LOW)  # fmt: skip
    read = page(
        with_findings(report, finding(text, start, start + 3, related=(other,), **place), low)
    )
    assert {link for link in read.links if link.startswith("#")} <= {f"#{i}" for i in read.ids}
    assert "The (line 91)" in read.text and "line 51" in read.text


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "& # 39;" * 1500 + "\n",
        "He said& # 39; so.\n\n" * 800,
        "x\n\n" * 5000,
        "The the " * 20 + "& # 39;" * 800,
    ],
    ids=["one line", "many paragraphs", "short paragraphs", "overlaps"],
)
def test_a_page_is_no_larger_than_its_text_asks_for(text, document):
    report = api.check([document(text, references=(text.replace("& # 39;", "'"),))], Settings())
    page = render_article(report.documents[0], report, judge(report, Policy()))
    assert len(page.encode()) <= 150_000 + 2 * len(text.encode())
    shown, found = page.count('<li class="note'), len(report.documents[0].shown)
    left = re.search(r"<b>([\d,]+) more findings</b>", page)
    assert shown + (int(left[1].replace(",", "")) if left else 0) == found


def test_source_pivot_alarms_and_what_was_accepted_are_shown(tmp_path):
    path = tmp_path / "x.tsv"
    path.write_text(
        "source\tcandidate\treference\n"
        "قال العمدة\tThe mayor& # 39;s office.\tThe mayor's office.\n",
        encoding="utf-8",
    )
    report = api.check(read_paths((path,), language="en"), Settings())
    (one,) = report.documents
    (first, *_) = one.findings
    accepted = replace(first, accepted=Acceptance(reason="<b>house style", where="x.toml:3"))
    shared = SharedMeaning(candidate="field", reference="countryside", words=("campo",))
    pivot = Pivot(language="es", log_odds=9.0, seen=30, explained=12, examples=(shared,))
    alarm = Alarm(
        document=one.article.document.id,
        system=None,
        segment=0,
        metric="chrf++",
        value=88.0,
        rules=("MEA601",),
    )
    one = replace(one, findings=(accepted,), pivot=pivot)
    report = replace(report, documents=(one,), totals=replace(report.totals, alarms=(alarm,)))
    page = render_article(one, report, judge(report, Policy()))
    assert re.search(r'<p class="src" dir="auto"[^>]*><span[^>]*>Source: </span>قال العمدة', page)
    assert "chrf++ 88.0, MEA601" in page
    assert "<b>Spanish</b>" in page and "<i>campo</i>" in page
    assert "&lt;b&gt;house style" in page and "x.toml:3" in page
    assert 'id="m1"' not in page, "an accepted finding is marked nowhere"
