"""A member's tone, encoded beforehand: to send it to six others costs next to nothing."""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import Final

import av
from av.audio.codeccontext import AudioCodecContext
from av.audio.frame import AudioFrame

from tests.media.tones import RATE, samples

FRAME: Final = 960
"""Samples in a packet: a fiftieth of a second."""
TIME_BASE: Final = Fraction(1, RATE)


@cache
def opus(tone: int) -> Sequence[bytes]:
    """One packet after the other, to be played over and over."""
    codec = av.CodecContext.create("libopus", "w")
    assert isinstance(codec, AudioCodecContext)
    codec.bit_rate = 40_000
    codec.format = "s16"
    codec.layout = "mono"
    codec.sample_rate = RATE
    codec.options = {"application": "voip"}
    values = samples(tone, peak=0.15)  # what a page makes of a microphone is no louder
    packets = []
    for start in range(0, len(values), FRAME):
        frame = AudioFrame(format="s16", layout="mono", samples=FRAME)
        frame.sample_rate = RATE
        frame.pts = start
        frame.time_base = TIME_BASE
        frame.planes[0].update(values[start : start + FRAME].tobytes())
        packets += [bytes(packet) for packet in codec.encode(frame)]
    return tuple(packets)
