#!/bin/sh
# Runs once on an empty volume: the owner of the tables and the weaker role of the running shop.
set -eu
export PGPASSWORD="${POSTGRES_PASSWORD:-$(cat /run/secrets/postgres_password)}"
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set owner_password="$(cat /run/secrets/shop_owner_password)" \
  --set app_password="$(cat /run/secrets/shop_app_password)" <<'SQL'
create role shop_owner login nosuperuser password :'owner_password';
create role shop_app login nosuperuser password :'app_password';
create database shop owner shop_owner;
SQL
