"""A loaded COMET model: questions in, answers out, in batches of texts of like length.

Sentences are turned into vectors once each, however many candidates share a source or reference;
a batch holds sentences of nearly the same number of tokens, so little of it is padding. Measured
against `CometModel.predict` by the tests: the same scores to 1e-5 in 32 bits.
"""

from __future__ import annotations

import copy
import os
import queue
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from harness.engines.comet.answer import Answer, Mark, Question
from harness.engines.comet.checkpoint import UNIFIED, Checkpoint
from harness.engines.comet.choice import Choice
from harness.engines.comet.quiet import quiet
from harness.errors import EngineError

if TYPE_CHECKING:
    from comet.models import CometModel
    from torch import Tensor, device
    from torch.nn import Module

Part = TypeVar("Part")
Result = TypeVar("Result")

_OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
# Vectors kept from call to call: several systems share sources and references. 1,024 numbers of
# four bytes each in the usual models, so 64 MB.
_VECTORS = 16_384


def check_devices(gpus: int) -> None:
    """Raise EngineError H523 where torch does not see so many GPUs."""
    if not gpus:
        return
    with quiet():
        import torch

        there = torch.cuda.device_count()
    if there < gpus:
        seen = f"{gpus} asked for, and torch sees {there}"
        raise EngineError("H523", "--gpus", seen, "Give --gpus 0 to use the processor.")


class Network:
    """One model in memory, on the processor or a copy on each GPU.

    Raises EngineError H522 for a checkpoint that does not load, H523 for GPUs that are missing.
    """

    def __init__(self, checkpoint: Checkpoint, choice: Choice) -> None:
        self.checkpoint = checkpoint
        self.batch_size = choice.batch_size
        check_devices(choice.gpus)
        model = _loaded(checkpoint, offline=choice.offline)
        if choice.precision != "32":
            model = model.half() if choice.precision == "16" else model.bfloat16()
            _matched(model)
        self._copies = _spread(model, choice.gpus)
        self._tokenizer = model.encoder.tokenizer
        self._longest = model.encoder.max_positions
        self._separator = model.encoder.size_separator
        self._vectors: OrderedDict[str, tuple[Tensor, bool]] = OrderedDict()

    def answers(self, questions: Sequence[Question]) -> list[Answer]:
        """Return the model's answer to each question, in their order."""
        import torch

        with quiet(), torch.inference_mode():
            if self.checkpoint.kind in UNIFIED:
                return self._joint(questions)
            return self._by_vectors(questions)

    def _by_vectors(self, questions: Sequence[Question]) -> list[Answer]:
        """Score by the vectors of sentences: each text goes through the encoder once."""
        sides = _sides(self.checkpoint)
        texts = [[side(question) or "" for side in sides] for question in questions]
        vectors = self._vectors_of(list(dict.fromkeys(text for row in texts for text in row)))
        scores: list[float] = []
        for some in _slices(texts, 1024):
            columns = [_stacked([vectors[row[n]][0] for row in some]) for n in range(len(sides))]
            scores += _head(self._copies[0], columns)
        cut = [any(vectors[text][1] for text in row) for row in texts]
        return [Answer(score, cut=c) for score, c in zip(scores, cut, strict=True)]

    def _vectors_of(self, texts: list[str]) -> dict[str, tuple[Tensor, bool]]:
        """Return each text's vector, and whether the text was cut for it."""
        found = {text: self._vectors[text] for text in texts if text in self._vectors}
        new = [text for text in texts if text not in found]
        tokens = self._tokens(new)
        order = sorted(range(len(new)), key=lambda n: -len(tokens[n][0]))
        batches = [tuple(batch) for batch in _slices(order, self.batch_size)]

        def encoded(model: CometModel, batch: tuple[int, ...]) -> Tensor:
            ids = [tokens[n][0] for n in batch]
            given = self._tokenizer.pad({"input_ids": ids}, return_tensors="pt").to(model.device)
            made: Tensor = model.get_sentence_embedding(given["input_ids"], given["attention_mask"])
            return made

        for batch, rows in zip(batches, self._shared(encoded, batches), strict=True):
            for n, row in zip(batch, rows.to(self._copies[0].device), strict=True):
                found[new[n]] = (row, tokens[n][1])
        for text in new:
            self._vectors[text] = found[text]
        while len(self._vectors) > _VECTORS:
            self._vectors.popitem(last=False)
        return found

    def _tokens(self, texts: list[str]) -> list[tuple[list[int], bool]]:
        """Return each text's tokens, as many as the model reads, and whether there are more."""
        if not texts:
            return []
        limit = self._longest - 2
        whole = self._tokenizer(texts, add_special_tokens=True)["input_ids"]
        return [
            (
                ids
                if len(ids) <= limit
                else self._tokenizer(text, truncation=True, max_length=limit)["input_ids"],
                len(ids) > limit,
            )
            for text, ids in zip(texts, whole, strict=True)
        ]

    def _joint(self, questions: Sequence[Question]) -> list[Answer]:
        """Score by reading candidate, source and reference as one sequence."""
        lengths = self._lengths(questions)
        shapes: dict[tuple[bool, bool], list[int]] = {}
        for n, question in enumerate(questions):
            shape = (question.source is not None, question.reference is not None)
            shapes.setdefault(shape, []).append(n)
        batches = [
            tuple(batch)
            for members in shapes.values()
            for batch in _slices(sorted(members, key=lambda n: -sum(lengths[n])), self.batch_size)
        ]

        def read(model: CometModel, batch: tuple[int, ...]) -> dict[str, Any]:
            given = model.prepare_sample([_sample(questions[n]) for n in batch], stage="predict")
            made: dict[str, Any] = model.predict_step(
                tuple(_moved(part, model.device) for part in given)
            )
            return made

        found: list[Answer | None] = [None] * len(questions)
        for batch, made in zip(batches, self._shared(read, batches), strict=True):
            spans = made["metadata"].get("error_spans") if "metadata" in made else None
            marks = spans or [()] * len(batch)
            for n, score, own in zip(batch, made["scores"].tolist(), marks, strict=True):
                cut = self._is_cut(lengths[n])
                found[n] = Answer(float(score), tuple(_mark(mark) for mark in own), cut)
        return [answer for answer in found if answer is not None]

    def _lengths(self, questions: Sequence[Question]) -> list[tuple[int, ...]]:
        """Return how many tokens each question's texts have, without those that divide them."""
        texts = list(dict.fromkeys(text for q in questions for text in _texts(q)))
        whole = self._tokenizer(texts, add_special_tokens=False)["input_ids"]
        size = {text: len(ids) for text, ids in zip(texts, whole, strict=True)}
        return [tuple(size[text] for text in _texts(q)) for q in questions]

    def _is_cut(self, lengths: tuple[int, ...]) -> bool:
        """Whether a text alone is longer than the model reads, or all of them in one sequence."""
        between = 1 + len(lengths) * self._separator
        longest: int = self._longest
        return max(lengths) + 2 > longest - 2 or sum(lengths) > longest - between

    def _shared(
        self, work: Callable[[CometModel, Part], Result], parts: Sequence[Part]
    ) -> Iterator[Result]:
        """Yield the work on each part in order, the parts shared out to the copies."""
        if len(self._copies) == 1:
            yield from (work(self._copies[0], part) for part in parts)
            return
        free: queue.SimpleQueue[CometModel] = queue.SimpleQueue()
        for model in self._copies:
            free.put(model)

        def one(part: Part) -> Result:
            import torch

            model = free.get()
            try:
                with torch.inference_mode():  # holds for a thread alone
                    return work(model, part)
            finally:
                free.put(model)

        with ThreadPoolExecutor(len(self._copies)) as pool:
            yield from pool.map(one, parts)


def _loaded(checkpoint: Checkpoint, *, offline: bool) -> CometModel:
    with quiet(), _offline(asked=offline):
        from comet import load_from_checkpoint

        try:
            # A local encoder needs nobody; nor does one that lies in the hub's cache.
            model = load_from_checkpoint(str(checkpoint.path), local_files_only=offline)
        # A file that is no checkpoint can make torch, Lightning and transformers raise anything.
        except Exception as error:
            told = " ".join(str(error).split())[:200]
            seen = f"it does not load with encoder {checkpoint.pretrained}: {told}"
            remedy = "Fetch the model again; a hub encoder must be on this machine for --offline."
            raise EngineError("H522", str(checkpoint.path), seen, remedy) from None
        return model.eval()


@contextmanager
def _offline(*, asked: bool) -> Iterator[None]:
    """Tell the hub's libraries to ask nobody while a model is loaded."""
    before = {name: os.environ.get(name) for name in _OFFLINE}
    try:
        if asked:
            os.environ.update(dict.fromkeys(_OFFLINE, "1"))
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _matched(model: CometModel) -> None:
    """Let each head take what pooling hands it, which is in 32 bits for bfloat16.

    The library brings 16 bits back by itself, and forgets bfloat16.
    """
    for head in (model.estimator, getattr(model, "hidden2tag", None)):
        if head is not None:
            head.register_forward_pre_hook(_as_weights)


def _as_weights(head: Module, given: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
    kind = next(head.parameters()).dtype
    return tuple(one.to(kind) for one in given)


def _spread(model: CometModel, gpus: int) -> list[CometModel]:
    if not gpus:
        return [model]
    return [(model if n == gpus - 1 else copy.deepcopy(model)).to(f"cuda:{n}") for n in range(gpus)]


def _sides(checkpoint: Checkpoint) -> tuple[Callable[[Question], str | None], ...]:
    """Return what to read of a question: candidate, source and, where it is used, reference."""
    names = ("candidate", "source", "reference" if "ref" in checkpoint.inputs else None)
    return tuple(attrgetter(name) for name in names if name)


def _head(model: CometModel, columns: list[Tensor]) -> list[float]:
    """Return the estimator's scores of candidate, source and reference vectors (rows × units)."""
    import torch

    if len(columns) == 3:
        candidate, source, reference = columns
        made = model.estimate(source, candidate, reference)
        return list(map(float, made.score.tolist()))
    candidate, source = columns
    # The order in which `ReferencelessRegression.forward` joins them.
    joined = torch.cat((candidate, source, candidate * source, (candidate - source).abs()), dim=1)
    return list(map(float, model.estimator(joined).view(-1).tolist()))


def _stacked(rows: list[Tensor]) -> Tensor:
    import torch

    return torch.stack(rows)


def _sample(question: Question) -> dict[str, str]:
    given = {
        "mt": question.candidate,
        "src": question.source,
        "ref": question.reference,
    }
    return {name: text for name, text in given.items() if text is not None}


def _texts(question: Question) -> tuple[str, ...]:
    return tuple(_sample(question).values())


def _moved(part: dict[str, Any], device: device) -> dict[str, Any]:
    return {k: v.to(device) if hasattr(v, "to") else v for k, v in part.items()}


def _mark(given: dict[str, Any]) -> Mark:
    return Mark(
        int(given["start"]),
        int(given["end"]),
        str(given["severity"]),
        float(given["confidence"]),
        str(given["text"]),
    )


def _slices(items: Sequence[Part], size: int) -> Iterator[Sequence[Part]]:
    return (items[n : n + size] for n in range(0, len(items), size))
