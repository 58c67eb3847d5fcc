"""Asking for a person in English."""

from warmline.signals.packs._en_unmeant import (
    ELSEWHERE,
    IDENTITY,
    LATER,
    MATTER,
    MUST,
    OTHERS,
    PAST,
    SAYING,
)
from warmline.signals.packs._pack import Pack

PACK = Pack(
    language="en",
    who=(
        "human, human being, agent, representative, operator, rep, csr, advisor, adviser, person, "
        "live person, real person, customer rep, support agent, customer agent, service agent, "
        "live agent, human agent, live chat, live support, live help, human support, human help, "
        "human assistance, account manager, support person, support rep, customer service person, "
        "staff member, human intervention, member of staff, member of your staff, "
        "member of your team, member of the team, employee, manager, supervisor, team leader, "
        "specialist, representitive, represntative, reprisentative, representive, represenative, "
        "human beings, humanoid operator, service rep, sales rep, sales person, salesperson, "
        "receptionist, clerk, cs rep, actual human, support staff, exec, executive, mgr, humna, "
        "humn, agnt, cs agent, customer care executive, customer representative, "
        "real life person, live one, worker, bank worker, operative, team member, associate, "
        "store associate, support associate, live assistance, real assistance, "
        "personal assistance"
    ),
    people=(
        "agents, humans, representatives, operators, reps, advisors, advisers, persons, staff, "
        "supervisors, managers, person in charge, colleague, consultant, human assistant, "
        "live assistant, human advisor, human operator, technician, expert, somebody in charge, "
        "someone in charge, your manager, boss, owner, superior, superiors, colleagues, "
        "whoever is responsible, whoever is in charge, somebody responsible, someone responsible, "
        "someone senior, english speaker, native speaker, native english speaker, "
        "spanish speaker, technicians, experts, executives, human being in charge, "
        "one of your agents, one of your colleagues, one of your team, one of your staff, "
        "one of your people, someone from your team, somebody from your team, "
        "someone on your team, your boss, your supervisor, real people, actual people, "
        "your people, live people, human people, people there, employees, workers, specialists, "
        "consultants, assistants, team members, staff members, associates, real guy, real man, "
        "real woman, real one, live one, live body, actual body, lady, gentleman, "
        "someone from your company, somebody from your company, someone from your side, "
        "someone from your end, someone with authority, somebody with authority, one of you, "
        "one of you guys, any of you"
    ),
    anyone=(
        "who can i, who do i, who should i, whom can i, whom do i, whom should i, someone, "
        "somebody, anyone, anybody, some one, some body, any one, sb, sme one, smb, sum1, some1, "
        "any1, sumone, sumbody, smone, smeone, somone, someone from, somebody from, someone in, "
        "someone needs to, somebody needs to, who else can i, who else could i, who could i, "
        "who shall i, who would i, who can we, which person can i, is there anyone else, "
        "how would i go about talking to"
    ),
    somebody_else=(
        "someone else, somebody else, anyone else, anybody else, someone else there, sb else"
    ),
    service=(
        "customer service, customer support, customer care, customer assistance, support team, "
        "customer services, service team, customer service team, customer support team, "
        "customer service department, support department, tech support, technical support, "
        "costumer service, costumer support, client service, client support, help desk, helpdesk, "
        "customer relations, customerservice, customersupport, customer help, client services, "
        "customer care team, the service desk, human team, member services, guest services, "
        "support desk, support line, support center, support centre, call center, call centre, "
        "cust service"
    ),
    desk=(
        "support, team, assistant, sales, sales team, billing team, billing department, "
        "department, reception, front desk, management, human resource, fraud team, returns team, "
        "u guys, you guys, your people, service, billing, sales department, returns, "
        "returns department, claims department, claims, accounting, fraud department, fraud, "
        "technical department, technical team, complaints department, complaints, "
        "legal department, support staff, concerned person, concerned team, concerned department, "
        "loans team, customer team, finance, finance team, to accounts, the accounts team, "
        "accounts department"
    ),
    reach=(
        "phone call with, call with, conference with, on the phone with, on the line with, talk, "
        "talking, speak, speaking, spk, chat, chatting, contact, contacting, reach, reaching, "
        "reach out, get in touch, getting in touch, get a hold of, get hold of, getting hold of, "
        "communicate, communicating, converse, have a word, have a chat, have a conversation, "
        "talk to, speak to, be in touch, hear from, helped by, assisted by, served by, "
        "handled by, help from, assistance from, answered by, dealt with by, deal with, "
        "discuss this with, discuss it with, discuss with, discuss my case with, "
        "discuss that with, raise this with, take this up with, message, text with, "
        "connection with, connection to, contact info for, converse with, consult, consult with, "
        "be connected, get connected, be transferred, get transferred, be put through, "
        "be passed on, be forwarded, be redirected, be referred, be handed over, interact with, "
        "interact, talkto, speakto, chatwith, talkwith, speakwith, tosomeone, tosomebody, "
        "toanyone, touchwith, in touchwith, talkk, takl, taok, tallk, talck, spek, speek, speack, "
        "speka, chatt, chay, chta, chaat, tak to, tlk, tlak, sepak, spaek, caht, chat to, "
        "speak wit, talk wit, get through, get through to, getting through to, put through to, "
        "connect with, connecting with, get back to, be called by, pick up with, a word with, "
        "want to be helped by, want to be assisted by, want to be served by, "
        "want to be contacted by, want to be called by, want to be handled by, "
        "like to be helped by, like to be assisted by, like to be served by, "
        "like to be contacted by, like to be called by, like to be handled by, "
        "need to be helped by, need to be assisted by, need to be served by, "
        "need to be contacted by, need to be called by, need to be handled by, "
        "prefer to be helped by, prefer to be assisted by, prefer to be served by, "
        "prefer to be contacted by, prefer to be called by, prefer to be handled by, "
        "love to be helped by, love to be assisted by, love to be served by, "
        "love to be contacted by, love to be called by, love to be handled by, let me through to, "
        "let me through, be put on with, put on with, put me on with, put me on to, "
        "be put in touch with, put in touch with, be in contact with, if i spoke to, "
        "if i spoke with, if i talked to, if i talked with, looked at by, reviewed by, "
        "i spoke to, time i spoke to, going about talking to"
    ),
    connect=(
        "direct, connect, connecting, transfer, transferring, put me through, putting me through, "
        "escalate, redirect, forward, hand over, hand, pass, route, switch, patch me through, "
        "patch, refer, hook me up, link me up, pass me on, bring in, put me on, put me in touch, "
        "put me in contact, get me through, escalating, putme through, conect, conenct, tranfer, "
        "trasnfer, point, take me, put me with, loop in, cnnect, connct, trnsfer, connected, "
        "switch me, hand this over, hand me off, hand off, hand me off to, raise this to, "
        "raise it to, raise it with, take this to, assign me, pass this to, assign this to a, "
        "assign it to a, assign me to a, assign this to an, assign me to an, assign this to"
    ),
    outright=(
        "transfer me, connect me, put me through, patch me through, escalate this, "
        "escalate my case, escalate it, escalate the issue, escalate my issue, "
        "escalate this issue, transfer this chat, connect us, transfer the chat, to be escalated, "
        "to be transferred, to be connected, to be put through, to be forwarded to someone, "
        "being escalated, being transferred, being connected, being put through, "
        "being forwarded to someone, be escalated, be transferred, be connected, be put through, "
        "be forwarded to someone, get escalated, get transferred, get connected, get put through, "
        "get forwarded to someone, getting escalated, getting transferred, getting connected, "
        "getting put through, getting forwarded to someone, this escalated, this transferred, "
        "this connected, this put through, this forwarded to someone, it escalated, "
        "it transferred, it connected, it put through, it forwarded to someone, "
        "have it escalated, have it transferred, have it connected, have it put through, "
        "have it forwarded to someone, have this escalated, have this transferred, "
        "have this connected, have this put through, have this forwarded to someone, "
        "have my case escalated, have my case transferred, have my case connected, "
        "have my case put through, have my case forwarded to someone, my case escalated, "
        "my case transferred, my case connected, my case put through, "
        "my case forwarded to someone, this issue escalated, this issue transferred, "
        "this issue connected, this issue put through, this issue forwarded to someone, "
        "like it escalated, like it transferred, like it connected, like it put through, "
        "like it forwarded to someone, like this escalated, like this transferred, "
        "like this connected, like this put through, like this forwarded to someone, "
        "want to be transferred, want to be connected, want to be put through, "
        "want to be escalated, want to be forwarded, want to be redirected, want to be passed on, "
        "want to be handed over, like to be transferred, like to be connected, "
        "like to be put through, like to be escalated, like to be forwarded, "
        "like to be redirected, like to be passed on, like to be handed over, "
        "need to be transferred, need to be connected, need to be put through, "
        "need to be escalated, need to be forwarded, need to be redirected, need to be passed on, "
        "need to be handed over, prefer to be transferred, prefer to be connected, "
        "prefer to be put through, prefer to be escalated, prefer to be forwarded, "
        "prefer to be redirected, prefer to be passed on, prefer to be handed over, "
        "ask to be transferred, ask to be connected, ask to be put through, ask to be escalated, "
        "ask to be forwarded, ask to be redirected, ask to be passed on, ask to be handed over, "
        "asking to be transferred, asking to be connected, asking to be put through, "
        "asking to be escalated, asking to be forwarded, asking to be redirected, "
        "asking to be passed on, asking to be handed over, asked to be transferred, "
        "asked to be connected, asked to be put through, asked to be escalated, "
        "asked to be forwarded, asked to be redirected, asked to be passed on, "
        "asked to be handed over, demand to be transferred, demand to be connected, "
        "demand to be put through, demand to be escalated, demand to be forwarded, "
        "demand to be redirected, demand to be passed on, demand to be handed over, "
        "wish to be transferred, wish to be connected, wish to be put through, "
        "wish to be escalated, wish to be forwarded, wish to be redirected, wish to be passed on, "
        "wish to be handed over, escalate, escalate please, escalate this ticket, escalate to, "
        "escalate this to, put me through please, bring in your, take me off this bot, "
        "take me to a human, take me to an agent, take me to a person, take me to a real, "
        "give me a ring, give us a ring, send me to a human, send me to an agent, "
        "send me to a person, send me to a real, find me a human, find me a person, "
        "find me an agent, find someone who can help, find somebody who can help, "
        "find someone who understands, find somebody who understands, find someone to help me, "
        "put a human on, put a person on, put a real person on, put an agent on, "
        "put your manager on, put your supervisor on, put your boss on, put someone on, "
        "put somebody on, get me to someone, get me someone, get me somebody, give me someone, "
        "give me somebody, get me to somebody"
    ),
    phone="call, phone, ring, calling, telephone, dial",
    ready="available, online, on duty, free to talk, needed, required, wanted",
    modal="can, could, let, would you let, have, may, will, would, make, allow",
    again="again, one, another one, one again, to them, them, to him, to her",
    callback="callback, call back, callbacks, ring back, return call",
    present=(
        "is anyone there, is anyone here, is anyone around, is anyone real, is anyone alive, "
        "is anyone available, is anyone awake, is anyone listening, is anyone home there, "
        "is anyone actually there, is anyone in there, is anyone out there, is anybody there, "
        "is anybody here, is anybody around, is anybody real, is anybody alive, "
        "is anybody available, is anybody awake, is anybody listening, is anybody home there, "
        "is anybody actually there, is anybody in there, is anybody out there, is someone there, "
        "is someone here, is someone around, is someone real, is someone alive, "
        "is someone available, is someone awake, is someone listening, is someone home there, "
        "is someone actually there, is someone in there, is someone out there, is somebody there, "
        "is somebody here, is somebody around, is somebody real, is somebody alive, "
        "is somebody available, is somebody awake, is somebody listening, is somebody home there, "
        "is somebody actually there, is somebody in there, is somebody out there, "
        "isnt there anyone, isnt there anybody, anyone there, anybody there, anyone out there, "
        "anybody home, anyone alive, anyone real, anyone human, does anyone work there, "
        "does anybody work there, anyone around, there any actual people working there, "
        "there any real people working there"
    ),
    attend=(
        "look at, look into, take a look, have a look, review, handle, check this, take over, "
        "pick this up, understands, understand me, knows what, fix this, fix it, sort this, "
        "sort it, read this, deal with this, resolve this, solve this, step in, answer this, "
        "answer me, respond, reply, on the line, on the phone, on the other line, on this, "
        "walk me through, guide me, talk me through, explain, explain this, explain it, verify, "
        "involved, on board, take this over, take care of this"
    ),
    sort_out=(
        "discuss, sort this out, sort it out, sort out, go over, talk through, talk this through, "
        "talk it through, walk through, settle, resolve, lodge this, file this, do this, "
        "work this out, clear this up, cancel, only, raise this, take this up, review this, "
        "this chat, file a complaint, make a complaint, file, place a complaint, "
        "raise a complaint, lodge a complaint, make this complaint"
    ),
    together="with, w /",
    away=(
        "stop, enough, enough with, enough of, no more, skip, bypass, turn off, switch off, "
        "get me out of, out of, let me out of, get rid of, remove, kill, shut up, tired of, "
        "sick of, fed up, fed up with, done, im done, finished, refuse, hate talking, "
        "hate speaking, sick and tired of, ditch, quit, get off, away from, past, get past, "
        "get around, no longer, anymore"
    ),
    later=LATER,
    want=(
        "want, need, wanna, require, get me, give me, gimme, get, looking for, would like, "
        "id like, would love, i demand, demand, requesting, request, asking for, ask for, "
        "i prefer, prefer, would prefer, id prefer, would rather have, rather have, send me, "
        "bring me, find me, let me have, i seek, seeking, wish for, insist on, waiting for, "
        "fetch, fetch me, im after, where is the, where are the, wheres the, show me, hand me, "
        "demanding, i asked for, ive asked for, asked for, i asked to, ive asked to, "
        "ive asked three times for, ive asked twice for, i already asked for, keep asking for, "
        "keep asking to, told you i want, bring, only with, would appreciate, id appreciate, "
        "would love it if, id love it if, like it if, it would be best if, arrange, arrange for, "
        "book, schedule, set up, organise, organize, point me to, i only want, i will only, "
        "ill only, only willing to, expecting, have my, wish to, start, open, begin, initiate, "
        "launch, asked three times for, asked twice for, asked several times for, "
        "asked again for, asked repeatedly for, asked you for, ill need, i will need, "
        "ill have to, ill want, ive requested, i requested, i have requested, have my case, "
        "have my complaint, asking you for"
    ),
    have=(
        "is there, isnt there, are there, arent there, do you have, dont you have, have you got, "
        "can i have, could i have, may i have, can we have, is it possible to have, "
        "how where can i find, where do i find, any, how about, what about, where is the nearest, "
        "where are your, have you any, where can i find, where can i get, where do i get, "
        "why is there no, why are there no, why isnt there a, why isnt there any, is there no, "
        "are there no, so there is no, there is no, is there any, are there any, isnt there any"
    ),
    can=(
        "have got to, ive got to, got to, what do i need to do, what do i have to do, "
        "what should i do, what must i do, i can, i could, we can, if i could, was hoping, "
        "was wondering, wondering if, hoping to, was trying, were hoping, can i, could i, may i, "
        "can we, could we, how do i, how can i, how could i, how to, is it possible, let me, "
        "lemme, id like, cant i, why cant i, why cant, cant you, couldnt you, wont you, "
        "why wont you, why dont you, dont you, dont know how, dont know what, don t know how, "
        "do not know how, do not know what, i dont know, i do not know, didnt know, cannot, cant, "
        "can not, unable, not able, couldnt, im not able, not possible, impossible, not sure how, "
        "dont understand how, dont see how, dont have a way, no way, no option, no other way, "
        "no idea how, trying, why no, wouldnt mind, would not mind, dont mind, do not mind, "
        "why not, not only, not sure if, dont care just, dont hesitate, no choice but, "
        "nothing works, doesnt work, does not work, not working, isnt working, not helping, "
        "not helpful, arent helping, can you, could you, are you able, will only, "
        "would it be possible, is it at all possible, any chance, any way, is there any way, "
        "is there a way, chance, may we, can you please, how on earth do i, im trying to, "
        "i cannot, why wont, why do you not, why is there"
    ),
    must=MUST,
    negation=(
        "not, dont, do not, don t, no, never, without, rather than, instead of, no need, doesnt, "
        "didnt, avoid, nor, wont, nobody, dnt, do nt, neednt, aint, than, dont bother, didnt ask, "
        "did not ask, never asked, do not wish, dont wish, not interested in, rather not, "
        "prefer not, without having to, why do you keep, stop, why did you, glad i dont, "
        "no longer, dont have to, do not have to, didnt have to, hate being, hate to be, "
        "not looking to, not looking for, not trying to, not here to, there is no need, "
        "no point in, not keen to, not keen on, not want to, not wanting to"
    ),
    identity=IDENTITY,
    past=PAST,
    plan=(
        "ill, i will, im going to, i am going to, ill just, we will, im gonna, i shall, i plan to"
    ),
    others=OTHERS,
    saying=SAYING,
    bot=(
        "bot, bots, robot, robots, chatbot, chatbots, machine, machines, ai, computer, program, "
        "automated system, automated, algorithm, virtual assistant, answering machine, software, "
        "script, artificial intelligence, recording, automaton, chat bot, siri, alexa, chatgpt, "
        "gpt, 🤖, virtual agents, virtual agent, automated answers, automated replies, "
        "automated responses, automatic replies, canned answers, canned responses, auto replies"
    ),
    besides=(
        "other than, except, apart from, but a, but an, anything but, anyone but, besides, unless"
    ),
    but=(
        "but, and then, so, then, because, however, just, otherwise, or, cause, cuz, cos, "
        "and now, and i, yet, though, since, although, while, therefore, until, till, before, "
        "if not"
    ),
    me="me, us",
    subject="i, we, im, id, ive",
    real=(
        "real, live, actual, genuine, proper, physical, living, breathing, another, different, "
        "a different, other, competent, qualified, one of your, one of the, one of, some, "
        "flesh and blood, actually, senior, higher, trained, responsible, fucking, goddamn, damn, "
        "damned, bloody, freaking, frigging, effing, in person, right, nice, helpful, "
        "english speaking, spanish speaking, authorized, sane, thinking, carbon based, free, "
        "friendly, local, knowledgeable, relevant, dedicated, customer, non robotic, "
        "non automated, non bot, non ai, female, male, woman"
    ),
    help="help, assistance, support, hlp, help me, assist, assist me",
    polite=(
        "please, pls, plz, pleas, plese, plase, pleaase, hi, hello, hey, thanks, thank, thx, now, "
        "asap, ok, okay, yes, yeah, yep, immediately, today, quickly, urgent, urgently, sorry, "
        "kindly, right now, right away, instantly, quick, sir, madam, guys, there, here, at once, "
        "again, soon, um, uh, finally, ffs, jesus, omg, wtf, god, lol, i said, i repeat, "
        "good morning, good afternoon, good evening, thank you, thank u, thanks a lot, first, "
        "directly, straight away, instead, as soon as possible, already, for the love of god, "
        "for gods sake, for real, for once, for help, about this, about it, about my order, "
        "regarding this, for me, about that, as i said, like i said, for the third time, "
        "for the second time, for the last time, for the nth time, third time, again and again, "
        "still, straight, anyway, regarding my bill, regarding my order, regarding my claim, "
        "this afternoon, this morning, tomorrow, tonight, will you, would you, yet, at last, "
        "hello hello, well, fine, look, listen, oh, no, nope, man, dude, bro, mate, i mean, "
        "be so kind as to, be so kind and, so kind as to, kind enough to, be kind enough to, w o, "
        "twice, three times, several times, many times, a few times"
    ),
    filler=(
        "you, u, ya, a, an, the, to, w, from, your, ur, of, in, at, on, through, be, able, via, "
        "by, and, really, just like, very, even, kind, sort, that, who, this, else, it, up, back, "
        "over, into, any, only, directly to, straight to, have, do, ever, actually just, get, "
        "being, like to, love to, going, go, should, has to, must, needs to, around, for, we, im, "
        "then, rather, will, may, might, actually, still, there to, just to, going to, working, "
        "this chat, his matter, company, at this company, at your company, at your end, "
        "on your end, on the other end, other end, end, phone, line, on the phone, on the line, "
        "over the phone, by phone, in charge, who can, that can, which can, of someone"
    ),
    mine="my, his, her, their, our, its",
    about=(
        "about, for, like, as, regarding, concerning, on behalf, behind, between, is, how many, "
        "many, his, my case, my claim, my issue, my problem, my complaint, my request, "
        "my refund claim, my application, my bill"
    ),
    elsewhere=ELSEWHERE,
    matter=MATTER,
    compounds=True,
)
