"""Papers of the demo's operations: short tagged PDFs set from the plan, so that there is something to open in each language."""

from __future__ import annotations

from collections.abc import Sequence

from opsplanner.core import clock
from opsplanner.core.access import Actor
from opsplanner.core.text import Text
from opsplanner.documents.paper import Block, Bullets, Heading, Paper, Paragraph, Section
from opsplanner.documents.writers import papers_pdf
from opsplanner.operations import services
from opsplanner.operations.models import Operation
from opsplanner.operations.services import Paper as Kept

SYNTHETIC = Text.of("Synthetic: made for the demonstration", fr="Fictif\u00a0: établi pour la démonstration")
PAGE_OF = Text.of("Page {n} of {of}", fr="Page {n} sur {of}")
HEADINGS = {
    "purpose": Text.of("Purpose", fr="But"),
    "background": Text.of("Background", fr="Contexte"),
    "scope": Text.of("Scope", fr="Champ d’application"),
    "references": Text.of("References", fr="Références"),
}


def add_papers(actor: Actor, operation: Operation, papers: Sequence[Sequence[str]]) -> None:
    """Adds each paper (kind, title in English and French, marking), one PDF a language."""
    for kind, en, fr, marking in papers:
        for lang, title in (("en", en), ("fr", fr)):
            name = f"{operation.code}_{kind}_{lang}.pdf"
            content = papers_pdf([_paper(operation, title, lang)], clock.now())
            services.add_document(actor, operation.code, Kept(content, name, title, kind, lang, marking))


def programme(name: str, title: str, lines: Sequence[str], lang: str) -> bytes:
    """A paper of a meeting: the points of its agenda."""
    points = Bullets(tuple(lines))
    paper = Paper(name, title, lang, (points,), (SYNTHETIC.to(lang),), SYNTHETIC.to(lang), PAGE_OF.to(lang))
    return papers_pdf([paper], clock.now())


def _paper(operation: Operation, title: str, lang: str) -> Paper:
    blocks: list[Block | Section] = []
    for name, heading in HEADINGS.items():
        blocks += [Heading(heading.to(lang)), Paragraph(getattr(operation, name).to(lang))]
    return Paper(
        title=operation.name.to(lang),
        subtitle=title,
        lang=lang,
        blocks=tuple(blocks),
        notices=(SYNTHETIC.to(lang),),
        footer=f"{operation.code} · {SYNTHETIC.to(lang)}",
        page_of=PAGE_OF.to(lang),
    )
