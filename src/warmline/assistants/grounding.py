"""How far an answer rests on what it cites.

A first version, by words and numbers: honest about what it cannot see. It is not calibrated, and
a right answer in another language than its passages is only known to cite, not to agree.
"""

from collections.abc import Sequence
from typing import Final

from warmline.assistants._words import content, numbers, sentences, share
from warmline.assistants.citations import numbers_cited, without_citations

SUPPORTED: Final = 0.9  # where every statement is found in what it cites
ONLY_CITED: Final = 0.6  # of that, for a statement that cites but shares no words with the passages
NOTHING_CLAIMED: Final = 0.6  # a question back, a courtesy
_ENOUGH: Final = 0.5  # of a statement's words
_FEWEST: Final = 3  # words with a matter; less is a courtesy and claims nothing


def confidence(answer: str, cited: Sequence[str], *, owner: str, visitor: str) -> float:
    """The share of ``answer``'s statements that are supported, 0..``SUPPORTED``.

    ``cited`` are the texts of the cited passages, ``owner`` the instructions, which support a
    statement too. ``visitor``'s own numbers (an order, a date) may be said back.
    """
    ground = content("\n".join((*cited, owner)))
    known = numbers("\n".join((*cited, owner, visitor)))
    claims = [sentence for sentence in sentences(answer) if _claims(sentence)]
    if not claims:
        return NOTHING_CLAIMED
    return SUPPORTED * sum(_support(claim, ground, known) for claim in claims) / len(claims)


def _claims(sentence: str) -> bool:
    words = without_citations(sentence).strip()
    if words.endswith(("?", "？", "؟")):
        return False
    return len(content(words)) >= _FEWEST or bool(numbers(words))


def _support(claim: str, ground: frozenset[str], known: frozenset[str]) -> float:
    words = without_citations(claim)
    if not numbers(words) <= known:
        return 0.0
    if share(content(words), ground) >= _ENOUGH:
        return 1.0
    return ONLY_CITED if numbers_cited(claim) else 0.0
