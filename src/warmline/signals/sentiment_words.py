"""Words and emoji of feeling, by strength, in the thirteen languages."""

from collections.abc import Mapping
from typing import Final

from warmline.signals.turn import words_in

WEIGHTS: Final[Mapping[str, float]] = {
    "rage": -3.5,
    "anger": -2.0,
    "trouble": -0.8,
    "pleased": 0.8,
    "glad": 1.8,
}
"""Label -> weight; the score reaches one half at 2.2."""

NEGATORS: Final = words_in(
    "not no never dont doesnt didnt isnt wasnt arent cant without hardly nicht kein keine nie "
    "pas jamais non mai senza niet geen nooit nie bez nunca nao sin sem ne degil لا ليس غير"
)

MOODS: Final[Mapping[str, str]] = {
    "rage": (
        "fuck*, fck, wtf, bullshit, shitty, asshole, assholes, bastard*, motherf*, bitch*, "
        "piece of shit, piece of crap, go to hell, furious, livid, enraged, fed up, "
        "sick of this, sick and tired, had enough, had it with, scam*, thieves, liars, "
        "criminals, disgusting, disgraceful, outrageous, "
        "absolutely ridiculous, worst company, worst service, worst experience, worst ever, "
        "never again, hate you, pathetic, "
        "mierda, puta, puto, hijos de puta, estafadores, ladrones, harto, harta, verguenza, "
        "asco, "
        "joder, indignante, pinche, "
        "merde, putain, connard*, salaud*, arnaque*, voleurs, escrocs, ras le bol, honteux, "
        "scandaleux, inadmissible, marre, "
        "scheisse, scheiss*, arschloch, verarsch*, betruger*, betrueger*, abzocke, unverschamt*, "
        "frechheit, schnauze voll, zum kotzen, sauerei, verdammt, "
        "merda, porra, caralho, foda*, puta que pariu, ladroes, golpistas, vergonha, palhacada, "
        "absurdo, cansei, "
        "cazzo, stronz*, vaffanculo, ladri, truffatori, vergogna, vergognoso, schifo, schifoso, "
        "inaccettabile, "
        "kut, klote*, godverdomme, oplichters, schandalig, schande, belachelijk, tyfus, "
        "kurwa, kurwy, cholera, cholery, gowno, gowniany, oszusci, zlodzieje, skandal, zenada, "
        "mam dosc, wkurw*, "
        "lanet, serefsiz*, rezalet, rezil, biktim, yeter artik, dolandirici*, hirsiz*, amk, "
        "نصابين, حرامية, لصوص, زفت, مقرف, سئمت, طفح الكيل, فضيحة, قرف, بकवास, बकवास, घटिया, चोर, "
        "धोखेबाज, तंग आ, शर्मनाक, bakwas, ghatiya, chor, "
        "垃圾, 骗子, 他妈的, 操, 滚, 混蛋, 恶心, 受够了, 王八蛋, 忍无可忍, 騙子, 離譜, 离谱, "
        "太过分了, ふざけるな, ふざけんな, くそ, クソ, 最低, 最悪, 詐欺, 許せない, いい加減にし, "
        "腹が立, バカにし, 🤬, 😡, 🖕, 💩"
    ),
    "anger": (
        "angry, annoyed, annoying, frustrated, frustrating, frustration, ridiculous, terrible, "
        "horrible, awful, unacceptable, useless, worst, hate, stupid, idiot*, nonsense, joke, "
        "waste of time, wasting my time, incompetent, garbage, trash, rubbish, crap, sucks, "
        "damn, goddamn, bloody, shit, hell, appalling, atrocious, rude, "
        "disappointed, disappointing, upset, lied, lies, lying, unbelievable, insane, absurd, "
        "mad, "
        "pissed, not acceptable, still waiting, how many times, third time, for weeks, "
        "for months, "
        "complain*, complaint*, a mess, nightmare, poor service, bad service, dreadful, "
        "enojado, enojada, enfadado, enfadada, molesto, molesta, frustrado, frustrada, "
        "frustrante, "
        "horrible, pesimo, pesima, inaceptable, inutil, ridiculo, decepcionado, decepcionada, "
        "cansado, cansada, mentira, fatal, basura, terrible, "
        "en colere, enerve, enervee, enervant, frustre, frustrant, nul, nulle, horrible, "
        "inacceptable, inutile, ridicule, decu, decue, mensonge*, lamentable, deplorable, "
        "catastroph*, agace, "
        "wutend, wuetend, sauer, verargert, genervt, nervig, frustriert, schlecht, schrecklich, "
        "furchtbar, unmoglich, inakzeptabel, nutzlos, lacherlich, laecherlich, enttauscht, "
        "enttaeuscht, katastrophe, unfassbar, dumm, blod, mist, "
        "irritado, irritada, bravo, brava, chateado, chateada, pessimo, pessima, horrivel, "
        "inaceitavel, ridiculo, decepcionado, decepcionada, mentira, lixo, raiva, "
        "arrabbiato, arrabbiata, frustrato, frustrata, pessimo, pessima, orribile, inutile, "
        "ridicolo, deluso, delusa, terribile, assurdo, bugie, stufo, stufa, "
        "boos, kwaad, gefrustreerd, frustrerend, slecht, verschrikkelijk, vreselijk, "
        "onacceptabel, "
        "waardeloos, teleurgesteld, irritant, nutteloos, stom, "
        "zly, zla, wsciekly, wsciekla, zdenerwowan*, sfrustrowan*, okropn*, straszn*, "
        "beznadziejn*, "
        "bezuzyteczn*, rozczarowan*, glupi*, kpina, fatalny, fatalna, "
        "sinirli, kizgin, sinir, berbat, kotu, korkunc, kabul edilemez, ise yaramaz, sacma*, "
        "hayal kirikligi, sacmalik, "
        "غاضب, غاضبة, محبط, محبطة, سيء, سيئة, فظيع, غير مقبول, بلا فائدة, مخيب, زعلان, أسوأ, "
        "गुस्सा, नाराज, निराश, बेकार, खराब, भयानक, परेशान, gussa, naraz, bekar, bekaar, "
        "pareshan, "
        "kharab, "
        "生气, 生氣, 愤怒, 失望, 太差, 糟糕, 无语, 無語, 烦, 煩, 差劲, 没用, 气死, 氣死, 坑人, "
        "不满, 不滿, 投诉, 怒, イライラ, いらいら, ひどい, 酷い, がっかり, 不満, うんざり, 腹立, "
        "信じられない, 使えない, 😠, 😤, 👎, 🙄, 😒, 💢"
    ),
    "trouble": (
        "problem, problems, issue, issues, wrong, broken, fail*, error, errors, cant, cannot, "
        "unable, doesnt work, not working, still, bad, late, missing, lost, confused, "
        "confusing, unfortunately, sad, worried, slow, stuck, delayed, refused, never arrived, "
        "again, complicated, difficult, impossible, unhappy, poor, "
        "problema, problemas, error, mal, malo, mala, tarde, perdido, no funciona, lento, "
        "preocupad*, triste, "
        "probleme, erreur, mauvais, mauvaise, casse, retard, perdu, ne fonctionne pas, "
        "ne marche pas, lent, inquiet, inquiete, "
        "problem, probleme, fehler, kaputt, falsch, verspatet, funktioniert nicht, langsam, "
        "leider, "
        "verwirr*, besorgt, "
        "erro, ruim, quebrado, atrasad*, nao funciona, devagar, preocupad*, errore, rotto, "
        "sbagliato, ritardo, non funziona, lento, preoccupat*, "
        "probleem, problemen, fout, kapot, verkeerd, werkt niet, te laat, traag, helaas, blad, "
        "zepsut*, nie dziala, spozni*, niestety, wolno, "
        "sorun, problem, hata, bozuk, calismiyor, gecikti, yanlis, maalesef, yavas, مشكلة, خطأ, "
        "لا يعمل, متأخر, للأسف, समस्या, दिक्कत, गलत, टूटा, देर, काम नहीं, dikkat, galat, "
        "问题, 問題, 错误, 坏了, 壞了, 不能, 无法, 太慢, 慢, 担心, 困惑, 故障, 困って, 困り, "
        "壊れ, "
        "遅い, 遅れ, エラー, できない, できません, 届かない, 届きません, 残念, 😞, 😢, 😭, 😕, "
        "☹, "
        "😩, 😣"
    ),
    "pleased": (
        "thanks, thank you, thank, thx, ty, good, nice, great, ok thanks, helpful, works, "
        "worked, appreciate*, fine, glad, cool, gracias, bien, bueno, util, merci, bien, super, "
        "danke, gut, prima, hilfreich, obrigado, obrigada, bom, boa, grazie, bene, buono, "
        "utile, bedankt, dank, goed, fijn, dziekuje, dzieki, dobrze, dobry, tesekkur*, iyi, "
        "guzel, شكرا, جيد, مفيد, धन्यवाद, शुक्रिया, अच्छा, shukriya, dhanyavad, accha, 谢谢, "
        "謝謝, 好的, 不错, ありがとう, 助かり, 良い, いいね, 🙂, 👍, 😊, 🙏"
    ),
    "glad": (
        "love, excellent, awesome, amazing, perfect, fantastic, wonderful, brilliant, best, "
        "happy, delighted, thank you so much, thanks a lot, very helpful, you rock, lifesaver, "
        "excelente, perfecto, genial, maravilloso, encanta, feliz, parfait, genial, excellent, "
        "formidable, adore, heureux, "
        "perfekt, toll, wunderbar, ausgezeichnet, klasse, begeistert, glucklich, liebe, "
        "perfeito, "
        "otimo, maravilhoso, adoro, adorei, feliz, perfetto, ottimo, eccellente, fantastico, "
        "meraviglioso, adoro, geweldig, perfect, fantastisch, uitstekend, top, blij, "
        "swietnie, swietny, doskonale, wspaniale, super, idealnie, mukemmel, harika, sahane, "
        "muhtesem, cok iyi, ممتاز, رائع, مثالي, جميل, شكرا جزيلا, बहुत अच्छा, बढ़िया, शानदार, "
        "उत्तम, badhiya, bahut accha, 太好了, 完美, 非常好, 很棒, 太棒了, 满意, 最高, "
        "素晴らしい, "
        "完璧, 嬉しい, 感謝, ❤, 😍, 🎉, 😀, 😄, 🥰, 💯"
    ),
}
