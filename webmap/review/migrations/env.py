"""What Alembic runs: the migrations, on the engine that `Database.migrate` hands over."""

from alembic import context
from sqlalchemy import Engine

from webmap.review.tables.all import metadata

engine: Engine = context.config.attributes["engine"]
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
