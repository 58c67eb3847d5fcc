"""The checker finds every broken promise in hand-written histories, and none in a good one."""

import json

from faults.checker import check
from tests.faults.histories import (
    ANN,
    BOB,
    EVENTS,
    LOG,
    OTHER_WORD,
    PROMISED,
    WORD,
    C,
    asked_and_told,
    happened,
    only,
    op,
    promises,
    record,
    said,
    saw,
    shown,
)


def without(events, **what):
    return [e for e in events if not all(e.get(key) == value for key, value in what.items())]


def changed(log, seq, fact):
    return [*log[: seq - 1], fact, *log[seq:]]


def test_a_good_history_breaks_nothing():
    assert check(record()) == []


# ── 1, 2, 3: messages ─────────────────────────────────────────────────────────────────────────────


def test_an_acknowledged_message_that_is_not_in_the_log_is_lost():
    late = asked_and_told(8_000, "v", "say", "v-4", 12, text="Hello?")
    breach = only(record(more=late))
    assert breach.promise == 1
    assert "v-4" in breach.what


def test_an_acknowledged_message_in_other_words_is_lost():
    log = changed(LOG, 2, said(1_000, "visitor", "A chair?", draft="v-1"))
    assert {1, 2} <= promises(record(log))


def test_an_acknowledged_reply_of_an_operator_that_is_gone_is_lost():
    late = asked_and_told(8_000, "Ann", "reply", "o-9", 12, operator=ANN, text="Bye")
    assert only(record(more=late)).promise == 1


def test_an_address_that_was_taken_without_a_ticket_is_lost():
    assert only(record(more=asked_and_told(8_000, "v", "contact", "v-5", 0))).promise == 1


def test_a_message_whose_fate_is_unknown_may_be_there_or_not():
    begun = [op("invoke", 8_000, "v", "say", "v-4", text="Hello?")]
    assert check(record(more=begun)) == []
    unknown = [*begun, op("info", 8_900, "v", "say", "v-4")]
    log = [*LOG, said(8_500, "visitor", "Hello?", draft="v-4")]
    assert check(record(log, more=unknown)) == []


def test_the_same_message_twice_is_a_double():
    log = [*LOG, said(8_000, "visitor", f"A lamp? {WORD}", draft="v-1")]
    assert promises(record(log)) == {2}


def test_a_retry_with_another_answer_is_a_double():
    again = asked_and_told(8_000, "v", "say", "v-1", 3, text=f"A lamp? {WORD}")
    assert promises(record(more=again)) == {2}


def test_two_tickets_for_one_request_are_a_double():
    ticket = happened(8_000, "ticket_opened", email="v@example.org")
    asked = asked_and_told(8_000, "v", "contact", "v-5", 0)
    assert promises(record([*LOG, ticket, ticket], more=asked)) == {2}


def test_words_that_nobody_said_are_a_phantom():
    log = [*LOG, said(8_000, "visitor", "Who am I?", draft="v-77")]
    assert promises(record(log)) == {2}


def test_a_gap_in_the_numbers_is_found():
    rows = [
        {"conversation": C, "seq": seq + (seq > 5), "position": seq, "body": json.dumps(fact)}
        for seq, fact in enumerate(LOG, 1)
    ]
    assert 3 in promises(record(entries=rows, screen=[]))


def test_a_place_in_the_log_that_is_taken_twice_is_found():
    rows = [
        {"conversation": C, "seq": seq, "position": min(seq, 10), "body": json.dumps(fact)}
        for seq, fact in enumerate(LOG, 1)
    ]
    assert promises(record(entries=rows)) == {3}


TWO_ONE = (
    said(8_500, "visitor", "two", draft="v-5"),
    said(8_500, "visitor", "one", draft="v-4"),
)


def test_what_was_said_later_must_stand_later():
    log = [*LOG, *TWO_ONE]
    more = [
        *asked_and_told(8_000, "v", "say", "v-4", 13, text="one"),
        *asked_and_told(8_100, "v", "say", "v-5", 12, text="two"),
    ]
    assert promises(record(log, more=more)) == {3}


def test_what_was_said_at_the_same_time_may_stand_either_way():
    log = [*LOG, *TWO_ONE]
    one = asked_and_told(8_000, "v", "say", "v-4", 13, text="one")
    two = asked_and_told(8_001, "v", "say", "v-5", 12, text="two")
    assert check(record(log, more=[one[0], *two, one[1]])) == []


# ── 3, 4: screens ─────────────────────────────────────────────────────────────────────────────────


def test_a_screen_that_shows_other_words_is_found():
    other = changed(LOG, 3, said(1_500, "assistant", "No."))
    assert promises(record(screen=other)) == {3}


def test_a_screen_that_shows_what_is_not_in_the_log_is_found():
    more = [*LOG, said(8_000, "assistant", "A ghost.")]
    assert promises(record(screen=more)) == {3, 4}


def test_an_api_that_leaves_something_out_is_found():
    view = {"kind": "view", "at": 8_500, "who": "api", "conversation": C, "entries": shown(LOG)[1:]}
    assert promises(record(more=[view])) == {3}


def test_a_gap_on_one_socket_is_found():
    first = saw(LOG[:3]) | {"at": 7_000}
    rest = {**saw(LOG), "entries": shown(LOG)[4:]}
    assert promises(record(more=[first, rest], screen=[])) == {3}


def test_a_reconnection_that_leaves_something_out_is_found():
    first = saw(LOG[:3], who="Ann")
    rest = {**saw(LOG, who="Ann", socket=2), "entries": shown(LOG)[4:]}
    assert promises(record(more=[first, rest])) == {4}


def test_a_visitor_who_comes_back_is_shown_what_they_missed():
    back = {"kind": "joined", "at": 7_500, "who": "v", "conversation": C, "socket": 2, "after": 3}
    first, rest = saw(LOG[:3], at=7_000), {**saw(LOG, socket=2), "entries": shown(LOG)[4:]}
    assert promises(record(more=[first, back, rest], screen=[])) == {4}
    whole = {**rest, "entries": shown(LOG)[3:]}
    assert check(record(more=[first, back, whole], screen=[])) == []


def test_a_reconnection_may_repeat():
    first = saw(LOG[:3], who="Ann")
    rest = {**saw(LOG, who="Ann", socket=2), "entries": shown(LOG)[1:]}
    assert check(record(more=[first, rest])) == []


def test_a_screen_that_never_hears_of_the_newest_entry_is_found():
    assert promises(record(screen=LOG[:-1])) == {4}


# ── 5, 6: the floor ───────────────────────────────────────────────────────────────────────────────


def test_a_word_of_the_assistant_while_a_person_is_fetched_is_found():
    log = [*LOG[:6], said(2_500, "assistant", "Also:", answers=4), *LOG[6:]]
    assert 5 in promises(record(log))


def test_a_word_of_the_assistant_while_a_person_has_the_floor_is_found():
    log = [*LOG[:8], said(3_600, "assistant", "Also:", answers=4), *LOG[8:]]
    assert 5 in promises(record(log))


def test_a_claim_over_another_is_found():
    log = [*LOG[:7], happened(3_100, "claimed", operator=BOB), *LOG[7:]]
    assert 6 in promises(record(log))


def test_who_was_told_that_they_won_must_have_won():
    won = asked_and_told(3_000, "Bob", "claim", "o-5", 7, operator=BOB)
    assert promises(record(more=won)) == {6}


def test_who_lost_a_claim_must_be_told_the_true_name():
    lost = {"code": "already_taken", "operator": BOB}
    claim = [
        op("invoke", 30_000, "Bob", "claim", "o-5", operator=BOB),
        op("fail", 30_010, "Bob", "claim", "o-5", by="Carl", **lost),
    ]
    assert promises(record(more=claim)) == {6}
    claim[1]["by"] = "Ann"
    assert check(record(more=claim)) == []


# ── 7, 9, 11, 12: requests, timers, mail ──────────────────────────────────────────────────────────

WAITING = LOG[:6]
ASKED = [e for e in EVENTS if e["at"] < 3_000]
MAILS = [
    {"kind": "mail", "at": 3_000, "conversation": C, "to": f"{id}@example.org", "id": f"<{id}>"}
    for id in (ANN, BOB)
]


def fallen(at, cause="deadline"):
    return [*WAITING, happened(at, "fallback_ran", cause=cause)]


def test_a_request_that_nobody_ends_is_found():
    assert promises(record(WAITING, [*ASKED, *MAILS], end=12_500)) == {7}
    assert check(record(WAITING, [*ASKED, *MAILS], end=11_500)) == []


def test_a_fallback_that_comes_late_is_found():
    assert promises(record(fallen(12_100), [*ASKED, *MAILS], end=12_500)) == {7}
    assert check(record(fallen(7_100), [*ASKED, *MAILS], end=12_500)) == []


def test_after_a_restart_a_fallback_has_ten_seconds():
    down = {"kind": "fault", "op": "kill", "stops": True}
    away = [down | {"at": 5_000, "phase": "begin"}, down | {"at": 20_000, "phase": "end"}]
    for at, broken in ((29_000, set()), (30_500, {7})):
        made = record(fallen(at), [*ASKED, *MAILS], more=away, end=31_000)
        assert promises(made) == broken


def test_a_timer_that_rings_early_is_found():
    assert promises(record(fallen(5_000), [*ASKED, *MAILS])) == {12}


def test_a_timer_that_rings_twice_is_found():
    log = [*fallen(7_100), happened(7_200, "fallback_ran", cause="deadline")]
    assert promises(record(log, [*ASKED, *MAILS])) == {12}


def test_by_moved_clocks_the_screens_tell_the_time():
    moved = {"kind": "clock", "at": 2_500, "offset": 3_600_000}
    hour = 3_600_000
    early = saw(WAITING, at=2_100)
    for at, broken in ((3_000, {12}), (7_200, set()), (13_000, {7})):
        late = {**saw(fallen(hour), at=at), "entries": shown(fallen(hour))[6:]}
        made = record(
            fallen(7_000 + hour), [*ASKED, *MAILS], more=[moved, early, late], screen=[], end=14_000
        )
        assert promises(made) == broken


def test_a_promise_of_a_person_twice_is_found():
    log = [*WAITING, said(2_000, "system", PROMISED, answers=4), *LOG[6:]]
    assert 9 in promises(record(log))


def test_a_promise_of_a_person_without_a_request_is_found():
    assert promises(record([*LOG, said(8_000, "system", PROMISED)])) == {9}


def test_what_a_vanished_operator_keeps_is_found():
    held, events = LOG[:8], [e for e in EVENTS if e["at"] < 4_000]
    gone = {"kind": "vanished", "at": 4_000, "operator": ANN, "lease_ms": 5_000}
    assert promises(record(held, events, more=[gone], end=14_500)) == {11}
    freed = [*held, happened(9_500, "released", operator=ANN)]
    assert check(record(freed, events, more=[gone], end=14_500)) == []


def test_a_job_that_is_overdue_or_given_up_is_found():
    job = {"id": 1, "kind": "later", "conversation": C, "error": ""}
    assert promises(record(outbox=[job | {"due": -30_000}])) == {12}
    assert promises(record(outbox=[job | {"due": None}])) == {12}
    assert check(record(outbox=[job | {"due": 60_000}])) == []


def test_a_timer_that_a_moved_clock_has_put_off_is_found():
    moved = {"kind": "clock", "at": 2_500, "offset": -3_600_000}
    timer = {"id": 1, "kind": "later", "conversation": C, "error": "", "due": 14_000}
    for after, broken in ((1_000, {12}), (60_000, set())):
        job = timer | {"body": json.dumps({"kind": "later", "after": after})}
        assert promises(record(more=[moved], outbox=[job], end=31_000)) == broken


def test_a_mail_that_comes_twice_under_two_names_is_found():
    mail = EVENTS[-1]
    assert promises(record(more=[mail | {"id": "<2>"}])) == {12}
    assert check(record(more=[mail])) == []


def test_a_colleague_who_was_never_told_is_found():
    log = fallen(7_100)
    assert promises(record(log, [*ASKED, MAILS[0]], end=40_000)) == {12}
    assert check(record(log, [*ASKED, *MAILS], end=40_000)) == []
    there = {"kind": "seated", "at": 500, "who": "Bob", "socket": 9}
    assert check(record(log, [*ASKED, MAILS[0], there], end=40_000)) == []
    held = {"id": 1, "kind": "notify", "conversation": C, "error": "", "due": 90_000}
    held["body"] = json.dumps({"kind": "notify", "to": BOB})
    assert check(record(log, [*ASKED, MAILS[0]], outbox=[held], end=40_000)) == []


# ── 8, 10: answers ────────────────────────────────────────────────────────────────────────────────


def test_a_message_that_nobody_answers_is_found():
    assert promises(record(LOG[:10], EVENTS[:-2], end=18_100)) == {8}
    assert check(record(LOG[:10], EVENTS[:-2], end=17_900)) == []


def test_an_answer_that_comes_too_late_is_found():
    log = changed(LOG, 11, said(18_500, "assistant", "It is so.", answers=10))
    assert promises(record(log, end=19_000)) == {8}


def test_a_failure_that_is_not_told_is_no_answer():
    log = changed(LOG, 11, happened(6_000, "assistant_missed", answers=10))
    assert promises(record(log, end=19_000)) == {8}


def test_an_assistant_that_was_not_told_what_the_person_said_is_found():
    events = without(EVENTS, kind="asked", at=5_500)
    blind = {"kind": "asked", "at": 5_500, "canaries": [WORD], "prompt": f"And now? {WORD}"}
    assert promises(record(events=[*events, blind])) == {10}


# ── 13, 14, 15, 16 ────────────────────────────────────────────────────────────────────────────────


def test_what_is_shown_after_a_dismissal_is_found():
    ended = [{"kind": kind, "at": 5_000, "who": "Rita"} for kind in ("revoked", "gone")]
    for at, broken in ((6_900, set()), (7_100, {13})):
        assert promises(record(more=[*ended, saw(LOG, at=at, who="Rita")])) == broken


def test_memory_that_grows_beyond_its_bound_is_found():
    weighed = {"kind": "memory", "at": 5_000, "grown": 65 * 2**20, "most": 64 * 2**20}
    assert promises(record(more=[weighed])) == {14}


def test_a_server_that_does_not_come_back_by_itself_is_found():
    full = {"kind": "fault", "op": "disk full", "stops": True}
    blows = [full | {"at": 10_000, "phase": "begin"}, full | {"at": 12_000, "phase": "end"}]
    asked = op("invoke", 13_000, "v", "say", "v-9", text="Hello?")
    assert promises(record(more=[*blows, asked], end=23_000)) == {15}


def test_a_damaged_database_is_found():
    assert promises(record(faults=["row 7 missing from index"])) == {15}


def test_a_word_of_another_conversation_is_found():
    foreign = op("invoke", 500, "w", "say", "w-1", text=f"Hello {OTHER_WORD}")
    foreign["conversation"] = "another"
    log = changed(LOG, 11, said(6_000, "assistant", f"Hello {OTHER_WORD}", answers=10))
    assert promises(record(log, more=[foreign])) == {16}


def test_a_draft_of_another_conversation_is_found():
    foreign = op("invoke", 500, "w", "say", "w-1", text=f"Hello {OTHER_WORD}")
    foreign["conversation"] = "another"
    draft = {"kind": "draft", "at": 700, "who": "v", "conversation": C, "text": OTHER_WORD}
    assert promises(record(more=[foreign, draft])) == {16}


def test_a_prompt_of_two_conversations_is_found():
    both = {"kind": "asked", "at": 700, "canaries": [WORD, OTHER_WORD], "prompt": ""}
    assert promises(record(more=[both])) == {16}
