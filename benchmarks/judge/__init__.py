"""Labelled after-sales cases and the script that scores the judge on them."""
