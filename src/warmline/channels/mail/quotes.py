"""What somebody wrote in a reply, without what they quoted, signed or had added by their program.

No list of languages: a quotation shows by its structure. A line that ends with a colon and names an
address or a date introduces a block of ">" lines; four header lines in a row, one of them with an
address, are a forwarded head as Outlook writes it.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

QUOTED = re.compile(r"\s*>")
APART = re.compile(r"[\s<>]+")
DATED = re.compile(r"\d{1,4}\D{1,5}\d{1,4}|\d{1,2}[:.h]\d{2}")
HEAD = re.compile(r"\s*\*?[^\W\d][\w .\-]{0,24}\*?\s*[:：]\s*\S")
SIGNATURE = re.compile(r"-- ?")  # RFC 3676, 4.3
DEVICE = re.compile(
    r"(?:sent from|get outlook for|gesendet von|von mein\w+ \w+ gesendet|envoyé (?:de|depuis)|"
    r"enviado desde|enviado do|inviato da|verzonden (?:vanaf|met)|wysłan[eo] z|gönderildi|"
    r"iPhoneから送信|发自我的|मेरे .* से भेजा|أُرسلت من)",
    re.IGNORECASE,
)
HEAD_LINES = 3  # header lines in a row that make a forwarded head
INTRODUCTION = 3  # lines that the sentence before a quotation may be folded into
SHOWN_BY = 1000  # characters of a line or sentence that patterns are looked for in


def own_words(text: str) -> str:
    """The reply alone; the whole text where nothing else would be left of it."""
    return folded(text)[0]


def folded(text: str) -> tuple[str, str]:
    """The reply alone, and all the rest: what is quoted, signed or added by a program.

    Where nothing but that is there, what is not quoted is the reply: a mail passed on.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    own = _unsigned(lines, _before_quotation(lines))
    if not any(lines[n].strip() for n in own):
        own = [n for n, line in enumerate(lines) if not QUOTED.match(line)]
    rest = sorted(set(range(len(lines))) - set(own))
    return _joined(lines, own), _joined(lines, rest)


def _joined(lines: Sequence[str], numbers: Sequence[int]) -> str:
    return "\n".join(lines[n] for n in numbers).strip()


def _before_quotation(lines: Sequence[str]) -> list[int]:
    """Numbers of lines. Answers between quotations are kept, the quotations are not."""
    end = next((n for n in range(len(lines)) if _quotes_all_below(lines, n)), len(lines))
    return [n for n in range(end) if not QUOTED.match(lines[n]) and not _introduces(lines, n)]


def _quotes_all_below(lines: Sequence[str], n: int) -> bool:
    """Whether from this line on there is nothing but what somebody else wrote before."""
    if _is_rule(lines[n]):
        return _head_at(lines, _next_said(lines, n + 1))
    return _head_at(lines, n) and n > 0 and not lines[n - 1].strip()


def _is_rule(line: str) -> bool:
    """A line of "-" or "_", with or without words in the middle."""
    bare = line.strip()
    dashes = bare.startswith("---") and bare.endswith("---") and len(bare) >= 5
    return dashes or (len(bare) >= 10 and not bare.strip("_"))


def _introduces(lines: Sequence[str], n: int) -> bool:
    """Whether the line begins, or is part of, a sentence before a block of ">" lines."""
    for first in range(max(0, n - INTRODUCTION + 1), n + 1):
        after = _end_of_introduction(lines, first)
        if after is not None and first <= n < after:
            below = _next_said(lines, after)
            return below < len(lines) and bool(QUOTED.match(lines[below]))
    return False


def _end_of_introduction(lines: Sequence[str], n: int) -> int | None:
    """The line after "On 3 May, Ann <ann@example.com> wrote:", folded or not; None: it is none."""
    sentence = ""
    for last in range(n, min(n + INTRODUCTION, len(lines))):
        if not lines[last].strip() or QUOTED.match(lines[last]):
            return None
        sentence += " " + lines[last].strip()
        if sentence.endswith((":", "：")):
            end = sentence[-SHOWN_BY:]
            named = _addressed(end) or DATED.search(end)
            return last + 1 if named else None
    return None


def _head_at(lines: Sequence[str], n: int) -> bool:
    head = lines[n : n + HEAD_LINES]
    plain = len(head) == HEAD_LINES and all(HEAD.match(line) for line in head)
    return plain and any(_addressed(line[:SHOWN_BY]) for line in lines[n : n + HEAD_LINES + 1])


def _addressed(text: str) -> bool:
    """Whether a mail address is in it. A pattern would take the square of a long word's length."""
    parts = (pairwise(word.split("@")) for word in APART.split(text))
    return any(local and "." in domain[1:-1] for pairs in parts for local, domain in pairs)


def _next_said(lines: Sequence[str], n: int) -> int:
    while n < len(lines) and not lines[n].strip():
        n += 1
    return n


def _unsigned(lines: Sequence[str], own: list[int]) -> list[int]:
    """Without a signature, and without the line that a telephone adds."""
    signed = (at for at, n in enumerate(own) if at and SIGNATURE.fullmatch(lines[n]))
    end = next(signed, len(own))
    while end and (not lines[own[end - 1]].strip() or DEVICE.match(lines[own[end - 1]].strip())):
        end -= 1
    return own[:end]
