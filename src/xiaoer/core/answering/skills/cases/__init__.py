"""After-sales: verdicts, cases, deadlines, warranty."""
