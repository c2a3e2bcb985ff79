"""The LDAP adapter with what Active Directory was seen to do."""

import pytest

from adapters.ldap.adapter import tree
from adapters.ldap.calls import Calls, Place
from adapters.ldap.directory import LdapDirectory
from adapters.ldap.kinds import ACTIVE_DIRECTORY
from erp.sync.contract import Broken, ProvedState, Rejected, Retry, UnknownOutcome
from tests.adapters.standins.active_directory import RANGE, ActiveDirectory, guid
from tests.adapters.standins.people import wanted
from tests.adapters.test_making import lives

BASE = "DC=example,DC=jp"
PEOPLE, GROUPS = f"OU=People,{BASE}", f"OU=Groups,{BASE}"
NAME = "sato.hanako@example.jp"


@pytest.fixture
def server() -> ActiveDirectory:
    made = ActiveDirectory()
    made.put(f"CN=Sales,{GROUPS}", {"objectClass": "group", "cn": "Sales"})
    return made


def opened(server: ActiveDirectory, password: str = "right") -> LdapDirectory:
    place = Place(host="dc1", port=636, start_tls=False, ca="", user="cn=erp", password=password)
    settings = {"base": BASE, "people": PEOPLE, "groups": GROUPS}
    return LdapDirectory(Calls(place, server.connect), ACTIVE_DIRECTORY, tree(settings))


def test_a_person_comes_moves_and_goes(server: ActiveDirectory) -> None:
    outside = opened(server)
    made = outside.create(wanted("E001", NAME))
    dn = f"CN=佐藤 花子 (E001),{PEOPLE}"
    assert (made.key, made.user_name, made.active) == ("E001", NAME, True)
    assert made.id == guid(server.entries[dn])
    assert server.entries[dn]["userAccountControl"] == [b"512"]
    with pytest.raises(Rejected) as twice:
        outside.create(wanted("E002", NAME))
    assert twice.value.code == "DUPLICATE"
    # Another domain, the same short name: the server refuses.
    with pytest.raises(Rejected) as short:
        outside.create(wanted("E002", "sato.hanako@other.jp"))
    assert short.value.code == "DUPLICATE"

    (sales,) = outside.groups()
    for _ in range(2):
        outside.join(sales.id, made.id)
    renamed = outside.change(made, wanted("E001", "suzuki@example.jp", display_name="鈴木 花子"))
    assert (renamed.id, renamed.user_name, renamed.groups) == (made.id, "suzuki@example.jp", {sales.id})
    assert f"CN=鈴木 花子 (E001),{PEOPLE}" in server.entries

    for _ in range(2):
        assert outside.set_active(made.id, False).active is False
    for _ in range(2):
        outside.leave(sales.id, made.id)
    proof = outside.proof(made.id)
    assert (proof.state, proof.groups_left) == (ProvedState.SUSPENDED, 0)
    assert outside.set_active(made.id, True).active is True
    for _ in range(2):
        outside.delete(made.id)
    assert outside.proof(made.id).state is ProvedState.ABSENT


def test_disabled_and_still_let_in(server: ActiveDirectory) -> None:
    outside = opened(server)
    made = outside.create(wanted("E001", NAME))
    server.lies_enabled = True
    assert outside.set_active(made.id, False).active is True
    assert outside.proof(made.id).state is ProvedState.ACTIVE


def test_namesakes_stand_side_by_side(server: ActiveDirectory) -> None:
    outside = opened(server)
    outside.create(wanted("E001", "sato@example.jp"))
    outside.create(wanted("E002", "sato2@example.jp"))
    assert {each.key for each in outside.accounts()} == {"E001", "E002"}
    second = outside.find(key="E002", user_name="")[0]
    with pytest.raises(Rejected) as taken:
        outside.change(second, wanted("E002", "SATO@example.jp"))
    assert taken.value.code == "DUPLICATE"


def test_large_groups_are_told_whole(server: ActiveDirectory) -> None:
    outside = opened(server)
    (sales,) = outside.groups()
    people = [outside.create(wanted(f"E{each}", f"p{each}@example.jp")).id for each in range(RANGE + 2)]
    for each in people:
        outside.join(sales.id, each)
    assert next(outside.groups()).members == set(people)
    outside.leave(sales.id, people[-1])
    assert outside.proof(people[-1]).groups_left == 0


def test_lost_answers(server: ActiveDirectory) -> None:
    outside = opened(server)
    server.lost = ["add"]
    with pytest.raises(UnknownOutcome):
        outside.create(wanted("E001", NAME))
    (made,) = outside.find(key="E001", user_name=NAME)
    # Disabled, since nobody came to enable it; letting in finishes the work.
    assert made.active is False
    assert outside.set_active(made.id, True).active is True
    server.lost = ["modify"]
    with pytest.raises(Retry):
        outside.set_active(made.id, False)
    assert outside.set_active(made.id, False).active is False
    with pytest.raises(Broken):
        opened(server, "wrong").check()


def test_a_life_as_the_runner_makes_it(server: ActiveDirectory) -> None:
    outside = opened(server)
    lives(outside, next(outside.groups()).id)
