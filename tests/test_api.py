"""The steps as a program calls them; docs/api.md holds what it says."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas
import pytest

from harness import Settings, api, check, read_frame, read_paths, run, session
from harness.config import RUN_METRICS
from harness.errors import HarnessError
from harness.model.text import Document
from harness.read import Given, Planned, plan

PAGE = Path(__file__).parents[1] / "docs" / "api.md"
PIECES = re.findall(r"^```python( script)?\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)
SOUND = "Rain fell on the valley for three days without a break.\n"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """The files that the page speaks of."""
    monkeypatch.chdir(tmp_path)
    texts = {
        "articles/a.txt": "The mayor& # 39; s office was shut.\n",
        "articles/b.txt": SOUND,
        "articles/b.ref.txt": SOUND,
        "base.txt": "The rain fell.\nIt is raining still.\n",
        "tuned.txt": "Rain fell.\nIt still rains.\n",
        "truth.txt": "Rain fell.\nIt still rains.\n",
    }
    for name, text in texts.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_page_runs_from_top_to_bottom(here, capsys):
    space: dict[str, object] = {}
    told = []
    for script, code in PIECES:
        if not script:
            exec(compile(code, str(PAGE), "exec"), space)
            told.append(capsys.readouterr().out)
    looked, judged, _, scored, own, framed, wrong = told
    assert looked.startswith("a ENC101 9 & # 39;")
    assert judged.startswith("PASSED")
    assert "base bleu" in scored and "tuned chrf 100.0 nrefs:1" in scored
    assert own.strip().endswith("'")
    assert "The rain fell." in framed
    assert wrong.startswith("H306 nowhere.txt")


def test_a_frame_is_read_as_a_table_on_disk_is(tmp_path):
    rows = pandas.DataFrame(
        {
            "document": ["b", "a", "b"],
            "candidate": ["It rained.", "It snowed.", "It thawed."],
            "reference": ["Rain fell.", None, "It melted."],
            "year": [2019, 2020, 2021],
        }
    )
    path = tmp_path / "rows.jsonl"
    rows.drop(columns="year").to_json(path, orient="records", lines=True)
    on_disk = (planned.read() for planned in plan((path,), Given(language="en")).in_order)
    made = read_frame(rows, language="en")
    assert [(d.id, d.text, d.references) for d in made] == [
        (d.id, d.text, d.references) for d in on_disk
    ]
    with pytest.raises(HarnessError, match="H305 frame:2"):
        read_frame(pandas.DataFrame({"candidate": ["a", None]}))


def test_scores_alone_are_those_of_a_run():
    document = Document(id="a", text=SOUND, references=("Rain fell.\n",), language="en")
    settings = Settings(metrics=("chrf", "bleu"))
    alone, whole = api.score((document,), settings), run((document,), settings)
    assert alone.scores == whole.scores
    assert not alone.totals.by_rule


@pytest.mark.slow
def test_the_script_of_the_page_runs_as_a_script(here):
    ((_, code),) = [piece for piece in PIECES if piece[0]]
    (here / "articles" / "c.txt").write_bytes(b"caf\xe9")
    long = f"{SOUND}\n" * (session.WORTH_A_POOL // len(SOUND))
    (here / "articles" / "long.txt").write_text(long, encoding="utf-8")
    (here / "many.py").write_text(code, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "many.py"], capture_output=True, text=True, timeout=120, check=True
    )
    *ids, failed = done.stdout.splitlines()
    assert sorted(ids) == ["a", "b", "long"]
    assert failed.startswith("articles/c.txt H302 1:4")


@pytest.mark.slow
def test_a_script_without_its_guard_is_told_so(here):
    code = """
    from pathlib import Path
    from harness import Settings, api, read_paths, session
    session.WORTH_A_POOL = 0
    api.check(read_paths((Path("articles"),)), Settings(), jobs=2)
    """
    (here / "bare.py").write_text(code.replace("\n    ", "\n"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "bare.py"], capture_output=True, text=True, timeout=120, check=False
    )
    assert "H507 a process of the pool did not start" in done.stderr


def test_check_is_run_without_metrics(here):
    documents = read_paths((Path("articles"),), language="en")
    assert check(documents, Settings(metrics=RUN_METRICS)) == run(documents, Settings())


def test_the_order_of_the_documents_is_kept_and_changes_nothing_else(here):
    documents = read_paths((Path("articles"),), language="en")
    settings = Settings(metrics=RUN_METRICS)
    forth, back = run(iter(documents), settings), run(documents[::-1], settings)
    assert tuple(back.documents) == tuple(forth.documents)[::-1]
    assert replace(back, documents=()) == replace(forth, documents=())


def test_whoever_watches_is_told_of_each_document_once(here, monkeypatch):
    monkeypatch.setattr(session, "WORTH_A_POOL", 0)
    documents = read_paths((Path("articles"),), language="en")
    for jobs in (1, 2):
        seen: list[Document | Planned] = []
        check(documents, Settings(), jobs=jobs, watch=seen.append)
        assert all(isinstance(one, Document) for one in seen)
        assert sorted(map(id, seen)) == sorted(map(id, documents))


def test_weights_that_are_not_there_are_refused_before_any_work():
    looked: list[Document | Planned] = []
    settings = Settings(metrics=("penalty",), weights="nowhere.toml")
    with pytest.raises(HarnessError):
        run([Document(id="a", text=SOUND)], settings, watch=looked.append)
    assert not looked
