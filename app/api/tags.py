"""Tags for what leads read: made from the very bytes of an answer, so that one who has them is not sent them again."""

import hashlib
from collections.abc import Callable, Coroutine, Mapping
from typing import Annotated, Any, Final

from fastapi import Header, Request, Response
from fastapi.routing import APIRoute

FOUND: Final = 200
SAME: Final = 304

TAGGED: Final[dict[int | str, dict[str, Any]]] = {
    FOUND: {
        "headers": {
            "ETag": {"description": "A tag of these very bytes.", "schema": {"type": "string"}},
            "Cache-Control": {
                "description": "`private, no-cache`: the asker may keep it, and asks each time whether it still holds.",
                "schema": {"type": "string"},
            },
        }
    },
    SAME: {"description": "What you have, by its tag in `If-None-Match`, is what there is."},
}
"""How it is documented."""


def known_tags(
    known: Annotated[
        str | None,
        Header(alias="If-None-Match", description="The `ETag` of an answer you have: 304 when it still holds."),
    ] = None,
) -> None:
    """A dependency that says in the description what `TaggedRoute` reads."""


class TaggedRoute(APIRoute):
    """A route whose good answers carry a tag; whoever names it is told that nothing has changed."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's own handler, with the tag put on afterwards: rights have been checked by then."""
        handle = super().get_route_handler()

        async def tagged(request: Request) -> Response:
            return with_tag(request, await handle(request))

        return tagged


def with_tag(request: Request, answer: Response) -> Response:
    """The answer with its tag, or 304 without a body. A refusal goes out as it is."""
    if answer.status_code != FOUND:
        return answer
    tag = f'"{hashlib.sha256(bytes(answer.body)).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Authorization"}
    if knows(request.headers, tag):
        return Response(status_code=SAME, headers=headers)
    answer.headers.update(headers)
    return answer


def knows(headers: Mapping[str, str], tag: str) -> bool:
    """Whether the asker has it: a list of tags, or a star for any."""
    known = [each.strip().removeprefix("W/") for each in headers.get("if-none-match", "").split(",")]
    return tag in known or known == ["*"]
