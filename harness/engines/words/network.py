"""A loaded model: token numbers in, a vector for each token out, by onnxruntime or by torch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from harness.engines.comet.quiet import quiet
from harness.engines.words.place import ONNX, Model
from harness.errors import EngineError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Numbers = NDArray[np.float32]
    Whole = NDArray[np.int64]

Network = Callable[["Whole", "Whole"], "Numbers"]
# What BERT and its kin read at most; more is cut off, and its words have no vector.
_LONGEST = 512
INSTALL = 'pip install "mt-harness[encoder]"'
_TORCH = 'pip install "mt-harness[comet]"'


class Loaded(NamedTuple):
    """A tokeniser, and a network of (texts × tokens) numbers and masks → vectors of tokens."""

    tokenizer: Tokenizer
    network: Network


@lru_cache(maxsize=2)
def loaded(model: Model) -> Loaded:
    """Return the model, loaded once a process and run by one thread: processes share documents.

    Raises EngineError H530 where its runtime is not installed, H532 where its files do not load.
    """
    try:
        from tokenizers import Tokenizer

        made = _onnx if model.runtime == ONNX else _torch
        with quiet():
            network = made(model)
        tokenizer = Tokenizer.from_file(str(model.tokenizer))
    except ImportError as error:
        how = INSTALL if model.runtime == ONNX else _TORCH
        seen = f"its runtime is not installed ({error.name})"
        raise EngineError("H530", model.name, seen, f"Run: {how}") from None
    # A file that is no model can make these libraries raise anything.
    except Exception as error:
        told = " ".join(str(error).split())[:200].rstrip(".")
        seen = f"it does not load: {type(error).__name__}: {told}"
        raise EngineError("H532", str(model.weights), seen, "Fetch the model again.") from None
    tokenizer.no_padding()
    tokenizer.enable_truncation(_LONGEST)
    return Loaded(tokenizer, network)


def _onnx(model: Model) -> Network:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session: Any = onnxruntime.InferenceSession(
        str(model.weights), options, providers=["CPUExecutionProvider"]
    )
    asked = [given.name for given in session.get_inputs()]
    # The last hidden state leads, whatever a file calls it; pooled outputs come after it.
    first = session.get_outputs()[0].name

    def run(ids: Whole, mask: Whole) -> Numbers:
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": ids * 0}
        found: Numbers = session.run([first], {name: given[name] for name in asked})[0]
        return found

    return run


def _torch(model: Model) -> Network:
    import torch
    from transformers import AutoModel

    # Only what lies in this folder: the hub is asked, if at all, where the model is looked for.
    network: Any = AutoModel.from_pretrained(model.weights.parent, local_files_only=True).eval()

    def run(ids: Whole, mask: Whole) -> Numbers:
        threads = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            with torch.inference_mode():
                found = network(
                    input_ids=torch.from_numpy(ids), attention_mask=torch.from_numpy(mask)
                )
        finally:
            torch.set_num_threads(threads)
        made: Numbers = found.last_hidden_state.numpy()
        return made

    return run


def vectors(
    model: Model, texts: Sequence[str]
) -> list[tuple[tuple[tuple[int, int], ...], Numbers]]:
    """Return, for each text, where its tokens stand (code points) and their vectors of length 1.

    Tokens that stand nowhere in the text, those that begin and end it, are left out.
    """
    import numpy as np

    tokenizer, network = loaded(model)
    encoded = tokenizer.encode_batch(list(texts))
    width = max((len(one.ids) for one in encoded), default=0)
    ids = np.zeros((len(encoded), width), dtype=np.int64)
    mask = np.zeros_like(ids)
    for n, one in enumerate(encoded):
        ids[n, : len(one.ids)] = one.ids
        mask[n, : len(one.ids)] = 1
    out = network(ids, mask)
    found = []
    for n, one in enumerate(encoded):
        inside = [k for k, (start, end) in enumerate(one.offsets) if end > start]
        rows = out[n, inside].astype(np.float32)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        found.append((tuple(one.offsets[k] for k in inside), rows / np.maximum(lengths, 1e-9)))
    return found
