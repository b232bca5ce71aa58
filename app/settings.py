"""Settings come from the environment alone, and a combination that would be unsafe stops the start with one sentence.

Every name has the prefix `AIRSPACE_`. A secret may stand in a file instead, named by the same word with `_FILE` behind
it (`AIRSPACE_MASTER_KEY_FILE=/run/secrets/master`), so that it need not be in the environment of the process.
"""

import ipaddress
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

PREFIX = "AIRSPACE_"
SHORTEST_SECRET = 16
WAY = re.compile(
    r"(?P<scheme>stuns?|turns?):(?P<host>[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]+\])(?::(?P<port>\d{1,5}))?"
    r"(?:\?transport=(?P<transport>udp|tcp))?"
)

WRITTEN = {"stun": "stun:host:3478", "turn": "turn:host:3478?transport=udp or turns:host:5349?transport=tcp"}


class UnsafeSettings(Exception):
    """The settings cannot be used; the message says which and what to do instead."""


class Settings(BaseSettings):
    """All settings of a server. `load_settings()` reads them and gives plain sentences for faults."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    data_dir: Path = Path("var")
    """Holds the database, the keys and the lock. One server process for one directory."""
    database_url: str = ""
    """SQLAlchemy URL; empty: `airspace.db` in `data_dir`."""
    key_store: Path | None = None
    """SQLite file of the wrapped keys; None: `keys.db` in `data_dir`. Keep it out of the database's backups."""
    master_key: SecretStr | None = None
    """32 bytes as 64 hex digits; wraps the keys of the key store. None: `master.key` in `data_dir`, made if missing."""
    link_key: SecretStr | None = None
    """32 bytes as 64 hex digits; signs session links. None: `link.key` in `data_dir`, made when missing."""

    host: str = "127.0.0.1"
    port: int = Field(default=8321, ge=0, le=65535)
    public_url: str = "http://127.0.0.1:8321"
    """The origin that people's browsers see; session links begin with it."""
    allowed_origins: tuple[str, ...] = ()
    """Further origins that may open sockets and change things (a JSON list). The public one always may."""
    behind_proxy: bool = False
    """Says that whoever reaches this host has come through a proxy that speaks HTTPS."""
    trusted_proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    """Addresses whose word about the visitor's own address is believed (a JSON list)."""

    stun_urls: tuple[str, ...] = ()
    """Where browsers learn their own address (a JSON list of `stun:host:port`). A relay tells it, too."""
    turn_urls: tuple[str, ...] = ()
    """Relays for browsers that cannot reach each other (a JSON list of `turn:` and `turns:` addresses)."""
    turn_secret: SecretStr | None = None
    """What this server and the relay share (coturn's `static-auth-secret`)."""

    rehearsals: int = Field(default=3, ge=0, le=50)
    """Rehearsals with simulated members that may be on at once; 0: none."""

    @field_validator("public_url", "allowed_origins")
    @classmethod
    def _origins_are_origins(cls, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
        return _origin(value) if isinstance(value, str) else tuple(_origin(each) for each in value)

    @field_validator("master_key", "link_key")
    @classmethod
    def _keys_are_keys(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None:
            return None
        text = value.get_secret_value().strip()
        try:
            right = len(bytes.fromhex(text)) == 32
        except ValueError:
            right = False
        if not right:
            raise ValueError("a key is 32 bytes, written as 64 hex digits (openssl rand -hex 32 makes one)")
        return SecretStr(text)

    @field_validator("stun_urls", "turn_urls")
    @classmethod
    def _ways_are_ways(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        return tuple(_way(each, str(info.field_name).partition("_")[0]) for each in value)

    @model_validator(mode="after")
    def _relay_and_secret(self) -> Self:
        secret = self.turn_secret.get_secret_value() if self.turn_secret is not None else ""
        if self.turn_urls and not secret:
            raise ValueError(
                f"{PREFIX}TURN_URLS names a relay, and {PREFIX}TURN_SECRET is missing: without it everybody would be "
                "refused there. Give the one that stands in turnserver.conf as static-auth-secret."
            )
        if secret and not self.turn_urls:
            raise ValueError(
                f"{PREFIX}TURN_SECRET is set and {PREFIX}TURN_URLS names no relay. Name it, or leave out both."
            )
        if secret and len(secret) < SHORTEST_SECRET:
            raise ValueError(
                f"{PREFIX}TURN_SECRET is short enough to be guessed, and whoever guesses it relays at your expense. "
                f"Take {SHORTEST_SECRET} characters or more (openssl rand -hex 32 makes one)."
            )
        if not _is_loopback(urlsplit(self.public_url).hostname or ""):
            for url in (*self.stun_urls, *self.turn_urls):
                if _is_loopback(_host_of(url)):
                    raise ValueError(
                        f"{url} is this machine alone, and {PREFIX}PUBLIC_URL is for others: their browsers would look "
                        "for it on their own machines. Give the name by which they reach it."
                    )
        return self

    @model_validator(mode="after")
    def _nothing_unsafe(self) -> Self:
        public = urlsplit(self.public_url)
        if public.scheme == "http" and not _is_loopback(public.hostname or ""):
            raise ValueError(
                f"{PREFIX}PUBLIC_URL is {self.public_url}: without HTTPS a browser keeps no sign-in and opens no "
                "microphone. Give an https address (or http://127.0.0.1 to try it on this machine)."
            )
        if not _is_loopback(self.host) and not self.behind_proxy:
            raise ValueError(
                f"{PREFIX}HOST is {self.host}, which other machines can reach, and this server speaks plain HTTP. "
                f"Put a proxy with HTTPS before it and say so with {PREFIX}BEHIND_PROXY=true, or use 127.0.0.1."
            )
        return self

    @property
    def own_address(self) -> str:
        """Where this server listens, as it is reached from this machine."""
        host = self.host
        with suppress(ValueError):  # a name
            address = ipaddress.ip_address(host)
            loopback = "127.0.0.1" if address.version == 4 else "::1"
            host = loopback if address.is_unspecified else host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def ways(self) -> tuple[tuple[str, ...], tuple[str, ...], str]:
        """How browsers find each other: where they learn their address, the relays, and the relays' secret."""
        secret = self.turn_secret.get_secret_value() if self.turn_secret is not None else ""
        return self.stun_urls, self.turn_urls, secret

    @property
    def database(self) -> str:
        """The SQLAlchemy URL in use."""
        return self.database_url or f"sqlite:///{self.data_dir / 'airspace.db'}"

    @property
    def key_file(self) -> Path:
        """The key store in use."""
        return self.key_store or self.data_dir / "keys.db"

    @property
    def origins(self) -> frozenset[str]:
        """Every origin that may open sockets and change things."""
        return frozenset({self.public_url, *self.allowed_origins})

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is given in code, then the environment, then files that the environment names."""
        return init_settings, env_settings, _NamedFiles(settings_cls)


class _NamedFiles(PydanticBaseSettingsSource):
    """`AIRSPACE_<NAME>_FILE` names a file that holds the value."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        name = f"{PREFIX}{field_name.upper()}"
        path = os.environ.get(f"{name}_FILE")
        if path is None:
            return None, field_name, False
        if name in os.environ:
            raise UnsafeSettings(f"{name} and {name}_FILE are both set: keep one of them.")
        try:
            return Path(path).read_text(encoding="utf-8").strip(), field_name, False
        except (OSError, UnicodeDecodeError) as fault:
            raise UnsafeSettings(f"{name}_FILE names a file that cannot be read: {path}.") from fault

    def __call__(self) -> dict[str, Any]:
        found = {name: self.get_field_value(field, name)[0] for name, field in self.settings_cls.model_fields.items()}
        return {name: value for name, value in found.items() if value is not None}


def load_settings(**given: Any) -> Settings:
    """Settings from the environment, those given in place of them. Raises `UnsafeSettings` with plain sentences."""
    try:
        return Settings(**given)
    except ValidationError as faults:
        sentences = []
        for fault in faults.errors(include_input=False, include_url=False):
            reason = fault["msg"].removeprefix("Value error, ")
            names = [PREFIX + str(part).upper() for part in fault["loc"][:1]]
            sentences.append(": ".join([*names, reason]))
        raise UnsafeSettings("\n".join(sentences)) from None  # a traceback would show the values
    except SettingsError as fault:
        name = PREFIX + next((each for each in Settings.model_fields if f'"{each}"' in str(fault)), "").upper()
        raise UnsafeSettings(f'{name}: write a list in JSON, such as ["https://one.example"].') from None


def _origin(text: str) -> str:
    """`https://host[:port]` as browsers write it in an Origin header."""
    try:
        parts = urlsplit(text.strip().rstrip("/"))
        port = parts.port
    except ValueError:
        raise ValueError(f"{text} is not an address") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query or parts.fragment:
        raise ValueError(f"{text} is not an origin: write https://host, with a port if need be, and nothing behind it")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{host}" + (f":{port}" if port not in {None, usual} else "")


def _way(text: str, kind: str) -> str:
    """`stun:host[:port]`, or `turn:` and `turns:` with a transport if need be, as browsers take it."""
    found = WAY.fullmatch(text.strip())
    if found is None or found["scheme"].removesuffix("s") != kind or not 0 < int(found["port"] or 1) < 65536:
        example = (
            "stun:host:3478" if kind == "stun" else "turn:host:3478?transport=udp or turns:host:5349?transport=tcp"
        )
        raise ValueError(f"{text} is no address of this kind: write {example}")
    if found["transport"] and (kind == "stun" or (found["scheme"] == "turns" and found["transport"] == "udp")):
        raise ValueError(f"{text}: no browser speaks that. A turns: address takes transport=tcp, a stun: address none")
    return text.strip()


def _host_of(way: str) -> str:
    found = WAY.fullmatch(way)
    return found["host"].strip("[]") if found is not None else ""


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
