#!/bin/sh
# PostgreSQL's archive_command: archive_wal.sh %p %f
# Copies a finished WAL file to $BACKUP_FOLDER/wal. PostgreSQL repeats the call until it succeeds.
set -eu
wal=${BACKUP_FOLDER:?}/wal
mkdir -p "$wal"
if [ -e "$wal/$2" ]; then
  cmp -s "$1" "$wal/$2" && exit 0  # archived before a crash of the server
  echo "archive_wal: $wal/$2 exists with other content" >&2
  exit 1
fi
cp "$1" "$wal/$2.part"
sync "$wal/$2.part"
mv "$wal/$2.part" "$wal/$2"
