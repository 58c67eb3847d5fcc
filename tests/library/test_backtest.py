"""Backtests: what a policy would have done, held against what was needed."""

import itertools
import json
import random
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from warmline.backtest.bounds import GRID, STEPS, Probe
from warmline.backtest.curve import ALL
from warmline.backtest.outcome import Fit, fit
from warmline.backtest.plan import Examiner, Plan
from warmline.backtest.report import summary_of
from warmline.backtest.result import MOST_OF_A_KIND, Result, run
from warmline.backtest.workers import Cancelled, WorkerLost, examine_all
from warmline.cli import app
from warmline.core.inputs import AssistantAnswered
from warmline.core.model import Author, Conversation, ConversationId, Signal
from warmline.core.policy import Context
from warmline.core.triggers import Turn
from warmline.dialogue import reader
from warmline.policies import default_policy, load
from warmline.transcripts import Transcript, Utterance
from warmline.transcripts.replay import Replay

ASKS = load("rules: [{id: asks, trigger: explicit_request}]")
QUIET = load("rules: []")
WANTED = "get me a human"
ROLES = {"v": Author.VISITOR, "a": Author.ASSISTANT, "p": Author.OPERATOR, "e": Author.SYSTEM}


def talk(*lines, id="t", **more):
    """Lines like "v: hello", "a: hi", "p: Ann here", "e: claimed"."""
    said = []
    for place, line in enumerate(lines):
        who, _, text = line.partition(": ")
        words = {"event": text} if who == "e" else {"text": text}
        said.append(Utterance(author=ROLES[who], id=f"{id}#{place}", **words))
    return Transcript(id=id, utterances=tuple(said), **more)


def sure(transcript, *confidences):
    """The same, with these confidences of the assistant's answers."""
    given = iter(confidences)
    said = [
        replace(one, confidence=next(given)) if one.author is Author.ASSISTANT else one
        for one in transcript.utterances
    ]
    return replace(transcript, utterances=tuple(said))


def backtested(*transcripts, policies=(ASKS,), workers=0):
    result = Result.begun(Plan(policies=policies))
    return run(examine_all(transcripts, result.plan, workers=workers), result)


def decisions(transcript, policy=None):
    policy = policy or default_policy()
    return list(Replay(transcript, policy, reader(policy)).decisions())


# ── a transcript told again ───────────────────────────────────────────────────────────────────────


def test_a_person_who_speaks_silences_the_rules_until_the_assistant_answers_again():
    told = decisions(talk(f"v: {WANTED}", "p: Ann here", f"v: {WANTED}", "a: hi", f"v: {WANTED}"))
    said = [one for one in told if one.utterance.author is Author.VISITOR]
    assert [one.decision.action for one in said] == ["handoff", "none", "handoff"]


def test_a_person_may_take_and_give_back_the_floor_without_a_word():
    told = decisions(talk("v: hello", "e: claimed", f"v: {WANTED}", "e: returned", f"v: {WANTED}"))
    assert [one.decision.action for one in told] == ["none", "none", "handoff"]


def test_being_asked_for_is_not_being_there():
    told = decisions(talk("v: hello", "e: handoff", f"v: {WANTED}", "e: resolved", f"v: {WANTED}"))
    assert [one.decision.action for one in told] == ["none", "handoff", "handoff"]


def test_answers_in_a_row_are_one_as_sure_as_the_least_sure_of_them():
    told = decisions(sure(talk("v: hello", "a: one", "a: two", "v: bye"), 0.9, 0.1))
    assert [one.decision.rule for one in told] == ["", "unsure", ""]
    assert told[1].utterance.text == "one\ntwo"


def test_failures_count_and_a_greeting_decides_nothing():
    said = talk("a: Welcome!", "v: hello", "a: x", "v: hello again", "a: y")
    failed = [
        replace(one, text="", failed="timeout") if one.text in "xy" else one
        for one in said.utterances
    ]
    told = decisions(replace(said, utterances=tuple(failed)))
    assert [one.decision.rule for one in told] == ["", "", "", "assistant-fails"]


def test_the_button_fetches_a_person_whatever_the_rules_say():
    pressed = Utterance(author=Author.VISITOR, text="Talk to a person", id="b", pressed="person")
    told = decisions(Transcript(id="t", utterances=(pressed,)), QUIET)
    assert [(one.decision.action, one.decision.rule) for one in told] == [("handoff", "button")]


def test_conditions_see_the_time_of_the_turn_and_what_is_known_of_the_contact():
    policy = load(
        "rules: [{id: night, trigger: condition, when: "
        "{all: [{time: {between: ['22:00', '06:00']}}, {contact.plan: {is: gold}}]}}]"
    )
    night = 1_760_050_800_000
    said = Utterance(author=Author.VISITOR, text="hello", id="t#0", at=night)
    known = Transcript(id="t", utterances=(said,), attributes={"plan": "gold"})
    assert decisions(known, policy)[0].decision.action == "handoff"
    rumour = replace(known, attributes={}, told={"plan": "gold"})
    assert decisions(rumour, policy)[0].decision.action == "none"
    noon = replace(known, utterances=(replace(said, at=night - 11 * 3_600_000),))
    assert decisions(noon, policy)[0].decision.action == "none"


# ── against what was needed ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("handoff", "reached", "needed", "expected"),
    [
        (True, 2, 2, Fit.ON_TIME),
        (True, 1, 2, Fit.ON_TIME),
        (False, 2, 2, Fit.ON_TIME),
        (True, 3, 2, Fit.LATE),
        (False, None, 2, Fit.MISSED),
        (True, 2, None, Fit.UNNEEDED),
        (False, 2, None, Fit.OFFERED),
        (False, None, None, Fit.QUIET),
    ],
)
def test_an_outcome_fits_or_not(handoff, reached, needed, expected):
    assert fit(handoff=handoff, reached=reached, needed=needed) is expected


def test_the_result_says_which_conversation_which_turn_and_why():
    result = backtested(
        talk("v: hello", "a: hi", f"v: {WANTED}", "p: Ann here", id="one"),
        talk("v: broken", "p: Ann here", id="two"),
        talk("v: hello", "a: hi", id="three"),
    )
    assert [case.id for case in result.cases] == ["one", "two"]
    moment = result.cases[0].outcomes[0].handoff
    assert (moment.turn, moment.number, moment.rule) == ("one#2", 2, "asks")
    assert moment.words
    [counts] = result.tally.policies
    assert (counts.handoffs, counts.fits[Fit.ON_TIME], counts.fits[Fit.MISSED]) == (1, 1, 1)
    assert result.tally.needed == {"person": 2}


def test_two_policies_stand_side_by_side():
    result = backtested(
        talk(f"v: {WANTED}", id="a"), talk("v: hi", id="b"), policies=(ASKS, default_policy())
    )
    assert result.tally.sides == {"both": 1, "neither": 1}
    other = backtested(talk(f"v: {WANTED}", id="a"), policies=(QUIET, ASKS))
    assert other.tally.sides == {"only_second": 1}
    assert len(other.cases) == 1


def test_what_is_kept_is_bounded_and_what_is_counted_is_not():
    result = backtested(*(talk(f"v: {WANTED}", id=str(n)) for n in range(MOST_OF_A_KIND + 30)))
    assert len(result.cases) == MOST_OF_A_KIND
    assert result.left_out() == 30
    assert result.tally.policies[0].handoffs == MOST_OF_A_KIND + 30


# ── the curve ─────────────────────────────────────────────────────────────────────────────────────


def random_turn(chance):
    names = ("explicit_request", "sentiment", "repetition", "dissatisfied", "complexity", "topic")
    signals = tuple(
        Signal(
            name=name,
            score=round(chance.uniform(-1 if name == "sentiment" else 0, 1), 2),
            value="billing" if name == "topic" else "",
        )
        for name in chance.sample(names, chance.randint(0, 4))
    )
    before = Conversation(
        id=ConversationId("c"),
        asks=chance.randint(0, 2),
        failures=chance.randint(0, 2),
        exchanges=chance.randint(0, 9),
        moods=tuple(chance.uniform(-1, 1) for _ in range(chance.randint(0, 5))),
        confidences=tuple(chance.random() for _ in range(chance.randint(0, 3))),
    )
    if chance.random() < 0.5:
        return Turn(before=before, text="x", signals=signals)
    answer = AssistantAnswered(answers=1, epoch=0, text="x", confidence=chance.random())
    return Turn(before=before, answer=answer)


def test_the_bounds_of_a_rule_are_the_thresholds_at_which_it_fires():
    """Found by halving; held against asking at each of them."""
    from warmline.core.verdicts import firings  # noqa: PLC0415

    policy, chance = default_policy(), random.Random(7)
    probe = Probe(policy)
    for _ in range(200):
        turn, context = random_turn(chance), Context(now=0, policy=policy)
        bounds = {bound.rule: bound for bound in probe.bounds(turn, context)}
        for place, rule in enumerate(policy.rules):
            asked = [
                bool(firings(turn, Context(now=0, policy=replace(policy, rules=(held,)))))
                for held in (replace(rule, threshold=value) for value in GRID)
            ]
            said = [place in bounds and bounds[place].at(step) for step in range(STEPS + 1)]
            assert said == asked, (rule.id, turn)


def curve_by_hand(transcripts, policy, rule):
    """The same curve, by running the whole backtest again at each threshold."""
    for value in GRID:
        rules = tuple(
            replace(one, threshold=value) if one.id == rule else one for one in policy.rules
        )
        [counts] = backtested(*transcripts, policies=(replace(policy, rules=rules),)).tally.policies
        yield counts.handoffs, counts.offers, counts.fits[Fit.MISSED], counts.fits[Fit.UNNEEDED]


def many_talks():
    chance = random.Random(3)
    lines = (
        "Where is my parcel?",
        "where's my parcel???",
        "this is ridiculous, you are useless!!",
        WANTED,
        "do I have to speak to someone for that?",
        "I want my money back, 300 EUR",
        "please cancel my contract",
        "thanks",
    )
    for number in range(30):
        said = itertools.chain.from_iterable(
            (f"v: {chance.choice(lines)}", "a: Let me see.") for _ in range(chance.randint(1, 5))
        )
        came = ["p: Ann here"] if chance.random() < 0.4 else []
        found = talk(*said, *came, id=str(number))
        yield sure(found, *(chance.random() for _ in range(10)))


@pytest.mark.parametrize("rule", ["asks-for-a-person", "unsure-again", "unsure", "not-helped"])
def test_the_curve_of_a_rule_is_what_running_it_again_at_each_threshold_gives(rule):
    talks, policy = list(many_talks()), default_policy()
    points = backtested(*talks, policies=(policy,)).tally.policies[0].curves.points(rule)
    drawn = [(p.handoffs, p.offers, p.missed, p.unneeded) for p in points]
    assert drawn == list(curve_by_hand(talks, policy, rule))


def test_the_curve_of_all_thresholds_is_stricter_the_higher_it_is():
    [counts] = backtested(*many_talks(), policies=(default_policy(),)).tally.policies
    points = counts.curves.points(ALL)
    reached = [point.handoffs + point.offers for point in points]
    assert reached == sorted(reached, reverse=True)
    middle = points[STEPS // 2]
    assert (middle.handoffs, middle.offers) == (counts.handoffs, counts.offers)


# ── many processes ────────────────────────────────────────────────────────────────────────────────


def test_worker_processes_find_what_one_process_finds():
    talks = [replace(one, id=f"{one.id}-{n}") for n in range(9) for one in many_talks()]
    policies = (default_policy(), ASKS)
    alone = summary_of(backtested(*talks, policies=policies), ("a", "b"))
    together = summary_of(backtested(*talks, policies=policies, workers=2), ("a", "b"))
    assert together == alone


def test_what_a_policy_describes_is_compared_by_meaning_and_everything_where_it_is_wanted():
    described = load(
        "rules: [{id: resale, trigger: described, threshold: 0.5, "
        "description: They want to buy lamps in bulk to resell them in a shop of their own}]"
    )
    asked = talk("v: We would like to stock your lamps in our store and sell them on", id="a")
    [counts] = backtested(asked, policies=(described,)).tally.policies
    assert counts.rules == {"resale": 1}
    again = talk("v: How long does delivery take?", "a: Hm", "v: When will my parcel arrive?")
    rule = load("rules: [{id: again, trigger: repeated_failure, threshold: 0.25}]")
    fetched = [
        Examiner(Plan(policies=(rule,), meaning=meaning))
        .examine([again])
        .tally.policies[0]
        .handoffs
        for meaning in (False, True)
    ]
    assert fetched == [0, 1]


def test_work_that_nobody_wants_ends():
    talks = (talk(f"v: {WANTED}", id=str(n)) for n in itertools.count())
    looks = iter([True, True, True, False])
    with pytest.raises(Cancelled):
        list(examine_all(talks, Plan(policies=(ASKS,)), workers=1, wanted=lambda: next(looks)))


def test_a_worker_that_dies_is_told_and_leaves_nobody_waiting():
    bad = replace(talk("v: x"), utterances=("no utterance",) * 500)
    with pytest.raises(WorkerLost):
        list(examine_all([bad] * 8, Plan(policies=(ASKS,)), workers=1))


def test_one_conversation_costs_no_more_than_its_turns():
    """An examiner keeps nothing of what it has examined."""
    done = Examiner(Plan(policies=(ASKS,))).examine(talk("v: hi", id=str(n)) for n in range(50))
    assert done.cases == ()
    assert done.tally.conversations == 50


# ── the command ───────────────────────────────────────────────────────────────────────────────────


def backtest(*words, data):
    return CliRunner().invoke(app, ["backtest", *map(str, words), "--data", str(data)])


@pytest.fixture
def files(tmp_path):
    talks = tmp_path / "talks.jsonl"
    turns = [{"role": "user", "text": WANTED, "label": 1}, {"role": "bot", "text": "No."}]
    talks.write_text(json.dumps({"id": "one", "turns": turns}) + "\nnonsense\n")
    draft = tmp_path / "draft.yaml"
    draft.write_text("rules: [{id: mine, trigger: explicit_request}]")
    quiet = tmp_path / "quiet.yaml"
    quiet.write_text("rules: []")
    return talks, draft, quiet


def test_the_command_tells_what_a_draft_would_have_done_and_writes_it_all_down(files, tmp_path):
    talks, draft, quiet = files
    output = tmp_path / "report.json"
    given = ("--policy", draft, "--against", quiet, "--input", talks, "--output", output)
    result = backtest(*given, data=tmp_path / "data")
    assert result.exit_code == 1  # a line was bad
    assert "1 conversations, 1 visitor turns" in result.stdout
    assert f"only by {draft}" in result.stdout
    assert "line 2: expected a JSON object" in result.stdout
    report = json.loads(output.read_text())
    assert report["conversations"][0]["outcomes"][0]["fit"] == "on_time"
    assert report["summary"]["sides"]["only_first"] == 1
    assert not (tmp_path / "data" / "warmline.db").exists()  # none was needed


def test_the_live_policy_and_the_own_history_come_from_the_installation(files, tmp_path):
    _, draft, _ = files
    result = backtest("--policy", draft, "--against", "live", data=tmp_path / "data")
    assert result.exit_code == 0, result.output
    assert "0 conversations, 0 visitor turns" in result.stdout


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("--policy", "gone.yaml", "--input", "x.jsonl"), "gone.yaml: No such file"),
        (("--policy", "live", "--input", "gone.jsonl"), "gone.jsonl: No such file"),
    ],
)
def test_what_is_missing_is_told_in_one_line(given, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = backtest(*given, data=tmp_path / "data")
    assert result.exit_code == 2
    assert told in result.output
    assert "Traceback" not in result.output
