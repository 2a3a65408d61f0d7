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
from typing import Any

from renkei.errors import PackError
from renkei.nouns import Name, Role

COMMON = Path(__file__).parent / "common"
LANGUAGES = {"zh": "zh-Hans", "zht": "zh-Hant", "ja": "ja", "en": "en"}
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

Row = Mapping[str, Any]


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

    `forms` are exact names, `starts` beginnings of names (日 for every compound with 日).
    """

    rule: str
    language: str
    forms: frozenset[str]
    starts: tuple[str, ...]
    preceded: tuple[str, ...]
    followed: tuple[str, ...]

    def excludes(self, name: str, before: str, after: str) -> bool:
        """Whether `name`, with `before` and `after` around it, is not meant by this rule."""
        if name not in self.forms and not name.startswith(self.starts):
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
    names: dict[tuple[str, str], Name] = {}
    for name in (*_state_names(source), *_pack_names(folder / "actors.yaml")):
        other = names.setdefault((name.text, name.language), name)
        if (other.key, other.state) != (name.key, name.state):
            raise PackError(
                f"{folder / 'actors.yaml'} or {source.name}: {name.text!r} ({name.language}) "
                f"names both {other.key!r} and {name.key!r}; keep one of them"
            )
    compounds = {(name.text, name.language): name for name in _compounds(source)}
    return list((compounds | names).values())


def actor_rules(folder: Path) -> ActorRules:
    """The rules that go with `actor_names(folder)`.

    Raises
    ------
    PackError
        As `actor_names`.
    """
    source, roles = COMMON / "states.yaml", COMMON / "roles.yaml"
    states, words = _load(source), _load(roles)
    bound = tuple(
        Bound(text, str(row["code"]), language)
        for row in _rows(source, states, "bound", STATE_FIELDS)
        for text, language in _forms(source, "bound", row)
    )
    named = {(name.text, name.language) for name in actor_names(folder)}
    blockers = _by_language(source, "blockers", states.get("blockers", {}))
    return ActorRules(
        bound=bound,
        groups=tuple(_groups(source, states, bound)),
        anaphora=tuple(
            Anaphor(text, language, int(row["count"]))
            for row in _rows(source, states, "anaphora", {"count", *LANGUAGES}, "count")
            for text, language in _forms(source, "anaphora", row)
        ),
        roles=tuple(_role_words(roles, words)),
        contexts=tuple(_contexts(source, states)),
        blockers=frozenset((t, lang) for lang, ts in blockers.items() for t in ts) - named,
        former=_by_language(roles, "former", words.get("former", {})),
        people=dict(_people(folder / "actors.yaml")),
    )


def _state_names(source: Path) -> Iterator[Name]:
    data = _load(source)
    official = Role.OFFICIAL.value
    for section in ("states", "capitals", "governments"):
        for row in _rows(source, data, section, STATE_FIELDS):
            code = row["code"]
            kind = "body" if section == "governments" else "state"
            for text, language in _forms(source, section, row):
                yield Name(text, kind, code, language, code, official)
            for text in row.get("adjective", ()):
                yield Name(text, kind, code, "en", code, official)
    for row in _rows(source, data, "titles", ACTOR_FIELDS, "key"):
        for text, language in _forms(source, "titles", row):
            yield Name(text, "title", row["key"], language, row["state"], official)


def _compounds(source: Path) -> Iterator[Name]:
    """The names that `expand` makes of the states' names, adjectives and short forms."""
    data = _load(source)
    states = {row["code"]: row for row in _rows(source, data, "states", STATE_FIELDS)}
    short = {row["code"]: row for row in _rows(source, data, "bound", STATE_FIELDS)}
    for row in _rows(source, data, "expand", {"kind", "key", "of", *LANGUAGES}, "kind"):
        for code in row["of"]:
            if code not in states:
                raise _error(source, "expand", row, "of", f"{code!r} is not a state of this file")
            label = f"{states[code]['en'][0]} {row['key']}" if "key" in row else code
            for pattern, tag in _tagged(source, "expand", row):
                for text in _filled(pattern, tag, states[code], short.get(code, {})):
                    yield Name(text, row["kind"], label, LANGUAGES[tag], code, Role.OFFICIAL.value)


def _filled(pattern: str, tag: str, state: Row, short: Row) -> Iterator[str]:
    """`pattern` with every form of the state in the place of {name}, {bound} or {adjective}."""
    for slot, forms in (
        ("{name}", state.get(tag, ())),
        ("{bound}", short.get(tag, ())),
        ("{adjective}", state.get("adjective", ())),
    ):
        if slot in pattern:
            yield from (pattern.replace(slot, form) for form in forms)


def _pack_names(source: Path) -> Iterator[Name]:
    data = _load(source)
    for section, (kind, role) in SECTIONS.items():
        for row in _rows(source, data, section, ACTOR_FIELDS, "key"):
            given = _role(source, section, row) if "role" in row else role
            if section == "people" and not ("state" in row or "role" in row):
                raise _error(source, section, row, "state", "a person needs a state or a role")
            for text, language in _forms(source, section, row):
                yield Name(text, kind, row["key"], language, row.get("state", ""), given.value)


def _people(source: Path) -> Iterator[tuple[str, Person]]:
    for row in _rows(source, _load(source), "people", ACTOR_FIELDS, "key"):
        terms = []
        for term in row.get("terms", ()):
            if not re.fullmatch(r"\d{4}-\d\d-\d\d/(\d{4}-\d\d-\d\d|\.\.)", str(term)):
                raise _error(source, "people", row, "terms", f"{term!r} is not day/day or day/..")
            start, end = term.split("/")
            terms.append((start, "" if end == ".." else end))
        yield row["key"], Person(row["key"], tuple(terms), row.get("at", ""))


def _groups(source: Path, data: Row, bound: tuple[Bound, ...]) -> Iterator[Group]:
    for row in _rows(source, data, "groups", {"members", *LANGUAGES}, "members"):
        for text, language in _forms(source, "groups", row):
            yield Group(text, language, tuple(sorted(row["members"])))
    blocs = data.get("blocs", {})
    for tag, language in LANGUAGES.items():
        short: dict[str, list[str]] = {}
        for form in bound:
            if form.language == language:
                short.setdefault(form.state, []).append(form.text)
        for bloc in blocs.get(tag, ()):
            members = tuple(sorted(bloc.split()))
            suffixes = blocs["suffixes"][tag].get(len(members), ())
            for order in permutations(members):
                for forms in product(*(short[code] for code in order)):
                    text = ("-" if tag == "en" else "").join(forms)
                    yield Group(text, language, members, bare=True)
                    yield from (Group(text + suffix, language, members) for suffix in suffixes)


def _role_words(source: Path, data: Row) -> Iterator[RoleWord]:
    for row in _rows(source, data, "roles", {"role", "state", *LANGUAGES}, "role"):
        role = _role(source, "roles", row)
        for text, language in _forms(source, "roles", row):
            yield RoleWord(text, language, role, row.get("state", ""))


def _contexts(source: Path, data: Row) -> Iterator[Context]:
    fields = {"rule", "lang", "names", "preceded", "followed"}
    for row in _rows(source, data, "contexts", fields, "rule"):
        tag = row["lang"]
        names = list(row["names"])
        if "@capitals" in names:
            names.remove("@capitals")
            names += [text for capital in data["capitals"] for text in capital.get(tag, ())]
        yield Context(
            rule=row["rule"],
            language=LANGUAGES[tag],
            forms=frozenset(name for name in names if not name.endswith("*")),
            starts=tuple(name[:-1] for name in names if name.endswith("*")),
            preceded=tuple(row["preceded"]),
            followed=tuple(row["followed"]),
        )


def _load(source: Path) -> Row:
    import yaml

    try:
        data = yaml.load(
            source.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
    except OSError as error:
        raise PackError(f"{source}: cannot be read ({error.strerror}); a pack needs it") from error
    except yaml.YAMLError as error:
        raise PackError(f"{source}: not well-formed YAML: {error}") from error
    if not isinstance(data, dict):
        raise PackError(f"{source}: expected sections (name: list of rows), found {data!r:.40}")
    return data


def _rows(source: Path, data: Row, section: str, fields: set[str], need: str = "code") -> list[Row]:
    """The rows of a section, each a mapping with `need` and no field but `fields`."""
    rows = data.get(section) or []
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or need not in row:
            raise PackError(f"{source}: {section}, row {number}: field {need!r} is missing")
        if unknown := set(map(str, row)) - fields:
            raise _error(source, section, row, min(unknown), "no such field here")
        for field in ("code", "state"):
            if field in row and not re.fullmatch("[A-Z]{2}", str(row[field])):
                raise _error(source, section, row, field, f"{row[field]!r} is no ISO code")
    return list(rows)


def _tagged(source: Path, section: str, row: Row) -> Iterator[tuple[str, str]]:
    """Each form of the row and the column (zh, zht, ja, en) that it stands in."""
    for tag in LANGUAGES:
        forms = row.get(tag, [])
        if not isinstance(forms, list):
            raise _error(source, section, row, tag, "expected a list of names")
        for form in forms:
            if not isinstance(form, str) or not form.strip():
                raise _error(source, section, row, tag, f"{form!r} is no name; quote it")
            yield form, tag


def _forms(source: Path, section: str, row: Row) -> Iterator[tuple[str, str]]:
    return ((form, LANGUAGES[tag]) for form, tag in _tagged(source, section, row))


def _by_language(source: Path, section: str, row: Row) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {language: [] for language in LANGUAGES.values()}
    for form, language in _forms(source, section, row):
        found[language].append(form)
    return {language: tuple(forms) for language, forms in found.items()}


def _role(source: Path, section: str, row: Row) -> Role:
    try:
        return Role(row["role"])
    except ValueError as error:
        roles = ", ".join(Role)
        raise _error(source, section, row, "role", f"{row['role']!r} is none of {roles}") from error


def _error(source: Path, section: str, row: Row, field: str, what: str) -> PackError:
    label = next((row[f] for f in ("key", "code", "role", "rule", "kind") if f in row), "?")
    return PackError(f"{source}: {section}, row {label!r}, field {field!r}: {what}")
