"""Amounts of money as people write them: ``$89``, ``89,00 €``, ``1.234,50 EUR``, fifty bucks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from warmline.signals.number_words import number_before
from warmline.signals.turn import Turn, normalise

_SIGNS: Final = {
    sign: currency
    for currency, signs in {
        "USD": "us$ $", "BRL": "r$", "AUD": "a$ au$", "CAD": "c$ ca$", "MXN": "mx$", "EUR": "€",
        "GBP": "£", "JPY": "¥ ￥ 円", "INR": "₹", "TRY": "₺", "PLN": "zł", "RUB": "₽",
        "CNY": "元 块 塊", "KRW": "₩", "UAH": "₴", "ILS": "₪", "NGN": "₦",
    }.items()
    for sign in signs.split()
}  # fmt: skip
_WORDS: Final = {
    word: currency
    for currency, words in {
        "USD": "usd dollar dollars buck bucks dolares dólares dólar dolari dollari dollaro dolara "
        "dolarów dolarow دولار دولارات डॉलर 美元 美金 ドル",
        "EUR": "eur euro euros يورو यूरो 欧元 歐元 ユーロ",
        "GBP": "gbp pound pounds quid libras livres pfund ponden funtów 英镑 英鎊 ポンド",
        "CHF": "chf franken francs sfr",
        "JPY": "jpy yen 日元 日圓",
        "CNY": "cny rmb yuan 人民币",
        "INR": "inr rupees rupee rs रुपये रुपए रुपया रूपये rupaye rupay",
        "BRL": "brl reais",
        "PLN": "pln zloty zlotych złotych złote złoty zl",
        "TRY": "tl lira liralik lirayı",
        "CAD": "cad",
        "AUD": "aud",
        "MXN": "mxn pesos peso",
        "SAR": "sar ريال",
        "AED": "aed درهم",
        "EGP": "egp جنيه",
        "SEK": "sek",
        "NOK": "nok",
        "DKK": "dkk",
        "CZK": "czk",
        "HUF": "huf forint",
    }.items()
    for word in words.split()
}
UNITS: Final = {normalise(word): currency for word, currency in _WORDS.items()}
"""Currencies by the words for them, as ``Turn.words`` has them."""

_SIGN: Final = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
_WORD: Final = "|".join(sorted({*_WORDS, *UNITS}, key=len, reverse=True))
_CODE: Final = (
    r"(?:usd|eur|euros?|gbp|chf|inr|rs|brl|pln|tl|cad|aud|mxn|sek|nok|dkk|jpy|cny|aed|sar)\b\.?"
)
_LAST: Final = "".join(sorted({sign[-1] for sign in _SIGNS}))
_SIGNED: Final = re.compile(  # a sign, or a unit that touches its number
    rf"[{_LAST}\d](?:(?<=[{_LAST}])|(?<=\d)[^\W\d_]|(?<=[^\W\d_]\d))"
)
NUMBER: Final = re.compile(
    r"\d{1,3}(?:[.,'’ ]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d{1,12}(?:[.,]\d{1,2}(?!\d))?(?!\d)"
)
_BEFORE: Final = re.compile(rf"(?<!\w)({_SIGN}|{_CODE})\s?$", re.IGNORECASE)
_AFTER: Final = re.compile(
    rf"(?:,-|\.-)?(?:\s?(k)(?![a-z]))?(?:({_SIGN})|\s?({_SIGN})(?!\s?\d)|[\s-]?({_WORD})(?!\w))",
    re.IGNORECASE,
)
_THOUSANDS: Final = re.compile(r"\s?k\b", re.IGNORECASE)
_LONGEST_SIGN: Final = 7  # characters before a number in which its unit stands
_MOST: Final = 100  # numbers of one turn that are looked at


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money at ``text[start:end]``; ``currency`` is its ISO 4217 code ("$" is USD)."""

    start: int
    end: int
    value: float
    currency: str


def amounts(turn: Turn) -> Iterator[tuple[str, float, str]]:
    """Each amount: as written, its value, its currency."""
    worded = not UNITS.keys().isdisjoint(turn.vocabulary)
    if worded or _SIGNED.search(turn.original):
        for found in amounts_in(turn.original):
            yield turn.original[found.start : found.end].strip(), found.value, found.currency
    if worded:
        for start, end, value, currency in _in_words(turn.words):
            yield turn.quoted(start, end), value, currency


def amounts_in(text: str) -> Iterator[Amount]:
    """Each amount written with digits."""
    end = 0
    for number in islice(NUMBER.finditer(text), _MOST):
        if found := _amount_at(text, number, end):
            end = found.end
            yield found


def _amount_at(text: str, number: re.Match[str], after: int) -> Amount | None:
    low = max(after, number.start() - _LONGEST_SIGN)
    if before := _BEFORE.search(text[low : number.start()]):
        thousands = _THOUSANDS.match(text, number.end())
        end = thousands.end() if thousands else number.end()
        value = value_of(number[0]) * (1000 if thousands else 1)
        return Amount(low + before.start(), end, value, _currency(before[1].rstrip(".")))
    if behind := _AFTER.match(text, number.end()):
        value = value_of(number[0]) * (1000 if behind[1] else 1)
        unit = behind[2] or behind[3] or behind[4]
        return Amount(number.start(), behind.end(), value, _currency(unit))
    return None


def _in_words(words: tuple[str, ...]) -> Iterator[tuple[int, int, float, str]]:
    """Numbers in words before a unit: start and end among ``words``, value, currency."""
    for at, word in enumerate(words):
        if word in UNITS and at and (found := number_before(words, at)):
            yield found[0], at + 1, float(found[1]), UNITS[word]


def _currency(unit: str) -> str:
    unit = unit.lower()
    return _SIGNS.get(unit) or _WORDS.get(unit) or UNITS[normalise(unit)]


def value_of(number: str) -> float:
    """The last mark with one or two digits behind it is the decimal mark; others group."""
    if decimals := re.search(r"[.,](\d{1,2})$", number):
        whole = re.sub(r"\D", "", number[: decimals.start()])
        return float(f"{whole}.{decimals[1]}")
    return float(re.sub(r"\D", "", number))
