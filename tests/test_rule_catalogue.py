"""What must hold for every rule, so that no reviewer has to remember it."""

import pkgutil
import re

import pytest

import harness.rules
from harness.explain import explain
from harness.model.finding import Confidence, Severity
from harness.rules import RULES
from harness.rules.rule import FAMILIES

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def test_codes_and_names_are_unique():
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_every_rule_file_is_in_the_list_and_lies_in_its_family():
    modules = pkgutil.walk_packages(harness.rules.__path__, "harness.rules.")
    files = {module.name for module in modules if not module.ispkg} - {"harness.rules.rule"}
    listed = {f"harness.rules.{rule.family}.{rule.name.replace('-', '_')}" for rule in RULES}
    assert files == listed


@pytest.mark.parametrize("family", FAMILIES)
def test_codes_of_a_family_begin_alike_and_with_nobody_elses_letters(family):
    prefixes = {rule.code[:3] for rule in RULES if rule.family == family}
    others = {rule.code[:3] for rule in RULES if rule.family != family}
    assert len(prefixes) <= 1
    assert not prefixes & others


@every_rule
def test_its_record_is_complete(rule):
    assert re.fullmatch(r"[A-Z]{3}[1-9]\d\d", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.name), "what is wrong, in kebab-case"
    assert rule.family in FAMILIES
    assert not rule.summary.endswith(".")
    assert rule.severity in Severity and rule.confidence in Confidence
    assert rule.doc and len(rule.doc.strip().splitlines()) >= 3
    assert rule.code in explain(rule) and rule.summary


@every_rule
def test_it_has_enough_examples_each_way(rule):
    assert len(rule.bad) >= 3
    assert len(rule.good) >= 4
    assert len({bad.marked for bad in rule.bad}) == len(rule.bad)
    assert len({(good.text, good.reference) for good in rule.good}) == len(rule.good)
