"""The command line: run the server, try it, and administer it through the server that is running."""

import asyncio
import json
import logging
import socket
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import httpx
import typer
import uvicorn

from app.auth.sign_in import SignIns
from app.main import LOCAL_FILE, Airspace, create_app, uvicorn_config
from app.programme import example
from app.programme.formats import NoSuchFormat
from app.programme.sessions import NotPlanned
from app.rehearsal.account import account, faults_of, steps_of
from app.rehearsal.rehearsals import Asked, Patience, Rehearsal
from app.settings import Settings, UnsafeSettings, load_settings
from app.store import open_store
from app.store.engine import one_process
from app.store.faults import StoreFault

app = typer.Typer(
    name="airspace",
    help="Airspace holds the order of an action learning session for people who meet remotely.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
keys = typer.Typer(help="Leads' keys for the REST API.", no_args_is_help=True)
app.add_typer(keys, name="key")

DEMO_FILES = ("airspace.db", "airspace.db-wal", "airspace.db-shm", "keys.db", "keys.db-wal", "keys.db-shm")
DEMO_SECRETS = ("master.key", "link.key", "pulse", LOCAL_FILE)


def main() -> None:
    """The command `airspace`."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    app()


# --- running ---------------------------------------------------------------------------------------------------------


@app.command()
def serve(
    port: Annotated[int | None, typer.Option(help="Port to listen on; AIRSPACE_PORT says the same.")] = None,
) -> None:
    """Run the server.

    Settings come from the environment (AIRSPACE_...); by default it listens on 127.0.0.1 alone. The first run prints a
    link that signs the administrator in, once.
    """
    settings = _settings(**_own_port(port))
    asyncio_run(create_app(settings), _greet)


@app.command()
def demo(
    reset: Annotated[bool, typer.Option("--reset", help="Throw the demonstration's data away and start over.")] = False,
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8321,
) -> None:
    """Run the server with a session to try: six members, their facilitator, and a lead's key.

    Data of its own, in `demo` within the data directory. One session was held last month; today's is open. Running it
    again keeps what was done in it; --reset starts over.
    """
    data_dir = _settings().data_dir / "demo"
    settings = _settings(
        data_dir=data_dir,
        database_url="",
        key_store=None,
        host="127.0.0.1",
        port=port,
        public_url=f"http://127.0.0.1:{port}",
        behind_proxy=False,
    )
    if reset:
        _reset(data_dir)
    asyncio_run(create_app(settings), _show_demo, before=_make_past)


class Human(StrEnum):
    """Whose seat in a rehearsal is for somebody real."""

    FACILITATOR = "facilitator"
    MEMBER = "member"
    NONE = "none"


@app.command()
def rehearse(
    members: Annotated[int, typer.Option(help="How many members.", min=3, max=12)] = 6,
    speed: Annotated[
        float | None, typer.Option(help="How fast its clock runs; 60 when all are simulated, else 4.", min=1, max=600)
    ] = None,
    session_format: Annotated[str, typer.Option("--format", help="The session's format.")] = "two-hours",
    round_format: Annotated[
        str | None, typer.Option("--round", help="The rounds' format; the session format's own when left out.")
    ] = None,
    minutes: Annotated[
        int | None,
        typer.Option(help="How long it is planned for; the format's own length when left out.", min=15, max=720),
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed: the same people do the same.")] = 1,
    human: Annotated[Human, typer.Option(help="Whose seat is for you.")] = Human.NONE,
    seat: Annotated[str | None, typer.Option(help="Whose place you take, by name: anybody's, a visitor's too.")] = None,
    guest: Annotated[bool, typer.Option("--guest", help="A guest waits, and is let in.")] = False,
    access: Annotated[bool, typer.Option("--access", help="An interpreter is there for one of the members.")] = False,
    self_run: Annotated[bool, typer.Option("--self-run", help="Nobody facilitates: the chair goes round.")] = False,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep the data, in `rehearsal` within the data directory.")
    ] = False,
    port: Annotated[int | None, typer.Option(help="Port to listen on; any free one when left out.")] = None,
) -> None:
    """Hold a session with simulated people, on a fast clock, in a server and with data of its own.

    One seat may be yours: its link is printed. Without you it runs to its end and prints a short account; the exit
    status says whether all was well.
    """
    mine = seat or (None if human is Human.NONE else human.value)
    fast = speed if speed is not None else (60.0 if mine is None else 4.0)
    visits = (guest, access, self_run)
    asked = Asked(session_format, round_format, members, minutes, fast, seed, *visits, human=mine)
    with _rehearsal_data(keep=keep) as data_dir:
        here = port if port is not None else _free_port()
        settings = _settings(
            data_dir=data_dir,
            database_url="",
            key_store=None,
            host="127.0.0.1",
            port=here,
            public_url=f"http://127.0.0.1:{here}",
            behind_proxy=False,
            rehearsals=1,
        )
        faults: list[str] = []
        asyncio_run(
            create_app(settings), _no_greeting, until=lambda server: _rehearse(server, asked, faults, keep=keep)
        )
    raise typer.Exit(1 if faults else 0)


async def _no_greeting(server: Airspace) -> None:
    """The rehearsal says itself what there is to say."""


async def _rehearse(server: Airspace, asked: Asked, faults: list[str], *, keep: bool) -> None:
    parts = server.running
    rehearsals = parts.rehearsals
    rehearsals.keep = keep
    rehearsals.patience = Patience(reads=60)
    try:
        begun = await rehearsals.begin(asked)
    except (ValueError, NoSuchFormat, NotPlanned, StoreFault) as fault:
        faults.append(str(fault))
        typer.echo(_why_not(fault), err=True)
        return
    how = f"{asked.speed:g} times as fast, seed {asked.seed}"
    print(f"A rehearsal of {asked.session_format} with {asked.members} members, {how}")
    if (link := rehearsals.link(begun)) is not None and begun.human is not None:
        print(f"\nYou are {begun.human.name}. Everybody else is simulated, and on their way in. Open:\n  {link}")
        print("\nStop it with Ctrl+C.")
    print(flush=True)
    await begun.over.wait()
    faults.extend(_told(server, begun))
    if keep:
        print(f"The data is in {server.settings.data_dir}.", flush=True)


def _told(server: Airspace, begun: Rehearsal) -> list[str]:
    """Print the account; answers with the faults in it."""
    store = server.running.store
    found = faults_of(store, begun.session_id, begun.tally)
    print(account(steps_of(store, begun.session_id), begun.tally, found), flush=True)
    return found


def _why_not(fault: Exception) -> str:
    match fault:
        case NoSuchFormat():
            return f"No format is called {fault}."
        case NotPlanned():
            return f"A session like that can't be planned: {fault.refusal.code}."
        case _:
            return str(fault)


@contextmanager
def _rehearsal_data(*, keep: bool) -> Iterator[Path]:
    """Where a rehearsal's data lies: nowhere for long, unless it is to be kept."""
    if keep:
        yield _settings().data_dir / "rehearsal"
        return
    with tempfile.TemporaryDirectory(prefix="airspace-rehearsal-") as folder:
        yield Path(folder)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def asyncio_run(
    server: Airspace,
    greet: Callable[[Airspace], Awaitable[None]],
    *,
    before: Callable[[Airspace], Awaitable[None]] | None = None,
    until: Callable[[Airspace], Awaitable[None]] | None = None,
) -> None:
    """Start, say what there is to say, and run until told to stop, or until `until` returns.

    A fault at the start is one sentence.
    """
    config = uvicorn_config(server)
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        try:
            runner.run(_run(server, config, greet, before, until))
        except KeyboardInterrupt:
            return


async def _run(
    server: Airspace,
    config: uvicorn.Config,
    greet: Callable[[Airspace], Awaitable[None]],
    before: Callable[[Airspace], Awaitable[None]] | None,
    until: Callable[[Airspace], Awaitable[None]] | None,
) -> None:
    try:
        if before is not None:
            await before(server)
        await server.start()
        _need_port(server.settings)  # after the start: who runs the same data twice must hear that
    except typer.Exit:
        await server.stop()
        raise
    except (StoreFault, OSError, ValueError) as fault:
        await server.stop()
        _fail(str(fault))
    await _Listening(config, lambda: greet(server), until and (lambda: until(server))).serve()


class _Listening(uvicorn.Server):
    """Says what there is to say once it listens: a link that is printed earlier might not answer yet."""

    def __init__(
        self,
        config: uvicorn.Config,
        greet: Callable[[], Awaitable[None]],
        until: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        super().__init__(config)
        self._greet = greet
        self._until = until
        self._work: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            await self._greet()
        if self.started and self._until is not None:
            self._work = asyncio.create_task(self._to_its_end(self._until))

    async def _to_its_end(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        finally:
            self.should_exit = True


async def _greet(server: Airspace) -> None:
    parts = server.running
    print(f"Airspace is running at {server.settings.public_url}")
    if not parts.store.credentials.admin_was_here():
        link = await parts.sign_ins.new_admin_link()
        print(f"To sign in as administrator (once, within a day):\n  {link}")
    print("Stop it with Ctrl+C.", flush=True)


async def _make_past(server: Airspace) -> None:
    store = await asyncio.to_thread(open_store, server.settings, server.clock.wall)
    try:
        await example.make_past(store, server.clock.wall())
    finally:
        await asyncio.to_thread(store.close)


async def _show_demo(server: Airspace) -> None:
    parts = server.running
    await example.open_today(parts.store, parts.rooms, server.clock.wall())
    key = await example.keep_lead_key(parts.store, server.settings, server.clock.wall())
    seats = parts.store.directory.seats_of(example.SET)
    print(f"Airspace is running at {server.settings.public_url}, with the data in {server.settings.data_dir}")
    print("\nThe facilitator opens:")
    _print_links(parts.sign_ins, [seat for seat in seats if seat.person_id == example.JO])
    print("\nThe members open, each in a window of their own:")
    _print_links(parts.sign_ins, [seat for seat in seats if seat.person_id != example.JO])
    print(f"\nThe programme lead reads session logs at {server.settings.public_url}/lead, with this key, or so:")
    print(f'  curl -H "Authorization: Bearer {key}" {server.settings.public_url}/api/v1/sessions')
    print(f"\nThe interface is described at {server.settings.public_url}/docs/api. Stop it with Ctrl+C.", flush=True)


def _print_links(sign_ins: SignIns, seats: list[Any]) -> None:
    for seat in seats:
        who = f"{seat.name}, {seat.site}" if seat.site else seat.name
        print(f"  {who}\n    {sign_ins.link_for(seat)}")


def _reset(data_dir: Path) -> None:
    """Throw away what the demonstration made, and nothing else that may lie there."""
    try:
        with one_process(data_dir):
            for name in (*DEMO_FILES, *DEMO_SECRETS):
                (data_dir / name).unlink(missing_ok=True)
    except (StoreFault, OSError) as fault:
        _fail(str(fault))


# --- administration, through the running server ----------------------------------------------------------------------


@app.command()
def links() -> None:
    """Show every set with its people's links."""
    for each in _ask("GET", "/admin/sets")["sets"]:
        session = each["session"]
        when = f", session {session['number']} on {_date(session['starts_at'])}" if session else ""
        print(f"{each['name']} ({each['id']}){when}")
        for seat in each["seats"]:
            print(f"  {seat['name']}, {seat['site'] or seat['kind']} ({seat['seat']})")
            print(f"    {seat['link'] or 'revoked'}")


@app.command("admin-link")
def admin_link() -> None:
    """Make a link that signs the administrator in, once, within a day."""
    print(_ask("POST", "/admin/link")["link"])


@app.command()
def renew(seat: Annotated[str, typer.Argument(help="The seat, as `airspace links` shows it in brackets.")]) -> None:
    """Give a seat a new link; the old one stops working at once, and so does the PIN of its own page."""
    print(_ask("POST", f"/admin/seats/{seat}/renew")["link"])


@app.command()
def revoke(seat: Annotated[str, typer.Argument(help="The seat, as `airspace links` shows it in brackets.")]) -> None:
    """Take a seat's link away; whoever is signed in with it is signed out at once."""
    _ask("POST", f"/admin/seats/{seat}/revoke")
    print("Nobody comes in with that link any more. `airspace renew` makes a new one.")


@keys.command("create")
def create_key(
    name: Annotated[str, typer.Argument(help="Whose key it is, for your own list.")],
    programme: Annotated[str | None, typer.Option(help="Id of the programme; the first one when left out.")] = None,
    days: Annotated[int, typer.Option(help="How long it lasts.", min=1, max=730)] = 365,
) -> None:
    """Make a key for a programme lead. It is shown once."""
    made = _ask("POST", "/admin/keys", {"name": name, "programme": programme, "days": days})
    print(f"{made['key']}\nIt lasts until {_date(made['expires_at'])}. It is not stored and cannot be shown again.")


@keys.command("list")
def list_keys() -> None:
    """Show all keys, without their secrets."""
    for key in _ask("GET", "/admin/keys")["items"]:
        state = "revoked" if key["revoked_at"] else f"until {_date(key['expires_at'])}"
        print(f"{key['prefix']}  {key['name']}  {state}  {' '.join(key['scopes'])}")


@keys.command("revoke")
def revoke_key(
    prefix: Annotated[str, typer.Argument(help="The key's prefix, as `airspace key list` shows it.")],
) -> None:
    """End a key at once."""
    _ask("POST", f"/admin/keys/{prefix}/revoke")
    print("That key opens nothing any more.")


def _ask(method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """Ask the running server; its word is the command's, and its refusal too."""
    data_dir = _settings().data_dir
    try:
        local = json.loads((data_dir / LOCAL_FILE).read_text(encoding="utf-8"))
        response = httpx.request(
            method,
            f"{local['url']}/api/v1{path}",
            json=body,
            headers={"Authorization": f"Local {local['token']}"},
            timeout=30,
            trust_env=False,
        )
    except (OSError, httpx.HTTPError):
        _fail(f"No server is running with the data in {data_dir}. Start one with: airspace serve")
    answer: dict[str, Any] = response.json() if response.content else {}
    if response.is_error:
        _fail(str(answer.get("detail", response.reason_phrase)))
    return answer


def _settings(**given: Any) -> Settings:
    try:
        return load_settings(**given)
    except UnsafeSettings as fault:
        _fail(str(fault))


def _own_port(port: int | None) -> dict[str, Any]:
    """A port given on the command line moves the public address along, when that is this machine's own."""
    if port is None:
        return {}
    usual = Settings.model_fields["public_url"].default
    same = _settings().public_url == usual
    return {"port": port, "public_url": f"http://127.0.0.1:{port}"} if same else {"port": port}


def _need_port(settings: Settings) -> None:
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as fault:
            where = f"Port {settings.port} on {settings.host}"
            _fail(f"{where} can't be used: {fault.strerror}. Choose another with --port.")


def _date(moment: int) -> str:
    return datetime.fromtimestamp(moment / 1000, UTC).strftime("%d %B %Y")


def _fail(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(1)


if __name__ == "__main__":
    main()
