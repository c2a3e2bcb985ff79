"""The law and the company's own rules on expenses, without a database."""
