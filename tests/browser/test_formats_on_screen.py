"""Every step of every shipped format, on screen: a sentence that is whole, for the holder, a member and the desk."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from app.facilitation import commands as c
from app.facilitation.order import onward
from app.facilitation.state import stage_kind
from app.facilitation.terms import StageKind
from tests.browser.tabs import Tabs
from tests.browser.together_house import Together

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.timeout(300)]

FORMATS = [
    ("als-4step", "first-session"),
    ("als-classic", "last-session"),
    ("als-30", "als-30"),
    ("post-it", "two-hours"),
    ("case-clinic", "two-hours"),
    ("wial", "two-hours"),
    ("troika", "two-hours"),
]
WATCHED = ("amina", "ruth", "jo")


@pytest.mark.parametrize(("rounds", "session"), FORMATS)
def test_every_step_says_what_is_asked(rounds: str, session: str, tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path, round_format=rounds, session_format=session) as house:
        tabs = Tabs(house, window)
        for who in WATCHED:
            tabs.join(who)
        seen = []
        while (following := onward(house.state)) is not None:
            if stage_kind(house.state) is StageKind.ASKING and not house.state.agreed:
                house.agree()
                following = onward(house.state)
                assert following is not None
            house.give("jo", c.OpenStep(step=following.id))
            seen.append(following)
            if following.stage_kind is StageKind.CLOSE:
                break
            for who in WATCHED:
                said = sentences(tabs, who, following.name)
                assert all(whole(one) for one in said), (following.id, who, said)
        assert {one.floor for one in seen}
        assert len(seen) >= 6
        tabs.nothing_to_complain()


def sentences(tabs: Tabs, who: str, step: str) -> list[str]:
    page = tabs[who]
    page.locator("#now h1", has_text=step).wait_for()
    return page.locator("#now .ask, .now-line").all_inner_texts()


def whole(sentence: str) -> bool:
    """A sentence of the catalogue, with nothing left open in it."""
    return (
        len(sentence) > 12 and "{" not in sentence and "}" not in sentence and not sentence.startswith(("ask", "now."))
    )
