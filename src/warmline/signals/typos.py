"""Finds what a misspelt word was meant to be: one letter added, lost, changed or swapped."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from warmline.signals.turn import words_in

SHORTEST: Final = 5
"""Shorter words are never corrected: too many real words lie one letter away from them."""
_LONGEST: Final = 20
WORDS_REMEMBERED: Final = 8192
"""What was found out about a word is kept for the words used lately: people repeat most of them."""

_WORDS_OF_THEIR_OWN: Final = words_in(
    # One letter from a word of asking for a person, and yet another word.
    "contract contracts contrast contrat contrato agenda agenzia agents agency humane humans "
    "persona personal personals personnel supporter supports supported operate operated "
    "operates operation operations assistance assist assists assisted speck spear spare "
    "spears steak sneak speaker speaks manger manages managed mange contacts contacted "
    "connects connected connecter transfers transport transferred transform advised advice "
    "advise adviced urgent person's prison parson reason season lesson besoin raison saison "
    "maison custom customs customers costume costumes services serviced device devices police "
    "office offices officer suppose supposed report reports reporter export import resort "
    "airport passport humor humour hunan woman germane menschlich meschen wenschen mention "
    "mentions requiere quiere quiero quieren habla hablas hablan habra sabra parla parlato "
    "parles parent parents chatter charter chapter charts charge charged charges create "
    "created creating taking walking talked taking making waking working asking speaking "
    "reading leading trading heading needing anyone's everyone anymore anyway anyways "
    "something somewhere sometime sometimes staffs stuff stiff staff's employ employed "
    "employer employment employers manager's supervise supervised expert experts except "
    "excerpt clock clocks click clicks clear clerks special specials specialty specially "
    "specialise reach reaches reached react reacted teacher preach breach beach peach each "
    "require required requires acquire inquire request requests requested quest guest guests "
    "talk talks tally table tables taken token tokens stalk chalk reden reder regen rede "
    "spricht sprach sprachen entsprechen versprechen verbunden verbindung operador operadora "
    "operadores assessor assessors sessions session mission version versions conversion "
    "conserve converse connexion connection connections collection correction correct "
    "corrected director directors doctor actor factor vector sector medewerking praktijk "
    "spraken brauche brauchen gebrauchen suchen buchen kuchen machen lachen wollen sollen "
    "rollen holen rappel appel appels appeal appeals appeler apple apples rapide parfait "
    "partir parti party pasar paso pasado passo passar passado falta falha falhas faltar "
    "fatura mandar andar parlare pagare portare provare sparire volere valore colore dolore"
)


@dataclass(frozen=True, slots=True)
class Typos:
    """The words that may be misspelt, and each word that remains when one letter is left out."""

    words: frozenset[str]
    shortened: Mapping[str, tuple[str, ...]]

    def meant(self, word: str) -> str:
        """The known word one slip away from ``word``, or ``word`` itself."""
        return next(self.near(word), word)

    def near(self, word: str) -> Iterator[str]:
        """Every known word one slip away from ``word``; the first letter is hardly ever wrong."""
        if not SHORTEST <= len(word) <= _LONGEST or word in _WORDS_OF_THEIR_OWN:
            return
        for near in self._near(word):
            if near[0] == word[0] or near[:2] == word[1::-1]:
                yield near

    def _near(self, word: str) -> Iterator[str]:
        shortened = self.shortened
        yield from shortened.get(word, ())
        for at in range(len(word)):
            shorter = word[:at] + word[at + 1 :]
            if shorter in self.words:
                yield shorter
            for near in shortened.get(shorter, ()):
                if one_slip(word, near):
                    yield near


def typos_of(words: Iterable[str]) -> Typos:
    """``words`` long enough to be recognised when misspelt."""
    known = frozenset(word for word in words if len(word) >= SHORTEST)
    shortened: dict[str, tuple[str, ...]] = {}
    for word in sorted(known):
        for at in range(len(word)):
            shorter = word[:at] + word[at + 1 :]
            shortened[shorter] = (*shortened.get(shorter, ()), word)
    return Typos(known, shortened)


def one_slip(a: str, b: str) -> bool:
    """Whether equally long words differ in one letter, or in two neighbours swapped."""
    if len(a) != len(b):
        return False
    differ = [at for at, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    match differ:
        case [_]:
            return True
        case [i, j]:
            return j == i + 1 and a[i] == b[j] and a[j] == b[i]
        case _:
            return False
