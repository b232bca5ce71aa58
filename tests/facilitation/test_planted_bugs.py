"""A test is only as good as its claims: bugs are planted in the rules one by one, and the machine must catch each."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RULES = Path("app/facilitation")

PLANTED = {
    "the facilitator is heard in airspace": (
        "heard.py",
        "return room & {holder(state)}",
        "return room & ({holder(state)} | _people_of_kind(state, PersonKind.FACILITATOR))",
    ),
    "members may write in airspace": (
        "permissions.py",
        '_row("say_line", "heard", "open")',
        '_row("say_line", "in_room", "open")',
    ),
    "a prepared question is shown to all": (
        "views/shared.py",
        "for one in state.questions if one.asked and one.stage == stage",
        "for one in state.questions if one.stage == stage",
    ),
    "hands are shown in airspace": (
        "views/shared.py",
        "held = quiet(state) or state.thinking",
        "held = state.thinking",
    ),
    "time added is lost when the clock stands still": (
        "timer.py",
        "return replace(self, length=self.length + by)",
        "return self if self.since is None else replace(self, length=self.length + by)",
    ),
    "stopping forgets what has run": (
        "timer.py",
        "return replace(self, ran=self.took(at), since=None)",
        "return replace(self, since=None)",
    ),
    "the clock starts though a reason to stand still remains": (
        "evolve/running.py",
        "return started if started.stops else",
        "return",
    ),
    "the queue is taken from its end": (
        "decide/questions.py",
        "next((hand for hand in state.hands if is_here",
        "next((hand for hand in reversed(state.hands) if is_here",
    ),
    "anybody in the room may take the chair": (
        "permissions.py",
        '_row("take_chair", "facilitator_not_chair", "open chair_to_take")',
        '_row("take_chair", "in_room", "open")',
    ),
    "the chair may answer the holder's pause": (
        "permissions.py",
        '_row("answer_pause", "driver", "paused no_holder_here")',
        '_row("answer_pause", "driver", "paused")',
    ),
    "nobody opens the floor when the chair is gone": (
        "timing.py",
        "return state.chair_missing_since + OPEN_AFTER",
        "return None",
    ),
    "questions before airspace": (
        "order.py",
        "return opening.id == first.id or first.id in state.opened_at",
        "return True",
    ),
    "what somebody learned is shown before they share it": (
        "views/shared.py",
        "if one.id in state.shared and state.learnings.get(one.id)",
        "if state.learnings.get(one.id)",
    ),
    "ratings are shown while the set still writes": (
        "views/shared.py",
        "counts(item.id) if state.ratings_shown else []",
        "counts(item.id)",
    ),
    "the holder's time runs while their line is down": (
        "decide/moving.py",
        "draft.say(e.ClockStopped(why=Stop.HOLDER_AWAY))",
        "pass",
    ),
    "the holder chairs their own round": (
        "decide/moving.py",
        "    _holder_never_chairs(draft)\n",
        "",
    ),
    "a turn begins for somebody who is not here": (
        "state.py",
        "if is_here(state, one.id) and one.id not in turns.done",
        "if one.id not in turns.done",
    ),
    "a bid is shown before its maker shows it": (
        "views/shared.py",
        "for bid in state.bids if bid.shown] if asked",
        "for bid in state.bids] if asked",
    ),
    "a guest is let in over an objection": (
        "decide/guests.py",
        "if is_objected_to(draft.state, command.guest):",
        "if False:",
    ),
    "a guest who waits sees the room": (
        "views/audiences.py",
        "return Audience.GUEST if in_room(state, who) else Audience.WAITING",
        "return Audience.GUEST",
    ),
    "a contract is agreed over somebody who is not content": (
        "decide/contract.py",
        "if not_content(draft.state):",
        "if False:",
    ),
    "slips come out of turn": (
        "situations.py",
        "and (asks_now or now is None or not now.one_at_a_time)",
        "",
    ),
    "a contract is agreed by silence": (
        "decide/contract.py",
        "if still_to_say(draft.state) or not members_in_room(draft.state):",
        "if False:",
    ),
    "a contract loses its limits": (
        "decide/contract.py",
        "if not limits and draft.state.contract.limits:",
        "if False:",
    ),
    "a guest is let in where nobody of the set is": (
        "decide/guests.py",
        "if not members_in_room(draft.state):",
        "if False:",
    ),
    "the queue goes on while the holder thinks": (
        "permissions.py",
        '_row("next_question", "driver", "queue asking_or_waiting", f"{STILL} queue_held")',
        '_row("next_question", "driver", "queue asking_or_waiting", STILL)',
    ),
    "a follow-up without end": (
        "decide/questions.py",
        "if asking.follow_up and asking.written > 1:",
        "if False:",
    ),
    "somebody strikes out what was entered for another": (
        "decide/entering.py",
        "if struck.person != draft.by and not slip:",
        "if False:",
    ),
    "something is entered over somebody's own word": (
        "decide/entering.py",
        "if own_word_stands(draft.state, who, entry):",
        "if False:",
    ),
    "the chair falls to somebody without a screen": (
        "state.py",
        "them.kind in CORE and is_here(state, who) and has_line(state, who)",
        "them.kind in CORE and is_here(state, who)",
    ),
    "whoever sat at a device stays when its line is gone": (
        "decide/clock.py",
        "    leave_device(draft, command.person)\n",
        "",
    ),
    "more rounds are planned anew than fit": (
        "decide/agenda.py",
        "if longer and not fits(state, command.rounds, room):",
        "if False:",
    ),
    "the facilitator is heard while a round's turns go round": (
        "heard.py",
        "return room & {state.turns.now.person}",
        "return room & ({state.turns.now.person} | _people_of_kind(state, PersonKind.FACILITATOR))",
    ),
    "a holder is cut off by voice when their line drops": (
        "voices.py",
        "return who in heard(replace(state, presence={**state.presence, who: Presence.HERE}))",
        "return who in heard(state)",
    ),
    "an access seat is heard whatever its member may": (
        "voices.py",
        "{one.id for one in state.people if one.beside in on}",
        "{one.id for one in state.people if one.beside}",
    ),
    "a guest who waits is connected once their line has dropped": (
        "voices.py",
        "return them.kind is not PersonKind.GUEST or who in state.admitted",
        "return True",
    ),
    "whoever has no device is connected": (
        "voices.py",
        "them is None or who in state.without_screen or presence",
        "them is None or presence",
    ),
    "a device is silent for whoever sits at it": (
        "voices.py",
        "return speaking | {host for who, host in _devices(state).items() if who in speaking}",
        "return speaking",
    ),
    "the holder at another's device is cut off when its line drops": (
        "voices.py",
        "{who: host for who, host in state.sat_with.items() if state.presence.get(who) is Presence.AWAY}",
        "dict[PersonId, PersonId]()",
    ),
    "pictures are shown that the contract has not": (
        "voices.py",
        "if state.contract.cameras is not Cameras.OFF:",
        "if True:",
    ),
    "the client of a troika is seen": (
        "voices.py",
        "turned_away = {holder(state)} if now is not None and now.holder_unseen else set()",
        "turned_away = set[PersonId | None]()",
    ),
    "this room carries voices beside a call": (
        "voices.py",
        "if state.status is not Status.OPEN or state.where is not Where.HERE:",
        "if state.status is not Status.OPEN:",
    ),
    "a line that drops stops the clock of a set in its call": (
        "state.py",
        "return presence is not Presence.HERE if state.where is Where.HERE else presence in SAID_SO",
        "return presence is not Presence.HERE",
    ),
    "a deadline is passed without being settled": (
        "decide/clock.py",
        "return moment is not None and moment <= now",
        "return moment is not None and moment < now",
    ),
}


LEADS = "tests/facilitation/test_leads.py"
ELSEWHERE = {
    "a pause together can be told from time that was taken": (
        "facilitation/report.py",
        '{"took": max(0, ends - opened)} if event["type"] == "step_closed" else {}',
        "dict[str, int]()",
        LEADS,
    ),
    "rounds are counted where three came": ("facilitation/report.py", "if not told:", "if False:", LEADS),
    "the log counts rounds where three came": (
        "facilitation/report.py",
        '- (frozenset() if rounds_too else {"rounds"})',
        "",
        LEADS,
    ),
    "what came of actions is told where all said the same": (
        "facilitation/report.py",
        "if totals is None or _all_the_same(totals):",
        "if totals is None:",
        LEADS,
    ),
    "means of one session are given": ("facilitation/report.py", "if len(totals) < POOLED:", "if not totals:", LEADS),
    "moments are given to the millisecond": (
        "facilitation/report.py",
        "return millis - millis % SECOND",
        "return millis",
        LEADS,
    ),
    "what came of actions is totalled for three owners": (
        "facilitation/decide/closing.py",
        "enough = len(owners) >= FEWEST_BEHIND",
        "enough = len(owners) >= 3",
        LEADS,
    ),
    "bids are totalled for three": (
        "facilitation/decide/closing.py",
        "bids=len(askers) if len(askers) >= FEWEST_BEHIND else None",
        "bids=len(askers) if len(askers) >= 3 else None",
        LEADS,
    ),
    "means are kept of three marks": (
        "facilitation/decide/moving.py",
        "if len(given) >= FEWEST_RATINGS:",
        "if len(given) >= 3:",
        LEADS,
    ),
    "a word is passed on into the airspace": (
        "realtime/signals.py",
        "if floor(state) is Floor.HOLDER and holder(state) == signal.to:",
        "if False:",
        "tests/realtime/test_signals.py",
    ),
    "a nudge goes to everybody": (
        "realtime/signals.py",
        "self._pass_on(signal, by, chair)",
        "self._pass_on(signal, by, *self._audience.people)",
        "tests/realtime/test_nudges.py",
    ),
    "a page left open takes somebody's apologies back": (
        "realtime/presence.py",
        "EXPECTED: Final = frozenset({Presence.EXPECTED, Presence.AWAY})",
        "EXPECTED: Final = frozenset({Presence.EXPECTED, Presence.APOLOGIES, Presence.AWAY})",
        "tests/realtime/test_presence.py",
    ),
    "a frame full of what is wrong is read to its end": (
        "facilitation/commands.py",
        "Field(max_length=32, fail_fast=True)",
        "Field(max_length=100_000)",
        "tests/realtime/test_messages.py",
    ),
    "a guest is shown what the lead is given": (
        "api/seen.py",
        "if found.kind is PersonKind.GUEST:",
        "if False:",
        "tests/api/test_seen.py",
    ),
    "a browser that signed in later is given a review back": (
        "programme/late_review.py",
        "known = pin_given or seat.signed_in_at is None or seat.signed_in_at <= (entry.closed_at or 0)",
        "known = True",
        "tests/api/test_late_review.py",
    ),
    "a browser that signed in after the close comes into its room": (
        "programme/doors.py",
        "return renewed or (late and seat.kind is PersonKind.MEMBER)",
        "return False",
        "tests/api/test_late_review.py",
    ),
}
"""What no machine of commands sees: what leads are given, who is shown what over HTTP; and the test it falls to."""


def test_every_bug_can_still_be_planted() -> None:
    """In every run, unlike those below: what a bug takes the place of stands there once."""
    places = [(RULES / name, right) for name, right, _ in PLANTED.values()]
    places += [(Path("app") / name, right) for name, right, _, _ in ELSEWHERE.values()]
    assert [(name, right) for name, right in places if (ROOT / name).read_text().count(right) != 1] == []


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("bug", sorted(PLANTED))
def test_a_planted_bug_is_caught(bug: str, tmp_path: Path) -> None:
    name, right, wrong = PLANTED[bug]
    caught_by(bug, (RULES / name, right, wrong), "tests/facilitation/test_machine.py", tmp_path)


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("bug", sorted(ELSEWHERE))
def test_a_bug_planted_in_what_is_given_out_is_caught(bug: str, tmp_path: Path) -> None:
    name, right, wrong, test = ELSEWHERE[bug]
    caught_by(bug, (Path("app") / name, right, wrong), test, tmp_path)


def caught_by(bug: str, planted: tuple[Path, str, str], test: str, tmp_path: Path) -> None:
    """Plant it in a copy of the program, and see the test fail there."""
    name, right, wrong = planted
    for folder in ("app", "tests"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for folder in ("web", "migrations", "scripts"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    place = tmp_path / name
    text = place.read_text()
    assert text.count(right) == 1, f"{right!r} no longer stands once in {name}"
    place.write_text(text.replace(right, wrong))
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", test],
        cwd=tmp_path,
        env={**os.environ, "AIRSPACE_EXAMPLES": "300", "AIRSPACE_NO_SHRINKING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Timeout" not in run.stdout, "the machine ran out of time, which proves nothing"
    assert "ERROR at setup" not in run.stdout, f"nothing was tried: {run.stdout[-2000:]}"
    assert run.returncode in {0, 1}, f"nothing was tried: {run.stdout[-2000:]}"
    assert " failed" in run.stdout.rstrip().rpartition("\n")[2], f"nobody noticed that {bug}:\n{run.stdout[-2000:]}"
