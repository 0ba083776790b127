"""Paths to documents: candidates, what lies beside them, and what they are called."""

from pathlib import Path

import pytest

from harness.errors import HarnessError
from harness.read import candidates, read_paths


@pytest.fixture
def folder(tmp_path):
    for name in (
        "b.txt",
        "b.ref.txt",
        "b.ref.2.txt",
        "b.ref.10.txt",
        "b.ref.note.txt",
        "b.src.txt",
        "b.ignore.toml",
        "b.marks.json",
        "deep/er/a.txt",
        "deep/c.d.txt",
        ".hidden/x.txt",
        "notes.doc",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Text of {name}.\n", encoding="utf-8")
    return tmp_path


def ids(*paths):
    return [name for _, name in candidates(paths)]


def refused(*paths, **given):
    with pytest.raises(HarnessError) as caught:
        read_paths(paths, **given)
    return caught.value


def test_a_folder_is_the_root_of_its_documents(folder):
    assert ids(folder) == ["b", "deep/c.d", "deep/er/a"]


def test_files_are_called_by_their_deepest_common_folder(folder):
    assert ids(folder / "b.txt") == ["b"]
    assert ids(folder / "b.txt", folder / "deep/er/a.txt") == ["b", "deep/er/a"]
    assert ids(folder / "deep/c.d.txt", folder / "deep/er/a.txt") == ["c.d", "er/a"]


def test_the_working_folder_does_not_matter(folder, monkeypatch):
    monkeypatch.chdir(folder / "deep")
    assert ids(Path("../b.txt"), Path("er/a.txt")) == ["b", "deep/er/a"]
    assert ids(Path()) == ["c.d", "er/a"]


@pytest.mark.parametrize(
    "beside", ["b.ref.txt", "b.ref.2.txt", "b.src.txt", "b.ref.note.txt", "b.ignore.toml"]
)
def test_what_belongs_to_a_file_is_never_a_candidate_even_when_named(folder, beside):
    assert ids(folder / "b.txt", folder / beside) == ["b"]
    assert refused(folder / beside).code == "H306"


def test_a_file_named_twice_is_read_once(folder):
    assert ids(folder / "b.txt", folder / "b.txt") == ["b"]
    assert len(read_paths((folder / "b.txt", folder / "b.txt"))) == 1


def test_references_and_source_beside_a_file_belong_to_it(folder):
    (document,) = read_paths((folder / "b.txt",))
    assert document.references == tuple(f"Text of b.ref{part}.txt.\n" for part in ("", ".2", ".10"))
    assert document.source == "Text of b.src.txt.\n"
    assert document.reference_note == "Text of b.ref.note.txt."


def test_a_name_with_brackets_finds_its_own_references_only(tmp_path):
    for name in ("a[1].txt", "a[1].ref.2.txt", "a1.ref.2.txt", "a[1].ref.x.ref.3.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    (document,) = read_paths((tmp_path / "a[1].txt",))
    assert document.references == ("a[1].ref.2.txt",)


def test_what_is_said_by_hand_wins(folder):
    (document,) = read_paths(
        (folder / "b.txt",), references=(folder / "notes.doc",), source=folder / "deep/c.d.txt"
    )
    assert document.references == ("Text of notes.doc.\n",)
    assert document.source == "Text of deep/c.d.txt.\n"


def test_by_hand_needs_a_single_article(folder):
    assert refused(folder, references=(folder / "b.ref.txt",)).code == "H308"


def test_an_empty_file_is_a_document_without_words(tmp_path):
    (tmp_path / "a.txt").touch()
    (document,) = read_paths((tmp_path,))
    assert document.text == ""


def test_two_documents_of_one_name_are_refused(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("x", encoding="utf-8")
    error = refused(tmp_path / "one", tmp_path / "two")
    assert error.code == "H309"
    assert str(tmp_path / "one/a.txt") in error.seen


def test_the_same_name_in_two_formats_is_refused(tmp_path):
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text('{"candidate": "x"}', encoding="utf-8")
    assert refused(tmp_path).code == "H309"


def test_rows_without_a_document_are_called_like_their_file(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.jsonl").write_text('{"candidate": "x"}', encoding="utf-8")
    assert [document.id for document in read_paths((tmp_path,))] == ["in/a"]


def test_a_link_is_called_what_it_is_called_here(tmp_path):
    (tmp_path / "far").mkdir()
    (tmp_path / "far/real.txt").write_text("x", encoding="utf-8")
    (tmp_path / "here").mkdir()
    (tmp_path / "here/link.txt").symlink_to(tmp_path / "far/real.txt")
    assert [document.id for document in read_paths((tmp_path / "here",))] == ["link"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("none.txt", "H306"), ("none", "H306"), ("a" * 300 + ".txt", "H306"), ("notes.doc", "H307")],
)
def test_what_cannot_be_a_candidate_is_refused(folder, name, code):
    error = refused(folder / name)
    assert (error.code, error.place) == (code, str(folder / name))


def test_an_empty_folder_is_refused(tmp_path):
    assert refused(tmp_path).code == "H306"
