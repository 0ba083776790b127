"""Segments a second of COMET through us, beside what `comet-score` does with the same model.

    python benchmarks/comet_speed.py [--lines 1000] [--model FOLDER] [--threads N]

Without `--model` a small random checkpoint is made: two layers, so the figures tell what batching
and bookkeeping cost, not what a large encoder does. `comet-score` halves the model, sets its
cache of vectors and calls `predict` in batches of 16; the same is called here after loading, so no
start-up is in any time. Both score the same lines in turn, three times, at 16 and at 32 bits;
then lines of which the second half repeats the first. The best of the three counts, by the clock
and by the processor's time, which other work on the machine disturbs less.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from pathlib import Path
from typing import Any

from harness.cache import NO_CACHE
from harness.engines.comet.answer import Question
from harness.engines.comet.checkpoint import find
from harness.engines.comet.choice import Choice
from harness.engines.comet.network import Network
from harness.engines.comet.quiet import quiet
from harness.engines.comet.scorer import Scorer

WORDS = [a + b for a in "bdfgklmnprstvz" for b in ("an", "er", "ilo", "ust")]
Row = tuple[str, str, str]
Turn = tuple[float, float, list[float]]


def sentences(count: int) -> list[Row]:
    """Return so many (source, candidate, reference), 5 to 40 words each, from one seed."""
    rng = random.Random(1)

    def sentence() -> str:
        return " ".join(rng.choice(WORDS) for _ in range(rng.randint(5, 40)))

    return [(sentence(), sentence(), sentence()) for _ in range(count)]


def small_model(folder: Path) -> str:
    """Return the folder of a random checkpoint: a BERT of two layers, a regression head."""
    import pytorch_lightning as lightning
    import torch
    import yaml
    from comet.models import RegressionMetric
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(1)
    encoder = folder / "encoder"
    encoder.mkdir()
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]
    (encoder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    BertTokenizerFast(vocab_file=str(encoder / "vocab.txt")).save_pretrained(encoder)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=128,
    )
    config.save_pretrained(encoder)
    BertModel(config, add_pooling_layer=False).save_pretrained(encoder)
    model = RegressionMetric(
        encoder_model="BERT", pretrained_model=str(encoder), hidden_sizes=[64], dropout=0.0
    )
    (folder / "checkpoints").mkdir()
    trainer = lightning.Trainer(logger=False, enable_checkpointing=False, accelerator="cpu")
    trainer.strategy.connect(model)
    trainer.save_checkpoint(folder / "checkpoints" / "model.ckpt")
    settings = {**model.hparams, "class_identifier": "regression_metric"}
    (folder / "hparams.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    return str(folder)


def theirs(path: Path, rows: list[Row], bits: str) -> Turn:
    """Return seconds by clock and processor, and the scores, of `comet-score` once it is loaded."""
    import comet

    with quiet():
        model: Any = comet.load_from_checkpoint(str(path), local_files_only=True).eval()
        model = model.half() if bits == "16" else model
        model.set_embedding_cache()
        given = [{"src": src, "mt": mt, "ref": ref} for src, mt, ref in rows]
        began, worked = time.perf_counter(), time.process_time()
        made = model.predict(given, batch_size=16, gpus=0, progress_bar=False)
        return time.perf_counter() - began, time.process_time() - worked, list(made.scores)


def ours(model: str, rows: list[Row], bits: str) -> Turn:
    """Return seconds by clock and processor, and scores, of ours, once its model is loaded."""
    choice = Choice(precision=bits)
    checkpoint = find(model, offline=True)
    scorer = Scorer(checkpoint, choice, NO_CACHE)
    scorer._network = Network(checkpoint, choice)
    questions = [Question(mt, src, ref) for src, mt, ref in rows]
    began, worked = time.perf_counter(), time.process_time()
    answers = scorer.answers(questions)
    seconds, work = time.perf_counter() - began, time.process_time() - worked
    return seconds, work, [answer.score for answer in answers]


def compare(model: str, rows: list[Row], bits: str, what: str) -> None:
    """Print the best of three turns of both, and how far the scores differ at most."""
    path = find(model, offline=True).path
    turns = [(theirs(path, rows, bits), ours(model, rows, bits)) for _ in range(3)]
    one, other = (min(turn[n][0] for turn in turns) for n in (0, 1))
    work = min(turn[0][1] for turn in turns) / min(turn[1][1] for turn in turns)
    apart = max(abs(a - b) for a, b in zip(turns[0][0][2], turns[0][1][2], strict=True))
    print(
        f"{what}, {bits} bits: comet-score {len(rows) / one:,.0f} segments/s, "
        f"ours {len(rows) / other:,.0f}: {one / other:.2f} times "
        f"(processor: {work:.2f}); scores at most {apart:.1e} apart"
    )


def main() -> None:
    """Make or find the model, and print a line for each comparison."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--lines", type=int, default=1000)
    parser.add_argument("--model", default=None)
    parser.add_argument("--threads", type=int, default=None)
    given = parser.parse_args()
    with quiet():
        import torch
    if given.threads is not None:
        torch.set_num_threads(given.threads)
    with tempfile.TemporaryDirectory() as folder:
        with quiet():
            model = given.model or small_model(Path(folder))
        rows = sentences(given.lines)
        half = rows[: len(rows) // 2]
        for bits in ("16", "32"):
            compare(model, rows, bits, "all different")
            compare(model, half * 2, bits, "half of them repeated")


if __name__ == "__main__":
    main()
