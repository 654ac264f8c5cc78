"""create_app(): settings, extensions, blueprints, the access guard, and what packages pass to those before them."""

from __future__ import annotations

from typing import Any

from flask import Flask, url_for
from flask_babel import lazy_gettext as _l
from flask_migrate import Migrate
from flask_security import current_user

from opsplanner import config
from opsplanner.cli import register_commands
from opsplanner.core import access, apart, asking, assets, db, i18n, jobs, navigation, pages, sending, web
from opsplanner.core import views as core_views
from opsplanner.core.access import Actor, Permission
from opsplanner.core.navigation import Page
from opsplanner.directory import resets, signin
from opsplanner.directory import views as directory_views
from opsplanner.directory.leftward import Leftward
from opsplanner.figures import beside as figures_beside
from opsplanner.figures import family as figures_family
from opsplanner.figures import finding as figures_finding
from opsplanner.figures import services as figures_services
from opsplanner.figures import views as figures_views
from opsplanner.home import happenings as home_happenings
from opsplanner.home import views as home_views
from opsplanner.home.finding import Places
from opsplanner.lessons import views as lessons_views
from opsplanner.lessons import words as lessons_words
from opsplanner.meetings import panels as meetings_panels
from opsplanner.meetings import views as meetings_views
from opsplanner.meetings import wording as meetings_wording
from opsplanner.meetings import words as meetings_words
from opsplanner.operations import views as operations_views
from opsplanner.operations.amounts import quantity
from opsplanner.operations.overview import Panels
from opsplanner.operations.services import actor_of, share_seat
from opsplanner.operations.words import period_label, phase_label
from opsplanner.participants import annexes as participants_annexes
from opsplanner.participants import judges as participants_judges
from opsplanner.participants import leftward as participants_leftward
from opsplanner.participants import panels as participants_panels
from opsplanner.participants import readiness as participants_readiness
from opsplanner.participants import services as participants_services
from opsplanner.participants import tasks as participants_tasks
from opsplanner.participants import views as participants_views
from opsplanner.results import judges as results_judges
from opsplanner.results import leftward as results_leftward
from opsplanner.results import panels as results_panels
from opsplanner.results import readiness as results_readiness
from opsplanner.results import services as results_services
from opsplanner.results import tasks as results_tasks
from opsplanner.results import views as results_views
from opsplanner.results import words as results_words
from opsplanner.results.chasing.recipients import recipients
from opsplanner.surveys import judges as surveys_judges
from opsplanner.surveys import leftward as surveys_leftward
from opsplanner.surveys import panels as surveys_panels
from opsplanner.surveys import views as surveys_views
from opsplanner.surveys import words as surveys_words

BLUEPRINTS = (
    core_views.blueprint,
    home_views.blueprint,
    directory_views.blueprint,
    operations_views.blueprint,
    participants_views.blueprint,
    surveys_views.blueprint,
    meetings_views.blueprint,
    results_views.blueprint,
    results_views.everywhere,
    figures_views.blueprint,
    lessons_views.blueprint,
)

# The top bar, and the tabs of an operation: each page shows to those who may open it.
NAVIGATION = (
    Page("home.home", _l("Home"), Permission.HOME_SEE),
    Page(
        "operations.browse",
        _l("Operations"),
        Permission.OPERATIONS_LIST,
        within=("operations.", "participants.", "surveys.", "figures."),
    ),
    Page("review.queue", _l("To review"), Permission.RESULTS_REVIEW, within=("review.",)),
    Page("meetings.browse", _l("Meetings"), Permission.MEETINGS_SEE, within=("meetings.",)),
    Page("lessons.register", _l("Lessons"), Permission.LESSONS_SEE, within=("lessons.",)),
    Page("directory.organisations", _l("Directory"), Permission.ORGANISATIONS_SEE, within=directory_views.REGISTER),
)
ACCOUNT_LINKS = (
    Page("directory.profile", _l("Your profile"), Permission.PROFILE_EDIT),
    Page("core.outbox", _l("Outbox"), Permission.OUTBOX_SEE),
    Page("core.audit_log", _l("Audit log"), Permission.AUDIT_SEE),
)
# Where one can go by typing its name, beside the above.
WAYS = (
    Page("home.due", _l("What is due"), Permission.HOME_SEE),
    Page("home.calendars", _l("Calendars"), Permission.HOME_SEE),
    Page("operations.open_operation", _l("Open an operation"), Permission.OPERATIONS_OPEN),
    Page("operations.programmes", _l("Programmes"), Permission.PROGRAMMES_SEE),
    Page("operations.networks", _l("Networks"), Permission.PROGRAMMES_SEE),
    Page("meetings.practices", _l("Best practices"), Permission.MEETINGS_SEE),
    Page("directory.people", _l("People"), Permission.PEOPLE_SEE),
    Page("directory.invite", _l("Invite a person"), Permission.PEOPLE_INVITE),
    Page("directory.add_organisation", _l("Add an organisation"), Permission.ORGANISATIONS_EDIT),
    Page("directory.pass_phrase", _l("Change the pass phrase"), Permission.PROFILE_EDIT),
)
WAYS_OF_OPERATION = (
    Page("operations.timeline", _l("Timeline"), Permission.OPERATION_SEE),
    Page("results.upload", _l("Upload results"), Permission.RESULTS_SUBMIT),
    Page("results.cases", _l("Cases"), Permission.RESULTS_SEE),
    Page("results.submissions", _l("Submissions"), Permission.RESULTS_SEE),
    Page("meetings.plan_meeting", _l("Plan a meeting"), Permission.MEETINGS_EDIT),
    Page("participants.add", _l("Add participants"), Permission.PARTICIPANTS_MANAGE),
    Page("operations.team", _l("Team"), Permission.PARTICIPANTS_MANAGE),
    Page("operations.family", _l("Family"), Permission.OPERATION_SEE),
)
OPERATION_TABS = (
    Page(
        "operations.overview",
        _l("Overview"),
        Permission.OPERATION_SEE,
        within=("operations.timeline", "operations.family"),
    ),
    Page("operations.plan", _l("Plan"), Permission.PLAN_SEE, within=operations_views.PLAN),
    Page("participants.browse", _l("Participants"), Permission.PARTICIPANTS_SEE, within=participants_views.LIST),
    Page(
        "participants.own",
        _l("Our participation"),
        Permission.PARTICIPATION_ANSWER,
        within=participants_views.LIST,
        roles=participants_views.OWN_ROLES,
    ),
    Page("participants.contacts", _l("Contacts"), Permission.CONTACTS_SEE),
    Page("surveys.browse", _l("Questionnaires"), Permission.SURVEYS_SEE, within=("surveys.",)),
    Page("results.returns", _l("Results"), Permission.RESULTS_SEE, within=("results.",)),
    Page("results.board", _l("Board"), Permission.BOARD_SEE),
    Page("figures.dashboard", _l("Dashboard"), Permission.DASHBOARD_SEE, within=("figures.",)),
    Page("meetings.operation_meetings", _l("Meetings"), Permission.MEETINGS_SEE, within=("meetings.plan_meeting",)),
    Page("operations.documents", _l("Documents"), Permission.OPERATION_SEE, within=operations_views.PAPERS),
    Page("lessons.operation_lessons", _l("Lessons"), Permission.LESSONS_SEE, within=("lessons.add",)),
    Page("operations.log", _l("Log"), Permission.OPERATION_LOG),
)


def current_actor() -> Actor | None:
    """The actor signed in on this request, or None."""
    return actor_of(current_user) if current_user.is_authenticated else None


def create_app(**overrides: Any) -> Flask:
    """The application; `overrides` replace settings (tests)."""
    root = str(config.ROOT / "opsplanner")
    app = Flask("opsplanner", root_path=root, instance_path=str(config.INSTANCE), static_folder=None)
    app.config.from_mapping({**config.settings(), **overrides})
    db.init(app)
    apart.init(app, create_app, overrides)
    Migrate(app, db.db, directory=str(config.ROOT / "migrations"), render_as_batch=True)
    # The guard comes before whatever reads what was sent: who may not send it is told so, and what is refused after it (a file that is
    # too large) is told in the reader's own frame. It comes before the sign-in library too, so that its views are guarded.
    asking.init(app)
    access.guard(app, current_actor)
    sending.init(app)
    i18n.init(app)
    web.init(app)
    assets.init(app)
    signin.init(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    register_commands(app)
    compose(app)
    pages.init(app)
    return app


def compose(app: Flask) -> None:
    """Hands to packages what lies to their left: the panels of an operation's page, the lists of pages."""
    app.extensions["panels"] = Panels(
        actuals=figures_services.actuals,
        figures=figures_family.figures,
        ask_again=participants_services.ask_again,
        countries=participants_panels.countries,
        joined=participants_panels.joined,
        training=surveys_panels.training,
        meetings=meetings_panels.held,
        plan_meeting=meetings_panels.plan_address,
        happenings=home_happenings.SOURCES,
        calendar=lambda operation: url_for("home.calendars", operation=operation.code),
        set_up=[participants_panels.set_up],
        annexes=[participants_annexes.annexes],
        readiness=[participants_readiness.checks, results_readiness.checks],
        counts=[participants_panels.counts],
        steps=[participants_panels.steps],
        actions={**results_words.ACTIONS, **lessons_words.ACTIONS, **meetings_words.ACTIONS, **surveys_words.ACTIONS},
    )
    results_panels.fill(app.extensions["panels"])
    results_tasks.register(app)
    participants_tasks.register(app)
    hand_leftward(app)
    jobs.register(app, resets.KIND, resets.send)
    app.extensions["places"] = Places((*NAVIGATION, *ACCOUNT_LINKS, *WAYS), (*OPERATION_TABS, *WAYS_OF_OPERATION))
    app.context_processor(
        lambda: {
            "nav": navigation.links(NAVIGATION),
            "account_links": navigation.links(ACCOUNT_LINKS),
            "find_address": url_for("home.find"),
        }
    )
    app.add_template_global(lambda code: navigation.links(OPERATION_TABS, code=code), "operation_links")
    for aid in (phase_label, period_label, quantity, meetings_wording.represented):
        app.add_template_global(aid)


def hand_leftward(app: Flask) -> None:
    """Hands to packages the few ways that lead to those after them."""
    app.extensions["results_leftward"] = results_leftward.Leftward(figures_finding.find_cases, figures_beside.beside)
    app.extensions["directory_leftward"] = Leftward(
        share_seat,
        participants_services.seat_newcomer,
        participants_panels.taking_part,
        participants_panels.seats_of,
        participants_panels.first_page,
    )
    app.extensions["participants_leftward"] = participants_leftward.Leftward(
        results_services.put_back, (*participants_judges.JUDGES, surveys_judges.NATIONAL_PLAN, results_judges.PRACTICE)
    )
    app.extensions["surveys_leftward"] = surveys_leftward.Leftward(recipients)
