"""Merging: two records count as one, no reference is lost, and it can be undone."""

import pytest

from tests.facade import Refused


@pytest.fixture
def three(erp):
    """Three parties that turn out to be one."""
    return [erp.register_party(name=name) for name in ("山田商店", "鈴木工業", "佐藤電機")]


def standing(erp) -> dict[str, tuple[str | None, bool]]:
    rows = erp.sql(
        "SELECT p.name, s.name AS survivor, p.is_active FROM masterdata.party p"
        " LEFT JOIN masterdata.party s ON s.id = p.merged_into"
    )
    return {row["name"]: (row["survivor"], row["is_active"]) for row in rows}


def merge_of(erp, duplicate: str) -> str:
    found = erp.query(
        "query($id: ID!) { partyMerges(first: 5, duplicate: $id) { nodes { id undoneAt reason } } }",
        id=duplicate,
    )["partyMerges"]["nodes"]
    return next(each["id"] for each in found if each["undoneAt"] is None)


def refused(erp, code: str, verb: str, /, **given) -> Refused:
    before = (
        erp.sql("SELECT * FROM masterdata.party ORDER BY id"),
        erp.sql("SELECT * FROM masterdata.party_merge"),
    )
    with pytest.raises(Refused) as answer:
        erp.act(verb, "id", given)
    assert answer.value.code == code
    after = (
        erp.sql("SELECT * FROM masterdata.party ORDER BY id"),
        erp.sql("SELECT * FROM masterdata.party_merge"),
    )
    assert after == before
    return answer.value


def test_the_duplicate_rests_and_names_the_one_that_counts(erp, three):
    yamada, suzuki, _ = three
    assert erp.merge_parties("name", duplicate=yamada, survivor=suzuki, reason="同じ会社") == "鈴木工業"
    assert standing(erp)["山田商店"] == ("鈴木工業", False)
    shown = erp.query(
        "query($id: ID!) { party(id: $id) { isMerged mergedInto { name } aliases { name } } }", id=yamada
    )
    assert shown["party"] == {"isMerged": True, "mergedInto": {"name": "鈴木工業"}, "aliases": []}
    shown = erp.query("query($id: ID!) { party(id: $id) { isMerged aliases { name } } }", id=suzuki)
    assert shown["party"] == {"isMerged": False, "aliases": [{"name": "山田商店"}]}


def test_what_was_merged_before_follows_along(erp, three):
    yamada, suzuki, sato = three
    erp.merge_parties(duplicate=yamada, survivor=suzuki, reason="一")
    erp.merge_parties(duplicate=suzuki, survivor=sato, reason="二")
    assert standing(erp) == {
        "山田商店": ("佐藤電機", False),
        "鈴木工業": ("佐藤電機", False),
        "佐藤電機": (None, True),
    }


def test_undoing_gives_back_exactly_what_was(erp, three):
    yamada, suzuki, sato = three
    erp.deactivate_party(party=yamada)
    erp.change_party(party=yamada, is_supplier=True)
    before = (
        standing(erp),
        erp.sql("SELECT name, is_customer, is_supplier FROM masterdata.party ORDER BY name"),
    )
    erp.merge_parties(duplicate=yamada, survivor=suzuki, reason="一")
    assert erp.sql("SELECT is_supplier FROM masterdata.party WHERE id = $1::uuid", suzuki) == [
        {"is_supplier": True}
    ]
    erp.undo_merge(merge=merge_of(erp, yamada), reason="別の会社だった")
    after = (
        standing(erp),
        erp.sql("SELECT name, is_customer, is_supplier FROM masterdata.party ORDER BY name"),
    )
    assert after == before
    # And it can be done again.
    erp.merge_parties(duplicate=yamada, survivor=sato, reason="こちらだった")
    assert standing(erp)["山田商店"] == ("佐藤電機", False)


def test_undoing_the_first_of_two_merges_takes_only_that_one_out(erp, three):
    yamada, suzuki, sato = three
    erp.merge_parties(duplicate=yamada, survivor=suzuki, reason="一")
    erp.merge_parties(duplicate=suzuki, survivor=sato, reason="二")
    erp.undo_merge(merge=merge_of(erp, yamada), reason="別")
    assert standing(erp) == {
        "山田商店": (None, True),
        "鈴木工業": ("佐藤電機", False),
        "佐藤電機": (None, True),
    }


def test_undoing_the_second_of_two_merges_keeps_the_first(erp, three):
    yamada, suzuki, sato = three
    erp.merge_parties(duplicate=yamada, survivor=suzuki, reason="一")
    erp.merge_parties(duplicate=suzuki, survivor=sato, reason="二")
    erp.undo_merge(merge=merge_of(erp, suzuki), reason="別")
    assert standing(erp) == {
        "山田商店": ("鈴木工業", False),
        "鈴木工業": (None, True),
        "佐藤電機": (None, True),
    }


def test_merges_that_make_no_sense_are_refused(erp, three):
    yamada, suzuki, sato = three
    nobody = "00000000-0000-7000-8000-000000000000"
    refused(erp, "MERGE_INTO_ITSELF", "merge_parties", duplicate=yamada, survivor=yamada, reason="x")
    refused(erp, "REASON_REQUIRED", "merge_parties", duplicate=yamada, survivor=suzuki, reason=" ")
    refused(erp, "NOT_FOUND", "merge_parties", duplicate=yamada, survivor=nobody, reason="x")
    refused(erp, "NOT_FOUND", "undo_merge", merge=nobody, reason="x")
    erp.merge_parties(duplicate=yamada, survivor=suzuki, reason="一")
    answer = refused(erp, "PARTY_MERGED", "merge_parties", duplicate=sato, survivor=yamada, reason="x")
    assert answer.facts["survivor"] == "P-000002" and answer.field == "survivor"
    refused(erp, "PARTY_MERGED", "merge_parties", duplicate=yamada, survivor=sato, reason="x")
    refused(erp, "PARTY_MERGED", "change_party", party=yamada, note="x")
    refused(erp, "PARTY_MERGED", "reactivate_party", party=yamada)
    merge = merge_of(erp, yamada)
    refused(erp, "REASON_REQUIRED", "undo_merge", merge=merge, reason=" ")
    erp.undo_merge(merge=merge, reason="別")
    refused(erp, "MERGE_UNDONE", "undo_merge", merge=merge, reason="別")


def test_the_survivor_is_found_by_the_old_name_and_number(erp, three):
    yamada, suzuki, _ = three
    erp.merge_parties(duplicate=yamada, survivor=suzuki, reason="一")
    for typed in ("山田商店", "P-000001"):
        found = erp.query("query($t: String!) { search(text: $t, first: 5) { id } }", t=typed)["search"]
        assert suzuki in [each["id"] for each in found]


def test_a_merged_party_is_no_duplicate_candidate_any_more(erp, three):
    yamada, suzuki, _ = three
    erp.merge_parties(duplicate=yamada, survivor=suzuki, reason="一")
    assert erp.query('{ partyDuplicates(name: "山田商店") { number } }')["partyDuplicates"] == []


def test_the_database_itself_allows_no_chain_of_merges(erp, three):
    yamada, suzuki, sato = three
    erp.merge_parties(duplicate=yamada, survivor=suzuki, reason="一")
    with pytest.raises(Exception, match="points at a party that is merged itself"):
        erp.sql(
            "UPDATE masterdata.party SET merged_into = $2::uuid, is_active = false WHERE id = $1::uuid",
            suzuki,
            sato,
        )
