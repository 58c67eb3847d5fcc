"""Bytes to text, whatever they claim to be: only codecs that are text, and wrong labels noticed.

Labels follow what mail programs mean by them, as browsers do (WHATWG Encoding): "iso-8859-1" is
Windows' own, "gb2312" is GB 18030. UTF-7 is not among them: it hides what filters look for.
"""

import codecs
import re

WESTERN = "cp1252"
NAMES = {
    "us-ascii": WESTERN,
    "ascii": WESTERN,
    "ansi-x3.4-1968": WESTERN,
    "iso-8859-1": WESTERN,
    "latin1": WESTERN,
    "latin-1": WESTERN,
    "iso8859-1": WESTERN,
    "utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "utf8mb4": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "hz-gb-2312": "hz",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "ks-c-5601-1987": "cp949",
    "ks-c-5601": "cp949",
    "euc-kr": "cp949",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "iso-2022-jp-ms": "iso2022_jp_ext",
    "cp50220": "iso2022_jp_ext",
    "iso-8859-9": "cp1254",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-8-e": "iso8859-8",
    "iso-8859-6-i": "iso8859-6",
    "iso-8859-6-e": "iso8859-6",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "koi8": "koi8-r",
}
TEXT = re.compile(
    r"utf-(?:8|8-sig|16|16-le|16-be|32|32-le|32-be)|cp(?:437|737|775|8\d\d|93\d|949|950|125\d)|"
    r"iso8859-\d{1,2}|koi8-[rtu]|gb18030|gbk|hz|big5|big5hkscs|euc_jp|euc_jis_2004|shift_jis\w*|"
    r"iso2022_\w+|euc_kr|johab|mac-\w+|tis-620|hp-roman8|ptcp154|kz1048"
)
JAPANESE = b"\x1b$"
JIS = re.compile(rb"\x1b\$[@B]([^\x1b]*)|\x1b\([BJ]")
CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127))


def decoded(raw: bytes, label: str = "") -> str:
    """The text, without control characters; what no charset can read becomes U+FFFD."""
    text = _text(raw, _codec(label))
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text.translate(CONTROLS).encode("utf-8", "replace").decode("utf-8")


def _codec(label: str) -> str:
    """Python's name of a charset; "": it is unknown, refused, or not given."""
    name = label.strip().strip("\"'").lower().replace("_", "-")[:40]
    try:
        known = codecs.lookup(NAMES.get(name, name)).name
    except (LookupError, ValueError):
        known = ""
    if name.startswith("windows-") and not known:
        return _codec(f"cp{name[8:]}")
    return known if TEXT.fullmatch(known) else ""


def _text(raw: bytes, codec: str) -> str:
    match codec:
        case "" | "cp1252":
            return _unlabelled(raw)
        case "utf-8":
            return _utf8(raw)
        case "iso2022_jp_ext":
            return _japanese(raw)
        case _:
            return raw.decode(codec, "replace")


def _unlabelled(raw: bytes) -> str:
    """Also of what says Western: programs say so of anything. UTF-8 is hardly right by chance."""
    if JAPANESE in raw:
        return _japanese(raw)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.end >= len(raw) and not raw[: error.start].isascii()
    return raw.decode("utf-8" if cut else WESTERN, "replace")


def _utf8(raw: bytes) -> str:
    """Where not one letter is UTF-8 although some claim to be, it is Western."""
    text = raw.decode("utf-8", "replace")
    if "\ufffd" in text and all(one.isascii() or one == "\ufffd" for one in text):
        return raw.decode(WESTERN, "replace")
    return text


def _japanese(raw: bytes) -> str:
    """Windows' programs write characters that the charset lacks: those are read as EUC."""
    try:
        return raw.decode("iso2022_jp_ext")
    except UnicodeDecodeError:
        pass
    euc = JIS.sub(lambda it: bytes(one | 0x80 for one in it[1] or b""), raw)
    return euc.decode("euc_jis_2004", "replace")
