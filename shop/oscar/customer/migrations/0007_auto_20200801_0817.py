"""Oscar's migration, which the tables of `communication` begin with."""

from importlib import import_module

Migration = import_module("oscar.apps.customer.migrations.0007_auto_20200801_0817").Migration
