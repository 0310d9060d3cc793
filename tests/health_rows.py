"""Made-up findings about a unit's health, for tests of the window and for the gallery."""

from datetime import timedelta

from tests.fakes import A_FRIDAY
from tracker.rows.unit_health import Health, HealthRow, UnitHealth

HEALTH = UnitHealth(
    (
        HealthRow("records", "Records", Health.WELL, "SQLite, schema 0001: 412 cases, 5,204 clocks"),
        HealthRow("audit", "Audit trail", Health.WELL, "31,204 entries; waiting to be bound to it: 12 looks"),
        HealthRow(
            "sweep", "Alerts, each minute", Health.WRONG,
            "Not checked since Fri 20 Nov 2026 09:30: no machine ticks", A_FRIDAY - timedelta(minutes=11),
        ),
        HealthRow(
            "clock", "A machine's clock", Health.LOOK, "Fri 20 Nov 2026 09:12 on desk-7: moved forward. Check it",
        ),
        HealthRow("backup", "A copy of the database, each night", Health.LOOK, "Has not been done yet"),
        HealthRow("limits", "Limits", Health.LOOK, "193 limits, 89 to be confirmed by the force"),
    ),
    may_check=True,
)  # fmt: skip
