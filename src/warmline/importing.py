"""Files into the knowledge base, from the command line."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from warmline.app import opened_library
from warmline.flow.library import Library
from warmline.knowledge.passages import BadSource
from warmline.settings import Settings


async def import_files(
    settings: Settings, files: Sequence[Path], tell: Callable[[str], None]
) -> bool:
    """Import each file and say how it went; whether all of them went well."""
    good = True
    async with opened_library(settings) as library:
        for number, file in enumerate(files, 1):
            tell(f"{number} of {len(files)}: {file.name}")
            good = await _import(library, file, tell) and good
    return good


async def _import(library: Library, file: Path, tell: Callable[[str], None]) -> bool:
    try:
        line = await library.put(file.name, await asyncio.to_thread(file.read_bytes))
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
    tell("  ✓ it answers questions now" if ready else "  ✗ it was kept, but could not be read")
    return ready
