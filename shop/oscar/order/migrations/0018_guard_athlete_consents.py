"""The last guard refuses goods with an athlete's mark that no consent of the athlete covers."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("shop.oscar.order.migrations.0010_sell_off_by_wall_time").AFTER
MARKS = "select m.id, q.number, a.licensor_id\n"
MARKS_AND_KINDS = "select m.id, q.number, q.id as property, q.kind, a.licensor_id\n"
END = """                return 'NO_GRANT';
            end if;
        end loop;"""
CONSENT = """                return 'NO_GRANT';
            end if;
            if mark.kind = 'ATHLETE' and not exists (
                select from licensing_rightspolicy where not athlete_consents
            ) and not exists (
                select from licensing_athlete h
                join licensing_athleteconsent c on c.athlete_id = h.id
                where h.mark_id = mark.property and not c.withdrawn and c.uses @> h.mark_uses
                  and c.territories @> place.number::int
                  and (now_at at time zone 'UTC')::date
                      between c.first_day and coalesce(c.last_day, 'infinity')
            ) then
                return 'ATHLETE_CONSENT';
            end if;
        end loop;"""
AFTER = BEFORE.replace(MARKS, MARKS_AND_KINDS).replace(END, CONSENT)


class Migration(migrations.Migration):
    dependencies = [
        ("order", "0017_bought_gift_cards"),
        ("licensing", "0020_guards_of_athlete_consents"),
    ]

    operations = [migrations.RunSQL(AFTER, BEFORE)]
