"""Plain words of an owner cut to the situation they describe, and a turn cut into its sentences."""

import re
from typing import Final

from warmline.signals.turn import normalise

_SENTENCE: Final = re.compile(r"[^.!?\n。！？؟।]+[.!?。！？؟।]*")
_LEAST_WORDS: Final = 2
_CLAUSE: Final = re.compile(r"[,;:.!\n]+|\s[-–—]\s|\bthen\b")
_VISITOR: Final = (
    r"(?:the |a |an |any |our |my )?(?:visitor|customer|user|client|caller|person|people|guest|"
    r"shopper|buyer|someone|somebody|anyone|anybody|they|he|she|message|conversation|question)s?"
)
# What to do is not part of the situation.
_INSTRUCTION: Final = re.compile(
    r"\b(?:hand(?:s|ed)?[ -]?(?:it |them |him |her |the \w+ )?(?:off|over)|handoff|escalat\w+|"
    r"transfer (?:it|them|him|her|the|to)|connect (?:them|him|her|the|to|with)|route|forward|"
    r"notify|alert|pass (?:it|them|on)|offer (?:a|to|them)|get (?:a|an) (?:human|agent|person)|"
    r"(?:to|with|by) (?:a|an|the|our) (?:human|person|agent|operator|colleague|team)|"
    r"(?:immediately|right away|straight away|at once)$|please$|always$|"
    r"ubergeben|weiterleiten|weitergeben|verbinden|derivar|transferir|pasar a|escalar|transferer|"
    r"passer a|encaminhar|passar para|trasferire|passare a|doorverbinden|przekaz\w*|aktar\w*)\b",
    re.IGNORECASE,
)
_LEAD: Final = re.compile(
    rf"^\s*(?:(?:if|when(?:ever)?|in case(?: that)?|as soon as|once|every time|any time)"
    rf"\s+)?(?:{_VISITOR}(?:'s)?\s+)?"
    r"(?:(?:is|are|was|has|have|seems? to be|sounds?|keeps?)\s+)?"
    r"(?:(?:(?:ask|want|need|mention|talk|speak|say|complain|report|request|tell)(?:s|ed|ing)?|"
    r"said|writes|writing|inquir(?:es|ing)|enquir(?:es|ing)|would like|wishes|questions?|"
    r"interested|looking)\s+)?"
    r"(?:(?:about|for|that|whether|if|to|in|on|us)\s+){0,2}",
    re.IGNORECASE,
)
_OTHER_LEADS: Final = re.compile(
    r"^\s*(?:wenn|falls|sobald|si|cuando|quand|lorsque|se|quando|als|wanneer|jesli|gdy|kiedy|eger)\s+"
    r"(?:(?:der|die|ein|eine|el|la|un|una|le|l|o|a|um|uma|il|lo|de|het|een)\s+)?"
    r"(?:(?:besucher|kunde|kunden|visitante|cliente|visiteur|client|visitatore|bezoeker|klant|"
    r"klient|odwiedzajacy|ziyaretci|musteri|jemand|alguien|quelqu'un|alguem|qualcuno|iemand|ktos)\w*"
    r"\s+)?",
    re.IGNORECASE,
)


def situation(description: str) -> tuple[str, ...]:
    """What a description describes, as one would say it: without "if" and "hand off".

    "If the visitor asks about pricing for enterprise plans, hand off at once." gives "pricing for
    enterprise plans". Where nothing is left, the description as it stands; () for an empty one.
    """
    clauses = [clause.strip() for clause in _CLAUSE.split(description) if clause.strip()]
    kept = [clause for clause in clauses if not _INSTRUCTION.search(normalise(clause))] or [
        _INSTRUCTION.split(clause)[-1].strip() for clause in clauses
    ]
    told = [bare for clause in kept if (bare := _bare(clause))]
    if told:
        return (", ".join(told),)
    return (description.strip(),) if description.strip() else ()


def _bare(clause: str) -> str:
    cut = _LEAD.sub("", clause, count=1)
    if cut == clause:
        cut = _OTHER_LEADS.sub("", clause, count=1)
    return cut.strip() if len(cut.split()) >= _LEAST_WORDS or cut.strip() else clause


def sentences(text: str) -> list[str]:
    """The sentences of a turn, those of one word together with the next; at least one."""
    found: list[str] = []
    held = ""
    for sentence in _SENTENCE.findall(text):
        held = f"{held} {sentence.strip()}".strip()
        if len(held.split()) >= _LEAST_WORDS or not held.isascii():
            found.append(held)
            held = ""
    if held:
        found.append(held)
    return found or [text]
