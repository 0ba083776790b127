"""Which names of a text are persons, organisations or places, by an installed spaCy pipeline.

A pipeline is a package of its own, such as `en_core_web_sm`; the newest and largest one of a
language is taken that spaCy can load by its version. Only what tells entities is loaded: that is
half of the time. What was told before comes from the cache, and then nothing is loaded.
"""

from __future__ import annotations

import json
import re
import warnings
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, distributions
from typing import TYPE_CHECKING

from harness.cache import NO_CACHE, Cache

if TYPE_CHECKING:
    from spacy.language import Language

ENGINE = "spacy"
# Changed with how names are read off a pipeline, so that no older answer is taken for a newer one.
_WAY = 1
INSTALL = 'pip install "mt-harness[spacy]"'
_PIPELINE = re.compile(r"([a-z]{2,3})[-_]core[-_](?:web|news|ent)[-_](sm|md|lg)(?:[-_]\w+)?")
_SIZES = ("sm", "md", "lg")
# Neither entities nor what they are told by.
_NOT_NEEDED = ("tagger", "parser", "attribute_ruler", "lemmatizer", "senter", "morphologizer")
_KINDS = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """An installed pipeline: the package to load, its version, and its language."""

    package: str
    version: str
    language: str


def spacy_version() -> str | None:
    """Return the version of the installed spaCy; nothing is imported."""
    try:
        return distribution("spacy").version
    except PackageNotFoundError:
        return None


def pipelines() -> dict[str, Pipeline]:
    """Return the pipeline that is taken for each language that has one."""
    version = spacy_version()
    return {} if version is None else _fitting(version)


@cache
def _fitting(version: str) -> dict[str, Pipeline]:
    ours = version.split(".")[:2]
    found: dict[str, tuple[tuple[int, str], Pipeline]] = {}
    for one in distributions():
        name = (one.metadata["Name"] or "").lower()
        match = _PIPELINE.fullmatch(name)
        # Packages of other versions than spaCy's own go by the same names and are something else.
        if match is None or one.version.split(".")[:2] != ours:
            continue
        language, size = match[1], match[2]
        rank = (_SIZES.index(size), name)
        made = Pipeline(package=name.replace("-", "_"), version=one.version, language=language)
        if language not in found or found[language][0] < rank:
            found[language] = rank, made
    return {language: pipeline for language, (_, pipeline) in sorted(found.items())}


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Tells the kinds of names; the pipeline of a language is loaded once a process, when asked.

    What was told before comes from the cache.
    """

    cache: Cache = field(default=NO_CACHE, repr=False)

    def entities(self, text: str, language: str) -> tuple[tuple[int, int, str], ...]:
        """Return start, end and kind of each name: `person`, `organisation` or `place`.

        Empty where no pipeline of the language is installed.
        """
        pipeline = pipelines().get(language)
        if pipeline is None:
            return ()
        shelf = self.cache.shelf(
            ENGINE,
            spacy_version() or "",
            {"pipeline": pipeline.package, "version": pipeline.version, "way": _WAY},
        )
        (kept,) = shelf.get_many([text])
        if kept is not None:
            return tuple((start, end, kind) for start, end, kind in json.loads(kept))
        found = _told(pipeline, text)
        shelf.put_many({text: json.dumps(found).encode()})
        return found

    def lacks(self, language: str) -> str | None:
        """Return why names of that language cannot be told; None where they can."""
        if spacy_version() is None:
            return f"not installed; run: {INSTALL}"
        if language not in pipelines():
            return f"no pipeline of spaCy's for language {language} is installed"
        return None

    @property
    def version(self) -> str | None:
        """What tells names here, all of it; None where nothing does."""
        version = spacy_version()
        told = ", ".join(f"{one.package} {one.version}" for one in pipelines().values())
        return f"{version} with {told}" if version and told else None


def _told(pipeline: Pipeline, text: str) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (entity.start_char, entity.end_char, _KINDS[entity.label_])
        for entity in _loaded(pipeline.package)(text).ents
        if entity.label_ in _KINDS
    )


@cache
def _loaded(package: str) -> Language:
    import spacy

    with warnings.catch_warnings():
        # It warns of components that go without the ones left out.
        warnings.simplefilter("ignore")
        return spacy.load(package, exclude=list(_NOT_NEEDED))
