"""A supervisor's review in a demo case: what is said of what the program knows."""

from datetime import date, timedelta
from random import Random

from tracker.actions.record_review import FollowUpAsked, LateAnswer, RecordReview
from tracker.demo.causes import CAUSES, WORKLOAD
from tracker.domain.act import Act
from tracker.domain.case import Case
from tracker.domain.milestone import Milestone
from tracker.domain.review_position import LateMilestone, position_of
from tracker.domain.rule_book import RuleBook
from tracker.terms import BailCheck, Escalation, OtherChildren, RiskGrade, RiskTrend, Welfare

VERY_LATE, ASKS_FOR_SOMETHING = 60, 0.3
RISK = {
    RiskTrend.LOWER: ("Suspect has moved out; bail conditions keep him away", "Plan agreed with social care holds"),
    RiskTrend.UNCHANGED: (
        "No contact with the suspect; school watches",
        "Lives with the other parent, suspect's address checked",
        "Safety plan seen and signed, social worker visits weekly",
    ),
    RiskTrend.HIGHER: ("Suspect seen near the school; partner agencies told",),
}
OTHERS = {
    OtherChildren.NONE_KNOWN: ("",),
    OtherChildren.SAFE: ("", "Sibling seen at home by the social worker"),
    OtherChildren.AT_RISK: ("New partner has two children; referral made today",),
}
VOICES = (
    "Spoke to the school contact; wants it over with before the summer",
    "Supporter says she wants to be told by telephone, not by letter",
    "Met with the OIC; asks why it takes so long",
    "Too young to be asked; foster carer speaks for him",
)
ENQUIRIES = (
    "Open: phone download, neighbour. Closed: house search, two statements",
    "Open: medical report. Closed: first account, scene",
    "Open: social care file. Closed: interview, school records",
    "Open: second suspect's alibi. Closed: messages on the tablet",
)
DEVICES = (
    "At the laboratory, examiner asked for a date",
    "Report read; next the grading",
    "Still to be sent: form with the OIC",
)
CPS = ("Reviewing lawyer rung, answer promised for next week", "Action plan shared out between two officers")
AGENCIES = ("OIC wrote on Monday, manager rings this week", "Rung twice; next the team manager")
FOLLOW_UPS = ("Ring the laboratory for a date", "Visit to check the bail address", "Ask for the social care file again")
CONCERNS = ("Two new cases this week: one handed over", "Off at short notice; welfare call made")


def a_review(case: Case, waiting: Milestone, on: date, owner_id: str, act: Act, rules: RuleBook) -> RecordReview:
    """Give the review by which a milestone is completed, the same each time the unit is made.

    Args:
        owner_id: who is asked to do what the review finds.
    """
    rng = Random(f"{case.record.reference}/{waiting.kind}/{waiting.turn}")
    position = position_of(case, rules, act.now, waiting.id)
    very_late = any((late.late or 0) > VERY_LATE for late in position.late)
    risk = rng.choices(list(RiskTrend), (2, 7, 1))[0]
    others = rng.choices(list(OtherChildren), (6, 3, 1))[0]
    escalation = Escalation.INSPECTOR if very_late and waiting.kind == "review_sergeant" else Escalation.NOT_NEEDED
    welfare = rng.choices(list(Welfare), (8, 2, 0))[0]
    next_on = act.today + timedelta(days=14 if case.record.risk is RiskGrade.VERY_HIGH else 28)
    by = case.next_review_by(waiting.id, on, rules, act)
    if by is not None and by[0] > act.today:
        next_on = min(next_on, by[0])
    asked = FollowUpAsked(rng.choice(FOLLOW_UPS), owner_id, act.today + timedelta(days=rng.randint(3, 12)))
    return RecordReview(
        by=act.officer_id,
        case_id=case.record.id,
        milestone_id=waiting.id,
        version=waiting.version,
        on=on,
        risk=risk,
        risk_words=rng.choice(RISK[risk]),
        others=others,
        others_words=rng.choice(OTHERS[others]),
        voice=rng.choice(VOICES),
        enquiries=rng.choice(ENQUIRIES),
        late=tuple(_said_of(late, case, act.today, rng) for late in position.late),
        bail=BailCheck.KEPT if position.on_bail else None,
        devices=rng.choice(DEVICES) if position.devices_out else "",
        cps=rng.choice(CPS) if position.with_cps else "",
        agencies=rng.choice(AGENCIES) if position.others_awaited else "",
        escalation=escalation,
        escalation_words="Far past its day: inspector to decide" if escalation is Escalation.INSPECTOR else "",
        welfare=welfare,
        welfare_words=rng.choice(CONCERNS) if welfare is Welfare.CONCERN else "",
        next_on=next_on,
        follow_ups=(asked,) if rng.random() < ASKS_FOR_SOMETHING else (),
    )


def _said_of(late: LateMilestone, case: Case, today: date, rng: Random) -> LateAnswer:
    cause = rng.choice(CAUSES.get(case.milestones[late.milestone_id].kind, (WORKLOAD,)))
    known = late.cause is not None
    return LateAnswer(
        late.milestone_id,
        late.cause if known else cause.reason,
        late.awaited if known else cause.awaited,
        today + timedelta(days=rng.randint(7, 21)),
    )
