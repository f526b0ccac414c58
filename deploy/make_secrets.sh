#!/bin/sh
# Makes the secrets that can be made, in deploy/secrets/; an existing secret is kept.
# Stripe's, the mail server's and the site's TLS certificate are put there by hand.
#
#   sh deploy/make_secrets.sh          makes what is missing
#   sh deploy/make_secrets.sh renew    makes new certificates of the services, valid for 90 days
#
# A service proves itself to PostgreSQL, Redis and the web server by a certificate with its name:
# none of them takes a password.
set -eu
cd "$(dirname "$0")"
umask 077
mkdir -p secrets
cd secrets
DAYS=90

keep() { [ -s "$1" ] || cat >"$1"; }

# Makes NAME_key and NAME_certificate: certify NAME AUTHORITY HOST.
certify() {
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$1" \
    -keyout "$1_key" -out "$1_request" 2>/dev/null
  {
    echo "subjectAltName=DNS:$1,DNS:$3"
    echo 'basicConstraints=critical,CA:FALSE'
    echo 'keyUsage=critical,digitalSignature'
    echo 'extendedKeyUsage=serverAuth,clientAuth'
    echo 'subjectKeyIdentifier=hash'
    echo 'authorityKeyIdentifier=keyid'
  } >"$1_names"
  openssl x509 -req -in "$1_request" -CA "$2" -CAkey "$2_key" -CAcreateserial \
    -days "$DAYS" -extfile "$1_names" -out "$1_certificate" 2>/dev/null
  rm -f "$1_request" "$1_names"
}

openssl rand -hex 32 | keep secret_key
openssl rand -hex 32 | keep postgres_password
# Keys of the S3 buckets, as boto reads them; empty while pictures are in volumes. Only the web
# server and the worker get them.
printf '[default]\n#aws_access_key_id=\n#aws_secret_access_key=\n' | keep s3_credentials
# Two authorities: the log collector trusts no certificate of a service.
for ca in internal_ca logs_ca; do
  [ -s "${ca}_key" ] || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
    -days 3650 -subj "/CN=stadium-store-$ca" -addext keyUsage=critical,keyCertSign,cRLSign \
    -keyout "${ca}_key" -out "$ca" 2>/dev/null
done
# The host of the log collector stands in its certificate: LOG_COLLECTOR of .env, without the port.
collector=$(sed -n 's/^LOG_COLLECTOR=\([^:]*\).*/\1/p' ../../.env 2>/dev/null || true)
for name in proxy web worker migrate db redis logs collector; do
  ca=internal_ca host=localhost
  case $name in
    logs) ca=logs_ca ;;
    collector) ca=logs_ca host=${collector:-localhost} ;;
  esac
  if [ "${1:-}" = renew ] || [ ! -s "${name}_key" ]; then certify "$name" "$ca" "$host"; fi
done
# Compose mounts files as they are: the processes of the containers have other users. The keys of
# the authorities are mounted nowhere.
chmod 644 -- *
chmod 600 internal_ca_key logs_ca_key logs_key collector_key
chmod 700 .
for name in stripe_secret_key stripe_webhook_secret email_url tls_certificate tls_key; do
  [ -s "$name" ] || echo "still missing: deploy/secrets/$name"
done
