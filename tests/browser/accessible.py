"""axe-core's judgement of a page: nothing serious, nothing critical."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What holds is not told in full: that takes as long again and nobody reads it.
OPTIONS = {"runOnly": RULES, "resultTypes": ["violations"]}


def findings(page: Page) -> list[str]:
    """Each serious or critical finding with the elements it is about; in the theme the page shows now."""
    result = Axe().run(page, options=OPTIONS)
    return [
        f"{found['impact']} {found['id']}: {found['help']}: "
        + "; ".join(node["html"][:120] for node in found["nodes"][:5])
        for found in result.response["violations"]
        if found["impact"] in {"serious", "critical"}
    ]
