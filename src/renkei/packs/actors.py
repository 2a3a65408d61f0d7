"""The names of those who speak and act, read from a pack's YAML files.

`common/states.yaml` and `common/roles.yaml` serve every pack; `actors.yaml` in a pack's own folder
adds its people, outlets, institutes, companies, parties and bodies. Simplified Chinese names are
given as they stand: whoever compiles them for searching makes the traditional variants.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations, product
from pathlib import Path

from renkei.errors import PackError
from renkei.nouns import Name, Role
from renkei.packs.actor_rows import (
    LANGUAGES,
    Row,
    by_language,
    forms,
    load,
    role_of,
    row_error,
    rows,
    tagged,
)

COMMON = Path(__file__).parent / "common"
SECTIONS: Mapping[str, tuple[str, Role]] = {
    "people": ("person", Role.OFFICIAL),
    "outlets": ("outlet", Role.MEDIA),
    "pollsters": ("outlet", Role.POLL),
    "institutes": ("institute", Role.ANALYST),
    "companies": ("body", Role.OTHER),
    "parties": ("body", Role.OTHER),
    "bodies": ("body", Role.OFFICIAL),
}
STATE_FIELDS = {"code", "adjective", *LANGUAGES}
ACTOR_FIELDS = {"key", "state", "role", "terms", "at", *LANGUAGES}


@dataclass(frozen=True, slots=True)
class Bound:
    """A state's short form that lives only inside compounds (美 in 美方, 米 in 日米)."""

    text: str
    state: str
    language: str


@dataclass(frozen=True, slots=True)
class Group:
    """A phrase for several states; `members` are their codes, sorted.

    `bare` marks short forms set side by side (日米), which are more often an attribute
    (日米同盟) than the actor; 日米両政府 is not bare.
    """

    text: str
    language: str
    members: tuple[str, ...]
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A phrase for `count` parties named before, or else those the pack is about (両政府)."""

    text: str
    language: str
    count: int


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A word for a speaker without a name; `state` is whom it acts for where the text is silent."""

    text: str
    language: str
    role: Role
    state: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """Where a name is not meant: right behind a string of `preceded` or before one of `followed`.

    It holds for the names in `forms`, and for those that begin with one of `starts` or end with
    one of `ends`, unless they begin with one of `spared`: behind a digit, 日 in 日美 is a day, and
    日本 is Japan.
    """

    rule: str
    language: str
    forms: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    spared: tuple[str, ...]
    preceded: tuple[str, ...]
    followed: tuple[str, ...]

    def excludes(self, name: str, before: str, after: str) -> bool:
        """Whether `name`, with `before` and `after` around it, is not meant by this rule."""
        compound = name.startswith(self.starts) or name.endswith(self.ends)
        if name not in self.forms and not (compound and not name.startswith(self.spared)):
            return False
        return before.endswith(self.preceded) or after.startswith(self.followed)


@dataclass(frozen=True, slots=True)
class Person:
    """When a person held office, as pairs of ISO days (an open end is empty), and where at work."""

    key: str
    terms: tuple[tuple[str, str], ...] = ()
    institute: str = ""

    def in_office(self, day: str) -> bool:
        """Whether `day` (``2024``, ``2024-05`` or ``2024-05-02``) touches a term."""
        n = len(day)
        return any(a[:n] <= day and (not b or day <= b[:n]) for a, b in self.terms)


@dataclass(frozen=True, slots=True)
class ActorRules:
    """What a `Name` cannot carry.

    `blockers` are (text, language) pairs that hold a shorter name and mean none (日本海).
    `former` are strings, by language, that make whoever follows an official of the past.
    """

    bound: tuple[Bound, ...]
    groups: tuple[Group, ...]
    anaphora: tuple[Anaphor, ...]
    roles: tuple[RoleWord, ...]
    contexts: tuple[Context, ...]
    blockers: frozenset[tuple[str, str]]
    former: Mapping[str, tuple[str, ...]]
    people: Mapping[str, Person]


def actor_names(folder: Path) -> list[Name]:
    """Every name of a state, body, person, title, outlet or institute that the pack knows.

    Each (text, language) stands once; a name given in a row wins over a compound made by `expand`.

    Raises
    ------
    PackError
        If a file is missing, a row breaks the form, or one text has two keys.
    """
    source = COMMON / "states.yaml"
    states = load(source)
    names: dict[tuple[str, str], Name] = {}
    for name in (*_state_names(source, states), *_pack_names(folder / "actors.yaml")):
        other = names.setdefault((name.text, name.language), name)
        if (other.key, other.state) != (name.key, name.state):
            raise PackError(
                f"{folder / 'actors.yaml'} or {source.name}: {name.text!r} ({name.language}) "
                f"names both {other.key!r} and {name.key!r}; keep one of them"
            )
    compounds = {(name.text, name.language): name for name in _compounds(source, states)}
    return list((compounds | names).values())


def actor_rules(folder: Path) -> ActorRules:
    """The rules that go with `actor_names(folder)`.

    Raises
    ------
    PackError
        As `actor_names`.
    """
    source, roles = COMMON / "states.yaml", COMMON / "roles.yaml"
    states, words = load(source), load(roles)
    bound = tuple(
        Bound(text, str(row["code"]), language)
        for row in rows(source, states, "bound", STATE_FIELDS, "code")
        for text, language in forms(source, "bound", row)
    )
    named = {(name.text, name.language) for name in actor_names(folder)}
    given = by_language(source, "blockers", states.get("blockers", {}))
    blockers = frozenset((text, language) for language in given for text in given[language])
    taken = named | blockers
    return ActorRules(
        bound=bound,
        groups=tuple(
            g for g in _groups(source, states, bound) if (g.text, g.language) not in taken
        ),
        anaphora=tuple(
            Anaphor(text, language, int(row["count"]))
            for row in rows(source, states, "anaphora", {"count", *LANGUAGES}, "count")
            for text, language in forms(source, "anaphora", row)
        ),
        roles=tuple(_role_words(roles, words)),
        contexts=tuple(_contexts(source, states)),
        blockers=blockers - named,
        former=by_language(roles, "former", words.get("former", {})),
        people=dict(_people(folder / "actors.yaml")),
    )


def _state_names(source: Path, data: Row) -> Iterator[Name]:
    official = Role.OFFICIAL.value
    for section in ("states", "capitals", "governments"):
        for row in rows(source, data, section, STATE_FIELDS, "code"):
            code = row["code"]
            kind = "body" if section == "governments" else "state"
            for text, language in forms(source, section, row):
                yield Name(text, kind, code, language, code, official)
            for text in row.get("adjective", ()):
                yield Name(text, kind, code, "en", code, official)
    for row in rows(source, data, "titles", ACTOR_FIELDS, "key", "state"):
        for text, language in forms(source, "titles", row):
            yield Name(text, "title", row["key"], language, row["state"], official)


def _compounds(source: Path, data: Row) -> Iterator[Name]:
    """The names that `expand` makes of the states' names, adjectives and short forms."""
    states = {row["code"]: row for row in rows(source, data, "states", STATE_FIELDS, "code")}
    short = {row["code"]: row for row in rows(source, data, "bound", STATE_FIELDS, "code")}
    for row in rows(source, data, "expand", {"kind", "key", "of", *LANGUAGES}, "kind", "of"):
        for code in row["of"]:
            if code not in states:
                raise row_error(
                    source, "expand", row, "of", f"{code!r} is not a state of this file"
                )
            label = f"{states[code]['en'][0]} {row['key']}" if "key" in row else code
            for pattern, tag in tagged(source, "expand", row):
                for text in _filled(pattern, tag, states[code], short.get(code, {})):
                    yield Name(text, row["kind"], label, LANGUAGES[tag], code, Role.OFFICIAL.value)


def _filled(pattern: str, tag: str, state: Row, short: Row) -> Iterator[str]:
    """`pattern` with every form of the state in the place of {name}, {bound} or {adjective}."""
    for slot, texts in (
        ("{name}", state.get(tag, ())),
        ("{bound}", short.get(tag, ())),
        ("{adjective}", state.get("adjective", ())),
    ):
        if slot in pattern:
            yield from (pattern.replace(slot, text) for text in texts)


def _pack_names(source: Path) -> Iterator[Name]:
    data = load(source)
    for section, (kind, role) in SECTIONS.items():
        for row in rows(source, data, section, ACTOR_FIELDS, "key"):
            given = role_of(source, section, row) if "role" in row else role
            if section == "people" and not ("state" in row or "role" in row):
                raise row_error(source, section, row, "state", "a person needs a state or a role")
            for text, language in forms(source, section, row):
                yield Name(text, kind, row["key"], language, row.get("state", ""), given.value)


def _people(source: Path) -> Iterator[tuple[str, Person]]:
    for row in rows(source, load(source), "people", ACTOR_FIELDS, "key"):
        terms = []
        for term in row.get("terms", ()):
            if not re.fullmatch(r"\d{4}-\d\d-\d\d/(\d{4}-\d\d-\d\d|\.\.)", str(term)):
                raise row_error(
                    source, "people", row, "terms", f"{term!r} is not day/day or day/.."
                )
            start, end = term.split("/")
            terms.append((start, "" if end == ".." else end))
        yield row["key"], Person(row["key"], tuple(terms), row.get("at", ""))


def _groups(source: Path, data: Row, bound: tuple[Bound, ...]) -> Iterator[Group]:
    for row in rows(source, data, "groups", {"members", *LANGUAGES}, "members"):
        for text, language in forms(source, "groups", row):
            yield Group(text, language, tuple(sorted(row["members"])))
    blocs = data.get("blocs", {})
    for tag, language in LANGUAGES.items():
        short: dict[str, list[str]] = {}
        for form in bound:
            if form.language == language:
                short.setdefault(form.state, []).append(form.text)
        for bloc in blocs.get(tag, ()):
            members = tuple(sorted(bloc.split()))
            if missing := set(members) - short.keys():
                raise PackError(
                    f"{source}: blocs, {tag}, {bloc!r}: no short form of {min(missing)} in `bound`"
                )
            suffixes = blocs["suffixes"][tag].get(len(members), ())
            for order in permutations(members):
                for chosen in product(*(short.get(code, ()) for code in order)):
                    for hyphen in ("-", "–") if tag == "en" else ("",):
                        text = hyphen.join(chosen)
                        yield Group(text, language, members, bare=True)
                        yield from (Group(text + suffix, language, members) for suffix in suffixes)


def _role_words(source: Path, data: Row) -> Iterator[RoleWord]:
    for row in rows(source, data, "roles", {"role", "state", *LANGUAGES}, "role"):
        role = role_of(source, "roles", row)
        for text, language in forms(source, "roles", row):
            yield RoleWord(text, language, role, row.get("state", ""))


def _contexts(source: Path, data: Row) -> Iterator[Context]:
    fields = {"rule", "lang", "names", "preceded", "followed"}
    for row in rows(source, data, "contexts", fields, "rule", "lang", "names"):
        tag = row["lang"]
        names = list(row["names"])
        if "@capitals" in names:
            names.remove("@capitals")
            names += [text for capital in data["capitals"] for text in capital.get(tag, ())]
        yield Context(
            rule=row["rule"],
            language=LANGUAGES[tag],
            forms=frozenset(name for name in names if "*" not in name),
            starts=tuple(name[:-1] for name in names if name.endswith("*")),
            ends=tuple(name[1:] for name in names if name.startswith("*")),
            spared=tuple(text for state in data["states"] for text in state.get(tag, ())),
            preceded=tuple(row.get("preceded", ())),
            followed=tuple(row.get("followed", ())),
        )
