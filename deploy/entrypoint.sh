#!/bin/sh
# Copies the private key of the service into memory, readable for its process alone: the client of
# PostgreSQL refuses a key that others may read.
set -eu
if [ -r /run/secrets/service_key ]; then
  umask 077
  mkdir -p /tmp/tls
  cat /run/secrets/service_key >/tmp/tls/service_key
fi
exec "$@"
