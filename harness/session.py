"""A run in progress: documents go in, what became of them comes out, in their order."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

from harness import __version__
from harness.aggregate import Ledger, Outcome, aggregate
from harness.batch import Lost, each, lost, told
from harness.config import Settings
from harness.examination import ask_ahead, examine, is_known
from harness.model.finding import Skipped
from harness.model.report import DocumentReport, Engine, FailedDocument, Report
from harness.model.score import Score
from harness.model.text import Document
from harness.named import checker, loaded_by_each, words
from harness.read import Item, Planned, size_of

if TYPE_CHECKING:
    from types import TracebackType

    from harness.analyse.corpus import Corpus
    from harness.engines.comet.models import Models
    from harness.metrics.metric import Options
    from harness.proofread import Proofreader

Watch = Callable[[Document | Planned], None]
Made = TypeVar("Made")

# Characters of text from which processes save more time than their start takes. Measured with two
# on articles of 2,800 characters: 40 in 0.60 s alone and 0.73 s shared, 80 in 1.00 and 0.90 s.
WORTH_A_POOL = 200_000
# What a model scores at once, in documents: enough for full batches of segments of one length.
_SCORED_AT_ONCE = 200


class Session:
    """A run in progress: documents go in, what became of them comes out, in their order.

    Engines start when they are first needed and are gone when the block ends. `jobs` processes
    share the work. Raises HarnessError for weights that cannot be had.
    """

    def __init__(self, settings: Settings, *, jobs: int = 1) -> None:
        self.settings = settings
        self.jobs = jobs
        self.options = _options(settings)
        # Models are loaded here and in no other process.
        self.models = self.options.models if self.options is not None else None
        self.checker = checker(settings)
        if settings.encoder is not None:
            words(settings).prove()
        self.corpus: Corpus | None = None
        self._stack = ExitStack()

    def __enter__(self) -> Session:
        if self.checker is not None:
            self._stack.enter_context(self.checker)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool | None:
        return self._stack.__exit__(kind, error, trace)

    def look_over(self, items: Sequence[Item]) -> None:
        """Find what does not agree in the whole batch, where a rule wants to know."""
        if any(rule.over_batch for rule in self.settings.rules()):
            from harness.survey import survey

            self.corpus = survey(items, jobs=self.jobs)

    def outcomes(self, items: Iterable[Item], watch: Watch | None = None) -> Iterator[Outcome]:
        """Yield what became of each item, in order; items are read as they are needed."""
        return self.finished(items, _as_it_is, watch)

    def finished(
        self, items: Iterable[Item], finish: Callable[[Outcome], Made], watch: Watch | None = None
    ) -> Iterator[Made]:
        """Yield `finish` of what became of each item, in order.

        It is called where the item was worked on, which may be another process.
        """
        for item, made in self._measured(items, finish):
            yield made
            if watch is not None and not isinstance(item, FailedDocument):
                watch(item)

    def engines(self) -> tuple[Engine, ...]:
        """Return the engines that have run so far."""
        ran = [Engine(name="rules", version=__version__)]
        if self.checker is not None and self.checker.version is not None:
            ran.append(Engine(name="languagetool", version=self.checker.version))
        return (*ran, *loaded_by_each(self.settings))

    def report(self, documents: Sequence[DocumentReport], ledger: Ledger) -> Report:
        """Return the report over all that the ledger has seen."""
        ran = ledger.engines | {engine.name: engine.version for engine in self.engines()}
        engines = [Engine(name=name, version=version) for name, version in ran.items()]
        scores: tuple[Score, ...] = ()
        pair_scores: tuple[Score, ...] = ()
        skipped: tuple[Skipped, ...] = ()
        if self.options is not None:
            from harness.score import by_pair, summed

            pair_scores = by_pair(ledger.sums, self.options)
            scores, skipped, took_part = summed(ledger.sums, self.options)
            engines += took_part
        return aggregate(
            documents,
            version=__version__,
            engines=tuple(engines),
            failed=tuple(ledger.failed),
            scores=scores,
            pair_scores=pair_scores,
            skipped=skipped,
            totals=ledger.totals(),
        )

    def _examined(
        self, items: Iterable[Item], finish: Callable[[Outcome], Made]
    ) -> Generator[tuple[Item, Made], None, None]:
        later = self.models is not None
        work = partial(
            _attempted,
            settings=self.settings,
            options=None if later else self.options,
            finish=finish,
        )
        if self.corpus is not None:
            work = partial(work, corpus=self.corpus)
        jobs = self.jobs
        if self.models is not None and self.models.marking:
            # What a model marks is a finding among the others, so it is asked with them, here.
            work, jobs = partial(work, models=self.models), 1
        anew, looked_up = work, None
        todo = iter(items)
        first = list(islice(todo, 2))
        if self.checker is not None:
            first += _up_to(self.checker.limits.many, todo)
            # How much is new decides how its server is started.
            self.checker.expect(sum(map(size_of, self._new(first))))
            self._ask_ahead(first)
            todo = self._asked(todo)
            anew = partial(work, checker=self.checker)
            memory = self.checker.travelling() if jobs > 1 and len(first) > 1 else None
            if memory is not None:
                # What it answered before, each process looks up; only what is new waits for it.
                work, looked_up = partial(work, checker=memory), self.checker.remembered
            else:
                # One server a run, with threads of its own, takes nearly all of the time: asked
                # from two threads, 80 articles took 27 to 33 s, as from one.
                work, jobs = anew, 1
        if len(first) == 1:
            # A document alone leaves the other processes to its metrics.
            work, jobs = partial(work, jobs=self.jobs), 1
        with closing(
            each(work, chain(first, todo), size_of, jobs=jobs, worth=WORTH_A_POOL)
        ) as coming:
            for item, outcome in coming:
                if isinstance(outcome, Lost):
                    assert not isinstance(item, FailedDocument)
                    yield item, finish(lost(item, outcome))
                else:
                    again = anew(item) if outcome is None else outcome
                    assert again is not None
                    if outcome is not None and looked_up is not None:
                        looked_up()
                    yield item, again

    def _asked(self, items: Iterator[Item]) -> Iterator[Item]:
        """Yield the items, many of which LanguageTool is asked about before the first is taken."""
        assert self.checker is not None
        while some := _up_to(self.checker.limits.many, items):
            self._ask_ahead(some)
            yield from some

    def _ask_ahead(self, items: Sequence[Item]) -> None:
        if self.checker is None or len(items) < 2 or self.checker.memory() is None:
            return  # nobody would remember the answers
        read = (item.attempted() if isinstance(item, Planned) else item for item in items)
        documents = (one for one in read if isinstance(one, Document))
        # What is wrong with a document is told where it is examined.
        with suppress(Exception):
            ask_ahead(documents, self.settings, self.checker)

    def _new(self, items: Sequence[Item]) -> Sequence[Item]:
        """Return those of several documents that LanguageTool was never asked about."""
        memory = self.checker.memory() if self.checker is not None and len(items) > 1 else None
        if memory is None or memory.facts is None:
            return items
        known = partial(_is_known, settings=self.settings, memory=memory)
        return [item for item in items if not known(item)]

    def _measured(
        self, items: Iterable[Item], finish: Callable[[Outcome], Made]
    ) -> Iterator[tuple[Item, Made]]:
        """Measure here what needs a model, many documents at once; the rest was measured."""
        if self.models is None:
            with closing(self._examined(items, finish)) as made:
                yield from made
            return
        held: list[tuple[Item, Outcome]] = []
        with closing(self._examined(items, _as_it_is)) as examined:
            for one in examined:
                held.append(one)
                if len(held) == _SCORED_AT_ONCE:
                    yield from ((item, finish(o)) for item, o in self._with_models(held))
                    held = []
        yield from ((item, finish(outcome)) for item, outcome in self._with_models(held))

    def _with_models(self, held: list[tuple[Item, Outcome]]) -> Iterator[tuple[Item, Outcome]]:
        from harness.metrics.neural import ask_ahead
        from harness.score import measure

        assert self.options is not None and self.models is not None
        ask_ahead((o.article for _, o in held if isinstance(o, DocumentReport)), self.models)
        for item, outcome in held:
            if isinstance(outcome, DocumentReport):
                yield item, measure(outcome, self.settings.metrics, self.options)
            else:
                yield item, outcome


def _as_it_is(outcome: Outcome) -> Outcome:
    return outcome


def _attempted(
    item: Item,
    *,
    settings: Settings,
    options: Options | None,
    finish: Callable[[Outcome], Made],
    checker: Proofreader | None = None,
    models: Models | None = None,
    corpus: Corpus | None = None,
    jobs: int = 1,
) -> Made | None:
    """Return `finish` of the document examined and, with `options`, measured; or of why it failed.

    None says that `checker` only remembers, and LanguageTool itself has to be asked. A module's
    function: it travels to other processes, where documents are read as well.
    """
    document = item.attempted() if isinstance(item, Planned) else item
    if isinstance(document, FailedDocument):
        return finish(document)
    try:
        report = examine(document, settings, checker, models, corpus)
        if options is None:
            return finish(report)
        from harness.score import measure

        return finish(measure(report, settings.metrics, options, jobs=jobs))
    except Exception as error:
        return None if _is_new(error, checker) else finish(told(document, error))


def _is_known(item: Item, *, settings: Settings, memory: Proofreader) -> bool:
    document = item.attempted() if isinstance(item, Planned) else item
    if isinstance(document, FailedDocument):
        return True
    try:
        return is_known(document, settings, memory)
    except Exception:
        # What is wrong with it is told where it is examined.
        return False


def _is_new(error: Exception, checker: Proofreader | None) -> bool:
    """Whether an error says that there is something to ask LanguageTool that it never was."""
    if checker is None:
        return False
    from harness.engines.languagetool.memory import NotKnownError

    return isinstance(error, NotKnownError)


def _up_to(characters: int, items: Iterator[Item]) -> list[Item]:
    """Return the next items, until they have so many characters together."""
    taken: list[Item] = []
    while characters > 0 and (item := next(items, None)) is not None:
        taken.append(item)
        characters -= max(1, size_of(item))
    return taken


def _options(settings: Settings) -> Options | None:
    """Return what scores depend on; None where no metric is computed."""
    if not settings.metrics:
        return None
    from harness.score import options_of

    return options_of(settings)
