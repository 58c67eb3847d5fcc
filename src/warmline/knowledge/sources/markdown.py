"""Markdown: headings become the path in a passage's title, marks are dropped, code is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from warmline.knowledge.passages import BadSource, Document
from warmline.knowledge.sources import prose
from warmline.knowledge.sources.decoding import decode
from warmline.knowledge.splitting import Section

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)


def read_markdown(title: str, content: bytes) -> Document:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - takes 0.04 s

    text, problems = decode(content)
    front = _FRONT_MATTER.match(text)
    named = _FRONT_TITLE.search(front.group(1)) if front else None
    try:
        tokens = (
            MarkdownIt("commonmark").enable("table").parse(text[front.end() :] if front else text)
        )
    except (ValueError, IndexError, RecursionError) as broken:
        raise BadSource(f"expected Markdown, came text that cannot be read: {broken}") from None
    headline = _plain(tokens[1]) if tokens and tokens[0].tag == "h1" else ""
    called = named.group(1) if named else headline or title
    return prose.document(called, _sections(tokens, called), problems)


def _sections(tokens: Sequence[Token], title: str) -> Iterator[Section]:
    """In order. A heading that repeats the title does not lengthen the path."""
    path: list[tuple[int, str]] = [(0, title)]
    block: list[str] = []
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            yield _section(path, block)
            heading, level = _plain(tokens[at + 1]), int(token.tag[1])
            path, block = prose.nested(path, 0 if heading == title else level, heading), []
        elif token.type in ("fence", "code_block"):
            block.append(token.content.strip())
        elif token.type == "inline" and not _in_heading(tokens, at):
            block = _with_inline(block, tokens, at)
    yield _section(path, block)


def _section(path: Sequence[tuple[int, str]], block: Sequence[str]) -> Section:
    return Section(headings=tuple(heading for _, heading in path), paragraphs=tuple(block))


def _in_heading(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].type == "heading_open"


def _with_inline(block: list[str], tokens: Sequence[Token], at: int) -> list[str]:
    """List items and the cells of a row stay together with what they follow."""
    text, before = _plain(tokens[at]), tokens[at - 1]
    if not text:
        return block
    if block and before.type in ("td_open", "th_open") and tokens[at - 2].type != "tr_open":
        return [*block[:-1], f"{block[-1]} | {text}"]
    if block and at >= 2 and tokens[at - 2].type == "list_item_open":
        return [*block[:-1], f"{block[-1]}\n- {text}"]
    return [*block, text]


def _plain(inline: Token) -> str:
    """The words of an inline token: link texts and image descriptions, without marks."""
    parts = [_word(child) for child in inline.children or ()]
    return "".join(parts).strip()


def _word(token: Token) -> str:
    match token.type:
        case "text" | "code_inline" | "image":
            return token.content
        case "softbreak" | "hardbreak":
            return " "
        case _:
            return ""
