"""Approvals as people and programs see them: the matrix, the people, the cases, and what waits for whom."""

from erp.approval.api.cases import CASE_MUTATIONS, CASE_QUERIES
from erp.approval.api.mails import MAIL_MUTATIONS, MAIL_QUERIES
from erp.approval.api.matrix import MATRIX_MUTATIONS, MATRIX_QUERIES
from erp.approval.api.people import PEOPLE_MUTATIONS, PEOPLE_QUERIES
from erp.approval.api.wishes import WISH_QUERIES

QUERY = [*CASE_QUERIES, *WISH_QUERIES, *MATRIX_QUERIES, *PEOPLE_QUERIES, *MAIL_QUERIES]
MUTATION = [*CASE_MUTATIONS, *MATRIX_MUTATIONS, *PEOPLE_MUTATIONS, *MAIL_MUTATIONS]
