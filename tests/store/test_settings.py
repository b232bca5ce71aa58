from pathlib import Path

import pytest

from app.settings import Settings, UnsafeSettings, load_settings

KEY = "ab" * 32


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in [name for name in os.environ if name.startswith("AIRSPACE_")]:
        monkeypatch.delenv(name)


def test_the_defaults_are_for_this_machine_alone() -> None:
    settings = load_settings()
    assert settings.host == "127.0.0.1"
    assert settings.database == "sqlite:///var/airspace.db"
    assert settings.key_file == Path("var/keys.db")
    assert settings.origins == {"http://127.0.0.1:8321"}


def test_the_environment_is_read_and_what_is_given_goes_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIRSPACE_PORT", "9000")
    monkeypatch.setenv("AIRSPACE_PUBLIC_URL", "https://Sets.Example.org:443/")
    monkeypatch.setenv("AIRSPACE_ALLOWED_ORIGINS", '["https://other.example.org"]')
    settings = load_settings()
    assert settings.port == 9000
    assert settings.origins == {"https://sets.example.org", "https://other.example.org"}
    assert load_settings(port=1).port == 1


def test_a_secret_may_stand_in_a_file_and_is_never_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text(KEY + "\n")
    monkeypatch.setenv("AIRSPACE_MASTER_KEY_FILE", str(path))
    settings = load_settings()
    assert settings.master_key is not None
    assert settings.master_key.get_secret_value() == KEY
    assert KEY not in repr(settings)
    monkeypatch.setenv("AIRSPACE_MASTER_KEY", KEY)
    with pytest.raises(UnsafeSettings, match="both set"):
        load_settings()
    monkeypatch.delenv("AIRSPACE_MASTER_KEY")
    path.unlink()
    with pytest.raises(UnsafeSettings, match="AIRSPACE_MASTER_KEY_FILE"):
        load_settings()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"host": "0.0.0.0"}, "AIRSPACE_BEHIND_PROXY=true"),  # noqa: S104 - what is refused
        ({"host": "::"}, "AIRSPACE_BEHIND_PROXY=true"),
        ({"public_url": "http://sets.example.org"}, "without HTTPS"),
        ({"public_url": "http://sets.example.org", "behind_proxy": True}, "without HTTPS"),
        ({"public_url": "https://sets.example.org/path"}, "not an origin"),
        ({"public_url": "sets.example.org"}, "not an origin"),
        ({"public_url": "https://sets.example.org:port"}, "not an address"),
        ({"allowed_origins": ("*",)}, "not an origin"),
        ({"port": 70000}, "AIRSPACE_PORT"),
        ({"link_key": "secret-but-short"}, "64 hex digits"),
    ],
)
def test_what_is_unsafe_or_wrong_is_refused_with_a_sentence(given: dict[str, object], sentence: str) -> None:
    with pytest.raises(UnsafeSettings, match=sentence) as refused:
        load_settings(**given)
    assert "secret-but-short" not in str(refused.value)


@pytest.mark.parametrize(
    "given",
    [
        {"host": "0.0.0.0", "behind_proxy": True, "public_url": "https://sets.example.org"},  # noqa: S104
        # in a container whose port is published to its own machine only
        {"host": "0.0.0.0", "behind_proxy": True},  # noqa: S104
        {"host": "localhost", "public_url": "http://localhost:8321"},
        {"host": "::1", "public_url": "http://[::1]:8321"},
    ],
)
def test_what_is_safe_is_taken(given: dict[str, object]) -> None:
    assert isinstance(load_settings(**given), Settings)


@pytest.mark.parametrize(
    ("host", "reached"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("0.0.0.0", "127.0.0.1"),  # noqa: S104
        ("::", "[::1]"),
        ("::1", "[::1]"),
        ("localhost", "localhost"),
    ],
)
def test_it_reaches_itself_wherever_it_listens(host: str, reached: str) -> None:
    assert load_settings(host=host, port=8137, behind_proxy=True).own_address == f"http://{reached}:8137"


RELAY = ("turn:turn.example.org:3478?transport=udp", "turns:turn.example.org:5349?transport=tcp")
SECRET = "a secret of two servers"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"turn_urls": RELAY}, "AIRSPACE_TURN_SECRET is missing"),
        ({"turn_secret": SECRET}, "AIRSPACE_TURN_URLS names no relay"),
        ({"turn_urls": RELAY, "turn_secret": "guess me"}, "be guessed"),
        ({"turn_urls": ("stun:turn.example.org",), "turn_secret": SECRET}, "no address of this kind"),
        ({"turn_urls": ("turn.example.org:3478",), "turn_secret": SECRET}, "no address of this kind"),
        ({"turn_urls": ("https://turn.example.org",), "turn_secret": SECRET}, "no address of this kind"),
        ({"turn_urls": ("turn:me@turn.example.org",), "turn_secret": SECRET}, "no address of this kind"),
        ({"turn_urls": ("turn:turn.example.org:70000",), "turn_secret": SECRET}, "no address of this kind"),
        ({"turn_urls": ("turn:turn.example.org:0",), "turn_secret": SECRET}, "no address of this kind"),
        ({"turn_urls": ("turns:turn.example.org?transport=udp",), "turn_secret": SECRET}, "no browser speaks that"),
        ({"stun_urls": ("stun:turn.example.org?transport=udp",)}, "no browser speaks that"),
        ({"stun_urls": ("turn:turn.example.org",)}, "no address of this kind"),
        (
            {"public_url": "https://sets.example.org", "turn_urls": ("turn:127.0.0.1:3478",), "turn_secret": SECRET},
            "this machine alone",
        ),
        ({"public_url": "https://sets.example.org", "stun_urls": ("stun:[::1]:3478",)}, "this machine alone"),
    ],
)
def test_a_relay_that_could_not_work_or_is_unsafe_is_refused(given: dict[str, object], sentence: str) -> None:
    with pytest.raises(UnsafeSettings, match=sentence) as refused:
        load_settings(**given)
    assert SECRET not in str(refused.value)
    assert "guess me" not in str(refused.value)


def test_a_relay_is_read_from_the_environment_and_its_secret_from_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "turn").write_text(SECRET + "\n")
    monkeypatch.setenv("AIRSPACE_TURN_URLS", f'["{RELAY[0]}", "{RELAY[1]}"]')
    monkeypatch.setenv("AIRSPACE_STUN_URLS", '["stun:turn.example.org", "stuns:[2001:db8::7]:5349"]')
    monkeypatch.setenv("AIRSPACE_TURN_SECRET_FILE", str(tmp_path / "turn"))
    settings = load_settings(public_url="https://sets.example.org")
    assert settings.ways == (("stun:turn.example.org", "stuns:[2001:db8::7]:5349"), RELAY, SECRET)
    assert SECRET not in repr(settings)


def test_without_a_relay_there_is_nothing_to_say() -> None:
    assert load_settings().ways == ((), (), "")
    assert load_settings(turn_urls=("turn:127.0.0.1:3478",), turn_secret=SECRET).ways[1], "to try it on this machine"


def test_a_list_that_is_not_json_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIRSPACE_ALLOWED_ORIGINS", "https://secret-but-short.example")
    with pytest.raises(UnsafeSettings, match="AIRSPACE_ALLOWED_ORIGINS: write a list in JSON") as refused:
        load_settings()
    assert "secret-but-short" not in str(refused.value)
