"""The COMET models of a run by metric: which can run, and why the others cannot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from harness.cache import NO_CACHE, Cache, cache_of
from harness.engines.comet.answer import Answer, Question
from harness.engines.comet.checkpoint import (
    PACKAGE,
    check_path,
    find,
    package,
    why_no_package,
)
from harness.engines.comet.choice import Choice, is_metric
from harness.engines.comet.scorer import Scorer
from harness.errors import EngineError, HarnessError
from harness.model.report import Engine

_SPANS = "xcomet"


class Models:
    """Scorers by metric, and the reasons why a metric has none."""

    def __init__(self, scorers: Mapping[str, Scorer], refused: Mapping[str, EngineError]) -> None:
        self.scorers = dict(scorers)
        self.refused = dict(refused)

    def answers(self, metric: str, questions: Sequence[Question]) -> list[Answer] | None:
        """Return the answers of a metric's model; None where it cannot run: `refused` says why."""
        if metric not in self.scorers:
            return None
        try:
            return self.scorers[metric].answers(questions)
        except EngineError as error:
            # Whatever else is asked of it would fail as well, and take as long.
            self.refused[metric] = error
            del self.scorers[metric]
            return None

    @property
    def marking(self) -> bool:
        """Whether any of the models marks spans, which become findings."""
        return any(one.checkpoint.marks_spans for one in self.scorers.values())

    @property
    def engines(self) -> tuple[Engine, ...]:
        """The library and each model, with its licence, as a report names what took part."""
        if not self.scorers:
            return ()
        library = Engine(name="comet", version=package() or "")
        models = {
            one.checkpoint.name: Engine(
                name=one.checkpoint.name,
                version=f"{one.checkpoint.digest[:12]} ({one.checkpoint.terms})",
            )
            for one in self.scorers.values()
        }
        return (library, *models.values())


def opened(metrics: Iterable[str], choice: Choice) -> Models:
    """Return the models of those metrics that are COMET's, found and ready to be loaded.

    A path where no model is raises H306, a word that is none H118, a model of another kind than
    its metric H134. What this machine lacks (the package, a model on the hub, a GPU) is kept as
    the reason why a metric cannot run.
    """
    wanted = {name: choice.model_of(name) for name in metrics if is_metric(name)}
    for model in wanted.values():
        check_path(model)
    cache = cache_of(choice) if wanted else NO_CACHE
    scorers: dict[str, Scorer] = {}
    refused: dict[str, EngineError] = {}
    for name, model in wanted.items():
        try:
            scorers[name] = _opened(name, model, choice, cache)
        except EngineError as error:
            refused[name] = error
    return Models(scorers, refused)


def _opened(name: str, model: str, choice: Choice, cache: Cache) -> Scorer:
    if package() is None:
        raise EngineError("H520", PACKAGE, why_no_package(), "It is an extra of its own.")
    from harness.engines.comet.network import check_devices

    check_devices(choice.gpus)
    found = find(model, offline=choice.offline)
    if name == _SPANS and not found.marks_spans:
        remedy = f"Compute {found.name} as comet:NAME, with --comet-model NAME={model}."
        raise HarnessError("H134", found.name, "no model that marks spans, as xcomet is", remedy)
    return Scorer(found, choice, cache)
