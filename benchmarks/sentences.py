"""What the senders say: thirty messages in six registers, made for the benchmark and used for nothing else."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, ...]] = {
    "en": (
        "My tailoring shop needs two more machines, what can a Mudra loan cover?",
        "Turnover was thirty two lakh last year, am I bound to take a GST number?",
        "Could our weavers' cooperative put handloom sarees on ONDC without a website?",
        "List the papers I must keep ready before I sit down for Udyam",
        "That cleared it up, many thanks",
    ),
    "bn": (
        "আমার মুড়ি ভাজার কারখানা আছে, খাবার তৈরির ব্যবসায় সরকারি ভর্তুকি কতটা মেলে?",
        "ফুটপাথে চায়ের দোকান চালাই, স্বনিধি থেকে প্রথমবার কত টাকা দেবে?",
        "জিএসটি রিটার্ন দু'মাস জমা দিইনি, এখন লেট ফি কীভাবে মেটাব?",
        "ছুতোর মিস্ত্রি হিসেবে বিশ্বকর্মা যোজনায় নাম তুলতে কোথায় যাব?",
        "নমস্কার দাদা, একটু সাহায্য লাগবে",
    ),
    "hi": (
        "बिना गारंटी के बैंक से कितना कर्ज़ मिल पाएगा, मेरी किराने की दुकान है?",
        "कंपोजिशन वाली स्कीम में टैक्स किस दर से भरना पड़ता है?",
        "ओएनडीसी पर ऑर्डर बिकने के बाद मेरे पैसे कब तक आते हैं?",
        "जेड प्रमाणपत्र लेने से छोटे कारखाने को क्या फ़ायदा होगा?",
        "मुझे किसी अधिकारी से बात करनी है",
    ),
    "bn_roman": (
        "bhabishyat credit card er jonno boyes koto hote hobe bolun to",
        "amar cibil score kom, tahole ki bank loan debe na?",
        "eway bill kokhon banate hoy, paser district e mal pathabo",
        "pmegp te abedon kore tin mas holo, status kothay dekhbo?",
        "ondc te saman ferot ele ke khoroch dey",
    ),
    "hi_roman": (
        "udyam ka certificate gum gaya hai, dobara kaise nikalu?",
        "startup ke liye stand up india mein mahila ko kitna paisa milega",
        "maal export karna hai, lut kahan se bharte hain bhai",
        "ghar baithe emi ka byaj kaise jodte hain samjhaiye",
        "accha theek hai, menu dikha do",
    ),
    "mixed": (
        "আমি Amazon-এ pickle বিক্রি করি, GST লাগবেই?",
        "e-Shram card बनवाने में कितने दिन लगते हैं sir",
        "Mudra loan reject হলে আবার apply করা যায়?",
        "input tax credit ka paisa wapas kaise claim karun mujhe nahi pata",
        "loan app theke harassment korche, complaint kothay korbo please help",
    ),
}

ALL = tuple(sentence for sentences in SENTENCES.values() for sentence in sentences)
