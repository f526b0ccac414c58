"""Oscar used the way it documents: names, apps, menu, prices."""
