"""Words by the part they play in a matter, and which parts make one when near each other.

"I lost, I think somewhere in Spain, my blue card": no phrase, but a loss and a card.
"""

from collections.abc import Mapping
from typing import Final

ROLES: Final[Mapping[str, str]] = {
    "lost": (
        "lost, lose, losing, missing, misplaced, stolen, stole, steal, theft, snatched, "
        "swallowed, skimmed, cloned, copied, verloren, gestohlen, geklaut, verlegt, diebstahl, "
        "perdi, perdido, perdida, perdio, robado, robada, robaron, robo, extravi*, perdu, "
        "perdue, vole, volee, vol, roubado, roubada, roubaram, roubo, clonado, clonaram, perso, "
        "persa, rubato, rubata, rubaron, rubati, smarrit*, kwijt, gestolen, zgubi*, skradzion*, "
        "ukradl*, kradziez*, kaybet*, calin*, caldilar, ضاع, ضاعت, فقدت, سرقت, مسروق*, खो, "
        "चोरी, गुम, kho, chori"
    ),
    "card": (
        "card, cards, wallet, purse, creditcard, passport, visa, mastercard, amex, discover, "
        "karte, kreditkarte, ec, brieftasche, portemonnaie, geldborse, tarjeta, cartera, carte, "
        "portefeuille, cartao, carteira, carta, portafoglio, pas, bankpas, pinpas, portemonnee, "
        "karta, karty, portfel, kart, kartim, kartimi, cuzdan*, بطاق*, محفظ*, कार्ड, बटुआ"
    ),
    "stop": (
        "block, blocking, blocked, freeze, frozen, freezing, lock, locked, locking, suspend*, "
        "hold, pause, deactivate*, disable*, stop, barred, restricted, unfreeze, unblock, "
        "unlock, sperr*, gesperrt, einfrieren, blockier*, bloque*, congel*, bloqu*, geler, "
        "opposition, bloccat*, bloccare, congelare, blokke*, geblokkeerd, zablok*, zastrzec, "
        "bloke, dondur*, kilit*, إيقاف, ايقاف, تجميد, حظر, محظور, مقفل, موقوف, ब्लॉक, लॉक"
    ),
    "account": (
        "account, accounts, acct, profile, login, user, konto, profil, zugang, cuenta, cuentas, "
        "perfil, usuario, compte, conta, cadastro, conto, profilo, utente, rekening, konta, "
        "hesap, hesabim*, hesabi, profilim*, uyelik, حساب*, ملفي, खाता, खाते, अकाउंट, khata"
    ),
    "stranger": (
        "someone, somebody, hacker, hackers, stranger, thief, fraudster, scammer, ex, jemand, "
        "fremder, alguien, alguem, quelqu, quelqun, qualcuno, iemand, ktos, biri, birisi, "
        "أحدهم, شخص, किसी"
    ),
    "uses": (
        "used, using, uses, accessed, access, logged, login, bought, ordered, spent, withdrew, "
        "paid, took, transferred, purchases, benutzt, nutzt, eingeloggt, gekauft, zugegriffen, "
        "uso, usando, usa, entro, accedio, utilise, connecte, accede, usou, acessou, entrou, "
        "acceduto, entrato, gebruikt, ingelogd, uzyl*, uzywa, zalogowal*, kullan*, girdi, دخل, "
        "استخدم, يستخدم, इस्तेमाल"
    ),
    "fraud": (
        "fraud*, scam*, phish*, hack*, suspicious, unauthorized, unauthorised, compromised, "
        "breach*, bogus, fake, betrug*, betrogen, verdachtig*, gehackt, estaf*, sospechos*, "
        "arnaque*, suspect*, pirat*, golpe, suspeit*, truff*, frode, sospett*, oplicht*, "
        "verdacht*, oszust*, podejrzan*, dolandir*, supheli, احتيال, نصب, مشبوه*, اختراق*, "
        "धोखा*, ठगी, फ्रॉड"
    ),
    "end": (
        "cancel*, close, closing, closed, closure, delete*, deleting, deletion, deletions, "
        "remove, removing, removal, removals, terminate*, terminating, termination*, end, "
        "ending, quit, quitting, kill, erase, scrap, drop, nix, undo, trash, annul, "
        "discontinue, rid, revoke, ditch, wipe, unsubscribe, dissolve, withdraw, eliminate, "
        "kundig*, stornier*, losch*, beend*, widerruf*, absag*, auflos*, cancelar, cancelacion, "
        "cancela, cancelen, cancele, anul*, rescind*, baja, cerrar, cierr*, elimin*, terminar, "
        "annul*, resili*, cloturer, fermer, supprim*, arreter, encerr*, fechar, exclu*, "
        "desist*, disdi*, disdett*, cancell*, chiud*, recess*, reced*, annuleer*, opzegg*, "
        "opzeg*, verwijder*, beeindig*, odwol*, wypowied*, rezygn*, zamkn*, usun*, rozwiaz*, "
        "iptal*, kapat*, sil, silin, silmek, fesh*, إلغاء, الغاء, ألغي, حذف, إغلاق, فسخ, रद्द, "
        "कैंसल, कैंसिल, बंद, डिलीट, band, delete"
    ),
    "contract": (
        "account, accounts, subscription, contract, order, booking, reservation, membership, "
        "plan, debit, appointment, meeting, purchase, policy, service, table, profile, user, "
        "transfer, payment, standing, mandate, trial, renewal, insurance, loan, registration, "
        "abo, vertrag, bestellung, buchung, mitgliedschaft, konto, termin, reservierung, "
        "abonnement, kauf, suscripcion, pedido, contrato, reserva, cuenta, compra, cita, "
        "commande, contrat, compte, rendez, assinatura, conta, plano, inscricao, matricula, "
        "abbonamento, ordine, contratto, prenotazione, acquisto, appuntamento, bestelling, "
        "reservering, lidmaatschap, zamowieni*, umow*, subskrypcj*, rezerwacj*, konta, kontem, "
        "abonament*, wizyt*, siparis*, abonel*, uyelig*, rezervasyon*, sozlesme*, hesab*, "
        "randevu*, طلبي, الطلب, اشتراك*, العقد, الحجز, حساب*, ऑर्डर, सब्सक्रिप्शन, बुकिंग, "
        "सदस्यता, खाता, अकाउंट"
    ),
    "unwanted": (
        "longer, anymore, unnecessary, mehr, mas, plus, mais, piu, meer, juz, artik, أعد, अब, "
        "dont, not, wont, cant"
    ),
    "needs": (
        "need, needed, want, require, use, necessary, required, brauche, will, mochte, quiero, "
        "necesito, veux, besoin, quero, preciso, voglio, serve, wil, hoef, chce, potrzebuje, "
        "istemiyorum, أريد, أحتاج, चाहिए"
    ),
    "table": (
        "reservation, booking, appointment, table, subscription, membership, contract, order, "
        "service, reservierung, bestellung, abo, termin, reserva, pedido, suscripcion, "
        "commande, abonnement, assinatura, prenotazione, ordine, abbonamento, reservering, "
        "bestelling, rezerwacj*, zamowieni*, abonament*, siparisi, aboneligi, rezervasyon*, "
        "الطلب, الاشتراك, ऑर्डर"
    ),
    "early": (
        "early, exit, cancellation, cancelation, termination, withdrawal, cancelling, "
        "canceling, terminating, leaving, storno, kundigung*, cancelacion, cancelar, "
        "resiliation, annulation, cancelamento, rescisao, recesso, disdetta, annulering*, "
        "opzeg*, iptal, cayma"
    ),
    "fee": (
        "fee, fees, penalty, penalties, charge, charges, cost, costs, gebuhr, gebuhren, kosten, "
        "penalizacion, tarifa, comision, frais, penalite*, taxa, multa, penale, costo, oplata, "
        "oplaty, ucret*, bedel*, رسوم, शुल्क"
    ),
    "charged": (
        "charge, charged, charges, charging, billed, bill, billing, debit, debited, debits, "
        "deducted, taken, took, withdrawn, paid, pay, payment, payments, transaction, "
        "transactions, fee, fees, invoice, invoiced, purchase, abgebucht, abbuchung*, belastet, "
        "berechnet, eingezogen, bezahlt, lastschrift, zahlung, cobr*, cargo, cargos, pago, "
        "pagado, pague, debit*, prelev*, factur*, paiement, paye, fatur*, pagament*, pagato, "
        "addebit*, fattur*, afgeschreven, afschrijving*, gefactureerd, betaald, betaling*, "
        "pobra*, obciaz*, zaplac*, oplat*, platnos*, cekil*, odeme*, ucret*, tahsil*, خصم*, "
        "دفع*, سحب*, رسوم, कट, चार्ज, भुगतान, पेमेंट, kat"
    ),
    "twice": (
        "twice, double, doubled, duplicate, duplicated, extra, overcharged, incorrect, "
        "incorrectly, wrongly, mistakenly, unexpected, unknown, unrecognized, unrecognised, "
        "recognise, recognize, strange, weird, odd, mystery, hidden, unexplained, mistake, "
        "erroneous, mine, authorise, authorize, authorised, authorized, shouldnt, doppelt, "
        "zweimal, falsch*, unberechtigt*, unbekannt*, doble, duplicad*, indebid*, reconozco, "
        "desconoc*, erroneo, deux, reconnais, erreur, inconnu, dobro, duas, indevid*, "
        "reconheco, doppio, due, sbagliat*, riconosco, dubbel, twee, herken, onbekend*, "
        "onterecht, podwojn*, dwa, bledn*, rozpoznaj*, nieznan*, iki, cift, yanlis, "
        "tanimiyorum, fazla, مرتين, خطأ, बार, गलत"
    ),
    "payment": (
        "payment, payments, billing, invoice, bill, checkout, paying, statement, debit, pay, "
        "bezahlung, zahlung, zahlungen, rechnung, abrechnung, pago, pagos, factura, "
        "facturacion, paiement, facture, facturation, pagamento, fatura, cobranca, fattura, "
        "fatturazione, betaling, factuur, platnos*, fakt*, rozliczeni*, odeme*, fatura*, الدفع, "
        "الفاتورة, فاتورتي, बिल, भुगतान, पेमेंट"
    ),
    "trouble": (
        "problem, problems, issue, issues, error, errors, trouble, troubles, failed, fails, "
        "failing, declined, rejected, wrong, incorrect, mistake, dispute, disputing, contest, "
        "high, higher, difficulty, difficulties, complication*, glitch, fehler, probleme, "
        "abgelehnt, fehlgeschlagen, falsch, stimmt, hoch, problema, problemas, fallo, "
        "rechazad*, equivocad*, alta, disputar, impugnar, erreur, souci, echoue, refuse, "
        "fausse, contester, erro, recusad*, errad*, contestar, errore, rifiutat*, sbagliat*, "
        "contestare, probleem, problemen, fout, geweigerd, mislukt, betwisten, blad, problemy, "
        "odrzucon*, bledn*, hata, sorun, reddedil*, basarisiz, yanlis, itiraz, خطأ, مشكلة, فشل, "
        "समस्या, गलत, दिक्कत, फेल"
    ),
    "money": (
        "money, cash, dollars, euros, euro, pounds, pound, bucks, amount, deposit, payment, "
        "funds, £, $, €, geld, betrag, anzahlung, dinero, importe, argent, somme, dinheiro, "
        "valor, soldi, importo, bedrag, pieniadze, pieniedzy, kwote, para, parami, paramin, "
        "المبلغ, فلوسي, أموالي, पैसे, रकम, paise"
    ),
    "back": (
        "back, return, returned, owe, owes, owed, repay, repaid, zuruck, zurueck, devolver, "
        "devuel*, devolucion, vuelta, rendre, rendez, recuperer, devolv*, volta, indietro, "
        "restitu*, ridate*, rivoglio, terug, zwrot*, zwroc*, oddaj*, geri, iade, أعيدوا, رجعوا, "
        "استرداد, استرجاع, वापस, wapas"
    ),
    "lodge": (
        "file, filing, make, making, lodge, lodging, submit, submitting, raise, register, open, "
        "einreichen, einlegen, poner, presentar, interponer, hacer, deposer, faire, porter, "
        "fazer, apresentar, registrar, abrir, fare, presentare, sporgere, indienen, zlozyc, "
        "etmek, olusturmak, تقديم, رفع, दर्ज, करनी"
    ),
    "claim": (
        "claim, claims, complaint, complaints, reclamation, reclamations, grievance, "
        "grievances, beschwerde, reklamation, queja, reclamacion, reclamo, plainte, reclamacao, "
        "queixa, lamentela, klacht, skarg*, reklamacj*, zazalenie, sikayet*, شكوى, शिकायत"
    ),
    "staff": (
        "driver, employee, employees, staff, technician, clerk, courier, agent, representative, "
        "operator, seller, waiter, colleague, mitarbeiter, fahrer, verkaufer, empleado, "
        "conductor, repartidor, vendedor, employe, livreur, chauffeur, vendeur, funcionario, "
        "motorista, entregador, atendente, dipendente, corriere, autista, medewerker, bezorger, "
        "pracownik, kurier, kierowca, calisan*, kurye*, sofor*, موظف, السائق, المندوب, "
        "कर्मचारी, ड्राइवर"
    ),
    "rude": (
        "rude, impolite, aggressive, drunk, racist, disrespectful, unprofessional, arrogant, "
        "insulted, yelled, shouted, unfreundlich, unhoflich, frech, respektlos, grosero, "
        "maleducado, agresivo, impoli, malpoli, agressif, grosso, grosseiro, maleducato, "
        "scortese, onbeleefd, grof, niegrzeczn*, chamski, kaba, kabaydi, saygisiz*, وقح*, "
        "الأدب, बदतमीज*"
    ),
    "refuses": (
        "dont, not, never, nicht, nie, no, pas, nao, non, niet, لا, मत, etmeyin, istemiyorum"
    ),
    # ── what is said of an answer ──
    "not": (
        "not, nt, no, dont, doesnt, didnt, isnt, wasnt, havent, cant, wont, never, nothing, "
        "none, hardly, nicht, nichts, kein, keine, nie, nada, nunca, pas, rien, jamais, n, nao, "
        "nem, non, niente, nulla, mai, niet, niets, niks, geen, nic, degil, yok, hic, لا, لم, "
        "ليس, ليست, ما, لن, नहीं, ना, nahi, nahin"
    ),
    "understand": (
        "understand*, understood, misunderst*, get, got, listening, listen, read, reading, "
        "saisi, verstehen, verstanden, verstehst, versteht, missverst*, horen, entend*, "
        "entiend*, compren*, compris, capi*, capito, compreend*, perceb*, begrijp*, begrepen, "
        "snap*, zrozum*, rozumie*, anla*, فهم*, تفهم*, يفهم*, समझ*, samajh*, samjhe"
    ),
    "asked": (
        "ask, asked, asking, question, questions, meant, mean, means, said, saying, typed, "
        "wrote, written, requested, gefragt, frage, gemeint, meinte, meine, geschrieben, ging, "
        "pregunt*, pedi, pido, pedido, dije, escribi, refier*, demand*, ecrit, parlais, "
        "pergunt*, disse, escrevi, chiest*, chiedo, domand*, scritto, intend*, vroeg, vraag, "
        "bedoel*, schreef, pyta*, pytan*, chodzi*, napisal*, sordu*, soru*, sorum*, yazdi*, "
        "kastet*, سأل*, سؤال*, كتب*, أقصد, قصد*, पूछ*, सवाल, बात, puch*, pucha, sawal"
    ),
    "help": (
        "help, helps, helped, helping, work, works, worked, working, fix, fixes, fixed, solve, "
        "solves, solved, resolve*, change, changed, useful, use, hilft, geholfen, funktionier*, "
        "klappt, geht, lost, gelost, bringt, gebracht, weiter, ayud*, sirv*, funcion*, "
        "solucion*, resuelv*, arregl*, cambi*, aide, aident, marche, fonctionne, regle, resout, "
        "apporte, ajud*, adiant*, resolv*, serve, serviu, mudou, aiut*, funzion*, risolv*, "
        "helpt, hielp, geholpen, werkt, werkte, oplos*, verder, pomo*, pomag*, dziala*, "
        "rozwiaz*, zmieni*, yara*, calis*, coz*, degis*, يساعد*, يفيد*, تفيد*, يعمل, يحل, تحل, "
        "يتغير, ينفع, मदद, काम, फायदा, हल, बदला, madad, kaam"
    ),
    "already": (
        "already, before, all, everything, twice, schon, bereits, alles, alle, ya, todo, todos, "
        "deja, tout, ja, todas, gia, tutti, tutto, al, juz, wszystk*, zaten, hepsi*, كل, قبل, "
        "سابقا, पहले, सब, pehle, sab"
    ),
    "tried": (
        "tried, try, done, steps, followed, versucht, probiert, ausprobiert, gemacht, schritte, "
        "intent*, probe, probado, hice, hecho, pasos, essaye, fait, suivi, etapes, tentei, "
        "testei, fiz, feito, passos, provato, fatto, passaggi, geprobeerd, gedaan, stappen, "
        "probowal*, zrobil*, kroki, dene*, yaptim, adim*, جربت, حاولت, خطوات, الخطوات, कोशिश, "
        "चुका, चुकी, स्टेप"
    ),
    "same": (
        "same, identical, gleiche, gleichen, derselbe, dieselbe, dasselbe, misma, mismo, meme, "
        "mesma, mesmo, stessa, stesso, dezelfde, hetzelfde, sam, sama, samo, ayni, نفس, वही, "
        "wahi"
    ),
    "reply": (
        "answer, answers, reply, response, link, article, error, message, problem, antwort, "
        "fehler, respuesta, enlace, reponse, lien, erreur, resposta, erro, risposta, errore, "
        "antwoord, fout, odpowiedz, blad, cevap, hata, sorun, الجواب, الإجابة, الرابط, المشكلة, "
        "जवाब, समस्या, jawab"
    ),
    "other": (
        "other, else, different, another, somebody, anderes, anders, andere, anderem, otra, "
        "otro, autre, outra, outro, altra, altro, innego, innym, inne, baska, farkli, آخر, اخر, "
        "أخرى, और, दूसरी, दूसरे, kuch"
    ),
    "talk": (
        "talking, talked, talk, spoke, told, telling, answering, rede, reden, sprach, spreche, "
        "antworten, hablaba, hablo, hablando, contestando, respondiendo, parlais, parle, "
        "repondez, falando, falei, respondendo, perguntando, parlavo, parlando, rispondendo, "
        "praat, had, over, mowil*, mowie, odpowiada*, bahsed*, diyorum, أتحدث, تتحدث, تجيب, "
        "बता, बारे, bata, bare"
    ),
    "related": (
        "related, relevant, unrelated, nothing, remotely, zusammenhang, tun, relacion, rapport, "
        "relacao, ver, centra, entra, maken, zwiazku, wspolnego, alaka*, ilgi*, علاقة, मतलब, "
        "लेना, संबंध, lena"
    ),
}

NEAR: Final[tuple[tuple[str, str, str, int], ...]] = (
    ("account_security", "lost", "card", 6),
    ("account_security", "stop", "card", 5),
    ("account_security", "stop", "account", 5),
    ("account_security", "stranger", "uses", 4),
    ("account_security", "fraud", "account", 7),
    ("account_security", "fraud", "charged", 5),
    ("account_security", "fraud", "card", 7),
    ("cancellation", "end", "contract", 6),
    ("cancellation", "unwanted", "needs", 3),
    ("cancellation", "unwanted", "table", 6),
    ("cancellation", "early", "fee", 4),
    ("billing", "charged", "twice", 6),
    ("billing", "payment", "trouble", 5),
    ("refund", "money", "back", 6),
    ("complaint", "lodge", "claim", 4),
    ("complaint", "staff", "rude", 6),
    ("dissatisfied", "not", "understand", 4),
    ("dissatisfied", "not", "asked", 5),
    ("dissatisfied", "not", "help", 4),
    ("dissatisfied", "already", "tried", 5),
    ("dissatisfied", "same", "reply", 3),
    ("dissatisfied", "other", "talk", 5),
    ("dissatisfied", "other", "asked", 4),
    ("dissatisfied", "related", "asked", 6),
    ("dissatisfied", "not", "talk", 5),
)
"""What it is about, two parts, and within how many words they stand. Each pair is a mark."""
