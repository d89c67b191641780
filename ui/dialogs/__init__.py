"""Dialogs ask and report; they never run a command."""
