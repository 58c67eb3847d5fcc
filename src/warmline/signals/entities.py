"""What a turn names: email, phone, amount with currency, order number, account id, name."""

import re
from collections.abc import Iterator
from typing import Final

from warmline.core.model import Signal
from warmline.signals.context import Around
from warmline.signals.money import amounts
from warmline.signals.turn import Turn

_READ: Final = 6000
_EMAIL: Final = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"
)
_DIGIT: Final = re.compile(r"\d")
_PHONE: Final = re.compile(r"(?<![\w.#-])(?:\+|00)?\(?\d[\d ().\-/]{6,18}\d(?![\w-])")
_LABEL: Final = (
    r"(?:number|num|no|nr|id|#|n[°ºo]|numero|nummer|numer|numarasi|号|号码|番号|رقم|नंबर)"
)
_ORDER: Final = re.compile(
    r"(?:\b(?:order|purchase|pedido|commande|bestellung|bestelling|bestell|ordine|encomenda|"
    r"zamówieni\w*|zamowieni\w*|sipariş\w*|siparis\w*|invoice|booking|reservation|tracking|ticket|"
    r"rechnung|factura|facture|fattura|auftrag|compra)|订单|訂單|注文|طلب|ऑर्डर)"
    rf"(?:s?nummer)?\W{{0,3}}(?:{_LABEL}\W{{0,3}})?(?:is|es|ist|est|e|:)?"
    r"\W{0,3}([a-z]{0,5}-?\d[\w-]{2,24})"
)
_BARE_ORDER: Final = re.compile(r"(?<!\w)#\s?([a-z]{0,5}-?\d[\w-]{2,24})|\b([a-z]{2,5}-\d{3,18})\b")
_ACCOUNT: Final = re.compile(
    r"(?:\b(?:account|customer|client|user|member|cuenta|cliente|compte|konto|kunden|conta|conto|"
    r"klant|klienta|hesap|musteri|müşteri)|账户|账号|顧客|アカウント|حساب|खाता)"
    rf"(?:nummer)?\W{{0,2}}{_LABEL}\W{{0,3}}(?:is|es|ist|est|e|:)?"
    r"\W{0,3}([a-z_]{0,24}-?\d[\w-]{2,24})"
)
_NAME: Final = re.compile(
    r"(?:[Mm]y name is|[Mm]y name's|[Nn]ame:|[Mm]e llamo|[Mm]i nombre es|[Jj]e m['’]appelle|"
    r"[Mm]on nom est|[Mm]ein [Nn]ame ist|[Ii]ch hei(?:ß|ss)e|[Mm]eu nome é|[Mm]e chamo|"
    r"[Mm]i chiamo|[Ii]l mio nome è|[Mm]ijn naam is|[Ii]k heet|[Nn]azywam się|[Mm]am na imię|"
    r"[Bb]enim adım|[Aa]dım|اسمي|मेरा नाम|我叫|我的名字是|私の名前は|私は)"
    r"\s*((?:[^\W\d_][\w'’.-]{0,30})"
    r"(?:\s(?!and\b|und\b|y\b|et\b|e\b|है)[^\W\d_a-z][\w'’.-]{0,30}){0,3})"
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
    if _DIGIT.search(text):
        yield from _with_digits(text)
    if turn.wide or not _NAMED.isdisjoint(turn.vocabulary):
        for found in _NAME.finditer(text):
            yield _entity("name", found[1].strip(), found[0])


def _with_digits(text: str) -> Iterator[Signal]:
    taken: set[str] = set()
    low = text.lower()
    for kind, pattern in (("order", _ORDER), ("account", _ACCOUNT), ("order", _BARE_ORDER)):
        for found in pattern.finditer(low):
            if (number := next(filter(None, found.groups()))) not in taken:
                taken.add(number)
                yield _entity(kind, number.upper(), found[0])
    for written, amount, currency in amounts(text):
        taken.update(re.findall(r"\d+", written))
        yield _entity("amount", f"{amount:.2f} {currency}", written)
    yield from _phones(text, taken)


def _phones(text: str, taken: set[str]) -> Iterator[Signal]:
    for found in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if not 7 <= len(digits) <= 15 or digits in taken or _is_date(found[0]):
            continue
        plain = found[0].isdigit()
        if plain and len(digits) not in (10, 11):
            continue
        yield _entity("phone", ("+" if found[0].startswith("+") else "") + digits, found[0].strip())


def _is_date(written: str) -> bool:
    return re.fullmatch(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}", written.strip()) is not None


def _entity(kind: str, value: str, words: str) -> Signal:
    return Signal(name="entity", score=0.9, words=words.strip(), value=f"{kind}:{value}")
