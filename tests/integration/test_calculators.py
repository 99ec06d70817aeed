"""The calculators with the real engine: one conversation each, in every register, with questions in the middle, values
that cannot be, corrections, and "no" as an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.knowledge.model import LANGUAGES
from bot.tools.registry import TOOLS
from bot.tools.slots import SlotTool

if TYPE_CHECKING:
    from bot.knowledge.model import Language
    from tests.service import Person, Reply, Service

pytestmark = pytest.mark.engine


def asks(service: Service, reply: Reply, tool: str, slot: str, language: Language) -> None:
    text = service.said.content.messages[f"form_ask_{tool}_{slot}"].text[language]
    assert reply.messages[-1]["text"] == text.strip(), reply.text


def says(service: Service, reply: Reply, key: str, language: Language) -> None:
    service.said.check_message(reply, key, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tool", ["emi", *(name for name, tool in TOOLS.items() if isinstance(tool, SlotTool))])
def test_its_button_starts_each(service: Service, tool: str, language: Language) -> None:
    reply = service.person(language).presses(f"tool:{tool}")
    first = TOOLS[tool].next({}, None)  # type: ignore[arg-type]
    assert first is not None
    asks(service, reply, tool, first.slot, language)


@pytest.mark.parametrize(
    ("topic", "tool"),
    [
        ("pmegp", "pmegp"),
        ("msme-definition", "msme_class"),
        ("gst-late-fee", "gst_late_fee"),
        ("gst-composition", "gst_scheme"),
        ("gst-threshold", "gst_limit"),
        ("gst-rates", "gst_tax"),
        ("gst-rate-leather", "gst_tax"),
    ],
)
def test_its_topic_offers_it(service: Service, person: Person, topic: str, tool: str) -> None:
    assert f"tool:{tool}" in person.presses(f"ask:{topic}").payloads


@pytest.mark.parametrize(
    ("known", "text", "subsidy"),
    [
        ("bn", "25 lakh er karkhana gram e, ami OBC, pmegp te koto pabo", "₹৮.৭৫ লক্ষ"),
        ("bn", "২৫ লাখের কারখানা গ্রামে, আমি ওবিসি, পিএমইজিপি-তে কত পাব?", "₹৮.৭৫ লক্ষ"),
        ("hi", "मैं महिला हूँ, शहर में 6 लाख की दुकान, पीएमईजीपी में सब्सिडी कितनी बनेगी", "₹1.5 लाख"),
        ("hi", "main SC hu, gaon me 20 lakh ka karkhana lagana hai, pmegp subsidy kitni milegi", "₹7 लाख"),
        ("en", "work out my pmegp subsidy: 10 lakh factory in a village, general category", "₹2.5 lakh"),
        ("bn", "amar 8 lakh er shop, town এ, general category, PMEGP subsidy calculate করুন", "₹১.২ লক্ষ"),
    ],
)
def test_pmegp_in_one_message(service: Service, known: str, text: str, subsidy: str) -> None:
    assert subsidy in service.person(known).says(text).text


def test_pmegp_step_by_step(service: Service) -> None:
    person = service.person("hi")
    asks(service, person.presses("tool:pmegp"), "pmegp", "cost", "hi")
    reply = person.says("500 रुपये")
    says(service, reply, "pmegp_cost_impossible", "hi")
    asks(service, reply, "pmegp", "cost", "hi")
    asks(service, person.says("60 लाख"), "pmegp", "work", "hi")
    reply = person.says("पीएमईजीपी में कौन-कौन से कागज़ लगते हैं?")
    assert service.said.answer("pmegp", "documents", "hi") in reply.text
    asks(service, reply, "pmegp", "work", "hi")
    asks(service, person.says("सामान बनाना"), "pmegp", "category", "hi")
    asks(service, person.says("नहीं, 55 लाख"), "pmegp", "category", "hi")  # a correction of the sum
    asks(service, person.presses("set:pmegp:category:general"), "pmegp", "place", "hi")
    reply = person.says("पता नहीं")
    assert "₹7.5 लाख" in reply.text  # 15 % of 50 lakh: the ceiling, and the lower rate
    assert "₹5 लाख" in reply.text  # above the ceiling, and a tenth of it as own money
    says(service, reply, "pmegp_note_lowest", "hi")
    topic = service.said.content.topics["pmegp"]
    assert topic.status_note is not None and topic.status_note.hi in reply.text
    assert reply.sources and "ask:pmegp" in reply.payloads and "tool:pmegp" in reply.payloads


def test_a_sum_in_a_question_about_what_pmegp_gives_starts_it(service: Service) -> None:
    person = service.person("bn")
    asks(service, person.says("পিএমইজিপি-তে ১২ লাখে কত ভর্তুকি পাওয়া যায়?"), "pmegp", "work", "bn")


def test_msme_class(service: Service) -> None:
    person = service.person("en")
    asks(service, person.says("find my msme class"), "msme_class", "investment", "en")
    asks(service, person.says("no"), "msme_class", "turnover", "en")  # no machines; not "stop"
    asks(service, person.says("machines 3 crore"), "msme_class", "turnover", "en")
    reply = person.says("8 crore")
    assert reply.messages[-1]["text"].startswith("With machines of ₹3 crore and sales of ₹8 crore a year")
    assert "small" in reply.text and "By sales alone: micro" in reply.text
    assert "মাইক্রো" in service.person("bn").says("amar machine 40 lakh er, bikri 2 koti, ami msme r kon srenite").text


def test_gst_tax(service: Service) -> None:
    person = service.person("bn")
    reply = person.says("leather bag ৩০০০ টাকা, GST কত হবে calculate করুন")
    asks(service, reply, "gst_tax", "included", "bn")
    asks(service, person.says("আলাদা"), "gst_tax", "other_state", "bn")
    reply = person.says("না")
    assert "₹২৭০" in reply.text and "₹৩,৫৪০" in reply.text
    assert service.said.content.topics["gst-rate-leather"].sources[0].title in reply.text


def test_gst_tax_to_another_state_with_a_correction(service: Service) -> None:
    person = service.person("hi")
    asks(service, person.says("25 hazar me 18 percent gst jod do"), "gst_tax", "other_state", "hi")
    asks(service, person.says("nahi 30 hazar"), "gst_tax", "other_state", "hi")
    reply = person.says("haan dilli me")
    assert "₹5,400" in reply.text and "₹35,400" in reply.text and "IGST" in reply.text


def test_gst_tax_where_the_price_of_a_piece_decides(service: Service) -> None:
    person = service.person("en")
    asks(service, person.says("work out the gst on shoes worth 40000"), "gst_tax", "piece", "en")
    asks(service, person.says("1800"), "gst_tax", "included", "en")
    asks(service, person.says("it comes on top"), "gst_tax", "other_state", "en")
    assert "₹42,000" in person.says("no").text


def test_gst_scheme(service: Service) -> None:
    person = service.person("bn")
    reply = person.says("কম্পোজিশন নেব না রেগুলার, আমার বিক্রি বছরে ৩০ লাখ, হিসাব করে দিন")
    asks(service, reply, "gst_scheme", "trade", "bn")
    asks(service, person.says("জিনিস"), "gst_scheme", "other_states", "bn")
    asks(service, person.says("না"), "gst_scheme", "share", "bn")
    asks(service, person.says("কেউ না"), "gst_scheme", "purchases", "bn")
    asks(service, person.says("২০ লাখ"), "gst_scheme", "goods", "bn")
    reply = person.says("শাড়ি")
    assert "₹৩০,০০০" in reply.text and "₹১.৩ লক্ষ" in reply.text  # 1 % of sales, and with the lost credit
    assert "₹৫০,০০০" in reply.text and "₹১,৪২,৮৫৭" in reply.text  # 5 % less credit; 5/105 of the sales
    says(service, person.presses("tool:gst_scheme"), "form_ask_gst_scheme_trade", "bn")


def test_who_may_not_take_composition_is_told_at_once(service: Service) -> None:
    person = service.person("hi")
    person.says("composition lu ya regular, saman bechta hu, meri bikri saal ki 30 lakh hai, hisab karo")
    says(service, person.says("haan, dusre rajya me bhi"), "gst_scheme_barred_other_states", "hi")


def test_gst_limit(service: Service) -> None:
    person = service.person("hi")
    reply = person.says("meri bikri 28 lakh hai, sirf saman, gst lena padega kya")
    asks(service, reply, "gst_limit", "other_states", "hi")
    reply = person.says("gst number lene me kya kya kagaz lagte hai?")
    assert service.said.answer("gst-registration", "documents", "hi") in reply.text or "GST" in reply.text
    asks(service, reply, "gst_limit", "other_states", "hi")
    asks(service, person.says("nahi"), "gst_limit", "marketplace", "hi")
    asks(service, person.says("नहीं"), "gst_limit", "compulsory", "hi")
    says(service, person.says("nahi"), "gst_limit_below_limit", "hi")


def test_gst_limit_stops_asking_when_the_answer_is_yes(service: Service) -> None:
    person = service.person("bn")
    asks(service, person.says("amar gst number lagbe kina dekhe din"), "gst_limit", "trade", "bn")
    asks(service, person.says("পরিষেবা"), "gst_limit", "turnover", "bn")
    says(service, person.says("২২ লাখ"), "gst_limit_over_limit", "bn")


def test_gst_late_fee(service: Service) -> None:
    person = service.person("bn")
    reply = person.says("40 din derite gstr 3b dile amar late fee koto hobe hisab korun")
    asks(service, reply, "gst_late_fee", "nil", "bn")
    asks(service, person.says("না"), "gst_late_fee", "turnover", "bn")
    asks(service, person.says("৬০ লাখ"), "gst_late_fee", "unpaid", "bn")
    reply = person.says("৫০ হাজার")
    assert "₹২,০০০" in reply.text and "₹৯৮৬" in reply.text  # the cap; 50,000 x 18 % x 40/365


def test_gst_late_fee_of_a_nil_return(service: Service) -> None:
    person = service.person("en")
    reply = person.says("calculate the late fee, nil gstr-1, 12 days late")
    assert "₹240" in reply.text and "₹500" in reply.text


def test_rodtep(service: Service) -> None:
    person = service.person("bn")
    asks(service, person.says("রোডটেপ ক্যালকুলেটর"), "rodtep", "product", "bn")
    asks(service, person.says("4202"), "rodtep", "fob", "bn")
    reply = person.says("জানি না")
    assert "০.৫৫%" in reply.text and "৩১ মার্চ ২০২৬" in reply.text
    reply = service.person("en").says("work out the rodtep on finished leather of 10 lakh")
    assert "₹6,500" in reply.text


def test_emi_year_by_year(service: Service) -> None:
    person = service.person("bn")
    result = person.says("5 lakh loan 3 bochor 12% sud hole mase koto kisti")
    assert "set:emi:table:500000-36-12" in result.payloads
    table = person.says(service.said.content.choices["emi.table"].title.bn)
    assert "₹৩,৫২,৭৯২" in table.text and "₹১,৮৬,৯১৫" in table.text
    assert table.text.count("\n") == 3  # a heading and three years


def test_a_short_answer_is_no_wish_for_another_tool(service: Service) -> None:
    person = service.person("en")
    person.presses("tool:gst_limit")
    asks(service, person.says("restaurant service"), "gst_limit", "turnover", "en")
    asks(service, person.says("12 lakh"), "gst_limit", "other_states", "en")
    reply = person.says("please calculate my emi on a loan of 5 lakh")
    asks(service, reply, "emi", "months", "en")


@pytest.mark.parametrize("words", ["না, থাক", "na thak", "rehne do"])
def test_giving_up(service: Service, words: str) -> None:
    person = service.person("bn")
    person.presses("tool:msme_class")
    reply = person.says(words)
    assert reply.messages[-1]["text"] == service.said.content.messages["form_cancelled"].text[reply.language].strip()
