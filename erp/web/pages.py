"""The engine behind every page: ask what its document asks, draw its template, take its forms.

A page is asked once and drawn once. A change goes out as the page's own mutation with the key that was
drawn into its form; when it is done the browser is sent on, when it is refused the same page comes back
with everything that was typed and the reason beside the field.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphql import (
    GraphQLInputType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
)

from erp.kernel import clock
from erp.kernel.asking import Asking
from erp.kernel.errors import Refused
from erp.kernel.labels import message_of, refusal_message
from erp.web import documents, forms, lookup
from erp.web.documents import FOLDER, Change, Page
from erp.web.render import Renderer
from erp.web.shapes import HIDDEN, Shape, cut, dress, shape_of
from erp.web.view import Pairs, Sent, View, address

PAGE_SIZE = 50
REMEMBERED_S, MOST_REMEMBERED = 60, 500
STATUS = {"FORBIDDEN": 403, "NOT_FOUND": 404, "UNAUTHENTICATED": 401, "INTERNAL": 500, "TOO_OFTEN": 429}
UNKNOWN = "OUTCOME_UNKNOWN"

Execute = Callable[[str, Mapping[str, Any], Asking], Awaitable[Mapping[str, Any]]]
Needs = Callable[[str, str], Sequence[str]]


@dataclass(frozen=True)
class Shown:
    """What goes back to the browser."""

    html: str = ""
    status: int = 200
    go_to: str = ""


class Stopped(Exception):
    """The page cannot be shown; the reader is told why on a page of its own."""

    def __init__(self, status: int, code: str, facts: Mapping[str, Any] | None = None) -> None:
        super().__init__(code)
        self.status, self.code, self.facts = status, code, dict(facts or {})


class FormIncomplete(Refused):
    """Some fields could not be understood; each says why."""


class Engine:
    """All pages of the house over one schema."""

    def __init__(self, schema: GraphQLSchema, execute: Execute, needs: Needs, folder: Path = FOLDER) -> None:
        self.schema, self.execute, self.needs = schema, execute, needs
        self.pages = documents.find(schema, folder)
        self.by_path = {page.path: page for page in self.pages.values()}
        self.lookups = lookup.find(schema, folder / "_lookup")
        self.renderer = Renderer(folder)
        for page in self.pages.values():
            if taken := page.keys & self.renderer.environment.globals.keys():
                raise documents.PageFault(
                    f"{page.name}.graphql: ask for {', '.join(taken)} under another name"
                )
        self._layout = self._layout_of(folder)
        self._frames: OrderedDict[tuple[Any, ...], tuple[float, Mapping[str, Any]]] = OrderedDict()
        self._kinds = {kind: page.name for page in self.pages.values() for kind in page.kinds}
        self._kinds |= {name.rpartition("/")[2]: name for name in self.pages}

    # -- what templates ask ---------------------------------------------------------------------------
    def may_change(self, asking: Asking, mutation: str) -> bool:
        return all(each in asking.permissions for each in self.needs("Mutation", mutation))

    def may_open(self, asking: Asking, page: Page) -> bool:
        """Whether the subject of a page may be read; a page that only sends a form needs its mutation."""
        first = page.roots[0].name.value
        if not self.allowed(asking)("Query", first):
            return False
        return not (page.changes and page.name.endswith("_new")) or any(
            self.may_change(asking, name) for name in page.changes
        )

    def page_of_kind(self, kind: str) -> str | None:
        return self._kinds.get(kind)

    def allowed(self, asking: Asking) -> Callable[[str, str], bool]:
        return lambda owner, name: all(each in asking.permissions for each in self.needs(owner, name))

    def _layout_of(self, folder: Path) -> Page | None:
        path = folder / "_layout.graphql"
        return documents.read("_layout", path.read_text("utf-8"), self.schema) if path.exists() else None

    async def frame(self, asking: Asking) -> Mapping[str, Any]:
        """What the frame around every page shows; remembered for a minute, for it changes once a year."""
        key = (asking.actor, asking.company, asking.language, asking.permissions)
        until, known = self._frames.get(key, (0.0, {}))
        if self._layout is None or until > clock.monotonic():
            return known
        text, _ = self.prepared(self._layout, asking)
        answer = await self.execute(text, {}, asking) if text else {}
        companies = ((answer.get("data") or {}).get("me") or {}).get("companies") or []
        here = str(asking.company)
        listed = [{**each, "here": each["id"] == here} for each in companies]
        name = next((each["name"] for each in listed if each["here"]), "")
        self._frames[key] = (clock.monotonic() + REMEMBERED_S, {"company": name, "companies": listed})
        while len(self._frames) > MOST_REMEMBERED:
            self._frames.popitem(last=False)
        return self._frames[key][1]

    # -- asking ---------------------------------------------------------------------------------------
    def prepared(self, page: Page, asking: Asking) -> tuple[str, Shape]:
        """The text to send for this reader, and the shape of the whole answer; kept by page and rights."""
        known = page.cache.get(asking.permissions)
        if known is None:
            if len(page.cache) > 64:
                page.cache.clear()
            known = page.cache[asking.permissions] = self._prepare(page, asking)
        return known

    def _prepare(self, page: Page, asking: Asking) -> tuple[str, Shape]:
        root = self.schema.query_type
        assert isinstance(root, GraphQLObjectType)
        fragments = {each.name.value: each for each in page.fragments}
        shape = shape_of(page.query.selection_set, root, self.schema, fragments)
        kept = cut(page.query.selection_set, root, self.allowed(asking), fragments)
        if kept is None or not self.allowed(asking)("Query", page.roots[0].name.value):
            return "", shape
        used = _used(kept)
        operation = OperationDefinitionNode(
            operation=page.query.operation,
            name=page.query.name,
            variable_definitions=tuple(
                each for each in page.query.variable_definitions or () if each.variable.name.value in used
            ),
            directives=page.query.directives,
            selection_set=kept,
        )
        return documents.text_of(operation, ()), shape

    async def ask(self, page: Page, asking: Asking, query: Pairs) -> tuple[dict[str, Any], dict[str, str]]:
        """The dressed answer to a page's question, and what could not be understood in its address."""
        variables, wrong = forms.variables_of(page.variables, query, asking.today, asking.timezone)
        if "first" in page.variables and not {"first", "last"} & variables.keys():
            variables["first"] = PAGE_SIZE
        for name, day in forms.days_of(asking.today).items():
            if name in page.variables:
                variables.setdefault(name, day.isoformat())
        wrong = {name: reason for name, reason in wrong.items() if name not in variables}
        if any(_required(kind) and name not in variables for name, kind in page.variables.items()):
            raise Stopped(404, "NOT_FOUND")
        text, shape = self.prepared(page, asking)
        if not text:
            needed = self.needs("Query", page.roots[0].name.value)
            raise Stopped(403, "FORBIDDEN", {"permission": next(iter(needed), "")})
        answer = await self.execute(text, variables_in(text, variables), asking)
        if answer.get("errors"):
            first = answer["errors"][0].get("extensions", {})
            code = first.get("code", "INTERNAL")
            raise Stopped(STATUS.get(code, 400), code, {**first.get("facts", {}), **_incident(first)})
        data = dress(answer["data"], shape)
        return data, wrong

    # -- showing --------------------------------------------------------------------------------------
    async def show(self, view: View, status: int = 200) -> Shown:
        """A page as its reader sees it now."""
        page: Page = view.page
        data, wrong = await self.ask(page, view.asking, view.query)
        subject = page.roots[0]
        key = subject.alias.value if subject.alias else subject.name.value
        if data[key] is None or (data[key] is HIDDEN):
            raise Stopped(404, "NOT_FOUND")
        view.layout = await self.frame(view.asking)
        view.notices += [_bad_input(reason, view.language) for reason in wrong.values()]
        html = self.renderer.render(f"{page.name}.html", view, data)
        return Shown(html, 400 if wrong and status == 200 else status)

    async def stopped(self, view: View, stop: Stopped) -> Shown:
        """Why a page is not shown, on a page that leads on."""
        view.page = None
        view.layout = await self.frame(view.asking) if stop.status < 500 else {}
        message = message_of(stop.code, stop.facts, view.language)
        told = {"status": stop.status, "code": stop.code, "message": message, "facts": stop.facts}
        return Shown(self.renderer.render("_error.html", view, told), stop.status)

    # -- changing -------------------------------------------------------------------------------------
    async def take(self, view: View, pairs: Pairs, wrong: Mapping[str, str] | None = None) -> Shown:
        """A form of a page: done and sent on, or shown again with the reasons; `wrong` are those known."""
        given = dict(pairs)
        change = view.page.changes.get(given.get("mutation", ""))
        if change is None:
            raise Stopped(400, "BAD_INPUT", {"reason": "UNKNOWN_FORM"})
        sent = Sent(change.name, given.get("form", ""), forms.compact(pairs), given.get("idempotencyKey", ""))
        view.sent = sent
        if "more" in given:
            return await self.show(view)
        value = await self._understood(view.asking, change, sent, wrong or {})
        if sent.errors:
            return await self.show(view, 422)
        variables = {"input": value, "idempotencyKey": sent.key}
        answer = await self.execute(change.text, variables_in(change.text, variables), view.asking)
        if answer.get("errors"):
            return await self._refused(view, sent, answer["errors"][0])
        payload = (answer.get("data") or {}).get(change.name) or {}
        if given.get("stay"):
            view.sent, view.done, view.result = None, change.name, payload
            return await self.show(view)
        return Shown(go_to=_onward(view, given.get("next", ""), change, payload))

    async def _understood(self, asking: Asking, change: Change, sent: Sent, wrong: Mapping[str, str]) -> Any:
        """What was typed as the mutation's input; the reasons against it are left with the form."""
        errors: dict[str, str] = {}
        pairs, unclear, choices = await lookup.resolve(self, asking, sent.pairs)
        sent.choices = choices
        understood = forms.Understood(asking.today, asking.timezone)
        value = (
            understood.value(change.input_type, forms.nest(pairs, "input"), "") if change.input_type else {}
        )
        for path, reason in {**understood.errors, **unclear}.items():
            errors[path] = _bad_input(reason, asking.language)
        errors |= wrong
        sent.errors = errors
        if errors:
            sent.message = refusal_message(FormIncomplete(), asking.language)
        return value

    async def _refused(self, view: View, sent: Sent, error: Mapping[str, Any]) -> Shown:
        extensions = error.get("extensions") or {}
        code = extensions.get("code", "INTERNAL")
        facts = {**(extensions.get("facts") or {}), **_incident(extensions)}
        message = str(error.get("message") or message_of(code, facts, view.language))
        if code == "UNAUTHENTICATED":
            raise Stopped(401, code)
        sent.code, sent.facts = code, facts
        if field := extensions.get("field"):
            sent.errors = {str(field).removeprefix("input."): message}
        else:
            sent.message = message
        sent.keep_key = code in (UNKNOWN, "BUSY")
        return await self.show(view, 503 if sent.keep_key else STATUS.get(code, 422))


def _onward(view: View, wanted: str, change: Change, payload: Mapping[str, Any]) -> str:
    """Where to go after a change: where the form said, or back to the page as it was."""
    from erp.web.security import own_address

    kept = [pair for pair in view.query if pair[0] != "done"]
    target = own_address(wanted.replace("{id}", str(payload.get("id", "")))) if wanted else None
    target = target or address(view.page.name, kept)
    target, _, anchor = target.partition("#")
    done = f"{target}{'&' if '?' in target else '?'}done={change.name}"
    return f"{done}#{anchor}" if anchor else done


def _bad_input(reason: str, language: str) -> str:
    return message_of("BAD_INPUT", {"reason": reason}, language)


def _incident(extensions: Mapping[str, Any]) -> dict[str, Any]:
    return {"incident": extensions["incident"]} if "incident" in extensions else {}


def _required(kind: GraphQLInputType) -> bool:
    return isinstance(kind, GraphQLNonNull)


def _used(selections: Any) -> set[str]:
    """The names of the variables that a selection still uses."""
    from graphql import Visitor, visit

    names: set[str] = set()

    class Collect(Visitor):
        def enter_variable(self, node: Any, *_: Any) -> None:
            names.add(node.name.value)

    visit(selections, Collect())
    return names


def variables_in(text: str, variables: Mapping[str, Any]) -> dict[str, Any]:
    """Only what the text declares: a variable for a part that was cut out is not sent."""
    return {name: value for name, value in variables.items() if f"${name}" in text}
