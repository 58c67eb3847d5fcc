"""Asking for a person in Polish."""

from warmline.signals.packs._pack import Pack

PACK = Pack(
    language="pl",
    who=(
        "czlowiek, czlowieka, czlowiekiem, czlowiekowi, konsultant*, pracownik, pracownika, "
        "pracownikiem, pracownikowi, pracownica, pracowniczka, agent, agenta, agentem, agentowi, "
        "operator, operatora, operatorem, przedstawiciel*, doradca, doradcy, doradca klienta, "
        "doradce, prawdziwa osoba, prawdziwej osoby, prawdziwa osobe, prawdziwym czlowiekiem, "
        "zywy czlowiek, zywym czlowiekiem, zywego czlowieka, kierownik, kierownikiem, kierownika, "
        "przelozonym, przelozony, przelozonego, supervisor, czat na zywo, konsulatnt*, "
        "konsutlant*, czlowikiem, czlowiekim, konslutant*, konsulant, konsultatnem, konsultatn, "
        "konsultantka, konsultantką, przełożonego, przełożonym, żywy człowiek, żywą osobą, "
        "żywa osoba, żywego człowieka, doradcą, człowieka, człowiekiem, człowiek, doradczyni, "
        "doradczynią, osoba z obsługi"
    ),
    people=(
        "osoba, osobe, osoby, osobie, ludzie, ludzi, ludzmi, pracownikami, konsultantami, "
        "specjalista, specjalisty, menedzer*, szef, szefem, ekspert*, personel*, kolega, "
        "specjalistą, ekspert, szefa, osobą, osobę, pracownicy, pracownikow, kolege, kolegi, "
        "agentow, czlowieku, konsultantow, konsultanci, konsultantowi, koledze, kolegom, "
        "koleżance, kierownictwem"
    ),
    anyone=(
        "ktos, kogos, kims, komus, kimkolwiek, ktokolwiek, kogokolwiek, kimś, z kim mogę, "
        "z kim moge, z kim mógłbym, do kogo mogę, do kogo moge, kogoś, kogoś z, kimś z, kims z, "
        "kimś od was, kims od was, ktoś od was, ktos od was, kogoś od was, jednym z was"
    ),
    somebody_else="kimś innym, kogoś innego, ktoś inny",
    service=(
        "obsluga klienta, obsluge klienta, obslugi klienta, obsludze klienta, biuro obslugi, "
        "biurem obslugi, biura obslugi, bok, dzial obslugi, dzialem obslugi, dzialu obslugi, "
        "pomoc techniczna, pomoca techniczna, pomocy technicznej, infolinia, infolinie, "
        "infolinii, wsparcie techniczne, wsparciem technicznym, wsparcia technicznego, helpdesk, "
        "centrala, biuro obsługi klienta, biuro obslugi klienta, biurem obsługi klienta, "
        "obsługę klienta, obsługa klienta, obsługą klienta, dział reklamacji, działem reklamacji, "
        "działu reklamacji, działem zwrotów, dzialem zwrotow, infolinią, dział obsługi"
    ),
    desk=(
        "wsparcie, wsparciem, wsparcia, dzial, dzialem, dzialu, zespol, zespolem, zespolu, "
        "pomoca, wami, panstwem, supportem, support, obsługi"
    ),
    reach=(
        "rozmawiac, porozmawiac, pogadac, gadac, skontaktowac, skontaktowac sie, kontaktowac, "
        "mowic, pomowic, czatowac, pisac, popisac, rozmowa, rozmowe, rozmowy, kontakt, kontaktu, "
        "zostac polaczonym, zostac polaczona, byc polaczony, polaczenie, polaczenia, pomoc od, "
        "pomocy od, skonsultowac, rozmwaiac, porozmaiwac, porozmawaic, dodzwonic, dodzwonic sie, "
        "komunikowac, obsluzony przez, gadać, mówić, rozmowę, czatować, pogadać, popisać, "
        "napisac do"
    ),
    connect=(
        "polacz, polaczyc, polaczcie, prosze polaczyc, laczyc, przelacz, przelaczyc, przelaczcie, "
        "przekieruj, przekierowac, przekierujcie, przekaz, przekazac, skontaktuj, skontaktujcie, "
        "daj, dajcie, poprosze z, zawolaj, zawolac, laczcie, przelaczenie, eskaluj, eskalowac, "
        "skieruj, dać, dac, przekazać, przekaż, przełącz, połączcie, połączyć, łączyć, zawołaj, "
        "eskalować, znajdź, znajdz, znajdźcie, znajdzcie, przyślij, przyslij, przyślijcie, "
        "zawołajcie, zawolajcie, dajcie mi, przekażcie, przekazcie"
    ),
    outright=(
        "przelacz mnie, przelaczcie mnie, polacz mnie, polaczcie mnie, przekieruj mnie, "
        "prosze mnie polaczyc, prosze mnie przelaczyc, proszę oddzwonić, prosze oddzwonic, "
        "oddzwońcie, oddzwoncie, prosze zadzwonic, proszę do mnie zadzwonić, zadzwońcie do mnie, "
        "zadzwoncie do mnie, zadzwon do mnie, ktos sie ze mna skontaktowal, "
        "skontaktujcie sie ze mna, proszę o kontakt, prosze o kontakt, proszę mnie połączyć, "
        "połącz mnie, połączcie mnie, proszę o połączenie, prosze o polaczenie, "
        "dlaczego nie mogę z nikim porozmawiać, dlaczego nie mogę z nikim rozmawiać, "
        "dlaczego nie moge z nikim"
    ),
    phone="zadzwonic, zadzwoncie, zadzwon, oddzwonic, oddzwoncie, zadzwoni, oddzwoni",
    ready="dostępny, dostepny, dostępna, wolny, online",
    call_me=(
        "zadzwonić do mnie, zadzwonic do mnie, zadzwoni do mnie, do mnie zadzwonić, "
        "do mnie zadzwonic, do mnie zadzwoni, skontaktować się ze mną, skontaktowac sie ze mna, "
        "skontaktował się ze mną, ze mną skontaktował, ze mna skontaktowal, ze mną skontaktować, "
        "się ze mną skontaktował, oddzwonić do mnie, oddzwoni do mnie, skontaktuje się ze mną, "
        "do mnie zadzwonił, do mnie zadzwonila, do mnie zadzwoniła, ze mną porozmawiał"
    ),
    modal="może, moze, mógłby, moglby, mogłaby, niech",
    again="jeszcze raz, ponownie, znowu, innym, z innym",
    callback=(
        "telefon, oddzwonienie, telefon zwrotny, kontakt telefoniczny, rozmowę telefoniczną, "
        "rozmowe telefoniczna, o telefon"
    ),
    present=(
        "jest tam ktoś, jest tam ktos, jest tu ktoś, jest ktoś, ktoś tam jest, czy jest tu ktoś, "
        "czy jest tam ktoś, czy ktoś tam jest, jest tu ktos zywy, halo jest tam ktos, "
        "jest tu jakis czlowiek, jest tam jakis czlowiek, czy jest ktoś, jest ktoś kto, "
        "czy jest ktos, jest ktos kto"
    ),
    attend=(
        "pomóc, pomoc mi, pomoże, pomoze, zająć, zajac, zajął, zajmie, sprawdzić, sprawdzic, "
        "sprawdzi, przejrzeć, obejrzy, spojrzy, rozumie, zrozumie, odpowie, rozwiąże, zajac sie, "
        "sie tym zajac, na linii, przy telefonie, przejac, przejąć, przez telefon, zajac sie tym"
    ),
    sort_out="omówić, omowic, załatwić, zalatwic, wyjaśnić, wyjasnic",
    together="z, ze",
    away=(
        "dość, dosc, dość tego, dosc tego, koniec z, mam dość, mam dosc, bez, wyłącz, wylacz, "
        "stop, żadnych, zadnych"
    ),
    later=(
        "później, pozniej, w razie potrzeby, jeśli będzie trzeba, jesli bedzie trzeba, "
        "jeśli trzeba, w przyszłości, kiedyś, w weekend, w weekendy, w niedzielę, w niedziele"
    ),
    want=(
        "chce, chcialbym, chcialabym, potrzebuje, prosze o, poprosze, wole, wolalbym, wolalabym, "
        "zadam, szukam, chcemy, potrzebujemy, chcielibysmy, domagam sie, pragne, zalezy mi na, "
        "chetnie, chcialem, chce sie, dawac, potrzebny, potrzebna, chciałabym żeby, "
        "chciałbym żeby, chce zeby, chcę żeby, proszę o, poproszę o, poproszę, proszę mi dać, "
        "prosze mi dac, żądam, domagam się, wolę, proszę aby, prosze aby"
    ),
    have=(
        "czy jest, jest tam, jest tu, czy sa, macie, czy macie, czy mozna, czy moge prosic, "
        "moge prosic o, mozna prosic, gdzie jest, gdzie znajde, jest jakis"
    ),
    can=(
        "czy moge, moge, czy mozna, mozna, jak moge, jak, czy jest mozliwosc, czy mozecie, "
        "mozecie, czy mozesz, mozesz, czy moglbym, moglbym, moglabym, czy moglby, prosze mi, "
        "niech, nie moge, dlaczego nie moge, czemu nie moge, nie mozna, nie wiem jak, nie wiem, "
        "czemu nie, dlaczego nie, nie dziala, nie pomaga, nie rozumiesz, nie rozumie, "
        "nie mozecie, nie ma mozliwosci, nie da sie, da sie, czy da sie, nie jestem w stanie, "
        "czy nie moge, nie potrafisz, nie potrafie, dlaczego nie mogę, czy może, czy moze, "
        "czy mógłby, jak mogę, czy jest możliwość"
    ),
    must="czy musze, musze, czy powinienem, czy powinnam, czy trzeba, czy potrzebuje",
    negation=(
        "nie, bez, zadnego, zaden, zadnych, nigdy, zamiast, nikt, nikim, nikogo, ani, zadnym, "
        "nie trzeba, nie ma potrzeby, niepotrzebne, wolę nie, wole nie, nie trzeba nikogo"
    ),
    identity=(
        "czy jestes, jestes, czy to, czy rozmawiam, rozmawiam z, czy pan, czy pani, czy ty, "
        "jestescie, czy pisze, pisze z, czy mam do czynienia, to jest, byles, pracujesz"
    ),
    past=(
        "rozmawialem, rozmawialam, rozmawialismy, wczoraj, powiedzial, powiedziala, mowil, "
        "mowila, w zeszlym tygodniu, kontaktowalem, kontaktowalam, obiecal, obiecala, byl, byla, "
        "dzwonilem, dzwonilam, zadzwonil, napisal, napisala, gadalem, pisalem, pomogl, pomogla, "
        "mial, miala, juz, polaczyl"
    ),
    plan="porozmawiam z, skontaktuje sie z, zadzwonie do, skontaktuję się z, zadzwonię do",
    others=(
        "dziekuje za, dzieki za, on chce, ona chce, moja zona, moj maz, moja mama, moj szef, "
        "moja matka, moj ojciec, moj syn, moja corka, moj kolega, nasi klienci, klienci chca, "
        "moi klienci, chcieliby, zostac, moj przyjaciel, chca, zostać konsultantem, "
        "zostac konsultantem, jestem konsultantem"
    ),
    saying="znaczy, oznacza, napis, zdanie, przetlumacz, przycisk, pisze na, napisane, mowi sie",
    bot=(
        "bot, bota, botem, botami, boty, robot, robota, robotem, chatbot, chatbotem, maszyna, "
        "maszyny, komputer, komputerem, automat, automatem, sztuczna inteligencja, ai, program, "
        "programem"
    ),
    besides="oprocz, poza, innego niz",
    but="ale, lecz, tylko, bo, wiec, albo, lub, i teraz, potem, a nie, jednak, zatem, czy",
    me="mnie, mi, nas, nam",
    subject="ja, my, pan, pani, panstwo",
    real=(
        "prawdziwy, prawdziwym, prawdziwego, prawdziwa, prawdziwej, zywy, zywym, zywego, zywa, "
        "inny, innym, innego, inna, kompetentny, kompetentnym, realnym, realna, jakims, jakiegos, "
        "jakis, jakas, kompetentnego, ludzkim, ludzki, jednym z waszych, odpowiednim, wolnym, "
        "kobieta, kobietą"
    ),
    help="pomoc, pomocy, wsparcia, pomocy od",
    polite=(
        "prosze, dziekuje, dzieki, czesc, hej, witam, dzien dobry, dobry wieczor, teraz, "
        "natychmiast, szybko, pilne, pilnie, tak, ok, od razu, wreszcie, w koncu, "
        "jak najszybciej, dzisiaj, dzis, bezposrednio, dobrze, halo, uprzejmie, najpierw, "
        "dostepny, tutaj, tu, zaraz, w tej sprawie, juz teraz, przepraszam, siema, osobiście, "
        "telefonicznie"
    ),
    filler=(
        "z, ze, do, na, w, o, sie, zeby, aby, naprawde, tylko z, bardzo, to, jakims z, kto, "
        "ktory, ktora, by, wasz, waszym, waszego, moglby, mogl, moze, po prostu, chociaz, od, "
        "przez, mam, miec, wcale, juz z, za, byc, muszę, musze, mnie, się, ze mną, a, działu, "
        "w sprawie, o fakturze, tym"
    ),
    mine="moj, moja, moim, mojego, mojej, jego, jej, ich, nasz, naszym",
    about=(
        "dla, jak, jako, w sprawie, odnosnie, dotyczace, moją sprawę, moja sprawe, mojej sprawie, "
        "mój problem"
    ),
    elsewhere=(
        "zasoby ludzkie, prawa czlowieka, agent nieruchomosci, agentem nieruchomosci, "
        "biuro podrozy, user agent, na osobe, osoba kontaktowa, kims innym, inna osoba, "
        "operator sieci, operatora sieci, agent ubezpieczeniowy, formularz kontaktowy, "
        "soczewki kontaktowe, dla jednej osoby, jedna osoba, agent ochrony, dane kontaktowe"
    ),
    matter="numer, kod, nazwisko, imie, konto, umowa",
)
