"""Which COMET models a run asks, and how: what the options say, checked by nothing but form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from types import MappingProxyType

from harness import data
from harness.errors import HarnessError

ENGINE = "comet"
METRICS = ("comet", "xcomet", "cometkiwi")
PREFIX = "comet:"
PRECISIONS = ("32", "16", "bf16")
BATCH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A model known by name: its licence, and what the hub asks before it gives it."""

    id: str
    metric: str
    licence: str
    commercial: bool
    access: str

    @property
    def terms(self) -> str:
        """Licence and access in a few words."""
        money = "" if self.commercial else ", not for commercial use"
        asked = {"accept": ", after its terms are accepted on the hub", "open": ""}
        return f"{self.licence}{money}{asked.get(self.access, ', access: see its page')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What `--comet-model` and its neighbours say.

    `models` is metric → hub id or path. `precision` is the number format of the whole model: 32,
    16 or bf16. `cached` lets scores come from the cache.
    """

    models: tuple[tuple[str, str], ...] = ()
    gpus: int = 0
    batch_size: int = BATCH
    precision: str = "32"
    offline: bool = False
    cached: bool = True

    def model_of(self, metric: str) -> str:
        """Return the hub id or path that a metric is to be computed with.

        >>> Choice().model_of("comet"), Choice().model_of("comet:wmt20-comet-da")
        ('Unbabel/wmt22-comet-da', 'Unbabel/wmt20-comet-da')
        """
        named = dict(self.models)
        if metric in named:
            return named[metric]
        usual = {known.metric: known.id for known in known_models().values()}
        return usual.get(metric) or full_name(metric.removeprefix(PREFIX))

    def metrics(self, asked: tuple[str, ...]) -> tuple[str, ...]:
        """Return the metrics asked for; `comet` stands for all models that were named.

        >>> Choice(models=(("comet", "a"), ("comet:b", "b"))).metrics(("bleu", "comet"))
        ('bleu', 'comet', 'comet:b')
        """
        more = tuple(name for name, _ in self.models if name.startswith(PREFIX))
        spread = (
            part for name in asked for part in ((name, *more) if name == "comet" else (name,))
        )
        return tuple(dict.fromkeys(spread))


def is_metric(name: str) -> bool:
    """Whether a metric of that name is COMET's.

    >>> is_metric("comet:mine"), is_metric("comet:"), is_metric("chrf")
    (True, False, False)
    """
    return name in METRICS or (name.startswith(PREFIX) and name != PREFIX)


def chosen_models(given: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return metric → model of what was given as MODEL or NAME=MODEL.

    The first without a name is `comet`; the next are `comet:` and the last part of their path.
    NAME is a metric (xcomet, cometkiwi) or what stands behind `comet:`. Raises H117 for a name
    given twice.

    >>> chosen_models(("a/one", "b/two", "xcomet=c", "mine=d"))
    (('comet', 'a/one'), ('comet:two', 'b/two'), ('xcomet', 'c'), ('comet:mine', 'd'))
    """
    made: dict[str, str] = {}
    for item in given:
        name, found, model = item.partition("=")
        if not found:
            name, model = "", item
        if not name:
            name = PREFIX + PurePath(model).stem if "comet" in made else "comet"
        elif not is_metric(name):
            name = PREFIX + name
        if name in made or not model:
            seen = f'"{item}" names no model' if not model else f"two models for {name}"
            raise HarnessError("H117", "--comet-model", seen, "Write NAME=MODEL, each NAME once.")
        made[name] = model
    return tuple(made.items())


@cache
def known_models() -> Mapping[str, Known]:
    """Return the models known by name, by hub id."""
    found = {}
    for key, rest in data.table(ENGINE, "models").items():
        metric, licence, money, access = rest.split("\t")
        found[key] = Known(
            id=key,
            metric=metric,
            licence=licence,
            commercial=money == "commercial",
            access=access,
        )
    return MappingProxyType(found)


def full_name(model: str) -> str:
    """Return the hub id of a known model that is named without its owner; else what was given.

    >>> full_name("XCOMET-XXL"), full_name("me/model")
    ('Unbabel/XCOMET-XXL', 'me/model')
    """
    short = {known.rpartition("/")[2]: known for known in known_models()}
    return short.get(model, model)


def knows_language(language: str) -> bool:
    """Whether COMET's usual encoders were trained on a language; a region does not matter.

    >>> knows_language("pt-BR"), knows_language("nb"), knows_language("tlh")
    (True, True, False)
    """
    primary = language.replace("_", "-").partition("-")[0].lower()
    same = {"nb": "no", "nn": "no", "fil": "tl", "in": "id", "iw": "he"}
    return same.get(primary, primary) in data.words(ENGINE, "encoder_languages")
