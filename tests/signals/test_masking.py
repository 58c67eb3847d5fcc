"""J-17: what is a card, an account or a password is found, and what only looks like one is not."""

import random
import re
import time

import pytest

from warmline.signals.masking import is_card, is_iban, masked, sensitive

# ── a corpus made here ────────────────────────────────────────────────────────────────────────────

FRAMES = (
    "My card number is {}.",
    "Meine Karte: {} – bitte abbuchen",
    "please charge {} today",
    "{}",
    "Kartennummer {}, gültig bis 04/27",
    "tarjeta {} por favor",
    "j'ai payé avec {} hier",
    "o cartão é {}, obrigado",
    "la carta {} non va",
    "kaart {} werkt niet",
    "karta {} nie działa",
    "kartım {} çalışmıyor",
    "رقم بطاقتي {} شكرا",
    "मेरा कार्ड {} है",
    "我的卡号是{}，谢谢",
    "カード番号は{}です",
)
COUNTRIES = {
    "DE": 22,
    "AT": 20,
    "CH": 21,
    "FR": 27,
    "ES": 24,
    "NL": 18,
    "GB": 22,
    "PL": 28,
    "NO": 15,
}
ISSUERS = (("4", 16), ("51", 16), ("2223", 16), ("37", 15), ("6011", 16), ("3528", 16), ("36", 14))


def card(chance: random.Random) -> str:
    prefix, length = chance.choice(ISSUERS)
    while True:
        body = prefix + "".join(chance.choice("0123456789") for _ in range(length - len(prefix)))
        if is_card(body):
            return body


def account(chance: random.Random) -> str:
    country = chance.choice(list(COUNTRIES))
    body = "".join(chance.choice("0123456789") for _ in range(COUNTRIES[country] - 4))
    turned = int("".join(str(int(c, 36)) for c in f"{body}{country}00"))
    return f"{country}{98 - turned % 97:02d}{body}"


def written(digits: str, chance: random.Random) -> str:
    gap = chance.choice(["", " ", "-", "\u00a0", ".", "\u200b"])
    return gap.join(digits[at : at + 4] for at in range(0, len(digits), 4))


def in_other_digits(text: str, chance: random.Random) -> str:
    zero = chance.choice([0x30, 0x30, 0x30, 0xFF10, 0x0660, 0x0966])
    return "".join(chr(zero + int(c)) if c in "0123456789" else c for c in text)


def planted() -> list[tuple[str, str, str]]:
    """Kind, what was planted, and the sentence: 800 of cards and 800 of accounts."""
    chance = random.Random(17)
    found: list[tuple[str, str, str]] = []
    for _ in range(800):
        for kind, made in (("card", card(chance)), ("iban", account(chance))):
            text = in_other_digits(written(made, chance), chance)
            text = text.lower() if kind == "iban" and chance.random() < 0.2 else text
            found.append((kind, text, chance.choice(FRAMES).format(text)))
    return found


def harmless() -> list[str]:
    """1,600 sentences with numbers that are something else."""
    chance = random.Random(23)

    def digits(count: int) -> str:
        return "".join(chance.choice("0123456789") for _ in range(count))

    makers = (
        lambda: f"My order {digits(10)} has not arrived.",
        lambda: f"Tracking number {digits(chance.choice([12, 14, 16, 18]))}?",
        lambda: f"Sendungsnummer: {digits(16)}",
        lambda: f"Call me at +49 {digits(3)} {digits(7)} tomorrow",
        lambda: f"Between 2026-0{chance.randint(1, 9)}-1{chance.randint(0, 9)} 10:00 and 12:30",
        lambda: f"It costs {digits(3)}.99 EUR, not {digits(4)},50",
        lambda: f"IMEI {digits(15)} does not register",
        lambda: f"Versions 10.{digits(2)}.{digits(4)} and 11.{digits(2)}.{digits(4)}",
        lambda: f"article 97{digits(11)} in size 42",
        lambda: f"my customer number is {digits(8)}",
        lambda: f"IPv4 192.168.{digits(2)}.{digits(2)} port 8080",
        lambda: f"IT{digits(2)} team, room {digits(4)}, floor {digits(1)}",
        lambda: "I forgot my password, can you help?",
        lambda: "My password is not working any more",
        lambda: "the password is wrong since yesterday",
        lambda: "Mein Passwort ist abgelaufen, was nun?",
        lambda: "How do I change the PIN for my card?",
        lambda: "Is there a secret to getting a table?",
        lambda: "mi contraseña es incorrecta",
        lambda: f"{digits(4)} points and {digits(4)} more, {digits(4)} left of {digits(4)}",
    )
    return [makers[at % len(makers)]() for at in range(1_600)]


def test_cards_and_accounts_are_found_however_they_are_written():
    missed = [
        text
        for kind, secret, text in planted()
        if not any(p.kind == kind and secret in text[p.start : p.end] for p in sensitive(text))
    ]
    assert len(missed) <= 16, missed[:10]  # of 1,600: recall of 99 %


def test_other_numbers_and_talk_of_passwords_stay():
    wrong = [text for text in harmless() if sensitive(text)]
    assert len(wrong) <= 16, wrong[:10]  # of 1,600: 1 %


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("card 4242 4242 4242 4242, cvc 123", "card [card], cvc [secret]"),
        ("pay to DE89 3704 0044 0532 0130 00 please", "pay to [iban] please"),
        ("my password is Tr0ub4dor&3.", "my password is [secret]."),
        ("password: hunter", "password: [secret]"),
        ("Passwort lautet geheim12", "Passwort lautet [secret]"),
        ('contraseña: "perro"', 'contraseña: "[secret]"'),
        ("mot de passe : soleil9", "mot de passe : [secret]"),
        ("senha = abc123!", "senha = [secret]"),
        ("my PIN is 4821", "my PIN is [secret]"),
        ("pwd:x1&DE89 3704 0044 0532 0130 00", "pwd:[secret][iban]"),
        ("密码是abc12345", "密码是[secret]"),
        ("key sk-abcdefghijklmnopqrstuvwx", "key [secret]"),
        ("AKIAIOSFODNN7EXAMPLE", "[secret]"),
        ("Authorization: Bearer abcdefghijklmnop1234", "Authorization: [secret]"),
        ("my password is wrong", "my password is wrong"),
        ("4242 4242 4242 4241", "4242 4242 4242 4241"),
        ("DE89 3704 0044 0532 0130 01", "DE89 3704 0044 0532 0130 01"),
        ("", ""),
    ],
)
def test_what_becomes_of_a_text(text: str, becomes: str):
    assert masked(text) == becomes


def test_mail_and_phone_are_masked_where_they_are_asked_for():
    text = "I am ann@shop.example, +49 30 1234567."
    assert masked(text) == text
    assert masked(text, ("email", "phone")) == "I am [email], [phone]."


def test_the_owners_own_patterns_count_too():
    own = {"member": re.compile(r"M-\d{6}")}
    assert masked("I am M-123456.", (), own) == "I am [member]."


def test_a_hostile_text_is_read_in_reasonable_time():
    started = time.process_time()
    for unit in ("1", "1 ", "DE12", "a@", "password ", "4-", "+1(", "-----BEGIN PRIVATE KEY-----"):
        masked((unit * 8_000)[:10_000], ("card", "iban", "secret", "email", "phone"))
    assert time.process_time() - started < 2.0


def test_checks_agree_with_published_examples():
    assert is_card("4111111111111111")
    assert is_card("378282246310005")
    assert is_iban("GB82WEST12345698765432")
    assert is_iban("NO9386011117947")
    assert not is_card("4111111111111112")
    assert not is_iban("GB82WEST12345698765431")
