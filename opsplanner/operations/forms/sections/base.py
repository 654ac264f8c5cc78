"""What the form of every section has in common."""

from __future__ import annotations

from dataclasses import dataclass

from opsplanner.core.forms import VersionedForm
from opsplanner.operations.models import Network, Operation, Programme


@dataclass(frozen=True, slots=True)
class Offers:
    """What exists to choose from, and the edition in which HS codes are read."""

    programmes: list[Programme]
    networks: list[Network]
    earlier: list[Operation]
    hs_edition: int


class SectionForm(VersionedForm):
    """A section's form; `offer` fills its selects."""

    def offer(self, offers: Offers) -> None:
        """Nothing to choose, unless a section says otherwise."""
