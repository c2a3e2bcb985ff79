"""Sizes, names and habits that keep the house readable; each rule is a few lines."""

import ast
import importlib
import inspect

from tests.architecture.source import files, module, name, tree

LONGEST_FILE, LONGEST_FUNCTION = 300, 50
NO_REASON_TO_END = {
    "utils",
    "util",
    "helpers",
    "helper",
    "service",
    "services",
    "common",
    "exceptions",
    "repository",
}


def test_files_fit_on_a_few_screens_and_functions_on_one() -> None:
    looked_at = files()
    assert len(looked_at) > 200

    too_long = [
        f"{name(path)}: {count} lines"
        for path in looked_at
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    ]
    for path in looked_at:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    too_long.append(f"{name(path)}:{node.lineno} {node.name}: {lines} lines")
    assert not too_long, "\n".join(too_long)


def test_no_file_is_a_place_without_a_reason_to_end() -> None:
    assert not [
        name(path)
        for path in files()
        if path.stem in NO_REASON_TO_END or path.parent.name in NO_REASON_TO_END
    ]


def test_every_file_says_what_it_means() -> None:
    silent = [name(path) for path in files() if tree(path).body and not ast.get_docstring(tree(path))]
    assert not silent, silent


def test_an_action_is_one_async_function_of_the_files_name() -> None:
    actions = [path for path in files() if path.parent.name == "actions" and path.stem != "__init__"]
    assert len(actions) >= 40

    for path in actions:
        action = getattr(importlib.import_module(module(path)), path.stem)
        assert inspect.iscoroutinefunction(action), f"{name(path)}: {path.stem} is not an async function"
        kinds = {each.kind for each in inspect.signature(action).parameters.values()}
        assert kinds == {inspect.Parameter.KEYWORD_ONLY}, (
            f"{name(path)}: only keywords, so calls say what they pass"
        )
        assert action.__doc__, f"{name(path)}: say what it means and what it refuses"


def test_every_verb_of_the_schema_is_an_action() -> None:
    from erp.api.names import camel
    from erp.api.schema import build

    verbs = build().mutations
    assert len(verbs) >= 40
    for key, mutation in verbs.items():
        assert key == camel(mutation.action.__name__)
        assert mutation.permission.split(".")[1] == mutation.action.__name__


def test_only_the_clock_reads_the_clock() -> None:
    readers = []
    for path in files():
        if name(path) in ("erp/kernel/clock.py", "erp/kernel/keys.py"):
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = node.func.value
                of = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
                if (of, node.func.attr) in {
                    ("datetime", "now"),
                    ("datetime", "utcnow"),
                    ("datetime", "today"),
                    ("date", "today"),
                    ("time", "time"),
                }:
                    readers.append(f"{name(path)}:{node.lineno}")
    assert not readers, readers


def test_there_is_no_float_near_money_or_quantity() -> None:
    looked_at = [
        path for path in files() if module(path).startswith(("modules.", "erp.kernel.", "erp.masterdata"))
    ]
    assert len(looked_at) > 100
    floats = [
        f"{name(path)}:{node.lineno}"
        for path in looked_at
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float")
    ]
    assert not floats, floats


def test_actions_neither_open_nor_end_transactions() -> None:
    for path in files():
        if path.parent.name == "actions":
            text = path.read_text(encoding="utf-8")
            assert ".transaction(" not in text and "COMMIT" not in text, name(path)


def test_every_lock_is_taken_in_the_one_file_of_locks() -> None:
    """Outside it, SQL that ends in FOR UPDATE is only a query handed to `erp.kernel.locking`."""
    holders = [
        name(path)
        for path in files()
        if "pg_advisory" in path.read_text(encoding="utf-8")
        and module(path) not in ("erp.kernel.locking", "erp.kernel.migrating")
    ]
    assert not holders, holders
