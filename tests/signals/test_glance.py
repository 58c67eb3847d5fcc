"""A cheap look never says "nothing" of a text in which a close one finds something to mask."""

import random
import unicodedata

import pytest

from tests.signals.test_masking import harmless, planted
from warmline.signals import masking
from warmline.signals.glance import clear

ALL = ("card", "iban", "secret", "email", "phone")
CALLED = (
    "password",
    "passwort",
    "passcode",
    "passphrase",
    "passwd",
    "pwd",
    "kennwort",
    "contraseña",
    "clave",
    "mdp",
    "senha",
    "parola",
    "wachtwoord",
    "hasło",
    "şifre",
    "şifrem",
    "şifresi",
    "parolam",
    "pin",
    "pincode",
    "pin-code",
    "cvv",
    "cvv2",
    "cvc",
    "cvc2",
    "tan",
    "otp",
    "secret",
    "apikey",
    "api_key",
    "api-key",
    "accesstoken",
    "access_token",
    "access-token",
    "geheimzahl",
    "sicherheitscode",
    "كلمة_المرور",
    "كلمة_السر",
    "पासवर्ड",
    "密码",
    "密碼",
    "パスワード",
    "暗証番号",
    "mot de passe",
    "api key",
    "access token",
    "security code",
    "código de seguridad",
)
SHAPED = (
    "sk-abcdefghijklmnop1234",
    "AKIAIOSFODNN7EXAMPLE",
    "ghp_abcdefghijklmnopqrst",
    "glpat-abcdefghijklmnop",
    "AIzaabcdefghijklmnopqrstuvwxyzabcdef",
    "xoxb-1234567890ab",
    "eyJhbGciOiJI.eyJzdWIiOiIx.sig",
    "Bearer abcdefghijklmnop1234",
    "-----BEGIN RSA PRIVATE KEY-----",
)
ORDINARY = (
    "Hello, I ordered a lamp last week and the shipping page says standard delivery. Where is it?",
    "Guten Tag, ich habe letzte Woche eine Lampe bestellt und würde gerne wissen, wann sie kommt.",
    "مرحبا، لقد طلبت مصباحا الأسبوع الماضي وأريد أن أعرف متى سيصل الطلب إلى عنواني الجديد",
    "My order 48213 from 2026-03-04 cost 89.90 EUR, can I return it within 14 days please?",
    "我上周订购了一盏灯，请问什么时候可以送到？谢谢！",
)


def found_closely(text: str, kinds: tuple[str, ...] = ALL) -> bool:
    """What the finders say, without the look before them."""
    read = masking._readable(text)
    return any(True for kind in kinds for _ in masking.FINDERS[kind](read))


def check(text: str) -> None:
    for kind in ALL:
        if found_closely(text, (kind,)):
            assert not clear(text, (kind,)), (kind, text)


def odd_case(text: str, chance: random.Random) -> str:
    """The same word to whoever does not mind case: with a long s, a dotless i, a Kelvin sign."""
    odd = {"s": "SſＳ", "i": "Iıİｉ", "k": "KKｋ", "p": "Pｐ", "-": "－", "2": "２²"}
    return "".join(chance.choice(odd.get(c, "") + c + c.upper()) for c in text)


def test_whatever_is_masked_in_the_corpora_is_seen_at_a_glance():
    for text in [text for _, _, text in planted()] + harmless():
        check(text)


@pytest.mark.parametrize("name", CALLED)
def test_each_word_for_a_secret_is_seen_in_any_case_and_at_any_place(name: str):
    chance = random.Random(name)
    for _ in range(60):
        word = odd_case(name.replace("_", chance.choice("_ ")), chance)
        lead = chance.choice(["", "my ", "(", "é ", "\n", "。", "-"])
        said = chance.choice([": ", " is ", "=", "：", " ist ", "is", " = '"])
        check(f"{lead}{word}{said}Hunter2!")


@pytest.mark.parametrize("key", SHAPED)
def test_each_shape_of_a_key_is_seen(key: str):
    for lead in ("", "x ", "é:", "=", "_"):
        check(lead + key)
    assert found_closely(key)


def test_no_made_up_text_hides_anything_from_the_glance():
    chance = random.Random(41)
    numbers = ["4242 4242 4242 4242", "DE89 3704 0044 0532 0130 00", "GB82WEST12345698765432"]
    parts = [
        *CALLED,
        *SHAPED,
        *numbers,
        "is",
        ":",
        "=",
        "DE",
        "K",
        "İ",
        "9",
        "12",
        "ß",
        "。",
        "@",
        "a.de",
    ]
    gaps = ["", " ", "-", ".", "\u00a0", "\u200b", "_", "__", "  ", "．", "，", "\u0307"]
    found = 0
    for _ in range(12_000):
        text = "".join(
            odd_case(chance.choice(parts), chance) + chance.choice(gaps)
            for _ in range(chance.randint(1, 6))
        )
        check(text)
        found += found_closely(text)
    assert found > 3_000  # else nothing was proved


def test_whatever_is_read_as_a_digit_or_letter_is_looked_at_closely():
    hidden = [
        hex(code)
        for code in range(128, 0x110000)
        if (unicodedata.digit(chr(code), None) is not None or "\uff21" <= chr(code) <= "\uff5a")
        and clear(chr(code), ALL)
    ]
    assert hidden == []


@pytest.mark.parametrize("lead", ["", "是", "\u212a", "İ", "ß", "_", "\u0307", "é-"])
def test_an_account_is_seen_after_any_letter_that_is_none_of_its_own(lead: str):
    text = f"{lead}DE89 3704 0044 0532 0130 00"
    assert found_closely(text, ("iban",))
    check(text)


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_text_is_passed_at_a_glance(text: str, monkeypatch):
    monkeypatch.setattr(masking, "FINDERS", dict.fromkeys(ALL, never))
    assert clear(text, masking.USUAL)
    assert masking.masked(text) is text
    with pytest.raises(AssertionError, match="looked closely"):
        masking.masked("my password: Tr0ub4dor&3")


def never(text: str) -> list[masking.Place]:
    raise AssertionError(f"looked closely at {text!r}")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("You paid with 4242 4242 42", "You paid with "),
        ("Send it to DE89 3704", "Send it to "),
        ("your password is Tr0ub", "your password is "),
        ("the key is sk-abc", "the key is "),
        ("Your order has 3 parts", "Your order has 3 parts"),
        ("It arrives on May 12", "It arrives on May 12"),
        ("Nothing here", "Nothing here"),
    ],
)
def test_an_end_that_may_become_a_card_or_a_password_is_held_back(text: str, left: str):
    assert masking.settled(text) == left


def test_no_beginning_of_a_text_shows_more_than_its_masked_whole():
    whole = (
        "Pay 4242 4242 4242 4242 or DE89 3704 0044 0532 0130 00, my password: Tr0ub4dor&3 thanks"
    )
    for length in range(len(whole) + 1):
        shown = masking.masked(masking.settled(whole[:length]))
        for secret in ("4242", "DE89 3704", "Tr0"):
            assert secret not in shown, shown
