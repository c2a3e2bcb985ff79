"""A list of salaries as other programs write it: CSV in UTF-8 or CP932, the names of its columns in the
first row.

>>> head = "社員番号,氏名カナ,銀行コード,銀行名,支店コード,支店名,口座番号,金額"
>>> text = head + "\\n1001,ヤマダ タロウ,5,アオバ,33,エキマエ,76543,251340"
>>> rows = read_salaries(text.encode("cp932"))
>>> rows[0]["employee_number"], rows[0]["amount"], rows[0]["account_type"]
('1001', '251340', '')
>>> read_salaries("社員番号\\n1".encode())
Traceback (most recent call last):
modules.payables.rules.salary_list.BadSalaryList: BAD_SALARY_LIST field=file line=1 reason=氏名カナ
"""

import csv
import io
from unicodedata import normalize

from erp.kernel.errors import Refused

COLUMNS = {
    "employee_number": "社員番号",
    "name": "氏名カナ",
    "bank_code": "銀行コード",
    "bank_name": "銀行名",
    "branch_code": "支店コード",
    "branch_name": "支店名",
    "account_number": "口座番号",
    "amount": "金額",
}
OPTIONAL = {"department_number": "所属コード", "account_type": "預金種目"}
MOST_ROWS = 5000


class BadSalaryList(Refused):
    """The list cannot be read: a line of it, or a column that is missing."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(field="file", line=line, reason=reason)


def read_salaries(content: bytes) -> list[dict[str, str]]:
    """The rows by the names of our columns, as texts; empty lines are left out."""
    rows = list(csv.reader(io.StringIO(_text(content))))
    if not rows:
        raise BadSalaryList(1, "EMPTY")
    head = [normalize("NFKC", each).strip() for each in rows[0]]
    places = {name: head.index(title) for name, title in (COLUMNS | OPTIONAL).items() if title in head}
    for name, title in COLUMNS.items():
        if name not in places:
            raise BadSalaryList(1, title)
    found = []
    for line, row in enumerate(rows[1:], 2):
        if not any(each.strip() for each in row):
            continue
        if len(row) < len(head):
            raise BadSalaryList(line, "TOO_FEW_COLUMNS")
        found.append({name: row[at].strip() for name, at in places.items()} | {"line": str(line)})
        found[-1].setdefault("account_type", "")
        found[-1].setdefault("department_number", "")
    if not found:
        raise BadSalaryList(1, "EMPTY")
    if len(found) > MOST_ROWS:
        raise BadSalaryList(MOST_ROWS + 2, "TOO_MANY_ROWS")
    return found


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadSalaryList(1, "NOT_CP932")
