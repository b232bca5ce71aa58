"""Everybody's voice is a tone of its own, which comes and goes as syllables do: a steady one is taken for noise."""

import array
import math
import wave
from pathlib import Path
from typing import Final

RATE: Final = 48_000
SECONDS: Final = 4
"""After which it begins again, without a seam: every frequency in it is a whole number of times in it."""

TONES: Final = (440, 700, 960, 1220, 1480, 1740, 2000, 2260, 2520)
"""Hertz; far enough apart to be told from each other within a fiftieth of a second."""
SYLLABLES: Final = 5
"""In a second. The voice never goes quite silent: whoever measures how soon it is heard must not wait for it."""
DEPTH: Final = 0.6
WAVER: Final = (12.0, 2.5)
"""How far its pitch goes up and down, in hertz, and how often in a second."""


def loudness(moment: float) -> float:
    return 1 - DEPTH * (0.5 - 0.5 * math.cos(2 * math.pi * SYLLABLES * moment))


def samples(tone: int, peak: float = 0.5) -> "array.array[int]":
    """The tone as 16-bit samples."""
    depth, often = WAVER
    top = peak * 32_767
    values = array.array("h")
    for n in range(RATE * SECONDS):
        moment = n / RATE
        phase = 2 * math.pi * tone * moment + depth / often * math.sin(2 * math.pi * often * moment)
        values.append(round(top * loudness(moment) * math.sin(phase)))
    return values


def write_wave(path: Path, tone: int) -> Path:
    """The tone as a file that Chromium's fake microphone plays."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples(tone).tobytes())
    return path
