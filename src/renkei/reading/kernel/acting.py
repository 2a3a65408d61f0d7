"""Who acts in each statement of a text: candidates, what tells of each, and which are chosen.

`renkei.reading.actors` says what the signs mean, and what a name stands for. Actors are numbers.
"""

from __future__ import annotations

from typing import Any

from renkei.jit import entry, inline
from renkei.reading.kernel.weighing import first_at, weigh

(
    IN_QUOTE, FIRST, SECOND, SUBJECT, TOPIC, OBJECT, IN_GROUP, BEFORE, FIRST_IN_SENTENCE,
    SPEAKERS, SPEAKERS_WE, ACTED, ACTED_NONE, PARTIES, PARTIES_ANAPHOR, ALONE, NONE,
    TWICE, SPEAKERS_NONE, PERSON, BODY, OPENS_QUOTE, ITEMS, ITEMS_NONE, MOST, SECOND_MOST, ONCE,
    ACTED_EARLIER, ACTED_SENTENCE, ACTED_PARAGRAPH, PARTIES_PARAGRAPH, RIVAL_SUBJECT,
    RIVAL_SPEAKER, RIVAL_BEFORE,
) = (1 << i for i in range(34))  # fmt: skip
"""The bits of `renkei.reading.actors.SIGNS`, in order."""
REACH = 2000
"""How far back in its sentence a name is looked for, in characters."""
NOBODY, PARTIES_SPEAK = -1, -2
"""Speakers that are no entry: those without a state, and a text that its parties issue."""
AS_BODY, AS_STATE, OF_ITEM = 0, 1, 2
"""What an entry stands for: where actors are bodies, where they are states, as the name of items.
The members of entry e as such are ``members[edges[at]:edges[at + 1]]`` with at = 3 e + what."""


@entry
def acting(
    asked: Any, is_body: Any, named: Any, edges: Any, members: Any, anaphors: Any,
    of_states: Any, opening: Any,
    weights: Any, bias: Any, given: Any, given_edges: Any, scene: Any, counts: Any, slots: Any,
    often: Any, found: Any, until: Any,
) -> None:  # fmt: skip
    """Fill in the candidates of each statement with their signs, and the actors chosen.

    `asked` has the start, the end, the start of the sentence, the kind, the speaker (an entry),
    whether *we* is said and the paragraph, each in a row, a column a statement; `named` the start,
    the end, the entry and the signs by itself of each name; `anaphors` and `of_states` tell which
    entries point back, and which are of states, one or several. `found` takes candidates, their
    signs, and actors chosen, each in a row, `until` how many candidates and how many chosen there
    are with each statement.

    What is remembered from statement to statement stands in `scene`: who acted last in row 0, the
    parties in row 1, who acted before others did in row 2, as many as `counts` says; row 3 is room.
    If `given` has edges, its actors take the place of those chosen in what is remembered. `slots`
    has an entry for each actor, all negative; `often`, all 0, takes how often each is named.
    """
    places, entries, standing = named[0], named[2], named[3]
    actors, signs, chosen = found[0], found[1], found[2]
    size, taken = 0, 0
    most, second = _most_named(entries, edges, members, often)
    spoken, acted_in, parties_in = -1, -1, -1
    for i in range(asked.shape[1]):
        start, end, sentence, kind = asked[0, i], asked[1, i], asked[2, i], asked[3, i]
        speaker, we, paragraph = asked[4, i], asked[5, i], asked[6, i]
        first, last = first_at(places, start), first_at(places, end)
        opened = first_at(places, max(sentence, start - REACH))
        what = AS_BODY if is_body[kind] else AS_STATE
        begin, anaphor = size, False
        for k in range(first, last):
            name = entries[k]
            if anaphors[name]:
                anaphor = True
            sign = standing[k]
            if places[k] - start <= opening:
                sign |= OPENS_QUOTE
            at = 3 * name + what
            for m in range(edges[at], edges[at + 1]):
                again = TWICE if slots[members[m]] >= 0 else 0
                size = _add(actors, signs, slots, size, members[m], sign | again)
        inside = size - begin
        if inside == 1:
            signs[begin] |= ALONE
        if inside >= 1:
            signs[begin] |= FIRST
        if inside >= 2:
            signs[begin + 1] |= SECOND
        sign = BEFORE | FIRST_IN_SENTENCE
        for k in range(opened, first):
            at = 3 * entries[k] + what
            for m in range(edges[at], edges[at + 1]):
                size = _add(actors, signs, slots, size, members[m], sign)
                sign = BEFORE
        says_we = we > 0 and (counts[1] > 0 or speaker >= 0)
        sign = SPEAKERS | (SPEAKERS_WE if says_we else 0) | (0 if inside else SPEAKERS_NONE)
        if speaker >= 0:
            at = 3 * speaker + AS_STATE
            for m in range(edges[at], edges[at + 1]):
                size = _add(actors, signs, slots, size, members[m], sign)
        elif speaker == PARTIES_SPEAK:
            for k in range(counts[1]):
                size = _add(actors, signs, slots, size, scene[1, k], sign)
        sign = ACTED | (0 if inside else ACTED_NONE)
        if sentence == spoken:
            sign |= ACTED_SENTENCE
        elif paragraph == acted_in:
            sign |= ACTED_PARAGRAPH
        for k in range(counts[0]):
            size = _add(actors, signs, slots, size, scene[0, k], sign)
        sign = PARTIES | (PARTIES_ANAPHOR if anaphor or says_we else 0)
        if paragraph == parties_in:
            sign |= PARTIES_PARAGRAPH
        for k in range(counts[1]):
            size = _add(actors, signs, slots, size, scene[1, k], sign)
        sign = ITEMS | (0 if inside else ITEMS_NONE)
        for k in range(first if last > first else opened, last):
            at = 3 * entries[k] + OF_ITEM
            for m in range(edges[at], edges[at + 1]):
                size = _add(actors, signs, slots, size, members[m], sign)
        for k in range(counts[2]):
            if slots[scene[2, k]] >= 0:
                signs[slots[scene[2, k]]] |= ACTED_EARLIER
        _set_apart(signs, begin, size)
        before = taken
        for c in range(begin, size):
            actor = actors[c]
            slots[actor] = -1
            if not inside:
                signs[c] |= NONE
            if actor == most:
                signs[c] |= MOST
            elif actor == second:
                signs[c] |= SECOND_MOST
            elif often[actor] < 2:
                signs[c] |= ONCE
            if weigh(signs[c], kind, weights) + bias > 0:
                chosen[taken] = actor
                taken += 1
        until[0, i + 1], until[1, i + 1] = size, taken
        if len(given_edges):
            _remember(scene, counts, given, given_edges[i], given_edges[i + 1])
        else:
            _remember(scene, counts, chosen, before, taken)
        spoken, acted_in = sentence, paragraph
        opened = first_at(places, max(sentence, end - REACH))
        if _meet(entries, edges, members, of_states, opened, last, scene, counts, slots):
            parties_in = paragraph


@inline
def _add(actors: Any, signs: Any, slots: Any, size: Any, actor: Any, sign: Any) -> Any:
    """Let signs hold of an actor; how many are found then."""
    at = slots[actor]
    if at < 0:
        slots[actor] = size
        actors[size] = actor
        signs[size] = sign
        return size + 1
    signs[at] |= sign
    return size


@inline
def _most_named(entries: Any, edges: Any, members: Any, often: Any) -> Any:
    """The two actors whom a text names most often as states (-1: none); of two named as often, who
    is named first. `often` takes how often each is named."""
    for k in range(len(entries)):
        at = 3 * entries[k] + AS_STATE
        for m in range(edges[at], edges[at + 1]):
            often[members[m]] += 1
    most, second = -1, -1
    for k in range(len(entries)):
        at = 3 * entries[k] + AS_STATE
        for m in range(edges[at], edges[at + 1]):
            actor = members[m]
            if actor in (most, second):
                continue
            if most < 0 or often[actor] > often[most]:
                most, second = actor, most
            elif second < 0 or often[actor] > often[second]:
                second = actor
    return most, second


@inline
def _set_apart(signs: Any, begin: Any, size: Any) -> None:
    """Say of each candidate who another is and it is not: subject, speaker, named before."""
    held = 0
    for c in range(begin, size):
        held |= signs[c] & (SPEAKERS | FIRST_IN_SENTENCE)
        if signs[c] & SUBJECT:
            held |= SUBJECT
    for c in range(begin, size):
        lacks = held & ~signs[c]
        if lacks & SUBJECT:
            signs[c] |= RIVAL_SUBJECT
        if lacks & SPEAKERS:
            signs[c] |= RIVAL_SPEAKER
        if lacks & FIRST_IN_SENTENCE:
            signs[c] |= RIVAL_BEFORE


@inline
def _remember(scene: Any, counts: Any, acted: Any, first: Any, behind: Any) -> None:
    """Let some actors be those who acted last, and those who did, if others, who acted before."""
    same = counts[0] == behind - first
    for k in range(first, behind):
        same = same and scene[0, k - first] == acted[k]
    if same:
        return
    counts[2] = counts[0]
    for k in range(counts[0]):
        scene[2, k] = scene[0, k]
    counts[0] = behind - first
    for k in range(first, behind):
        scene[0, k - first] = acted[k]


@inline
def _meet(
    entries: Any, edges: Any, members: Any, of_states: Any, first: Any, last: Any,
    scene: Any, counts: Any, slots: Any,
) -> Any:  # fmt: skip
    """Remember the parties that some names tell, if these are two at least: who *both* will be.

    Those of a group go before states named one by one, which are gathered in row 3 of `scene`.
    Whether there were such parties.
    """
    named, met = 0, False
    for k in range(first, last):
        name = entries[k]
        if not of_states[name]:
            continue
        at = 3 * name + AS_STATE
        low, high = edges[at], edges[at + 1]
        if high - low > 1:
            counts[1], met = high - low, True
            for m in range(low, high):
                scene[1, m - low] = members[m]
            break
        if high > low and slots[members[low]] < 0:
            slots[members[low]] = 0
            scene[3, named] = members[low]
            named += 1
    else:
        if named > 1:
            counts[1], met = named, True
            for k in range(named):
                scene[1, k] = scene[3, k]
    for k in range(named):
        slots[scene[3, k]] = -1
    return met
