"""What a person would see amiss at a glance: a page wider than the screen, words that are cut, a card's value in pieces."""

from __future__ import annotations

from playwright.sync_api import Page

PHONES = (320, 390)
DESK = {"width": 1280, "height": 900}
CUT = """() => [...document.querySelectorAll(
    "h1, h2, h3, th, label, legend, summary, button, a, .chip, .status, dt, dd, .kpi-value")]
  .filter(each => each.checkVisibility() && !each.closest(".visually-hidden, .skip, [hidden]"))
  .filter(each => getComputedStyle(each).overflowX != "visible" && each.scrollWidth > each.clientWidth + 1)
  .map(each => each.textContent.trim().slice(0, 60))"""
# What scrolls by itself, or is shut, does not make a page wide.
WIDE = """() => [...document.querySelectorAll("main *, header *, footer *")]
  .filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .filter(each => each.checkVisibility() && !each.closest(".visually-hidden"))
  .filter(each => {
    for (let around = each.parentElement; around; around = around.parentElement)
      if (getComputedStyle(around).overflowX != "visible") return false;
    return true;
  })
  .slice(0, 3).map(each => each.outerHTML.slice(0, 120))"""
APART = """() => [...document.querySelectorAll(".table-cards td")]
  .filter(cell => getComputedStyle(cell).display == "flex")
  .filter(cell => [...cell.childNodes].filter(part => part.nodeType == Node.TEXT_NODE ? part.textContent.trim()
    : part.nodeType == Node.ELEMENT_NODE && !["absolute", "fixed"].includes(getComputedStyle(part).position)).length > 1)
  .slice(0, 3).map(cell => cell.outerHTML.slice(0, 120))"""


def amiss(page: Page, *widths: int) -> list[str]:
    """At each of these widths; the screen is a desk's again afterwards."""
    found: list[str] = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{page.url} sticks out at {width} px: {page.evaluate(WIDE)}")
        found += [f"{page.url} cuts at {width} px: {words}" for words in page.evaluate(CUT)]
        found += [f"{page.url} takes a value apart at {width} px: {cell}" for cell in page.evaluate(APART)]
    page.set_viewport_size(DESK)
    return found
