"""Permissions and limits of a person, as each request of the back office reads them."""

from shop.platform.database.prepared import fetch_rows

PERMISSIONS = """
    select ct.app_label || '.' || p.codename, of_group
    from (
        select permission_id, false as of_group
        from accounts_user_user_permissions where user_id = %(user)s
        union all
        select gp.permission_id, true
        from accounts_user_groups ug join auth_group_permissions gp using (group_id)
        where ug.user_id = %(user)s
    ) as given
    join auth_permission p on p.id = permission_id
    join django_content_type ct on ct.id = p.content_type_id
"""
LOCATIONS = "select location_id from accounts_user_locations where user_id = %s"


def read_permissions(user_id: int) -> tuple[set[str], set[str]]:
    """Return a person's own permissions and those of their groups, as "app.codename"."""
    own, of_groups = set[str](), set[str]()
    for name, is_of_group in fetch_rows(PERMISSIONS, {"user": user_id}):
        (of_groups if is_of_group else own).add(name)
    return own, of_groups


def read_location_ids(user_id: int) -> frozenset[int]:
    """Return the ids of the locations that a person is limited to; empty means no limit."""
    return frozenset(location for (location,) in fetch_rows(LOCATIONS, [user_id]))
