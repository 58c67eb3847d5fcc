"""A small IMAP server (RFC 3501, 2177): as much of it as a client needs that takes letters in.

What it does not know, it answers with BAD, and says so in ``faults``.
"""

import asyncio
import re
from collections.abc import Callable
from contextlib import suppress

from warmline.testing._mailbox import Folder, Kept

TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|\(([^()]*)\)|([^\s()]+)')
PARTIAL = re.compile(r"BODY\.PEEK\[\]<0\.(\d+)>")


class Imap:
    """One mailbox with one folder, INBOX, behind one user and password."""

    def __init__(
        self, folder: Folder, user: str, password: str, fault: Callable[[str], None]
    ) -> None:
        self.folder = folder
        self.known = (user, password)
        self.fault = fault
        self.tells = True  # by IDLE, when there is something new
        self.breaks = 0  # so many letters break off in their middle, and the connection with them
        self.connections = dict[asyncio.StreamWriter, asyncio.Future[None]]()

    @property
    def capabilities(self) -> str:
        return "CAPABILITY IMAP4rev1" + (" IDLE" if self.tells else "")

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until either side ends it."""
        over = self.connections[writer] = asyncio.get_running_loop().create_future()
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await _Session(self, reader, writer).run()
        del self.connections[writer]
        writer.close()
        over.set_result(None)

    async def cut(self) -> None:
        """All connections end, as when the server is started anew."""
        ends = list(self.connections.values())
        for one in list(self.connections):
            one.transport.abort()
        await asyncio.gather(*ends)


class _Session:
    def __init__(
        self, imap: Imap, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._imap = imap
        self._folder = imap.folder
        self._fault = imap.fault
        self._reader = reader
        self._writer = writer
        self._in = False
        self._told = 0  # letters that the client knows of

    async def run(self) -> None:
        self._say(f"* OK [{self._imap.capabilities}] a stand-in")
        while line := await self._reader.readline():
            tag, _, rest = line.decode("utf-8", "replace").strip().partition(" ")
            command, _, words = rest.partition(" ")
            if command.upper() == "UID":
                command, _, words = words.partition(" ")
            self._say(f"{tag} {await self._obey(command.upper(), words)}")
            await self._writer.drain()
            if command.upper() == "LOGOUT":
                return

    async def _obey(self, command: str, words: str) -> str:
        """What is said at the end of it."""
        given = [a or b or c for a, b, c in TOKEN.findall(words)]
        match command:
            case "CAPABILITY":
                self._say(f"* {self._imap.capabilities}")
            case "LOGIN":
                plain = tuple(re.sub(r"\\(.)", r"\1", one) for one in given)
                if plain != self._imap.known:
                    return "NO [AUTHENTICATIONFAILED] no"
                self._in = True
            case "LOGOUT":
                self._say("* BYE")
            case "NOOP":
                self._tell()
            case _ if not self._in:
                return "BAD log in first"
            case _:
                return await self._of_folder(command, given, words)
        return "OK done"

    async def _of_folder(self, command: str, given: list[str], words: str) -> str:
        match command:
            case "SELECT" if given == ["INBOX"]:
                self._select()
            case "SELECT":
                return "NO there is no such folder"
            case "STATUS":
                folder = self._folder
                counts = f"UIDVALIDITY {folder.validity} UIDNEXT {folder.next}"
                self._say(f'* STATUS "INBOX" ({counts})')
            case "SEARCH":
                found = self._search(given)
                if found is None:
                    self._fault(f"SEARCH {words}")
                    return "BAD what is that?"
                self._say(" ".join(("* SEARCH", *(str(one.uid) for one in found))))
                self._tell()
            case "FETCH":
                self._fetch(given)
            case "STORE":
                self._store(given)
            case "IDLE" if self._imap.tells:
                await self._idle()
            case _:
                self._fault(f"IMAP {command}")
                return "BAD unknown"
        return "OK done"

    def _select(self) -> None:
        folder = self._folder
        self._told = len(folder.letters)
        self._say(f"* {self._told} EXISTS")
        self._say(f"* OK [UIDVALIDITY {folder.validity}] .")
        self._say(f"* OK [UIDNEXT {folder.next}] .")
        self._say("* OK [PERMANENTFLAGS (\\Seen \\Flagged \\Deleted \\*)] .")

    def _search(self, given: list[str]) -> list[Kept] | None:
        """None: such words are not known here."""
        found, words = list(self._folder.letters), list(given)
        while words:
            match words.pop(0).upper():
                case "UNSEEN":
                    found = [one for one in found if "\\Seen" not in one.flags]
                case "UNKEYWORD" if words:
                    keyword = words.pop(0)
                    found = [one for one in found if keyword not in one.flags]
                case "UID" if words and words[0].endswith(":*"):
                    least = int(words.pop(0)[:-2])
                    newest = max((one.uid for one in self._folder.letters), default=0)
                    found = [one for one in found if one.uid >= least or one.uid == newest]
                case "HEADER" if len(words) > 1:
                    name, value = words.pop(0).lower(), words.pop(0)
                    found = [one for one in found if value.encode() in _head(one.raw, name)]
                case _:
                    return None
        return found

    def _fetch(self, given: list[str]) -> None:
        for number, one in enumerate(self._folder.letters, 1):
            if str(one.uid) != given[0]:
                continue
            if partial := PARTIAL.fullmatch(given[1]):
                part = one.raw[: int(partial[1])]
                self._say(f"* {number} FETCH (UID {one.uid} BODY[]<0> {{{len(part)}}}")
                if self._imap.breaks > 0:
                    self._imap.breaks -= 1
                    self._writer.write(part[: len(part) // 2])
                    raise ConnectionResetError
                self._writer.write(part)
                self._say(")")
            else:
                self._say(f"* {number} FETCH (UID {one.uid} RFC822.SIZE {len(one.raw)})")

    def _store(self, given: list[str]) -> None:
        if given[1].upper() != "+FLAGS":
            self._fault(f"STORE {given[1]}")
        for one in self._folder.letters:
            if str(one.uid) in given[0].split(","):
                one.flags.update(given[2].split())

    async def _idle(self) -> None:
        self._say("+ idling")
        self._tell()
        done = asyncio.create_task(self._reader.readline())
        while not done.done():
            told = asyncio.create_task(self._news())
            await asyncio.wait({done, told}, return_when=asyncio.FIRST_COMPLETED)
            told.cancel()
            self._tell()
            await self._writer.drain()

    async def _news(self) -> None:
        async with self._folder.news:
            await self._folder.news.wait_for(lambda: len(self._folder.letters) != self._told)

    def _tell(self) -> None:
        if len(self._folder.letters) != self._told:
            self._told = len(self._folder.letters)
            self._say(f"* {self._told} EXISTS")

    def _say(self, line: str) -> None:
        self._writer.write(line.encode() + b"\r\n")


def _head(raw: bytes, name: str) -> bytes:
    head = raw.partition(b"\r\n\r\n")[0]
    lines = head.replace(b"\r\n ", b" ").replace(b"\r\n\t", b" ").split(b"\r\n")
    start = f"{name}:".encode()
    return b"\n".join(one for one in lines if one.lower().startswith(start))
