"""Files into the knowledge base, from the command line."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from warmline.app import opened_library
from warmline.flow.desk import Audience
from warmline.flow.library import Library
from warmline.knowledge.passages import BadSource
from warmline.settings import Settings


async def import_files(
    settings: Settings,
    files: Sequence[Path],
    tell: Callable[[str], None],
    audience: Audience | None = None,
) -> bool:
    """Import each file and say how it went; whether all of them went well.

    Without an ``audience``: that of the older file of the name, else everybody.
    """
    good = True
    async with opened_library(settings) as library:
        for number, file in enumerate(files, 1):
            tell(f"{number} of {len(files)}: {file.name}")
            good = await _import(library, file, tell, audience) and good
    return good


async def _import(
    library: Library, file: Path, tell: Callable[[str], None], audience: Audience | None
) -> bool:
    try:
        content = await asyncio.to_thread(file.read_bytes)
        line = await library.put(file.name, content, audience)
    except BadSource as error:
        tell(f"  ✗ {error}")
        return False
    except OSError as error:
        tell(f"  ✗ {file}: cannot be read ({error.strerror})")
        return False
    for problem in line.problems:
        tell(f"  line {problem['line']}: {problem['message']}")
    tell(f"  {line.passages} passage{'' if line.passages == 1 else 's'}; reading what is new")
    await library.settled()
    ready = any(one.id == line.id and one.status == "ready" for one in await library.sources())
    tell(_said(line.audience) if ready else "  ✗ it was kept, but could not be read")
    return ready


def _said(audience: Audience) -> str:
    if audience is Audience.INTERNAL:
        return "  ✓ staff find it now; it is internal, and no visitor is told"
    return "  ✓ it answers questions now"
