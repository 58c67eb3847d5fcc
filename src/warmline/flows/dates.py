"""A day as people write it, in thirteen languages: 2026-12-01, 1.12.2026, 1 December, tomorrow."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final, cast

from warmline.policies.errors import Faults
from warmline.policies.tree import read
from warmline.signals.turn import normalise, turn_of

_ISO: Final = re.compile(r"(?<!\d)(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)")
_NUMBERS: Final = re.compile(r"(?<!\d)(\d{1,2})[./ -](\d{1,2})(?:[./ -](\d{4}|\d{2}))?(?!\d)")
_WIDE: Final = re.compile(r"(\d{1,2})月(\d{1,2})日?")
_DAY: Final = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.|º)?(?!\d)")
_YEAR: Final = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_RELATIVE: Final = re.compile(r"today(?:([+-])(\d{1,4}))?")
_MONTH_FIRST: Final = ("en-US",)  # 4/7 is a day in April
_SHORTEST: Final = 3  # letters of a month's name that are enough, but for whole names
_BACK: Final = timedelta(days=60)  # a day without a year lies at most so far back


def day_in(text: str, language: str, today: date) -> date | None:
    """The one day that ``text`` names; None where it names none, or several."""
    found = {one for one in _days(text, language, today) if one}
    return found.pop() if len(found) == 1 else None


def bound(written: str, today: date) -> date | None:
    """A limit as a flow writes it: an ISO date, ``today``, ``today+14``; None: no such thing."""
    if near := _RELATIVE.fullmatch(written.replace(" ", "")):
        days = int(near[2] or 0) * (-1 if near[1] == "-" else 1)
        return today + timedelta(days=days)
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _days(text: str, language: str, today: date) -> Iterator[date | None]:
    if iso := _ISO.search(text):
        yield _day(int(iso[1]), int(iso[2]), int(iso[3]))
        return
    words = turn_of(text).words
    ahead = _days_ahead(words, text)
    if ahead is not None:
        yield today + timedelta(days=ahead)
    if wide := _WIDE.search(text):
        yield _nearest(int(wide[1]), int(wide[2]), today)
    elif month := _month(words, language):
        yield _with_name(text, month, today)
    elif written := _NUMBERS.search(text):
        yield _numbers(written, language, today)


def _numbers(written: re.Match[str], language: str, today: date) -> date | None:
    """Day before month, unless the language or the numbers say otherwise."""
    first, second = int(written[1]), int(written[2])
    month_first = second > 12 or (language in _MONTH_FIRST and first <= 12)
    day, month = (second, first) if month_first else (first, second)
    if not written[3]:
        return _nearest(month, day, today)
    year = int(written[3])
    return _day(year if year > 99 else 2000 + year, month, day)


def _with_name(text: str, month: int, today: date) -> date | None:
    year = _YEAR.search(text)
    day = _DAY.search(_YEAR.sub(" ", text))
    if day is None:
        return None
    if year is None:
        return _nearest(month, int(day[1]), today)
    return _day(int(year[1]), month, int(day[1]))


def _nearest(month: int, day: int, today: date) -> date | None:
    """This year's day, or next year's where this one's is long past."""
    this = _day(today.year, month, day)
    return _day(today.year + 1, month, day) if this and this < today - _BACK else this


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(words: tuple[str, ...], language: str) -> int:
    """The month that is named whole in any language, or by its first letters in this one."""
    short = {name: n for name, n in _months().items() if name in _names_of(language)}
    for word in words:
        if word in _months():
            return _months()[word]
        begun = (n for name, n in short.items() if name.startswith(word))
        if len(word) >= _SHORTEST and (number := next(begun, 0)):
            return number
    return 0


def _days_ahead(words: tuple[str, ...], text: str) -> int | None:
    """0 for today, 1 for tomorrow, 2 for the day after; None: no such word. Longest words first."""
    line = f" {' '.join(words)} "
    for phrase, ahead in _near().items():
        if f" {phrase} " in line or (not phrase.isascii() and phrase in normalise(text)):
            return ahead
    return None


def _names_of(language: str) -> frozenset[str]:
    names: Mapping[str, str] = _calendar()["months"]
    tongue = language.partition("-")[0]
    return frozenset(normalise(f"{names.get(tongue, '')} {names['en']}").split())


@cache
def _months() -> Mapping[str, int]:
    names: Mapping[str, str] = _calendar()["months"]
    each = (listing.split() for listing in names.values())
    return {normalise(name): number for all12 in each for number, name in enumerate(all12, 1)}


@cache
def _near() -> Mapping[str, int]:
    ahead = enumerate(("today", "tomorrow", "day_after"))
    found = {normalise(word): days for days, key in ahead for word in _calendar()[key]}
    return dict(sorted(found.items(), key=lambda one: -len(one[0])))


@cache
def _calendar() -> Mapping[str, Any]:
    source = files("warmline.flows").joinpath("calendar.yaml").read_text(encoding="utf-8")
    return cast("Mapping[str, Any]", read(source, Faults()))
