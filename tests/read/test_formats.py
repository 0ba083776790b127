"""Every format: what is checked of it, what is left out and counted, what is refused and where."""

import gzip
import io
import sys
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

import pytest

from harness.errors import HarnessError
from harness.model.report import FailedDocument
from harness.model.text import Document
from harness.read import FORMATS, Given, read_paths, read_stream

written = SimpleNamespace(**run_path(str(Path(__file__).with_name("written.py"))))
XLIFF = """<xliff version="1.2">
<file original="a.docx" source-language="es" target-language="en"><body>
<trans-unit id="1"><source>uno</source>
<target>Press <g id="1">this</g> <x id="2"/> twice<bpt id="3">&lt;b&gt;</bpt>.</target>
<alt-trans><target>never</target></alt-trans></trans-unit>
<trans-unit id="2"><source>dos</source>
<target state="needs-review-translation">two</target></trans-unit>
<trans-unit id="3" translate="no"><source>tres</source><target>three</target></trans-unit>
<group translate="no">
<trans-unit id="4"><source>q</source><target>four</target></trans-unit>
</group>
<trans-unit id="5"><source>cinco</source></trans-unit>
</body></file></xliff>"""


@pytest.fixture
def put(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def read(*paths, **given):
    return read_paths(paths, given=Given(**given))


def refused(*paths, **given):
    with pytest.raises(HarnessError) as caught:
        read(*paths, **given)
    return caught.value


def left_out(document):
    return {one.what: one.count for one in document.left_out}


def test_tags_of_a_unit_are_no_text_and_one_that_stands_for_something_leaves_a_mark(put):
    (document,) = read(put("a.xlf", XLIFF))
    assert document.text == "Press this \ufffc twice."
    assert [unit.key for unit in document.units] == ["unit 1"]
    assert (document.language, document.source_language) == ("en", "es")
    assert document.source == "uno"


def test_units_that_are_no_translations_are_counted_and_checked_when_asked_for(put):
    path = put("a.xlf", XLIFF)
    (document,) = read(path)
    empty = {"units without a translation": 1}
    assert left_out(document) == {"fuzzy units": 1, "locked units": 2, **empty}
    (document,) = read(path, states=("fuzzy", "locked"))
    assert document.text == "two\nthree\nfour"
    assert left_out(document) == {"translated units": 1, **empty}


def test_each_file_of_a_file_is_a_document(put):
    inner = XLIFF[XLIFF.index("<file") : XLIFF.index("</xliff>")]
    path = put(
        "a.xlf", f"<xliff version='1.2'>{inner}{inner.replace('a.docx', 'b.docx')}{inner}</xliff>"
    )
    assert [document.id for document in read(path)] == ["a/a.docx", "a/b.docx", "a/a.docx#2"]


def test_every_plural_form_is_a_unit_and_fuzzy_messages_are_counted(put):
    path = put(
        "a.po",
        'msgid ""\nmsgstr "Language: en\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "cosa"\nmsgid_plural "cosas"\nmsgstr[0] "thing"\nmsgstr[1] "things"\n\n'
        '#, fuzzy\nmsgid "x"\nmsgstr "y"\n\nmsgid "z"\nmsgstr ""\n\n#~ msgid "o"\n#~ msgstr "p"\n',
    )
    (document,) = read(path)
    assert document.text == "thing\nthings"
    assert [unit.key for unit in document.units] == [
        "message 'cosa' form 0",
        "message 'cosa' form 1",
    ]
    assert [(a.line, a.column) for a in document.anchors if a.at in (0, 6)] == [(6, 12), (7, 12)]
    assert left_out(document) == {"fuzzy units": 1, "units without a translation": 1}


def test_a_memory_of_several_languages_asks_for_one(put):
    raw = written.tmx(["one"]).replace(b"</tu>", b'<tuv xml:lang="de"><seg>eins</seg></tuv></tu>')
    path = put("a.tmx", raw)
    error = refused(path)
    assert error.code == "H317" and "en, de" in error.seen
    (document,) = read_paths((path,), language="de", source_language="es")
    assert (document.text, document.source) == ("eins", "source 0")


def test_wmt_has_documents_of_systems_with_the_references_of_their_language(put):
    path = put(
        "news.xml",
        """<dataset id="t"><collection><doc id="d" origlang="es">
        <src lang="es"><p><seg id="1">uno</seg><seg id="2">dos</seg></p></src>
        <ref lang="en" translator="A"><p><seg id="2">two</seg><seg id="1">one</seg></p></ref>
        <ref lang="de"><p><seg id="1">eins</seg></p></ref>
        <hyp lang="en" system="B"><p><seg id="1">One</seg></p><p><seg id="2">Two</seg></p></hyp>
        <hyp lang="en" system="A"><p><seg id="2">TWO</seg></p></hyp>
        </doc></collection></dataset>""",
    )
    first, second = read(path)
    assert (first.system, first.id) == ("B", "d")
    assert (first.text, first.references) == ("One\nTwo", ("one\ntwo",))
    assert (second.system, second.text, second.source) == ("A", "TWO", "dos")
    assert left_out(second) == {"segments without a translation": 1}
    # In the report's order where documents are streamed.
    assert [getattr(one, "system", None) for one in read_stream((path,))] == ["A", "B"]


@pytest.mark.parametrize("name", ["a.xlf", "a.tmx", "a.xml"])
@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a SYSTEM "http://localhost:9/x"> %a;',
    ],
)
def test_entities_are_refused_before_anything_is_expanded(put, name, declared):
    root = {"a.xlf": "xliff", "a.tmx": "tmx", "a.xml": "dataset"}[name]
    path = put(name, f"<!DOCTYPE {root} [{declared}]>\n<{root}>&b;</{root}>")
    error = refused(path)
    assert error.code == "H316" and error.place.startswith(f"{path}:1:")


def test_an_entity_that_the_file_leaves_to_others_is_refused(put):
    path = put(
        "a.tmx",
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        "<tmx><body><tu><tuv><seg>&nbsp;</seg></tuv></tu></body></tmx>",
    )
    assert refused(path).code == "H316"


@pytest.mark.parametrize(
    ("name", "content", "code", "place"),
    [
        ("a.xlf", "<xliff>\n<file>\n</xliff>", "H316", ":3:"),
        ("a.csv", 'candidate\n"a\n', "H305", ":2"),
        ("a.csv", "text\na\n", "H305", ":1"),
        ("a.csv", "candidate,source\na\n", "H305", ":2"),
        ("a.tsv", "candidate\tsource\na\tb\nc\n", "H305", ":3"),
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nx\n\nno times\n", "H305", ":5"),
        ("a.parquet", "no parquet", "H305", ""),
        ("a.xml", "<rss/>", "H307", ""),
        ("a.html", "<script>x</script>", "H332", ""),
    ],
)
def test_a_mistake_is_told_with_its_place(put, name, content, code, place):
    path = put(name, content)
    error = refused(path)
    assert error.code == code
    assert error.place.startswith(f"{path}{place}")


def test_columns_are_mapped_by_name_or_named_in_order_and_the_others_are_listed(put):
    (document,) = read(put("a.csv", "mt;src;x\na;b;c\n"), columns=("candidate=mt", "source=src"))
    assert (document.text, document.source) == ("a", "b")
    assert left_out(document) == {'column "x"': None}
    (document,) = read(put("b.tsv", "a\tb\nc\td\n"), columns=("source", "candidate"))
    assert (document.text, document.source) == ("b\nd", "a\nc")
    assert refused(put("c.tsv", "a\n"), columns=("candidat",)).code == "H314"


def test_gzip_is_unpacked_and_bounded(put, tmp_path):
    raw = written.jsonl(["one", "two"])
    (document,) = read(put("a.jsonl.gz", gzip.compress(raw)))
    assert (document.id, document.text) == ("a", "one\ntwo")
    for name in ("b.jsonl.gz", "b.txt.gz"):
        bomb = put(name, gzip.compress(b" " * (3 << 20)))
        assert refused(bomb, largest_mib=2).code == "H313"
    assert refused(put("c.txt.gz", gzip.compress(raw)[:-9])).code == "H330"


def test_standard_input_is_told_by_its_content(monkeypatch):
    for raw, form in ((written.jsonl(["one"]), "jsonl"), (b"one", "text")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        (document,) = read("-")
        assert (document.id, document.path, document.text) == ("stdin", "stdin", "one"), form


def test_an_object_store_is_a_folder_like_any_other():
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    for name, text in {
        "a.txt": "one",
        "a.ref.txt": "eins",
        "deep/b.jsonl": '{"candidate": "two"}',
    }.items():
        system.pipe(f"/partg/{name}", text.encode())
    documents = read("memory://partg")
    assert [(one.id, one.text, one.references) for one in documents] == [
        ("a", "one", ("eins",)),
        ("deep/b", "two", ()),
    ]
    assert [one.id for one in read("memory://partg/*.txt")] == ["a"]


def test_patterns_name_files(put, tmp_path):
    put("a.txt", "one")
    put("b.md", "two")
    assert [one.id for one in read(str(tmp_path / "*.[tm]*"))] == ["a", "b"]
    assert refused(str(tmp_path / "*.po")).code == "H306"


def test_a_folder_gives_translations_and_no_other_tables(put, tmp_path):
    put("a.csv", "candidate\none\n")
    put("terms.csv", "term,use\na,b\n")
    put("feed.xml", "<rss/>")
    put("b.xml", written.wmt(["two"]))
    assert [one.text for one in read(tmp_path)] == ["one", "two"]


def test_a_run_folder_is_passed_by(put, tmp_path):
    put("a.txt", "one")
    (tmp_path / "out").mkdir()
    for name in ("run.json", "report.json", "report.html"):
        (tmp_path / "out" / name).write_text("<p>x</p>", encoding="utf-8")
    assert [one.id for one in read(tmp_path)] == ["a"]


def test_a_file_that_cannot_be_read_is_a_row_among_others(put, tmp_path):
    put("a.txt", "one")
    put("b.xlf", "<xliff>")
    failed, document = read_stream((tmp_path,))
    assert isinstance(failed, FailedDocument) and "H316" in failed.why
    assert isinstance(document, Document) and document.id == "a"


@pytest.mark.parametrize(
    ("name", "library"),
    [
        ("a.po", "translate.storage.pypo"),
        ("a.html", "trafilatura"),
        ("s3://x/a.txt", "fsspec.core"),
    ],
)
def test_a_missing_extra_is_named_with_the_command(put, monkeypatch, name, library):
    monkeypatch.setitem(sys.modules, library, None)
    path = name if "://" in name else put(name, '<p>x</p>\nmsgid "a"\nmsgstr "b"\n')
    error = refused(path)
    assert error.code == "H315"
    assert 'pip install "mt-harness[formats]"' in error.remedy


def test_code_and_markup_are_no_prose(put):
    (document,) = read(
        put("a.md", '---\na: b\n---\n# Head\n\nRun `x` *now*, see [this](u "now").\n\n    code\n')
    )
    assert document.text == "Head\n\nRun \ufffc now, see this."
    assert left_out(document) == {"code blocks": 1, "lines of front matter": 3}


def test_a_forced_format_is_taken_for_every_file(put):
    (document,) = read(put("a.dat", '{"candidate": "one"}'), format="jsonl")
    assert document.text == "one"
    assert set(FORMATS) >= {"article", "wmt", "xliff", "tmx", "po", "srt", "vtt", "html"}
