"""``renkei run`` and ``renkei trace``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from renkei.cli.options import json_option, pack_option
from renkei.cli.progress import bar
from renkei.cli.screen import emit, show

if TYPE_CHECKING:
    from renkei.simulation.comparison import Comparison
    from renkei.simulation.spread import Sensitivity

set_option = click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="KEY=VALUE",
    help="Give a parameter or a choice another value.  [repeatable]",
)
seed_option = click.option(
    "--seed",
    default=1,
    show_default=True,
    type=click.IntRange(0, 2**63 - 1),
    help="Which random numbers.",
)


@click.command()
@click.argument("contingency", required=False)
@click.option(
    "--arrangement",
    "arrangements",
    multiple=True,
    metavar="NAME",
    help="A line-up or arrangement of the pack, or a date.  [repeatable]",
)
@click.option("--all", "everything", is_flag=True, help="All that the contingency names.")
@click.option("--replications", type=click.IntRange(2), metavar="N", help="How many runs of each.")
@click.option(
    "--half-width",
    type=click.FloatRange(0, min_open=True),
    metavar="MINUTES",
    help="Run until each difference is known this well.  [default: 1 % of the first mean]",
)
@seed_option
@set_option
@click.option("--sensitivity", is_flag=True, help="Vary all that is assumed, too.")
@click.option(
    "--points", default=64, show_default=True, help="Base of that sample, a power of two."
)
@click.option("--losses/--no-losses", default=True, help="Take each post and link away in turn.")
@click.option("--report", type=click.Path(path_type=Path), help="Write a page of HTML.")
@click.option("--charts", type=click.Path(path_type=Path), help="Write SVG and PNG to a folder.")
@click.option("--parquet", type=click.Path(path_type=Path), help="Write tables to a folder.")
@click.option("--csv", type=click.Path(path_type=Path), help="Write tables to a folder.")
@click.option(
    "--steps", type=click.Path(path_type=Path), help="Write every step as Parquet to a folder."
)
@click.option("--repeat", type=click.Path(path_type=Path), help="Run again what --json kept.")
@pack_option
@json_option
def run(pack_name: str, as_json: bool, repeat: Path | None, **asked: Any) -> None:
    """Run arrangements through a contingency and compare them.

    CONTINGENCY is one of the pack's (see `renkei scenario list`) or a file.
    """
    if asked["steps"] or asked["parquet"] or asked["csv"]:
        from renkei.export.run_tables import need_arrow

        need_arrow()
    comparison = _again(repeat, pack_name) if repeat else _first(pack_name, asked)
    spread = _spread(pack_name, comparison, asked) if asked["sensitivity"] else None
    _write(comparison, spread, asked, pack_name)
    if as_json:
        from renkei.simulation import record

        emit(record.rows(comparison))
        emit(record.spread_rows(spread) if spread else ())
        return
    from renkei.cli.views import runs

    show(*runs.comparison(comparison))
    if spread:
        show(*runs.spread(spread))


def _first(pack_name: str, asked: dict[str, Any]) -> Comparison:
    from renkei.packs.load import load_pack
    from renkei.simulation.compare import LOSS_REPLICATIONS, compare

    if not asked["contingency"]:
        raise click.UsageError("name a contingency; renkei scenario list shows them")
    if not asked["arrangements"] and not asked["everything"]:
        raise click.UsageError("name arrangements with --arrangement, or say --all")
    if asked["arrangements"] and asked["everything"]:
        raise click.UsageError("give --arrangement or --all, not both")
    if asked["replications"] and asked["half_width"]:
        raise click.UsageError("give --replications or --half-width, not both")
    with bar() as progress:
        return compare(
            load_pack(pack_name),
            asked["contingency"],
            () if asked["everything"] else asked["arrangements"],
            asked["replications"],
            asked["seed"],
            overrides(asked["settings"]),
            progress,
            half_width=asked["half_width"] / 60 if asked["half_width"] else None,
            loss_replications=LOSS_REPLICATIONS if asked["losses"] else 0,
        )


def _again(path: Path, pack_name: str) -> Comparison:
    from renkei.packs.load import load_pack
    from renkei.simulation import record
    from renkei.simulation.compare import compare

    asked, kept = record.read(path)
    pack = load_pack(pack_name)
    if pack.manifest.key != asked.pack:
        raise click.UsageError(f"{path} was run with the pack {asked.pack!r}: give it with --pack")
    with bar() as progress:
        found = compare(
            pack,
            asked.contingency,
            asked.arrangements,
            asked.replications,
            asked.seed,
            dict(asked.overrides),
            progress,
            half_width=asked.half_width,
            loss_replications=asked.loss_replications,
        )
    differ = record.departures(found, kept)
    said = f"not as in {path}: {', '.join(differ)}" if differ else f"to the bit as in {path}"
    click.echo(said, err=True)
    return found


def _spread(pack_name: str, comparison: Comparison, asked: dict[str, Any]) -> Sensitivity:
    import os

    from renkei.packs.load import load_pack
    from renkei.simulation.sensitivity import sensitivity

    setting = comparison.setting
    with bar("varying all that is assumed") as progress:
        return sensitivity(
            load_pack(pack_name),
            setting.contingency,
            setting.arrangements,
            setting.seed,
            dict(setting.overrides),
            progress,
            points=asked["points"],
            workers=os.cpu_count() or 1,
        )


def _write(
    comparison: Comparison, spread: Sensitivity | None, asked: dict[str, Any], pack_name: str
) -> None:
    if asked["report"]:
        from renkei.export.run_report import write_report

        write_report(asked["report"], comparison, spread)
    if asked["charts"]:
        from renkei.export.charts import write_charts

        write_charts(asked["charts"], comparison, spread)
    if asked["steps"]:
        from renkei.export.run_steps import write_steps
        from renkei.packs.load import load_pack

        write_steps(asked["steps"], load_pack(pack_name), comparison)
    for form in ("parquet", "csv"):
        if asked[form]:
            from renkei.export.run_tables import write_tables

            write_tables(asked[form], comparison, spread, form)


def overrides(settings: tuple[str, ...]) -> dict[str, float | str]:
    """What ``--set`` gave, by key."""
    found: dict[str, float | str] = {}
    for text in settings:
        key, equals, value = text.partition("=")
        if not equals:
            raise click.BadParameter(f"{text!r}: write KEY=VALUE", param_hint="--set")
        found[key.strip()] = value.strip()
    return found


@click.command()
@click.argument("contingency")
@click.option("--arrangement", required=True, metavar="NAME", help="A line-up, or a date.")
@seed_option
@set_option
@click.option(
    "--replication",
    default=0,
    show_default=True,
    type=click.IntRange(0),
    help="Which run, from 0.",
)
@click.option("--stream", default="", help="Which kind of matter.  [default: the first]")
@click.option(
    "--matter",
    default=0,
    show_default=True,
    type=click.IntRange(0),
    help="Which matter of it, from 0.",
)
@click.option("--whole", is_flag=True, help="Every step, those too that nothing waited for.")
@pack_option
@json_option
def trace(
    contingency: str,
    arrangement: str,
    seed: int,
    settings: tuple[str, ...],
    replication: int,
    stream: str,
    matter: int,
    whole: bool,
    pack_name: str,
    as_json: bool,
) -> None:
    """Tell one matter of one run as a story.

    What stands to the right of the clock, which is that of the post, lies on the path that
    everything waited for; --whole shows the rest, indented.
    """
    from dataclasses import asdict

    from renkei.packs.load import load_pack
    from renkei.simulation.story import story

    told = story(
        load_pack(pack_name),
        contingency,
        arrangement,
        seed,
        overrides(settings),
        replication=replication,
        stream=stream,
        matter=matter,
    )
    if as_json:
        emit(asdict(scene) for scene in told.scenes)
        return
    from renkei.cli.views import runs

    show(*runs.story(told, whole))
