"""world/given_names.txt: given names and whom they are given to.

The census counts decide where they have a name; else the lists of Faker's locales, of which
those in Latin letters are taken as they stand; else the names written here.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import defaultdict
from pathlib import Path

from harness.data.build.sources import write_table
from harness.data.gazetteer import folded

HEADER = (
    "Key: given name, folded; value: f female, m male, b both.",
    "Source: US Census 1990 name frequencies (through the package names 0.3), public domain;",
    "lists of 40 locales of Faker 40; Arabic, Persian, Kurdish, Hebrew, South Asian, Russian",
    "and Chinese names in Latin letters, written for this project.",
    "Licence: census data public domain; Faker MIT, see licences/LICENSE-Faker.txt.",
)
GIVEN_TO_BOTH = """
sasha kim noor nour nur jan amal iman nidal jihad jean ariel noa yuval tal omer sam alex robin
""".split()
LOCALES_TO_DOUBT = 2  # Jean and Andrea are women in one census and men in the next country
BOTH = 0.2  # the rarer gender's share from which a name counts as both

FEMALE = """
aisha aicha ayesha amal amina amira asma aya azadeh basma bushra dalal dalia dina dunya elham
eman fadia fadwa fairuz fariba farida fatema fatemeh fatima fatimah fatma fawzia ghada
golshifteh hadeel hafsa hala halima hanadi hanan hanin haya hayat heba hend hiba huda ibtisam
iman inas intisar jamila jihan joumana kawthar khadija khadijah khadra khulood lamia latifa
layla leila leyla lina lubna lujain maha mahsa malak maram mariam maryam marwa masih mays
mayada maysoon mona muna nabila nada nadia nadine naima najat najla narges nasrin nawal nazanin
nesrin noor noura nour nura rabia rahaf rana randa rania rasha rawan reem rima rola roya ruba
sahar salma samar samia samira sana sara sawsan shaima shirin siham soraya suad suha suzan
tahani tahira tawakkol wafa yasmin yasmine yusra zahra zainab zaynab zeinab zeynep zohra
avital dafna galit hadas hagit limor michal miri moran noa orly ronit shira shlomit sivan tali
tzipi yael yifat anjali asha benazir deepa gita indira kavita lakshmi malala meena nirmala
pooja priya radha rekha shabana shanti sonia sunita sushma usha anastasia ekaterina galina
irina ksenia lyudmila natalia natalya nadezhda oksana olena olga svetlana tatiana tatyana
valentina yekaterina yelena yulia zoya aigul gulnara dilnoza mei xiaoyan yumiko keiko akiko
haruka sakura ngozi chimamanda folasade
""".split()
MALE = """
abbas abdallah abdel abdelaziz abdelfattah abdelkader abdelrahman abdul abdulaziz abdulkarim
abdullah abdulrahman abdelkarim adel adnan ahmad ahmed akram ali alaa amin amir ammar anas anwar
aref asad ashraf atef ayman aziz badr baqir bashar bassam bassel bilal burhan daoud eyad fadel
fadi fahd faisal farid farouk faruk fathi fawzi fayez firas fouad fuad ghassan habib hadi hafez
haidar haitham hakim hamad hamed hamid hamza hani hasan hashem hassan hatem haydar hisham
hossein houssam hussam hussein hussain husayn ibrahim idris ihab imad imran iskandar ismail
issam iyad jaber jabir jafar jalal jamal jawad kamal karim khaled khalid khalil latif louay
luay mahdi maher mahmoud mahmud majed majid malik mamoun mansour marwan masoud mazen mazloum
mehdi mohamad mohamed mohammad mohammed mohsen moustafa muammar muath mubarak muhammad muhanad
muhsin mukhtar munir murad musa mustafa mutaz nabil nader nadim naji nasser nasir nasrallah
nawaf nizar nouri omar osama othman qasem qasim qais raed rafic rafik rafiq raja ramadan ramez
rami rashid riad riyad rouhollah ruhollah saad saddam sadiq saif salah salam saleh salim salman
samer sami samir sayyid shadi sharif suleiman sulaiman taha tahir talal tareq tariq taufik tawfiq
usama wael walid waseem yahya yasser yassin yazan younis youssef yousef yusuf zaid zaki ziad
ziyad zuhair barham masrour massoud nechirvan jalaluddin azad serhat selahattin recep tayyip
devlet ekrem mevlut hulusi binali benjamin binyamin ehud gilad moshe naftali shimon yair
yitzhak yoav ashok arvind gautam manmohan narendra nawaz pervez rahul rajiv sanjay shahbaz
zulfikar hamid ashraf mullah aleksandr alexei andrei anatoly boris dmitry dmitri evgeny gennady
igor ilya kirill konstantin leonid maksim maxim mikhail nikita nikolai oleg pavel petro ruslan
sergei sergey stanislav valery vasily viktor vitaly vladimir vladislav volodymyr vyacheslav
yevgeny yuri ramzan nursultan islam shavkat jinping zedong kenji hiroshi takashi shinzo haruki
kofi kwame olusegun goodluck muhammadu cyril jomo uhuru
""".split()


def _census() -> dict[str, dict[str, float]]:
    """Name → gender → share of that gender's people who bear it."""
    import names

    counted: dict[str, dict[str, float]] = defaultdict(dict)
    for gender, word in (("f", "female"), ("m", "male")):
        path = Path(names.__file__).parent / f"dist.{word}.first"
        for line in path.read_text(encoding="ascii").splitlines():
            name, share, *_ = line.split()
            counted[name.lower()][gender] = float(share)
    return counted


def _locales() -> dict[str, dict[str, float]]:
    """Name → gender → in how many locales it is listed for that gender."""
    person = importlib.import_module("faker.providers.person")
    counted: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for found in sorted(module.name for module in pkgutil.iter_modules(person.__path__)):
        provider = importlib.import_module(f"faker.providers.person.{found}").Provider
        for gender, word in (("f", "female"), ("m", "male")):
            listed = getattr(provider, f"first_names_{word}", None) or ()
            for name in sorted({folded(str(entry)) for entry in listed}):
                if name.isascii() and name.replace(" ", "").isalpha() and len(name) > 1:
                    counted[name][gender] += 1
    return counted


def _gender(shares: dict[str, float]) -> str:
    female, male = shares.get("f", 0.0), shares.get("m", 0.0)
    if min(female, male) >= BOTH * (female + male):
        return "b"
    return "f" if female > male else "m"


def build() -> Path:
    """The written given_names.txt."""
    listed_abroad = _locales()
    entries = {name: _gender(shares) for name, shares in listed_abroad.items()}
    for name, shares in _census().items():
        gender = _gender(shares)
        abroad = listed_abroad.get(name, {})
        other = sum(count for g, count in abroad.items() if g != gender)
        entries[name] = "b" if other >= LOCALES_TO_DOUBT else gender
    for gender, listed in (("f", FEMALE), ("m", MALE), ("b", GIVEN_TO_BOTH)):
        entries.update(dict.fromkeys(listed, gender))
    return write_table("world", "given_names", HEADER, entries)
