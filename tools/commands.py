"""Write ``docs/commands.md`` from the commands themselves; a test says when it is out of date."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

from renkei.cli.app import COMMANDS, app

TARGET = Path(__file__).parents[1] / "docs" / "commands.md"
_HEAD = """# Commands

Made by `tools/commands.py` from the commands themselves; `renkei COMMAND --help` says the same.

Every command ends with status 0, with 1 if something of the user's could not be done (the reason
is one line on standard error), and with 2 if it was called wrongly. `renkei read` ends with 1 only
if nothing at all could be read, and with 130 if it was stopped by Ctrl-C. In a pipe there is no
colour and no line is broken or cut. `--json` prints JSON Lines, whose shapes are in
[json.md](json.md).
"""


def page() -> str:
    """The whole page."""
    parts = [_HEAD]
    context = click.Context(app, info_name="renkei")
    for title, commands in COMMANDS.items():
        parts.append(f"\n## {title}\n")
        for name in commands:
            command = app.get_command(context, name)
            parts += _section(command, name, context)
    return "".join(parts)


def _section(command: click.Command, name: str, parent: click.Context) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=parent)
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    words = " ".join([context.command_path, *map(_argument, arguments)])
    yield f"\n### {context.command_path}\n\n`{words}`\n\n{inspect.cleandoc(command.help or '')}\n"
    options = [p for p in command.params if isinstance(p, click.Option)]
    if options:
        yield "\n| option | meaning |\n|---|---|\n"
        yield from map(_row, options)
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            yield from _section(command.get_command(context, sub), sub, context)


def _argument(argument: click.Argument) -> str:
    metavar = argument.metavar or (argument.name or "").upper()
    return metavar if argument.required or "[" in metavar else f"[{metavar}]"


def _row(option: click.Option) -> str:
    names = ", ".join(option.opts)
    value = "" if option.is_flag else f" {option.metavar or 'N'}"
    meaning = [" ".join((option.help or "").split())]
    if isinstance(option.type, click.Choice):
        value = f" {(option.name or '').upper()}"
        meaning.append(f"One of {', '.join(map(str, option.type.choices))}.")
    if option.envvar:
        meaning.append(f"Environment: `{option.envvar}`.")
    if isinstance(option.show_default, str) or (option.show_default and option.default):
        meaning.append(f"Default: {_default(option)}.")
    return f"| `{names}{value}` | {' '.join(meaning)} |\n"


def _default(option: click.Option) -> str:
    if isinstance(option.show_default, str):
        return option.show_default
    default = option.default
    return " ".join(default) if isinstance(default, tuple) else str(default)


if __name__ == "__main__":
    TARGET.write_text(page(), "utf-8")
