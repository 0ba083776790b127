"""What of the engines and extras is on this machine: the rows that `doctor` shows."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution, metadata, requires

from harness.engines import ENGINES, entities, vectors
from harness.engines.comet.shelf import present
from harness.engines.languagetool.checker import INSTALL, Checker
from harness.engines.languagetool.chunks import Limits
from harness.engines.languagetool.client import Question
from harness.engines.languagetool.errors import LanguageToolUnavailableError
from harness.engines.languagetool.installation import find_installation
from harness.engines.languagetool.java import find_java
from harness.engines.languagetool.match import Unchecked
from harness.engines.words import place
from harness.engines.words.nearness import Words
from harness.errors import HarnessError

DISTRIBUTION = "mt-harness"
# Extras that a user of the command has no use for.
_FOR_OTHERS = frozenset({"all", "dev"})
_PROOF = "This are a proof."
_URL = "MT_HARNESS_LANGUAGETOOL_URL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One engine, program or extra: usable or not, and the command that mends it.

    `start_s` are the seconds until a first answer, where something has to be started for it.
    """

    name: str
    kind: str
    usable: bool
    version: str = ""
    where: str = ""
    start_s: float | None = None
    why: str = ""
    how: str = ""


def parts(
    url: str | None = None, encoder: str | None = None, models: Sequence[str] = ()
) -> tuple[Part, ...]:
    """Return the state of every engine and extra; LanguageTool's server is really started.

    `encoder` and `models` are what the user names: an encoder of words, and COMET's models.
    """
    return (
        _library("sacrebleu"),
        _java(),
        languagetool(url),
        _spacy(),
        _encoder(),
        words(encoder),
        *_comet(models),
        *_extras(),
    )


def there() -> tuple[str, ...]:
    """Return the engines that can be named on this machine by what is installed; none is started.

    COMET is one of them where one of its usual models is on disk.
    """
    found: dict[str, Callable[[], bool]] = {
        "languagetool": _is_languagetool_there,
        entities.ENGINE: lambda: bool(entities.pipelines()),
        "comet": lambda: any(one.kind == "engine" and not one.why for one in present()),
        vectors.ENGINE: lambda: vectors.Encoder().version is not None,
    }
    return tuple(name for name in ENGINES if found[name]())


def _is_languagetool_there() -> bool:
    if os.environ.get(_URL):
        return True
    try:
        return find_installation() is not None and find_java() is not None
    except LanguageToolUnavailableError:
        return False


def _library(name: str) -> Part:
    """Return the state of an engine that is a library of the core."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return Part(
            name=name,
            kind="engine",
            usable=False,
            why="not installed",
            how=f"pip install {DISTRIBUTION}",
        )
    return Part(
        name=name,
        kind="engine",
        usable=True,
        version=found.version,
        where=str(found.locate_file("")),
    )


def _comet(models: Sequence[str]) -> Iterator[Part]:
    """Yield the state of COMET and of its models; none is loaded."""
    for one in present(models):
        yield Part(
            name=one.name,
            kind=one.kind,
            usable=not one.why,
            version=one.version,
            where=one.where,
            why=one.why,
            how=one.how,
        )


def _spacy() -> Part:
    """Return the state of spaCy: a pipeline is loaded and asked about one name."""
    version, found = entities.spacy_version(), entities.pipelines()
    if version is None or not found:
        why = "not installed" if version is None else "no pipeline for any language is installed"
        return Part(
            name=entities.ENGINE, kind="engine", usable=False, why=why, how=entities.INSTALL
        )
    return _started(
        entities.ENGINE,
        f"{version} for {', '.join(found)}",
        ", ".join(one.package for one in found.values()),
        lambda: entities.Recogniser().entities(_PROOF, next(iter(found))),
    )


def _encoder() -> Part:
    """Return the state of the sentence encoder: it is loaded and asked about two sentences."""
    version = vectors.Encoder().version
    if version is None:
        return Part(
            name=vectors.ENGINE,
            kind="engine",
            usable=False,
            why="not installed",
            how=vectors.INSTALL,
        )
    package, _, number = version.partition(" ")
    return _started(
        vectors.ENGINE,
        number,
        package,
        lambda: vectors.Encoder().similarities([(_PROOF, _PROOF)]),
    )


def words(named: str | None) -> Part:
    """Return the state of the encoder of words: the model named, else one that a package carries.

    It is loaded and asked about two words.
    """
    try:
        models = (place.find(named, offline=True),) if named else place.packaged()
    except HarnessError as error:
        return Part(
            name=place.ENGINE,
            kind="engine",
            usable=False,
            why=f"{place.OPTION}: {error}",
            where=named or "",
        )
    if not models:
        package = next(iter(place.PACKAGES))
        return Part(
            name=place.ENGINE,
            kind="engine",
            usable=False,
            why=f"no model is named by {place.OPTION} or installed",
            how=f"{place.how_to_install(package)}, then add {place.OPTION} {package}",
        )
    (model, *_) = models
    made = Words(model=model)
    return _started(place.ENGINE, made.version, str(model.weights), made.prove)


def _started(name: str, version: str, where: str, ask: Callable[[], object]) -> Part:
    """Return the state of an engine after a first question, with the seconds to its answer."""
    began = time.monotonic()
    try:
        ask()
    except Exception as error:
        why = f"it is there but does not run: {type(error).__name__}: {error}".splitlines()[0]
        return Part(name=name, kind="engine", usable=False, version=version, where=where, why=why)
    return Part(
        name=name,
        kind="engine",
        usable=True,
        version=version,
        where=where,
        start_s=round(time.monotonic() - began, 1),
    )


def _java() -> Part:
    try:
        java = find_java()
    except LanguageToolUnavailableError as error:
        return Part(
            name="java",
            kind="program",
            usable=False,
            why=str(error),
            how=f'pip install "{DISTRIBUTION}[languagetool]"',
        )
    return Part(
        name="java",
        kind="program",
        usable=True,
        version=str(java.major),
        where=f"{java.program} ({java.origin})",
    )


def languagetool(url: str | None = None) -> Part:
    """Return the state of LanguageTool: it is started and asked about one sentence."""
    installation = find_installation() if url is None else None
    where = url or (str(installation.jar.parent) if installation else "")
    began = time.monotonic()
    with Checker(url, Limits(answer_s=30.0)) as checker:
        answer = checker.check((_PROOF,), Question(language="en-US"))[0]
        version = checker.version or ""
    if isinstance(answer, Unchecked):
        how = INSTALL if url is None and installation is None else ""
        return Part(
            name="languagetool",
            kind="engine",
            usable=False,
            where=where,
            why=answer.why,
            how=how,
        )
    return Part(
        name="languagetool",
        kind="engine",
        usable=True,
        version=version.partition(" ")[0],
        where=where,
        start_s=round(time.monotonic() - began, 1),
    )


def _extras() -> Iterator[Part]:
    """Yield the state of each extra, as the distribution's own metadata list them."""
    try:
        extras = metadata(DISTRIBUTION).get_all("Provides-Extra") or []
        wanted = requires(DISTRIBUTION) or []
    except PackageNotFoundError:
        return  # run from a folder that was never installed
    from packaging.requirements import Requirement

    needs = [Requirement(line) for line in wanted]
    for extra in sorted(set(extras) - _FOR_OTHERS):
        meant = [
            need
            for need in needs
            if need.marker
            and need.marker.evaluate({"extra": extra})
            and not need.marker.evaluate({"extra": ""})
        ]
        versions = {need.name: _version(need.name) for need in meant}
        missing = sorted(name for name, version in versions.items() if version is None)
        yield Part(
            name=extra,
            kind="extra",
            usable=not missing,
            version=", ".join(f"{name} {found}" for name, found in versions.items() if found),
            why=f"without {', '.join(missing)}" if missing else "",
            how=f'pip install "{DISTRIBUTION}[{extra}]"' if missing else "",
        )


def _version(name: str) -> str | None:
    try:
        return distribution(name).version
    except PackageNotFoundError:
        return None
