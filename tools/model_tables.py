"""Write the tables of docs/model.md from the pack: ``python tools/model_tables.py``."""

from collections.abc import Iterator
from pathlib import Path

from renkei.packs.load import load_pack
from renkei.packs.pack import Pack
from renkei.packs.scenario import Choice, Parameter

PAGE = Path(__file__).parents[1] / "docs" / "model.md"
BEGIN, END = "<!-- tables of the pack -->", "<!-- end of tables -->"


def tables(pack: Pack) -> Iterator[str]:
    """The lines: every parameter and choice of the conduct, then those of each contingency."""
    yield from _table("All contingencies", pack.conduct.parameters, pack.conduct.choices)
    for scenario in pack.scenarios:
        yield from _table(scenario.labels.en, scenario.parameters, scenario.choices)


def _table(
    title: str, parameters: tuple[Parameter, ...], choices: tuple[Choice, ...]
) -> Iterator[str]:
    yield from ("", f"### {title}", "", "| key | what | value | range | from | why |")
    yield "|---|---|--:|---|---|---|"
    for one in parameters:
        between = f"{one.range[0]:g}–{one.range[1]:g} {one.shape}" if one.range else ""
        value = f"{one.value:g} {one.unit.value}"
        yield f"| `{one.key}` | {one.what} | {value} | {between} | {one.source} | {one.why} |"
    for choice in choices:
        weighed = zip(choice.options, choice.weights, strict=True)
        between = ", ".join(f"{option} {weight:.0%}" for option, weight in weighed)
        cells = (f"`{choice.key}`", choice.what, choice.value, between, choice.source, choice.why)
        yield f"| {' | '.join(cells)} |"


def filled(page: str, pack: Pack) -> str:
    """The page with its tables made anew."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return "\n".join((before + BEGIN, *tables(pack), "", END + after))


def main() -> None:
    """Write the page."""
    PAGE.write_text(filled(PAGE.read_text("utf-8"), load_pack("us_japan")), "utf-8")


if __name__ == "__main__":
    main()
