"""Three-valued conditions: tables, and the laws that hold for any scheme and any person."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.conditions import NUMBERS, VALUES, Condition, Fact, Fits
from bot.knowledge.model import Figure
from bot.tools.eligibility import Between, Offer, Person, Some, Verdict, holds, judge, most_deciding, wanted

FIGURES = {"most": Figure(rupees=500_000)}
FACTS = [fact for fact in get_args(Fact)]


def some(*values: str, whole: bool = True) -> Some:
    return Some(frozenset(values), whole)


def condition(**data: Any) -> Condition:
    return Condition.model_validate(data)


SC = condition(fact="social", one_of=["sc", "st"])
WOMAN = condition(fact="gender", one_of=["woman"])
ADULT = condition(fact="age", min=18, max=60)
CHEAP = condition(fact="investment", max="most")


@pytest.mark.parametrize(
    ("wanted_condition", "person", "outcome"),
    [
        (SC, {}, None),
        (SC, {"social": some("sc")}, True),
        (SC, {"social": some("obc")}, False),
        (SC, {"social": some("obc", whole=False)}, None),  # may be both
        (SC, {"social": some("st", "minority", whole=False)}, True),
        (ADULT, {"age": Between(18, 18)}, True),
        (ADULT, {"age": Between(60, 60)}, True),
        (ADULT, {"age": Between(17, 17)}, False),
        (ADULT, {"age": Between(61, 70)}, False),
        (ADULT, {"age": Between(50, 70)}, None),
        (CHEAP, {"investment": Between(500_000, 500_000)}, True),
        (CHEAP, {"investment": Between(500_001, 500_001)}, False),
        (CHEAP, {"investment": Between(400_000, 600_000)}, None),
        (Condition(any=[SC, WOMAN]), {"gender": some("woman")}, True),
        (Condition(any=[SC, WOMAN]), {"gender": some("man")}, None),
        (Condition(any=[SC, WOMAN]), {"gender": some("man"), "social": some("general")}, False),
        (Condition(any=[Condition(all=[SC, WOMAN]), CHEAP]), {"gender": some("man")}, None),
        (Condition(any=[Condition(all=[SC, WOMAN])]), {"gender": some("man")}, False),
        (Condition(any=[Condition(all=[SC, WOMAN])]), {"gender": some("woman"), "social": some("sc")}, True),
    ],
)
def test_holds(wanted_condition: Condition, person: Person, outcome: bool | None) -> None:
    assert holds(wanted_condition, person, FIGURES) is outcome


def offer(*conditions: Condition, needs: tuple[str, ...] = ("loan",)) -> Offer:
    return Offer(Fits(needs=list(needs), all=list(conditions)), FIGURES)


def test_a_judgement_tells_what_decides_and_what_failed() -> None:
    both = offer(Condition(any=[SC, WOMAN]), ADULT)
    open_judgement = judge(both, {"gender": some("man")})
    assert (open_judgement.verdict, open_judgement.open) == (Verdict.MAY, {"social", "age"})
    failed = judge(both, {"gender": some("man"), "social": some("general")})
    assert (failed.verdict, failed.failed) == (Verdict.NOT, {"gender", "social"})
    assert judge(both, {"gender": some("woman"), "age": Between(30, 30)}).verdict is Verdict.FITS
    assert judge(offer(), {}).verdict is Verdict.FITS


def test_a_bound_that_is_no_sum_of_money_is_an_error() -> None:
    with pytest.raises(KeyError):
        holds(condition(fact="age", min="share"), {"age": Between(1, 1)}, {"share": Figure(percent=5)})


@pytest.mark.parametrize(
    ("needs", "count"), [(None, None), (some("loan"), 1), (some("loan", "training"), 2), (some("export"), 0)]
)
def test_wanted(needs: Some | None, count: int | None) -> None:
    fits = Fits(needs=["loan", "training"])
    assert wanted(fits, {"need": needs} if needs else {}) == count


def test_the_fact_that_decides_most() -> None:
    women, adults = offer(WOMAN), offer(ADULT)
    assert most_deciding([women, women, adults], {}, FACTS) == "gender"
    assert most_deciding([women, adults, adults, adults], {}, ["gender", "age"]) == "age"
    assert most_deciding([women, adults], {"gender": some("man")}, FACTS) == "age"
    assert most_deciding([women], {"gender": some("man")}, FACTS) is None
    assert most_deciding([women], {}, ["age"]) is None  # no answer about the age decides anything
    # Of two that must both hold each can say no by itself; so either is worth asking.
    assert most_deciding([offer(Condition(any=[Condition(all=[SC, WOMAN])]))], {}, ["age", "social"]) == "social"


# Laws


def answers(fact: Fact) -> st.SearchStrategy[Some | Between]:
    if fact in NUMBERS:
        ends = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(sorted)
        return ends.map(lambda pair: Between(pair[0], pair[1]))
    return st.builds(Some, st.frozensets(st.sampled_from(VALUES[fact]), min_size=1), st.booleans())


def simple(fact: Fact) -> st.SearchStrategy[Condition]:
    if fact in NUMBERS:
        bounds = st.tuples(st.none() | st.integers(0, 100), st.none() | st.integers(0, 100)).filter(any)
        return bounds.map(lambda pair: Condition(fact=fact, min=pair[0], max=pair[1])).filter(
            lambda one: one.min is not None or one.max is not None
        )
    values = st.lists(st.sampled_from(VALUES[fact]), min_size=1, unique=True)
    return values.map(lambda names: Condition(fact=fact, one_of=names))


SIMPLE = st.sampled_from(FACTS).flatmap(simple)
CONDITIONS = st.recursive(
    SIMPLE,
    lambda inner: st.lists(inner, min_size=1, max_size=3).flatmap(
        lambda parts: st.sampled_from([Condition(any=parts), Condition(all=parts)])
    ),
    max_leaves=6,
)
OFFERS = st.lists(CONDITIONS, max_size=4).map(lambda parts: offer(*parts))
PEOPLE = st.lists(st.sampled_from(FACTS), unique=True).flatmap(
    lambda facts: st.fixed_dictionaries({fact: answers(fact) for fact in facts})
)


@st.composite
def learnt(draw: st.DrawFn, person: dict[Fact, Some | Between]) -> dict[Fact, Some | Between]:
    """The same person, of whom at least as much is known."""
    more: dict[Fact, Some | Between] = {}
    for fact in FACTS:
        known = person.get(fact)
        if isinstance(known, Between):
            low = draw(st.integers(known.low, known.high))
            more[fact] = Between(low, draw(st.integers(low, known.high)))
        elif isinstance(known, Some):
            others = draw(st.frozensets(st.sampled_from(VALUES[fact]))) if not known.whole else frozenset[str]()
            more[fact] = Some(known.are | others, known.whole or draw(st.booleans()))
        elif draw(st.booleans()):
            more[fact] = draw(answers(fact))
    return more


@given(OFFERS, PEOPLE, st.data())
def test_what_is_learnt_never_overturns_a_yes_or_a_no(
    scheme: Offer, person: dict[Fact, Some | Between], data: st.DataObject
) -> None:
    before = judge(scheme, person).verdict
    after = judge(scheme, data.draw(learnt(person))).verdict
    assert before in (Verdict.MAY, after)


@given(OFFERS, PEOPLE, st.randoms())
def test_the_order_of_answers_does_not_matter(scheme: Offer, person: dict[Fact, Some | Between], random: Any) -> None:
    facts = list(person)
    random.shuffle(facts)
    assert judge(scheme, {fact: person[fact] for fact in facts}) == judge(scheme, person)


@given(OFFERS, PEOPLE)
def test_only_what_is_undecided_is_open(scheme: Offer, person: dict[Fact, Some | Between]) -> None:
    found = judge(scheme, person)
    assert bool(found.open) == (found.verdict is Verdict.MAY)
    assert bool(found.failed) == (found.verdict is Verdict.NOT)


@given(OFFERS, PEOPLE)
def test_whoever_is_known_in_full_gets_a_yes_or_a_no(scheme: Offer, person: dict[Fact, Some | Between]) -> None:
    full: dict[Fact, Some | Between] = {}
    for fact in FACTS:
        known = person.get(fact)
        if fact in NUMBERS:
            at = known.low if isinstance(known, Between) else 30
            full[fact] = Between(at, at)
        else:
            full[fact] = Some(known.are if isinstance(known, Some) else frozenset([VALUES[fact][0]]), True)
    assert judge(scheme, full).verdict is not Verdict.MAY


@given(st.lists(OFFERS, max_size=4), PEOPLE)
def test_a_question_is_never_put_in_vain(schemes: list[Offer], person: dict[Fact, Some | Between]) -> None:
    fact = most_deciding(schemes, person, FACTS)
    assert fact is None or any(fact in judge(scheme, person).open for scheme in schemes)
