"""A matching round at the screen: from opening it to the board, blind until two people signed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from app.clock import today
from app.documents import Options, render
from app.queries.matching import rounds
from app.queries.matching_names import matches
from app.queries.matching_review import judged
from app.rules.matching_features import published
from app.terms.matching import RoundState, Verdict
from tests.documents.reader import page_text, painted
from tests.rounds import ACTOR, OTHER
from tests.ui.laws import clipped, nameless, untranslated
from ui.desk.actions import Actions
from ui.desk.desk import Desk
from ui.dialogs.matching_calls import MatchingCallsDialog
from ui.dialogs.matching_criteria import MatchingCriteriaDialog
from ui.dialogs.matching_inputs import MatchingInputsDialog
from ui.dialogs.matching_lottery import MatchingLotteryDialog
from ui.dialogs.matching_paper import MatchingPaperDialog
from ui.dialogs.matching_round import MatchingRoundDialog
from ui.dialogs.matching_verdict import MatchingVerdictDialog
from ui.dialogs.school_text import SchoolTextDialog
from ui.pages.matching import MatchingPage
from ui.theme import apply
from ui.widgets.row_table import RowTable

NAMES = ("Noor", "Amrani", "Sem", "Verhoeven", "Zeynep", "Arslan", "Bram", "Derksen", "Fatou", "Diallo", "Joost", "Eck")


@pytest.fixture
def actions(qapp):
    return Actions()


@pytest.fixture
def page(qtbot, market, lanes, actions):
    return shown(qtbot, market, lanes, actions)


@pytest.fixture
def judging(qtbot, proposed, lanes, actions):
    """The page with a proposal that is explained, at the review."""
    page = shown(qtbot, proposed, lanes, actions)
    page.open_round(proposed.round)
    settled(qtbot, page)
    return page


def shown(qtbot, made, lanes, actions):
    page = MatchingPage(Desk(made.store, ACTOR, lanes), actions)
    qtbot.addWidget(page)
    page.resize(1300, 800)
    with qtbot.waitExposed(page):
        page.show()
    return page


def settled(qtbot, page):
    """Wait until the proposal in view is explained."""
    qtbot.waitUntil(lambda: page.ready, timeout=60_000)


def seen(page):
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def answer(kind, **values):
    """Fill in the dialog that is open now, and save it."""
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    assert isinstance(dialog, kind)
    for name, value in values.items():
        dialog.form[name].set_value(value)
    dialog.save()
    assert not dialog.isVisible(), seen(dialog)


def about(made):
    return made.ask(rounds)[0]


def test_a_school_without_rounds_reads_what_a_round_does(page):
    assert "Nog geen matchingronde" in seen(page)


def test_a_round_goes_from_wishes_to_the_board(qtbot, market, page, actions):
    press = lambda key: actions.get(f"matching.{key}").trigger()  # noqa: E731 - what every line does
    press("new")
    answer(MatchingRoundDialog, programme=market.programme, period=market.period)
    assert "6 studenten doen mee" in seen(page)
    assert "2 apart gehouden" in seen(page)
    press("freeze")
    answer(MatchingCriteriaDialog, goals=400)
    press("lottery")
    answer(MatchingLotteryDialog, part="zes wilgen", giver=OTHER)
    press("solve")
    qtbot.waitUntil(lambda: about(market).state is RoundState.PROPOSED, timeout=60_000)
    market.round = about(market).id
    page.open_round(market.round)
    settled(qtbot, page)
    while market.ask(judged, market.round, ACTOR).open:
        before = market.ask(judged, market.round, ACTOR).open
        press("agree")
        assert market.ask(judged, market.round, ACTOR).open == before - 1
    page.show_step("sign")
    press("sign")
    press("paper")
    code = page._about.paper_code
    answer(MatchingPaperDialog, name=OTHER, code=code)
    assert "Noor Amrani" in {row.name for row in market.ask(matches, market.round)}
    press("place")
    assert about(market).state is RoundState.PLACED
    assert "staan op het bord" in seen(page)


def test_no_name_is_on_the_screen_while_people_judge(judging):
    for step in ("proposal", "review", "sign"):
        judging.show_step(step)
        assert not [name for name in NAMES if name in seen(judging)]


def test_a_key_agrees_and_goes_on_to_the_next(qtbot, proposed, judging):
    qtbot.waitUntil(judging.isActiveWindow)
    judging.setFocus()
    first = judging._review.current.alias
    qtbot.keyClick(judging._review._list, Qt.Key.Key_A)
    assert proposed.review()[first].verdict is Verdict.AGREE
    assert judging._review.current.alias != first


def test_a_veto_takes_a_reason_and_asks_for_a_new_proposal(qtbot, proposed, judging, actions):
    actions.get("matching.veto").trigger()
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, MatchingVerdictDialog)]
    dialog.save()
    assert dialog.isVisible()
    dialog.form["reason"].set_value("Het werk past niet bij de leerdoelen")
    dialog.save()
    assert Verdict.VETO in {row.verdict for row in proposed.review().values()}
    assert judging.primary is actions.get("matching.solve")
    judging.primary.trigger()
    qtbot.waitUntil(lambda: about(proposed).number == 2, timeout=60_000)


def test_checking_again_says_that_it_is_proven(qtbot, judging, actions):
    said = []
    judging.desk.told.connect(said.append)
    actions.get("matching.check").trigger()
    qtbot.waitUntil(lambda: bool(said), timeout=60_000)
    assert said == ["Gecontroleerd: het voorstel is bewezen het beste dat er is."]


def test_the_papers_without_names_have_none_and_the_letters_do(qtbot, proposed, judging):
    blind = [judging.paper(name) for name in ("protocol", "accounts")]
    assert not [name for name in NAMES if any(name in repr(paper) for paper in blind)]
    proposed.sign()
    judging.refresh()
    named = {name: judging.paper(name) for name in ("letters", "invitations")}
    assert all("Noor" in repr(paper) for paper in named.values())
    assert "Vast aanspreekpunt op school" in repr(named["invitations"])
    for paper in (*blind, *named.values()):
        rendered = render(paper, Options(today()))
        assert rendered.pdf.startswith(b"%PDF-")
        assert rendered.warnings == ()


@pytest.mark.parametrize(("theme", "scale", "size"), [("light", 1.0, (1366, 768)), ("dark", 2.0, (1366, 768))])
def test_every_step_is_whole_and_has_names(qtbot, judging, theme, scale, size):
    qapp = QApplication.instance()
    apply(qapp, theme, scale)
    judging.resize(*size)
    for step in ("complete", "criteria", "proposal", "review", "sign"):
        judging.show_step(step)
        qtbot.waitUntil(lambda: clipped(judging) == [], timeout=10_000)
        assert nameless(judging) == []


@pytest.mark.heavy
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_every_candidate_is_whole_as_soon_as_shown(qtbot, proposed, lanes, theme, scale):
    qapp = QApplication.instance()
    apply(qapp, theme, scale)
    for size in ((1366, 768), (1440, 900), (1920, 1080)):
        page = shown(qtbot, proposed, lanes, Actions())
        page.resize(*size)
        page.open_round(proposed.round)
        settled(qtbot, page)
        for alias in proposed.review():
            page._review._list.choose(alias)
            assert f"Kandidaat {alias}" in seen(page)
            assert clipped(page) == []
        page.close()


def test_a_school_writes_its_own_letters_before_they_go(proposed, judging, actions):
    proposed.sign()
    judging.refresh()
    for paper, key in (("letters", "letter_text"), ("invitations", "invitation_text")):
        actions.get(f"matching.{key}").trigger()
        (dialog,) = [one for one in judging.findChildren(SchoolTextDialog) if one.isVisible()]
        dialog.form["opening.text"].set_value("Hoera van {school}: **kom langs**.")
        assert clipped(dialog) == nameless(dialog) == []
        dialog.save()
        assert not dialog.isVisible()
        pdf = render(judging.paper(paper), Options(today())).pdf
        assert "Hoera van Waterland: kom langs." in page_text(pdf)
        assert "Bold" in {word.text.strip(): word.font for word in painted(pdf)}["langs"]
        assert judging._papers._texts(f"round_{paper[:-1]}").version == "2026.1-1"
        dialog.deleteLater()
    actions.get("matching.letter_text").trigger()
    (dialog,) = [one for one in judging.findChildren(SchoolTextDialog) if one.isVisible()]
    dialog.dropped.emit()
    assert "Hoera" not in repr(judging.paper("letters"))


def test_the_calls_that_would_help_are_a_list_to_work_through(judging, actions):
    opened = []
    judging.desk.open_wanted.connect(lambda kind, key, _doing: opened.append((kind, key)))
    judging.show_step("proposal")
    actions.get("matching.calls").trigger()
    (dialog,) = judging.findChildren(MatchingCallsDialog)
    rows = dialog.findChild(RowTable).rows.rows
    assert "Wijkteam Hatert" in {row.company for row in rows}
    assert [row.candidates for row in rows] == sorted((row.candidates for row in rows), reverse=True)
    assert not [name for name in NAMES if name in repr(rows)]
    assert clipped(dialog) == nameless(dialog) == []
    dialog.findChild(RowTable).opened.emit((rows[0].round.id, rows[0].company_id, rows[0].words))
    assert opened == [("company", rows[0].company_id)]


def test_people_read_what_goes_in_and_what_cannot(page, actions):
    actions.get("matching.inputs").trigger()
    (dialog,) = page.findChildren(MatchingInputsDialog)
    assert "Er is geen plaats voor naam; geslacht" in seen(dialog)
    assert [row.field for row in dialog.findChild(RowTable).rows.rows] == [row.field for row in published()]
    assert clipped(dialog) == nameless(dialog) == []
    dialog.accept()


def test_every_word_is_translated(qtbot, proposed, shout, lanes):
    page = shown(qtbot, proposed, lanes, Actions())
    page.open_round(proposed.round)
    qtbot.waitUntil(lambda: page.ready, timeout=60_000)
    data = (
        *(row.name for row in page._about.criteria),
        *proposed.review(),
        page._about.row.code,
        "Verzorgende IG",
        "Verpleeghuis",
        "Hospice",
        "Wijkteam",
        "Nijmegen",
        "Malden",
        *NAMES,
    )
    for step in ("criteria", "proposal", "sign"):
        page.show_step(step)
        left = [text for text in untranslated(page, data) if not any(char.isdigit() for char in text)]
        assert left == []
