"""The door to sacreBLEU: additive counts a segment, scores from sums of them, signatures.

Measured with sacreBLEU 2.6: `corpus_score` zips, so three candidates against one reference give
100.00; an empty list is a bare IndexError; a segment without references breaks chrF. All of that
is refused here, before it is asked. Its public functions score whole corpora only, so the counts
come from the functions below them (`_extract_corpus_statistics`, `_compute_score_from_stats`),
which its own significance tests use as well; the tests hold them to sacreBLEU's command.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.engines.edits import edits
from harness.errors import EngineError, HarnessError, suggest

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric as SacreMetric

Row = tuple[float, ...]
References = tuple[str | None, ...]

# What sacreBLEU takes for a language when nothing is said; every other language has 13a.
_TOKENIZER_OF = {"zh": "zh", "ja": "ja-mecab", "ko": "ko-mecab"}
# Below this a second process costs more than it saves.
_WORTH_A_POOL = 400
_ADD_ON = {"ja-mecab": "sacrebleu[ja]", "ko-mecab": "sacrebleu[ko]"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NgramOptions:
    """sacreBLEU's options, with its names and its defaults.

    `tokenize` None means: by language, as sacreBLEU does when it is told the language pair.
    """

    tokenize: str | None = None
    lowercase: bool = False
    smooth_method: str = "exp"
    smooth_value: float | None = None
    char_order: int = 6
    beta: int = 2
    whitespace: bool = False
    chrf_lowercase: bool = False
    eps_smoothing: bool = False
    normalized: bool = False
    no_punct: bool = False
    asian_support: bool = False
    case_sensitive: bool = False


def version() -> str:
    """Return sacreBLEU's version."""
    from importlib.metadata import version as installed

    return installed("sacrebleu")


def tokenizer(options: NgramOptions, language: str) -> str:
    """Return the name of BLEU's tokenizer for a language.

    Japanese and Korean fall back to characters where MeCab is not installed: the signature says
    so. Raises H109 for an unknown tokenizer and H503 for one that is named and not installed.
    """
    from sacrebleu.metrics.bleu import BLEU

    if options.tokenize is None:
        name = _TOKENIZER_OF.get(language.split("-")[0].lower(), str(BLEU.TOKENIZER_DEFAULT))
        return name if _installed(name) else "char"
    if options.tokenize not in BLEU.TOKENIZERS:
        remedy = suggest(options.tokenize, BLEU.TOKENIZERS)
        raise HarnessError("H109", "--tokenize", f'unknown tokenizer "{options.tokenize}"', remedy)
    if not _installed(options.tokenize):
        missing = _ADD_ON.get(options.tokenize, "sacrebleu and sentencepiece")
        raise EngineError(
            "H503",
            "--tokenize",
            f'"{options.tokenize}" is not installed',
            f"Run: pip install '{missing}'.",
        )
    return options.tokenize


def _installed(name: str) -> bool:
    from importlib.util import find_spec

    needed = {"ja-mecab": "MeCab", "ko-mecab": "mecab_ko"}.get(name)
    if name in ("spm", "flores101", "flores200", "spBLEU-1K"):
        needed = "sentencepiece"
    return needed is None or find_spec(needed) is not None


class Ngram:
    """One sacreBLEU metric: counts that add up, and what a sum of them is worth.

    `tokenize` is a tokenizer of BLEU, already chosen; the other metrics have none to choose.
    """

    def __init__(self, metric: str, options: NgramOptions, tokenize: str = "13a") -> None:
        self.metric = metric
        self._made = _made(metric, options, tokenize)
        self._segment = _made(metric, options, tokenize, segment=True)

    def rows(
        self, candidates: Sequence[str], references: Sequence[References], *, jobs: int = 1
    ) -> tuple[Row, ...]:
        """Return one row of counts a segment; rows add up to those of a corpus.

        `references` has one entry a candidate; None in it means "no reference here". `jobs`
        processes share many segments. Raises H303 for different lengths, H304 for a segment
        without any reference, H310 for a line break.
        """
        _guard(candidates, references)
        kept = [tuple(text for text in texts if text is not None) for texts in references]
        if jobs > 1 and len(kept) >= _WORTH_A_POOL:
            return self._shared_out(candidates, kept, jobs)
        if self.metric == "ter":
            return tuple(
                self._ter_row(candidate, texts)
                for candidate, texts in zip(candidates, kept, strict=True)
            )
        rows = []
        for candidate, texts in zip(candidates, kept, strict=True):
            counted = self._made._extract_corpus_statistics([candidate], [[text] for text in texts])
            rows.append(tuple(counted[0]))
        return tuple(rows)

    def _ter_row(self, candidate: str, references: tuple[str, ...]) -> Row:
        words = self._made._preprocess_segment(candidate).split()
        others = [self._made._preprocess_segment(text).split() for text in references]
        length = sum(map(len, others)) / len(others)
        return (min(edits(words, other) for other in others), length)

    def _shared_out(
        self, candidates: Sequence[str], references: Sequence[References], jobs: int
    ) -> tuple[Row, ...]:
        """Count in several processes: the rows are the same and in the same order."""
        from concurrent.futures import ProcessPoolExecutor

        size = max(_WORTH_A_POOL // 4, len(candidates) // (8 * jobs))
        starts = range(0, len(candidates), size)
        with ProcessPoolExecutor(jobs) as pool:
            parts = pool.map(
                self.rows,
                [candidates[start : start + size] for start in starts],
                [references[start : start + size] for start in starts],
            )
            return tuple(row for part in parts for row in part)

    def score(self, row: Row) -> float:
        """Return the score of a sum of rows, 0 to 100 (TER: from 0, without an upper end)."""
        return _finite(self._made._compute_score_from_stats(list(row)).score)

    def segment_score(self, row: Row) -> float:
        """Return the score of one segment; BLEU counts the orders that a short one has."""
        return _finite(self._segment._compute_score_from_stats(list(row)).score)

    def signature(self, references: frozenset[int], *, segment: bool = False) -> str:
        """Return sacreBLEU's signature; `references` holds the numbers of references seen."""
        made = self._segment if segment else self._made
        made.num_refs = next(iter(references)) if len(references) == 1 else -1
        return str(made.get_signature())


def _made(
    metric: str, options: NgramOptions, tokenize: str, *, segment: bool = False
) -> SacreMetric:
    made: SacreMetric
    if metric == "bleu":
        from sacrebleu.metrics.bleu import BLEU

        made = BLEU(
            tokenize=tokenize,
            lowercase=options.lowercase,
            smooth_method=options.smooth_method,
            smooth_value=options.smooth_value,
            effective_order=segment,
            force=True,
        )
    elif metric == "ter":
        from sacrebleu.metrics.ter import TER

        made = TER(
            normalized=options.normalized,
            no_punct=options.no_punct,
            asian_support=options.asian_support,
            case_sensitive=options.case_sensitive,
        )
    else:
        from sacrebleu.metrics.chrf import CHRF

        made = CHRF(
            char_order=options.char_order,
            word_order=metric.count("+"),
            beta=options.beta,
            lowercase=options.chrf_lowercase,
            whitespace=options.whitespace,
            eps_smoothing=options.eps_smoothing,
        )
    return made


def _guard(candidates: Sequence[str], references: Sequence[References]) -> None:
    if len(candidates) != len(references):
        seen = f"{len(candidates)} candidates, but {len(references)} sets of references"
        raise HarnessError("H303", "", seen, "Give one set of references a candidate.")
    for number, (candidate, texts) in enumerate(zip(candidates, references, strict=True)):
        place = f"segment {number}"
        if not any(text is not None and text.strip() for text in texts):
            raise HarnessError("H304", place, "no reference", "Leave the segment out.")
        if "\n" in candidate or any(text is not None and "\n" in text for text in texts):
            raise HarnessError("H310", place, "a line break inside", "Join its lines by spaces.")


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise EngineError("H504", "sacrebleu", f"a score of {value}", "Please report this input.")
    return float(value)


def total(rows: Sequence[Row]) -> Row:
    """Return the column sums, the same in whatever order and shards the rows come.

    >>> total([(1, 0.1), (2, 0.2), (3, 0.3)])
    (6, 0.6)
    """
    return tuple(
        sum(column) if all(isinstance(x, int) for x in column) else math.fsum(column)
        for column in zip(*rows, strict=True)
    )
