"""Grounding (事实锁): which fact bears which word of a reply; what nothing bears is found here."""
