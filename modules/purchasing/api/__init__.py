"""What programs and pages may ask of purchasing, and what they may have it do; one file a noun."""

from modules.purchasing.api import bills, figures, goods, orders, requests, terms

QUERY = [*terms.QUERY, *orders.QUERY, *goods.QUERY, *bills.QUERY, *figures.QUERY, *requests.QUERY]
MUTATION = [*terms.MUTATION, *orders.MUTATION, *goods.MUTATION, *bills.MUTATION, *requests.MUTATION]
