"""Mail drafts: a message as a file that the mail program opens, to look over and send."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP


def eml(*, to: str, subject: str, body: str, paper: tuple[str, bytes] | None = None) -> bytes:
    """A draft that is not sent yet (``X-Unsent``); without an address the sender fills that in.

    ``paper`` is the name and the bytes of a PDF that goes with it.
    """
    message = EmailMessage(policy=SMTP)
    if to:
        message["To"] = to
    message["Subject"] = " ".join(subject.split())
    message["X-Unsent"] = "1"
    message.set_content(body)
    if paper is not None:
        message.add_attachment(paper[1], maintype="application", subtype="pdf", filename=paper[0])
    return message.as_bytes()
