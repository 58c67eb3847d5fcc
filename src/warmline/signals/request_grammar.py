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
_OUTSIDE: Final = re.compile(r'[^C|,?"fw=]')
_PAST: Final = re.compile(r"P[^|,?bGKQOq]*")
_WHO_DID: Final = re.compile(r"R?[WpDSa](?=P)")
_OTHERS: Final = re.compile(r"T[^|,?b]*")
_PLAN: Final = re.compile(r"F[^|?bGQOq]*")
_MUST: Final = re.compile(r"H[^|,?b]*")
_NEGATED: Final = re.compile(
    r"N[fCAMowj]{0,3}[GRKOcWpSDdqBkyLuz](?:(?!iG|iQ|CQ|CG|CO)[^|,?bBE])*B?"
)
_NEGATED_AFTER: Final = re.compile(r"[GKROc][fCMiQ]{0,5}N(?:(?!iG|iQ)[^|,?bBE])*B?")
_CALL_ME: Final = re.compile("cM|Mc")
_UNSURE_ASK: Final = re.compile(r"H[^|,?b]{0,10}?[RKc][fAMCw]{0,4}[WpSDd]")


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


def _both_struck(one: str, other: str) -> str:
    return "".join(b if b == STRUCK else a for a, b in zip(one, other, strict=True))


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
        letters = strike(_WHO_DID, letters)
        bare = strike(_PAST, letters)
        if pack.verb_last:
            ended = _in_each(_CLAUSE, letters, _strike_past_at_end)
            bare = _both_struck(bare, ended)
        letters = bare
    if "T" in letters:
        letters = strike(_OTHERS, letters)
    if "l" in letters:
        letters = _in_each(_SENTENCE, letters, _strike_later)
    if "F" in letters:
        letters = strike(_PLAN, letters)
    return letters


def _strike_later(sentence: str) -> str:
    """Whether one can talk to a person later asks for nobody now; a call may come later."""
    if "l" in sentence and ("F" in sentence or not any(one in sentence for one in "Gckz")):
        return STRUCK * len(sentence)
    return sentence


def _shape(score: float, shape: str) -> Form:
    """Its "with" may stand wherever a filler may."""
    return Form(score, re.compile(shape.replace("f", "fw")))


def forms_of(*, verb_last: bool, compounds: bool) -> tuple[Form, ...]:
    """The shapes of an ask in a language, surest first."""
    tail = r"(?![.xm\"])" if compounds else r"(?!x)"
    after = rf"(?=[fC,]{{0,4}}(?:b|{_END}))"
    shapes = [
        (0.95, r"[RKO][fAMCidDhWQ]{0,5}(?:\.[fA]{0,2})?[WpSDda](?!x)"),
        (0.95, r"[KO][fAMCo]{0,6}[WpSDd](?!x)"),
        (0.9, rf"G[fAMCdhiQ]{{0,5}}[WD]{tail}"),
        (0.9, rf"{_START}[fAChMS,b\"]{{0,8}}[WD][fAChM,WDbi\"]{{0,12}}{_END}"),
        (0.85, rf"{_START}[fC,]{{0,6}}(?:A[fA]{{0,2}}p|pC|S[f]{{0,2}}A|AS)[fC,]{{0,6}}{_END}"),
        (0.85, rf"[GqQ][fM]{{0,3}}(?:S[f]{{0,2}}A|AS){after}"),
        (0.85, rf",[fA]{{0,3}}WC{{1,4}}{_END}"),
        (0.85, rf"-[,b]+[fAC]{{0,4}}[Wp][fCA]{{0,4}}{_END}"),
        (0.85, r"-E[fA]{0,3}[Wp]"),
        (0.85, r"[QGq][fAC.i]{0,4}[WpSDda],?[fiQMAC]{0,3}\.?[fiQMA]{0,3}[RK]"),
        (0.85, r"[SWpDd][fiQAjC]{0,3}\.?[zO]"),
        (0.85, r"z[fC]{0,2}[WDS]"),
        (0.85, r"[SWpDd][fiQAGHCj]{0,4}R[fi]{0,2}M"),
        (0.85, r"[GKqj][fAMC]{0,4}(?:[Wp]|AS|S[fC]{0,1}A)[fiQACj]{0,4}[Luh]"),
        (0.85, r"[GKq][fAMC]{0,4}[Sa][fiQACjS]{0,4}[Lh](?!m)"),
        (0.85, r"G[fMC]{0,3}S[f]{0,3}[dD]"),
        (0.8, r"GM[fA]{0,2}S"),
        (0.8, rf"[oqjQ][fAqi]{{0,4}}[Wp][fC]{{0,2}}[eq][fC]{{0,4}}{_END}"),
        (0.7, rf"{_START}[fCA,]{{0,4}}[Wp][fC]{{0,2}}e[fC]{{0,4}}{_END}"),
        (0.75, rf"{_START}[fC,]{{0,5}}q[fA]{{0,3}}[Wp][fCe]{{0,3}}{_END}"),
        (0.8, rf"{_START}[fCA,]{{0,5}}[WD]C{{1,4}}[,b]"),
        (0.75, rf"S[^|?]{{0,8}},[fA]{{0,3}}WC{{0,3}}{_END}"),
        (0.85, r"u[^|?b]{0,10}w[fA]{0,3}[WpDS]"),
        (0.8, r"[QH][fAiC]{0,3}(?:[Wp]|AS|S[f]{0,1}A)[fAQiC]{0,3}[Lh]"),
        (0.6, r"[Qj][fAC]{0,3}[Sa][fC]{0,3}L(?![m.])"),
        (0.8, r"[GQqRKL][fAMChi.]{0,5}k(?!x)"),
        (0.8, rf"{_START}[fCA,h]{{0,6}}k[fCM,]{{0,6}}{_END}"),
        (0.8, rf"G[fMC]{{0,3}}[fA]{{0,3}}p{tail}"),
        (0.8, rf"q[fAiMdC]{{0,4}}W{tail}"),
        (0.75, rf"{_START}[fCAG]{{0,3}}\.?[fC]{{0,2}}w[fA]{{0,2}}[WD][fC]{{0,3}}{_END}"),
        (0.75, r"[Qj][fC]{0,3}L[fC]{0,3}[Wp](?![.xm])"),
        (0.7, r"[Wp][fCQj.]{0,3}L[f]{0,1}(?=[?])"),
        (0.8, r"c[fMA]{0,3}[WD]"),
        (0.8, r"[Sa][fi]{0,3}R|[Wp][f][fi]{0,2}R"),
        (0.75, rf"{_START}[fC,]{{0,3}}(?:\.M|M\.)[fA]{{0,3}}W[fC]{{0,3}}{_END}"),
        (0.8, r"[SWpa][fi]{0,2}Q[fi]{0,2}[Rc]"),
        (0.85, r"O[^|?b.]{0,8}[WpDS](?!x)"),
        (0.8, rf"O[fCiMLoA]{{0,4}}(?:,|b|{_END})"),
        (0.7, rf"G[fMA]{{0,3}}S[fC]{{0,3}}(?:,|b|{_END})"),
        (0.75, r"R[fA]{0,3}\.b[fA]{0,2}[SWp]"),
        (0.7, rf"[QNVB-][^|?]{{0,12}},[fA]{{0,3}}W[fC]{{0,3}}{_END}"),
        (0.75, rf"{_START}[fC,q]{{0,6}}y[fCAMQ,]{{0,6}}(?:b|{_END})"),
        (0.75, r"y[fACQSjiM]{0,5}\.?[fCjiQM]{0,3}[LRczh]"),
        (0.75, rf"(?:{_START}|[QGCb,])[fCi,j]{{0,3}}z+[fCl]{{0,3}}(?:,|b|{_END})"),
    ]
    if verb_last:
        shapes[2:2] = [
            (0.95, r"[WpSDda][fAMCihGQ]{0,4}\.?[fAMCihGQ]{0,2}[RKO](?!x)"),
            (0.9, r"[WD](?!x)[fAMCihd]{0,4}G"),
            (0.8, r"W[fAMCi]{0,3}q"),
            (0.75, r"p[fAMC]{0,3}G"),
            (0.8, r"k[fAMCi]{0,4}[GQ]|[WS][f]{0,2}k"),
            (0.8, r"[QGj][fCi,]{0,3}M[fCi]{0,4}S[fAC]{0,3}[cR]"),
            (0.7, rf"M[fA]{{0,3}}W[.]{_END}"),
            (0.8, r"[Wp][fAQC]{0,3}L[fC]{0,3}[GQ]"),
            (0.8, rf"O[fCGQ]{{0,3}}{_END}|O[.]?Q|GO"),
            (0.75, r"[Rh][fC]{0,2}\.?[f]?y"),
        ]
    else:
        shapes.append((0.6, rf"{_START}[fCA,]{{0,3}}(?:\.[WD]|[WD]\.)C{{1,3}}{_END}"))
    ordered = sorted(shapes, key=lambda shape: -shape[0])
    return tuple(_shape(score, shape) for score, shape in ordered)


_AGAINST: Final = (
    _shape(0.75, rf"V[fACM]{{0,4}}\.?[fACMR]{{0,3}}B[fCA,]{{0,4}}(?:b|,|i|{_END})"),
    _shape(0.7, rf"{_START}[fC,]{{0,6}}N[fAC]{{0,2}}B[fCAV,]{{0,4}}{_END}"),
    _shape(0.7, r"N[fMiG]{0,4}[RK][fA]{0,3}B"),
)
"""Against the assistant itself, which is an ask for a person: "no more bots"."""

_AGAIN: Final = _shape(
    0.6,
    rf"[GQH][fiMC]{{0,3}}R[fC]{{0,3}}[vA](?=[fC,]{{0,3}}(?:b|{_END}))|v[fCi]{{0,3}}R|"
    rf"(?<=[=,b?])[fiC,b]{{0,4}}G[fM]{{0,2}}v[fC]{{0,3}}{_END}",
)
"""For one more such person as was named before: "I want to talk to one again"."""
_NAMED: Final = re.compile("[WpDS]")


def best_ask(letters: str, forms: tuple[Form, ...]) -> Ask | None:
    """The surest ask in ``letters``, the first of equals."""
    for form in forms:
        if found := form.shape.search(letters):
            return Ask(form.score, *found.span())
    return None


def sure_ask(letters: str, pack: Pack, forms: tuple[Form, ...]) -> Ask | None:
    """The surest ask that is meant: not negated, quoted, past, or asked whether it must be."""
    letters = _CALL_ME.sub("zz", letters)
    unmeant = strike_unmeant(letters, pack)
    said = strike(_MUST, unmeant)
    meant = strike_negated(said, pack)
    if ask := best_ask(meant, forms):
        return ask
    if "B" in said and (ask := best_ask(said, _AGAINST)):
        return ask
    if _NAMED.search(letters) and (ask := best_ask(strike_negated(unmeant, pack), (_AGAIN,))):
        return ask
    if "H" in letters and (found := _UNSURE_ASK.search(strike_negated(unmeant, pack))):
        return Ask(0.4, *found.span())
    return None


def negated_ask(letters: str, pack: Pack, forms: tuple[Form, ...]) -> Ask | None:
    """An ask that the visitor negates: "I don't want to talk to a person"."""
    if "N" not in letters and "Z" not in letters:
        return None
    return best_ask(strike_unmeant(letters, pack), forms)
