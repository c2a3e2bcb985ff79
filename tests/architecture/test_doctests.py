"""The examples in the law are true: every rule shows at least one, and all of them run."""

import doctest
import importlib
import io
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Raise it as rules are added; it is here so that this test cannot pass by looking at nothing.
FEWEST_EXAMPLES = 160


def rule_files() -> list[Path]:
    """The pure files: everybody's rules, and the kernel."""
    patterns = ("erp/**/rules/*.py", "modules/**/rules/*.py", "erp/kernel/*.py")
    found = {path for pattern in patterns for path in ROOT.glob(pattern)}
    return sorted(path for path in found if path.name != "__init__.py")


@cache
def run_examples(path: Path) -> tuple[int, str]:
    """How many examples a file shows, and what its failures printed."""
    module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    printed = io.StringIO()
    runner = doctest.DocTestRunner(verbose=False)
    for examples in doctest.DocTestFinder(exclude_empty=True).find(module):
        runner.run(examples, out=printed.write)
    return runner.tries, printed.getvalue()


def test_every_example_is_true():
    outcomes = {path: run_examples(path) for path in rule_files()}

    failures = "\n".join(printed for _, printed in outcomes.values() if printed)
    assert not failures, failures
    assert sum(tries for tries, _ in outcomes.values()) >= FEWEST_EXAMPLES


def test_every_rule_shows_an_example():
    rules = [path for path in rule_files() if "rules" in path.parts]

    assert [path for path in rules if run_examples(path)[0] == 0] == []
