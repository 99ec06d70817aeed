"""Words around numbers that make them ages or years of work, matched against whole words."""

from __future__ import annotations

from typing import Final

import regex  # type: ignore[import-untyped,unused-ignore]

_SIGNS = r"[\p{L}\p{M}]*"

AGE_BEFORE: Final = regex.compile(
    r"(?:age|aged|ages|boyos|boyosh|boyesh|boyes|boyas|boyoser|boyosi|bayas|bayos|boyosta|boish|boys|voyos|bois|"
    r"umar|umr|umer|omar|umra|ummar|oomar|aayu|ayu|vayas|"
    r"aj|boyose|umrr|bays|বয়স|বয়স|বয়সে|বয়সে|বয়েস|বয়েস|বয়সটা|বয়শ|বয়শ|বয়ষ|বয়ষ|উমর|उम्र|उमर|आयु|एज|एज़|"
    r"এজ|वय|वयस)"
)
AGE_AFTER: Final = regex.compile(
    rf"(?:age|aged|old|boyos{_SIGNS}|boyosh{_SIGNS}|boyesh?{_SIGNS}|boyas{_SIGNS}|bayas{_SIGNS}|bayos{_SIGNS}|"
    rf"voyos|umar|umr|umer|omar|umra|ummar|aayu|ayu|"
    rf"বয়স{_SIGNS}|বয়স{_SIGNS}|বয়েস{_SIGNS}|বয়েস{_SIGNS}|বয়শ{_SIGNS}|উমর|उम्र|उमर|आयु)"
)
AM: Final = regex.compile(r"(?:hu|hun|hoon|hoo|hain?|h|ho|hai|hoga|hogi|हूं|हूँ|हु|हुँ|हुं|है|हैं|हो)")
PERSON: Final = regex.compile(
    r"(?:ami|amar|juv[ao]k|yuvak|yuva|mohila|mahila|meye|chele|jubok|lok|manush|boy|girl|man|woman|ladk[ai]|"
    r"larka|larki|aadmi|admi|aurat|"
    r"আমি|যুবক|যুবতী|মহিলা|মেয়ে|মেয়ে|ছেলে|লোক|মানুষ|যুবা|युवक|युवती|युवा|महिला|लड़का|लड़की|आदमी|औरत|व्यक्ति)"
)
WORK: Final = regex.compile(
    r"(?:e?xp|exper[a-z]*|expi?ri[a-z]*|experi[ae]n[cs]e?[a-z]*|experians|expriance|exprience|ex?perince|"
    r"o[bv]h?h?i?g+y?[aeo]n?[ao]?t[ao]r?|o[bv]higgo?ta|obh?ig+[ao]ta|av?[bv]h?ig+[aoy]*ta|abhig[yn]+ata|"
    r"obhigg[aeo]ta|obhignota|ob?viggota|abhigyota|obhijnota|"
    r"ta[jz]u?r[uo]?b[aeo]h?|tajruba|tazurba|tajarba|tajurb[ae]|anu?bh?av|anubhab|anubhv|anubhaw|anubhov|"
    r"onubhob|anubh?[ao]v|tajreba|"
    r"অভিজ্ঞতা[\p{L}\p{M}]*|অভিগ্গতা|অভিজ্ঞ|অবিজ্ঞতা|অভিজ্ঞাতা|এক্সপেরিয়েন্স|এক্সপেরিয়েন্স|এক্সপিরিয়েন্স|"
    r"এক্সপিরিয়েন্স|"
    r"अनुभव[\p{L}\p{M}]*|तजुर्बा|तजुर्बे|तजर्बा|तजुरबा|तज़ुर्बा|एक्सपीरियंस|एक्सपीरिएंस|एक्सपीरियन्स)"
)
SINCE: Final = regex.compile(r"(?:dh?[ao]re|dhorei|dh?ore|theke|jabot|jabat|yabat|se|ধরে|ধরেই|থেকে|যাবৎ|যাবত|से)")
""" "for ... years", after the length of time; a word of work must follow."""
JOB: Final = regex.compile(
    r"(?:ka+j|ka+m|kam[ao]?|work|job|business|byabsa|bebsa|dokan|dukan|কাজ|কাজও|ব্যবসা|দোকান|চাকরি|काम|नौकरी|"
    r"व्यवसाय|धंधा|दुकान)"
)
WORK_VERB: Final = regex.compile(
    r"(?:ka+[jm]|k[ao]rch|k[ao]rec?h?|kors|kor[ie]|kar r|kar ra|kiy|kiye|ki hai|business|byab|bebs|কাজ|কর|"
    r"ব্যবসা|চাল|काम|कर|किया|चला|व्यवसाय|"
    r"धंध|do[kc]an|dukan|chal|work|job|silai|sei?lai|kha+t|সেলাই|খাট|दुकान|सिलाई|chakri|naukri|চাকরি|नौकरी)"
)
NOT_YET: Final = regex.compile(
    r"(?:korbo|khuj|khoj|chai|chah|k[ao]rna|karunga|lagbe|lagega|s[h]?ikh|parbo|loan|lon|liye|jonn|"
    r"করব|খুঁজ|চাই|শিখ|লাগবে|লোন|জন্য|चाह|करना|करूं|लगेगा|सीख|लोन|लिए)"
)
THING: Final = regex.compile(
    r"(?:business|shop|company|firm|unit|factory|dokan[\p{L}]*|dukan|byabsa|bebsa|machine|loan|house|building|gari|gaadi|vehicle|"
    r"ব্যবসা|দোকান[\p{L}\p{M}]*|কোম্পানি|কারখানা|গাড়ি|মেশিন|दुकान|कंपनी|व्यवसाय|मशीन|गाड़ी)"
)
"""What has an age that nobody asks for."""
WORKED: Final = regex.compile(r"(?:worked|working|served|serving)")
SELF: Final = regex.compile(r"(?:ami|aami|আমি|main|mai|मैं)")
BELOW_OR_ABOVE: Final = regex.compile(
    r"(?:er|r|ke?r|ta|kom|besi|beshi|bes[h]?i|upor[e]?|opor[e]?|niche|nicher|tar|ka[m]?|se|zyada|jyada|upar|"
    r"neeche|above|below|under|over|"
    r"এর|কম|বেশি|উপর|উপরে|নিচে|নীচে|से|कम|ज्यादा|ऊपर|नीचे)"
)
# A time that is not the speaker's past.
NOT_OWN_TIME: Final = regex.compile(
    r"(?:jonno|jonyo|jonne|loan|lon|modhye|modhe|moddhe|porishodh|interest|sud|emi|ke ?liye|liye|por|pore|baad|"
    r"bad|after|tenure|repay[a-z]*|validity|"
    r"জন্য|জন্যে|মধ্যে|লোন|ঋণ|সুদ|পর|পরে|শোধ|लिए|लिये|लोन|ऋण|बाद|कर्ज|meyad|মেয়াদ|মেয়াদ)"
)
# Beside a bare number these say that it is something else.
FOREIGN_AFTER: Final = regex.compile(
    r"(?:lakh|crore|hazar|phone|mobile|number|nombor|pin|ward|form|section|jon|log|lok|kg|minutes?|hours?|days?|"
    r"din|percent|lakher|gstr?|itr|"
    r"লাখ|হাজার|কোটি|ফোন|নম্বর|পিন|জন|লোক|দিন|ঘণ্টা|মিনিট|लाख|हज़ार|हजार|करोड़|फोन|नंबर|पिन|लोग|दिन|घंटा|मिनट|"
    r"rs|tk|pargan[a-z]*|porgona|পরগনা)"
)
