"""The commands of ``renkei`` and where each is written. A command is loaded when it is called."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from renkei import __version__
from renkei.cli.options import ledger_option
from renkei.errors import RenkeiError

COMMANDS = {
    "Take in": {
        "read": "renkei.cli.read:read",
        "sample": "renkei.cli.read:sample",
    },
    "Look": {
        "ledger": "renkei.cli.items:ledger",
        "show": "renkei.cli.items:show",
        "statements": "renkei.cli.statements:statements",
        "search": "renkei.cli.search:search",
        "documents": "renkei.cli.documents:documents",
        "unfiled": "renkei.cli.statements:unfiled",
        "why": "renkei.cli.statements:why",
        "serve": "renkei.cli.serve:serve",
    },
    "The alliance": {
        "structure": "renkei.cli.structure:structure",
        "item": "renkei.cli.dossier:item",
        "due": "renkei.cli.due:due",
        "sources": "renkei.cli.dossier:sources",
    },
    "Run": {
        "run": "renkei.cli.run:run",
        "trace": "renkei.cli.run:trace",
        "scenario": "renkei.cli.scenario:scenario",
    },
    "Correct": {
        "file": "renkei.cli.corrections:file",
        "split": "renkei.cli.corrections:split",
        "merge": "renkei.cli.corrections:merge",
        "wrong": "renkei.cli.corrections:wrong",
        "right": "renkei.cli.corrections:right",
        "note": "renkei.cli.corrections:note",
        "undo": "renkei.cli.corrections:undo",
        "decisions": "renkei.cli.corrections:decisions",
        "suggestions": "renkei.cli.suggestions:suggestions",
    },
    "Use elsewhere": {
        "export": "renkei.cli.export:export",
        "pack": "renkei.cli.pack:pack",
        "score": "renkei.cli.score:score",
    },
}
_HOMES = {name: home for commands in COMMANDS.values() for name, home in commands.items()}


class Commands(click.Group):
    """Commands by name, each loaded when it is called; an error of ours is one line."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Their names, in the order in which ``--help`` shows them."""
        return list(_HOMES)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name, None if there is none."""
        if name not in _HOMES:
            return None
        module, _, function = _HOMES[name].partition(":")
        command: click.Command = getattr(import_module(module), function)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's, with the nearest command named where there is none such."""
        if args[0] in _HOMES or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        from difflib import get_close_matches

        near = get_close_matches(args[0], _HOMES, 1)
        hint = f"did you mean {near[0]!r}?" if near else "see renkei --help"
        raise click.UsageError(f"no command {args[0]!r}; {hint}", ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the commands in their groups."""
        for title, commands in COMMANDS.items():
            found = [(name, self.get_command(ctx, name)) for name in commands]
            with formatter.section(title):
                formatter.write_dl([(n, c.get_short_help_str(72)) for n, c in found if c])

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; what Renkei raises on purpose becomes one line and status 1."""
        try:
            return super().invoke(ctx)
        except RenkeiError as error:
            raise click.ClickException(str(error)) from error


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="renkei %(version)s")
@ledger_option
def app(**_for_what_follows: str | None) -> None:
    """Turn what allies say into an evidence-backed ledger.

    Begin with `renkei sample`, or `renkei read FOLDER` and then `renkei ledger`. A ledger named
    here serves whatever command follows, unless that names its own.
    """
