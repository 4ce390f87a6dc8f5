"""Knowledge (知识): policies, FAQ and quick phrases of a shop."""
