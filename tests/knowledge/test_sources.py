"""Every format becomes passages; what is wrong is told, and never brings anything down."""

import io
import json
import zipfile
from collections.abc import Callable

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from warmline.knowledge.passages import MAX_BYTES, MAX_PASSAGE, BadSource, Document
from warmline.knowledge.sources import BY_EXTENSION, read_source
from warmline.knowledge.sources.docx import MAX_UNPACKED


def read(name: str, text: str) -> Document:
    return read_source(name, text.encode())


def pdf(text: str) -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    kind = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(k): NameObject(v) for k, v in kind.items()})
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(build: Callable[[docx.document.Document], object]) -> bytes:
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_csv_pairs_keep_question_answer_title_and_url() -> None:
    found = read("faq.csv", 'Question,Answer,url,title\nWhere?,"Here, now",https://x.example/a,T\n')
    [passage] = found.passages
    assert (passage.questions, passage.text) == (("Where?",), "Here, now")
    assert (passage.url, passage.title, found.problems) == ("https://x.example/a", "T", ())


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_may_use_comma_semicolon_or_tab(mark: str) -> None:
    [passage] = read("a.csv", f"question{mark}answer\nQ{mark}A\n").passages
    assert passage.text == "A"


def test_broken_csv_lines_are_told_by_number_and_good_ones_kept() -> None:
    text = (
        'question,answer\nQ1,A1\nonly one cell\nQ2,\n"open quote,A\nQ3,A3\n"two\nlines",A4\nQ5,A5\n'
    )
    found = read("faq.csv", text)
    assert [p.text for p in found.passages][-1] == "A5"
    assert found.passages[0].text == "A1"
    assert {3, 4} <= {p.line for p in found.problems}
    assert "expected 2 cells" in found.problems[0].message
    assert "column answer" in found.problems[1].message


def test_an_unclosed_quote_costs_its_own_line_only() -> None:
    found = read("faq.csv", 'question,answer\nQ1,A1\n"Q2,A2\nQ3,A3\n')
    assert [p.text for p in found.passages] == ["A1", "A3"]
    assert [p.line for p in found.problems] == [3]


def test_a_table_without_the_columns_is_refused_with_what_came() -> None:
    with pytest.raises(BadSource, match=r"line 1: expected column names .* came 'name,mail'"):
        read("a.csv", "name,mail\nx,y\n")


def test_the_shared_json_lines_keep_their_entry_ids_even_without_an_answer() -> None:
    lines = [
        {"kb": "k", "entry_id": "alarm", "questions": ["wake me", "set an alarm"], "answer": ""},
        {"question": "Where?", "answer": "Here", "url": "https://x.example"},
    ]
    found = read("kb.jsonl", "\n".join(map(json.dumps, lines)))
    first, second = found.passages
    assert (first.id, first.questions, first.text) == ("alarm", ("wake me", "set an alarm"), "")
    assert (second.questions, second.text, second.url) == (("Where?",), "Here", "https://x.example")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{broken", "broken JSON"),
        ("[1]", "came list"),
        ('{"answer": "A"}', 'expected "question"'),
        ('{"question": "Q"}', 'expected "answer"'),
        ('{"questions": ["Q", 3], "answer": "A"}', 'expected "question"'),
        ('{"question": "Good?", "answer": "Yes"}', "stands above"),
        ("[" * 100_000, "broken JSON"),
    ],
)
def test_a_broken_json_line_is_told_and_the_others_kept(line: str, told: str) -> None:
    good = '{"question": "Good?", "answer": "Yes"}'
    found = read("kb.jsonl", f"{good}\n{line}\n")
    assert len(found.passages) == 1
    [problem] = found.problems
    assert problem.line == 2
    assert told in problem.message


def test_a_repeated_entry_id_is_told_and_the_first_kept() -> None:
    line = '{"entry_id": "a", "question": "Q%d", "answer": "A"}\n'
    found = read("kb.jsonl", line % 1 + line % 2)
    assert [p.questions for p in found.passages] == [("Q1",)]
    assert found.problems[0].line == 2


def test_an_endless_answer_is_cut_and_told() -> None:
    found = read("a.jsonl", json.dumps({"question": "Q", "answer": "x" * (MAX_PASSAGE + 1)}))
    assert len(found.passages[0].text) == MAX_PASSAGE
    assert found.problems[0].line == 1


def test_thousands_of_broken_lines_mean_that_the_file_is_something_else() -> None:
    with pytest.raises(BadSource, match="broken lines"):
        read("kb.jsonl", "nonsense\n" * 2_000)


def test_markdown_headings_become_the_path_and_marks_are_dropped() -> None:
    found = read(
        "guide.md",
        "# Guide\n\n## Pans\n\nUse *oil*, see [care](care.md).\n\n- one\n- two\n\n"
        "```\ncode = 1\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    )
    [passage] = found.passages
    assert found.title == "Guide"
    assert passage.title == "Guide › Pans"
    assert passage.text == "Use oil, see care.\n- one\n- two\n\ncode = 1\n\na | b\n\n1 | 2"


def test_markdown_may_name_itself_in_its_front_matter() -> None:
    found = read("x.md", '---\ntitle: "Care"\n---\nText here.\n')
    assert (found.title, found.passages[0].title) == ("Care", "Care")


def test_a_heading_that_asks_is_a_question_and_its_section_the_answer() -> None:
    first, second = read(
        "faq.md", "# FAQ\n\n## Is it free?\n\nYes.\n\n## Costs\n\nNone.\n"
    ).passages
    assert (first.questions, first.text) == (("Is it free?",), "Yes.")
    assert second.questions == ()


def test_text_is_cut_at_empty_lines_and_unwrapped() -> None:
    [passage] = read("notes.txt", "One line\r\nand its rest.\r\n\r\n- a\r\n- b\r\n").passages
    assert passage.text == "One line and its rest.\n\n- a\n- b"
    assert passage.title == "notes"


def test_html_keeps_what_people_read_under_its_headings() -> None:
    page = (
        "<html><head><title>Shop</title><link rel='canonical' href='https://x.example/p'>"
        "<style>p{}</style><script>alert(1)</script></head><body><nav>Home</nav><h1>Returns</h1>"
        "<p>Send it <b>back</b>&nbsp;&amp; wait.</p><h2>Cost</h2><p>Free.<br>Always.</p></body>"
    )
    found = read("p.html", page)
    assert [(p.title, p.text) for p in found.passages] == [
        ("Shop › Returns", "Send it back & wait."),
        ("Shop › Returns › Cost", "Free.\n\nAlways."),
    ]
    assert {p.url for p in found.passages} == {"https://x.example/p"}


@pytest.mark.timeout(10)
@pytest.mark.parametrize("unit", ["<!--", "<?", "<!x", "</", "<a b='", "<script>"])
def test_a_page_of_unclosed_marks_is_read_in_moments(unit: str) -> None:
    told_or_read("a.html", (unit * 60_000).encode())


def test_pdf_text_is_found_under_its_page() -> None:
    [passage] = read_source("terms.pdf", pdf("Returns are free for thirty days.")).passages
    assert passage.title == "terms › p. 1"
    assert passage.text == "Returns are free for thirty days."


def test_a_pdf_that_is_none_is_refused() -> None:
    with pytest.raises(BadSource, match=r"expected a PDF, which begins with %PDF-; came b'hello'"):
        read("a.pdf", "hello")


def test_a_pdf_without_text_is_refused_as_scanned() -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    with pytest.raises(BadSource, match="scanned"):
        read_source("a.pdf", written(writer))


def test_a_locked_pdf_is_refused() -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    with pytest.raises(BadSource, match="password"):
        read_source("a.pdf", written(writer))


def test_word_headings_paragraphs_and_tables_are_read_in_order() -> None:
    def build(d: docx.document.Document) -> None:
        d.add_heading("Care", 1)
        d.add_paragraph("Wash by hand.")
        table = d.add_table(rows=1, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Gold", "never"

    [passage] = read_source("care.docx", word(build)).passages
    assert passage.title.endswith("› Care")
    assert passage.text == "Wash by hand.\n\nGold | never"


def test_a_zip_bomb_in_word_clothes_is_refused_before_it_unpacks() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (MAX_UNPACKED + 1))
    with pytest.raises(BadSource, match="unpacked"):
        read_source("a.docx", out.getvalue())


def test_a_word_file_with_thousands_of_parts_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(2_001):
            archive.writestr(str(number), b"")
    with pytest.raises(BadSource, match="parts inside"):
        read_source("a.docx", out.getvalue())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks_are_understood(encoding: str) -> None:
    [passage] = read_source("a.csv", "question,answer\nÜber?,Ja\n".encode(encoding)).passages
    assert passage.questions == ("Über?",)


def test_latin_1_is_read_and_told_with_the_line() -> None:
    found = read_source("a.csv", "question,answer\nQ,A\nÜber?,Ja\n".encode("latin-1"))
    assert found.passages[1].questions == ("Über?",)
    assert (found.problems[0].line, "Latin-1" in found.problems[0].message) == (3, True)


def test_an_unknown_ending_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadSource, match=r"expected one of \.csv.*came \.exe"):
        read("a.exe", "x")


def test_the_media_type_decides_where_the_name_does_not() -> None:
    found = read_source("page", b"<p>Hello.</p>", media_type="text/html; charset=utf-8")
    assert found.passages[0].text == "Hello."


def test_a_file_over_the_limit_is_refused() -> None:
    with pytest.raises(BadSource, match="at most 20 MiB"):
        read_source("a.txt", b"x" * (MAX_BYTES + 1))


def test_unchanged_sections_keep_their_ids_when_others_change() -> None:
    before = read("a.md", "# A\n\n## One\n\nFirst.\n\n## Two\n\nSecond.\n").passages
    after = read("a.md", "# A\n\n## One\n\nChanged.\n\n## Two\n\nSecond.\n").passages
    assert before[0].id != after[0].id
    assert before[1] == after[1]


def test_the_same_words_twice_in_a_file_have_two_ids() -> None:
    first, second = read("a.md", "# A\n\nSame.\n\n# A\n\nSame.\n").passages
    assert first.id != second.id


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(sorted(BY_EXTENSION)), content=st.binary(max_size=600))
def test_random_bytes_give_passages_or_a_clear_refusal(name: str, content: bytes) -> None:
    told_or_read(f"a{name}", content)


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(sorted(BY_EXTENSION)), text=st.text(max_size=600))
def test_random_text_gives_passages_or_a_clear_refusal(name: str, text: str) -> None:
    told_or_read(f"a{name}", text.encode("utf-8", "replace"))


MARKUP = st.lists(
    st.sampled_from(
        ["<h1>", "</h1>", "<p>", "<![", "<!--", "<title>", "&#x;", "</nav>", "<nav", "#"]
    )
    | st.text(max_size=8)
).map("".join)


@settings(max_examples=80, deadline=None)
@given(name=st.sampled_from(["a.html", "a.md"]), text=MARKUP)
def test_broken_markup_gives_passages_or_a_clear_refusal(name: str, text: str) -> None:
    told_or_read(name, text.encode("utf-8", "replace"))


@settings(max_examples=40, deadline=None)
@given(kind=st.sampled_from(["pdf", "docx"]), at=st.floats(0, 1), junk=st.binary(max_size=40))
def test_damaged_files_give_passages_or_a_clear_refusal(kind: str, at: float, junk: bytes) -> None:
    whole = pdf("Hello there.") if kind == "pdf" else word(lambda d: d.add_paragraph("Hello."))
    place = int(at * len(whole))
    told_or_read(f"a.{kind}", whole[:place] + junk + whole[place + len(junk) :])


def told_or_read(name: str, content: bytes) -> None:
    try:
        found = read_source(name, content)
    except BadSource:
        return
    else:
        assert found.passages
        assert len({p.id for p in found.passages}) == len(found.passages)
        assert read_source(name, content) == found
