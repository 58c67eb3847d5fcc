"""How much a turn asks at once: several matters, or a long technical text."""

import re
from collections.abc import Iterator
from typing import Final

from warmline.core.model import Signal
from warmline.signals.context import Around
from warmline.signals.phrasebook import book_of
from warmline.signals.turn import Turn

_MORE: Final = book_of(
    {
        "more": (
            "also, another thing, another question, second question, secondly, thirdly, "
            "furthermore, in addition, on top of that, one more thing, as well as, "
            "ademas, tambien, otra cosa, en segundo lugar, de plus, en outre, aussi, "
            "autre chose, "
            "deuxiemement, ausserdem, zweitens, drittens, noch etwas, zusatzlich, "
            "alem disso, tambem, outra coisa, em segundo lugar, inoltre, anche, un altra cosa, "
            "in secondo luogo, daarnaast, bovendien, ook, ten tweede, "
            "ponadto, poza tym, dodatkowo, po drugie, ayrica, bir de, ikinci olarak, بالإضافة, "
            "كذلك, أيضا, ثانيا, इसके अलावा, दूसरा, saath hi, 另外, 还有, 其次, 第二, 此外, また, "
            "さらに, それと, もう一つ, 二つ目"
        ),
    }
)
_TECHNICAL: Final = re.compile(
    r"```|https?://|\bv?\d+\.\d+\.\d+|0x[0-9a-f]+|\b[a-z]+error\b|\b[a-z]+exception\b|traceback|"
    r"[a-z]_[a-z]|[a-z]\(\)|[{};=<>]{2}|\b[45]\d\d\b|\.(?:py|js|json|xml|yml|yaml|log|exe|dll)\b|/[a-z]+/[a-z]+"
)
_HINT: Final = re.compile(  # begins with one of few characters, so that others are passed by fast
    r"[`/_{};=<>(.\d](?:(?<=[`/_{};=<>])|(?<=\()\)|(?<=\.)[a-z]|(?<=\d)\.\d|(?<=0)x|"
    r"(?<=[45])(?<!\w.)\d\d(?!\w))"
)
_LEAST: Final = 0.2
_SHORT: Final = 80  # characters under which no turn is complex
_READ: Final = 4000


def complexity(turn: Turn, around: Around) -> Iterator[Signal]:
    """0..1 from length, questions, enumerations and technical words; nothing for plain turns."""
    if len(turn.normal) < _SHORT:
        return
    words = len(turn.words)
    questions = turn.words.count("?") + turn.words.count("？") + turn.words.count("؟")
    more = len(_MORE.find(turn))
    technical = _technical(turn)
    matters = min(0.5, 0.18 * max(0, questions - 1) + 0.15 * more)
    length = min(0.4, max(0, words - 40) / 300)
    score = min(1.0, matters + length + min(0.35, 0.07 * technical))
    if score >= _LEAST:
        value = f"questions:{questions} matters:{1 + more} words:{words} technical:{technical}"
        yield Signal(name="complexity", score=round(score, 3), value=value)


def _technical(turn: Turn) -> int:
    """How many technical words there are; most turns are seen at once to hold none."""
    text = turn.normal[:_READ]
    if "error" in text or "exception" in text or "traceback" in text or _HINT.search(text):
        return len(_TECHNICAL.findall(text))
    return 0
