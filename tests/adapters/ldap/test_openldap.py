"""The LDAP adapter against a real OpenLDAP, with a password policy and without."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import ldap3
import pytest

from adapters.ldap.adapter import ADAPTER
from adapters.ldap.directory import LdapDirectory
from erp.sync.contract import Broken, ProvedState, Rejected, Retry
from tests.adapters.servers.openldap import PASSWORD, Slapd, root_connection
from tests.adapters.standins.client import WatchedClient
from tests.adapters.standins.people import wanted
from tests.adapters.test_making import lives

NAME = "sato.hanako@example.com"
# The tree, and the way somebody is stopped in it.
WAYS = [("policy", "auto"), ("policy", "lock"), ("plain", "auto"), ("plain", "password"), ("plain", "move")]

Open = Callable[..., LdapDirectory]


@pytest.fixture
def opened(openldap: Slapd) -> Iterator[Open]:
    everywhere: list[LdapDirectory] = []

    def open_(tree: str = "policy", suspend_by: str = "auto", **other: str) -> LdapDirectory:
        base = f"ou=t{uuid4().hex[:8]},dc={tree},dc=example"
        root = root_connection(openldap, tree)
        for place in (base, f"ou=people,{base}", f"ou=groups,{base}", f"ou=leavers,{base}"):
            assert root.add(place, "organizationalUnit"), root.result
        root.add(f"cn=sales,ou=groups,{base}", "groupOfNames", {"member": f"cn=nobody,{base}"})
        settings = {
            "host": "127.0.0.1",
            "port": str(openldap.ldaps),
            "ca_certificate": openldap.ca,
            "user": openldap.root(tree),
            "password": PASSWORD,
            "base": base,
            "people": f"ou=people,{base}",
            "groups": f"ou=groups,{base}",
            "leavers": f"ou=leavers,{base}" if suspend_by == "move" else "",
            "suspend_by": suspend_by,
        }
        assert ADAPTER.directory is not None
        made = ADAPTER.directory({**settings, **other}, WatchedClient("https://unused.invalid"))
        assert isinstance(made, LdapDirectory)
        if not other:
            everywhere.append(made)
        return made

    yield open_
    # Names are unique in the whole tree, and tests use the same ones.
    for outside in everywhere:
        for account in list(outside.accounts()):
            outside.delete(account.id)


def signs_in(openldap: Slapd, outside: LdapDirectory, account_id: str, password: str) -> bool:
    """The person tries, with a client of their own."""
    entry = outside._entry(account_id)
    assert entry is not None
    server = ldap3.Server("127.0.0.1", port=openldap.ldap, get_info=ldap3.NONE)
    return bool(ldap3.Connection(server, entry.dn, password).bind())


def gets_password(openldap: Slapd, outside: LdapDirectory, account_id: str, password: str) -> None:
    entry = outside._entry(account_id)
    assert entry is not None
    tree = "policy" if "dc=policy" in entry.dn else "plain"
    assert root_connection(openldap, tree).extend.standard.modify_password(entry.dn, None, password)


@pytest.mark.parametrize(("tree", "suspend_by"), WAYS)
def test_a_person_comes_moves_and_goes(opened: Open, openldap: Slapd, tree: str, suspend_by: str) -> None:
    outside = opened(tree, suspend_by)
    made = outside.create(wanted("E001", NAME))
    assert (made.key, made.user_name, made.family_name, made.active) == ("E001", NAME, "佐藤", True)
    assert outside.find(key="E001", user_name=NAME.upper())[0].id == made.id
    with pytest.raises(Rejected) as twice:
        outside.create(wanted("E002", NAME))
    assert twice.value.code == "DUPLICATE"
    (sales,) = outside.groups()
    for _ in range(2):
        outside.join(sales.id, made.id)

    read = outside.read(made.id)
    assert read is not None and read.groups == {sales.id}
    renamed = outside.change(read, wanted("E001", "suzuki@example.com", family_name="鈴木", title=""))
    assert (renamed.id, renamed.user_name, renamed.family_name) == (made.id, "suzuki@example.com", "鈴木")
    assert (renamed.groups, renamed.title) == ({sales.id}, "")
    assert next(outside.groups()).members == {made.id}

    gets_password(openldap, outside, made.id, "right horse 1")
    assert signs_in(openldap, outside, made.id, "right horse 1")
    assert outside.proof(made.id).state is ProvedState.ACTIVE
    for _ in range(2):
        assert outside.set_active(made.id, False).active is False
    assert not signs_in(openldap, outside, made.id, "right horse 1")
    for _ in range(2):
        outside.leave(sales.id, made.id)
    proof = outside.proof(made.id)
    assert (proof.state, proof.groups_left) == (ProvedState.SUSPENDED, 0)
    assert "拒まれる" in proof.how

    assert outside.set_active(made.id, True).active is True
    gets_password(openldap, outside, made.id, "right horse 2")
    assert signs_in(openldap, outside, made.id, "right horse 2")
    for _ in range(2):
        outside.delete(made.id)
    assert outside.read(made.id) is None
    assert outside.proof(made.id).state is ProvedState.ABSENT


def test_a_lock_without_effect_is_not_proved(opened: Open, openldap: Slapd) -> None:
    """The attribute is there and says locked; without a policy the server does not care."""
    outside = opened("policy", "lock")
    made = outside.create(wanted("E001", NAME))
    outside.set_active(made.id, False)
    root = root_connection(openldap, "policy")
    policy = "cn=policy,dc=policy,dc=example"
    root.modify(policy, {"pwdLockout": [(ldap3.MODIFY_REPLACE, ["FALSE"])]})
    try:
        assert outside.read(made.id).active is False  # type: ignore[union-attr]
        assert outside.proof(made.id).state is ProvedState.ACTIVE
    finally:
        root.modify(policy, {"pwdLockout": [(ldap3.MODIFY_REPLACE, ["TRUE"])]})
    assert outside.proof(made.id).state is ProvedState.SUSPENDED
    other = opened("plain", "lock")
    assert other.set_active(other.create(wanted("E001", NAME)).id, False).active is True


def test_everybody_is_read_over_pages(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = opened("plain", "move")
    for number in range(12):
        outside.create(wanted(f"E{number}", f"p{number}@example.com"))
    first = next(iter(outside.accounts()))
    outside.set_active(first.id, False)
    whole = outside._calls.entries
    monkeypatch.setattr(outside._calls, "entries", lambda *asked: whole(*asked, page=5))
    everybody = list(outside.accounts())
    assert len({each.id for each in everybody}) == len(everybody) == 12
    assert [each.id for each in everybody if not each.active] == [first.id]
    assert "12件" in outside.check()


def test_names_are_only_names(opened: Open) -> None:
    outside = opened("plain")
    strange = 'a*)(uid=x, "b"+c=d;<e>\\'
    made = outside.create(wanted("E*", strange, display_name="#部長, 佐藤"))
    assert made.user_name == strange
    outside.create(wanted("E2", "other"))
    assert [each.id for each in outside.find(key="E*", user_name="*")] == [made.id]
    assert outside.find(key="*", user_name="*)(objectClass=*") == []
    assert outside.read("*") is None and outside.read("../x") is None
    moved = outside.change(made, wanted("E*", "b,c=d"))
    assert (moved.id, moved.user_name) == (made.id, "b,c=d")


def test_what_only_the_server_knows_of_is_a_duplicate_as_well(opened: Open) -> None:
    opened("policy").create(wanted("E1", "a@example.com"))
    with pytest.raises(Rejected) as taken:
        opened("policy").create(wanted("E1", "a@example.com"))
    assert taken.value.code == "DUPLICATE"


def test_a_name_of_somebody_else_is_not_taken(opened: Open) -> None:
    outside = opened("plain")
    outside.create(wanted("E1", "a@example.com"))
    second = outside.create(wanted("E2", "b@example.com"))
    with pytest.raises(Rejected) as taken:
        outside.change(second, wanted("E2", "A@example.com"))
    assert taken.value.code == "DUPLICATE"
    first = outside.find(key="E1", user_name="")[0]
    outside.change(first, wanted("E1", "a@example.com", title="課長"))
    with pytest.raises(Rejected) as stale:
        outside.change(first, wanted("E1", "a@example.com", title="部長"))
    assert stale.value.code == "412"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"ca_certificate": ""}, Broken),
        ({"host": "127.0.0.2"}, Broken),
        ({"host": "nowhere.invalid"}, Retry),
        ({"password": "wrong"}, Broken),
        ({"people": "ou=nowhere,dc=plain,dc=example"}, Broken),
        ({"port": "1"}, Retry),
    ],
)
def test_what_cannot_work_says_so(opened: Open, change: dict[str, str], said: type[Exception]) -> None:
    with pytest.raises(said) as told:
        opened("plain", **change).check()
    assert PASSWORD not in str(told.value)


def test_start_tls_before_anything_is_said(opened: Open, openldap: Slapd) -> None:
    outside = opened("plain", security="starttls", port=str(openldap.ldap))
    assert "0件" in outside.check()
    with pytest.raises(Broken):
        opened("plain", security="starttls", port=str(openldap.ldap), ca_certificate="").check()


@pytest.mark.parametrize(("tree", "suspend_by"), WAYS)
def test_a_life_as_the_runner_makes_it(opened: Open, tree: str, suspend_by: str) -> None:
    outside = opened(tree, suspend_by)
    lives(outside, next(outside.groups()).id)
