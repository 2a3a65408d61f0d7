"""Write the JSON Schemas of a pack's files to docs/schema/pack: ``python tools/schemas.py``."""

import json
from pathlib import Path

from renkei.packs.published import json_schemas

FOLDER = Path(__file__).parents[1] / "docs" / "schema" / "pack"


def text(schema: dict[str, object]) -> str:
    """A schema as it stands in its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Write every schema."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, schema in json_schemas().items():
        (FOLDER / name).write_text(text(schema), "utf-8")


if __name__ == "__main__":
    main()
