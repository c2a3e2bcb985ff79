"""The law of approvals, without any machinery: which rule counts, who is asked, who stands in."""
