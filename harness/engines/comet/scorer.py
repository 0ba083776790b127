"""One COMET model of a run: each question is asked once, and the model loads when one is new.

What was asked before, in this run or in another, is answered from memory or from the cache, whose
keys hold the weights, the versions of the libraries and the number format.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

from harness.cache import Cache, Shelf
from harness.engines.comet.answer import Answer, Question, packed, unpacked
from harness.engines.comet.checkpoint import PACKAGE, Checkpoint
from harness.engines.comet.choice import Choice
from harness.engines.comet.network import Network

REMEMBERED = 50_000
_NUMBERS = {"32": "float32", "16": "float16", "bf16": "bfloat16"}


class Scorer:
    """A model that answers questions; nothing is loaded before the first new one.

    A copy that travels to another process loads a model of its own there.
    """

    def __init__(self, checkpoint: Checkpoint, choice: Choice, cache: Cache) -> None:
        self.checkpoint = checkpoint
        self.choice = choice
        self._cache = cache
        self._network: Network | None = None
        self._known: dict[Question, Answer] = {}

    def __getstate__(self) -> tuple[Checkpoint, Choice, Cache]:
        return self.checkpoint, self.choice, self._cache

    def __setstate__(self, state: tuple[Checkpoint, Choice, Cache]) -> None:
        self.__init__(*state)  # type: ignore[misc]

    @property
    def signature(self) -> str:
        """What a score of this model depends on besides the texts."""
        at = self.checkpoint
        parts = {
            "model": at.name.replace("|", "_"),
            "weights": at.digest[:12],
            "class": at.kind,
            "encoder": at.pretrained.rstrip("/").rpartition("/")[2] or at.encoder,
            "device": f"cuda×{self.choice.gpus}" if self.choice.gpus else "cpu",
            "dtype": _NUMBERS[self.choice.precision],
        }
        parts |= {} if at.trained else {"trained": "no"}
        parts["comet"] = version(PACKAGE)
        return "|".join(f"{key}:{value}" for key, value in parts.items())

    @property
    def asked_by(self) -> dict[str, str]:
        """What an answer depends on besides question, weights and the library's version."""
        return {
            "precision": self.choice.precision,
            "device": "cuda" if self.choice.gpus else "cpu",
            "torch": version("torch"),
            "transformers": version("transformers"),
        }

    def answers(self, questions: Sequence[Question]) -> list[Answer]:
        """Return the answer to each question, in their order; equal ones are asked once.

        Raises EngineError H522 or H523 where the model cannot be loaded.
        """
        found = {q: self._known[q] for q in questions if q in self._known}
        found |= self._stored([q for q in dict.fromkeys(questions) if q not in found])
        new = [q for q in dict.fromkeys(questions) if q not in found]
        if new:
            made = dict(zip(new, self._asked(new), strict=True))
            # What is no number is asked again another time.
            self._shelf().put_many({q.text: packed(a) for q, a in made.items() if a.is_number})
            found |= made
        self._known |= found
        while len(self._known) > REMEMBERED:
            del self._known[next(iter(self._known))]
        return [found[question] for question in questions]

    def _asked(self, questions: Sequence[Question]) -> list[Answer]:
        if self._network is None:
            self._network = Network(self.checkpoint, self.choice)
        return self._network.answers(questions)

    def _stored(self, questions: Sequence[Question]) -> dict[Question, Answer]:
        kept = self._shelf().get_many([question.text for question in questions])
        answers = (None if stored is None else unpacked(stored) for stored in kept)
        return {q: a for q, a in zip(questions, answers, strict=True) if a is not None}

    def _shelf(self) -> Shelf:
        settings = {"weights": self.checkpoint.digest, **self.asked_by}
        return self._cache.shelf("comet", version(PACKAGE), settings)
