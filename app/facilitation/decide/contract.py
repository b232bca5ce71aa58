"""The contract: put to the set, answered, agreed. Nobody's agreement is entered by going on."""

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.decide.draft import LONG, Draft, on, words
from app.facilitation.plan import Contract
from app.facilitation.refusals import Reason, Refused
from app.facilitation.state import ContractProposal, members, members_in_room, not_content, still_to_say

LONGEST = 3 * LONG
"""Characters of a contract's own text."""


@on(c.ProposeContract)
def _propose(draft: Draft, command: c.ProposeContract) -> None:
    put = command.contract
    if put.stand_in is not None and put.stand_in not in {one.id for one in members(draft.state)}:
        raise Refused(Reason.NO_SUCH_PERSON)
    contract = put.model_copy(
        update={
            "version": draft.state.contract.version + 1,
            "text": words(put.text, LONGEST),
            "limits": _limits(draft, put.limits),
            "support_line": words(put.support_line, LONG, may_be_empty=True),
        }
    )
    draft.say(e.ContractProposed(proposal=draft.id, contract=contract))


def _limits(draft: Draft, text: str) -> str:
    """Where confidentiality ends may be worded otherwise, and not left out again."""
    limits = words(text, LONG, may_be_empty=True)
    if not limits and draft.state.contract.limits:
        raise Refused(Reason.NO_LIMITS)
    return limits


def _put(draft: Draft, proposal: str) -> ContractProposal:
    put = draft.state.contract_proposal
    if put is None or put.id != proposal:
        raise Refused(Reason.GONE)
    return put


@on(c.SayOfContract)
def _answer(draft: Draft, command: c.SayOfContract) -> None:
    _put(draft, command.proposal)
    draft.say(e.ContractAnswered(proposal=command.proposal, person=draft.by, content=command.content))


@on(c.AgreeContract)
def _agree(draft: Draft, command: c.AgreeContract) -> None:
    put = _put(draft, command.proposal)
    if not_content(draft.state):
        raise Refused(Reason.NOT_CONTENT)  # a contract binds everybody: whoever is not content is heard first
    if still_to_say(draft.state) or not members_in_room(draft.state):
        raise Refused(Reason.STILL_TO_SAY)  # nobody is content by silence, nor by having gone
    contract: Contract = put.contract
    draft.say(e.ContractAgreed(proposal=put.id, version=contract.version, contract=contract))


@on(c.DropContract)
def _drop(draft: Draft, command: c.DropContract) -> None:
    draft.say(e.ContractDropped(proposal=_put(draft, command.proposal).id))
