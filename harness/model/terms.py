"""What a house wants to read: its own terms and patterns, given by the user and never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from harness.model.finding import Severity


class TermKind(StrEnum):
    """What is asked of a term."""

    REQUIRED = "required"
    FORBIDDEN = "forbidden"
    KEEP = "keep"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One entry: the wordings it is about, and when it applies.

    `wordings`: required, any of them will do; forbidden, none of them may stand; keep, each
    stands as it is. `sources` are (language, wording) pairs in the source text that call for a
    required term; the language is empty where it was not given. `use` is what to write instead
    of a forbidden term. `cased` None: a wording with a capital letter is matched with its
    letters' case, one without in any case. `language` limits the entry to that target language.
    """

    kind: TermKind
    wordings: tuple[str, ...]
    sources: tuple[tuple[str, str], ...] = ()
    use: str | None = None
    note: str = ""
    severity: Severity = Severity.MINOR
    cased: bool | None = None
    language: str = ""


class Scope(StrEnum):
    """Where a required pattern has to be found: once in the document, or in each segment."""

    DOCUMENT = "document"
    SEGMENT = "segment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A regular expression of the user's that must not be found, or must be.

    `origin` is where it was written, for the error that names it when it takes too long.
    """

    regex: str
    message: str
    required: bool = False
    severity: Severity = Severity.MINOR
    scope: Scope = Scope.DOCUMENT
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """All entries of a run; empty unless the user gave some."""

    entries: tuple[Term, ...] = ()
    patterns: tuple[Pattern, ...] = ()

    def of(self, kind: TermKind, language: str) -> tuple[Term, ...]:
        """Return the entries of one kind that hold for a target language.

        >>> kept = Term(kind=TermKind.KEEP, wordings=("OCHA",))
        >>> Terms(entries=(kept,)).of(TermKind.KEEP, "en")[0].wordings
        ('OCHA',)
        """
        return tuple(
            entry
            for entry in self.entries
            if entry.kind is kind and entry.language in ("", language)
        )


NO_TERMS = Terms()
