"""What is kept: one room each, all of one shape (models, repository, service, endpoints, schemas, rules, errors)."""
