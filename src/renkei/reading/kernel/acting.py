"""Who acts in each statement of a text: candidates, what tells of each, and which are chosen.

`renkei.reading.actors` says what the signs mean, and what a name stands for. Actors are numbers.
"""

from __future__ import annotations

from typing import Any

from renkei.jit import entry, inline
from renkei.reading.kernel.clues import before, behind
from renkei.reading.kernel.holding import PERSON_BEGINS, begins, joins, kind_of
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
ANY, STATE, GROUP = 0, 1, 2
"""Kinds of names of states, by number in `renkei.reading.roster.CARRIERS`; and any kind."""
AS_BODY, AS_STATE, OF_ITEM = 0, 1, 2
"""What an entry stands for: where actors are bodies, where they are states, as the name of items.
The members of entry e as such are ``members[edges[at]:edges[at + 1]]`` with at = 3 e + what."""


@entry
def acting(
    asked: Any, is_body: Any, spots: Any, entries: Any, by_itself: Any,
    edges: Any, members: Any, carriers: Any, anaphors: Any, of_states: Any, opening: Any,
    codes: Any, kinds: Any, first_person: Any, whole: Any,
    words: Any, tells: Any, endings: Any, stops: Any, objects: Any, articles: Any, reach: Any,
    weights: Any, bias: Any, given: Any, given_edges: Any, scene: Any, slots: Any,
    often: Any, around: Any, found: Any, chosen: Any, until: Any,
) -> None:  # fmt: skip
    """Choose the actors of each statement: in `chosen`, `until` how many up to each statement.

    `asked` has the start, the end, the start of the sentence, the kind, the speaker (an entry) and
    the paragraph, each in a row, a column a statement. `spots` has a row a name, its start in the
    second column and its end in the third, `entries` the entry of each; `by_itself` what the kind
    of name by which an entry acts (`carriers`) tells; `anaphors` and `of_states` which entries
    point back, and which are of states, one or several. `first_person` has the words for *we* as
    `holding.begins` takes them, `whole` tells whether no letter or digit may stand before or behind
    them; `kinds` has what each character of `codes` is. `words` to `reach` are what the functions
    of `kernel.clues` take.

    `scene` is room: who acted last, the parties, who acted before others, parties that gather; as
    are `around`, for what the words around each name tell, and `found`, for the candidates of one
    statement and their signs. `slots` has an entry for each actor, all negative; so they are again
    in the end. `often`, all 0, takes how often each is named.

    If `given` has edges, candidates are gathered, none chosen: `found` takes those of all
    statements, `until` how many there are, and who acted is what is given.
    """
    places = spots[:, 1]
    actors, signs, gathering = found[0], found[1], len(given_edges) > 0
    size, taken, acted, earlier = 0, 0, 0, 0
    parties = _first_parties(entries, edges, members, carriers, often, scene)
    most, second = _most_named(entries, edges, members, carriers, ANY, often)
    for k in range(len(entries)):
        around[k] = 0
        if carriers[entries[k]]:
            around[k] = behind(codes, spots[k, 2], kinds, whole, words, tells, endings, stops)
            around[k] |= before(codes, spots[k, 1], kinds, whole, objects, articles, reach)
    acted_in, acted_near, met_near = -1, -1, -1
    until[0] = 0
    for i in range(asked.shape[1]):
        start, end, sentence, kind = asked[0, i], asked[1, i], asked[2, i], asked[3, i]
        speaker, paragraph = asked[4, i], asked[5, i]
        first, last = first_at(places, start), first_at(places, end)
        opened = first_at(places, max(sentence, start - REACH))
        what = AS_BODY if is_body[kind] else AS_STATE
        begin, anaphor = size if gathering else 0, False
        size = begin
        for k in range(first, last):
            name = entries[k]
            if anaphors[name]:
                anaphor = True
            sign = by_itself[carriers[name]] | around[k]
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
        says_we = parties > 0 or speaker >= 0
        says_we = says_we and _says(codes, start, end, kinds, first_person, whole)
        sign = SPEAKERS | (SPEAKERS_WE if says_we else 0) | (0 if inside else SPEAKERS_NONE)
        if speaker >= 0:
            at = 3 * speaker + AS_STATE
            for m in range(edges[at], edges[at + 1]):
                size = _add(actors, signs, slots, size, members[m], sign)
        elif speaker == PARTIES_SPEAK:
            for k in range(parties):
                size = _add(actors, signs, slots, size, scene[1, k], sign)
        sign = ACTED | (0 if inside else ACTED_NONE)
        if sentence == acted_in:
            sign |= ACTED_SENTENCE
        elif paragraph == acted_near:
            sign |= ACTED_PARAGRAPH
        for k in range(acted):
            size = _add(actors, signs, slots, size, scene[0, k], sign)
        sign = PARTIES | (PARTIES_ANAPHOR if anaphor or says_we else 0)
        if paragraph == met_near:
            sign |= PARTIES_PARAGRAPH
        for k in range(parties):
            size = _add(actors, signs, slots, size, scene[1, k], sign)
        sign = ITEMS | (0 if inside else ITEMS_NONE)
        for k in range(first if last > first else opened, last):
            at = 3 * entries[k] + OF_ITEM
            for m in range(edges[at], edges[at + 1]):
                size = _add(actors, signs, slots, size, members[m], sign)
        for k in range(earlier):
            if slots[scene[2, k]] >= 0:
                signs[slots[scene[2, k]]] |= ACTED_EARLIER
        _set_apart(signs, begin, size)
        begun = taken
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
            if not gathering and weigh(signs[c], kind, weights) + bias > 0:
                chosen[taken] = actor
                taken += 1
        if gathering:
            until[i + 1] = size
            low, high = given_edges[i], given_edges[i + 1]
            acted, earlier = _remember(scene, acted, earlier, given, low, high)
        else:
            until[i + 1] = taken
            acted, earlier = _remember(scene, acted, earlier, chosen, begun, taken)
        acted_in, acted_near = sentence, paragraph
        opened = first_at(places, max(sentence, end - REACH))
        met = _meet(entries, edges, members, of_states, opened, last, scene, slots)
        if met:
            parties, met_near = met, paragraph


@inline
def _says(codes: Any, start: Any, end: Any, kinds: Any, words: Any, whole: Any) -> Any:
    """Whether a quote says one of some words."""
    for at in range(start, end):
        if kind_of(kinds, codes[at]) & PERSON_BEGINS == 0:
            continue
        if whole and at > 0 and joins(kinds, codes[at - 1]):
            continue
        size = begins(codes, at, end, words)
        if size > 0 and not (whole and at + size < end and joins(kinds, codes[at + size])):
            return True
    return False


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
def _first_parties(
    entries: Any, edges: Any, members: Any, carriers: Any, often: Any, scene: Any
) -> Any:  # fmt: skip
    """Remember whom *we* and *both* mean before any parties are named: the group that is named most
    often, or else the two states; how many these are. `often` is 0 for each actor again."""
    heads, best = 0, 0
    for k in range(len(entries)):
        if carriers[entries[k]] != GROUP:
            continue
        head = 0
        while head < heads and not _is_same(edges, members, scene[0, head], entries[k]):
            head += 1
        if head == heads:
            scene[0, heads], scene[2, heads] = entries[k], 0
            heads += 1
        scene[2, head] += 1
    if heads:
        for head in range(heads):
            if scene[2, head] > scene[2, best]:
                best = head
        at = 3 * scene[0, best] + AS_STATE
        for m in range(edges[at], edges[at + 1]):
            scene[1, m - edges[at]] = members[m]
        return edges[at + 1] - edges[at]
    scene[1, 0], scene[1, 1] = _most_named(entries, edges, members, carriers, STATE, often)
    for actor in range(len(often)):
        often[actor] = 0
    return int(scene[1, 0] >= 0) + int(scene[1, 1] >= 0)


@inline
def _is_same(edges: Any, members: Any, one: Any, other: Any) -> Any:
    """Whether two entries stand for the same states, in the same order."""
    first, second = 3 * one + AS_STATE, 3 * other + AS_STATE
    size = edges[first + 1] - edges[first]
    same = edges[second + 1] - edges[second] == size
    for m in range(size if same else 0):
        same = same and members[edges[first] + m] == members[edges[second] + m]
    return same


@inline
def _most_named(
    entries: Any, edges: Any, members: Any, carriers: Any, only: Any, often: Any
) -> Any:  # fmt: skip
    """The two actors whom a text names most often as states (-1: none), by names of `only` one kind
    or of `ANY`; of two named as often, who is named first. `often` takes how often each is named.
    """
    for k in range(len(entries)):
        if only in (ANY, carriers[entries[k]]):
            at = 3 * entries[k] + AS_STATE
            for m in range(edges[at], edges[at + 1]):
                often[members[m]] += 1
    most, second = -1, -1
    for k in range(len(entries)):
        if only in (ANY, carriers[entries[k]]):
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
    """Say of each candidate what another is and it is not: subject, speaker, named before."""
    held = 0
    for c in range(begin, size):
        held |= signs[c] & (SUBJECT | SPEAKERS | FIRST_IN_SENTENCE)
    for c in range(begin, size):
        lacks = held & ~signs[c]
        if lacks & SUBJECT:
            signs[c] |= RIVAL_SUBJECT
        if lacks & SPEAKERS:
            signs[c] |= RIVAL_SPEAKER
        if lacks & FIRST_IN_SENTENCE:
            signs[c] |= RIVAL_BEFORE


@inline
def _remember(
    scene: Any, acted: Any, earlier: Any, actors: Any, first: Any, behind: Any
) -> Any:  # fmt: skip
    """Let some actors be those who acted last, and those who did, if others, who acted before; how
    many these and those are."""
    same = acted == behind - first
    for k in range(first, behind):
        same = same and scene[0, k - first] == actors[k]
    if same:
        return acted, earlier
    for k in range(acted):
        scene[2, k] = scene[0, k]
    for k in range(first, behind):
        scene[0, k - first] = actors[k]
    return behind - first, acted


@inline
def _meet(
    entries: Any, edges: Any, members: Any, of_states: Any, first: Any, last: Any,
    scene: Any, slots: Any,
) -> Any:  # fmt: skip
    """Remember the parties that some names tell, if these are two at least: who *both* will be.

    Those of a group go before states named one by one, which are gathered in row 3 of `scene`.
    How many they are, 0 if none are told.
    """
    named, grouped = 0, 0
    for k in range(first, last):
        name = entries[k]
        if not of_states[name]:
            continue
        at = 3 * name + AS_STATE
        low, high = edges[at], edges[at + 1]
        if high - low > 1:
            for m in range(low, high):
                scene[1, m - low] = members[m]
            grouped = high - low
            break
        if high > low and slots[members[low]] < 0:
            slots[members[low]] = 0
            scene[3, named] = members[low]
            named += 1
    for k in range(named):
        slots[scene[3, k]] = -1
    if grouped or named < 2:
        return grouped
    for k in range(named):
        scene[1, k] = scene[3, k]
    return named
