"""The server of the tests of sound, at the hub of their own network."""

from dataclasses import dataclass

from app.api.parts import Parts
from app.facilitation.terms import MINUTE, Cameras, Where
from app.facilitation.voices import Voices, voices
from app.programme.sessions import open_lobby, plan
from tests.browser.house import CONTRACT
from tests.browser.together_house import Together
from tests.cast import JO, SET_ONE, as_new
from tests.media.network import Place


@dataclass
class VoiceHouse(Together):
    """The server, at the hub of the tests' own network."""

    place: Place | None = None
    where: Where = Where.HERE
    cameras: Cameras = Cameras.OFF

    def _run(self) -> None:
        assert self.place is not None
        self.place.enter()
        super()._run()

    async def _start_set(self, parts: Parts) -> None:
        directory = parts.store.directory
        await directory.start_set(
            "Set one",
            facilitators=as_new((JO,)),
            members=as_new(SET_ONE),
            session_format=self.session_format,
            round_format=self.round_format,
            set_id="set-one",
            where=self.where,
        )
        await directory.agree_contract("set-one", CONTRACT.model_copy(update={"cameras": self.cameras}))
        starts_at = parts.clock.wall() + MINUTE
        entry = await plan(parts.store, parts.rooms, "set-one", starts_at=starts_at, minutes=120, session_id="today")
        await open_lobby(parts.store, parts.rooms, entry)

    @property
    def voices(self) -> Voices:
        """Who may be heard now, as the rules have it."""
        return voices(self.state)
