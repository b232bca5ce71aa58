"""Leads' keys for this interface: made, listed and revoked by the administrator; a key's text is shown once."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field

from app.api.admin import SIGNED_OUT, the_programme
from app.api.models import Answer, Body, Name, errors
from app.api.parts import GivenParts, administrator
from app.api.problems import ApiProblem
from app.auth.keys import Scope
from app.facilitation.terms import HOUR, Millis
from app.store.entries import ApiKey

router = APIRouter(tags=["Administration"], prefix="/admin", dependencies=[Depends(administrator)])
READING = (Scope.SESSIONS_READ, Scope.LOG_READ, Scope.REPORT_READ)


class NewKey(Body):
    """A key for one programme. `programme` null: the first one."""

    name: Name
    programme: str | None = None
    scopes: Annotated[list[Scope], Field(min_length=1)] = list(READING)
    days: Annotated[int, Field(ge=1, le=730)] = 365

    model_config = Body.example(name="Programme lead", programme=None, scopes=list(READING), days=365)


class KeyAnswer(Answer):
    """A key without its secret."""

    prefix: str
    name: str
    programme: str | None
    scopes: list[str]
    created_at: Millis
    expires_at: Millis
    revoked_at: Millis | None
    last_used_at: Millis | None


class MadeKey(KeyAnswer):
    """A key with its text, which is never to be had again."""

    key: str


class Keys(Answer):
    """All keys."""

    items: list[KeyAnswer]


class AdminLinkAnswer(Answer):
    """A link that signs the administrator in, once, within a day."""

    link: str


@router.get("/keys", summary="All keys", responses=errors(SIGNED_OUT))
def get_keys(given: GivenParts) -> Keys:
    """Also those that have expired or were revoked."""
    return Keys(items=[_answer(key) for key in given.keys.all()])


@router.post("/keys", summary="Make a key", status_code=201, responses=errors(SIGNED_OUT, "not_found", "bad_request"))
async def post_key(new: NewKey, given: GivenParts) -> MadeKey:
    """Give it to the lead alone; it reads everything that leads may have in this programme."""
    known = {one.id for one in await asyncio.to_thread(given.store.directory.programmes)}
    if new.programme is not None and new.programme not in known:
        raise ApiProblem("not_found")
    programme = new.programme or (await the_programme(given)).id
    key, text = await given.keys.make(new.name, programme_id=programme, scopes=new.scopes, lasts=new.days * 24 * HOUR)
    return MadeKey(key=text, **dict(_answer(key)))


@router.post(
    "/keys/{prefix}/revoke", summary="Revoke a key", status_code=204, responses=errors(SIGNED_OUT, "not_found")
)
async def revoke_key(prefix: str, given: GivenParts) -> None:
    """From now on it opens nothing."""
    await given.keys.revoke(prefix)


@router.post("/link", summary="A new link for the administrator", responses=errors(SIGNED_OUT))
async def post_link(given: GivenParts) -> AdminLinkAnswer:
    """Works once, within a day; older ones that were not used stop working."""
    return AdminLinkAnswer(link=await given.sign_ins.new_admin_link())


def _answer(key: ApiKey) -> KeyAnswer:
    return KeyAnswer(
        prefix=key.prefix,
        name=key.name,
        programme=key.programme_id,
        scopes=sorted(key.scopes),
        created_at=key.created_at,
        expires_at=key.expires_at,
        revoked_at=key.revoked_at,
        last_used_at=key.last_used_at,
    )
