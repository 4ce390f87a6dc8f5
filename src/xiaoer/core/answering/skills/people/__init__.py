"""What is between people: greeting, complaint, harm, tricks, and what the shop says of itself."""
