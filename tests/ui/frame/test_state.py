"""What the machine remembers survives a restart, and a broken file costs nothing but the memory."""

import json

import pytest

from ui.frame.state import StateFile, WindowState


def test_what_is_changed_is_there_next_time(tmp_path):
    StateFile(tmp_path).change(theme="dark", text_scale=1.5, place=(10, 20, 1366, 768), maximised=True, page="today")
    StateFile(tmp_path).set_view("placements.view", "table")
    found = StateFile(tmp_path)
    assert found.state == WindowState("dark", 1.5, (10, 20, 1366, 768), True, "today", {"placements.view": "table"})
    assert found.view("placements.view") == "table"
    assert found.view("other", "board") == "board"


def test_no_half_written_file_is_left(tmp_path):
    StateFile(tmp_path).change(theme="dark")
    assert [file.name for file in tmp_path.iterdir()] == ["window.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"theme": 3}', "\x00\x01"])
def test_a_broken_file_gives_the_defaults(tmp_path, text):
    (tmp_path / "window.json").write_text(text, encoding="utf-8")
    assert StateFile(tmp_path).state == WindowState()


@pytest.mark.parametrize(
    "wrong",
    [
        {"theme": "pink"},
        {"text_scale": 9},
        {"text_scale": True},
        {"place": [1, 2, 3]},
        {"place": [0, 0, -5, 10]},
        {"maximised": "ja"},
        {"page": 4},
        {"views": ["board"]},
        {"unknown": 1},
    ],
)
def test_a_value_that_makes_no_sense_is_passed_over_alone(tmp_path, wrong):
    (tmp_path / "window.json").write_text(json.dumps({"text_scale": 1.25, "theme": "dark"} | wrong), encoding="utf-8")
    found = StateFile(tmp_path).state
    assert found.theme == ("dark" if "theme" not in wrong else "system")
    assert found.place is None


def test_a_folder_that_refuses_costs_only_the_memory(tmp_path):
    (tmp_path / "config").write_text("no folder", encoding="utf-8")
    file = StateFile(tmp_path / "config")
    file.change(theme="light")
    assert file.state.theme == "light"
    assert StateFile(tmp_path / "config").state == WindowState()
