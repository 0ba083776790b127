"""The editor's answers: given in the page, kept by the browser, saved, taken into a baseline."""

import json

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from harness.baseline import read_baseline
from harness.cli import app
from harness.decisions import schema

pytestmark = pytest.mark.browser


def saved(page, folder):
    with page.expect_download() as coming:
        page.locator("#save").click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path


def decide(page):
    """Answer three findings by keyboard; return their fingerprints."""
    marks = []
    for key in "rwa":
        page.keyboard.press("n")
        page.keyboard.press(key)
        pressed = page.locator('li.note.decided button[aria-pressed="true"]')
        marks.append(pressed.count())
    assert marks == [1, 2, 3]
    page.keyboard.press("e")
    page.keyboard.type('a "house" rule: ü <b>')
    page.keyboard.press("Tab")
    page.keyboard.type("the mayor’s")
    page.keyboard.press("Escape")
    notes = page.locator("li.note.decided")
    return [json.loads(note.get_attribute("data-a"))[0] for note in notes.all()]


def test_answers_go_from_the_keyboard_to_the_file_and_into_a_baseline(article, visit, tmp_path):
    page = visit(article)
    fingerprints = decide(page)
    assert page.locator("#save").inner_text() == "Save 3 decisions"
    assert not page.locator("#unkept").is_visible()
    path = saved(page, tmp_path)
    made = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator(schema()).validate(made)
    report = json.loads(article.with_name("report.json").read_text(encoding="utf-8"))
    (document,) = report["documents"]
    known = {one["fingerprint"]: one for one in document["findings"]}
    assert {one["fingerprint"] for one in made["decisions"]} == set(fingerprints)
    for one in made["decisions"]:
        found = known[one["fingerprint"]]
        assert (one["document"], one["system"]) == (document["document"], document["system"])
        assert (one["rule"], one["text"]) == (found["rule"], " ".join(found["text"].split()))
    (noted,) = (one for one in made["decisions"] if one["note"])
    assert noted["note"] == 'a "house" rule: ü <b>' and noted["corrected"] == "the mayor’s"
    baseline = tmp_path / "baseline.json"
    asked = ["baseline", "import", str(path), "--baseline", str(baseline)]
    done = CliRunner().invoke(app, asked, catch_exceptions=False)
    assert done.exit_code == 0
    entries = read_baseline(baseline)
    assert sorted(entry.decision.value for entry in entries) == ["accepted", "right", "wrong"]
    assert {entry.fingerprint for entry in entries} == set(fingerprints)
    assert 'a "house" rule: ü <b>' in {entry.reason for entry in entries}


def test_answers_are_there_again_and_can_be_taken_back(article, visit):
    page = visit(article)
    decide(page)
    page.reload()
    assert page.locator("li.note.decided").count() == 3
    page.locator('li.note.decided button[aria-pressed="true"]').first.click()
    assert page.locator("li.note.decided").count() == 2
    page.reload()
    assert page.locator("#save").inner_text() == "Save 2 decisions"


def test_where_the_browser_keeps_nothing_the_page_says_so_and_still_saves(article, visit, tmp_path):
    page = visit(
        article, before="Object.defineProperty(window, 'localStorage', {get() { throw 1; }});"
    )
    assert page.locator("#unkept").is_visible()
    decide(page)
    assert len(json.loads(saved(page, tmp_path).read_text())["decisions"]) == 3


def test_the_index_saves_the_answers_of_all_its_documents(index, visit, tmp_path):
    page = visit(index)
    assert not page.locator("#save").is_visible()
    for name in ("b/long", "c"):
        page.locator("#table").get_by_role("link", name=name).click()
        page.keyboard.press("n")
        page.keyboard.press("w")
        page.get_by_role("link", name="all documents").click()
    page.locator("#save").wait_for()
    made = json.loads(saved(page, tmp_path).read_text())
    assert {one["document"] for one in made["decisions"]} == {"b/long", "c"}
