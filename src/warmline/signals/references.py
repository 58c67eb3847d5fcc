"""Order numbers and account ids: tokens with digits, and the words that say what they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from warmline.signals.phrasebook import HEAD
from warmline.signals.turn import Turn, normalise, words_in


def _folded(listing: str) -> frozenset[str]:
    return words_in(
        " ".join(word if word.isascii() else normalise(word) for word in listing.split())
    )


_LABELS: Final = _folded(
    "number numbers num no nr id ref reference code # n n° nº n.º numero nummer numer numeru "
    "numarasi "
    "numaram numara № رقم برقم رقمه नंबर नम्बर संख्या आईडी"
)
_ORDERS: Final = _folded(
    "order orders purchase pedido orden commande bestellung bestelling bestell ordine encomenda "
    "zamowienia zamowienie zamowieniu siparis siparisim siparisimin invoice booking reservation "
    "confirmation tracking shipment parcel package ticket rechnung rechnungs buchung buchungs "
    "sendung "
    "sendungs auftrag auftrags factura fatura facture fattura faktura faktury compra reserva "
    "envio suivi "
    "colis reservering factuur boeking paczki prenotazione spedizione kargo طلب الطلب طلبي فاتوره "
    "الفاتوره शिपमेंट ऑर्डर आर्डर बुकिंग"
)
_ACCOUNTS: Final = _folded(
    "account customer client user member membership policy contract cuenta cliente compte konto "
    "kunden "
    "kunde vertrag vertrags mitglieds versicherungs conta conto contrato contrat contratto klant "
    "klienta "
    "klient umowy hesap musteri uye polizza poliza حساب الحساب حسابي العميل खाता अकाउंट ग्राहक"
)
_SMALL_WORDS: Final = _folded(
    "is was it its es ist lautet est e é to jest the my our your de d do da di del della dell du "
    "von van "
    "der het mein meine meiner meinem mi mon ma meu minha mio mia mijn moj moje mojego with and "
    "em la le "
    "el o a has have with हे है का की मेरा मेरी هو هي . , : # - ( \" '"
)
_HEADS: Final = frozenset(word[:HEAD] for word in (*_ORDERS, *_ACCOUNTS))
_COMPOUND: Final = re.compile(r"(\w+?)(nummer|number|nr)$")
_RUN: Final = re.compile(r"\d[\w-]{1,24}(?:/\d{1,8})?|(?<=_)\d")
_PREFIX: Final = re.compile(r"(?:(?:[a-z]{1,20}_){1,3}|[a-z]{0,6}[-_/]?)$")
_LONGEST_PREFIX: Final = 64
_BEFORE: Final = re.compile(r"(?:[^\W\d_]|[\u0900-\u0963])+°?|[^\w\s]")
_AFTER: Final = re.compile(r"\s+(?:is|ist|es|est|to|jest|numaral[ıi])((?:\s\w{1,14}){1,4})")
_NO_REFERENCE: Final = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$|\d{1,3}(?:st|nd|rd|th|am|pm|h|x|kg|g|cm|mm|gb|mb|ml|min|k)$"
)
_LOOKS: Final = re.compile(r"[a-z]{2,6}-\d{3,18}(?:-\d{1,10})?$")
_UNSPACED: Final = re.compile(
    r"(?:(订单|訂單|单号|運單|运单|快递|注文|追跡|予約)|(账户|帐户|账号|帐号|会员|會員|客户|顧客|会員|アカウント|お客様))"
    r"(?:的?(?:编号|編號|号码|號碼|号|號|番号|id))?(?:是|为|為|は|が|：|:)?\s?([a-z]{0,6}-?\d[a-z0-9-]{2,24})"
)
_NEAR: Final = 60  # characters before a token in which its name stands
_LEAST_DIGITS: Final = 3
_SURE_DIGITS: Final = 5  # "account 48213" needs no "number"
_MOST: Final = 40  # tokens of one turn that are looked at


@dataclass(frozen=True, slots=True)
class Reference:
    kind: str  # order, account
    number: str
    words: str


def references(turn: Turn) -> Iterator[Reference]:
    """Each token that a word beside it names; and ``#123`` or ``AB-12345`` by their looks."""
    text = turn.original.lower()
    if turn.wide:
        yield from _unspaced(text)
    if _HEADS.isdisjoint(turn.heads) and "#" not in text and "-" not in text:
        return
    for start, end in islice(_tokens(text), _MOST):
        token = text[start:end]
        if not _NO_REFERENCE.match(token) and (kind := _kind(text, start, end)):
            number = token.strip("-_/")
            yield Reference(kind, number if "_" in number else number.upper(), token)


def _tokens(text: str) -> Iterator[tuple[int, int]]:
    """Where a word with digits stands that is not part of a longer one ("3.14", "a.b-12")."""
    for run in _RUN.finditer(text):
        start = run.start()
        if start and (text[start - 1].isalnum() or text[start - 1] in "-_/"):
            prefix = _PREFIX.search(text[max(0, start - _LONGEST_PREFIX) : start])
            start -= len(prefix[0]) if prefix else 0
        last = text[start - 1] if start else " "
        joined = last in "-/" and text[start - 2 : start - 1].isalnum()
        if not (last.isalnum() or last in "_.," or joined):
            yield start, run.end()


def _unspaced(text: str) -> Iterator[Reference]:
    for found in _UNSPACED.finditer(text):
        yield Reference("order" if found[1] else "account", found[3].upper(), found[0])


def _kind(text: str, start: int, end: int) -> str:
    before = text[max(0, start - _NEAR) : start]
    digits = sum(map(str.isdigit, text[start:end]))
    if before.endswith(("#", "# ")) or _LOOKS.match(text[start:end]):
        return _said_before(before, digits) or "order"
    if digits < _LEAST_DIGITS:
        return ""
    return _said_before(before, digits) or _said_after(text, end)


def _said_before(before: str, digits: int) -> str:
    """What the words right before a token call it; small words and marks may stand between."""
    labelled = False
    kind = ""
    for word in reversed(_BEFORE.findall(before)):
        noun, label = _noun(word)
        labelled |= label
        if kind and not label and word not in _SMALL_WORDS:
            break
        if not kind:
            kind = noun
            if not noun and not label and word not in _SMALL_WORDS:
                return ""
    if kind == "account" and not labelled and digits < _SURE_DIGITS:
        return ""
    return kind


def _noun(word: str) -> tuple[str, bool]:
    """What kind of reference a word names, and whether it is or holds a label ("Kundennummer")."""
    word = word if word.isascii() else normalise(word)
    if word in _LABELS:
        return "", True
    compound = _COMPOUND.match(word)
    base = compound[1] if compound else word
    if base in _ORDERS:
        return "order", compound is not None
    if base in _ACCOUNTS:
        return "account", compound is not None
    return "", False


def _said_after(text: str, end: int) -> str:
    """As in: 4711 is my order number."""
    if found := _AFTER.match(text, end):
        return next((noun for word in found[1].split() if (noun := _noun(word)[0])), "")
    return ""
