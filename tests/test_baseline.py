"""What was accepted stays accepted, and nothing else: by fingerprint, rule, words and path."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from harness.accept import beside
from harness.api import check, examine, run_into
from harness.baseline import (
    Decision,
    Entry,
    read_baseline,
    same_document,
    taking,
    united,
    write_baseline,
)
from harness.cli import app
from harness.config import Settings, load
from harness.decisions import read_decisions, schema
from harness.errors import HarnessError
from harness.folder import book
from harness.gate import judge
from harness.merge import numbered
from harness.model.finding import Severity
from harness.model.report import Policy
from harness.model.text import Document
from harness.read import read_paths

SOUND = ("Rain fell on the valley.", "Two boats came in late.", "Nobody minded the cold.")
FLAWED = (
    "The mayor& # 39; s office was shut all week.",
    "They went to to the port before noon.",
    "The clerk& # 39; s desk was empty.",
    "It lies by the the small house.",
)
LOCAL = Settings(select=("ENC101", "FRM106"))


def shown(text, baseline, **more):
    report = examine(
        Document(id="may/a", text=text, language="en"),
        replace(LOCAL, baseline=str(baseline), **more),
    )
    return [finding.text for finding in report.shown]


def accepted(path, text, pick=None):
    report = examine(Document(id="may/a", text=text, language="en"), LOCAL)
    found = [f for n, f in enumerate(report.findings) if pick is None or n in pick]
    write_baseline(path, [entry_of(finding) for finding in found])
    return found


def entry_of(finding, **more):
    given = {
        "document": "may/a",
        "system": None,
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "text": finding.text,
        "decision": Decision.ACCEPTED,
        "reason": "known",
    }
    return Entry(**given | more)


def invoke(*arguments):
    done = CliRunner().invoke(app, [*map(str, arguments)])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def found(*arguments):
    (document,) = json.loads(invoke("check", *arguments, "-f", "json").stdout)["documents"]
    return document["findings"]


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("\n\n".join((*FLAWED, *SOUND)) + "\n", encoding="utf-8")
    return tmp_path


# ---------------------------------------------------------------- fingerprints

PARAGRAPHS = st.lists(st.sampled_from(FLAWED + SOUND), min_size=1, max_size=9)


@settings(max_examples=60, deadline=None)
@given(before=PARAGRAPHS, data=st.data())
def test_inserting_deleting_and_reordering_paragraphs_revives_nothing(
    tmp_path_factory, before, data
):
    path = tmp_path_factory.mktemp("b") / "baseline.json"
    accepted(path, "\n\n".join(before))
    kept = data.draw(st.lists(st.sampled_from(before), max_size=9))
    # No flawed paragraph may come more often than it was accepted.
    kept = [p for n, p in enumerate(kept) if kept[:n].count(p) < before.count(p)]
    more = data.draw(st.lists(st.sampled_from(SOUND), max_size=3))
    after = data.draw(st.permutations(kept + more))
    assert shown("\n\n".join(after), path) == []


@settings(max_examples=30, deadline=None)
@given(before=PARAGRAPHS, new=st.sampled_from(FLAWED))
def test_one_more_of_an_accepted_error_is_new(tmp_path_factory, before, new):
    path = tmp_path_factory.mktemp("b") / "baseline.json"
    accepted(path, "\n\n".join(before))
    assert len(shown("\n\n".join((*before, new)), path)) == 1


@settings(max_examples=40, deadline=None)
@given(
    place=st.integers(0, len(FLAWED) - 1),
    word=st.sampled_from(["in", "of", "from", "and", "but", "or"]),
)
def test_changing_the_flagged_words_revives_that_finding_alone(tmp_path_factory, place, word):
    path = tmp_path_factory.mktemp("b") / "baseline.json"
    accepted(path, "\n\n".join(FLAWED))
    changed = (
        FLAWED[place]
        .replace("& # 39; s", "&# 8217 ; s")
        .replace("to to", f"{word} {word}")
        .replace("the the", f"{word} {word}")
    )
    assert changed != FLAWED[place]
    texts = [*FLAWED[:place], changed, *FLAWED[place + 1 :]]
    assert len(shown("\n\n".join(texts), path)) == 1


def test_an_accepted_repeat_stays_accepted_when_an_earlier_one_goes(tmp_path):
    path = tmp_path / "baseline.json"
    thrice = "\n\n".join([FLAWED[1]] * 3)
    (second,) = accepted(path, thrice, pick=(1,))
    assert second.fingerprint == numbered(
        examine(Document(id="may/a", text=thrice, language="en"), LOCAL).findings[0].fingerprint, 1
    )
    assert len(shown(thrice, path)) == 2
    assert shown(FLAWED[1], path) == []


def test_the_seed_article_keeps_what_was_accepted_when_a_paragraph_is_put_above(
    tmp_path, seed_document
):
    path = tmp_path / "baseline.json"
    found = examine(seed_document, Settings()).findings
    name = {"document": seed_document.id}
    write_baseline(path, [entry_of(finding, **name) for finding in found])
    moved = replace(seed_document, text=f"{SOUND[0]}\n\n{seed_document.text}")
    again = examine(moved, Settings(baseline=str(path)))
    assert len(again.findings) >= len(found)
    # The new paragraph answers to nothing in the reference, and that is new.
    assert {f.text for f in again.shown} <= {SOUND[0]}


# ---------------------------------------------------------------- what acceptance means


def test_accepted_findings_are_kept_in_the_json_and_counted_by_nobody(here):
    before = json.loads(invoke("run", "a.txt", "-f", "json", "-q", "-o", "r1").stdout)
    assert invoke("baseline", "accept", "a.txt", "--reason", "of old").exit_code == 0
    given = ("--baseline", "mt-harness-baseline.json", "--fail-on", "minor")
    done = invoke("run", "a.txt", *given, "-f", "json", "-o", "r2")
    after = json.loads(done.stdout)
    assert done.exit_code == after["verdict"]["exit_code"] == 0
    assert before["totals"]["findings"] == after["totals"]["accepted"] > 0
    assert after["totals"]["findings"] == 0
    for finding in after["documents"][0]["findings"]:
        assert finding["shown"] is False
        assert finding["accepted"] == {"reason": "of old", "where": "mt-harness-baseline.json"}
    scores = {row["metric"]: row["value"] for row in after["totals"]["scores"]}
    assert (
        scores["penalty"]
        == 0
        < next(row["value"] for row in before["totals"]["scores"] if row["metric"] == "penalty")
    )
    assert "0 findings, 4 accepted" in done.stderr
    assert invoke("check", "a.txt", *given[:2]).stdout == ""


def test_a_new_finding_fails_the_gate_beside_accepted_ones(here):
    invoke("baseline", "accept", "a.txt")
    with (here / "a.txt").open("a", encoding="utf-8") as file:
        file.write("\nHe said it in in May.\n")
    done = invoke("check", "a.txt", "--baseline", "mt-harness-baseline.json", "--fail-on", "minor")
    assert done.exit_code == 1
    assert [line.split(":")[1] for line in done.stdout.splitlines()] == ["15"]


def test_a_file_is_known_from_whatever_folder_it_is_looked_at(here):
    folder = here / "texts" / "may"
    folder.mkdir(parents=True)
    (here / "a.txt").rename(folder / "a.txt")
    (folder.parent / "b.txt").write_text(SOUND[0], encoding="utf-8")
    invoke("baseline", "accept", "texts")
    for one in ("texts", "texts/may", "texts/may/a.txt"):
        done = invoke("check", one, "--baseline", "mt-harness-baseline.json")
        assert done.stdout == "", one
    assert not same_document("may/a", "june/a")


def test_the_configuration_names_the_baseline(here):
    invoke("baseline", "accept", "a.txt")
    (here / "mt-harness.toml").write_text('baseline = "mt-harness-baseline.json"\n')
    assert invoke("check", "a.txt").stdout == ""
    (here / "mt-harness-baseline.json").unlink()
    with pytest.raises(HarnessError, match=r"H210.*no such baseline"):
        invoke("check", "a.txt")


def test_processes_change_nothing(here):
    for number in range(12):
        text = "\n\n".join((*FLAWED, *SOUND) * 60)
        (here / f"n{number}.txt").write_text(text, encoding="utf-8")
    given = ("--select", "ENC101,FRM106")
    invoke("baseline", "accept", "n0.txt", "n1.txt", *given)
    one, two = (
        invoke(
            *("check", ".", *given, "--baseline", "mt-harness-baseline.json"),
            *("-f", "json", "-j", jobs),
        ).stdout
        for jobs in (1, 2)
    )
    assert one == two
    assert json.loads(one)["totals"]["accepted"] == 2 * 240


@pytest.mark.parametrize("what", ["baseline", "sidecar"])
def test_a_resumed_run_takes_nothing_that_was_judged_under_another(here, monkeypatch, what):
    monkeypatch.setattr(book, "_DOCUMENTS", 2)
    (here / "mt-harness-baseline.json").write_text(
        '{"schema": "mt-harness/baseline/1", "entries": []}', encoding="utf-8"
    )
    for number in range(4):
        (here / f"n{number}.txt").write_text(FLAWED[1], encoding="utf-8")
    items = read_paths([here / f"n{number}.txt" for number in range(4)])

    def broken_off():
        yield from items[:3]
        raise KeyboardInterrupt

    asked = replace(LOCAL, baseline="mt-harness-baseline.json")
    with pytest.raises(KeyboardInterrupt):
        run_into(here / "out", broken_off(), asked)
    if what == "baseline":
        invoke("baseline", "accept", "n0.txt", "--select", "FRM106")
    else:
        (here / "n0.ignore.toml").write_text('[[dismiss]]\nrule = "FRM106"\nreason = "x"\n')
    report, _ = run_into(here / "out", items, asked, resume=True)
    shown = [len(document.shown) for document in report.documents]
    assert shown == [0, 1, 1, 1]


# ---------------------------------------------------------------- the file and its commands


def test_the_file_is_json_with_an_entry_a_line_in_a_fixed_order(here):
    invoke("baseline", "accept", "a.txt")
    path = here / "mt-harness-baseline.json"
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 4 + 2
    entries = read_baseline(path)
    assert json.loads(path.read_text(encoding="utf-8"))["entries"][0]["reason"]
    once = path.read_bytes()
    write_baseline(path, reversed(entries))
    assert path.read_bytes() == once
    invoke("baseline", "accept", "a.txt", "--reason", "another")
    assert path.read_bytes() == once  # what is in it keeps its reason


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5)), max_size=5))
def test_what_is_written_is_read(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("b") / "baseline.json"
    finding = examine(Document(id="a", text=FLAWED[0], language="en"), LOCAL).findings[0]
    entries = united(
        (),
        [
            entry_of(finding, text=text, reason=reason, fingerprint=f"{n:016x}")
            for n, (text, reason) in enumerate(rows)
        ],
    )
    write_baseline(path, entries)
    assert read_baseline(path) == entries


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "not JSON"),
        ("[]", "not a baseline"),
        ('{"schema": "mt-harness/baseline/1"}', 'no list of "entries"'),
        ('{"schema": "mt-harness/baseline/1", "entries": [1]}', "entry 1: not an object"),
        ('{"schema": "mt-harness/baseline/1", "entries": [{}]}', '"document" is null'),
    ],
)
def test_a_file_that_is_no_baseline_is_refused(here, content, said):
    (here / "b.json").write_text(content)
    with pytest.raises(HarnessError, match="H210") as caught:
        invoke("check", "a.txt", "--baseline", "b.json")
    assert said in str(caught.value)


def test_what_no_longer_occurs_is_told_and_pruned(here):
    invoke("baseline", "accept", "a.txt")
    text = (here / "a.txt").read_text(encoding="utf-8").replace("to to", "to")
    (here / "a.txt").write_text(text, encoding="utf-8")
    given = ("--baseline", "mt-harness-baseline.json")
    done = invoke("check", "a.txt", *given)
    assert 'no longer found: FRM106 "to to" in a' in done.stderr
    assert done.exit_code == 0
    report = json.loads(invoke("check", "a.txt", *given, "-f", "json").stdout)
    (unused,) = report["totals"]["unused"]
    assert unused["where"] == "mt-harness-baseline.json"
    # What was not looked for, or not looked at, is not missed.
    assert "no longer" not in invoke("check", "a.txt", *given, "--select", "names").stderr
    (here / "b.txt").write_text(SOUND[0], encoding="utf-8")
    assert "no longer" not in invoke("check", "b.txt", *given).stderr
    assert "0 entries dropped, 4 kept" in invoke("baseline", "prune", "b.txt").stdout
    assert "1 entry dropped, 3 kept" in invoke("baseline", "prune", "a.txt").stdout
    assert "no longer" not in invoke("check", "a.txt", *given).stderr
    assert "3 entries dropped" in invoke("baseline", "prune", "b.txt", "--absent").stdout


def test_a_finished_run_is_accepted_and_pruned_without_looking_again(here):
    invoke("run", "a.txt", "-q", "-o", "r1", "--no-fail")
    (here / "a.txt").rename(here / "b.txt")
    invoke("baseline", "accept", "r1", "--reason", "from a run")
    entries = read_baseline(here / "mt-harness-baseline.json")
    assert [(e.document, e.reason) for e in entries] == [("a", "from a run")] * 4
    (here / "a.txt").write_text(SOUND[0], encoding="utf-8")
    given = ("--baseline", "mt-harness-baseline.json")
    invoke("run", "a.txt", *given, "-q", "-o", "r2")
    assert "4 entries dropped, 0 kept" in invoke("baseline", "prune", "r2").stdout
    with pytest.raises(HarnessError, match="H121"):
        invoke("baseline", "accept", "r1", "b.txt")


def test_what_is_looked_up_is_what_names_the_same_document(tmp_path):
    finding = examine(Document(id="a", text=FLAWED[0], language="en"), LOCAL).findings[0]
    names = ["a", "b", "may/a", "june/a", "x/may/a", "x/may/b", "y/a"]
    path = tmp_path / "b.json"
    write_baseline(path, [entry_of(finding, document=name) for name in names])
    for name in [*names, "z/x/may/a", "c", "may"]:
        expected = {other for other in names if same_document(other, name)}
        assert {entry.document for entry in taking(path, name, None)} == expected
        assert len(taking(path, name, "system")) == len(expected)


def test_no_page_shows_what_was_accepted(here):
    invoke("baseline", "accept", "a.txt")
    invoke("run", "a.txt", "--baseline", "mt-harness-baseline.json", "-q", "-o", "r")
    page = (here / "r" / "report.html").read_text(encoding="utf-8")
    # It lists what was accepted, and marks none of it in the text.
    assert "FRM106 doubled-word): known when the baseline was made" in page
    assert "to to the port" in page and 'id="f1"' not in page


def test_show_prints_an_entry_a_line(here):
    invoke("baseline", "accept", "a.txt", "--reason", "of old")
    done = invoke("baseline", "show")
    assert 'a: FRM106 "to to": accepted, of old' in done.stdout.splitlines()
    assert "4 accepted" in done.stderr


def test_one_name_in_two_folders_is_missed_only_where_neither_has_it(here):
    for name in ("may", "june"):
        (here / name).mkdir()
    (here / "may" / "a.txt").write_text(FLAWED[1], encoding="utf-8")
    (here / "june" / "a.txt").write_text(SOUND[1], encoding="utf-8")
    invoke("baseline", "accept", "may/a.txt")
    given = ("--baseline", "mt-harness-baseline.json")
    assert "no longer" not in invoke("check", ".", *given).stderr


# ---------------------------------------------------------------- dismissals


@pytest.mark.parametrize(
    ("entry", "left"),
    [
        ('rule = "FRM106"', 2),
        ('rule = ["form", "ENC"]', 0),
        ('text = "to  to"', 3),
        ("pattern = '^(to|the) '", 2),
        ('rule = "ENC101"\npattern = "to"', 4),
    ],
)
def test_a_sidecar_dismisses_by_rule_words_and_pattern(here, entry, left):
    (here / "a.ignore.toml").write_text(f'[[dismiss]]\n{entry}\nreason = "quoted"\n')
    findings = found("a.txt", "--select", "ENC101,FRM106")
    assert [f["accepted"] for f in findings if not f["shown"]] == [
        {"reason": "quoted", "where": "a.ignore.toml:1"}
    ] * (4 - left)


def test_a_sidecar_dismisses_one_finding(here):
    first = found("a.txt")[0]
    (here / "a.ignore.toml").write_text(
        f'[[dismiss]]\nfingerprint = "{first["fingerprint"]}"\nreason = "quoted"\n'
    )
    assert [f["text"] for f in found("a.txt") if f["accepted"]] == [first["text"]]


def test_a_sidecar_of_rows_may_name_one(here):
    rows = [{"document": name, "candidate": FLAWED[1]} for name in ("x", "y")]
    (here / "r.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (here / "r.ignore.toml").write_text(
        '[[dismiss]]\nrule = "FRM106"\ndocument = "x"\nreason = "quoted"\n'
    )
    done = invoke("check", "r.jsonl", "-f", "json")
    documents = json.loads(done.stdout)["documents"]
    assert [[f["shown"] for f in d["findings"]] for d in documents] == [[False], [True]]
    assert json.loads(done.stdout)["totals"]["unused"] == []


@pytest.mark.parametrize("path", [None, "", "/", ".."])
def test_what_is_no_file_has_no_sidecar(here, path):
    assert beside(Document(id="a", text="x", path=path)) == ()


def test_the_configuration_dismisses_a_rule_below_a_path(here):
    (here / "old").mkdir()
    for name in ("old/a.txt", "b.txt"):
        (here / name).write_text(FLAWED[1], encoding="utf-8")
    (here / "mt-harness.toml").write_text(
        '[[dismiss]]\nrule = "doubled-word"\npath = "old/**"\nreason = "archived"\n'
        '[[dismiss]]\npath = "none/**"\nreason = "gone"\n'
        '[[dismiss]]\nrule = "ENC105"\nreason = "never"\n'
    )
    done = invoke("check", "old/a.txt", "b.txt", "-f", "json")
    report = json.loads(done.stdout)
    assert [[f["shown"] for f in d["findings"]] for d in report["documents"]] == [[True], [False]]
    assert [row["what"] for row in report["totals"]["unused"]] == ["ENC105"]


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (
            '[[dismiss]]\nreason = "x"\n',
            "H208",
            "a.ignore.toml:1: a [[dismiss]] that says of nothing",
        ),
        ('[[dismiss]]\nrule = "FRM106"\n', "H208", "a.ignore.toml:1: a [[dismiss]] without reason"),
        (
            '\n[[dismiss]]\nrule = "FRM10"\nreason = "x"',
            "H203",
            'a.ignore.toml:3: unknown rule "FRM10"',
        ),
        ('[[dismiss]]\npath = "x"\nreason = "x"', "H204", 'a.ignore.toml:2: unknown key "path"'),
        ('[[dismiss]]\npattern = "("\nreason = "x"', "H207", "a.ignore.toml:2: not a regular"),
        ("[[dismiss]\n", "H202", "a.ignore.toml:1: not TOML"),
    ],
)
def test_a_wrong_sidecar_is_refused_with_its_line(here, content, code, said):
    (here / "a.ignore.toml").write_text(content)
    done = invoke("check", "a.txt")
    assert done.exit_code == 2
    assert code in done.stderr
    assert said in done.stderr


def test_a_wrong_dismissal_of_the_configuration_is_refused_before_any_work(here):
    (here / "mt-harness.toml").write_text('[[dismiss]]\nrule = "FRM106"\ndocument = "a"\n')
    with pytest.raises(HarnessError, match=r'H204 .*:3: unknown key "document"'):
        load()


def test_the_gate_leaves_dismissed_findings_out():
    text = FLAWED[1]
    document = Document(id="a", text=text, language="en")
    strict = Policy(fail_on=Severity.MINOR)
    assert judge(check([document], LOCAL), strict).exit_code == 1
    loose = replace(LOCAL, dismissals=load_dismissals('rule = "FRM106"'))
    assert judge(check([document], loose), strict).exit_code == 0


def load_dismissals(entry):
    from harness.config.dismissals import dismissals_of
    from harness.config.table import Table

    key, _, value = entry.partition(" = ")
    rows = {"dismiss": [{key: json.loads(value), "reason": "x"}]}
    return dismissals_of(Table(file="x.toml", values=rows, lines={}), Path("/"))


# ---------------------------------------------------------------- an editor's decisions


def decisions(*rows):
    return {"schema": "mt-harness/decisions/1", "decisions": list(rows)}


def test_what_an_editor_decided_becomes_entries(here):
    findings = found("a.txt")
    said = [("wrong", " a quotation "), ("accepted", ""), ("right", "yes"), ("wrong", None)]
    made = decisions(
        *(
            {key: finding[key] for key in ("fingerprint", "rule", "text")}
            | {"document": "a", "system": None, "decision": decision, "note": note}
            | ({"corrected": "to"} if decision == "right" else {})
            for finding, (decision, note) in zip(findings, said, strict=True)
        )
    )
    jsonschema.validate(made, schema(), cls=jsonschema.Draft202012Validator)
    (here / "decisions.json").write_text(json.dumps(made), encoding="utf-8")
    done = invoke("baseline", "import", "decisions.json")
    assert "1 accepted, 2 wrong, 1 right" in done.stdout
    entries = {
        entry.fingerprint: entry for entry in read_baseline(Path("mt-harness-baseline.json"))
    }
    told = [entries[finding["fingerprint"]].reason for finding in findings]
    assert told == ["a quotation", "accepted as it is", "yes", "judged to be no error"]
    assert entries[findings[2]["fingerprint"]].corrected == "to"
    after = found("a.txt", "--baseline", "mt-harness-baseline.json")
    assert [f["shown"] for f in after] == [False, False, True, False]
    # A right finding that was mended is no entry that fails to occur.
    (here / "a.txt").write_text(SOUND[0], encoding="utf-8")
    unused = invoke("check", "a.txt", "--baseline", "mt-harness-baseline.json").stderr
    assert unused.count("no longer found") == 3


def test_a_later_decision_replaces_an_earlier_one(here):
    finding = found("a.txt")[0]
    row = {key: finding[key] for key in ("fingerprint", "rule", "text")}
    for decision in ("accepted", "right"):
        made = decisions(row | {"document": "a", "system": None, "decision": decision})
        (here / "d.json").write_text(json.dumps(made), encoding="utf-8")
        invoke("baseline", "import", "d.json")
    (entry,) = read_baseline(here / "mt-harness-baseline.json")
    assert entry.decision is Decision.RIGHT


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("x", "H211 d.json: not JSON"),
        ("{}", "H211 d.json: no decisions"),
        ('{"schema": "mt-harness/decisions/1", "decisions": {}}', "H211"),
        (json.dumps(decisions({"document": 1})), 'H211 d.json: decision 1: "document" is 1'),
    ],
)
def test_files_that_hold_no_decisions_are_refused(here, content, said):
    (here / "d.json").write_text(content)
    with pytest.raises(HarnessError) as caught:
        read_decisions(Path("d.json"))
    assert str(caught.value).startswith(said)


def test_the_schema_is_one_and_refuses_what_is_no_decision():
    jsonschema.Draft202012Validator.check_schema(schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(decisions({"document": "a", "decision": "maybe"}), schema())
