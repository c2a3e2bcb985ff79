"""Attendance: working time, leave and the hand-over to the payroll. Nobody imports from here yet."""
