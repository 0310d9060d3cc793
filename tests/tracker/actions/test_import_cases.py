"""An import within the scope of who imports, and what is remembered of it."""

from datetime import date

from tests.cores import SUPERVISOR, open_a_case
from tests.tracker.intake.files import a_csv
from tracker.actions.import_cases import ImportCases, Imported
from tracker.actions.merge_cases import MergeCases
from tracker.bootstrap import Tracker
from tracker.intake.column_mapping import ColumnMapping
from tracker.intake.date_text import DateOrder
from tracker.intake.heading_words import Field
from tracker.intake.preview import ImportPreview, ImportPreviewQuestion, Verdict
from tracker.intake.reading import FileReading, read_file
from tracker.rows.column_choice import ColumnChoice, ColumnChoiceQuestion
from tracker.storage.tables import case_record

HERE = "44NI/00305/26"


def reading_of(core: Tracker, *rows: tuple[object, ...], mapping: ColumnMapping | None = None) -> FileReading:
    return read_file(a_csv(rows), "tracker.csv", mapping=mapping, today=core.time.today())


def restrict(core: Tracker, case_id: str) -> None:
    """Let nobody who is not named on a case see it."""
    with core.database.work(SUPERVISOR, core.time, core.rules, core.new_id) as work:
        work.connection.execute(case_record.update().where(case_record.c.id == case_id).values(restricted=True))
        work.commit()


def test_of_a_case_that_is_not_theirs_to_see_an_import_tells_and_changes_nothing(core: Tracker) -> None:
    restrict(core, open_a_case(core, reference=HERE))
    heads = ("Crime Ref", "Date Rptd", "Risk", "OIC")
    other = ("44NI/00306/26", date(2026, 11, 2), "", "")
    reading = reading_of(core, heads, (HERE, date(2026, 10, 1), "Low", "DC 77 Novak"), other)
    found = core.ask(ImportPreviewQuestion(SUPERVISOR, reading))
    assert isinstance(found, ImportPreview)
    hidden = found.rows[0]
    assert (hidden.verdict, hidden.case_id, hidden.changes) == (Verdict.CONFLICT, None, ())
    (problem,) = hidden.problems
    assert (problem.code, problem.column, problem.facts) == ("out_of_scope", "Crime Ref", {})
    imported = core.do(ImportCases(SUPERVISOR, reading)).result
    assert isinstance(imported, Imported)
    assert (imported.preview.counts()["added"], imported.preview.counts()["conflict"]) == (1, 1)


def test_the_columns_and_the_stated_orders_of_a_source_are_remembered(core: Tracker) -> None:
    rows = (("Thing", "When", "Medical"), ("44NI/00901/26", "03/04/2026", "25/04/2026"))
    columns = {Field.REFERENCE: "Thing", Field.REPORTED_ON: "When", Field.MEDICAL: "Medical"}
    reading = reading_of(core, *rows, mapping=ColumnMapping(columns, {"When": DateOrder.DMY}))
    question = ColumnChoiceQuestion(SUPERVISOR, reading.mapping.source_key)
    assert core.ask(question) == ColumnChoice()
    core.do(ImportCases(SUPERVISOR, reading))
    assert core.ask(question) == ColumnChoice(
        {"reference": "Thing", "reported_on": "When", "medical": "Medical"}, {"When": "dmy"}
    )


def test_a_row_of_a_duplicate_that_was_merged_is_left_out(core: Tracker) -> None:
    stays, goes = open_a_case(core, reference=HERE), open_a_case(core, reference="44NI/00311/26")
    core.do(MergeCases(SUPERVISOR, goes, 1, stays, 1, "44NI/00311/26"))
    reading = reading_of(core, ("Crime Ref", "Date Rptd", "Risk"), ("44NI/00311/26", date(2026, 10, 1), "Low"))
    imported = core.do(ImportCases(SUPERVISOR, reading)).result
    assert isinstance(imported, Imported)
    (row,) = imported.preview.rows
    assert (row.verdict, [problem.code for problem in row.problems]) == (Verdict.CONFLICT, ["merged_here"])
