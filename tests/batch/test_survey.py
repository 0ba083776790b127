"""Findings over a batch are the same however it is cut."""

import json

import pytest

from harness import api
from harness.config import Settings
from harness.model.text import Document
from harness.read import plan, read_paths
from harness.session import Session
from harness.survey import survey

ROWS = [
    ("a", "The library closes at eight.", "La biblioteca cierra a las ocho."),
    ("a", "It rained on the coast.", "Llovió en la costa."),
    ("b", "The library closes at eight", "La biblioteca cierra a las ocho."),
    ("b", "The ferry to the island leaves at seven in the morning.",
     "El transbordador a la isla sale a las siete de la mañana."),
    ("c", "The bookshop shuts at eight.", "La biblioteca cierra a las ocho."),
    ("c", "The ferry to the island leaves at seven in the morning.",
     "Los perros no pueden entrar en la sala de espera."),
    ("d", "It was raining by the sea.", "Llovió en la costa."),
    ("d", "Nothing else happened that day.", "Ese día no pasó nada más."),
]  # fmt: skip
SETTINGS = Settings(select=("CON303", "CON304"))


@pytest.fixture
def rows(tmp_path):
    path = tmp_path / "rows.jsonl"
    given = [
        json.dumps({"document": name, "candidate": text, "source": source})
        for name, text, source in ROWS
    ]
    path.write_text("\n".join(given), encoding="utf-8")
    return path


def told(report):
    return [
        (document.article.document.id, finding.rule, finding.text, finding.confidence.label)
        for document in report.documents
        for finding in document.findings
    ]


def test_units_of_different_documents_are_compared(rows):
    documents = read_paths((rows,), language="en")
    assert told(api.check(documents, SETTINGS)) == [
        ("c", "CON303", "The bookshop shuts at eight.", "medium"),
        ("c", "CON304", "The ferry to the island leaves at seven in the morning.", "medium"),
        ("d", "CON303", "It was raining by the sea.", "low"),
    ]


def test_systems_are_compared_with_themselves_alone():
    def document(system, text):
        return Document(id=system, system=system, text=text, language="en", source="Llovió ayer.")

    documents = [document("x", "It rained yesterday."), document("y", "There was rain.")]
    assert told(api.check(documents, SETTINGS)) == []


def test_planned_documents_and_documents_at_hand_give_the_same(rows, tmp_path):
    documents = read_paths((rows,), language="en")
    planned = plan([rows]).in_order
    assert survey(planned) == survey(documents)
    alone = api.check(documents, SETTINGS)
    for jobs in (1, 2):
        report, _ = api.run_into(tmp_path / f"out{jobs}", planned, SETTINGS, jobs=jobs)
        assert told(report) == told(alone)


def test_what_does_not_agree_is_not_searched_for_where_no_rule_asks(rows):
    with Session(Settings(select=("encoding",))) as session:
        session.look_over(read_paths((rows,), language="en"))
        assert session.corpus is None
