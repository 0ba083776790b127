"""What the metrics of COMET have in common: a trained model's score of each segment, and the mean.

The counts of a document are the sum of its segments' scores and their number, so documents add up
to what `comet-score` gives for all of their lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from harness.engines.ngram import Row
from harness.metrics.asked import asked, listed, unknown_languages
from harness.metrics.material import Material
from harness.metrics.metric import Counts, Metric, Options
from harness.model.finding import Skipped
from harness.model.text import Article

if TYPE_CHECKING:
    from harness.engines.comet.models import Models
    from harness.engines.comet.scorer import Scorer

_UNTRAINED = "trained:no"


def neural(name: str, summary: str, doc: str | None, needs: str) -> Metric:
    """Return the metric of that name, computed by the model that the run's options name for it."""

    def count(material: Material, options: Options) -> Counts:
        size = len(material.report.article.segments)
        models = options.models
        made = _counted(name, material, models) if models and name in models.scorers else None
        if made is not None:
            return made
        why = str(models.refused[name]) if models else "no model was opened for it"
        return Counts(rows=(None,) * size, left=(Skipped(what=name, why=why),))

    return Metric(
        name=name,
        summary=summary,
        higher_is_better=True,
        needs_reference=False,
        counts_findings=False,
        engine="comet",
        count=count,
        value=_mean,
        segment_value=_mean,
        signature=_signature,
        trusted=lambda mark: _UNTRAINED not in mark,
        needs=needs,
        doc=doc,
    )


def ask_ahead(articles: Iterable[Article], models: Models) -> None:
    """Ask about many documents at once, so that batches are full; the answers are remembered.

    No more are asked than a model remembers; the rest is asked with its own document.
    """
    from harness.engines.comet.scorer import REMEMBERED

    given = tuple(articles)
    for name, scorer in tuple(models.scorers.items()):
        several = (asked(article, scorer.checkpoint).questions for article in given)
        questions = islice((q for some in several for *_, q in some), REMEMBERED)
        models.answers(name, list(questions))


def _counted(name: str, material: Material, models: Models) -> Counts | None:
    """Return the counts; None where the model turns out not to load."""
    article, scorer = material.report.article, models.scorers[name]
    wanted = asked(article, scorer.checkpoint)
    answers = models.answers(name, [question for *_, question in wanted.questions])
    if answers is None:
        return None
    rows: list[Row | None] = [None] * len(article.segments)
    left = [Skipped(what=name, why=why, segments=places) for why, places in wanted.left]
    cut: list[int] = []
    broken: list[int] = []
    for (index, _, _), answer in zip(wanted.questions, answers, strict=True):
        if answer.is_number:
            rows[index] = (answer.score, 1.0)
            cut += [index] * answer.cut
        else:
            broken.append(index)
    if broken:
        why = "the model's answer is no number; 32 bits may help (--precision 32)"
        left.append(Skipped(what=name, why=why, segments=tuple(broken)))
    return Counts(
        rows=tuple(rows),
        mark=scorer.signature,
        references=frozenset(int(q.reference is not None) for *_, q in wanted.questions),
        left=(*left, *_warnings(name, material, scorer, tuple(cut))),
    )


def _warnings(name: str, material: Material, scorer: Scorer, cut: tuple[int, ...]) -> list[Skipped]:
    """Say what makes scores worth less, though they are there."""
    found = []
    if cut:
        why = "longer than the model reads: the score is of the beginning of it"
        found.append(Skipped(what=f"{name}, end of the text", why=why, segments=cut))
    languages = unknown_languages(material.report.article, scorer.checkpoint)
    if languages:
        why = f"the model's encoder was not trained on {listed(languages)}"
        found.append(Skipped(what=f"{name}, language", why=why))
    if not scorer.checkpoint.trained:
        why = (
            f"{scorer.checkpoint.name} is not trained by what its checkpoint says: its scores mean "
            "nothing, are in no verdict, and what it marks is no finding"
        )
        found.append(Skipped(what=f"{name}, verdict", why=why))
    return found


def _mean(row: Row, mark: str, options: Options) -> float | None:
    return row[0] / row[1] if row[1] else None


def _signature(mark: str, references: frozenset[int], options: Options) -> str:
    number = str(next(iter(references))) if len(references) == 1 else "var"
    return f"nrefs:{number}|{mark}"
