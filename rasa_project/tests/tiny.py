"""A tiny project: the real domain, rules and configuration, with a form, three topics and a few examples of its own."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from rasa_project.paths import PROJECT

TOPICS: dict[str, dict[str, Any]] = {
    "pmegp": {
        "aliases": ["pmegp", "pm egp", "pradhan mantri rojgar srijan", "পিএমইজিপি", "पीएमईजीपी"],
        "questions": {
            "what": {
                "en": ["what is pmegp", "tell me about pmegp", "is there a loan with subsidy for a new factory"],
                "bn": ["পিএমইজিপি কী", "নতুন কারখানার জন্য ভর্তুকি সহ লোন আছে কি"],
                "hi": ["पीएमईजीपी क्या है", "नए कारखाने के लिए सब्सिडी वाला लोन"],
            },
            "documents": {
                "en": [
                    "which papers for pmegp",
                    "documents needed for pmegp subsidy",
                    "papers for new factory subsidy",
                ],
                "bn": ["পিএমইজিপি তে কী কাগজ লাগে", "ভর্তুকির জন্য কোন কাগজ দিতে হবে"],
                "hi": ["पीएमईजीपी के लिए कौन से कागज चाहिए", "सब्सिडी के लिए कौन से दस्तावेज लगेंगे"],
            },
            "cost": {
                "en": ["what does pmegp cost", "how much fee for pmegp application"],
                "bn": ["পিএমইজিপি তে কত খরচ", "ভর্তুকির আবেদনে কত টাকা লাগে"],
                "hi": ["पीएमईजीपी में कितना खर्च", "सब्सिडी के आवेदन की फीस कितनी"],
            },
        },
    },
    "mudra": {
        "aliases": ["mudra", "mudra loan", "মুদ্রা", "मुद्रा"],
        "questions": {
            "what": {
                "en": ["what is mudra", "explain mudra loan", "shishu kishor tarun loan"],
                "bn": ["মুদ্রা লোন কী", "শিশু কিশোর তরুণ ঋণ"],
                "hi": ["मुद्रा लोन क्या है", "शिशु किशोर तरुण ऋण"],
            },
            "documents": {
                "en": ["which papers for mudra", "documents for shishu loan"],
                "bn": ["মুদ্রা লোনে কী কাগজ লাগে", "শিশু ঋণের কাগজ"],
                "hi": ["मुद्रा लोन के लिए कौन से कागज चाहिए", "शिशु ऋण के दस्तावेज"],
            },
            "cost": {
                "en": ["interest rate of mudra", "what does a mudra loan cost"],
                "bn": ["মুদ্রা লোনে সুদ কত", "শিশু ঋণের খরচ কত"],
                "hi": ["मुद्रा लोन में ब्याज कितना", "शिशु ऋण का खर्च कितना"],
            },
        },
    },
    "gst-returns": {
        "aliases": ["gst return", "gstr-3b", "জিএসটি রিটার্ন", "जीएसटी रिटर्न"],
        "questions": {
            "what": {
                "en": ["what is a gst return", "when do I file gstr-3b"],
                "bn": ["জিএসটি রিটার্ন কী", "মাসে কবে রিটার্ন জমা দেব"],
                "hi": ["जीएसटी रिटर्न क्या है", "महीने में कब रिटर्न भरना है"],
            },
            "documents": {
                "en": ["which papers for a gst return", "bills needed for gstr-3b"],
                "bn": ["জিএসটি রিটার্নে কী কাগজ লাগে", "রিটার্নের জন্য কোন বিল চাই"],
                "hi": ["जीएसटी रिटर्न के लिए कौन से कागज चाहिए", "रिटर्न के लिए कौन से बिल"],
            },
            "cost": {
                "en": ["late fee of gst return", "what does a gst return cost"],
                "bn": ["জিএসটি রিটার্নে কত খরচ", "রিটার্ন দেরিতে দিলে কত জরিমানা"],
                "hi": ["जीएसटी रिटर्न में कितना खर्च", "रिटर्न देर से भरने पर कितना जुर्माना"],
            },
        },
    },
}

FOLLOWUPS = {
    "what": ["what is it exactly", "tell me more", "এটা কী", "আরও বলুন", "यह क्या है", "और बताइए"],
    "documents": [
        "and the documents?",
        "which papers are needed",
        "আর কাগজপত্র?",
        "কী কাগজ লাগবে",
        "और कागज?",
        "कौन से दस्तावेज",
    ],
    "cost": [
        "and how much does it cost",
        "what is the fee",
        "কত খরচ হবে",
        "কত টাকা লাগবে",
        "कितना खर्च होगा",
        "कितने पैसे लगेंगे",
    ],
}

OTHERS = {
    "greet": ["hello", "hi", "good morning", "namaskar", "নমস্কার", "হ্যালো", "সুপ্রভাত", "नमस्ते", "नमस्कार", "हैलो"],
    "thanks": ["thank you", "thanks a lot", "many thanks", "ধন্যবাদ", "অনেক ধন্যবাদ", "धन्यवाद", "शुक्रिया", "बहुत धन्यवाद"],
    "bye": ["bye", "goodbye", "see you later", "বিদায়", "আবার দেখা হবে", "अलविदा", "फिर मिलेंगे"],
    "talk_to_person": [
        "let me talk to a human being",
        "connect me with an officer",
        "মানুষের সঙ্গে কথা বলব",
        "अधिकारी से बात करा दो",
    ],
    "out_of_scope": [
        "who won the cricket match",
        "sing me a song",
        "আজ বৃষ্টি হবে নাকি",
        "क्रिकेट में कौन जीता",
        "what is the capital of france",
    ],
    "register_me": ["put my name on the list", "enrol me please", "আমার নাম লিখে নিন", "मेरा नाम लिख लीजिए"],
}

FORM = """
version: "3.1"
intents: [register_me]
slots:
  person_name:
    type: text
    influence_conversation: false
    mappings: [{type: from_text, conditions: [{active_loop: registration_form, requested_slot: person_name}]}]
  trade:
    type: text
    influence_conversation: false
    mappings: [{type: from_text, conditions: [{active_loop: registration_form, requested_slot: trade}]}]
forms:
  registration_form:
    required_slots: [person_name, trade]
responses:
  utter_ask_person_name: [{custom: {key: ask_person_name}}]
  utter_ask_trade: [{custom: {key: ask_trade}}]
  utter_registered: [{custom: {key: registered, slots: [person_name, trade]}}]
"""

FORM_RULES = """
version: "3.1"
rules:
  - rule: begin the form
    steps: [{intent: register_me}, {action: registration_form}, {active_loop: registration_form}]
  - rule: end the form
    condition: [{active_loop: registration_form}]
    steps:
      - action: registration_form
      - active_loop: null
      - slot_was_set: [{requested_slot: null}]
      - action: utter_registered
"""


@dataclass(frozen=True)
class Project:
    """Where it is: its folder, its content and its model."""

    folder: Path
    content: Path
    model: Path


def write_content(folder: Path) -> Path:
    """The three topics and one message, in the form of content/."""
    for name, topic in TOPICS.items():
        answers = {aspect: dict.fromkeys(("en", "bn", "hi"), f"{name}: {aspect}") for aspect in topic["questions"]}
        write(folder / "schemes" / f"{name}.yml", {"id": name, **topic, "aspects": answers})
    write(folder / "messages" / "conversation.yml", {"help": {"text": {"en": "Ask.", "bn": "বলুন।", "hi": "पूछिए।"}}})
    return folder


def write_examples(folder: Path) -> Path:
    """Rasa's own training data: follow-up questions and everything that is no question."""
    blocks: list[dict[str, Any]] = [
        {"intent": "ask", "metadata": {"register": "en", "aspect": aspect}, "examples": _listed(examples)}
        for aspect, examples in FOLLOWUPS.items()
    ]
    blocks += [{"intent": intent, "examples": _listed(examples)} for intent, examples in OTHERS.items()]
    write(folder / "nlu.yml", {"version": "3.1", "nlu": blocks})
    return folder


def write_domain(folder: Path) -> Path:
    """The real domain and the form."""
    shutil.copytree(PROJECT / "domain", folder)
    (folder / "form.yml").write_text(FORM, encoding="utf-8")
    return folder


def train(folder: Path) -> Project:
    """Writes the project and trains it."""
    import rasa.model_training

    content = write_content(folder / "content")
    write_examples(folder / "data")
    shutil.copy(PROJECT / "data" / "rules.yml", folder / "data")
    (folder / "data" / "form.yml").write_text(FORM_RULES, encoding="utf-8")
    write_domain(folder / "domain")
    shutil.copy(PROJECT / "config.yml", folder)
    before = Path.cwd()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONTENT_DIR", str(content))
        os.chdir(folder)
        try:
            result = rasa.model_training.train(
                domain="domain",
                config="config.yml",
                training_files=["data"],
                output=str(folder / "models"),
                force_training=True,
                fixed_model_name="tiny",
            )
        finally:
            os.chdir(before)
    assert result.code == 0
    assert result.model is not None
    return Project(folder, content, Path(folder, result.model))


def write(path: Path, data: Any) -> None:
    """A YAML file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _listed(examples: list[str]) -> str:
    return "".join(f"- {example}\n" for example in examples)
