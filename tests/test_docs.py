"""Pages made from the code are fresh."""

from pathlib import Path

from harness.explain import catalogue
from harness.rules import RULES

DOCS = Path(__file__).parent.parent / "docs"


def test_the_page_of_rules_is_what_make_docs_writes():
    written = (DOCS / "rules.md").read_text(encoding="utf-8")
    assert written == catalogue(RULES), "run `make docs`"
