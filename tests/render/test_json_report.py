import json
import re
from pathlib import Path

import jsonschema
import pytest

from harness.gate import judge
from harness.model.report import Policy
from harness.render.json_report import as_object, portable, render_json, schema

DOCS = Path(__file__).parents[2] / "docs" / "report-json.md"


@pytest.fixture(params=["paired", "alone", "several"])
def report(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def made(report):
    return json.loads(render_json(report, judge(report, Policy())))


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(schema())


def test_a_real_report_fits_its_schema(made):
    jsonschema.validate(made, schema(), cls=jsonschema.Draft202012Validator)
    assert any(document["findings"] for document in made["documents"])


def test_every_field_that_is_written_is_described(made):
    root = schema()

    def walk(value, shape):
        if "$ref" in shape:
            shape = root["$defs"][shape["$ref"].split("/")[-1]]
        for option in shape.get("oneOf", ()):
            if value is not None and option.get("type") != "null":
                walk(value, option)
        if isinstance(value, dict) and "properties" in shape:
            assert value.keys() <= shape["properties"].keys()
            for name, inner in value.items():
                walk(inner, shape["properties"][name])
        if isinstance(value, list):
            for inner in value:
                walk(inner, shape.get("items", {}))

    walk(made, root)


def test_a_report_with_a_wrong_word_does_not_fit(made):
    found = next(document for document in made["documents"] if document["findings"])
    found["findings"][0]["severity"] = "awful"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(made, schema())


def described(shape):
    for name, inner in shape.get("properties", {}).items():
        yield name, inner.get("description")
        yield from described(inner)
        yield from described(inner.get("items", {}))
        for option in inner.get("oneOf", ()):
            yield from described(option)


def test_the_documentation_says_what_the_schema_says():
    rows = DOCS.read_text(encoding="utf-8")
    shapes = (schema(), *schema()["$defs"].values())
    for name, words in (pair for shape in shapes for pair in described(shape)):
        assert re.search(rf"\| `(?:\w+\.)?{name}` \|.*\| {re.escape(words or '')}", rows), name


def test_offsets_point_at_the_words(paired):
    (document,) = as_object(paired, judge(paired, Policy()))["documents"]
    text = paired.documents[0].article.text
    for found in document["findings"]:
        assert text[found["start"] : found["end"]] == found["text"]
        segment = document["segments"][found["segment"]]
        assert segment["start"] + found["segment_start"] == found["start"]


def test_impact_is_a_number_with_metrics_and_null_without(paired, alone):
    def impacts(report):
        (document,) = as_object(report, judge(report, Policy()))["documents"]
        return [f["reference"] and f["reference"]["impact"] for f in document["findings"]]

    assert any(isinstance(gain, dict) and "chrf++" in gain for gain in impacts(paired))
    assert not any(impacts(alone))


def test_no_absolute_path_is_written():
    assert portable("/home/someone/a.txt") == "a.txt"
    assert portable("corpora/a.txt") == "corpora/a.txt"


def test_over_the_limit_the_tables_stand_for_the_documents(paired):
    tables = {"documents": "documents.parquet"}
    made = json.loads(render_json(paired, judge(paired, Policy()), tables=tables))
    assert made["documents"] == [] and made["tables"] == tables
    jsonschema.validate(made, schema())
