"""Who works here and what each may do: people, roles, sessions, tokens, and duties that must stay apart.

People and roles are shared between companies, as master data is; a grant, a session and a token say in
which company they count (a grant without one counts in all). That column is called `in_company` because
these rows are read in order to find out which company is asked for, so they cannot be hidden behind that
company.
"""

from enum import Enum

from piccolo.constraints import Unique
from piccolo.table import Table

from erp.kernel.columns import (
    choice,
    day,
    document_json,
    flag,
    instant,
    key,
    key_of_document,
    ref,
    text,
)


class SodMode(str, Enum):
    """What happens when one person would hold both sides of a duty."""

    OFF = "OFF"
    WARN = "WARN"
    # Allowed with a reason, and looked at afterwards by somebody else.
    REVIEW = "REVIEW"
    REFUSE = "REFUSE"


class ReviewOutcome(str, Enum):
    """What somebody else says of a duty that one person did on both sides."""

    ACCEPTED = "ACCEPTED"
    OBJECTED = "OBJECTED"


class PasswordRule(str, Enum):
    """Whether a password still opens the door where there is single sign-on."""

    ALLOWED = "ALLOWED"
    # Whoever has come in through the provider once comes in through it alone.
    REFUSED_WHEN_LINKED = "REFUSED_WHEN_LINKED"
    REFUSED = "REFUSED"


class LinkBy(str, Enum):
    """What of a person is compared with what the provider vouches for."""

    PERSON_KEY = "PERSON_KEY"
    LOGIN = "LOGIN"
    EMAIL = "EMAIL"


class User(Table, schema="access", tablename="app_user"):
    """A person who signs in, or a service account that only programs use."""

    id = key()
    login = text(unique=True)
    name = text()
    email = text(null=True)
    password_hash = text(null=True, secret=True)
    # Set by somebody else: it opens the door once, and only in order to choose an own one.
    password_is_initial = flag()
    language = text()
    is_active = flag(default=True)
    is_service = flag()
    is_developer = flag()
    home_company = key_of_document()
    # The employee number: it is kept for life, so a provider's word of it is worth more than an address.
    person_key = text(null=True)
    # Comes in by password when the provider of single sign-on does not answer; each such time is told.
    is_break_glass = flag()
    created_at = instant()


class Role(Table, schema="access", tablename="role"):
    """A set of permissions with a name.

    The built-in ones grow with the installed modules and cannot be changed.
    """

    id = key()
    code = text(unique=True)
    name_ja = text()
    name_en = text()
    is_built_in = flag()


class RolePermission(Table, schema="access", tablename="role_permission"):
    """One permission of a role, by its name."""

    id = key()
    role = ref(Role)
    permission = text()
    once_per_role = Unique([role, permission])


class RoleGrant(Table, schema="access", tablename="role_grant"):
    """A role given to somebody, in one company or (without one) in all."""

    id = key()
    holder = ref(User, index=True)
    role = ref(Role, index=True)
    in_company = key_of_document(null=True)
    granted_by = ref(User)
    granted_at = instant()


class Session(Table, schema="access", tablename="session"):
    """Somebody signed in on one device. Only the hash of the cookie is kept."""

    id = key()
    token_hash = text(unique=True, secret=True)
    holder = ref(User, index=True)
    in_company = key_of_document()
    created_at = instant()
    last_seen_at = instant()
    expires_at = instant()
    ended_at = instant(null=True)
    user_agent = text(null=True)
    address = text(null=True)
    # The provider that vouched for the person; nothing for a password.
    provider = key_of_document(null=True)


class ApiToken(Table, schema="access", tablename="api_token"):
    """A key for a program: what its holder may do, less what its scopes leave out. Only its hash is kept."""

    id = key()
    name = text()
    prefix = text()
    token_hash = text(unique=True, secret=True)
    holder = ref(User, index=True)
    in_company = key_of_document()
    # Patterns such as `ordering.*`; nothing given means everything its holder may do.
    scopes = document_json(null=True)
    created_by = ref(User)
    created_at = instant()
    expires_at = instant()
    revoked_at = instant(null=True)


class TokenUse(Table, schema="access", tablename="token_use"):
    """When a token was last used, to the minute; apart from the token so that its change history stays
    readable.
    """

    id = key()
    token = ref(ApiToken, unique=True)
    last_used_at = instant()


class SodRule(Table, schema="access", tablename="sod_rule"):
    """Two permissions that one person should not hold together in one company."""

    id = key()
    code = text(unique=True)
    permission_a = text()
    permission_b = text()
    mode = choice(SodMode)
    reason = text()


class DutyUse(Table, schema="access", tablename="duty_use"):
    """One person did both sides of a duty: which document, why, and when. Somebody else looks at it."""

    id = key()
    company = key_of_document()
    rule = ref(SodRule, index=True)
    person = ref(User, index=True)
    document_kind = text()
    document = key_of_document()
    reason = text(null=True)
    used_on = day()
    used_at = instant()


class DutyReview(Table, schema="access", tablename="duty_review"):
    """What somebody else said of it, with his name under it."""

    id = key()
    company = key_of_document()
    duty_use = ref(DutyUse, unique=True)
    outcome = choice(ReviewOutcome)
    note = text(null=True)
    reviewed_by = ref(User)
    reviewed_at = instant()


class IdentityProvider(Table, schema="access", tablename="identity_provider"):
    """A service that vouches for people by OpenID Connect, for all companies of the house."""

    id = key()
    code = text(unique=True)
    name = text()
    issuer = text(unique=True)
    client_id = text()
    # Encrypted, and bound to this row.
    client_secret = text(null=True, secret=True)
    scopes = text()
    claim = text()
    link_by = choice(LinkBy)
    password_rule = choice(PasswordRule)
    is_active = flag(default=True)


class SignInLink(Table, schema="access", tablename="sign_in_link"):
    """This subject at the provider is this person; made once, at the first sign-in, and ended by a person."""

    id = key()
    provider = ref(IdentityProvider, index=True)
    holder = ref(User, index=True)
    subject = text()
    vouched = text()
    linked_at = instant()
    ended_at = instant(null=True)
    ended_by = ref(User, null=True)
