"""F and C: a round's minutes over its steps, whatever the pattern and the minutes."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.facilitation.formats import RoundStep
from app.facilitation.plan import Step
from app.facilitation.refusals import Reason, Refused
from app.facilitation.terms import MINUTE, Floor
from app.facilitation.timing import HALF_MINUTE, least_minutes, pattern_of, share_out
from tests.facilitation.scenario import FOUR_STEPS, TROIKA

HALVES = st.integers(0, 60).map(lambda halves: halves / 2)
WEIGHTS = st.one_of(st.integers(1, 60), st.floats(0.1, 60, allow_nan=False))


@st.composite
def patterns(draw: st.DrawFn) -> tuple[RoundStep, ...]:
    """Any round: a step with a weight, and others, weighted, fixed or on request, in any order."""
    first = RoundStep(id="s0", name="Step", floor=Floor.HOLDER, weight=draw(WEIGHTS), minimum=draw(HALVES))
    steps = [first]
    for number in range(1, draw(st.integers(1, 8))):
        kind = draw(st.sampled_from(["weight", "fixed", "on_request"]))
        steps.append(
            RoundStep(
                id=f"s{number}",
                name="Step",
                floor=Floor.EVERYBODY,
                weight=draw(WEIGHTS) if kind == "weight" else 0,
                minimum=draw(HALVES),
                minutes=None if kind == "weight" else draw(HALVES),
                on_request=kind == "on_request",
            )
        )
    return tuple(steps)


@given(patterns(), HALVES)
def test_F7_every_step_keeps_its_minimum_the_sum_is_exact_and_all_are_halves_of_a_minute(
    steps: tuple[RoundStep, ...], more: float
) -> None:
    minutes = least_minutes(pattern_of(steps, 6)) + more
    shared = share_out(pattern_of(steps, 6), "r1", minutes)
    assert sum(step.length for step in shared if not step.on_request) == minutes * MINUTE
    for step, asked in zip(shared, steps, strict=True):
        assert step.length % HALF_MINUTE == 0
        if asked.minutes is not None:
            assert step.length == asked.minutes * MINUTE
        else:
            assert step.length >= asked.minimum * MINUTE


@given(patterns(), st.integers(1, 60))
def test_F8_a_round_that_is_too_short_is_refused_with_the_minutes_it_needs(
    steps: tuple[RoundStep, ...], halves: int
) -> None:
    least = least_minutes(pattern_of(steps, 6))
    if least - halves / 2 < 0:
        return
    with pytest.raises(Refused) as refusal:
        share_out(pattern_of(steps, 6), "r1", least - halves / 2)
    assert (refusal.value.reason, refusal.value.detail) == (Reason.TOO_SHORT, {"minutes": f"{least:g}"})


@given(st.lists(st.integers(1, 30), min_size=1, max_size=8), st.integers(8, 400))
def test_F9_without_minimums_each_step_is_within_half_a_minute_of_its_weight(weights: list[int], halves: int) -> None:
    steps = [
        RoundStep(id=f"s{n}", name="Step", floor=Floor.HOLDER, weight=weight, minimum=0)
        for n, weight in enumerate(weights)
    ]
    shared = share_out(pattern_of(steps, 6), "r1", halves / 2)
    for step, weight in zip(shared, weights, strict=True):
        exact = Fraction(halves * weight, sum(weights)) * HALF_MINUTE
        assert abs(step.length - exact) < HALF_MINUTE


def lengths(steps: tuple[Step, ...]) -> list[float]:
    return [step.length / MINUTE for step in steps if not step.on_request]


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(40, [5.5, 7.5, 19.5, 5.5, 2]), (26.5, [3.5, 5, 12.5, 3.5, 2]), (20, [3, 3.5, 9, 2.5, 2]), (9, [3, 1, 1, 2, 2])],
)
def test_F10_the_four_steps_scale_with_the_minutes_agreed(minutes: float, expected: list[float]) -> None:
    assert lengths(share_out(pattern_of(FOUR_STEPS.step, 6), "r1", minutes)) == expected


def test_F10_troika_in_its_own_minutes_is_as_published() -> None:
    assert lengths(share_out(pattern_of(TROIKA.step, 6), "r1", 11)) == [2, 2, 5, 2]


def test_F11_steps_of_a_round_are_named_by_round_and_step() -> None:
    ids = [step.id for step in share_out(pattern_of(FOUR_STEPS.step, 6), "r2", 40)]
    assert ids == ["r2.present", "r2.clarify", "r2.explore", "r2.offers", "r2.reflect", "r2.look-back"]
