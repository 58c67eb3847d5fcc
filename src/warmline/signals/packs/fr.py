"""Asking for a person in French."""

from warmline.signals.packs._pack import Pack

PACK = Pack(
    language="fr",
    who=(
        "humain, humaine, etre humain, agent, agente, conseiller, conseillere, operateur, "
        "operatrice, representant, representante, vraie personne, personne reelle, "
        "personne physique, personne humaine, personne vivante, collaborateur, collaboratrice, "
        "teleconseiller, teleoperateur, superviseur, responsable, interlocuteur, agent humain, "
        "conseiller humain, chat en direct, employe, quelqu un de reel, quelqu un de vrai, "
        "quelqu un d humain, une aide humaine, assistance humaine, gestionnaire, standardiste, "
        "conseillier, conseilleur, consellier, humin, hummain, superieur, superieure, hierarchie, "
        "votre superieur, humains, vrai humain, un humain, conseillé, un etre humain, "
        "opérateur humain, chargé de clientèle, charge de clientele, conseiller clientèle, tchat, "
        "aide humaine, une conseillere, chargee de clientele, technicienne"
    ),
    people=(
        "personne, personnes, agents, conseillers, humains, operateurs, manager, chef, "
        "technicien, specialiste, gens, personnel, expert, directeur, collegue, collègue, "
        "vos collegues, un collegue, responsable, patron, quelqu un de competent, experte, "
        "vrai personne, une vraie personne, agence clientèle, responsables, employes, "
        "representants, specialistes, superieurs, directeurs, techniciens, interlocuteurs, "
        "gestionnaires, interlocuteur, representant"
    ),
    anyone=(
        "quelqu un, quelquun, quelqun, qqn, qq un, qqun, kelkun, quelq un, quelqu un de, "
        "a qui puis je, a qui je peux, a qui pourrais je, avec qui puis je, qui puis je, "
        "un de vos, l un de vous, un de vous, l une de vous, une de vous, quelqu un de chez vous, "
        "quelqu un de votre equipe"
    ),
    somebody_else="quelqu un d autre",
    service=(
        "service client, service clients, service clientele, sav, service apres vente, "
        "support client, support technique, service technique, assistance client, equipe support, "
        "service a la clientele, relation client, centre d appel, centre d appels, "
        "conseil client, le sav, service facturation, service reclamations"
    ),
    desk="support, service, equipe, assistance, assistant, departement, comptabilite, hotline",
    reach=(
        "parler, discuter, contacter, joindre, echanger, dialoguer, chatter, tchatter, converser, "
        "communiquer, parle, contact, entrer en contact, prendre contact, etre mis en relation, "
        "etre mise en relation, mis en relation, mise en relation, etre mis en contact, "
        "etre aide par, aide par, aide d, l aide d, aide de, l aide de, avoir affaire, "
        "m adresser, etre transfere, etre transferee, etre rappele par, palrer, parlé, parelr, "
        "m entretenir, etre redirige, correspondre, etre en relation, reparler, rappeler, "
        "contacté, parler a, parler avec, au bout du fil, discute, je discute, clavarder"
    ),
    connect=(
        "mettez moi en relation, mets moi en relation, mettre en relation, me mettre en relation, "
        "passez moi, passe moi, me passer, passer, transferez moi, transfere moi, transferer, "
        "transferez, me transferer, connectez moi, connecte moi, me connecter, connecter, "
        "redirigez moi, redirige moi, me rediriger, rediriger, mettez moi en contact, "
        "mettre en contact, basculez moi, mettez moi, dirigez moi, orientez moi, renvoyez moi, "
        "envoyez moi, donnez moi, donne moi, escalader, faites intervenir, transférer, passez, "
        "transmettre, orienter, remontez, transmettez, trouvez moi, trouve moi, amenez moi, "
        "amene moi, cherchez moi, appelez moi un, appelez moi une, faites venir"
    ),
    outright=(
        "transferez moi, transfere moi, passez moi quelqu un, mettez moi en relation, "
        "mettez moi en contact, rappelez moi, rappelle moi, appelez moi, etre transfere, "
        "etre transferee, etre mis en relation, etre mise en relation, etre mis en contact, "
        "etre mise en contact, contactez moi, me faire contacter, faites moi rappeler, "
        "avoir quelqu un au telephone, avoir quelqu un au bout du fil, "
        "joindre quelqu un par telephone, pourquoi je ne peux parler a personne, "
        "pourquoi ne puis je parler a personne, vous pouvez me rappeler"
    ),
    phone="appeler, appelez, rappeler, rappelez, rappele, appelle, telephoner, rappelle",
    ready="disponible, disponibles, en ligne, libre, joignable",
    call_me=(
        "m appeler, me rappeler, me contacter, me telephoner, me joindre, me recontacter, "
        "m appelle, me contacte, me rappelle"
    ),
    modal=(
        "peut, pouvez vous, pourriez vous, pourrait, laissez, laisse, peut on, faites, pouvez, "
        "peux, pourriez, vous pouvez"
    ),
    again="de nouveau, a nouveau, encore une fois, un autre, une autre, a un autre",
    callback=(
        "rappel, être rappelé, être rappelée, etre rappele, etre rappelee, un appel, "
        "qu on me rappelle, qu on m appelle, etre contacte, etre contactee"
    ),
    present=(
        "il y a quelqu un, y a quelqu un, ya quelqu un, y a t il quelqu un, quelqu un est la, "
        "est ce qu il y a quelqu un, quelqu un la, il y a du monde, quelqu un pour m aider, "
        "y a t il quelqu un pour"
    ),
    attend=(
        "aider, m aider, m aide, aide, traite, traiter, regarde, regarder, s occupe, s occuper, "
        "verifie, verifier, comprenne, comprend, prenne, prendre en charge, reponde, repondre, "
        "competent, qui comprend, au telephone, au bout du fil, s en occuper, s en occupe, "
        "s en charger"
    ),
    sort_out="discuter, resoudre, regler, voir ca, voir cela, gerer, evoquer, aborder",
    together="avec",
    away=(
        "stop, stop le, marre, marre du, marre de, marre des, j en ai marre, ras le bol, assez, "
        "assez de, fini, arretez, arrete, plus de, pas de, sans, degage, sortez moi de, "
        "sors moi de, fatigue de, fatiguee de, je deteste parler"
    ),
    later=(
        "plus tard, si besoin, au besoin, si necessaire, par la suite, en cas de besoin, "
        "eventuellement, un jour, apres, le dimanche, le week end, le samedi"
    ),
    want=(
        "veux, voudrais, souhaite, aimerais, besoin, besoin d, besoin de, exige, demande, "
        "demande a, prefere, prefererais, cherche, voulons, souhaiterais, souhaitons, il me faut, "
        "il faut, faut que, desire, je veut, donnez moi, donne moi, veut, reclame, envie de, "
        "voulait, voulais, je veu, je souhaite, j exige, j aimerais avoir, je veux avoir, "
        "je voudrais avoir, que quelqu un, qu un, j aimerais que, je voudrais que, merci de, "
        "comment avoir"
    ),
    have=(
        "y a t il, ya t il, il y a, y a, avez vous, as tu, est ce qu il y a, vous avez, "
        "puis je avoir, je peux avoir, pourrais je avoir, peut on avoir, est il possible d avoir, "
        "ya, ou est"
    ),
    can=(
        "puis je, je peux, pourrais je, peut on, est ce que je peux, comment, est il possible, "
        "c est possible, serait il possible, possible de, pouvez vous, peux tu, pourriez vous, "
        "pourrais tu, laissez moi, laisse moi, je ne peux pas, pourquoi je ne peux pas, "
        "pourquoi je peux pas, ne puis je pas, pouvez vous pas, ne pouvez vous pas, "
        "je n arrive pas, n arrive pas, j arrive pas, je ne sais pas, je sais pas, "
        "je ne sais pas comment, ne peut on pas, pas possible, ca ne marche pas, ca marche pas, "
        "ne fonctionne pas, n aide pas, ne comprends pas, ne comprend pas, comprends rien, "
        "n y a t il pas, y a pas, pourquoi pas, il n y a pas, peut il, peut elle, "
        "comment je peux, comment je fais pour, comment puis je, pourquoi je ne peux, "
        "pourquoi ne puis je, puis je avoir, je peux avoir, peut on me, pourquoi il n y a, "
        "il faut que"
    ),
    must="dois je, faut il, est ce que je dois, il faut que je, ai je besoin",
    negation=(
        "ne, n, pas, non, jamais, sans, aucun, aucune, ni, plutot que, au lieu, plus besoin, "
        "pas besoin, pas de, pas d, inutile, arretez de, pas la peine, pas la peine de me"
    ),
    identity=(
        "es tu, etes vous, est ce que tu es, est ce que vous etes, suis je, est ce un, c est un, "
        "t es, tu es, vous etes, est ce que je parle, je parle a, parle je, si tu es, "
        "si vous etes, si je parle, est ce que c est, qui est, es ce que tu, es ce que vous, "
        "c est une, suis je en train, seriez vous, serais tu, etait ce, travaillez vous"
    ),
    past=(
        "parle avec, ai parle, j ai parle, avons parle, a dit, m a dit, hier, "
        "la semaine derniere, ai contacte, contacte hier, avait, etait, a promis, m a promis, "
        "m a, ont, ai eu, ai discute, a repondu, m a assure, ete, disait, ai deja, j ai deja, "
        "avait dit, ai essaye, j avais, deja parle, j ai eu, j ai, deja contacte, a ete, "
        "ai appele"
    ),
    plan="je vais, nous allons, je contacterai, j appellerai, je parlerai",
    others=(
        "merci pour, il veut, elle veut, ma femme, mon mari, mon chef, ma mere, mon pere, "
        "mon fils, ma fille, mon ami, mon amie, nos clients, les clients, mes clients, "
        "il souhaite, elle souhaite, devenir, il voudrait, elle voudrait, mon collegue, "
        "etre agent, etre conseiller"
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
        "en chair et en os, un de vos, une de vos, l un de vos, physique, veritable, direct, "
        "en direct, en personne, de vos, qualifie, putain de, bon, bonne, humaine, de confiance, "
        "disponible, femme, homme"
    ),
    help="aide, assistance, soutien",
    polite=(
        "s il vous plait, s il te plait, svp, stp, bonjour, salut, bonsoir, merci, maintenant, "
        "tout de suite, immediatement, vite, urgent, oui, ok, d accord, coucou, enfin, "
        "rapidement, au plus vite, des que possible, aujourd hui, directement, d abord, "
        "s il vous plaît, sil vous plait, sil te plait, allo, merci beaucoup, la, ici, encore, "
        "a ce sujet, de cela, urgence, de toute urgence, personnellement, deux fois, trois fois, "
        "plusieurs fois, plutot"
    ),
    filler=(
        "un, une, des, le, l, la, les, de, du, d, a, au, aux, avec, qu, que, en, vraiment, bien, "
        "par, votre, vos, ton, tes, qui, pouvoir, ca, cela, y, etre, et, absolument, surtout, "
        "meme, seulement, ce, cette, uniquement, plus, tout, pour parler, faire, vers, chez, "
        "dans, puisse, pourrait, peut, de ma, directement, tout de suite, moi, telephone, au bout"
    ),
    mine="mon, ma, mes, son, sa, ses, leur, notre",
    about=(
        "pour, sur, comme, concernant, est, sont, propos, au sujet, mon dossier, mon probleme, "
        "mon cas, ma demande, ma reclamation"
    ),
    elsewhere=(
        "ressources humaines, droits humains, droits de l homme, agent immobilier, "
        "agent de voyage, agent de voyages, agent d assurance, corps humain, erreur humaine, "
        "par personne, user agent, agent utilisateur, personne ne, il n y a personne, "
        "operateur mobile, operateur telephonique, personne morale, personne de contact, "
        "agent secret, agent d entretien, quelqu un d autre, formulaire de contact, "
        "lentilles de contact, une seule personne, tour operateur, responsable legal, "
        "responsable de traitement, responsable du traitement, coordonnees, personne n"
    ),
    matter="nom, numero, code, commercial agree, manuel, logiciel",
    negates_after=True,
)
