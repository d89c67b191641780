"""Papers for many at once: one file to print, or one each in a new folder. All of them are there, or none."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from app import clock
from app.commands.school import hand_out_each
from app.errors import Refusal
from app.progress import Progress
from app.text import plural, translate
from ui.desk.desk import Desk
from ui.desk.jobs import Job
from ui.dialogs.series import SeriesDialog, SeriesWish
from ui.leaving.saving import save, usual_place

if TYPE_CHECKING:
    from app.documents import Bundle, Options, Rendered, ReportData, TipkaartData

_LONGEST = 90  # characters of a file name: with its folder it stays under the 260 of Windows
_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


@dataclass(frozen=True, slots=True)
class Named:
    """A paper with the name of its file, without what no system takes in a name."""

    name: str
    document: TipkaartData | ReportData


Source = Callable[[Any, Progress], Sequence[Named]]
"""Makes the papers from the open store, off the GUI thread, and says how far it is."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Papers for many: of which kind, how many, where they come from and how they are printed.

    ``cover`` lies on top when they come in one file.
    """

    kind: str
    title: str
    count: int
    source: Source
    options: Options
    school: str
    version: str = ""
    cover: ReportData | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: how many papers, and the code and fingerprint of each file."""

    papers: int
    files: tuple[tuple[str, str], ...]


class Series(QObject):
    """Offers papers for many; its dialogs open over ``over``."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over

    def offer(self, plan: Plan) -> None:
        """Ask how and where, and write them there."""
        dialog = SeriesDialog(plan.title, plan.count, self._over)
        dialog.wished.connect(partial(self._choose, plan))
        dialog.open()

    def _choose(self, plan: Plan, wish: SeriesWish) -> None:
        name = f"{fit(plan.title)} {clock.today():%Y-%m-%d}"
        if wish.together:
            dialog = QFileDialog(self._over, self.tr("Waar moet het bestand komen?"), str(usual_place(f"{name}.pdf")))
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix("pdf")
            dialog.selectFile(f"{name}.pdf")
            dialog.fileSelected.connect(lambda path: self.write(plan, wish, Path(path)))
        else:
            dialog = QFileDialog(self._over, self.tr("In welke map komt de nieuwe map?"), str(usual_place()))
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
            dialog.fileSelected.connect(lambda path: self.write(plan, wish, _free(Path(path) / name)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def write(self, plan: Plan, wish: SeriesWish, path: Path) -> Job:
        """Make the papers beside the screen and put them at ``path``: a file, or a folder that is not there yet."""
        finish = partial(self._tell, plan, path)
        return self._desk.store_task(plan.title, written, finish, plan=plan, wish=wish, path=path)

    def _tell(self, plan: Plan, path: Path, result: Written) -> None:
        amount = plural(result.papers, translate("Series", "{n} papier"), translate("Series", "{n} papieren"))
        fact = translate("Series", "{amount} bewaard in {name}.").format(amount=amount, name=path.name)
        if isValid(self):  # the lock may have taken the page away meanwhile
            self._desk.do(hand_out_each, fact, document=plan.kind, text_version=plan.version, files=result.files)


def written(*, store: Any, plan: Plan, wish: SeriesWish, path: Path, progress: Progress) -> Written:
    """Gather, render and write the papers of ``plan``; a file or folder half written is taken away again."""
    halves = 2 * plan.count
    papers = plan.source(store, _part(progress, 0, halves))
    rest = _part(progress, plan.count, halves)
    try:
        if wish.together:
            return _one_file(plan, wish, papers, path, rest)
        return _files(plan, wish, papers, path, rest)
    except OSError as error:
        words = translate("Series", "Opslaan lukt niet in {folder}: {reason}. Er is niets bewaard.")
        raise Refusal(words.format(folder=path.parent, reason=error.strerror or error)) from error


def fit(name: str) -> str:
    """``name`` as every system takes it for a file."""
    plain = _UNFIT.sub(" ", unicodedata.normalize("NFC", name))
    return " ".join(plain.split())[:_LONGEST].strip(" .") or "document"


def _part(progress: Progress, before: int, total: int) -> Progress:
    """What reports to ``progress`` as a part of it; it stops as that one does."""
    return Progress(lambda done, _count: progress.step(min(before + done, total), total))


def _one_file(plan: Plan, wish: SeriesWish, papers: Sequence[Named], path: Path, progress: Progress) -> Written:
    from app.documents import Bundle

    covers = () if plan.cover is None else (plan.cover,)
    whole = Bundle(plan.school, plan.title, (*covers, *(paper.document for paper in papers)))
    # A booklet is folded by itself: in one file its pages lie as in any other.
    rendered, pdf = _rendered(whole, replace(plan.options, booklet=False), wish, progress)
    save(path, pdf)
    return Written(len(papers), (_known(rendered, pdf),))


def _files(plan: Plan, wish: SeriesWish, papers: Sequence[Named], path: Path, progress: Progress) -> Written:
    files = []
    with _unfinished(path) as folder:
        for done, (name, paper) in enumerate(zip(_apart(papers), papers, strict=True)):
            progress.step(done, len(papers))
            rendered, pdf = _rendered(paper.document, plan.options, wish, Progress())
            (folder / name).write_bytes(pdf)
            files.append(_known(rendered, pdf))
        progress.step(len(papers), len(papers))
    return Written(len(papers), tuple(files))


def _rendered(
    document: TipkaartData | ReportData | Bundle, options: Options, wish: SeriesWish, progress: Progress
) -> tuple[Rendered, bytes]:
    from app.documents import render
    from app.documents.locking import locked

    rendered = render(document, options, progress)
    return rendered, locked(rendered.pdf, wish.password) if wish.password else rendered.pdf


def _known(rendered: Rendered, pdf: bytes) -> tuple[str, str]:
    from app.documents.checking import digest_of

    return rendered.code, digest_of(pdf)


def _apart(papers: Sequence[Named]) -> Iterator[str]:
    """A file name for each paper, no two alike, also not where capitals do not count."""
    taken: dict[str, int] = {}
    for paper in papers:
        name = fit(paper.name)
        taken[name.lower()] = again = taken.get(name.lower(), 0) + 1
        yield f"{name}.pdf" if again == 1 else f"{name} ({again}).pdf"


@contextmanager
def _unfinished(path: Path) -> Iterator[Path]:
    """A folder that becomes ``path`` once everything is in it, and is gone when something goes wrong."""
    folder = path.with_name(f"{path.name}.part")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
        folder.rename(path)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _free(path: Path) -> Path:
    """``path``, or the same with a number where there is such a folder already."""
    others = (path.with_name(f"{path.name} ({number})") for number in range(2, 1000))
    return next(one for one in (path, *others) if not one.exists())
