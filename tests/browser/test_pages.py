import re

import pytest

pytestmark = pytest.mark.browser

PAGES = ["article", "hostile", "arabic", "chinese", "index", "comparison", "past"]

# Every piece of text with its own colour and what is painted behind it; WCAG 2.2's contrast.
CONTRAST = """
() => {
  const parse = (value) => {
    const [r, g, b, a = 1] = value.match(/[\\d.]+/g).map(Number);
    return { r, g, b, a };
  };
  const over = (top, under) => ({
    r: top.r * top.a + under.r * (1 - top.a), g: top.g * top.a + under.g * (1 - top.a),
    b: top.b * top.a + under.b * (1 - top.a), a: 1,
  });
  const light = ({ r, g, b }) => {
    const [x, y, z] = [r, g, b].map((v) => {
      v /= 255;
      return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement)
      layers.push(parse(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((under, top) => over(top, under), { r: 255, g: 255, b: 255 });
  };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let checked = 0;
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    if (["SCRIPT", "STYLE", "OPTION"].includes(element.tagName)) continue;
    checked += 1;
    const back = behind(element);
    const [a, b] = [light(over(parse(getComputedStyle(element).color), back)), light(back)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push([walker.currentNode.data.trim().slice(0, 40), ratio]);
  }
  return { poor, checked };
}
"""


@pytest.fixture(params=PAGES)
def path(request):
    return request.getfixturevalue(request.param)


def test_nothing_is_asked_of_the_network_and_nothing_goes_wrong(path, visit):
    page = visit(path)
    page.wait_for_timeout(100)
    beside = [path.with_name("data-1.js")] if path.name == "index.html" else []
    assert page.seen == [("request", asked.as_uri()) for asked in (path, *beside)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_enough_contrast(path, scheme, visit):
    page = visit(path, scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    measured = page.evaluate(CONTRAST)
    assert measured["checked"] > 10
    assert measured["poor"] == []


def test_dark_is_dark(article, visit):
    shades = {
        scheme: visit(article, scheme=scheme).evaluate(
            "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
        )
        for scheme in ("light", "dark")
    }
    assert min(shades["light"]) > 200 and max(shades["dark"]) < 60


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_width_makes_the_page_scroll_sideways(path, width, visit):
    page = visit(path, width=width)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_text_runs_nothing_and_is_all_there(hostile, visit):
    page = visit(hostile)
    page.wait_for_timeout(200)
    assert page.evaluate("typeof window.pwned") == "undefined"
    assert page.locator("main img, main iframe, main svg, main script, main style").count() == 0
    body = page.inner_text("main")
    assert "<script>window.pwned = 1</script>" in body
    assert '<img src=x onerror="window.pwned = 2">' in body
    assert "U+202E" in body and "\u202e" not in page.content()
    assert page.locator("h1").inner_text() == '"><script>window.pwned = 6</script>'


def test_the_policy_stops_markup_that_would_slip_through(article, visit):
    page = visit(article)
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.pwned = 8";
          document.body.append(script);
          const image = document.createElement("img");
          image.setAttribute("onerror", "window.pwned = 9");
          image.src = "https://example.org/x.png";
          document.body.append(image);
        }"""
    )
    page.wait_for_timeout(200)
    assert page.evaluate("typeof window.pwned") == "undefined"
    blocked = [text for kind, text in page.seen if kind == "console"]
    assert len(blocked) >= 2 and all("Content Security Policy" in text for text in blocked)


def test_keys_go_from_finding_to_finding_and_round(article, visit):
    page = visit(article)
    total = page.locator("main mark[id]").count()
    assert total >= 3
    focused = "document.activeElement.closest('mark') && document.activeElement.closest('mark').id"
    visited = []
    for _ in range(total):
        page.keyboard.press("n")
        visited.append(page.evaluate(focused))
    assert sorted(visited) == sorted(
        page.locator("main mark[id]").evaluate_all("all => all.map((mark) => mark.id)")
    )
    page.keyboard.press("n")
    assert page.evaluate(focused) == visited[0]
    page.keyboard.press("p")
    assert page.evaluate(focused) == visited[-1]
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == f"#f{visited[-1][1:]}"


def test_keys_leave_typing_alone(article, visit):
    page = visit(article)
    page.focus("select")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.tagName") == "SELECT"


def test_the_first_tab_skips_to_the_article(article, visit):
    page = visit(article)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the article"
    assert page.locator("a.skip").is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "article"


def test_focus_can_be_seen(article, visit):
    page = visit(article)
    for _ in range(12):
        page.keyboard.press("Tab")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style != "none"


def test_a_filter_takes_marks_and_notes_away_and_brings_them_back(article, visit):
    page = visit(article)
    boxes = page.locator("#bar input")
    before = page.locator("li.note:visible").count()
    boxes.first.uncheck()
    severity = boxes.first.get_attribute("value")
    assert 0 < page.locator("li.note:visible").count() < before
    assert page.locator(f"li.note.{severity}:visible").count() == 0
    assert page.locator(f"main mark.{severity}[data-n]:not(.off)").count() == 0
    boxes.first.check()
    assert page.locator("li.note:visible").count() == before
    family = page.locator("select option").nth(1).inner_text()
    page.select_option("select", family)
    assert (
        0
        < page.locator("li.note:visible").count()
        == (page.locator(f'li.note[data-f="{family}"]').count())
    )


def test_a_link_into_a_fold_opens_it(article, visit):
    hidden = visit(article).locator("#unsure li").first.get_attribute("id")
    page = visit(article, fragment=f"#{hidden}")
    assert page.locator(f"#{hidden}").is_visible()


def test_everything_can_be_read_without_the_script(article, visit):
    page = visit(article, script=False)
    assert not page.locator("#bar").is_visible()
    assert page.locator("li.note:visible").count() == page.locator("li.note").count() > 0
    assert "the mayor" in page.inner_text("#article").lower()
    page.locator("#unsure summary").click()
    assert page.locator("#unsure li").first.is_visible()


def test_regions_and_controls_have_names(path, visit):
    page = visit(path)
    for role in ("banner", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1
    assert page.get_by_role("heading", level=1).count() == 1
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("a, button, select, input, [role=region], nav")]
          .filter((item) => !(item.getAttribute("aria-label") || item.textContent.trim()
            || item.closest("label")))
          .map((item) => item.outerHTML)"""
    )
    assert nameless == []


def test_paper_shows_the_article_and_not_the_controls(article, visit):
    page = visit(article)
    page.emulate_media(media="print")
    assert not page.locator("#bar").is_visible()
    assert page.locator("#article").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_right_to_left_text_runs_right_to_left(arabic, visit):
    page = visit(arabic)
    direction = "getComputedStyle(document.querySelector('p.cand')).direction"
    assert page.evaluate(direction) == "rtl"
    assert page.locator("p.cand").first.get_attribute("lang") == "ar"


def test_text_without_spaces_breaks_into_lines_and_says_its_language(chinese, visit):
    page = visit(chinese, width=390)
    paragraph = page.locator("p.cand[dir]").first
    assert paragraph.get_attribute("lang") == "zh"
    lines = paragraph.evaluate(
        "(p) => p.getBoundingClientRect().height / parseFloat(getComputedStyle(p).lineHeight)"
    )
    assert lines > 3.5
    assert "& # 39;" in page.locator("#article mark[data-n]").first.inner_text()


def test_a_comparison_and_a_history_can_be_read_without_a_script(comparison, past, visit):
    side_by_side = visit(comparison, script=False)
    assert "The port& # 39;s open." in side_by_side.locator("main").inner_text()
    over_time = visit(past, script=False)
    assert over_time.locator("figure circle").count() >= 4
    assert {"may", "june"} <= set(over_time.locator("main").inner_text().split())


def test_the_table_of_documents_sorts_by_any_column(index, visit):
    page = visit(index)

    def column():
        rows = page.locator("#documents tbody tr th")
        return rows.evaluate_all("all => all.map((cell) => cell.textContent)")

    assert column() == ["b/long", "c", "a"], "the most suspect first"
    words = page.locator("th[data-key] button", has_text=re.compile("^Words$"))
    words.click()
    assert column() == ["b/long", "a", "c"]
    assert page.locator('th[aria-sort="descending"]').inner_text().startswith("Words")
    words.press("Enter")
    assert column() == ["c", "a", "b/long"]


def test_the_table_leads_to_the_pages_and_back(index, visit):
    page = visit(index)
    page.locator("#table").get_by_role("link", name="b/long").click()
    assert page.locator("h1").inner_text() == "b/long"
    page.get_by_role("link", name="all documents").click()
    assert page.url == index.as_uri()
