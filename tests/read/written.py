"""Files of each format, written by the tool that people write them with; and where text stands."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree as XML

# What a file may have in the place of one character of the text: an escape, a tag, a mark.
INTRODUCES = frozenset('&\\"<![`')


def jsonl(texts, ensure_ascii=True):
    rows = (json.dumps({"candidate": text}, ensure_ascii=ensure_ascii) for text in texts)
    return "\n".join(rows).encode()


def jsonl_raw(texts):
    return jsonl(texts, ensure_ascii=False)


def table_csv(texts):
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["id", "candidate"])
    writer.writerows([n, text] for n, text in enumerate(texts))
    return out.getvalue().encode()


def table_tsv(texts):
    return ("candidate\tid\n" + "".join(f"{text}\t1\n" for text in texts)).encode()


def parquet(texts):
    from pandas import DataFrame

    out = io.BytesIO()
    DataFrame({"candidate": list(texts)}).to_parquet(out)
    return out.getvalue()


def wmt(texts):
    root = XML.Element("dataset", id="test")
    doc = XML.SubElement(root, "doc", id="d", origlang="es")
    for name, said in (("src", {"lang": "es"}), ("hyp", {"lang": "en", "system": "S"})):
        paragraph = XML.SubElement(XML.SubElement(doc, name, said), "p")
        for number, text in enumerate(texts, 1):
            XML.SubElement(paragraph, "seg", id=str(number)).text = text
    return XML.tostring(root, encoding="utf-8", xml_declaration=True)


def xliff(texts):
    from translate.storage.xliff import xlifffile

    store: Any = xlifffile()
    store.settargetlanguage("en")
    for number, text in enumerate(texts):
        store.addsourceunit(f"source {number}").target = text
    return bytes(store)


def xliff2(texts):
    from translate.storage.xliff2 import Xliff2File

    store: Any = Xliff2File()
    store.settargetlanguage("en")
    for number, text in enumerate(texts):
        unit = store.addsourceunit(f"source {number}")
        unit.target = text
        unit.setid(f"u{number}")
    return bytes(store)


def tmx(texts):
    from translate.storage.tmx import tmxfile

    store: Any = tmxfile(sourcelanguage="es", targetlanguage="en")
    for number, text in enumerate(texts):
        store.addtranslation(f"source {number}", "es", text, "en")
    return bytes(store)


def po(texts):
    from translate.storage.pypo import pofile

    store: Any = pofile()
    store.init_headers(language="en")
    for number, text in enumerate(texts):
        store.addsourceunit(f"source {number}").target = text
    return bytes(store)


def srt(texts):
    import srt as library

    def at(second):
        return timedelta(seconds=second)

    cues = [
        library.Subtitle(index=n + 1, start=at(n), end=at(n + 1), content=text)
        for n, text in enumerate(texts)
    ]
    return library.compose(cues).encode()


def vtt(texts):
    cues = (
        f"00:0{n}.000 --> 00:0{n}.900\n{html.escape(t, quote=False)}\n" for n, t in enumerate(texts)
    )
    return ("WEBVTT\n\n" + "\n".join(cues)).encode()


def markdown(texts):
    return "\n\n".join(re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text) for text in texts).encode()


def article(texts):
    return "\n\n".join(texts).encode()


def page(texts):
    body = "".join(f"<p>{html.escape(text)}</p>\n" for text in texts)
    head = "<!DOCTYPE html><html><head><title>x</title></head><body><nav>Home</nav><article>\n"
    return f"{head}{body}</article><footer>Imprint</footer></body></html>".encode()


def assert_placed(document, raw):
    """Hold each character of the document's text against the place that its anchor claims."""
    lines = raw.decode("utf-8-sig").split("\n")
    text = document.text
    for anchor, after in zip(document.anchors, (*document.anchors[1:], None), strict=True):
        end = after.at if after else len(text)
        line = lines[anchor.line - 1]
        for at in range(anchor.at, end):
            column = anchor.column - 1 + at - anchor.at
            assert column <= len(line), (anchor, text[anchor.at : end], line)
            seen = line[column] if column < len(line) else "\n"
            # Only the last character of a run may be written in another way, or join two units.
            assert seen == text[at] or (
                at == end - 1 and (seen in INTRODUCES or text[at] in " \n")
            ), (anchor, text[anchor.at : end], line[column : column + 10])
