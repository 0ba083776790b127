"""Human judgements are read from each layout as it is published."""

import gzip
import json

import pytest

from harness.errors import HarnessError
from harness.meta.reading import read_judgements

SEGMENT = {
    "dataset": "set",
    "lang_pair": "zh-en",
    "system": "A",
    "is_human": False,
    "doc_id": "d",
    "seg_id": 7,
    "source": "s",
    "hypothesis": "a bad text",
    "references": ["a good text"],
    "raters": ["r2", "r1"],
    "error_spans": [[2, 5, "Accuracy/Mistranslation", "major", "r1"], [0, 1, "x", "neutral", "r1"]],
    "score": -5.0,
    "spans_complete": True,
}
CONTRAST = {
    "dataset": "demetr",
    "lang_pair": "de-en",
    "item_id": 3,
    "perturbation": "critical_id8_negation",
    "valid": True,
    "source": "q",
    "references": ["it is good"],
    "original": "it is good",
    "hypothesis": "it is not good",
    "error_spans": [[6, 9, "critical_id8_negation", "critical", "insert"]],
}


def test_json_lines_hold_segments_and_contrasts(tmp_path):
    path = tmp_path / "both.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for row in (SEGMENT, CONTRAST, CONTRAST | {"valid": False}):
            file.write(json.dumps(row) + "\n")
    found = read_judgements(path)
    (segment,) = found.segments
    assert segment.raters == ("r1", "r2")
    assert [(m.start, m.end, m.major) for m in segment.gold] == [(2, 5, True)]
    assert (segment.score, segment.complete, segment.human) == (-5.0, True, False)
    (contrast,) = found.contrasts
    assert (contrast.better, contrast.worse) == ("it is good", "it is not good")


def test_demetr_s_own_json_tells_where_the_change_is(tmp_path):
    row = {
        "id": 1,
        "src_sent": "q",
        "eng_sent": "It is good.",
        "mt_sent": "it is good",
        "pert_sent": "it is not good",
        "lang_tag": "german",
        "pert_check": True,
        "severity": "critical",
        "pert_name": "critical_id8_negation",
    }
    path = tmp_path / "critical_id8_negation.json"
    path.write_text(json.dumps([row, row | {"pert_check": False}]), encoding="utf-8")
    (contrast,) = read_judgements(path).contrasts
    (mark,) = contrast.marks
    assert contrast.worse[mark.start : mark.end] == "not"


def test_a_marot_table_has_a_row_a_mark(tmp_path):
    path = tmp_path / "mqm.tsv"
    path.write_text(
        "system\tdoc\tdoc_id\tseg_id\trater\tsource\ttarget\tcategory\tseverity\n"
        "A\td\t1\t5\tr1\ts\tsaid <v>the the</v> man\tFluency/Grammar\tMajor\n"
        'A\td\t1\t5\tr1\ts\tsaid the the man<v>,</v> "so\tFluency/Punctuation\tMinor\n'
        "A\td\t1\t5\tr2\ts\tsaid the the man\tNo-error\tno-error\n"
        "Human-A.0\td\t1\t5\tr1\ts\t<v>x</v>\tNon-translation!\tMajor\n",
        encoding="utf-8",
    )
    machine, human = read_judgements(path).segments
    assert machine.text[5:12] == "the the"
    assert (machine.gold[0].start, machine.gold[0].end) == (5, 12)
    assert machine.score == pytest.approx(-(5 + 0.1) / 2)
    assert human.human
    assert human.score == -25


def test_a_folder_of_mt_metrics_eval_with_esa_scores(tmp_path):
    folder = tmp_path / "wmt24"
    for name, text in {
        "documents/en-de.docs": "news\tdoc1\nnews\tdoc1\n",
        "sources/en-de.txt": "one\ntwo\n",
        "references/en-de.refA.txt": "eins\nzwei\n",
        "system-outputs/en-de/S1.txt": "ein\nzwei\n",
        "system-outputs/en-de/refA.txt": "eins\nzwei\n",
        "human-scores/en-de.esa.seg.score": "S1\t80.5\nS1\tNone\nrefA\t95\nrefA\t90\n",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    found = read_judgements(folder).segments
    assert [(s.system, s.score, s.human) for s in found] == [
        ("S1", 80.5, False),
        ("S1", None, False),
        ("refA", 95.0, True),
        ("refA", 90.0, True),
    ]
    assert {s.document for s in found} == {"doc1"}
    assert read_judgements(tmp_path).segments == found


@pytest.mark.parametrize(
    ("name", "text"), [("a.jsonl", '{"no": 1}\n'), ("a.tsv", "a\tb\n"), ("a.json", "{}")]
)
def test_what_holds_no_judgement_is_refused(tmp_path, name, text):
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(HarnessError) as caught:
        read_judgements(tmp_path / name)
    assert caught.value.code == "H335"
