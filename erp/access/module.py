"""What access says of itself: who may come in, and what each may do."""

from erp.access import tables
from erp.kernel.module import Module

MODULE = Module(
    name="access",
    label_ja="利用者と権限",
    label_en="People and permissions",
    needs=("kernel",),
    tables=(
        tables.User,
        tables.Role,
        tables.RolePermission,
        tables.RoleGrant,
        tables.Session,
        tables.ApiToken,
        tables.TokenUse,
        tables.SodRule,
        tables.DutyUse,
        tables.DutyReview,
        tables.IdentityProvider,
        tables.SignInLink,
    ),
    secrets=("access.identity_provider.client_secret",),
)
APP_CONFIG = MODULE.piccolo_app()
