"""What earlier versions of the program wrote is read by this one."""

from warmline.core.model import HandoffStatus
from warmline.store.codec import CONVERSATION, FACT, PACKAGE

OLD_STATE = (
    '{"id":"c","seq":4,"status":"waiting","floor":"human","epoch":1,"channel":"web","assistan'
    't":"a","contact":"v","language":"en","page":"","operator":null,"handoff":{"number":3,"st'
    'atus":"pending","team":"support","priority":0,"trigger":"explicit_request","reason":"The'
    ' visitor asked for a person.","requested_at":1000000,"deadline_at":1180000,"acknowledged'
    '_at":0,"first_reply_at":0,"ended_at":0,"fallback":"","ticket":"","warm":false},"matter":'
    '"","asked_at":2,"owed":false,"offer":null,"offered":false,"visitor_messages":1,"exchange'
    's":0,"asks":1,"confidences":[],"misses":0,"failures":0,"moods":[]}'
)
OLD_MESSAGE = (
    '{"at":1000000,"author":"visitor","text":"A person!","operator":null,"draft":"","answers"'
    ':0,"signals":[{"name":"explicit_request","score":0.9,"words":"person","value":""}],"conf'
    'idence":null,"abstained":false,"sources":[],"buttons":[],"form":"","kind":"message_added'
    '"}'
)
OLD_PACKAGE = (
    '{"version":1,"conversation":"c","handoff":3,"made_at":1000000,"why":{"rule":"asks","trig'
    'ger":"explicit_request","reason":"The visitor asked for a person.","words":"person","sco'
    're":0.9,"threshold":0.5},"also":[],"visitor":{"contact":"v","language":"en","page":"","c'
    'hannel":"web"},"question":"A person!","summary":{"wants":"A '
    'person!","tried":"","open":"A person!"},"intent":null,"mood":[],"language":"en","entitie'
    's":[],"tried":[],"transcript":[{"seq":2,"at":1000000,"author":"visitor","text":"A '
    'person!"}]}'
)


def test_a_conversation_from_before_attributes_knows_of_none_and_does_not_cool_down():
    now = CONVERSATION.validate_json(OLD_STATE)
    assert now.handoff
    assert now.handoff.status is HandoffStatus.PENDING
    assert (now.attributes, now.verified, now.given_back, now.shown) == ({}, (), None, ())


def test_a_message_from_before_versions_were_kept_was_asked_of_the_built_in_policy():
    message = FACT.validate_json(OLD_MESSAGE)
    assert message.policy == 0
    assert message.signals[0].words == "person"


def test_a_package_of_version_1_is_read_as_it_was():
    package = PACKAGE.validate_json(OLD_PACKAGE)
    assert (package.version, package.why.rule, package.why.signal) == (1, "asks", "")
    assert (package.signals, package.policy, package.visitor.attributes) == ((), 0, {})
