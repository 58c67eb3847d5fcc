"""The library: a dialogue of any program, decided as the server would decide it."""

import json
import subprocess
import sys

import pytest

from warmline import Decision, Dialogue, Refused, load_policy
from warmline.core.model import Author, Floor
from warmline.core.package import Package
from warmline.policies import BadPolicy, load

DESCRIBED = """
rules:
  - {id: asks, trigger: explicit_request}
  - {id: vip, trigger: condition, when: {subject: contact.plan, op: is, value: gold}}
"""


def test_ten_lines_fetch_a_person_with_the_reason_and_the_package():
    dialogue = Dialogue()
    assert dialogue.visitor("Where is my order 4127?").action == "none"
    assert dialogue.assistant("It is on its way.", confidence=0.9).shown
    decision = dialogue.visitor("Can I speak to a real person please?")
    assert isinstance(decision, Decision)
    assert (decision.action, decision.rule) == ("handoff", "asks-for-a-person")
    assert decision.reason == "The visitor asked for a person."
    assert "real person" in decision.words
    assert decision.says
    assert dialogue.floor is Floor.HUMAN
    package = dialogue.package()
    assert isinstance(package, Package)
    assert package.question == "Where is my order 4127?"
    assert [line.author for line in package.transcript] == [
        Author.VISITOR,
        Author.ASSISTANT,
        Author.VISITOR,
    ]


def test_it_loads_no_server_no_database_and_no_model():
    lean = """
import sys
from warmline import Dialogue
Dialogue().visitor("I want to talk to a human")
heavy = ("fastapi", "starlette", "sqlalchemy", "pydantic", "uvicorn", "onnxruntime", "asyncio")
print([name for name in heavy if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", lean], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_each_rule_says_yes_or_no_with_score_and_reason():
    decision = Dialogue().visitor("Can I speak to a real person please?")
    by_rule = {verdict.rule: verdict for verdict in decision.verdicts}
    asked = by_rule["asks-for-a-person"]
    assert asked.fired
    assert asked.score is not None
    assert asked.threshold == 0.5
    silent = by_rule["cancellation"]
    assert not silent.fired
    assert silent.reason


def test_a_decision_is_plain_json():
    decision = Dialogue().visitor("I was charged twice, this is a scam, get me a human")
    told = json.loads(json.dumps(decision.as_json()))
    assert told["action"] == "handoff"
    assert {one["name"] for one in told["signals"]} >= {"explicit_request"}
    assert decision.signal("explicit_request") > 0.5
    assert decision.signal("nothing") == 0.0


def test_a_doubtful_answer_leads_to_an_offer_that_a_yes_accepts():
    dialogue = Dialogue()
    dialogue.visitor("Do you ship to the moon?")
    offered = dialogue.assistant("I am not sure.", confidence=0.2)
    assert (offered.action, offered.rule, offered.score) == ("offer", "unsure", 0.2)
    assert offered.says
    assert [button.id for button in offered.buttons] == ["accept", "decline"]
    assert dialogue.visitor("yes please").action == "handoff"


def test_a_declined_offer_is_settled_and_nobody_owes_an_answer():
    dialogue = Dialogue()
    dialogue.visitor("Do you ship to the moon?")
    dialogue.assistant("I am not sure.", confidence=0.2)
    declined = dialogue.pressed("decline")
    assert (declined.action, declined.owed) == ("none", False)
    with pytest.raises(Refused):
        dialogue.pressed("accept")


def test_a_yes_to_the_assistants_own_offer_of_a_person_asks_for_one():
    dialogue = Dialogue()
    dialogue.visitor("My parcel is lost")
    dialogue.assistant("I am sorry. Would you like me to connect you with a human agent?")
    decision = dialogue.visitor("yes please")
    assert (decision.action, decision.rule) == ("handoff", "asks-for-a-person")
    assert decision.words.lower().startswith("yes")


def test_a_yes_to_any_other_question_asks_for_nobody():
    dialogue = Dialogue()
    dialogue.visitor("My parcel is lost")
    dialogue.assistant("I am sorry. Would you like a refund form?")
    assert dialogue.visitor("yes please").action == "none"


def test_an_answer_that_knows_nothing_is_held_back_where_a_person_comes():
    dialogue = Dialogue(load("rules: [{id: low, trigger: low_confidence}]"))
    dialogue.visitor("Do you ship to the moon?")
    decision = dialogue.assistant("I do not know.", confidence=0.1, abstained=True)
    assert (decision.action, decision.shown) == ("handoff", False)


def test_an_answer_without_a_confidence_is_not_doubted():
    dialogue = Dialogue()
    dialogue.visitor("Do you ship to the moon?")
    assert dialogue.assistant("Yes.").action == "none"


def test_the_assistants_own_wish_and_its_failures_fetch_a_person():
    wished, failing = Dialogue(), Dialogue()
    wished.visitor("Please change my address")
    decision = wished.assistant("One moment.", handoff="It cannot change addresses")
    assert (decision.rule, decision.action) == ("assistant-asks", "handoff")
    assert "cannot change addresses" in decision.reason
    actions = []
    for question in ("Where is my parcel?", "Do you open on Sundays?"):
        failing.visitor(question)
        actions.append(failing.failed("timeout").action)
    assert actions == ["none", "handoff"]


def test_while_a_person_has_the_floor_no_rule_is_asked_and_answers_are_dropped():
    dialogue = Dialogue()
    dialogue.visitor("Let me talk to a human")
    dialogue.person("Hi, Ann here.", name="ann")
    said = dialogue.visitor("get me a human, now")
    assert (said.action, said.verdicts) == ("none", ())
    dropped = dialogue.assistant("I can help with that!")
    assert dropped.action == "none"
    assert not dropped.shown
    assert "I can help with that!" not in [
        getattr(entry.fact, "text", "") for entry in dialogue.log
    ]


def test_after_the_person_gives_back_the_assistant_goes_on_and_can_hand_off_again():
    dialogue = Dialogue()
    dialogue.visitor("Let me talk to a human")
    dialogue.person("Hi, Ann here.")
    dialogue.give_back()
    assert dialogue.floor is Floor.ASSISTANT
    assert dialogue.visitor("Thanks. What are your opening hours?").owed
    dialogue.assistant("Nine to five.", confidence=0.9)
    assert dialogue.visitor("I need a human again").action == "handoff"


def test_a_greeting_is_kept_and_decides_nothing():
    dialogue = Dialogue()
    assert dialogue.assistant("Hello! How can I help?").action == "none"
    dialogue.visitor("Where is my order?")
    dialogue.assistant("On its way.", confidence=0.9)
    assert dialogue.conversation.exchanges == 1
    dialogue.visitor("human please")
    package = dialogue.package()
    assert package is not None
    assert package.transcript[0].text == "Hello! How can I help?"


def test_where_nobody_can_come_the_visitor_is_told_and_the_assistant_goes_on():
    dialogue = Dialogue(people=False)
    decision = dialogue.visitor("Let me talk to a human")
    assert (decision.action, decision.floor) == ("handoff", Floor.ASSISTANT)
    assert dialogue.package() is not None


def test_a_wait_that_ends_without_a_person_gives_the_floor_back():
    dialogue = Dialogue()
    dialogue.visitor("Let me talk to a human")
    assert dialogue.nobody_came().floor is Floor.ASSISTANT


def test_rules_see_the_channel_the_page_the_contact_and_the_clock(tmp_path):
    file = tmp_path / "policy.yaml"
    file.write_text(
        "rules:\n"
        "  - id: gold-at-night\n"
        "    trigger: condition\n"
        "    when:\n"
        "      all:\n"
        "        - {contact.plan: {is: gold}}\n"
        "        - {channel: {is: app}}\n"
        "        - {page: {contains: checkout}}\n"
        "        - {time: {between: ['22:00', '06:00']}}\n"
    )
    policy = load_policy(file)
    night, noon = 1_760_050_800_000, 1_760_011_200_000  # 23:00 and 12:00 UTC
    around = {"channel": "app", "page": "https://shop.example/checkout"}
    gold = {"plan": "gold"}

    def action(at, attributes, **more):
        dialogue = Dialogue(policy, attributes=attributes, clock=lambda: at, **more)
        return dialogue.visitor("hello there").action

    assert action(night, gold, **around) == "handoff"
    assert action(noon, gold, **around) == "none"
    assert action(night, {}, **around) == "none"
    assert action(night, gold, channel="mail", page=around["page"]) == "none"
    later = Dialogue(policy, clock=lambda: night, **around)
    later.know(gold)
    assert later.visitor("hello there").action == "handoff"


def test_in_shadow_everything_is_decided_and_nothing_happens():
    dialogue = Dialogue(shadow=True)
    decision = dialogue.visitor("Let me talk to a human")
    assert (decision.action, dialogue.floor) == ("handoff", Floor.ASSISTANT)
    assert dialogue.package() is not None
    assert dialogue.assistant("I am the best there is.", confidence=0.1).action == "offer"
    assert dialogue.conversation.offer is None
    assert dialogue.visitor("yes").action == "none"  # nothing was offered


def test_a_policy_with_faults_is_refused_by_line(tmp_path):
    file = tmp_path / "policy.yaml"
    file.write_text("rules:\n  - {id: a, trigger: nonsense}\n")
    with pytest.raises(BadPolicy, match="line 2"):
        load_policy(file)


@pytest.mark.parametrize(
    "text", ["", "   ", "\0", "a" * 10_000, "🙃" * 500, "def f():\n  return 1", "﷽ عربي and ε"]
)
def test_any_text_is_a_turn(text):
    dialogue = Dialogue()
    assert dialogue.visitor(text).action == "none"
    assert dialogue.assistant(text, confidence=0.9).action in ("none", "offer", "handoff")


def test_a_button_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="expected person, accept or decline"):
        Dialogue().pressed("maybe")


def test_the_next_package_holds_what_the_visitor_named_beside_a_person():
    dialogue = Dialogue()
    dialogue.visitor("I want to talk to a person")
    dialogue.person("Hello, what is it about?", name="Maya")
    dialogue.visitor("My order number is 4127 and it never came")
    dialogue.give_back()
    dialogue.visitor("I want to talk to a person again please")
    package = dialogue.package()
    assert package is not None
    assert [(one.kind, one.value) for one in package.entities] == [("order", "4127")]
