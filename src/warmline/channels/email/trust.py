"""Whether the owner's mail server proved who sent a mail (DMARC, by RFC 8601).

Only what that server itself wrote counts: the topmost Authentication-Results that bears its name.
It must take off what others wrote under its name (RFC 8601, section 5); all known servers do.
DMARC vouches for the domain of a From, and the server for the one address that it saw there: where
programs may read several in it, nothing is proved.
"""

import re

from warmline.channels.email.heads import Heads, ascii_domain, only_mailer

PASSED = re.compile(r"dmarc(?:/1)?\s*=\s*pass(?![\w-])", re.IGNORECASE)
AUTHOR = re.compile(r"(?<![\w.])header\.from\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE)


def proved(heads: Heads, *, server: str, domain: str) -> bool:
    """``server``: its name in that field, "" trusts nobody; ``domain``: of the From."""
    if not server or not domain or len(heads.all("from")) != 1:
        return False
    sender = only_mailer(heads.raw("from"))
    if sender is None or sender.domain != domain:
        return False
    for field in heads.all("authentication-results"):
        if not field:  # too long, so that nobody knows whose it was
            return False
        name, *results = uncommented(field).split(";")
        if (name.split() or [""])[0].strip('"').lower() == server.lower():
            return any(_passes(one.strip(), domain) for one in results)
    return False


def _passes(result: str, domain: str) -> bool:
    author = AUTHOR.search(result)
    if not PASSED.match(result) or author is None:
        return False
    return ascii_domain(author[1].rpartition("@")[2]) == domain


def uncommented(field: str) -> str:
    """Without (comments), which nest, and may hold what looks like a result."""
    kept, depth, quoted, escaped = list[str](), 0, False, False
    for one in field:
        if escaped or one == "\\":
            escaped = not escaped
            continue
        if one == '"' and not depth:
            quoted = not quoted
        depth += (one == "(") and not quoted
        if not depth:
            kept.append(_harmless(one) if quoted else one)
        depth -= one == ")" and not quoted and depth > 0
    return "".join(kept)


def _harmless(one: str) -> str:
    """In quotation marks, nothing ends a result or begins one."""
    return "_" if one in ";=" or one.isspace() else one
