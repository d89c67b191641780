"""A mail that opens as a draft, with a paper in it."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default

from app.exchange.mail import eml


def test_a_draft_holds_the_paper_and_goes_to_nobody_yet():
    paper = ("Voortgang é.pdf", b"%PDF-1.7")
    data = eml(to="", subject="Voortgang\nBcc: x@y.example", body="Hierbij.\nGroet", paper=paper)
    mail = message_from_bytes(data, policy=default)
    assert mail["Subject"] == "Voortgang Bcc: x@y.example"
    assert mail["X-Unsent"] == "1"
    assert mail["To"] is mail["Bcc"] is None
    assert "Hierbij." in mail.get_body().get_content()
    (paper,) = mail.iter_attachments()
    assert (paper.get_filename(), paper.get_content_type()) == ("Voortgang é.pdf", "application/pdf")
    assert paper.get_content() == b"%PDF-1.7"
