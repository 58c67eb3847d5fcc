"""What a zip holds, by its list of contents alone: nothing is ever unpacked."""

import io
import zipfile
from typing import Final

ZIP: Final = "application/zip"
_PROGRAM: Final = "application/x-executable"
_WORD: Final = "application/vnd.openxmlformats-officedocument."
_MAIN: Final = {
    "word/document.xml": f"{_WORD}wordprocessingml.document",
    "xl/workbook.xml": f"{_WORD}spreadsheetml.sheet",
    "xl/workbook.bin": "application/vnd.ms-excel.sheet.binary.macroenabled.12",
    "ppt/presentation.xml": f"{_WORD}presentationml.presentation",
}
_OPEN: Final = "application/vnd.oasis.opendocument."
_OPENED: Final = {f"{_OPEN}{kind}" for kind in ("text", "spreadsheet", "presentation")}
_RUNS: Final = ("META-INF/MANIFEST.MF", "AndroidManifest.xml", "classes.dex", "Payload/")
_MACROS: Final = "vbaProject.bin"
_MOST: Final = 5_000  # entries; a document has some dozens


def inside_zip(content: bytes) -> str:
    """The type of what a zip is: a document, a program, or a mere zip; "": it is none.

    Documents with macros are zips here: whoever allows zips allows what may be in them.
    """
    if not content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ""
    if content.count(b"PK\x01\x02") > _MOST:  # heads in its list; reading that would take long
        return ZIP
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        return ZIP
    if any(name.startswith(_RUNS) for name in names):
        return _open_document(content) or _PROGRAM
    if any(name.endswith(_MACROS) for name in names):
        return ZIP
    return (
        next((_MAIN[name] for name in names if name in _MAIN), "") or _open_document(content) or ZIP
    )


def _open_document(content: bytes) -> str:
    """Its first entry is ``mimetype``, and holds it as it is (OpenDocument 1.3, part 2, 3.3)."""
    if content[30:38] != b"mimetype":
        return ""
    size = int.from_bytes(content[18:22], "little")
    said = content[38 : 38 + min(size, 80)].decode("ascii", "replace")
    return said if said in _OPENED else ""
