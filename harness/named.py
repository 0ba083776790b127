"""The engines that a user named, made from the settings; what was not named is not looked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from harness.cache import Cache, cache_of
from harness.config import Settings
from harness.model.report import Engine

if TYPE_CHECKING:
    from harness.engines.languagetool.checker import Checker
    from harness.engines.words.nearness import Words


def checker(settings: Settings) -> Checker | None:
    """Return LanguageTool where it is named; it starts when the first text is asked about."""
    if "languagetool" not in settings.engines:
        return None
    from harness.engines.languagetool.checker import Checker

    return Checker(settings.languagetool_url, cache=cache_of(settings))


def loaded_by_each(settings: Settings) -> Iterator[Engine]:
    """Yield the named engines that need no server and no model of the user's, where installed."""
    if settings.engines:
        from harness.engines import entities, vectors

        found = ((entities.ENGINE, entities.Recogniser()), (vectors.ENGINE, vectors.Encoder()))
        for name, engine in found:
            # A version is looked for in all that is installed, so only the named are asked.
            if name in settings.engines and (version := engine.version) is not None:
                yield Engine(name=name, version=version)
    if settings.encoder is not None:
        yield Engine(name="word-encoder", version=words(settings).version)


def words(settings: Settings) -> Words:
    """Return the encoder of words that was named; it is loaded once a process, when it is asked."""
    return _words_of(settings.encoder or "", cache_of(settings), offline=settings.comet.offline)


@lru_cache(maxsize=2)
def _words_of(named: str, cache: Cache, *, offline: bool) -> Words:
    from harness.engines.words.nearness import Words
    from harness.engines.words.place import find

    return Words(model=find(named, offline=offline), cache=cache)
