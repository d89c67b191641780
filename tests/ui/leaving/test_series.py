"""Papers for many leave in one go: in one file or one each, with a password or without, wholly or not at all."""

from __future__ import annotations

import pytest

from app.documents import Options, ReportData, Words
from app.progress import Cancelled, Progress
from tests.documents import papers, reader
from ui.desk.pdfium import opened
from ui.dialogs.series import SeriesWish
from ui.leaving.series import Named, Plan, fit, written

NAMES = ("Amira Baas Zorghuis", "Bo <Ster> De/Kade", "Amira Baas Zorghuis")
TOGETHER, APART = SeriesWish(together=True), SeriesWish(together=False)


def letter(name: str) -> ReportData:
    return papers.report(title="Brief", heading=name, parts=(Words("Beste,", ("Je hebt een plek.",)),))


def source(_store: object, progress: Progress) -> tuple[Named, ...]:
    progress.step(len(NAMES), len(NAMES))
    return tuple(Named(name, letter(name)) for name in NAMES)


@pytest.fixture
def plan() -> Plan:
    cover = papers.report(title="Brieven", heading="Wie er een krijgt", parts=())
    return Plan("matching_letters", "Brieven", len(NAMES), source, Options(papers.DAY), papers.SCHOOL, cover=cover)


def stopping(at: int) -> Progress:
    """A progress that is cancelled once so many pieces are ready."""

    def report(done: int, _total: int) -> None:
        if done >= at:
            progress.cancel()

    progress = Progress(report)
    return progress


def test_one_file_has_every_paper_under_its_cover(plan, tmp_path):
    steps = []
    progress = Progress(lambda done, total: steps.append((done, total)))
    path = tmp_path / "brieven.pdf"
    told = written(store=None, plan=plan, wish=TOGETHER, path=path, progress=progress)
    texts = reader.page_texts(path.read_bytes())
    assert [text.split("\r\n")[1] for text in texts] == ["Wie er een krijgt", *NAMES]
    assert all("bladzijde 1 van 1" in text for text in texts)
    assert (told.papers, len(told.files)) == (3, 1)
    assert steps[-1] == (6, 6)
    assert steps == sorted(steps)


def test_a_file_for_each_has_a_name_that_every_system_takes_and_no_cover(plan, tmp_path):
    told = written(store=None, plan=plan, wish=APART, path=tmp_path / "Brieven", progress=Progress())
    found = sorted(path.name for path in (tmp_path / "Brieven").iterdir())
    assert found == ["Amira Baas Zorghuis (2).pdf", "Amira Baas Zorghuis.pdf", "Bo Ster De Kade.pdf"]
    assert len(set(told.files)) == 2  # two letters are alike to the letter


@pytest.mark.parametrize("wish", [TOGETHER, APART], ids=["together", "apart"])
@pytest.mark.parametrize("at", [0, 3, 4, 5])
def test_who_cancels_finds_nothing_half(plan, tmp_path, wish, at):
    with pytest.raises(Cancelled):
        written(store=None, plan=plan, wish=wish, path=tmp_path / "brieven", progress=stopping(at))
    assert list(tmp_path.iterdir()) == []


def test_with_a_password_every_file_is_closed(plan, tmp_path):
    wish = SeriesWish(together=False, password="een goede zin")
    written(store=None, plan=plan, wish=wish, path=tmp_path / "Brieven", progress=Progress())
    for path in (tmp_path / "Brieven").iterdir():
        with opened(path.read_bytes(), "een goede zin") as document:
            assert "Je hebt een plek." in document[0].get_textpage().get_text_range()


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("a/b\\c:d", "a b c d"), ("", "document"), (" punt. ", "punt"), ("x" * 200, "x" * 90), ("Zoe\u0308", "Zoë")],
)
def test_names_of_files_are_fit_for_every_system(name, wanted):
    assert fit(name) == wanted
