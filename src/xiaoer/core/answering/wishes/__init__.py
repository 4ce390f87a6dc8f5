"""What shall be done to an order (办理): wishes, their conditions and proposals, and the yes."""
