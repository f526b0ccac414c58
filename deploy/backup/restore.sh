#!/bin/sh
# Restores the database into the empty folder $PGDATA, from $BACKUP_FOLDER:
#
#   restore.sh latest                      everything that was archived
#   restore.sh "2026-11-30 12:00:00+00"    the state at a time
#
# Nothing is written if the folder is not empty or the backup is damaged. Start the server
# afterwards; it reads the archived WAL and then accepts connections.
set -eu
target=${1:?latest, or a time such as "2026-11-30 12:00:00+00"}
data=${PGDATA:?}
base=${BACKUP_FOLDER:?}/base

if [ -n "$(ls -A "$data" 2>/dev/null)" ]; then
  echo "restore: $data is not empty. Nothing was changed." >&2
  exit 1
fi
if [ "$target" = latest ]; then
  until=99999999T999999Z
else
  until=$(date -u -d "$target" +%Y%m%dT%H%M%SZ) || exit 1
fi
chosen=
for backup in $(find "$base" -mindepth 1 -maxdepth 1 -name '*Z' | sort); do
  name=$(basename "$backup")
  if [ "$name" = "$(printf '%s\n%s\n' "$name" "$until" | sort | head -n 1)" ]; then
    chosen=$backup
  fi
done
if [ -z "$chosen" ]; then
  echo "restore: $base has no backup that was finished before $target. Nothing was changed." >&2
  exit 1
fi
if ! pg_verifybackup --quiet "$chosen"; then
  echo "restore: $chosen is damaged. Nothing was changed. Move it away to use the one before." >&2
  exit 1
fi

mkdir -p "$data"
cp -R "$chosen/." "$data/"
chmod 700 "$data"
rm -f "$data"/.s.PGSQL.*.lock  # of a server whose socket was in its folder
# The settings of an earlier restore, which the backup may contain, end here.
settings=$data/postgresql.auto.conf
sed -i -e '/^recovery_target/d' -e '/^restore_command/d' "$settings"
{
  echo "restore_command = 'cp \"$BACKUP_FOLDER/wal/%f\" \"%p\"'"
  if [ "$target" != latest ]; then
    echo "recovery_target_time = '$target'"
    echo "recovery_target_action = 'promote'"
  fi
} >>"$settings"
touch "$data/recovery.signal"
echo "Copied $(basename "$chosen"). Start the server: it restores up to $target."
