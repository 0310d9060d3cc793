"""Every reason has its English, and every sentence belongs to a reason that the import can give."""

import ast
from pathlib import Path

from tracker.intake.heading_words import Field
from tracker.intake.problem import Effect, Problem, shortened
from tracker.intake.reasons import EFFECTS, FIELD_NAMES, REASONS, reason

INTAKE = Path(__file__).parents[3] / "tracker" / "intake"


def texts_in_the_code() -> set[str]:
    """Every text constant of the intake but those of the sentences themselves."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in INTAKE.glob("*.py") if path.name != "reasons.py"]
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_no_sentence_without_a_reason_and_no_reason_without_a_sentence() -> None:
    texts = texts_in_the_code()
    unused = {code for code in REASONS if code not in texts and code.removesuffix("_to_approve") not in texts}
    assert unused == set()


def test_sentences_are_short_and_end_without_a_stop() -> None:
    for code, sentence in REASONS.items():
        assert sentence[0].isupper(), code
        assert not sentence.endswith("."), code
        assert len(sentence) < 150, code
    assert set(EFFECTS) == set(Effect)
    assert set(FIELD_NAMES) == set(Field)


def test_a_sentence_holds_its_facts() -> None:
    problem = Problem(4, "risk", "low", "changed_here", Effect.ROW_CONFLICT, {"here": "", "file": "low"})
    assert reason(problem) == "Changed here since the last import. Here: nothing. In the file: low"


def test_a_fact_with_braces_in_it_is_only_text() -> None:
    problem = Problem(4, "notes", "{x}", "changed_here", Effect.ROW_CONFLICT, {"here": "{0}", "file": "{x}"})
    assert reason(problem).endswith("Here: {0}. In the file: {x}")


def test_long_values_are_cut_with_an_ellipsis() -> None:
    assert shortened("a" * 60) == "a" * 60
    assert shortened("a" * 61) == "a" * 59 + "…"
