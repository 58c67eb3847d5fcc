"""Web pages: the words a reader sees, under their headings."""

from __future__ import annotations

from html.parser import HTMLParser

from warmline.knowledge.passages import BadSource, Document
from warmline.knowledge.sources import prose
from warmline.knowledge.sources.decoding import decode
from warmline.knowledge.splitting import Section

LONGEST_PAGE = 4 * 1024 * 1024  # bytes; a longer page is not one that people read
_UNREAD = frozenset(
    (
        "script",
        "style",
        "nav",
        "noscript",
        "template",
        "svg",
        "iframe",
        "footer",
        "button",
        "select",
    )
)
# An empty comment at the end closes whatever was left open; without it the parser would look for
# the end of each of many unclosed comments by reading the whole rest of the page.
_LAST_RESORT = "<!---->"
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INLINE = frozenset(
    """a abbr b bdi bdo cite code data dfn em font i img kbd label mark q s samp small span strong
    sub sup time u var wbr""".split()  # noqa: SIM905 - a list of words reads best as words
)


def read_html(title: str, content: bytes) -> Document:
    if len(content) > LONGEST_PAGE:
        raise BadSource(f"expected a page of at most 4 MiB, came {len(content) / 2**20:.1f} MiB")
    text, problems = decode(content)
    page = _Page(title)
    try:
        page.feed(text + _LAST_RESORT)
        page.close()
    except (AssertionError, ValueError) as broken:  # the parser's own ways of giving up
        raise BadSource(f"expected HTML, came markup that cannot be read: {broken}") from None
    return prose.document(page.title, page.sections(), problems, page.url)


class _Page(HTMLParser):
    """Collects sections while the parser walks through the page."""

    def __init__(self, title: str) -> None:
        super().__init__(convert_charrefs=True)
        self.title = title
        self.url = ""
        self._path: list[tuple[int, str]] = []
        self._found: list[Section] = []
        self._blocks: list[str] = []
        self._line: list[str] = []
        self._unread: list[str] = []  # open elements whose content nobody reads
        self._in: str = ""  # "title" or a heading, while inside one

    def sections(self) -> list[Section]:
        self._end_section()
        return self._found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNREAD:
            self._unread.append(tag)
        elif tag == "link" and ("rel", "canonical") in attrs:
            self.url = dict(attrs).get("href") or ""
        elif tag == "title" or tag in _HEADINGS:
            self._end_block()
            self._in = tag
        elif tag not in _INLINE and not self._in:
            self._end_block()

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unread:
            del self._unread[self._unread.index(tag) :]
        elif tag == self._in:
            self._end_name()
        elif tag not in _INLINE and not self._in:
            self._end_block()

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._line.append(data)

    def _end_name(self) -> None:
        """The words just read are a name: the page's, or that of the section that begins here."""
        name, self._line = " ".join("".join(self._line).split()), []
        level, self._in = _HEADINGS.get(self._in), ""
        if level is None:
            self.title = name or self.title
            return
        self._end_section()
        self._path = prose.nested(self._path, level, name)

    def _end_block(self) -> None:
        words = " ".join("".join(self._line).split())
        if words:
            self._blocks.append(words)
        self._line = []

    def _end_section(self) -> None:
        self._end_block()
        headings = (self.title, *(heading for _, heading in self._path if heading != self.title))
        self._found.append(Section(headings=headings, paragraphs=tuple(self._blocks)))
        self._blocks = []
