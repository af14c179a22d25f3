"""A real browser: Chromium without a window, asked through its own protocol, and axe-core to look for barriers.

Where either is missing the tests skip and say so; where ``CI`` is set they fail instead.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from selenium.webdriver import Chrome, ChromeOptions, ChromeService

AXE = Path(__file__).parents[2] / ".ci" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
)


def missing(what: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"{what}: .ci/run installs it")
    pytest.skip(f"{what}: these tests need it")


class Browser:
    """One Chromium; a page is opened from its file, and what it asked of the network is remembered."""

    def __init__(self, driver: Chrome) -> None:
        self._driver = driver

    def _ask(self, command: str, **parameters: Any) -> Any:
        return self._driver.execute_cdp_cmd(command, parameters)

    def open(self, page: Path, *, width: int = 800, scheme: str = "light", media: str = "screen") -> None:
        """Open *page* in a window *width* wide; *media* is ``screen`` or ``print``."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self._ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        self._ask("Emulation.setEmulatedMedia", media=media, features=features)
        self._driver.get_log("performance")
        self._driver.get_log("browser")
        self._driver.get(page.as_uri())

    def requests(self) -> list[str]:
        """What the page asked for since it was opened, itself included."""
        events = (json.loads(entry["message"])["message"] for entry in self._driver.get_log("performance"))
        return [each["params"]["request"]["url"] for each in events if each["method"] == "Network.requestWillBeSent"]

    def console(self) -> list[str]:
        """What the browser complained of."""
        return [entry["message"] for entry in self._driver.get_log("browser")]

    def run(self, script: str) -> Any:
        """Run *script* as a function's body in the page; the page itself has none."""
        return self._driver.execute_script(script)

    def barriers(self) -> list[str]:
        """What axe-core finds that keeps people out, each with the element."""
        self._driver.execute_script(AXE.read_text(encoding="utf-8"))
        found = self._driver.execute_async_script(
            "const done = arguments[0]; axe.run().then(r => done(r.violations), e => done([{id: String(e), nodes: []}]))"
        )
        return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"] or [{"html": ""}]]

    def picture(self, *, height: int | None = None) -> bytes:
        """The page as a PNG, whole or down to *height*."""
        size = self._ask("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": height or size["height"], "scale": 1}
        shot = self._ask("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
        return base64.b64decode(shot["data"])

    def paper(self) -> bytes:
        """The page as it is printed: a PDF on letter paper."""
        printed = self._ask("Page.printToPDF", printBackground=False, paperWidth=8.5, paperHeight=11)
        return base64.b64decode(printed["data"])


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium with an empty profile."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or driver is None:
        missing("Chromium and its driver are not installed")
    if not AXE.is_file():
        missing("axe-core is not installed")
    options = ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    session = Chrome(options, ChromeService(driver))
    yield Browser(session)
    session.quit()
