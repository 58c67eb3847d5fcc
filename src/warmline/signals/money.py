"""Amounts of money as people write them: ``$89``, ``89,00 €``, ``1.234,50 EUR``, ``50 bucks``."""

import re
from collections.abc import Iterator
from typing import Final

_SIGNS: Final = {
    sign: currency
    for currency, signs in {
        "USD": "us$ $", "BRL": "r$", "AUD": "a$", "CAD": "c$", "MXN": "mx$", "EUR": "€", "GBP": "£",
        "JPY": "¥ ￥ 円", "INR": "₹", "TRY": "₺", "PLN": "zł", "RUB": "₽", "CNY": "元 块",
    }.items()
    for sign in signs.split()
}  # fmt: skip
_WORDS: Final = {
    word: currency
    for currency, words in {
        "USD": "usd dollar dollars bucks dolares dólares dolar dollari دولار",
        "EUR": "eur euro euros يورو",
        "GBP": "gbp pound pounds quid",
        "CHF": "chf franken francs",
        "JPY": "jpy yen",
        "CNY": "cny rmb yuan",
        "INR": "inr rupees rupee rs रुपये रुपए",
        "BRL": "brl reais",
        "PLN": "pln zloty złotych złote",
        "TRY": "try tl lira",
        "CAD": "cad",
        "AUD": "aud",
        "MXN": "mxn pesos",
        "SAR": "sar ريال",
        "AED": "aed درهم",
        "EGP": "egp جنيه",
        "SEK": "sek",
        "NOK": "nok",
        "DKK": "dkk",
    }.items()
    for word in words.split()
}
_NUMBER: Final = r"\d{1,3}(?:[.,'’ ]\d{3})+(?:[.,]\d{1,2})?|\d{1,12}(?:[.,]\d{1,2})?"
_SIGN: Final = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
_WORD: Final = "|".join(sorted(_WORDS, key=len, reverse=True))
_CODE: Final = r"(?:usd|eur|gbp|chf|inr|rs\.?|brl|pln|tl)\b"
_BEFORE: Final = re.compile(
    rf"(?<!\w)({_SIGN}|{_CODE})\s?({_NUMBER})(?![\d])\s?(k\b)?", re.IGNORECASE
)
_AFTER: Final = re.compile(
    rf"(?<![\d.,])({_NUMBER})\s?(k)?\s?(?:({_SIGN})|({_WORD})(?!\w))", re.IGNORECASE
)


def amounts(text: str) -> Iterator[tuple[str, float, str]]:
    """Each amount: as written, its value, its ISO 4217 currency ("$" is read as USD)."""
    taken: list[tuple[int, int]] = []
    for found in _BEFORE.finditer(text):
        taken.append(found.span())
        sign = found[1].lower().rstrip(".")
        yield found[0], _value(found[2]) * (1000 if found[3] else 1), _currency(sign)
    for found in _AFTER.finditer(text):
        if any(start < found.end() and found.start() < end for start, end in taken):
            continue
        unit = (found[3] or found[4]).lower()
        yield found[0], _value(found[1]) * (1000 if found[2] else 1), _currency(unit)


def _currency(unit: str) -> str:
    return _SIGNS.get(unit) or _WORDS[unit]


def _value(number: str) -> float:
    """The last mark with one or two digits behind it is the decimal mark; others group."""
    if decimals := re.search(r"[.,](\d{1,2})$", number):
        whole = re.sub(r"\D", "", number[: decimals.start()])
        return float(f"{whole}.{decimals[1]}")
    return float(re.sub(r"\D", "", number))
