"""The interface speaks four languages, and never lacks a word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from renkei.nouns import Kind, Likelihood, Role, Rung
from renkei.web import i18n, render

SETS = {"rung": Rung, "kind": Kind, "role": Role, "likelihood": Likelihood}
TEMPLATES = sorted((render.HERE / "templates").glob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_every_word_of_a_template_is_there(path: Path) -> None:
    used = set(re.findall(r"""\bt\(["']([\w.-]+)["'][,)]""", path.read_text("utf-8")))
    assert used <= set(i18n.words())


def test_every_value_has_its_word() -> None:
    for prefix, values in SETS.items():
        assert {f"{prefix}.{v.value}" for v in values} <= set(i18n.words())


def test_places_are_the_same_in_every_language() -> None:
    for key, forms in i18n.words().items():
        places = {tuple(sorted(re.findall(r"\{\w+\}", text))) for text in forms.values()}
        assert len(places) == 1, key


def test_no_form_is_empty_and_traditional_is_traditional() -> None:
    assert all(text.strip() for forms in i18n.words().values() for text in forms.values())
    assert i18n.words()["nav.documents"]["zh-Hant"] == "文獻"


@pytest.mark.parametrize(
    ("header", "language"),
    [("", "en"), ("fr", "en"), ("ja,en;q=0.8", "ja"), ("zh-CN,zh;q=0.9", "zh-Hans"),
     ("zh-TW", "zh-Hant"), ("zh-Hant-HK", "zh-Hant"), ("fr;q=1,ja;q=0.3,zh;q=0.7", "zh-Hans"),
     ("ja;q=0,en", "en"), ("ja;q=x", "en"), ("*", "en")],
)  # fmt: skip
def test_what_the_browser_asks_for(header: str, language: str) -> None:
    assert i18n.accepted(header) == language


def test_a_language_is_chosen_and_kept(web: TestClient) -> None:
    assert '<html lang="en">' in web.get("/").text
    assert '<html lang="zh-Hant">' in web.get("/?lang=zh-Hant").text
    assert '<html lang="zh-Hant">' in web.get("/", headers={"Accept-Language": "ja"}).text
    assert '<html lang="ja">' in web.get("/?lang=ja").text
    assert '<html lang="ja">' in web.get("/?lang=klingon").text
