"""Planted bugs in what tells staff: each must turn a test of the notices red.

``python -m tools.notice_mutants [WORD]`` prints a table of them; see ``planting``.
"""

import sys

from tools.planting import Mutant, run

TELLING, WAYS_OUT = "tests/notifiers/test_telling.py", "tests/notifiers/test_ways_out.py"
WISHES = "tests/notifiers/test_wishes.py"

MUTANTS = (
    Mutant(
        "what was sent is sent again", "flow/telling.py",
        "if before and before.state in DONE:", "if False:", TELLING,
    ),
    Mutant(
        "there is no pace", "flow/telling.py",
        "        if len(sent) >= pace.most:", "        if False:", TELLING,
    ),
    Mutant(
        "what was told together stays held", "flow/telling.py",
        "        await self._fold(letter, notify, key)\n", "", TELLING,
    ),
    Mutant(
        "a second try is told from the first by nobody", "flow/telling.py",
        "tried=job.attempts > 1", "tried=False", TELLING,
    ),
    Mutant(
        "who is there is told as if they were away", "flow/telling.py",
        "if way in wishes.away_only and seat.presence is Presence.ONLINE:", "if False:", TELLING,
    ),
    Mutant(
        "quiet hours are not quiet", "flow/telling.py",
        "            _keep_quiet(wishes, at)\n", "            pass\n", TELLING,
    ),
    Mutant(
        "what is settled counts among those told together", "flow/telling.py",
        "one.key != key and await self._matters(one)", "one.key != key", TELLING,
    ),
    Mutant(
        "two causes have one key", "flow/telling.py",
        "{notify.seq}:{notify.notice}:", "{notify.notice}:", TELLING,
    ),
    Mutant(
        "a matter that is settled is told", "flow/settled.py",
        "            return _not_pending(now) or await _told_lately(store, now, notify.seq)",
        '            return ""', TELLING,
    ),
    Mutant(
        "a browser that is gone is told for ever", "notifiers/push.py",
        "            await self.expired(one.id)\n            return False\n        check(reply)",
        "            return False\n        check(reply)", WAYS_OUT,
    ),
    Mutant(
        "a push that is repeated shows twice", "notifiers/push.py",
        '"Topic": key.removeprefix("msg_")[:TOPIC]', '"Topic": secrets.token_hex(8)', WAYS_OUT,
    ),
    Mutant(
        "an encrypted push has no end", "notifiers/webpush.py",
        'text + b"\\x02"', "text", WAYS_OUT,
    ),
    Mutant(
        "the keys of a push change places", "notifiers/webpush.py",
        'b"WebPush: info\\0" + theirs + ours', 'b"WebPush: info\\0" + ours + theirs', WAYS_OUT,
    ),
    Mutant(
        "an SMS is sent again without a look at the provider", "notifiers/sms.py",
        "if letter.tried and (found", "if False and (found", WAYS_OUT,
    ),
    Mutant(
        "any SMS is taken for the one that was sent", "outside/twilio.py",
        'if one.get("body") == body and', "if", WAYS_OUT,
    ),
    Mutant(
        "Retry-After is not heeded", "notifiers/_sending.py",
        "retry_after=reply.retry_after", "retry_after=0.0", WAYS_OUT,
    ),
    Mutant(
        "an address that is not allowed is tried again", "notifiers/_sending.py",
        'if error.kind == "forbidden":', "if False:", WAYS_OUT,
    ),
    Mutant(
        "a webhook that is repeated has another id", "notifiers/webhook.py",
        "signed(secret_bytes(target.secret), key,",
        "signed(secret_bytes(target.secret), key + str(id(body)),", WAYS_OUT,
    ),
    Mutant(
        "the address of a room is kept as it is", "store/notebook.py",
        'self._seal.seal(target.url, f"url:{target.id}")', "target.url", f"{WISHES} {TELLING}",
    ),
    Mutant(
        "a pause is not waited for", "store/tx.py",
        "isinstance(effect, Later | Notify)", "isinstance(effect, Later)", f"{TELLING} {WISHES}",
    ),
    Mutant(
        "quiet hours that overlap end with the first", "flow/wishes.py",
        "if later <= end:", "if True:", WISHES,
    ),
    Mutant(
        "of two keys of the installation the second wins", "store/notebook.py",
        'put.on_conflict_do_nothing(index_elements=["name"])',
        "upsert(db, t.sealed, *row), row", f"{WISHES} {TELLING}",
    ),
)  # fmt: skip

if __name__ == "__main__":
    sys.exit(run(MUTANTS, sys.argv[1:]))
