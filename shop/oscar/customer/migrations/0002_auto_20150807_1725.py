"""Oscar's migration, which the tables of `communication` begin with."""

from importlib import import_module

Migration = import_module("oscar.apps.customer.migrations.0002_auto_20150807_1725").Migration
