"""What rules look at: each view of an article, computed at most once and shared by all rules."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from harness.analyse.tokens import Token, tokens
from harness.model.terms import NO_TERMS, Terms
from harness.model.text import Article, ReferenceKind, Segment, SegmentKind, Span
from harness.segment import reference_article, sentences
from harness.segment.entities import Entity, entities

if TYPE_CHECKING:
    from harness.analyse.bodies import Body
    from harness.analyse.cast import Cast
    from harness.analyse.corpus import Corpus
    from harness.analyse.differences import Difference
    from harness.analyse.discourse import Reference
    from harness.analyse.figures import FigurePair
    from harness.analyse.names import Name
    from harness.analyse.quantities import Quantity
    from harness.analyse.quotes import Quotation, QuoteMark
    from harness.analyse.speakers import Attribution, Speech
    from harness.engines.words.nearness import Words
    from harness.model.edit import Alignment


class Recogniser(Protocol):
    """Tells kinds of names by other means than the structure of the text."""

    def entities(self, text: str, language: str) -> tuple[tuple[int, int, str], ...]:
        """Return start, end and kind of each name of a text."""


class Analysis:
    """An article and its views; every view is lazy, immutable and in the order of the text.

    Views are imported where they are first asked for, so a rule pays only for what it looks at.
    `terms` are the user's own, which stand beside the text like a reference does. `batch` is what
    does not agree among the translation units of the run.
    """

    def __init__(
        self, article: Article, terms: Terms = NO_TERMS, batch: Corpus | None = None
    ) -> None:
        self.article = article
        self.terms = terms
        self._batch = batch
        # Engines that were asked for; the views are the same without them, only less sure.
        self.recogniser: Recogniser | None = None
        self.likeness: Words | None = None

    def of(self, article: Article) -> Analysis:
        """Return the analysis of another article with the same things beside it."""
        made = Analysis(article, self.terms, self._batch)
        made.recogniser = self.recogniser
        made.likeness = self.likeness
        return made

    @property
    def text(self) -> str:
        """The document's text, unchanged."""
        return self.article.document.text

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The article's segments."""
        return self.article.segments

    @cached_property
    def language(self) -> str:
        """The language given (without its region), else the one the words speak for, else `und`."""
        from harness.analyse.language import language_of

        given = self.article.document.language.split("-")[0].lower()
        return given if given not in ("", "und") else language_of(self.text)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of all segments, in order."""
        return tuple(token for part in self.segment_tokens for token in part)

    @cached_property
    def segment_tokens(self) -> tuple[tuple[Token, ...], ...]:
        """The tokens of each segment."""
        return tuple(
            tokens(self.text, segment.span.start, segment.span.end) for segment in self.segments
        )

    @cached_property
    def source_tokens(self) -> tuple[tuple[Token, ...], ...]:
        """The tokens of each segment's source; none where it has no source."""
        source = self.article.document.source
        return tuple(
            tokens(source, segment.source.start, segment.source.end)
            if source is not None and segment.source is not None
            else ()
            for segment in self.segments
        )

    @cached_property
    def segment_small(self) -> tuple[tuple[str, ...], ...]:
        """The tokens of each segment without case, for whoever compares them."""
        # No token holds a line break: a paragraph's are turned small in one go.
        return tuple(
            tuple("\n".join([token.text for token in row]).casefold().split("\n")) if row else ()
            for row in self.segment_tokens
        )

    @cached_property
    def segment_sentences(self) -> tuple[tuple[Span, ...], ...]:
        """The sentences of each segment; a heading is one sentence."""
        return tuple(
            (segment.span,)
            if segment.kind is SegmentKind.HEADING
            else sentences(self.text, segment.span, self.language)
            for segment in self.segments
        )

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """HTML character references in the text, whole or damaged."""
        return entities(self.text)

    def in_damage(self, span: Span) -> bool:
        """Whether a damaged character reference shares a place with `span`."""
        first = bisect_left(self.entities, span.start, key=lambda entity: entity.span.end)
        for entity in self.entities[first:]:
            if entity.span.start >= span.end:
                return False
            if entity.damaged and entity.span.overlap(span):
                return True
        return False

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Capitalised name sequences."""
        from harness.analyse.names import names

        return names(self)

    @cached_property
    def segment_names(self) -> tuple[tuple[Name, ...], ...]:
        """The names of each segment."""
        rows: list[list[Name]] = [[] for _ in self.segments]
        for name in self.names:
            rows[name.segment].append(name)
        return tuple(map(tuple, rows))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Numbers by value, with unit, currency or date where there is one."""
        from harness.analyse.quantities import quantities

        return quantities(self)

    @cached_property
    def quote_marks(self) -> tuple[QuoteMark, ...]:
        """Every quotation mark (not apostrophe), with the part it plays."""
        from harness.analyse.quotes import quote_marks

        return quote_marks(self)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """Quoted stretches, nested ones too."""
        from harness.analyse.quotes import quotations

        return quotations(self)

    @cached_property
    def segment_quotations(self) -> tuple[tuple[Quotation, ...], ...]:
        """The outermost quotations of each segment."""
        rows: list[list[Quotation]] = [[] for _ in self.segments]
        for quotation in self.quotations:
            if quotation.level == 0:
                rows[quotation.segment].append(quotation)
        return tuple(map(tuple, rows))

    def entity_types(self, segment: int) -> tuple[tuple[Span, str], ...]:
        """What the entity recogniser makes of a segment's names: `person`, `organisation`, `place`.

        Empty where none was asked for; it looks at a segment when somebody first asks.
        """
        if self.recogniser is None:
            return ()
        if segment not in self._entity_types:
            place = self.segments[segment].span
            self._entity_types[segment] = tuple(
                (Span(place.start + start, place.start + end), kind)
                for start, end, kind in self.recogniser.entities(place.of(self.text), self.language)
            )
        return self._entity_types[segment]

    @cached_property
    def _entity_types(self) -> dict[int, tuple[tuple[Span, str], ...]]:
        return {}

    @cached_property
    def cast(self) -> Cast:
        """What each name is, person, organisation or place, told as it is asked for."""
        from harness.analyse.cast import Cast

        return Cast(self)

    @cached_property
    def speech(self) -> Speech:
        """Who is said to say something, at each verb of saying and each "according to"."""
        from harness.analyse.speakers import Speech

        return Speech(self)

    def attributions_between(self, start: int, end: int) -> tuple[Attribution, ...]:
        """Return the attributions whose verb begins in a stretch of the text."""
        return self.speech.between(start, end)

    @cached_property
    def spoken_bodies(self) -> tuple[Body, ...]:
        """Every pronoun of a person that stands for an organisation, in order; English only."""
        from harness.analyse.bodies import bodies

        return bodies(self)

    @cached_property
    def pronoun_references(self) -> tuple[Reference, ...]:
        """Every he and she in subject position, with what it takes up."""
        from harness.analyse.discourse import references

        return references(self)

    @cached_property
    def reference(self) -> Analysis | None:
        """The first reference as a text of its own; None where there is no reference."""
        if not self.article.document.references:
            return None
        return Analysis(reference_article(self.article))

    @cached_property
    def unanchored(self) -> frozenset[int]:
        """The segments whose place in the first reference belongs to something else."""
        from harness.analyse.anchors import unanchored

        return unanchored(self)

    @cached_property
    def alignments(self) -> tuple[Alignment, ...]:
        """For every segment that has a place in the first reference, the typed edits between."""
        from harness.analyse.alignment import alignments

        return alignments(self)

    @cached_property
    def alignment_of(self) -> Mapping[int, Alignment]:
        """The alignment of each segment that has one, by the segment's index."""
        return {alignment.segment: alignment for alignment in self.alignments}

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What the first reference has otherwise, each with its surroundings."""
        from harness.analyse.differences import differences

        return differences(self)

    @cached_property
    def figures(self) -> tuple[FigurePair, ...]:
        """Which figure answers to which of the first reference, and which to none."""
        from harness.analyse.figures import figure_pairs

        return figure_pairs(self)

    @cached_property
    def corpus(self) -> Corpus:
        """What does not agree among the units of the run; running text has but its own segments."""
        from harness.analyse.corpus import corpus_of

        if self._batch is not None and self.article.document.units:
            return self._batch
        return corpus_of(self.article)

    @cached_property
    def reference_kind(self) -> ReferenceKind:
        """What the first reference was said to be, else told from how it answers."""
        from harness.analyse.alignment import reference_kind

        return self.article.document.reference_kind or reference_kind(self)

    def segment_at(self, offset: int) -> Segment | None:
        """Return the segment that holds `offset`, or None between segments."""
        from bisect import bisect_right

        position = bisect_right(self._starts, offset) - 1
        if position < 0:
            return None
        found = self.segments[position]
        return found if offset <= found.span.end else None

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(segment.span.start for segment in self.segments)
