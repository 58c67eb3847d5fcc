"""Updates as Telegram writes them: core.telegram.org/bots/api#update."""

from collections.abc import Mapping, Sequence
from typing import Any

from warmline.testing._provider import Enclosed

Fields = dict[str, Any]
ME = 7_000_001  # the user id of the bot itself


def myself(username: str) -> Fields:
    return {"id": ME, "is_bot": True, "first_name": "Warmline", "username": username}


def user(id: int, name: str) -> Fields:
    return {
        "id": id,
        "is_bot": False,
        "first_name": name.title(),
        "username": f"{name}_{id % 1000}",
        "language_code": "en",
    }


def private(id: int, name: str) -> Fields:
    return {"id": id, "type": "private", "first_name": name.title()}


def message(number: int, at: float, person: Fields, chat: Fields, words: str = "") -> Fields:
    """One with words; commands are marked in it as Telegram marks them."""
    found: Fields = {"message_id": number, "from": person, "chat": chat, "date": int(at)}
    if words:
        found["text"] = words
    if words.startswith("/"):
        length = len(words.split(maxsplit=1)[0])
        found["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    return found


def with_file(found: Fields, file: Enclosed, id: str) -> Fields:
    """The same with a file: its words are a caption."""
    rest = {key: value for key, value in found.items() if key not in ("text", "entities")}
    caption = {"caption": found["text"]} if "text" in found else {}
    unique = {"file_id": id, "file_unique_id": id[-12:], "file_size": len(file.content)}
    return {**rest, **_held(file, unique), **caption}


def _held(file: Enclosed, unique: Mapping[str, Any]) -> Fields:
    named = {**unique, "file_name": file.name, "mime_type": file.type}
    match file.type:
        case "image/jpeg" | "image/png" | "image/webp":
            small = {**unique, "file_id": f"{unique['file_id']}_s", "width": 90, "height": 90}
            return {"photo": [small, {**unique, "width": 1280, "height": 1280}]}
        case "audio/ogg":
            return {"voice": {**unique, "mime_type": file.type, "duration": 3}}
        case "video/mp4":
            return {"video": {**named, "width": 640, "height": 480, "duration": 3}}
        case "audio/mpeg":
            return {"audio": {**named, "duration": 3}}
        case _:
            return {"document": named}


def pressed(id: str, person: Fields, under: Fields, data: str) -> Fields:
    return {
        "id": id,
        "from": person,
        "message": under,
        "chat_instance": str(person["id"] * 31),
        "data": data,
    }


def member(at: float, person: Fields, chat: Fields, was: str, now: str) -> Fields:
    """What somebody made of us in their chat: ``kicked`` is blocked."""
    me = {"id": ME, "is_bot": True, "first_name": "Warmline"}
    until = {"until_date": 0} if now == "kicked" else {}
    return {
        "chat": chat,
        "from": person,
        "date": int(at),
        "old_chat_member": {"user": me, "status": was},
        "new_chat_member": {"user": me, "status": now, **until},
    }


def keyboard(found: Fields) -> Sequence[Mapping[str, str]]:
    rows = found.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]
