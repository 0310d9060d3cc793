"""Triggers: audit entries and looks are never changed or deleted, also not by the owner; the server tells listeners."""

KEPT = "rows of {table} are never changed or deleted"
HEAD_ONLY_FORWARD = "the head of the audit trail only moves forward"
LOOK_COLUMNS = ("id", "at", "actor", "what", "reason", "records")

SQLITE = (
    f"""CREATE TRIGGER audit_entry_not_changed BEFORE UPDATE ON audit_entry
    BEGIN SELECT RAISE(ABORT, '{KEPT.format(table="audit_entry")}'); END""",
    f"""CREATE TRIGGER audit_entry_not_deleted BEFORE DELETE ON audit_entry
    BEGIN SELECT RAISE(ABORT, '{KEPT.format(table="audit_entry")}'); END""",
    """CREATE TRIGGER audit_content_not_changed BEFORE UPDATE ON audit_content
    BEGIN SELECT RAISE(ABORT, 'audit content is erased or kept, never changed'); END""",
    f"""CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head WHEN NEW.place <= OLD.place
    BEGIN SELECT RAISE(ABORT, '{HEAD_ONLY_FORWARD}'); END""",
    f"""CREATE TRIGGER audit_head_not_deleted BEFORE DELETE ON audit_head
    BEGIN SELECT RAISE(ABORT, '{HEAD_ONLY_FORWARD}'); END""",
    f"""CREATE TRIGGER look_not_changed BEFORE UPDATE ON look
    WHEN OLD.sealed_in IS NOT NULL OR {" OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in LOOK_COLUMNS)}
    BEGIN SELECT RAISE(ABORT, '{KEPT.format(table="look")}'); END""",
    f"""CREATE TRIGGER look_not_deleted BEFORE DELETE ON look
    BEGIN SELECT RAISE(ABORT, '{KEPT.format(table="look")}'); END""",
)

POSTGRESQL = (
    """CREATE FUNCTION undrift_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
            MESSAGE = 'rows of ' || TG_TABLE_NAME || ' are never changed or deleted';
    END $$""",
    f"""CREATE FUNCTION undrift_head_forward() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.place <= OLD.place THEN
            RAISE EXCEPTION '{HEAD_ONLY_FORWARD}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$""",
    f"""CREATE FUNCTION undrift_only_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.sealed_in IS NOT NULL OR ({", ".join(f"NEW.{name}" for name in LOOK_COLUMNS)})
            IS DISTINCT FROM ({", ".join(f"OLD.{name}" for name in LOOK_COLUMNS)}) THEN
            RAISE EXCEPTION '{KEPT.format(table="look")}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE FUNCTION undrift_tell_others() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_notify('undrift', NEW.place::text);
        RETURN NULL;
    END $$""",
    """CREATE TRIGGER audit_head_told AFTER UPDATE ON audit_head
    FOR EACH ROW EXECUTE FUNCTION undrift_tell_others()""",
    *(
        f"CREATE TRIGGER {table}_{word} BEFORE {what} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()"
        for table, word, what, each, function in (
            ("audit_entry", "kept", "UPDATE OR DELETE", "ROW", "undrift_refuse"),
            ("audit_entry", "not_emptied", "TRUNCATE", "STATEMENT", "undrift_refuse"),
            ("audit_content", "not_changed", "UPDATE", "ROW", "undrift_refuse"),
            ("audit_content", "not_emptied", "TRUNCATE", "STATEMENT", "undrift_refuse"),
            ("audit_head", "forward", "UPDATE", "ROW", "undrift_head_forward"),
            ("audit_head", "not_deleted", "DELETE", "ROW", "undrift_refuse"),
            ("audit_head", "not_emptied", "TRUNCATE", "STATEMENT", "undrift_refuse"),
            ("look", "not_changed", "UPDATE", "ROW", "undrift_only_sealed"),
            ("look", "not_deleted", "DELETE", "ROW", "undrift_refuse"),
            ("look", "not_emptied", "TRUNCATE", "STATEMENT", "undrift_refuse"),
        )
    ),
)


def statements(dialect: str) -> tuple[str, ...]:
    """Give the statements that install the guards on an engine."""
    return SQLITE if dialect == "sqlite" else POSTGRESQL
