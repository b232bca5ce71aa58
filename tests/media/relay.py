"""A real coturn at the hub, as deploy/coturn sets it up, with what a place without a name of its own needs."""

import contextlib
import datetime
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.media.network import HUB, Place

CONF: Final = Path(__file__).resolve().parents[2] / "deploy" / "coturn" / "turnserver.conf"
SECRET: Final = "only for these tests, and for no other relay"
URLS: Final = (
    f"turn:{HUB}:3478?transport=udp",
    f"turn:{HUB}:3478?transport=tcp",
    f"turns:{HUB}:5349?transport=tcp",
)


@dataclass
class Relay:
    """The relay, running."""

    log: Path

    def says(self, pattern: str) -> bool:
        """Whether its log has a line like this."""
        return re.search(pattern, self.log.read_text(errors="replace")) is not None


@contextlib.contextmanager
def relay(hub: Place, folder: Path, *more: str) -> Iterator[Relay]:
    """Start coturn, with these settings too, and wait until it answers."""
    program = shutil.which("turnserver")
    if program is None:
        pytest.fail("There is no coturn here. ./airspace test installs it where it may.")
    folder.mkdir()
    _certificate(folder)
    log = folder / "relay.log"
    log.touch()
    with (folder / "said").open("wb") as said:
        running = subprocess.Popen(
            hub.command(program, "-c", str(_configured(folder, log, *more))), stdout=said, stderr=said, cwd=folder
        )
    try:
        _until_it_answers(hub, running, folder)
        yield Relay(log)
    finally:
        running.terminate()
        running.wait(10)


def _configured(folder: Path, log: Path, *more: str) -> Path:
    """Our own file, with the secret and the certificate filled in as its README says, and where to write its log."""
    text = CONF.read_text()
    for name, value in {
        "static-auth-secret": SECRET,
        "cert": str(folder / "cert.pem"),
        "pkey": str(folder / "key.pem"),
    }.items():
        text, changed = re.subn(rf"^{name}=.*$", f"{name}={value}", text, flags=re.MULTILINE)
        assert changed == 1, name
    text = re.sub(r"^(syslog|no-stdout-log)$", "", text, flags=re.MULTILINE)
    lines = (
        f"listening-ip={HUB}",
        f"relay-ip={HUB}",
        f"log-file={log}",
        "simple-log",
        f"pidfile={folder / 'relay.pid'}",
        f"userdb={folder / 'nobody.db'}",
        *more,
    )
    path = folder / "turnserver.conf"
    path.write_text("\n".join((text, *lines)) + "\n")
    return path


def _certificate(folder: Path) -> None:
    """One that nobody has signed: the tests' browsers are told to take it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "relay")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def _until_it_answers(hub: Place, running: "subprocess.Popen[bytes]", folder: Path) -> None:
    until = time.monotonic() + 20
    with hub.entered():
        for port in (3478, 5349):
            while True:
                assert running.poll() is None, (folder / "said").read_text()
                assert time.monotonic() < until, "the relay does not answer"
                try:
                    socket.create_connection((HUB, port), timeout=1).close()
                except OSError:
                    time.sleep(0.05)
                else:
                    break
