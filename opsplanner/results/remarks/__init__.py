"""What a reviewer should look at first: remarks made by a list of looks at a delivery, and their sentences."""

from itertools import islice

from opsplanner.results.remarks.looks import LOOKS, Look
from opsplanner.results.remarks.material import Material, gather
from opsplanner.results.remarks.remark import Remark, Severity
from opsplanner.results.remarks.words import remark_sentence, remark_title

__all__ = [
    "LOOKS",
    "MOST",
    "Look",
    "Material",
    "Remark",
    "Severity",
    "gather",
    "look",
    "remark_sentence",
    "remark_title",
]


# Nobody looks at more than so many of one look; a page says "or more".
MOST = 500


def look(material: Material) -> list[Remark]:
    """Every remark, the gravest first; of one look no more than MOST."""
    found = [remark for each in LOOKS for remark in islice(each(material), MOST)]
    return sorted(found, key=lambda remark: remark.severity)
