"""The contract, put to the set and agreed."""

from dataclasses import replace

from app.facilitation import events as e
from app.facilitation.evolve.entered import CONTRACT
from app.facilitation.evolve.registry import When, on
from app.facilitation.state import ContractProposal, Session


@on(e.ContractProposed)
def _proposed(state: Session, event: e.ContractProposed, when: When) -> Session:
    return replace(state, contract_proposal=ContractProposal(event.proposal, event.contract))


@on(e.ContractAnswered)
def _answered(state: Session, event: e.ContractAnswered, when: When) -> Session:
    put = state.contract_proposal
    if put is None:
        return state
    return replace(state, contract_proposal=replace(put, content={**put.content, event.person: event.content}))


@on(e.ContractAgreed)
def _agreed(state: Session, event: e.ContractAgreed, when: When) -> Session:
    put = state.contract_proposal
    content = frozenset(who for who, said in put.content.items() if said) if put else frozenset[str]()
    return replace(
        state,
        contract=event.contract,
        contract_agreed=event.proposal,
        contract_proposal=None,
        reaffirmed=content,
        raised_contract=(),
        entered=tuple(one for one in state.entered if one.kind not in CONTRACT),  # of the version before
    )


@on(e.ContractDropped)
def _dropped(state: Session, event: e.ContractDropped, when: When) -> Session:
    return replace(state, contract_proposal=None)
