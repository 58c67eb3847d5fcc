"""Order numbers, accounts, emails, phones, amounts, names, refunds, and the owner's patterns."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warmline.core.policy import Policy
from warmline.signals import own_of, read, turn_of
from warmline.signals.number_words import number_before
from warmline.signals.patterns import patterns_of
from warmline.signals.refund import refund_amount


def values(text, **around):
    return {signal.value for signal in read(text, only=("entities",), **around)}


NAMED = """
order:A-10442 | order #A-10442 is missing
order:370795561790 | my order number is 370795561790
order:55213 | Bestellnummer 55213 fehlt
order:4471 | Where is order 4471?
order:88-1234 | order no. 88-1234 please
order:123456 | 4711 no. my order is 123456
order:998877 | 998877 is my order number
order:12345 | número de pedido 12345
order:12345 | mi pedido número 12345 no llegó
order:77123 | numéro de commande : 77123
order:77123 | ma commande n° 77123
order:99887 | numero d'ordine 99887
order:99887 | ordine n. 99887
order:55667 | meu pedido 55667
order:44556 | bestelling nummer 44556
order:33445 | numer zamówienia 33445
order:33445 | zamówienie nr 33445
order:22334 | sipariş numaram 22334
order:22334 | 22334 numaralı siparişim
order:11223 | رقم الطلب 11223
order:11223 | طلبي رقم 11223
order:66778 | मेरा ऑर्डर नंबर 66778 है
order:20240001 | 订单号是20240001
order:20240001 | 订单20240001还没到
order:5566778 | 注文番号は5566778です
order:INV-2023-114 | invoice INV-2023-114 is wrong
order:HAT175 | booking HAT175
order:1Z999AA10123456784 | tracking number 1Z999AA10123456784
order:RE-2024-0815 | Rechnung RE-2024-0815
account:99812 | customer id: 99812
account:4455667 | my account number is 4455667
account:4455667 | account 4455667 is locked
account:778899 | Kundennummer 778899
account:778899 | Meine Kundennummer lautet 778899
account:12345678 | numero cliente 12345678
account:12345678 | número de cuenta 12345678
account:12345678 | numéro client 12345678
account:554433 | klantnummer 554433
account:554433 | numer klienta 554433
account:554433 | müşteri numaram 554433
account:sara_doe_496 | user id sara_doe_496
email:anna.berg@example.com | write to Anna.Berg@example.com please
email:a+b@mail.example.co.uk | a+b@mail.example.co.uk
email:x@y.de | meine Adresse: x@y.de.
phone:+436601234567 | call me on +43 660 1234567
phone:5551234567 | (555) 123-4567
phone:5551234567 | my phone is 555-123-4567
phone:0612345678 | 06 12 34 56 78
phone:07700900123 | call me on 07700 900123
phone:004930123456 | 0049 30 123456
phone:06601234567 | Tel. 0660/1234567
phone:13800138000 | 我的手机是13800138000
phone:09012345678 | 電話番号は090-1234-5678です
phone:+905321234567 | +90 532 123 45 67
phone:5550192 | please call me, my number is 555 0192
phone:4415550 | phone 4415550
amount:89.00 USD | $89
amount:1234.50 USD | it cost $1,234.50
amount:89.00 EUR | ich habe 89,00 € bezahlt
amount:1234.50 EUR | 1.234,50 EUR zu viel
amount:50.00 BRL | R$ 50 a mais
amount:50.00 USD | I lost 50 bucks
amount:500.00 INR | Rs. 500
amount:500.00 INR | ₹500
amount:1299.00 EUR | 1 299 €
amount:20.00 GBP | £20
amount:120.50 PLN | 120,50 zł
amount:250.00 TRY | 250 TL
amount:300.00 SAR | 300 ريال
amount:200.00 CNY | 200元
amount:3000.00 JPY | 3000円
amount:50.00 USD | fifty dollars
amount:89.00 CHF | CHF 89.-
amount:45.00 EUR | 45,- €
amount:1000.00 USD | USD 1'000
name:Maria Lopez | My name is Maria Lopez and I am sad
name:Claire Dupont | je m'appelle Claire Dupont
name:Thomas Berg | mein Name ist Thomas Berg
name:Ana | me llamo Ana
name:Jan de Vries | mijn naam is Jan de Vries
name:João Silva | meu nome é João Silva
name:Anna Kowalska | nazywam się Anna Kowalska
name:Ayşe | benim adım Ayşe
name:李明 | 我叫李明
name:田中 | 私の名前は田中です
name:राहुल | मेरा नाम राहुल है
name:أحمد | اسمي أحمد
"""
NOTHING_NAMED = """
it arrived on 2024-10-12
I was born in 1984
10 pieces and 3 boxes
it's 10:30 now
version 3.11.2
call me maybe
I have 2 orders
in 2024 I ordered 3 lamps
the account is locked
flight at 6am from JFK
my order of 12 plates
the name of the product
what is your name
mein Name wurde falsch geschrieben
order it by 5pm
"""
REFUNDS = """
50 USD | I want my $50 back
250 USD | please refund me 250 dollars
0 | I want a refund for order 48213
0 | refund please
45 | refund me 45 please
120 | I want my 120 back
1299 USD | I'd like a refund of $1,299.00
89.5 EUR | Ich möchte 89,50 € zurück
20 USD | I paid $300 for the tickets and $20 for shipping. Refund the $20 for shipping.
50 USD | I paid $500 and only want $50 back
20 USD | you charged me $60 instead of $40, I want a refund
15 USD | refund the difference between $60 and $45
200 USD | two hundred dollars refund please
50 USD | give me back my fifty bucks
1200 EUR | refund of 1.200 EUR for the cancelled flight
1500 USD | I need a refund of $1.5k
80 USD | I don't want a $20 voucher, I want my $80 back
100 USD | I want half of the $200 back
60 USD | refund 20% of the $300 I paid
35 GBP | you owe me £35
35 GBP | you overcharged me by £35, please refund
0 | I bought 2 tickets on 12/10/2024, I want a refund
0 | refund order #10442 please
60 USD | two charges of $30 each, refund both
75 USD | I was charged $75 twice, please refund one of them
100 USD | I paid $20 for shipping and $80 for shoes, refund it all
349 EUR | Bonjour, je veux être remboursé de 349 €
1250 EUR | quiero que me devuelvan 1.250 euros
99.9 BRL | quero reembolso de R$ 99,90
40 EUR | rimborso di quaranta euro per favore
250 EUR | Ich will meine zweihundertfünfzig Euro zurück
75 EUR | ik wil 75 euro terug
120 PLN | proszę o zwrot 120 zł
500 TRY | 500 TL iade istiyorum
300 SAR | أريد استرداد 300 ريال
999 INR | मुझे ₹999 वापस चाहिए
200 CNY | 我要退款200元
3000 JPY | 3000円返金してください
10000 USD | I want my 10,000 USD back
0 | Where is my refund? It has been 14 days
450 USD | My order cost 450 dollars, refund it
29.99 USD | The app billed me 29.99 USD by mistake, I'd like to be reimbursed
0 | can I get a refund within 30 days?
700 USD | can you refund the 700 dollars I spent on the flight?
12.5 EUR | Refund €12.50 to my card ending in 4242
180 USD | Your system took $180 from my card for a cancelled booking, please return it.
65 EUR | Ich bekomme noch 65 Euro von Ihnen zurück
15 USD | The shirt was $45 but I only want the $15 express shipping refunded
0 | I'd like my money back for ticket 88321, seat 14
230 USD | I returned the shoes 3 weeks ago and still haven't got my 230 dollars back
999 GBP | 999 pounds. That's what I want refunded.
40 USD | I was promised a $40 refund for the $400 sofa
1000 USD | refund my one thousand dollars
25 | Please give me the 25 back, thanks
600 USD | We booked 2 nights at $300 each and want it all refunded
0 | How long do refunds take, 5 or 10 days?
50 USD | The total was $150, half of which was wrong. Refund $50.
30 EUR | J'ai payé 90 € mais je voudrais le remboursement des 30 € de frais
75 USD | I'd accept a refund of seventy-five dollars
1100 USD | The flight was 1100 USD, I want a full refund
0 | My refund for invoice 2023-114 is missing
5 USD | I was charged $25 rather than $20, refund the difference please
120 EUR | Me cobraron 120 € por error, quiero el reembolso
87.3 EUR | Vorrei il rimborso di 87,30 euro
2500 USD | Can I get $2,500 credited back to my account
10 USD | refund ten bucks
340 USD | it's 340 dollars and I need it back today
20 GBP | I'd like £20 of the £60 back
0 | can I have a refund on my 2 pairs of jeans
55 USD | you guys owe me fifty five dollars
260 USD | I spent 260 dollars on this phone and it broke; refund me
199 USD | I don't want store credit, refund the $199
400 USD | I want to return the TV ($400) and get my money back
0 | refund policy for 18 year olds?
33.5 USD | reimburse me USD 33.50 for the taxi
"""


def pairs(listing):
    return [tuple(line.split(" | ", 1)) for line in listing.strip().splitlines()]


@pytest.mark.parametrize(("entity", "text"), pairs(NAMED))
def test_what_is_named_is_found_and_nothing_else(entity, text):
    assert values(text) == {entity}


@pytest.mark.parametrize("text", NOTHING_NAMED.strip().splitlines())
def test_dates_counts_and_times_are_no_entities(text):
    assert not values(text)


@pytest.mark.parametrize(("wanted", "text"), pairs(REFUNDS))
def test_the_sum_wanted_back_is_told_from_others(wanted, text):
    value, _, currency = wanted.partition(" ")
    assert (refund_amount(turn_of(text)) or (0.0, "")) == (pytest.approx(float(value)), currency)


def test_the_sum_wanted_back_is_an_entity_beside_the_sums_named():
    found = values("I paid $500 and only want $50 back")
    assert found == {"amount:500.00 USD", "amount:50.00 USD", "refund:50.00 USD"}


@pytest.mark.parametrize(
    ("words", "value"),
    [("fifty", 50), ("two hundred and fifty", 250), ("three thousand two hundred", 3200),
     ("zweihundertfunfzig", 250), ("ciento veinte", 120), ("a hundred", 100)],
)  # fmt: skip
def test_numbers_in_words_are_understood(words, value):
    said = (*words.split(), "dollars")
    found = number_before(said, len(said) - 1)
    assert found is not None
    assert found[1] == value


OWN = own_of(
    Policy(entities={"meter": r"\bMTR-(\d{4,8})\b", "plate": r"[A-Z]{1,3}-[A-Z]{1,2} ?\d{1,4}"})
)


def test_the_owners_own_patterns_find_their_kinds():
    found = values("Zähler MTR-12345 am Wagen M-AB 1234", own=OWN)
    assert {"meter:12345", "plate:M-AB 1234"} <= found


def test_without_a_pattern_of_that_kind_nothing_of_it_is_found():
    assert not {value for value in values("MTR-12345") if value.startswith("meter")}


@pytest.mark.parametrize(
    "source", ["(a+)+$", "(a|aa)+$", r"(\d+)*x", r"(a)\1", "a*b*c*d*e", "(", "(?:a+b?)*", "(a*)*"]
)
def test_a_pattern_that_could_take_for_ever_is_refused(source):
    with pytest.raises(ValueError, match="entity x: expected"):
        patterns_of({"x": source})


@pytest.mark.parametrize(
    "source",
    [
        r"\d{4}-\d{4}",
        r"[A-Z]+\d+",
        r"(?:SN|PN)-\w+",
        r"\bkit\s?(\d+)\b",
        r"[+*]\d+",
        r"(\d{2}-){3}",
    ],
)
def test_ordinary_patterns_are_taken(source):
    assert patterns_of({"x": source})


def test_a_match_across_the_pieces_of_a_long_turn_is_found_whole():
    own = own_of(Policy(entities={"serial": r"SN[0-9]+X"}))
    for at in range(150, 250):
        text = "." * at + "SN1234567890X"
        assert values(text, own=own) >= {"serial:SN1234567890X"}


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789 .,-$€@#kK+()/aoübZ\n元zł", max_size=300))
def test_any_text_of_figures_is_read(text):
    for value in values(text, own=OWN):
        kind, _, found = value.partition(":")
        assert kind
        assert found
