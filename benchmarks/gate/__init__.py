"""How good and how fast the wording gate is: labelled sentences, the judging script, the speed measurement."""
