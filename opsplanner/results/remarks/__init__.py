"""What a reviewer should look at first: remarks made by a list of looks at a delivery, and their sentences."""

from opsplanner.results.remarks.looks import LOOKS, Look
from opsplanner.results.remarks.material import Material, gather
from opsplanner.results.remarks.remark import Remark, Severity
from opsplanner.results.remarks.words import remark_sentence, remark_title

__all__ = ["LOOKS", "Look", "Material", "Remark", "Severity", "gather", "look", "remark_sentence", "remark_title"]


def look(material: Material) -> list[Remark]:
    """Every remark, the gravest first."""
    found = [remark for each in LOOKS for remark in each(material)]
    return sorted(found, key=lambda remark: remark.severity)
