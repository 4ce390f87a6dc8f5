"""Blobs: bytes by name. In: a name and bytes. Out: the bytes, or nothing. Today in a folder."""

from xiaoer.ports.blobs.folder import FolderBlobs
from xiaoer.ports.blobs.port import Blobs

__all__ = ["Blobs", "FolderBlobs"]
