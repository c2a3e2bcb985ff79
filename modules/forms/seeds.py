"""What forms begin with: those that come with the house, and for trying out a few requests and records."""

import hashlib
from datetime import timedelta
from typing import Any
from uuid import UUID

from erp.kernel import files
from erp.kernel.asking import Act
from modules.forms.actions.add_register_record import add_register_record
from modules.forms.actions.import_register_records import import_register_records
from modules.forms.actions.submit_request import submit_request
from modules.forms.alerting import tell_deadlines
from modules.forms.recording import READ
from modules.forms.shipped import ship_forms

SUPPLIER = "SELECT id FROM masterdata.party WHERE is_supplier AND is_active ORDER BY number LIMIT 1"
PERSON = "SELECT id FROM access.app_user WHERE NOT is_service AND is_active ORDER BY created_at LIMIT 1"


async def keep_current(act: Act) -> None:
    """The forms that come with the house, where a company does not have them yet."""
    if await act.tx.value("SELECT true FROM masterdata.company WHERE id = $1", act.company):
        await ship_forms(act)


async def seed_demo(act: Act) -> None:
    """A decision, supplies, contracts of which one is near its notice, and something lent that is late."""
    supplier, person = await act.tx.value(SUPPLIER), await act.tx.value(PERSON)
    for values in _requests(act):
        await submit_request(act=act, form=values.pop("form"), values=values)
    for values in _records(act, supplier, person):
        register = values.pop("register")
        given = {name: str(value) for name, value in values.items() if value is not None}
        await add_register_record(act=act, register=register, values=given)
    await _import(act)
    await tell_deadlines(act)


async def _import(act: Act) -> None:
    """A file that was tried and waits to be taken in."""
    text = f"来客名,会社名,来社日\n田中 様,見本物産,{act.today.isoformat()}\n"
    content = text.encode("cp932")
    file = await files.keep(act, content, name="来客予定.csv", media_type="text/csv", permission=READ)
    sha256 = hashlib.sha256(content).hexdigest()
    brought = files.Attached(file, "来客予定.csv", "text/csv", len(content), content, sha256)
    await import_register_records(act=act, register="visitors", file=brought)


def _requests(act: Act) -> list[dict[str, Any]]:
    return [
        {
            "form": "ringi",
            "title": "倉庫の空調更新",
            "purpose": "夏場の品質を守るため、老朽化した空調を更新する。",
            "lines": [{"item": "空調機 2台", "amount": "780000"}, {"item": "設置工事", "amount": "160000"}],
        },
        {
            "form": "supplies",
            "title": "新入社員の受け入れ",
            "lines": [{"item": "事務椅子", "quantity": "2", "amount": "36000"}],
            "wanted_on": (act.today + timedelta(days=10)).isoformat(),
        },
        {"form": "it_account", "what": "reset", "system": "販売管理"},
    ]


def _records(act: Act, supplier: UUID | None, person: UUID | None) -> list[dict[str, Any]]:
    near = {"register": "contracts", "title": "倉庫の賃貸借", "kind": "lease", "party": supplier}
    far = {"register": "contracts", "title": "秘密保持契約", "kind": "nda", "party": supplier}
    found: list[dict[str, Any]] = [
        near | {"ends_on": act.today + timedelta(days=110), "notice_months": "3", "auto_renewal": "true"},
        far | {"ends_on": act.today + timedelta(days=900), "notice_months": "1"},
        {"register": "visitors", "visitor": "佐藤 様", "organisation": "みほん商事", "visits_on": act.today},
    ]
    if person is not None:
        late = {"register": "lending", "item": "プロジェクター", "borrower": person}
        found.append(
            late | {"lent_on": act.today - timedelta(days=9), "due_on": act.today - timedelta(days=2)}
        )
    return found
