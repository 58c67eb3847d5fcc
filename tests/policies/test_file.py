"""A policy's file: what is written is read back, and random text is only ever a BadPolicy."""

import json
from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from warmline.core.conditions import All, Not, Op
from warmline.core.conditions import Any as Either
from warmline.core.conditions import Test as Asked
from warmline.core.policy import Action, Mode, Policy, Rule, Topic
from warmline.core.triggers import TRIGGERS
from warmline.policies import (
    KEYS,
    LANGUAGES,
    BadPolicy,
    default_policy,
    dump,
    from_json,
    load,
    texts,
    to_json,
)
from warmline.policies.errors import Faults
from warmline.policies.tree import read
from warmline.policies.words import merged

names = st.from_regex(r"\w[\w.-]{0,20}", fullmatch=True) | st.sampled_from(
    ["no", "yes", "null", "1e5", "0o17", "12", "1.5", "true", "2026-01-01", "_"]
)
languages = st.sampled_from((*LANGUAGES, "no", "pt-BR", "zh-Hant", "sv"))
letters = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="{}")
plain_texts = st.text(letters | st.sampled_from("\n\t"), min_size=1, max_size=60).filter(str.strip)
fractions = st.floats(0, 1)


@st.composite
def own_texts(draw):
    entries = st.dictionaries(st.sampled_from(sorted(KEYS)), plain_texts, min_size=1, max_size=3)
    return draw(st.dictionaries(languages, entries, max_size=3))


sentences = st.lists(plain_texts, max_size=2).map(tuple)
wanted = plain_texts | st.integers(-9, 9).map(float)
NUMERIC = ("signal.sentiment", "signal.topic", "message.length", "exchanges", "visitor_messages")
WORDS = ("channel", "page", "language", "message", "signal.topic.value")
MIXED = ("contact.plan", "contact.a.b", "entity.amount")
CLOCKS = ("00:00", "08:30", "17:00", "23:59")


def asking(subjects, op, value):
    return st.builds(Asked, subject=st.sampled_from(subjects), op=st.just(op), value=value)


numbers = st.integers(-5, 99).map(float) | st.floats(-1e6, 1e6)
asked = st.one_of(
    asking(NUMERIC, Op.IS, numbers),
    asking((*NUMERIC, *MIXED), Op.ABOVE, numbers),
    asking((*NUMERIC, *MIXED), Op.BELOW, numbers),
    asking((*NUMERIC, *MIXED), Op.BETWEEN, st.tuples(numbers, numbers)),
    asking(WORDS, Op.IS, plain_texts),
    asking(WORDS, Op.IN, st.lists(plain_texts, min_size=1, max_size=3).map(tuple)),
    asking(MIXED, Op.IS, wanted),
    asking(MIXED, Op.IN, st.lists(wanted, min_size=1, max_size=3).map(tuple)),
    asking((*WORDS, *MIXED), Op.CONTAINS, plain_texts),
    asking((*WORDS, *MIXED), Op.MATCHES, st.sampled_from(("^/a+$", "in(voice|v)", "[0-9]{4}"))),
    asking(("time",), Op.BETWEEN, st.tuples(st.sampled_from(CLOCKS), st.sampled_from(CLOCKS))),
    asking(("weekday",), Op.IN, st.just(("sat", "sun"))),
)


def conditions(depth=3):
    if not depth:
        return asked
    inner = conditions(depth - 1)
    many = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(asked, many.map(All), many.map(Either), inner.map(Not))


@st.composite
def rules(draw, id):
    trigger = draw(st.sampled_from(sorted(TRIGGERS)))
    when = conditions() if trigger == "condition" else st.none() | conditions()
    return Rule(
        id=id,
        trigger=trigger,
        action=draw(st.sampled_from(Action)),
        threshold=draw(fractions),
        times=draw(st.integers(1, 1000)),
        topics=tuple(draw(st.lists(names, min_size=trigger == "sensitive_topic", max_size=3))),
        amount=draw(st.none() | st.floats(0, 1e12)),
        description=draw(plain_texts if trigger == "described" else st.just("") | plain_texts),
        examples=draw(sentences),
        not_examples=draw(sentences),
        when=draw(when),
        always=draw(st.booleans()),
        team=draw(st.none() | names),
        priority=draw(st.integers(-1000, 1000)),
        warm=draw(st.booleans()),
        texts=draw(st.dictionaries(languages, plain_texts, max_size=2)),
    )


@st.composite
def topics(draw, name):
    keywords = st.lists(plain_texts, max_size=2).map(tuple)
    return Topic(
        name=name,
        keywords=draw(keywords),
        not_keywords=draw(keywords),
        description=draw(plain_texts),
        examples=draw(sentences),
    )


@st.composite
def policies(draw):
    ids = draw(st.lists(names, unique=True, max_size=5))
    matters = draw(st.lists(names, unique=True, max_size=2))
    kinds = st.dictionaries(names, st.sampled_from(("A-[0-9]+", "kunde")), max_size=2)
    return Policy(
        version=draw(st.integers(0, 2**31)),
        team=draw(names),
        rules=tuple(draw(rules(id)) for id in ids),
        handoff=draw(st.booleans()),
        mode=draw(st.sampled_from(Mode)),
        bar=draw(fractions),
        patience=draw(st.integers(1000, 7 * 86_400_000)),
        answer_within=draw(st.integers(1000, 30_000)),
        cool_down=draw(st.integers(0, 1000)),
        zone=draw(st.sampled_from(("UTC", "Europe/Berlin", "Asia/Tokyo"))),
        trust_page=draw(st.booleans()),
        topics=tuple(draw(topics(name)) for name in matters),
        entities=draw(kinds),
        texts=merged(draw(own_texts())),
    )


@given(policies())
def test_a_policy_that_was_written_is_read_back_the_same(policy):
    assert load(dump(policy)) == policy


@given(policies())
def test_a_policy_survives_the_api(policy):
    assert from_json(json.loads(json.dumps(to_json(policy)))) == policy


@given(policies())
def test_the_api_form_is_a_file_too(policy):
    assert load(json.dumps(to_json(policy))) == policy


@given(policies())
def test_both_parsers_read_the_same(policy):
    fast, slow = Faults(), Faults()
    text = dump(policy)
    assert read(text, fast) == read(text, slow, yaml.SafeLoader)
    assert fast.lines == slow.lines


def policy_or_faults(read_it, source):
    try:
        return read_it(source)
    except BadPolicy as bad:
        return bad.errors


@given(st.text())
def test_random_text_is_a_policy_or_a_bad_one_and_nothing_worse(text):
    assert policy_or_faults(load, text)


SCRAPS = st.sampled_from(
    [
        *"{}[]:,-?*&!|>'\"%@`#\n \t~\\\0\ufeff\ud800",
        "rules",
        "texts: ",
        "\n  - ",
        "id: x",
        "\n---\n",
        "...",
        "%YAML 9.9\n",
        "<<: ",
        "!!python/object:os.system ",
        '"\\U99999999"',
        "&a ",
        "*a ",
        "1e999",
        "9" * 30,
        "trigger: turn_count",
        "times: 0",
        "{x}",
    ]
)


@pytest.mark.parametrize("parser", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", None)])
@given(scraps=st.lists(SCRAPS, max_size=30))
def test_broken_yaml_is_noted_and_never_raises(parser, scraps):
    faults = Faults()
    read("".join(scraps), faults, parser or yaml.SafeLoader)
    assert all(error.where and error.expected and error.came for _, error in faults.found)


@given(st.lists(SCRAPS, max_size=30))
def test_scraps_of_a_policy_are_a_policy_or_a_bad_one(scraps):
    assert policy_or_faults(load, "".join(scraps))


POLICY_KEYS = st.text(max_size=5) | st.sampled_from([*to_json(default_policy()), "id", "en", "de"])
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(POLICY_KEYS, inner, max_size=3),
    max_leaves=12,
)


@given(json_values)
def test_a_strange_value_is_a_policy_or_a_bad_one(value):
    assert policy_or_faults(from_json, value)


def test_what_a_file_leaves_out_is_as_in_the_default_policy():
    assert load("{}") == default_policy()
    assert load("bar: 0.7") == replace(default_policy(), bar=0.7)


def test_a_file_may_say_that_there_are_no_rules():
    assert load("rules: []").rules == ()


def test_a_text_in_a_file_replaces_only_itself():
    policy = load("texts: {de: {offer: 'Soll ich jemanden holen?'}}")
    assert policy.say("offer", "de") == "Soll ich jemanden holen?"
    assert policy.say("handoff", "de") == texts()["de"]["handoff"]
    assert policy.say("offer", "fr") == texts()["fr"]["offer"]


def test_a_file_without_own_texts_holds_none():
    assert "texts" not in dump(default_policy())


def test_a_policy_without_the_built_in_texts_gets_them_when_it_is_read():
    bare = Policy(rules=default_policy().rules, cool_down=3)
    assert load(dump(bare)) == default_policy()


def test_a_button_may_say_yes_and_a_language_may_be_norwegian():
    policy = load("texts: {no: {offer_yes: Yes, offer_no: No}}")
    assert policy.texts["no"] == {"offer_yes": "Yes", "offer_no": "No"}


def test_durations_are_written_in_seconds():
    policy = load("patience_s: 90\nanswer_within_s: 2.5")
    assert (policy.patience, policy.answer_within) == (90_000, 2_500)
    assert to_json(policy)["patience_s"] == 90
    assert to_json(policy)["answer_within_s"] == 2.5


def test_the_same_list_twice_is_written_without_an_alias():
    shared = {"en": "One moment."}
    two = tuple(Rule(id=id, trigger="turn_count", texts=shared) for id in "ab")
    written = dump(replace(default_policy(), rules=two))
    assert "*" not in written
    assert load(written).rules == two
