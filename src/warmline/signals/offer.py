"""What the visitor answers to the offer of a person, and whether a text holds such an offer."""

import re
from collections.abc import Iterator
from typing import Final

from warmline.core.model import Signal
from warmline.signals.context import Around
from warmline.signals.phrasebook import Found, book_of
from warmline.signals.request_languages import languages_asking
from warmline.signals.request_words import WORDS
from warmline.signals.turn import Turn, turn_of, words_in

_BOOK: Final = book_of(
    {
        "accepts_offer": (
            "yes, yeah, yep, yup, ya, yea, yas, yess, yesss, ye, sure, ok, okay, okey, k, kk, "
            "okk, alright, all right, fine, absolutely, definitely, certainly, of course, "
            "please do, please, pls, plz, go ahead, lets do that, lets do it, do it, do that, "
            "that would be great, that would be good, that would be nice, that would be helpful, "
            "that would help, that works, that sounds good, that sounds great, "
            "sounds good, sounds great, id appreciate that, i would appreciate that, "
            "id like that, "
            "i would like that, id love that, would love that, that would be perfect, perfect, "
            "great, good idea, why not, "
            "i agree, agreed, correct, by all means, proceed, please proceed, connect, transfer, "
            "i do, you may, very well, good, cool, affirmative, indeed, yes please, thats fine, "
            "that is fine, y, "
            "si, claro, por supuesto, vale, de acuerdo, adelante, esta bien, bueno, dale, "
            "hagalo, "
            "hazlo, por favor, perfecto, si por favor, "
            "oui, ouais, d accord, bien sur, volontiers, avec plaisir, allez y, vas y, "
            "s il vous plait, s il te plait, svp, parfait, je veux bien, ca marche, entendu, "
            "certainement, "
            "ja, jawohl, jo, jep, klar, gern, gerne, sicher, naturlich, natuerlich, in ordnung, "
            "einverstanden, bitte, unbedingt, machen sie das, mach das, passt, das ware gut, "
            "das ware super, das waere gut, ja bitte, auf jeden fall, "
            "sim, claro, com certeza, pode ser, por favor, esta bem, ta bom, tudo bem, beleza, "
            "quero, quero sim, pode, isso, aceito, "
            "certo, certamente, va bene, d accordo, volentieri, per favore, perfetto, "
            "certo che si, "
            "ok grazie, "
            "graag, ja graag, zeker, tuurlijk, natuurlijk, prima, goed, is goed, oke, doe maar, "
            "alstublieft, alsjeblieft, akkoord, "
            "tak, jasne, pewnie, oczywiscie, prosze, poprosze, dobrze, zgoda, chetnie, "
            "tak prosze, "
            "no dobra, dobra, zgadzam sie, "
            "evet, olur, tamam, tabii, tabi, elbette, lutfen, isterim, evet lutfen, tabii ki, "
            "peki, "
            "memnuniyetle, iyi olur, kabul, "
            "نعم, اي, ايوه, أيوه, أجل, اجل, بالتأكيد, طبعا, أكيد, اكيد, حسنا, موافق, تمام, "
            "من فضلك, "
            "لو سمحت, ماشي, يا ريت, اوكي, بالطبع, "
            "हाँ, हां, जी हाँ, जी हां, जी, ठीक है, ज़रूर, जरूर, बिल्कुल, कृपया, हा, ओके, haan, "
            "han, "
            "ha, ji, haan ji, theek hai, thik hai, zaroor, bilkul, "
            "是的, 是, 好的, 好, 好啊, 可以, 行, 当然, 當然, 没问题, 沒問題, 需要, 要, 嗯, "
            "麻烦你, "
            "麻煩你, 请, 請, 对, 同意, 要的, 可以的, "
            "はい, ええ, うん, お願いします, お願い, おねがいします, もちろん, ぜひ, 是非, "
            "頼みます, いいです, いいですよ, よろしく, そうして, 了解, オーケー, それで"
        ),
        "declines_offer": (
            "no, nope, nah, naw, no thanks, no thank you, no need, not now, not yet, "
            "not necessary, not needed, never mind, nevermind, dont bother, dont need, "
            "dont want, do not want, do not need, id rather not, rather not, "
            "not interested, forget it, dont, do not, not really, no im fine, im good, im fine, "
            "im okay, its okay, maybe later, later, n, thats ok i, before that, "
            "no gracias, ahora no, todavia no, no hace falta, no es necesario, no quiero, "
            "no necesito, mejor no, "
            "non, non merci, pas maintenant, pas besoin, pas la peine, ce n est pas necessaire, "
            "ne veux pas, ca ira, pas encore, non pas, "
            "nein, nee, ne, nein danke, nicht notig, nicht noetig, nicht jetzt, noch nicht, "
            "brauche ich nicht, will ich nicht, lieber nicht, nicht notwendig, mochte ich nicht, "
            "nao, nao obrigado, nao obrigada, agora nao, ainda nao, nao precisa, nao preciso, "
            "nao quero, deixa, deixa pra la, "
            "no grazie, non ora, non adesso, non serve, non e necessario, non voglio, "
            "non ancora, "
            "lascia stare, "
            "nee, nee dank, nee bedankt, niet nodig, hoeft niet, nu niet, nog niet, liever niet, "
            "wil ik niet, laat maar, "
            "nie, nie dziekuje, nie dzieki, nie trzeba, nie teraz, jeszcze nie, niepotrzebn*, "
            "nie chce, nie ma potrzeby, "
            "hayir, yok, yo, hayir tesekkurler, gerek yok, istemiyorum, istemem, simdi degil, "
            "daha sonra, hayir sagol, olmaz, "
            "لا, لا شكرا, كلا, ليس الآن, لا داعي, لا أريد, لا احتاج, لا أحتاج, مش دلوقتي, لأ, "
            "لا حاجة, مو لازم, "
            "नहीं, नही, जी नहीं, अभी नहीं, ज़रूरत नहीं, जरूरत नहीं, ना, रहने दो, रहने दीजिए, मत, "
            "nahi, nahin, abhi nahi, rehne do, ji nahi, "
            "不用, 不用了, 不需要, 不要, 不, 不了, 没必要, 不必, 算了, 先不, 暂时不, 不是, 不行, "
            "别, 還不用, 先等等, 不想, "
            "いいえ, いえ, 結構です, けっこうです, いらない, いりません, 不要, 不要です, "
            "必要ない, "
            "必要ありません, 大丈夫です, 大丈夫, 今はいい, まだいい, やめ, しないで, 遠慮し, "
            "ううん, いや, したくない"
        ),
        "-": (
            "no problem, no worries, no doubt, no objection, not a problem, dont mind, "
            "do not mind, why not, no hay problema, pas de probleme, kein problem, "
            "sem problema, nessun problema, geen probleem, nie ma problemu, sorun degil, "
            "لا مشكلة, 要不要"
        ),
    }
)
_READ: Final = 12
_SHORT: Final = 6  # words up to which "okay" or "please" alone is an answer
_ASKS: Final = ("accepts_offer", "declines_offer")
_OFFER: Final = re.compile(  # over the letters of request_words: connect … whom, in any order
    r"[KO][^|?]{0,6}?[WpDSd]|[RG][^|?]{0,5}?[WpDS][^|]{0,12}\?|[WpDS][^|?]{0,6}?[KOR][^|]{0,12}\?"
)
_ANOTHER: Final = re.compile(r"(?:[^|?]*[.mx]){2}[^|?]*\?")  # not "Would you like me to do that?"
_END: Final = re.compile(r"[|?]+")
_SMALL: Final = words_in("please ok okay fine bitte prosze lutfen great proceed alright k good")
_DECISIVE: Final = 0.9


def offer_answer(turn: Turn, around: Around) -> Iterator[Signal]:
    """``accepts_offer`` or ``declines_offer``, where a person was just offered; else nothing."""
    if not around.offered:
        return
    said = [found for found in _BOOK.find(turn) if found.label in _ASKS and found.start < _READ]
    if said:
        yield _answer(turn, said)


def _answer(turn: Turn, said: list[Found]) -> Signal:
    """The first answer counts, but "please" and the like never outweigh a no behind them."""
    first = said[0]
    no = next((found for found in said if found.label == "declines_offer"), None)
    if no and (first.start > 0 or _is_small_word(turn, first)):
        first = no
    words = first.words or turn.quoted(first.start, first.end)
    score = _DECISIVE if first.start == 0 or len(turn.words) <= _READ else 0.6
    if _is_small_word(turn, first) and len(turn.words) > _SHORT:
        score = 0.4  # "okay, and what about …": manners, and another matter
    return Signal(name=first.label, score=score, words=words)


def _is_small_word(turn: Turn, found: Found) -> bool:
    """Whether an answer is one that politeness alone may explain."""
    return found.end - found.start == 1 and turn.words[found.start] in _SMALL


def offers_person(text: str) -> bool:
    """Whether the assistant's ``text`` offers to fetch a person ("Shall I transfer you to …?").

    An offer that another question follows is none: a "yes" behind that answers the question.
    """
    turn = turn_of(text)
    for code in languages_asking(turn)[0]:
        letters = WORDS[code].parts(turn).letters
        offers = [found.end() for found in _OFFER.finditer(letters)]
        if offers and not _ANOTHER.search(letters[_sentence_end(letters, offers[-1]) :]):
            return True
    return False


def _sentence_end(letters: str, at: int) -> int:
    """Behind the sentence in which the letter before ``at`` stands."""
    found = _END.search(letters, max(0, at - 1))
    return found.end() if found else len(letters)
