"""The robot (智能客服): lets `core.answering` read along, answers or suggests as each shop wishes, hands over honestly."""
