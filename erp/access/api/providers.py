"""Providers of single sign-on and whom they vouch for. A secret can be set and never asked for."""

from datetime import datetime

from erp.access import tables
from erp.access.actions.change_identity_provider import change_identity_provider
from erp.access.actions.disable_identity_provider import disable_identity_provider
from erp.access.actions.enable_identity_provider import enable_identity_provider
from erp.access.actions.register_identity_provider import register_identity_provider
from erp.access.actions.set_break_glass import set_break_glass
from erp.access.actions.unlink_sign_in import unlink_sign_in
from erp.access.api.people import User
from erp.access.tables import LinkBy, PasswordRule
from erp.api import ID, computed, link, many, mutation, node, one


@node(tables.IdentityProvider)
class IdentityProvider:
    """A service that vouches for people by OpenID Connect."""

    id: ID
    code: str
    name: str
    issuer: str
    client_id: str
    has_secret: bool = computed("({t}.client_secret IS NOT NULL)")
    scopes: str
    claim: str
    link_by: LinkBy
    password_rule: PasswordRule
    is_active: bool
    linked: int = computed(
        "(SELECT count(*) FROM access.sign_in_link l WHERE l.provider = {t}.id AND l.ended_at IS NULL)"
    )


@node(tables.SignInLink)
class SignInLink:
    """Somebody and his account at the provider."""

    id: ID
    provider: IdentityProvider = link("provider")
    user: User = link("holder")
    subject: str
    vouched: str
    linked_at: datetime
    ended_at: datetime | None
    ended_by: User | None = link("ended_by")
    is_live: bool = computed("({t}.ended_at IS NULL)")


QUERY = [
    one(IdentityProvider),
    many(
        IdentityProvider,
        filters=("is_active",),
        search=("code", "name"),
        sorts=("code",),
        default_sort="code",
    ),
    many(
        SignInLink,
        filters=("provider", "user", "is_live"),
        sorts=("linked_at",),
        default_sort="-linked_at",
    ),
]

MUTATION = [
    mutation(register_identity_provider, IdentityProvider),
    mutation(change_identity_provider, IdentityProvider),
    mutation(disable_identity_provider, IdentityProvider),
    mutation(enable_identity_provider, IdentityProvider),
    mutation(unlink_sign_in, SignInLink),
    mutation(set_break_glass, User),
]
