"""Places as people type them, found with the places of the content."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from bot.knowledge.places import load_places
from bot.language import normalise
from bot.language.entities.catalogues.places import PlaceEntry, PlaceIndex
from tests.unit.language.texts import MESSAGES

INDEX = load_places(Path(__file__).resolve().parents[5] / "content")


@pytest.mark.parametrize(
    ("text", "districts"),
    [
        ("24 parganas", "north-24-parganas south-24-parganas"),
        ("২৪ পরগনা", "north-24-parganas south-24-parganas"),
        ("Dinajpur", "dakshin-dinajpur uttar-dinajpur"),
        ("Medinipur", "paschim-medinipur purba-medinipur"),
        ("midnapore theke", "paschim-medinipur purba-medinipur"),
        ("Burdwan", "paschim-bardhaman purba-bardhaman"),
        ("বর্ধমানের", "paschim-bardhaman purba-bardhaman"),
        ("uttar 24 porgona", "north-24-parganas"),
        ("S 24 PGS", "south-24-parganas"),
        ("24 pgs (north)", "north-24-parganas"),
        ("24 parganas south", "south-24-parganas"),
        ("dokkhin chobbish porgona", "south-24-parganas"),
        ("দক্ষিণ দিনাজপুর", "dakshin-dinajpur"),
        ("purba medinipur", "purba-medinipur"),
        ("east midnapore", "purba-medinipur"),
        ("paschim bardhaman", "paschim-bardhaman"),
        ("poschim bordhoman jela", "paschim-bardhaman"),
        ("dakshin dinajpur", "dakshin-dinajpur"),
        ("উত্তর চব্বিশ পরগনায়", "north-24-parganas"),
        ("n24pgs", "north-24-parganas"),
        ("N.24 Parganas", "north-24-parganas"),
        ("उत्तर 24 परगना", "north-24-parganas"),
        ("दक्षिण चौबीस परगना से", "south-24-parganas"),
        ("purbo medinipurer kolaghat", "purba-medinipur purba-medinipur"),
        ("হাওড়া", "howrah"),
        ("haora te thaki", "howrah"),
        ("hawra", "howrah"),
        ("মালদায়", "malda"),
        ("মালদার", "malda"),
        ("maldar", "malda"),
        ("kolkatay", "kolkata"),
        ("canning e", "south-24-parganas"),
        ("bagnan theke", "howrah"),
        ("tangrar", "kolkata"),
        ("ami murshidabadr lok", "murshidabad"),
        ("mursidabad theke eschi", "murshidabad"),
        ("मालदा से हूं", "malda"),
        ("hum malda se hai", "malda"),
        ("Siliguri", "darjeeling jalpaiguri"),
        ("jolpaiguri", "jalpaiguri"),
        ("coochbehar", "cooch-behar"),
        ("Kuch Bihar", "cooch-behar"),
        ("metiabruz er dorji", "kolkata"),
        ("bishnupur", "bankura south-24-parganas"),
        ("bankura bishnupur", "bankura bankura"),
        ("domkal", "murshidabad"),
        ("ডোমকলে বাড়ি", "murshidabad"),
        ("para block", "purulia"),
        ("kharagpur e", "paschim-medinipur"),
        ("salt lake sector v", "north-24-parganas"),
        ("dum dum", "north-24-parganas"),
        ("shealdah", "kolkata"),
        ("সিঙ্গুরের", "hooghly"),
        ("sonarpur station", "south-24-parganas"),
        ("diamond harbour", "south-24-parganas"),
        ("daimond harbar", "south-24-parganas"),
        ("jhargram", "jhargram"),
        ("purulia jela", "purulia"),
        ("uluberia", "howrah"),
        ("Labpur", "birbhum"),
        ("nanur", "birbhum"),
        ("khoyrasol", "birbhum"),
        ("ghatal", "paschim-medinipur"),
        ("patrasayer", "bankura"),
        ("chinsurah", "hooghly"),
        ("Kakdwip", "south-24-parganas"),
        ("islampur", "murshidabad uttar-dinajpur"),
        ("raiganj", "uttar-dinajpur"),
        ("balurghat", "dakshin-dinajpur"),
        ("garden reach", "kolkata"),
        ("burrabazar", "kolkata"),
        ("বড়বাজারে কাজ করি", "kolkata"),
        ("dankuni", "hooghly"),
        ("basirhat", "north-24-parganas"),
        ("nadia", "nadia"),
        ("নদীয়া জেলা", "nadia"),
        ("kalimpong", "kalimpong"),
        ("alipurduar", "alipurduar"),
        ("tamluk", "purba-medinipur"),
        ("haldia", "purba-medinipur"),
        ("kanthi", "purba-medinipur"),
        ("durgapur", "paschim-bardhaman"),
        ("asansol", "paschim-bardhaman"),
        ("katwa", "purba-bardhaman"),
        ("santipur", "nadia"),
        ("beldanga", "murshidabad"),
        ("rampurhat", "birbhum"),
        ("behala", "kolkata"),
    ],
)
def test_a_place_in_any_message(text: str, districts: str) -> None:
    found = INDEX.find(text)
    assert " ".join(district for place in found for district in place.districts) == districts


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("howrh", "howrah"),
        ("bankurah", "bankura"),
        ("murshidaba", "murshidabad"),
        ("jalpaigudi", "jalpaiguri"),
        ("purulea", "purulia"),
        ("hugly", "hooghly"),
        ("nodia", "nadia"),
        ("birvoom", "birbhum"),
        ("darjelin", "darjeeling"),
        ("kolkatta", "kolkata"),
        ("coch bihar", "cooch-behar"),
        ("jargram", "jhargram"),
        ("kalimpng", "kalimpong"),
        ("alipur duwar", "alipurduar"),
        ("maldha", "malda"),
        ("mldah", "malda"),
        ("amar jela howrah", "howrah"),
        ("bankuda", "bankura"),
        ("মুর্শিদাবদ", "murshidabad"),
        ("পুরুলীয়া", "purulia"),
        ("बाँकुरा", "bankura"),
        ("हूगली", "hooghly"),
        ("para", "purulia"),
        ("suti", "murshidabad"),
        ("বালি", "howrah"),
        ("mal", "jalpaiguri"),
        ("kolkata", "kolkata"),
        ("burdwan east", "purba-bardhaman"),
        ("paschim mednipur", "paschim-medinipur"),
        ("nrth 24 pargana", "north-24-parganas"),
        ("south 24 porgna", "south-24-parganas"),
        ("uttar dinjpur", "uttar-dinajpur"),
    ],
)
def test_the_answer_to_which_district(text: str, district: str) -> None:
    assert [place.districts for place in INDEX.find(text, expected=True)] == [(district,)]


@pytest.mark.parametrize(
    "text",
    [
        "amar ekta bag chai",
        "ami kal asbo",
        "kal na porshu",
        "can i apply",
        "loan korte ki lagbe",
        "মাল বিক্রি করতে চাই",
        "পাড়ার দোকান",
        "বালি সিমেন্ট লাগবে",
        "আমি কোথায় যাব",
        "mujhe loan chahiye",
        "delhi te kaj kori",
        "mumbai se aaya hu",
        "bihar ka hu",
        "ami bari jabo",
        "registration er jonno ki lagbe",
        "gari kinte chai",
        "udyam certificate",
        "পোস্ট অফিস",
        "samasya hai",
        "mera naam tapan hai",
        "nodir dhare bari",
        "kerala te kaj kortam",
        "সোনার দোকান",
        "salary koto",
        "memory card",
        "surat e kaj kori",
        "jaipur me",
        "raipur se",
        "shanti purno",
        "amar kotha shunun",
        "takar jonno",
        "ha amar dorkar",
        "hobe na",
        "ki korbo bolun",
        "subsidy kitna milega",
        "sob thik ache",
        "mongolbar asbo",
        "holud gura banai",
        "apnar number din",
        "GST kivabe korbo",
        "shuru korte chai",
        "sure",
        "sorry",
        "thank you",
        "good morning",
        "ok",
        "ami ekjon hindu",
        "kaj khujchi",
        "ঘুম আসে না",
        "चाहिए ताकि",
        "हाँ जी",
        "नदी के पास",
        "কোনোটাই না",
        "বড়জোর দশ দিন",
    ],
)
def test_an_ordinary_sentence_names_no_place(text: str) -> None:
    assert INDEX.find(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "ami jani na",
        "pore bolbo",
        "haan",
        "na",
        "bujhlam na",
        "kothay jabo",
        "kichu na",
        "mera ghar",
        "gaon",
        "ki bolchen",
        "help",
        "toto chalai",
        "ami delhi te thaki",
        "bihar",
        "mumbai",
        "kerala",
        "amar bari gram e",
        "mistri",
        "ok thik ache",
    ],
)
def test_no_place_is_read_into_an_answer_without_one(text: str) -> None:
    assert INDEX.find(text, expected=True) == []


@pytest.mark.parametrize(
    ("text", "name", "kind", "said"),
    [
        ("Kaliachak", "Kaliachak", "block", "Kaliachak"),
        ("ami kaliachak 2 er lok", "Kaliachak II", "block", "kaliachak 2"),
        ("কালিয়াচক-৩ ব্লক", "Kaliachak III", "block", "কালিয়াচক-৩"),
        ("khejuri 2 no block", "Khejuri II", "block", "khejuri 2"),
        ("kaliachak 2 din thakbo", "Kaliachak", "block", "kaliachak"),
        ("uluberia municipality", "Uluberia", "town", "uluberia"),
        ("bankura block", "Bankura", "block", "bankura"),
        ("bankura", "Bankura", "district", "bankura"),
        ("salt lake sector v", "Bidhannagar", "town", "salt lake sector v"),
        ("24 pgs (north)", "North 24 Parganas", "district", "24 pgs (north"),
        ("tangrar", "Tangra", "locality", "tangrar"),
    ],
)
def test_name_kind_and_span(text: str, name: str, kind: str, said: str) -> None:
    (place,) = INDEX.find(text)
    assert (place.name, place.kind, text[place.start : place.end]) == (name, kind, said)


@pytest.mark.parametrize(
    ("name", "language", "written"),
    [
        ("Kaliachak", "bn", "কালিয়াচক"),
        ("Kaliachak II", "bn", "কালিয়াচক ২"),
        ("Kaliachak", "hi", "कालियाचक"),
        ("Beldanga", "hi", "बेलडांगा"),
        ("Kaliachak II", "en", "Kaliachak II"),
        ("Nowhere", "bn", "Nowhere"),
    ],
)
def test_a_place_in_the_letters_of_the_reader(name: str, language: str, written: str) -> None:
    assert normalise(INDEX.written(name, language)) == normalise(written)


def test_in_medinipur_is_not_east_medinipur() -> None:
    (place,) = INDEX.find("medinipur e bari")
    assert len(place.districts) == 2


def test_a_misspelled_place_is_not_one_elsewhere() -> None:
    index = PlaceIndex([PlaceEntry("Chandipur", "block", ("d",))], elsewhere=["Chandpur"])
    assert index.find("Chandpur") == []
    assert [place.name for place in index.find("Chandipurr", expected=True)] == ["Chandipur"]


def test_an_index_without_places_finds_none() -> None:
    assert PlaceIndex([]).find("malda", expected=True) == []


@given(MESSAGES)
def test_any_text(text: str) -> None:
    for expected in (False, True):
        end = 0
        for place in INDEX.find(text, expected=expected):
            assert end <= place.start < place.end <= len(text)
            assert place.districts
            assert 0 < place.score <= 100
            end = place.end
