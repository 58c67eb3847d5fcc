"""Asking for a person in Portuguese."""

from warmline.signals.packs._pack import Pack

PACK = Pack(
    language="pt",
    who=(
        "humano, humana, ser humano, atendente, agente, operador, operadora, representante, "
        "pessoa real, pessoa de verdade, pessoa humana, atendente humano, agente humano, "
        "atendimento humano, consultor, consultora, supervisor, supervisora, gerente, "
        "funcionario, funcionaria, assistente humano, colaborador, chat ao vivo, telefonista, "
        "responsavel, especialista humano, atendimento pessoal, suporte humano, ajuda humana, "
        "atendnete, atendete, atendende, umano, atendnte, gente de verdade, especialista, "
        "responsável, operadora humana, atendente mulher, assistente real, colaboradora"
    ),
    people=(
        "pessoa, pessoas, atendentes, agentes, humanos, representantes, operadores, funcionarios, "
        "chefe, especialista, tecnico, pessoal, encarregado, gente, colega, dono, consultor, "
        "tecnicos, colegas, especialistas, chefes, operadoras, assistentes, equipe, responsaveis, "
        "seu chefe, patrao"
    ),
    anyone=(
        "alguem, algum, alguma, algm, aguem, algume, com quem posso, com quem eu posso, "
        "com quem eu falo, com quem falo, quem posso, ninguem pra me, ninguem para me, alguem de, "
        "alguem da, alguem do, alguem de voces, alguem da equipe, um de voces, uma de voces, "
        "algum de voces, alguem ai de voces"
    ),
    somebody_else="outra pessoa, alguem mais, alguém mais",
    service=(
        "atendimento ao cliente, servico ao cliente, suporte ao cliente, central de atendimento, "
        "apoio ao cliente, suporte tecnico, equipe de suporte, equipa de suporte, sac, "
        "atendimento ao consumidor, assistencia tecnica, servico de apoio, apoio a clientes, "
        "equipe de atendimento, atendimento, apoio a cliente, o sac, setor financeiro"
    ),
    desk=(
        "suporte, atendimento, equipe, equipa, departamento, setor, vendas, financeiro, voces, "
        "assistente, apoio, central"
    ),
    reach=(
        "falar, conversar, contatar, contactar, falo, bater papo, comunicar, dialogar, "
        "entrar em contato, entrar em contacto, contato, contacto, ser atendido por, "
        "ser atendida por, que me atenda, me atenda, me atende, ajuda de, conversa, tratar, fala, "
        "fale, flar, fala com, fala r, chegar a, ter contato, teclar, me comunicar, falr, falra, "
        "resolver isso com, falar c, falo com, falar cm, atenda, atender, conversa com, "
        "ser ouvido por, falar com, em contato, como falo com, como eu falo com, como falo, "
        "como eu falo, converso, converso com, eu converso"
    ),
    connect=(
        "conectar, conecte, conecta, me conecte, transferir, transfira, transfere, passar, passe, "
        "passa, encaminhar, encaminhe, encaminha, direcionar, direcione, chamar, chame, chama, "
        "liga me, ligue me, por me, coloque, coloca, ponha, redirecionar, redirecione, escalar, "
        "passem, transfiram, trasnfere, encaminhar me, me arruma, me arranja, me arrume, arruma, "
        "arrume, me traz, me consegue, me consiga, chama um, encontra, encontre"
    ),
    outright=(
        "me transfere, me transfira, transfira me, me encaminhe, transfere me, me liga, me ligue, "
        "liga pra mim, ligue me, me liguem, ser transferido, ser transferida, ser atendido, "
        "ser encaminhado, ser encaminhada, me transferir, alguem me contate, "
        "alguem entre em contato, que alguem me contate, me coloca em contato com alguem, "
        "nao tem ninguem pra me atender, nao tem ninguem para me atender, "
        "por que nao tem ninguem pra me atender, por que nao tem ninguem para me atender"
    ),
    phone="ligar, ligue, liguem, telefonar, telefone, telefonem, entre em contato",
    ready="disponivel, disponível, online, livre",
    call_me=(
        "me ligar, ligar me, me ligue, me liguem, me contate, me contacte, me contatar, "
        "me contactar, ligar para mim, ligar pra mim, contactar me, entrar em contato comigo, "
        "entrar em contacto comigo, entre em contato comigo, entrar em contato, me retornar, "
        "me telefonar"
    ),
    modal="pode, poderia, podem, poderiam, deixa",
    again="de novo, novamente, outra vez, com outro, outro, com outra",
    callback=(
        "retorno de chamada, uma ligacao, uma chamada, que me liguem, que alguem me ligue, "
        "me ligassem, que me ligassem, contato telefonico, contacto telefonico, ligacao de volta"
    ),
    present=(
        "tem alguem ai, tem alguém aí, ha alguem ai, há alguém aí, alguem ai, alguém aí, "
        "tem gente ai, alguem me le, tem alguem online, tem alguem disponivel, "
        "ha alguem disponivel, alguem pode me atender, alguem me atende, "
        "nao tem ninguem pra me atender"
    ),
    attend=(
        "atender, atenda, me atender, ajudar, ajude, me ajude, me ajudar, veja, ver meu, "
        "ver minha, analise, analisar, verifique, verificar, resolva, resolver, entenda, cuide, "
        "responda, olhe, no telefone, ao telefone, na linha, cuidar disso, cuidar, cuide disso, "
        "tratar disso, por telefone"
    ),
    sort_out="discutir, resolver, tratar, conversar sobre",
    together="com",
    away=(
        "chega, chega de, cansado de, cansada de, cansei de, basta, basta de, nada de, sem, "
        "para com, sai, odeio falar, nao aguento mais, nao quero mais"
    ),
    later=(
        "mais tarde, depois, se precisar, se necessario, se for preciso, caso precise, "
        "futuramente, algum dia, aos domingos, no fim de semana, fim de semana"
    ),
    want=(
        "quero, queria, preciso, gostaria, desejo, necessito, queremos, precisamos, exijo, "
        "solicito, me da, me de, prefiro, prefereria, procuro, peco, qro, kero, precizo, presiso, "
        "gostava, da me, preferia, manda, qero, peco que, peço que, quero que, preciso que, "
        "gostava de, gostaria que, cade o, cadê o, cade a, quero so, quero ser atendido por, "
        "me dá, me passa"
    ),
    have=(
        "tem, ha, existe, tem algum, tem alguma, ha algum, ha alguem, voces tem, tem como, "
        "posso ter, tem jeito, nao tem nenhum, nao tem um, cade o, cade, vcs tem, vocês têm, "
        "voce tem"
    ),
    can=(
        "posso, poderia, como posso, como faco para, como faco pra, como, e possivel, "
        "seria possivel, pode, podem, podes, voce pode, da para, da pra, consigo, deixa eu, "
        "deixe me, deixe eu, me deixa, me deixe, nao posso, por que nao posso, nao consigo, "
        "por que nao, nao pode, nao podem, nao da para, nao da pra, nao sei como, nao sei, "
        "nao funciona, nao ajuda, nao adianta, nao entende, nao entendo, nao resolve, "
        "nao tem como, nao me importo, podia, poderiam, sera que, tem como, por que nao tem, "
        "por que nao ha, sera que posso, voces tem, dá pra, pode me, podem me"
    ),
    must=(
        "tenho que, tenho de, devo, e necessario, e preciso, preciso eu, "
        "preciso falar com alguem para, precisa de, preciso ligar, preciso telefonar"
    ),
    negation=(
        "nao, nunca, jamais, sem, nem, em vez de, ao inves de, nenhum, nenhuma, ninguem, "
        "tampouco, n"
    ),
    identity=(
        "voce e, e voce, tu es, es um, es uma, isto e, isso e, estou falando, estou a falar, "
        "estou conversando, to falando, falo com, vc e, e um, se voce, se vc, se estou, "
        "com quem falo, com quem eu falo, sera que voce, voces sao, e uma, o senhor e, "
        "a senhora e, voce trabalha, voce era"
    ),
    past=(
        "falei, falou, falamos, falado, conversei, ontem, disse, me disse, disseram, "
        "semana passada, contatei, contactei, prometeu, foi, era, tinha, atendeu, me atendeu, "
        "liguei, estava, atendido, me ligou, garantiu, ja, ha dias, mes passado, me passou, "
        "me transferiu, explicou, ajudou"
    ),
    plan="vou, vamos, irei, eu vou",
    others=(
        "obrigado por, obrigada por, obrigado pelo, ele quer, ela quer, minha esposa, meu marido, "
        "minha mae, meu pai, meu chefe, meu filho, minha filha, meu amigo, minha amiga, quer, "
        "precisa, nossos clientes, os clientes, meus clientes, ser um, virar, me tornar, "
        "tornar se, deseja, meu colega, ser atendente, virar atendente, sou atendente, "
        "trabalhar como, ja teve"
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
        "outra, ao vivo, competente, fisica, fisico, um dos seus, uma das suas, algum, alguma, "
        "qualificado, capacitado, bendito, maldito, bom, boa, mulher, homem"
    ),
    help="ajuda, assistencia, auxilio, apoio",
    polite=(
        "por favor, pfv, pf, pfvr, porfavor, por gentileza, faz favor, se faz favor, ola, oi, "
        "bom dia, boa tarde, boa noite, obrigado, obrigada, agora, ja agora, urgente, "
        "urgentemente, sim, ok, imediatamente, rapido, hoje, logo, finalmente, "
        "o mais rapido possivel, quanto antes, diretamente, primeiro, outra vez, muito obrigado, "
        "disponivel, ai, aqui, por ai, sobre isso, ta, blz, certo, desculpe, desculpa, "
        "agora mesmo, pessoalmente, melhor"
    ),
    filler=(
        "um, uma, uns, umas, o, a, os, as, com, ao, de, do, da, para, pra, pro, que, mais, "
        "realmente, em, no, na, seu, sua, seus, suas, vosso, vossa, e, ir, eu, com o, com a, "
        "mesmo, isso, so com, poder, ser, estar, ter, nada, quem, possa, pode, por, lo, pelo, "
        "voces, novo, ai, meu caso, aqui, sobre, por telefone, telefone"
    ),
    mine="meu, minha, meus, minhas, nosso, nossa",
    about=(
        "sobre, como um, como uma, e, por causa, para duas, meu caso, meu problema, "
        "minha reclamacao, meu pedido"
    ),
    elsewhere=(
        "recursos humanos, direitos humanos, agente imobiliario, agente de viagens, "
        "agente de seguros, corpo humano, erro humano, por pessoa, user agent, pessoa de contato, "
        "pessoa de contacto, operadora de turismo, pessoa juridica, pessoa fisica, "
        "operador turistico, outra pessoa, mais alguem, formulario de contato, lentes de contato, "
        "uma so pessoa, dados de contato, tem alguem em casa, gerente do banco, minha operadora, "
        "agente secreto, cartao de contato"
    ),
    matter="nome, numero, codigo, juridica, autorizada, taxa",
)
