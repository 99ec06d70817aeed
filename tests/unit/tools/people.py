"""Worked people for the eligibility finder. What each must, may and must not get follows from the register of facts
on schemes and loans, read by hand: whom a scheme names, its ages, sums and trades.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from bot.knowledge.conditions import NUMBERS


class Case(NamedTuple):
    who: str
    known: dict[str, Any]
    fits: str = ""
    may: str = ""
    fails: str = ""  # does not fit, or serves none of the needs
    gone: str = ""  # is not among what is offered at all


def known(**facts: Any) -> dict[str, Any]:
    """Numbers as they are, names in lists (or one), `None` for a skipped question."""
    kept: dict[str, Any] = {}
    for fact, value in facts.items():
        if value is None or isinstance(value, dict):
            kept[fact] = value
        elif fact in NUMBERS:
            kept[fact] = {"low": value, "high": value}
        else:
            kept[fact] = {"are": [value] if isinstance(value, str) else value, "whole": True}
    return kept


CASES = [
    Case(
        "a shopkeeper woman of Malda",
        known(need="loan", who="entrepreneur", sector="trading", stage="running", age=38, gender="woman", area="town",
              investment=200_000, social="general"),
        fits="mudra cgtmse collateral-free-loan bhabishyat-credit-card",
        fails="pmegp pm-svanidhi weaver-mudra artisan-credit-card",
    ),
    Case(
        "a leather worker of Tangra",
        known(need=["training", "loan", "machine"], who="artisan", sector="leather", stage="running", age=45,
              gender="man",
              area="town", investment=100_000),
        fits="pm-vishwakarma ramp mudra bhabishyat-credit-card",
        may="sc-st-hub",
        fails="pmfme weaver-mudra pm-svanidhi sfurti pmegp",
    ),
    Case(
        "a mason back from Kerala",
        known(need=["protection", "job"], who="migrant_worker", sector="construction", age=30, gender="man"),
        fits="e-shram shramashree bocw migrant-welfare samajik-suraksha",
        gone="mudra zed",
    ),
    Case(
        "the same mason, who wants to learn and to start on his own",
        known(need=["training", "loan"], who="migrant_worker", sector="construction", stage="new", age=30,
              investment=300_000),
        fits="pm-vishwakarma mudra pmegp bhabishyat-credit-card",
        fails="pmfme weaver-mudra",
    ),
    Case(
        "a tea stall vendor",
        known(need="loan", who="street_vendor", sector="service", stage="running", age=50, area="town",
              investment=20_000),
        fits="pm-svanidhi mudra bhabishyat-credit-card",
        fails="pmegp weaver-mudra psb-59-minutes",
    ),
    Case(
        "a self-help group of village women",
        known(need=["loan", "training"], who="shg", gender="woman", area="village", age=30, sector="food_processing"),
        fits="anandadhara lakhpati-didi pmfme",
        fails="cgtmse pm-svanidhi",
    ),
    Case(
        "a weaver of Shantipur",
        known(need=["loan", "training"], who="weaver", sector="handloom_textile", stage="running", age=52,
              area="town",
              investment=100_000, gender="man"),
        fits="weaver-mudra mudra bhabishyat-credit-card",
        fails="pm-vishwakarma anandadhara pmfme pm-svanidhi",
    ),
    Case(
        "an exporter of Kolkata",
        known(need="export", who="entrepreneur", sector="leather", stage="running", age=48, turnover=20_000_000,
              area="town"),
        fits="ecgc export-loan",
        gone="mudra e-shram",
    ),
    Case(
        "an SC youth of 17",
        known(need="loan", who="entrepreneur", sector="manufacturing", stage="new", age=17, social="sc",
              investment=300_000),
        fails="mudra pmegp bhabishyat-credit-card",
        gone="stand-up-india",
    ),
    Case(
        "the same youth at 18",
        known(need="loan", who="entrepreneur", sector="manufacturing", stage="new", age=18, social="sc",
              investment=300_000),
        fits="mudra pmegp bhabishyat-credit-card cgtmse collateral-free-loan",
        gone="stand-up-india",
    ),
    Case(
        "an SC owner of a small factory",
        known(need=["subsidy", "machine"], who="entrepreneur", sector="manufacturing", stage="running", age=34,
              social="sc"),
        fits="sc-st-hub",
        fails="pmegp pmfme",
    ),
    Case(
        "an SC trader",
        known(need=["subsidy", "machine"], who="entrepreneur", sector="trading", stage="running", age=34,
              social="sc"),
        fails="sc-st-hub zed",
    ),
    Case(
        "a woman who makes pickles at home and starts",
        known(need=["subsidy", "loan"], who="entrepreneur", sector="food_processing", stage="new", age=29,
              gender="woman",
              area="village", investment=100_000),
        fits="pmfme pmegp mudra",
        fails="weaver-mudra pm-svanidhi",
    ),
    Case(
        "a new factory of 40 lakh",
        known(need=["loan", "subsidy"], who="entrepreneur", sector="manufacturing", stage="new", age=40,
              investment=4_000_000),
        fits="pmegp cgtmse",
        fails="mudra bhabishyat-credit-card collateral-free-loan psb-59-minutes",
    ),
    Case(
        "a new service of 40 lakh",
        known(need=["loan", "subsidy"], who="entrepreneur", sector="service", stage="new", age=40,
              investment=4_000_000),
        fits="cgtmse",
        fails="pmegp mudra pmfme",
    ),
    Case(
        "a new factory, age not said",
        known(need="subsidy", who="entrepreneur", sector="manufacturing", stage="new", investment=1_000_000),
        may="pmegp",
        fails="pmfme",
    ),
    Case(
        "a shopkeeper of 60",
        known(need="loan", who="entrepreneur", sector="trading", stage="running", age=60, investment=100_000),
        fits="mudra cgtmse collateral-free-loan",
        fails="bhabishyat-credit-card pmegp",
    ),
    Case(
        "a building worker of 61",
        known(need="protection", who="worker", sector="construction", age=61),
        fails="e-shram bocw samajik-suraksha",
    ),
    Case(
        "a day labourer of 16",
        known(need="protection", who="worker", sector="construction", age=16),
        fits="e-shram",
        fails="bocw samajik-suraksha",
    ),
    Case(
        "women of a minority in a group",
        known(need="loan", who="shg", gender="woman", age=35, social="minority", area="village", sector="handicraft"),
        fits="minority-loans anandadhara",
        fails="cgtmse pm-svanidhi",
    ),
    Case(
        "a man of no minority",
        known(need="loan", who="entrepreneur", gender="man", age=35, social="general", stage="running",
              sector="service",
              investment=100_000),
        fits="mudra",
        fails="minority-loans anandadhara lakhpati-didi",
    ),
    Case(
        "a society of cane workers",
        known(need=["machine", "training"], who="institution", sector="handicraft", stage="running"),
        fits="sfurti ramp",
        fails="pm-vishwakarma",
    ),
    Case(
        "a single potter",
        known(need=["machine", "training"], who="artisan", sector="handicraft", stage="running", age=40),
        fits="pm-vishwakarma ramp",
        fails="sfurti pmfme",
    ),
    Case(
        "a potter with the artisan's card",
        known(need="loan", who="artisan", sector="handicraft", stage="running", age=40, investment=50_000),
        fits="artisan-credit-card mudra",
        fails="weaver-mudra pm-svanidhi",
    ),
    Case(
        "a factory that wants papers",
        known(need="certificate", who="entrepreneur", sector="manufacturing", stage="running"),
        fits="zed udyam-registration silpasathi",
        gone="mudra pmegp",
    ),
    Case(
        "a shop that wants papers",
        known(need="certificate", who="entrepreneur", sector="trading", stage="running"),
        fits="udyam-registration udyam-assist silpasathi",
        fails="zed",
    ),
    Case(
        "a dairy farmer",
        known(need="loan", who="entrepreneur", sector="farming", stage="running", age=40, investment=200_000),
        fits="mudra bhabishyat-credit-card",
        fails="cgtmse pmegp collateral-free-loan",
    ),
    Case(
        "a running firm with a plan of 30 lakh",
        known(need="loan", who="entrepreneur", sector="trading", stage="running", age=40, investment=3_000_000),
        fits="psb-59-minutes cgtmse",
        fails="mudra collateral-free-loan bhabishyat-credit-card pmegp",
    ),
    Case(
        "a weaver who wants to sell",
        known(need="market", who="weaver", sector="handloom_textile", stage="running", age=35),
        fits="indiahandmade tantuja-manjusha",
        fails="pmfme",
        gone="mudra",
    ),
    Case("who only says that a loan is needed", known(need="loan"), may="mudra pmegp pm-svanidhi cgtmse"),
]  # fmt: skip
