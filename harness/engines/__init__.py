"""The only modules that import a heavy library: one door each, guarded."""

from __future__ import annotations

from dataclasses import dataclass

# What runs without being named, and what runs only when it is: the same command then gives the
# same findings on every machine.
ALWAYS = ("rules", "sacrebleu")
ENGINES = ("languagetool", "spacy", "encoder", "comet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """An engine that could be named: what it adds to a run, and the commands to have it."""

    name: str
    adds: str
    commands: tuple[str, ...]

    @property
    def how(self) -> str:
        """The commands as one sentence: what is done once, then what is said in each run."""
        return f"{' and '.join(self.commands[:-1])} once, then {self.commands[-1]}"


def available_engines() -> tuple[Addition, ...]:
    """Return every engine that runs only when it is named; nothing is looked for or imported."""
    return (
        Addition(
            name="languagetool",
            adds="grammar and spelling by LanguageTool",
            commands=(
                'pip install "mt-harness[languagetool]"',
                "mt-harness setup languagetool",
                "add --with languagetool",
            ),
        ),
        Addition(
            name="spacy",
            adds="kinds of names by spaCy, for the rules on speakers",
            commands=('pip install "mt-harness[spacy]"', "add --with spacy"),
        ),
        Addition(
            name="encoder",
            adds="segments that have nothing to do with their source, by a sentence encoder",
            commands=('pip install "mt-harness[encoder]"', "add --with encoder"),
        ),
        Addition(
            name="comet",
            adds="scores by COMET, a trained network",
            commands=('pip install "mt-harness[comet]"', "add --with comet, or -m comet"),
        ),
    )
