import os
import shutil

import pytest
from typer.testing import CliRunner

from harness import api
from harness.cli import app
from harness.config import RUN_METRICS, Settings
from harness.model.text import Document

CANDIDATE = """& # 39; Harbour shut & # 39;

The mayor& # 39;s office shut the harbour on Monday, %MINIFYHTMLff15ad7cd58bb37cdb3409226fe49ec49%
and the ferries stayed at their berths for the third day running. A word so long that no line can
hold it: Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaftsrecht.

The islanders demanded an escalation of the patrols, the harbour office said. He said so twice.

Nobody on the island had seen this coming, the baker said.
"""
REFERENCE = """'Harbour closed'

The mayor's office closed the harbour on Tuesday, and the ferries stayed at their berths for a
third day running. A word so long that no line can hold it.

The islanders demanded a de-escalation of the patrols, the harbour office said. It said so twice.

A storm warning for the whole coast stands until Thursday morning, the weather service said.
"""
HOSTILE = """<script>window.pwned = 1</script> & # 39;

<img src=x onerror="window.pwned = 2"> <svg onload=window.pwned=3> </style><style>*{display:none}

"><a href="javascript:window.pwned=4" autofocus onfocus=window.pwned=5>x</a> & # 39; </script>

\u202e reversed \u202c <iframe src="https://example.org/"></iframe> {{ 7 * 7 }} url(http://x.example/)
"""
# No space in it, and a damaged entity in the middle of a line.
CHINESE = "港务局星期二表示，码头关闭& # 39;至另行通知。渡轮连续第三天停泊在泊位。" * 3 + "\n"
CHINESE_REFERENCE = CHINESE.replace("& # 39;", "，")
ARABIC = "أعلنت الوكالة يوم الثلاثاء أن المرفأ مغلق & # 39; حتى إشعار آخر.\n"


def _browser_path():
    return shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser():
    """A real browser; without one the tests skip, or fail where every part is required."""
    path = _browser_path()
    if path is None:
        why = "no chromium or google-chrome on this machine"
        if os.environ.get("MT_HARNESS_REQUIRE_PARTS") == "1":
            pytest.fail(why)
        pytest.skip(why)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        opened = started.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield opened
        opened.close()


def _written(out, *documents):
    api.run_into(out, documents, Settings(metrics=RUN_METRICS))
    return out


@pytest.fixture(scope="session")
def article(tmp_path_factory):
    """A page with several severities, a reference, low confidence and an overlap."""
    made = Document(id="harbour", text=CANDIDATE, references=(REFERENCE,), language="en")
    return _written(tmp_path_factory.mktemp("article") / "out", made) / "report.html"


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    made = Document(
        id='"><script>window.pwned = 6</script>',
        text=HOSTILE,
        references=(HOSTILE.replace("reversed", "<b>turned</b>"),),
        reference_note="<script>window.pwned = 7</script>",
        language="en",
    )
    return _written(tmp_path_factory.mktemp("hostile") / "out", made) / "report.html"


@pytest.fixture(scope="session")
def arabic(tmp_path_factory):
    made = Document(id="marfa", text=ARABIC, language="ar")
    return _written(tmp_path_factory.mktemp("arabic") / "out", made) / "report.html"


@pytest.fixture(scope="session")
def chinese(tmp_path_factory):
    made = Document(id="港", text=CHINESE, references=(CHINESE_REFERENCE,), language="zh")
    return _written(tmp_path_factory.mktemp("chinese") / "out", made) / "report.html"


def _printed(path, *arguments):
    """A page that a command writes to standard output."""
    done = CliRunner().invoke(app, [*map(str, arguments), "-f", "html"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    path.write_text(done.stdout, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def comparison(tmp_path_factory):
    """Two systems side by side, one of them with an error."""
    folder = tmp_path_factory.mktemp("comparison")
    texts = {"a": "The port is shut.\nRain fell.\n", "b": "The port& # 39;s open.\nRain fell.\n"}
    for name, text in (texts | {"ref": texts["a"]}).items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    systems = ("-t", folder / "a.txt", "-t", folder / "b.txt", "-r", folder / "ref.txt")
    return _printed(folder / "comparison.html", "compare", *systems)


@pytest.fixture(scope="session")
def past(tmp_path_factory):
    """Two runs of one text over time."""
    folder = tmp_path_factory.mktemp("past")
    for name, text in (("may", CANDIDATE), ("june", REFERENCE)):
        made = Document(id="harbour", text=text, references=(REFERENCE,), language="en")
        _written(folder / name, made)
    return _printed(folder / "history.html", "history", folder / "may", folder / "june")


@pytest.fixture(scope="session")
def index(tmp_path_factory):
    texts = {"b/long": CANDIDATE, "a": "The ferry left at nine.\n", "c": "Gone & # 39;.\n"}
    documents = [Document(id=name, text=text, language="en") for name, text in texts.items()]
    return _written(tmp_path_factory.mktemp("index") / "out", *documents) / "index.html"


@pytest.fixture
def visit(browser):
    """Opens a page of the run folder; notes each request, console line, error and dialog."""
    contexts = []

    def opened(path, *, width=1280, scheme="light", script=True, fragment="", before=""):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=script,
        )
        contexts.append(context)
        page = context.new_page()
        if before:
            page.add_init_script(before)
        page.seen = []
        page.on("request", lambda request: page.seen.append(("request", request.url)))
        page.on("console", lambda line: page.seen.append(("console", line.text)))
        page.on("pageerror", lambda error: page.seen.append(("error", str(error))))
        page.on("dialog", lambda dialog: (page.seen.append(("dialog", "")), dialog.dismiss()))
        page.goto(path.as_uri() + fragment)
        return page

    yield opened
    for context in contexts:
        context.close()
