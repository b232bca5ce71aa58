"""The protocol as written down is the protocol as spoken."""

import json
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from app.facilitation.commands import FromClock, FromOffice, GivenByPeople
from app.realtime import messages
from app.realtime.messages import FromBrowser, FromServer, from_browser, from_server
from app.realtime.picture import Picture
from app.realtime.rooms import OpenRoom
from scripts.generators.protocol import protocol_schema
from scripts.generators.protocol_words import EXAMPLES

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("kind", get_args(FromBrowser))
def test_every_example_of_a_browser_is_understood(kind: type) -> None:
    assert isinstance(from_browser.validate_json(json.dumps(EXAMPLES[kind.__name__])), kind)


@pytest.mark.parametrize("kind", get_args(FromServer))
def test_every_example_of_the_server_is_what_it_sends(kind: type) -> None:
    said = from_server.validate_python(EXAMPLES[kind.__name__])
    assert isinstance(said, kind)
    assert json.loads(from_server.dump_json(said, by_alias=True)) == EXAMPLES[kind.__name__]


@pytest.mark.parametrize("kind", [*get_args(FromClock), *get_args(FromOffice)])
def test_no_browser_may_speak_for_the_clock_or_the_office(kind: type[BaseModel]) -> None:
    name = kind.model_fields["type"].default
    with pytest.raises(ValidationError):
        TypeAdapter(GivenByPeople).validate_python({"type": name})
    assert kind.__name__ not in json.dumps(protocol_schema())


def test_the_schema_lets_messages_be_told_apart_by_their_type() -> None:
    defs = protocol_schema()["$defs"]
    for union in ("FromBrowser", "FromServer", "Given"):
        kinds = [defs[option["$ref"].rpartition("/")[2]] for option in defs[union]["oneOf"]]
        names = [kind["properties"]["type"]["const"] for kind in kinds]
        assert len(set(names)) == len(names)
        assert all("type" in kind["required"] for kind in kinds)


async def test_what_is_sent_as_a_view_is_a_view(lobby: OpenRoom) -> None:
    picture = Picture(lobby.room.state)
    frame = picture.frame("amina", picture.everything("amina"), 17)
    said = from_server.validate_json(frame)
    assert isinstance(said, messages.ShowView)
    assert said.now == 17
    assert set(said.sections) == set(messages.SECTIONS)
    assert set(messages.SECTIONS) == set(messages.SHARED_SECTIONS) | set(messages.OWN_SECTIONS)
    properties = protocol_schema()["$defs"]["View"]["properties"]
    assert set(properties) == set(messages.SECTIONS)


def test_the_page_speaks_this_protocol() -> None:
    line = (ROOT / "web" / "js" / "line.js").read_text()
    assert f"const PROTOCOL = {messages.PROTOCOL};" in line
    for code in (messages.SIGNED_OUT, messages.REMOVED, messages.SESSION_CLOSED, messages.TOO_MANY_LINES):
        assert str(code) in line


@pytest.mark.parametrize(
    "frame",
    [
        '{"type":"give","id":"agenda-0001","command":{"type":"propose_agenda","sharing":"own","rounds":[%s]}}',
        '{"type":"give","id":"agenda-0001","command":{"type":"replan_rounds","instead_of":[%s],"rounds":[]}}',
        '{"type":"to_peer","voice":1,"to":"ruth","fingerprint":"x","description":null,"candidates":[%s]}',
    ],
)
def test_a_frame_full_of_what_is_wrong_is_looked_at_no_further_than_its_first_fault(frame: str) -> None:
    full = frame % ",".join(["{}"] * 20_000)
    with pytest.raises(ValidationError) as refused:
        from_browser.validate_json(full)
    assert refused.value.error_count() < 20
