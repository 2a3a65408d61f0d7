"""The rules about what a pack promises: every deliverable of a meeting, every system it covers."""

from __future__ import annotations

from collections.abc import Iterator

from renkei.packs.finding import Finding
from renkei.packs.pack import Pack
from renkei.packs.rows import by_kind, place


def deliverables(pack: Pack) -> Iterator[Finding]:
    """Each deliverable's meeting exists and lists it; no place in a meeting's list is empty."""
    counts = {meeting.key: meeting.deliverables for meeting in pack.meetings}
    taken: dict[str, set[int]] = {key: set() for key in counts}
    for item in pack.items:
        for n, delivery in enumerate(item.deliverable_of):
            field = f"deliverable_of.{n}"
            listed = counts.get(delivery.meeting)
            if delivery.meeting not in counts:
                message = f"there is no meeting {delivery.meeting!r} in this pack"
                yield Finding("deliverable", *place(item), f"{field}.meeting", message)
            elif listed is None:
                message = f"{delivery.meeting} says nothing of deliverables; give it their count"
                yield Finding("deliverable", *place(item), f"{field}.meeting", message)
            elif beyond := [number for number in delivery.numbers if number > listed.count]:
                message = f"{beyond[0]} is beyond the {listed.count} that {delivery.meeting} lists"
                yield Finding("deliverable", *place(item), f"{field}.numbers", message)
            else:
                taken[delivery.meeting].update(delivery.numbers)
    for meeting in pack.meetings:
        if meeting.deliverables:
            places = range(1, meeting.deliverables.count + 1)
            if empty := [number for number in places if number not in taken[meeting.key]]:
                message = f"no item is number {', '.join(map(str, empty))} of its list"
                yield Finding("deliverable", *place(meeting), "deliverables.count", message)


def systems(pack: Pack) -> Iterator[Finding]:
    """Each system that the pack promises names rows, and those rows exist."""
    known = by_kind(pack)
    for system in pack.systems:
        if not any(system.named()):
            yield Finding("system", *place(system), "", "names no row that covers it")
        for kind, key in system.named():
            if key not in known[kind]:
                message = f"there is no {key!r} among the {kind} of this pack"
                yield Finding("system", *place(system), kind, message)
