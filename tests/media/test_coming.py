"""Coming late, again, or twice; and taking no part by voice at all."""

from collections.abc import Callable

import pytest

from app.facilitation import commands as c
from app.facilitation.terms import Where
from tests.media.machine import Machine
from tests.media.sitting import Sitting

pytestmark = [pytest.mark.media, pytest.mark.timeout(240)]


def test_whoever_comes_late_or_again_hears_the_holder_and_is_heard_when_it_is_time(
    sit: Callable[..., Sitting], machines: list[Machine]
) -> None:
    with sit() as sitting:
        company = sitting.company
        company.come("jo", machines[0])
        company.come("amina", machines[1])
        company.simulate("ruth")
        company.connected(within=60)
        sitting.house.to_step("r1.present")
        company.hear_exactly({"amina"})

        company.come("danny", machines[2])
        company.connected(within=60)
        company.hear_exactly({"amina"})

        company.seated["danny"].page.reload()
        company.connected("jo", "amina", "danny", "ruth", within=60)
        company.hear_exactly({"amina"})

        company.seated["amina"].page.reload()
        company.connected("jo", "amina", "danny", "ruth", within=60)
        company.hear_exactly({"amina"})
        company.simulated_hear_exactly({"amina"})

        sitting.house.to_step("r1.look-back")
        sitting.as_the_rules_have_it()
        company.nothing_to_complain()


def test_in_two_tabs_the_voice_is_in_the_newer_one_alone(sit: Callable[..., Sitting], machines: list[Machine]) -> None:
    with sit() as sitting:
        company = sitting.company
        company.all_come(("jo", "amina", "danny"), machines)
        company.connected(within=60)
        sitting.house.to_step("r1.present")
        company.hear_exactly({"amina"})
        older = company.seated["danny"].page
        newer = company.another_tab("danny")
        company.until(
            lambda: older.evaluate("() => heardOnWire.some(({ type }) => type === 'voice_elsewhere')"),
            lambda: "the older tab was not told",
        )
        company.connected("jo", "amina", "danny", within=60)
        company.hear_exactly({"amina"})
        company.tab_is_silent(older)
        assert newer.evaluate("() => connections.some((one) => one.connectionState === 'connected')")

        sitting.house.to_step("r1.look-back")
        sitting.as_the_rules_have_it()
        company.tab_is_silent(older)


def test_by_text_there_is_no_sound_and_no_connection(sit: Callable[..., Sitting], machines: list[Machine]) -> None:
    with sit(where=Where.TEXT) as sitting:
        company = sitting.company
        company.all_come(("jo", "amina", "danny"), machines)
        sitting.house.to_step("r1.present")
        company.rest(4)
        company.hear_exactly(())
        for who in company.seated:
            assert company.seated[who].page.evaluate("() => [connections.length, asked.length]") == [0, 0], who
        company.nothing_to_complain()


def test_beside_a_call_everything_is_let_go_of_and_comes_again_when_the_set_is_back(
    sit: Callable[..., Sitting], machines: list[Machine]
) -> None:
    with sit() as sitting:
        company = sitting.company
        company.all_come(("jo", "amina", "danny"), machines)
        company.connected(within=60)
        sitting.as_the_rules_have_it()
        sitting.house.give("jo", c.ChooseWhere(where=Where.CALL, call_link="https://call.example.org/set-one"))
        company.hear_exactly(())
        for who in company.seated:
            company.has_let_go(who)
        sitting.house.give("jo", c.ChooseWhere(where=Where.HERE))
        company.connected(within=60)
        sitting.as_the_rules_have_it()


def test_somebody_by_text_has_no_connection_while_the_others_talk(
    sit: Callable[..., Sitting], machines: list[Machine]
) -> None:
    with sit() as sitting:
        company = sitting.company
        company.all_come(("jo", "amina", "danny"), machines)
        company.connected(within=60)
        sitting.house.to_step("r1.present")
        company.hear_exactly({"amina"})
        page = company.seated["danny"].page
        page.get_by_role("button", name="Sound", exact=True).click()
        page.get_by_role("button", name="Take part by text instead").click()
        company.has_let_go("danny")
        company.hear_exactly((), "danny")
        company.hear_exactly({"amina"}, "jo", "amina")
        page.get_by_role("button", name="Take part by voice").click()
        company.connected("jo", "amina", "danny", within=60)
        company.hear_exactly({"amina"})
