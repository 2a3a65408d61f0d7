"""Who says each clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renkei.nouns import Role
from renkei.reading.either import Either
from renkei.reading.frames import Frame, judging
from renkei.reading.layout import Layout
from renkei.reading.subject_first import SubjectFirst
from renkei.reading.subject_last import SubjectLast
from renkei.reading.voices import Voice

ROLES: tuple[Role, ...] = tuple(Role)
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
    frames = _innermost(found, layout.starts.tolist(), layout.ends.tolist())
    _go_on(layout, frames)
    whole = _heard(issuer) if issuer else None
    voices = [_heard(frame.voice) if frame else whole for frame in frames]
    roles = [ROLES.index(v.role if v else Role.AUTHOR) for v in voices]
    verbs = sorted(frame.verb[0] for frame in found)
    leads = frozenset(f.verb[1] for f in found if f.end > f.verb[1] + _GAP)
    return Spoken(layout, frames, voices, np.array(roles, np.int64), verbs, leads)


def _frames(layout: Layout, issuer: Voice | None) -> list[Frame]:
    if layout.language == "zh":
        return SubjectFirst(layout, issuer).find()
    if layout.language == "ja":
        return SubjectLast(layout, issuer).find()
    return Either(layout, issuer).find()


def _heard(voice: Voice) -> Voice | None:
    return None if voice.role == Role.AUTHOR else voice


def _innermost(
    frames: Sequence[Frame], starts: Sequence[int], ends: Sequence[int]
) -> list[Frame | None]:
    """For each clause the frame around its beginning that itself begins last."""
    out: list[Frame | None] = []
    open_: list[Frame] = []
    at = 0
    for start, end in zip(starts, ends, strict=True):
        middle = start + min(2, (end - start) // 2)
        while at < len(frames) and frames[at].start <= middle:
            open_.append(frames[at])
            at += 1
        open_ = [f for f in open_ if f.end > middle]
        out.append(open_[-1] if open_ else None)
    return out


def _go_on(layout: Layout, frames: list[Frame | None]) -> None:
    """Let an expert's voice go on, in its paragraph, in sentences that judge or foretell.

    Such is free indirect speech: nobody is named, yet it is not the author who thinks so.
    """
    passages, owners = layout.passages, layout.owners.tolist()
    weighty = judging(layout.language)
    judged = {
        bisect_right(passages, start, key=lambda p: p.start) - 1
        for entry, start, _ in layout.hits
        if entry in weighty
    }
    first = [bisect_left(owners, i) for i in range(len(passages) + 1)]
    for i in range(1, len(passages)):
        own = range(first[i], first[i + 1])
        before = frames[first[i] - 1] if first[i] > first[i - 1] else None
        if (
            before is not None
            and before.voice.role == Role.ANALYST
            and i in judged
            and passages[i - 1].block == passages[i].block
            and all(frames[k] is None for k in own)
        ):
            place = passages[i].start
            frame = Frame(place, passages[i].end, before.voice, (place, place))
            for k in own:
                frames[k] = frame
