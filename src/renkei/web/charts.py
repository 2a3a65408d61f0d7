"""Pictures in pages: from views to `renkei.export.ladder_svg`, in the language of the page."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from renkei.export import ladder_svg
from renkei.export.ladder_svg import Chart, Point, Words
from renkei.nouns import LADDER, Rung
from renkei.web.i18n import Say
from renkei.web.views import Courses, Said, Step

if TYPE_CHECKING:
    from renkei.web.by_pack import Cited
    from renkei.web.pages.item import ItemView

MARGIN = timedelta(days=60)
SPARKS = 512
"""Small ladders that are kept as drawn."""
NARROW, WIDE = 360, 1040


@lru_cache(SPARKS)
def spark(courses: Courses, title: str) -> Markup:
    """The ladder of a row, small; the text of the row says the same in words."""
    chart = Chart(
        title=title,
        points=(),
        official=courses.official,
        reported=courses.reported,
        start=courses.start,
        end=courses.end,
        today=courses.end,
    )
    return Markup(ladder_svg.spark(chart))


def ladder(view: ItemView, title: str, t: Say, width: int = WIDE, links: str = "") -> Markup:
    """The ladder of an item, large. `links` leads the addresses of its quotes (a whole host)."""
    return Markup(ladder_svg.ladder(chart_of(view, title, t, links), words(t), width))


def chart_of(view: ItemView, title: str, t: Say, links: str = "") -> Chart:
    """What an item's ladder shows: its statements, the pack's cited rows, the two courses."""
    points = [_point(step, t, links) for step in (*view.others, *view.steps)]
    points += [_cited(one, t) for one in view.cited if one.day]
    days = [p.day for p in points]
    ahead = view.due.day if view.due else view.day
    start = max(min(days, default=view.day) - MARGIN, view.charted_from)
    return Chart(
        title=title,
        points=tuple(points),
        official=view.courses.official,
        reported=view.courses.reported,
        start=start,
        end=max(ahead, view.day) + MARGIN,
        today=view.day,
        due=view.due.day if view.due else None,
    )


def words(t: Say) -> Words:
    """What the picture says."""
    return Words({r: t(f"rung.{r}") for r in LADDER}, t("item.off"), t("item.today"), t("item.due"))


def _point(step: Step, t: Say, links: str) -> Point:
    s = step.said
    assert s.rung
    return Point(
        day=step.day,
        rung=s.rung,
        voice="official" if s.official else "reported",
        title=f"{step.since} · {_rung(s, t)} · {_speaker(s, t)}: {s.quote}",
        href=f"{links}/documents/{s.document}?at={s.start}#s-{s.id}",
        denied=s.denied,
        moved=bool(step.moved),
    )


def _cited(one: Cited, t: Say) -> Point:
    assert one.day
    title = f"{one.time} · {t('rung.' + one.rung)} · {one.publisher}: {one.what}"
    return Point(one.day, one.rung, "pack", title, href=f"#{one.anchor}")


def _rung(s: Said, t: Say) -> str:
    rung: Rung | None = s.rung
    name = t(f"rung.{rung}") if rung else ""
    return f"✕ {name}" if s.denied else name


def _speaker(s: Said, t: Say) -> str:
    return t("voice.author") if s.role == "author" else s.speaker
