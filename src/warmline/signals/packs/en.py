"""Asking for a person in English."""

from warmline.signals.packs._pack import Pack

PACK = Pack(
    language="en",
    who=(
        "human, human being, agent, representative, operator, rep, csr, advisor, adviser, "
        "person, "
        "live person, real person, customer rep, support agent, customer agent, service agent, "
        "live agent, human agent, live chat, live support, live help, human support, human help, "
        "human assistance, account manager, "
        "support person, support rep, customer service person, staff member, human intervention, "
        "member of staff, "
        "member of your staff, member of your team, member of the team, employee, manager, "
        "supervisor, team leader, specialist, representitive, represntative, reprisentative, "
        "representive, represenative, human beings, humanoid operator, service rep, sales rep, "
        "sales person, salesperson, receptionist, clerk, cs rep, actual human, support staff"
    ),
    people=(
        "agents, humans, representatives, operators, reps, advisors, advisers, persons, people, "
        "staff, supervisors, managers, person in charge, colleague, consultant, "
        "human assistant, live assistant, human advisor, human operator, technician, expert, "
        "somebody in charge, someone in charge, your manager"
    ),
    anyone=(
        "who can i, who do i, who should i, whom can i, whom do i, whom should i, someone, "
        "somebody, anyone, anybody, some one, some body, any one, sb, sme one, smb"
    ),
    service=(
        "customer service, customer support, customer care, customer assistance, support team, "
        "customer services, service team, customer service team, customer support team, "
        "customer service department, support department, tech support, technical support, "
        "costumer service, costumer support, client service, client support, help desk, "
        "helpdesk, "
        "customer relations, customerservice, customersupport, customer help, client services, "
        "customer care team, the service desk, human team, member services, guest services, "
        "support desk, support line, support center, support centre, call center, call centre"
    ),
    desk="support, team, assistant, sales, sales team, billing team, billing department, "
    "department, reception, front desk, management, human resource, "
    ""
    "fraud team, returns team, u guys, you guys, your people, service",
    reach=(
        "phone call with, call with, conference with, on the phone with, on the line with, "
        "talk, talking, speak, speaking, spk, chat, chatting, contact, contacting, reach, "
        "reaching, "
        "reach out, get in touch, getting in touch, get a hold of, get hold of, getting hold of, "
        "communicate, communicating, converse, have a word, have a chat, have a conversation, "
        "talk to, speak to, be in touch, hear from, helped by, assisted by, served by, "
        "handled by, "
        "help from, assistance from, answered by, dealt with by, deal with, discuss this with, "
        "discuss it with, discuss with, discuss my case with, discuss that with, "
        "raise this with, "
        "take this up with, message, text with, "
        "connection with, connection to, contact info for, converse with, consult, consult with, "
        "be connected, get connected, be transferred, get transferred, be put through, "
        "be passed on, be forwarded, be redirected, be referred, be handed over, interact with, "
        "interact, talkto, speakto, chatwith, talkwith, speakwith, tosomeone, tosomebody, "
        "toanyone, "
        "touchwith, in touchwith, talkk, takl, taok, tallk, talck, spek, speek, speack, speka, "
        "chatt, chay, chta, chaat, tak to, tlk, tlak, sepak, spaek, caht"
    ),
    connect=(
        "direct, connect, connecting, transfer, transferring, put me through, "
        "putting me through, escalate, "
        "redirect, forward, hand over, hand, pass, route, switch, patch me through, patch, "
        "refer, "
        "hook me up, link me up, pass me on, bring in, put me on, put me in touch, "
        "put me in contact, get me through, escalating, putme through, conect, conenct, tranfer, "
        "trasnfer"
    ),
    outright=(
        "transfer me, connect me, put me through, patch me through, escalate this, "
        "escalate my case, escalate it, "
        "escalate the issue, escalate my issue, escalate this issue, transfer this chat, "
        "connect us, transfer the chat"
    ),
    phone="call, phone, ring, calling, telephone, dial",
    want=(
        "want, need, wanna, require, get me, give me, gimme, get, looking for, would like, "
        "id like, would love, "
        "i demand, demand, requesting, request, asking for, ask for, i prefer, prefer, "
        "would prefer, "
        "id prefer, would rather have, rather have, send me, bring me, find me, let me have, "
        "i seek, seeking, wish for, insist on, waiting for, fetch, fetch me, im after, "
        "where is the, where are the, wheres the, show me, hand me, demanding"
    ),
    have=(
        "is there, isnt there, are there, arent there, do you have, dont you have, "
        "have you got, can i have, "
        "could i have, may i have, can we have, "
        "is it possible to have, how "
        "where can i find, where do i find, any, "
        "how about, what about, available"
    ),
    can=(
        "have got to, ive got to, got to, what do i need to do, what do i have to do, "
        "what should i do, what must i do, i can, i could, we can, if i could, was hoping, "
        "was wondering, wondering if, hoping to, was trying, were hoping, can i, could i, "
        "may i, can we, could we, how do i, how can i, how could i, how to, is it possible, "
        "let me, lemme, id like, cant i, why cant i, why cant, cant you, couldnt you, wont you, "
        "why wont you, why dont you, "
        "dont you, dont know how, dont know what, don t know how, do not know how, "
        "do not know what, "
        "i dont know, i do not know, didnt know, cannot, cant, can not, unable, not able, "
        "couldnt, "
        "im not able, not possible, impossible, not sure how, dont understand how, dont see how, "
        "dont have a way, no way, no option, no other way, no idea how, trying, why is there no, "
        "why no, wouldnt mind, would not mind, dont mind, do not mind, why not, not only, "
        "not sure if, "
        "dont care just, dont hesitate, no choice but, nothing works, doesnt work, "
        "does not work, "
        "not working, isnt working, not helping, not helpful, arent helping, can you, could you, "
        "will you, would you, are you able"
    ),
    must=(
        "do i need, do i have, should i, must i, do we need, will i need, will i have, "
        "would i need, would i have"
    ),
    negation=(
        "not, dont, do not, don t, no, never, without, rather than, instead of, stop, no need, "
        "doesnt, didnt, avoid, nor, wont, no more, nobody, dnt, do nt, refuse, hate, tired of, "
        "neednt, aint"
    ),
    identity=(
        "are you, r you, r u, are u, is this, am i talking, am i speaking, am i chatting, "
        "am i connected, "
        "am i chatting with, are we talking, am i dealing, am i texting, am i messaging, "
        "is it a, "
        "is that a, are these, "
        "youre a, you are a, u are a, you a, ur a, you sound, you seem, were you, arent you, "
        "who am i, is that you, "
        "if you are, if youre, whether you are, whether this is, if this is, if im talking, "
        "if i am talking, "
        "if im speaking, if i am speaking, whether im, whether i am, you the, are you guys, "
        "are you really, do you feel, would you say you, could you be, might you be, "
        "how do i know, prove you are, prove youre, i am speaking, im speaking, i am talking, "
        "im talking, "
        "pretend, act as, act like, do you talk, do you speak, do do you live, have you ever"
    ),
    past=(
        "talked, spoke, spoken, chatted, contacted, called, told, said, yesterday, last week, "
        "last month, "
        "last time, helped, assured, promised, was, were, had, transferred me, connected me, "
        "answered, "
        "reached, ago, already talked, already spoke, hung, informed, advised, explained, "
        "have been talking, "
        "been talking, was talking, was speaking, got, went, tried, asked, after talking, "
        "after speaking, "
        "after chatting, when talking, when speaking, "
        "just talked, just spoke, advised me, since talking, finished talking, done talking, "
        "remember, wrote"
    ),
    others=(
        "my lawyer, my attorney, thanks for, thank you for, thanks to, he wants, she wants, "
        "he needs, she needs, they want, they need, they wanted, wants, needs, wanted, "
        "he wanted, she wanted, tell him, tell her, ask him, ask her, ask them, tell them, "
        "tells, "
        "for him, for her, "
        "he would like, she would like, customers want, people want, people need, users want, "
        "users need, some people, "
        "customers need, my customers, our customers, our users, visitors, patients, "
        "when customers, "
        "if customers, let customers, allow customers, everyone wants, nobody wants, "
        "would like to be, want to be, want to become, to become, become, how to be, "
        "my friend, my boss, my mother, my mom, my husband, my wife, my son, my daughter, "
        "my colleague, my neighbor, my neighbour"
    ),
    saying="says, say, saying, reads, means, mean, meaning, translate, spell, labeled, labelled, "
    "phrase, phrases, definition, button, song, movie, "
    "film, lyrics, email says, policy states",
    bot="bot, bots, robot, robots, chatbot, chatbots, machine, machines, ai, computer, program, "
    "automated system, automated, algorithm, virtual assistant, answering machine, software, "
    "script, "
    "artificial intelligence, recording, automaton, chat bot, siri, alexa, chatgpt, gpt",
    besides=(
        "other than, except, apart from, but a, but an, anything but, anyone but, besides, unless"
    ),
    but=(
        "but, and then, so, then, because, however, just, otherwise, or, cause, cuz, cos, "
        "and now, and i, yet, still, though, since, although, while, therefore"
    ),
    me="me, us",
    subject="i, we, im, id, ill, ive",
    real=(
        "real, live, actual, human to, genuine, proper, physical, living, breathing, another, "
        "different, a different, "
        "other, competent, qualified, one of your, one of the, one of, some, flesh and blood, "
        "actually, senior, "
        "higher, trained, responsible, fucking, goddamn, damn, damned, bloody, freaking, "
        "frigging, "
        "effing, "
        "in person, right, online, available, nice, helpful, english speaking, spanish speaking, "
        "authorized, "
        "sane, thinking, carbon based, free, friendly, local, knowledgeable, relevant, "
        "dedicated, "
        "proper, customer"
    ),
    help="help, assistance, support, hlp",
    polite=(
        "please, pls, plz, pleas, plese, plase, pleaase, hi, hello, hey, thanks, thank, thx, "
        "now, asap, "
        "ok, okay, yes, yeah, yep, immediately, today, quickly, urgent, urgently, sorry, kindly, "
        "right now, right away, instantly, quick, sir, madam, guys, there, here, at once, again, "
        "soon, um, uh, "
        "finally, ffs, jesus, omg, wtf, god, lol, i said, i repeat, good morning, "
        "good afternoon, "
        "good evening, "
        "thank you, thank u, thanks a lot, first, directly, straight away, instead, "
        "as soon as possible, already, "
        "for the love of god, for gods sake, for real, for once, for help, about this, about it, "
        "about my order, regarding this, for me, about that"
    ),
    filler=(
        "you, u, ya, a, an, the, to, with, w, from, your, ur, of, in, at, on, through, be, "
        "able, via, by, and, really, "
        "just like, very, even, kind, sort, that, who, this, else, it, up, back, over, into, "
        "any, "
        "only, "
        "directly to, straight to, want to, have, do, ever, actually just, get, being, like to, "
        "love to, going, go"
    ),
    mine="my, his, her, their, our, its",
    about=(
        "about, for, like, as, regarding, concerning, on behalf, behind, between, is, how many, "
        "many, his"
    ),
    elsewhere=(
        "human resources, human rights, human error, human body, human readable, human nature, "
        "human verification, "
        "human touch, human trafficking, human hair, human made, human skills, human check, "
        "estate agent, estate agents, travel agent, travel agents, real estate agent, "
        "real estate, "
        "insurance agent, user agent, cleaning agent, free agent, secret agent, double agent, "
        "letting agent, "
        "property manager, property agent, booking agent, shipping agent, cleaning agents, "
        "ai agent, ai agents, "
        "password manager, file manager, package manager, task manager, device manager, "
        "download manager, "
        "product manager, project manager, hiring manager, bank manager, window manager, "
        "store manager, ad manager, ads manager, "
        "tour operator, tour operators, phone operator, mobile operator, network operator, "
        "crane operator, "
        "machine operator, boolean operator, ternary operator, forklift operator, "
        "operator manual, "
        "mean like, contact person, person of contact, contact persons, point of contact, "
        "contact details, contact form, contact lens, "
        "contact lenses, contact list, contact page, contact number, contact information, "
        "contact email, "
        "speech therapist, agent orange, real person account, per person, person to person, "
        "in the person, "
        "first person, third person, person name, person id, single person, one person, "
        "contacts, "
        "missing person, staff discount, support ticket, support tickets, help center, "
        "customer id, "
        "manager account, "
        "call log, call history, call forwarding, call waiting, call recording, "
        "call back number, "
        "other people, people search, dog person, cat person, customer agents, chat history, "
        "chat log, chat widget, chat window, "
        "support level, tech support scam, employee discount, employee id, employee account, "
        "transfer money, transfer funds, call someone, phone someone, text someone, "
        "call somebody, "
        "message someone, reach someone s, human sized, talk show, hand in, hand out, "
        "pass through"
    ),
    matter=(
        "name, names, number, numbers, fee, fees, id, code, string, manual, license, licence, "
        "account, accounts, "
        "password, login, email, mail, address, file, card, hours, job, jobs, jobs, opening, "
        "salary, "
        "training, version, list, portal, app, software, plan, pricing, ticket, badge, details, "
        "panel, "
        "survey, seat, seats, role, permission, permissions, precedence, overloading, discount, "
        "phone number, profile, "
        "hotline hours, resources, friendly, interface, error, page, rights, assigned, "
        "commission, "
        "contract"
    ),
    compounds=True,
)
