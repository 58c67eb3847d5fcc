"""The channels, put together: what is set up, what comes in, what goes out."""

import secrets
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from warmline.channels.parts import Channel, Parts
from warmline.core.model import OperatorId
from warmline.flow.arrivals import Arrivals
from warmline.flow.channel_records import Files
from warmline.flow.channels import Adapter, Kind, Remote, Setup
from warmline.flow.contacts import Contacts
from warmline.flow.delivering import Delivering
from warmline.flow.entrance import Entrance
from warmline.flow.gauge import Gauge
from warmline.flow.greeting import Greeting
from warmline.flow.hearing import Hearing
from warmline.flow.links import Links
from warmline.flow.naming import Naming
from warmline.flow.ports import Bus
from warmline.flow.switchboard import Switchboard
from warmline.flow.typing import OperatorTyping
from warmline.flow.vitals import Vitals
from warmline.outside.posting import Outside
from warmline.store import counters
from warmline.store.channel_watch import SqlChannelWatch
from warmline.store.channels import SqlSetups
from warmline.store.leases import SqlLeases
from warmline.store.retries import SqlRetries
from warmline.store.sql import SqlStore
from warmline.store.threads import SqlThreads
from warmline.store.unread import SqlUnreads
from warmline.web.channel_parts import Channels
from warmline.web.channel_places import ChannelPlaces

Continued = Callable[[bytes], Awaitable[bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wired:
    """Everything of channels that lives as long as the server. Libraries are loaded when used."""

    store: SqlStore
    bus: Bus
    kinds: Mapping[str, Kind]
    setups: SqlSetups
    threads: SqlThreads
    vitals: Vitals
    switchboard: Switchboard
    naming: Naming
    typing: OperatorTyping

    def delivering(self, files: Files, name: Callable[[OperatorId], str]) -> Delivering:
        return Delivering(
            store=self.store,
            threads=self.threads,
            switchboard=self.switchboard,
            vitals=self.vitals,
            bus=self.bus,
            gauge=Gauge(time.monotonic),
            clock=self.store.clock,
            name=name,
            files=files,
        )

    def links(self, contacts: Contacts, secret: bytes) -> Links:
        """From the widget to other channels."""
        return Links(
            store=self.store,
            threads=self.threads,
            setups=self.setups,
            kinds=self.kinds,
            contacts=contacts,
            bus=self.bus,
            secret=secret,
            clock=self.store.clock,
        )

    def arrivals(
        self, hearing: Hearing, files: Files, contacts: Contacts, links: Links
    ) -> Arrivals:
        entrance = Entrance(
            store=self.store,
            threads=self.threads,
            hearing=hearing,
            ticket=lambda: self.store.write(counters.next_ticket),
            clock=self.store.clock,
            files=files,
            contacts=contacts,
            links=links,
        )
        greeting = Greeting(store=self.store, switchboard=self.switchboard)
        unreads = SqlUnreads(self.store)
        return Arrivals(entrance, self.bus, unreads, self.vitals, greeting.greet, self.naming.meet)

    def for_web(self, arrivals: Arrivals) -> Channels:
        return Channels(
            kinds=self.kinds,
            setups=self.setups,
            switchboard=self.switchboard,
            watch=SqlChannelWatch(self.store),
            arrivals=arrivals,
            retries=SqlRetries(self.store),
            typing=self.typing,
        )

    def places(self) -> ChannelPlaces:
        return ChannelPlaces(kinds=self.kinds, watch=SqlChannelWatch(self.store))

    async def fetch(self, channel: str, remote: Remote, most: int) -> bytes:
        """The bytes of a file at its provider."""
        _, _, adapter = await self.switchboard.adapter(channel)
        return await adapter.fetch(remote, most)


def wired(
    *,
    store: SqlStore,
    bus: Bus,
    secret: bytes,
    channels: Mapping[str, Channel],
    outside: Outside,
    continued: Continued | None = None,
) -> Wired:
    kinds = {name: one.kind for name, one in channels.items()}
    setups = SqlSetups(store, secret)
    vitals = Vitals(setups, store.clock)
    parts = Parts(
        outside=outside, clock=store.clock, secret=secret, memory=setups, continued=continued
    )

    def build(setup: Setup) -> Adapter:
        return channels[setup.kind].build(setup, parts)

    switchboard = Switchboard(
        setups=setups,
        kinds=kinds,
        build=build,
        leases=SqlLeases(store),
        vitals=vitals,
        holder=secrets.token_hex(8),
    )
    threads = SqlThreads(store)
    return Wired(
        store=store,
        bus=bus,
        kinds=kinds,
        setups=setups,
        threads=threads,
        vitals=vitals,
        switchboard=switchboard,
        naming=Naming(threads, switchboard, bus, store.clock),
        typing=OperatorTyping(threads, switchboard),
    )
