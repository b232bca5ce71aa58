"""The address of the set's own call, as it is kept: one that a browser may open, and that says truly where it leads."""

import re

from app.facilitation.refusals import Reason, Refused
from app.facilitation.terms import Where

LONGEST = 500
"""An address of Teams, Zoom or GoTo has some two hundred characters."""
ADDRESS = re.compile(
    r"https://"
    r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?"  # a host and nothing before it: no name that is not the host
    r"(?:[/?#][a-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*)?",
    re.IGNORECASE | re.ASCII,
)


def kept_link(where: Where, text: str) -> str:
    """The address beside a call; empty where there is none. Refused unless it begins with https and names its host."""
    link = text.strip()
    if where is not Where.CALL or not link:
        return ""
    if len(link) > LONGEST:
        raise Refused(Reason.TOO_LONG, most=LONGEST, over=len(link) - LONGEST)
    if not ADDRESS.fullmatch(link):
        raise Refused(Reason.NOT_A_LINK)
    return link
