"""The database shows rows of the portal's tables to nobody who did not say for whom they work."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.state import ProjectState
from django.db.utils import ProgrammingError

from shop.identity.tenancy import acting_for, row_security

TABLE = "notebook"
CLOSE = row_security(TABLE)


@pytest.fixture
def notebook(db: None) -> None:
    """Make a table under row-level security, with a page for each of two licensees."""
    with connection.cursor() as cursor:
        cursor.execute(f"create table {TABLE} (licensee_id int not null, text text not null)")
    state = ProjectState()
    with connection.schema_editor(atomic=False) as editor:
        CLOSE.database_forwards("tests", editor, state, state)
    for licensee in (1, 2):
        with acting_for(licensee):
            write(licensee, f"of {licensee}")


def write(licensee: int, text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"insert into {TABLE} values (%s, %s)", [licensee, text])


def pages() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"select text from {TABLE} order by text")
        return [text for (text,) in cursor.fetchall()]


def test_without_a_licensee_there_is_nothing_even_for_the_tables_owner(notebook: None) -> None:
    assert pages() == []
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper from pg_roles where rolname = current_user")
        assert cursor.fetchone() == (False,)


def test_a_licensee_sees_its_own_rows_and_only_within_the_block(notebook: None) -> None:
    with acting_for(1):
        assert pages() == ["of 1"]
    assert pages() == []


def test_blocks_within_blocks_leave_the_outer_one_as_it_was(notebook: None) -> None:
    with acting_for(1):
        with acting_for(2):
            assert pages() == ["of 2"]
        assert pages() == ["of 1"]
        with transaction.atomic():  # a savepoint that is released says nothing new
            assert pages() == ["of 1"]
        with pytest.raises(KeyError), acting_for(2):
            raise KeyError
        assert pages() == ["of 1"]


def test_what_failed_within_a_block_leaves_nobody_behind(notebook: None) -> None:
    with pytest.raises(KeyError), acting_for(1):
        raise KeyError
    assert pages() == []


@pytest.mark.parametrize(
    "statement",
    [
        f"insert into {TABLE} values (2, 'forged')",
        f"update {TABLE} set licensee_id = 2",
    ],
)
def test_a_row_of_another_is_not_written(notebook: None, statement: str) -> None:
    with (
        acting_for(1),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    with acting_for(2):
        assert pages() == ["of 2"]


def test_rows_of_another_are_neither_changed_nor_removed(notebook: None) -> None:
    with acting_for(1), connection.cursor() as cursor:
        cursor.execute(f"update {TABLE} set text = 'mine' where licensee_id = 2")
        assert cursor.rowcount == 0
        cursor.execute(f"delete from {TABLE} where licensee_id = 2")
        assert cursor.rowcount == 0
    with acting_for(2):
        assert pages() == ["of 2"]


def test_the_operation_can_be_taken_back(notebook: None) -> None:
    state = ProjectState()
    with connection.schema_editor(atomic=False) as editor:
        CLOSE.database_backwards("tests", editor, state, state)
    assert pages() == ["of 1", "of 2"]


def test_nothing_but_a_number_names_a_licensee(db: None) -> None:
    with pytest.raises(ValueError, match="invalid literal"), acting_for("1 or true"):  # type: ignore[arg-type]
        pass


def test_a_role_within_a_licensee_is_set_for_its_people_and_nobody_else(world: object) -> None:
    from tools.testing.factories.models import LicenseeFactory, UserFactory

    for fields in (
        {"role": "licensee", "licensee": LicenseeFactory(), "licensee_role": ""},
        {"role": "licensee", "licensee": LicenseeFactory(), "licensee_role": "boss"},
        {"role": "fan", "licensee_role": "owner"},
    ):
        with pytest.raises(IntegrityError, match="has_a_role_there"), transaction.atomic():
            UserFactory(**fields)
