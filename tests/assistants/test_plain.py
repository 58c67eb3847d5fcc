"""A model's words made harmless, whatever they are and wherever they are cut."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from warmline.assistants.citations import cited
from warmline.assistants.plain import addresses, finished, plain

OURS = "https://shop.example/returns"
ALLOWED = addresses(f"The form is at {OURS}.")
MARKDOWN = MarkdownIt("commonmark", {"html": True})

MARKS = [*"[]()<>!`~\\\n :*_#\"'/.|-", "```", "~~~", "](", "]:", "][", "![", "\n\n", "    ", "\t"]
WORDS = ["1", "[1]", "【2】", "[9]", "x", "[x]", "[x]: ", "<b>", "</b>", "<img src=", "<!--", "0"]
STRANGE = ["https://evil.example/?d=1", "javascript:alert(1)", "//evil.example", "www.evil.example"]
ODD = [
    "&#58;",
    "&lt;",
    "\ue000",
    "\ue001",
    "\u200b",
    "tel:1",
    "<tel:1>",
    "(tel:1)",
    "mailto:a@b.example",
]
PIECES = st.sampled_from([*MARKS, *WORDS, *STRANGE, *ODD, OURS])
TEXTS = st.lists(PIECES, max_size=14).map("".join)


def shown(text: str) -> str:
    """What a visitor gets: harmless, then with citations renumbered."""
    return cited(plain(text, ALLOWED), 2).text


def tokens(text: str) -> list[Token]:
    return [token for block in MARKDOWN.parse(text) for token in (block, *(block.children or ()))]


def assert_leads_nowhere_else(text: str) -> None:
    for token in tokens(text):
        assert token.type != "image"
        if token.type == "link_open":
            assert str(token.attrs["href"]).rstrip(".,;:!?*_~|/") == OURS


@given(TEXTS)
@example("【1】: tel:1\n\n[1]")
@example("[x]<b>(tel:1)")
@example("`a\n`[x](https://evil.example)`")
@example("````\n```\n````\n[x](https://evil.example)\n```")
@example("<<tel:1>>")
@example("![x](" + OURS + ")")
def test_no_text_renders_as_an_image_or_a_link_elsewhere(text: str):
    assert_leads_nowhere_else(shown(text))


@given(TEXTS)
def test_no_draft_is_less_safe_than_the_whole(text: str):
    for end in range(len(text)):
        assert_leads_nowhere_else(shown(finished(text[:end])))


@given(st.text(st.sampled_from("ab <>/!?=\"'\n"), max_size=40))
def test_outside_code_no_text_renders_as_html(text: str):
    assert not any(token.type.startswith("html") for token in tokens(plain(text, ALLOWED)))


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Plain *Markdown*,\n- a list\n- `code`", "Plain *Markdown*,\n- a list\n- `code`"),
        (f"See [the form]({OURS}).", f"See [the form]({OURS})."),
        (f"See {OURS}.", f"See {OURS}."),
        (f"See <{OURS}>.", f"See {OURS}."),
        (f'See [the form]({OURS} "Returns").', f"See [the form]({OURS})."),
        ("See [the form](https://evil.example).", "See the form."),
        (f"See {OURS}?d=secret", "See …"),
        (f"See {OURS}.evil.example", "See …"),
        ("See www.evil.example/x now", "See … now"),
        ("See //evil.example/x now", "See … now"),
        ("Either and//or both // here", "Either and//or both // here"),
        (f"[https://bank.example]({OURS})", f"[{OURS}]({OURS})"),
        ("![a picture](https://evil.example/x.png)", "a picture"),
        (f"![a picture]({OURS})", "a picture"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("Use `<title>` there.", "Use `<title>` there."),
        ("<scr<script>ipt>x", "x"),
        ("<script", "< script"),
        ("Write to <help@shop.example>.", "Write to help@shop.example."),
    ],
)
def test_what_becomes_of_a_text(text: str, becomes: str):
    assert plain(text, ALLOWED) == becomes


@pytest.mark.parametrize(
    "unit", ["<a", "<", "![", "[a](", "`", "```\n", "<a>", ":", "a://", "[1", " ", "。["]
)
def test_a_hostile_text_is_read_in_reasonable_time(unit: str):
    text = (unit * 8_000)[:8_000]
    started = time.process_time()
    finished(text)
    shown(text)
    shown("[a](" + text)
    assert time.process_time() - started < 2.0


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("You can return it within 30 days", "You can return it within 30 days"),
        ("See [the form](https://sh", "See "),
        ("See [the fo", "See "),
        ("See ![the fo", "See "),
        ("See https://shop.exam", "See "),
        ("As it says [1", "As it says "),
        ("As it says [1]", "As it says "),
        ("As it says [1] here", "As it says [1] here"),
        ("Use <ti", "Use "),
    ],
)
def test_a_draft_waits_for_what_may_become_something_else(text: str, draft: str):
    assert finished(text) == draft
