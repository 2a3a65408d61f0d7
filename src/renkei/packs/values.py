"""The values that every row of a pack is made of: keys, times, labels, references to sources.

Two words stand for what is missing, so that a gap is never mistaken for an oversight:

``none``
    there is none, or the sources set none (no parent, no due date, no end yet);
``unknown``
    there is or must be one, but no source seen tells it.

An empty value (YAML ``null``) is refused. A field that may be left out says so by its default.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from renkei.edtf import bounds

NONE: Literal["none"] = "none"
UNKNOWN: Literal["unknown"] = "unknown"
ASSUMPTION = "assumption"


def _edtf(value: str) -> str:
    if not value:
        raise ValueError("an empty time: write `unknown` or `none` where the field allows it")
    bounds(value)
    return value


Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9+-]*$", examples=["glide-phase-interceptor"])]
State = Annotated[str, Field(pattern=r"^[A-Z]{2}$", examples=["JP"])]
Text = Annotated[str, Field(min_length=1)]
When = Annotated[
    str,
    AfterValidator(_edtf),
    Field(description="EDTF, or FYnnnn for a Japanese fiscal year", examples=["2024-04-10"]),
]
WhenOrNone = Literal["none"] | When
WhenOrUnknown = Literal["unknown"] | When
KeyOrNone = Literal["none"] | Key
SourceId = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9][a-z0-9-]*$",
        description="the id of a row of sources.yaml, or `assumption`",
        examples=["mod-jp-2024-05-15"],
    ),
]


class Row(BaseModel):
    """What all rows share: frozen, no field unknown to the schema, no empty value."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    @model_validator(mode="before")
    @classmethod
    def _no_null(cls, data: Any) -> Any:
        if isinstance(data, dict):
            empty = [str(name) for name, value in data.items() if value is None]
            if empty:
                raise ValueError(
                    f"nothing stands at {', '.join(empty)}: write `unknown`, `none` or leave it out"
                )
        return data


class Labels(Row):
    """A thing's name in each language. `zh` is written in simplified characters.

    The traditional forms are worked out from it (`renkei.packs.variants`).
    """

    en: Text
    zh: Text
    ja: Text

    @property
    def zh_hans(self) -> str:
        """The Chinese label in simplified characters."""
        from renkei.packs.variants import simplified

        return simplified(self.zh)

    @property
    def zh_hant(self) -> str:
        """The Chinese label in traditional characters, as written in Taiwan."""
        from renkei.packs.variants import traditional

        return traditional(self.zh)


class Aliases(Row):
    """Further surface forms, as they stand in texts. `zh` may hold both kinds of characters."""

    en: tuple[Text, ...] = ()
    zh: tuple[Text, ...] = ()
    ja: tuple[Text, ...] = ()

    def all(self) -> tuple[str, ...]:
        """Every alias, English first."""
        return self.en + self.zh + self.ja
