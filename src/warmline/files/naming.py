"""Names of files: what others chose, made safe to keep, to show and to save."""

import re
import unicodedata
from typing import Final

from warmline.files.sniffing import UNKNOWN

LONGEST: Final = 120  # characters; every file system takes that many, in any script
NAMELESS: Final = "file"
_UNSAFE: Final = re.compile(r'[<>:"|?*\\/;%&$`{}^~#\[\]]')
_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_ENDINGS: Final = {
    "image/jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "image/png": ("png",),
    "image/gif": ("gif",),
    "image/webp": ("webp",),
    "image/avif": ("avif",),
    "image/heic": ("heic", "heif"),
    "image/tiff": ("tif", "tiff"),
    "application/pdf": ("pdf",),
    "application/rtf": ("rtf", "doc"),
    "application/zip": ("zip", "docm", "xlsm", "pptm", "epub", "numbers", "pages", "key"),
    "application/msword": ("doc",),
    "application/vnd.ms-excel": ("xls",),
    "application/vnd.ms-powerpoint": ("ppt",),
    "application/vnd.ms-outlook": ("msg",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ("pptx",),
    "application/vnd.oasis.opendocument.text": ("odt",),
    "application/vnd.oasis.opendocument.spreadsheet": ("ods",),
    "application/vnd.oasis.opendocument.presentation": ("odp",),
    "text/plain": ("txt", "log", "md", "json", "yaml", "yml", "ini", "conf", "tsv", "srt", "tex"),
    "text/csv": ("csv",),
    "text/vcard": ("vcf",),
    "text/calendar": ("ics",),
    "message/rfc822": ("eml",),
    "audio/mpeg": ("mp3", "mpga"),
    "audio/ogg": ("ogg", "oga", "opus", "ogv"),
    "audio/wav": ("wav",),
    "audio/mp4": ("m4a", "m4b", "mp4"),
    "audio/aac": ("aac",),
    "audio/amr": ("amr",),
    "audio/flac": ("flac",),
    "audio/webm": ("weba", "webm"),
    "video/mp4": ("mp4", "m4v"),
    "video/webm": ("webm",),
    "video/quicktime": ("mov", "qt"),
    "video/3gpp": ("3gp", "3gpp"),
    "text/html": ("html", "htm", "xhtml"),
    "image/svg+xml": ("svg",),
    "application/xml": ("xml",),
}


def safe_name(given: str, kind: str = "") -> str:
    """The last part of a path in one line of plain characters, ending as files of ``kind`` do.

    What misleads a reader (marks that turn the direction, that nobody sees) or a file system
    (dots at either end, names of devices) is gone before anything is judged by the ending.
    """
    name = unicodedata.normalize("NFC", given.replace("\\", "/").rsplit("/", 1)[-1])
    name = "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    name = " ".join(_UNSAFE.sub("_", name).split()).strip(". ")
    if not name or _DEVICE.fullmatch(name):
        name = f"{NAMELESS}_{name}".strip("_")
    return _ended(name, kind)


def _ended(name: str, kind: str) -> str:
    endings = _ENDINGS.get(kind, ())
    stem, dot, ending = name.rpartition(".")
    fits = bool(dot) and (ending.lower() in endings or kind in ("", UNKNOWN))
    if not fits and endings:
        stem, ending = name, endings[0]
    elif not dot:
        return name[:LONGEST]
    return f"{stem[: LONGEST - len(ending) - 1]}.{ending}" if len(ending) < 20 else name[:LONGEST]
