"""Asking for a person in Italian."""

from warmline.signals.packs._pack import Pack

PACK = Pack(
    language="it",
    who=(
        "umano, umana, essere umano, operatore, operatrice, agente, rappresentante, addetto, "
        "addetta, consulente, persona reale, persona vera, persona umana, persona fisica, "
        "persona in carne e ossa, operatore umano, assistente umano, agente umano, responsabile, "
        "supervisore, impiegato, assistenza umana, supporto umano, chat dal vivo, incaricato, "
        "operatore reale, collega umano, centralinista, operatroe, opertore, operatre, opratore, "
        "umno, un vostro addetto, impiegata, superiore, il suo superiore, titolare, "
        "consulente umano, dottoressa, collaboratore"
    ),
    people=(
        "persona, persone, operatori, agenti, umani, rappresentanti, addetti, capo, direttore, "
        "tecnico, specialista, personale, esperto, manager, collega, vostro collega, un collega, "
        "tecnici, responsabili, esperti, superiori, impiegati, direttori, titolari, assistenti, "
        "specialisti, consulenti, colleghi, collegi, suo capo, tuo capo"
    ),
    anyone=(
        "qualcuno, qualcun, qualcuna, qlcn, qualcno, qulcuno, con chi posso, con chi potrei, "
        "con chi devo, a chi posso, chi posso, nessuno con cui, qualcuno con cui, qualcuno del, "
        "qualcuno della, uno di voi, una di voi, qualcuno di voi, uno dei vostri"
    ),
    somebody_else="qualcun altro, un altra persona",
    service=(
        "servizio clienti, assistenza clienti, servizio assistenza, supporto clienti, "
        "assistenza tecnica, supporto tecnico, centro assistenza, customer service, "
        "customer care, call center, team di supporto, servizio al cliente, ufficio reclami, "
        "ufficio resi, reparto vendite, l assistenza"
    ),
    desk="assistenza, supporto, servizio, ufficio, reparto, team, assistente, amministrazione",
    reach=(
        "parlare, parlarne, parlo, discutere, chattare, contattare, comunicare, contatto, "
        "mettermi in contatto, entrare in contatto, conversare, essere contattato da, "
        "essere aiutato da, essere assistito da, essere messo in contatto, "
        "essere messo in comunicazione, aiuto di, aiuto da, rivolgermi, dialogare, interagire, "
        "prlare, palrare, parlre, essere trasferito, essere collegato, avere a che fare, "
        "raggiungere, confrontarmi, sentire, parlarne con, parlare a, contattate, parla con, "
        "comunicazione, in comunicazione, messo in contatto, mettere in contatto, chatto, "
        "scrivo a"
    ),
    connect=(
        "collegare, collegami, mi colleghi, collegarmi, trasferire, trasferiscimi, "
        "mi trasferisca, trasferirmi, passare, passami, mi passi, passarmi, mi passa, passatemi, "
        "mettimi in contatto, mi metta in contatto, mettermi, connettermi, connettimi, "
        "mi connetta, inoltrare, mi metta, mettetemi, reindirizzare, mettimi, fammi, mi faccia, "
        "fatemi, trasferitemi, mi puo passare, indirizzami, connettere, colleghi, trasferisca, "
        "passi, trasferisci, passate, metta, potete mettermi, inoltrarmi, trovatemi, trovami, "
        "cercatemi, cercami, portami, portatemi, mandami, mandatemi, chiamami un, chiamatemi un, "
        "girate, gira"
    ),
    outright=(
        "trasferiscimi, mi trasferisca, trasferitemi, richiamatemi, richiamami, mi richiami, "
        "mi richiamate, chiamatemi, mi chiamate, contattatemi, farmi richiamare, "
        "farmi contattare, essere trasferito, essere trasferita, essere messo in contatto, "
        "mettetemi in contatto, mi contattasse, passatemi qualcuno, mi passate qualcuno, "
        "perche non c e nessuno con cui parlare, non c e nessuno con cui parlare"
    ),
    phone=(
        "chiamare, chiamami, chiamatemi, richiamare, richiamatemi, telefonare, chiami, "
        "richiamarmi, mi chiami, mi chiama, mi richiami"
    ),
    ready="disponibile, disponibili, libero, in linea, reperibile",
    call_me=(
        "chiamarmi, contattarmi, mi chiami, mi chiama, mi contatti, mi contatta, mi contattasse, "
        "ricontattarmi, mi richiami, telefonarmi, richiamarmi, mi chiamasse"
    ),
    modal="puo, potrebbe, può, potete, fatemi, lasciatemi",
    again="di nuovo, nuovamente, ancora una volta, un altro, con un altro",
    callback=(
        "richiamata, essere richiamato, essere richiamata, essere contattato, essere contattata, "
        "una chiamata, una telefonata, essere ricontattato, essere ricontattata"
    ),
    present=(
        "c e qualcuno, c e qualcuno li, c e qualcuno in linea, qualcuno in linea, c e nessuno, "
        "c e qualcuno che mi, qualcuno mi legge, qualcuno c e, e presente qualcuno"
    ),
    attend=(
        "aiutare, aiutarmi, mi puo aiutare, mi aiuti, aiuti, guardi, guardare, controlli, "
        "controllare, capisca, capisce, verifichi, verificare, si occupi, occuparsi, risolva, "
        "risponda, rispondere, prenda in carico, al telefono, occuparsene, se ne occupi, "
        "se ne puo occupare, gestirlo"
    ),
    sort_out="discutere, risolvere, parlarne, gestire, chiarire",
    together="con",
    away=(
        "basta, basta con, basta col, niente, stufo di, stufa di, stanco di, stanca di, stop, "
        "fuori, smettila, chiudi, togliete, odio parlare, elimina"
    ),
    later=(
        "più tardi, piu tardi, dopo, se serve, se necessario, se occorre, in caso, in futuro, "
        "eventualmente, la domenica, nel fine settimana, di domenica"
    ),
    want=(
        "voglio, vorrei, desidero, vogliamo, vorremmo, mi serve, ho bisogno, bisogno, preferisco, "
        "preferirei, chiedo, richiedo, esigo, cerco, datemi, dammi, mi dia, pretendo, "
        "mi servirebbe, mi piacerebbe, necessito, vojo, volgio, vorei, gradirei, voglio una, "
        "volio, vorrei che, voglio che, ho bisogno che, vi prego di, prego di, mi passi"
    ),
    have=(
        "c e, ci sono, avete, hai, posso avere, potrei avere, esiste, c e un, non c e, non avete, "
        "ce, dov e, dove trovo"
    ),
    can=(
        "posso, potrei, si puo, come posso, come faccio a, come faccio, e possibile, "
        "sarebbe possibile, puoi, puo, potete, potresti, potrebbe, mi puo, mi puoi, fammi, "
        "mi faccia, lasciami, non posso, perche non posso, non riesco, non riesco a, non puoi, "
        "non si puo, non so come, non so, perche non, non puo, non funziona, non mi aiuta, "
        "non aiuta, non capisci, non serve a niente, non mi dispiacerebbe, non e possibile, "
        "ce modo, c e modo, può, potrebbe farmi, mi potete, mi fa, mi fate, perche non c e, "
        "c e modo di, c e un modo per"
    ),
    must="devo, dobbiamo, dovrei, bisogna, e necessario",
    negation=(
        "non, no, mai, senza, ne, invece di, anziche, piuttosto che, nessun, nessuno, nessuna, "
        "neanche, nemmeno, non c e bisogno, non serve, nessun bisogno"
    ),
    identity=(
        "sei, sei un, lei e, e lei, sto parlando, sto chattando, tu sei, parlo con, questo e, "
        "questa e, siete, se sei, se lei, se sto, con chi parlo, con chi sto, sarai, siete un, "
        "sei una, lavori, eri"
    ),
    past=(
        "ho parlato, parlato, parlai, ieri, ha detto, mi ha detto, detto, la settimana scorsa, "
        "settimana scorsa, contattato, promesso, era, mi ha, aveva, avevo, stato, hanno, "
        "ha risposto, telefonato, chattato, abbiamo parlato, ho gia, scorso, mi avete, ha, ho, "
        "parlavo, diceva"
    ),
    plan="parlero con, contattero, chiamero, ne parlo con, ne parlo",
    others=(
        "grazie per, lui vuole, lei vuole, mia moglie, mio marito, mia madre, mio padre, "
        "il mio capo, mio figlio, mia figlia, mio amico, mia amica, vuole, nostri clienti, "
        "i clienti, i miei clienti, diventare, fare l, mia mamma, mio collega, deve, "
        "vorrei diventare, sono un, ne ha parlato"
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
        "reale, reali, vero, vera, veri, vivo, viva, in carne e ossa, altro, altra, un altra, "
        "competente, dal vivo, uno dei vostri, una delle vostre, qualche, qualificato, cavolo di, "
        "maledetto, bravo, fisica, diverso, in persona, donna, uomo"
    ),
    help="aiuto, assistenza, supporto",
    polite=(
        "per favore, perfavore, x favore, per piacere, per cortesia, cortesemente, gentilmente, "
        "ciao, salve, buongiorno, buonasera, grazie, adesso, ora, subito, urgente, urgentemente, "
        "si, ok, va bene, immediatamente, presto, oggi, finalmente, al piu presto, "
        "il prima possibile, direttamente, prima, ancora, disponibile, li, qui, su questo, pf, "
        "grazie mille, prego, scusa, scusi, buon giorno, personalmente, meglio"
    ),
    filler=(
        "un, uno, una, il, lo, la, i, gli, le, l, con, a, al, alla, all, di, del, della, dell, d, "
        "da, dal, dalla, che, davvero, veramente, piu, in, solo con, vostro, vostra, vostri, tuo, "
        "tua, e, essere, poter, proprio, affatto, per niente, ne, soltanto con, poi, per parlare, "
        "chi, possa, puo, fare, di persona, persona, ad, dall, mi, telefono, subito, ancora"
    ),
    mine="mio, mia, miei, mie, suo, sua, nostro, nostra",
    about=(
        "su, per, come, riguardo, e, per una, per un, sul, sulla, circa, il mio caso, mio caso, "
        "il mio problema, mio problema, la mia richiesta"
    ),
    elsewhere=(
        "risorse umane, diritti umani, agente immobiliare, agente di viaggio, "
        "agente assicurativo, corpo umano, errore umano, per persona, user agent, "
        "persona di contatto, operatore turistico, tour operator, qualcun altro, "
        "un altra persona, altra persona, modulo di contatto, lenti a contatto, "
        "persona giuridica, agente segreto, dati di contatto, operatore telefonico, "
        "operatore mobile, responsabile del trattamento, una sola persona"
    ),
    matter="nome, numero, codice, giuridica, manuale",
)
