"""Who is asked about what, who stands in for whom, and what was decided."""

from erp.approval.tables.case import ApprovalCase, CaseStep, CaseTask, Decision, Passage
from erp.approval.tables.matrix import ApprovalPolicy, AuthorityApprover, AuthorityRule, AuthorityStep
from erp.approval.tables.people import Absence, Delegation, DelegationKind, DepartmentHead, ReportingLine
from erp.approval.tables.wishes import CreditLimitChange

TABLES = (
    AuthorityRule,
    AuthorityStep,
    AuthorityApprover,
    ApprovalPolicy,
    ReportingLine,
    DepartmentHead,
    Delegation,
    DelegationKind,
    Absence,
    ApprovalCase,
    CaseStep,
    CaseTask,
    Decision,
    Passage,
    CreditLimitChange,
)

__all__ = ["TABLES", *(table.__name__ for table in TABLES)]
