"""Access: who comes in, and what each may do. Other parts import only these names."""

from erp.access.at_the_console import follow_installed
from erp.access.guarding import CombinedDuty, SamePerson, require_other_person
from erp.access.sign_in import (
    Attempt,
    ForeignPage,
    PasswordToChoose,
    SignedIn,
    SignInRefused,
    WeakPassword,
    companies_of,
    sign_in,
    sign_out,
    switch_company,
    switch_language,
)
from erp.access.who_asks import asking_for_session, asking_for_token, service_asking

__all__ = [
    "Attempt",
    "CombinedDuty",
    "ForeignPage",
    "PasswordToChoose",
    "SamePerson",
    "SignInRefused",
    "SignedIn",
    "WeakPassword",
    "asking_for_session",
    "asking_for_token",
    "companies_of",
    "follow_installed",
    "require_other_person",
    "service_asking",
    "sign_in",
    "sign_out",
    "switch_company",
    "switch_language",
]
