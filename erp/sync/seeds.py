"""The demo's one outside system: the door of the office, whose accounts a person looks after by hand."""

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.sync import tables
from erp.sync.actions.connect_system import connect_system
from erp.sync.adapters import adapters

CODE = "door"
READING = {
    "method": "GET",
    "url": "https://scim.example/v2/Users?startIndex=1&count=100",
    "request": {"headers": {"Accept": "application/json", "Authorization": "••••"}},
    "status": 200,
    "answer": '{"totalResults": 4, "Resources": []}',
    "outcome": "Done",
    "reason": "",
    "took_ms": 84,
}


async def seed_demo(act: Act) -> None:
    """A connection without a network behind it, and one call as it is kept."""
    if "csv" not in adapters():
        return
    connection = await connect_system(
        act=act,
        adapter="csv",
        code=CODE,
        name="入退室管理システム",
        values={"system": "入退室管理システム", "note": "1階の管理端末で登録します。"},
    )
    row = {"id": new_id(), "company": act.company, "connection": connection, "run": None, "at": act.at}
    await act.tx.insert(tables.CallAttempt, [row | READING])
