"""Asking for a person in Dutch."""

from warmline.signals.packs._pack import Pack

PACK = Pack(
    language="nl",
    who=(
        "mens, medewerker, medewerkster, echt persoon, echte persoon, agent, operator, "
        "vertegenwoordiger, adviseur, "
        "menselijke medewerker, consulent, collega, live chat, livechat, "
        "klantenservicemedewerker, "
        "echt mens, "
        "leidinggevende, supervisor, teamleider, servicemedewerker, telefonist, telefoniste, "
        "mesn, "
        "medewreker, medeweker"
    ),
    people=(
        "persoon, mensen, medewerkers, manager, chef, baas, specialist, verantwoordelijke, "
        "personeel, expert"
    ),
    anyone="iemand, iemnd, wie",
    service=(
        "klantenservice, klantendienst, klanten service, helpdesk, servicedesk, klantcontact, "
        "customer service, "
        "ondersteuningsteam, technische dienst, supportteam, support team"
    ),
    desk="support, afdeling, jullie, team, verkoop, administratie",
    reach=(
        "praten, spreken, chatten, contact, contact opnemen, bereiken, overleggen, "
        "communiceren, bellen met, te spreken, "
        "in contact komen, doorverbonden worden, doorverbonden, geholpen worden door, "
        "geholpen door, hulp van, spreek, praat, "
        "gesprek, contacteren, te woord gestaan, typen, praaten, spreeken, babbelen"
    ),
    connect=(
        "doorverbinden, verbind, verbinden, verbindt, schakel, schakelen, geef, breng, zet, "
        "doorzetten, doorschakelen, haal, doorsturen, stuur"
    ),
    outright=(
        "verbind me door, verbind mij door, schakel me door, schakel mij door, verbindt u mij door"
    ),
    phone="bellen, bel, belt, terugbellen, opbellen",
    want=(
        "wil, wou, zou graag, wil graag, heb nodig, nodig, zoek, wens, eis, mag ik, liever, "
        "graag, wilde graag, willen, wenst, verlang, heb liever"
    ),
    have=(
        "is er, zijn er, hebben jullie, heb je, heeft u, kan ik, mag ik, kunnen wij, is daar, "
        "krijg ik, waar vind ik, hoe krijg ik"
    ),
    can=(
        "kan ik, kunnen we, mag ik, zou ik, hoe kan ik, kan je, kun je, kunt u, kunnen jullie, "
        "zou u, zou je, laat me, laat mij, "
        "kan ik niet, waarom kan ik niet, kan ik hier niet, waarom niet, kunt u me niet, "
        "kun je me niet, weet niet hoe, ik weet niet, lukt niet, werkt niet, helpt niet, "
        "is het mogelijk, is er geen, waarom is er geen"
    ),
    must="moet ik, moeten we, zou ik moeten",
    negation="niet, geen, nooit, zonder, niemand, in plaats van, noch",
    identity=(
        "ben je, ben jij, bent u, ben u, is dit, spreek ik, praat ik, chat ik, zijn jullie, "
        "of je, of jij, of u, of ik, ben ik, heb ik te maken, "
        "heb ik contact, je bent, jij bent, u bent, is dat, was je, werk je"
    ),
    past=(
        "contact gehad, contact met jullie gehad, gesproken, gepraat, sprak, gisteren, zei, "
        "vertelde, vorige week, gebeld, heeft mij, heeft me, had, heeft, was, "
        "waren, gezegd, verteld, beloofde, beloofd, belde, gechat, vanochtend, geholpen, hielp"
    ),
    others=(
        "bedankt voor, dank voor, hij wil, zij wil, ze wil, mijn vrouw, mijn man, mijn baas, "
        "mijn moeder, mijn vader, mijn zoon, mijn dochter, "
        "onze klanten, klanten willen, mijn klanten, mijn collega, mijn vriend, mijn vriendin, "
        "worden"
    ),
    saying="betekent, zegt, staat, vertaal, knop",
    bot="bot, robot, chatbot, machine, computer, ai, bots, robots, programma, automaat",
    besides="behalve, dan een, anders dan",
    but="maar, dus, omdat, want, dan, of, en nu, en dan, toch, gewoon",
    me="mij, me, ons",
    subject="ik, wij, we, u, je, jij, jullie, het",
    real=(
        "echt, echte, levend, levende, menselijke, menselijk, andere, ander, werkelijke, "
        "bevoegde, heuse, van vlees en bloed, "
        "live, een van jullie, fysiek, fysieke, verantwoordelijk, competente, deskundige"
    ),
    help="hulp, ondersteuning, assistentie",
    polite=(
        "alstublieft, alsjeblieft, aub, svp, hallo, hoi, goedendag, goedemorgen, goedemiddag, "
        "goedenavond, dank, bedankt, nu, meteen, "
        "direct, dringend, snel, ja, ok, oke, hey, dag, even, eindelijk, astublieft, asjeblieft, "
        "dank u, dank je, vandaag, eerst, hier, hierover, beschikbaar, aanwezig, onmiddellijk"
    ),
    filler=(
        "een, de, het, met, naar, van, aan, door, bij, te, graag met, om, gewoon met, echt met, "
        "wel, ook, alleen, der, "
        "uw, jouw, je, jullie, er, daar, op, tot, nou, nog, ooit, liever met, gaan, kunnen, "
        "helemaal, absoluut, kan, worden, in, die, wie"
    ),
    mine="mijn, zijn, haar, hun, onze, ons",
    about="over, voor, als, zoals, wegens, is, omtrent",
    elsewhere=(
        "makelaar, mensenrechten, per persoon, reisagent, user agent, iemand anders, "
        "contactformulier, contactgegevens, contactlenzen, contactpersoon, medewerker worden, "
        "personeelskorting"
    ),
    matter=(
        "naam, nummer, korting, account, portaal, contract, id, wachtwoord, gegevens, "
        "handleiding, gezocht"
    ),
    verb_last=True,
    negates_after=True,
)
