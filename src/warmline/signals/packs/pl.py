"""Asking for a person in Polish."""

from warmline.signals.packs._pack import Pack

PACK = Pack(
    language="pl",
    who=(
        "czlowiek, czlowieka, czlowiekiem, czlowiekowi, konsultant*, pracownik, pracownika, "
        "pracownikiem, pracownikowi, pracownica, "
        "pracowniczka, agent, agenta, agentem, agentowi, operator, operatora, operatorem, "
        "przedstawiciel*, doradca, doradcy, doradca klienta, "
        "doradce, prawdziwa osoba, prawdziwej osoby, prawdziwa osobe, prawdziwym czlowiekiem, "
        "zywy czlowiek, zywym czlowiekiem, zywego czlowieka, "
        "kierownik, kierownikiem, kierownika, przelozonym, przelozony, przelozonego, supervisor, "
        "czat na zywo, konsulatnt*, konsutlant*, czlowikiem, czlowiekim, konslutant*"
    ),
    people=(
        "osoba, osobe, osoby, osobie, ludzie, ludzi, ludzmi, pracownikami, konsultantami, "
        "specjalista, specjalisty, menedzer*, szef, szefem, ekspert*, personel*"
    ),
    anyone="ktos, kogos, kims, komus, kimkolwiek, ktokolwiek, kogokolwiek, kimś",
    service=(
        "obsluga klienta, obsluge klienta, obslugi klienta, obsludze klienta, biuro obslugi, "
        "biurem obslugi, biura obslugi, bok, dzial obslugi, dzialem obslugi, "
        "dzialu obslugi, pomoc techniczna, pomoca techniczna, pomocy technicznej, infolinia, "
        "infolinie, infolinii, wsparcie techniczne, wsparciem technicznym, "
        "wsparcia technicznego, "
        "helpdesk, centrala"
    ),
    desk=(
        "wsparcie, wsparciem, wsparcia, dzial, dzialem, dzialu, zespol, zespolem, zespolu, "
        "pomoca, wami, panstwem, supportem, support"
    ),
    reach=(
        "rozmawiac, porozmawiac, pogadac, gadac, skontaktowac, skontaktowac sie, kontaktowac, "
        "mowic, pomowic, czatowac, pisac, popisac, rozmowa, rozmowe, rozmowy, "
        "kontakt, kontaktu, zostac polaczonym, zostac polaczona, byc polaczony, polaczenie, "
        "polaczenia, pomoc od, pomocy od, skonsultowac, rozmwaiac, porozmaiwac, porozmawaic, "
        "dodzwonic, dodzwonic sie, komunikowac, obsluzony przez"
    ),
    connect=(
        "polacz, polaczyc, polaczcie, prosze polaczyc, laczyc, przelacz, przelaczyc, "
        "przelaczcie, przekieruj, przekierowac, przekierujcie, przekaz, "
        "przekazac, skontaktuj, skontaktujcie, daj, dajcie, poprosze z, zawolaj, zawolac, "
        "laczcie, "
        "przelaczenie, eskaluj, eskalowac, skieruj"
    ),
    outright=(
        "przelacz mnie, przelaczcie mnie, polacz mnie, polaczcie mnie, przekieruj mnie, "
        "prosze mnie polaczyc, prosze mnie przelaczyc"
    ),
    phone="zadzwonic, zadzwoncie, zadzwon, oddzwonic, oddzwoncie, zadzwoni, oddzwoni",
    want=(
        "chce, chcialbym, chcialabym, potrzebuje, prosze o, poprosze, wole, wolalbym, "
        "wolalabym, zadam, szukam, chcemy, potrzebujemy, chcielibysmy, domagam sie, "
        "pragne, zalezy mi na, chetnie, chcialem, chce sie, dawac, potrzebny, potrzebna"
    ),
    have=(
        "czy jest, jest tam, jest tu, czy sa, macie, czy macie, czy mozna, czy moge prosic, "
        "moge prosic o, mozna prosic, gdzie jest, gdzie znajde, jest jakis"
    ),
    can=(
        "czy moge, moge, czy mozna, mozna, jak moge, jak, czy jest mozliwosc, czy mozecie, "
        "mozecie, czy mozesz, mozesz, czy moglbym, moglbym, moglabym, "
        "czy moglby, prosze mi, niech, nie moge, dlaczego nie moge, czemu nie moge, nie mozna, "
        "nie wiem jak, nie wiem, czemu nie, dlaczego nie, nie dziala, nie pomaga, nie rozumiesz, "
        "nie rozumie, nie mozecie, nie ma mozliwosci, nie da sie, da sie, czy da sie, "
        "nie jestem w stanie, czy nie moge, nie potrafisz, nie potrafie"
    ),
    must="czy musze, musze, czy powinienem, czy powinnam, czy trzeba, czy potrzebuje",
    negation=(
        "nie, bez, zadnego, zaden, zadnych, nigdy, zamiast, nikt, nikim, nikogo, ani, zadnym"
    ),
    identity=(
        "czy jestes, jestes, czy to, czy rozmawiam, rozmawiam z, czy pan, czy pani, czy ty, "
        "jestescie, czy pisze, pisze z, czy mam do czynienia, to jest, byles, pracujesz"
    ),
    past=(
        "rozmawialem, rozmawialam, rozmawialismy, wczoraj, powiedzial, powiedziala, mowil, "
        "mowila, w zeszlym tygodniu, kontaktowalem, kontaktowalam, obiecal, obiecala, "
        "byl, byla, dzwonilem, dzwonilam, zadzwonil, napisal, napisala, gadalem, pisalem, "
        "pomogl, "
        "pomogla, mial, miala, juz, polaczyl"
    ),
    others=(
        "dziekuje za, dzieki za, on chce, ona chce, moja zona, moj maz, moja mama, moj szef, "
        "moja matka, moj ojciec, moj syn, moja corka, moj kolega, "
        "nasi klienci, klienci chca, moi klienci, chcieliby, zostac, moj przyjaciel, chca"
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
        "inny, innym, innego, inna, "
        "kompetentny, kompetentnym, realnym, realna, jakims, jakiegos, jakis, jakas, "
        "kompetentnego, "
        "ludzkim, ludzki, jednym z waszych, odpowiednim, wolnym"
    ),
    help="pomoc, pomocy, wsparcia, pomocy od",
    polite=(
        "prosze, dziekuje, dzieki, czesc, hej, witam, dzien dobry, dobry wieczor, teraz, "
        "natychmiast, szybko, pilne, pilnie, tak, ok, "
        "od razu, wreszcie, w koncu, jak najszybciej, dzisiaj, dzis, bezposrednio, znowu, "
        "ponownie, "
        "dobrze, halo, uprzejmie, najpierw, dostepny, tutaj, tu, zaraz, w tej sprawie, "
        "juz teraz, "
        "przepraszam, siema"
    ),
    filler=(
        "z, ze, do, na, w, o, sie, zeby, aby, naprawde, tylko z, bardzo, to, jakims z, kto, "
        "ktory, ktora, by, wasz, waszym, waszego, "
        "moglby, mogl, moze, po prostu, chociaz, od, przez, mam, miec, wcale, juz z, za, byc"
    ),
    mine="moj, moja, moim, moja, mojego, mojej, jego, jej, ich, nasz, naszym",
    about="dla, jak, jako, w sprawie, odnosnie, dotyczace",
    elsewhere=(
        "zasoby ludzkie, prawa czlowieka, agent nieruchomosci, agentem nieruchomosci, "
        "biuro podrozy, user agent, na osobe, osoba kontaktowa, kims innym, inna osoba, "
        "operator sieci, operatora sieci, agent ubezpieczeniowy, formularz kontaktowy, "
        "soczewki kontaktowe, dla jednej osoby, jedna osoba, agent ochrony, dane kontaktowe"
    ),
    matter="numer, kod, nazwisko, imie, konto, umowa",
)
