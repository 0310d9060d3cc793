"""Which roles are offered what; the core's rules decide what each of them may do."""

from tracker.terms import Role

SUPERVISORS = frozenset({Role.SUPERVISOR, Role.INSPECTOR, Role.UNIT_HEAD})
WRITERS = SUPERVISORS | {Role.DETECTIVE}
RULE_KEEPERS = SUPERVISORS | {Role.ADMINISTRATOR}
