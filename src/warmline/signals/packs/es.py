"""Asking for a person in Spanish."""

from warmline.signals.packs._pack import Pack

PACK = Pack(
    language="es",
    who=(
        "humano, humana, agente, agente humano, representante, operador, operadora, asesor, "
        "asesora, ser humano, persona real, persona humana, persona de verdad, persona fisica, "
        "ejecutivo, ejecutiva, supervisor, supervisora, encargado, encargada, gerente, "
        "teleoperador, teleoperadora, empleado, agente en vivo, chat en vivo, atencion humana, "
        "atencion personalizada, ayuda humana, asistente humano, soporte humano, responsable, "
        "agnete, humno, operdor, telefonista, umano, humanno, ajente, persona viva, "
        "compañero humano, gestor, gestora, asesor humano, agenta, representanta, una agente"
    ),
    people=(
        "persona, personas, agentes, humanos, representantes, operadores, asesores, jefe, jefa, "
        "especialista, tecnico, personal, empleados, consultor, experto, superior, colega, "
        "companero, compañero, dueño, alguien responsable, alguien real, gente real, "
        "responsables, encargados, expertos, tecnicos, colegas, asistentes, especialistas, "
        "ejecutivos, empleada, empleadas, dueña, compañera, compañeros, su jefe, tu jefe"
    ),
    anyone=(
        "alguien, algun, alguno, alguna, algien, aguien, alguine, con quien puedo, "
        "con quien podria, con quien debo, quien puede, a quien puedo, nadie con quien, "
        "alguien con quien, alguien de, uno de ustedes, una de ustedes, alguno de ustedes, "
        "alguien de ustedes, uno de vosotros"
    ),
    somebody_else="alguien mas, alguien más",
    service=(
        "atencion al cliente, servicio al cliente, atencion a clientes, "
        "servicio de atencion al cliente, servicio a clientes, soporte tecnico, servicio tecnico, "
        "equipo de soporte, centro de atencion, departamento de atencion, atencion cliente, "
        "mesa de ayuda, servicio de clientes, servicio cliente, area de reclamos, "
        "area de facturacion, departamento de reclamos, departamento de facturacion"
    ),
    desk=(
        "soporte, servicio, equipo, departamento, ventas, facturacion, ustedes, vosotros, asistente"
    ),
    reach=(
        "hablar, hablarle, charlar, chatear, conversar, contactar, comunicarme, comunicarse, "
        "comunicar, contacto, contactarme, ponerme en contacto, entrar en contacto, platicar, "
        "dialogar, hable, hablo, contacte, que me atienda, me atienda, me atiende, "
        "ser atendido por, ser atendida por, que me ayude, ayuda de, asistencia de, hablr, "
        "halbar, ablar, habalr, que me conteste, trato con, tratar con, escribirme con, hablarlo, "
        "atenderme, atienda, atender, comunicarme con, hablar con, hablo con, contacta, hablar c, "
        "gestionar con, tratar, como hablo con, comunicarme con un, atencion de, chateo, "
        "chateo con, converso, me comunico con, contacto a"
    ),
    connect=(
        "conectar, conectame, conecteme, conectarme, comunicame, comuniqueme, comunicarme, "
        "transferir, transfiere, transfiereme, transfierame, transferirme, pasame, paseme, "
        "pasarme, pasa, pase, ponme, pongame, ponerme, derivar, derivame, deriveme, derivarme, "
        "derive, conecta, conecte, conecten, pasen, transfiera, transfieran, redirigir, "
        "redirigeme, comunica, comunique, pongan, ponga, escalar, escale, comunican, comunicar, "
        "comunicas, pasas, dame con, deme con, escalen, transferido, conectan, me comunicas, "
        "me comunican, pasan, pasar con, pasarme con, pasar a, poner con, traeme, traigame, "
        "traiganme, consigueme, consigame, buscame, busqueme, llamame a un, mandame"
    ),
    outright=(
        "que me llame alguien, que alguien me llame, transfiereme, transfierame, transfieranme, "
        "comuniqueme con alguien, deriveme, escalen mi caso, escale mi caso, "
        "me puede llamar alguien, me llame alguien, que me atienda alguien, ser transferido, "
        "ser transferida, ser atendido, ser atendida por una persona, ser comunicado, "
        "que me transfieran, que me pasen con alguien, que me comuniquen, "
        "que me atienda una persona, que me contacte alguien, que alguien me contacte, "
        "me contacte alguien, por que no hay nadie con quien hablar, "
        "por que no hay nadie con quien, no hay nadie con quien hablar, quiero que me llamen, "
        "quiero que me llame alguien"
    ),
    phone="llamar, llame, llamen, llama, me ayude",
    ready="disponible, en linea, libre",
    call_me=(
        "llamarme, llameme, contactarme, me llame, me llama, me llamen, me llamaran, me contacte, "
        "me contacten, me contactara, me puede llamar, me pueden llamar, "
        "se ponga en contacto conmigo, se pusiera en contacto conmigo, "
        "ponerse en contacto conmigo, llamame, llamenme, me llames, devolverme la llamada, "
        "escribirme, me escriba"
    ),
    modal="puede, pueden, podria, podrian, que",
    again=(
        "de nuevo, otra vez, nuevamente, con otro, con otra, a otro, otro, otra, volver a hablar"
    ),
    callback="devolucion de llamada, una llamada, que me devuelvan la llamada, llamada de un",
    present=(
        "hay alguien, hay alguien ahi, hay alguien ahí, alguien ahi, alguien ahí, "
        "hay alguien por ahi, hay algun humano ahi, hay alguien real, alguien me lee, "
        "hay alguien aqui, alguien me atiende, no hay nadie, hay alguien disponible"
    ),
    attend=(
        "revise, revisar, revisen, vea, mire, ver mi, ayude, ayudar, ayudarme, me ayude, "
        "pueda ayudar, me pueda ayudar, entienda, sepa, atienda, atenderme, se encargue, "
        "resuelva, resolver, solucione, lea, responda, conteste, al telefono, en el telefono, "
        "por telefono, encargarse, encargue, ocuparse, se ocupe"
    ),
    sort_out="discutir, resolver, tratar, hacer esto, arreglar, cancelar, gestionar, aclarar",
    together="con",
    away=(
        "basta, basta de, basta ya de, no mas, no más, harto de, harta de, cansado de, "
        "cansada de, estoy cansado de, fuera, deja de, quita, saltar, aburrido de, odio hablar, "
        "odio, paso de"
    ),
    later=(
        "más tarde, mas tarde, luego, después, despues, si hace falta, si es necesario, "
        "en caso necesario, si lo necesito, mas adelante, algun dia, los domingos, "
        "los fines de semana, fin de semana, por la noche"
    ),
    want=(
        "quiero, quisiera, necesito, deseo, queremos, necesitamos, quieren, me gustaria, busco, "
        "solicito, exijo, dame, deme, denme, prefiero, preferiria, pido, requiero, requerimos, "
        "pongame con, traigame, qiero, kiero, nesesito, nececito, ncesito, urge, necesito que, "
        "quiero que, quisiera que, me gustaria que, pido que, solo con, solo quiero, "
        "exijo hablar, que un, quiero ser atendido por, qero, quero"
    ),
    have=(
        "hay, tienen, tienes, hay algun, hay alguna, tendran, existe, puedo tener, me puede dar, "
        "me dan, donde hay, donde esta, no hay ningun, no hay algun, no tienen"
    ),
    can=(
        "puedo, podria, se puede, como puedo, como hago para, como, es posible, puede, puedes, "
        "podrias, podrian, me puede, me puedes, me pueden, me podria, me podrias, me podrian, "
        "dejame, dejeme, no puedo, por que no puedo, no me puede, no me puedes, no me pueden, "
        "no podria, no podrias, no se como, no se que, no puede, no puedes, por que no me, "
        "por que no, no funciona, no sirve, no me sirve, no entiendo, no ayuda, no me ayudas, "
        "no hay manera, no hay forma, no se puede, no me importa, no logro, no consigo, pueden, "
        "hay forma de, hay manera de, por que no hay, como me comunico, hay alguna forma de, "
        "necesito"
    ),
    must="tengo que, debo, hace falta, hay que, es necesario",
    negation=(
        "no, nunca, jamas, sin, ni, en lugar de, en vez de, tampoco, ningun, ninguna, ninguno, "
        "nadie"
    ),
    identity=(
        "eres, es usted, eres un, eres una, esto es, estoy hablando, estoy chateando, hablo con, "
        "usted es, tu eres, sos, si eres, si es usted, si estoy, con quien hablo, son ustedes, "
        "esta es, acaso eres, seras, sois, trabajas, eras"
    ),
    past=(
        "hable, hable con, hable ayer, hablado, hablaba, ayer, dijo, dijeron, me dijo, "
        "la semana pasada, contacte, contacte con, comunique, llame ayer, llame a, prometio, fue, "
        "era, estuve, habia, hace, atendio, me atendio, me llamo, ha, he, han, hablamos, anoche, "
        "explico, me ayudo, me conecto, me paso, me aseguro, escribio"
    ),
    plan="voy a, vamos a, hablare con, hablaré con, llamare, contactare",
    others=(
        "gracias por, el quiere, ella quiere, mi esposa, mi esposo, mi jefe, mi madre, mi padre, "
        "mi hijo, mi hija, mi marido, mi mujer, mi amigo, mi amiga, mi mama, mi papa, quiere, "
        "necesita, nuestros clientes, los clientes, mis clientes, ser, convertirme en, desea, "
        "mis clientes quieren, los usuarios, mis usuarios, soy, trabajar como, tuvo, tenido"
    ),
    saying="significa, dice, decia, frase, traduce, traducir, boton",
    bot=(
        "bot, bots, robot, robots, chatbot, maquina, maquinas, ia, computadora, ordenador, "
        "contestador, programa, grabacion, inteligencia artificial, respuestas automaticas, "
        "automatico, grabadora, una maquina, contestadora"
    ),
    besides="que no sea, excepto, menos, aparte de, salvo, otra cosa que",
    but=(
        "pero, sino, porque, entonces, asi que, o, y ahora, y luego, solo, mejor, aunque, y quiero"
    ),
    me="me, nos, conmigo",
    subject="yo, nosotros, usted, tu, se",
    real=(
        "real, reales, de verdad, de carne y hueso, viva, vivo, verdadero, verdadera, otro, otra, "
        "competente, en vivo, autentico, alguno de sus, uno de sus, una de sus, humanas, "
        "capacitada, calificada, verdaderos, fisico, fisica, algun, alguna, pinche, puto, puta, "
        "maldito, maldita, buen, buena, otro ser, vuestros, calificado, mujer, hombre"
    ),
    help="ayuda, asistencia, apoyo, atencion",
    polite=(
        "por favor, porfavor, porfa, xfa, pf, x favor, hola, buenas, buenos dias, buenas tardes, "
        "buenas noches, gracias, ya, ahora, ahora mismo, urgente, urgentemente, si, ok, vale, "
        "inmediatamente, ya mismo, rapido, hoy, por fin, cuanto antes, lo antes posible, ahorita, "
        "directamente, primero, de nuevo, otra vez, muchas gracias, ahi, aqui, alli, sobre esto, "
        "please, porfis, saludos, disculpe, perdon, disculpa, dos veces, tres veces, "
        "varias veces, mejor"
    ),
    filler=(
        "un, una, unos, unas, el, la, los, las, con, a, al, de, del, que, mas, favor, realmente, "
        "en, lo, solo con, solamente, su, sus, tu, para, mejor con, eso, esto, poder, hacer, e, "
        "y, ir, estar, tener, nada, absoluto, tanto, quien, pueda, puede, mismo, le, de su, "
        "hacia, area, tema, que me, se, me"
    ),
    mine="mi, mis, nuestro, nuestra, nuestros",
    about=(
        "sobre, como un, como una, acerca, para una, por, es, para un, para, mi caso, "
        "mi problema, mi reclamo, mi solicitud"
    ),
    elsewhere=(
        "recursos humanos, derechos humanos, agente inmobiliario, agente de viajes, "
        "agente inmobiliaria, agente de seguros, cuerpo humano, error humano, por persona, "
        "user agent, persona de contacto, operador turistico, agente de usuario, "
        "formulario de contacto, lentes de contacto, una sola persona, datos de contacto, "
        "ser agente, agente secreto, agente de limpieza, numero de contacto, correo de contacto, "
        "tercera persona, otra persona"
    ),
    matter="comercial oficial, nombre, numero, codigo, fiscal, juridica, autorizada, tarifa",
)
