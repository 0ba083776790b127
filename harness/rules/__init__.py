"""Every rule, listed by hand, from the specific to the general.

Adding a rule touches two places: its own file, and one line here. The list is explicit so that
a reader, a diff and a debugger all see the same catalogue. Its order is the rank: where several
rules see one error, the one that stands first leads the finding.
"""

from __future__ import annotations

from harness.rules.encoding import damaged_entity
from harness.rules.meaning import (
    negation_changed,
    reversed_meaning,
    wrong_word,
)
from harness.rules.residue import template_placeholder
from harness.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    # encoding
    damaged_entity.RULE,
    # residue
    template_placeholder.RULE,
    # meaning
    reversed_meaning.RULE,
    negation_changed.RULE,
    wrong_word.RULE,
)
