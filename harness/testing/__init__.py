"""For tests of others: a translation that must hold, and the examples of a rule.

    from harness.testing import assert_translation, check_rule

    def test_the_headline():
        assert_translation(translate("El puerto está cerrado."), language="en")

    def test_my_rule():
        check_rule(my_rule.RULE)

pytest's plugin of this package offers the first as a fixture that follows the configuration and
the options `--mt-config`, `--mt-fail-on` and `--mt-baseline`.
"""

from __future__ import annotations

from harness.testing.rules import Case, check_rule, rule_cases
from harness.testing.translations import STRICT, assert_translation

__all__ = ["STRICT", "Case", "assert_translation", "check_rule", "rule_cases"]
