"""A network of one's own: loopback alone, where what is sent to an address can be dropped without a word."""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import socket
import struct
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
_CLONE_NEWNET = 0x40000000
_SIOCSIFFLAGS = 0x8914
_IFF_UP = 1


def why_not() -> str | None:
    """Why this machine gives no network of one's own, or no way to drop what is sent; ``None`` if it does."""
    if shutil.which("nft") is None:
        return "nft (the package nftables) is not on this machine"
    try:
        in_own_network(lambda: dropped("127.0.0.3"))
    except (OSError, AttributeError, subprocess.CalledProcessError) as error:
        return f"no network of one's own: {error}"
    return None


def in_own_network(work: Callable[[], T]) -> T:
    """Do *work* on a thread in a new network; the threads and programs it starts are in it too."""

    def begin() -> T:
        if ctypes.CDLL(None, use_errno=True).unshare(_CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
            fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", _IFF_UP))
        return work()

    with ThreadPoolExecutor(1) as one:
        return one.submit(begin).result()


def dropped(address: str) -> None:
    """Drop from now on whatever comes to *address* or from it; nobody is told."""
    rules = "\n".join(f"add rule ip cut in ip {way} {address} drop" for way in ("saddr", "daddr"))
    table = "add table ip cut\nadd chain ip cut in { type filter hook input priority 0; }"
    subprocess.run(["nft", "-f", "-"], input=f"{table}\n{rules}\n", check=True, text=True, capture_output=True)
