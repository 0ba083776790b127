"""Every key works, and every wrong one is refused with file, line and what to do."""

import re
import tomllib
from pathlib import Path

import pytest

from harness import api
from harness.config import Settings, load
from harness.config.keys import LIMIT_TABLES, LIMITS, PATH, PATTERN, TERM, TOP, template
from harness.config.places import line_numbers
from harness.engines.comet.choice import Choice, chosen_models
from harness.errors import HarnessError
from harness.gate import judge
from harness.model.finding import Confidence, Severity
from harness.model.report import Bound, ExitCode, LimitKind
from harness.model.terms import Scope, TermKind
from harness.model.text import Document, ReferenceKind

TEXT = "The mayor& # 39;s office was shut.\n\nThe mayor& # 39;s car was sold. It were red red.\n"


def written(folder: Path, text: str, name: str = "mt-harness.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def settings(folder: Path, text: str) -> Settings:
    return load(written(folder, text)).settings


def verdict(made: Settings, text: str = TEXT, path: str | None = None):
    report = api.check([Document(id="a", text=text, language="en", path=path)], made)
    return judge(report, made.policy)


def findings(made: Settings, text: str = TEXT, path: str | None = None):
    report = api.check([Document(id="a", text=text, language="en", path=path)], made)
    return [f for document in report.documents for f in document.shown]


def test_without_a_file_everything_is_as_by_default(tmp_path):
    found = load(start=tmp_path)
    assert found.path is None and not found.options
    assert found.settings.policy == Settings().policy


def test_the_nearest_file_upward_counts(tmp_path):
    written(tmp_path, 'ignore = ["form"]')
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert load(start=inner).settings.ignore == ("form",)
    written(tmp_path / "a", 'ignore = ["names"]')
    assert load(start=inner).settings.ignore == ("names",)


def test_a_table_of_pyproject_counts_and_a_pyproject_without_one_is_passed_over(tmp_path):
    written(
        tmp_path, '[project]\nname = "x"\n[tool.mt-harness]\nignore = ["form"]', "pyproject.toml"
    )
    inner = tmp_path / "a"
    inner.mkdir()
    written(inner, '[project]\nname = "mt-harness-user"', "pyproject.toml")
    assert load(start=inner).settings.ignore == ("form",)
    written(inner, "not toml at all: mt-harness", "pyproject.toml")
    assert load(start=inner).settings.ignore == ("form",)


def test_two_files_in_one_folder_are_refused(tmp_path):
    written(tmp_path, "")
    written(tmp_path, "[tool.mt-harness]\n", "pyproject.toml")
    with pytest.raises(HarnessError, match="H205"):
        load(start=tmp_path)


def test_lines_of_pyproject_count_from_its_top(tmp_path):
    path = written(
        tmp_path, '[project]\nname = "x"\n\n[tool.mt-harness]\nselekt = []\n', "pyproject.toml"
    )
    with pytest.raises(HarnessError, match=r"pyproject\.toml:5: unknown key"):
        load(path)


WRONG = [
    ('select = ["ENC101"]\nignore = [\n  "names",\n  "ENC11",\n]', 4, "H203", "Did you mean ENC1"),
    ('ignor = ["names"]', 1, "H204", "ignore"),
    ("max-findings = 3", 1, "H204", r"\[limits\]"),
    ("\nignore = 3", 2, "H208", "list"),
    ('fail-on = "majro"', 1, "H208", "major"),
    ("min-confidence = true", 1, "H208", "text"),
    ('[severity]\nENC101 = "low"', 2, "H208", "Known: critical"),
    ('[severity]\nENC999 = "minor"', 2, "H203", "Its family has ENC101 to"),
    ("[limits]\nmax-findings = -1", 2, "H208", "whole number"),
    ("[limits]\nmax-findings = true", 2, "H208", "whole number"),
    ('[limits]\nper-1000-words = "x"', 2, "H208", "number"),
    ("[limits.severity]\nhuge = 3", 2, "H208", "Known: critical, major"),
    ("[limits.family]\nname = 3", 2, "H208", "names"),
    ("[limits.rule]\nENC11 = 3", 2, "H203", "ENC1"),
    ('metrics = ["blue"]', 1, "H208", "bleu"),
    ("[min-score]\nter = 60", 2, "H208", "max-score"),
    ("[max-score]\nchrf = 60", 2, "H208", "min-score"),
    ("[min-score]\nchrf = nan", 2, "H208", "number"),
    ('weights = "wtm"', 1, "H208", "wmt"),
    ('reference-kind = "post"', 1, "H208", "post-edit"),
    ('engines = ["langtool"]', 1, "H208", "languagetool"),
    ('require = ["langtool"]', 1, "H208", "languagetool"),
    ('repeats = "twice"', 1, "H208", "once"),
    ('lang-pair = "spanish"', 1, "H208", "es-en"),
    ('language = "de"\nlang-pair = "es-en"', 1, "H208", "one of the two"),
    ('glossaries = [\n  "nowhere.csv"]', 2, "H208", "path"),
    ('[[terms]]\nnote = "x"', 1, "H208", "one of required"),
    ('[[terms]]\nrequired = "a"\nforbidden = "b"', 1, "H208", "one of required"),
    ('[[terms]]\nkeep = "A"\n[[terms]]\nforbiden = "b"', 4, "H204", "forbidden"),
    ('[[terms]]\nkeep = "A"\nuse = "b"', 3, "H208", "belongs"),
    ('[[patterns]]\nforbidden = "("\nmessage = "x"', 2, "H207", "Mend"),
    (f'[[patterns]]\nforbidden = "{"a" * 1001}"\nmessage = "x"', 2, "H207", "Divide"),
    ('[[patterns]]\nforbidden = "a"', 1, "H208", "message|Say"),
    ('[[patterns]]\nforbidden = "a"\nmessage = "x"\nscope = "segment"', 4, "H208", "belongs"),
    ('[[path]]\nignore = ["form"]', 1, "H208", "glob"),
    ('[[path]]\nglob = "a"', 1, "H208", "Add"),
    ("\ngpus = -1", 2, "H208", "whole number"),
    ("batch-size = 0", 1, "H208", "from 1 up"),
    ("precision = 8", 1, "H208", "32, 16, bf16"),
    ('precision = "half"', 1, "H208", "bf16"),
    ('offline = "yes"', 1, "H208", "true or false"),
    ('comet-model = ["mine=a/b", "mine=c/d"]', 1, "H208", "once"),
    ("comet-model = 3", 1, "H208", "list"),
    ('[comet]\nmodel = "a/b"', 1, "H204", "comet-model"),
    ("a = 1\nb = = 2", 2, "H202", "Mend"),
]


@pytest.mark.parametrize(("text", "line", "code", "remedy"), WRONG, ids=[w[0][:30] for w in WRONG])
def test_what_is_wrong_is_refused_with_its_line(tmp_path, text, line, code, remedy):
    with pytest.raises(HarnessError) as caught:
        load(written(tmp_path, text))
    error = caught.value
    assert error.code == code
    assert error.place.endswith(f"mt-harness.toml:{line}")
    assert re.search(remedy, error.remedy)


def test_select_and_ignore(tmp_path):
    made = settings(tmp_path, 'select = ["encoding", "FRM"]\nignore = ["ENC101"]')
    assert {rule.code[:3] for rule in made.rules()} == {"ENC", "FRM"}
    assert "ENC101" not in {rule.code for rule in made.rules()}


def test_severity_is_graded_anew_by_code_name_and_family(tmp_path):
    plain = next(f for f in findings(Settings()) if f.rule == "ENC101")
    assert plain.severity is Severity.MAJOR
    for key in ("ENC101", "damaged-entity", "encoding", "ENC"):
        made = settings(tmp_path, f'[severity]\n{key} = "neutral"')
        assert {f.severity for f in findings(made) if f.rule == "ENC101"} == {Severity.NEUTRAL}
    made = settings(tmp_path, '[severity]\nencoding = "neutral"\nENC101 = "critical"')
    assert {f.severity for f in findings(made) if f.rule == "ENC101"} == {Severity.CRITICAL}


def test_what_is_shown_and_what_the_gate_counts(tmp_path):
    made = settings(tmp_path, 'min-confidence = "low"\ngate-confidence = "high"')
    assert made.min_confidence is Confidence.LOW
    assert made.policy.confidence is Confidence.HIGH
    text = "The road to the city of Islamabat is shut."
    assert "NAM304" in {f.rule for f in findings(made, text)}
    assert "NAM304" not in {f.rule for f in findings(Settings(), text)}


def test_fail_on(tmp_path):
    assert verdict(settings(tmp_path, 'fail-on = "major"')).exit_code is ExitCode.GATE_FAILED
    assert verdict(settings(tmp_path, 'fail-on = "never"')).exit_code is ExitCode.PASSED


LIMITED = [
    ("max-findings = 0", "at most 0 allowed"),
    ("per-1000-words = 1.5", "per 1,000 words, at most 1.5"),
    ("severity = { major = 0 }", "major finding"),
    ("family = { encoding = 0 }", "of family encoding, at most 0"),
    ("rule = { damaged-entity = 0 }", "of rule ENC101, at most 0"),
]


@pytest.mark.parametrize(("line", "said"), LIMITED)
def test_each_limit_fails_the_gate_and_says_so(tmp_path, line, said):
    broken = verdict(settings(tmp_path, f'select = ["ENC101"]\n[limits]\n{line}'))
    assert broken.exit_code is ExitCode.GATE_FAILED
    assert any(said in breach for breach in broken.breaches)
    wide = re.sub(r"[\d.]+( }|$)", r"999\1", line)
    assert verdict(settings(tmp_path, f"[limits]\n{wide}")).exit_code is ExitCode.PASSED


def test_a_severity_with_a_limit_of_its_own_is_judged_by_that(tmp_path):
    made = settings(
        tmp_path, 'select = ["ENC101"]\nfail-on = "major"\n[limits]\nseverity = { major = 1 }'
    )
    assert verdict(made).exit_code is ExitCode.PASSED


def test_repeats_count_once_or_each_time(tmp_path):
    head = 'select = ["ENC101"]\n'
    once = settings(tmp_path, f"{head}[limits]\nmax-findings = 1")
    assert verdict(once).exit_code is ExitCode.PASSED
    each = settings(tmp_path, f'{head}repeats = "count"\n[limits]\nmax-findings = 1')
    assert verdict(each).exit_code is ExitCode.GATE_FAILED


def test_a_density_of_no_words_is_not_judged(tmp_path):
    made = settings(tmp_path, "[limits]\nper-1000-words = 1")
    assert verdict(made, "").exit_code is ExitCode.NOT_EVALUATED


def test_metrics_bounds_weights_and_the_rest(tmp_path):
    (tmp_path / "own.toml").write_text("minor = 2\nmajor = 3\ncritical = 4\n")
    made = settings(
        tmp_path,
        'metrics = ["chrf"]\nweights = "own.toml"\nreference-kind = "post-edit"\n'
        'engines = ["languagetool"]\nrequire = ["sacrebleu"]\n'
        'languagetool-url = "http://localhost:1"\n[min-score]\nbleu = 20\n[max-score]\nter = 60',
    )
    assert made.metrics == ("chrf", "bleu", "ter")
    assert made.weights == str(tmp_path / "own.toml")
    assert made.reference_kind is ReferenceKind.POST_EDIT
    assert made.engines == ("languagetool",)
    assert made.languagetool_url == "http://localhost:1"
    assert made.policy.required == ("sacrebleu",)
    assert made.policy.bounds == (
        Bound(metric="bleu", value=20.0),
        Bound(metric="ter", value=60.0),
    )


def test_models_and_how_they_are_run(tmp_path):
    (tmp_path / "models" / "mine").mkdir(parents=True)
    made = load(
        written(
            tmp_path,
            'metrics = ["chrf", "comet"]\nencoder = "models/mine"\ngpus = 2\nbatch-size = 4\n'
            'comet-model = ["Unbabel/wmt22-comet-da", "mine=models/mine", "xcomet=./gone"]\n'
            "precision = 16\noffline = true",
        )
    )
    mine = str(tmp_path / "models" / "mine")
    assert made.settings.comet == Choice(
        models=(
            ("comet", "Unbabel/wmt22-comet-da"),
            ("comet:mine", mine),
            ("xcomet", str(tmp_path / "gone")),
        ),
        gpus=2,
        batch_size=4,
        precision="16",
        offline=True,
    )
    assert made.settings.metrics == ("chrf", "comet", "comet:mine")
    assert made.settings.encoder == mine
    by_option = {
        "encoder": mine,
        "gpus": 2,
        "batch_size": 4,
        "precision": "16",
        "offline": True,
    }
    assert {name: made.options[name] for name in by_option} == by_option
    assert chosen_models(tuple(made.options["comet_model"])) == made.settings.comet.models
    assert settings(tmp_path, 'comet-model = "a/b"').comet.models == (("comet", "a/b"),)
    assert settings(tmp_path, 'fail-on = "major"').comet == Choice()


def test_languages(tmp_path):
    assert load(written(tmp_path, 'lang-pair = "es-en-GB"')).languages == ("en-GB", "es")
    assert load(written(tmp_path, 'language = "de"')).languages == ("de", None)


GLOBS = [
    ("archive/**", "archive/2019/a.txt", True),
    ("archive/", "archive/2019/a.txt", True),
    ("*.txt", "deep/er/a.txt", True),
    ("a.txt", "deep/a.txt", True),
    ("deep/*.txt", "deep/er/a.txt", False),
    ("**/er/*.txt", "deep/er/a.txt", True),
    ("**/er/*.txt", "er/a.txt", True),
    ("a?.txt", "ab.txt", True),
    ("a.txt", "ba.txt", False),
    ("archive/**", "archives/a.txt", False),
]


@pytest.mark.parametrize(("glob", "path", "fits"), GLOBS)
def test_a_path_has_settings_of_its_own(tmp_path, glob, path, fits):
    made = settings(tmp_path, f'[[path]]\nglob = "{glob}"\nignore = ["ENC101"]')
    found = {f.rule for f in findings(made, path=str(tmp_path / path))}
    assert ("ENC101" not in found) is fits


def test_what_a_path_may_say(tmp_path):
    made = settings(
        tmp_path,
        'select = ["encoding"]\n[[path]]\nglob = "*.txt"\nselect = ["form", "ENC101"]\n'
        'min-confidence = "low"\nseverity = { ENC101 = "critical" }',
    )
    at = made.at(str(tmp_path / "a.txt"))
    assert at.select == ("form", "ENC101") and at.min_confidence is Confidence.LOW
    assert {
        f.severity for f in findings(made, path=str(tmp_path / "a.txt")) if f.rule == "ENC101"
    } == {Severity.CRITICAL}
    assert made.at(None) == made.at(str(tmp_path / "a.md")) == made


def test_terms_and_patterns(tmp_path):
    written(tmp_path, "source,target\nalto el fuego,ceasefire\n", "t.csv")
    made = settings(
        tmp_path,
        'glossaries = ["t.csv"]\n[[terms]]\nrequired = ["truce", "ceasefire"]\nsource = "x"\n'
        '[[terms]]\nforbidden = "combatant"\nuse = "fighter"\nseverity = "major"\ncase = true\n'
        'note = "n"\nlanguage = "en-GB"\n[[terms]]\nkeep = "OCHA"\n'
        '[[patterns]]\nforbidden = \'x+\'\nmessage = "m"\nseverity = "critical"\n'
        '[[patterns]]\nrequired = \'^By \'\nmessage = "by"\nscope = "segment"',
    ).terms
    kinds = [term.kind for term in made.entries]
    assert kinds == [TermKind.REQUIRED, TermKind.FORBIDDEN, TermKind.KEEP, TermKind.REQUIRED]
    bad = made.entries[1]
    assert (bad.use, bad.severity, bad.cased, bad.note, bad.language) == (
        "fighter", Severity.MAJOR, True, "n", "en",
    )  # fmt: skip
    forbidden, required = made.patterns
    assert forbidden.severity is Severity.CRITICAL and forbidden.origin.endswith("toml:15")
    assert required.required and required.scope is Scope.SEGMENT


def test_the_template_names_every_key_and_holds_when_uncommented(tmp_path):
    text = template()
    assert tomllib.loads(text) == {}
    for key in (*TOP, *LIMITS, *LIMIT_TABLES, *TERM, *PATTERN, *PATH):
        assert f"# {key.name} = " in text
    live = "\n".join(
        line[2:] if re.match(r"# (?:\[|[\w-]+ = )", line) else line for line in text.split("\n")
    )
    written(tmp_path, "source,target\na,b\n", "terms.csv")
    made = settings(tmp_path, live)
    assert {limit.kind for limit in made.policy.limits} == set(LimitKind)
    assert len(made.terms.entries) == 4 and len(made.terms.patterns) == 2 and made.overrides


def test_lines_of_keys_in_every_form_of_toml():
    text = (
        '# top\na = """x\n[no]\n"""\n"b c".d = \'\'\'\n]\'\'\'\n[e.f] # x\n'
        'g = [ # [\n  1,\n  "]",\n]\n'
        "[[h]]\ni = { j = 1, k = [2] }\n[[h]]\ni = 2 # = 3\n[h.sub]\nl = 1\n"
    )
    tomllib.loads(text)
    at = line_numbers(text)
    assert at["a",] == 2 and at["b c", "d"] == 5
    assert at["e", "f"] == 7 and at["e", "f", "g", 1] == 10
    assert at["h", 0] == 12 and at["h", 0, "i", "k", 0] == 13
    assert at["h", 1, "i"] == 15 and at["h", 1, "sub", "l"] == 17
