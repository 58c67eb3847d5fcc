"""The bugs that the rig must see, at least one for each promise."""

from faults.planted import Planted

BUGS: tuple[Planted, ...] = (
    Planted(
        promise=1, bug="a message is acknowledged before it is committed", also=(3,), quick=True,
        file="store/sqlite.py", seconds=14,
        old="                done = run_batch(db, batch, self._open_tx)\n",
        new="                done = run_batch(db, batch, self._open_tx)\n"
        "                early = [on for on in done.settled if isinstance(on[0].what, Command)]\n"
        "                self._loop.call_soon_threadsafe(tell, [Done(early)], lambda _: None)\n"
        '                __import__("time").sleep(0.12 if early else 0)\n',
    ),
    Planted(
        promise=2, bug="the key names the try, not the message", faults=("double posts", "reset"),
        file="web/visiting.py", old=":{request.id}", new=":{request.id}:{id(request)}", also=(3,),
    ),
    Planted(
        promise=3, bug="a page of the log is in order of time, newest first", also=(4,),
        file="store/sql.py", old="OLDEST = ENTRIES.order_by(t.entry.c.seq)",
        new="OLDEST = ENTRIES.order_by(t.entry.c.position.desc())",
    ),
    Planted(
        promise=4, bug="who comes back sees only what is new", also=(3,),
        faults=("kill", "black hole"), file="web/visitor_socket.py",
        old="self._show(after))", new="self._show(newest))",
    ),
    Planted(
        promise=5, bug="an answer counts whatever has happened since", faults=("moody model",),
        file="core/model.py",
        old="return asked and self.asked_at == answers", new="return True",
    ),
    Planted(
        promise=6, bug="a second claim ousts the first", faults=("reset",),
        file="core/operators.py",
        old="    if (has := holder(now)) not in (None, operator) and not invited:\n",
        new="    if (has := holder(now)) and False:\n",
    ),
    Planted(
        promise=7, bug="a deadline that passes is not heeded", faults=("reset",),
        file="core/handoffs.py", quick=True, seconds=6,
        old="if not same or not pending(now) or after_fallback(now)",
        new="if True or not same or not pending(now) or after_fallback(now)",
    ),
    Planted(
        promise=8, bug="a failure is not told", faults=("moody model",), file="core/answers.py",
        old="        yield system(now, context, said, buttons=buttons)\n", new="        pass\n",
    ),
    Planted(
        promise=9, bug="a person is promised twice", faults=("reset",), file="core/handoffs.py",
        old="    yield requested\n",
        new="    yield requested\n"
        '    yield system(now, context, context.policy.say("handoff", now.language))\n',
    ),
    Planted(
        promise=10, bug="the assistant is not told what the person said", faults=("reset",),
        file="assistants/openai_chat.py", old="elif one.author is Author.OPERATOR:",
        new="elif False:",
    ),
    Planted(
        promise=11, bug="who is gone keeps what they hold", faults=("reset",), scene="vanish",
        file="core/transfers.py", seconds=3,
        old="return seat is None or context.now - seat.seen_at >= lease", new="return False",
    ),
    Planted(
        promise=12, bug="a timer rings at half its time", faults=("reset",), file="store/tx.py",
        old="effect.after if isinstance(effect", new="effect.after // 2 if isinstance(effect",
    ),
    Planted(
        promise=12, bug="a mail that is sent again is another mail", faults=("moody mail",),
        file="notifiers/email.py", old='.{key}@{domain}>"', seconds=20,
        new=".{key}.{__import__('secrets').token_hex(4)}@{domain}>\"",
    ),
    Planted(
        promise=12, bug="a job is marked as done before it is done", file="flow/perform.py",
        old="        await _do(world, job)\n",
        new="        await world.store.settle(job)\n        await asyncio.sleep(1)\n"
        "        await _do(world, job)\n",
        also=(7, 8), seconds=20,
    ),
    Planted(
        promise=13, bug="rights are looked at once only", faults=("reset",), scene="revoke",
        file="web/operator_socket.py",
        old="        if fresh is None:\n", new="        if fresh is None:\n            return\n",
    ),
    Planted(
        promise=14, bug="frames queue up without end", faults=("reset",), scene="slow readers",
        file="web/socket.py",
        old="return self._waiting >= MOST_QUEUED or self._queued >= MOST_BYTES", new="return False",
    ),
    Planted(
        promise=15, bug="what a full disk refused is acknowledged", faults=("disk full",),
        file="store/sqlite.py", also=(1,), seconds=9,
        old="                return [failed(batch, away or error)]\n",
        new="                from warmline.flow.ports import Outcome\n"
        "                good = [one for one in batch if isinstance(one.what, Command)]\n"
        "                bad = [one for one in batch if one not in good]\n"
        "                told = Done([(one, Outcome(1, 1)) for one in good])\n"
        "                return [told, failed(bad, away or error)]\n",
    ),
    Planted(
        promise=2, bug="what a provider tells again is another message", channels=True,
        faults=("reset",), file="flow/entrance.py", seconds=8,
        old="        if await self.threads.entry_of(setup.id, said.id):\n",
        new='        said = replace(said, id=f"{said.id}:{__import__(\'secrets\').token_hex(4)}")\n'
        "        if await self.threads.entry_of(setup.id, said.id):\n",
    ),
    Planted(
        promise=1, bug="a webhook is answered before what it tells is durable", channels=True,
        also=(3,), faults=("kill",), file="web/hooks.py", seconds=20,
        old="        await desk.channels.arrivals.take(setup, kind, events)\n",
        new="        import asyncio\n"
        "        async def later():\n"
        "            await asyncio.sleep(0.5)\n"
        "            await desk.channels.arrivals.take(setup, kind, events)\n"
        '        desk.__dict__.setdefault("_late", set()).add(asyncio.create_task(later()))\n',
    ),
    Planted(
        promise=3, bug="messages of one conversation go out as they come", channels=True,
        also=(1, 2), faults=("reset",), file="store/tx.py", seconds=20,
        old='"lane": conversation if isinstance(effect, Deliver) else "",', new='"lane": "",',
    ),
    Planted(
        promise=16, bug="an answer is kept for whoever asks next", faults=("reset",),
        file="assistants/openai_chat.py", old="    return answer_of(found, question)\n",
        new='    found = outside.__dict__.setdefault(f"kept{question.answers}", found)\n'
        "    return answer_of(found, question)\n",
    ),
)  # fmt: skip
