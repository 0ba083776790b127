"""Where the user's own regular expressions match; one that takes too long is an error, not a wait.

The expressions are those of the `regex` module, which has a time limit of its own: the standard
library's cannot be stopped, and `(a+)+b` needs longer than anyone lives. `^` and `$` stand for
the ends of a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from harness.errors import HarnessError
from harness.model.terms import Pattern
from harness.model.text import Span

LONGEST = 1000
_SECONDS = 1.0
_CHARACTERS_A_SECOND = 200_000


def compiled(regex: str, place: str) -> Any:  # noqa: ANN401 - the library has no types
    """Return the compiled expression; raise H207 for one that is too long or no expression."""
    if len(regex) > LONGEST:
        raise HarnessError(
            "H207",
            place,
            f"a pattern of {len(regex)} characters",
            f"Divide it: {LONGEST} are allowed.",
        )
    try:
        return _compiled(regex)
    except _error() as error:
        raise HarnessError(
            "H207", place, f"not a regular expression ({error})", "Mend it."
        ) from error


def matches(pattern: Pattern, text: str, start: int, end: int) -> Iterator[Span]:
    """Yield every match that is not empty; raise H207 where the search takes too long."""
    allowed = _SECONDS + (end - start) / _CHARACTERS_A_SECOND
    found = compiled(pattern.regex, pattern.origin).finditer(text, start, end, timeout=allowed)
    while True:
        try:
            one = next(found, None)
        except TimeoutError:
            raise HarnessError(
                "H207",
                pattern.origin,
                f"pattern {pattern.regex!r} took over {allowed:.0f} s",
                "Write it without a repeat inside a repeat, such as (a+)+.",
            ) from None
        if one is None:
            return
        if one.end() > one.start():
            yield Span(one.start(), one.end())


@lru_cache(maxsize=512)
def _compiled(regex: str) -> Any:  # noqa: ANN401
    import regex as library  # type: ignore[import-untyped]

    return library.compile(regex, library.MULTILINE)


def _error() -> type[Exception]:
    import regex as library

    made: type[Exception] = library.error
    return made
