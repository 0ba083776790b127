"""`mt-harness explain` and `rules`: every rule in words, and a hint for a code that is none."""

import json

import pytest
from typer.testing import CliRunner

from harness.cli import app
from harness.errors import HarnessError
from harness.hidden import numbered
from harness.rules import RULES


def said(*arguments):
    done = CliRunner().invoke(app, [*arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0
    return done.stdout


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_explains_itself_by_code_and_by_name(rule):
    text = said("explain", rule.code)
    assert text == said("explain", rule.name)
    assert text.startswith(f"# {rule.code} {rule.name}\n")
    assert f"Severity: at most {rule.severity.label}." in text
    assert all(numbered(bad.marked.split("\n")[0]).rstrip("\r") in text for bad in rule.bad)


def test_several_rules_follow_one_another_and_case_does_not_matter():
    text = said("explain", "enc101", "RES201")
    assert text.index("# ENC101") < text.index("# RES201")


@pytest.mark.parametrize(
    ("wrong", "hint"), [("ENC1O1", "enc101"), ("damaged-entty", "damaged-entity")]
)
def test_an_unknown_rule_is_told_with_its_nearest(wrong, hint):
    with pytest.raises(HarnessError) as caught:
        said("explain", wrong)
    assert caught.value.code == "H203"
    assert hint in str(caught.value).lower()


def test_every_rule_is_listed_once():
    rows = json.loads(said("rules", "--json"))
    assert [row["rule"] for row in rows] == sorted(rule.code for rule in RULES)
    text = said("rules")
    lines = [line for line in text.splitlines() if line[:3].isupper() and line[3:6].isdigit()]
    assert [line[:6] for line in lines] == [row["rule"] for row in rows]
