"""Pages as axe-core judges them, with a screen reader's and a keyboard's needs in mind."""

from importlib.resources import files

import pytest

pytestmark = pytest.mark.browser

PAGES = ["article", "index", "arabic", "chinese", "hostile", "comparison", "past"]


@pytest.fixture(scope="session")
def axe():
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_serious_violation(name, scheme, width, request, visit, axe):
    page = visit(request.getfixturevalue(name), scheme=scheme, width=width)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    assert found["testEngine"]["name"] == "axe-core" and len(found["passes"]) > 10
    serious = [
        (one["id"], node["html"][:200], node["failureSummary"][:300])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
    assert serious == []
