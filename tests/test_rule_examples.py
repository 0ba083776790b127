"""Every rule is tested by the examples in its own file."""

import pytest

from harness.rules import RULES
from harness.testing import rule_cases


@pytest.mark.parametrize("case", [case for rule in RULES for case in rule_cases(rule)], ids=str)
def test_the_rule_keeps_what_its_example_promises(case):
    case.check()
