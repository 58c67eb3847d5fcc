"""Letters that are made to keep a server busy are read as soon as others, or put aside."""

import threading
import time
from itertools import count

import pytest

from tests.channels.email.office import Office, Taken, mail
from warmline.channels.email.letter import read
from warmline.channels.email.patience import TakesTooLong, within
from warmline.channels.email.robots import confirms
from warmline.channels.mail.reading import read as read_reply
from warmline.flow.channels import Said, Unread

HEAD = b"From: eve@evil.test\r\n"
MANY = 200_000


def seconds(what) -> float:
    """Of the processor, as others run beside."""
    began = time.process_time()
    what()
    return time.process_time() - began


STARTS = ["verif", "confirm", "einmal", "bestätig", "подтвержд", "認証", "security"]
GOES_ON = ["", "a" * 19, "a" * 40, " ", " a b c", "- ", " confirm" * 3]


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("more", GOES_ON)
def test_words_that_nearly_confirm_something_are_read_at_once(start: str, more: str):
    """Half a minute of that was possible, in which nothing else went on."""
    text = ((start + more) * 3200)[:3000]
    took = seconds(lambda: confirms("security@evil.test", text[:200], text, machine=True))
    assert took < 5


@pytest.mark.parametrize(
    "said",
    [
        "Your verification code is 482913",
        "Verifizierungscode: 482913",
        "Ihr Kontobestätigungscode lautet 482913",
        "your_verification_code 482913",
        "Confirm your new email address: https://evil.test/confirm/0123456789",
        "Code de vérification de votre compte : vérification du code 482913",
        "Confirmación de su cuenta: 482913",
        "Код подтверждения, подтверждение email 482913",
        "あなたの認証コードは 482913",
    ],
)
def test_what_confirms_is_still_found(said: str):
    assert confirms("noreply@evil.test", "", said, machine=True)


SHAPES = [b";", b';a="', b'";', b";a*0=b", b";name*1*=%41", b"a;", b"=?a?b?", b'\\";']


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", [b"Content-Type", b"Content-Disposition"])
@pytest.mark.parametrize("kind", [b"text/plain", b"multipart/mixed"])
def test_a_long_field_of_a_part_is_cut_before_anything_parses_it(shape, name, kind):
    long = (shape * MANY)[:MANY]
    part = name + b": " + kind + b";" + long + b"\r\n\r\nHello\r\n"
    raw = HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + (b"--b\r\n" + part) * 3
    for one in (raw, HEAD + part):
        assert seconds(lambda one=one: read(one)) < 2
        assert seconds(lambda one=one: read_reply(one)) < 2


def test_a_file_keeps_its_long_name_whatever_else_is_cut():
    name = "%E3%83%A9" * 100
    field = f"Content-Disposition: attachment; filename*=utf-8''{name}.png"
    letter = read(HEAD + field.encode() + b"\r\nContent-Type: image/png\r\n\r\nx")
    assert letter.files[0].name.startswith("ラララ")
    assert letter.files[0].name.endswith(".png")


def test_many_fields_that_name_people_are_not_all_read():
    raw = HEAD + (b"To: " + b"@" * 8000 + b"\r\n") * 900 + b"\r\nHello"
    assert seconds(lambda: read(raw)) < 3


def test_a_letter_that_takes_too_long_is_left_in_the_middle():
    ticks = count()
    with pytest.raises(TakesTooLong, match="read within 5 s"):
        read(HEAD + b"\r\n" + b"Hello\r\n" * 100_000, in_time=within(5, lambda: next(ticks)))
    assert next(ticks) < 10


async def test_what_takes_too_long_is_put_aside_and_marked_and_holds_up_no_others(office: Office):
    """It is not read again after a restart: it would hang there as well."""
    first, second = Taken(), Taken()
    ticks = count()
    receiving = _hasty(office, lambda: next(ticks))
    office.put(mail("x" * 2_000_000), mail("Fine"))
    async with office.running(receiving, first):
        await office.settled()
    async with office.receiving(second):
        office.put(mail("Later"))
        await office.settled()
    assert [type(one) for one in first.events] == [Unread, Said]
    assert "TakesTooLong" in first.events[0].what
    assert second.texts == ["Later"]
    with office.box() as box:
        assert len(box.uids("FLAGGED")) == 1


def _hasty(office: Office, stopwatch):
    receiving = office.opened().receiving()
    receiving.stopwatch, receiving.patience = stopwatch, 50
    return receiving


async def test_what_never_asks_whether_there_is_time_is_put_aside_without_its_thread(
    office: Office,
):
    taken, stuck, goes_on = Taken(), count(), threading.Event()
    receiving = office.opened().receiving()
    clock = receiving.clock
    receiving.patience, receiving.grace = 1.0, 1.0  # enough for the other letter
    receiving.clock = lambda: clock() if next(stuck) else (goes_on.wait(20), clock())[1]
    office.put(mail("Stuck"), mail("Fine"))
    try:
        async with office.running(receiving, taken):
            await office.settled()
    finally:
        goes_on.set()
    assert [type(one) for one in taken.events] == [Unread, Said]
    assert taken.texts == ["Fine"]
