"""What a merge would do as rows, for tests of the window and for the gallery."""

from datetime import date

from tracker.rows.merging import MergeInto, MergeLine, MergePreview, MergeSubject
from tracker.terms import MergeStep, SubjectKind


def a_preview_of_a_merge() -> MergePreview:
    """Give a preview with something of each kind."""
    here = (("child-1", "AB"),)
    return MergePreview(
        case_id="case-0",
        reference="44NI/00305/26",
        version=1,
        into=MergeInto("case-1", "44NI/00402/26", 3),
        subjects=(
            MergeSubject("child-8", SubjectKind.CHILD, "AB", here, "child-1", "AB"),
            MergeSubject("child-9", SubjectKind.CHILD, "C1", here, "", "C2"),
            MergeSubject("suspect-9", SubjectKind.SUSPECT, "X1", (("suspect-1", "S1"),), "suspect-1", "S1"),
        ),
        records=(("note", 3), ("chase", 1), ("contact", 2), ("device", 1), ("arrest", 1)),
        done=14,
        waiting=(MergeLine(MergeStep.COMES_OVER, "ABE interview", "C2", date(2026, 12, 3), None),),
        not_required=(
            MergeLine(MergeStep.WAITED_FOR_TOO, "Computer report", "", date(2026, 3, 12), None),
            MergeLine(MergeStep.DONE_ALREADY, "Strategy discussion", "", None, date(2026, 2, 2)),
            MergeLine(MergeStep.WAITED_FOR_TOO, "Court review", "", None, None),
        ),
        to_complete=(
            MergeLine(MergeStep.STILL_WAITED_FOR, "Needs assessment", "AB", date(2026, 3, 2), date(2026, 2, 26)),
        ),
        reported_on=date(2026, 1, 17),
        was_reported_on=date(2026, 1, 19),
        renamed=(("C1", "C2"), ("EX1", "EX1 2")),
        arrested_twice=(("S1", date(2026, 2, 20)),),
        risk_given_up="Medium",
    )
