"""What can go wrong in exams.

NotFound   NoExam, NoSitting
Conflict   Closed, NoTriesLeft, TimeIsUp, HandedIn, NotHandedIn, TooFewQuestions, ExamChanged
Invalid    BadQuestion, BadAnswer
"""

from __future__ import annotations

from xiaoer.kit.errors import Conflict, Invalid, NotFound


class NoExam(NotFound):
    """No such exam here."""

    def __init__(self) -> None:
        super().__init__("没有这场考试", code="no_exam")


class NoSitting(NotFound):
    """No such sitting, or not one's own."""

    def __init__(self) -> None:
        super().__init__("没有这份答卷", code="no_sitting")


class Closed(Conflict):
    """The exam is not open (any more)."""

    def __init__(self) -> None:
        super().__init__("这场考试没有开放", code="exam_closed")


class NoTriesLeft(Conflict):
    """All tries are used."""

    def __init__(self, tries: int) -> None:
        super().__init__(f"这场考试最多考 {tries} 次，次数已用完，请找培训师", code="no_tries_left")


class TimeIsUp(Conflict):
    """An answer that came after the end."""

    def __init__(self) -> None:
        super().__init__("考试时间到了，这份答卷已经交卷", code="time_is_up")


class HandedIn(Conflict):
    """It has been handed in already."""

    def __init__(self) -> None:
        super().__init__("这份答卷已经交了", code="handed_in")


class NotHandedIn(Conflict):
    """Only what has been handed in can be marked."""

    def __init__(self) -> None:
        super().__init__("这份答卷还没有交", code="not_handed_in")


class TooFewQuestions(Conflict):
    """The bank has not enough of what a section asks for."""

    def __init__(self, section: int, wanted: int, there: int) -> None:
        super().__init__(
            f"第 {section} 部分要 {wanted} 道题，题库里合条件的只有 {there} 道；减少题数，或放宽知识点、题型、难度",
            code="too_few_questions",
        )


class ExamChanged(Conflict):
    """Somebody was first."""

    def __init__(self) -> None:
        super().__init__("别人刚改过这场考试，请刷新后再改", code="changed")


class BadQuestion(Invalid):
    """A question that cannot be asked."""

    def __init__(self, why: str, remedy: str, column: str) -> None:
        super().__init__(f"{why}；{remedy}", code="bad_question", column=column)
        self.why, self.remedy, self.column = why, remedy, column


class BadAnswer(Invalid):
    """An answer that does not fit its question."""

    def __init__(self) -> None:
        super().__init__("答案和题目对不上，请刷新后再答", code="bad_answer")
