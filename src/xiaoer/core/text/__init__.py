"""Chinese text: normal form, words, quantities, dates, regions, waybills, contacts, personal data."""
