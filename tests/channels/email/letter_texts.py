"""Words for made-up letters: many languages, emoji, both directions, and what comes below them."""

TEXTS = {
    "en": [
        "My lamp no. 4711 is broken.",
        "Could you send me a new one?",
        "Thanks a lot!",
        "It's 5 > 3, & <b>bold</b>?",
    ],
    "de": [
        "Meine Lampe Nr. 4711 flackert.",
        "Können Sie mir bitte helfen? Grüße aus Köln",
        "Straße, Maß, Öl – äöüß",
    ],
    "fr": [
        "Ma lampe est arrivée cassée.",
        "Où est ma commande ? Ça fait déjà dix jours…",
        "À bientôt, élève Noël",
    ],
    "es": [
        "¿Dónde está mi pedido?",
        "Llegó la lámpara rota, señor.",
        "¡Muchas gracias! Mañana llamo",
    ],
    "pl": ["Moja lampa jest zepsuta.", "Zażółć gęślą jaźń", "Proszę o zwrot pieniędzy, dziękuję"],
    "cs": ["Moje lampa nefunguje.", "Příliš žluťoučký kůň úpěl ďábelské ódy"],
    "ru": ["Моя лампа сломалась.", "Пришлите, пожалуйста, новую. Ёжик", "Спасибо!"],
    "uk": ["Моя лампа зламалась, її треба замінити.", "Дякую, ґанок"],
    "el": ["Η λάμπα μου χάλασε.", "Ευχαριστώ πολύ"],
    "tr": ["Lambam kırıldı, değiştirin lütfen.", "Teşekkürler, İyi günler ığşçö"],
    "he": ["המנורה שלי שבורה.", "מתי תגיע ההזמנה 4711?"],
    "ar": ["مصباحي مكسور.", "أين طلبي رقم 4711؟ شكرا"],
    "fa": ["چراغ من شکسته است.", "می‌خواهم پولم را پس بگیرم"],
    "hi": ["मेरा लैंप टूट गया है।", "कृपया नया भेजें"],
    "th": ["โคมไฟของฉันเสีย", "ขอบคุณครับ"],
    "ja": [
        "ランプが壊れています。",
        "新しいものを送ってください。よろしくお願いします",
        "注文番号は４７１１です",
    ],
    "zh": ["我的灯坏了。", "请给我寄一个新的,谢谢", "订单号是4711"],
    "tw": ["我的燈壞了。", "請寄一個新的給我,謝謝"],
    "ko": ["램프가 고장났습니다.", "새 제품을 보내 주세요. 감사합니다"],
    "vi": ["Đèn của tôi bị hỏng.", "Cảm ơn bạn rất nhiều"],
    "emoji": [
        "Hello 👋🏽 the lamp 💡 is 💔",
        "👨‍👩‍👧‍👦 waits 🇩🇪 ✈️",
        "ok 👍",
        "Ünïcödé 🤷🏿‍♀️ all over",
    ],
}

CHARSETS = {
    "en": ["us-ascii", "utf-8", "iso-8859-1", "windows-1252", "ascii"],
    "de": ["utf-8", "windows-1252", "iso-8859-15"],
    "fr": ["utf-8", "windows-1252"],
    "es": ["utf-8", "iso-8859-1", "windows-1252", "iso-8859-15", "macintosh"],
    "pl": ["utf-8", "iso-8859-2", "windows-1250"],
    "cs": ["utf-8", "iso-8859-2", "windows-1250"],
    "ru": ["utf-8", "koi8-r", "windows-1251", "iso-8859-5", "x-mac-cyrillic"],
    "uk": ["utf-8", "koi8-u", "windows-1251"],
    "el": ["utf-8", "iso-8859-7", "windows-1253"],
    "tr": ["utf-8", "iso-8859-9", "windows-1254"],
    "he": ["utf-8", "windows-1255", "iso-8859-8-i", "iso-8859-8"],
    "ar": ["utf-8", "windows-1256", "iso-8859-6"],
    "fa": ["utf-8", "utf-16"],
    "hi": ["utf-8", "utf-16", "utf-16le"],
    "th": ["utf-8", "tis-620", "windows-874", "iso-8859-11"],
    "ja": ["utf-8", "iso-2022-jp", "shift_jis", "euc-jp", "windows-31j"],
    "zh": ["utf-8", "gb2312", "gbk", "gb18030"],
    "tw": ["utf-8", "big5"],
    "ko": ["utf-8", "euc-kr", "ks_c_5601-1987", "cp949"],
    "vi": ["utf-8", "windows-1258"],
    "emoji": ["utf-8", "utf-16"],
}

CODECS = {  # where Python's own name differs from the label
    "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "iso-8859-8-i": "iso8859-8",
    "windows-874": "cp874",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "windows-31j": "cp932",
    "gb2312": "gb18030",
    "ks_c_5601-1987": "cp949",
    "windows-1252": "cp1252",
    "iso-8859-1": "cp1252",
}

NAMES = [
    "Eve Example",
    "Zoë Müller",
    "Иван Петров",
    "山田太郎",
    "محمد علي",
    "O'Neil, Pat",
    "José (work)",
    "😀 Joy",
    "",
]
SUBJECTS = [
    "Broken lamp",
    "Kaputte Lampe – dringend!",
    "Проблема с заказом",
    "ランプが壊れました、至急ご連絡をお願いいたします",
    "مصباح",
    "💡💔",
    "Re: Broken lamp",
    "AW: Lampe",
    "",
]

INTRODUCTIONS = [
    "On Mon, 3 May 2026 at 10:12, Shop <support@shop.test> wrote:",
    "Am 03.05.2026 um 10:12 schrieb Shop <support@shop.test>:",
    "Le lun. 3 mai 2026 à 10:12, Shop <support@shop.test> a écrit :",
    "El lun, 3 may 2026 a las 10:12, Shop (<support@shop.test>) escribió:",
    "2026年5月3日(日) 10:12 Shop <support@shop.test>:",
    "пн, 3 мая 2026 г. в 10:12, Shop <support@shop.test>:",
    "Il giorno lun 3 mag 2026 alle ore 10:12 Shop <support@shop.test> ha scritto:",
    "Op ma 3 mei 2026 om 10:12 schreef Shop <support@shop.test>:",
]
HEADS = [
    ("From", "Sent", "To", "Subject"),
    ("Von", "Gesendet", "An", "Betreff"),
    ("De", "Envoyé", "À", "Objet"),
    ("De", "Enviado el", "Para", "Asunto"),
    ("差出人", "送信日時", "宛先", "件名"),
    ("От", "Отправлено", "Кому", "Тема"),
]
DEVICES = [
    "Sent from my iPhone",
    "Von meinem iPhone gesendet",
    "Envoyé de mon iPhone",
    "Sent from Outlook for Android",
    "Get Outlook for iOS",
    "Enviado desde mi iPhone",
]
