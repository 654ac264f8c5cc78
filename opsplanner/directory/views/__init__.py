"""The pages of the directory: organisations, people, one-time links, the reader's own profile."""

from opsplanner.directory.views import links, organisations, people, profile
from opsplanner.directory.views.blueprint import blueprint

# The views that lie under "Directory" in the top bar; the others are about the reader's own account.
REGISTER = tuple(
    f"directory.{view}"
    for view in (
        "organisation",
        "add_organisation",
        "edit_organisation",
        "retire_organisation",
        "people",
        "person",
        "invite",
        "edit_person",
        "edit_roles",
        "disable",
    )
)

__all__ = ["REGISTER", "blueprint", "links", "organisations", "people", "profile"]
