"""What the reviewer decides on a national plan: accepted, or returned with a note that says what is missing."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor
from opsplanner.core.db import writes
from opsplanner.core.errors import Forbidden, Refusal
from opsplanner.surveys.models import Reply
from opsplanner.surveys.services.finding import find_reply, find_survey, reviews
from opsplanner.surveys.services.letters import tell_returned
from opsplanner.surveys.states import Act, after


@writes
def decide(actor: Actor, code: str, kind: str, member: str, act: Act, number: int, note: str = "") -> Reply:
    """Accepts or returns the version that the reviewer has read."""
    reply = find_reply(actor, find_survey(actor, code, kind), member)
    if not reviews(actor, reply):
        raise Forbidden(_l("The reviewer that the Member chose decides on its plan."))
    state = after(reply.state, act)
    if act not in (Act.ACCEPT, Act.SEND_BACK) or state is None or reply.last is None:
        raise Refusal(_l("Nothing waits for a decision here."))
    if reply.number != number:
        raise Refusal(_l("The Member has sent another version meanwhile: read that one."))
    if act is Act.SEND_BACK and not note.strip():
        raise Refusal(_l("Say what is missing or has to change: the Member reads it."))
    before, reply.state = reply.state, state
    last = reply.last
    last.decision, last.note = str(state), note.strip()
    last.decided_at, last.decided_by = clock.now(), actor.label
    audit.record(
        actor,
        f"reply:{act}",
        f"{code} {kind} {member} {number}",
        scope=code,
        before={"state": before},
        after={"state": state, "note": note.strip()},
    )
    if act is Act.SEND_BACK:
        tell_returned(reply)
    return reply
