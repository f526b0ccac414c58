"""Oscar's migration, which the tables of `communication` begin with."""

from importlib import import_module

Migration = import_module("oscar.apps.customer.migrations.0006_auto_20190430_1736").Migration
