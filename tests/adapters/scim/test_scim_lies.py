"""Services that lie or fail, and what the adapter makes of it."""

import pytest

from adapters.scim.adapter import ADAPTER
from adapters.scim.directory import ScimDirectory
from erp.sync.contract import Broken, ProvedState, Rejected, Retry, UnknownOutcome, WaitUntil
from tests.adapters.standins.people import wanted
from tests.adapters.standins.scim import ScimService

NAME = "sato@example.com"


def opened(service: ScimService, **settings: str) -> ScimDirectory:
    assert ADAPTER.directory is not None
    made = ADAPTER.directory({"token": "token-for-tests", **settings}, service.client())
    assert isinstance(made, ScimDirectory)
    return made


def peopled(count: int = 25) -> ScimService:
    service = ScimService(groups=("sales",))
    outside = opened(service)
    for number in range(count):
        outside.create(wanted(f"E{number}", f"p{number}@example.com"))
    service.asked.clear()
    return service


def test_suspended_they_say_and_still_active() -> None:
    service = peopled(1)
    outside = opened(service)
    service.lies.still_active = True
    assert outside.set_active("U1", False).active is True
    assert outside.proof("U1").state is ProvedState.ACTIVE


def test_a_filter_that_is_ignored_finds_nobody_else() -> None:
    service = peopled()
    service.lies.ignores_filter = True
    outside = opened(service, page_size="5")
    assert [each.key for each in outside.find(key="E21", user_name="p21@example.com")] == ["E21"]
    assert outside.find(key="none", user_name="nobody@example.com") == []
    assert outside.dialect.filter == "none"


@pytest.mark.parametrize(
    ("lie", "said"), [("list_shifts", Retry), ("one_too_many", Retry), ("ignores_paging", Broken)]
)
def test_a_list_that_is_not_whole_does_not_end_normally(lie: str, said: type[Exception]) -> None:
    service = peopled()
    setattr(service.lies, lie, True)
    with pytest.raises(said):
        list(opened(service, page_size="10").accounts())
    setattr(service.lies, lie, False)
    assert len(list(opened(service, page_size="10").accounts())) == 25


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("429", WaitUntil),
        ("429 bare", WaitUntil),
        ("503", WaitUntil),
        ("500", UnknownOutcome),
        ("timeout before", UnknownOutcome),
        ("timeout after", UnknownOutcome),
        ("401", Broken),
        ("html", Broken),
        ("redirect", Broken),
    ],
)
def test_a_creation_that_fails_says_how_to_go_on(fault: str, said: type[Exception]) -> None:
    service = peopled(0)
    outside = opened(service)
    service.fault(fault, on="POST")
    with pytest.raises(said):
        outside.create(wanted("E1", NAME))
    # Looked up first, whatever happened: never two accounts.
    found = outside.find(key="E1", user_name=NAME)
    assert len(found) == (fault == "timeout after")


@pytest.mark.parametrize("fault", ["500", "timeout before", "timeout after"])
def test_stopping_is_safe_to_repeat(fault: str) -> None:
    service = peopled(1)
    outside = opened(service)
    service.fault(fault, on="PATCH")
    with pytest.raises(Retry):
        outside.set_active("U1", False)
    assert outside.set_active("U1", False).active is False


def test_a_name_that_is_taken_is_a_duplicate() -> None:
    service = peopled(1)
    with pytest.raises(Rejected) as taken:
        opened(service).create(wanted("E9", "P0@example.com"))
    assert taken.value.code == "DUPLICATE"
    with pytest.raises(Rejected) as unnamed:
        opened(service).create(wanted("E9", ""))
    assert unnamed.value.code == "NO_USER_NAME"
    assert service.asked.count(("POST", "/scim/v2/Users")) == 1


def test_another_account_than_asked_for_is_not_believed() -> None:
    service = peopled(2)
    service.lies.another_account = True
    with pytest.raises(Broken):
        opened(service).read("U1")


def test_active_is_written_and_read_as_text_where_they_want_it() -> None:
    service = peopled(1)
    service.lies.active_as_text = True
    outside = opened(service, active_as="text")
    assert outside.set_active("U1", False).active is False
    assert service.users["U1"]["active"] == "False"


@pytest.mark.parametrize("form", ["path", "value", "put"])
def test_each_form_of_a_change_does_the_same(form: str) -> None:
    service = peopled(1)
    outside = opened(service, change_by=form)
    account = outside.read("U1")
    assert account is not None
    changed = outside.change(account, wanted("E0", "p0@example.com", title="部長", department="総務部"))
    assert (changed.title, changed.department, changed.family_name) == ("部長", "総務部", "佐藤")
    assert outside.set_active("U1", False).active is False
    assert service.asked.count(("PUT" if form == "put" else "PATCH", "/scim/v2/Users/U1")) == 2


def test_what_is_not_sent_is_not_told_either() -> None:
    outside = opened(peopled(1), leave_out="displayName\ndepartment")
    account = outside.read("U1")
    assert account is not None
    assert (account.display_name, account.department, account.title) == ("", "", "主任")


def test_ids_are_never_part_of_an_address() -> None:
    service = peopled(1)
    assert opened(service).read("../Groups/sales") is None
    assert opened(service).find(key='x" or userName pr or "', user_name='" or active eq "') == []
