"""Packs as YAML text: parsed so that what a person writes is what the pack gets.

Only ``true``, ``false``, whole numbers and decimals are anything but text (YAML 1.2, core schema),
so ``2024-04-10``, ``no`` and ``007`` need no quotes and no date is turned into an object. A key
that stands twice in a mapping is refused, where YAML loaders keep the last without a word.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from renkei.errors import PackError

_KINDS = {
    "null": (r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    "bool": (r"true|false|True|False", list("tTfF")),
    "int": (r"[-+]?(?:0|[1-9][0-9]*)", list("-+0123456789")),
    "float": (r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+", list("-+0123456789")),
}


@cache
def _loader() -> Any:
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    def mapping(self: Any, node: Any, deep: bool = False) -> Any:
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                told = f"the key {key.value!r} stands twice in one mapping"
                raise yaml.constructor.ConstructorError(None, None, told, key.start_mark)
            seen.add(key.value)
        return base.construct_mapping(self, node, deep)

    fields = {"yaml_implicit_resolvers": {}, "construct_mapping": mapping}
    loader: Any = type("PackLoader", (base,), fields)
    for kind, (pattern, first) in _KINDS.items():
        loader.add_implicit_resolver(
            f"tag:yaml.org,2002:{kind}", re.compile(f"^(?:{pattern})$"), first
        )
    return loader


def parse(text: str) -> Any:
    """The content of YAML text.

    Raises
    ------
    yaml.YAMLError
        If it is not well-formed.
    """
    import yaml

    return yaml.load(text, Loader=_loader())


def parse_file(path: Path) -> Any:
    """The content of a YAML file.

    Raises
    ------
    PackError
        If it cannot be read, is not UTF-8 or is not well-formed; the message names the place.
    """
    import yaml

    try:
        return parse(path.read_text("utf-8"))
    except OSError as error:
        raise PackError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise PackError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except yaml.constructor.ConstructorError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PackError(f"{path}:{line}: {error.problem}") from error
    except yaml.YAMLError as error:
        raise PackError(f"{path}: not well-formed YAML: {error}") from error
