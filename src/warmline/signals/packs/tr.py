"""Asking for a person in Turkish."""

from warmline.signals.packs._pack import Pack

PACK = Pack(
    language="tr",
    who=(
        "temsilci*, musteri temsilci*, insan, insana, insanla, insani, insanlar*, gercek kisi*, "
        "canli destek*, canli temsilci*, yetkili, yetkiliye, yetkiliyle, yetkilinizle, operator, "
        "operatore, operatorle, gorevli, gorevliye, gorevliyle, calisan, calisana, calisaniniz*, "
        "personel, personele, personelle, danisman, danismana, danismanla, danismaniniz*, mudur, "
        "mudurle, mudure, amir, amirle, uzman, uzmana, uzmanla, gercek biri, gercek biriyle, "
        "gercek birine, gercek birisi*, gercek insan*, canli biri*, temislci*, temsicli*, "
        "temsilic*, asistanla, canli sohbet*, müdürünüzle, mudurunuzle, müdürünüz, mudurunuz, "
        "müdürle, müdür, şefinizle, sefinizle, şefiniz, amirinizle, insandan, gerçek kişiyle, "
        "gerçek bir kişiyle, canlı temsilci, canli temsilci, canlı birisiyle, canli birisiyle, "
        "temsılcı, temsici, isnan, çalışanınız, calisaniniz, yöneticiyle, yoneticiyle, "
        "danışmanla, danışman, canlı sohbet, canli sohbet"
    ),
    people=(
        "kisi, kisiyle, kisiye, adam, adamla, eleman, elemanla, yonetici, yoneticiyle, "
        "yoneticiye, insanlarla, yetkililer*, uzmani, danismani, calisani, elemani, muduru, "
        "yoneticiniz, uzmaniniz, uzmanlar, mudurunuze, müdürünüze, patronunuz, patronunuza"
    ),
    anyone=(
        "biri, biriyle, birine, birisi, birisiyle, birisine, birileri*, birini, birinizle, kimse, "
        "kimseyle, herhangi biri*, kimle, birinden, birinize, birinin, sizden biri, "
        "sizden biriyle, aranızdan biri, birisinin"
    ),
    somebody_else=(
        "başka biri, baska biri, başka biriyle, baska biriyle, başka birisi, başka birisiyle"
    ),
    service=(
        "musteri hizmetleri*, musteri hizmetine, musteri hizmeti, destek ekibi*, teknik destek*, "
        "teknik servis*, cagri merkezi*, musteri destek*, musteri iliskileri*, canli destege, "
        "müşteri hizmetleriyle, musteri hizmetleriyle, müşteri hizmetlerine, "
        "musteri hizmetlerine, müşteri hizmetleri, musteri hizmetleri, destek ekibi, "
        "destek ekibiyle, teknik destek"
    ),
    desk=(
        "destek, destege, destekle, ekip, ekiple, ekibinizle, servis, servisle, departman*, "
        "birim*, sizinle"
    ),
    reach=(
        "konusabil*, gorusebil*, ulasabil*, baglanabil*, ulasamiyorum, ulasamadim, konusamiyorum, "
        "gorusemiyorum, baglanamiyorum, konusmak, konusabilir*, konusmam, konusayim, "
        "konusmaliyim, konusmaya, konusalim, konus, gorusmek, gorusebilir*, gorusmem, goruseyim, "
        "gorusmeliyim, gorusmeye, gorusme, ulasmak, ulasabilir*, ulasmam, ulasirim, iletisim, "
        "iletisime gecmek, iletisim kurmak, baglanmak, baglanabilir*, baglanmam, baglanayim, "
        "irtibat*, yazismak, sohbet, temas*, sohbet etmek, yardim almak, konusucam, konusacagim, "
        "gorusecegim, gorusucem, konusmk, gorusmk, gorusmke, konusmka, ulasabilirim, iletisime, "
        "konusturun, goruseb*, konuşabilirim, konusabilirim, konuşmam, konuşmak, görüşmek, "
        "ulaşabilirim, ulaşmak, yazışmak, görüşebilirim, gorusebilirim, konuşmam gerekiyor, "
        "konuşmayı, konusmayi, yardım istiyorum, yardim istiyorum, konuşamıyorum, ilgilensin, "
        "konusmam gerekiyor, yazisabilirim, yazışabilirim, yazisirim, mesajlasabilirim"
    ),
    connect=(
        "baglayin, bagla, baglar, baglayabilir*, baglarmisin*, aktarin, aktar, aktarabilir*, "
        "aktarir, yonlendirin, yonlendir, yonlendirir, yonlendirebilir*, baglamanizi, "
        "aktarmanizi, yonlendirmenizi, verin, ver, cagirin, cagir, baglasaniza, baglanti*, "
        "baglat*, bağla, baglan, bağlan, yönlendir, yönlendirin, bağlar mısınız, baglar misiniz, "
        "bulun, bul, getirin, iletin, ilet, yollayın, yollayin, bağlansın, çağırın"
    ),
    outright=(
        "beni baglayin, beni bagla, beni aktarin, beni aktar, beni yonlendirin, beni yonlendir, "
        "beni arayın, beni arayin, beni arayabilir misiniz, beni arar mısınız, beni arar misiniz, "
        "beni ara, beni arasın, beni arasin, beni arasinlar, bana ulaşın, bana ulasin, "
        "beni bağla, beni bağlayın, beni aktarın, bana dönüş yapsın, bana donus yapsin, "
        "bana dönüş yapın, donus yapsin, benimle iletişime geçin, benimle iletişime geçsin, "
        "benimle iletisime gecsin, benimle iletişime geçmesini, beni birine bağlar mısınız, "
        "birine bağlar mısınız, kiminle konuşabilirim, kiminle konusabilirim, "
        "kiminle görüşebilirim, kimle konuşabilirim, kiminle konuşmam lazım"
    ),
    phone=(
        "arasin, arayin, arasinlar, aramasini, arar, geri arayin, arayabilir*, arama, arayabilir, "
        "arasın, aramasını, aramasını istiyorum, arayabilir mi"
    ),
    ready="müsait, musait, uygun, çevrimiçi, cevrimici, telefonda",
    call_me=(
        "beni arayabilir, beni arasın, beni arasin, bana ulaşsın, benimle iletişime geçsin, "
        "benimle iletişime geçebilir, beni geri arasın, beni arayabilir mi"
    ),
    again="tekrar, yeniden, bir daha",
    callback="geri aranmak, aranmak, geri arama, arama talep, geri aranma, telefonla aranmak",
    present=(
        "orada kimse var mi, orada kimse var mı, kimse var mi, kimse var mı, biri var mi, "
        "biri var mı, orada biri var mi, orda kimse var mi, birisi var mi, kimse yok mu, "
        "burada kimse var mi"
    ),
    attend="devralabilir, ilgilenebilir, bakabilir, devralsin",
    away=(
        "yeter, yeter artık, yeter artik, bıktım, biktim, istemiyorum, artık, artik, usandım, "
        "usandim, kapat"
    ),
    later=(
        "daha sonra, gerekirse, sonra, ileride, gerektiğinde, lazım olursa, hafta sonu, pazar günü"
    ),
    want=(
        "istiyorum, isterim, istiyoruz, ihtiyacim, ihtiyacim var, lazim, gerek, gerekiyor, "
        "talep ediyorum, rica ediyorum, tercih ederim, isterdim, istiyom, istyorum, istiyrum, "
        "itiyorum, istiorum, ariyorum, istemekteyim"
    ),
    have="var mi, yok mu, varmi, yokmu, nerede, nerde, bulunur mu, mevcut mu",
    can=(
        "nasil, mumkun mu, olur mu, neden, nicin, konusamaz miyim, miyim, musunuz, misiniz, "
        "misin, musun, bilmiyorum, gorusemez miyim, baglayamaz misiniz, anlamiyorsun, yaramiyor, "
        "calismiyor"
    ),
    must=(
        "gerekir mi, gerekiyor mu, gerek var mi, zorunda miyim, lazim mi, sart mi, gerekli mi, "
        "konuşmam gerekiyor mu, konusmam gerekiyor mu, zorunda mıyım, lazım mı, şart mı"
    ),
    negation="gerek yok, değil, degil, istemem",
    refusal=(
        "istemiyorum, istemem, istemiyoruz, istemedim, istemez, istemiyom, gerek yok, gerekmiyor, "
        "gerekmez, baglama, baglamayin, aktarma, aktarmayin, yonlendirme, yonlendirmeyin, "
        "ihtiyacim yok, lazim degil, olmasin, istemiyor, istemezdim, gereksiz, degilim, "
        "konusmadan, gorusmeden"
    ),
    identity=(
        "sen bir, siz bir, siz, sen, misin, misiniz, insan misin, insan misiniz, gercek misin, "
        "konusuyorum, bot musun, robot musun, gorusuyorum, yaziyorum, konusuyor, misin sen, "
        "gercek misiniz, insan mi, kiminle, degil misin"
    ),
    past=(
        "konustum, konustuk, konusmustum, gorustum, gorustuk, gorusmustum, dun, gecen hafta, "
        "dedi, soyledi, soylemisti, aradi, aramisti, ulastim, soz verdi, yardim etti, baglandim, "
        "demisti, tesekkurler ilgilenen, oldu, vardi, yardimci oldu, yazdi, konustugum, "
        "gorustugum, kabaydi, bagladi, ilgilendi"
    ),
    plan="konusacagim, konuşacağım, arayacagim, arayacağım",
    others=(
        "esim, annem, babam, patronum, kocam, karim, oglum, kizim, arkadasim, istiyor, "
        "istiyorlar, musteriler, musterilerimiz, musterilerim, olmak, istedi, temsilci olmak, "
        "olmak istiyorum, ben bir"
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
        "musteri, uygun, bayan, kadin, erkek, kadın"
    ),
    help="yardim, yardima, destek almak, yardimi, yardimina",
    polite=(
        "lutfen, merhaba, selam, tesekkurler, tesekkur ederim, hemen, simdi, acil, acilen, evet, "
        "tamam, rica etsem, derhal, bugun, en kisa surede, iyi gunler, gunaydin, iyi aksamlar, "
        "sagol, lutfn, lutfne, ltfn, yine, once, direkt, dogrudan, pls, merhabalar, hocam, "
        "kolay gelsin, ya, yeter, slm, mrb, hakkında, hakkinda, lütfen, telefonla, "
        "faturam hakkında, artık, olsun"
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
