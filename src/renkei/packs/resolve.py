"""Finding the item that a person means: by its key, a name of it, or the beginning of one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from renkei.errors import PackError
from renkei.nouns import Name

_SUGGESTED = 5
_LIKE = 60.0


def find_item(text: str, names: Sequence[Name], keys: Iterable[str] = ()) -> str:
    """The key of the item that `text` means.

    `names` are a pack's; `keys` are further items, such as a ledger's. A key goes before a name, a
    whole one before a beginning. Case and width do not count.

    Raises
    ------
    PackError
        If nothing or more than one thing is meant; the message names what may have been.
    """
    known = _known(names, keys)
    wanted = _folded(text)
    for found in (_whole_key, _whole_name, _begun_key, _begun_name):
        items = sorted(found(wanted, known)) if wanted else []
        if len(items) == 1:
            return items[0]
        if items:
            raise PackError(f"{text!r} may mean {_listed(items)}; give more of it")
    like = _like(wanted, known)
    hint = f"did you mean {_listed(like)}?" if like else "renkei ledger lists the items"
    raise PackError(f"no item {text!r}; {hint}")


def _known(names: Sequence[Name], keys: Iterable[str]) -> dict[str, set[str]]:
    """The items that each folded key and name may mean."""
    known: dict[str, set[str]] = {}
    items = [(name.text, name.key) for name in names if name.kind == "item"]
    own = {key for _, key in items} | set(keys)
    for form, key in [*items, *((key, key) for key in own if key)]:
        known.setdefault(_folded(form), set()).add(key)
    return known


def _whole_key(wanted: str, known: dict[str, set[str]]) -> set[str]:
    return {wanted} if wanted in known.get(wanted, ()) else set()


def _whole_name(wanted: str, known: dict[str, set[str]]) -> set[str]:
    return known.get(wanted, set())


def _begun_key(wanted: str, known: dict[str, set[str]]) -> set[str]:
    return {key for keys in known.values() for key in keys if key.startswith(wanted)}


def _begun_name(wanted: str, known: dict[str, set[str]]) -> set[str]:
    return {key for form, keys in known.items() if form.startswith(wanted) for key in keys}


def _like(wanted: str, known: dict[str, set[str]]) -> list[str]:
    """The items whose keys or names are spelt most nearly like `wanted`, the nearest first."""
    from rapidfuzz import fuzz, process

    close = process.extract(wanted, list(known), scorer=fuzz.WRatio, score_cutoff=_LIKE, limit=20)
    return list(dict.fromkeys(key for form, _, _ in close for key in sorted(known[form])))


def _listed(items: list[str]) -> str:
    more = f" or {len(items) - _SUGGESTED} others" if len(items) > _SUGGESTED else ""
    return ", ".join(items[:_SUGGESTED]) + more


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
