#!/bin/sh
# Makes a base backup in $BACKUP_FOLDER/base, named after the time (UTC) at which it was finished,
# and deletes all but the newest $BACKUP_KEEP (default 7) and the WAL that only those needed.
# Run it as the user of the server: docker compose exec -u postgres db sh /opt/backup/make_backup.sh
set -eu
base=${BACKUP_FOLDER:?}/base
part=$base/unfinished
mkdir -p "$base" "$BACKUP_FOLDER/wal"
rm -rf "$part"
pg_basebackup --username postgres --pgdata "$part" --checkpoint fast --wal-method stream
pg_verifybackup --quiet "$part"
name=$(date -u +%Y%m%dT%H%M%SZ)
mv "$part" "$base/$name"
echo "Backup $name is complete."

find "$base" -mindepth 1 -maxdepth 1 -name '*Z' | sort -r | tail -n "+$((${BACKUP_KEEP:-7} + 1))" |
  while read -r old; do
    rm -rf "$old"
    echo "Deleted $(basename "$old")."
  done
oldest=$(find "$base" -mindepth 1 -maxdepth 1 -name '*Z' | sort | head -n 1)
# The label names the first WAL file that the backup needs: START WAL LOCATION: … (file NAME)
first=$(sed -n 's/^START WAL LOCATION:.*(file \([0-9A-F]*\))$/\1/p' "$oldest/backup_label")
pg_archivecleanup "$BACKUP_FOLDER/wal" "${first:?}"
