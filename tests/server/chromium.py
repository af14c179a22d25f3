"""Chromium without a window, asked through its own protocol, and axe-core to look for what keeps people out."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from selenium.webdriver import Chrome

AXE = Path(__file__).parents[2] / ".ci" / "node_modules" / "axe-core" / "axe.min.js"

UNREADABLE = """
  for (const details of document.querySelectorAll("details")) details.open = true;
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || element.closest("title, desc, style")) continue;
    if (getComputedStyle(element.closest("thead") || element).clipPath !== "none") continue;
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    for (const box of range.getClientRects()) {
      const outside = box.left < -1 || box.right > document.documentElement.clientWidth + 1;
      if (outside || box.height < 9) found.push([element.tagName, walk.currentNode.data.slice(0, 60), box.right]);
    }
  }
  return found;
"""
"""The words outside the window, or smaller than can be read, everything folded being open."""


class Browser:
    """One Chromium; a page is opened from its file or address, and what it asked of the network is remembered."""

    def __init__(self, driver: Chrome) -> None:
        self._driver = driver

    def _ask(self, command: str, **parameters: Any) -> Any:
        return self._driver.execute_cdp_cmd(command, parameters)

    def _log(self, kind: str) -> list[dict[str, Any]]:
        """What was logged since it was last asked for."""
        return list(self._driver.get_log(kind))  # type: ignore[no-untyped-call]  # selenium left it so

    def open(self, page: Path | str, *, width: int = 800, scheme: str = "light", media: str = "screen") -> None:
        """Open *page* in a window *width* wide; *media* is ``screen`` or ``print``."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self._ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        self._ask("Emulation.setEmulatedMedia", media=media, features=features)
        self._log("performance")
        self._log("browser")
        self._driver.get(page if isinstance(page, str) else page.as_uri())

    def requests(self) -> list[str]:
        """What the page asked for since it was opened, itself included."""
        events = (json.loads(entry["message"])["message"] for entry in self._log("performance"))
        return [each["params"]["request"]["url"] for each in events if each["method"] == "Network.requestWillBeSent"]

    def console(self) -> list[str]:
        """What the browser complained of."""
        return [entry["message"] for entry in self._log("browser")]

    def run(self, script: str) -> Any:
        """Run *script* as a function's body in the page; the page itself has none."""
        return self._driver.execute_script(script)

    def barriers(self) -> list[str]:
        """What axe-core finds that keeps people out, each with the element."""
        self._driver.execute_script(AXE.read_text(encoding="utf-8"))
        found = self._driver.execute_async_script(
            "const done = arguments[0];"
            "axe.run().then(found => done(found.violations), failure => done([{id: String(failure), nodes: []}]))"
        )
        return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"] or [{"html": ""}]]

    def tab_through(self, count: int) -> list[str]:
        """Press the tab key *count* times; give the names of the elements it reached, until it left the page."""
        reached = []
        for _ in range(count):
            self.tab_through_unseen(1)
            reached.append(self.run("return document.activeElement.tagName"))
        return reached

    def tab_through_unseen(self, count: int) -> None:
        """Press the tab key *count* times."""
        for _ in range(count):
            for kind in ("keyDown", "keyUp"):
                self._ask("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)

    def press(self, key: str) -> None:
        """Press *key*: a character, or ``Enter``."""
        words = {"Enter": {"code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}}.get(key, {"text": key})
        for kind in ("keyDown", "keyUp"):
            self._ask("Input.dispatchKeyEvent", type=kind, key=key, **words)

    def script(self, *, is_on: bool) -> None:
        """Let the pages run their scripts or not."""
        self._ask("Emulation.setScriptExecutionDisabled", value=not is_on)

    def address(self) -> str:
        """The address of the page shown."""
        return self._driver.current_url

    def picture(self, *, top: int, height: int) -> bytes:
        """The part of the page from *top* down, *height* high, as a PNG."""
        width = self.run("return document.documentElement.clientWidth")
        clip = {"x": 0, "y": top, "width": width, "height": height, "scale": 1}
        shot = self._ask("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
        return base64.b64decode(shot["data"])

    def paper(self) -> bytes:
        """The page as it is printed: a PDF on letter paper."""
        printed = self._ask("Page.printToPDF", printBackground=False, paperWidth=8.5, paperHeight=11)
        return base64.b64decode(printed["data"])
