"""docs/tutorial.md: its commands run in their order, and end as the page says."""

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from harness.cli import app
from harness.errors import HarnessError

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
LINE = re.compile(r"^    mt-harness (.+?)(?:  # exit (\d))?$", re.MULTILINE)
FEW = ("es-island-quake", "es-harbour-strike", "eo-coastal-road")
RUN = "run corpora/roundtrip --no-fail -o reports/trips"


def commands(part):
    """The commands of the page's part of that number, each with the exit code that it promises."""
    (text,) = re.findall(rf"^## {part}\..*?(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    found = [(line, int(code or 0)) for line, code in LINE.findall(text)]
    assert found
    return found


def told(line, code):
    """What a command prints; it has to end with `code`."""
    done = CliRunner().invoke(app, shlex.split(line))
    if isinstance(done.exception, HarnessError):
        raise done.exception
    assert done.exit_code == code, f"{line}: {done.output}"
    return done.stdout


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A folder with the demo batch in it; `checkout(*names)` brings those documents, or all."""
    trips = tmp_path / "corpora" / "roundtrip"
    trips.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)

    def bring(*names):
        for name in names or ("*",):
            for file in (ROOT / "corpora" / "roundtrip").glob(f"{name}.*"):
                if file.suffix != ".py":
                    shutil.copy(file, trips)
        return trips

    return bring


def decide(report):
    """Answer three findings, as an editor does in a page."""
    answers = ["right", "wrong", "accepted"]
    rows = []
    for document in json.loads(report.read_text(encoding="utf-8"))["documents"]:
        for finding in document["findings"]:
            if finding["shown"] and answers:
                kept = {key: finding[key] for key in ("fingerprint", "rule", "text")}
                whose = {key: document[key] for key in ("document", "system")}
                rows.append(whose | kept | {"decision": answers.pop(0), "note": ""})
    assert not answers
    made = {"schema": "mt-harness/decisions/1", "decisions": rows}
    Path("decisions.json").write_text(json.dumps(made), encoding="utf-8")


def walk(trips):
    """Run all that needs no engine, as the page says, doing by hand what it says to do by hand."""
    shown = {}
    for part in (1, 2, 3):
        for line, code in commands(part):
            shown[line] = told(line, code)
    assert Path("reports/trips/index.html").is_file()
    assert Path("reports/trips/articles/es-island-quake.html").is_file()
    quake = trips / "es-island-quake.txt"
    text = quake.read_text(encoding="utf-8")
    quake.write_text(text.replace(" the ", " the the ", 1), encoding="utf-8")
    (broken, mend, written) = commands(4)
    found = told(*broken)
    assert len(re.findall(r"^corpora/", found, re.MULTILINE)) == 1 and "FRM106" in found
    assert "-Port" in told(*mend)
    later = commands(5)
    # The gate of the next part has one new finding to see, as the one above had.
    with pytest.raises(AssertionError, match="1 new finding"):
        told(*later[0])
    shutil.rmtree("reports/now")
    told(*written)
    assert quake.read_text(encoding="utf-8") == text
    for line, code in later:
        shown[line] = told(line, code)
    assert json.loads(Path("reports/now.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    decide(Path("reports/trips/report.json"))
    for line, code in commands(7):
        shown[line] = told(line, code)
    assert "| judged | right |" in shown[commands(7)[1][0]]
    return shown


@pytest.mark.slow
def test_the_tutorial_runs_on_three_documents(checkout):
    shown = walk(checkout(*FEW))
    assert "es-island-quake.txt:" in shown[commands(2)[0][0]]


@pytest.mark.slow
def test_the_tutorial_runs_on_the_whole_batch(checkout):
    shown = walk(checkout())
    assert "in 30 documents" in shown[RUN]


@pytest.mark.slow
@pytest.mark.engine
def test_the_tutorial_asks_languagetool(checkout, require_part):
    from harness.engines.languagetool.installation import find_installation

    require_part("LanguageTool", find_installation())
    checkout(FEW[0])
    told(RUN, 0)
    (with_it, beside) = commands(6)
    assert "by LanguageTool: it runs only when named" not in told(*with_it)
    assert "trips → with-languagetool" in told(*beside)
