"""A report at a desk of the small school."""

from tests.app.queries.conftest import filled, school  # noqa: F401 - fixtures of the same school
from tests.ui.pages.conftest import actions, desk, heard  # noqa: F401 - the same desk
