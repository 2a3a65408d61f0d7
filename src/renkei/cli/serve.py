"""``renkei serve``: the web app on a ledger."""

from __future__ import annotations

import click

from renkei.cli.options import ledger_option, pack_option, user


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="Its port."
)
@click.option("--read-only", is_flag=True, help="Nothing can be changed.")
@click.option("--new", is_flag=True, help="Make the ledger if there is none.")
@click.option(
    "--token",
    default="",
    envvar="RENKEI_TOKEN",
    show_envvar=True,
    help="What every visitor must show.  [default: none on loopback, else a new one, printed]",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A host name that it may be asked by (behind a proxy); may be given more than once.",
)
@click.option(
    "--who",
    envvar="RENKEI_WHO",
    show_envvar=True,
    default=lambda: user(),
    show_default="your user name",
    help="Who signs corrections that give no name.",
)
@pack_option
@ledger_option
def serve(
    place: str | None,
    host: str,
    port: int,
    read_only: bool,
    new: bool,
    token: str,
    names: tuple[str, ...],
    who: str,
    pack_name: str,
) -> None:
    """Show the ledger in a web browser.

    It listens on this machine alone. With another --host a token is needed, which is printed; put
    TLS in front of it (docs/web.md).
    """
    import secrets
    from pathlib import Path

    import uvicorn

    from renkei.errors import LedgerError
    from renkei.web.app import create_app
    from renkei.web.security import known_names, loopback

    if place and not new and "://" not in place and not Path(place).exists():
        raise LedgerError(f"there is no ledger {place}; give --new to make one")
    if not loopback(host):
        token = token or secrets.token_urlsafe(24)
    app = create_app(
        place,
        pack_name,
        read_only=read_only,
        token=token,
        names=known_names(host, names),
        who=who,
        warm=True,
    )
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Renkei: http://{shown}:{port}/" + (f"?token={token}" if token else ""))
    click.echo("Stop it with Ctrl-C.")
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
