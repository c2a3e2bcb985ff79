"""What can be asked of evidence and done with it."""

from datetime import date, datetime

from erp.api import (
    ID,
    StoredFile,
    children,
    computed,
    computed_children,
    computed_link,
    link,
    many,
    mutation,
    node,
    one,
    report,
    row,
)
from erp.api.register_fields import Document
from erp.kernel.money import Money
from erp.masterdata.api import Party
from modules.evidence import tables
from modules.evidence.actions.bundle_evidence import bundle_evidence
from modules.evidence.actions.correct_evidence import correct_evidence
from modules.evidence.actions.destroy_evidence import destroy_evidence
from modules.evidence.actions.hold_evidence import hold_evidence
from modules.evidence.actions.keep_evidence import keep_evidence
from modules.evidence.actions.lift_evidence_hold import lift_evidence_hold
from modules.evidence.actions.link_evidence import link_evidence
from modules.evidence.actions.supersede_evidence import supersede_evidence
from modules.evidence.actions.unlink_evidence import unlink_evidence
from modules.evidence.actions.verify_evidence import verify_evidence
from modules.evidence.missing import MISSING
from modules.evidence.states import (
    EvidenceChannel,
    EvidenceDirection,
    EvidenceField,
    EvidenceKind,
    EvidenceState,
    IndexEncoding,
    Problem,
    WorkState,
)


def _name_of(column: str) -> str:
    return f"(SELECT u.name FROM access.app_user u WHERE u.id = {{t}}.{column})"


STANDING = "{c}.undoes IS NULL AND NOT EXISTS (SELECT FROM evidence.evidence_link b WHERE b.undoes = {c}.id)"
LIFTED = "(SELECT %s FROM evidence.evidence_hold u WHERE u.lifts = {t}.id)"
HELD = """EXISTS (SELECT FROM evidence.evidence_hold h WHERE h.evidence = {t}.id AND h.lifts IS NULL
    AND NOT EXISTS (SELECT FROM evidence.evidence_hold u WHERE u.lifts = h.id))"""
LATE = """({t}.channel = 'PAPER_SCAN'
           AND {t}.recorded_at::date > evidence.scan_deadline({t}.received_on))"""


@node(tables.Evidence)
class Evidence:
    """A paper, mail or file behind the books, kept as it came."""

    id: ID
    number: str
    state: EvidenceState
    kind: EvidenceKind
    direction: EvidenceDirection
    channel: EvidenceChannel
    transacted_on: date
    amount: Money | None
    currency: str | None
    party: Party | None = link("party")
    party_name: str
    document_number: str | None
    note: str | None
    received_on: date
    received_by: str | None = computed(_name_of("received_by"))
    recorded_at: datetime
    kept_until: date | None = computed("evidence.kept_until({t}.kind, {t}.company, {t}.transacted_on)")
    scanned_late: bool = computed(LATE)
    file: StoredFile | None = link("file")
    links: list["EvidenceLink"] = computed_children(
        f"{{c}}.evidence = {{t}}.id AND {STANDING}", by="linked_at", expected=2
    )
    corrections: list["EvidenceCorrection"] = children("evidence", by="corrected_at", expected=2)
    is_held: bool = computed(HELD)
    holds: list["EvidenceHold"] = computed_children(
        "{c}.evidence = {t}.id AND {c}.lifts IS NULL", by="decided_at", expected=1
    )
    supersedes: "Evidence | None" = link("supersedes")
    superseded_by: "Evidence | None" = computed_link("{c}.supersedes = {t}.id")
    supersede_reason: str | None
    destroyed_by: str | None = computed(_name_of("destroyed_by"))
    destroyed_at: datetime | None
    destroy_reason: str | None


@node(tables.EvidenceLink, part_of=Evidence)
class EvidenceLink:
    """That an evidence supports a document."""

    id: ID
    document: Document | None = link("document")
    reason: str | None
    linked_by: str | None = computed(_name_of("linked_by"))
    linked_at: datetime


@node(tables.EvidenceCorrection, part_of=Evidence)
class EvidenceCorrection:
    """One value of an evidence that was put right."""

    id: ID
    field: EvidenceField
    before: str | None
    after: str | None
    reason: str
    corrected_by: str | None = computed(_name_of("corrected_by"))
    corrected_at: datetime


@node(tables.EvidenceHold, part_of=Evidence)
class EvidenceHold:
    """That a paper is kept past its time, by whom and why; and by whom that was lifted."""

    id: ID
    reason: str
    decided_by: str | None = computed(_name_of("decided_by"))
    decided_at: datetime
    is_lifted: bool = computed("EXISTS (SELECT FROM evidence.evidence_hold u WHERE u.lifts = {t}.id)")
    lifted_by: str | None = computed(
        LIFTED % "(SELECT w.name FROM access.app_user w WHERE w.id = u.decided_by)"
    )
    lifted_at: datetime | None = computed(LIFTED % "u.decided_at")
    lift_reason: str | None = computed(LIFTED % "u.reason")


@node(tables.EvidenceBundle)
class EvidenceBundle:
    """Everything that matched some conditions, for whoever inspects the books."""

    id: ID
    state: WorkState
    encoding: IndexEncoding
    total: int
    done: int
    file: StoredFile | None = link("file")
    unwritable: str | None
    problem: str | None
    requested_by: str | None = computed(_name_of("requested_by"))
    requested_at: datetime
    finished_at: datetime | None


@node(tables.IntegrityCheck)
class IntegrityCheck:
    """One comparison of the trail and of all contents with what they were."""

    id: ID
    state: WorkState
    total: int
    done: int
    chain_links: int
    chain_problem: str | None
    file_problem: Problem | None
    problem_file: StoredFile | None = link("problem_file")
    requested_by: str | None = computed(_name_of("requested_by"))
    requested_at: datetime
    finished_at: datetime | None


@row
class MissingEvidence:
    """Something that was bought and has no paper yet."""

    id: ID
    kind: str
    number: str
    on: date
    title: str
    amount: Money | None
    scan_by: date | None


DOCUMENT_EVIDENCE = f"""
    SELECT e.* FROM evidence.evidence e
    WHERE e.company = :company AND EXISTS (
        SELECT FROM evidence.evidence_link c WHERE c.evidence = e.id AND c.document = :id
        AND {STANDING.replace("{c}", "c")})
    ORDER BY e.transacted_on, e.number
"""

QUERY = [
    one(Evidence),
    many(
        Evidence,
        name="evidence_list",
        filters=(
            "transacted_on",
            "amount",
            "party",
            "kind",
            "direction",
            "channel",
            "state",
            "received_on",
        ),
        search=("number", "party_name", "document_number", "note"),
        sorts=("number", "transacted_on", "amount", "party_name"),
        default_sort="-transacted_on",
    ),
    report(
        "document_evidence",
        Evidence,
        sql=DOCUMENT_EVIDENCE,
        args={"id": ID},
        permission="evidence.read_evidence",
        expected=3,
        description="The evidence of one document or entry.",
    ),
    report(
        "missing_evidence",
        MissingEvidence,
        sql=f"""SELECT m.*, evidence.scan_deadline(m."on") AS scan_by FROM ({MISSING}) AS m
                ORDER BY m."on", m.number LIMIT 500""",
        permission="evidence.read_evidence",
    ),
    one(EvidenceBundle),
    many(EvidenceBundle, sorts=("requested_at",), default_sort="-requested_at"),
    many(IntegrityCheck, sorts=("requested_at",), default_sort="-requested_at"),
]
MUTATION = [
    mutation(keep_evidence, Evidence),
    mutation(link_evidence, Evidence),
    mutation(unlink_evidence, Evidence),
    mutation(supersede_evidence, Evidence),
    mutation(correct_evidence, Evidence),
    mutation(destroy_evidence, Evidence),
    mutation(hold_evidence, Evidence),
    mutation(lift_evidence_hold, Evidence),
    mutation(bundle_evidence, EvidenceBundle),
    mutation(verify_evidence, IntegrityCheck),
]
