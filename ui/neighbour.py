"""A second start of the program asks the first one to come forward."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.store.folder import SchoolFolder
from app.store.lock import server_name

_WAIT_MS = 1_000


class Neighbour(QObject):
    """Listens for other starts of the program that want the same school."""

    called = Signal()

    def __init__(self, folder: SchoolFolder, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(server_name(folder))  # of a program that was killed: we hold the lock
        self._server.newConnection.connect(self._answer)
        self._server.listen(server_name(folder))

    def leave(self) -> None:
        """Hear nobody any more, from now and not from when this object is cleared away."""
        self._server.close()
        self.deleteLater()

    def _answer(self) -> None:
        while self._server.hasPendingConnections():
            line = self._server.nextPendingConnection()
            line.disconnected.connect(line.deleteLater)
            line.disconnectFromServer()
            self.called.emit()


def call(folder: SchoolFolder) -> bool:
    """Ask the program that has ``folder`` open to come forward; whether it heard."""
    line = QLocalSocket()
    line.connectToServer(server_name(folder))
    return line.waitForConnected(_WAIT_MS)
