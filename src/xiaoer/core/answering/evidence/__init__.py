"""What bears an answer (依据): cells and entries found, weighed and cited, and how likely the reply is right."""
