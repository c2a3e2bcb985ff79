"""Evidence, what it is tied to, how it was corrected; bundles of it and checks of its contents.

What came in never changes: file, day of receipt, who took it. What people say about it may be corrected, each
time with the value before, the value after and the reason.
"""

from piccolo.table import Table

from erp.kernel.columns import (
    big_whole,
    choice,
    day,
    document_json,
    instant,
    key,
    key_of_document,
    money,
    ref,
    text,
    whole,
)
from erp.kernel.tables import StoredFile
from erp.masterdata.tables import Company, Party
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


class Evidence(Table, schema="evidence", tablename="evidence"):
    """One paper, mail or file behind the books."""

    id = key()
    company = ref(Company)
    number = text()
    state = choice(EvidenceState)
    kind = choice(EvidenceKind)
    direction = choice(EvidenceDirection)
    channel = choice(EvidenceChannel)
    file = ref(StoredFile)
    transacted_on = day()
    amount = money(null=True)
    currency = text(null=True)
    party = ref(Party, null=True)
    party_name = text()
    document_number = text(null=True)
    note = text(null=True)
    received_on = day()
    received_by = key_of_document()
    recorded_at = instant()
    origin = text()
    supersedes = ref("self", null=True)
    supersede_reason = text(null=True)
    destroyed_by = key_of_document(null=True)
    destroyed_at = instant(null=True)
    destroy_reason = text(null=True)


class EvidenceLink(Table, schema="evidence", tablename="evidence_link"):
    """An evidence supports a document; or that link is taken back by another row that undoes it."""

    id = key()
    company = ref(Company)
    evidence = ref(Evidence, index=True)
    document = key_of_document(index=True)
    undoes = ref("self", null=True)
    reason = text(null=True)
    linked_by = key_of_document()
    linked_at = instant()


class EvidenceCorrection(Table, schema="evidence", tablename="evidence_correction"):
    """One value that was changed: before, after, why and by whom."""

    id = key()
    company = ref(Company)
    evidence = ref(Evidence, index=True)
    field = choice(EvidenceField)
    before = text(null=True)
    after = text(null=True)
    reason = text()
    corrected_by = key_of_document()
    corrected_at = instant()


class EvidenceHold(Table, schema="evidence", tablename="evidence_hold"):
    """A paper is kept past its time, for a suit or an audit; or such a hold is lifted by a row naming it."""

    id = key()
    company = ref(Company)
    evidence = ref(Evidence, index=True)
    reason = text()
    lifts = ref("self", null=True)
    decided_by = key_of_document()
    decided_at = instant()


class EvidenceBundle(Table, schema="evidence", tablename="evidence_bundle"):
    """Everything that matched some conditions, as one file for whoever inspects the books."""

    id = key()
    company = ref(Company)
    state = choice(WorkState)
    conditions = document_json()
    encoding = choice(IndexEncoding)
    total = whole()
    done = whole(default=0)
    file = ref(StoredFile, null=True)
    unwritable = text(null=True)
    problem = text(null=True)
    requested_by = key_of_document()
    requested_at = instant()
    beat_at = instant(null=True)
    finished_at = instant(null=True)


class IntegrityCheck(Table, schema="evidence", tablename="integrity_check"):
    """One comparison of the trail and of every content with what they were."""

    id = key()
    company = ref(Company)
    state = choice(WorkState)
    total = whole(default=0)
    done = whole(default=0)
    chain_links = big_whole(default=0)
    chain_problem = text(null=True)
    file_problem = choice(Problem, null=True)
    problem_file = ref(StoredFile, null=True)
    requested_by = key_of_document()
    requested_at = instant()
    beat_at = instant(null=True)
    finished_at = instant(null=True)


TABLES: tuple[type[Table], ...] = (
    Evidence,
    EvidenceLink,
    EvidenceCorrection,
    EvidenceHold,
    EvidenceBundle,
    IntegrityCheck,
)
