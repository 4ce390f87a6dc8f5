"""Staff (员工): people, their memberships in shops, their sessions and their presence."""
