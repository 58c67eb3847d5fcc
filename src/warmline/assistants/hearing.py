"""A language model's answer while it comes in: nothing is shown that was not looked at as a whole.

The filters read everything said so far and not the piece that came last, so what is forbidden is
not let through in slices. A draft ends before the first sentence that cannot stand.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from warmline.assistants._failures import ModelFailed
from warmline.assistants._knowledge import Cite
from warmline.assistants._thread import earlier, messages
from warmline.assistants.citations import Cited, cited
from warmline.assistants.grounding import Ground, faults
from warmline.assistants.honesty import claims_to_be_a_person
from warmline.assistants.plain import addresses, finished, plain
from warmline.assistants.prompt import NO_ANSWER, described, system_of
from warmline.assistants.provider import HandOff
from warmline.assistants.secrecy import Secret, is_blob
from warmline.core.model import Author
from warmline.flow.ports import Draft, Question

REASON: Final = 300  # characters
STEP: Final = 50  # a draft comes when the text has grown by one part in so many
_PIECE: Final = re.compile(r".+?(?:[.!?…]+(?=\s)|[。！？]|\n|$)\s*", re.DOTALL)
_OPEN_END: Final = re.compile(r"\S*\d\S*$")
_IMAGE: Final = re.compile(r"!\[|<img\b", re.IGNORECASE)
_WORD: Final = re.compile(r"\S+")


@dataclass(kw_only=True)
class Hearing:
    """What a model has said so far to ``question``, of which ``draft`` is shown."""

    question: Question
    passages: Sequence[Cite]
    draft: Draft
    most: int  # characters
    text: str = ""
    handoff: str = ""
    rule: str = ""  # the described rule that the model found to hold
    shown: int = 0  # characters of ``text`` that the newest draft was made of
    passed: set[str] = field(default_factory=set[str])  # sentences that can stand

    def hear(self, piece: str | HandOff) -> None:
        if isinstance(piece, HandOff):
            self._hand_off(piece)
            return
        self.text += piece
        if len(self.text) > self.most:
            raise ModelFailed("too_long")
        self._show()

    def safe(self, text: str) -> Cited:
        """Without HTML, images, strange links and encoded strings; citations renumbered."""
        harmless = plain(text, self._allowed)
        return cited(_WORD.sub(self._without_blob, harmless), len(self.passages))

    def tenable(self, text: str) -> str:
        """``text`` up to the first sentence that must not be said, whatever follows it."""
        if self.secret.told_in(text):
            return ""
        end, before = 0, ""
        for piece in _PIECE.finditer(text):
            if not self._stands(before, piece[0]):
                return text[:end].rstrip()
            end, before = piece.end(), piece[0]
        return text

    def _stands(self, before: str, sentence: str) -> bool:
        """Read once each: a long answer has many drafts."""
        pair = before + sentence
        if pair not in self.passed:
            if claims_to_be_a_person(pair) or faults(sentence, self.ground):
                return False
            self.passed.add(pair)
        return True

    @property
    def strayed(self) -> bool:
        """Whether the model wrote an image, or an address that it was not given."""
        return _IMAGE.search(self.text) is not None or not addresses(self.text) <= self._allowed

    @cached_property
    def ground(self) -> Ground:
        """Everything that the answer might rest on."""
        return self.ground_of(range(len(self.passages)))

    def ground_of(self, cited: Sequence[int]) -> Ground:
        """What it rests on where it cites these passages."""
        read = [self.passages[at] for at in cited]
        return Ground(
            passages=tuple(one.text for one in read),
            titles="\n".join(f"{one.title}\n{one.url}" for one in read),
            owner=f"{self.question.profile.name}\n{self.question.profile.instructions}",
            said="\n".join((self.question.text, *self._earlier)),
        )

    @cached_property
    def secret(self) -> Secret:
        own = self.question.profile.instructions
        rules = system_of(self.question).replace(own.strip(), "")
        return Secret(rules=rules, owner=own)

    @cached_property
    def _earlier(self) -> tuple[str, ...]:
        said = messages(earlier(self.question))
        return tuple(one.text for one in said if one.author is Author.VISITOR)

    @cached_property
    def _allowed(self) -> frozenset[str]:
        own = self.question.profile.instructions
        texts = (part for cite in self.passages for part in (cite.text, cite.url))
        return addresses("\n".join((own, *texts)))

    def _without_blob(self, word: re.Match[str]) -> str:
        strange = is_blob(word[0]) and word[0] not in self.ground.text
        return "…" if strange else word[0]

    def _hand_off(self, asked: HandOff) -> None:
        """Counts where it was offered: any other call, and any rule that is none, is nothing."""
        if not self.question.policy.handoff:
            return
        rules = described(self.question)
        if 0 < asked.rule <= len(rules):
            self.rule = rules[asked.rule - 1].id
        reason = " ".join(plain(asked.reason, frozenset()).split())[:REASON]
        fit = reason and not self.secret.told_in(reason) and not claims_to_be_a_person(reason)
        self.handoff = reason if fit else "it gave no reason"

    def _show(self) -> None:
        if NO_ANSWER.startswith(self.text.strip()[: len(NO_ANSWER)]):
            return  # it may be about to say that it does not know
        if len(self.text) - self.shown < len(self.text) // STEP:
            return  # the longer the text, the rarer its drafts: each reads all of it
        self.shown = len(self.text)
        whole = _OPEN_END.sub("", finished(self.text))
        whole = whole[: len(whole) - self.secret.held_back(whole)]
        if text := self.tenable(self.safe(whole).text):
            self.draft(text)
