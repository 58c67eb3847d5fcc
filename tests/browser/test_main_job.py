"""The main job as people see it: two browsers at once, one server process, nothing reloaded."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ask, log_of, reply

pytestmark = pytest.mark.xdist_group("browser")


def test_a_person_takes_over_in_the_same_thread_and_the_assistant_comes_back(server, people):
    operator = people.operator(server)
    visitor = people.visitor(server)

    ask(visitor, "How long does delivery take?")
    expect(log_of(visitor)).to_contain_text("Delivery takes 2 to 4 working days.")
    expect(log_of(visitor)).to_contain_text("How long does delivery take?")

    ask(visitor, "I need to speak to a real person")
    announcement = "I'm bringing in a person. You will not have to repeat anything."
    expect(log_of(visitor).get_by_text(announcement)).to_have_count(1)

    row = operator.get_by_role("link", name=re.compile("Visitor"))
    expect(row).to_have_count(1)
    row.click()
    package = operator.get_by_role("complementary", name="Handoff package")
    expect(package).to_contain_text("speak to a real person")
    expect(package).to_contain_text("How long does delivery take?")
    expect(package).to_contain_text("Delivery takes 2 to 4 working days.")

    reply(operator, "Hello, this is Ann. Parcels to Oslo leave on the 24th.")
    expect(log_of(visitor)).to_contain_text("Parcels to Oslo leave on the 24th.")
    expect(log_of(visitor)).to_contain_text("Ann")

    ask(visitor, "thank you, which bulbs fit?")
    expect(log_of(operator)).to_contain_text("thank you, which bulbs fit?")
    expect(log_of(visitor)).not_to_contain_text("Any bulb with an E27 socket")

    operator.get_by_role("button", name=re.compile("^Resolve")).click()
    expect(log_of(visitor)).to_contain_text("marked this as resolved")
    ask(visitor, "Can I return a lamp?")
    expect(log_of(visitor)).to_contain_text("You can return any lamp within 30 days.")
    ask(visitor, "When do parcels to Oslo leave, what did Ann say again?")
    expect(log_of(visitor).get_by_text(re.compile("leave on the 24th"))).to_have_count(2)


def test_both_screens_recover_from_a_killed_server_with_nothing_lost_or_doubled(server, people):
    operator = people.operator(server)
    visitor = people.visitor(server)
    ask(visitor, "I want to talk to a human")
    operator.get_by_role("link", name=re.compile("Visitor")).click()
    reply(operator, "Hello, Ann here.")
    expect(log_of(visitor)).to_contain_text("Hello, Ann here.")

    server.kill()
    ask(visitor, "message into the dark")
    operator.get_by_role("textbox", name="Reply").fill("reply into the dark")
    operator.get_by_role("button", name="Send", exact=False).click()
    server.start()

    for page in (visitor, operator):
        expect(log_of(page).get_by_text("message into the dark")).to_have_count(1, timeout=30_000)
        expect(log_of(page).get_by_text("reply into the dark")).to_have_count(1, timeout=30_000)
    server.kill()
    server.start()
    ask(visitor, "still there?")
    expect(log_of(operator).get_by_text("still there?")).to_have_count(1, timeout=30_000)
    visitor.reload()
    visitor.get_by_role("log", name="Conversation").wait_for()
    for text in ("message into the dark", "reply into the dark", "still there?"):
        expect(log_of(visitor).get_by_text(text)).to_have_count(1)


def test_messages_written_offline_are_kept_shown_as_such_and_sent_once(server, people):
    visitor = people.visitor(server)
    ask(visitor, "How long does delivery take?")
    expect(log_of(visitor)).to_contain_text("Delivery takes 2 to 4 working days.")
    visitor.context.set_offline(True)
    server.kill()
    ask(visitor, "Can I return a lamp?")
    expect(log_of(visitor)).to_contain_text("Waiting to send")
    server.start()
    visitor.context.set_offline(False)
    answer = log_of(visitor).get_by_text("You can return any lamp within 30 days.")
    expect(answer).to_have_count(1, timeout=30_000)
    expect(log_of(visitor).get_by_text("Can I return a lamp?", exact=True).first).to_be_visible()
    expect(log_of(visitor)).not_to_contain_text("Waiting to send")


def test_what_visitors_and_operators_write_is_never_html(server, people):
    attack = "<img src=x onerror=alert(1)><script>alert(2)</script>[x](javascript:alert(3))"
    operator = people.operator(server)
    visitor = people.visitor(server)
    ask(visitor, "a human please")
    ask(visitor, attack)
    operator.get_by_role("link", name=re.compile("Visitor")).click()
    expect(log_of(operator)).to_contain_text(attack[:30])
    reply(operator, attack)
    expect(log_of(visitor)).to_contain_text("<img src=x")
    for page in (visitor, operator):
        assert page.locator("img[src=x]").count() == 0
        assert page.locator("a[href^='javascript']").count() == 0
    assert not people.complaints


def test_nobody_there_gives_a_form_and_a_ticket_number(server, people):
    visitor = people.visitor(server)
    ask(visitor, "let me talk to a human")
    expect(log_of(visitor)).to_contain_text("Nobody is here right now.")
    visitor.get_by_label(re.compile("^Email")).fill("not an address")
    visitor.get_by_role("button", name="Send message").click()
    expect(visitor.get_by_text(re.compile("name@example.com"))).to_be_visible()
    visitor.get_by_label(re.compile("^Email")).fill("vi@example.com")
    visitor.get_by_role("button", name="Send message").click()
    expect(log_of(visitor)).to_contain_text(re.compile(r"W-\d+"))
    ask(visitor, "How long does delivery take?")
    expect(log_of(visitor)).to_contain_text("Delivery takes 2 to 4 working days.")


def test_the_conversation_survives_page_loads_and_a_second_tab(server, people):
    visitor = people.visitor(server)
    ask(visitor, "How long does delivery take?")
    expect(log_of(visitor)).to_contain_text("Delivery takes 2 to 4 working days.")
    visitor.reload()
    expect(log_of(visitor)).to_contain_text("Delivery takes 2 to 4 working days.")
    second = visitor.context.new_page()
    second.goto(visitor.url)
    expect(log_of(second)).to_contain_text("Delivery takes 2 to 4 working days.")
    ask(second, "Which bulbs fit?")
    expect(log_of(visitor)).to_contain_text("Any bulb with an E27 socket")
