"""When two may be one without anybody being asked, and what is only a hint."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmline.core.model import ContactId
from warmline.flow.channels import Person
from warmline.flow.contacts import (
    SIGNED_EMAIL,
    Contact,
    Identity,
    Merge,
    Part,
    address_of,
    called,
    likenesses,
    merges_by_itself,
    older,
    users,
)

A, B, C = map(ContactId, "abc")
names = st.sampled_from(["", "Vera", "Vera Vos", "vera  VOS", "Wim"])
emails = st.sampled_from(["", "v@example.org", "V@Example.org", "no address"])
phones = st.sampled_from(["", "+49 170 1234567", "491701234567", "123", "not a number 1234567"])
kinds = st.sampled_from(["site:main", "site:shop", SIGNED_EMAIL, "telegram", "sms", "email"])


@st.composite
def identities(draw, contact: ContactId) -> Identity:
    who = Person(
        identity=draw(st.sampled_from(["1", "2", "491701234567"])),
        name=draw(names),
        email=draw(emails),
        phone=draw(phones),
        verified=draw(st.booleans()),
    )
    return Identity(kind=draw(kinds), identity=who.identity, contact=contact, person=who)


@st.composite
def contacts(draw, id: ContactId) -> Contact:
    part = Part(id=id, name=draw(names), email=draw(emails), created_at=draw(st.integers(1, 3)))
    known = draw(st.lists(identities(id), max_size=3))
    return Contact(id=id, parts=(part,), identities=tuple(known))


def parted(kept: ContactId, gone: ContactId) -> Merge:
    return Merge(id=1, kept=kept, gone=gone, at=1, ended_at=2, ended_by="ann")


@given(contacts(A), contacts(B))
def test_it_makes_no_difference_who_is_asked_about_whom(one, other):
    assert merges_by_itself(one, other) == merges_by_itself(other, one)
    assert older(one, other) == older(other, one)
    ours, theirs = likenesses(one, other), likenesses(other, one)
    assert {(w.what, w.value, w.proved) for w in ours} == {
        (w.what, w.value, w.proved) for w in theirs
    }


@given(contacts(A), contacts(B))
def test_two_users_of_one_site_are_never_merged_by_itself(one, other):
    for site in users(one).keys() & users(other).keys():
        if users(one)[site] != users(other)[site]:
            assert not merges_by_itself(one, other)


@given(contacts(A), contacts(B), st.booleans())
def test_an_operators_word_stands_whichever_way_round_it_was_given(one, other, turned):
    word = parted(B, A) if turned else parted(A, B)
    assert not merges_by_itself(replace(one, merges=(word,)), other)
    assert not merges_by_itself(one, replace(other, merges=(word,)))
    held = replace(word, ended_at=0, ended_by="")
    assert merges_by_itself(replace(one, merges=(held,)), other) == merges_by_itself(one, other)


@given(contacts(A), contacts(B))
def test_a_hint_is_proved_only_where_both_are(one, other):
    for why in likenesses(one, other):
        if why.proved:
            assert any(i.person.verified or i.kind == "sms" for i in one.identities)
            assert any(i.person.verified or i.kind == "sms" for i in other.identities)
        assert why.value


def test_nobody_merges_with_themselves():
    me = Contact(id=A, parts=(Part(id=A),))
    assert not merges_by_itself(me, me)


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        (" V@Example.ORG ", "v@example.org"),
        ("a@b@c.de", "a@b@c.de"),
        ("@example.org", ""),
        ("v@", ""),
        ("nobody", ""),
        ("two words@example.org", ""),
    ],
)
def test_an_address_is_compared_in_small_letters_and_only_where_it_is_one(typed, compared):
    assert address_of(typed) == compared


def test_a_first_name_alone_says_nothing_and_a_short_number_neither():
    one = Contact(id=A, parts=(Part(id=A, name="Vera"),))
    assert likenesses(one, replace(one, id=B)) == ()
    short = Identity(
        kind="telegram", identity="9", contact=A, person=Person(identity="9", phone="112")
    )
    two = replace(one, identities=(short,))
    assert likenesses(two, replace(two, id=B)) == ()


def test_an_address_is_one_hint_though_a_channel_tells_it_as_a_handle_too():
    who = Person(identity="v@x.org", email="v@x.org", handle="v@x.org", verified=True)
    mail = Identity(kind="email", identity="v@x.org", contact=A, person=who)
    one = Contact(id=A, parts=(Part(id=A),), identities=(mail,))
    [why] = likenesses(one, replace(one, id=B))
    assert (why.what, why.value, why.proved) == ("email", "v@x.org", True)


def test_a_contact_is_called_as_its_kept_part_is_and_each_part_by_its_own_name():
    chat = Identity(
        kind="telegram", identity="9", contact=B, person=Person(identity="9", name="Zed")
    )
    whole = Contact(
        id=C, parts=(Part(id=A, name="Anna"), Part(id=C), Part(id=B)), identities=(chat,)
    )
    assert whole.name == "Anna"
    assert called(whole) == {A: "Anna", B: "Zed", C: ""}
    kept = replace(whole, parts=(Part(id=A, name="Anna"), Part(id=C, name="Cleo")))
    assert kept.name == "Cleo"
    assert replace(whole, parts=(Part(id=C),)).name == "Zed"
