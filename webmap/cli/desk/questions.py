"""On the command line: the open rows of the desk, derived anew."""

from __future__ import annotations

from webmap.cli.desk.group import desk
from webmap.cli.help import TranslatedCommand
from webmap.vocabulary.messages import N_


@desk.command(  # type: ignore[untyped-decorator]
    cls=TranslatedCommand,
    help=N_(
        "Derive the open rows of the desk anew, from its lists, register and decisions. The worker does this "
        "by itself after every release and every new list.\n\n"
        "Answers that people have given stay as they are.\n\n"
        "\b\n"
        "Example:\n"
        "  webmap desk questions"
    ),
)
def questions() -> None:
    """Derive the open rows."""
    from webmap.cli.commands.desk_work.questions import renew_questions

    renew_questions()
