#!/bin/sh
# Makes the secrets that can be made, in deploy/secrets/; an existing file is kept.
# Stripe's, the mail server's and the site's TLS certificate are put there by hand.
set -eu
cd "$(dirname "$0")"
umask 077
mkdir -p secrets
cd secrets

random() { openssl rand -hex 32; }
keep() { [ -s "$1" ] || cat >"$1"; }

for name in secret_key postgres_password shop_owner_password shop_app_password redis_password; do
  random | keep "$name"
done
tls='sslmode=verify-full&sslrootcert=/run/secrets/db_ca'
echo "postgresql://shop_app:$(cat shop_app_password)@db:5432/shop?$tls" | keep database_url
echo "postgresql://shop_owner:$(cat shop_owner_password)@db:5432/shop?$tls" | keep database_owner_url
echo "redis://:$(cat redis_password)@redis:6379/0" | keep redis_url
printf 'requirepass %s\nsave ""\nmaxmemory 256mb\nmaxmemory-policy allkeys-lru\n' \
  "$(cat redis_password)" | keep redis_conf
# Keys of the S3 buckets, as boto reads them; empty while pictures are in volumes. Only the web
# server and the worker get them.
printf '[default]\n#aws_access_key_id=\n#aws_secret_access_key=\n' | keep s3_credentials
if [ ! -s db_key ]; then
  openssl req -x509 -newkey rsa:3072 -nodes -days 3650 -subj /CN=stadium-store-database-ca \
    -keyout db_ca_key -out db_ca 2>/dev/null
  openssl req -newkey rsa:3072 -nodes -subj /CN=db -keyout db_key -out db_request 2>/dev/null
  printf 'subjectAltName=DNS:db\n' >db_names
  openssl x509 -req -in db_request -CA db_ca -CAkey db_ca_key -CAcreateserial -days 3650 \
    -extfile db_names -out db_certificate 2>/dev/null
  rm -f db_request db_names
fi
# Compose mounts files as they are: the processes of the containers have other users.
chmod 644 -- *
chmod 700 .
for name in stripe_secret_key stripe_webhook_secret email_url tls_certificate tls_key; do
  [ -s "$name" ] || echo "still missing: deploy/secrets/$name"
done
