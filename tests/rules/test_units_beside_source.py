"""Files of translation units beside their source: what the real readers hand to the rules."""

import importlib.util

import pytest

from harness.api import examine
from harness.config import Settings
from harness.model.finding import Confidence
from harness.read import read_paths

XLIFF = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="ui" source-language="de" target-language="en" datatype="plaintext"><body>
{units}
</body></file></xliff>
"""
UNIT = """<trans-unit id="{id}" xml:space="preserve"><source xml:space="preserve">{source}</source>
<target xml:space="preserve">{target}</target></trans-unit>"""
PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: en\\n"

{units}
"""
MESSAGE = 'msgid "{source}"\nmsgstr "{target}"\n'

SLIPS = [
    ("Karte &amp;öffnen", "Open map", "RES212"),
    ("Name des Bootes: ", "Name of the boat:", "FRM157"),
    ("Das Boot %s wiegt %d Tonnen.", "The boat %d weighs %s tons.", "RES211"),
    ("Drücken Sie <x id='1'/> und warten Sie.", "Press and wait.", "RES211"),
    ("Bitte warten Sie auf die Fähre.", "please wait for the ferry.", "FRM158"),
    ("Der Kran hebt 40 Tonnen Holz.", "The crane lifts 40 pounds of wood.", "NUM532"),
    ("Wir öffnen am 3. Mai um acht.", "We open on 3 March at eight.", "NUM533"),
    ("Die Fähre fährt heute nicht.", "The ferry sails today.", "MEA606"),
    ("Die B-72 ist heute gesperrt.", "The B-27 is closed today.", "NAM362"),
    ("Das sind die Häfen am Fluss:", "These are the ports on the river.", "FRM156"),
]
RIGHT = [
    ("Karte &amp;öffnen", "&amp;Open map"),
    ("Name des Bootes: ", "Name of the boat: "),
    ("Das Boot %s wiegt %d Tonnen.", "%2$d tons is what the boat %1$s weighs."),
    ("Drücken Sie <x id='1'/> und warten Sie.", "Press <x id='1'/> and wait."),
    ("Datei &lt;dateiname&gt; fehlt", "File &lt;filename&gt; is missing"),
    ("Die Fähre fährt heute nicht.", "The ferry is not sailing today."),
    ("Wir öffnen am 3.5.2019 um acht.", "We open on 3 May 2019 at eight."),
]


def codes(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    (document,) = read_paths((path,), source_language="de" if name == "ui.xlf" else "es")
    found = examine(document, Settings()).findings
    return {finding.rule for finding in found if finding.confidence >= Confidence.MEDIUM}


@pytest.mark.parametrize(("source", "target", "code"), SLIPS, ids=[code for *_, code in SLIPS])
def test_a_slip_in_a_unit_is_told(tmp_path, source, target, code):
    text = XLIFF.format(units=UNIT.format(id="u", source=source, target=target))
    assert code in codes(tmp_path, "ui.xlf", text)


def test_units_that_say_what_their_source_says_are_left_alone(tmp_path):
    rows = (UNIT.format(id=n, source=one, target=two) for n, (one, two) in enumerate(RIGHT))
    assert codes(tmp_path, "ui.xlf", XLIFF.format(units="\n".join(rows))) == set()


def test_messages_keep_their_breaks_and_keys(tmp_path, require_part):
    require_part("translate-toolkit", importlib.util.find_spec("translate"))
    units = [
        MESSAGE.format(source="Lista vacía\\n", target="The list is empty"),
        MESSAGE.format(source="_Guardar", target="Save"),
        MESSAGE.format(source="Quedan %d barcos.\\n", target="%d boats are left.\\n"),
    ]
    assert codes(tmp_path, "ui.po", PO.format(units="\n".join(units))) == {"FRM157", "RES212"}
