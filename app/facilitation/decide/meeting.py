"""Where the set meets today: by voice in this room, beside its own call, or by text."""

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.call_link import kept_link
from app.facilitation.decide.draft import Draft, on
from app.facilitation.decide.moving import keep_holders_time


@on(c.ChooseWhere)
def _choose_where(draft: Draft, command: c.ChooseWhere) -> None:
    link = kept_link(command.where, command.call_link)
    if (command.where, link) == (draft.state.where, draft.state.call_link):
        return
    draft.say(e.WhereChosen(where=command.where, call_link=link))
    keep_holders_time(draft)
