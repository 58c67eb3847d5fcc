"""Tables that are safe to open, and pages that are safe to print."""

import csv
import io
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmline.web import frames as f
from warmline.web.printed import Line, lines, page
from warmline.web.spreadsheet import csv_text


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize(
    "evil", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u00a0=1", "|calc", "\n=1"]
)
def test_a_text_that_could_be_a_formula_begins_with_a_quote(evil):
    [[cell]] = cells(csv_text([evil], []))[:0] or cells(csv_text(["x"], [[evil]]))[1:]
    assert cell.startswith("'")
    assert cell.replace("'", "") == evil


def test_numbers_stay_numbers_and_nothing_stays_empty():
    assert cells(csv_text(["a"], [[-5, 0.25, None, "", "plain"]]))[1] == [
        "-5",
        "0.25",
        "",
        "",
        "plain",
    ]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"))))
def test_every_text_comes_back_but_for_the_quote(texts):
    if texts:
        [found] = cells(csv_text(["x"], [texts]))[1:]
        assert [one.replace("'", "") for one in found] == [one.replace("'", "") for one in texts]


@pytest.mark.parametrize(
    "evil", ["x;=1+1", "hello\n=cmd()", "a\r\n+1", "a\t@SUM(A1)", "a; =1", 'a;"=1', "a\n\u00a0-1"]
)
def test_no_formula_begins_inside_a_text_where_semicolons_or_lines_part_cells(evil):
    """As a spreadsheet of a country reads it where "," is the decimal point."""
    text = csv_text(["x", "y"], [[1, evil]])
    for line in text.splitlines():
        for cell in line.replace("\t", ";").split(";"):
            assert cell.lstrip(' \u00a0\ufeff"')[:1] not in ("=", "+", "-", "@"), line


def test_on_paper_a_file_has_its_name_and_what_was_taken_back_no_words():
    photo = f.FileView(id="f1", name="leak.jpg")
    said = [
        f.OperatorMessage(seq=2, at=1, author="visitor", text="Look:", files=[photo]),
        f.OperatorMessage(seq=3, at=1, author="visitor", text="", files=[photo]),
        f.OperatorMessage(seq=4, at=1, author="visitor", text="", withdrawn=True),
    ]
    texts = [line.text for line in lines(said, notes=True)]
    assert texts == ["Look:\n[file: leak.jpg]", "[file: leak.jpg]", "[taken back]"]


def test_a_list_and_a_range_in_a_text_are_left_as_they_are():
    plain = "10-20 pieces; lamps = red, a@b.de"
    assert cells(csv_text(["x"], [[plain]]))[1] == [plain]


class Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs


ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "h1", "dl", "dt", "dd", "ol", "li", "span",
    "time", "p",
}  # fmt: skip


@given(st.text(), st.sampled_from(["<script>x</script>", "'\"><img onerror=x>", "</style>", "&"]))
def test_no_word_of_a_visitor_is_ever_markup(text, evil):
    row = f.Row.model_construct(
        id="c", name=text + evil, email=evil, channel="web", page=evil, status="open",
        operator_name=evil, language='en"><script>',
    )  # fmt: skip
    said = [Line(seq=1, at=0, who=evil + text, kind="visitor", text=text + evil)]
    seen = Seen()
    seen.feed(page(row, said, ZoneInfo("UTC")))
    assert set(seen.tags) <= ALLOWED
    assert all(not name.startswith("on") for name, _ in seen.attributes)
    assert {name for name, _ in seen.attributes} <= {
        "lang", "charset", "name", "content", "class", "datetime", "dir"
    }  # fmt: skip
