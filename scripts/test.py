"""Finds or installs a browser and runs pytest: everything on two workers, or what the arguments name on none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
APT = {"DEBIAN_FRONTEND": "noninteractive"}


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def browser() -> str | None:
    named = os.environ.get("AIRSPACE_CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def install_browser() -> None:
    """Debian's own Chromium: Playwright would download a browser from elsewhere."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        say("There is no Chromium here, so the browser tests are skipped. To run them, install it")
        say("(on Debian: sudo apt-get install chromium), or name one: AIRSPACE_CHROMIUM=/where/it/is ./airspace test")
        return
    say("Installing Debian's chromium for the browser tests (once) ...")
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        done = subprocess.run(
            ["apt-get", "-qq", *arguments], env=os.environ | APT, check=False, capture_output=True, text=True
        )
        if done.returncode != 0:
            say(f"{done.stdout}{done.stderr}\napt-get {arguments[0]} failed, so the browser tests are skipped.")
            return


def main() -> None:
    arguments = sys.argv[1:]
    long = "--long" in arguments
    arguments = [argument for argument in arguments if argument != "--long"]
    os.chdir(ROOT)

    named = [argument for argument in arguments if (ROOT / argument.split("::")[0]).exists()]
    if not browser() and (not named or any("browser" in name for name in named)):
        install_browser()
    if found := browser():
        os.environ["AIRSPACE_CHROMIUM"] = found

    # A whole run is worth two workers (a group stays on one); a few named tests start faster without.
    whole = ["-n", "2", "--dist", "loadgroup"] if not named else []
    everything = ["-m", ""] if long else []
    pytest = [sys.executable, "-m", "pytest", *whole, *everything, *arguments]
    sys.stdout.flush()
    os.execv(sys.executable, pytest)


if __name__ == "__main__":
    main()
