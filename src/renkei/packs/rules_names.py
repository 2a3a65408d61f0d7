"""The rules about names: whole surface forms, one owner each, three languages, every script."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from renkei.packs.finding import Finding
from renkei.packs.names import forms_in_all, item_forms, settled
from renkei.packs.pack import Pack, Shared
from renkei.packs.rows import place
from renkei.packs.schema import Item, Series
from renkei.packs.structure import Arrangement, Post
from renkei.packs.values import Labels, Row
from renkei.packs.variants import simplified_forms, traditional_forms

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
HAN_OR_KANA = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
SIMPLIFIED, TRADITIONAL, JAPANESE = "gb2312", "big5hkscs", "cp932"
SAME = 95.0
"""From this likeness of the labels on (rapidfuzz ratio, 0 to 100) two items are the same thing."""


def aliases(pack: Pack) -> Iterator[Finding]:
    """Every alias is a whole surface form, given once; every weak one is an alias."""
    for item in pack.items:
        given = item.aliases.all()
        for language, texts in item.aliases:
            for text in texts:
                if problem := _not_a_form(text, texts):
                    yield Finding("alias", *place(item), f"aliases.{language}", problem)
        for text in item.weak:
            if text not in given:
                message = f"{text!r} is weak but is not among the aliases"
                yield Finding("alias", *place(item), "weak", message)


def hints(pack: Pack) -> Iterator[Finding]:
    """Every hint is a whole surface form, given once in a row."""
    for row in pack.hints:
        for language, texts in (("en", row.en), ("zh", row.zh), ("ja", row.ja)):
            for text in texts:
                if problem := _not_a_form(text, texts):
                    yield Finding("hint", *place(row), language, problem)


def _not_a_form(text: str, texts: tuple[str, ...]) -> str:
    if text != text.strip():
        return f"{text!r} begins or ends with a space"
    if len(text) < 2 and HAN_OR_KANA.search(text):
        return f"{text!r} is a single character, which names nothing"
    if texts.count(text) > 1:
        return f"{text!r} is given twice"
    if any(text.count(a) != text.count(b) for a, b in ("()", "（）", "“”", "《》", "「」")):
        return f"{text!r} opens a bracket or quotation that it does not close"
    return ""


def collisions(pack: Pack) -> Iterator[Finding]:
    """No surface form names two items unless ``exceptions.yaml`` says which of them it means."""
    declared = settled(pack)
    clashes: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for form, owners in _owners(pack).items():
        if len(owners) > 1 and form not in declared:
            clashes[tuple(sorted(owners))].append(form)
    places = {item.key: place(item) for item in pack.items}
    for keys, texts in clashes.items():
        message = f"{' and '.join(keys)} both claim {', '.join(texts)}: make it weak, or shared"
        yield Finding("alias-collision", *places[keys[0]], "aliases", message)


def claims_of_shared(pack: Pack) -> Iterator[tuple[Shared, set[str]]]:
    """For each shared entry of the exceptions, the items that do claim one of its names."""
    owners = _owners(pack)
    for shared in pack.exceptions.shared:
        texts = {form for name in shared.names for form, _ in forms_in_all(name)}
        yield shared, {owner for form in texts for owner in owners.get(form, ())}


def _owners(pack: Pack) -> dict[str, set[str]]:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for item in pack.items:
        for form, _ in item_forms(item):
            owners[form].add(item.key)
    return owners


def languages(pack: Pack) -> Iterator[Finding]:
    """Every item has its label and at least one alias in each of three languages."""
    for row, labels in _labelled(pack):
        if HAN_OR_KANA.search(labels.en):
            yield Finding("languages", *place(row), "labels.en", f"not English: {labels.en!r}")
        if not HAN.search(labels.zh) and labels.zh != labels.en:
            yield Finding("languages", *place(row), "labels.zh", f"not Chinese: {labels.zh!r}")
        if not HAN_OR_KANA.search(labels.ja) and labels.ja != labels.en:
            yield Finding("languages", *place(row), "labels.ja", f"not Japanese: {labels.ja!r}")
    for item in pack.items:
        for language, texts in item.aliases:
            if not set(texts) - set(item.weak):
                message = "no alias in this language names the item by itself"
                yield Finding("languages", *place(item), f"aliases.{language}", message)


def forms(pack: Pack) -> Iterator[Finding]:
    """Chinese labels are simplified, Japanese ones Japanese, and every form can be written.

    Characters are judged by the national standards: GB 2312, Big5 with HKSCS, JIS X 0208 (as
    code page 932).
    """
    for row, labels in _labelled(pack):
        if wrong := _outside(labels.zh, SIMPLIFIED):
            message = f"{wrong!r} is not simplified Chinese; `zh` is, traditional forms are made"
            yield Finding("forms", *place(row), "labels.zh", message)
        if wrong := _outside(labels.ja, JAPANESE):
            yield Finding("forms", *place(row), "labels.ja", f"{wrong!r} is not Japanese writing")
    for item in pack.items:
        yield from _alias_forms(item)


def _alias_forms(item: Item) -> Iterator[Finding]:
    for text in item.aliases.zh:
        for made, standard in (
            (simplified_forms(text), SIMPLIFIED),
            (traditional_forms(text), TRADITIONAL),
        ):
            if all(_outside(form, standard) for form in made):
                message = f"{text!r} has no form in {standard}, only {', '.join(made)}"
                yield Finding("forms", *place(item), "aliases.zh", message)
    for text in item.aliases.ja:
        if wrong := _outside(text, JAPANESE):
            message = f"{wrong!r} in {text!r} is not Japanese writing"
            yield Finding("forms", *place(item), "aliases.ja", message)


def _outside(text: str, encoding: str) -> str:
    """The Han characters of `text` that a national standard does not have."""

    def has(character: str) -> bool:
        try:
            character.encode(encoding)
        except UnicodeEncodeError:
            return False
        return True

    return "".join(c for c in HAN.findall(text) if not has(c))


def _labelled(pack: Pack) -> Iterator[tuple[Row, Labels]]:
    rows: list[Item | Series | Post | Arrangement] = [*pack.items, *pack.series]
    rows += [*pack.structure.posts, *pack.structure.arrangements]
    for row in rows:
        yield row, row.labels


def same_items(pack: Pack) -> Iterator[Finding]:
    """No two items are the same thing: their labels are not nearly alike in two languages."""
    from rapidfuzz.fuzz import ratio

    for one, other in combinations(pack.items, 2):
        alike = [
            language
            for language, text in one.labels
            if ratio(text.lower(), str(getattr(other.labels, language)).lower()) >= SAME
        ]
        if len(alike) > 1:
            message = f"nearly the same labels as {other.key} ({', '.join(alike)}); join the two"
            yield Finding("same-item", *place(one), "labels", message)
