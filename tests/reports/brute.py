"""Every figure worked out again from raw logs, slowly and in another way, by docs/reports.md alone.

Shares nothing with ``warmline.reports``: it slices the logs and looks at the slices.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil

from warmline.core import facts as f
from warmline.core.facts import Entry
from warmline.core.model import Author

Log = list[Entry]
Open = Callable[[str, int, int], int]  # the open time of a team between two moments
DONE = (f.ReturnedToAssistant, f.Resolved, f.HandoffCancelled)
LOSES = (f.ReturnedToAssistant, f.Resolved, f.Transferred, f.Released, f.HandoffCancelled)


@dataclass
class Number:
    hits: int
    of: int
    value: float | None
    p90: int | None = None


def said(entry: Entry, author: Author) -> bool:
    return isinstance(entry.fact, f.MessageAdded) and entry.fact.author is author


def stretches(log: Log) -> Iterator[Log]:
    starts = [i for i, e in enumerate(log) if isinstance(e.fact, f.Opened | f.Reopened)]
    for start, end in zip(starts, [*starts[1:], len(log)], strict=True):
        yield log[start:end]


def requests(part: Log) -> list[int]:
    """Where in a stretch people were requested."""
    return [i for i, e in enumerate(part) if isinstance(e.fact, f.HandoffRequested)]


def strong(entry: Entry, name: str, fits: Callable[[float], bool]) -> bool:
    return any(s.name == name and fits(s.score) for s in entry.fact.signals)


def asks(entry: Entry) -> bool:
    return said(entry, Author.VISITOR) and strong(entry, "explicit_request", lambda s: s >= 0.5)


def share(hits: list[bool]) -> Number:
    return Number(sum(hits), len(hits), sum(hits) / len(hits) if hits else None)


def spread(looked: int, values: list[int]) -> Number:
    if not values:
        return Number(0, looked, None)
    values = sorted(values)
    at = lambda p: values[ceil(p / 100 * len(values)) - 1]  # noqa: E731
    return Number(len(values), looked, at(50), at(90))


class Brute:
    """All figures over some logs; those of drills are left out."""

    def __init__(self, logs: list[Log], open_time: Open, *, business: bool) -> None:
        logs = [log for log in logs if log and not log[0].fact.drill]
        self.parts = [part for log in logs for part in stretches(log)]
        self.logs = logs
        self.time = open_time if business else lambda _, a, b: max(0, b - a)
        self.handoffs = [(p, i) for p in self.parts for i in requests(p)]

    # ── stretches ─────────────────────────────────────────────────────────────────────────────────

    def spoken(self) -> list[Log]:
        return [p for p in self.parts if any(said(e, Author.VISITOR) for e in p)]

    def alone(self, p: Log) -> bool:
        return not requests(p) and not any(said(e, Author.OPERATOR) for e in p)

    def resolution(self, p: Log) -> f.Resolved | None:
        return next((e.fact for e in p if isinstance(e.fact, f.Resolved)), None)

    def confirmed(self, p: Log) -> bool:
        if self.resolution(p).by:
            return True
        last = max([e.seq for e in p if said(e, Author.VISITOR)], default=0)
        words = [e.fact for e in p if isinstance(e.fact, f.AnswerJudged) and e.seq > last]
        words = [w for w in words if w.by is None]
        return bool(words) and words[-1].right

    def team_at(self, p: Log, until: int) -> str:
        moves = (f.HandoffRequested, f.Transferred, f.Released)
        teams = [
            e.fact.team
            for e in p[:until]
            if isinstance(e.fact, moves) and not getattr(e.fact, "stay", False)
        ]
        return teams[-1] if teams else ""

    def resolution_time(self) -> Number:
        done = [p for p in self.parts if self.resolution(p)]
        return spread(
            len(done),
            [self.time(self.team_at(p, len(p)), p[0].fact.at, self.resolution(p).at) for p in done],
        )

    def missed(self) -> Number:
        wanting = [
            p
            for p in self.parts
            if any(asks(e) for e in p)
            or any(
                said(e, Author.VISITOR) and strong(e, "sentiment", lambda s: s <= -0.5) for e in p
            )
        ]
        return share([self._never_came(p) for p in wanting])

    def _never_came(self, p: Log) -> bool:
        if any(said(e, Author.OPERATOR) for e in p):
            return False
        return not self._took_it_back(p) and not self._request_open(p)

    def _took_it_back(self, p: Log) -> bool:
        back = (f.HandoffCancelled, f.OfferDeclined)
        moments = [
            (i, isinstance(e.fact, f.OfferDeclined) or e.fact.by is None)
            for i, e in enumerate(p)
            if isinstance(e.fact, back)
        ]
        if not moments:
            return False
        last_is = moments[-1]
        declined = [i for i, mine in moments if mine]
        if not declined:
            return False
        if isinstance(p[last_is[0]].fact, f.HandoffCancelled) and not last_is[1]:
            return False
        later = p[declined[-1] + 1 :]
        return not any(asks(e) or isinstance(e.fact, f.HandoffRequested) for e in later)

    def _request_open(self, p: Log) -> bool:
        ends = (f.FallbackRan, *DONE)
        turns = [e for e in p if isinstance(e.fact, (f.HandoffRequested, *ends))]
        return bool(turns) and isinstance(turns[-1].fact, f.HandoffRequested)

    # ── handoffs ──────────────────────────────────────────────────────────────────────────────────

    def life(self, p: Log, i: int) -> tuple[Log, Entry | None]:
        """What happened during a request, and the entry that ended it."""
        for j in range(i + 1, len(p)):
            if isinstance(p[j].fact, (*DONE, f.HandoffRequested)):
                return p[i + 1 : j], p[j]
        return p[i + 1 :], None

    def taken(self, p: Log, i: int) -> int | None:
        during, _ = self.life(p, i)
        return next((e.fact.at for e in during if isinstance(e.fact, f.Claimed)), None)

    def fallback(self, p: Log, i: int) -> bool:
        """Whether it ran before anybody took the request up."""
        during, _ = self.life(p, i)
        marks = [e.fact for e in during if isinstance(e.fact, f.FallbackRan | f.Claimed)]
        return bool(marks) and isinstance(marks[0], f.FallbackRan)

    def how(self, p: Log, i: int) -> str:
        _, end = self.life(p, i)
        match end.fact if end else None:
            case f.HandoffCancelled(by=None):
                k = p.index(end) + 1
                again = next((e for e in p[k:] if isinstance(e.fact, f.HandoffRequested)), None)
                between = p[k : p.index(again)] if again else []
                fresh = any(isinstance(e.fact, (*DONE,)) for e in between)
                if again and not fresh and again.fact.at == end.fact.at:
                    return "renewed"
                return "withdrawn"
            case f.HandoffCancelled():
                return "cancelled"
            case f.ReturnedToAssistant():
                return "returned"
            case f.Resolved():
                return "resolved"
            case f.HandoffRequested():
                return "renewed"
            case _:
                return ""

    def in_person(self) -> list[tuple[Log, int]]:
        return [
            (p, i)
            for p, i in self.handoffs
            if self.taken(p, i) is not None and not self.fallback(p, i)
        ]

    def waiting_time(self) -> Number:
        looked = self.in_person()
        return spread(
            len(looked),
            [self.time(p[i].fact.team, p[i].fact.at, self.taken(p, i)) for p, i in looked],
        )

    def first_reply_time(self) -> Number:
        looked, values = self.in_person(), []
        for p, i in looked:
            during, _ = self.life(p, i)
            first = next((e.fact.at for e in during if said(e, Author.OPERATOR)), None)
            if first is not None:
                values.append(self.time(p[i].fact.team, p[i].fact.at, first))
        return spread(len(looked), values)

    def needed(self, p: Log, i: int) -> bool | None:
        words = [
            e.fact.needed
            for e in p
            if isinstance(e.fact, f.HandoffJudged) and e.fact.handoff == p[i].seq
        ]
        return words[-1] if words else None

    def needless(self) -> Number:
        hits = []
        for p, i in self.handoffs:
            judged, how = self.needed(p, i), self.how(p, i)
            if judged is None and self.taken(p, i) is None and how != "cancelled":
                continue
            during, _ = self.life(p, i)
            mute = not any(said(e, Author.OPERATOR) for e in during)
            hits.append(
                not judged if judged is not None else how in ("returned", "cancelled") and mute
            )
        return share(hits)

    def bounced(self) -> Number:
        hits = []
        for p, i in self.handoffs:
            if self.how(p, i) != "returned":
                continue
            _, end = self.life(p, i)
            later = p[p.index(end) + 1 :]
            again = next(
                (k for k, e in enumerate(later) if isinstance(e.fact, f.HandoffRequested)), None
            )
            hits.append(
                again is not None and sum(said(e, Author.VISITOR) for e in later[:again]) <= 3
            )
        return share(hits)

    # ── operators, answers, clocks ────────────────────────────────────────────────────────────────

    def replies(self) -> list[Entry]:
        return [e for p in self.parts for e in p if said(e, Author.OPERATOR)]

    def reply_time(self) -> Number:
        values = []
        for p in self.parts:
            for k, e in enumerate(p):
                if not said(e, Author.OPERATOR):
                    continue
                open_words = []
                for earlier in reversed(p[:k]):
                    answered = said(earlier, Author.ASSISTANT) or said(earlier, Author.OPERATOR)
                    if answered or isinstance(earlier.fact, f.Resolved):
                        break
                    if said(earlier, Author.VISITOR):
                        open_words.append(earlier.fact.at)
                if open_words:
                    values.append(self.time(self.team_at(p, k), open_words[-1], e.fact.at))
        return spread(len(values), values)

    def holdings(self) -> list[int | None]:
        """How long each lasted; None: it goes on."""
        found = []
        for log in self.logs:
            for k, e in enumerate(log):
                if isinstance(e.fact, f.Claimed | f.TakenOver):
                    ends = (*LOSES, f.Claimed, f.TakenOver)
                    over = next(
                        (
                            x.fact.at
                            for x in log[k + 1 :]
                            if isinstance(x.fact, ends) and not getattr(x.fact, "stay", False)
                        ),
                        None,
                    )
                    found.append(None if over is None else max(0, over - e.fact.at))
        return found

    def verdicts(self, *, visitors: bool) -> Number:
        words = [e.fact for log in self.logs for e in log if isinstance(e.fact, f.AnswerJudged)]
        return share([w.right for w in words if (w.by is None) is visitors])

    def kept(self, target: str = "") -> Number:
        hits = []
        for log in self.logs:
            marks = [e.fact for e in log if hasattr(e.fact, "target")]
            for name in ("first_reply", "next_reply", "resolution"):
                if target and target != name:
                    continue
                run: list[object] = []
                for fact in (m for m in marks if m.target == name):
                    run.append(fact)
                    if isinstance(fact, f.ClockStopped):
                        hits += self._decided(run)
                        run = []
                hits += self._decided(run)
        return share(hits)

    def _decided(self, run: list[object]) -> list[bool]:
        if not any(isinstance(m, f.ClockStarted) for m in run):
            return []
        if any(isinstance(m, f.Late) or getattr(m, "late", False) for m in run):
            return [False]
        met = isinstance(run[-1], f.ClockStopped) and run[-1].met
        return [True] if met else []

    def all(self) -> dict[str, Number]:
        spoken = self.spoken()
        done = [p for p in self.parts if self.resolution(p)]
        words = [sum(said(e, Author.VISITOR) for e in p) for p in spoken]
        held = self.holdings()
        over = [one for one in held if one is not None]
        stood = [
            (p, i)
            for p, i in self.handoffs
            if self.how(p, i) not in ("withdrawn", "renewed") or self.taken(p, i) is not None
        ]
        return {
            "conversations": Number(len(self.parts), len(self.parts), len(self.parts)),
            "visitor_messages": Number(len(words), len(words), sum(words)),
            "handoff_rate": share([bool(requests(p)) for p in spoken]),
            "containment": share([self.alone(p) for p in spoken]),
            "resolved_by_assistant": share(
                [self.alone(p) and self.resolution(p) is not None for p in spoken]
            ),
            "resolved_confirmed": share([self.confirmed(p) for p in done]),
            "resolved_assumed": share([not self.confirmed(p) for p in done]),
            "resolution_time": self.resolution_time(),
            "missed": self.missed(),
            "handoffs": Number(len(self.handoffs), len(self.handoffs), len(self.handoffs)),
            "waiting_time": self.waiting_time(),
            "first_reply_time": self.first_reply_time(),
            "taken_up": share([self.taken(p, i) is not None for p, i in stood]),
            "fell_back": share([self.fallback(p, i) for p, i in self.handoffs]),
            "abandoned": share(
                [
                    self.how(p, i) == "withdrawn" and self.taken(p, i) is None
                    for p, i in self.handoffs
                ]
            ),
            "needless": self.needless(),
            "bounced": self.bounced(),
            "replies": Number(len(self.replies()), len(self.replies()), len(self.replies())),
            "reply_time": self.reply_time(),
            "held": Number(len(held), len(held), len(held)),
            "handling_time": spread(len(over), over),
            "satisfaction": self.verdicts(visitors=True),
            "answers_right": self.verdicts(visitors=False),
            "kept": self.kept(),
            "kept_first_reply": self.kept("first_reply"),
            "kept_next_reply": self.kept("next_reply"),
            "kept_resolution": self.kept("resolution"),
        }
