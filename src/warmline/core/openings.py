"""When a team is there again, in the visitor's words and on the team's clock."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from warmline.core.model import Millis

DAYS: Mapping[str, tuple[str, ...]] = {
    "ar": ("اليوم", "غدًا", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    "de": (
        *("heute", "morgen", "Montag", "Dienstag", "Mittwoch"),
        *("Donnerstag", "Freitag", "Samstag", "Sonntag"),
    ),
    "en": (
        *("today", "tomorrow", "Monday", "Tuesday", "Wednesday"),
        *("Thursday", "Friday", "Saturday", "Sunday"),
    ),
    "es": (
        "hoy",
        "mañana",
        "lunes",
        "martes",
        "miércoles",
        "jueves",
        "viernes",
        "sábado",
        "domingo",
    ),
    "fr": (
        *("aujourd'hui", "demain", "lundi", "mardi", "mercredi"),
        *("jeudi", "vendredi", "samedi", "dimanche"),
    ),
    "hi": ("आज", "कल", "सोमवार", "मंगलवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार", "रविवार"),
    "it": (
        "oggi",
        "domani",
        "lunedì",
        "martedì",
        "mercoledì",
        "giovedì",
        "venerdì",
        "sabato",
        "domenica",
    ),
    "ja": ("本日", "明日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日"),
    "nl": (
        *("vandaag", "morgen", "maandag", "dinsdag", "woensdag"),
        *("donderdag", "vrijdag", "zaterdag", "zondag"),
    ),
    "pl": (
        "dziś",
        "jutro",
        "poniedziałek",
        "wtorek",
        "środa",
        "czwartek",
        "piątek",
        "sobota",
        "niedziela",
    ),
    "pt": (
        *("hoje", "amanhã", "segunda-feira", "terça-feira", "quarta-feira"),
        *("quinta-feira", "sexta-feira", "sábado", "domingo"),
    ),
    "tr": (
        "bugün",
        "yarın",
        "Pazartesi",
        "Salı",
        "Çarşamba",
        "Perşembe",
        "Cuma",
        "Cumartesi",
        "Pazar",
    ),
    "zh": ("今天", "明天", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
}
"""Today, tomorrow, and the days of the week from Monday on, by language."""

NAMED_DAYS = 6  # further off than this, the date is said as well


def opening_words(opens_at: Millis, now: Millis, zone: str, language: str) -> str:
    """The moment as people say it there: "tomorrow 09:00 (Berlin)"."""
    place = ZoneInfo(zone)
    opens = datetime.fromtimestamp(opens_at / 1000, UTC).astimezone(place)
    today = datetime.fromtimestamp(now / 1000, UTC).astimezone(place).date()
    city = zone.rpartition("/")[2].replace("_", " ")
    return f"{_day(opens.date(), today, language)} {opens:%H:%M} ({city})"


def _day(day: date, today: date, language: str) -> str:
    words = DAYS.get(language) or DAYS.get(language.partition("-")[0]) or DAYS["en"]
    ahead = (day - today).days
    if 0 <= ahead <= 1:
        return words[ahead]
    weekday = words[2 + day.weekday()]
    return weekday if 0 < ahead <= NAMED_DAYS else f"{weekday} {day.isoformat()}"
