"""`user` and `token` on the command line: no prompt, and nothing printed but what was asked for."""

from collections.abc import Callable, Iterator

import pytest
from click.testing import CliRunner, Result

from erp.child import ServerError
from erp.commands import commands
from erp.kernel.database import Database
from erp.servers import settings_with
from tests.server import Server, background

Run = Callable[..., Result]


@pytest.fixture
def address(server: Server, template: str) -> Iterator[str]:
    name = server.clone(template)
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def run(address: str) -> Iterator[Run]:
    """A command on a house of its own; what it refuses is raised as the sentence that would be printed."""
    with settings_with({"ERP_DATABASE_URL": address, "ERP_REDIS_URL": "redis://127.0.0.1:1"}):

        def run(*words: str, given: str | None = None) -> Result:
            result = CliRunner().invoke(commands, list(words), input=given)
            if isinstance(result.exception, ServerError):
                raise result.exception
            assert result.exit_code == 0, result.output
            return result

        yield run


def let_in(address: str, login: str, password: str) -> bool:
    from erp.access import Attempt, SignInRefused, sign_in

    async def work() -> bool:
        database = await Database.open(address)
        try:
            await sign_in(database, Attempt(login, password))
        except SignInRefused:
            return False
        finally:
            await database.close()
        return True

    return background().run(work())


def test_a_person_is_added_and_signs_in_with_the_one_word_that_was_printed(run: Run, address: str) -> None:
    printed = run("user", "add", "Hanako", "--name", "花子", "--role", "sales").stdout
    assert printed.count("\n") == 1 and " " not in printed.strip()
    assert let_in(address, "hanako", printed.strip())
    assert "hanako\tactive\t花子\tsales" in run("user", "list").stdout


def test_a_password_is_taken_from_standard_input_and_not_printed(run: Run, address: str) -> None:
    words = ("user", "add", "hanako", "--role", "administrator", "--password-stdin")
    assert run(*words, given="five words of her own\n").stdout == ""
    assert let_in(address, "hanako", "five words of her own")
    with pytest.raises(ServerError, match="at least 12"):
        run("user", "password", "hanako", "--password-stdin", given="short\n")
    drawn = run("user", "password", "hanako").stdout.strip()
    assert let_in(address, "hanako", drawn) and not let_in(address, "hanako", "five words of her own")


def test_a_token_is_the_one_word_that_is_printed_and_dies_with_its_holder(run: Run, address: str) -> None:
    from erp.access import asking_for_token

    async def asking(token: str):
        database = await Database.open(address)
        try:
            return await asking_for_token(database, token)
        finally:
            await database.close()

    run("user", "add", "robot", "--role", "sales", "--service")
    printed = run("token", "create", "--user", "robot", "--scope", "*.read_*", "--days", "7").stdout
    assert printed.startswith("erp_") and printed.count("\n") == 1
    asked = background().run(asking(printed.strip()))
    assert asked.permissions and all(".read_" in each for each in asked.permissions)
    listed = run("token", "list").stdout
    assert printed[:12] in listed and printed.strip() not in listed
    run("user", "disable", "robot")
    assert background().run(asking(printed.strip())) is None
    assert printed[:12] not in run("token", "list").stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("user", "add", "erp"), "The login erp is taken"),
        (("user", "add", "a b"), "A login has"),
        (("user", "add", "hanako", "--role", "nothing"), "."),
        (("user", "disable", "nobody"), "."),
        (("token", "create", "--user", "nobody"), "."),
        (("token", "create", "--user", "erp", "--scope", "nothing.*"), "No permission matches nothing.*"),
        (("user", "add", "hanako", "--company", "NOWHERE"), "."),
    ],
)
def test_what_cannot_be_done_is_told_in_one_sentence_and_changes_nothing(
    run: Run, words: tuple[str, ...], told: str
) -> None:
    before = run("user", "list").stdout, run("token", "list").stdout
    with pytest.raises(ServerError, match=told):
        run(*words)
    assert (run("user", "list").stdout, run("token", "list").stdout) == before
