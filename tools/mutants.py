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
    "test_engine_inputs",
    "test_engine_offers",
    "test_engine_triggers",
    "test_engine_regressions",
    "test_handoff_package",
    "test_conditions",
    "test_verdicts",
    "test_decisions",
)
TESTS = ("test_engine_machine", *EXAMPLES)


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
        raise AlreadyTaken(now.operator)
    if now.operator is None:"""

MUTANTS = (
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
        "if now.operator is None:\n        yield from _take_floor(now, input.operator, context)\n",
        "pass\n",
    ),
    Mutant(
        "promise_6", "a second claim overwrites the holder", "operators.py",
        TAKEN, "        pass\n    if now.operator != operator:",
    ),
    Mutant(
        "promise_6", "whoever loses a claim is told the wrong name", "operators.py",
        TAKEN, "        raise AlreadyTaken(operator)\n    if now.operator is None:",
    ),
    Mutant(
        "promise_6", "a refused claim leaves its mark all the same", "operators.py",
        TAKEN, '        object.__setattr__(now, "operator", operator)\n' + TAKEN,
    ),
    Mutant(
        "promise_6", "a colleague's message needs no consent", "operators.py",
        "if now.operator not in (None, input.operator) and not input.alongside:", "if False:",
    ),
    Mutant(
        "promise_7", "the timer of a handoff is not set", "react.py",
        "yield Later(after=deadline - context.now, input=HandoffOverdue(handoff=entry.seq))",
        "pass",
    ),
    Mutant(
        "promise_7", "an old timer ends a newer handoff", "handoffs.py",
        "same = now.handoff is not None and now.handoff.number == input.handoff",
        "same = now.handoff is not None",
    ),
    Mutant(
        "promise_7", "a timer that comes twice is felt twice", "handoffs.py",
        "if not same or not pending(now) or after_fallback(now):",
        "if not same or not pending(now):",
    ),
    Mutant(
        "promise_7", "where nobody is there nothing happens", "handoffs.py",
        'yield from _fall_back(now, "nobody_online", context)', "pass",
    ),
    Mutant(
        "promise_8", "an answered question stays owed", "evolve.py",
        "replace(now, owed=False, misses=0, exchanges", "replace(now, misses=0, exchanges",
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
        "context.policy.handoff and somebody_there(asked.team, context)", "False",
    ),
    Mutant(
        "promise_9", "who asks again is put in line where nobody is", "visitors.py",
        " and somebody_there(asked.team, context)", "",
    ),
    Mutant(
        "promise_9", "who asks again is put in another team's line", "visitors.py",
        "team=asked.team, priority", "team=None, priority",
    ),
    Mutant(
        "promise_9", "who asks again loses their ticket", "visitors.py",
        ", ticket=asked.ticket)", ")",
    ),
    Mutant(
        "promise_9", "a handoff is announced twice", "handoffs.py",
        "    yield requested\n    if somebody:\n",
        '    yield requested\n    if somebody:\n        yield system(now, context, "handoff")\n',
    ),
    Mutant(
        "promise_9", "a person is promised where nobody is there", "handoffs.py",
        '"nobody_online": "nobody_online"', '"nobody_online": "handoff"',
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
        "            if entry.seq == after.asked_at:\n", "            if after.exchanges:\n",
    ),
    Mutant(
        "s1", "after its fallback a handoff still keeps the assistant away", "evolve.py",
        "return _to_assistant(_fallback(now, fact.cause), status=Status.WAITING)",
        "return _fallback(now, fact.cause)",
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
        "return _sure(replace(now, owed=False, misses=now.misses + 1), fact.confidence)",
        "return replace(now, owed=False, misses=now.misses + 1)",
    ),
    Mutant(
        "s1", "an offer counts as put before the question was", "evolve.py",
        "replace(now, offer=fact.why, offered=False)", "replace(now, offer=fact.why, offered=True)",
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
        "    return _calm(floor)\n", "    return floor\n",
    ),
    Mutant(
        "deliveries", "a note is delivered", "react.py",
        "        case MessageAdded():\n            if context.delivers:",
        "        case MessageAdded() | NoteAdded():\n            if context.delivers:",
    ),
    Mutant(
        "deliveries", "only operators' messages are delivered", "react.py",
        "        case MessageAdded():\n            if context.delivers:",
        "        case MessageAdded(author=author):\n"
        "            if context.delivers and author is Author.OPERATOR:",
    ),
    Mutant(
        "notices", "mail goes to who has none", "notices/_notice.py",
        "seat.team == team and seat.email", "seat.team == team",
    ),
    Mutant(
        "h3", "the package holds what came after the request", "package.py",
        " for entry in log if entry.seq < requested.seq]", " for entry in log]",
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
)  # fmt: skip


def kill(mutant: Mutant | None) -> Verdict:
    """Run the core's tests over a copy of the core with the bug in it (None: as it is)."""
    with tempfile.TemporaryDirectory(prefix="warmline-mutant-") as copy:
        package = Path(copy, "warmline")
        shutil.copytree(ROOT / "src/warmline/core", package / "core")
        shutil.copy(ROOT / "src/warmline/__init__.py", package)
        if mutant:
            plant(mutant, package / "core" / mutant.file)
        by_example = mutant is not None and mutant.promise.startswith("test_")
        return _run(copy, EXAMPLES if by_example else TESTS)


def plant(mutant: Mutant, file: Path) -> None:
    """Raises ``LookupError`` where the text to patch is not there exactly once."""
    source = file.read_text(encoding="utf-8")
    if (found := source.count(mutant.old)) != 1:
        raise LookupError(
            f"{mutant.bug}: expected this text once in {mutant.file}, found it {found} times:\n"
            f"{mutant.old}"
        )
    file.write_text(source.replace(mutant.old, mutant.new), encoding="utf-8")


def _run(copy: str, names: Sequence[str]) -> Verdict:
    tests = [f"tests/core/{name}.py" for name in names]
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
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
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
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        clean, *verdicts = pool.map(kill, [None, *chosen])
    for mutant, verdict in zip(chosen, verdicts, strict=True):
        caught = verdict.caught_by or "SURVIVED"
        print(f"{mutant.bug:<62}  {caught[:64]:<64}  {verdict.seconds:4.1f} s")
    print("as it is:", "RED" if clean.red else "green", f"{clean.seconds:.1f} s")
    missed = [m.bug for m, v in zip(chosen, verdicts, strict=True) if not caught_it(m, v)]
    caught_count = len(chosen) - len(missed)
    print(f"{caught_count} of {len(chosen)} caught by their promise", *missed, sep="\n  ")
    return int(clean.red or bool(missed))


def caught_it(mutant: Mutant, verdict: Verdict) -> bool:
    return verdict.red and verdict.caught_by.startswith(mutant.promise)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
