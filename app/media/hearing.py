"""Whom each browser says that it truly plays, turned round: who says that they hear me. In memory alone."""

from collections.abc import Collection, Mapping

from app.facilitation.terms import PersonId


class Reports:
    """The newest word of each browser of one room."""

    def __init__(self) -> None:
        self._hears: dict[PersonId, frozenset[PersonId]] = {}

    def say(self, person: PersonId, people: Collection[PersonId]) -> None:
        """This browser plays these; of itself nobody's word counts."""
        self._hears[person] = frozenset(people) - {person}

    def forget(self, person: PersonId) -> None:
        """This browser has said nothing."""
        self._hears.pop(person, None)

    def heard_by(
        self, joined: Collection[PersonId], listening: Collection[PersonId], heard: Collection[PersonId]
    ) -> Mapping[PersonId, frozenset[PersonId]]:
        """For each who has joined: who of those listening says so. Whoever may not be heard is heard by nobody."""
        return {
            person: frozenset(
                other for other in listening if person in heard and person in self._hears.get(other, frozenset())
            )
            for person in joined
        }
