"""Asking for a person in Turkish."""

from warmline.signals.packs._pack import Pack

PACK = Pack(
    language="tr",
    who=(
        "temsilci*, musteri temsilci*, insan, insana, insanla, insani, insanlar*, gercek kisi*, "
        "canli destek*, canli temsilci*, yetkili, yetkiliye, yetkiliyle, yetkilinizle, "
        "operator, operatore, operatorle, gorevli, gorevliye, gorevliyle, calisan, calisana, "
        "calisaniniz*, personel, personele, personelle, danisman, "
        "danismana, danismanla, danismaniniz*, mudur, mudurle, mudure, amir, amirle, uzman, "
        "uzmana, "
        "uzmanla, gercek biri, gercek biriyle, gercek birine, gercek birisi*, gercek insan*, "
        "canli biri*, temislci*, temsicli*, temsilic*, asistanla, canli sohbet*"
    ),
    people=(
        "kisi, kisiyle, kisiye, adam, adamla, eleman, elemanla, yonetici, yoneticiyle, "
        "yoneticiye, insanlarla, yetkililer*"
    ),
    anyone=(
        "biri, biriyle, birine, birisi, birisiyle, birisine, birileri*, birini, birinizle, "
        "kimse, kimseyle, herhangi biri*"
    ),
    service=(
        "musteri hizmetleri*, musteri hizmetine, musteri hizmeti, destek ekibi*, "
        "teknik destek*, teknik servis*, cagri merkezi*, musteri destek*, musteri iliskileri*, "
        "canli destege"
    ),
    desk=(
        "destek, destege, destekle, ekip, ekiple, ekibinizle, servis, servisle, departman*, "
        "birim*, sizinle"
    ),
    reach=(
        "konusabil*, gorusebil*, ulasabil*, baglanabil*, ulasamiyorum, ulasamadim, "
        "konusamiyorum, gorusemiyorum, baglanamiyorum, konusmak, konusabilir*, konusmam, "
        "konusayim, konusmaliyim, konusmaya, konusalim, konus, gorusmek, gorusebilir*, "
        "gorusmem, goruseyim, gorusmeliyim, gorusmeye, gorusme, "
        "ulasmak, ulasabilir*, ulasmam, ulasirim, iletisim, iletisime gecmek, iletisim kurmak, "
        "baglanmak, baglanabilir*, baglanmam, "
        "baglanayim, irtibat*, yazismak, sohbet, temas*, sohbet etmek, yardim almak, konusucam, "
        "konusacagim, gorusecegim, gorusucem, konusmk, gorusmk, gorusmke, konusmka, "
        "ulasabilirim, "
        "iletisime, konusturun, goruseb*"
    ),
    connect=(
        "baglayin, bagla, baglar, baglayabilir*, baglarmisin*, aktarin, aktar, aktarabilir*, "
        "aktarir, yonlendirin, yonlendir, yonlendirir, yonlendirebilir*, "
        "baglamanizi, aktarmanizi, yonlendirmenizi, verin, ver, cagirin, cagir, baglasaniza, "
        "baglanti*, baglat*"
    ),
    outright=(
        "beni baglayin, beni bagla, beni aktarin, beni aktar, beni yonlendirin, beni yonlendir"
    ),
    phone="arasin, arayin, arasinlar, aramasini, arar, geri arayin, arayabilir*, arama",
    want=(
        "istiyorum, isterim, istiyoruz, ihtiyacim, ihtiyacim var, lazim, gerek, gerekiyor, "
        "talep ediyorum, rica ediyorum, tercih ederim, isterdim, istiyom, istyorum, istiyrum, "
        "itiyorum, istiorum, ariyorum, istemekteyim"
    ),
    have="var mi, yok mu, varmi, yokmu, nerede, nerde, bulunur mu, mevcut mu",
    can=(
        "nasil, mumkun mu, olur mu, neden, nicin, konusamaz miyim, miyim, musunuz, misiniz, "
        "misin, musun, bilmiyorum, gorusemez miyim, baglayamaz misiniz, anlamiyorsun, "
        "yaramiyor, calismiyor"
    ),
    must="gerekir mi, gerekiyor mu, gerek var mi, zorunda miyim, lazim mi, sart mi, gerekli mi",
    refusal=(
        "istemiyorum, istemem, istemiyoruz, istemedim, istemez, istemiyom, gerek yok, "
        "gerekmiyor, gerekmez, baglama, baglamayin, aktarma, aktarmayin, yonlendirme, "
        "yonlendirmeyin, ihtiyacim yok, lazim degil, "
        "olmasin, istemiyor, istemezdim, gereksiz, degilim, konusmadan, gorusmeden"
    ),
    identity=(
        "sen bir, siz bir, siz, sen, misin, misiniz, insan misin, insan misiniz, gercek misin, "
        "konusuyorum, bot musun, robot musun, gorusuyorum, yaziyorum, konusuyor, misin sen, "
        "gercek misiniz, insan mi, kiminle, degil misin"
    ),
    past=(
        "konustum, konustuk, konusmustum, gorustum, gorustuk, gorusmustum, dun, gecen hafta, "
        "dedi, soyledi, soylemisti, aradi, aramisti, ulastim, soz verdi, yardim etti, "
        "baglandim, demisti, tesekkurler ilgilenen, oldu, vardi, yardimci oldu, yazdi, "
        "konustugum, gorustugum, kabaydi, bagladi, ilgilendi"
    ),
    others=(
        "esim, annem, babam, patronum, kocam, karim, oglum, kizim, arkadasim, istiyor, "
        "istiyorlar, musteriler, musterilerimiz, musterilerim, olmak, istedi"
    ),
    saying="ne demek, demek, yaziyor, diyor, cevir, cumle, buton, dugme, anlamina, yazisi",
    bot=(
        "bot, botla, bota, robot, robotla, robota, chatbot*, makine, makineyle, bilgisayar, "
        "bilgisayarla, yapay zeka*, sanal asistan*, otomatik, program*"
    ),
    besides="disinda, haric, baska biri",
    but="ama, fakat, ancak, cunku, yoksa, veya, sadece, simdi, o zaman, ya da, artik",
    me="beni, bana, bizi, bize, benimle",
    subject="ben, biz",
    real=(
        "gercek, canli, bir, baska, baska bir, yetkili bir, gercek bir, canli bir, hakiki, "
        "gercekten, ehil, yaklasik, etten kemikten, herhangi, bu konuda, sizden, ekibinizden, "
        "musteri, uygun"
    ),
    help="yardim, yardima, destek almak, yardimi, yardimina",
    polite=(
        "lutfen, merhaba, selam, tesekkurler, tesekkur ederim, hemen, simdi, acil, acilen, "
        "evet, tamam, rica etsem, derhal, bugun, en kisa surede, iyi gunler, gunaydin, "
        "iyi aksamlar, sagol, lutfn, lutfne, ltfn, tekrar, yine, once, direkt, dogrudan, pls, "
        "merhabalar, hocam, kolay gelsin, ya, yeter, slm, mrb"
    ),
    filler=(
        "bir, ile, da, de, mi, mu, acaba, icin, en, cok, var, biraz, olan, bu, su, ve, bizzat, "
        "sizin, ekibinizden biri, etmek, etsem, edin, kurmak, gecmek, almak, ki, olarak, size, "
        "yuz yuze, telefonda, sesli, o"
    ),
    mine="benim, bizim, onun",
    about="hakkinda, gibi, kadar, kisilik",
    elsewhere=(
        "insan kaynaklari*, insan haklari*, emlakci*, user agent, kisi basi*, iki kisi, "
        "bir kisilik, iletisim formu*, iletisim bilgi*, seyahat acentesi, insan vucudu*, "
        "tur operatoru*, mobil operator*, operatorum, baskasi*, iletisim numara*, "
        "satis temsilcisi olmak, personel alimi, insan hatasi"
    ),
    matter="adi, numarasi, kodu, kilavuzu, hesabi, maasi",
    verb_last=True,
)
