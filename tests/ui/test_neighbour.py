from app.store.folder import SchoolFolder
from ui.neighbour import Neighbour, call


def test_a_second_start_calls_the_first_one_forward(qtbot, qapp, tmp_path):
    folder = SchoolFolder(tmp_path / "roc")
    folder.path.mkdir()
    first = Neighbour(folder, qapp)
    with qtbot.waitSignal(first.called):
        assert call(folder)
    first.deleteLater()


def test_where_nobody_is_nobody_hears(qapp, tmp_path):
    assert not call(SchoolFolder(tmp_path / "roc"))


def test_a_call_for_another_school_is_not_heard(qapp, tmp_path):
    first = Neighbour(SchoolFolder(tmp_path / "roc"), qapp)
    assert not call(SchoolFolder(tmp_path / "lyceum"))
    first.deleteLater()
