"""Asking for a person in German."""

from warmline.signals.packs._pack import Pack

PACK = Pack(
    language="de",
    who=(
        "mensch, menschen, mitarbeiter, mitarbeiterin, mitarbeiters, sachbearbeiter, "
        "sachbearbeiterin, kundenberater, kundenberaterin, berater, beraterin, agent, agenten, "
        "operator, ansprechpartner, ansprechpartnerin, kundenbetreuer, kundenbetreuerin, "
        "betreuer, betreuerin, vorgesetzten, vorgesetzter, vorgesetzte, teamleiter, kollegen, "
        "live agent, live chat, livechat, supportmitarbeiter, servicemitarbeiter, echter mensch, "
        "reale person, echte person, echten person, jemand echtes, jemand echten, "
        "jemand menschliches, menschlichen mitarbeiter, menschlicher mitarbeiter, "
        "menschlichen support, menschliche hilfe, menschlicher support, kundendienstmitarbeiter, "
        "servicekraft, fachmann, spezialisten, vermittlung, mitarbieter, mitarbeitr, menshen, "
        "mensh, menchen, live chat starten, kundenberatung, chefin, filialleiter, "
        "sachbearbeitung, ansprechperson, menschlich bitte, bitte menschlich"
    ),
    people=(
        "person, personen, mitarbeitern, angestellten, beratern, manager, chef, chefin, "
        "verantwortlichen, zustaendigen, zustandigen, zustandige, leute, personal, "
        "ansprechperson, leiter, filialleiter, team, kollege, kollegin, kollegen, experte, "
        "experten, fachkraft, techniker, verantwortliche, verantwortlicher, zuständiger, "
        "zuständige, zuständigen, leuten, betreuern, angestellte, angestellter, fachkräfte"
    ),
    anyone=(
        "jemand, jemanden, jemandem, irgendjemand, irgendjemanden, irgendjemandem, irgendwer, "
        "irgendwen, einem von euch, einem von ihnen, wen, wem, mit wem kann ich, "
        "mit wem darf ich, mit wem könnte ich, wen kann ich, an wen kann ich mich, "
        "an wen wende ich mich, wer kann mir persönlich, mal wer, da wer, da mal wer, hier wer, "
        "einer von euch, wer, einer von ihnen, jemand von euch, jemand von ihnen, einen von euch, "
        "einen von ihnen"
    ),
    somebody_else="jemand anderes, jemand anderem, jemand anderen, jemand anders",
    service=(
        "kundenservice, kundendienst, kundensupport, kundenbetreuung, support team, supportteam, "
        "serviceteam, kunden service, technischer support, technischen support, kundenberatung, "
        "hotline, helpdesk, customer service, customer support, callcenter"
    ),
    desk=(
        "support, service, zentrale, abteilung, fachabteilung, buchhaltung, vertrieb, "
        "reklamationsabteilung, ihnen, euch"
    ),
    reach=(
        "sprechen, reden, chatten, kontaktieren, telefonieren, unterhalten, kontakt, "
        "kontakt aufnehmen, schreiben, sprech, spreche, rede, erreichen, erreiche, "
        "in kontakt treten, kontaktiere, geholfen werden, verbunden werden, "
        "weitergeleitet werden, austauschen, kommunizieren, verbunden, gesprach, gespraech, "
        "hilfe von, wenden, spechen, sprecehn, srpechen, redne, zu sprechen, anchatten, "
        "quatschen, durchgestellt, beraten, wie erreiche ich, wie komme ich an, wie komm ich an, "
        "erreiche ich"
    ),
    connect=(
        "verbinden, verbinde, verbindet, weiterleiten, leiten, leite, weitergeleitet, "
        "durchstellen, stellen, stell, ubergeben, uebergeben, ubergib, weitergeben, geben, gib, "
        "gebt, holen, hol, holt, vermitteln, verbind, weiterverbinden, schicken, schick, "
        "durchzustellen, eskalieren, eskaliere, eskaliert, verbunden, verbundn, hinzuziehen, "
        "dazuholen, herholen, her, such mir, findet mir, suchen sie mir, finden sie mir, schickt, "
        "ruft mir"
    ),
    outright=(
        "verbinden sie mich, verbinde mich, verbindet mich, stellen sie mich durch, "
        "stell mich durch, leiten sie mich weiter, leite mich weiter, verbunden werden, "
        "weitergeleitet werden, durchgestellt werden, weiterverbunden werden, "
        "rufen sie mich zurück, rufen sie mich an, ruft mich zurück, ruft mich an, ruf mich an, "
        "ruf mich zurück, bitte verbinden, verbinden bitte, bitte weiterleiten, "
        "weiterleiten bitte, bitte durchstellen, jemand soll mich kontaktieren, "
        "jemand soll mich anrufen, warum kann ich mit niemandem, "
        "warum kann ich hier mit niemandem, wieso kann ich mit niemandem, "
        "warum kann ich niemanden, warum kann ich hier mit niemandem reden, "
        "warum kann ich hier mit niemandem sprechen, warum kann ich hier mit niemandem chatten, "
        "warum kann ich mit niemandem reden, warum kann ich mit niemandem sprechen, "
        "warum kann ich mit niemandem chatten, wieso kann ich hier mit niemandem reden, "
        "wieso kann ich hier mit niemandem sprechen, wieso kann ich hier mit niemandem chatten, "
        "wieso kann ich mit niemandem reden, wieso kann ich mit niemandem sprechen, "
        "wieso kann ich mit niemandem chatten, kann ich denn hier mit niemandem reden, "
        "kann ich denn hier mit niemandem sprechen, kann ich denn hier mit niemandem chatten, "
        "kann ich denn mit niemandem reden, kann ich denn mit niemandem sprechen, "
        "kann ich denn mit niemandem chatten, brauche persönliche beratung, "
        "möchte persönliche beratung, persönliche beratung bitte"
    ),
    phone=(
        "anrufen, ruft, rufen, ruf, zuruckrufen, zurueckrufen, ruckruf, rueckruf, anruf, "
        "zurückgerufen, zurückgerufen werden, angerufen werden, kontaktiert werden, anruft, "
        "zurückruft, kontaktiert, anruf mich"
    ),
    ready="verfügbar, erreichbar, online, frei",
    call_me=(
        "mich anrufen, mich zurückrufen, bei mir melden, bei mir meldet, melden sie sich bei mir, "
        "mich kontaktieren, mich kontaktiert, mich anruft, mich zurückruft, sich bei mir melden, "
        "mich erreichen, melden sie sich telefonisch bei mir, telefonisch bei mir melden"
    ),
    modal="kann, könnte, lass, lassen sie, können, soll, darf",
    again="erneut, noch einmal, nochmal, noch mal, wieder mit jemandem, einen anderen, ihm, ihr",
    callback="rückruf, rueckruf, rückruftermin, anruf",
    present=(
        "ist da jemand, ist jemand da, jemand da, ist hier jemand, ist dort jemand, ist da wer, "
        "ist da überhaupt jemand, ist wer da, hallo ist jemand"
    ),
    attend=(
        "weiterhelfen, helfen, hilft, ansehen, anschauen, kümmern, kümmert, prüfen, prüft, "
        "übernehmen, übernimmt, auskennt, versteht, ahnung hat, dazu, drum kümmern, am telefon, "
        "am apparat"
    ),
    sort_out="besprechen, klären, diskutieren, bereden",
    together="mit",
    away=(
        "schluss mit, schluss, genug, genug von, keine lust auf, keine lust mehr auf, "
        "hör auf mit, weg mit, raus aus, satt, ausschalten, stop, stopp, stoppt, nicht länger, "
        "nicht mehr"
    ),
    later=(
        "später, spaeter, falls nötig, falls noetig, wenn nötig, bei bedarf, notfalls, zur not, "
        "im notfall, irgendwann, am wochenende, sonntags, samstags, am sonntag"
    ),
    want=(
        "will, mochte, moechte, brauche, wollen, mochten, moechten, brauchen, brauch, hatte gern, "
        "hatte gerne, haette gern, haette gerne, wunsche, verlange, verlangen, bitte um, suche, "
        "bevorzuge, wurde gern, wurde gerne, wuerde gern, wuerde gerne, fordere, wunsch, "
        "benotige, benoetige, hatt gern, mag, her mit, lieber, hatte lieber, mocht, hätte gern, "
        "hätte gerne, hätte ich gern, hätte ich gerne, wünsche mir, ich bitte um, bestehe auf, "
        "gib mir, geben sie mir, gebt mir, brauch mal, kontaktaufnahme durch"
    ),
    have=(
        "gibt es, gibts, habt ihr, haben sie, kann ich, konnte ich, koennte ich, bekomme ich, "
        "krieg ich, kriege ich, ist da, ist dort, wo finde ich, wo ist, wie bekomme ich, "
        "wie komme ich, komme ich, ist jemand"
    ),
    can=(
        "kann ich, konnte ich, koennte ich, darf ich, durfte ich, kann man, wie kann ich, "
        "lassen sie mich, lass mich, wie erreiche ich, kann ich nicht, warum kann ich nicht, "
        "kann ich denn nicht, warum nicht, konnen sie, konnt ihr, kannst du, konnten sie, "
        "konntet ihr, koennen sie, koennten sie, weiss nicht wie, ich weiss nicht, kann nicht, "
        "geht nicht, konnen sie nicht, kannst du nicht, konnen sie mich nicht, "
        "kannst du mich nicht, nicht einfach, hilft nicht, hilft mir nicht, funktioniert nicht, "
        "verstehst nicht, verstehen nicht, nicht weiter, ist es moglich, ist es moeglich, "
        "besteht die moglichkeit, warum gibt es keinen, gibt es keinen, gibt es keine, "
        "gibts keinen, gibt es denn keinen, gibts hier keinen, kann sich, könnt ihr, könnte sich, "
        "könntest du, warum gibt es hier keinen, warum kann ich hier mit, wie komme ich zu, "
        "wie komm ich an"
    ),
    must=(
        "muss ich, mussen wir, sollte ich, soll ich, brauche ich, muss ich dafür, muss ich da, "
        "muss man"
    ),
    negation=(
        "nicht, kein, keine, keinen, keinem, keiner, nie, niemals, ohne, statt, anstatt, nix, "
        "ned, net, weder, niemanden, niemandem, nicht nötig, unnötig, überflüssig, niemand"
    ),
    identity=(
        "bist du, sind sie, bist du ein, ist das, ist das hier, spreche ich, rede ich, "
        "schreibe ich, chatte ich, seid ihr, sprech ich, red ich, ob du, ob sie, ob ich, "
        "ist hier ein, bin ich, habe ich es, du bist, sie sind, handelt es sich, "
        "kommuniziere ich, spreche ich gerade, warst du, antwortet hier, arbeitest du"
    ),
    past=(
        "gesprochen, geredet, sprach, telefoniert, gestern, letzte woche, hat gesagt, sagte, "
        "hat mir, meinte, kontaktiert, angerufen, hatte, haben mir, wurde mir, war, waren, "
        "vorhin, vorgestern, hatten, versprochen, hat gestern, hat, geschrieben, wurde, "
        "versprach, gechattet, heute morgen"
    ),
    plan="ich werde, wir werden, dann werde ich",
    others=(
        "danke fur, danke fuer, danke an, er will, sie will, er mochte, meine frau, mein mann, "
        "mein chef, meine mutter, mein vater, mein sohn, meine tochter, mein freund, "
        "meine freundin, unsere kunden, die kunden, kunden wollen, leute wollen, meine kunden, "
        "mein kollege, meine kollegin, werden, er moechte, braucht, mitarbeiter werden"
    ),
    saying=(
        "bedeutet, heisst, heist, steht, ubersetze, uebersetze, ubersetzen, sagt man, taste, "
        "knopf, button"
    ),
    bot=(
        "bot, bots, roboter, chatbot, maschine, ki, computer, automat, programm, automaten, "
        "maschinen, chatbots, bandansage"
    ),
    besides="ausser, als einem, als mit einem",
    but=(
        "aber, sondern, und zwar, also, daher, deshalb, denn, weil, dann, oder, einfach nur, "
        "und jetzt, und dann, trotzdem, doch, und muss, und möchte, und will, und brauche"
    ),
    me="mich, mir, uns",
    subject="ich, wir, sie, du, ihr, man, es",
    real=(
        "echten, echter, echte, echtes, realen, reale, realer, richtigen, richtiger, richtige, "
        "lebenden, lebendigen, menschlichen, menschliche, menschlicher, wirklichen, anderen, "
        "andere, anderer, kompetenten, zustandiger, zustaendiger, aus fleisch und blut, live, "
        "verantwortlicher, einem ihrer, einem eurer, ihrer, eurer, kompetente, kompetenter, "
        "verdammten, freien, personlichen, persoenlichen, lebender, lebendiger, natürlichen, "
        "menschliches, weibliche, weiblichen, männlichen, weiblicher"
    ),
    help="hilfe, unterstutzung, unterstuetzung",
    polite=(
        "bitte, hallo, hi, guten tag, guten morgen, guten abend, danke, sofort, jetzt, jz, mal, "
        "doch mal, dringend, endlich, gleich, ja, ok, okay, hey, moin, servus, gruss gott, bidde, "
        "bite, vielen dank, schnell, umgehend, direkt, heute, bitteschon, so schnell wie moglich, "
        "am liebsten, wieder, hier, da, vorhanden, zuerst, erst, nochmal, daruber, nun, "
        "überhaupt, persönlich, telefonisch, am telefon, noch mal, noch einmal, vielleicht, "
        "schon, lieber, später am tag, endlich mal, zweimal, dreimal, mehrmals"
    ),
    filler=(
        "ein, eine, einen, einem, einer, eines, der, die, das, den, dem, des, mit, zu, zum, zur, "
        "an, am, vom, von, beim, bei, nach, gern, gerne, wirklich, nur, auch, direkt mit, "
        "personlich, persoenlich, im, in, ihrem, eurem, ihren, euren, ihr, euer, euere, einfach, "
        "unbedingt, gar, uberhaupt, ueberhaupt, jetzt mit, sich, dass, werden, nen, nem, ne, n, "
        "deinem, deinen, mehr, kann, konnen, durch, weiter, durchaus, der sich, die sich, aus, "
        "dieser, diesem, hier, dort, da, dran, hierzu, sofort"
    ),
    mine=(
        "mein, meine, meinen, meinem, meiner, sein, seine, seinen, seinem, unser, unsere, "
        "unseren, unserem"
    ),
    about=(
        "uber, ueber, fur, fuer, als, wie, wegen, ist, bezuglich, meinen fall, mein anliegen, "
        "mein problem, meine beschwerde, meine anfrage"
    ),
    elsewhere=(
        "menschenrechte, ansprechpartner fur, personalabteilung, personalausweis, "
        "immobilienmakler, reiseburo mitarbeiter, user agent, mitarbeiter rabatt, "
        "mitarbeiterrabatt, pro person, menschen leben, reiseveranstalter, mensch armer, "
        "mitarbeiter werden, kontaktformular, kontaktdaten, kontaktlinsen, wie viele mitarbeiter, "
        "wieviele mitarbeiter, wie viel personal, wie viele menschen, wie viele personen, "
        "wie viele berater"
    ),
    matter=(
        "name, namen, nummer, ausweis, rabatt, vertrag, konto, konten, portal, app, login, "
        "passwort, id, adresse, handbuch, einstellungen, gesucht, anlegen, hinzufugen, haben sie, "
        "habt ihr, beschäftigen sie"
    ),
    verb_last=True,
    negates_after=True,
)
