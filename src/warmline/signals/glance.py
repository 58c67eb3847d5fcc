"""A cheap look at a text: whether ``masking`` could find anything in it at all.

Nearly every text holds nothing, and most screens show every text: this look costs a microsecond or
two. It may be wrong in one direction only, and says "clear" of no text that masking would change.
"""

import re
from collections.abc import Collection
from typing import Final

GAP: Final = "[ \u00a0\u2000-\u200d\u202f\u2060\ufeff._-]"
"""What may stand between two digits of one number."""

_FIRST: Final = "[0-9](?<![0-9][0-9])"  # of its run
_MANY: Final = re.compile(rf"{_FIRST}(?:{GAP}{{0,2}}[0-9]){{11}}")
_COUNTRIES: Final = (
    "a[detlz]|b[aeghry]|c[hryz]|d[eko]|e[egs]|f[ior]|g[beilrt]|h[ru]|i[elqst]|jo|k[wz]|l[bcituv]"
    "|m[cdekrtu]|n[lo]|p[klst]|qa|r[osu]|s[aceikmtv]|t[lnr]|ua|v[ag]|xk"
)
_ACCOUNT: Final = re.compile(
    rf"{_FIRST}[0-9](?:"
    + "|".join(f"(?<=(?<![a-z0-9])(?:{_COUNTRIES}){GAP * apart}[0-9][0-9])" for apart in range(3))
    + ")"
)
_PLAIN: Final = (
    "p(?:ass[wcp]|in|wd|arola)|s(?:ec(?:ret|urity code)|enha|icherheitscode|k-)|tan|otp"
    "|a(?:pi[ _-]?key|ccess[ _-]?token|kia|iza)|c(?:lave|v[vc])|m(?:dp|ot de p)|wachtwoord"
    "|kennwort|g(?:eheimzahl|h[pousr]_|lpat-)|bearer|eyj|xox|-{2,5}begin"
)  # by how they begin, so that few are tried
_WORDS: Final = (
    f"{_PLAIN}|contraseña|código de|hasło|şifre|密[码碼]|パスワード|暗証番号|पासवर्ड|كلمة ال"
)
_BEGINS: Final = re.compile(_WORDS)
_AFTER: Final = re.compile(rf"\W(?:{_WORDS})")
_AFTER_PLAIN: Final = re.compile(rf"\W(?:{_PLAIN})", re.ASCII)
_ODD: Final = (
    # digits of other scripts, in circles, raised or wide, and wide letters and marks: what masking
    # reads as ASCII; but for wide punctuation that stands in no number
    r"\u00b2\u00b3\u00b9\u0660-\u0669\u06f0-\u06f9\u07c0-\u07c9\u0966-\u096f\u09e6-\u09ef"
    r"\u0a66-\u0a6f\u0ae6-\u0aef\u0b66-\u0b6f\u0be6-\u0bef\u0c66-\u0c6f\u0ce6-\u0cef"
    r"\u0d66-\u0d6f\u0de6-\u0def\u0e50-\u0e59\u0ed0-\u0ed9\u0f20-\u0f29\u1040-\u1049"
    r"\u1090-\u1099\u1369-\u1371\u17e0-\u17e9\u1810-\u1819\u1946-\u194f\u19d0-\u19da"
    r"\u1a80-\u1a89\u1a90-\u1a99\u1b50-\u1b59\u1bb0-\u1bb9\u1c40-\u1c49\u1c50-\u1c59"
    r"\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24ea"
    r"\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792\ua620-\ua629\ua8d0-\ua8d9"
    r"\ua900-\ua909\ua9d0-\ua9d9\ua9f0-\ua9f9\uaa50-\uaa59\uabf0-\uabf9"
    r"\u212a\uff02-\uff07\uff0a\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\uff5e"
    "\U00010000-\U0001efff\U0001f100-\U0001f10a\U0001fb00-\U0001fbff"
)
_FOREIGN: Final = re.compile(f"[{_ODD}]")
_NUMBERS: Final = re.compile(f"[0-9{_ODD}]")
_DIGIT: Final = re.compile("[0-9]")


def clear(text: str, kinds: Collection[str]) -> bool:
    """Whether it is sure that ``text`` holds nothing of these ``kinds``; False: look closely."""
    small, plain = text.lower(), text.isascii()
    if (_DIGIT if plain else _NUMBERS).search(text) and (
        "phone" in kinds
        or (not plain and _FOREIGN.search(text))
        or ("card" in kinds and _MANY.search(text))
        or ("iban" in kinds and _ACCOUNT.search(small))
    ):
        return False
    if "email" in kinds and "@" in text:
        return False
    return "secret" not in kinds or not _names_a_secret(small)


def _names_a_secret(small: str) -> bool:
    if small.isascii():
        return bool(_BEGINS.match(small) or _AFTER_PLAIN.search(small))
    # what reads as a plain letter where case does not count
    small = small.replace("ı", "i").replace("ſ", "s")
    if "\u0307" in small:  # a dot above: "İ" in small letters, or an accent of its own
        return bool(_BEGINS.search(small.replace("\u0307", "")) or _AFTER.search(small))
    return bool(_BEGINS.match(small) or _AFTER.search(small))
