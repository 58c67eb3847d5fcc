"""Planted bugs: each breaks one promise in a copy of the core, and a test must turn red on it.

``python tools/mutants.py [WORD]`` prints a table of all of them, or of those that hold the word.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = (
    "test_collision",
    "test_drills",
    "test_engine_inputs",
    "test_engine_offers",
    "test_engine_triggers",
    "test_engine_regressions",
    "test_handoff_package",
    "test_hindsight",
    "test_ladder",
    "test_conditions",
    "test_corrections",
    "test_elsewhere",
    "test_verdicts",
    "test_decisions",
    "test_left_waiting",
)
TESTS = ("test_engine_machine", *EXAMPLES)
TIMED = (
    "core/test_clocks",
    "core/test_idling",
    "core/test_left_waiting",
    "core/test_clocks_tally",
    "core/test_elsewhere",
    "core/test_hours",
)
WAITING = (
    "core/test_waits",
    "core/test_fallbacks",
    "core/test_no_dead_end",
    "core/test_elsewhere",
)
DESK = (
    "core/test_staffing",
    "core/test_routing",
    "core/test_shift_machine",
    "core/test_left_waiting",
)
STEADY = ("store/test_steady_clock",)
TESTS_OF = {
    "hours.py": TIMED[-1:],
    "clocks.py": TIMED,
    "clock_facts.py": TIMED,
    "following.py": TIMED,
    "snoozes.py": TIMED,
    "idling.py": TIMED,
    "../store/clock.py": STEADY,
    "waits.py": WAITING[:1],
    "falling_back.py": WAITING[1:],
    "fallbacks_kept.py": WAITING[1:],
    "mailing.py": WAITING[1:],
    "sticky.py": WAITING[1:],
    "transfers.py": (*DESK[:1], *DESK[-1:], *WAITING[2:]),
    "staffing.py": DESK,
    "staffing_facts.py": (DESK[0], DESK[-1]),
    "routing.py": DESK[1:],
    "routing_direction.py": DESK[1:2],
    "ladder.py": ("core/test_ladder",),
    "escalation.py": ("core/test_ladder",),
    "reading.py": ("core/test_corrections",),
    "preview.py": ("core/test_corrections",),
}
"""Which tests a bug in some files is shown to; else those of the engine."""
ROOMS = ("../store/clock.py",)
"""Bugs outside the core: two more rooms are copied for them."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A planted bug: in ``file`` of the core, ``old`` (there exactly once) becomes ``new``."""

    promise: str  # what it breaks: the beginning of the name of the check that must catch it
    bug: str
    file: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Verdict:
    red: bool
    caught_by: str  # the first check that failed; "" where none did
    output: str
    seconds: float


TAKEN = """\
        raise AlreadyTaken(has)
    if now.operator != operator:"""

MUTANTS = (
    Mutant(
        "test_the_ladder_stops", "the ladder rings on after somebody came", "ladder.py",
        "if handoff is None or handoff.status is not HandoffStatus.PENDING:", "if handoff is None:",
    ),
    Mutant(
        "test_nobody_is_rung", "the ladder rings for who was sent home", "ladder.py",
        "return handoff.fallback not in SENT_HOME", "return True",
    ),
    Mutant(
        "test_who_waits_again", "a clock of the wait before rings in the next", "escalation.py",
        "return same and input.started >= begun", "return same",
    ),
    Mutant(
        "test_the_line_of_another_team", "the old team's ladder rings on", "escalation.py",
        "same = handoff.number == input.handoff and handoff.team == input.team",
        "same = handoff.number == input.handoff",
    ),
    Mutant(
        "test_each_step_rings", "the second step is forgotten", "escalation.py",
        "return _clock(after, fact.rung + 1, fact.started, context)",
        "return _clock(after, fact.rung + 2, fact.started, context)",
    ),
    Mutant(
        "test_each_step_rings", "a step counts from the one before", "escalation.py",
        "due = max(started + rungs[rung].after - context.now, 0)", "due = rungs[rung].after",
    ),
    Mutant(
        "test_", "somebody is given more than their capacity", "staffing.py",
        "    if seat is None or not seat.online:\n        raise NotThere(operator)\n"
        "    if seat.load >= seat.capacity:",
        "    if seat is None or not seat.online:\n        raise NotThere(operator)\n    if False:",
    ),
    Mutant(
        "test_nobody_is_assigned_a_second", "two are offered to one person at once", "staffing.py",
        "    if seat is not None and seat.offered:", "    if False:",
    ),
    Mutant(
        "test_nobody_is_assigned_anything", "who is away is given conversations", "staffing.py",
        "if seat is None or not seat.online:", "if seat is None:",
    ),
    Mutant(
        "test_a_conversation_is_assigned", "a conversation is assigned twice", "staffing.py",
        "    if now.assigned is not None:\n        raise AlreadyTaken(now.assigned)\n", "",
    ),
    Mutant(
        "test_the_timer_of_an_assignment", "an old timer ends a new assignment", "staffing.py",
        " and now.assigned_until == input.until", "",
    ),
    Mutant(
        "test_a_colleague_is_not_asked_for_ever", "who is asked unasked is asked for ever",
        "staffing.py", "if not same or number_of_request(now) != input.handoff:",
        "if not same or now.handoff is None or now.handoff.number != input.handoff:",
    ),
    Mutant(
        "test_where_a_colleague_does_not_come", "a team is not told of what a colleague left",
        "notices/person_wanted.py", "context.team(team).strategy is Strategy.PULL", "False",
    ),
    Mutant(
        "test_who_takes_it_after", "a warning outlives who was warned by", "evolve.py",
        "        assigned=None,\n        idle_warned=0,\n", "        assigned=None,\n",
    ),
    Mutant(
        "test_what_was_put_aside_after", "a warning outlives a snooze", "snoozes.py",
        "snoozed_until=until, idle_warned=0)", "snoozed_until=until)",
    ),
    Mutant(
        "test_who_put_it_aside", "what was put aside is taken back over night", "transfers.py",
        "return seat is not None and now.snoozed_until > 0", "return False",
    ),
    Mutant(
        "test_what_was_put_aside_by", "a closed account keeps what it put aside", "transfers.py",
        "return seat is not None and now.snoozed_until > 0", "return now.snoozed_until > 0",
    ),
    Mutant(
        "test_who_asks_again_after", "who asks again is no longer asked skills for", "visitors.py",
        ", skills=asked.skills, route=asked.route", "",
    ),
    Mutant(
        "test_nobody_else_takes_over", "anybody takes over", "staffing.py",
        "if seat is None or not seat.supervisor:", "if seat is None:",
    ),
    Mutant(
        "test_nobody_loses_anything", "the lease is not waited for", "transfers.py",
        "return seat is None or context.now - seat.seen_at >= lease", "return True",
    ),
    Mutant(
        "test_who_vanishes", "the visitor is not told that somebody vanished", "transfers.py",
        '    yield from wait_or_fall_back(now, team, "released", context)\n', "",
    ),
    Mutant(
        "test_what_was_found_before", "who came back loses the conversation", "transfers.py",
        "if now.epoch != input.epoch or (seat", "if (seat",
    ),
    Mutant(
        "test_an_assignment_that_nobody", "who did not take it is forgotten", "staffing_facts.py",
        "passed=(*others, fact.operator)", "passed=tuple(others)",
    ),
    Mutant(
        "test_who_vanishes", "the place in line is lost", "staffing_facts.py",
        "        since=fact.at,", "        since=fact.at,\n        requested_at=fact.at,",
    ),
    Mutant(
        "test_", "the backlog is dropped on the first who comes", "routing.py",
        "            del free[seat.operator]\n", "",
    ),
    Mutant(
        "test_the_line_goes_by", "the line forgets who is late", "routing.py",
        "(-one.priority, one.due_at or inf,", "(-one.priority, inf,",
    ),
    Mutant(
        "test_", "skills are never asked for", "routing.py",
        "    if missing and not relaxed(one, team, now):", "    if False:",
    ),
    Mutant(
        "test_", "somebody full is given another", "routing.py",
        "    if not seat.room:", "    if False:",
    ),
    Mutant(
        "test_the_first_route", "the last route that matches decides", "routing_direction.py",
        "for route in context.routes:\n        if",
        "for route in reversed(context.routes):\n        if",
    ),
    Mutant(
        "test_a_team_that_the_rule", "routes win over the rule's own team", "routing_direction.py",
        "    if rule.team:\n", "    if False:\n",
    ),
    Mutant(
        "test_", "what was said before is forgotten", "routing_direction.py",
        "for one in (*now.gathered, *now.shown)}", "for one in now.shown}",
    ),
    Mutant(
        "test_", "an estimate forgets how many people are there", "waits.py",
        "max(0, place - staffed.free) / staffed.slots", "max(0, place - staffed.free) / 24",
    ),
    Mutant(
        "test_", "an estimate does not learn from promises that were broken", "waits.py",
        "KEPT + GAIN * surely * (KEPT - kept)", "KEPT",
    ),
    Mutant(
        "test_", "the longest wait told is the median", "waits.py",
        "for at in (0.5, _level(waits)))", "for at in (0.5, 0.5))",
    ),
    Mutant(
        "test_outside_its_hours", "a closed team is waited for", "falling_back.py",
        "        return Cause.CLOSED\n", "        pass\n",
    ),
    Mutant(
        "test_a_line_without_room", "a full line is joined", "falling_back.py",
        "0 < setup.longest_line <= context.line(team).waiting", "False",
    ),
    Mutant(
        "test_an_address_that_only_the_page_claims", "mail goes where nobody vouched for",
        "falling_back.py", ' if KNOWN_ADDRESS in now.verified else ""', "",
    ),
    Mutant(
        "test_a_broader_answer", "a broader answer is given without its disclaimer",
        "fallbacks_kept.py", 'text=f"{disclaimer}\\n\\n{input.text.strip()}"', "text=input.text",
    ),
    Mutant(
        "test_what_the_assistant_answers", "each answer of the assistant goes by mail too",
        "mailing.py", "        case Author.ASSISTANT:\n            return after.by_mail\n",
        "        case Author.ASSISTANT:\n            return True\n",
    ),
    Mutant(
        "test_later_or_without_them", "who was helped is always sent back to the same person",
        "sticky.py", "context.now - before.left_at < context.team(team).sticky", "True",
    ),
    Mutant(
        "test_", "what came back into the line has no deadline", "transfers.py",
        "return context.now + context.patience(team) if has_request(now) else 0", "return 0",
    ),
    Mutant(
        "test_it_is_open_at_exactly", "a window ends with its last minute", "hours.py",
        "if end > max(done, begin):", "if end > max(done, begin) + 60_000:",
    ),
    Mutant(
        "test_", "of two times in autumn the second is taken", "hours.py",
        "first = wall.replace(tzinfo=there, fold=0)", "first = wall.replace(tzinfo=there, fold=1)",
    ),
    Mutant(
        "test_", "a time that spring skips is read as if it did not", "hours.py",
        "        return _change(there, other, first)\n", "        pass\n",
    ),
    Mutant(
        "test_", "days are those of London", "hours.py",
        "(_EPOCH + at * _MILLI).astimezone(zone).date()", "(_EPOCH + at * _MILLI).date() + _BEFORE",
    ),
    Mutant(
        "test_", "an exception of every year wins over a date", "hours.py",
        "named.get(iso, named.get(iso[5:], usual))", "named.get(iso[5:], named.get(iso, usual))",
    ),
    Mutant(
        "test_a_timer_that_rings_early", "a timer that rings early warns", "clocks.py",
        "    if context.now < (clock.warn_at or clock.due_at):\n"
        "        raise NotYet(clock.warn_at or clock.due_at, context.now)\n", "",
    ),
    Mutant(
        "test_a_timer_that_rings_early", "a timer that rings early is lost", "clocks.py",
        "        raise NotYet(clock.due_at, context.now)\n    if", "        return ()\n    if",
    ),
    Mutant(
        "test_it_warns_then", "late is said as often as a timer rings", "clocks.py",
        "or not clock.due_at or clock.late:", "or not clock.due_at:",
    ),
    Mutant(
        "test_it_warns_then", "after the warning no timer is set", "clock_facts.py",
        "    if not (isinstance(fact, ClockStarted) and fact.late):",
        "    if isinstance(fact, ClockStarted) and not fact.late:",
    ),
    Mutant(
        "test_a_request_starts", "each clock has a timer that is due at once", "clock_facts.py",
        "after=max(0, at - context.now)", "after=0",
    ),
    Mutant(
        "test_it_warns_then", "a timer rings any clock", "clocks.py",
        "if clock.number == input.clock), None)", "if True), None)",
    ),
    Mutant(
        "test_a_snooze_stops_the_time", "a pause gives back the whole limit", "clocks.py",
        "    left = _left(clock, context)\n    if clock.team",
        "    left = target.limit\n    if clock.team",
    ),
    Mutant(
        "test_a_pause_in_the_night", "what is left is counted by the calendar", "clocks.py",
        "    if target is None or not target.business:\n"
        "        return clock.due_at - context.now\n",
        "    return clock.due_at - context.now\n",
    ),
    Mutant(
        "test_", "a transfer begins the time anew", "clocks.py",
        "left = target.limit - (_limit(clock, context) - left)", "left = target.limit",
    ),
    Mutant(
        "test_a_pause_that_comes", "a breach that a pause overtook is not told", "clocks.py",
        "    late = tuple(_overtaken(clock, context))\n    yield from late\n    if wanted",
        "    late = ()\n    if wanted",
    ),
    Mutant(
        "test_after_the_fallback", "the time runs on with nobody to answer to", "clocks.py",
        "now.snoozed_until or (_nobody_to_answer(now) and not delivers)", "now.snoozed_until",
    ),
    Mutant(
        "test_the_visitors_answer_ends", "a snooze outlasts the visitor's answer", "snoozes.py",
        "fact.author is Author.VISITOR for fact", "fact.author is Author.SYSTEM for fact",
    ),
    Mutant(
        "test_only_the_timer_of_the_newest_snooze", "any snooze's timer ends it", "snoozes.py",
        "if not now.snoozed_until or now.snoozed_until != input.until:",
        "if not now.snoozed_until:",
    ),
    Mutant(
        "test_what_was_noticed_before", "what was noticed is not looked at again", "idling.py",
        " or spoken or input.warned", " or input.warned",
    ),
    Mutant(
        "test_nobody_is_sent_away", "who waits for an answer is sent away", "idling.py",
        "not spoken_at or now.owed or now.snoozed_until",
        "not spoken_at or now.snoozed_until",
    ),
    Mutant(
        "test_a_warning_that_came_late", "a late warning shortens the time to answer", "idling.py",
        "        return now.idle_warned + idle.warn_before\n",
        "        return now.spoken_at + idle.person\n",
    ),
    Mutant(
        "test_a_wall_clock_that_jumps", "the time follows the wall clock", "../store/clock.py",
        "return (self._steady() + self._offset) // _MILLION", "return self._wall() // _MILLION",
    ),
    Mutant(
        "test_", "a server goes by its own clock only",
        "../store/clock.py", "        self._offset += by * _MILLION\n", "",
    ),
    Mutant(
        "test_a_small_correction", "a correction turns time back", "../store/clock.py",
        "self._latest = max(self._latest, self.exactly())", "self._latest = self.exactly()",
    ),
    Mutant(
        "test_a_colleagues_reply_below", "only the very last reply is remembered", "collision.py",
        "KEPT = 2", "KEPT = 1",
    ),
    Mutant(
        "test_who_has_not_read", "nobody minds a colleague's unread reply", "collision.py",
        "if operator != input.operator and seq > input.seen:", "if False:",
    ),
    Mutant(
        "test_ones_own_reply", "one's own reply is taken for a colleague's",
        "collision.py", "if operator != input.operator and seq > input.seen:",
        "if seq > input.seen:",
    ),
    Mutant(
        "test_who_says_so", "who sends all the same is refused", "operators.py",
        "    if not input.alongside:\n        heed_colleagues",
        "    if True:\n        heed_colleagues",
    ),
    Mutant(
        "test_no_person_is_there", "a drill may be given to real people", "drills.py",
        "replace(seat, presence=Presence.OFFLINE, pauses={})", "replace(seat, pauses={})",
    ),
    Mutant(
        "test_no_person_is_there", "a drill's operator is there for real visitors", "drills.py",
        "seat for seat in roster if not rehearses(seat.operator)", "seat for seat in roster",
    ),
    Mutant(
        "test_no_clock_of_a_service_level", "a drill keeps the team's clocks and strategy",
        "drills.py", "roster=roster, teams={}, summarises=False", "roster=roster, summarises=False",
    ),
    Mutant(
        "test_the_mark_is_there", "the mark of a drill is lost when it opens", "visitors.py",
        "            drill=input.drill,\n", "",
    ),
    Mutant(
        "test_it_is_said_once", "a request is judged twice", "hindsight.py",
        "if now.handoff.needed is not None:", "if False:",
    ),
    Mutant(
        "test_only_the_newest_request", "any request can be judged", "hindsight.py",
        "if now.handoff is None or now.handoff.number != input.handoff:",
        "if now.handoff is None:",
    ),
    Mutant(
        "promise_3", "a number is left out", "engine.py",
        "Entry(now.seq, fact, now)", "Entry(now.seq + 1, fact, now)",
    ),
    Mutant(
        "promise_5", "an answer's epoch is not compared", "model.py",
        "and self.owed and self.epoch == epoch", "and self.owed",
    ),
    Mutant(
        "promise_5", "the floor is not compared either", "model.py",
        "asked = self.floor is Floor.ASSISTANT and self.owed and self.epoch == epoch",
        "asked = self.owed",
    ),
    Mutant(
        "promise_5", "a claim does not void the answer in the making", "evolve.py",
        "floor=Floor.HUMAN,\n        epoch=now.epoch + 1,\n        operator=fact.operator,",
        "floor=Floor.HUMAN,\n        operator=fact.operator,",
    ),
    Mutant(
        "promise_6", "a contact form ousts the operator", "visitors.py",
        "if context.policy.handoff or now.operator is not None:", "if context.policy.handoff:",
    ),
    Mutant(
        "promise_6", "an address that comes just after a claim is refused", "visitors.py",
        "        if not _held(now):\n", "        if True:\n",
    ),
    Mutant(
        "promise_5", "an address that comes just after a claim takes the floor", "visitors.py",
        "    if not pending(now):\n        if not _held(now):\n",
        "    if not pending(now) and not _held(now):\n        if True:\n",
    ),
    Mutant(
        "s5", "an operator's message does not take the floor", "operators.py",
        "if has is None:\n        yield from _take_floor(now, input.operator, context)\n",
        "pass\n",
    ),
    Mutant(
        "promise_6", "a second claim overwrites the holder", "operators.py",
        TAKEN, "        pass\n    if now.operator != operator:",
    ),
    Mutant(
        "promise_6", "whoever loses a claim is told the wrong name", "operators.py",
        TAKEN, "        raise AlreadyTaken(operator)\n    if now.operator != operator:",
    ),
    Mutant(
        "promise_6", "a refused claim leaves its mark all the same", "operators.py",
        TAKEN, '        object.__setattr__(now, "operator", operator)\n' + TAKEN,
    ),
    Mutant(
        "promise_6", "a colleague's message needs no consent", "operators.py",
        "if (has := holder(now)) not in (None, input.operator) and not input.alongside:",
        "if (has := holder(now)) and False:",
    ),
    Mutant(
        "promise_7", "the timer of a handoff is not set", "react.py",
        "overdue = HandoffOverdue(handoff=entry.seq, deadline_at=deadline)\n"
        "                yield Later(after=deadline - context.now, input=overdue)",
        "pass",
    ),
    Mutant(
        "promise_7", "an old timer ends a newer handoff", "handoffs.py",
        "same = now.handoff is not None and now.handoff.number == input.handoff",
        "same = now.handoff is not None",
    ),
    Mutant(
        "promise_7", "a timer that comes twice is felt twice", "handoffs.py",
        "if not same or not pending(now) or after_fallback(now) or not _newest(now, input):",
        "if not same or not pending(now) or not _newest(now, input):",
    ),
    Mutant(
        "promise_7", "where nobody is there nothing happens", "handoffs.py",
        "    else:\n        yield from fall_back(now, team, cause, context)\n\n\ndef joined",
        "\n\ndef joined",
    ),
    Mutant(
        "promise_8", "an answered question stays owed", "evolve.py",
        "changed(now, owed=False, misses=0, exchanges", "changed(now, misses=0, exchanges",
    ),
    Mutant(
        "promise_8", "nobody watches the clock of an answer", "react.py",
        "        yield Later(after=context.policy.answer_within, input=overdue)\n", "",
    ),
    Mutant(
        "promise_8", "an empty answer is swallowed", "answers.py",
        '        yield from assistant_missed(now, input, "empty answer", "failed", context)\n', "",
    ),
    Mutant(
        "promise_8", "a failure is not told", "answers.py",
        "        yield system(now, context, said, buttons=buttons)\n", "        pass\n",
    ),
    Mutant(
        "promise_8", "thanks for an address swallow the answer", "visitors.py",
        "yield aside(thanks, context)", "yield system(now, context, thanks)",
    ),
    Mutant(
        "promise_8", "an offer swallows the answer", "handoffs.py",
        "if not turn.by_visitor or fired[0].rule.trigger == EXPLICIT:", "if True:",
    ),
    Mutant(
        "promise_8", "an offer that waits for the answer is never made", "handoffs.py",
        "if now.offer and waits and not fetches(then):", "if False:",
    ),
    Mutant(
        "promise_8", "an offer that waits is put although a person comes", "handoffs.py",
        "if now.offer and waits and not fetches(then):", "if now.offer and waits:",
    ),
    Mutant(
        "promise_9", "an offer that waits is put although people are off now", "handoffs.py",
        "not now.offered and context.policy.handoff", "not now.offered",
    ),
    Mutant(
        "promise_9", "a yes counts before the question was put", "visitors.py",
        'before.offer and before.offered and _shows(turn, "accepts_offer")',
        'before.offer and _shows(turn, "accepts_offer")',
    ),
    Mutant(
        "promise_9", "a no counts before the question was put", "visitors.py",
        "if before.offered and _shows(", "if before.offer and _shows(",
    ),
    Mutant(
        "promise_6", "a button counts before the question was put", "visitors.py",
        "if now.offer is None or not now.offered:", "if now.offer is None:",
    ),
    Mutant(
        "promise_9", "who asks again is not put in line again", "visitors.py",
        "context.policy.handoff and not nobody_comes(asked.team, context, asked.skills)", "False",
    ),
    Mutant(
        "promise_9", "who asks again is put in line where nobody is", "visitors.py",
        " and not nobody_comes(asked.team, context, asked.skills)", "",
    ),
    Mutant(
        "promise_9", "who asks again is put in another team's line", "visitors.py",
        "team=asked.team, priority", "team=context.policy.team, priority",
    ),
    Mutant(
        "promise_9", "who asks again loses their ticket", "visitors.py",
        ", ticket=asked.ticket, where=same)", ", where=same)",
    ),
    Mutant(
        "promise_9", "a handoff is announced twice", "handoffs.py",
        "    yield requested\n    if cause is None:\n",
        "    yield requested\n    if cause is None:\n"
        '        yield system(now, context, "handoff")\n',
    ),
    Mutant(
        "test_what_is_told_is_why", "a person is promised where nobody is there",
        "falling_back.py",
        'Cause.NOBODY_ONLINE: "nobody_online"', 'Cause.NOBODY_ONLINE: "handoff"',
    ),
    Mutant(
        "promise_9", "the switch does not switch people off", "visitors.py",
        "    if after_fallback(now) or not context.policy.handoff:\n",
        "    if after_fallback(now):\n",
    ),
    Mutant(
        "promise_8", "the assistant is not asked after a return", "react.py",
        "            if after.asked_at < entry.seq:\n", "            if False:\n",
    ),
    Mutant(
        "promise_10", "a message is not put to the assistant", "react.py",
        "if entry.seq == after.asked_at and not", "if after.exchanges and not",
    ),
    Mutant(
        "s1", "after its fallback a handoff still keeps the assistant away", "evolve.py",
        "return _to_assistant(after_fallback(now, fact), status=Status.WAITING)",
        "return after_fallback(now, fact)",
    ),
    Mutant(
        "s1", "a resolved conversation keeps its operator", "evolve.py",
        "epoch=now.epoch + 1, operator=None)", "epoch=now.epoch + 1)",
    ),
    Mutant(
        "s1", "an offer stays open after another word", "evolve.py",
        "        owed=True,\n        offer=None,\n", "        owed=True,\n",
    ),
    Mutant(
        "s1", "an answer that was held back is forgotten", "evolve.py",
        "return _sure(changed(now, owed=False, misses=now.misses + 1), fact.confidence)",
        "return changed(now, owed=False, misses=now.misses + 1)",
    ),
    Mutant(
        "s1", "an offer counts as put before the question was", "evolve.py",
        "changed(now, offer=fact.why, offered=False)", "changed(now, offer=fact.why, offered=True)",
    ),
    Mutant(
        "s2", "a cancelled handoff stays pending", "evolve.py",
        "_to_assistant(_end(now, HandoffStatus.CANCELLED, fact.at))", "_to_assistant(now)",
    ),
    Mutant(
        "test_a_reply_after_a_canc", "a reply counts for a handoff that has ended", "evolve.py",
        "if handoff is None or handoff.status is not HandoffStatus.ACKNOWLEDGED:",
        "if handoff is None:",
    ),
    Mutant(
        "s4", "a resolved thread is not reopened", "visitors.py",
        "(Reopened(at=context.now),) if now.status is Status.RESOLVED else ()", "()",
    ),
    Mutant(
        "counters", "the counts go on after a person was there", "evolve.py",
        "return _calm(changed(floor, assigned=None))", "return changed(floor, assigned=None)",
    ),
    Mutant(
        "deliveries", "a note is delivered", "react.py",
        "        case MessageAdded():\n            if context.delivers and",
        "        case MessageAdded() | NoteAdded():\n            if context.delivers and",
    ),
    Mutant(
        "deliveries", "only operators' messages are delivered", "react.py",
        "        case MessageAdded():\n            if context.delivers and",
        "        case MessageAdded(author=author):\n"
        "            if context.delivers and author is Author.OPERATOR and",
    ),
    Mutant(
        "notices", "mail goes to who has none", "notices/_notice.py",
        "ways = (way for way in seat.ways.get(notice, ()) if way != CONSOLE)", 'ways = ("email",)',
    ),
    Mutant(
        "h3", "the package holds what came after the request", "package.py",
        " for entry in as_read(log) if entry.seq < requested.seq]", " for entry in as_read(log)]",
    ),
    Mutant(
        "test_entities_come_once", "an entity is told as often as it was named", "package.py",
        "found.setdefault(signal.value, Entity(kind=kind, value=value, seq=seq))",
        "found[signal.value] = Entity(kind=kind, value=value, seq=seq)",
    ),
    Mutant(
        "test_a_good_answer_between", "one low answer counts as several",
        "triggers/low_confidence.py", "max(recent) >= rule.threshold",
        "recent[-1] >= rule.threshold",
    ),
    Mutant(
        "test_answers_are_low", "the house's bar is asked and not the rule's",
        "triggers/low_confidence.py", "sure.score >= rule.threshold", "sure.score >= 0.5",
    ),
    Mutant(
        "test_a_call_for_a_person", "the first call for a person is not heard",
        "triggers/explicit_request.py",
        "turn.before.asks + 1 < rule.times", "turn.before.asks < rule.times",
    ),
    Mutant(
        "promise_6", "words that nobody has read are buried", "operators.py",
        "if input.seen and now.owed and now.asked_at > input.seen:", "if False:",
    ),
    Mutant(
        "promise_6", "who has read it all cannot resolve", "operators.py",
        "now.asked_at > input.seen", "now.asked_at >= input.seen",
    ),
    Mutant(
        "t1", "who asks for a person is cooled down", "verdicts.py",
        "rule.always or rule.trigger == EXPLICIT", "rule.always",
    ),
    Mutant(
        "t9", "what is always to be heeded is cooled down", "verdicts.py",
        "rule.always or rule.trigger == EXPLICIT", "rule.trigger == EXPLICIT",
    ),
    Mutant(
        "t9", "a conversation that was given back bounces", "verdicts.py",
        "if since > policy.cool_down:", "if True:",
    ),
    Mutant(
        "t9", "it cools down a message too long", "verdicts.py",
        "if since > policy.cool_down:", "if since > policy.cool_down + 1:",
    ),
    Mutant(
        "t9", "who comes back after it was resolved is cooled down", "evolve.py",
        "owed=False, given_back=None)", "owed=False)",
    ),
    Mutant(
        "t9", "after an operator's no it does not cool down", "evolve.py",
        "_given_back(ended) if fact.by else ended", "ended",
    ),
    Mutant(
        "t9", "a condition narrows nothing", "verdicts.py",
        "if not holds(rule.when, scene):", "if False:",
    ),
    Mutant(
        "t9", "the last rule decides and not the first", "verdicts.py",
        "for rule in context.policy.rules:", "for rule in reversed(context.policy.rules):",
    ),
    Mutant(
        "t9", "what a page says counts", "attributes.py", "if trust_page:", "if True:",
    ),
    Mutant(
        "w5", "a page overwrites what was signed", "attributes.py",
        "!= value and name not in now.verified", "!= value",
    ),
    Mutant(
        "w5", "a signature under what the page said is no news", "attributes.py",
        "!= value or name not in now.verified", "!= value",
    ),
    Mutant(
        "t8", "likeness overrules the language model", "triggers/described.py",
        "return _judged(turn.answer.rule, rule)", "return _likeness(turn, rule)",
    ),
    Mutant(
        "t8", "likeness does not wait for the language model", "triggers/described.py",
        "if turn.by_visitor and turn.judge:", "if False:",
    ),
    Mutant(
        "test_likeness_is_asked_once", "likeness is asked again of the answer",
        "triggers/described.py", "if not turn.by_visitor and not turn.before.judge:", "if False:",
    ),
    Mutant(
        "test_where_the_model_failed", "where the model failed nobody asks for likeness",
        "triggers/described.py", "if not turn.by_visitor and not turn.before.judge:",
        "if not turn.by_visitor:",
    ),
    Mutant(
        "test_a_rule_that_the_model_made_up", "a rule that the model made up swallows its wish",
        "answers.py", "input.judged and described_rule(input.rule, context)", "input.judged",
    ),
    Mutant(
        "test_a_wish_because", "a described rule loses its handoff to the assistant's own wish",
        "triggers/assistant_asks.py", "if turn.answer.rule:", "if False:",
    ),
    Mutant(
        "test_an_answer_is_seen", "an answer is judged without its question", "evolve.py",
        "shown=fact.signals,", "shown=(),",
    ),
    Mutant(
        "test_night_hours", "night hours end at midnight", "conditions.py",
        "found >= low or found < high", "found >= low",
    ),
    Mutant(
        "test_times_are_read", "times are read in UTC", "conditions.py",
        "ZoneInfo(scene.zone)", "UTC",
    ),
    Mutant(
        "test_the_message_keeps", "a message forgets whose rules it was asked", "visitors.py",
        "        policy=context.policy.version,\n", "",
    ),
    Mutant(
        "test_each_turn_has_one_decision", "a decision is told of the next turn's", "decisions.py",
        "            case MessageAdded() | AssistantMissed():\n                return\n", "",
    ),
    Mutant(
        "test_an_answer_that_was_held_back", "an answer that was held back counts as a failure",
        "decisions.py", ' | AssistantMissed(error="held back"):', ":",
    ),
    Mutant(
        "promise_5", "an answer to old words counts as one to the new", "corrections.py",
        "return changed(now, epoch=now.epoch + 1) if now.floor is Floor.ASSISTANT else now",
        "return now",
    ),
    Mutant(
        "promise_5", "new words take the floor from a person", "corrections.py",
        "return changed(now, epoch=now.epoch + 1) if now.floor is Floor.ASSISTANT else now",
        "return changed(now, epoch=now.epoch + 1)",
    ),
    Mutant(
        "promise_8", "new words are not asked", "corrections.py",
        "return another or message == after.asked_at", "return another",
    ),
    Mutant(
        "promise_8", "a question before one that was taken back is never answered",
        "corrections.py", "return another or message == after.asked_at",
        "return message == after.asked_at",
    ),
    Mutant(
        "test_new_words_that_ask", "new words fetch nobody", "visitors.py",
        "if now.floor is Floor.ASSISTANT and is_open_question(now, input.message):", "if False:",
    ),
    Mutant(
        "promise_", "an answer is owed to what was taken back", "corrections.py",
        "return _asked_anew(changed(now, owed=False))", "return _asked_anew(now)",
    ),
    Mutant(
        "s6", "the words that were taken back stay the matter", "corrections.py",
        '        matter="",\n', "",
    ),
    Mutant(
        "promise_6", "anything can be taken back", "corrections.py",
        "if message not in now.changeable:", "if False:",
    ),
    Mutant(
        "s6", "what was taken back can be taken back again", "corrections.py",
        "changeable=tuple(one for one in now.changeable if one != fact.message),",
        "changeable=now.changeable,",
    ),
    Mutant(
        "test_a_log_reads", "a log reads with the first words", "reading.py",
        "return Entry(entry.seq, replace(said, text=change.text, signals=change.signals))",
        "return entry",
    ),
    Mutant(
        "test_a_log_reads", "a log reads with what was taken back", "reading.py",
        "if isinstance(change, MessageWithdrawn) or not _says(said):", "if not _says(said):",
    ),
    Mutant(
        "test_a_message_of_files", "a message of files has no preview", "preview.py",
        "if said.files and not said.text:", "if False:",
    ),
    Mutant(
        "s5", "an answer given outside takes no floor", "operators.py",
        "        yield Claimed(at=context.now, operator=ELSEWHERE)\n", "        pass\n",
    ),
    Mutant(
        "deliveries", "what was said outside is sent there again", "react.py",
        "if context.delivers and not has_it(entry.fact):", "if context.delivers:",
    ),
    Mutant(
        "promise_6", "nobody can take over from who answers outside", "elsewhere.py",
        "return None if now.operator == ELSEWHERE else now.operator", "return now.operator",
    ),
    Mutant(
        "test_a_visitor_who_waits", "nobody is told of who waits for an answer outside",
        "notices/_notice.py", "elif after.handoff or after.operator == ELSEWHERE:",
        "elif after.handoff:",
    ),
    Mutant(
        "s1", "a visitor who went elsewhere is written to where they were", "evolve.py",
        "return changed(now, channel=fact.channel)", "return now",
    ),
    Mutant(
        "test_what_a_channel_delivers", "what a channel delivers goes by mail besides",
        "mailing.py", "if context.delivers or not context.mails or not after.mail or",
        "if not context.mails or not after.mail or",
    ),
    Mutant(
        "test_in_a_channel", "a channel asks for an address as if it had a form",
        "falling_back.py", "    if not context.delivers:\n        return (TEXTS[cause],)\n",
        "    if True:\n        return (TEXTS[cause],)\n",
    ),
    Mutant(
        "test_an_answer_is_due", "in a channel nobody waits for an answer", "clocks.py",
        "(_nobody_to_answer(now) and not delivers)", "_nobody_to_answer(now)",
    ),
)  # fmt: skip


def kill(mutant: Mutant | None) -> Verdict:
    """Run the core's tests over a copy of the core with the bug in it (None: as it is)."""
    with tempfile.TemporaryDirectory(prefix="warmline-mutant-") as copy:
        package = Path(copy, "warmline")
        shutil.copytree(ROOT / "src/warmline/core", package / "core")
        shutil.copy(ROOT / "src/warmline/__init__.py", package)
        for room in ("store", "flow") if mutant and mutant.file in ROOMS else ():
            shutil.copytree(ROOT / "src/warmline" / room, package / room)
        if mutant:
            plant(mutant, package / "core" / mutant.file)
        return _run(copy, _tests(mutant))


def _tests(mutant: Mutant | None) -> Sequence[str]:
    if mutant and mutant.file in TESTS_OF:
        return TESTS_OF[mutant.file]
    by_example = mutant is not None and mutant.promise.startswith("test_")
    more = () if mutant else TIMED
    return [*(f"core/{name}" for name in (EXAMPLES if by_example else TESTS)), *more]


def plantable(mutant: Mutant) -> None:
    """Raises ``LookupError`` as ``plant`` would."""
    _source_for(mutant, ROOT / "src/warmline/core" / mutant.file)


def plant(mutant: Mutant, file: Path) -> None:
    """Raises ``LookupError`` where the text to patch is not there exactly once."""
    source = _source_for(mutant, file)
    file.write_text(source.replace(mutant.old, mutant.new), encoding="utf-8")


def _source_for(mutant: Mutant, file: Path) -> str:
    source = file.read_text(encoding="utf-8")
    if (found := source.count(mutant.old)) != 1:
        raise LookupError(
            f"{mutant.bug}: expected this text once in {file.name}, found it {found} times:\n"
            f"{mutant.old}"
        )
    return source


def _run(copy: str, names: Sequence[str]) -> Verdict:
    tests = [f"tests/{name}.py" for name in names]
    alone = ["-c", os.devnull, "--rootdir=.", "--confcutdir=tests/core", "-p", "no:cacheprovider"]
    flags = ["-x", "-q", "--tb=short", "--color=no"]
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *alone, *flags, *tests],
        cwd=ROOT, env=_environment(copy), capture_output=True, text=True, check=False,
    )  # fmt: skip
    output = done.stdout + done.stderr
    if done.returncode not in (0, 1):  # pytest: 0 all passed, 1 some failed, else it did not run
        raise RuntimeError(f"expected pytest to pass or fail, it ended with:\n{output}")
    red = done.returncode == 1
    return Verdict(red, _first_failed(output) if red else "", output, time.monotonic() - began)


def _environment(copy: str) -> dict[str, str]:
    """Without the plugins that the core's tests do not use: they take longer than the tests."""
    usual = ("CI", "PYTEST_")  # Hypothesis searches otherwise where it finds the first
    kept = {key: value for key, value in os.environ.items() if not key.startswith(usual)}
    search = {"WARMLINE_PROPERTIES": "mutants", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return {**kept, **search, "PYTHONPATH": copy}


CHECK = re.compile(
    r"promises_\w+\.py:\d+: in ((?:promise|[stw]\d|h3|counters|deliveries|notices)\w+)"
)
MESSAGE = re.compile(r"(?:AssertionError|E +): (promise \d+)")
TEST = re.compile(r"^FAILED .*::(\w+)", re.MULTILINE)


def _first_failed(output: str) -> str:
    if check := CHECK.search(output):
        return check[1]
    if message := MESSAGE.search(output):
        return message[1].replace(" ", "_")
    test = TEST.search(output)
    return test[1] if test else output[-500:]


def main(words: Sequence[str]) -> int:
    chosen = [mutant for mutant in MUTANTS if all(word in str(mutant) for word in words)]
    for mutant in chosen:  # those that cannot be planted are told before anything takes time
        plantable(mutant)
    verdicts = list[Verdict]()
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        clean = pool.submit(kill, None)
        for mutant, verdict in zip(chosen, pool.map(kill, chosen), strict=True):
            verdicts.append(verdict)
            caught = verdict.caught_by or "SURVIVED"
            print(f"{mutant.bug:<62}  {caught[:64]:<64}  {verdict.seconds:4.1f} s", flush=True)
    clean = clean.result()
    print("as it is:", "RED" if clean.red else "green", f"{clean.seconds:.1f} s")
    missed = [m.bug for m, v in zip(chosen, verdicts, strict=True) if not caught_it(m, v)]
    caught_count = len(chosen) - len(missed)
    print(f"{caught_count} of {len(chosen)} caught by their promise", *missed, sep="\n  ")
    return int(clean.red or bool(missed))


def caught_it(mutant: Mutant, verdict: Verdict) -> bool:
    return verdict.red and verdict.caught_by.startswith(mutant.promise)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
