"""Changes to orders: proposed, refused, done, dropped."""
