"""As with imports: they come back by one."""

from tests.imports.conftest import imported, jobs_run_when_they_are_told, looked_into

__all__ = ["imported", "jobs_run_when_they_are_told", "looked_into"]
