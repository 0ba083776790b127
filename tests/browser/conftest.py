import os
import shutil

import pytest

from harness import api
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
