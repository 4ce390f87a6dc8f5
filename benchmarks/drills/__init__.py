"""How well the grader of practice chats agrees with people."""
