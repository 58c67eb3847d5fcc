"""Asking for a person in Hindi, in Devanagari and in Latin letters."""

from warmline.signals.packs._pack import Pack

PACK = Pack(
    language="hi",
    who=(
        "इंसान, इन्सान, मनुष्य, एजेंट, एजेन्ट, प्रतिनिधि, ऑपरेटर, आपरेटर, असली व्यक्ति, "
        "वास्तविक व्यक्ति, असली इंसान, असली आदमी, कर्मचारी, अधिकारी, मैनेजर, प्रबंधक, सुपरवाइजर, "
        "कस्टमर केयर एग्जीक्यूटिव, एग्जीक्यूटिव, एक्जीक्यूटिव, ग्राहक सेवा प्रतिनिधि, मानव, "
        "लाइव एजेंट, ह्यूमन, सलाहकार, रिप्रेजेंटेटिव, लाइव चैट, मानव सहायता, insaan, insan, "
        "agent, executive, representative, operator, asli insaan, asli insan, asli aadmi, "
        "real insaan, manager, human, customer care executive, सुपरवाइज़र, सुपरवाईजर, आदमी, "
        "ग्राहक सेवा अधिकारी, aadmi, supervisor"
    ),
    people=(
        "व्यक्ति, लोगों, आदमी, इंसानों, विशेषज्ञ, बंदे, बंदा, aadmi, vyakti, person, banda, "
        "bande, ladka, इंसानी, साथी, सहकर्मी, sathi, बॉस, boss, मालिक"
    ),
    anyone=(
        "क्या कोई, किसी, कोई, kisi, koi, किसीसे, किससे, किस से, kisse, kis se, किसी से, kisi se, "
        "आप में से किसी, आप में से कोई"
    ),
    somebody_else="किसी और से, किसी और, kisi aur se, kisi aur",
    service=(
        "ग्राहक सेवा, कस्टमर केयर, कस्टमर सर्विस, कस्टमर सपोर्ट, ग्राहक सहायता, सहायता टीम, "
        "सपोर्ट टीम, हेल्पडेस्क, कॉल सेंटर, तकनीकी सहायता, customer care, customer service, "
        "customer support, grahak seva, support team"
    ),
    desk="सपोर्ट, टीम, विभाग, support, team, department, आपसे",
    reach=(
        "बात, बातचीत, बात करना, बात करनी, बात करने, संपर्क, सम्पर्क, कॉन्टैक्ट, चैट, बोलना, "
        "मिलना, मदद लेनी, मिलाओ, वार्तालाप, baat, bat, baath, bath, sampark, contact, chat, "
        "baatcheet, milna, talk, बात करूँ, बात करूं, बात करू, baat karu, baat karun, baat karni, "
        "baat karna, बात करवाइए, बात कराओ, बात हो सकती, baat karwao, baat karwa do, baat karao, "
        "चैट कैसे, चैट करूँ, बात करवाओ"
    ),
    connect=(
        "कनेक्ट, जोड़ें, जोड़ो, जोड़िए, जोड़िये, जोड़, ट्रांसफर, कराओ, कराइए, कराएं, करवाइए, "
        "करवाओ, करवा, करा, बुलाओ, बुलाइए, दीजिए, मिलवाइए, भेजो, connect, transfer, karao, karwao, "
        "karwa, kara, karado, jodo, karvao, bulao, karaiye, karwaiye, karwado, करवाएं, भेजिए, "
        "मिलाओ, मिलाइए"
    ),
    outright=(
        "मुझे कॉल करें, मुझे कॉल करो, मुझे कॉल कीजिए, मुझे फोन करें, मुझे फोन करो, "
        "मुझे फोन कीजिए, मुझे फोन करवाइए, mujhe call karo, mujhe call kare, mujhe call karen, "
        "mujhe phone karo, call me karo, मुझे ट्रांसफर करें, मुझे ट्रांसफर करो, "
        "mujhe transfer karo, मुझे ट्रांसफर कर दो, मुझे जोड़ें, कॉल करवाइए"
    ),
    phone="कॉल, फोन, call, phone, call karwa do, फोन करे, कॉल करे, फ़ोन करे",
    ready="उपलब्ध, available, ऑनलाइन",
    call_me="मुझे कॉल कर, मुझे फोन कर, mujhe call kar, mujhe phone kar, मुझे कॉल, mujhe call",
    again="फिर से, दोबारा, phir se, dobara, दुबारा",
    callback="कॉलबैक, कॉल बैक, callback, call back, वापस कॉल, फोन कॉल",
    present=(
        "कोई है, कोई है वहाँ, कोई है वहां, वहाँ कोई है, क्या कोई है, koi hai, koi hai waha, "
        "koi hai kya, waha koi hai, koi h kya, कोई है क्या"
    ),
    attend="मदद कर, मदद कर सके, madad kar, madad kar sake, संभाल, संभाल सकता, देख सकता, sambhal",
    away="बस, bas, बंद करो, band karo, नहीं चाहिए, nahi chahiye",
    later=(
        "बाद में, ज़रूरत पड़ने पर, जरूरत पड़ने पर, अगर ज़रूरत हो, baad me, baad mein, "
        "zarurat padne par, रविवार को"
    ),
    want=(
        "चाहता, चाहती, चाहिए, चाहिये, चाहते, जरूरत, ज़रूरत, करना, करनी, करने, चाहूंगा, चाहूँगा, "
        "चाहूंगी, दो, मांग, chahiye, chahie, chaiye, chahta, chahti, chahte, karni, karna, karne, "
        "zarurat, jarurat, do, mangta, krni, krna"
    ),
    have="मौजूद, है क्या, koi hai, hai kya, kya koi, मिल सकता, मिलेगा, उपलब्ध, milega",
    can=(
        "क्या मैं, कैसे, सकता, सकती, सकते, क्या आप, क्यों नहीं, नहीं कर पा रहा, नहीं कर सकता, "
        "पता नहीं, kaise, kya main, sakta, sakti, sakte, kyon nahi, kyu nahi, pata nahi, kya aap, "
        "नहीं समझ, समझ नहीं, काम नहीं, मदद नहीं, samajh nahi, kaam nahi, क्यों नही, क्या यह संभव"
    ),
    must=(
        "क्या मुझे, जरूरी है क्या, क्या ज़रूरी, kya mujhe, zaruri hai kya, करनी पड़ेगी, "
        "करना पड़ेगा, padega, padegi, बात करनी होगी, करनी होगी, बात करनी पड़ेगी, ज़रूरी है, "
        "karni hogi, karni padegi"
    ),
    refusal="नहीं, नही, मत, ना, बिना, nahi, nahin, mat, nai, bina, नहि, nhi",
    identity=(
        "क्या आप, क्या तुम, आप इंसान, तुम इंसान, तू इंसान, क्या यह, "
        "क्या मैं किसी इंसान से बात कर रहा, बात कर रहा, बात कर रही, आप एक, तुम एक, kya aap, "
        "kya tum, kya ye, aap insaan, tum insaan, baat kar raha, baat kar rahi, tum ek, aap ek, "
        "क्या ये, tum, aap bot, aap ho, आप बॉट, आप रोबोट"
    ),
    past=(
        "बात की, बात की थी, बात हुई, कल, कहा था, कहा, बताया, पिछले, संपर्क किया, था, थी, थे, "
        "किया था, baat ki, baat hui, kal, kaha, bataya, tha, thi, the, pichle, बोला, बोली, "
        "हुई थी, वादा, bola, boli, धन्यवाद आपके, किया"
    ),
    others=(
        "मेरी पत्नी, मेरे पति, मेरी माँ, मेरे पिता, मेरे बॉस, मेरा बेटा, मेरी बेटी, मेरा दोस्त, "
        "वह चाहता, वह चाहती, मेरे ग्राहक, हमारे ग्राहक, वो चाहता, ग्राहकों, meri wife, mere papa, "
        "meri mummy, mera dost, बनना, बनने, wo chahta, mere boss, मेरी मां, banna, banne, "
        "मेरे दोस्त, बनना चाहता, banna chahta, मैं एक एजेंट हूँ"
    ),
    saying="मतलब, लिखा, वाक्य, शब्द, अनुवाद, बटन, अर्थ, matlab, likha, translate, meaning",
    bot=(
        "बॉट, बोट, रोबोट, मशीन, कंप्यूटर, चैटबॉट, एआई, bot, robot, machine, chatbot, computer, "
        "ai, कम्प्यूटर"
    ),
    besides="के अलावा, सिवाय, ke alawa",
    but=(
        "लेकिन, मगर, पर, बल्कि, क्योंकि, तो, या, अब, बस, lekin, magar, par, balki, kyunki, to, "
        "ya, ab, bas, but, पर मुझे, par mujhe, to mujhe"
    ),
    me="मुझे, मुझको, मेरी, मेरा, हमें, mujhe, mujhko, meri, mera, hume, मेरे, mere",
    subject="मैं, हम, मै, main, mai, mein, hum, में",
    real=(
        "असली, वास्तविक, सच्चे, एक, दूसरे, जिंदा, ज़िंदा, रियल, लाइव, asli, real, ek, live, "
        "dusre, sache, किसी और, अन्य, अच्छे, जिम्मेदार, महिला, पुरुष, mahila"
    ),
    help="मदद, सहायता, madad, help",
    polite=(
        "कृपया, प्लीज, प्लीज़, नमस्ते, नमस्कार, धन्यवाद, शुक्रिया, अभी, तुरंत, जल्दी, हाँ, हां, "
        "जी, ठीक है, हेलो, हैलो, please, plz, pls, namaste, abhi, turant, jaldi, haan, ji, hello, "
        "hi, bhai, yaar, sir, madam, सर, मैडम, भाई, आज, फौरन, सीधे, पहले, thanks, theek hai, "
        "yahan, यहाँ, यहां, इस बारे, एक बार"
    ),
    filler=(
        "से, के, को, का, की, साथ, है, हूं, हूँ, हैं, ही, भी, रहा, रही, होगी, पड़ेगी, se, ke, ko, "
        "ka, ki, sath, saath, hai, hu, hoon, hun, hi, bhi, h, मेरी बात, करने दो, द, दें, कर, kar, "
        "दो न, वाले, वाला, लिए, सच में, जो, jo, liye, दीजिये, de, dijiye, dijie, कोई भी, एक बार, "
        "यह, ये"
    ),
    mine="उसकी, उसका, उनकी, हमारे, uski, unki",
    about="बारे, लिए टेबल, जैसे, jaise, bare, baare",
    elsewhere=(
        "दो व्यक्ति, दो लोग, दो लोगों, एक व्यक्ति, मानव संसाधन, मानव अधिकार, मानवाधिकार, "
        "रियल एस्टेट एजेंट, एस्टेट एजेंट, प्रॉपर्टी एजेंट, ट्रैवल एजेंट, बीमा एजेंट, "
        "प्रति व्यक्ति, यूजर एजेंट, दूसरे व्यक्ति, मानव शरीर, property agent, travel agent, "
        "estate agent, user agent, किसी और को, insurance agent, एजेंट बनना, संपर्क नंबर, "
        "संपर्क फॉर्म, डिलीवरी एजेंट, delivery agent"
    ),
    matter="नंबर, नाम, कोड, number, naam, code, id, नियमावली",
    verb_last=True,
)
