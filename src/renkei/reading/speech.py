"""Who says each clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renkei.nouns import Role
from renkei.reading.compiled import kernel
from renkei.reading.either import Either
from renkei.reading.frames import Frame, judging
from renkei.reading.layout import Layout
from renkei.reading.subject_first import SubjectFirst
from renkei.reading.subject_last import SubjectLast
from renkei.reading.voices import Voice

ROLES: tuple[Role, ...] = tuple(Role)
_NUMBERS = {role: number for number, role in enumerate(ROLES)}
_AUTHOR, _ANALYST = Role.AUTHOR, Role.ANALYST
_NOBODY = -1
"""In place of the number of a frame: no frame, the author's own words."""
_GAP = 3
"""Characters of punctuation at most between a verb of saying and the end of what it governs."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A layout with the frame of each clause (None: the author's own words).

    `voices` has the voice of each clause, None for the author's; `roles` its role, by number in
    `ROLES`; `verbs` are the places of the verbs of saying, in order; `leads` where those end
    behind which what they tell begins.
    """

    layout: Layout
    frames: list[Frame | None]
    voices: list[Voice | None]
    roles: NDArray[np.int64]
    verbs: list[int]
    leads: frozenset[int]


def spoken(layout: Layout, issuer: Voice | None) -> Spoken:
    """Who says each clause of `layout`; `issuer` is whose voice the whole document is, if any."""
    found = _frames(layout, issuer)
    inner = _innermost(layout, found)
    frames = [*found, *_gone_on(layout, found, inner)]
    voices = [_heard(frame.voice) for frame in frames]
    voices.append(_heard(issuer) if issuer else None)
    roles = [_NUMBERS[v.role if v else _AUTHOR] for v in voices]
    return Spoken(
        layout,
        list(map([*frames, None].__getitem__, inner)),
        list(map(voices.__getitem__, inner)),
        np.array(list(map(roles.__getitem__, inner)), np.int64),
        sorted([frame.verb[0] for frame in found]),
        frozenset([f.verb[1] for f in found if f.end > f.verb[1] + _GAP]),
    )


def _frames(layout: Layout, issuer: Voice | None) -> list[Frame]:
    if layout.language == "zh":
        return SubjectFirst(layout, issuer).find()
    if layout.language == "ja":
        return SubjectLast(layout, issuer).find()
    return Either(layout, issuer).find()


def _heard(voice: Voice) -> Voice | None:
    return None if voice.role == _AUTHOR else voice


def _innermost(layout: Layout, frames: Sequence[Frame]) -> list[int]:
    """For each clause the number of the frame around its beginning that itself begins last."""
    begins = np.array([frame.start for frame in frames], np.int64)
    behinds = np.array([frame.end for frame in frames], np.int64)
    inner = np.empty(len(layout.starts), np.int64)
    kernel().enclose(layout.starts, layout.ends, begins, behinds, inner)
    out: list[int] = inner.tolist()
    return out


def _gone_on(layout: Layout, frames: Sequence[Frame], inner: list[int]) -> list[Frame]:
    """Let an expert's voice go on, in its paragraph, in sentences that judge or foretell.

    Such is free indirect speech: nobody is named, yet it is not the author who thinks so. The
    frames of such sentences are numbered on from `frames`, and entered in `inner`.
    """
    experts = {i: f.voice for i, f in enumerate(frames) if f.voice.role == _ANALYST}
    if not experts:
        return []
    passages, owners = layout.passages, layout.owners.tolist()
    weighty = judging(layout.language)
    judged: list[int] | None = None
    out: list[Frame] = []
    for first in range(1, len(owners)):
        i = owners[first]
        if inner[first - 1] not in experts or owners[first - 1] != i - 1:
            continue
        behind = bisect_right(owners, i)
        alone = all(number == _NOBODY for number in inner[first:behind])
        if not alone or passages[i - 1].block != passages[i].block:
            continue
        if judged is None:
            judged = [start for entry, start, _ in layout.hits if entry in weighty]
        start, end = passages[i].start, passages[i].end
        until = passages[i + 1].start if i + 1 < len(passages) else len(layout.text)
        if bisect_left(judged, start) < bisect_left(judged, until):
            number, voice = len(frames) + len(out), experts[inner[first - 1]]
            out.append(Frame(start, end, voice, (start, start)))
            inner[first:behind] = [number] * (behind - first)
            experts[number] = voice
    return out
