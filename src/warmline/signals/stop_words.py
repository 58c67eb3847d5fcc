"""The commonest words of each language written in Latin letters, without accents."""

from collections.abc import Mapping
from typing import Final

from warmline.signals.turn import words_in

STOP_WORDS: Final[Mapping[str, frozenset[str]]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": (
            "the a an and or but to of in on for with from is are was were be been have has had "
            "do does did i you he she it we "
            "they my your his her its our their me him us them this that these those what which "
            "who "
            "when where why how not no yes "
            "can could would should will may please thanks thank hello hi hey need want help get "
            "there here just about your any some "
            "im ive dont doesnt cant isnt if so because as at by than then now still already "
            "again "
            "order account need someone person speak talk"
        ),
        "es": (
            "el la los las un una y o pero de del en para por con sin que es son era fue ser "
            "estar esta estoy he ha hay no si me te se lo le nos "
            "mi tu su mis sus yo usted ustedes quiero puedo puede tengo tiene necesito como "
            "cuando "
            "donde porque gracias hola favor ya muy mas "
            "este esta esto eso mi cuenta pedido hacer ayuda buenos dias hablar alguien persona "
            "buenas"
        ),
        "fr": (
            "le la les un une des et ou mais de du en dans pour par avec sans que qui est sont "
            "etait etre ai as avez avons a ne pas je tu il elle nous "
            "vous ils mon ma mes votre vos ce cette ces cela ca y quoi comment quand pourquoi "
            "merci "
            "bonjour oui non veux voudrais peux puis besoin "
            "bien tres plus sur commande compte svp s'il plait quelqu suis c'est j'ai parler "
            "aide "
            "salut"
        ),
        "de": (
            "der die das den dem des ein eine einen einem einer und oder aber nicht kein keine "
            "ich du er sie es wir ihr mich mir dich dir uns euch ist "
            "sind war waren sein haben habe hat hatte bin mit von zu zum zur auf fur in im an am "
            "aus bei nach wie was wann wo warum wer danke bitte hallo ja "
            "nein kann konnen mochte will wurde mein meine meinen meiner ihre noch schon auch "
            "nur "
            "sehr brauche hilfe bestellung konto mal jemand sprechen guten tag"
        ),
        "pt": (
            "o a os as um uma e ou mas de do da dos das em no na nos nas para pra por com sem "
            "que e sao era foi ser estar esta estou eu voce voces ele ela "
            "nao sim meu minha meus seu sua me isso este esta quero posso pode tenho tem preciso "
            "como quando onde porque obrigado obrigada ola oi "
            "muito mais ja pedido conta ajuda fazer bom dia tarde falar alguem pessoa gostaria "
            "favor ao"
        ),
        "it": (
            "il lo la i gli le un uno una e o ma di del della dei delle in nel nella per con "
            "senza che e sono era essere ho hai ha abbiamo hanno non si mi ti "
            "ci io tu lei noi voi mio mia miei suo questo questa quello come quando dove perche "
            "grazie ciao salve buongiorno voglio vorrei posso puo "
            "devo bisogno molto piu gia anche ordine conto aiuto fare parlare qualcuno favore "
            "sto "
            "al da alla"
        ),
        "nl": (
            "de het een en of maar niet geen ik jij je u hij zij ze wij we jullie mij me mijn "
            "jouw uw is zijn was waren ben bent heb hebt heeft had hebben "
            "kan kunt kunnen wil zou moet met van voor naar op in aan bij uit om te dat die dit "
            "deze wat wie wanneer waar waarom hoe dank bedankt hallo hoi "
            "ja nee graag nog al ook wel heel bestelling rekening hulp iemand spreken praten "
            "nodig "
            "even er"
        ),
        "pl": (
            "i w z na do nie tak to jest sa byl byla bylo byc mam masz ma mamy maja sie co kto "
            "kiedy gdzie dlaczego jak ja ty on ona my wy oni moj moja moje "
            "mnie mi cie ci go jej nas was ten ta te tego tej ze za po od przez dla czy ale lub "
            "albo bo juz jeszcze bardzo prosze dziekuje czesc "
            "dzien dobry chce chcialbym moge potrzebuje pomoc zamowienie konto kims o"
        ),
        "tr": (
            "bir ve veya ama ile icin de da mi mu bu su o ne nasil neden nerede kim ben sen biz "
            "siz onlar benim senin bana beni sana var yok degil evet "
            "hayir cok daha en gibi kadar sonra once simdi lutfen merhaba tesekkurler istiyorum "
            "istemiyorum ediyorum yardim siparis siparisim hesap hesabim biri "
            "olarak oldu olan mı ki hic neden konusmak gorusmek nerede"
        ),
        "hi": (
            "hai hain hu hoon hun tha thi the ka ki ke ko se me mein main mai mujhe mera meri "
            "mere aap tum hum kya kyu kyon kaise kab kahan nahi nahin "
            "haan ji aur ya par lekin bhi hi to kar karo karna karni karne raha rahi chahiye "
            "baat "
            "koi kisi bhai yaar kripya namaste mil abhi hua gaya"
        ),
    }.items()
}

ACKNOWLEDGED: Final = words_in(
    "yes yeah yep yup no nope nah ok okay k sure fine good great perfect cool nice right "
    "correct alright all awesome sounds sound works work thanks thank thx ty you please that "
    "thats this is it its so me i im the a for now not very much will do got understood see "
    "done else nothing anything more bye hello hi hey there would be lovely exactly true "
    "absolutely wonderful excellent agreed looks and just go ahead help today time my at si "
    "claro vale bien bueno gracias perfecto genial correcto exacto listo eso es muy todo por "
    "favor adelante nada mas oui non merci sur parfait accord super c est bon tout exact va "
    "voila ja nein danke bitte gut genau richtig klar alles passt stimmt gerne in ordnung das "
    "ist sim nao obrigado obrigada certo perfeito otimo isso tudo bem grazie perfetto bene "
    "ottimo esatto tutto nee dank bedankt prima goed klopt graag tak nie dzieki dziekuje "
    "dobrze jasne zgoda evet hayir tamam tesekkurler tesekkur ederim olur peki guzel iyi نعم "
    "لا حسنا شكرا تمام طيب جيد ممتاز صحيح موافق हाँ नहीं ठीक है धन्यवाद अच्छा जी शुक्रिया "
    "haan nahi theek hai accha shukriya "
    "好 好的 是 是的 不 谢谢 对 可以 行 嗯 没问题 はい いいえ ありがとう ありがとうございます "
    "了解 了解です 大丈夫です"
)
"""Words of which a turn that only agrees, declines or thanks is made."""
