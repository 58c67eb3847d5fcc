"""Asking for a person in Portuguese."""

from warmline.signals.packs._pack import Pack

PACK = Pack(
    language="pt",
    who=(
        "humano, humana, ser humano, atendente, agente, operador, operadora, representante, "
        "pessoa real, pessoa de verdade, "
        "pessoa humana, atendente humano, agente humano, atendimento humano, consultor, "
        "consultora, "
        "supervisor, supervisora, gerente, "
        "funcionario, funcionaria, assistente humano, colaborador, chat ao vivo, telefonista, "
        "responsavel, especialista humano, atendimento pessoal, "
        "suporte humano, ajuda humana, atendnete, atendete, atendende, umano"
    ),
    people=(
        "pessoa, pessoas, atendentes, agentes, humanos, representantes, operadores, "
        "funcionarios, chefe, especialista, tecnico, pessoal, encarregado"
    ),
    anyone="alguem, algum, alguma, algm, aguem, algume",
    service=(
        "atendimento ao cliente, servico ao cliente, suporte ao cliente, "
        "central de atendimento, apoio ao cliente, "
        "suporte tecnico, equipe de suporte, equipa de suporte, sac, atendimento ao consumidor, "
        "assistencia tecnica, servico de apoio, apoio a clientes, equipe de atendimento"
    ),
    desk=(
        "suporte, atendimento, equipe, equipa, departamento, setor, vendas, financeiro, voces, "
        "assistente, apoio, central"
    ),
    reach=(
        "falar, conversar, contatar, contactar, falo, bater papo, comunicar, dialogar, "
        "entrar em contato, entrar em contacto, "
        "contato, contacto, ser atendido por, ser atendida por, que me atenda, me atenda, "
        "me atende, ajuda de, conversa, tratar, "
        "fala, fale, flar, fala com, fala r, chegar a, ter contato, teclar, me comunicar, falr, "
        "falra, resolver isso com"
    ),
    connect=(
        "conectar, conecte, conecta, me conecte, transferir, transfira, transfere, passar, "
        "passe, passa, encaminhar, encaminhe, "
        "encaminha, direcionar, direcione, chamar, chame, chama, liga me, ligue me, por me, "
        "coloque, coloca, ponha, redirecionar, redirecione, escalar, passem, transfiram, "
        "trasnfere"
    ),
    outright="me transfere, me transfira, transfira me, me encaminhe, transfere me",
    phone="ligar, ligue, liguem, telefonar, telefone, telefonem",
    want=(
        "quero, queria, preciso, gostaria, desejo, necessito, queremos, precisamos, exijo, "
        "solicito, me da, me de, prefiro, "
        "prefereria, procuro, peco, qro, kero, precizo, presiso, gostava, da me, preferia, manda"
    ),
    have=(
        "tem, ha, existe, tem algum, tem alguma, ha algum, ha alguem, voces tem, tem como, "
        "posso ter, tem jeito, nao tem nenhum, nao tem um, cade o, cade"
    ),
    can=(
        "posso, poderia, como posso, como faco para, como faco pra, como, e possivel, "
        "seria possivel, pode, podem, podes, voce pode, da para, da pra, "
        "consigo, deixa eu, deixe me, deixe eu, me deixa, me deixe, nao posso, "
        "por que nao posso, "
        "nao consigo, por que nao, nao pode, nao podem, nao da para, nao da pra, "
        "nao sei como, nao sei, nao funciona, nao ajuda, nao adianta, nao entende, nao entendo, "
        "nao resolve, nao tem como, nao me importo, podia, poderiam, sera que"
    ),
    must="tenho que, tenho de, devo, e necessario, e preciso, preciso eu",
    negation=(
        "nao, nunca, jamais, sem, nem, em vez de, ao inves de, nenhum, nenhuma, ninguem, "
        "tampouco, n"
    ),
    identity=(
        "voce e, e voce, tu es, es um, es uma, isto e, isso e, estou falando, estou a falar, "
        "estou conversando, to falando, falo com, vc e, "
        "e um, se voce, se vc, se estou, com quem falo, com quem eu falo, sera que voce, "
        "voces sao, "
        "e uma, o senhor e, a senhora e, voce trabalha, voce era"
    ),
    past=(
        "falei, falou, falamos, falado, conversei, ontem, disse, me disse, disseram, "
        "semana passada, contatei, contactei, prometeu, "
        "foi, era, tinha, atendeu, me atendeu, liguei, estava, atendido, me ligou, garantiu, ja, "
        "ha dias, mes passado, me passou, me transferiu, explicou, ajudou"
    ),
    others=(
        "obrigado por, obrigada por, obrigado pelo, ele quer, ela quer, minha esposa, "
        "meu marido, minha mae, meu pai, meu chefe, meu filho, minha filha, meu amigo, "
        "minha amiga, "
        "quer, precisa, nossos clientes, os clientes, meus clientes, ser um, virar, me tornar, "
        "tornar se, deseja, meu colega"
    ),
    saying="significa, diz, dizia, frase, traduz, traduzir, traduza, botao",
    bot=(
        "bot, bots, robo, robos, robot, robots, chatbot, maquina, maquinas, ia, computador, "
        "programa, gravacao, inteligencia artificial"
    ),
    besides="exceto, menos, a nao ser, que nao seja, alem de",
    but=(
        "mas, porque, entao, ou, e agora, e depois, so, apenas, porem, mas sim, pois, e quero, "
        "senao"
    ),
    me="me, mim, nos, comigo",
    subject="eu, nos, voce, vc, a gente, se",
    real=(
        "real, reais, de verdade, verdadeiro, verdadeira, de carne e osso, vivo, viva, outro, "
        "outra, ao vivo, competente, fisica, fisico, "
        "um dos seus, uma das suas, algum, alguma, qualificado, capacitado, bendito, maldito, "
        "bom, "
        "boa"
    ),
    help="ajuda, assistencia, auxilio, apoio",
    polite=(
        "por favor, pfv, pf, pfvr, porfavor, por gentileza, faz favor, se faz favor, ola, oi, "
        "bom dia, boa tarde, boa noite, obrigado, obrigada, agora, ja agora, "
        "urgente, urgentemente, sim, ok, imediatamente, rapido, hoje, logo, finalmente, "
        "o mais rapido possivel, quanto antes, diretamente, primeiro, "
        "de novo, novamente, outra vez, muito obrigado, disponivel, ai, aqui, por ai, "
        "sobre isso, "
        "ta, blz, certo, desculpe, desculpa"
    ),
    filler=(
        "um, uma, uns, umas, o, a, os, as, com, ao, de, do, da, para, pra, pro, que, mais, "
        "realmente, em, no, na, seu, sua, seus, "
        "suas, vosso, vossa, e, ir, eu, com o, com a, mesmo, isso, so com, poder, ser, estar, "
        "ter, "
        "nada, quem, possa, pode, por, lo"
    ),
    mine="meu, minha, meus, minhas, nosso, nossa",
    about="sobre, como um, como uma, e, por causa, para duas",
    elsewhere=(
        "recursos humanos, direitos humanos, agente imobiliario, agente de viagens, "
        "agente de seguros, corpo humano, erro humano, "
        "por pessoa, user agent, pessoa de contato, pessoa de contacto, operadora de turismo, "
        "pessoa juridica, pessoa fisica, operador turistico, outra pessoa, mais alguem, "
        "formulario de contato, lentes de contato, uma so pessoa, dados de contato, "
        "tem alguem em casa, gerente do banco, minha operadora, agente secreto, cartao de contato"
    ),
    matter="nome, numero, codigo, juridica, autorizada, taxa",
)
