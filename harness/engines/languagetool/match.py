"""One place that LanguageTool objects to."""

from __future__ import annotations

from dataclasses import dataclass

from harness.model.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What LanguageTool says of one place; `span` counts code points of the text it was given.

    `kind` is its issue type (misspelling, grammar …), `category` its category's id. `unsuggested`
    says that the server did not look for suggestions, so that it can be asked for them.
    """

    rule: str
    category: str
    kind: str
    message: str
    span: Span
    suggestions: tuple[str, ...] = ()
    unsuggested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked:
    """A text that was not looked at, and why."""

    why: str


Answer = tuple[Match, ...] | Unchecked
