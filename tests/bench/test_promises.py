"""The checks of ``./run play`` find what is planted, and nothing where nothing is."""

from copy import deepcopy

import pytest

from bench.promises import VERSION, alike, complete, gapless, onward, said_once
from warmline.core import package as core_package

WHY = {"rule": "asks", "trigger": "explicit_request", "reason": "The visitor asked for a person."}
LOG = [
    {"seq": 1, "at": 1, "kind": "event", "event": "opened"},
    {"seq": 2, "at": 2, "kind": "message", "author": "visitor", "text": "A lamp?", "draft": "a"},
    {"seq": 3, "at": 3, "kind": "message", "author": "assistant", "text": "Yes.", "draft": ""},
    {"seq": 4, "at": 4, "kind": "message", "author": "visitor", "text": "A human", "draft": "b"},
    {"seq": 5, "at": 5, "kind": "event", "event": "handoff_requested", "why": WHY, "also": []},
]
SAID = {"a": (2, "A lamp?"), "b": (4, "A human")}
PACKAGE = {
    "version": VERSION,
    "conversation": "c",
    "handoff": 5,
    "made_at": 5,
    "why": WHY,
    "also": [],
    "visitor": {"contact": "v", "channel": "web", "language": "en"},
    "question": "A lamp?",
    "summary": {"wants": "A lamp?", "tried": "Yes.", "open": "A human"},
    "language": "en",
    "mood": [{"seq": 4, "score": -0.2}],
    "signals": [{"seq": 4, "name": "explicit_request", "score": 0.9}],
    "entities": [],
    "tried": [{"seq": 3}],
    "transcript": [
        {key: entry[key] for key in ("seq", "at", "author", "text")}
        for entry in LOG
        if entry["kind"] == "message"
    ],
}


def test_the_check_is_written_for_the_packages_of_this_version():
    assert core_package.VERSION == VERSION


def test_a_good_thread_and_a_good_package_break_no_promise():
    assert not [
        *gapless("v", [1, 2, 3]),
        *said_once("v", LOG, SAID),
        *alike("v", LOG, LOG),
        *complete(PACKAGE, LOG[-1], LOG),
    ]


@pytest.mark.parametrize("seqs", [[1, 3], [1, 2, 2], [2, 1], [2]])
def test_a_gap_a_double_and_a_swap_are_found(seqs):
    assert list(gapless("v", seqs))


@pytest.mark.parametrize(
    "entries",
    [
        LOG[:3],
        [*LOG, LOG[3]],
        [*LOG, {**LOG[3], "draft": "c"}],
        [*LOG[:3], {**LOG[3], "text": "Another"}],
    ],
    ids=["lost", "doubled", "from nowhere", "in other words"],
)
def test_a_message_that_does_not_stand_once_as_it_was_said_is_found(entries):
    assert list(said_once("v", entries, SAID))


def test_two_sides_that_differ_are_found_but_hidden_entries_are_no_difference():
    hidden = [{"seq": 1, "kind": "hidden"}, *LOG[1:]]
    assert not list(alike("v", hidden, LOG))
    assert list(alike("v", LOG[:4], LOG))
    assert list(alike("v", [*LOG[:3], {**LOG[3], "text": "?"}, LOG[4]], LOG))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), VERSION - 1),
        (("signals",), [{"seq": 5, "name": "sentiment", "score": -0.5}]),
        (("handoff",), 4),
        (("question",), "Something else"),
        (("question",), ""),
        (("summary", "wants"), ""),
        (("visitor", "channel"), ""),
        (("why",), {**WHY, "rule": "another"}),
        (("transcript",), PACKAGE["transcript"][:-1]),
        (("tried",), []),
        (("mood",), [{"seq": 3, "score": 0}]),
        (("entities",), [{"seq": 1, "kind": "order", "value": "7"}]),
    ],
)
def test_an_incomplete_package_is_found(path, value):
    package = deepcopy(PACKAGE)
    *way, last = path
    part = package
    for step in way:
        part = part[step]
    part[last] = value
    assert list(complete(package, LOG[-1], LOG))


def test_a_position_that_goes_back_is_a_breach():
    assert list(onward("ann", [3, 3, 7])) == []
    assert list(onward("ann", [3, 7, 5, 9])) == ["ann: position 7 was followed by 5"]
