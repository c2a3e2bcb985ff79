"""Reviews of rights: who looks at what, what he decides, and his name under it."""

from piccolo.table import Table

from erp.access.tables import User
from erp.kernel.columns import choice, day, document_json, instant, key, key_of_document, ref, text, whole
from erp.masterdata.tables import Company, Department
from modules.identity.states import ReviewDecision, ReviewState
from modules.identity.tables.accounts import Account
from modules.identity.tables.systems import Entitlement, System


class AccessReview(Table, schema="identity", tablename="access_review"):
    """A campaign: the rights of a system or of a department are looked through until a day."""

    id = key()
    company = ref(Company)
    number = text()
    name = text()
    state = choice(ReviewState)
    system = ref(System, null=True)
    department = ref(Department, null=True)
    due_on = day()
    started_by = ref(User)
    started_at = instant()
    items = whole(default=0)
    signed_off_by = ref(User, null=True)
    signed_off_at = instant(null=True)
    sign_off_note = text(null=True)
    reminded_on = day(null=True)


class ReviewItem(Table, schema="identity", tablename="review_item"):
    """One right of one account: what it is, why it is there, when it was last used, and what is decided."""

    id = key()
    company = ref(Company)
    access_review = ref(AccessReview, index=True)
    line_no = whole()
    system = ref(System)
    account = ref(Account)
    person = key_of_document(null=True)
    entitlement = ref(Entitlement, null=True)
    reasons = document_json(default="[]")
    last_used_at = instant(null=True)
    reviewer = ref(User)
    decision = choice(ReviewDecision, null=True)
    decision_reason = text(null=True)
    decided_by = ref(User, null=True)
    decided_at = instant(null=True)


TABLES = (AccessReview, ReviewItem)
