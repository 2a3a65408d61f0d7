"""The names by which a reader knows what a pack holds.

Every label and alias of an item in every script, spelling and width (`renkei.packs.variants`),
every post under its English label, and the states, people, titles and outlets of ``actors.yaml``.
A surface form means at most one item: where two claim it, ``exceptions.yaml`` says which is meant.
Weak aliases give no name but a hint, as the words of ``hints.yaml`` do.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, replace
from pathlib import Path
from typing import TYPE_CHECKING

from renkei.nouns import Name, Role
from renkei.packs.actors import actor_names
from renkei.packs.speakers import speaker_names

if TYPE_CHECKING:
    from renkei.packs.pack import Pack
    from renkei.packs.schema import Item
    from renkei.packs.structure import ProposedPost


def names_of(pack: Pack, folder: Path | None = None) -> tuple[Name, ...]:
    """Every name of `pack`: items, then posts, then the actors of the pack's `folder`, if given.

    No name occurs twice; the same text may stand in two languages, or as an item and as a body.
    What ``actors.yaml`` says of a text goes before a post's label.
    """
    meant = settled(pack)
    made = [
        Name(form, "item", item.key, language, " ".join(_parties(item)))
        for item in pack.items
        for form, language in item_forms(item)
        if meant.get(form, item.key) == item.key
    ]
    actors = with_traditional(actor_names(folder)) if folder else []
    taken = {(name.text, name.language) for name in actors}
    bodies = [name for post in posts(pack) for name in _post_names(post)]
    made += [name for name in bodies if (name.text, name.language) not in taken]
    made += actors
    made += speaker_names(folder) if folder else []
    made += hint_names(pack)
    return tuple(dict.fromkeys(made))


def _parties(item: Item) -> tuple[str, ...]:
    """The states that are parties to an item."""
    return tuple(p for p in item.parties if len(p) == 2 and p.isupper())


def names_digest(names: Iterable[Name]) -> str:
    """A short hash of `names`: equal if, and only if, a reader is given the same names."""
    rows = sorted(astuple(name) for name in names)
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()[:16]


def item_forms(item: Item) -> Iterator[tuple[str, str]]:
    """Each surface form of an item that names it by itself, and the language that it is in."""
    weak = {form for text in item.weak for form, _ in forms_in_all(text)}
    given = {
        "en": (*_short(item.labels.en), *item.aliases.en),
        "zh": (*_short(item.labels.zh), *item.aliases.zh),
        "ja": (*_short(item.labels.ja), *item.aliases.ja),
    }
    for language, texts in given.items():
        for text in texts:
            for form, script in forms(text, language):
                if form not in weak:
                    yield form, script


def hint_names(pack: Pack) -> Iterator[Name]:
    """Each word that speaks of an item (kind ``hint``) or a series (``figure``) without naming it.

    Those are the words of ``hints.yaml``, in every form, and the weak aliases of the items.
    """
    series = {series.key for series in pack.series}
    for item in pack.items:
        for language, texts in item.aliases:
            for text in (text for text in texts if text in item.weak):
                yield from _hints(text, "hint", item.key, language)
    for row in pack.hints:
        kind = "figure" if row.key in series else "hint"
        for language, texts in (("en", row.en), ("zh", row.zh), ("ja", row.ja)):
            for text in texts:
                yield from _hints(text, kind, row.key, language)


def _hints(text: str, kind: str, key: str, language: str) -> Iterator[Name]:
    for form, script in forms(text, language):
        yield Name(form, kind, key, script)


def forms(text: str, language: str) -> Iterator[tuple[str, str]]:
    """The surface forms of a name given in ``en``, ``zh`` or ``ja``, each with its BCP 47 tag."""
    from renkei.packs import variants

    if language == "zh":
        yield from ((form, "zh-Hans") for form in variants.simplified_forms(text))
        yield from ((form, "zh-Hant") for form in variants.traditional_forms(text))
    elif language == "ja":
        yield from ((form, "ja") for form in variants.japanese_forms(text))
    else:
        yield from ((form, "en") for form in variants.english_forms(text))


def forms_in_all(text: str) -> Iterator[tuple[str, str]]:
    """The surface forms of a name of which the language is not told, with their tags."""
    for language in ("en", "zh", "ja"):
        yield from forms(text, language)


def with_traditional(names: Iterable[Name]) -> list[Name]:
    """`names`, and for each in simplified characters its traditional forms that none has yet."""
    from renkei.packs.variants import traditional_forms

    given = list(names)
    taken = {(name.text, name.language) for name in given}
    for name in [name for name in given if name.language == "zh-Hans"]:
        for form in traditional_forms(name.text):
            if (form, "zh-Hant") not in taken:
                taken.add((form, "zh-Hant"))
                given.append(replace(name, text=form, language="zh-Hant"))
    return given


def posts(pack: Pack) -> Iterator[ProposedPost]:
    """Every post of `pack`, those included that an arrangement would add."""
    from renkei.packs.structure import AddPost

    yield from pack.structure.posts
    for arrangement in pack.structure.arrangements:
        for change in arrangement.changes:
            if isinstance(change, AddPost):
                yield change.post


def settled(pack: Pack) -> dict[str, str]:
    """For each surface form that several items may claim, the key that it means, or ``none``."""
    return {
        form: shared.means
        for shared in pack.exceptions.shared
        for text in shared.names
        for form, _ in forms_in_all(text)
    }


def _short(label: str) -> tuple[str, ...]:
    from renkei.packs.variants import shortened

    return shortened(label)


def _post_names(post: ProposedPost) -> Iterator[Name]:
    state = post.nations[0] if len(post.nations) == 1 else ""
    key = _short(post.labels.en)[0]
    for language, label in (("en", post.labels.en), ("zh", post.labels.zh), ("ja", post.labels.ja)):
        for text in _short(label):
            for form, script in forms(text, language):
                yield Name(form, "body", key, script, state, Role.OFFICIAL.value)
