"""Whether the visitor asks for a person, in any of thirteen languages and in any phrasing."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from warmline.core.model import Signal
from warmline.signals.context import Around
from warmline.signals.request_grammar import Ask, Form, forms_of, negated_ask, sure_ask
from warmline.signals.request_languages import language_beside, languages_asking
from warmline.signals.request_words import WORDS, Parts
from warmline.signals.turn import Turn

_SURE: Final = 0.9
_MIXED: Final = 0.6
_FORMS: Final[Mapping[str, tuple[Form, ...]]] = {
    code: forms_of(verb_last=words.pack.verb_last, compounds=words.pack.compounds)
    for code, words in WORDS.items()
}


def explicit_request(turn: Turn, around: Around) -> Iterator[Signal]:
    """``explicit_request`` where a person is asked for, ``negated_request`` where refused.

    From 0.5 on it is an ask; below, it may be one ("do I need to speak to someone?").
    """
    asked: Signal | None = None
    refused: Signal | None = None
    likely, unlikely = languages_asking(turn)
    for code in likely:
        words = WORDS[code]
        parts = words.parts(turn)
        if ask := sure_ask(parts.letters, words.pack, _FORMS[code]):
            asked = _surer(asked, _signal("explicit_request", turn, parts, ask, code))
        elif ask := negated_ask(parts.letters, words.pack, _FORMS[code]):
            refused = _surer(refused, _signal("negated_request", turn, parts, ask, code))
        if asked and asked.score >= _SURE:
            break
    if not asked and not refused and (codes := (*likely, *unlikely)):
        asked = _in_two_languages(turn, codes[0])
    if found := asked or refused:
        yield found


def _in_two_languages(turn: Turn, main: str) -> Signal | None:
    """An ask whose words come from two languages: "I want to talk to einem Mitarbeiter"."""
    words = WORDS[main]
    if words.wide or not (other := language_beside(turn, main)):
        return None
    parts = words.parts(turn, beside=WORDS[other])
    ask = sure_ask(parts.letters, words.pack, _FORMS[main])
    if ask and ask.score > _MIXED:
        return replace(_signal("explicit_request", turn, parts, ask, main), score=_MIXED)
    return None


def _surer(known: Signal | None, new: Signal) -> Signal:
    return new if known is None or new.score > known.score else known


def _signal(name: str, turn: Turn, parts: Parts, ask: Ask, language: str) -> Signal:
    start, end = parts.spans[ask.start][0], parts.spans[ask.end - 1][1]
    wide = WORDS[language].wide is not None
    words = turn.normal[start:end] if wide else turn.quoted(start, end)
    return Signal(name=name, score=ask.score, words=words.strip(), value=language)
