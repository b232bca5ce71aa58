"""Finds what tests need and runs pytest: everything but sound on two workers, then sound; or what is named."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NOTHING_CHOSEN = 5
"""With this pytest ends when no test was chosen."""
OF_SOUND = {"turnserver": "coturn", "ip": "iproute2"}
"""What the tests of sound start, and Debian's package of it."""
SBIN = ("/usr/sbin", "/sbin")
"""Debian puts `ip` where only root looks."""
IN_NETWORKS = ["unshare", "--map-root-user", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
APT = {"DEBIAN_FRONTEND": "noninteractive"}


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def browser() -> str | None:
    named = os.environ.get("AIRSPACE_CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def missing(named: list[str]) -> list[str]:
    """Debian's packages for whatever these tests (all, when none is named) need and this machine lacks."""
    sound = not named or any("media" in name for name in named)
    lacking = [package for program, package in OF_SOUND.items() if sound and not shutil.which(program)]
    if not browser() and (sound or any("browser" in name for name in named)):
        lacking.append("chromium")
    return lacking


def install(packages: list[str]) -> None:
    """Debian's own: Playwright would download a browser from elsewhere."""
    names = " ".join(packages)
    if not shutil.which("apt-get") or os.geteuid() != 0:
        say(f"This machine lacks {names}, so the tests that need it fail. To run them, install it")
        say(f"(on Debian: sudo apt-get install {names}); AIRSPACE_CHROMIUM=/where/it/is names a browser elsewhere.")
        return
    say(f"Installing Debian's {names} for the tests (once) ...")
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", "-qq", *arguments], env=os.environ | APT, check=False, capture_output=True, text=True
        )
        if done.returncode != 0:
            say(f"{done.stdout}{done.stderr}\napt-get {arguments[0]} failed, so the tests that need {names} fail.")
            return
    if "coturn" in packages and shutil.which("systemctl"):  # the tests start their own; nobody asked for a service
        subprocess.run(["systemctl", "disable", "--now", "coturn"], check=False, capture_output=True)


def run(arguments: list[str], *, networks: bool = False) -> int:
    """How pytest ended; that nothing was chosen in one part of a run is no failure of it.

    Whoever is not root may make networks where they are root of nothing else.
    """
    sys.stdout.flush()
    around = IN_NETWORKS if networks and os.geteuid() != 0 else []
    code = subprocess.run([*around, sys.executable, "-m", "pytest", *arguments], check=False).returncode
    return 0 if code == NOTHING_CHOSEN else code


def main() -> None:
    arguments = sys.argv[1:]
    long = "--long" in arguments
    arguments = [argument for argument in arguments if argument != "--long"]
    os.chdir(ROOT)
    # The workers and some thirty servers start from the same files: whatever the shell says, they are compiled once.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

    named = [argument for argument in arguments if (ROOT / argument.split("::")[0]).exists()]
    os.environ["PATH"] = os.environ.get("PATH", os.defpath) + "".join(os.pathsep + each for each in SBIN)
    if packages := missing(named):
        install(packages)
    if found := browser():
        os.environ["AIRSPACE_CHROMIUM"] = found

    if named or "-m" in arguments:  # a few named tests start faster without workers
        everything = ["-m", ""] if long else []
        sound = bool(named) and all("media" in name for name in named)
        sys.exit(run([*everything, *arguments], networks=sound))
    # A whole run is worth two workers: a file stays on one, with what its tests share, and the longest begins first.
    # A third saves two minutes on two processors, and starves browsers of time.
    # Sound comes after it and has the machine to itself: a browser that is starved of time sounds late, whatever the
    # page does.
    rest = "not media" if long else "not media and not long"
    codes = [
        run(["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "-m", rest, *arguments]),
        run(["-m", "media", "tests/media", *arguments], networks=True),
    ]
    sys.exit(max(codes))


if __name__ == "__main__":
    main()
