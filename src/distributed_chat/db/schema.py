"""What the tables of every package are made of, and the few statements that SQLite and PostgreSQL write differently."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from distributed_chat.db.tx import Tx

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Compared byte by byte on both: a server's locale must change neither an order nor what is equal.
Id = sa.String(36).with_variant(sa.String(36, collation="C"), "postgresql")
Text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
Instant = sa.BigInteger()
Stream = sa.String(48).with_variant(sa.String(48, collation="C"), "postgresql")

instance = sa.Table(
    "instance",
    metadata,
    sa.Column("key", Text, primary_key=True),
    sa.Column("value", Text, nullable=False),
)

UNFINISHED = "unfinished"
"""The key that is there while something is moved into this database: nobody may use it before it is whole."""

_value = sa.select(instance.c.value).where(instance.c.key == sa.bindparam("key"))


def instance_value(tx: Tx, key: str) -> str | None:
    """What this instance remembers of itself under `key`."""
    return tx.conn.execute(_value, {"key": key}).scalar()


def epoch(tx: Tx) -> str:
    """The random id of this history: cursors of another one mean nothing here."""
    value = instance_value(tx, "epoch")
    assert value is not None, "the database was opened without its epoch"
    return value


def insert(tx: Tx, table: sa.Table) -> postgresql.Insert | sqlite.Insert:
    """An insert that knows `on_conflict_do_nothing` and `on_conflict_do_update`, which both databases spell alike."""
    return postgresql.insert(table) if tx.dialect == "postgresql" else sqlite.insert(table)


def upsert(
    tx: Tx, table: sa.Table, values: Mapping[str, Any], *, index: Sequence[str], update: Mapping[str, Any]
) -> int:
    """Inserts the row, or updates the one that has the same `index` columns; nothing when `update` is empty.

    Returns the number of rows that were inserted or updated.
    """
    statement = insert(tx, table).values(**values)
    if update:
        chosen = statement.on_conflict_do_update(index_elements=list(index), set_=dict(update))
    else:
        chosen = statement.on_conflict_do_nothing(index_elements=list(index))
    return tx.conn.execute(chosen).rowcount


def advisory_lock(name: str) -> sa.TextClause:
    """PostgreSQL only: held until the transaction ends, so that two with the same name go one after the other."""
    return sa.text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))").bindparams(name=name)
