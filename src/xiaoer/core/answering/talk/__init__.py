"""What a line means in the course of a talk (对话): what is spoken of, what is asked, what is remembered."""
