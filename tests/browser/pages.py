"""Every page of the product: who looks at it, where it is, and, for a thing with a number, the list that leads to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Page

IREN = "/operations/IREN-DU"
STAGE = "/operations/STAGE"  # an operation under way, that the stage of these tests has opened
NOBODY = ""
ASKED = "/operations/COSMO2/questionnaires"
MEETINGS, MEETING = "/operations/COSMO2/meetings", r"^/meetings/\d+$"


@dataclass(frozen=True)
class Place:
    """`then` follows the first link on the page whose address matches, as often as there are patterns."""

    person: str
    address: str
    then: tuple[str, ...] = ()

    def open(self, page: Page, language: str) -> None:
        """Goes there, in that language."""
        page.goto(f"{self.address}{'&' if '?' in self.address else '?'}lang={language}")
        for pattern in self.then:
            links = [link.get_attribute("href") or "" for link in page.locator("main a[href]").all()]
            page.goto(next(link for link in links if re.search(pattern, link)))


def _of(person: str, base: str, **addresses: str) -> dict[str, Place]:
    return {name.replace("__", "."): Place(person, base + address) for name, address in addresses.items()}


PAGES: dict[str, Place] = {
    **_of(NOBODY, "", security__login="/sign-in", directory__ask_reset="/sign-in/lost"),
    **_of(
        "secretariat",
        "",
        home__home="/",
        home__due="/due",
        home__calendars="/calendars",
        home__find="/find?q=cosmo",
        core__audit_log="/audit",
        core__outbox="/outbox",
        directory__organisations="/organisations",
        directory__organisation="/organisations/KZ",
        directory__add_organisation="/organisations/new",
        directory__edit_organisation="/organisations/KZ/edit",
        directory__retire_organisation="/organisations/KZ/retire",
        directory__people="/people",
        directory__invite="/people/invite",
        directory__profile="/profile",
        directory__pass_phrase="/profile/pass-phrase",
        lessons__register="/lessons",
        surveys__workshops="/workshops/",
        surveys__workshop="/workshops/new",
        lessons__dashboard="/lessons/dashboard",
        operations__browse="/operations/",
        operations__open_operation="/operations/new",
        operations__copy_operation="/operations/COSMO2/copy",
        operations__programmes="/programmes/",
        operations__networks="/networks/",
        operations__programme="/programmes/STCE",
        operations__edit_programme="/programmes/STCE/edit",
        operations__network="/networks/IREN",
        operations__edit_network="/networks/IREN/edit",
        meetings__browse="/meetings/",
        meetings__practices="/meetings/practices",
        meetings__plan_network_meeting="/networks/IREN/meetings/new",
    ),
    **_of(
        "planner",
        IREN,
        operations__overview="/",
        operations__timeline="/timeline",
        operations__family="/family",
        operations__plan="/plan",
        operations__section="/plan/objectives",
        operations__approve_plan="/plan/approve",
        operations__plan_versions="/plan/versions",
        operations__plan_version="/plan/versions/1",
        operations__plan_difference="/plan/versions/difference?version=1",
        operations__periods="/periods",
        operations__edit_periods="/periods/edit",
        operations__team="/team",
        operations__log="/log",
        operations__documents="/documents",
        operations__add_document="/documents/new",
        participants__browse="/participants",
        participants__add="/participants/add",
        participants__readiness="/participants/readiness",
        participants__write="/participants/letters?kind=missing",
        participants__contacts="/contacts",
        participants__contact_changes="/contacts/changes",
        participants__participation="/participants/KZ",
        participants__edit_contacts="/participants/KZ/contacts",
        participants__invite_person="/participants/KZ/people",
        results__board="/board",
        results__submissions="/results/submissions",
        results__cases="/results/cases",
        results__duplicates="/results/duplicates",
        results__template_dictionary="/template/",
        results__template_versions="/template/versions",
        results__template_difference="/template/versions/difference?version=1&version=1",
        results__template_draft="/template/draft",
        results__template_field="/template/draft/field",
        results__template_list="/template/draft/list/risk_indicators",
        results__template_preview="/template/draft/preview?as=sheet",
        results__template_publish="/template/draft/publish",
        results__template_copy="/template/draft/copy?source=preset:strategic",
        figures__dashboard="/dashboard",
        figures__export="/dashboard/export",
        lessons__operation_lessons="/lessons",
        lessons__add="/lessons/add",
        meetings__operation_meetings="/meetings",
        meetings__plan_meeting="/meetings/new",
    ),
    **_of(
        "member.kz",
        STAGE,
        participants__onboard="/participants/KZ/join?step=hours",
        results__returns="/results/",
        results__upload="/results/upload",
        results__form="/results/form",
        results__effort="/results/effort",
        results__remembered="/results/remembered",
        results__practice="/results/practice",
        results__more_time="/results/more-time?member=KZ&period=1",
        results__one_return="/results/returns/KZ/1",
        results__forget="/results/remembered/forget?member=KZ&heading=obs",
    ),
    **_of(
        "planner",
        ASKED,
        surveys__browse="/",
        surveys__progress="/plan/progress",
        surveys__questions="/plan/questions",
        surveys__question="/plan/questions/q_reach_back",
        surveys__sections="/plan/sections",
        surveys__preview="/plan/preview",
        surveys__copy="/plan/copy",
        surveys__reply="/plan/replies/KZ",
    ),
    **_of(
        "member.ge",
        ASKED,
        surveys__answer="/plan/answer",
        surveys__upload="/plan/answer/upload",
        surveys__assessment="/assessment",
    ),
    "surveys.remove_workshop": Place("planner", "/workshops/", (r"^/workshops/\d+/edit$", r"/remove$")),
    "core.outbox_mail": Place("secretariat", "/outbox", (r"^/outbox/\d+",)),
    "directory.person": Place("secretariat", "/people", (r"^/people/\d+$",)),
    "directory.edit_person": Place("secretariat", "/people", (r"^/people/\d+$", r"/edit$")),
    "directory.edit_roles": Place("secretariat", "/people", (r"^/people/\d+$", r"/roles$")),
    "directory.disable": Place("secretariat", "/people", (r"^/people/\d+$", r"/disable$")),
    "lessons.lesson": Place("secretariat", "/lessons", (r"^/lessons/\d+$",)),
    "lessons.edit": Place("secretariat", "/lessons", (r"^/lessons/\d+$", r"/edit$")),
    "meetings.meeting": Place("secretariat", MEETINGS, (MEETING,)),
    "meetings.change_meeting": Place("secretariat", MEETINGS, (MEETING, r"/edit$")),
    "meetings.minutes": Place("secretariat", MEETINGS, (MEETING, r"/minutes$")),
    "meetings.delegates": Place("secretariat", MEETINGS, (MEETING, r"/delegates$")),
    "meetings.delegation": Place("secretariat", MEETINGS, (MEETING, r"/delegates$", r"/delegations/\w+$")),
    "meetings.add_entry": Place("secretariat", MEETINGS, (MEETING, r"/agenda/new$")),
    "meetings.edit_entry": Place("secretariat", MEETINGS, (MEETING, r"/agenda/\d+$")),
    "meetings.remove_entry": Place("secretariat", MEETINGS, (MEETING, r"/agenda/\d+$", r"/remove$")),
    "meetings.add_paper": Place("secretariat", MEETINGS, (MEETING, r"/papers/new$")),
    "meetings.withdraw_paper": Place("secretariat", MEETINGS, (MEETING, r"/papers/\d+/withdraw$")),
    "operations.withdraw_document": Place("planner", f"{IREN}/documents", (r"/documents/\d+/withdraw",)),
    "participants.answer": Place("secretariat", f"{STAGE}/participants/GE/answer"),
    "participants.cancel_invitation": Place("secretariat", f"{STAGE}/participants/GE/cancel"),
    "review.queue": Place("liaison", "/review"),
    "results.review": Place("liaison", "/review?operation=IREN-DU", (r"/submissions/\d+/review$",)),
    "results.note": Place("liaison", "/review?operation=IREN-DU", (r"/submissions/\d+/review$", r"/notes/new\?case=")),
    "results.differences": Place(
        "liaison", "/review?operation=IREN-DU", (r"/submissions/\d+/review$", r"/differences\?")
    ),
    "results.reply": Place(
        "member.kz",
        "/operations/COSMO2/results/submissions?state=returned",
        (r"/submissions/\d+$", r"/notes/\d+/reply"),
    ),
    "results.outcome": Place("member.kz", f"{IREN}/results/cases?member=KZ&period=1", (r"/cases/\d+$", r"/outcome$")),
    "results.submission": Place("planner", f"{IREN}/results/submissions", (r"/submissions/\d+$",)),
    "results.case": Place("planner", f"{IREN}/results/cases", (r"/cases/\d+$",)),
    "results.withdraw": Place("member.kz", f"{STAGE}/results/submissions", (r"/submissions/\d+$", r"/withdraw$")),
    "results.withdraw_case": Place("member.kz", f"{STAGE}/results/cases", (r"/cases/\d+$", r"/withdraw$")),
}
# These stand in their address only for whoever has just done something: the stage does it, and gives the address.
STAGED = {
    "directory.join": NOBODY,
    "participants.sending": "secretariat",
    "results.nil_link": NOBODY,
    "results.columns": "member.kz",
    "results.check": "member.kz",
    "results.letters": "member.kz",
    "results.confirm": "member.kz",
    "results.differences_made": "secretariat",
    "results.discard": "member.kz",
    "results.duplicate": "secretariat",
    "results.send_back": "secretariat",
    "results.reverse": "secretariat",
}
# What answers with something else than a page of its own.
NO_PAGES = {
    "static",
    "core.healthz",
    "core.readyz",
    "figures.chart_figure",
    "figures.chart_picture",
    "figures.export_file",
    "figures.preview",
    "home.calendar_feed",
    "home.due_calendar",
    "results.board_slides",
    "results.board_workbook",
    "results.practice_download",
    "results.export",
    "results.marked",
    "results.job",  # leads on as soon as the worker is done
    "lessons.dashboard_chart",
    "lessons.dashboard_picture",
    "lessons.export",
    "meetings.calendar",
    "meetings.choose_delegation",  # leads to the one delegation
    "meetings.delegates_workbook",
    "meetings.minutes_pdf",
    "meetings.paper",
    "operations.document",
    "operations.plan_pdf",
    "participants.contacts_workbook",
    "participants.own",  # leads to the one participation
    "participants.readiness_workbook",
    "participants.workbook",
    "results.differences_file",
    "results.differences_workbook",
    "results.draft",  # leads to the step that a draft waits in
    "results.original",
    "results.photo",
    "results.receipt_pdf",
    "results.template",
    "results.template_dictionary_file",
    "results.template_sheet",
    "security.static",
    "security.verify",
    "surveys.file",
    "surveys.preview_sheet",
    "surveys.sheet",
    "surveys.workshops_workbook",
}
