"""What programs and pages may ask of purchasing, and what they may have it do; one file a noun."""

from modules.purchasing.api import goods, orders, terms

QUERY = [*terms.QUERY, *orders.QUERY, *goods.QUERY]
MUTATION = [*terms.MUTATION, *orders.MUTATION, *goods.MUTATION]
