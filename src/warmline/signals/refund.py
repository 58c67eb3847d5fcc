"""Which of the sums in a turn the visitor wants back: "I paid $80, refund the $20 for shipping"."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from warmline.signals.money import NUMBER, UNITS, Amount, amounts_in, value_of
from warmline.signals.number_words import number_before
from warmline.signals.phrasebook import heads_of
from warmline.signals.turn import Turn

_BACK: Final = re.compile(
    r"\b(?:refund\w*|reimburs\w*|money back|give\w* back|return (?:it|this|them|me|my money|the "
    r"money|the amount|that)|get back|pay\w* back|owe[sd]?|repay\w*|back|"
    r"compensat\w*|overcharg\w*|credit(?:ed)?|erstatt\w*|ruckerstatt\w*|zuruck\w*|rembours\w*|"
    r"rendre|"
    r"rendez|reembols\w*|devol\w*|devuel\w*|rimbors\w*|restitu\w*|indietro|terugbetal\w*|"
    r"terugkrijg\w*|terug|teruggave|zwrot\w*|zwroc\w*|zwrac\w*|iade\w*|geri)\b|استرداد|استرجاع|"
    r"أعيدوا|"
    r"ارجاع|वापस|रिफंड|refund|退款|退还|退回|退给|退|返金|返して"
)
_HEADS: Final = heads_of(  # without one of these nothing is asked back
    "refund reimburse back money owe owes owed repay return compensate overcharged credit "
    "credited erstatten ruckerstattung zuruck zurueck remboursement rendre rendez reembolso "
    "devolver devuelvan rimborso restituire indietro terug zwrot zwrocic zwracac iade geri give get"
)
_FOREIGN: Final = re.compile("[\u0600-\u06ff\u0900-\u097f\u3040-\u30ff\u3400-\u9fff]")
_PAID: Final = re.compile(
    r"\b(?:paid|pay|cost|costs|price|bought|worth|charged|spent|ordered|order|total|purchase|"
    r"billed|"
    r"bezahlt|gezahlt|gekostet|kostet|preis|abgebucht|pague|pagado|cuesta|costo|cobraron|paye|"
    r"coute|"
    r"prix|debite|paguei|custou|cobraram|pagato|costa|addebitat\w*|betaald|kostte|afgeschreven|"
    r"zaplacil\w*|kosztowal\w*|odedim|tuttu|credit|voucher|coupon|gift card|fee of|limit)\b|دفعت|"
    r"付了|払"
)
_NOT: Final = re.compile(
    r"\b(?:dont|do not|not|no|instead of|rather than|nicht|kein\w*|nao|non|pas)\b"
)
_INSTEAD: Final = re.compile(
    r"\b(?:instead of|rather than|when it should|should have been|should be|but the price was|"
    r"statt|"
    r"anstatt|en lugar de|en vez de|au lieu de|em vez de|invece di|in plaats van|zamiast|"
    r"yerine)\b|而不是"
)
_DIFFERENCE: Final = re.compile(
    r"\b(?:difference|differenz|diferencia|diferenca|differenza|verschil)\b"
)
_HALF: Final = re.compile(r"\b(?:half|halfte|mitad|moitie|metade|meta|helft|polow\w*)\b|一半|半分")
_ALL: Final = re.compile(
    r"\b(?:all|both|everything|total|whole|beide|alles|todo|tudo|tout|tutto)\b"
)
_ALL_BACK: Final = re.compile(
    r"\b(?:refund|back|return|reimburse|zuruck|devol\w*|rembours\w*)\b[^.?!]{0,8}\b(?:all|both|"
    r"everything)\b|"
    r"\b(?:all|both|everything)\b[^.?!]{0,12}\b(?:refunded|back|returned|reimbursed)\b"
)
_PERCENT: Final = re.compile(r"(\d{1,3})\s?(?:%|percent\b|prozent\b|por ciento\b)")
_EACH: Final = re.compile(r"\b(two|three|four|2|3|4)\b[^.?!]{0,30}?\beach\b")
_COUNTS: Final = {"two": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4}
_NEXT: Final = re.compile(  # what may follow a sum without a currency
    r"\s*(?:$|[.,;!?)]|(?:back|for|from|please|to|that|which|i|right|now|asap|immediately|today|on|"
    r"because|zuruck|fur|bitte|de|por|pour|per|terug|voor|za)\b)"
)
_OTHER_NUMBER: Final = re.compile(
    r"(?:#|\b(?:order|number|no|nr|invoice|ticket|booking|id|ref|reference|account|bestellung|"
    r"pedido|"
    r"commande|ordine|nummer|numero|case|seat|row|room|gate|flight|page|size|"
    r"aged?|on|on the|at|since|by)\s?)\s?$"
)
_NEAR: Final = 45  # characters between asking and the sum that is asked
_END: Final = re.compile(r"[.!?;](?!\d)|\bbut\b|\baber\b|\bpero\b|\bmais\b")


def refund_amount(turn: Turn) -> tuple[float, str] | None:
    """The sum that is wanted back and its currency ("": none was named); None: none is named."""
    text = turn.normal
    if _HEADS.isdisjoint(turn.heads) and (text.isascii() or not _FOREIGN.search(text)):
        return None
    if not (asks := [found.span() for found in _BACK.finditer(text)]):
        return None
    sums = sorted([*amounts_in(text), *_in_words(turn)], key=lambda one: one.start)
    if not sums:
        sums = [one for one in _bare(text) if _wanted(text, one, asks) >= _SURE]
    return _chosen(text, sums, asks) if sums else None


_SURE: Final = 2


def _chosen(
    text: str, sums: Sequence[Amount], asks: Sequence[tuple[int, int]]
) -> tuple[float, str]:
    currency = next((one.currency for one in sums if one.currency), "")
    best = max(sums, key=lambda one: (_wanted(text, one, asks), -one.start))
    wanted = _wanted(text, best, asks)
    match sums:
        case [one, other, *_] if _DIFFERENCE.search(text) or (
            wanted < _SURE + 1 and _INSTEAD.search(text[one.end : other.start])
        ):
            return round(abs(one.value - other.value), 2), currency
        case [_, _, *_] if _ALL_BACK.search(text) or (wanted < _SURE and _ALL.search(text)):
            return round(sum(one.value for one in sums), 2), currency
        case [_]:
            return _part(text, best), best.currency
        case _ if wanted < _SURE:
            return max(one.value for one in sums), currency
        case _:
            return best.value, best.currency


def _part(text: str, whole: Amount) -> float:
    """A half, a percentage or several times the only sum, where that is said."""
    if percent := _PERCENT.search(text):
        return round(whole.value * int(percent[1]) / 100, 2)
    if _HALF.search(text):
        return round(whole.value / 2, 2)
    if each := _EACH.search(text):
        return whole.value * _COUNTS[each[1]]
    return whole.value


def _wanted(text: str, one: Amount, asks: Sequence[tuple[int, int]]) -> int:
    """How surely ``one`` is what is wanted back: 3 right beside the ask, 0 far from any."""
    best = 0
    for start, end in asks:
        if end <= one.start and one.start - end <= _NEAR:
            between = text[end : one.start]
            likely = 3
        elif one.end <= start and start - one.end <= _NEAR:
            between = text[one.end : start]
            likely = 3 if len(between.split()) <= 3 else 2
        else:
            continue
        if _END.search(between):
            continue
        likely -= (1 + bool(NUMBER.search(between))) if _PAID.search(between) else 0
        best = max(best, likely)
    before = text[max(0, one.start - 22) : one.start]
    if _PAID.search(before) or _NOT.search(before):
        best -= 2
    return best


def _bare(text: str) -> Iterator[Amount]:
    """Numbers without a currency that may be sums of money."""
    for number in NUMBER.finditer(text):
        before = text[max(0, number.start() - 14) : number.start()]
        alone = not before[-1:].isalnum() and before[-1:] not in "-/#:"
        if alone and _NEXT.match(text, number.end()) and not _OTHER_NUMBER.search(before):
            yield Amount(number.start(), number.end(), value_of(number[0]), "")


def _in_words(turn: Turn) -> Iterator[Amount]:
    for at, word in enumerate(turn.words):
        if word in UNITS and at and (found := number_before(turn.words, at)):
            start = turn.place(found[0])
            yield Amount(start, turn.place(at) + len(word), float(found[1]), UNITS[word])
