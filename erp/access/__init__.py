"""Access: who comes in, and what each may do. Other parts import only these names."""

from erp.access.at_the_console import follow_installed
from erp.access.guarding import CombinedDuty, SamePerson, require_other_person
from erp.access.lifecycle import (
    Ended,
    add_person,
    grant_role,
    let_in_again,
    lock_out,
    refuse_role_beyond_own,
    withdraw_role,
)
from erp.access.people import set_person_key
from erp.access.sign_in import (
    Attempt,
    ForeignPage,
    PasswordToChoose,
    SignedIn,
    SignInRefused,
    UseSingleSignOn,
    WeakPassword,
    companies_of,
    sign_in,
    sign_out,
    switch_company,
    switch_language,
)
from erp.access.single_sign_on import Leaving, Return, come_back, leave_for, providers_offered
from erp.access.who_asks import asking_for_session, asking_for_token, service_asking

__all__ = [
    "Attempt",
    "CombinedDuty",
    "Ended",
    "ForeignPage",
    "Leaving",
    "PasswordToChoose",
    "Return",
    "SamePerson",
    "SignInRefused",
    "SignedIn",
    "UseSingleSignOn",
    "WeakPassword",
    "asking_for_session",
    "asking_for_token",
    "come_back",
    "companies_of",
    "add_person",
    "follow_installed",
    "grant_role",
    "let_in_again",
    "lock_out",
    "refuse_role_beyond_own",
    "withdraw_role",
    "leave_for",
    "providers_offered",
    "require_other_person",
    "service_asking",
    "set_person_key",
    "sign_in",
    "sign_out",
    "switch_company",
    "switch_language",
]
