#!/bin/sh
# Runs once on an empty volume: the owner of the tables and the weaker role of the running shop.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set owner_password="$SHOP_OWNER_PASSWORD" --set app_password="$SHOP_APP_PASSWORD" <<'SQL'
create role shop_owner login nosuperuser password :'owner_password';
create role shop_app login nosuperuser password :'app_password';
create database shop owner shop_owner;
SQL
