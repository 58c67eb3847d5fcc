"""Numbers written as words: "two hundred and fifty", "zweihundertfünfzig", "ciento veinte"."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from warmline.signals.turn import normalise

_UNITS: Final = {  # from one on, in steps of one; a slash parts several ways to say the same
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen",
    "de": "ein/eins/eine/einen zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn "
    "vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
    "es": "un/uno/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve",
    "fr": "un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf",
    "pt": "um/uma dois/duas três quatro cinco seis sete oito nove dez onze doze treze catorze quinze "
    "dezesseis dezessete dezoito dezenove",
    "it": "uno/un/una due tre quattro cinque sei sette otto nove dieci undici dodici tredici "
    "quattordici quindici sedici diciassette diciotto diciannove",
    "nl": "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien "
    "zestien zeventien achttien negentien",
    "pl": "jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście "
    "trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście",
    "tr": "bir iki üç dört beş altı yedi sekiz dokuz on",
}
_TENS: Final = {  # from twenty on, in steps of ten
    "en": "twenty thirty forty/fourty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "fr": "vingt/vingts trente quarante cinquante soixante septante huitante/octante nonante",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "pl": "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt "
    "osiemdziesiąt dziewięćdziesiąt",
    "tr": "yirmi otuz kırk elli altmış yetmiş seksen doksan",
}
_LARGE: Final = {
    100: "hundred hundreds hundert cien ciento cent cents cem cento honderd sto yüz",
    200: "doscientos doscientas duzentos dwieście",
    300: "trescientos trescientas trezentos trzysta",
    400: "cuatrocientos quatrocentos czterysta",
    500: "quinientos quinientas quinhentos pięćset",
    1000: "thousand tausend mil mille mila duizend tysiąc tysiące bin grand",
}
_BETWEEN: Final = frozenset("and und y et e en i a".split())
_LONGEST: Final = 8  # words of one number


def _values() -> dict[str, int]:
    found: dict[str, int] = {}
    for listings, first, step in ((_UNITS, 1, 1), (_TENS, 20, 10)):
        for listing in listings.values():
            for at, ways in enumerate(listing.split()):
                for way in ways.split("/"):
                    found.setdefault(normalise(way), first + at * step)
    for value, listing in _LARGE.items():
        found |= {normalise(word): value for word in listing.split()}
    return found


VALUES: Final[Mapping[str, int]] = _values()
_JOINABLE: Final = sorted((w for w in VALUES if len(w) > 2), key=len, reverse=True)
_JOINED: Final = re.compile(f"(?:{'|'.join(map(re.escape, _JOINABLE))}|und|ein|en(?=[a-z]))")


def number_before(words: Sequence[str], end: int) -> tuple[int, int] | None:
    """The number said by the words right before ``end``: where it starts, and its value."""
    start = end
    while start > max(0, end - _LONGEST) and _belongs(words[start - 1]):
        start -= 1
    while start < end and words[start] in _BETWEEN:
        start += 1
    said = [value for word in words[start:end] for value in parts_of_number(word)]
    return (start, _together(said)) if said else None


def _belongs(word: str) -> bool:
    return word in _BETWEEN or bool(parts_of_number(word))


@lru_cache(maxsize=4096)
def parts_of_number(word: str) -> tuple[int, ...]:
    """The values that one word says: ``zweihundertfünfzig`` says 2, 100 and 50."""
    if (value := VALUES.get(word)) is not None:
        return (value,)
    if len(word) < 7 or not word.isalpha():
        return ()
    parts, at = list[str](), 0
    while at < len(word):
        found = _JOINED.match(word, at)
        if found is None:
            return ()
        parts.append(found[0])
        at = found.end()
    return tuple(VALUES[part] for part in parts if part in VALUES)


def _together(said: Sequence[int]) -> int:
    """2, 100, 50 is 250; 3, 1000, 200 is 3200; 5 and 20 (German order) is 25."""
    total = current = 0
    for value in said:
        if value == 1000:
            total, current = total + max(current, 1) * value, 0
        elif value == 100:
            current = max(current, 1) * value
        else:
            current += value
    return total + current
