"""Names for things: 80 random bits in letters and figures that nobody mixes up. An id is a name, never a secret."""

import secrets

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_id() -> str:
    """Sixteen characters, safe in addresses, cookies' names and file names."""
    return "".join(secrets.choice(LETTERS) for _ in range(16))
