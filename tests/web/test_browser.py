"""The app in a real browser: every page, two widths, no error, nothing from elsewhere.

Chromium is used if it is there. It may resolve no name, so that a request to anywhere else would
fail and be seen.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from renkei.ledger import Ledger
from renkei.nouns import Document, Passage, Statement

from .conftest import JJOC, document, statement

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

CHROMIUM = "/usr/bin/chromium"
DRIVER = "/usr/bin/chromedriver"
HERE = Path(__file__).parent
AXE = HERE / "vendor" / "axe.min.js"
WIDTHS = {360: "light", 1440: "dark"}
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
PATIENCE = 60.0
"""Seconds: the simulation may have to be compiled first."""
LONG = "長い段落。" * 700_000
"""More than ten megabytes in UTF-8."""

pytestmark = pytest.mark.skipif(
    not (Path(CHROMIUM).exists() and Path(DRIVER).exists()),
    reason="no chromium and its driver here",
)

PATHS = [
    "/",
    "/items?lang=zh-Hant",
    f"/items/{JJOC}?lang=ja",
    "/documents?lang=zh-Hans",
    f"/documents/{'ab12' * 8}?lang=ja",
    f"/documents/{'e666' * 8}",
    "/structure?on=2024-04-01&with=2025-04-01&lang=ja",
    "/structure?arrangement=four-star-usfj&pictures=two&lang=zh-Hant",
    "/outlook?lang=zh-Hans",
    "/run?lang=ja",
    "/inbox?matter=unfiled&lang=zh-Hant",
    "/read?lang=zh-Hans",
    "/sources?lang=ja",
    "/search?q=統合&lang=ja",
    "/decisions?lang=zh-Hans",
    "/api",
]


class Browser:
    """A browser on the app: what it opens is measured, what goes wrong is kept."""

    def __init__(self, driver: Chrome, base: str) -> None:
        self.driver, self.base = driver, base

    def open(self, path: str, width: int = 1440, colours: str = "light") -> None:
        """Opens a page at a width, in light or dark."""
        self.look(width, colours)
        self.driver.get(self.base + path)

    def look(self, width: int, colours: str) -> None:
        """Sets the width of the window and the colours that it prefers."""
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500},
        )
        features = [{"name": "prefers-color-scheme", "value": colours}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def js(self, script: str, *given: Any) -> Any:
        """What a script returns."""
        return self.driver.execute_script(script, *given)

    def find(self, selector: str) -> Any:
        """The element that a selector means."""
        return self.driver.find_element("css selector", selector)

    def press(self, keys: str) -> None:
        """Types on the page itself."""
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver).send_keys(keys).perform()

    def wait(self, what: Callable[[], Any]) -> Any:
        """What `what` gives, once that is something."""
        from selenium.common.exceptions import WebDriverException

        end = time.monotonic() + PATIENCE
        while True:
            try:
                if found := what():
                    return found
            except WebDriverException:
                pass
            assert time.monotonic() < end, "waited in vain"
            time.sleep(0.05)

    def errors(self) -> list[str]:
        """What the console has said since it was asked last."""
        return [f"{e['level']} {e['message']}" for e in self._log("browser")]

    def asked(self) -> list[str]:
        """The addresses that were asked for since this was asked last."""
        events = [json.loads(e["message"])["message"] for e in self._log("performance")]
        return [
            e["params"]["request"]["url"]
            for e in events
            if e["method"] == "Network.requestWillBeSent"
        ]

    def _log(self, name: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.driver.get_log(name)  # type: ignore[no-untyped-call]
        return found

    def findings(self) -> list[str]:
        """What axe finds that is serious or critical."""
        self.driver.execute_script(AXE.read_text("utf-8"))
        found = self.driver.execute_async_script(
            "const done = arguments[0];"
            "axe.run(document, {resultTypes: ['violations'], elementRef: false})"
            ".then((r) => done(r.violations.map((v) => ({id: v.id, impact: v.impact,"
            " nodes: v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)"
            " + ' ' + n.failureSummary)}))));"
        )
        return [
            f"{one['id']}: {one['nodes']}"
            for one in found
            if one["impact"] in ("serious", "critical")
        ]


@pytest.fixture(scope="session")
def filled(
    tmp_path_factory: pytest.TempPathFactory, readings: dict[Document, list[Statement]]
) -> Path:
    """The sample ledger, with what means harm, what is endless, and what fits no item."""
    from click.testing import CliRunner

    from renkei.cli.app import app as command

    place = tmp_path_factory.mktemp("browser") / "sample.ledger"
    assert CliRunner().invoke(command, ["sample", "--ledger", str(place)]).exit_code == 0
    loose = document(
        "f00d",
        "The ministry plans a Pacific Icebreaker Fund. Tokyo agreed to the Icebreaker Fund plan.",
        "2026-01-05",
        "en",
    )
    long = Document(
        "1099" * 8,
        LONG,
        (Passage(0, len(LONG), "ja", 0),),
        title="十メガの段落",
        published="2026-01-06",
        language="ja",
    )
    with Ledger.open(place) as ledger:
        for one, said in readings.items():
            ledger.add(one, said, reader="hand", version="1")
        said = [
            statement(loose, "plans a Pacific Icebreaker Fund", "intended", ""),
            statement(loose, "agreed to the Icebreaker Fund plan", "agreed", ""),
        ]
        ledger.add(loose, said, reader="hand", version="1")
        ledger.add(long, [], reader="hand", version="1")
    return place


@pytest.fixture(scope="session")
def served(filled: Path) -> Iterator[str]:
    """The app on that ledger, on a port of its own."""
    import uvicorn

    from renkei.web.app import create_app

    app = create_app(filled)
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", ws="none")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = time.monotonic() + PATIENCE
    while not server.started:
        assert time.monotonic() < end
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(PATIENCE)


@pytest.fixture(scope="session")
def browser(served: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all tests."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    home = tmp_path_factory.mktemp("chromium")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={home}"):
        options.add_argument(flag)
    options.add_argument("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.set_script_timeout(PATIENCE)
    driver.get("about:blank")
    yield Browser(driver, served)
    driver.quit()
    shutil.rmtree(home, ignore_errors=True)


def test_axe_is_the_one_that_was_published() -> None:
    name = (HERE / "vendor" / "SHA256SUMS").read_text("utf-8").split()[0]
    assert hashlib.sha256(AXE.read_bytes()).hexdigest() == name


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PATHS)
def test_a_page(browser: Browser, path: str, width: int) -> None:
    browser.errors(), browser.asked()
    browser.open(path, width, WIDTHS[width])
    wide, room = browser.js(
        "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= room
    assert browser.findings() == []
    assert browser.errors() == []
    assert [u for u in browser.asked() if not u.startswith((browser.base, "data:", "chrome"))] == []


def test_a_correction_and_back(browser: Browser) -> None:
    browser.open(f"/items/{JJOC}?lang=en")
    name = browser.find(".said-list > li[id^=s-]").get_attribute("id")
    browser.find(f"#{name} button[value=wrong]").click()
    browser.wait(lambda: browser.find(".done"))
    assert "wrong" in browser.find(f"#{name}").get_attribute("class").split()
    browser.find(".done button").click()
    browser.wait(lambda: "wrong" not in browser.find(f"#{name}").get_attribute("class").split())
    browser.open("/decisions")
    assert len(browser.driver.find_elements("css selector", "tbody tr")) >= 2
    assert browser.errors() == []


def test_the_slider_moves_the_structure(browser: Browser) -> None:
    browser.open("/structure?on=2025-04-01&lang=en")
    assert browser.driver.find_elements("id", "post-jp-joint-operations-command")
    slider = browser.find("#month")
    for _ in range(12):
        slider.send_keys("\ue012")
    browser.wait(lambda: "2024-04-01" in browser.find("#live h1").text)
    assert not browser.driver.find_elements("id", "post-jp-joint-operations-command")
    assert "on=2024-04-01" in browser.driver.current_url
    assert browser.find("#on").get_attribute("value") == "2024-04-01"
    assert "2024-04-01" in browser.find(".box svg title").get_attribute("textContent")
    assert browser.errors() == []


def test_every_post_and_link_opens_its_sources(browser: Browser) -> None:
    browser.open("/structure?on=2025-04-01&lang=en")
    closed = browser.js(
        "return [...document.querySelectorAll('.tree details, .told .list details')]"
        ".filter((d) => !d.querySelector('.cites li')).length"
    )
    assert closed == 0
    browser.js("document.querySelector('.box a[href=\"#post-usfj\"]')?.scrollIntoView()")
    summary = browser.find("#post-jp-joint-operations-command summary")
    summary.click()
    assert browser.find("#post-jp-joint-operations-command .cites a").is_displayed()


def test_a_run(browser: Browser) -> None:
    browser.open("/run?scenario=deterrence-consultation&replications=20&lang=en")
    browser.find("button.main").click()
    browser.wait(lambda: browser.driver.find_elements("css selector", ".figures-table"))
    asked = browser.driver.current_url
    assert "seed=1" in asked
    first = browser.find(".figures-table").text
    browser.driver.get(asked)
    assert browser.find(".figures-table").text == first
    browser.wait(
        lambda: browser.js(
            "const i = document.querySelector('.picture img'); i.scrollIntoView();"
            "return i.complete && i.naturalWidth"
        )
    )
    assert browser.findings() == []
    assert browser.errors() == []


def test_the_inbox_by_keys(browser: Browser) -> None:
    browser.open("/inbox?matter=unfiled&lang=en")
    before = browser.find(".inbox").text
    assert "Icebreaker Fund" in before
    browser.press("j")
    browser.press("x")
    browser.wait(lambda: browser.find(".done"))
    assert browser.find(".inbox").text != before
    browser.press("u")
    browser.wait(lambda: browser.find(".inbox").text == before)
    browser.press("?")
    assert browser.find("#keys").is_displayed()
    assert browser.errors() == []


def test_a_file_is_read(browser: Browser, tmp_path: Path) -> None:
    name = tmp_path / "港湾.html"
    text = (
        "<html lang=ja><title>港湾</title><p>防衛省は港湾を2027年までに整備する計画だ。</p></html>"
    )
    name.write_text(text, "utf-8")
    browser.open("/read?lang=ja")
    browser.find("input[type=file]").send_keys(str(name))
    browser.find("textarea").send_keys("http://127.0.0.1:9/private\nfile:///etc/passwd")
    browser.find("button.main").click()
    browser.wait(lambda: browser.driver.find_elements("css selector", "#report"))
    report = browser.find("main").text
    assert "港湾" in report
    assert "private or reserved network" in report
    assert "only http and https" in report
    assert "root:" not in report
    assert browser.findings() == []
    browser.find("tbody a.item").click()
    browser.wait(lambda: "/documents/" in browser.driver.current_url)
    assert "防衛省は港湾を" in browser.find("article").text
    assert browser.errors() == []


def test_a_hostile_document(browser: Browser) -> None:
    from selenium.common.exceptions import NoAlertPresentException

    for path in (f"/documents/{'e666' * 8}", "/documents", "/items/tomahawk-purchase", "/sources"):
        browser.open(path)
        with pytest.raises(NoAlertPresentException):
            _ = browser.driver.switch_to.alert
        harm = browser.js(
            "return [...document.querySelectorAll('a')]"
            r".map((a) => `${a.href.baseVal ?? a.href}`).filter((h) => /^\s*javascript/i.test(h))"
            ".concat([...document.scripts].filter((s) => !s.src).map((s) => s.text))"
        )
        assert harm == []
        assert "\u202e" not in browser.js("return document.body.textContent")
    assert browser.errors() == []


def test_a_paragraph_without_end(browser: Browser) -> None:
    browser.open(f"/documents/{'1099' * 8}?lang=en", 360)
    shown = browser.js("return document.body.textContent.length")
    assert 1000 < shown < len(LONG) / 50
    following = browser.find(".pager [rel=next]")
    following.click()
    browser.wait(lambda: "page=2" in browser.driver.current_url)
    assert browser.find("article").text.startswith(("長い", "い段落", "段落", "落", "。"))
    assert browser.js("return document.documentElement.scrollWidth <= innerWidth")
    assert browser.errors() == []
