"""Asking for a person in Dutch."""

from warmline.signals.packs._pack import Pack

PACK = Pack(
    language="nl",
    who=(
        "mens, medewerker, medewerkster, echt persoon, echte persoon, agent, operator, "
        "vertegenwoordiger, adviseur, menselijke medewerker, consulent, collega, live chat, "
        "livechat, klantenservicemedewerker, echt mens, leidinggevende, supervisor, teamleider, "
        "servicemedewerker, telefonist, telefoniste, mesn, medewreker, medeweker, medewerkr, "
        "menselijke hulp, menselijk contact, manager, chef, menselijke assistentie, medewerkers, "
        "persoon, adviseuse, medewerksters"
    ),
    people=(
        "persoon, mensen, medewerkers, manager, chef, baas, specialist, verantwoordelijke, "
        "personeel, expert, collega, teamleider, deskundige, personen, monteur, collegas, "
        "vertegenwoordigers, deskundigen, adviseurs, vertegenwoordiger, je baas, uw baas"
    ),
    anyone=(
        "iemand, iemnd, wie, met wie kan ik, met wie mag ik, wie kan ik, met wie moet ik, "
        "iemand van, een van jullie, iemand van jullie, een van u"
    ),
    somebody_else="iemand anders",
    service=(
        "klantenservice, klantendienst, klanten service, helpdesk, servicedesk, klantcontact, "
        "customer service, ondersteuningsteam, technische dienst, supportteam, support team, "
        "de klantenservice, afdeling klantenservice, afdeling facturatie"
    ),
    desk="support, afdeling, jullie, team, verkoop, administratie",
    reach=(
        "praten, spreken, chatten, contact, contact opnemen, bereiken, overleggen, communiceren, "
        "bellen met, te spreken, in contact komen, doorverbonden worden, doorverbonden, "
        "geholpen worden door, geholpen door, hulp van, spreek, praat, gesprek, contacteren, "
        "te woord gestaan, typen, praaten, spreeken, babbelen, bereik, bereik ik, prten, "
        "in contact, contact met, aan de lijn, te woord, hulp nodig van, hoe bereik ik, "
        "hoe kom ik in contact met, chat ik, praat ik, chat"
    ),
    connect=(
        "doorverbinden, verbind, verbinden, verbindt, schakel, schakelen, geef, breng, zet, "
        "doorzetten, doorschakelen, haal, doorsturen, stuur, door, escaleren, overzetten, "
        "haal er, vind, vind me, roep, geef dit door aan, geef door"
    ),
    outright=(
        "verbind me door, verbind mij door, schakel me door, schakel mij door, "
        "verbindt u mij door, bel me terug, bel me, bel mij, bel mij terug, doorverbonden worden, "
        "doorverbinden, doorverbinden aub, zet me door, contact met mij opneemt, "
        "contact met mij opnemen, neem contact met mij op, neem contact met me op, "
        "waarom kan ik niemand spreken, waarom kan ik met niemand praten, zet me over, "
        "zet mij over, zet me over naar"
    ),
    phone=(
        "bellen, bel, belt, terugbellen, opbellen, contact opnemen, contact opneemt, contacteren, "
        "contacteert"
    ),
    ready="beschikbaar, bereikbaar, online, vrij",
    call_me=(
        "mij bellen, me bellen, me terugbellen, mij terugbellen, mij belt, me belt, "
        "contact met mij, contact met me, contact met mij opnemen, contact met me opnemen"
    ),
    modal="kan, kunnen, laat, mag, zou, kunt",
    again="opnieuw, nog een keer, nogmaals, weer, een andere",
    callback=(
        "terugbelverzoek, teruggebeld, teruggebeld worden, gebeld worden, word ik gebeld, gebeld, "
        "terugbellen, telefoontje, laten terugbellen"
    ),
    present=(
        "is daar iemand, is er iemand, iemand daar, is er iemand daar, is er iemand aanwezig, "
        "hallo is daar iemand, is hier iemand, is iemand daar, iemand aanwezig"
    ),
    attend=(
        "meekijken, meekijkt, helpen, helpt, verder helpen, kijken, kijkt, bekijken, bekijkt, "
        "oppakken, oppakt, overnemen, overneemt, begrijpt, snapt, verstand van, antwoorden, "
        "antwoordt, beoordelen, aan de lijn, aan de telefoon, behandelen"
    ),
    sort_out="bespreken, overleggen, regelen, oplossen",
    together="met",
    away=(
        "stop, stop met, genoeg van, genoeg, weg met, geen zin in, zat, klaar met, ben klaar met, "
        "uitzetten, hou op met, niet langer, niet meer"
    ),
    later=(
        "later, indien nodig, als dat nodig is, zo nodig, eventueel, mocht het nodig zijn, ooit, "
        "in het weekend, op zondag, s avonds"
    ),
    want=(
        "wil, wou, zou graag, wil graag, heb nodig, nodig, zoek, wens, eis, mag ik, liever, "
        "graag, wilde graag, willen, wenst, verlang, heb liever, ik wil graag dat, wil dat, "
        "geef me, geef mij, wil je, ik heb liever, ik wil"
    ),
    have=(
        "is er, zijn er, hebben jullie, heb je, heeft u, kan ik, mag ik, kunnen wij, is daar, "
        "krijg ik, waar vind ik, hoe krijg ik"
    ),
    can=(
        "kan ik, kunnen we, mag ik, zou ik, hoe kan ik, kan je, kun je, kunt u, kunnen jullie, "
        "zou u, zou je, laat me, laat mij, kan ik niet, waarom kan ik niet, kan ik hier niet, "
        "waarom niet, kunt u me niet, kun je me niet, weet niet hoe, ik weet niet, lukt niet, "
        "werkt niet, helpt niet, is het mogelijk, is er geen, waarom is er geen, waarom kan ik, "
        "hoe kom ik in, hoe kom ik bij, kan er iemand, kan er, kunt u mij, kun je me, "
        "zouden jullie, wilt u, wilt u mij, kan een, kan iemand"
    ),
    must="moet ik, moeten we, zou ik moeten",
    negation=(
        "niet, geen, nooit, zonder, niemand, in plaats van, noch, hoef geen, hoeft geen, "
        "hoeft niet, hoef niet, nooit om"
    ),
    identity=(
        "ben je, ben jij, bent u, ben u, is dit, spreek ik, praat ik, chat ik, zijn jullie, "
        "of je, of jij, of u, of ik, ben ik, heb ik te maken, heb ik contact, je bent, jij bent, "
        "u bent, is dat, was je, werk je"
    ),
    past=(
        "contact gehad, contact met jullie gehad, gesproken, gepraat, sprak, gisteren, zei, "
        "vertelde, vorige week, gebeld, heeft mij, heeft me, had, heeft, was, waren, gezegd, "
        "verteld, beloofde, beloofd, belde, gechat, vanochtend, geholpen, hielp"
    ),
    plan="ik zal, ik ga, ik overleg",
    others=(
        "bedankt voor, dank voor, hij wil, zij wil, ze wil, mijn vrouw, mijn man, mijn baas, "
        "mijn moeder, mijn vader, mijn zoon, mijn dochter, onze klanten, klanten willen, "
        "mijn klanten, mijn collega, mijn vriend, mijn vriendin, worden, medewerker worden, "
        "ik ben zelf, zelf medewerker"
    ),
    saying="betekent, zegt, staat, vertaal, knop",
    bot="bot, robot, chatbot, machine, computer, ai, bots, robots, programma, automaat",
    besides="behalve, dan een, anders dan",
    but="maar, dus, omdat, want, dan, of, en nu, en dan, toch, gewoon",
    me="mij, me, ons",
    subject="ik, wij, we, u, je, jij, jullie, het",
    real=(
        "echt, echte, levend, levende, menselijke, menselijk, andere, ander, werkelijke, "
        "bevoegde, heuse, van vlees en bloed, live, een van jullie, fysiek, fysieke, "
        "verantwoordelijk, competente, deskundige, vrouwelijke, mannelijke"
    ),
    help="hulp, ondersteuning, assistentie",
    polite=(
        "alstublieft, alsjeblieft, aub, svp, hallo, hoi, goedendag, goedemorgen, goedemiddag, "
        "goedenavond, dank, bedankt, nu, meteen, direct, dringend, snel, ja, ok, oke, hey, dag, "
        "even, eindelijk, astublieft, asjeblieft, dank u, dank je, vandaag, eerst, hier, "
        "hierover, beschikbaar, aanwezig, onmiddellijk, liever"
    ),
    filler=(
        "een, de, het, met, naar, van, aan, door, bij, te, graag met, om, gewoon met, echt met, "
        "wel, ook, alleen, der, uw, jouw, je, jullie, er, daar, op, tot, nou, nog, ooit, "
        "liever met, gaan, kunnen, helemaal, absoluut, kan, worden, in, die, wie, van u, over, "
        "even, eens, mij, dan, nu"
    ),
    mine="mijn, zijn, haar, hun, onze, ons",
    about="over, voor, als, zoals, wegens, is, omtrent, mijn zaak, mijn probleem, mijn klacht",
    elsewhere=(
        "makelaar, mensenrechten, per persoon, reisagent, user agent, contactformulier, "
        "contactgegevens, contactlenzen, contactpersoon, medewerker worden, personeelskorting, "
        "personeel nodig, mensen nodig"
    ),
    matter=(
        "naam, nummer, korting, account, portaal, contract, id, wachtwoord, gegevens, "
        "handleiding, gezocht"
    ),
    verb_last=True,
    negates_after=True,
)
