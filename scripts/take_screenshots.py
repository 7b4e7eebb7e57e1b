"""Take the pictures of the documentation: the page of an example article, in a Chromium, by Playwright.

    python scripts/take_screenshots.py

Chromium is the one that CHROMIUM names, or the first on the path.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

import geograph

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "images"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> int:
    """Write docs/images/graph.png."""
    browser_path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser_path is None:
        print("no Chromium found: install one, or name its path in CHROMIUM", file=sys.stderr)
        return 1
    kg = geograph.build([ROOT / "examples" / "syria_2015.txt"], published=date(2015, 10, 1))
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = kg.to_html(Path(folder) / "graph.html")
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme="light", reduced_motion="reduce")
        page.goto(page_file.as_uri())
        page.wait_for_selector("html[data-ready]")
        page.wait_for_timeout(1000)  # the last frame is drawn when the view has come to rest
        page.screenshot(path=PICTURES / "graph.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
