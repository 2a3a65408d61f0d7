"""What the commands say of themselves, and that they say it without loading what they need not."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import Result

from renkei.cli.app import COMMANDS, app

ROOT = Path(__file__).parents[2]
HEAVY = {"numpy", "lxml", "rich", "sqlalchemy", "pydantic", "yaml", "trafilatura", "opencc", "docx"}


def _paths() -> Iterator[tuple[str, ...]]:
    context = click.Context(app)
    for name in app.list_commands(context):
        yield (name,)
        command = app.get_command(context, name)
        if isinstance(command, click.Group):
            yield from ((name, sub) for sub in command.list_commands(context))


@pytest.mark.parametrize("path", list(_paths()), ids=" ".join)
def test_every_command_explains_itself_and_each_of_its_options(
    ask: Callable[..., Result], path: tuple[str, ...]
) -> None:
    shown = ask(*path, "--help")
    assert shown.exit_code == 0
    command: click.Command = app
    for name in path:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), name)
        assert found
        command = found
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert parameter.opts[-1] in shown.output


def test_a_summary_is_never_cut(ask: Callable[..., Result]) -> None:
    shown = ask("--help").output
    assert "..." not in shown.split("COMMAND [ARGS]...")[1]
    for commands in COMMANDS.values():
        assert all(f"\n  {name} " in shown for name in commands)


def test_the_page_of_commands_is_as_the_commands_are() -> None:
    spec = importlib.util.spec_from_file_location("commands", ROOT / "tools" / "commands.py")
    assert spec and spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    written = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert written == tool.page(), "run: python tools/commands.py"


@pytest.mark.parametrize("start", ["import renkei", "from renkei.cli.app import app"])
def test_starting_loads_nothing_heavy(start: str) -> None:
    script = (
        f"{start}\nimport sys\n"
        "if 'app' in globals():\n"
        "    import click; [app.get_command(None, n) for n in app.list_commands(None)]\n"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert not HEAVY & set(found.stdout.split())


def test_a_mistyped_command_gets_a_hint(ask: Callable[..., Result]) -> None:
    result = ask("legder")
    assert result.exit_code == 2
    assert "did you mean 'ledger'?" in result.output


def test_a_ledger_may_be_named_before_any_command(
    ask: Callable[..., Result], tmp_path: Path
) -> None:
    before, after = str(tmp_path / "before"), str(tmp_path / "after")
    assert before in ask("--ledger", before, "ledger").output
    assert after in ask("--ledger", before, "ledger", "--ledger", after).output
    assert ask("--ledger", before, "pack", "check", "us_rok").exit_code == 0
    assert ask("--ledger", before, "sample").exit_code == 0 and Path(before).exists()
