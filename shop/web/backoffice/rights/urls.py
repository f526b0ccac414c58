"""Addresses of the rights desk, below /rights/."""

from shop.identity.accounts.roles import (
    may_approve,
    may_consent,
    may_decide_for_all_holders,
    may_stop_sales,
    may_write_rights,
    sees_other_grants,
)
from shop.web.backoffice.records import views as records
from shop.web.backoffice.rights import (
    agreement_actions,
    agreement_drafts,
    agreements,
    approvals,
    avails,
    bulk_approval,
    calendar,
    change_preview,
    conflicts,
    consents,
    factories,
    held_orders,
    holds,
    licensees,
    mandates,
    marks,
    notices,
    overview,
    policy,
    sale_check,
    territories,
    territory_map,
    versions,
)
from shop.web.backoffice.rights.access import action, page, sees_rights

app_name = "rights"
urlpatterns = [
    page("", overview.show, "overview"),
    page("agreements/", agreements.show_list, "agreements"),
    action("agreements/draft/", agreement_drafts.create, "draft", check=may_write_rights),
    action("agreements/<int:pk>/terms/", agreement_drafts.edit, "terms", check=may_write_rights),
    action(
        "agreements/<int:pk>/grant/", agreement_drafts.grant, "add_grant", check=may_write_rights
    ),
    action(
        "agreements/<int:pk>/grants/<int:number>/remove/",
        agreement_drafts.drop,
        "drop_grant",
        check=may_write_rights,
    ),
    action(
        "agreements/<int:pk>/factory/", factories.approve, "approve_factory", check=may_write_rights
    ),
    action(
        "agreements/<int:pk>/factories/<int:number>/audit/",
        factories.audit,
        "record_audit",
        check=may_write_rights,
    ),
    action(
        "agreements/<int:pk>/factories/<int:number>/end/",
        factories.end,
        "end_factory",
        check=may_stop_sales,
    ),
    page("calendar/", calendar.show, "calendar"),
    page("agreements/<int:pk>/", agreements.show, "agreement"),
    action(
        "agreements/<int:pk>/<slug:name>/",
        agreement_actions.take_step,
        "move",
        check=agreement_actions.may_take_steps,
    ),
    page("agreements/<int:pk>/what-if/<slug:kind>/", change_preview.show, "whatif"),
    page("holds/", holds.show_list, "holds"),
    action("holds/place/", holds.place, "place_hold", check=may_stop_sales),
    action("holds/<int:pk>/lift/", holds.lift, "lift_hold", check=may_stop_sales),
    page("approvals/", approvals.show_queue, "approvals"),
    action("approvals/together/", bulk_approval.decide, "together", check=may_approve),
    action("approvals/<int:pk>/", versions.show, "approval", check=sees_rights),
    page("approvals/<int:pk>/pictures/<int:number>/original/", versions.original, "original"),
    action("approvals/<int:pk>/comment/", versions.comment, "comment", check=may_approve),
    action(
        "approvals/<int:pk>/pictures/<int:number>/withdraw/",
        versions.hide_picture,
        "hide_picture",
        check=may_stop_sales,
    ),
    action("approvals/<int:pk>/withdraw/", versions.withdraw, "withdraw", check=may_stop_sales),
    action("notices/", notices.show, "notices", check=sees_rights),
    action("notices/<int:pk>/", notices.follow, "notice", check=sees_rights),
    action("notices/choose/", notices.choose, "choose_notices", check=sees_rights),
    page("question/", sale_check.ask, "question"),
    page("where/", territory_map.show, "where"),
    page("conflicts/", conflicts.show, "conflicts", check=sees_other_grants),
    page("avails/", avails.ask, "avails", check=sees_other_grants),
    page("marks/", marks.show_list, "marks"),
    action("succession/", marks.succeed, "succession", check=may_decide_for_all_holders),
    page("marks/<slug:code>/", marks.show, "mark"),
    action(
        "marks/<slug:code>/holding/",
        marks.record,
        "record_holding",
        check=may_decide_for_all_holders,
    ),
    action(
        "marks/<slug:code>/holdings/<int:number>/end/",
        marks.end,
        "end_holding",
        check=may_decide_for_all_holders,
    ),
    page("consents/", consents.show_list, "consents"),
    action("consents/record/", consents.record, "record_consent", check=may_consent),
    action("consents/<int:pk>/end/", consents.end, "end_consent", check=may_consent),
    page("licensees/", licensees.show_list, "licensees"),
    page("licensees/<slug:code>/", licensees.show, "licensee"),
    action(
        "licensees/<slug:code>/<slug:name>/",
        licensees.change_status,
        "move_licensee",
        check=licensees.may_take_steps,
    ),
    page("records/", records.show_overview, "registers", check=records.sees_records),
    page("records/<slug:slug>/", records.show_list, "records", check=records.sees_records),
    action(
        "records/<slug:slug>/new/", records.edit, "add_record", check=may_decide_for_all_holders
    ),
    action(
        "records/<slug:slug>/import/",
        records.upload,
        "import_records",
        check=may_decide_for_all_holders,
    ),
    action("records/<slug:slug>/<slug:code>/", records.edit, "record", check=records.sees_records),
    page("mandates/", mandates.show_list, "mandates", check=mandates.sees_mandates),
    action(
        "mandates/propose/", mandates.propose, "propose_mandate", check=may_decide_for_all_holders
    ),
    action(
        "mandates/proposals/<int:pk>/",
        mandates.decide,
        "decide_mandate",
        check=may_decide_for_all_holders,
    ),
    action("mandates/<int:pk>/end/", mandates.end, "end_mandate", check=may_decide_for_all_holders),
    page("territories/", territories.show, "territories"),
    action("territories/define/", territories.define, "define_territories", check=may_write_rights),
    page("policy/", policy.show, "policy", check=policy.sees_policy),
    action("policy/switch/", policy.switch, "switch_policy", check=may_decide_for_all_holders),
    # Paid orders that wait for a decision.
    page("held-orders/", held_orders.show, "held-orders", check=held_orders.sees_held_orders),
    action(
        "held-orders/<int:number>/",
        held_orders.decide,
        "held-order",
        check=held_orders.decides_held_orders,
    ),
]
