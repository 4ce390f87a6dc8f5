"""Backup (备份): the whole installation, database and files, in one archive, taken and put back while the desk runs.

In: settings (which database, which folder of files) and a file name. Out: a zip with a manifest that says what must be
in it (engine, schema, rows per table, a digest per member), so that a broken, half or newer archive is refused before
anything is touched. Putting back is one transaction on either engine: what fails half-way leaves the old data.
"""

from xiaoer.app.backup.making import make_backup
from xiaoer.app.backup.restoring import restore_backup

__all__ = ["make_backup", "restore_backup"]
