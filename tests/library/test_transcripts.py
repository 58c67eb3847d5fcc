"""Transcripts from files: every form that is documented, and each fault in its place."""

import io
import json

import pytest

from warmline.core.model import Author
from warmline.transcripts import BadLine, Transcript, read_transcripts
from warmline.transcripts.lines import LONGEST
from warmline.transcripts.rows import MOST_ROWS


def read(text, name=""):
    content = text if isinstance(text, bytes) else text.encode()
    return list(read_transcripts(io.BufferedReader(io.BytesIO(content)), name))


def only(text, name="x.jsonl"):
    [found] = read(text if isinstance(text, str) else json.dumps(text), name)
    return found


def said(transcript):
    return [(one.author.value, one.text) for one in transcript.utterances]


# ── JSON lines ────────────────────────────────────────────────────────────────────────────────────


def test_a_single_turn_is_a_conversation_under_its_own_id():
    found = only({"id": 7, "text": "hello", "label": 0, "lang": "de", "family": "x"})
    assert (found.id, found.language) == ("7", "de")
    assert [(one.id, one.text, one.needed) for one in found.utterances] == [("7", "hello", False)]


def test_a_single_turn_may_say_what_the_assistant_said_before():
    found = only({"id": "a", "context": "Shall I connect you?", "text": "yes"})
    assert said(found) == [("assistant", "Shall I connect you?"), ("visitor", "yes")]


def test_what_was_said_before_may_be_turns_of_which_none_is_decided():
    turns = [{"role": "user", "text": "It is lost"}, {"role": "bot", "text": "Shall I call one?"}]
    found = only({"id": "a", "history": turns, "text": "yes"})
    assert [(one.id, one.text) for one in found.utterances] == [
        ("", "It is lost"),
        ("", "Shall I call one?"),
        ("a", "yes"),
    ]


def test_a_pair_decides_its_second_turn_only():
    found = only({"id": "p", "a": "where is it", "b": "where is my parcel", "label": 1})
    assert [(one.id, one.text) for one in found.utterances] == [
        ("", "where is it"),
        ("p", "where is my parcel"),
    ]


def test_a_dialogue_has_its_turns_by_place_with_everything_known_of_them():
    found = only(
        {
            "id": "d",
            "channel": "web",
            "page": "/cart",
            "language": "en",
            "attributes": {"plan": "gold", "age": 4},
            "turns": [
                {"role": "system", "text": "Be nice."},
                {"role": "user", "text": "hi", "at": "2026-01-31T09:30:00Z", "label": 1},
                {"role": "bot", "text": "hello", "confidence": 0.4, "abstained": True},
                {"role": "assistant", "failed": True},
                {"role": "assistant", "text": "", "handoff": "It cannot"},
                {"role": "event", "event": "claimed"},
                {"role": "Person", "text": "Ann here"},
            ],
        }
    )
    assert (found.channel, found.page, found.attributes) == (
        "web",
        "/cart",
        {"plan": "gold", "age": "4"},
    )
    first, second, third, fourth, event, person = found.utterances
    assert (first.id, first.at, first.needed) == ("d#1", 1_769_851_800_000, True)
    assert (second.confidence, second.abstained) == (0.4, True)
    assert (third.failed, fourth.handoff) == ("no answer", "It cannot")
    assert (event.event, person.author) == ("claimed", Author.OPERATOR)


def test_messages_with_content_are_read_as_well():
    found = only({"messages": [{"role": "user", "content": "hi"}]})
    assert found.id == "line-1"
    assert said(found) == [("visitor", "hi")]


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        (("user", "agent"), Author.ASSISTANT),
        (("user", "bot", "agent"), Author.OPERATOR),
    ],
)
def test_an_agent_is_a_person_where_an_assistant_speaks_as_well(roles, expected):
    found = only({"id": "d", "turns": [{"role": role, "text": role} for role in roles]})
    assert found.utterances[-1].author is expected


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("nonsense", "expected a JSON object, came .*column 1"),
        ("[1]", "expected a JSON object, came \\[1\\]"),
        ('{"id": 1}', "expected text, turns"),
        ('{"id": 1, "text": 5}', "text: expected a text, came 5"),
        ('{"id": {}, "text": "x"}', "id: expected a text or a number"),
        ('{"id": 1, "turns": "x"}', 'turns: expected a list, came "x"'),
        ('{"id": 1, "turns": [5]}', "turns\\[0\\]: expected an object"),
        ('{"id": 1, "turns": [{"role": "king", "text": ""}]}', "turns\\[0\\].role: expected vis"),
        ('{"id": 1, "turns": [{"text": "x"}]}', "turns\\[0\\].role: .*came nothing"),
        ('{"id": 1, "turns": [{"role": "user"}]}', "turns\\[0\\].text: expected a text"),
        (
            '{"id": 1, "turns": [{"role": "bot", "text": "", "confidence": 7}]}',
            "confidence: expected a number from 0 to 1, came 7",
        ),
        ('{"id": 1, "turns": [{"role": "bot", "text": "", "confidence": NaN}]}', "0 to 1"),
        ('{"id": 1, "turns": [{"role": "user", "text": "", "at": "soon"}]}', "at: expected a time"),
        ('{"id": 1, "turns": [{"role": "event", "event": "rain"}]}', "event: expected handoff, "),
        ('{"id": 1, "turns": [{"role": "user", "text": "", "pressed": "x"}]}', "pressed: expected"),
        ('{"id": 1, "text": "x", "attributes": []}', "attributes: expected an object"),
        ("[" * 100_000, "expected a JSON object"),
        (b'{"text": "\xff"}', "expected UTF-8, came .*0xff"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_reason_and_the_rest_is_read(line, reason):
    line = line if isinstance(line, bytes) else line.encode()
    first, bad, last = read(b'{"text": "a"}\n' + line + b'\n\n{"text": "b"}\n', "x.jsonl")
    assert isinstance(first, Transcript)
    assert isinstance(last, Transcript)
    assert isinstance(bad, BadLine)
    assert bad.line == 2
    assert last.line == 4
    with pytest.raises(AssertionError, match=reason):
        raise AssertionError(bad.reason)


def test_a_line_too_long_to_hold_is_told_and_skipped():
    huge = b'{"text": "' + b"x" * (2 * LONGEST) + b'"}\n'
    bad, good = read(huge + b'{"text": "b"}', "x.jsonl")
    assert (bad.line, bad.reason) == (1, "expected at most 8 MiB, came more")
    assert said(good) == [("visitor", "b")]


def test_half_a_surrogate_pair_becomes_text_that_any_file_can_hold():
    found = only('{"text": "a \\ud83d b"}')
    found.utterances[0].text.encode()


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm():
    found = read(b'\xef\xbb\xbf{"text": "a"}\r\n\r\n{"text": "b"}\r\n')
    assert [said(one) for one in found] == [[("visitor", "a")], [("visitor", "b")]]


# ── CSV ───────────────────────────────────────────────────────────────────────────────────────────


def test_rows_of_one_conversation_stand_one_below_the_other():
    one, two = read(
        "conversation,role,text,confidence,label,page,attr_plan\n"
        'a,visitor,"Hi, there",,1,/cart,gold\n'
        "a,assistant,Hello,0.3,,,\n"
        "b,visitor,Bye,,,,\n",
        "x.csv",
    )
    assert said(one) == [("visitor", "Hi, there"), ("assistant", "Hello")]
    assert (one.page, one.attributes) == ("/cart", {"plan": "gold"})
    assert one.utterances[1].confidence == 0.3
    assert one.truth().place == 0
    assert (two.id, two.line, two.truth()) == ("b", 4, None)


def test_without_a_role_each_row_is_a_single_turn():
    found = read("ID;Text\n1;hello\n2;bye\n", "x.csv")
    assert [(one.id, said(one)) for one in found] == [
        ("1", [("visitor", "hello")]),
        ("2", [("visitor", "bye")]),
    ]


def test_bad_rows_are_told_and_the_others_of_the_conversation_stay_together():
    found = read(
        "conversation,role,text\na,visitor,one\na,king,two\na,only\n\na,visitor,three\nb,bot,x\n",
        "x.csv",
    )
    bad = {one.line: one.reason for one in found if isinstance(one, BadLine)}
    good = [one for one in found if isinstance(one, Transcript)]
    assert set(bad) == {3, 4}
    assert bad[3].startswith("role: expected visitor")
    assert bad[4] == "expected 3 columns, came 2"
    assert [said(one) for one in good] == [
        [("visitor", "one"), ("visitor", "three")],
        [("assistant", "x")],
    ]


def test_a_text_over_several_lines_counts_them():
    found = read('conversation,role,text\na,visitor,"one\ntwo"\nb,king,x\n', "x.csv")
    assert [one.line for one in found] == [2, 4]


@pytest.mark.parametrize("header", ["", "question,answer", "role,text"])
def test_a_header_that_says_nothing_ends_it(header):
    [bad] = read(f"{header}\n1,2\n", "x.csv")
    assert bad.line == 1
    assert "column" in bad.reason


def test_bytes_that_are_no_text_are_told_by_row():
    bad, good = read(b"text\n\xff\xfe\nfine\n", "x.csv")
    assert (bad.line, bad.reason) == (2, "expected UTF-8")
    assert said(good) == [("visitor", "fine")]


def test_a_conversation_without_end_is_bounded():
    rows = "".join("a,visitor,x\n" for _ in range(MOST_ROWS + 5))
    found = read(f"conversation,role,text\n{rows}", "x.csv")
    bad = [one for one in found if isinstance(one, BadLine)]
    assert len(bad) == 5
    assert "at most" in bad[0].reason


def test_without_a_name_the_first_character_tells_the_format():
    assert isinstance(read('  \n{"text": "a"}')[0], Transcript)
    assert isinstance(read("text\na\n")[0], Transcript)


# ── what really happened ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("turns", "truth"),
    [
        ([("user", {}), ("bot", {}), ("user", {})], None),
        ([("user", {}), ("user", {"label": 1}), ("person", {})], (1, "label")),
        ([("user", {}), ("bot", {}), ("person", {}), ("user", {})], (0, "person")),
        ([("user", {}), ("user", {"label": 0}), ("event", {"event": "handoff"})], (1, "handoff")),
        ([("person", {})], (0, "person")),
    ],
)
def test_a_person_was_needed_where_a_label_says_so_or_one_came(turns, truth):
    found = only({"turns": [{"role": role, "text": "x", **more} for role, more in turns]})
    told = found.truth()
    assert (told and (told.place, told.by)) == truth
