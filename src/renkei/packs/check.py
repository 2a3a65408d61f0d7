"""``renkei pack check``: what is wrong with a pack.

Every rule is a function from a pack to findings; `RULES` names them. What departs from a rule for
a reason stands in the pack's ``exceptions.yaml`` with that reason, and is then no finding; an
exception that excuses nothing is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from renkei.packs import rules_names, rules_promises, rules_rows, rules_scenarios
from renkei.packs.finding import Finding
from renkei.packs.pack import Pack
from renkei.packs.read import EXCEPTIONS, MANIFEST, read_pack

Rule = Callable[[Pack], Iterable[Finding]]

RULES: dict[str, Rule] = {
    "source": rules_rows.sources_exist,
    "source-unused": rules_rows.sources_used,
    "source-twice": rules_rows.sources_once,
    "key-twice": rules_rows.keys_once,
    "reference": rules_rows.references,
    "parent-loop": rules_rows.parents_end,
    "order": rules_rows.in_order,
    "interval": rules_rows.intervals,
    "holders": rules_rows.one_holder,
    "end-link": rules_rows.ended_links_stand,
    "seat": rules_rows.seats,
    "deliverable": rules_promises.deliverables,
    "system": rules_promises.systems,
    "conduct": rules_scenarios.conduct,
    "lineup": rules_scenarios.lineups,
    "scenario": rules_scenarios.scenarios,
    "alias": rules_names.aliases,
    "hint": rules_names.hints,
    "alias-collision": rules_names.collisions,
    "languages": rules_names.languages,
    "forms": rules_names.forms,
    "same-item": rules_names.same_items,
    "at-least": rules_rows.enough_items,
    "official-source": rules_rows.official_sources,
}


def check(pack: Pack) -> list[Finding]:
    """What is wrong with `pack`, in the order of the rules; nothing, if it is in order."""
    excused = {(e.rule, row): False for e in pack.exceptions.excused for row in e.rows}
    findings: list[Finding] = []
    for rule in RULES.values():
        for finding in rule(pack):
            if (finding.rule, finding.row) in excused:
                excused[finding.rule, finding.row] = True
            else:
                findings.append(finding)
    return findings + list(_idle(pack, excused))


def check_folder(folder: Path) -> list[Finding]:
    """What is wrong with the pack in `folder`, departures from the schema first.

    Raises
    ------
    PackError
        If the folder or a file cannot be read at all, or is not YAML.
    """
    pack, findings = read_pack(folder)
    if pack is None:
        return findings or [Finding("schema", MANIFEST, "", "", "nothing stands in the file")]
    return findings + check(pack)


def _idle(pack: Pack, excused: dict[tuple[str, str], bool]) -> Iterator[Finding]:
    for (rule, row), used in excused.items():
        if rule not in RULES:
            message = f"there is no rule {rule!r}; the rules are {', '.join(RULES)}"
            yield Finding("exception-unused", EXCEPTIONS, row, rule, message)
        elif not used:
            message = f"excuses nothing: {row} keeps the rule {rule!r}; take the line out"
            yield Finding("exception-unused", EXCEPTIONS, row, rule, message)
    for shared, claims in rules_names.claims_of_shared(pack):
        for owner in sorted(set(shared.owners) - claims):
            message = f"{owner} claims none of {', '.join(shared.names)}; take it out of the owners"
            yield Finding("exception-unused", EXCEPTIONS, owner, "shared", message)
