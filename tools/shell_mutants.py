"""Planted bugs outside the core: what operators see and do, the rounds, lists, drill and settings.

``python -m tools.shell_mutants [WORD]`` plants each in a copy of the package and runs the tests
that must turn red on it; it ends with status 1 where one does not.
"""

import sys

from tools.planting import Mutant, run

VIEWING, RIGHTS, DRILL = "tests/web/test_viewing.py", "tests/web/test_sees.py", "flow/drill_play.py"
PLAY, REHEARSAL = "tests/flow/test_drill_play.py", "tests/flow/test_rehearsal.py"
TEAMS = "tests/web/test_teams.py"
ROUNDS = "tests/contracts/test_store_rounds.py -k sqlite"
LISTS = "tests/contracts/test_store_lists.py -k sqlite"
STRANGERS = "tests/channels/test_mail_strangers.py"
PROPOSALS, SHEETS = "tests/web/test_proposals_rights.py", "tests/web/test_spreadsheet.py"
RANGES, REACH = "tests/assistants/test_outside_ranges.py", "tests/web/test_push_reach.py"
LEDGER = "tests/contracts/test_store_reports.py -k sqlite"
CORRECTIONS = "tests/contracts/test_store_corrections.py -k sqlite"
BESIDE = "tests/web/test_beside.py"

MUTANTS = (
    Mutant(
        "a face stays though its tab is silent", "web/viewing.py",
        "if look.until <= now]", "if False]", VIEWING,
    ),
    Mutant(
        "a tab has a face in the conversation that it left", "web/viewing.py",
        "        self._forget(whisper.tab)\n", "", VIEWING,
    ),
    Mutant(
        "every beat is told as news", "web/viewing.py",
        "        before = {id: self.faces(id) for id in touched}\n",
        "        before = dict.fromkeys(touched)\n", VIEWING,
    ),
    Mutant(
        "another team's conversation is shown", "web/rights.py",
        "return not team or team in who.teams", "return True", RIGHTS,
    ),
    Mutant(
        "who only reads may act", "web/rights.py",
        "if who.role is Role.VIEWER:", "if False:", RIGHTS,
    ),
    Mutant(
        "a drill is shown to everybody", "web/rights.py",
        "if now.drill or rehearses(who.id):", "if False:", RIGHTS,
    ),
    Mutant(
        "a pass is good for ever", "web/tokens.py",
        " and now < int(until)", "", RIGHTS,
    ),
    Mutant(
        "every token is a drill's", "web/tokens.py",
        "drill=fits[True],", "drill=True,", RIGHTS,
    ),
    Mutant(
        "a drill that fails leaves its operator behind", DRILL,
        "        await asyncio.shield(backstage.end(cast, id))\n", "", PLAY,
    ),
    Mutant(
        "a step that fails counts as well", DRILL,
        "came, ok = str(error), False", "came, ok = str(error), True", PLAY,
    ),
    Mutant(
        "a drill goes on after a step that failed", DRILL,
        "            if not steps[-1].ok:\n                break\n", "", PLAY,
    ),
    Mutant(
        "a drill wakes real people", "flow/rehearsal.py",
        "if conversation is None or not conversation.drill:", "if True:", REHEARSAL,
    ),
    Mutant(
        "a drill stands in the line of real visitors", "store/counters.py",
        "    if now.drill:\n        return\n", "", REHEARSAL,
    ),
    Mutant(
        "a drill stands in the lists", "store/tx.py",
        "    if now.drill:\n        over", "    if False:\n        over", REHEARSAL,
    ),
    Mutant(
        "after an outage nobody has the time to come back", "flow/rounds.py",
        "return now - self._awake >= self._grace", "return True", ROUNDS,
    ),
    Mutant(
        "who stood still takes from others as it goes on", "flow/rounds.py",
        "if now - self._looked > BLINK:", "if not self._looked:", ROUNDS,
    ),
    Mutant(
        "what breaks in one conversation stops the round", "flow/rounds.py",
        '    except Exception:\n        log.exception("round_stumbled", conv',
        '    except KeyError:\n        log.exception("round_stumbled", conv', ROUNDS,
    ),
    Mutant(
        "what cannot be read stops the round", "store/codec.py",
        "    except ValidationError:", "    except KeyError:", ROUNDS,
    ),
    Mutant(
        "the second warning is taken for the first", "flow/idle.py",
        "idle:{now.id}:{now.seq}", "idle:{now.id}:{now.spoken_at}:{now.idle_warned}", ROUNDS,
    ),
    Mutant(
        "what was quiet before an update stays open for ever", "core/idling.py",
        "spoken_at = now.spoken_at or touched", "spoken_at = now.spoken_at", ROUNDS,
    ),
    Mutant(
        "what is due first stands behind what waits longer", "store/tx.py",
        "clock.due_at if handoff and clock else t.NEVER", "t.NEVER", LISTS,
    ),
    Mutant(
        "one that cannot be told stops all reports", "flow/ledger.py",
        '        except Exception:\n            log.exception("telling_broke"',
        '        except OSError:\n            log.exception("telling_broke"', LEDGER,
    ),
    Mutant(
        "a misspelt setting puts the usual in its place", "web/teams.py",
        "if unknown := list(_unknown(given,", "if unknown := 0 and list(_unknown(given,", TEAMS,
    ),
    Mutant(
        "a team is removed that a service level leads to", "web/teams.py",
        "for deed in (*team.service.soon, *team.service.late)", "for deed in ()", TEAMS,
    ),
    Mutant(
        "a visitor reads what strangers write to the sealed address", "channels/mail/intake.py",
        "if mail.sender != now.mail.lower():", "if False:", STRANGERS,
    ),
    Mutant(
        "an operator accepts what they proposed", "web/gaps.py",
        "Depends(at_least(Role.OWNER, Role.ADMIN, Role.SUPERVISOR))]", "Depends(at_least(*Role))]",
        PROPOSALS,
    ),
    Mutant(
        "a proposal of another team is shown", "web/gaps.py",
        "if opens(who, line.conversation))", ")", PROPOSALS,
    ),
    Mutant(
        "every IPv6 address that is not known as inner is public", "outside/reach.py",
        " or (ip.version == 6 and ip not in _UNICAST)", "", RANGES,
    ),
    Mutant(
        "a formula begins behind a semicolon", "web/spreadsheet.py",
        'INNER.sub(r"\\1\'", value)', "value", SHEETS,
    ),
    Mutant(
        "a push goes where only admins may send", "app.py",
        "settings.external.networks if settings.external.pushes else ()",
        "settings.external.networks", REACH,
    ),
    Mutant(
        "words that were taken back stay in their entry", "store/corrections.py",
        "            _empty(db, now.id, fact.message)\n", "            pass\n", CORRECTIONS,
    ),
    Mutant(
        "words that were taken back are found", "store/corrections.py",
        "            forget(db, row.position, terms(text_of(fact)))\n", "", CORRECTIONS,
    ),
    Mutant(
        "what a message was changed to outlasts it", "store/corrections.py",
        "case MessageEdited(message=of) if of == message:\n            return replace",
        "case MessageEdited(message=of) if False:\n            return replace", CORRECTIONS,
    ),
    Mutant(
        "why a person came quotes what was taken back", "store/corrections.py",
        "if why.words and why.words in said else why", "if False else why", CORRECTIONS,
    ),
    Mutant(
        "the package quotes what was taken back", "flow/handle.py",
        "case MessageWithdrawn() if now.handoff:", "case MessageWithdrawn() if False:", CORRECTIONS,
    ),
    Mutant(
        "the line shows the words of an older message", "store/corrections.py",
        "if fact.message >= now.asked_at and", "if", CORRECTIONS,
    ),
    Mutant(
        "a file that is fetched anew makes another message", "flow/handle.py",
        "files=() if input.via else input.files", "files=input.files", CORRECTIONS,
    ),
    Mutant(
        "who does not watch hears of deliveries", "web/operator_screen.py",
        "if news.conversation in self.watched:", "if True:", BESIDE,
    ),
    Mutant(
        "a thread comes without its deliveries", "web/showing.py",
        "known = await beside(id, page, desk.files, deliveries)",
        "known = await beside(id, page, desk.files)", BESIDE,
    ),
    Mutant(
        "a reconnect forgets what became of older messages", "web/showing.py",
        "deliveries={seq: one for seq, one in deliveries.items() if not first or seq < first},",
        "deliveries={},", BESIDE,
    ),
    Mutant(
        "changed words are shown unmasked", "web/views.py",
        "    text = veil.text(said)\n", "    text = said\n", BESIDE,
    ),
    Mutant(
        "unmasking shows the first words", "web/unmasking.py",
        "words=words_now(later)", "words={}", BESIDE,
    ),
    Mutant(
        "the row of a channel names none", "web/showing.py",
        "places.get(line.conversation.id, NOWHERE)", "NOWHERE", BESIDE,
    ),
    Mutant(
        "what was taken back still shows in the line", "web/inbox_feed.py",
        'return {"preview": ""} if _shows(message, now, newest) else {}', "return {}", BESIDE,
    ),
    Mutant(
        "a window shuts by our own words", "web/beside.py",
        " and entry.fact.author is Author.VISITOR", "", BESIDE,
    ),
)  # fmt: skip


if __name__ == "__main__":
    sys.exit(run(MUTANTS, sys.argv[1:]))
