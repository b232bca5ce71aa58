"""A session as a calendar entry: in UTC, with an id that stays, so that a newer one takes the old one's place."""

from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from app.facilitation.terms import Millis
from app.store.entries import SessionEntry
from app.texts import sentence


def calendar_of(entry: SessionEntry, set_name: str, public_url: str) -> Calendar:
    """One session. No link: a calendar is shared more widely than people think."""
    event = Event()
    event.add("uid", f"{entry.id}@airspace")
    event.add("dtstamp", _moment(entry.created_at))
    event.add("dtstart", _moment(entry.starts_at))
    event.add("dtend", _moment(entry.starts_at) + timedelta(minutes=entry.minutes))
    event.add("summary", sentence("calendar.title", {"set": set_name, "number": entry.number}))
    event.add("description", sentence("calendar.description", {"address": public_url}))
    calendar = Calendar()
    calendar.add("prodid", "-//Airspace//Airspace//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return calendar


def _moment(at: Millis) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC)
