r"""An address, placeholder or tag that is not what the source has.

These are taken over sign by sign: a translated placeholder breaks a program, a tag that is lost
or closed before it is opened breaks a page, and a changed address leads elsewhere.

Each thing has to be there as often as in the source, and tags in an order in which what is opened
is closed. Placeholders may change places where each has its own name or number; `%s` and `%d` are
filled in their order and may not. Line-break escapes, `\n`, and inline elements that a file of
translation units holds (a picture, a break) are counted as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from harness.analyse import Analysis
from harness.analyse.verbatim import Item, Verbatim, verbatim
from harness.model.finding import Cause, Confidence, Hit, Needs, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule


def _check(analysis: Analysis) -> Iterable[Hit]:
    source = analysis.article.document.source
    if source is None:
        return
    for segment in analysis.segments:
        if segment.source is None:
            continue
        mine = verbatim(analysis.text, segment.span)
        theirs = verbatim(source, segment.source)
        if _numbers(mine) != _numbers(theirs):
            mine, theirs = _numbered(mine), _numbered(theirs)
        if mine or theirs:
            yield from _compared(mine, theirs, segment.span)


def _numbers(items: Sequence[Item]) -> bool:
    """Whether placeholders of `printf` say which of the values they take: `%2$s`."""
    return any(item.key.startswith("%") and "$" in item.key for item in items)


def _numbered(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return the items with the placeholders that go by their order numbered by it."""
    made, count = [], 0
    for item in items:
        if _UNNUMBERED.fullmatch(item.key):
            count += 1
            key = f"%{count}${item.key[1:]}"
            made.append(item._replace(key=key, written=key))
        else:
            made.append(item)
    return tuple(made)


# These are filled in their order. `%m` is no value of its own.
_UNNUMBERED = re.compile(r"%[a-ln-zA-Z@]")


def _compared(mine: Sequence[Item], theirs: Sequence[Item], place: Span) -> Iterator[Hit]:
    extra = _beyond(mine, theirs)
    lost = _beyond(theirs, mine)
    for item in extra:
        other = next((one for one in lost if one.kind is item.kind), None)
        if other is not None:
            lost.remove(other)
        because = (
            f"the source has “{other.written}”" if other else f"the source has no such {item.kind}"
        )
        yield Hit(
            item.span,
            because=because,
            suggestion=other.written if other and other.kind is not Verbatim.TAG else None,
        )
    for item in lost:
        yield Hit(
            Span(place.end, place.end),
            because=f"the source has the {item.kind} “{item.written}”",
            confidence=Confidence.MEDIUM if item.kind in _BINDING else Confidence.LOW,
        )
    if not extra and not lost:
        yield from _out_of_order(mine)
        yield from _filled_otherwise(mine, theirs)


# An address may be left to the page around the text.
_BINDING = frozenset({Verbatim.PLACEHOLDER, Verbatim.TAG, Verbatim.STANDING})


def _beyond(some: Sequence[Item], others: Sequence[Item]) -> list[Item]:
    """Return the items that the others have not, or not as often."""
    left = Counter(item.key for item in others)
    found = []
    for item in some:
        if left[item.key]:
            left[item.key] -= 1
        else:
            found.append(item)
    return found


def _out_of_order(mine: Sequence[Item]) -> Iterator[Hit]:
    """Yield the closing tags that stand before what they close."""
    opened: Counter[str] = Counter()
    opening = {item.key for item in mine if item.kind is Verbatim.TAG and item.key[1] != "/"}
    for item in mine:
        if item.kind is not Verbatim.TAG:
            continue
        if item.key[1] != "/":
            opened[item.key] += 1
            continue
        partner = "<" + item.key[2:]
        if partner in opening and not opened[partner]:
            yield Hit(item.span, because="it closes what is not yet open")
        opened[partner] -= 1


def _filled_otherwise(mine: Sequence[Item], theirs: Sequence[Item]) -> Iterator[Hit]:
    """Yield the first placeholder that a program would fill with what belongs to another."""
    here, there = (
        [item for item in items if _UNNUMBERED.fullmatch(item.key)] for items in (mine, theirs)
    )
    for item, other in zip(here, there, strict=True):
        if item.key != other.key:
            yield Hit(item.span, because=f"the source has “{other.written}” in this place")
            return


RULE = Rule(
    code="RES211",
    name="verbatim-not-of-source",
    family="residue",
    summary="address, placeholder or tag that is not the source's",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    needs=Needs.SOURCE,
    cause=Cause.PIPELINE,
    check=_check,
    bad=(
        Bad(
            marked="Hello [[{nombre}]], the ferry is late.",
            fixed="Hello {name}, the ferry is late.",
            source="Hola {name}, el transbordador viene con retraso.",
        ),
        Bad(
            marked="Write to [[ferry@harbor.example]] by Monday.",
            fixed="Write to ferry@hafen.example by Monday.",
            source="Schreiben Sie bis Montag an ferry@hafen.example.",
        ),
        Bad(
            marked="The [[</b>]]last<b> boat leaves at nine.",
            source="Das <b>letzte</b> Boot fährt um neun.",
        ),
        Bad(marked="You have %d new messages.[[]]", source="%s, Sie haben %d neue Nachrichten."),
        Bad(marked="[[%d]] messages for %s", source="Para %s hay %d mensajes"),
        Bad(
            marked="The boat weighs [[%d]] tons.",
            fixed="The boat weighs %.1f tons.",
            source="Das Boot wiegt %.1f Tonnen.",
        ),
        Bad(marked="Open the file[[]]", source="Abra el archivo\\n"),
        Bad(marked="Press  to go on.[[]]", source="Pulse \ufffc para seguir."),
    ),
    good=(
        Good(text="{count} boats for {name}", source="Para {name}: {count} barcas"),
        Good(
            text="More at www.hafen.example.",
            source="Mehr dazu unter www.hafen.example/.",
        ),
        Good(text="Some 50% said so, 20% did not.", source="50 % sagten ja, 20 % nein."),
        Good(text="%2$d messages for %1$s", source="Para %1$s hay %2$d mensajes"),
        Good(text="See C:\\new and %TEMP%.", source="Véase C:\\new y %TEMP%."),
        Good(text="If x < 3 and y > 4, stop.", source="Wenn x < 3 und y > 4, dann halt."),
        Good(text="<p>Boats <br/> nets</p>", source="<p class='a'>Boote <br> Netze</p>"),
    ),
    doc=__doc__,
)
