"""Damaged files of every format: read or refused with a code, in bounded time and memory."""

import gzip
import random
import resource
import time
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

import pytest

from harness.errors import HarnessError
from harness.read import FORMATS, Given, plan, read_paths
from harness.render.places import Places
from harness.segment import segment

written = SimpleNamespace(**run_path(str(Path(__file__).with_name("written.py"))))

TEXTS = ('The mayor "said" & left.', "Two\nlines <b>here</b> é 😀", "x" * 40, "12,000 km & # 39; s")
MARKDOWN = b"""---
a: b
---
# H *e*

> q [l](u "t") `c` ![i](p)
> r

- a
  - b

| a | b |
|-|-|
| c | d |

```
x
```
"""
SAMPLES = {
    "article": written.article(TEXTS),
    "markdown": MARKDOWN + written.markdown(TEXTS),
    "html": written.page([text * 4 for text in TEXTS]),
    "jsonl": written.jsonl(TEXTS),
    "tsv": written.table_tsv([text.replace("\n", " ") for text in TEXTS]),
    "csv": written.table_csv(TEXTS),
    "wmt": written.wmt(TEXTS),
    "xliff": written.xliff(TEXTS),
    "tmx": written.tmx(TEXTS),
    "po": written.po(TEXTS),
    "srt": written.srt([text.replace("\n", " ") for text in TEXTS]),
    "vtt": written.vtt([text.replace("\n", " ") for text in TEXTS]),
    "parquet": written.parquet(TEXTS),
}
TOKENS = [
    *(b"<", b">", b"&", b'"', b"\n", b"\r", b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"]]>"),
    *(b"<![CDATA[", b"<!--", b"&#x110000;", b"&#xD800;", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;"),
    *(b"{", b"[" * 500, b'"candidate":', b"\\ud800", b"\\", b"1e999", b'""', b",", b"\t", b"null"),
    *(
        b"msgid",
        b"msgstr[9]",
        b"#, fuzzy\n",
        b"#~ ",
        b"msgctxt",
        b"-->",
        b"00:00:00,000 --> ",
        b"{\\",
    ),
    *(b"*" * 300, b"[" * 300, b"](", b"`" * 50, b"> " * 200, b"<g>" * 250, b"<div>" * 300, b"%"),
    *(
        b"encoding='utf-7'",
        b"translate='no'",
        b"</target>",
        b"<x/>",
        b"xml:space='preserve'",
        b"PAR1",
    ),
]
COUNT = 10_400
LONGEST_S = 20.0
MOST_GROWTH_MIB = 700


def mutated(random_, raw):
    """Return the bytes after one to six random changes."""
    made = bytearray(raw)
    for _ in range(random_.randint(1, 6)):
        at = random_.randrange(len(made) + 1)
        end = min(len(made), at + random_.randint(1, 30))
        match random_.randrange(6):
            case 0:
                made[at:at] = random_.choice(TOKENS)
            case 1:
                del made[at:end]
            case 2:
                made[at:at] = made[at:end] * random_.randint(1, 20)
            case 3 if at < len(made):
                made[at] = random_.randrange(256)
            case 4:
                other = random_.choice(list(SAMPLES.values()))
                start = random_.randrange(len(other))
                made[at:end] = other[start : start + random_.randint(1, 200)]
            case _:
                del made[random_.choice([at, len(made)]) :]
    return bytes(made)


def looked_through(path, form):
    """Read the file and walk through all that was read; return whether it was accepted."""
    given = Given(format=form, largest_mib=16, language="en", columns=())
    try:
        documents = read_paths((path,), given=given)
    except HarnessError as error:
        assert error.code.startswith("H3"), error
        assert error.place and error.remedy
        return False
    for document in documents:
        document.text.encode("utf-8")
        places = Places.of(document)
        for part in segment(document).segments:
            assert 0 <= part.span.start <= part.span.end <= len(document.text)
            line, column = places.at(part.span.start)
            assert line >= 1 and column >= 1
            places.end(part.span)
    return True


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_mutated_files_are_read_or_refused(tmp_path):
    assert set(SAMPLES) == set(FORMATS)
    random_ = random.Random(20191227)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    accepted = dict.fromkeys(SAMPLES, 0)
    each = COUNT // len(SAMPLES)
    slowest = 0.0
    for form, sample in SAMPLES.items():
        for number in range(each):
            raw = mutated(random_, sample)
            if number % 20 == 0:
                raw = gzip.compress(raw)
                raw = mutated(random_, raw) if number % 40 else raw
            path = tmp_path / f"x{FORMATS[form].suffixes[0]}"
            path.write_bytes(raw)
            began = time.process_time()
            try:
                accepted[form] += looked_through(path, form)
            except Exception as error:
                raise AssertionError(f"{form}: {raw!r}") from error
            slowest = max(slowest, time.process_time() - began)
            assert slowest < LONGEST_S, (form, raw)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    # A test that refuses all would prove nothing; nor would one that damages nothing.
    assert all(0 < count < each or form == "article" for form, count in accepted.items()), accepted
    assert grown < MOST_GROWTH_MIB


def test_what_a_plan_copies_is_gone_with_it(tmp_path):
    path = tmp_path / "x.jsonl.gz"
    path.write_bytes(gzip.compress(SAMPLES["jsonl"]))
    made = plan((path,))
    local = made.entries[0].file.local
    assert local is not None
    folder = Path(local).parent
    assert folder.is_dir()
    del made
    assert not folder.exists()
