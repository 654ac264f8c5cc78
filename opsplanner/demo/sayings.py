"""What people of the demo say: written down in English, and in the catalogue, so that `told` shows it in the reader's language."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

NATIONAL, DEPUTY, LIAISON, FOCAL = (
    _l("National contact point"), _l("Deputy contact point"), _l("Liaison officer"), _l("Focal point"),
)  # fmt: skip
CUSTOMS, LICENSING, REGIONAL, HEADQUARTERS = (
    _l("Customs headquarters, enforcement"), _l("Licensing and strategic goods desk"), _l("Regional office"), _l("Headquarters"),
)  # fmt: skip

# Of a reviewer who sends results back.
RETURNED = (
    _l("Please give the quantity in kilograms and the control list entry of the first line."),
    _l("Two cases name the same container: are they one? Please send the sheet again."),
    _l("The dates of detection lie outside the operation: please check the month."),
)

# Of a reviewer who asks about one case.
WHICH_UNIT = _l("Is this quantity in kilograms or in grams?")
WHICH_ENTRY = _l("Please give the control list entry, if the goods have one.")

# Of whoever finds that two Members told of one consignment.
SAME_SEAL = _l("The same container and goods, on the same way: held in the first port, met again in the second.")

# Of the planner who approves the plan.
NOT_WAITED_FOR = _l("Asked again by telephone; the operation does not wait for it.")
DECIDED_LATE = _l("The WCO announces the start after all, so that Members are asked less.")

# Of the planner who asks for more than the standard fields.
ASKED_MORE = _l("Asked for by Members: how much the scanners were used.")

# Of who asks for more time or gives it, or notes a call.
HOLIDAYS = _l("Public holidays at the end of the period.")
NEW_SYSTEM = _l("The case system was replaced that week; the figures are being brought together.")
CALLED = _l("Called the duty office; the return is promised.")

# Of whoever moves a lesson on, by the key that lessons.json gives.
STEPS = {
    "": "",
    "asked": _l("Asked of all participants at the planning seminar."),
    "licensing_desk": _l("The contact list has a licensing desk for most participants."),
    "within_a_week": _l("Licence queries were answered within a week in two Members out of three."),
    "workshops": _l("National training workshops held; the guide is in use."),
    "fewer_held": _l("Fewer goods held for more than three days."),
    "every_plan": _l("Part of the planning checklist of every operation on strategic goods."),
    "one_click": _l("The nil return is one click for each period."),
    "units": _l("Participants asked for guidance on units instead; the sheet now converts them."),
    "since_sixth": _l("Part of the planning checklist since the sixth meeting."),
}

# Of who closes an action of a meeting, by the key that meetings.json gives.
DONE = {
    "themes": _l("Taken up on the agenda of the seminar."),
    "named": _l("Contact point and deputy are named."),
    "sheet": _l("The sheet can be downloaded in English, French and Russian."),
}

# What Members of the demo say in their national plans, and what their reviewer answers.
PLAN_UNITS = (
    _l("Strategic goods unit, enforcement department"),
    _l("Risk analysis department"),
    _l("Central targeting office"),
)
PLAN_COOPERATION = (
    _l("Customs stops the goods, the licensing authority answers within two hours, the prosecutor decides."),
    _l("A working group of all agencies meets every week of the operation."),
)
PLAN_TARGETING = (
    _l("Profiles on tariff codes of the watch list, new consignees and detours; two officers look at every hit."),
    _l("Manifests are compared with licences the day before arrival."),
)
PLAN_PLACES = (
    _l("The two largest ports and the main airport; mail is checked in the capital."),
    _l("All land crossings of the corridor, and the railway terminal."),
    _l("The container terminal and three inland depots."),
)
PLAN_EXPERTS = _l("Duty desk of the nuclear regulator, day and night; chemists in office hours.")
PLAN_RETURNED = (
    _l("Please name the offices that are checked, and who answers outside office hours."),
    _l("The profiles are not described: which goods and which routes do they cover?"),
)
PLAN_POINTS = (
    _l("Command and contact points"),
    _l("Offices, shifts and equipment"),
    _l("Steps after a hit, and who is called"),
)
INVENTED = _l("Invented for the demonstration: place, days and numbers stand for no real workshop.")
