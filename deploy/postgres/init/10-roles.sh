#!/bin/sh
# Runs once on an empty volume: the owner of the tables and the weaker role of the running shop.
# Neither has a password: certificates prove who connects (pg_hba.conf).
set -eu
psql --set ON_ERROR_STOP=1 --username postgres --dbname postgres <<'SQL'
create role shop_owner login nosuperuser;
create role shop_app login nosuperuser;
create database shop owner shop_owner;
SQL
