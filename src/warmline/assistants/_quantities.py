"""Numbers as facts: "4,90 €" and "EUR 4.90" are one quantity; "30 days" is not "30 %".

What counts as a unit stands in ``grounding.json``, by meaning and not by language.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, Final

from warmline.signals.turn import normalise

_LISTED: Final = re.compile(r"^[ \t]*\d{1,2}[.)]\s", re.MULTILINE)
_NUMBER: Final = re.compile(
    r"(?P<before>[€$£₹¥]|\b(?:eur|usd|gbp|pln|inr|jpy|try)\b)?\s?"
    r"(?P<number>(?<![\w.,:])\d+(?:[.,:']\d+)*)"
    r"(?:(?P<sign>[ \u00a0]?[€$£₹¥%])"
    r"|[ \u00a0-]?(?P<next>[^\W\d_]+)(?:[ -](?P<second>[^\W\d_]+))?)?",
    re.IGNORECASE,
)
_CODE: Final = re.compile(r"(?<!\w)(?=\w*\d)(?=\w*[^\W\d_])\w{3,}(?!\w)")
_ORDINAL: Final = re.compile(
    r"\d+(?:st|nd|rd|th|er|ere|eme|h|am|pm|gb|mb|kg|km|cm|g|m|x|eur)", re.IGNORECASE
)
_DATE: Final = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{4}|\d\d)(?!\d)")
_SPACED: Final = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")  # thousands, as in "1 000"
_RANGE: Final = re.compile(r"\s?(?:[-–]|to|bis|a|à|até|and|or|und|oder|y|o|et|ou|e)\s?(?=\d)")
_HALF_DAY: Final = 12
_HOUR: Final = 2  # digits of an hour
_THOUSANDS: Final = 3  # digits after a separator that may be one of thousands
_POINTS: Final = 3  # groups of digits in "1.000,50"; more is no decimal number


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    readings: frozenset[str]  # what the number may mean: "1.000" is a thousand, or one
    unit: str = ""  # its meaning, such as "day"; "": none that we know
    written: str  # as it stands


@cache
def wording() -> Mapping[str, Any]:
    """The words that the grounding check goes by, from ``grounding.json``."""
    file = resources.files("warmline.assistants").joinpath("grounding.json")
    return json.loads(file.read_text(encoding="utf-8"))


@cache
def _units() -> Mapping[str, str]:
    return {
        normalise(word): unit
        for unit, words in wording()["units"].items()
        for word in words.split()
    }


@cache
def _spelled() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in _values())
    return re.compile(
        rf"(?<!\w)(?P<number>{words})[ -](?P<next>[^\W\d_]+)(?:[ -](?P<second>[^\W\d_]+))?"
    )


@cache
def _values() -> Mapping[str, str]:
    return {word: value for value, words in wording()["numbers"].items() for word in words.split()}


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every number, and each number word before a unit. The numbering of a list is none."""
    plain = _LISTED.sub(" ", unicodedata.normalize("NFKC", _SPACED.sub("'", text)))
    return (*_in_digits(plain), *_in_words(normalise(plain)))


def codes(text: str) -> frozenset[str]:
    """Words of letters and digits, such as an order's number; ordinals and measures are none."""
    found = (code.lower() for code in _CODE.findall(text))
    return frozenset(code for code in found if not _ORDINAL.fullmatch(code))


def _in_digits(text: str) -> Iterator[Quantity]:
    dated = _DATE.sub(r"\1 \2 \3", text)
    for found in _NUMBER.finditer(dated):
        until = _RANGE.match(dated, found.end("number"))
        other = _NUMBER.match(dated, until.end()) if until else None  # "5 to 7 days"
        unit = _unit_of(found) or (_unit_of(other) if other else "")
        later = normalise(found["next"] or "") == "pm"
        readings = _readings(found["number"], later=later)
        yield Quantity(readings=readings, unit=unit, written=found[0].strip())


def _in_words(normal: str) -> Iterator[Quantity]:
    for found in _spelled().finditer(normal):
        if unit := _unit(found["next"]) or _unit(found["second"]):
            value = _values()[found["number"]]
            yield Quantity(readings=frozenset({value}), unit=unit, written=found[0])


def _unit_of(found: re.Match[str]) -> str:
    sign = (found["before"] or found["sign"] or "").strip()
    return _unit(sign) or _unit(found["next"]) or _unit(found["second"])


def _unit(word: str | None) -> str:
    if not word:
        return ""
    normal = normalise(word.strip())
    units = _units()
    return units.get(normal) or units.get(normal.removesuffix("s")) or ""


def _readings(number: str, *, later: bool) -> frozenset[str]:
    """``later``: "pm" stands behind it."""
    if ":" in number:
        return _of_time(number, later=later)
    values = frozenset(_value(text) for text in _decimals(number))
    hours = (int(value) for value in values if value.isdigit() and len(value) <= _HOUR)
    return values | {str(hour + _HALF_DAY) for hour in hours if later and hour < _HALF_DAY}


def _of_time(number: str, *, later: bool) -> frozenset[str]:
    hour, minute, *_ = number.split(":")
    known = int(hour[-_HOUR:])
    known += _HALF_DAY if later and known < _HALF_DAY else 0
    whole = {str(known)} if not int(minute) else set[str]()
    return frozenset({f"{known}:{minute}"} | whole)


def _decimals(number: str) -> Iterator[str]:
    """The ways to read separators: the last as a decimal point, all as thousands, or either."""
    parts = re.split(r"\D", number)
    last = len(parts[-1])
    point = len(parts) > 1 and number[-last - 1] in ".,"
    if not point or last == _THOUSANDS or len(parts) > _POINTS:
        yield "".join(parts)
    if point and len(parts) <= _POINTS:
        yield f"{''.join(parts[:-1])}.{parts[-1]}"


def _value(text: str) -> str:
    """Without zeros that say nothing."""
    return format(Decimal(text).normalize(), "f")
