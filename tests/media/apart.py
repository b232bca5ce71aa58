"""A company whose server is a process of its own, which can be killed; simulated people move its session on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.facilitation.terms import PersonId
from tests.cast import SET_ONE
from tests.faults.process import Process
from tests.media.company import Company
from tests.media.network import Network


class Apart(Company):
    """Whoever has come to a server that may be gone."""

    process: Process

    def give(self, who: PersonId, command: str, **fields: Any) -> str:
        """Somebody's command; it has to be done."""
        answer = self.inside.do(self._give(who, command, **fields))
        assert answer["type"] == "done", answer
        return str(answer["id"])

    async def _give(self, who: PersonId, command: str, **fields: Any) -> dict[str, Any]:
        if who in self.simulated:
            return await self.simulated[who].line.give(command, **fields)
        async with await self._line(who) as beside:  # their page has a line of its own
            return await beside.give(command, **fields)

    def into_airspace(self, holder: PersonId | None = None) -> None:
        """As a session goes, in short: the holder (or somebody simulated, not Jo) has the first round."""
        holder = holder or next(who for who in self.simulated if who != "jo")
        self.give("jo", "open_step", step="check-in")
        self.give("jo", "open_step", step="asking")
        self.give(holder, "place_bid", kind="asks", headline="Who decides that a bed is free?")
        rounds = [{"holder": self.person(holder), "minutes": 40}]
        agenda = self.give("jo", "propose_agenda", sharing="own", rounds=rounds)
        self.give("jo", "agree_agenda", agenda=agenda)
        self.give("jo", "open_step", step="r1.present")

    def kill(self) -> None:
        """The server is gone, without a word."""
        self.inside.do(self.process.kill())

    def start(self) -> None:
        """The server is there again, on the same port and the same data."""
        self.inside.do(self.process.start(), within=90)

    def simulated_come_back(self) -> None:
        """Every simulated member finds their line anew; their connections stood all the time."""
        for who in self.simulated:
            self.inside.do(self._back(who))

    async def _back(self, who: PersonId) -> None:
        await self.simulated[who].back(await self._line(who))


@contextmanager
def apart(network: Network, folder: Path) -> Iterator[Apart]:
    """A set with its server process, and everybody's links."""
    data_dir = folder / "data"
    data_dir.mkdir(parents=True)
    process = Process(data_dir)
    with Apart(network, process.url, process.port, {}, {}) as company:
        company.process = process
        company.start()
        try:
            seats = company.inside.do(_set_up(process))
            company.links = {who: seat["link"] for who, seat in seats.items()}
            company.seats = {who: seat["seat"] for who, seat in seats.items()}
            yield company
        finally:
            company.inside.do(process.stop())


async def _set_up(process: Process) -> dict[PersonId, Any]:
    members = [{"name": one.name, "site": one.site} for one in SET_ONE]
    asked = {"name": "Set one", "facilitators": [{"name": "Jo"}], "members": members, "starts_at": None}
    async with process.office() as office:
        made = await office.post("/api/v1/admin/sets", json=asked)
    assert made.status_code < 300, made.text
    return {seat["name"].lower(): seat for seat in made.json()["seats"]}
