"""What is wrong with a policy is told completely: where, what was expected, what came."""

import time
from itertools import pairwise

import pytest

from warmline.core.triggers import TRIGGERS
from warmline.policies import BadPolicy, PolicyError, from_json, load
from warmline.policies.errors import MOST, shown


def faults(text):
    with pytest.raises(BadPolicy) as bad:
        load(text)
    return bad.value.errors


def fault(text):
    (only,) = faults(text)
    return only.where, only.expected, only.came


def rule(fields):
    """A file with one rule; its fields begin on line 4."""
    return "rules:\n  - id: first\n    trigger: explicit_request\n    " + fields


TRIGGER_NAMES = "one of " + ", ".join(TRIGGERS)
KEYS = (
    "one of version, team, mode, handoff, bar, patience_s, answer_within_s, cool_down, zone, "
    "trust_page, topics, entities, rules, texts"
)
AMOUNT = "a number from 0 to 1,000,000,000,000"
CONDITION = "a condition such as channel: web"
NAME = "a name of up to 64 letters, digits, '_', '-' and '.'"


@pytest.mark.parametrize(
    ("text", "where", "expected", "came"),
    [
        ("", "the policy", "a mapping with names as keys", "nothing"),
        ("- a", "line 1", "a mapping with names as keys", "a list"),
        ("\nteam: 5", "line 2, team", NAME, "5"),
        ("tem: x", "line 1, tem", "'team'", "'tem'"),
        (
            "zzz: x",
            "line 1, zzz",
            KEYS,
            "'zzz'",
        ),
        ("mode: loud", "line 1, mode", "one of escalation, monitoring", "'loud'"),
        ("handoff: yes", "line 1, handoff", "true or false", "'yes'"),
        ("bar: 1.5", "line 1, bar", "a number from 0 to 1", "1.5"),
        ("bar: .nan", "line 1, bar", "a number from 0 to 1", "'.nan'"),
        ("bar: true", "line 1, bar", "a number from 0 to 1", "true"),
        ("patience_s: 0", "line 1, patience_s", "a number from 1 to 604,800", "0"),
        ("answer_within_s: 31", "line 1, answer_within_s", "a number from 1 to 30", "31"),
        ("rules: {}", "line 1, rules", "a list", "a mapping"),
        ("rules:\n- x", "line 2, rules[0]", "a mapping with names as keys", "'x'"),
        ("rules:\n- id: a", "line 2, rules[0].trigger", "this key", "a rule without it"),
        (
            "rules:\n- trigger: turn_count",
            "line 2, rules[0].id",
            "this key",
            "a rule without it",
        ),
        (
            "rules:\n- id: a\n  trigger: low_trust",
            "line 3, rules[0].trigger",
            TRIGGER_NAMES,
            "'low_trust'",
        ),
        (
            "rules:\n- id: a\n  trigger: sensitive_topic",
            "line 2, rules[0].topics",
            "at least one topic",
            "nothing",
        ),
        (rule("treshold: 0.5"), "line 4, rules[0].treshold", "'threshold'", "'treshold'"),
        (rule("threshold: high"), "line 4, rules[0].threshold", "a number from 0 to 1", "'high'"),
        (rule("threshold: -0.1"), "line 4, rules[0].threshold", "a number from 0 to 1", "-0.1"),
        (rule("times: 0"), "line 4, rules[0].times", "a whole number from 1 to 1,000", "0"),
        (rule("times: 1.5"), "line 4, rules[0].times", "a whole number from 1 to 1,000", "1.5"),
        (rule("times: true"), "line 4, rules[0].times", "a whole number from 1 to 1,000", "true"),
        (rule("action: call"), "line 4, rules[0].action", "one of handoff, offer", "'call'"),
        (rule("topics: refund"), "line 4, rules[0].topics", "a list", "'refund'"),
        (rule("topics:\n    - 'a b'"), "line 5, rules[0].topics[0]", NAME, "'a b'"),
        (rule("amount: -1"), "line 4, rules[0].amount", AMOUNT, "-1"),
        (rule("warm: 1"), "line 4, rules[0].warm", "true or false", "1"),
        (
            rule("priority: 9999"),
            "line 4, rules[0].priority",
            "a whole number from -1000 to 1,000",
            "9999",
        ),
        (rule("texts: {en: ''}"), "line 4, rules[0].texts.en", "a text", "an empty one"),
        (rule("texts: {en: 'Hi {x}'}"), "line 4, rules[0].texts.en", "no braces", "'{x}'"),
        (
            rule("texts: {English: Hi}"),
            "line 4, rules[0].texts.English",
            "a language code such as en or pt-BR",
            "'English'",
        ),
        ("texts:\n  en:\n    offer:", "line 3, texts.en.offer", "a text", "nothing"),
        ("texts:\n  en:\n    offer: '  '", "line 3, texts.en.offer", "a text", "'  '"),
        ("texts:\n  en: {ofer: Hi}", "line 2, texts.en.ofer", "'offer'", "'ofer'"),
        (
            "texts: {en: {ticket: 'No {number}'}}",
            "line 1, texts.en.ticket",
            "no braces but {email}, {ticket}",
            "'{number}'",
        ),
        (
            "texts: {en: {joined: '{name.__class__}'}}",
            "line 1, texts.en.joined",
            "no braces but {name}",
            "'{name.__class__}'",
        ),
        (
            "texts: {en: {joined: '{name'}}",
            "line 1, texts.en.joined",
            "no braces but {name}",
            "'{'",
        ),
        (
            'texts: {en: {offer: "a\\u0007b"}}',
            "line 1, texts.en.offer",
            "a text without control characters",
            "U+0007",
        ),
        (
            f"texts: {{en: {{offer: {'a' * 2001}}}}}",
            "line 1, texts.en.offer",
            "a text of at most 2000 characters",
            "2001",
        ),
    ],
)
def test_a_fault_names_its_place_what_was_expected_and_what_came(text, where, expected, came):
    assert fault(text) == (where, expected, came)


def test_a_rule_id_stands_once():
    text = rule("times: 1") + "\n  - id: first\n    trigger: nonsense"
    places = [(error.where, error.expected, error.came) for error in faults(text)]
    assert places == [
        ("line 5, rules[1].id", "an id that rules[0] does not have", "'first'"),
        ("line 6, rules[1].trigger", TRIGGER_NAMES, "'nonsense'"),
    ]


def test_all_faults_are_told_at_once_in_the_order_of_their_lines():
    text = "bar: 2\nrules:\n- id: a\n  trigger: sentiment\n  times: 0\nteam: ''\nbar: 3\n"
    assert [error.where for error in faults(text)] == [
        "line 1, bar",
        "line 5, rules[0].times",
        "line 6, team",
        "line 7, bar",
    ]


def test_a_key_that_stands_twice_is_a_fault():
    assert fault("bar: 0.1\nteam: x\nbar: 0.2") == (
        "line 3, bar",
        "each key once",
        "a second one (the first is on line 1)",
    )


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("team: [a\n", "line 2, column 1"),
        ("team: a\n  bar: 0.5", "line 2, column 6"),
        ("team: 'a", "line 1, column 9"),
        ("\tteam: a", "line 1, column 1"),
    ],
)
def test_what_is_no_yaml_is_told_with_line_and_column(text, where):
    assert fault(text)[:2] == (where, "YAML")


@pytest.mark.parametrize(
    ("text", "where", "expected", "came"),
    [
        ("team: *t", "line 1, team", "the value itself, written out", "the alias *t"),
        ("team: &t a", "line 1, team", "a value without an anchor", "&t"),
        ("bar: &b high", "line 1, bar", "a value without an anchor", "&b"),
        ("team: !!str a", "line 1, team", "a value without a tag", "tag:yaml.org,2002:str"),
        ("team: a\n--- \nteam: b", "line 2", "one document", "a second one"),
        ("? [a]\n: b", "line 1", "a name as the key", "a list"),
        ("rules: " + "[" * 17 + "]" * 17, "line 1, column 23", "YAML", "more than 16 levels"),
        ("team: a\nbar: \x00", "line 2, column 6", "printable text", "U+0000"),
        ("\ud800", "line 1, column 1", "printable text", "U+D800"),
    ],
)
def test_what_a_policy_has_no_use_for_is_refused(text, where, expected, came):
    assert fault(text) == (where, expected, came)


def test_a_python_object_in_the_file_is_not_made():
    errors = faults("team: !!python/object/apply:os.getcwd []")
    assert errors[0].came == "tag:yaml.org,2002:python/object/apply:os.getcwd"


def test_a_bomb_of_aliases_is_refused_before_it_grows():
    lines = ["a: &a [x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in pairwise("abcdefgh")]
    assert any(error.came == "the alias *a" for error in faults("\n".join(lines)))


def test_a_file_is_at_most_256_kib():
    assert fault("#" * 300 * 1024) == ("the policy", "at most 256 KiB", "300 KiB")
    assert load("#" * (256 * 1024 - 3) + "\n{}").team == "support"


@pytest.mark.parametrize(
    "text",
    ["[" * 250_000, "{a: " * 60_000, "- " * 120_000, "? " * 120_000, "a: 1\n" * 50_000],
    ids=["lists", "mappings", "items", "keys", "repeats"],
)
def test_a_hostile_file_is_refused_soon(text):
    begun = time.process_time()
    assert 1 <= len(faults(text)) <= MOST
    assert time.process_time() - begun < 10


def when(condition):
    return "rules:\n- id: a\n  trigger: condition\n  when:\n    " + condition


@pytest.mark.parametrize(
    ("text", "where", "expected", "came"),
    [
        (
            "rules:\n- {id: a, trigger: condition}",
            "line 2, rules[0].when",
            "a condition",
            "nothing",
        ),
        (
            "rules:\n- {id: a, trigger: described}",
            "line 2, rules[0].description",
            "the situation in plain words",
            "nothing",
        ),
        (when("chanel: web"), "line 5, rules[0].when.chanel", "'channel'", "'chanel'"),
        (
            when("page: { has: /cart }"),
            "line 5, rules[0].when.page.has",
            "one of is, in, contains, matches",
            "'has'",
        ),
        (
            when('page: { matches: "(a+)+b" }'),
            "line 5, rules[0].when.page.matches",
            "a regular expression without repeats or choices inside repeats",
            "'(a+)+b'",
        ),
        (
            when('page: { matches: "(a|ab)*c" }'),
            "line 5, rules[0].when.page.matches",
            "a regular expression without repeats or choices inside repeats",
            "'(a|ab)*c'",
        ),
        (
            when('page: { matches: ".*a.*b.*c.*d" }'),
            "line 5, rules[0].when.page.matches",
            "a regular expression without more than 3 endless repeats",
            "'.*a.*b.*c.*d'",
        ),
        (
            when('page: { matches: "(a)\\\\1" }'),
            "line 5, rules[0].when.page.matches",
            "a regular expression without references to its groups",
            "'(a)\\\\1'",
        ),
        (
            when('page: { matches: "(" }'),
            "line 5, rules[0].when.page.matches",
            "a regular expression (missing ), unterminated subpattern at position 0)",
            "'('",
        ),
        (
            when('time: { between: [9, "17:00"] }'),
            "line 5, rules[0].when.time.between[0]",
            'a time in quotes such as "08:30"',
            "9",
        ),
        (
            when('time: { between: ["09:00"] }'),
            "line 5, rules[0].when.time.between",
            "two values in brackets",
            "a list",
        ),
        (
            when("time: morning"),
            "line 5, rules[0].when.time",
            "a mapping such as {between: …}",
            "'morning'",
        ),
        (
            when("weekday: [sat, caturday]"),
            "line 5, rules[0].when.weekday[1]",
            "one of mon, tue, wed, thu, fri, sat, sun",
            "'caturday'",
        ),
        (
            when("exchanges: { above: many }"),
            "line 5, rules[0].when.exchanges.above",
            "a number from -1,000,000,000,000 to 1,000,000,000,000",
            "'many'",
        ),
        (
            when("all:\n    - any: []"),
            "line 6, rules[0].when.all[0].any",
            "at least one condition",
            "a list",
        ),
        (when("all: [web]"), "line 5, rules[0].when.all[0]", CONDITION, "'web'"),
        (when("{}"), "line 4, rules[0].when", CONDITION, "a mapping"),
        (
            when("not: {not: {not: {not: {channel: web}}}}"),
            "line 5, rules[0].when.not.not.not.not",
            "at most 4 conditions inside each other",
            "a mapping",
        ),
        (
            "zone: Mars/Base",
            "line 1, zone",
            "a time zone such as Europe/Berlin or UTC",
            "'Mars/Base'",
        ),
        ("zone: ../etc", "line 1, zone", "a time zone such as Europe/Berlin or UTC", "'../etc'"),
        ("trust_page: yes", "line 1, trust_page", "true or false", "'yes'"),
        ("cool_down: -1", "line 1, cool_down", "a whole number from 0 to 1,000", "-1"),
        ("topics:\n- keywords: [a]", "line 2, topics[0].name", "this key", "a topic without it"),
        (
            "topics:\n- name: wine",
            "line 2, topics[0]",
            "keywords, a description or examples",
            "nothing",
        ),
        (
            "topics:\n- {name: wine, keywords: [a]}\n- {name: wine, keywords: [b]}",
            "line 3, topics[1].name",
            "a name that topics[0] does not have",
            "'wine'",
        ),
        (
            'entities:\n  serial: "(x*)*"',
            "line 2, entities.serial",
            "a regular expression without repeats or choices inside repeats",
            "'(x*)*'",
        ),
    ],
)
def test_a_fault_in_a_condition_a_topic_or_a_pattern_names_its_place(text, where, expected, came):
    assert fault(text) == (where, expected, came)


def test_without_a_file_a_fault_has_no_line():
    with pytest.raises(BadPolicy) as bad:
        from_json({"rules": [{"id": "a", "trigger": "sentiment", "threshold": "high"}]})
    assert bad.value.errors == (
        PolicyError(where="rules[0].threshold", expected="a number from 0 to 1", came="'high'"),
    )
    assert str(bad.value) == "rules[0].threshold: expected a number from 0 to 1, came 'high'"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nothing"),
        (False, "false"),
        (10**400, "a very large number"),
        ({}, "a mapping"),
        ("a" * 100, "'" + "a" * 59 + "…'"),
        ("a\nb", "'a\\nb'"),
        ("\ud800", "'\\ud800'"),
        (b"", "a bytes"),
    ],
)
def test_a_wrong_value_is_shown_in_a_few_characters(value, words):
    assert shown(value) == words
