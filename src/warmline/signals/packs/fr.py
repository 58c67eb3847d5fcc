"""Asking for a person in French."""

from warmline.signals.packs._pack import Pack

PACK = Pack(
    language="fr",
    who=(
        "humain, humaine, etre humain, agent, agente, conseiller, conseillere, operateur, "
        "operatrice, representant, representante, "
        "vraie personne, personne reelle, personne physique, personne humaine, personne vivante, "
        "collaborateur, collaboratrice, teleconseiller, "
        "teleoperateur, superviseur, responsable, interlocuteur, agent humain, "
        "conseiller humain, "
        "chat en direct, employe, "
        "quelqu un de reel, quelqu un de vrai, quelqu un d humain, une aide humaine, "
        "assistance humaine, gestionnaire, standardiste, "
        "conseillier, conseilleur, consellier, humin, hummain"
    ),
    people=(
        "personne, personnes, agents, conseillers, humains, operateurs, manager, chef, "
        "technicien, specialiste, gens, personnel, expert, directeur"
    ),
    anyone="quelqu un, quelquun, quelqun, qqn, qq un, qqun, kelkun, quelq un",
    service=(
        "service client, service clients, service clientele, sav, service apres vente, "
        "support client, support technique, "
        "service technique, assistance client, equipe support, service a la clientele, "
        "relation client, standard, centre d appel, centre d appels, conseil client"
    ),
    desk="support, service, equipe, assistance, assistant, departement, comptabilite, hotline",
    reach=(
        "parler, discuter, contacter, joindre, echanger, dialoguer, chatter, tchatter, "
        "converser, communiquer, parle, "
        "contact, entrer en contact, prendre contact, etre mis en relation, "
        "etre mise en relation, "
        "mis en relation, mise en relation, "
        "etre mis en contact, etre aide par, aide par, aide d, l aide d, aide de, l aide de, "
        "avoir affaire, m adresser, avoir, "
        "etre transfere, etre transferee, etre rappele par, palrer, parlé, parelr, m entretenir, "
        "etre redirige, correspondre, etre en relation"
    ),
    connect=(
        "mettez moi en relation, mets moi en relation, mettre en relation, "
        "me mettre en relation, passez moi, passe moi, "
        "me passer, passer, transferez moi, transfere moi, transferer, transferez, "
        "me transferer, "
        "connectez moi, connecte moi, me connecter, connecter, "
        "redirigez moi, redirige moi, me rediriger, rediriger, mettez moi en contact, "
        "mettre en contact, basculez moi, mettez moi, dirigez moi, "
        "orientez moi, renvoyez moi, envoyez moi, donnez moi, donne moi, escalader, "
        "faites intervenir"
    ),
    outright=(
        "transferez moi, transfere moi, passez moi quelqu un, mettez moi en relation, "
        "mettez moi en contact"
    ),
    phone="appeler, appelez, rappeler, rappelez, rappele, appelle, telephoner, rappelle",
    want=(
        "veux, voudrais, souhaite, aimerais, besoin, besoin d, besoin de, exige, demande, "
        "demande a, prefere, prefererais, cherche, "
        "voulons, souhaiterais, souhaitons, il me faut, il faut, faut que, desire, je veut, "
        "donnez moi, donne moi, veut, reclame, envie de, voulait, voulais"
    ),
    have=(
        "y a t il, ya t il, il y a, y a, avez vous, as tu, est ce qu il y a, vous avez, "
        "puis je avoir, je peux avoir, pourrais je avoir, peut on avoir, "
        "est il possible d avoir, ya, ou est"
    ),
    can=(
        "puis je, je peux, pourrais je, peut on, est ce que je peux, comment, est il possible, "
        "c est possible, serait il possible, possible de, pouvez vous, "
        "peux tu, pourriez vous, pourrais tu, laissez moi, laisse moi, je ne peux pas, "
        "pourquoi je ne peux pas, pourquoi je peux pas, ne puis je pas, "
        "pouvez vous pas, ne pouvez vous pas, je n arrive pas, n arrive pas, j arrive pas, "
        "je ne sais pas, je sais pas, je ne sais pas comment, ne peut on pas, pas possible, "
        "ca ne marche pas, ca marche pas, ne fonctionne pas, n aide pas, ne comprends pas, "
        "ne comprend pas, comprends rien, n y a t il pas, y a pas, pourquoi pas, il n y a pas"
    ),
    must="dois je, faut il, est ce que je dois, il faut que je, ai je besoin",
    negation=(
        "ne, n, pas, non, jamais, sans, aucun, aucune, ni, plutot que, au lieu, plus besoin, "
        "pas besoin, pas de, pas d, inutile, arretez de"
    ),
    identity=(
        "es tu, etes vous, est ce que tu es, est ce que vous etes, suis je, est ce un, "
        "c est un, t es, tu es, vous etes, est ce que je parle, "
        "je parle a, parle je, si tu es, si vous etes, si je parle, est ce que c est, qui est, "
        "es ce que tu, es ce que vous, c est une, suis je en train, seriez vous, serais tu, "
        "etait ce, travaillez vous"
    ),
    past=(
        "parle avec, ai parle, j ai parle, avons parle, a dit, m a dit, hier, "
        "la semaine derniere, ai contacte, contacte hier, avait, etait, a promis, m a promis, "
        "m a, ont, ai eu, ai discute, a repondu, m a assure, ete, disait, ai deja, j ai deja, "
        "avait dit, ai essaye, j avais, deja parle, j ai eu, j ai, deja contacte, a ete, "
        "ai appele"
    ),
    others=(
        "merci pour, il veut, elle veut, ma femme, mon mari, mon chef, ma mere, mon pere, "
        "mon fils, ma fille, mon ami, mon amie, "
        "nos clients, les clients, mes clients, il souhaite, elle souhaite, devenir, "
        "il voudrait, "
        "elle voudrait, mon collegue, etre agent, etre conseiller"
    ),
    saying="signifie, veut dire, phrase, traduire, traduis, traduisez, bouton, indique",
    bot=(
        "bot, bots, robot, robots, chatbot, machine, machines, ia, ordinateur, programme, "
        "automate, repondeur, intelligence artificielle"
    ),
    besides="sauf, autre que, a part, autre chose que, d autre qu",
    but=(
        "mais, donc, parce que, car, alors, ou, et maintenant, et puis, plutot, juste, "
        "simplement, et je, sinon"
    ),
    me="me, moi, m, nous, mon",
    subject="je, j, on, vous, tu, il",
    real=(
        "vrai, vraie, reel, reelle, vivant, vivante, autre, competent, competente, "
        "en chair et en os, un de vos, une de vos, l un de vos, "
        "physique, veritable, direct, en direct, en personne, de vos, qualifie, putain de, bon, "
        "bonne, humaine, de confiance, disponible"
    ),
    help="aide, assistance, soutien",
    polite=(
        "s il vous plait, s il te plait, svp, stp, bonjour, salut, bonsoir, merci, maintenant, "
        "tout de suite, immediatement, "
        "vite, urgent, oui, ok, d accord, coucou, enfin, rapidement, au plus vite, "
        "des que possible, aujourd hui, directement, d abord, s il vous plaît, sil vous plait, "
        "sil te plait, allo, merci beaucoup, la, ici, encore, a ce sujet, de cela, urgence, "
        "de toute urgence"
    ),
    filler=(
        "un, une, des, le, l, la, les, de, du, d, a, au, aux, avec, qu, que, en, vraiment, "
        "bien, par, votre, vos, ton, tes, "
        "qui, pouvoir, ca, cela, y, etre, et, absolument, surtout, meme, seulement, ce, cette, "
        "uniquement, plus, tout, pour parler, faire, vers, chez, dans, puisse, pourrait, peut"
    ),
    mine="mon, ma, mes, son, sa, ses, leur, notre",
    about="pour, sur, comme, concernant, est, sont, propos, au sujet",
    elsewhere=(
        "ressources humaines, droits humains, droits de l homme, agent immobilier, "
        "agent de voyage, agent de voyages, agent d assurance, "
        "corps humain, erreur humaine, par personne, user agent, agent utilisateur, personne ne, "
        "il n y a personne, operateur mobile, operateur telephonique, "
        "personne morale, personne de contact, agent secret, agent d entretien, "
        "quelqu un d autre, "
        "formulaire de contact, lentilles de contact, une seule personne, tour operateur, "
        "responsable legal, responsable de traitement, responsable du traitement, coordonnees, "
        "personne n"
    ),
    matter="nom, numero, code, commercial agree, manuel, logiciel",
    negates_after=True,
)
