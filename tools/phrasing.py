"""Sentences to train on, from the templates in ``phrases/``: one file a language.

A file holds sections (``== label label``) of templates, one a line: ``(a|b)`` is one of, ``[a|b]``
one of or nothing; both may be nested. The same templates and seed give the same sentences.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

PHRASES = Path(__file__).parent / "phrases"
MOST = 28  # sentences made of one template
HALF = 0.5
_CLOSING = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    text: str
    language: str
    labels: tuple[str, ...]
    weight: float


def sentences(folder: Path = PHRASES) -> Iterator[Sentence]:
    for path in sorted(folder.glob("*.txt")):
        sections = list(sections_of(path))
        plain = [template for labels, template in sections if labels == ("plain",)]
        for labels, template in sections:
            yield from made_of(template, labels, path.stem, plain)


def sections_of(path: Path) -> Iterator[tuple[tuple[str, ...], str]]:
    labels: tuple[str, ...] = ()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            labels = tuple(line[3:].split())
        elif line.strip():
            yield labels, line.strip()


def made_of(
    template: str, labels: tuple[str, ...], language: str, plain: list[str]
) -> Iterator[Sentence]:
    """Up to ``MOST`` different sentences, together as heavy as four."""
    random = Random(template)
    made = sorted({_chosen(template, random) for _ in range(MOST * 2)})
    random.shuffle(made)
    for text in made[:MOST]:
        spoken = _disturbed(text, language, plain, random)
        weight = 4 / min(MOST, len(made))
        yield Sentence(text=spoken, language=language, labels=labels, weight=weight)


def _disturbed(text: str, language: str, plain: list[str], random: Random) -> str:
    """Now and then with a greeting or another sentence before it, a mark behind it, a slip."""
    joint = "" if language in ("zh", "ja") else " "
    dice = random.random()
    if dice < 0.12 and len(text) > 12:
        at = 1 + int(random.random() * (len(text) - 2))
        text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    elif dice < 0.3:
        before = _chosen(plain[int(random.random() * len(plain))], random)
        text = f"{before}{_one_of(',.', random)}{joint}{text}"
    elif dice < 0.4:
        text += _one_of("!.?", random)
    return text


def _one_of(marks: str, random: Random) -> str:
    return marks[int(random.random() * len(marks))]


def _chosen(template: str, random: Random) -> str:
    text, end = _alternative(template, 0, "", random)
    if end != len(template):
        raise ValueError(f"expected matching brackets, got {template!r} (stopped at {end})")
    return " ".join(text.split())


def _alternative(template: str, at: int, closing: str, random: Random) -> tuple[str, int]:
    """One of the alternatives that begin at ``at``, and where the bracket closes."""
    options, current = [], ""
    while at < len(template) and template[at] != closing:
        sign = template[at]
        if sign in _CLOSING:
            inner, at = _alternative(template, at + 1, _CLOSING[sign], random)
            if sign == "(":
                current += inner
            elif random.random() < HALF:
                current += f" {inner}" if inner[:1].isalnum() else inner
        elif sign == "|" and closing:
            options.append(current)
            current = ""
        else:
            current += sign
        at += 1
    options.append(current)
    return options[int(random.random() * len(options))], at
