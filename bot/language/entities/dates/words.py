"""The words of dates in Bengali, Hindi and English, native and roman, with the tag that each has in the grammar.

Month and weekday spellings are patterns over roman letters; a native word is romanised first, so that its misspellings
meet them too. Short words are listed as typed: their folded keys would meet ordinary words ("kala", "din").
"""

from __future__ import annotations

from typing import Final

from bot.language.entities.dates.pieces import pattern

# Endings of Bengali cases and Hindi postpositions that are typed on to a roman or romanised word.
_CASE = r"(?:e|er|ei|ete|te|tei|tar|ta|o|r|ke|ko|ker|ye|yer|yr|se|din|dine)?"
_BAR = r"(?:[bvw]a+r)"

TODAY, TOMORROW, YESTERDAY, KAL, PARSO, TARSO = "TZYKPQ"

WEEKDAY_ROMAN: Final = tuple(
    ("W", day, pattern(roman))
    for day, roman in (
        (0, rf"s+h?[ou]+h?m+[oa]?{_BAR}{_CASE} mond[ae]y mondai munday mnday mondy"),
        (1, rf"m[aou]*n?g+[aou]?l+[oa]?{_BAR}{_CASE} t(?:ue|eu|u|hue)[sz]e?d[ae]y tuesdai tuesdy tuesay tues"),
        (
            2,
            rf"b[ou]+d+h?[oa]?{_BAR}{_CASE} we?d?[ae]?n+e?s+e?d+[ae]y wendesday wedesday wedensday wensday "
            r"wednesdy weds",
        ),
        (
            3,
            rf"[bv]r?[aeiou]*h?[aeiou]*s+h?[aeiou]*p[ao]*t+h?[aeiouy]*{_BAR}{_CASE}",
        ),
        (3, rf"g[uo]+r[uo]*{_BAR}{_CASE} [vbw][ie]+r{_BAR}{_CASE} [bv][ie]+s+h?[jy]*u+t?[dt]+h?{_BAR}{_CASE}"),
        (3, rf"lo[kc]?k?h+[iy]{_BAR}{_CASE} th[ui]+r+s+e?d[ae]y thrusday thirsday thusday thursdy tursday thurs?"),
        (
            4,
            rf"s+h?[uo]+[ck]+h?[aeou]*r*[aou]*{_BAR}{_CASE} ju+m+[ao]h?{_BAR}{_CASE} fr[iy]d[ae]y fr[iy]dai "
            r"fridy firday",
        ),
        (
            5,
            rf"s+h?[ao]n+[iey]+{_BAR}{_CASE} s+h?[ao]n[ie]+ch+[ao]r{_CASE} s[ae]t[aeu]*r?d[ae]y saturdai "
            r"saturdy sturday",
        ),
        (
            6,
            rf"r[ao]+[vbw]+h?[iy]+{_BAR}{_CASE} robbar{_CASE} (?:i+|ee?|ai)t[vw]a+r{_CASE} s[ua]nd[ae]y sundai "
            r"sundy",
        ),
    )
)
WEEKDAY_NATIVE: Final = tuple(
    ("W", day, pattern(native))
    for day, native in (
        (0, r"ম(?:ন|ান)্?ডে(?:তে|র)? म(?:ं|न|न्)डे"),
        (1, r"(?:টিউস|টিউজ|টুইস|টুয়েস|টুয়েজ)্?ডে(?:তে|র)? ट्?यू[सज]्?डे"),
        (2, r"ওয়ে(?:ডনেস|নেস|ডনস|নস|ন্স)্?ডে(?:তে|র)? वे(?:डनेस|डनस|नेस|न्स|नस)्?डे"),
        (3, r"থা(?:র্স|রস)্?ডে(?:তে|র)? थ(?:र्स|रस)्?डे"),
        (4, r"ফ্রাই্?ডে(?:তে|র)? फ्राइडे"),
        (5, r"স্?যা?টার্?ডে(?:তে|র)? স্যাটার্ডে साटरडे सै?टे?र्?डे"),
        (6, r"সা?ন্?ডে(?:তে|র)? स(?:ं|न|न्)डे রোব্?বার(?:ে|ের)?"),
    )
)
WEAK_WEEKDAY: Final = tuple(
    ("w", day, pattern(short))
    for day, short in ((0, "mon"), (1, "tue"), (2, "wed"), (3, "thu"), (4, "fri"), (6, "sun"))
)
STEM: Final = tuple(
    ("x", day, pattern(stem))
    for day, stem in (
        (0, "সোম सोम s+h?om"),
        (1, "মঙ্গল मंगल मङ्गल m[ao]n?g[ao]l"),
        (2, "বুধ बुध budh?"),
        (3, "বৃহস্পতি গুরু बृहस्पति गुरु brih[ao]sh?p[ao]t[ih]+ guru"),
        (4, "শুক্র शुक्र ju+mm?a sh?uk[ho]*r[oa]?"),
        (5, "শনি शनि sh?[oa]ni"),
        (6, "রবি रवि r[oa][bv]i"),
    )
)

MONTH_ROMAN: Final = tuple(
    ("M", month, pattern(roman))
    for month, roman in (
        (1, rf"j[ae]n+[ao]?(?:[uvwy]+|o)[aeouy]*r+[iey]+{_CASE} janarai?y{_CASE} janbari{_CASE}"),
        (
            2,
            rf"(?:f|ph)[aei]*(?:b|v|w|bh|br|vr|wr|bhr|r[ao]?v|r[ao]?w|r[ao]?b|rbh)[uvwoae]*y?[ae]*r+(?:[iy]+|ey){_CASE}",
        ),
        (4, rf"[aei]+p+re?[aeiy]+l+{_CASE} apirl{_CASE}"),
        (6, r"ju+n(?:er|ete|eke|eko|e)? joon(?:er|e)? jyun junmase"),
        (7, rf"j(?:u+|oo)l+(?:y|ai+|aa?y|ae)y?{_CASE} jul[aeo]*yi{_CASE} julaa?i+{_CASE}"),
        (8, rf"[ao]+u?g+[aeou]*s+h?t+h?{_CASE} augest{_CASE}"),
        (9, rf"s[ei]+p?[ei]?t+[aeo]*m+[bv]+[aeo]*r+{_CASE}"),
        (10, rf"[ao]+[ckq]+t+[aou]+[bv]+h?[aeo]*r+{_CASE} octbor octber"),
        (11, rf"n[ao]+[vbw]+h?[aeo]+m+[bv]+[aeo]*r+{_CASE} nvember novmber"),
        (12, rf"d[ei]+[csz]+h?[aeio]*m+[bv]+[aeo]*r+{_CASE} dicember decmber"),
    )
)
# Native month names whose roman form is an ordinary word, and those that need no context although they are short.
MONTH_NATIVE: Final = (
    ("M", 5, pattern("मई")),
    ("M", 3, pattern("মার্চ(?:ে|ের|েই)? मार्च")),
    ("M", 6, pattern("জুন(?:ে|ের|েই)? जून")),
    ("m", 5, pattern("মে(?:তে|র|মাসে|মাসের)?")),
    ("m", 9, pattern("সেপ্টে?")),
    ("m", 2, pattern("ফেব्?(?:রু)? ফেব")),
    ("m", 11, pattern("নভে")),
    ("m", 12, pattern("ডিসে")),
    ("m", 1, pattern("জানু")),
)
MONTH_SHORT: Final = tuple(
    ("m", month, pattern(short))
    for month, short in (
        (1, "jan"), (2, "feb"), (3, "mar maa?rch marche marcher "
            ""), (4, "apr"), (5, "may mey mai"), (6, "jun"), (7, "jul juli"), (8, "aug ag[ao]st"),
        (9, "sept?"), (10, "oct okt"), (11, "nov"), (12, "dec"),
    )
)  # fmt: skip

# A week is 7 days, months and years count in months; "sal" is the year that a number can stand before.
DAY, WEEK, MONTH, YEAR, SAL = 1, 7, 100, 1200, 1201
OTHER: Final = (
    (TODAY, 0, pattern(
        "আজ(?:কে|কের|কেই|কেও|ই)? आज(?:ही|के)? aa?j(?:ke|ker|kei|keo|ei|hi)? ajj ajk todays? todey tody tdy tonight",
        "tonite টুডে টুডেই টুনাইট टुडे",
    )),
    (TOMORROW, 1, pattern("t[ou]*m+[oa]*r+[oa]*w+s? tom+or+o tmro? tmrw 2mm?oro?w? 2morrow 2mrw টুমরো टुमारो",
        "टूमारो টুমোরো")),
    (YESTERDAY, -1, pattern("y[ei]*st[aeiou]*r?d[aeo]*y?s? yday yst?rday ইয়েস্টারডে यस्टरडे")),
    (KAL, 1, pattern("কাল(?:কে|কের|কেই|কেও|ই|ও)? कल(?:के|ही)? kaa?l(?:ke|ker|kei|keo|hi)? kalkey kl")),
    (PARSO, 2, pattern("পরস(?:ু|্ব)(?:দিন|দিনের|দিনে|র|ই)? पर[सश]ों? p[oa]ro?s+h?u+(?:din|r|dine|diner)?",
        "p[oa]rs+h?on? porso parsoo?n")),
    (TARSO, 3, pattern("ত[রো]+সু(?:দিন|র)? तर[सश]ों? नर[सश]ों? t[oa]ro?s+h?u+(?:din)? tarson? narson? tarsho narsho")),
    ("D", DAY, pattern("দিন(?:ের|ে|টা|ই)? दिन(?:ों?)? din(?:o|on|er|e)? days? ডে")),
    ("U", WEEK, pattern(
        "সপ্তাহ(?:ে|ের|েই|টা)? সপ্তা(?:য়|র|তে)? হপ্তা(?:য়|র|তে)? হফতা हफ্?त(?:े|ा|ों) हफ्त(?:े|ा|ों) हफत(?:े|ा) सप्ताह(?:ों)?",
        "s[oa]pt+aa?h?(?:e|er|o|a)? ha[fp]h?t[aeo]+[ryn]? hopta(?:y|r)? weeks? wee?ks? wks?",
        "week?er উইক(?:ে|ের)? वीक",
    )),
    ("U", MONTH, pattern(
        "মাস(?:ে|ের|েই|টা|টায়)? माह मास महि?न(?:े|ा|ों) महीन(?:े|ा|ों) মান্থ(?:ে|ের)? मंथ",
        "maa?sh?(?:e|er|ei)? ma+h[iey]+n[aeo]+[ny]? maah mah months? monthe monther mnths? montha? monts?",
    )),
    ("U", YEAR, pattern(
        "বছর(?:ে|ের|টা)? বৎসর(?:ে|ের)? বচ্?ছর(?:ে|ের)? বর্ষ(?:ে|ের)? साल(?:ों) वर्ष(?:ों)? बरस",
        "bo[cs]+h*or(?:e|er)? boc+h+ar(?:e|er)? bac+h+or(?:e|er)? bachhar botsor(?:e|er)? years? yrs? yeare? varsh",
    )),
    ("U", SAL, pattern("সাল(?:ে|ের|টা)? साल saa?l saal(?:e|er|on)")),
    ("s", SAL, pattern("সন(?:ে|ের)? सन sale saler san ইং")),
    ("%", 0, pattern("weekends? weeknd wkend উইক্?েন্ড(?:ে)? वीकेंड वीकेन्ड সপ্তাহান্তে")),
    ("+", 1, pattern(
        "আগামি(?:তে)? পরের পরবর্তী সামনের সামনে আসছে আসন্ন आगामी अगल[ेाी] आनेवाल[ेाी] আনেওয়ালে next nex nxt nekst",
            "upcoming comm?ing",
        "foll?owing aa?gam[iey]+ por[eo]r p[ao]rer poroborti parobarti s+h?a+mner samne s+h?amne aa?sc?hche",
            "aa?sch+e aa?gl[aeiy]+",
        "নেক্স?ট নেক্সট নেক্স্ট नेक्स्ट aa?new[ao]l[aei]",
    )),
    ("-", -1, pattern(
        "গত গেলো? বিগত আগের পূর্ববর্তী पि?छ्?ल[ेाी] पिछल[ेाी] गत बीत[ेाी] विगत गुजर[ेाी] g[oa]t[oa] gelo ag[eh]+r aager",
            "bigoto",
        "p[ie]+[ct]?[cs]+h*[ah]*l+[aeiy]+ last lst previous prev prevous beet[aei] bit[ae] gaye लास्ट লাস্ট गए",
            "गये पिछ्ले",
    )),
    ("=", 0, pattern("এই इस इसी ei ai is iss isi this dis current cholti chalti চলতি বর্তমান चालू chalu")),
    ("e", 0, pattern("এ e ye yeh ये यह")),
    ("R", 0, pattern(
        "প্রতি(?:টা|টি|টে)? প্রত্যেক(?:টা|টি)? হর রোজ हर प्रति प्रत्येक हरेक রোজ ro[jz] har hor pr[ao]ti protyek every",
            "each evry",
        "alternate any protita prottek per পার kono কোনো কোন যেকোনো कोई kisi",
    )),
    (">", 1, pattern("পর(?:ে|েই|েও)? বাদ(?:ে|েই)? बाद baa?d(?:e|me)? por(?:e|ei)? poray later latter hence l8r")),
    ("f", 1, pattern("after aftr afta aftar আফটার")),
    ("i", 1, pattern("in")),
    ("<", -1, pattern("আগে(?:ই|ও)? পূর্বে पहले पूर्व ago back age agei agey pehley? pahley? pahile ph[ea]?le pehele",
        "pahele purbe earlier এগো ব্যাক")),
    ("v", -1, pattern("before befor b4 aage aagey")),
    ("o", 0, pattern("now এখন(?:ই)? अब अभी ekhon ekhn ab abhi")),
    ("r", 0, pattern("থেকে(?:ই)? থেক হতে से theke thk thek thake hote se to till? untill? from frm টু")),
    ("g", 0, pattern("er r এর ের র ke ki ka ko k के की का को me mein main में te তে of the on at by tak তক तक",
        "পর্যন্ত porjonto তে day date ডেট को")),
    ("H", 0, pattern(
        "তারি[খক](?:ে|ের|টা|েই|টায়|টি)? तार[िी][खक] তা?রিখে ta+r[iey]+[kq]+h?(?:e|er|ko|ei)? tar[ie]ck tarkh",
            "tarikh(?:e|er)? tareek(?:h)?",
    )),
    ("E", 0, pattern(
        "শেষ(?:ে|ের|দিকে|েই|দিন)? s+h?e+s+h?(?:e|er)? end(?:ing|e|er)? ant अंत अन्त आखिर(?:ी)? aa?kh?ir[iy]?",
            "এন্ড(?:ে|িং)? एंड एन्ड final",
    )),
    ("B", 0, pattern("বার(?:ে|ের|টা|ই)? वार [bvw]aa?r(?:e|er|ko)?")),
    ("C", 0, pattern(
        "বৈশাখ(?:ে|ের)? বোশেখ জ্?[যৈ]+ষ্?ঠ(?:ে|ের)? আষাঢ়(?:ে|ের)? শ্রাবণ(?:ে|ের)? ভাদ্র(?:ে|ের)? আশ্বিন(?:ে|ের)?",
            "কার্তিক(?:ে|ের)?",
        "অগ্রহায়ণ(?:ে|ের)? অঘ্রান পৌষ(?:ে|ের)? মাঘ(?:ে|ের)? ফাল্গুন(?:ে|ের)? চৈত্র(?:ে|ের)? বঙ্গাব্দ হিজরি",
            "রমজান(?:ে|ের)? শকাব্দ",
        "बैसाख वैशाख जेठ ज्येष्ठ आषाढ असाढ सावन श्रावण भादो भाद्रपद आश्विन क्वार कार्तिक अगहन पौष पूस माघ फागुन फाल्गुन चैत्र",
            "चैत रमजान संवत",
        "b[oa]i?s+h?akh(?:e|er)? jyoi?s[ht]+h?o? joi?s[ht]+ho? as+h?a+[rd]h?(?:e|er)? s+h?r?abo?n(?:e|er)?",
            "bhad[ro]+[oe]?r? as+h?win kartik(?:e|er)?",
        "ogrohayon agrahayan p[ou]+s+h maagh magh(?:e|er)? f[ao]lgun(?:e|er)? ph?agun choi?tr[oa] chai?tra?",
            "bongabdo samvat r[ao]m[jz]an hijri muharram",
    )),
    ("G", 0, pattern("night raat rat ra+te ratre রাত(?:ে)? রাত্রে रात")),
    ("c", 0, pattern("কালের kaa?ler")),
    ("j", 0, pattern("aa?ney? aa?nay आने আনে")),
    ("k", 0, pattern("[vwo]+al[aei] वाल[ेाी] ওয়ালে")),
)  # fmt: skip

ORDINALS: Final = (
    (1, "পয়লা পহেলা পহলা পেহলা প্রথম poila poyla pohela pahela payla prothom pehl[ai] pahl[ai] पहली पहिली pratham first"),
    (2, "দোসরা দ্বিতীয় dosra ditiyo doosri dusri दूसरी second"),
    (3, "তেসরা তৃতীয় tesra teesri tisri तीसरी third"),
    (4, "চৌঠা choutha fourth forth"),
    (5, "পাঁচুই fifth"),
    (6, "sixth"),
    (7, "seventh"),
    (8, "eighth eigth"),
    (9, "ninth nineth"),
    (10, "tenth"),
    (11, "eleventh"),
    (12, "twelfth twelveth"),
    (13, "thirteenth"),
    (14, "fourteenth"),
    (15, "fifteenth"),
    (16, "sixteenth"),
    (17, "seventeenth"),
    (18, "eighteenth"),
    (19, "nineteenth"),
    (20, "twentieth"),
    (30, "thirtieth"),
)
ORDINAL: Final = tuple(("O", day, pattern(names)) for day, names in ORDINALS)
ORDINAL_ENDING: Final = pattern("th st nd rd la ra tha shey? ই লা রা ঠা শে এ তম")
ORDINAL_ENDING_GLUED: Final = pattern("th st nd rd i e la ra tha s+h?ey? oi ve vi ই লা রা ঠা শে")

# What is counted or measured: a number before one of these is no day, no month and no hour.
MEASURE: Final = pattern(
    r"la(?:kh|c|k)(?:s|er|h)? laakh হাজার.* লাখ.* লক্ষ.* কোটি हजार लाख करोड ha[jz]a+r.* crores? cr kot[iy]",
    r"karo[rd] sho so sau শ শো सौ",
    r"টাকা.* taka.* tk rs rupees? rupaye rupay rupiya rupaya রুপি रुपय[ेा] रुपए रूपये inr percent protishat শতাংশ",
    r"प्रतिशत फीसदी pc %",
    r"জন.* jon.* j[ao]na?n?e?r? लोग.* log logon people persons? workers? labour লোক.* lok.* members? families",
    r"টি টা টে টো টির ta ti খানা খানি খান khana khani pcs? pieces? পিস पीस nos?",
    r"kg kgs kilo gram gm litres? ltr কেজি किलो কিলো গ্রাম meter metre km ft feet foot inch bigha katha acre",
    r"decimal বিঘা কাঠা শতক sq",
    r"hours? hrs? ghont[aeo]r? ghant[aeo] ঘন্টা.* ঘণ্টা.* घंट.+ minutes? mins? minit মিনিট.* मिनट.* seconds? secs?",
    r"bar baar times guna gun বার बार गुना বছর.* সাল साल years? yrs? saal months? din days? দিন.* মাস.* মহিনা",
    r"mas mahin[aeo] दिन.* महीन.*",
    r"baje? baj bje bajey bajay am pm oclock বাজে बजे টায় টার tay tai class pass standard std classes marks out",
    r"extract utara number nombor",
)

ORDINARY: Final = ("fav.* fev?er.* মার.*",)

# A half or quarter that belongs to the number behind it ("সাড়ে তিন মাস"): such lengths of time are not counted here.
HALF: Final = pattern("সাড়ে সারে সওয়া সোয়া পৌনে साढे सवा पौने s[a]+[rd]+h?e+y? s[oa]wa soya sava p[ao]une pone")
