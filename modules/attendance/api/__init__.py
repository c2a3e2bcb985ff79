"""What can be asked of attendance and done with it."""

from modules.attendance.api import ground, leave, payroll, sheets

QUERY = [*ground.QUERY, *sheets.QUERY, *leave.QUERY, *payroll.QUERY]
MUTATION = [*ground.MUTATION, *sheets.MUTATION, *leave.MUTATION, *payroll.MUTATION]
