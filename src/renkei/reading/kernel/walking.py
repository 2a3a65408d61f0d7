"""Where words of a list or numerals begin in a text, and walks over its characters.

`renkei.reading.trie` tells how a list is kept, `renkei.reading.times.candidates` what the states of
a walk are. They are learned as texts lead to them: kept in arrays that have room for so many.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from renkei.jit import entry, inline, jit, nth
from renkei.reading.kernel.finding import child

BARRING, NUMERAL = 1, 2
"""What a character is, as bits: behind some nothing begins."""
WORD = 4
"""What begins at a place: a word, a numeral or, as bits, both."""


@entry
def begun(
    codes: Any, roots: Any, first: Any, letters: Any, words: Any, signs: Any, out: Any
) -> int:
    """Fill the columns of `out` with each place where words or numerals begin, and which; how many.

    `codes` are the code points of the text, `signs` has what the character of each is.
    """
    count, barred = 0, 0
    for place in range(len(codes)):
        code = codes[nth(place)]
        sign = signs[nth(code)] if code < len(signs) else 0
        what = sign & NUMERAL
        if not barred:
            node = roots[nth(code)] if code < len(roots) else 0
            if node and _is_word(codes, place + 1, node, first, letters, words):
                what |= WORD
            if what:
                out[0, count], out[1, count] = place, what
                count += 1
        barred = sign & BARRING
    return count


@inline
def _is_word(codes: Any, at: Any, node: Any, first: Any, letters: Any, words: Any) -> Any:
    """Whether some word goes on from a node at a place."""
    while node:
        if words[nth(node)] >= 0:
            return True
        if at == len(codes):
            return False
        node = child(codes[nth(at)], first, letters, node)
        at += 1
    return False


OWNER, SET, THEN = 0, 1, 2
"""The rows of `nodes`: the end of each node's pattern, its own set of characters, and from where on
`then` tells which nodes follow it."""
FIRST, OPEN = 0, 1
"""The rows of `states`: from where on `members` tells the nodes of each, how many are places."""
STATES, STEPS = 0, 1
"""What `sizes` has: how many states and how many steps are known."""
_MIX, _LOW = 0x9E3779B1, 0xFFFFFF


@entry
def walk(
    codes: Any, spots: Any, step: Any, far: Any, classes: Any, passes: Any, nodes: Any, then: Any,
    table: Any, states: Any, members: Any, slots: Any, marks: Any, sizes: Any,
) -> int:  # fmt: skip
    """Walk from each place, in the first row of `spots`; keep the columns of those from which some
    pattern may match, with the state that the walk leads to in the last row. How many are kept, or
    -1 if there is no room for a new state.

    A walk ends where no place is left in its state, after `far` characters, or with the text; it
    goes on by `step`: 1, or -1 if it begins with the character before its place.
    """
    for i in range(spots.shape[1]):
        state = 0
        at = spots[0, nth(i)] - (step < 0)
        for _ in range(far):
            if at < 0 or at == len(codes) or not states[OPEN, nth(state)]:
                break
            code = codes[nth(at)]
            kind = classes[nth(min(code, len(classes) - 1))]
            after = table[nth(state), nth(kind)]
            if not after:
                after = _learned(
                    state, kind, passes, nodes, then, states, members, slots, marks, sizes
                )
                if not after:
                    return -1
                table[nth(state), nth(kind)] = after
            state = after
            at += step
        spots[len(spots) - 1, nth(i)] = state
    kept = 0
    for i in range(spots.shape[1]):
        state = spots[len(spots) - 1, nth(i)]
        if states[FIRST, nth(state)] < states[FIRST, nth(state + 1)]:
            for row in range(len(spots)):
                spots[nth(row), nth(kept)] = spots[nth(row), nth(i)]
            kept += 1
    return kept


@jit
def _learned(
    state: Any, kind: Any, passes: Any, nodes: Any, then: Any,
    states: Any, members: Any, slots: Any, marks: Any, sizes: Any,
) -> Any:  # fmt: skip
    """The state after a character of a class, made if it is new; 0 if there is no room for it.

    Its nodes are those that follow the places passed, and the ends that were reached before.
    """
    new, step = sizes[STATES], sizes[STEPS] + 1
    begin = end = states[FIRST, new]
    if new + 1 == states.shape[1] or begin + len(marks) > len(members):
        return 0
    sizes[STEPS] = step
    for m in range(states[FIRST, state], states[FIRST, state + 1]):
        node = members[nth(m)]
        if node == nodes[OWNER, nth(node)]:
            end = _reach(node, step, marks, members, end)
        elif passes[nth(nodes[SET, nth(node)]), nth(kind)]:
            for t in range(nodes[THEN, nth(node)], nodes[THEN, nth(node + 1)]):
                end = _reach(then[nth(t)], step, marks, members, end)
    size, places, told = _settle(begin, end, step, nodes, members, marks)
    slot = told % len(slots)
    while slots[nth(slot)]:
        known = slots[nth(slot)]
        if _is_same(known, size, step, states, members, marks):
            return known
        slot = (slot + 1) % len(slots)
    slots[nth(slot)] = new
    states[FIRST, new + 1], states[OPEN, new] = begin + size, places
    sizes[STATES] = new + 1
    return new


@inline
def _reach(node: Any, step: Any, marks: Any, members: Any, end: Any) -> Any:
    """Put a node behind others up to `end`, unless it is among them; where they end now."""
    if marks[nth(node)] == step:
        return end
    marks[nth(node)] = step
    members[nth(end)] = node
    return end + 1


@jit
def _settle(begin: Any, end: Any, step: Any, nodes: Any, members: Any, marks: Any) -> Any:
    """Drop the places of patterns whose ends are reached: how many nodes are left, how many of them
    are places, and a number that hangs on which they are."""
    size, places, told = 0, 0, np.int64(0)
    for m in range(begin, end):
        node = members[nth(m)]
        owner = nodes[OWNER, nth(node)]
        if node != owner:
            if marks[nth(owner)] == step:
                marks[nth(node)] = 0
                continue
            places += 1
        members[nth(begin + size)] = node
        size += 1
        spread = (np.int64(node) + 1) * _MIX & _LOW
        told += spread * spread >> 8
    return size, places, told


@inline
def _is_same(known: Any, size: Any, step: Any, states: Any, members: Any, marks: Any) -> Any:
    """Whether a state has just the nodes that are marked by this step, so many."""
    begin, end = states[FIRST, nth(known)], states[FIRST, nth(known + 1)]
    if end - begin != size:
        return False
    while begin < end and marks[nth(members[nth(begin)])] == step:
        begin += 1
    return begin == end
