"""A message that asks what a word means, and nothing else: "ITC mane ki?", "एचएसएन क्या होता है", "collateral?".

Pure; no Rasa. The message must be a word of the glossary between words that only carry the question. A name may hold
one slip if it is longer (as the names of topics may). A question that holds more ("subsidy kitna milta hai") is none.
"""

from __future__ import annotations

from typing import Dict, FrozenSet, List, Optional, Sequence

from bot.language.fold import fold_light
from bot.language.tokens import tokenize
from rasa_project.components.gazetteer import Gazetteer, words_of

MOST = 12
"""Words of a longer message are a story."""


def _keys(words: str) -> FrozenSet[str]:
    return frozenset(fold_light(word) for word in words.split())


_ASKS = _keys(
    "what whats mean means meaning explain define definition matlab matlb motlob mane maane maney ortho artho orth arth"
    " bojhay bujhay bojhae bojhai ki kee kya kyaa bujhiye bojhan bujhan samjhao samjhaiye samjhaye samjha kake kise"
    " কী কি মানে মানেটা অর্থ মতলব বোঝায় বুঝায় বোঝান বুঝিয়ে বোঝাও কাকে"
    " क्या मतलब अर्थ माने मायने समझाओ समझाइए समझाएँ समझाएं समझाइये किसे किसको"
)
"""Words of which one must be there (or a question mark) for the message to ask for a meaning."""

_CARRIES = _keys(
    "is are the a an of by does do you your this that word term it please pls plz full form tell me about in simple"
    " words can could to u exactly actually"
    " ta ti tar er r jinis jinish jinista bolte bolle bole bolen bolun bolben din daw dao dile hoy hoi hochche holo to"
    " toh age aage ektu amake amay kotha kothata kothatar shobdo shobdota shobdotar eta seta je sahoj bhashay abar"
    " ka ke ko hai hain hay h hota hoti hote kehte kahte kahate bataiye batao bataye bata dijiye do zara jara mujhe"
    " hame humein sir dada didi bhai ji yeh ye wo woh shabd aakhir yani yaani"
    " টা টি এর র জিনিস জিনিসটা জিনিসটি বলতে বলে বলেন বলুন বলবেন দিন দাও হয় হচ্ছে হল হলো তো একটু আমাকে আমায়"
    " কথা কথাটা কথাটার শব্দ শব্দটা শব্দটার এটা সেটা যে সহজ ভাষায় আবার দাদা দিদি স্যার আসলে আচ্ছা"
    " का के की को है हैं होता होती होते कहते बोलते बताइए बताओ बताएँ बताएं बता दीजिए दो ज़रा जरा मुझे हमें सर भाई जी"
    " यह ये वो शब्द आखिर आख़िर यानी तो अच्छा"
)
"""Words that add nothing to the question."""


_NOTHING = frozenset({"else"})
"""Words that would be read as a name that sounds alike (LC, spelled in native letters)."""


class Terms:
    """The words of the glossary, ready to be looked for. `names`: id of a word to its names, as people type them."""

    def __init__(self, names: Dict[str, List[str]]) -> None:
        self._gazetteer = Gazetteer(names)
        self._longest = 2 + max((len(_words(name)) for ways in names.values() for name in ways), default=0)

    def asked(self, text: str) -> Optional[str]:
        """The id of the word that a message asks to explain; None if it asks anything else."""
        words = _words(text)
        if not words or len(words) > MOST:
            return None
        keys = [fold_light(word) for word in words]
        carries = [key in _ASKS or key in _CARRIES for key in keys]
        for size in range(min(self._longest, len(words)), 0, -1):
            for start in range(len(words) - size + 1):
                others = [*range(start), *range(start + size, len(words))]
                if not all(carries[at] for at in others):
                    continue
                if not (any(keys[at] in _ASKS for at in others) or _questioned(text)):
                    continue
                if (term := self._named(words[start : start + size])) is not None:
                    return term
        return None

    def _named(self, words: Sequence[str]) -> Optional[str]:
        """The one word of the glossary that all of these words name."""
        if len(words) == 1 and words[0].lower() in _NOTHING:
            return None
        found = self._gazetteer.whole(words)
        return next(iter(found)) if len(found) == 1 else None


def explains(term: Optional[str], names: Sequence[str], used: Sequence[str], asking: bool) -> bool:
    """Whether a word is explained: one that is the name of a topic as well (`names`: topics that the message names)
    only where the last answer used it (`used`), or while a form waits; else its question is the topic's."""
    return term is not None and (not names or term in used or asking)


def _words(text: str) -> List[str]:
    return words_of(token.text for token in tokenize(text))


def _questioned(text: str) -> bool:
    return text.rstrip().endswith(("?", "？", "؟"))
