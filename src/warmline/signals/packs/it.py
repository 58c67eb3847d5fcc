"""Asking for a person in Italian."""

from warmline.signals.packs._pack import Pack

PACK = Pack(
    language="it",
    who=(
        "umano, umana, essere umano, operatore, operatrice, agente, rappresentante, addetto, "
        "addetta, consulente, persona reale, persona vera, "
        "persona umana, persona fisica, persona in carne e ossa, operatore umano, "
        "assistente umano, "
        "agente umano, responsabile, supervisore, impiegato, "
        "assistenza umana, supporto umano, chat dal vivo, incaricato, operatore reale, "
        "collega umano, centralinista, operatroe, opertore, operatre"
    ),
    people=(
        "persona, persone, operatori, agenti, umani, rappresentanti, addetti, capo, direttore, "
        "tecnico, specialista, personale, esperto, manager"
    ),
    anyone="qualcuno, qualcun, qualcuna, qlcn, qualcno, qulcuno",
    service=(
        "servizio clienti, assistenza clienti, servizio assistenza, supporto clienti, "
        "assistenza tecnica, supporto tecnico, "
        "centro assistenza, customer service, customer care, call center, team di supporto, "
        "servizio al cliente"
    ),
    desk="assistenza, supporto, servizio, ufficio, reparto, team, assistente, amministrazione",
    reach=(
        "parlare, parlarne, parlo, discutere, chattare, contattare, comunicare, contatto, "
        "mettermi in contatto, entrare in contatto, "
        "conversare, essere contattato da, essere aiutato da, essere assistito da, "
        "essere messo in contatto, essere messo in comunicazione, aiuto di, aiuto da, "
        "rivolgermi, "
        "dialogare, interagire, prlare, palrare, parlre, essere trasferito, essere collegato, "
        "avere a che fare, raggiungere, confrontarmi, sentire"
    ),
    connect=(
        "collegare, collegami, mi colleghi, collegarmi, trasferire, trasferiscimi, "
        "mi trasferisca, trasferirmi, passare, passami, "
        "mi passi, passarmi, mi passa, passatemi, mettimi in contatto, mi metta in contatto, "
        "mettermi, connettermi, connettimi, mi connetta, inoltrare, mi metta, mettetemi, "
        "reindirizzare, mettimi, fammi, mi faccia, fatemi, trasferitemi, mi puo passare, "
        "indirizzami, connettere, colleghi, trasferisca, passi"
    ),
    outright="trasferiscimi, mi trasferisca, trasferitemi",
    phone=(
        "chiamare, chiamami, chiamatemi, richiamare, richiamatemi, telefonare, chiami, "
        "richiamarmi, chiamarmi"
    ),
    want=(
        "voglio, vorrei, desidero, vogliamo, vorremmo, mi serve, ho bisogno, bisogno, "
        "preferisco, preferirei, chiedo, richiedo, esigo, "
        "cerco, datemi, dammi, mi dia, pretendo, mi servirebbe, mi piacerebbe, necessito, vojo, "
        "volgio, vorei, gradirei"
    ),
    have=(
        "c e, ci sono, avete, hai, posso avere, potrei avere, esiste, c e un, non c e, "
        "non avete, ce, dov e, dove trovo"
    ),
    can=(
        "posso, potrei, si puo, come posso, come faccio a, come faccio, e possibile, "
        "sarebbe possibile, puoi, puo, potete, potresti, potrebbe, mi puo, mi puoi, "
        "fammi, mi faccia, lasciami, non posso, perche non posso, non riesco, non riesco a, "
        "non puoi, non si puo, non so come, non so, perche non, non puo, non funziona, "
        "non mi aiuta, non aiuta, non capisci, non serve a niente, non mi dispiacerebbe, "
        "non e possibile, ce modo, c e modo"
    ),
    must="devo, dobbiamo, dovrei, bisogna, e necessario",
    negation=(
        "non, no, mai, senza, ne, invece di, anziche, piuttosto che, nessun, nessuno, nessuna, "
        "neanche, nemmeno"
    ),
    identity=(
        "sei, sei un, lei e, e lei, sto parlando, sto chattando, tu sei, parlo con, questo e, "
        "questa e, siete, se sei, se lei, se sto, con chi parlo, "
        "con chi sto, sarai, siete un, sei una, lavori, eri"
    ),
    past=(
        "ho parlato, parlato, parlai, ieri, ha detto, mi ha detto, detto, la settimana scorsa, "
        "settimana scorsa, contattato, promesso, era, "
        "mi ha, aveva, avevo, stato, hanno, ha risposto, telefonato, chattato, abbiamo parlato, "
        "ho gia, scorso, mi avete, ha, ho, parlavo, diceva"
    ),
    others=(
        "grazie per, lui vuole, lei vuole, mia moglie, mio marito, mia madre, mio padre, "
        "il mio capo, mio figlio, mia figlia, mio amico, mia amica, vuole, "
        "nostri clienti, i clienti, i miei clienti, diventare, fare l, mia mamma, mio collega, "
        "deve"
    ),
    saying="significa, dice, frase, traduci, tradurre, traduca, pulsante, vuol dire",
    bot=(
        "bot, robot, chatbot, macchina, macchine, ia, computer, programma, risponditore, "
        "intelligenza artificiale, automatico"
    ),
    besides="tranne, eccetto, a parte, che non sia, se non, altro che",
    but=(
        "ma, bensi, perche, quindi, allora, oppure, o, e ora, e adesso, e poi, solo, soltanto, "
        "pero, anzi, e voglio, piuttosto"
    ),
    me="mi, me, ci, noi",
    subject="io, noi, si, tu",
    real=(
        "reale, reali, vero, vera, veri, vivo, viva, in carne e ossa, altro, altra, un altro, "
        "un altra, competente, dal vivo, "
        "uno dei vostri, una delle vostre, qualche, qualificato, cavolo di, maledetto, bravo, "
        "fisica, diverso, in persona"
    ),
    help="aiuto, assistenza, supporto",
    polite=(
        "per favore, perfavore, x favore, per piacere, per cortesia, cortesemente, gentilmente, "
        "ciao, salve, buongiorno, buonasera, grazie, "
        "adesso, ora, subito, urgente, urgentemente, si, ok, va bene, immediatamente, presto, "
        "oggi, "
        "finalmente, al piu presto, il prima possibile, direttamente, "
        "prima, di nuovo, ancora, disponibile, li, qui, su questo, pf, grazie mille, prego, "
        "scusa, "
        "scusi, buon giorno"
    ),
    filler=(
        "un, uno, una, il, lo, la, i, gli, le, l, con, a, al, alla, all, di, del, della, dell, "
        "d, da, dal, dalla, che, davvero, "
        "veramente, piu, in, solo con, vostro, vostra, vostri, tuo, tua, e, essere, poter, "
        "proprio, "
        "affatto, per niente, ne, soltanto con, poi, per parlare, chi, possa, puo, fare"
    ),
    mine="mio, mia, miei, mie, suo, sua, nostro, nostra",
    about="su, per, come, riguardo, e, per una, per un, sul, sulla, circa",
    elsewhere=(
        "risorse umane, diritti umani, agente immobiliare, agente di viaggio, "
        "agente assicurativo, corpo umano, errore umano, per persona, "
        "user agent, persona di contatto, operatore turistico, tour operator, qualcun altro, "
        "un altra persona, altra persona, modulo di contatto, lenti a contatto, "
        "persona giuridica, agente segreto, dati di contatto, operatore telefonico, "
        "operatore mobile, responsabile del trattamento, una sola persona"
    ),
    matter="nome, numero, codice, giuridica, manuale",
)
