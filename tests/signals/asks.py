"""Turns that ask for a person, and turns that do not, in the thirteen languages."""

ASKS = {
    "en": """I want to talk to a human being
can you get me an actual person on here
human
agent please
operator!
representative
let me speak with your supervisor right now
is there somebody I could chat with about this?
I'd rather deal with a person than a machine
put me through to customer service
transfer me please
can someone call me back
why can't I just talk to a person???
I can't get hold of anyone in support
don't connect me with a bot, connect me with a person
I don't want to talk to a bot, I want a human
stop giving me this bot, give me a real agent
tlak to a humna plz
I need to speek to a reprsentative
REAL PERSON NOW
I need a human for this one
are you a bot? I want to speak to a person
Talk to a human
Speak to someone
I need help from a real person
Can I chat with a human?
Connect me with support
I want to talk to a real agent
hi, could you please escalate this to a manager
not a bot, a person please
is there a live agent available?
none of this works. human please 🙏""",
    "es": """quiero hablar con una persona
¿puedo hablar con un agente?
humano por favor
necesito que me atienda una persona real
pásame con un asesor
¿me puede comunicar con alguien de atención al cliente?
operador
agente!!
no quiero hablar con un robot, quiero hablar con una persona
¿hay alguien con quien pueda hablar?
quisiera contactar con un representante
me gustaria hablr con un humano
transfiéreme con un supervisor por favor
¿por qué no puedo hablar con una persona?""",
    "fr": """je veux parler à un humain
puis-je parler à un conseiller ?
un conseiller s'il vous plaît
passez-moi quelqu'un
j'aimerais être mis en relation avec une vraie personne
mettez-moi en relation avec le service client
agent humain
est-ce que je peux discuter avec quelqu'un ?
je ne veux pas parler à un robot, je veux parler à une personne
y a-t-il un conseiller disponible ?
j'ai besoin de parler à un responsable
je voudrais l'aide d'une vraie personne
opérateur svp
pourquoi je ne peux pas parler à un humain""",
    "de": """Ich möchte mit einem Menschen sprechen
Kann ich bitte mit einem Mitarbeiter reden?
Mensch bitte
Mitarbeiter!
verbinden Sie mich mit dem Kundenservice
Ich will keinen Bot, ich will einen echten Menschen
gibt es hier jemanden, mit dem ich sprechen kann?
ich brauche einen Ansprechpartner
Können Sie mich bitte weiterleiten an einen Kollegen
ich moechte mit jemandem telefonieren
Kundendienst bitte
Könnten Sie mich zu einem Berater durchstellen?
Ich möchte nicht mit einem Roboter sprechen, sondern mit einem Menschen
warum kann ich nicht mit einem Menschen sprechen?
ich würde gerne mit einer realen Person chatten""",
    "pt": """quero falar com uma pessoa
posso falar com um atendente?
atendente por favor
humano
me transfere para um atendente
preciso falar com alguém de verdade
gostaria de conversar com um ser humano
não quero falar com robô, quero falar com uma pessoa
tem algum atendente disponível?
falar com atendente
quero atendimento humano
me passa pra um supervisor
como faço para falar com o suporte
por que não posso falar com uma pessoa?""",
    "it": """voglio parlare con una persona
posso parlare con un operatore?
operatore
operatore umano per favore
mi passi un operatore per cortesia
vorrei parlare con qualcuno del servizio clienti
c'è qualcuno con cui posso parlare?
ho bisogno di parlare con un essere umano
non voglio parlare con un bot, voglio una persona vera
mi metta in contatto con un responsabile
perché non posso parlare con una persona?
vorrei essere contattato da un consulente
preferirei parlare con un umano""",
    "nl": """ik wil met een mens praten
kan ik met een medewerker spreken?
medewerker alstublieft
mag ik iemand van de klantenservice spreken
verbind mij door met een medewerker
ik wil graag een echt persoon spreken
ik wil geen bot, ik wil een mens
is er iemand met wie ik kan praten?
kunt u mij doorverbinden met een collega
mens aub
ik heb een medewerker nodig
waarom kan ik niet met een mens praten?
kan iemand mij bellen""",
    "pl": """chcę rozmawiać z człowiekiem
czy mogę porozmawiać z konsultantem?
konsultant
proszę o połączenie z konsultantem
połącz mnie z pracownikiem
chciałbym porozmawiać z prawdziwą osobą
nie chcę rozmawiać z botem, chcę rozmawiać z człowiekiem
czy jest tam ktoś, z kim mogę porozmawiać?
potrzebuję pomocy konsultanta
człowiek proszę
jak mogę skontaktować się z obsługą klienta
dlaczego nie mogę rozmawiać z człowiekiem?
proszę mnie przełączyć do doradcy""",
    "tr": """bir insanla konuşmak istiyorum
müşteri temsilcisine bağlanmak istiyorum
temsilci
müşteri hizmetleri lütfen
beni bir yetkiliye bağlayın
gerçek biriyle görüşebilir miyim?
botla konuşmak istemiyorum, insanla konuşmak istiyorum
canlı destek istiyorum
orada konuşabileceğim biri var mı
operatöre aktarır mısınız
insan lütfen
neden gerçek bir insanla konuşamıyorum
yardım için bir yetkiliyle görüşmem lazım""",
    "ar": """أريد التحدث مع شخص حقيقي
هل يمكنني التحدث مع موظف؟
موظف من فضلك
حولني إلى موظف
اريد اتكلم مع انسان
ممكن أكلم خدمة العملاء
لا أريد التحدث مع روبوت، أريد شخص حقيقي
عايز اكلم حد من خدمة العملاء
أحتاج إلى مساعدة من شخص حقيقي
وصلني بالدعم الفني
بدي احكي مع موظف
لماذا لا أستطيع التحدث مع إنسان؟
موظف""",
    "hi": """मुझे किसी इंसान से बात करनी है
क्या मैं किसी एजेंट से बात कर सकता हूँ?
एजेंट
कृपया मुझे कस्टमर केयर से कनेक्ट करें
मुझे असली व्यक्ति से बात करनी है
मैं बॉट से बात नहीं करना चाहता, मुझे इंसान से बात करनी है
mujhe kisi insaan se baat karni hai
agent se baat karao
इंसान चाहिए
क्या कोई है जिससे मैं बात कर सकूं, कोई एजेंट?
ग्राहक सेवा प्रतिनिधि से संपर्क कराइए
kya main kisi real person se baat kar sakta hu
मुझे मैनेजर से बात करनी है""",
    "zh": """我要人工客服
转人工
人工
我想和真人说话
请帮我转接客服
能不能找个真人跟我聊
我不要机器人，我要人工服务
可以让我跟客服人员联系吗
请给我转接一位经理
有没有真人客服？
為什麼不能跟真人講話
我想聯絡客服人員
叫你们主管来""",
    "ja": """人間と話したい
オペレーターにつないでください
担当者お願いします
有人対応を希望します
人と話せますか？
ボットじゃなくて人間と話したいです
カスタマーサポートに連絡したい
担当の方に代わってもらえますか
オペレーター
誰かと直接話したいのですが
本物の人と話をさせてください
どうすればスタッフと話せますか
責任者を呼んでください""",
}

OTHERS = {
    "en": """Are you a human?
are you a bot or a person
am I talking to a real person?
I don't want to talk to a person
please don't transfer me to an agent
I'd rather not speak to anyone
no need to connect me to support, I fixed it
my estate agent never called
the agent I talked to yesterday was rude
I spoke with a representative last week and she promised a refund
she said "talk to a human"
where do I find the human resources page
how do I change my user agent string
the operator manual is missing
what does "talk to a human" mean?
my wife wants to speak to a person
person of contact field is empty
how many people work at your company?
transfer 200 dollars to my savings account
I want to cancel my order
can you call me a taxi
someone stole my card
thanks for connecting me with that agent
do you sell phones?
a table for one person please
I need a password manager
how do I contact the seller of my book by email
I am a real person, stop asking
my travel agent booked the wrong hotel
I don't need an agent
which agents are assigned to my account
is the manager of the store on holiday""",
    "es": """¿eres humano?
¿eres un bot o una persona?
no quiero hablar con una persona
ayer hablé con un agente y fue muy amable
mi agente inmobiliario nunca llamó
¿dónde está mi pedido?
una mesa para dos personas
recursos humanos
no necesito un asesor, gracias
mi esposa quiere hablar con un agente
¿cuántas personas caben?
quiero cancelar mi suscripción""",
    "fr": """es-tu un humain ?
êtes-vous un robot ou une personne ?
je ne veux pas parler à un conseiller
j'ai parlé avec un conseiller hier
mon agent immobilier n'a jamais appelé
où est ma commande ?
une table pour deux personnes
ressources humaines
pas besoin de conseiller, merci
ma femme veut parler à un conseiller
je voudrais annuler ma commande
est-ce que je parle à une vraie personne ?""",
    "de": """Bist du ein Mensch?
Sind Sie ein Bot oder ein Mensch?
Ich möchte nicht mit einem Mitarbeiter sprechen
Ich habe gestern mit einem Mitarbeiter gesprochen
mein Immobilienmakler hat nie angerufen
ok
ja bitte
Wo ist meine Bestellung?
ein Tisch für eine Person
Ich brauche keinen Mitarbeiter, danke
der Mitarbeiter war sehr unfreundlich
meine Frau will mit einem Menschen sprechen
wie viele Personen passen in das Zimmer?
Spreche ich mit einem echten Menschen?
ich will mein Abo kündigen""",
    "pt": """você é humano?
você é um robô ou uma pessoa?
não quero falar com um atendente
ontem falei com um atendente muito grosso
onde está meu pedido?
uma mesa para uma pessoa
sim, por favor
recursos humanos
não preciso de atendente, obrigado
minha esposa quer falar com um atendente
quantas pessoas cabem no quarto?
quero cancelar minha conta
estou falando com uma pessoa de verdade?""",
    "it": """sei umano?
sei un bot o una persona?
non voglio parlare con un operatore
ieri ho parlato con un operatore scortese
dov'è il mio ordine?
un tavolo per due persone
risorse umane
non mi serve un operatore, grazie
mia moglie vuole parlare con un operatore
voglio annullare l'ordine
sto parlando con una persona vera?
il mio agente immobiliare non ha mai chiamato""",
    "nl": """ben je een mens?
ben je een bot of een mens?
ik wil niet met een medewerker praten
ik heb gisteren met een medewerker gesproken
waar is mijn bestelling?
een tafel voor twee personen
ja graag
ik heb geen medewerker nodig
mijn vrouw wil met een medewerker praten
mijn makelaar heeft nooit gebeld
praat ik met een echt mens?
ik wil mijn abonnement opzeggen""",
    "pl": """czy jesteś człowiekiem?
jesteś botem czy człowiekiem?
nie chcę rozmawiać z konsultantem
wczoraj rozmawiałem z konsultantem
gdzie jest moje zamówienie?
stolik dla dwóch osób
tak, proszę
nie potrzebuję konsultanta
moja żona chce rozmawiać z konsultantem
chcę anulować zamówienie
czy rozmawiam z prawdziwą osobą?
operator sieci komórkowej zmienił taryfę""",
    "tr": """insan mısın?
sen bir bot musun yoksa insan mı?
temsilciyle konuşmak istemiyorum
dün bir temsilciyle konuştum
siparişim nerede?
iki kişilik masa
evet lütfen
temsilciye gerek yok
eşim bir temsilciyle konuşmak istiyor
siparişimi iptal etmek istiyorum
insan kaynakları
gerçek bir insanla mı konuşuyorum?""",
    "ar": """هل أنت إنسان؟
هل أنت روبوت أم إنسان؟
لا أريد التحدث مع موظف
تحدثت مع موظف أمس
أين طلبي؟
طاولة لشخصين
نعم من فضلك
لا أحتاج إلى موظف
الموارد البشرية
أريد إلغاء الطلب
زوجتي تريد التحدث مع موظف
كان الموظف وقحا جدا""",
    "hi": """क्या आप इंसान हैं?
आप बॉट हैं या इंसान?
मुझे एजेंट से बात नहीं करनी है
कल मैंने एक एजेंट से बात की थी
मेरा ऑर्डर कहाँ है?
दो व्यक्ति के लिए टेबल
हाँ, कृपया
मुझे एजेंट की ज़रूरत नहीं है
मानव संसाधन
मेरी पत्नी एजेंट से बात करना चाहती है
kya aap insaan ho
ऑर्डर रद्द करना है""",
    "zh": """你是真人吗？
你是机器人还是真人
我不想跟客服说话
昨天我跟客服人员聊过了
我的订单在哪里？
两个人的桌子
好的谢谢
不用转人工
人力资源部
我妈想跟真人说话
我要取消订单
转账到我的账户""",
    "ja": """あなたは人間ですか？
ボットですか、人間ですか
人間とは話したくないです
昨日オペレーターと話しました
注文はどこですか？
二人用のテーブル
はい、お願いします
担当者は必要ありません
人事部の連絡先
妻が担当者と話したがっています
注文をキャンセルしたい
オペレーターにつながないでください""",
}
