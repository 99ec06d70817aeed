"""Words that count by themselves, exactly typed: STOP, START and the way back from a person to the assistant. Channels
and regulators demand that these work always, so no model is asked and the engine need not even run."""

from __future__ import annotations

from bot.language import for_matching

_STOP = """
    stop; stop all; stopall; unsubscribe; stop messages; stop it; please stop; stop please; stop now; স্টপ; বন্ধ;
    বন্ধ করুন; বন্ধ করো; বন্ধ কর; বন্ধ করেন; বন্ধ করে দিন; বন্ধ করে দাও; সব বন্ধ; সব বন্ধ করুন; মেসেজ বন্ধ;
    মেসেজ বন্ধ করুন; থামুন; থামান; স্টপ করুন; bondho; bondho koro; bondho korun; bondho koren; bondho kor;
    bondho kore din; bondho kore dao; sob bondho; sob bondho korun; bandho koro; bandho korun; band koro;
    band korun; band koren; bandh koro; bandh korun; bond koro; bond korun; thamun; thaman; stop koro; stop korun;
    stop koren; message bondho; message bondho korun; message bondho koro; स्टॉप; बंद; बन्द; बंद करो; बन्द करो;
    बंद कर दो; बंद करें; बंद कीजिए; बंद कर दीजिए; सब बंद करो; सब बंद; मैसेज बंद; मैसेज बंद करो; रोक दो; रोको; रोकिए;
    रोक दीजिए; स्टॉप करो; बंद कर; band; bandh; band karo; bandh karo; band kar do; bandh kar do; band kare;
    band karen; band kijiye; band kar dijiye; sab band; sab band karo; rok do; roko; rokiye; rok dijiye; stop karo;
    stop kar do; message band; message band karo; msg band karo
"""
_START = """
    start; start again; restart messages; subscribe; start all; start messages; please start; start please; unstop;
    স্টার্ট; চালু; চালু করুন; চালু করো; চালু কর; চালু করে দিন; আবার চালু করুন; শুরু; শুরু করুন; শুরু করো;
    আবার শুরু করুন; মেসেজ চালু করুন; chalu; chalu koro; chalu korun; chalu koren; chalu kore din; abar chalu korun;
    shuru koro; shuru korun; suru koro; suru korun; start koro; start korun; abar shuru korun; message chalu korun;
    msg chalu korun; स्टार्ट; शुरू; शुरू करो; शुरू करें; शुरू कीजिए; शुरू कर दो; फिर से शुरू करो; चालू; चालू करो;
    चालू करें; चालू कर दो; चालू कीजिए; मैसेज चालू करो; शुरु करो; शुरु; shuru; suru; shuru karo; suru karo;
    shuru kare; shuru kijiye; shuru kar do; chalu karo; chalu kar do; chalu kijiye; start karo; start kar do;
    phir se shuru karo; fir se shuru karo; message chalu karo; msg chalu karo
"""
_BOT = """
    bot; the bot; back to bot; back to the bot; back to assistant; back to the assistant; assistant; talk to bot;
    বট; বটের কাছে ফিরব; বটে ফিরুন; সহায়কের কাছে ফিরুন; সহায়ক; bot e firbo; bot e fire jan; bot er kache firbo;
    बॉट; बोट; बॉट पर वापस; बॉट से बात; सहायक; bot pe wapas; bot par wapas; bot se baat
"""
_YES = """
    yes; yes please; y; yeah; yep; ok; okay; sure; হ্যাঁ; হ্যা; হাঁ; হুম; ঠিক আছে; হ্যাঁ ঠিক আছে; ইয়েস; ওকে; ha;
    haa; haan; han; hya; hyan; hae; hum; hmm ha; thik ache; thik achhe; हाँ; हां; जी; जी हाँ; जी हां; हाँ जी; ठीक
    है; यस; ओके; ji; ji haan; ji ha; haan ji; ha ji; theek hai; thik hai
"""
_ERASE = """
    yes delete; yes delete everything; yes delete all; yes erase; delete; delete it; delete everything; erase
    everything; হ্যাঁ মুছে দিন; হ্যাঁ মুছে ফেলুন; হ্যাঁ সব মুছে দিন; মুছে দিন; মুছে ফেলুন; সব মুছে দিন; সব মুছে
    ফেলুন; muche din; muche dao; muche felun; sob muche din; sob muche dao; ha muche din; haan muche din; hyan muche
    din; ha muche dao; ha sob muche din; हाँ मिटा दो; हाँ मिटा दीजिए; हां मिटा दो; हां मिटा दीजिए; मिटा दो; मिटा
    दीजिए; सब मिटा दो; सब मिटा दीजिए; mita do; mita dijiye; sab mita do; sab mita dijiye; haan mita do; ha mita do;
    haan mita dijiye; delete kar do; delete kardo; haan delete kar do; delete kore din; ha delete kore din; delete
    korun
"""
_NO = """
    no; n; nope; no thanks; no thank you; not now; na; naa; nah; na thak; thak; na na; lagbe na; dorkar nei; ji na;
    না; না না; না থাক; থাক; লাগবে না; দরকার নেই; জি না; nahi; nahin; nai; ji nahi; nahi chahiye; rehne do; rahne do;
    rehne dijiye; नहीं; नही; ना; जी नहीं; नहीं चाहिए; रहने दो; रहने दीजिए
"""


def _words(listed: str) -> frozenset[str]:
    return frozenset(for_matching(words) for words in listed.split(";"))


_MEANING = {word: payload for payload, listed in (("stop", _STOP), ("start", _START)) for word in _words(listed)}
_BACK = _words(_BOT)
_PLAIN_YES, _PLAIN_NO = _words(_YES), _words(_NO)
_AGREED = _PLAIN_YES | _words(_ERASE)


def bare(text: str, *, asking: bool = False) -> str | None:
    """`stop` or `start` if the text is that and nothing else (case, punctuation and emoji aside), else None.

    `asking`: a form waits for a value, which "start" or "running" may be; a stop is a stop even then.
    """
    meant = _MEANING.get(for_matching(text).strip())
    return None if meant == "start" and asking else meant


def says_yes(text: str) -> bool:
    """Whether the text is a yes and nothing else. For questions after which nothing can be undone: a yes in a sentence
    that says more is none."""
    return for_matching(text).strip() in _AGREED


def plainly(text: str) -> bool | None:
    """Yes or no, if the text is that and nothing else."""
    said = for_matching(text).strip()
    return True if said in _PLAIN_YES else False if said in _PLAIN_NO else None


def asks_for_bot(text: str) -> bool:
    """Whether somebody who talks to an official wants the assistant back. No title of a button: see `chosen`."""
    return for_matching(text).strip() in _BACK
