"""Reading the answer to a flow's question: one reader for each kind of field, and their table."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from warmline.core.model import Signal
from warmline.flows.dates import bound, day_in
from warmline.flows.model import Ask, Option
from warmline.flows.words import folded

READ: Final = 500  # characters of an answer in which something is looked for
LONGEST: Final = 2_000  # characters of a field that is kept
ENOUGH: Final = 0.5  # of an option's words
SHORTEST: Final = 3  # letters of a word that counts in a label
_EMAIL: Final = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}(?![\w-])"
)
_PHONE: Final = re.compile(r"(?<!\w)(?:\+|00)?\(?\d[\d ().\-/]{5,20}\d(?!\w)")
_ORDER: Final = re.compile(r"(?<![\w-])#?\s?((?:[A-Za-z]{1,5}-?)?\d[\w-]{2,24})(?![\w-])")
_NUMBER: Final = re.compile(r"(?<![\w.,])[-+]?\d{1,3}(?:[.,\s]\d{3})+(?:[.,]\d{1,4})?(?![\w])"
                            r"|(?<![\w.,])[-+]?\d{1,15}(?:[.,]\d{1,4})?(?!\w)")  # fmt: skip
_PLACE: Final = re.compile(r"\(?(\d{1,2})[.)]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the visitor answered."""

    text: str
    choice: str = ""  # the id of the button that they pressed
    language: str = "en"
    today: date
    signals: tuple[Signal, ...] = ()


Read = Callable[[Ask, Given], str | None]
"""The field's value; None where the words do not fit."""


def value_in(ask: Ask, given: Given) -> str | None:
    found = KINDS[ask.kind](ask, given)
    return None if found is None else found[:LONGEST]


def nearly(ask: Ask, given: Given) -> bool:
    """Whether the words hold a value of the kind that was asked for, though not a fitting one."""
    return value_in(replace(ask, low="", high="", pattern=""), given) is not None


def named_in(ask: Ask, given: Given) -> str | None:
    """The field's value where the visitor named it unasked, with the words that began the flow."""
    entities = [s.value.partition(":") for s in given.signals if s.name == "entity"]
    found = [value for kind, _, value in entities if kind == ask.kind]
    if len(found) != 1 or ask.kind not in ("order", "email", "phone"):
        return None
    return value_in(ask, Given(text=found[0], language=given.language, today=given.today))


# ── one reader a kind ─────────────────────────────────────────────────────────────────────────────


def _text(ask: Ask, given: Given) -> str | None:
    words = given.text.strip()
    if ask.pattern:
        return _matched(ask.pattern, words)
    return words or None


def _order(ask: Ask, given: Given) -> str | None:
    text = given.text[:READ]
    if ask.pattern:
        found = _matched(ask.pattern, text)
        return found.upper() if found else None
    numbers = {found[1].upper() for found in _ORDER.finditer(text)}
    return numbers.pop() if len(numbers) == 1 else None


def _email(ask: Ask, given: Given) -> str | None:
    found = {one[0].lower() for one in _EMAIL.finditer(given.text[:READ])}
    return found.pop() if len(found) == 1 else None


def _phone(ask: Ask, given: Given) -> str | None:
    for found in _PHONE.finditer(given.text[:READ]):
        digits = re.sub(r"\D", "", found[0])
        if 6 <= len(digits) <= 15:
            return ("+" if found[0].lstrip("(").startswith("+") else "") + digits
    return None


def _number(ask: Ask, given: Given) -> str | None:
    found = {_plain(one[0]) for one in _NUMBER.finditer(given.text[:READ])}
    number = found.pop() if len(found) == 1 else None
    if number is None:
        return None
    low, high = float(ask.low or "-inf"), float(ask.high or "inf")
    return f"{number:.10g}" if low <= number <= high else None


def _date(ask: Ask, given: Given) -> str | None:
    found = day_in(given.text[:READ], given.language, given.today)
    if found is None:
        return None
    low, high = bound(ask.low, given.today), bound(ask.high, given.today)
    fits = (low is None or found >= low) and (high is None or found <= high)
    return found.isoformat() if fits else None


def _choice(ask: Ask, given: Given) -> str | None:
    """The option that was pressed or is named: by label, id or place, or within other words."""
    options = {option.id: option for option in ask.options}
    if given.choice in options:
        return given.choice
    text = folded(given.text[:READ])
    same = [one.id for one in ask.options if text in (*_labels(one), folded(one.id))]
    if not same and (place := _PLACE.fullmatch(given.text.strip())):
        same = [one.id for number, one in enumerate(ask.options, 1) if number == int(place[1])]
    return same[0] if len(same) == 1 else _nearest(ask.options, text)


KINDS: Final[Mapping[str, Read]] = MappingProxyType(
    {
        "text": _text,
        "order": _order,
        "email": _email,
        "phone": _phone,
        "number": _number,
        "date": _date,
        "choice": _choice,
    }
)


# ── small parts ───────────────────────────────────────────────────────────────────────────────────


def _matched(pattern: str, text: str) -> str | None:
    found = _compiled(pattern).search(text[:READ])
    return found[0] if found and found[0] else None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _plain(written: str) -> float:
    """1,234.50 and 1.234,50 and 1 234: the last mark is a point where it cannot part thousands."""
    text = re.sub(r"\s", "", written)
    marks = re.findall(r"[.,]", text)
    whole, _, rest = text.rpartition(marks[-1]) if marks else (text, "", "")
    if len(set(marks)) == 2 or (len(marks) == 1 and len(rest) != 3):
        return float(re.sub(r"[.,]", "", whole) + "." + rest)
    return float(re.sub(r"[.,]", "", text))


def _labels(option: Option) -> tuple[str, ...]:
    return tuple(folded(label) for label in option.label.values())


def _nearest(options: tuple[Option, ...], text: str) -> str | None:
    """The one option that the words name better than any other, by at least half of its label."""
    shares = {one.id: max(_share(name, text) for name in _labels(one)) for one in options}
    best = max(shares.values(), default=0.0)
    named = [id for id, share in shares.items() if share == best]
    return named[0] if best >= ENOUGH and len(named) == 1 else None


def _share(label: str, text: str) -> float:
    """How much of a label's words stand in the text, 0..1; small words count only by themselves."""
    if not label.isascii() and label in text:
        return 1.0
    words = label.split()
    long = {word for word in words if len(word) >= SHORTEST} or set(words)
    return len(long.intersection(text.split())) / len(long) if long else 0.0
