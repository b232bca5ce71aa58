"""Makes .venv what the locked requirement files say, and does nothing when it is that already.

Run by the system's own Python before any package of the project is there: standard library only.
"""

import fcntl
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
UV = TOOLS / "uv"
LOCKS = {"run": ROOT / "requirements.txt", "work": ROOT / "requirements-dev.txt"}

NO_VENV = """This Python cannot make a virtual environment. On Debian and Ubuntu install what it lacks, then try again:
    apt-get install python3-venv"""


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def works(python: Path) -> bool:
    """False for what is not there, and for a link to a Python that has since been removed."""
    try:
        return subprocess.run([python, "-c", ""], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def stamped(stamp: Path, python: Path) -> str:
    return stamp.read_text() if stamp.exists() and works(python) else ""


def succeeds(*command: object) -> bool:
    return subprocess.run([str(part) for part in command], check=False, capture_output=True).returncode == 0


def run(*command: object) -> None:
    """Quiet when it works; when it fails, whatever it said is what the reader needs."""
    done = subprocess.run([str(part) for part in command], check=False, capture_output=True, text=True)
    if done.returncode != 0:
        said = done.stdout + done.stderr
        raise SystemExit(NO_VENV if "ensurepip" in said else f"{said}\nThis failed: {' '.join(map(str, command))}")


def make_uv() -> None:
    """uv lives apart from .venv, so that .venv holds the locked packages and nothing else."""
    lock, stamp, python = ROOT / "requirements-uv.txt", UV / "made-from", UV / "bin" / "python"
    if stamped(stamp, python) == digest(lock):
        return
    print("Fetching uv, which installs packages ...", file=sys.stderr)
    shutil.rmtree(UV, ignore_errors=True)
    run(sys.executable, "-m", "venv", UV)
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", lock)
    stamp.write_text(digest(lock))


def make_environment(kind: str) -> None:
    python, stamp = VENV / "bin" / "python", VENV / "made-from"
    # The tools' lock contains the server's, so whoever has the larger environment need not give it up to serve.
    enough = {digest(LOCKS["work"])} | ({digest(LOCKS["run"])} if kind == "run" else set())
    if stamped(stamp, python) in enough:
        return
    make_uv()
    if not works(python):
        shutil.rmtree(VENV, ignore_errors=True)
        run(sys.executable, "-m", "venv", "--without-pip", VENV)
    stamp.unlink(missing_ok=True)
    lock = LOCKS[kind]
    print(f"Installing the packages of {lock.name} into .venv (once, about half a minute) ...", file=sys.stderr)
    # uv is quick, and trusts what the machine trusts (a hospital's proxy signs its own certificates). Where it does not
    # get through, pip may: it knows the machine's own mirrors and certificates by its own configuration. Both compile
    # what they install: a server that compiles at each start takes twice as long to come.
    from_lock = ("--system-certs", "--require-hashes", "--compile-bytecode", "--python", python, lock)
    if not succeeds(UV / "bin" / "uv", "pip", "sync", *from_lock):
        run(UV / "bin" / "python", "-m", "pip", "--python", python, "install", "--require-hashes", "-r", lock)
    stamp.write_text(digest(lock))


def main() -> None:
    TOOLS.mkdir(exist_ok=True)
    # Two first uses at once take turns; the second finds everything made.
    with (TOOLS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        make_environment(sys.argv[1])


if __name__ == "__main__":
    main()
