"""The file of an assistant's flows: YAML (or JSON) text to ``Flows``, and what looks doubtful."""

from collections.abc import Iterator
from dataclasses import replace

from warmline.flows.errors import BadFlows
from warmline.flows.form import flows_of
from warmline.flows.graph import collected
from warmline.flows.model import PLACEHOLDER, Flow, Flows, LookUp, Note, Say, Step, Tell
from warmline.flows.words import folded
from warmline.policies.checks import At
from warmline.policies.errors import BadPolicy, Faults, PolicyError
from warmline.policies.tree import UNREAD, read

NONE = Flows()


def load(text: str, *, version: int = 0) -> Flows:
    """The flows that a file holds. Raises ``BadFlows`` with every fault."""
    faults = Faults()
    value = read(text, faults)
    found = NONE if value is UNREAD else flows_of(value, At((), faults))
    try:
        faults.settle()
    except BadPolicy as bad:
        raise BadFlows(tuple(_named(one) for one in bad.errors)) from None
    return replace(found, version=version)


def _named(fault: PolicyError) -> PolicyError:
    return replace(fault, where=fault.where.replace("the policy", "the file"))


# ── doubts ────────────────────────────────────────────────────────────────────────────────────────


def warnings(flows: Flows) -> tuple[str, ...]:
    """One sentence for each thing that is legal and suspicious."""
    found = [*_same_words(flows)]
    for number, flow in enumerate(flows.flows):
        found += _maybe_empty(number, flow)
    return tuple(dict.fromkeys(found))


def _same_words(flows: Flows) -> Iterator[str]:
    first: dict[str, str] = {}
    for flow in flows.flows:
        for words in flow.start.words:
            other = first.setdefault(folded(words), flow.id)
            if other != flow.id:
                yield f"'{words}' begins {other} already: {flow.id} never begins with it"


def _maybe_empty(number: int, flow: Flow) -> Iterator[str]:
    known = collected(flow)
    for place, step in enumerate(flow.steps):
        for name in sorted(_named_in(step) - known.get(place, frozenset()) - {"message"}):
            yield (
                f"flows[{number}].steps[{place}] uses {{{name}}}, which may not have been asked "
                "for there: it is left out then"
            )


def _named_in(step: Step) -> frozenset[str]:
    match step:
        case Say(text=text) | Tell(text=text) | LookUp(question=text):
            written = text.values()
        case Note(attributes=attributes):
            written = attributes.values()
        case _:
            return frozenset()
    return frozenset(name for text in written for name in PLACEHOLDER.findall(text))
