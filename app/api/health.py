"""Whether this server can do its work: for load balancers and whoever watches."""

import asyncio
from typing import Literal

from fastapi import APIRouter

from app.api.models import Answer, errors
from app.api.parts import GivenParts

router = APIRouter(tags=["Health"])


class Health(Answer):
    """It works."""

    status: Literal["ok"] = "ok"

    model_config = Answer.example(status="ok")


@router.get("/healthz", summary="Whether the server works", responses=errors("not_saved"))
async def get_health(given: GivenParts) -> Health:
    """Reads the database once."""
    await asyncio.to_thread(given.store.directory.open_sessions)
    return Health()
