"""What must not leave a conversation: cards, bank accounts, passwords and keys; mail and phone.

Pure: text in, places out. The original stays where it was said; what goes to a language model, a
mail or a log loses it. A card has a known prefix and Luhn's check digit (ISO/IEC 7812), an account
the length of its country and the check of ISO 13616; passwords are known by what stands before
them, keys by their shape.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from warmline.signals.glance import GAP, clear

USUAL: Final = ("card", "iban", "secret")
"""What is masked where nobody chose otherwise."""

_GAP: Final = f"{GAP}{{0,2}}"
_DIGITS: Final = re.compile(rf"(?<!\d)(?<!\d[._-])\d(?:{_GAP}\d){{11,18}}(?![._-]?\d)")
_PREFIXES: Final = (
    (re.compile(r"4"), {13, 16, 19}),
    (re.compile(r"5[1-5]|2(?:2[3-9]|22[1-9]|[3-6]|7[01]|720)"), {16}),
    (re.compile(r"3[47]"), {15}),
    (re.compile(r"6011|64[4-9]|65|62|35[2-8]"), {16, 17, 18, 19}),
    (re.compile(r"3(?:0[0-5]|[689])"), {14, 16}),
    (re.compile(r"50[0-9]|5[6-9]|6[37]"), set(range(12, 20))),
)
_GROUPED: Final = re.compile(r"\d{4}([ -])\d{4}\1\d{4}\1\d{4}|\d{4}([ -])\d{6}\2\d{5}")
_NOT_A_CARD: Final = re.compile(
    r"(?:order|tracking|parcel|shipment|imei|serial|ticket|invoice|reference|ref|isbn|ean|gtin|"
    r"sendungs?\w*|bestell\w*|auftrags?\w*|rechnungs?\w*|pedido|suivi|commande|zamówieni\w*)"
    r"[\s\w.:#°-]{0,14}$",
    re.IGNORECASE,
)
_IBAN: Final = re.compile(
    rf"(?<![A-Za-z0-9])[A-Za-z]{{2}}{_GAP}\d{{2}}(?:{_GAP}[A-Za-z0-9]){{11,30}}"
)
_LENGTHS: Final = {
    code: length
    for length, codes in {
        15: "NO", 16: "BE", 18: "DK FI FO GL NL", 19: "MK SI", 20: "AT BA EE KZ LT LU XK",
        21: "CH HR LI LV", 22: "BG BH CR DE GB GE IE ME RS VA", 23: "AE GI IL IQ TL",
        24: "AD CZ ES MD PK RO SA SE SK TN VG", 25: "PT ST", 26: "IS TR", 27: "FR GR IT MC MR SM",
        28: "AL AZ BY CY DO GT HU LB PL SV", 29: "BR EG PS QA UA", 30: "JO KW MU", 31: "MT SC",
        32: "LC", 33: "RU",
    }.items()
    for code in codes.split()
}  # fmt: skip
_NAMED: Final = re.compile(
    r"(?<!\w)(?:pass(?:word|wort|code|phrase|wd)|pwd|kennwort|contraseña|clave|mot de passe|mdp|"
    r"senha|parola|wachtwoord|hasło|şifre(?:m|si)?|parolam|pin(?:[- ]?code)?|cvv2?|cvc2?|tan|otp|"
    r"secret|"
    r"api[ _-]?key|access[ _-]?token|geheimzahl|sicherheitscode|security code|código de seguridad|"
    r"كلمة (?:المرور|السر)|पासवर्ड|密码|密碼|パスワード|暗証番号)"
    r"(?:\s*(?:is|was|ist|lautet|war|es|era|est|é|è|to|jest|:|=|：|是|は|है|هي)\s*|\s+)"
    r"(?P<quote>[\"'“„«`]?)(?P<value>[^\s\"'”»`<>]{3,128})",
    re.IGNORECASE,
)
_ASSIGNED: Final = re.compile(r"[:=：是は\"'“„«`]\s*$")
_KEYS: Final = re.compile(
    r"\bsk-[\w-]{16,}|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{20,}|\bglpat-[\w-]{16,}|\bAIza[\w-]{30,}"
    r"|\bxox[abprs]-[\w-]{10,}|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|\bBearer\s+[\w.~+/-]{16,}=*"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)"
)
_BEGUN: Final = re.compile(
    rf"(?:(?<!\d)\d(?:{_GAP}\d){{3,18}}|(?<![A-Za-z0-9])[A-Za-z]{{2}}{_GAP}\d{{2}}(?:{_GAP}[A-Za-z0-9]){{0,30}}"
    r"|\b(?:sk-|AKIA|gh[pousr]_|glpat-|AIza|xox[abprs]-|eyJ)\S*|\bBearer\s+\S*"
    rf"|-----BEGIN [\s\S]*){_GAP}$"
)
_LONGEST: Final = 160  # characters of an end that may still become something
_MAIL: Final = re.compile(r"[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,5}[^\W\d_]{2,24}")
_PHONE: Final = re.compile(r"(?<![\w.])(?:\+|00|\(?0)[\d(][\d ()/.\u00a0-]{5,18}\d(?!\w)")
_PHONE_DIGITS: Final = range(7, 16)
_ORDINARY: Final = frozenset(
    """
    is was not no wrong incorrect correct invalid valid expired missing reset forgotten forgot
    lost locked blocked required needed working changed weak strong case sensitive too still
    always never the and or but for from page link email mail field again does doesn't doesnt
    isn't isnt has have can can't cannot won't will please help protected manager change recovery
    question number code codes box same different unknown empty safe secure stolen hacked ist
    nicht falsch richtig ungültig abgelaufen vergessen gesperrt zurücksetzen geändert weg und oder
    aber mehr verloren incorrecta incorrecto olvidada correcta caducada bloqueada para pero por
    del que oublié invalide expiré perdu bloqué pour mais incorreta esquecida expirou mas errata
    dimenticata scaduta bloccata vergeten onjuist verlopen maar niet nieprawidłowe yanlış unuttum
    değil
    """.split()  # noqa: SIM905 - reads best as words
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in a text something stands that is to be masked."""

    kind: str
    start: int
    end: int


def sensitive(
    text: str, kinds: Collection[str] = USUAL, own: Mapping[str, re.Pattern[str]] | None = None
) -> tuple[Place, ...]:
    """The places of these ``kinds``, and of the owner's ``own`` patterns, in order and apart."""
    found: list[Place] = []
    if not clear(text, kinds):
        read = _readable(text)
        found += (place for kind in kinds if kind in FINDERS for place in FINDERS[kind](read))
    for kind, pattern in (own or {}).items():
        found += (Place(kind=kind, start=m.start(), end=m.end()) for m in pattern.finditer(text))
    return tuple(_apart(sorted(found, key=lambda place: (place.start, -place.end))))


def masked(
    text: str, kinds: Collection[str] = USUAL, own: Mapping[str, re.Pattern[str]] | None = None
) -> str:
    """``text`` with the name of its kind in each such place, like ``[card]``."""
    if not own and clear(text, kinds):
        return text
    parts: list[str] = []
    end = 0
    for place in sensitive(text, kinds, own):
        parts += (text[end : place.start], f"[{place.kind}]")
        end = place.end
    return "".join((*parts, text[end:]))


def settled(text: str) -> str:
    """Of a text that was cut, or goes on: without an end that may be part of something to mask."""
    start = max(0, len(text) - _LONGEST)
    more = "0000"
    end = _readable(text[start:])
    if clear(end + more * 4, ("secret",)) and not any(map(str.isdigit, end)):
        return text
    cuts = [found.start() for found in _BEGUN.finditer(end)]
    cuts += [m.start("value") for m in _NAMED.finditer(end + more) if m.end() > len(end)]
    return text[: start + min(cuts)] if cuts else text


def _readable(text: str) -> str:
    """The same length, with the digits of any script, and full-width letters, as ASCII."""
    return text if text.isascii() else "".join(map(_plain, text))


def _plain(c: str) -> str:
    if c.isascii():
        return c
    if (digit := unicodedata.digit(c, None)) is not None:
        return str(digit)
    return chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else c


def _apart(places: Collection[Place]) -> Iterator[Place]:
    """Of two that overlap, the later one only from where the earlier ends."""
    end = 0
    for place in places:
        if place.end > max(place.start, end):
            yield replace(place, start=max(place.start, end))
            end = place.end


def _cards(text: str) -> Iterator[Place]:
    for found in _DIGITS.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        named = _NOT_A_CARD.search(text, max(0, found.start() - 40), found.start())
        if is_card(digits) and (not named or _GROUPED.fullmatch(found[0])):
            yield Place(kind="card", start=found.start(), end=found.end())


def is_card(digits: str) -> bool:
    """Whether ``digits`` have an issuer's prefix, its length, and Luhn's check digit."""
    known = any(p.match(digits) and len(digits) in lengths for p, lengths in _PREFIXES)
    return known and len(set(digits)) > 1 and _luhn(digits)


def _luhn(digits: str) -> bool:
    doubled = (int(d) * 2 for d in digits[-2::-2])
    total = sum(map(int, digits[-1::-2])) + sum(d - 9 if d > 9 else d for d in doubled)
    return total % 10 == 0


def _ibans(text: str) -> Iterator[Place]:
    for found in _IBAN.finditer(text):
        length = _LENGTHS.get(found[0][:2].upper(), 0)
        taken = [at for at, c in enumerate(found[0]) if c.isalnum()][:length]
        written = "".join(found[0][at] for at in taken)
        if length and len(taken) == length and is_iban(written):
            yield Place(kind="iban", start=found.start(), end=found.start() + taken[-1] + 1)


def is_iban(account: str) -> bool:
    """Whether an account number without spaces has its country's length and the right check."""
    turned = (account[4:] + account[:4]).upper()
    fits = _LENGTHS.get(account[:2].upper()) == len(account)
    return fits and turned.isalnum() and int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def _secrets(text: str) -> Iterator[Place]:
    for found in _NAMED.finditer(text):
        start = found.start("value")
        value = found["value"].rstrip(".,;:)")
        if _looks_secret(value, assigned=bool(found["quote"]) or _is_assigned(text, start)):
            yield Place(kind="secret", start=start, end=start + len(value))
    for found in _KEYS.finditer(text):
        yield Place(kind="secret", start=found.start(), end=found.end())


def _is_assigned(text: str, start: int) -> bool:
    return _ASSIGNED.search(text, max(0, start - 4), start) is not None


def _looks_secret(value: str, *, assigned: bool) -> bool:
    if value.lower() in _ORDINARY or len(value) < 3:
        return False
    odd = any(c.isdigit() for c in value) or not value.isalpha()
    return assigned or odd or not (value.islower() or value.istitle())


def _mails(text: str) -> Iterator[Place]:
    for found in _MAIL.finditer(text):
        yield Place(kind="email", start=found.start(), end=found.end())


def _phones(text: str) -> Iterator[Place]:
    for found in _PHONE.finditer(text):
        if sum(c.isdigit() for c in found[0]) in _PHONE_DIGITS:
            yield Place(kind="phone", start=found.start(), end=found.end())


FINDERS: Final[Mapping[str, Callable[[str], Iterator[Place]]]] = {
    "card": _cards,
    "iban": _ibans,
    "secret": _secrets,
    "email": _mails,
    "phone": _phones,
}
"""What can be masked: one finder a kind, and this table."""
