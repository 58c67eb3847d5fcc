"""What somebody wrote in a reply is kept whole; what they quoted is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmline.channels.mail.plain import plain
from warmline.channels.mail.quotes import own_words

OURS = "> Shop, 2026-05-03 10:00 UTC\n> Please send the number.\n>"
WRITTEN = {
    "en": "On Sun, 3 May 2026 at 10:00, Ann <s+c1@shop.test> wrote:",
    "en, folded": "On Sun, 3 May 2026 at 10:00, Ann\n<s+c1@shop.test> wrote:",
    "de": "Am So., 3. Mai 2026 um 10:00 Uhr schrieb Ann <s+c1@shop.test>:",
    "fr": "Le dim. 3 mai 2026 à 10:00, Ann <s+c1@shop.test> a écrit :",
    "es": "El dom, 3 may 2026 a las 10:00, Ann (<s+c1@shop.test>) escribió:",
    "pt": "Em dom., 3 de mai. de 2026 às 10:00, Ann <s+c1@shop.test> escreveu:",
    "it": "Il giorno dom 3 mag 2026 alle ore 10:00 Ann <s+c1@shop.test> ha scritto:",
    "nl": "Op zo 3 mei 2026 om 10:00 schreef Ann <s+c1@shop.test>:",
    "pl": "niedz., 3 maj 2026 o 10:00 Ann <s+c1@shop.test> napisał(a):",
    "tr": "Ann <s+c1@shop.test>, 3 May 2026 Paz, 10:00 tarihinde şunu yazdı:",
    "ar": "في الأحد، 3 مايو 2026 في 10:00 كتب Ann <s+c1@shop.test>:",
    "hi": "रवि, 3 मई 2026 को 10:00 बजे Ann <s+c1@shop.test> ने लिखा:",
    "zh": "Ann <s+c1@shop.test> 于2026年5月3日周日 10:00写道：",
    "ja": "2026年5月3日(日) 10:00 Ann <s+c1@shop.test>:",
}


@pytest.mark.parametrize("language", WRITTEN)
def test_a_quotation_goes_with_the_sentence_before_it(language: str):
    assert own_words(f"It is 4711.\n\n{WRITTEN[language]}\n\n{OURS}\n") == "It is 4711."


HEADS = {
    "en": "From: Ann <s@shop.test>\nSent: Sunday, 3 May 2026 10:00\nTo: Eve\nSubject: Lamp",
    "de": "Von: Ann <s@shop.test>\nGesendet: Sonntag, 3. Mai 2026\nAn: Eve\nBetreff: Lampe",
    "fr": "De : Ann <s@shop.test>\nEnvoyé : dimanche 3 mai 2026\nÀ : Eve\nObjet : Lampe",
    "zh": "发件人: Ann <s@shop.test>\n发送时间: 2026年5月3日\n收件人: Eve\n主题: 灯",
}


@pytest.mark.parametrize("language", HEADS)
@pytest.mark.parametrize("rule", ["", "________________________________\n", "-----Original-----\n"])
def test_a_forwarded_head_ends_the_reply(language: str, rule: str):
    assert own_words(f"It is 4711.\n\n{rule}{HEADS[language]}\n\nPlease send it.") == "It is 4711."


def test_answers_between_quotations_are_kept_in_order():
    text = "> Which lamp?\nThe red one.\n> Which number?\n4711.\n"
    assert own_words(text) == "The red one.\n4711."


def test_a_signature_and_the_line_of_a_telephone_are_left_out():
    assert own_words("It is 4711.\n\n-- \nEve\nShop Ltd\n") == "It is 4711."
    assert own_words("It is 4711.\n\nSent from my iPhone\n") == "It is 4711."


@pytest.mark.parametrize(
    "text",
    [
        "I tried two things:\nfirst the switch, then the bulb.",
        "My address: Main street 5\nMy order: 4711\nMy wish: a refund",
        "At 10:30 I wrote to you:\nno answer came.",
        "a > b is what the page says",
        "It costs 5 euro --- or not?",
    ],
)
def test_what_only_looks_like_a_quotation_is_kept(text: str):
    assert own_words(text) == text


def test_a_mail_that_is_nothing_but_a_quotation_says_nothing():
    assert own_words("> Which number?\n>\n") == ""


@given(st.text(max_size=400))
def test_any_text_can_be_read_and_only_gets_shorter(text: str):
    assert len(own_words(text)) <= len(text)


@given(st.text(alphabet="<>/ abdivlockquote&;=\"'!-", max_size=200))
def test_any_html_can_be_read(html: str):
    assert isinstance(plain(html), str)


def test_html_becomes_lines_and_its_quotation_is_marked():
    html = (
        "<html><head><style>p{color:red}</style></head><body><div>It is <b>4711</b>.</div>"
        "<p>Thanks &amp; bye</p><span style='display: none'>hidden</span>"
        "<div class='gmail_quote'>On 3 May, Ann &lt;s@shop.test&gt; wrote:<br>"
        "<blockquote>Please send it.</blockquote></div></body></html>"
    )
    text = plain(html)
    assert "hidden" not in text
    assert "color" not in text
    assert own_words(text) == "It is 4711.\n\nThanks & bye"
