"""Promises 1, 2 and 3 for people on channels: what they wrote is in, what was said reached them.

A provider that takes a key shows nothing twice. Elsewhere a message may come twice where the answer
to its request was lost, and then only.
"""

from collections.abc import Iterator, Mapping, Sequence

from faults.checker.record import Breach, Entry, Event, Record

PER_STOP = 2  # requests on their way when a server is killed or stands still, of each provider


def lost(record: Record) -> Iterator[Breach]:
    """What a provider was told is taken stands in the log, once."""
    taken = {event["mark"] for event in record.of("taken")}
    places = _marked(record)
    for event in record.of("wrote"):
        found = places.get(event["mark"], [])
        if event["mark"] in taken and not found:
            what = f"{event['mark']} of {event['provider']} was taken and is not in the log"
            yield Breach(promise=1, what=what, at=event["at"])
        if len(found) > 1:
            what = f"{event['mark']} of {event['provider']} stands at {[e.seq for e in found]}"
            yield Breach(promise=2, what=what, conversation=found[0].conversation, at=event["at"])


def twins(record: Record) -> Iterator[Breach]:
    """A person on a channel has one conversation."""
    homes = dict[tuple[str, str], set[str]]()
    places = _marked(record)
    for event in record.of("wrote"):
        ids = {entry.conversation for entry in places.get(event["mark"], [])}
        homes.setdefault((event["provider"], event["person"]), set()).update(ids)
    for (provider, person), ids in homes.items():
        if len(ids) > 1:
            what = f"{person} of {provider} has {len(ids)} conversations"
            yield Breach(promise=3, what=what, conversation=min(ids))


def delivered(record: Record) -> Iterator[Breach]:
    """Each person sees what the log holds for them: all of it, in its order."""
    stops = _stops(record)
    dropped = {event["provider"]: event["dropped"] for event in record.of("provider")}
    doubled = dict[str, int]()
    for event, walk in walks(record):
        id = walk.conversation
        who = f"{event['person']} of {event['provider']}"
        if walk.odd:
            yield Breach(promise=3, what=f"{who} saw {walk.odd[0]!r} out of order", conversation=id)
        if walk.missing:
            what = f"{who} never saw {len(walk.missing)} messages, first {walk.missing[0]!r}"
            yield Breach(promise=1, what=what, conversation=id)
        if walk.again and event["once"]:
            what = f"{who} saw {walk.again[0]!r} twice"
            yield Breach(promise=2, what=what, conversation=id)
        doubled[event["provider"]] = doubled.get(event["provider"], 0) + len(walk.again)
    for provider, count in doubled.items():
        allowed = dropped.get(provider, 0) + PER_STOP * stops
        if count > allowed:
            what = (
                f"{count} messages came twice by {provider}; {allowed} answers may have been lost"
            )
            yield Breach(promise=2, what=what)


def complained(record: Record) -> Iterator[Breach]:
    """The provider was asked for nothing that it does not take."""
    for event in record.of("provider"):
        for fault in event["faults"][:3]:
            yield Breach(promise=2, what=f"{event['provider']}: {fault}", at=event["at"])
        if event["lost"]:
            what = f"{event['lost']} webhooks of {event['provider']} were never taken"
            yield Breach(promise=15, what=what, at=event["at"])


def walks(record: Record) -> "Iterator[tuple[Event, Walk]]":
    """Of each person on a channel."""
    homes = _homes(record)
    for event in record.of("bubbles"):
        id = homes.get((event["provider"], event["person"]), "")
        said = [entry.fact["text"] for entry in record.logs.get(id, ()) if _is_ours(entry)]
        yield event, Walk(id, said, event["texts"])


class Walk:
    """What somebody saw, beside what was said to them. Several messages may have come as one."""

    def __init__(self, conversation: str, said: Sequence[str], bubbles: Sequence[str]) -> None:
        self.conversation = conversation
        self.again = list[str]()  # came a second time
        self.odd = list[str]()  # came too early, or was never said
        self.said = said
        self._next = 0
        for bubble in bubbles:
            self._see(bubble.strip())

    @property
    def missing(self) -> Sequence[str]:
        return self.said[self._next :]

    def _see(self, bubble: str) -> None:
        while bubble:
            if self._next < len(self.said) and bubble.startswith(self.said[self._next]):
                text = self.said[self._next]
                self._next += 1
            elif text := self._before(bubble):
                self.again.append(text)
            else:
                self.odd.append(bubble)
                return
            bubble = bubble[len(text) :].strip()

    def _before(self, bubble: str) -> str:
        """The longest of what was seen already with which it begins."""
        seen = (one for one in self.said[: self._next] if bubble.startswith(one))
        return max(seen, key=len, default="")


def _is_ours(entry: Entry) -> bool:
    return entry.author in ("assistant", "operator", "system")


def _marked(record: Record) -> Mapping[str, list[Entry]]:
    """The visitors' entries, by the marks of their words."""
    said = [entry for log in record.logs.values() for entry in log if entry.author == "visitor"]
    marks = [event["mark"] for event in record.of("wrote")]
    return {mark: [one for one in said if mark in one.fact["text"]] for mark in marks}


def _homes(record: Record) -> Mapping[tuple[str, str], str]:
    places = _marked(record)
    return {
        (event["provider"], event["person"]): places[event["mark"]][0].conversation
        for event in record.of("wrote")
        if places[event["mark"]]
    }


def _stops(record: Record) -> int:
    """How often something stood still that may have lost an answer."""
    events: Iterator[Event] = record.of("fault")
    return sum(event["phase"] == "begin" and event["stops"] for event in events)
