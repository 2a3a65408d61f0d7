"""The JSON Schemas of a pack's files, for editors and for other programs."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from renkei.packs.pack import Exceptions, Manifest
from renkei.packs.read import CONDUCT, EXCEPTIONS, LISTS, MANIFEST, STRUCTURE
from renkei.packs.scenario import Conduct, Scenario
from renkei.packs.schema import Item
from renkei.packs.structure import Structure

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def json_schemas() -> dict[str, dict[str, Any]]:
    """The schema of each kind of file, by the name of the schema's own file.

    What JSON Schema cannot say (that a time is EDTF, that a key exists) ``renkei pack check`` says.
    """
    files: dict[str, Any] = {MANIFEST: Manifest, STRUCTURE: Structure, EXCEPTIONS: Exceptions}
    files |= {CONDUCT: Conduct, "scenario.yaml": Scenario}
    files["items.yaml"] = tuple[Item, ...]
    files |= {name: tuple[model, ...] for name, (_, model) in LISTS.items()}  # type: ignore[valid-type]
    return {
        name.replace(".yaml", ".schema.json"): {"$schema": DRAFT}
        | TypeAdapter(shape).json_schema(mode="validation")
        for name, shape in files.items()
    }
