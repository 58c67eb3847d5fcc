"""What a turn names: email, phone, amount with currency, order number, account id, name."""

import re
from collections.abc import Iterator
from typing import Final

from warmline.core.model import Signal
from warmline.signals.context import Around
from warmline.signals.money import UNITS, amounts
from warmline.signals.patterns import found_by
from warmline.signals.references import references
from warmline.signals.refund import refund_amount
from warmline.signals.turn import Turn

_READ: Final = 6000
_EMAIL: Final = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"
)
_DIGIT: Final = re.compile(r"\d")
_PHONE: Final = re.compile(  # begins with one of few characters, so that others are passed by fast
    r"(?:\+(?<![a-zA-Z\d_.#-].)\(?\d|\((?<![a-zA-Z\d_.#-].)\d|\d(?<![a-zA-Z\d_.#-].))"
    r"[\d ().\-/]{5,20}\d(?![a-zA-Z\d_-])"
)
_LONG: Final = re.compile(r"\d[\d ().\-/]{5}")
_CALLED: Final = re.compile(  # what makes a short or plain number a phone number
    r"(?:phone|tel|mobile|cell|whatsapp|call me|reach me|ring me|text me|telefon\w*|handy|"
    r"rufnummer|"
    r"mobil\w*|tel[eé]fono|m[oó]vil|celular|ll[aá]m\w*|t[eé]l[eé]phone|portable|joindre|appel\w*|"
    r"telem[oó]vel|"
    r"ligue\w*|cellulare|chiam\w*|telefoon\w*|bel me|kom[oó]rk\w*|cep|ara\w*|هاتف\w*|جوال\w*|"
    r"موبايل|फोन|फ़ोन|मोबाइल|"
    r"电话|電話|手机|手機|携帯|number is|nummer ist)[^\d\n]{0,24}$"
)
_PLAIN_LENGTHS: Final = (10, 11)
_NAME: Final = re.compile(
    r"(?:[Mm]y name is|[Mm]y name's|[Nn]ame:|[Mm]e llamo|[Mm]i nombre es|[Jj]e m['’]appelle|"
    r"[Mm]on nom est|[Mm]ein [Nn]ame ist|[Ii]ch hei(?:ß|ss)e|[Mm]eu nome é|[Mm]e chamo|"
    r"[Mm]i chiamo|[Ii]l mio nome è|[Mm]ijn naam is|[Ii]k heet|[Nn]azywam się|[Mm]am na imię|"
    r"[Bb]enim adım|[Aa]dım|اسمي|मेरा नाम|我叫|我的名字是|私の名前は|私は)"
    r"\s*((?:[\u3400-\u9fff]{1,4}|(?:[^\W\d_\u3040-\u9fff]|[\u0900-\u0963])"
    r"(?:[^\W\u3040-\u9fff]|[\u0900-\u0963'’.-]){0,30})"
    r"(?:\s(?:(?:de|van|von|der|den|da|dos|del|di|la|al|el|bin|ben|ter)\s){0,2}"
    r"(?!and\b|und\b|y\b|et\b|e\b|है|हैं)[^\W\d_a-z][\w'’.-]{0,30}){0,3})"
)
_NAMED: Final = frozenset({
    "name", "names", "nombre", "llamo", "nom", "appelle", "heisse", "nome", "chamo", "chiamo",
    "naam", "heet", "nazywam", "imie", "adim", "اسمي", "नाम",
})  # fmt: skip


def entities(turn: Turn, around: Around) -> Iterator[Signal]:
    """One ``entity`` a thing named; ``value`` is ``kind:value``, as in ``amount:89.00 EUR``."""
    text = turn.original[:_READ]
    if "@" in text:
        for found in _EMAIL.finditer(text):
            yield _entity("email", found[0].lower().rstrip(".-"), found[0])
    if _DIGIT.search(text) or not UNITS.keys().isdisjoint(turn.vocabulary):
        yield from _with_digits(turn, text)
    if turn.wide or not _NAMED.isdisjoint(turn.vocabulary):
        for found in _NAME.finditer(text):
            yield _entity("name", found[1].strip(), found[0])
    if around.own.patterns:
        yield from found_by(around.own.patterns, turn.original)


def _with_digits(turn: Turn, text: str) -> Iterator[Signal]:
    taken: set[str] = set()
    for found in references(turn):
        digits = re.sub(r"\D", "", found.number)
        if digits not in taken and not _is_phone_like(text, found.words):
            taken.add(digits)
            yield _entity(found.kind, found.number, found.words)
    for written, amount, currency in amounts(turn):
        taken.update(re.findall(r"\d+", written))
        yield _entity("amount", f"{amount:.2f} {currency}", written)
    if wanted := refund_amount(turn):
        yield _entity("refund", f"{wanted[0]:.2f} {wanted[1]}".strip(), "")
    if _LONG.search(text):
        yield from _phones(text, taken)


def _phones(text: str, taken: set[str]) -> Iterator[Signal]:
    for found in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if not 6 <= len(digits) <= 15 or digits in taken or _is_date(found[0]):
            continue
        called = _CALLED.search(text[max(0, found.start() - 40) : found.start()].lower())
        short = len(digits) < 7 or (found[0].isdigit() and len(digits) not in _PLAIN_LENGTHS)
        if called or not short:
            sign = "+" if found[0].startswith("+") else ""
            yield _entity("phone", sign + digits, found[0].strip())


def _is_phone_like(text: str, words: str) -> bool:
    at = text.lower().find(words)
    return at > 0 and text[at - 1] == "+"


def _is_date(written: str) -> bool:
    return re.fullmatch(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}", written.strip()) is not None


def _entity(kind: str, value: str, words: str) -> Signal:
    return Signal(name="entity", score=0.9, words=words.strip(), value=f"{kind}:{value}")
