"""The opening drill: an empty production shop is set up and sells its first product, by clicks.

From the operator's link to a paid and shipped order: no query, no shell but `create_operator`, no
demonstration data. Prints the steps of a person on each screen. `OPENING_SHOTS` is the folder of
the screenshots.
"""

import logging
import os
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.browser import ARGUMENTS, system_browser
from tools.drills.opening.people import Steps
from tools.drills.opening.production import production_shop
from tools.drills.opening.story import Story


def main() -> int:
    """Run the drill; return 1 if a step failed."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # every request to the stand-in for S3
    with tempfile.TemporaryDirectory() as folder, production_shop(Path(folder)) as shop:
        shots = Path(os.environ.get("OPENING_SHOTS", folder))
        shots.mkdir(parents=True, exist_ok=True)
        began, steps = time.monotonic(), Steps()
        with sync_playwright() as playwright:
            rules = f"--host-resolver-rules={shop.name_rules}"
            browser = playwright.chromium.launch(
                executable_path=system_browser(), args=[*ARGUMENTS, rules]
            )
            story = Story(shop, browser, steps, shots, Path(folder))
            try:
                story.tell()
            except Exception as error:  # noqa: BLE001  whatever stops the story is its result
                print(f"STOPPED on the screen “{steps.screen}”: {error}")
                print(shop.log.read_text()[-3000:], file=sys.stderr)
                return 1
        for screen, count in steps.counts.items():
            print(f"{count:4}  {screen}")
        print(f"{steps.total:4}  steps in {time.monotonic() - began:.0f} s of machine time")
    return 0
