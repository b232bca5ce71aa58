"""The safety code is the same at every page and by our own reckoning, and differs when somebody sits in the middle."""

import hashlib
import re
from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import Page, expect

from tests.media.machine import Machine
from tests.media.middle import Ghost, Middle
from tests.media.sitting import Sitting
from tests.media.tones import TONES

pytestmark = [pytest.mark.media, pytest.mark.timeout(180)]

SIX_GROUPS = re.compile(r"^(\d{5}\s*){6}$")


def reckoned(session: str, fingerprints: Mapping[str, str]) -> str:
    """As the contract between page and server says: nothing of the page's own code is in it."""
    lines = sorted(f"{who} {fingerprint}" for who, fingerprint in fingerprints.items())
    salt = f"airspace safety code {session}"
    made = hashlib.pbkdf2_hmac("sha256", "\n".join(lines).encode(), salt.encode(), 200_000, dklen=16)
    digits = f"{int.from_bytes(made, 'big') % 10**30:030d}"
    return " ".join(digits[start : start + 5] for start in range(0, 30, 5))


def code_at(page: Page) -> str:
    """As it stands in the dialog "Sound"."""
    page.get_by_role("button", name="Sound", exact=True).click()
    code = page.get_by_role("dialog").locator(".code")
    expect(code).to_have_text(SIX_GROUPS, timeout=40_000)
    shown = " ".join(code.inner_text().split())
    page.keyboard.press("Escape")
    return shown


def test_everybody_reads_the_same_code_and_it_comes_from_all_certificates(
    sit: Callable[..., Sitting], machines: list[Machine]
) -> None:
    with sit() as sitting:
        company = sitting.company
        company.all_come(("jo", "amina", "danny"), machines)
        company.simulate("ruth")
        company.connected(within=60)
        pages = {who: seated.page for who, seated in company.seated.items()}
        shown = {who: code_at(page) for who, page in pages.items()}
        own = {who: str(page.evaluate(OWN_CERTIFICATE)) for who, page in pages.items()}
        own["ruth"] = company.simulated["ruth"].fingerprint
        assert set(shown.values()) == {reckoned(sitting.house.session, own)}


def test_with_somebody_in_the_middle_the_codes_differ(sit: Callable[..., Sitting], machines: list[Machine]) -> None:
    with sit() as sitting:
        company = sitting.company
        towards_amina = Middle(company.inside, "amina", "danny", TONES[-1])
        towards_danny = Middle(company.inside, "danny", "amina", TONES[-2])
        company.come("amina", machines[0], before=towards_amina.stand_before)
        company.come("danny", machines[1], before=towards_danny.stand_before)

        def stands() -> bool:
            towards_amina.deliver()
            towards_danny.deliver()
            return all(
                seated.page.evaluate("() => connections.some((one) => one.connectionState === 'connected')")
                for seated in company.seated.values()
            )

        company.until(stands, lambda: str([company.state_of(who) for who in company.seated]), within=60)
        # both are in a call, and neither sees anything wrong, but for this
        assert code_at(company.seated["amina"].page) != code_at(company.seated["danny"].page)
        towards_amina.close()
        towards_danny.close()


def test_somebody_whom_a_dishonest_server_adds_unseen_gets_no_sound_and_the_code_names_whom_it_covers(
    sit: Callable[..., Sitting], machines: list[Machine]
) -> None:
    with sit() as sitting:
        company = sitting.company
        ghost = Ghost(company.inside, "amina", TONES[-1])
        company.come("amina", machines[0], before=ghost.stand_before)
        company.come("danny", machines[1])
        company.connected(within=60)
        company.hear_exactly({"amina", "danny"})
        for _ in range(25):  # by then the page would have begun by itself
            ghost.deliver()
            company.rest(0.2)
        assert ghost.told
        assert ghost.got == 0
        company.hear_exactly({"amina", "danny"})
        for who in ("amina", "danny"):
            page = company.seated[who].page
            code_at(page)
            page.get_by_role("button", name="Sound", exact=True).click()
            expect(page.get_by_role("dialog").locator(".coded")).to_have_text("For these two: Amina and Danny.")
            page.keyboard.press("Escape")
        ghost.close()


OWN_CERTIFICATE = """() => {
  const all = connections.filter((one) => one.connectionState === "connected")
    .map((one) => /^a=fingerprint:(\\S+ \\S+)/m.exec(one.localDescription.sdp)[1]);
  if (new Set(all).size !== 1) throw new Error("one certificate for all connections");
  return all[0];
}"""
"""What this page's own connections show to the others."""
