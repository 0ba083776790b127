"""Small real COMET checkpoints: a random two-layer encoder over words and letters, a head on it.

Made as the library makes them: its own classes, saved by Lightning. Trained ones took real steps.
"""

import logging
import random
import warnings
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from harness.engines.comet.checkpoint import package

TEXT = """the black cat slept in a bed while two dogs ran over green hills far from town and nobody
knew where they would stop before night came down on every road"""
WORDS = TEXT.split()
KINDS = {
    "regression": "regression_metric",
    "reference-free": "referenceless_regression_metric",
    "unified": "unified_metric",
    "xcomet": "xcomet_metric",
}
POSITIONS = 128


@contextmanager
def silent():
    """The library warns and takes hold of logging; a test that uses it itself lets it."""
    handlers, level, off = (
        logging.root.handlers[:],
        logging.root.level,
        logging.root.manager.disable,
    )
    logging.disable(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
    logging.disable(off)
    logging.root.handlers[:], logging.root.level = handlers, level


def sentence(rng):
    return " ".join(rng.choice(WORDS) for _ in range(rng.randint(3, 12)))


def triples(count, seed=5):
    """So many (source, candidate, reference) of random words."""
    rng = random.Random(seed)
    return [(sentence(rng), sentence(rng), sentence(rng)) for _ in range(count)]


def _encoder(folder):
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder.mkdir()
    letters = "abcdefghijklmnopqrstuvwxyz"
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", ","]
    vocabulary = list(dict.fromkeys([*vocabulary, *letters, *(f"##{x}" for x in letters), *WORDS]))
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=POSITIONS,
    )
    config.save_pretrained(folder)
    BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    return folder


def _model(kind, encoder):
    import torch
    from comet.models import str2model

    torch.manual_seed(1)
    more = {"word_layer": 2} if kind in ("unified_metric", "xcomet_metric") else {}
    return str2model[kind](
        encoder_model="BERT",
        pretrained_model=str(encoder),
        hidden_sizes=[32],
        dropout=0.0,
        layer_transformation="softmax",
        **more,
    )


def _save(made, folder, kind, steps=0):
    """Write a checkpoint as Lightning writes it, with the number of steps that were taken."""
    import pytorch_lightning as lightning
    import torch
    import yaml

    path = folder / "checkpoints" / "model.ckpt"
    path.parent.mkdir(parents=True)
    trainer = lightning.Trainer(
        logger=False, enable_checkpointing=False, accelerator="cpu", enable_progress_bar=False
    )
    trainer.strategy.connect(made)
    trainer.save_checkpoint(path)
    if steps:
        torch.save(torch.load(path, weights_only=True) | {"global_step": steps}, path)
    settings = {**made.hparams, "class_identifier": kind}
    (folder / "hparams.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    return str(folder)


def _train(made, steps):
    """Take steps towards 1 for a candidate that is its reference, and 0 for other words."""
    import torch

    rng = random.Random(3)
    for weight in made.parameters():
        weight.requires_grad = True
    optimizer = torch.optim.AdamW(made.parameters(), lr=3e-3)
    made.train()
    for _ in range(steps):
        samples = []
        for n in range(8):
            reference = sentence(rng)
            candidate = sentence(rng) if n % 2 else reference
            samples.append({"src": sentence(rng), "mt": candidate, "ref": reference})
        given = made.prepare_sample(samples, stage="predict")
        parts = given if isinstance(given, tuple) else (given,)
        wanted = torch.tensor([float(n % 2 == 0) for n in range(8)])
        losses = [torch.nn.functional.mse_loss(made(**part).score, wanted) for part in parts]
        loss = torch.stack(losses).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return made.eval()


def _taught(made):
    """Teach the head that labels words to mark `cat` as a major error; the encoder stays."""
    import torch

    rng = random.Random(7)
    given = [{name: sentence(rng) for name in ("src", "mt", "ref")} for _ in range(40)]
    cat = made.encoder.tokenizer.convert_tokens_to_ids("cat")
    major = made.label_encoder.labels_to_id["I-major"]
    rows, labels = [], []
    with torch.no_grad():
        for part in made.prepare_sample(given, stage="predict"):
            kinds = part.get("token_type_ids")
            seen = made.encoder(part["input_ids"], part["attention_mask"], token_type_ids=kinds)
            there = part["attention_mask"].bool()
            rows.append(seen["all_layers"][made.hparams.word_layer][there])
            labels.append((part["input_ids"][there] == cat).long() * major)
    features, wanted = torch.cat(rows).detach(), torch.cat(labels)
    optimizer = torch.optim.AdamW(made.hidden2tag.parameters(), lr=0.1)
    for _ in range(100):
        loss = torch.nn.functional.cross_entropy(made.hidden2tag(features), wanted)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return made.eval()


@pytest.fixture(scope="session")
def lab(tmp_path_factory, require_part):
    """Paths of checkpoints: `fresh` by kind, `trained` for regression and xCOMET."""
    require_part("unbabel-comet", package())
    home = tmp_path_factory.mktemp("models")
    with silent():
        import torch

        torch.set_num_threads(1)
        encoder = _encoder(home / "encoder")
        fresh = {
            name: _save(_model(kind, encoder), home / name, kind) for name, kind in KINDS.items()
        }
        regression = _train(_model(KINDS["regression"], encoder), 100)
        xcomet = _taught(_train(_model(KINDS["xcomet"], encoder), 1))
        trained = {
            name: _save(made, home / f"trained-{name}", KINDS[name], steps)
            for name, made, steps in (("regression", regression, 100), ("xcomet", xcomet, 101))
        }
    return SimpleNamespace(
        fresh=fresh, trained=trained, encoder=encoder, silent=silent, triples=triples
    )
