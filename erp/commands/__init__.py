"""What people and machines can ask of the system on the command line: one file here is one command.

A command's file offers an object named `command`; its name is the file's, with dashes. Heavy imports belong
inside the function, so that `--help` stays quick.
"""

import importlib
import pkgutil
import sys

import rich_click as click

from erp.child import ServerError
from erp.settings import SettingsError


class CommandFolder(click.RichGroup):
    """A group that finds its commands by listing this folder."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(found.name.replace("_", "-") for found in pkgutil.iter_modules(__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{__name__}.{cmd_name.replace('-', '_')}")
        found: click.Command = module.command
        found.name = cmd_name
        return found


@click.group(cls=CommandFolder, context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Run and look after the ERP. The first command to try is `up`."""


def main() -> None:
    """Run the command line; what a person can put right is one sentence, never a traceback."""
    try:
        commands(prog_name="python -m erp")
    except SettingsError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    except ServerError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
