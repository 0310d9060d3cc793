"""A word to systemd, which may have started the program: it is ready, alive, or about to end."""

import os
import socket
from contextlib import suppress

READY, ALIVE, STOPPING = "READY=1", "WATCHDOG=1", "STOPPING=1"


def tell_service_manager(*words: str) -> None:
    """Send words to the socket that the service manager named; where it named none, nobody is told."""
    place = os.environ.get("NOTIFY_SOCKET", "")
    if not place or not hasattr(socket, "AF_UNIX"):
        return
    # a name without a file begins with a null byte, which is written as @
    address = f"\0{place[1:]}" if place.startswith("@") else place
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as to:
        to.sendto("\n".join(words).encode(), address)
