"""Which pages may speak to the server: a browser says where a page came from, and only our own may change anything.

Cookies go along with a browser's requests whoever caused them; the Origin header tells. A request that carries cookies
and no Origin is refused as well. Programs with an API key send neither, and need not.
"""

from collections.abc import Collection

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class WrongOrigin(Exception):
    """The request came from a page that is not ours, or from a browser that does not say."""


def check_origin(origin: str | None, allowed: Collection[str], *, has_cookies: bool) -> None:
    """For every socket, before it is accepted, and every request with an unsafe method. Raises `WrongOrigin`.

    `allowed` holds origins as browsers write them (`Settings.origins`).
    """
    if origin is None:
        if has_cookies:
            raise WrongOrigin
        return
    if origin not in allowed:  # also "null", which sandboxed frames and local files send
        raise WrongOrigin
