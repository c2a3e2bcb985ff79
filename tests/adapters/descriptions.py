"""The vendors' own descriptions of their interfaces, made readable for the checkers that we did not write.

They lie beside the repository and are never copied into it; where they are missing, tests that need them are
left out and say so.
"""

import json
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from openapi_core import Config, OpenAPI
from openapi_core.contrib.requests import RequestsOpenAPIRequest, RequestsOpenAPIResponse

from tests.outside.node import node_tools

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "vendor-apis"
# What an adapter calls; a description of everything takes minutes to read.
GRAPH_PATHS = {
    "v1.0-Users.yml": ("/users", "/users/{user-id}", "/users/{user-id}/memberOf"),
    "v1.0-Groups.yml": ("/groups", "/groups/{group-id}/members", "/groups/{group-id}/members/$ref"),
}
GOOGLE_PATHS = ("/admin/directory/v1/users", "/admin/directory/v1/groups", "/apps/licensing/")
OKTA_PATHS = ("/api/v1/users", "/api/v1/groups")


class Strings(yaml.CSafeLoader):
    """Days and instants stay texts."""


Strings.yaml_implicit_resolvers = {
    letter: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:timestamp"]
    for letter, rules in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def file(name: str) -> Path:
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"the vendor's description {name} is not here, so nothing can be held against it")
    return path


@cache
def google() -> dict[str, Any]:
    """Google's discovery format, told as OpenAPI."""
    paths: dict[str, dict[str, Any]] = {}
    schemas: dict[str, Any] = {}
    for name in ("admin.directory_v1.json", "licensing.v1.json"):
        known = json.loads(file(f"google-workspace/{name}").read_text())
        schemas |= {name: _plain(schema) for name, schema in known["schemas"].items()}
        for path, told in _google_paths(known["resources"]).items():
            if path.startswith(GOOGLE_PATHS):
                paths[path] = {**told, "servers": [{"url": known["rootUrl"].rstrip("/")}]}
    return _sliced(_openapi("https://admin.googleapis.com", paths, {}), {"schemas": schemas})


def _google_paths(resources: dict[str, Any]) -> dict[str, dict[str, Any]]:
    paths: dict[str, dict[str, Any]] = {}
    for method in _methods(resources):
        described: dict[str, Any] = {
            "parameters": [
                {
                    "name": name,
                    "in": each["location"],
                    "required": each.get("required", False),
                    **_schema(each),
                }
                for name, each in method.get("parameters", {}).items()
            ],
            "responses": {"default": {"description": "answer"}},
        }
        if "request" in method:
            described["requestBody"] = {"required": True, "content": _json(method["request"])}
        if "response" in method:
            described["responses"]["200"] = {"description": "answer", "content": _json(method["response"])}
        paths.setdefault("/" + method["path"], {})[method["httpMethod"].lower()] = described
    return paths


def _methods(resources: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for resource in resources.values():
        yield from resource.get("methods", {}).values()
        yield from _methods(resource.get("resources", {}))


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": _plain(schema)}}


def _schema(parameter: dict[str, Any]) -> dict[str, Any]:
    schema = {name: parameter[name] for name in ("type", "enum") if name in parameter}
    if parameter.get("repeated"):
        return {"schema": {"type": "array", "items": schema}, "explode": True}
    return {"schema": schema}


def _plain(schema: Any) -> Any:
    """References as OpenAPI writes them, and no type where anything goes."""
    if isinstance(schema, list):
        return [_plain(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: _plain(value) for name, value in schema.items() if name not in ("id", "annotations")}
    if made.get("type") == "any":
        del made["type"]
    if isinstance(made.get("$ref"), str) and not made["$ref"].startswith("#"):
        made["$ref"] = f"#/components/schemas/{made['$ref']}"
    # Numbers of 64 bits travel as texts; a property may be called "id" and is not the schema's own.
    if isinstance(schema.get("properties"), dict):
        made["properties"] = {name: _plain(value) for name, value in schema["properties"].items()}
    made.pop("required", None)
    made.pop("default", None)
    return made


def _openapi(server: str, paths: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    return {
        "openapi": "3.0.3",
        "info": {"title": server, "version": "1"},
        "servers": [{"url": server}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


@cache
def graph() -> dict[str, Any]:
    """The slice of Microsoft's description that accounts need, without the ways to the rest of the world."""
    made: dict[str, Any] = _openapi("https://graph.microsoft.com/v1.0", {}, {})
    parts: dict[str, Any] = {}
    for name, paths in GRAPH_PATHS.items():
        known = yaml.load(file(f"microsoft-graph/{name}").read_text(), Strings)
        made["paths"] |= {path: known["paths"][path] for path in paths}
        for kind, entries in known["components"].items():
            parts.setdefault(kind, {}).update(entries)
    things = _things(parts["schemas"])
    return _sliced(_unbound(made, set()), _unbound(parts, things))


def _things(schemas: dict[str, Any]) -> set[str]:
    """What has an identity of its own; a property of that kind leads to another thing."""
    known = {"#/components/schemas/microsoft.graph.entity"}
    grown = True
    while grown:
        more = {
            f"#/components/schemas/{name}"
            for name, schema in schemas.items()
            if any(each.get("$ref") in known for each in schema.get("allOf", ()))
        }
        grown = not more <= known
        known |= more
    return known


def _unbound(said: Any, things: set[str]) -> Any:
    """Without the ways to other things, and without a rule that refuses what they accept themselves."""
    if isinstance(said, list):
        return [_unbound(each, things) for each in said]
    if not isinstance(said, dict):
        return said
    made = {
        name: _unbound(value, things)
        for name, value in said.items()
        if not (name == "additionalProperties" and value == {"type": "object"}) and name != "links"
    }
    if isinstance(made.get("properties"), dict):
        made["properties"] = {
            name: value
            for name, value in made["properties"].items()
            if not (isinstance(value, dict) and things & set(_references(value)))
        }
    return made


def _sliced(made: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    """With those components only that somebody refers to."""
    made["components"], wanted = {}, list(_references(made["paths"]))
    while wanted:
        kind, name = wanted.pop().removeprefix("#/components/").split("/", 1)
        if name not in made["components"].setdefault(kind, {}):
            made["components"][kind][name] = parts[kind][name]
            wanted += _references(parts[kind][name])
    return made


def _references(said: Any) -> Iterator[str]:
    if isinstance(said, list):
        for each in said:
            yield from _references(each)
    elif isinstance(said, dict):
        for name, value in said.items():
            if name == "$ref" and isinstance(value, str):
                yield value
            yield from _references(value)


@cache
def okta() -> dict[str, Any]:
    """Okta's Swagger, converted by a program of others."""
    known = yaml.load(file("okta/legacy-v1-swagger-spec.yaml").read_text(), Strings)
    known["paths"] = {path: told for path, told in known["paths"].items() if path.startswith(OKTA_PATHS)}
    program = node_tools() / ".bin" / "swagger2openapi"
    run = subprocess.run(
        [str(program), "--patch", "--warnOnly", "/dev/stdin"],
        input=json.dumps(known),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    made: dict[str, Any] = json.loads(run.stdout)
    made["servers"] = [{"url": "https://example.okta.com"}]
    parts = made.pop("components")
    return _sliced(made, parts)


ALL = {"google_workspace": google, "entra_id": graph, "okta": okta}


class Checked:
    """Holds every request, and the answer it got, against a description."""

    def __init__(self, described: dict[str, Any], *, strict: bool) -> None:
        policy = "forbid" if strict else None
        config = Config(spec_validator_cls=None, additional_properties_default_policy=policy)
        self._openapi = OpenAPI.from_dict(described, config=config)
        self.count = 0

    def request(self, request: Any) -> None:
        self._openapi.validate_request(RequestsOpenAPIRequest(request))
        self.count += 1

    def response(self, request: Any, response: Any) -> None:
        self._openapi.validate_response(RequestsOpenAPIRequest(request), RequestsOpenAPIResponse(response))
