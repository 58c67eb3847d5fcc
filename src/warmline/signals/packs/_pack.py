"""What a language pack holds: the words of asking for a person, by the part they play."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Comma-separated words and phrases of one language; a ``*`` at the end makes a stem.

    The fields are the alphabet of ``request_grammar``. Words in no field are unknown to it.
    """

    language: str
    who: str  # a human, an agent, a representative
    people: str = ""  # the same where it is asked for only with a verb: plurals, "person"
    anyone: str = ""  # someone, anybody
    somebody_else: str = ""  # someone else: a person only after a verb of talking
    service: str = ""  # customer service, the billing department
    desk: str = ""  # the same where it means a person only after a verb: support
    reach: str = ""  # to talk, to contact
    connect: str = ""  # to connect, to transfer
    outright: str = ""  # "transfer me": an ask of its own, or with whom
    phone: str = ""  # to call, to ring
    ready: str = ""  # available, online
    call_me: str = ""  # to call me, as one word or phrase
    modal: str = ""  # can, could, let: before whom
    again: str = ""  # again, another one: whom was named before
    callback: str = ""  # a callback, a phone call
    present: str = ""  # is anybody there
    attend: str = ""  # to look at, to help, to take over: what a person shall do
    sort_out: str = ""  # to discuss, to settle: with a person
    together: str = ""  # with: joins sort_out and whom
    away: str = ""  # stop, no more, get me out of: the bot
    later: str = ""  # later, if needed: not now
    want: str = ""  # I want, I need, give me
    have: str = ""  # is there, do you have
    can: str = ""  # can I, how do I, why can't I: frames of an ask, also negated ones
    must: str = ""  # do I need to: not an ask yet
    negation: str = ""  # not, no, without: what follows is not wanted
    refusal: str = ""  # words that negate the whole clause, as a last verb does
    identity: str = ""  # are you, am I talking to
    past: str = ""  # I talked to, yesterday: what follows was
    plan: str = ""  # I will: what the visitor is going to do alone
    others: str = ""  # my wife wants, thanks for: nobody asks here
    saying: str = ""  # it says, what does … mean: words about words
    bot: str = ""  # a bot, a machine
    besides: str = ""  # other than, except
    but: str = ""  # breaks a clause: but, and then
    me: str = ""  # connect me
    subject: str = ""  # I, we, you as the one who does it
    real: str = ""  # real, live, other
    help: str = ""  # help, assistance: between wanting and whom
    polite: str = ""  # please, hello, now
    filler: str = ""  # articles, to, with
    mine: str = ""  # my, his: whose person
    about: str = ""  # about, for, like: what follows is the matter
    elsewhere: str = ""  # human resources, estate agent
    matter: str = ""  # after whom: the agent's fee, an operator manual
    verb_last: bool = False  # whom may stand before the verb: "mit einem Menschen sprechen"
    negates_after: bool = False  # the negation may follow the verb: "ich will nicht"
    compounds: bool = False  # an unknown word after whom makes another thing: "agent fee"
