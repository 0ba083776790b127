"""What is offered to tests of others: it fails where it should, and says why."""

from dataclasses import replace

import pytest

from harness.config import Settings
from harness.model.finding import Severity
from harness.model.report import Bound, Policy
from harness.rules.form.doubled_word import RULE
from harness.rules.rule import Bad, Good, pattern
from harness.testing import assert_translation, check_rule, rule_cases

PORT = replace(
    RULE,
    code="ZZZ101",
    check=pattern(r"\bhaven\b", suggestion=lambda found: "port"),
    bad=(Bad(marked="The [[haven]] is shut.", fixed="The port is shut."),),
    good=(Good(text="The port is shut."),),
    misses=(Bad(marked="The [[Haven]] is shut."),),
)


def test_a_rule_that_keeps_its_promises_passes():
    check_rule(PORT)
    check_rule(RULE)
    assert [str(case) for case in rule_cases(PORT)] == [
        *("ZZZ101-bad-0", "ZZZ101-bad-0-fixed", "ZZZ101-good-0", "ZZZ101-miss-0")
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"bad": (Bad(marked="The [[port]] is shut."),)},
            r"bad-0: flags 'The port is shut\.', not",
        ),
        ({"bad": (Bad(marked="The haven is shut."),)}, r"no \[\[mark\]\]"),
        (
            {"bad": (Bad(marked="The [[haven]]s.", fixed="The ports."),)},
            r"bad-0: flags 'The havens\.'",
        ),
        (
            {"bad": (Bad(marked="A [[haven]]", fixed="A dock"),)},
            "mends to 'A port', not to 'A dock'",
        ),
        ({"good": (Good(text="a haven"),)}, r"good-0: flags good text: 'a \[\[haven\]\]'"),
        ({"misses": (Bad(marked="a [[haven]]"),)}, "miss-0: no longer missed"),
        ({"good": ()}, "give it bad and good examples"),
        (
            {
                "check": pattern("haven|port", suggestion=lambda found: "port"),
                "good": (Good(text="a quay"),),
            },
            r"flags what it mended: 'The \[\[port\]\] is shut\.'",
        ),
    ],
)
def test_a_rule_that_breaks_a_promise_is_told_which(change, said):
    with pytest.raises(AssertionError, match=said):
        check_rule(replace(PORT, **change))


def test_every_broken_promise_is_told_at_once():
    broken = replace(PORT, good=(Good(text="a haven"), Good(text="haven")))
    with pytest.raises(AssertionError) as caught:
        check_rule(broken)
    assert len(str(caught.value).splitlines()) == 2


def test_a_sound_translation_gives_its_report():
    report = assert_translation("They went to the port.", language="en")
    assert report.totals.words == 5


def test_a_flawed_one_fails_with_its_findings():
    with pytest.raises(AssertionError) as caught:
        assert_translation("The mayor& # 39; s office.", language="en")
    assert "1 major finding, none allowed" in str(caught.value)
    assert "translation:1:10: ENC101 major" in str(caught.value)


def test_the_policy_decides():
    loose = Settings(policy=Policy(fail_on=Severity.CRITICAL))
    assert_translation("The mayor& # 39; s office.", language="en", settings=loose)
    bound = Bound(metric="chrf", value=90)
    strict = Settings(metrics=("chrf",), policy=Policy(bounds=(bound,)))
    said = "The port is shut."
    assert assert_translation(said, said, settings=strict).scores
    with pytest.raises(AssertionError, match=r"chrf is .* at least 90 asked"):
        assert_translation("A boat has left.", said, settings=strict)
    with pytest.raises(AssertionError, match="chrf was not measured"):
        assert_translation(said, settings=strict)


def test_a_file_is_read_with_what_lies_beside_it(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("They went to to the port.\n", encoding="utf-8")
    with pytest.raises(AssertionError, match=r"FRM106"):
        assert_translation(path, language="en")
    path.with_name("a.ignore.toml").write_text(
        '[[dismiss]]\nrule = "FRM106"\nreason = "a quotation"\n', encoding="utf-8"
    )
    assert assert_translation(path, language="en").totals.accepted == 1
    with pytest.raises(TypeError, match="beside it"):
        assert_translation(path, "A reference.")
