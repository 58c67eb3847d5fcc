"""The words of a mail that is only HTML: as text, without what is quoted or hidden."""

import re
from html.parser import HTMLParser
from operator import add

BREAKS = frozenset(
    "address article br div dd dt h1 h2 h3 h4 h5 h6 hr li ol p pre table tr ul".split()  # noqa: SIM905
)
SILENT = frozenset({"head", "script", "style", "title", "template", "noscript"})
VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})
CELLS = frozenset({"td", "th"})
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|"
    r"(?:font-size|max-height|opacity)\s*:\s*0(?:px|pt|em)?\s*(?:[;!]|$)",
    re.IGNORECASE,
)
QUOTES = ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote")
DEEPEST = 500
LONGEST_STYLE = 1_000  # characters
LONGEST_TAG = 8_000  # characters; a link may hold a long address


def plain(html: str) -> str:
    """What a reader sees. Quotations become ">" lines, so that one rule finds them all."""
    reader = _Reader()
    reader.feed(_tags_alone(html))
    reader.close()
    return reader.text()


def _tags_alone(html: str) -> str:
    """Without comments, and without a "<" that begins no tag, whose end would be sought in vain."""
    text, *rest = _uncommented(html).split("<")
    tags = ("<" if ">" in one[:LONGEST_TAG] else "&lt;" for one in rest)
    return text + "".join(map(add, tags, rest))


def _uncommented(html: str) -> str:
    kept, at = list[str](), 0
    while (begin := html.find("<!--", at)) >= 0:
        kept.append(html[at:begin])
        end = html.find("-->", begin + 4)
        if end < 0:
            return "".join(kept)
        at = end + 3
    return "".join((*kept, html[at:]))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, bool, bool]] = []  # tag, silent, quoted
        self._lines: list[tuple[bool, list[str]]] = [(False, [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line where the tag does; note what is hidden or quoted inside it."""
        if tag in BREAKS or tag == "blockquote":
            self._break()
        if tag in CELLS:
            self.handle_data(" ")
        if tag in VOID or len(self._open) > DEEPEST:
            return
        named = {name: value or "" for name, value in attrs}
        hidden = tag in SILENT or bool(HIDDEN.search(named.get("style", "")[:LONGEST_STYLE]))
        quotes = tag == "blockquote" or any(one in named.get("class", "") for one in QUOTES)
        self._open.append((tag, hidden or self._silent(), quotes or self._quoted()))
        if quotes:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        """Close the nearest of that name, and what was left open inside it."""
        names = [one[0] for one in self._open]
        if tag in names:
            del self._open[len(names) - 1 - names[::-1].index(tag) :]
        if tag in BREAKS or tag == "blockquote":
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._silent():
            self._lines[-1][1].append(data)

    def text(self) -> str:
        said = ((quoted, " ".join("".join(parts).split())) for quoted, parts in self._lines)
        return "\n".join(f"> {line}" if quoted else line for quoted, line in said).strip()

    def _break(self) -> None:
        self._lines.append((self._quoted(), []))

    def _silent(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def _quoted(self) -> bool:
        return bool(self._open) and self._open[-1][2]
