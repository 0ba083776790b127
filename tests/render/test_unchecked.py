from dataclasses import replace

from harness.model.finding import Skipped
from harness.model.report import Engine
from harness.render.unchecked import unchecked


def with_skipped(report, *skipped):
    return replace(report, skipped=skipped, documents=())


def test_one_entry_a_reason_with_what_to_do_about_it(alone):
    report = with_skipped(
        alone,
        *(Skipped(what=f"ABC10{n}", why="no reference") for n in range(5)),
        Skipped(what="bleu", why="no place on the shelf"),
    )
    by_reason = {item.why: item for item in unchecked(report)}
    assert by_reason["no reference"].line == (
        "5 checks: no reference (put NAME.ref.txt beside the article, or give it with -r)"
    )
    assert by_reason["no place on the shelf"].line == "bleu: no place on the shelf"


def test_a_part_of_the_document_is_counted_and_needs_no_file(alone):
    item = Skipped(what="bleu", why="no reference here", segments=(0, 3))
    assert unchecked(with_skipped(alone, item))[0].line == "bleu in 2 segments: no reference here"


def test_an_engine_that_nobody_named_is_offered_and_one_that_ran_is_not(alone):
    assert any("--with languagetool" in item.how for item in unchecked(alone))
    ran = replace(alone, engines=(Engine(name="languagetool", version="6.6"),))
    assert not any("--with languagetool" in item.how for item in unchecked(ran))


def test_a_reason_that_holds_for_some_documents_says_for_how_many(several):
    lines = [item.line for item in unchecked(several)]
    assert any("in 1 of 3 documents: no reference" in line for line in lines), lines
    alone_in_page = unchecked(several, several.documents[-1])
    assert not any("documents" in item.scope for item in alone_in_page)
