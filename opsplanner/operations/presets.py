"""What a new operation starts with: phases around its dates, objectives, template blocks, risk indicators; pure data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from opsplanner.core.text import Text
from opsplanner.operations.models import PhaseKind
from opsplanner.operations.periods import Pattern

HS_EDITIONS = (2012, 2017, 2022)


def hs_edition(day: date) -> int:
    """The edition of the Harmonized System in force on a day (editions enter into force on 1 January)."""
    return max((edition for edition in HS_EDITIONS if edition <= day.year), default=HS_EDITIONS[0])


@dataclass(frozen=True, slots=True)
class PhaseShape:
    """A phase by days before the first (`before`) or after the last day (`after`) of the action phase; both ends belong to it."""

    kind: PhaseKind
    before: tuple[int, int] | None = None
    after: tuple[int, int] | None = None

    def days(self, first: date, last: date) -> tuple[date, date]:
        """Its first and last day around an action phase."""
        if self.before:
            return first - timedelta(days=self.before[0]), first - timedelta(days=self.before[1])
        if self.after:
            return last + timedelta(days=self.after[0]), last + timedelta(days=self.after[1])
        return first, last


@dataclass(frozen=True, slots=True)
class Goal:
    """An objective to start with: its text, the measure that shows it, and a target the planner will adapt."""

    text: Text
    measure: str
    target: Decimal | None


@dataclass(frozen=True, slots=True)
class Preset:
    """A kind of operation."""

    key: str
    name: Text
    summary: Text
    blocks: tuple[str, ...]
    pattern: Pattern
    phases: tuple[PhaseShape, ...]
    goals: tuple[Goal, ...] = ()
    risk_indicators: tuple[tuple[str, Text], ...] = ()


ACTION = PhaseShape(PhaseKind.OPERATIONAL)

STRATEGIC = Preset(
    key="strategic",
    name=Text.of("Strategic goods", fr="Biens stratégiques"),
    summary=Text.of(
        "Dual-use and other strategic goods: checks and licence queries count as results, one report for the whole operation.",
        fr="Biens à double usage et autres biens stratégiques\u00a0: les contrôles et les demandes relatives aux licences comptent "
        "comme résultats\u00a0; un seul relevé pour toute l’opération.",
    ),
    blocks=("short", "strategic"),
    pattern=Pattern.WHOLE,
    phases=(
        PhaseShape(PhaseKind.PLANNING, before=(180, 31)),
        PhaseShape(PhaseKind.PRE_OPERATIONAL, before=(30, 1)),
        ACTION,
        PhaseShape(PhaseKind.POST_OPERATIONAL, after=(1, 60)),
        PhaseShape(PhaseKind.DEBRIEF, after=(61, 90)),
    ),
    goals=(
        Goal(
            Text.of(
                "Detect and prevent illicit trafficking in strategic goods",
                fr="Déceler et prévenir le trafic illicite de biens stratégiques",
            ),
            "strategic_outcomes",
            Decimal(100),
        ),
        Goal(
            Text.of(
                "Have every participating Member report, if only nil",
                fr="Obtenir un relevé de chaque Membre participant, fût-il néant",
            ),
            "reporting_rate",
            Decimal(100),
        ),
        Goal(Text.of("Receive reports on time", fr="Recevoir les relevés dans les délais"), "on_time_rate", Decimal(90)),
    ),
    risk_indicators=(
        ("END-USE", Text.of("Goods do not fit the stated end use", fr="Marchandise sans rapport avec l’utilisation finale déclarée", ru="Товар не соответствует заявленному конечному использованию")),
        ("CONSIGNEE", Text.of("Consignee is a forwarder or unknown to the trade", fr="Destinataire transitaire ou inconnu du secteur", ru="Получатель — экспедитор или неизвестен в отрасли")),
        ("ROUTE", Text.of("Route makes no commercial sense", fr="Itinéraire sans logique commerciale", ru="Маршрут не имеет коммерческого смысла")),
        ("PAYMENT", Text.of("Unusual payment or value", fr="Paiement ou valeur inhabituels", ru="Необычные оплата или стоимость")),
        ("LICENCE", Text.of("Licence missing or not matching", fr="Licence absente ou non concordante", ru="Лицензии нет или она не соответствует")),
        ("DESCRIPTION", Text.of("Vague description of goods", fr="Description vague de la marchandise", ru="Неопределённое описание товара")),
    ),
)  # fmt: skip

CONTAINER = Preset(
    key="container",
    name=Text.of("Container control", fr="Contrôle des conteneurs"),
    summary=Text.of(
        "High-risk consignments in containers, profiled by port control units: weekly reports, container numbers asked.",
        fr="Envois à haut risque en conteneurs, ciblés par les unités de contrôle portuaire\u00a0: relevés hebdomadaires, numéros de conteneur demandés.",
    ),
    blocks=("short", "strategic", "container"),
    pattern=Pattern.WEEKLY,
    phases=(
        PhaseShape(PhaseKind.PLANNING, before=(120, 15)),
        PhaseShape(PhaseKind.PRE_OPERATIONAL, before=(14, 1)),
        ACTION,
        PhaseShape(PhaseKind.POST_OPERATIONAL, after=(1, 30)),
        PhaseShape(PhaseKind.DEBRIEF, after=(31, 45)),
    ),
    goals=(
        Goal(
            Text.of("Examine high-risk consignments", fr="Vérifier les envois à haut risque"), "examined", Decimal(500)
        ),
        Goal(
            Text.of("Detect irregular consignments", fr="Déceler les envois irréguliers"), "detections", Decimal(25)
        ),
        Goal(Text.of("Receive reports on time", fr="Recevoir les relevés dans les délais"), "on_time_rate", Decimal(90)),
    ),
    risk_indicators=(
        ("WEIGHT", Text.of("Weight does not fit the declaration", fr="Poids incompatible avec la déclaration", ru="Вес не соответствует декларации")),
        ("NEW-TRADER", Text.of("First shipment of a new trader", fr="Premier envoi d’un nouvel opérateur", ru="Первая отправка нового участника торговли")),
        ("CHANGE", Text.of("Late change of consignee or route", fr="Changement tardif de destinataire ou d’itinéraire", ru="Позднее изменение получателя или маршрута")),
        ("SEAL", Text.of("Seal broken or not matching", fr="Scellé rompu ou non concordant", ru="Пломба нарушена или не соответствует")),
        ("TRANSHIPMENT", Text.of("Unusual transhipment", fr="Transbordement inhabituel", ru="Необычная перегрузка")),
    ),
)  # fmt: skip

BLANK = Preset(
    key="blank",
    name=Text.of("Blank", fr="Vierge"),
    summary=Text.of(
        "Only the action phase and the short sheet; everything else is yours to set.",
        fr="Seulement la phase opérationnelle et le modèle court\u00a0; tout le reste est à définir.",
    ),
    blocks=("short",),
    pattern=Pattern.WHOLE,
    phases=(ACTION,),
)

PRESETS = {preset.key: preset for preset in (STRATEGIC, CONTAINER, BLANK)}
