"""The generators: each is a function that returns the whole text of the files it owns, by path from the root.

To add one, write a module here with a function `() -> dict[str, str]` and put the function in the list. The files are
committed; `./airspace generate` writes them and `./airspace check` fails when one is not what its generator says.
"""

from collections.abc import Callable

from scripts.generators.protocol import protocol
from scripts.generators.rest import rest
from scripts.generators.rules import rules
from scripts.generators.who_sees_what import confidentiality

Generator = Callable[[], dict[str, str]]

GENERATORS: list[Generator] = [confidentiality, protocol, rest, rules]
