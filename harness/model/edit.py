"""How a candidate's words answer to a reference's: links, and what is left between them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from harness.model.text import Span


class Tie(StrEnum):
    """Why two stretches of words are held to answer to each other, or what sets them apart."""

    EQUAL = "equal"
    CASE = "case"
    SPACING = "spacing"
    INFLECTION = "inflection"
    DERIVATION = "derivation"
    SPELLING = "spelling"
    NAME_VARIANT = "name-variant"
    NAME = "name"
    NUMBER_EQUAL = "number-equal"
    NUMBER = "number"
    OPPOSITE = "opposite"
    SYNONYM = "synonym"
    RELATED = "related"
    PRONOUN = "pronoun"
    FUNCTION = "function"
    SUBSTITUTION = "substitution"
    INSERTION = "insertion"
    DELETION = "deletion"


@dataclass(frozen=True, slots=True)
class Edit:
    """One typed step of an alignment; an empty span marks the place where words are missing.

    `moved` says that the two stretches agree but stand in another order.
    """

    tie: Tie
    candidate: Span
    reference: Span
    moved: bool = False

    @property
    def same(self) -> bool:
        """Whether the two stretches say the same (other than in form)."""
        return self.tie in _SAME


_SAME = frozenset(
    {
        Tie.EQUAL,
        Tie.CASE,
        Tie.SPACING,
        Tie.INFLECTION,
        Tie.DERIVATION,
        Tie.NAME_VARIANT,
        Tie.NUMBER_EQUAL,
        Tie.SYNONYM,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """The edits of one segment against one reference, in the order of the candidate's words.

    Spans point into the document's text and into that reference's text.
    """

    segment: int
    reference: int
    edits: tuple[Edit, ...]
