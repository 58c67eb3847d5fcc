"""The grammar of asking for a person, over the letters of ``request_words``, for every language.

First what must not count is struck out (negated, past, quoted, somebody else's, "are you a
person?"), clause by clause; then the forms of an ask are looked for in what is left. Every
repetition is bounded, so that no turn costs more than a constant per word.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from warmline.signals.packs import Pack

STRUCK: Final = "="
REFUSED: Final = "-"
_START: Final = r"(?:^|(?<=[|?]))"
_END: Final = r"(?=$|[|?])"
_SENTENCE: Final = re.compile(r"[^|?b]+")
_CLAUSE: Final = re.compile(r"[^|,?b]+")
_QUOTED: Final = re.compile(r'"[^"|]{2,80}"')
_OUTSIDE: Final = re.compile(r'[^C|,?"f=]')
_PAST: Final = re.compile(r"P[^|,?bGKQOq]*")
_OTHERS: Final = re.compile(r"T[^|,?b]*")
_MUST: Final = re.compile(r"H[^|,?b]*")
_NEGATED: Final = re.compile(r"N[fCAMo]{0,3}[GRKOcWpSDdqB](?:(?!iG|iQ)[^|,?bBE])*B?")
_NEGATED_AFTER: Final = re.compile(r"[GKRO][fCMiQ]{0,5}N(?:(?!iG|iQ)[^|,?bBE])*B?")
_UNSURE_ASK: Final = re.compile(r"H[^|,?b]{0,10}?[RKc][fAMC]{0,4}[WpSDd]")


@dataclass(frozen=True, slots=True)
class Form:
    """One way to ask: how sure it is, and its shape."""

    score: float
    shape: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Ask:
    """An ask at ``letters[start:end]``."""

    score: float
    start: int
    end: int


def strike(pattern: re.Pattern[str], letters: str, by: str = STRUCK) -> str:
    return pattern.sub(lambda found: by * len(found[0]), letters)


def _in_each(part: re.Pattern[str], letters: str, rule: Callable[[str], str]) -> str:
    return part.sub(lambda found: rule(found[0]), letters)


def _strike_to_last(letter: str, clause: str) -> str:
    end = clause.rfind(letter) + 1
    return REFUSED * end + clause[end:]


def _strike_mention(sentence: str) -> str:
    return STRUCK * len(sentence) if "Y" in sentence else sentence


def _strike_identity(clause: str) -> str:
    at = clause.find("I")
    if at < 0 or any(letter in clause for letter in "GKO"):
        return clause
    return clause[:at] + STRUCK * (len(clause) - at)


def _strike_identity_at_end(clause: str) -> str:
    if "I" not in clause or any(letter in clause for letter in "GKOR"):
        return _strike_identity(clause)
    return STRUCK * len(clause)


def _strike_past_at_end(clause: str) -> str:
    end = clause.rfind("P")
    if end < 0 or "G" in clause[:end] or "O" in clause[:end]:
        return clause
    return STRUCK * (end + 1) + clause[end + 1 :]


def _strike_quotes(letters: str) -> str:
    bare = strike(_QUOTED, letters)
    return bare if len(_OUTSIDE.findall(bare)) > 1 else letters


def strike_negated(letters: str, pack: Pack) -> str:
    """Strike out what the visitor says not to want."""
    if "Z" in letters:
        letters = _in_each(_CLAUSE, letters, lambda clause: _strike_to_last("Z", clause))
    if "N" in letters:
        letters = strike(_NEGATED, letters, REFUSED)
        if pack.negates_after:
            letters = strike(_NEGATED_AFTER, letters, REFUSED)
    return letters


def strike_unmeant(letters: str, pack: Pack) -> str:
    """Strike out quotations, identity questions, the past and other people's wishes."""
    if '"' in letters:
        letters = _strike_quotes(letters)
    if "Y" in letters:
        letters = _in_each(_SENTENCE, letters, _strike_mention)
    if "I" in letters:
        rule = _strike_identity_at_end if pack.verb_last else _strike_identity
        letters = _in_each(_CLAUSE, letters, rule)
    if "P" in letters:
        if pack.verb_last:
            letters = _in_each(_CLAUSE, letters, _strike_past_at_end)
        letters = strike(_PAST, letters)
    if "T" in letters:
        letters = strike(_OTHERS, letters)
    return letters


def forms_of(*, verb_last: bool, compounds: bool) -> tuple[Form, ...]:
    """The shapes of an ask in a language, surest first."""
    tail = r"(?![.xm\"])" if compounds else r"(?!x)"
    shapes = [
        (0.95, r"[RKO][fAMCidDhWQ]{0,5}(?:\.[fA]{0,2})?[WpSDd](?!x)"),
        (0.9, rf"G[fAMCdhiQ]{{0,5}}[WD]{tail}"),
        (0.9, rf"{_START}[fAChMS,b\"]{{0,8}}[WD][fAChM,WDbi\"]{{0,12}}{_END}"),
        (0.85, rf"{_START}[fC,]{{0,6}}(?:A[fA]{{0,2}}p|pC)[fC,]{{0,6}}{_END}"),
        (0.85, rf"-[,b]+[fAC]{{0,4}}[Wp][fCA]{{0,4}}{_END}"),
        (0.85, r"-E[fA]{0,3}[Wp]"),
        (0.85, r"[QGq][fAC.i]{0,4}[WpSDd],?[fiQMA]{0,3}\.?[fiQMA]{0,3}[RK]"),
        (0.85, r"[SWpDd][fiQA]{0,3}\.?(?:cM|Mc)"),
        (0.8, rf"G[fMC]{{0,3}}[fA]{{0,3}}p{tail}"),
        (0.8, rf"q[fAiMd]{{0,3}}W{tail}"),
        (0.8, r"c[fMA]{0,3}[WD]"),
        (0.8, r"[SWp][fi]{0,3}R"),
        (0.8, rf"O[fC]{{0,3}}(?:,|b|{_END})"),
        (0.7, rf"cM[fC]{{0,3}}{_END}"),
        (0.55, rf"{_START}C{{0,3}}d[C,]{{0,3}}{_END}"),
    ]
    if verb_last:
        shapes[2:2] = [
            (0.95, r"[WpSDd][fAMCihGQ]{0,4}\.?[fAMCihGQ]{0,2}[RKO](?!x)"),
            (0.9, r"[WD](?!x)[fAMCihd]{0,4}G"),
            (0.8, r"W[fAMCi]{0,3}q"),
            (0.75, r"p[fAMC]{0,3}G"),
        ]
    ordered = sorted(shapes, key=lambda shape: -shape[0])
    return tuple(Form(score, re.compile(shape)) for score, shape in ordered)


def best_ask(letters: str, forms: tuple[Form, ...]) -> Ask | None:
    """The surest ask in ``letters``, the first of equals."""
    for form in forms:
        if found := form.shape.search(letters):
            return Ask(form.score, *found.span())
    return None


def sure_ask(letters: str, pack: Pack, forms: tuple[Form, ...]) -> Ask | None:
    """The surest ask that is meant: not negated, quoted, past, or asked whether it must be."""
    meant = strike_negated(strike_unmeant(letters, pack), pack)
    if ask := best_ask(strike(_MUST, meant), forms):
        return ask
    if found := _UNSURE_ASK.search(meant):
        return Ask(0.4, *found.span())
    return None


def negated_ask(letters: str, pack: Pack, forms: tuple[Form, ...]) -> Ask | None:
    """An ask that the visitor negates: "I don't want to talk to a person"."""
    if "N" not in letters and "Z" not in letters:
        return None
    return best_ask(strike_unmeant(letters, pack), forms)
