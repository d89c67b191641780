"""The screen of Driehoek: PySide6 widgets over ``app``."""
