"""SARIF as the official schema, code scanning and editors take it."""

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest

from harness import api
from harness.config import Settings
from harness.gate import judge
from harness.model.finding import Confidence, Related, Severity
from harness.model.report import FailedDocument, Policy
from harness.model.text import Span
from harness.render.sarif import MOST_RESULTS, render_sarif
from harness.rules import RULES

SCHEMA = json.loads(
    (Path(__file__).parent / "sarif-2.1.0-rtm.5.schema.json").read_text(encoding="utf-8")
)


def made(report, policy=None):
    log = json.loads(render_sarif(report, judge(report, policy or Policy())))
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    (run,) = log["runs"]
    return run


def cut(text, region):
    """Return what a reader of the format takes a region for: lines, then columns."""
    lines = text.split("\n")
    first, last = region["startLine"] - 1, region["endLine"] - 1
    start, end = region["startColumn"] - 1, region["endColumn"] - 1
    if first == last:
        return lines[first][start:end]
    return "\n".join([lines[first][start:], *lines[first + 1 : last], lines[last][:end]])


def region_of(place):
    return place["physicalLocation"]["region"]


@pytest.mark.parametrize("name", ["paired", "alone", "several"])
def test_real_reports_fit_the_official_schema(name, request):
    report = request.getfixturevalue(name)
    run = made(report)
    assert run["results"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["semanticVersion"] == report.version


def test_the_schema_refuses_what_is_no_sarif(alone):
    log = json.loads(render_sarif(alone, judge(alone, Policy())))
    log["runs"][0]["results"][0]["level"] = "critical"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(SCHEMA).validate(log)


def test_a_clean_run_is_a_valid_empty_one(document):
    run = made(api.check([document("Rain fell on the valley for three days.\n")], Settings()))
    assert run["results"] == [] and run["tool"]["driver"]["rules"] == []
    assert run["invocations"][0]["executionSuccessful"] is True


def test_regions_cut_out_the_words_of_every_finding(paired):
    text = paired.documents[0].article.text
    shown = {f.fingerprint: f for f in paired.documents[0].shown}
    for result in made(paired)["results"]:
        (place,) = result["locations"]
        finding = shown[result["partialFingerprints"]["mtHarnessFinding/v1"]]
        assert cut(text, region_of(place)) == finding.text
        assert region_of(place).get("snippet", {"text": ""})["text"] == finding.text


def test_columns_count_an_emoji_as_one(document, finding, with_findings):
    text = "Snow.\n🙂🙂 the mayor& # 39; s\nreply\n"
    start = text.index("& #")
    report = api.check([document(text)], Settings())
    whole = with_findings(report, finding(text, start, start + 7))
    (result,) = made(whole)["results"]
    region = region_of(result["locations"][0])
    assert (region["startLine"], region["startColumn"]) == (2, 13)
    assert (region["endLine"], region["endColumn"]) == (2, 20)
    crossing = with_findings(report, finding(text, start, text.index("reply") + 5))
    (result,) = made(crossing)["results"]
    assert cut(text, region_of(result["locations"][0])) == text[start : text.index("reply") + 5]


def test_an_omission_is_an_empty_region(document, finding, with_findings):
    text = "All is said.\n"
    report = with_findings(api.check([document(text)], Settings()), finding(text, 12, 12))
    (result,) = made(report)["results"]
    region = region_of(result["locations"][0])
    assert (region["startColumn"], region["endColumn"]) == (13, 13)


def test_a_fix_replaces_the_words_with_the_suggestion(document, finding, with_findings):
    text = "the mayor& # 39;s reply and more\n"
    mended = [finding(text, 9, 16, suggestion="'"), finding(text, 23, 32, suggestion="")]
    report = with_findings(api.check([document(text)], Settings()), *mended)
    for result in reversed(made(report)["results"]):
        ((change,),) = (fix["artifactChanges"] for fix in result["fixes"])
        (replacement,) = change["replacements"]
        words = cut(text, replacement["deletedRegion"])
        text = text.replace(words, replacement["insertedContent"]["text"])
    assert text == "the mayor's reply\n"


def test_levels_follow_severity_and_the_worst_comes_first(document, finding, with_findings):
    text = "one two three four\n"
    severities = [Severity.NEUTRAL, Severity.MAJOR, Severity.MINOR, Severity.CRITICAL]
    found = [finding(text, 2 * n, 2 * n + 1, severity=s) for n, s in enumerate(severities)]
    report = with_findings(api.check([document(text)], Settings()), *found)
    assert [(r["level"], r["properties"]["severity"]) for r in made(report)["results"]] == [
        ("error", "critical"),
        ("warning", "major"),
        ("note", "minor"),
        ("note", "neutral"),
    ]


def test_a_group_is_one_result_that_names_its_other_places(document, finding, with_findings):
    text = "alpha beta alpha gamma alpha\n"
    beta = Related(span=Span(6, 10), text="beta")
    found = [finding(text, n, n + 5, group="g", related=(beta,)) for n in (0, 11, 23)]
    report = with_findings(api.check([document(text)], Settings()), *found)
    (result,) = made(report)["results"]
    assert result["occurrenceCount"] == 3
    related = result["relatedLocations"]
    assert [cut(text, region_of(place)) for place in related] == ["beta", "alpha", "alpha"]
    assert related[0]["message"]["text"] == "see also “beta”"
    assert len({place["id"] for place in related}) == 3


@pytest.mark.slow
def test_what_is_beyond_the_limit_is_counted(document, finding, with_findings):
    text = "x" * (MOST_RESULTS + 8)
    minor = [
        finding(text, n, n + 1, severity=Severity.MINOR, message="m") for n in range(len(text) - 1)
    ]
    worst = finding(text, len(text) - 1, len(text), severity=Severity.CRITICAL)
    again = replace(minor[-1], span=Span(0, 1))  # of the last group, so left out with it
    report = with_findings(api.check([document(text)], Settings()), *minor, worst, again)
    run = made(report)
    assert len(run["results"]) == MOST_RESULTS
    assert run["results"][0]["level"] == "error"
    notes = run["invocations"][0]["toolExecutionNotifications"]
    said = [note["message"]["text"] for note in notes]
    assert any(words.startswith("9 more in the report") for words in said)


def test_nothing_is_said_to_be_left_out_where_nothing_is(paired):
    notes = made(paired)["invocations"][0]["toolExecutionNotifications"]
    assert not any("more in the report" in note["message"]["text"] for note in notes)
    assert any(note["message"]["text"].startswith("not checked: ") for note in notes)


def test_every_result_points_at_its_rule_and_every_rule_explains_itself(paired):
    run = made(paired)
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert {rule["id"] for rule in rules} == {result["ruleId"] for result in run["results"]}
    for rule in rules:
        assert rule["id"] in rule["help"]["markdown"]
        assert len(rule["help"]["text"]) > len(rule["shortDescription"]["text"]) > 0
        assert len(rule["properties"]["tags"]) <= 10


def test_every_rule_of_the_catalogue_has_a_valid_descriptor(document, finding, with_findings):
    text = "x" * len(RULES)
    found = [
        finding(text, n, n + 1, rule=rule.code, name=rule.name) for n, rule in enumerate(RULES)
    ]
    run = made(with_findings(api.check([document(text)], Settings()), *found))
    assert len(run["tool"]["driver"]["rules"]) == len(RULES)


def test_an_engines_rule_is_described_by_its_finding(document, finding, with_findings):
    text = "He go home.\n"
    foreign = finding(text, 3, 5, rule="LT:HE_VERB_AGR", name="agreement", family="grammar")
    run = made(with_findings(api.check([document(text)], Settings()), foreign))
    (rule,) = run["tool"]["driver"]["rules"]
    assert (rule["id"], rule["name"]) == ("LT:HE_VERB_AGR", "agreement")


def test_only_shown_findings_are_there(document, finding, with_findings):
    text = "one two three\n"
    found = [finding(text, n, n + 1, confidence=level) for n, level in enumerate(Confidence)]
    report = with_findings(api.check([document(text)], Settings()), *found)
    results = made(report)["results"]
    assert [r["properties"]["confidence"] for r in results] == ["high", "medium"]


def test_fingerprints_stay_when_the_text_moves(document):
    def prints(text):
        results = made(api.check([document(text)], Settings()))["results"]
        return [result["partialFingerprints"] for result in results]

    text = "The mayor& # 39;s office shut.\n"
    assert prints(text) == prints(f"It rained.\n\n{text}") != []


def test_paths_are_relative_uris(document):
    text = "The mayor& # 39;s office shut.\n"
    for path, uri in [
        ("articles/a b#é.txt", "articles/a%20b%23%C3%A9.txt"),
        ("./articles/a.txt", "articles/a.txt"),
        ("/home/someone/a:b.txt", "a%3Ab.txt"),
        ("by\udce9te.txt", "by%E9te.txt"),
    ]:
        (result,) = made(api.check([document(text, path=path)], Settings()))["results"]
        found = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert found == uri and "someone" not in unquote(found)


def test_a_message_holds_no_placeholder_and_no_link(document, finding, with_findings):
    text = "word\n"
    hostile = finding(
        text, 0, 4, message="{0} [free](https://evil.example)\n\u202e", suggestion="{x}"
    )
    (result,) = made(with_findings(api.check([document(text)], Settings()), hostile))["results"]
    assert result["message"]["text"] == (
        r"{{0}} \[free\](https://evil.example) \[U+202E\]; suggested: “{{x}}”"
    )


def test_a_document_that_was_not_read_is_told(alone):
    failed = FailedDocument(document="x", path="in/x.txt", why="is not UTF-8: byte 0xff")
    run = made(replace(alone, failed=(failed,)))
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["exitCode"] == 2
    (error,) = [n for n in invocation["toolExecutionNotifications"] if n["level"] == "error"]
    assert error["message"]["text"] == "in/x.txt: is not UTF-8: byte 0xff"


def test_a_row_of_a_table_has_no_lines_and_is_not_mended(rows):
    (result,) = made(rows)["results"]
    (place,) = result["locations"]
    assert region_of(place) == {"startLine": 1} and "fixes" not in result
    assert place["logicalLocations"] == [{"fullyQualifiedName": "b segment 1 (row 3)"}]
    assert result["message"]["text"].startswith("b segment 1 (row 3): ")
    assert "“& # 39;”; suggested: “'”" in result["message"]["text"]
