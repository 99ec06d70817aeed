"""Bengali and Hindi words that people type in roman letters otherwise than the rules of romanisation would have it.

Hand-written, by the habits of chat in West Bengal and Bihar; the most frequent words of wordfreq and of content/ first.
"""

from __future__ import annotations

from bot.language.normalise import for_matching

_BENGALI = """
জন্য jonno; জন্যই jonnoi; মধ্যে modhye; মধ্যেই modhyei; অন্য onno; অন্যের onner; অন্যভাবে onnobhabe;
অন্যরা onnora; অন্যেরা onnera; অন্যটা onnota; ধন্যবাদ dhonnobad; কত koto; কতটা kotota; কতদিন kotodin; এত eto;
তত toto; ততটাই tototai; যত joto; যতই jotoi; যতটা jotota; মত moto; ছোট choto; বড় boro; বড়জোর borojor;
ভালো bhalo; হল holo; ছিল chilo; হয়েছিল hoyechilo; গেল gelo; এল elo; বলল bollo; করল korlo; পড়ল porlo;
থাকল thaklo; লাগল laglo; এগোল egolo; নিল nilo; দিল dilo; পেল pelo; দেব debo; নেব nebo; পাব pabo; যাব jabo;
করব korbo; হব hobo; বলব bolbo; পারব parbo; থাকব thakbo; রাখব rakhbo; বেচব bechbo; জানব janbo; লিখব likhbo;
খুলব khulbo; আসব asbo; পাঠাব pathabo; হত hoto; করত korto; পাঠাত pathato; দিত dito; নিত nito; কেন keno; যেন jeno;
যেমন jemon; এমন emon; তেমন temon; কেমন kemon; এখন ekhon; তখন tokhon; যখন jokhon; কখন kokhon; কখনও kokhono;
কখনো kokhono; এখনও ekhono; এখনো ekhono; তখনই tokhoni; এখনই ekhoni; এখনকার ekhonkar; কোন kon; কোনো kono;
কোনও kono; কোনওটা konota; কোনওটাই konotai; কোনোটা konota; আরও aro; আরো aro; কারও karo; কারো karo; একই eki;
সবই soboi; তারই tari; নিজেই nijei; প্রায়ই prayi; সেদিনই sedini; সত্যি sotti; একবারও ekbaro;
সাধারণত sadharonoto; মূলত muloto; অন্তত ontoto; সম্ভবত sombhoboto; বিশেষত bisheshoto; প্রধানত prodhanoto;
নিয়মিত niyomito; লিখিত likhito; নিশ্চিত nishchito; দুঃখিত dukkhito; গত goto; অনুমোদিত onumodito;
পরিচিত porichito; অসংগঠিত osongothito; হস্তচালিত hostochalito; চালিত chalito; বেশির beshir; স্থগিত sthogito;
সীমিত simito; দেওয়া dewa; দেওয়ার dewar; দেওয়াই dewai; নেওয়া newa; নেওয়ার newar; যাওয়া jawa; যাওয়ার jawar;
পাওয়া pawa; পাওয়ার pawar; হওয়া howa; হওয়ার howar; চাওয়া chawa; চাওয়ার chawar; খাওয়া khawa; লাগোয়া lagoa;
ঘরোয়া ghoroa; খাওয়াদাওয়া khawa-dawa; যাঁরা jara; যাঁদের jader; যাঁকে jake; তাঁর tar; তাঁরা tara;
তাঁদের tader; তাঁকে take; এঁদের eder; ওঁরা ora; ওঁর or; হ্যাঁ hya; পাঁচ panch; খোঁজ khoj; খোঁজা khoja;
খোঁজেন khojen; পৌঁছে pouche; পৌঁছনো pouchono; পৌঁছনোর pouchonor; পৌঁছলে pouchole; পৌঁছেছে poucheche;
কাঁচা kacha; কাঁচামালের kachamaler; ঝুঁকি jhuki; ঝুঁকির jhukir; পুঁজি puji; ফাঁক fak; ফাঁকে fake; ফাঁকির fakir;
ছুঁয়ে chuye; হাঁড়ি hari; পাঁপড় papor; ঝাঁটা jhata; টাকা taka; টাকার takar; টাকাও takao; লাগবে lagbe;
চাই chai; আমি ami; আমার amar; তা ta; তাই tai; তাও tao; সে se; এই ei; ওই oi; সেই sei; এ e; ও o; ই e; আর ar;
বা ba; না na; কি ki; কী ki; কীভাবে kibhabe; কীসের kiser; কে ke; কারা kara; কাকে kake; তিনটে tinte; দু du;
দুই dui; দুটো duto; দুটোই dutoi; দ্বিতীয় ditiyo; তৃতীয় tritiyo; একজন ekjon; মে May; এর er; কিসের kiser;
আটকে atke; বাইরে baire; ভিতরে bhitore; ভিতরেও bhitoreo; উপরে opore; উপর opor; উপরের oporer; ওপর opor;
ওপরে opore; ওপরের oporer; ওপরেই oporei; বদলে bodle; পিছনে pichone; সামনে samne; সরে sore; সঙ্গে songe;
সঙ্গেই songei; একসঙ্গে eksonge; বাকি baki; বাকিটা bakita; সাহায্য sahajjo; সাহায্যে sahajje;
সাহায্যটা sahajjota; সহায়ক sohayok; সহায়তা sohayota; রাজ্য rajjo; রাজ্যে rajje; রাজ্যের rajjer; তথ্য tottho;
তথ্যের totther; বাধ্য baddho; বাধ্যতামূলক baddhotamulok; সদস্য sodosso; সমস্যা somossa; সংখ্যা songkha;
সংখ্যার songkhar; সংখ্যালঘু songkhaloghu; সংখ্যালঘুরা songkhaloghura; লক্ষ্য lokkho; লক্ষ্যের lokkher;
মৃত্যু mrittu; মাধ্যমে maddhome; ব্যবহার byabohar; ব্যবহারের byaboharer; ব্যবহারকারী byaboharkari;
ব্যবস্থা byabostha; ব্যবসা byabsa; ব্যবসায়ী byabsayi; যোগ্য joggo; করযোগ্য korjoggo; শূন্য shunno;
পণ্যের ponner; পণ্য ponno; ন্যূনতম nyunotomo; বৈধ boidho; মূল mul; অস্থায়ী osthayi; স্বয়ংক্রিয় swoyongkriyo;
কেন্দ্রীয় kendriyo; ক্ষুদ্র khudro; সহজ sohoj; স্বনির্ভর swanirbhor; আলাদা alada; মেলে mele; মেলা mela;
মেলায় melay; মেলান melan; ফলে fole; ফল fol; বাসে base; কার kar; কলম kolom; বিনা bina; বিনামূল্যে binamulle;
বিনামূল্যের binamuller; মূল্য mullo; মূল্যের muller; লোক lok; ভুল bhul; কাগজপত্র kagojpotro;
পশ্চিমবঙ্গের Paschimbanger; পশ্চিমবঙ্গে Paschimbange; ইত্যাদি ityadi; কর kor; ঘণ্টা ghonta; নং no.;
পর্যন্ত porjonto; অনেক onek; হচ্ছে hocche; নিচ্ছে nicche; দিচ্ছে dicche; দিচ্ছি dicchi; যাচ্ছে jacche;
দেখাচ্ছে dekhacche; লাগছে lagche; ঠকাচ্ছে thokacche; সর্বোচ্চ sorboccho; চূড়ান্ত churanto; ইচ্ছা iccha;
ইচ্ছে icche; উচ্চ uccho; পয়সা poisa; পয়সায় poisay; বয়স boyos; সই soi; বই boi; দই doi; ঠিকমতো thikmoto;
সময়মতো somoymoto; আইনমতো ainmoto; উৎপাদন utpadon; উত্তর uttor; জরুরি joruri; শুধরান shudhran; নিজে nije;
মতোই motoi; পড়ে pore; চড়া chora; দোতলা dotola; জলদি joldi; একটাই ektai; একটাও ektao; একবার ekbar; একদম ekdom;
জনের joner; কমে kome; উল্টোটা ultota; বছর bochor; প্রতি proti; গুলো gulo; টি ti; টা ta; ঐচ্ছিক oicchik;
বিজ্ঞাপন bigyapon; বিজ্ঞাপনে bigyapone; প্রতিবন্ধী protibondhi; জ্ঞান gyan; আন্তঃরাজ্য antorajjo;
অধ্যায় oddhay; ব্যক্তি byakti; সম্পূর্ণ sompurno; কৃষক krishok; স্ত্রী stri; স্বামী swami; যথেষ্ট jotheshto;
ততক্ষণ totokkhon; যতক্ষণ jotokkhon; কিছুক্ষণ kichukkhon; ক্ষেত্রে khetre; ক্ষতি khoti; নকল nokol; কঠিন kothin;
গরমিল gormil; মোটামুটি motamuti; ত্রৈমাসিক troimasik; অর্ধেক ordhek; দরকার dorkar; কতজন kotojon; এতদিন etodin;
এতটা etota; অতটা otota; এগুলো egulo; নয় noy; নয়তো noyto; ছয় choy; হয়তো hoyto; কোথাও kothao; আগে aage;
আগের aager; আগেই aagei; আগেও aageo; হাতে haate; হাতের haater; বাদ baad; দাম daam; দামের daamer; দামে daame;
মাল maal; মালের maaler; মালে maale; হার haar; হারে haare; ইন্ডিয়ায় India-e; আপনিই apnii; তিনিই tinii;
সত্যিই sotti; পুরসভা purosobha; পুরসভায় purosobhay; পুরসভার purosobhar; নাম naam; নামে naame; নামের naamer;
কম kom; বার bar; খাবার khabar; ভাগ bhag; মান maan; মানের maaner; মানে mane; ভাল bhalo; নিহত nihoto; দ্রুত druto;
ইঙ্গিত ingit; গণিত gonit; পণ্ডিত pondit; ইট eet; ইটের eeter; সাল saal; সালের saaler; সালে saale; রাতে raate;
এবং ebong; গুরুত্বপূর্ণ guruttopurno; অন্যান্য onnanno; অন্যতম onnotomo; প্রয়োজন proyojon; নিলে nile;
নিলেই nilei; ফেলে fele; সহ soho; পুরনো purono; পুরোনো purono; সরাসরি sorasori; সমবায় somobay; উপহার upohar;
পরিবহণ poribohon; তহবিল tohobil; অথবা othoba; মহকুমা mohokuma; মহকুমার mohokumar; আজকে ajke; আজকের ajker;
কালকে kalke; কালকের kalker; শুধরে shudhre; চারটে charte; অবশ্যই oboshyoi; অবশ্য oboshyo; বাংলায় Banglay;
বাংলাতেই Banglatei; বাংলাতে Banglate; বাংলার Banglar; হিন্দিতে Hindite; ইংরেজি Ingreji; ইংরেজিতে Ingrejite;
ভারতে Bharate; ভারতের Bharater; কলকাতায় Kolkatay; কলকাতার Kolkatar; দিই dii; পাঠানোও pathano-o;
বদলানোও bodlano-o; বাস bas; খুঁজে khuje; খুঁজুন khujun; জিজ্ঞেস jigges; জিজ্ঞাসা jiggasa; শ্রেণি sreni;
শ্রেণির srenir; শ্রেণিতে srenite; শ্রেণিটা srenita; আমরা amra; দূরত্ব durotto; সত্ত্বেও sotteo; গুরুত্ব gurutto;
দায়িত্ব dayitto; ফুটপাতে footpath-e; প্রত্যেক prottek; একাই ekai; জরুরী joruri; উজ্জ্বল ujjol; বিশ্ব bishwo;
ঘটনা ghotona; ঘটনার ghotonar; চারদিকে chardike; নির্বাচনী nirbachoni; রাজনীতি rajniti; গতকাল gotokal;
স্বাস্থ্য sastho; বাণিজ্য banijjo; মোট mot; নানা nana; বছরে bochore;
বাছা bachhai; বাছার bachhar; বাছাই bachhai; বাছাইয়ের bachhaiyer; বাছুন bachhun; বাছতে bachhte; বাছলে bachhle;
বাছলাম bachhlam; বাছব bachhbo; বাছবেন bachhben; বাছেন bachhen; বেছে bechhe; বেছেছেন bechhechen;
বেছেছি bechhechi; ছাড় chhar; ছাড়টা chharta; ছাড়ের chharer; ছাড়ে chhare; ছাড়তে chharte; ছাড়লে chharle;
ছাড়ার chharar; ছাড়াতে chharate; ছাড়িয়ে chhariye; ছাড়াবে chharabe; ছাড়ছে chharche; ছাড়বে chharbe;
ছাড়বেন chharben; ছাড়ুন chharun; ছাড়েন chharen; ছেড়ে chhere; ছাড়পত্র chharpotro; ছাড়পত্রের chharpotrer;
কিনব kinbo; ঢুকব dhukbo; ধরব dhorbo; মেলাব melabo; জানাব janabo; মেটাব metabo; লেখাব lekhabo; দৌড়ব dourobo;
আনব anbo; করাব korabo; দেখব dekhbo; কাটাব katabo; সরাব sorabo; বাড়াব barabo; তুলব tulbo; বুঝব bujhbo;
চিনব chinbo; দেখাব dekhabo; বানাব banabo; গোছাব gochabo; আটকাব atkabo; এগোব egobo; ভরব bhorbo; কাটব katbo;
তোলাব tolabo; কমাব komabo; নামাব namabo; বসাব bosabo; চালাব chalabo; গুনব gunbo; ছাপাব chapabo; ফেলব felbo;
খুঁজব khujbo; ফেরাব ferabo; ফিরব firbo; বেরোব berobo; ধরাব dhorabo; মুছব muchbo; পাল্টাব paltabo; বদলাব bodlabo;
টিপব tipbo; বসব bosbo; চাইব chaibo; ঢোকাব dhokabo; বোঝাব bojhabo; জুড়ব jurbo; মোড়াব morabo; ভাঙব bhangbo;
পড়ব porbo; চড়াব chorabo; ঠকব thokbo; শুনব shunbo; চলব cholbo; খাব khabo; শিখব shikhbo; বলেছিল bolechilo;
নিয়েছিল niyechilo; পড়েছিল porechilo; গিয়েছিল giyechilo; গেছিল gechilo; দিয়েছিল diyechilo; করেছিল korechilo;
এসেছিল esechilo; পেয়েছিল peyechilo; চেয়েছিল cheyechilo; দেখেছিল dekhechilo; রেখেছিল rekhechilo;
লিখেছিল likhechilo; বলছিল bolchilo; চলছিল cholchilo; হচ্ছিল hocchilo; আসছিল aschilo; করছিল korchilo;
ঠকাল thokalo; ফিরল firlo; পালাল palalo; কাটল katlo; চাইল chailo; পেরোল perolo; ফেলল fello; খুলল khullo;
আটকাল atkalo; পাঠাল pathalo; বদলাল bodlalo; বাড়ল barlo; কমল komlo; ঢুকল dhuklo; চলল chollo; উঠল uthlo;
দেখল dekhlo; রাখল rakhlo; শুনল shunlo; মিলল millo; বসল boslo; জানাল janalo; লিখল likhlo; ছুঁল chulo; লাগত lagto;
পেত peto; টিকত tikto; যেত jeto; থাকত thakto; চলত cholto; আসত asto; বলত bolto; দেখত dekhto; চাইত chaito;
পারত parto; ব্যক্তিগত byaktigoto; প্রক্রিয়াজাত prokriyajato; কার্যত karjoto; মৃত mrito; ফাঁকা faka;
পঁচিশ pochish; পঁয়ত্রিশ poytrish; পঁচাত্তর pochattor; সিঁড়িতে sirite; সিঁড়ি siri; দাঁড়ায় daray;
দাঁড়িয়ে dariye; দাঁড়াই darai; যাঁর jar; ওঁকে oke;
বাঁচাতে bachate; বাঁচায় bachay; বাঁচান bachan; বাঁচে bache; বেঁচে benche;
বাঁশের basher; বাঁশ bash; কাঁচামাল kachamaal; কাঁচাই kachai; খুঁজলে khujle; খুঁজতে khujte; খোঁজে khoje;
পাঁচশো pachsho; পাঁচের pacher; ফাঁদে fade; ফেঁসে fese; ছিঁড়ে chire; ছেঁড়া chera; ছুঁলে chule; ছুঁলাম chulam;
গাঁয়ে gaye; আঁকি aki; কাঁচি kachi; ধোঁয়া dhoa; হাঁসের haser; হেঁটে hete; ঘাঁটতে ghatte; পৌঁছানোর pouchanor;
পৌঁছানো pouchano; বাঁকুড়ায় Bankuray; রাঁচিতে Ranchite; ভাঁওতা bhaota; পাঁউরুটির paurutir; সিঁদুরের sidurer;
তাহলে tahole; সেরকম serokom; এরকম erokom; উচিত uchit; নাপিত napit; বিধবা bidhoba; সন্দেহ sondeho; নব্বই nobboi;
কমতি komti; দান daan; ধান dhaan; পান paan; ধার dhaar; ধারের dhaarer; ধারে dhaare; মাপ maap; মাপের maaper;
মাফ maaf; মার maar; দাগ daag; আট aat; আজ aaj; আজই aaji; হাত haat; হাট haat; হাটে haat-e; সাত saat; রাত raat;
ভাত bhaat; চাল chaal; জাল jaal; লাল laal; আয় aay; আয়ের aayer; চার chaar; কাল kaal; মালও maal-o;
খাবারও khabar-o; কথাও kotha-o; তাদেরও tader-o; জন্যও jonno-o; চাষ chaash; বিহার Bihar; বিহারে Bihare;
বিহারের Biharer; কেরল Kerala; কেরলে Keralay; কেরলের Keralar; ওড়িশা Odisha; ওড়িশায় Odishay;
ঝাড়খণ্ড Jharkhand; ঝাড়খণ্ডে Jharkhande; নদিয়া Nadia; নদিয়ায় Nadiay; নেপাল Nepal; মোদি Modi;
ভবিষ্যতের Bhabishyater;
র r; বাঁধলে bandhle
"""
_HINDI = """
में mein; है hai; हैं hain; यह yeh; ये ye; वह woh; वे ve; वही wahi; यही yahi; वहाँ wahan; वहीं wahin;
यहाँ yahan; यहीं yahin; हूँ hoon; हाँ haan; नहीं nahin; न na; ना na; मैं main; हम hum; हमें humein; हमने humne;
हमारे hamare; हमारी hamari; हमारा hamara; तुम tum; मुझे mujhe; मुझसे mujhse; उन्हें unhein; इन्हें inhein;
जिन्हें jinhein; किन्हें kinhein; इसमें ismein; उसमें usmein; जिसमें jismein; इनमें inmein; किसमें kismein;
उस us; इस is; उन un; इन in; क्या kya; क्यों kyon; क्योंकि kyonki; कि ki; की ki; को ko; का ka; के ke; ने ne;
पर par; तो to; ही hi; भी bhi; और aur; या ya; तक tak; से se; जो jo; सो so; दो do; ले le; लें lein; लेंगे lenge;
दें dein; दे de; हो ho; हों hon; करें karein; कर kar; करे kare; जा ja; आ aa; आए aaye; आई aayi; आएँ aayen;
गई gayi; गए gaye; गया gaya; नई nayi; नए naye; नया naya; कई kai; हुई hui; हुए hue; हुआ hua; कौन kaun;
कौनसा kaunsa; कौनसे kaunse; बहुत bahut; बहन behen; शहर shehar; जगह jagah; जगहें jagahein; जगहों jagahon;
तरह tarah; वजह wajah; वजहों wajahon; सुबह subah; तहत tahat; समूह samuh; राह raah; माह maah; यूँ yoon; मई May;
वाला wala; वाले wale; वाली wali; वालों walon; वाक़ई waqai; वापस wapas; वापसी wapsi; वज़न wazan; जवाब jawab;
सवाल sawal; वक़्त waqt; वक्त waqt; वादा wada; वरना warna; वसूल wasool; वसूलेगा wasoolega; दवा dawa; दावा dawa;
दावे dawe; हवा hawa; आवाज़ aawaz; चावल chawal; करवाएँ karwayen; करवाना karwana; बनवाएँ banwayen;
बनवाइए banwaiye; लिखवाएँ likhwayen; जुड़वाएँ judwayen; डलवाने dalwane; छपवाने chhapwane; सुधरवाना sudharwana;
दरवाज़ा darwaza; गवाहों gawahon; बढ़वाना badhwana; मुनाफ़ा munafa; मुनाफ़े munafe; लगवाना lagwana;
चाहिए chahiye; चाहे chahe; चाहें chahein; करना karna; होगा hoga; लिए liye; लिया liya; कीजिए kijiye;
दीजिए dijiye; लीजिए lijiye; इसलिए isliye; ज़रूरत zarurat; ज़रूरी zaruri; ज़रूर zarur; ज़्यादा zyada;
ज़्यादातर zyadatar; जल्दी jaldi; पहले pehle; पहला pehla; पहली pehli; उम्र umar; ख़त्म khatam; खत्म khatam;
गाँव gaon; छाँव chhaon; पाँव paon; नाव naav; किस्म kism; जिक्र zikr; ज़िक्र zikr; वर्ग varg; पति pati; भाई bhai;
अब ab; तब tab; जब jab; कब kab; सब sab; सबसे sabse; यानी yani; अगर agar; मगर magar; लेकिन lekin; बिल्कुल bilkul;
सिर्फ़ sirf; सिर्फ sirf; साफ़ saaf; आधा aadha; थोड़ा thoda; पैसा paisa; पैसे paise; रुपये rupaye; रुपए rupaye;
हज़ार hazaar; सौ sau; ग़लत galat; ग़लती galti; ग़लतियाँ galtiyan; गलतियाँ galtiyan; काग़ज़ kagaz; कागज़ kagaz;
कागज़ात kagzaat; क़ानून kanoon; कानून kanoon; ग़ैरकानूनी gairkanooni; इलाक़ा ilaka; इलाक़े ilake;
इलाक़ों ilakon; बाक़ी baki; क़रीब karib; फ़र्क fark; हक़ haq; क़र्ज़ karz; कर्ज़ karz; नक़द nakad; नक़ल nakal;
सूची soochi; छूट chhoot; मूल mool; शुरू shuru; पूछ poochh; पूछें poochhen; पूछिए poochhiye; पूछना poochhna;
पूछे poochhe; पूछते poochhte; पूछकर poochhkar; पूछता poochhta; पूछेंगे poochhenge; भूल bhool; भूलना bhoolna;
फसल fasal; फ़सल fasal; फिर phir; फल phal; फेंकने phenkne; ध्यान dhyan; विज्ञापन vigyapan; कार्यक्रम karyakram;
स्वयं swayam; स्वरोज़गार swarozgar; स्वास्थ्य swasthya; महीने mahine; आमदनी aamdani; नाई nai; अंतिम antim;
प्रमाण pramaan; नाप naap; ठीक theek; जाँचकर jaanchkar; संभालकर sambhalkar; समझ samajh; अंक ank; अंकों ankon;
आँकड़े aankde; आँकड़ा aankda; पहुँच pahunch; पहुँचा pahuncha; पहुँचने pahunchne; पहुँचना pahunchna;
पहुँचाना pahunchana; मुक़दमा mukadma; नंबर number; दिव्यांग divyang; ड्राइविंग driving; ऐसा aisa; ऐसे aise;
ऐसी aisi; हर har; इंसान insaan; इंतज़ार intezaar; रुक ruk; अंदर andar; अंतर antar; बंद band; पता pata; आप aap;
दस्तख़त dastakhat; शक shak; बस bas; मन man; मत mat; हल hal; छः chhah; छह chhah; हल्का halka; बेंत cane;
अक्सर aksar; अख़बारों akhbaron; ख़बरों khabron; आँखें aankhen; कंप्यूटर computer; माँ maa; मालूम maloom;
दुकान dukaan; ज़मीन zameen; मज़दूर mazdoor; मज़दूरों mazdooron; मज़दूरी mazdoori; मंज़ूर manzoor;
मंज़ूरी manzoori; नामंज़ूर namanzoor; मज़बूत mazboot; मजबूर majboor; कमज़ोर kamzor; अँधेरी andheri; सोना sona;
किराया kiraya; किराये kiraye; किराए kiraye; बढ़ई badhai; लोहार lohar; सुधार sudhaar; उधार udhaar; शामिल shamil;
अनुसार anusaar; व्यापार vyapaar; परिवार parivaar; कारोबार karobaar; त्योहार tyohaar; बाज़ार bazaar;
सरकार sarkar; सामान samaan; जानकारी jaankari; आसान aasaan; मकान makaan; किसान kisaan; नुकसान nuksaan;
पहचान pehchaan; निशान nishaan; हिसाब hisaab; इनाम inaam; ख़राब kharab; खराब kharab; तैयार taiyar;
लगातार lagatar; इस्तेमाल istemal; उस्ताद ustaad; साल saal; तारीख tareekh; तारीख़ tareekh; तारीखें tareekhein;
करीब kareeb; मशीन machine; खरीद khareed; ख़रीद khareed; रसीद raseed; सहकारी sahkari; साथी sathi; कुछ kuch;
पीछे peeche; पिछले pichle; पिछली pichli; पिछड़े pichde; नीचे neeche; सीधे seedhe; पूरा poora; पूरी poori;
पूरे poore; दूसरा doosra; दूसरी doosri; दूसरे doosre; दूसरों doosron; सूचना soochna; भीतर bheetar;
तरीका tareeka; तरीके tareeke; तरीक़े tareeke; काफ़ी kaafi; जूता joota; जूते joote; जूतों jooton; चाय chai;
दूँगा doonga; लूँ loon; गईं gayin; ईंट eent; गड़बड़ी gadbadi; वगैरह wagairah; अलावा alawa; क़ीमत keemat;
कीमत keemat; काटता kaatta; काटते kaatte; थीं theen; हफ़्ते hafte; बढ़ोतरी badhotri; मुश्किल mushkil; सुनी suni;
भारत Bharat; छूटे chhoote; छूटती chhootti; छूकर chhookar; टूटी tooti; भूसी bhoosi; पूँजी poonji;
ढूँढें dhoondhein; ढूँढना dhoondhna; दूरी doori; मुकदमा mukadma; विश्व vishwa; अध्ययन adhyayan;
उपयोगकर्ता upyogkarta; खरीदना khareedna; खरीदा khareeda; खरीदने khareedne; ख़रीदने khareedne;
ख़रीदकर khareedkar; खरीदारी khareedari; खरीदार khareedar; तीसरा teesra; तीसरी teesri; बीमा beema; सीमा seema;
सीमाएँ seemayen; सीमाओं seemaon; ज़मीनी zameeni; उन्होंने unhone; जिन्होंने jinhone; किन्होंने kinhone;
इन्होंने inhone; मिलीं mileen; अंग्रेज़ी Angrezi; साझा saajha; ख़ुद khud; वित्त vitt; वो wo; व wa; ज्यादा zyada;
हूं hoon; एवं evam; फिल्म film; जरूरत zarurat; जरूरी zaruri; नही nahi; मे mein; भारतीय bharatiya; गयी gayi;
गये gaye; लिये liye; ताला tala; आग aag; गाय gaay; राय raay; सहमति sahmati; सहमत sahmat; औसतन ausatan;
इलेक्ट्रिक electric; ऐच्छिक aichhik;
चीज़ें cheezein; चीज़ों cheezon; चीज cheez; चीजें cheezein; चीजों cheezon; अवधि awadhi; बताई batayi;
बनवाई banwayi; लौटाई lautayi; लगाई lagayi; दिखाई dikhayi; बनाई banayi; भरवाई bharwayi; हुईं hui; आईं aayin;
आकार aakaar; साड़ी saree; साड़ियाँ sareeyan; माँगे maange; माँगें maangein; माँगा maanga; माँगी maangi;
माँगो maango; माँगिए maangiye; माँगना maangna; माँगने maangne; माँगता maangta; माँगते maangte; माँगती maangti;
माँगेगा maangega; माँगेंगे maangenge; माँगकर maangkar; मान maan; माना maana; मानी maani; माने maane;
मानना maanna; माननी maanni; मानता maanta; मानते maante; मानूँ maanoon; मानकर maankar; जाँचें jaanchein;
जाँचे jaanche; जाँचा jaancha; जाँची jaanchi; जाँचना jaanchna; जाँचने jaanchne; जाँचती jaanchti;
बाँधूँ baandhoon; बाँटकर baantkar; बाँटा baanta; काटा kaata; काटे kaate; काटें kaatein; काटना kaatna;
काटने kaatne; काटकर kaatkar; काटेंगे kaatenge; डाला daala; डाली daali; डाले daale; डालो daalo; डालें daalein;
डालना daalna; डालने daalne; डालनी daalni; डालता daalta; डालते daalte; डालती daalti; डालकर daalkar;
डालिए daaliye; डालूँ daaloon; पाना paana; पाने paane; पाए paaye; पाया paaya; पाएगा paayega; पाएगी paayegi;
पाएँगे paayenge; लाना laana; लाने laane; लाएँ laayen; सबूत saboot; वकील vakeel; मुनीम muneem; नमकीन namkeen;
तीनों teenon; धीरे dheere; पीसने peesne; खींचना kheenchna; खींचें kheenchein; टूटा toota; टूटे toote;
टूटेगा tootega; टूटें tootein; टूटने tootne; डूबा dooba; डूबता doobta; उम्मीद ummeed; सीढ़ी seedhi;
सीढ़ियाँ seedhiyan; चूड़ी choodi; पूछूँ poochhoon; दूँ doon; करूँ karoon; वसूली wasooli; वसूला wasoola;
घाटा ghaata; बचाव bachaav; बदलाव badlaav; भराव bharaav; ग्राहकों grahakon; अनुमति anumati; अनुमतियों anumatiyon;
अनुमतियाँ anumatiyan; नियमित niyamit; उदाहरण udaharan; विवरण vivaran; औरतों auraton; अपंगता apangta;
कारीगरी karigari; रुपया rupaya; मैंने maine; हमको humko; फेरी feri; फेरीवाले feriwale; माफ़ी maafi;
हलवाई halwai; संस्था sanstha; मुफ्त muft; दफ्तर daftar; फर्क fark; फायदा fayda; फायदे fayde; साफ saaf;
तरफ taraf; माफ maaf; माफी maafi; मुनाफा munafa; मुनाफे munafe; फैसला faisla; फीसदी feesdi; हफ्ता hafta;
हफ्ते hafte; सिफारिश sifarish; फर्जी farzi; फर्ज़ी farzi; फँस phans; कागज kagaz; मजदूर mazdoor;
मजदूरों mazdooron; मजदूरी mazdoori; हजार hazaar; जमीन zameen; मंजूर manzoor; मंजूरी manzoori; दस्तावेज dastavez;
औजार auzar; जमानत zamanat; रोज roz; अर्जी arzi; दर्जी darzi; जहाज jahaz; जहाज़ jahaz; हक haq; नजदीक nazdeek;
आवाज aawaz; कर्ज karz; मूँगफली moongfali; झारखंड Jharkhand; बिहार Bihar; केरल Kerala; असम Assam; दुबई Dubai;
मोदी Modi;
कारीगरों karigaron; बुनकरों bunkaron; चरणों charanon; कामों kaamon; बातों baaton; बातें baatein;
आवेदकों aavedakon; कागज़ों kagzon; खबरों khabron; सुधारें sudhaarein; सातवें saatvein; चादरें chaadarein;
खरीदें khareedein; बारे baare; खुदरा khudra; पेशों peshon; लूँगा loonga; करूँगा karoonga; देखूँ dekhoon;
रखूँ rakhoon; लिखूँ likhoon; चुनूँ chunoon; मिलूँ miloon; बोलूँ boloon; भेजूँ bhejoon; बेचूँ bechoon;
भरूँ bharoon; जोड़ूँ jodoon; खोलूँ kholoon; निकालूँ nikaaloon; बदलूँ badloon; सुधारूँ sudhaaroon; कहूँ kahoon;
ढूँढने dhoondhne
"""


def _read(entries: str) -> dict[str, str]:
    pairs = (entry.split() for entry in entries.replace("\n", " ").split(";"))
    return {for_matching(native): roman for native, roman in pairs}


TYPED_WORDS = {**_read(_BENGALI), **_read(_HINDI)}
"""Native spelling -> what people type."""
