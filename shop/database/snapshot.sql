-- made from 2ff30a15c87a5739
--
-- PostgreSQL database dump
--



SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: btree_gist; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;


--
-- Name: EXTENSION btree_gist; Type: COMMENT; Schema: -; Owner: -
--



--
-- Name: pg_trgm; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;


--
-- Name: EXTENSION pg_trgm; Type: COMMENT; Schema: -; Owner: -
--



--
-- Name: unaccent; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;


--
-- Name: EXTENSION unaccent; Type: COMMENT; Schema: -; Owner: -
--



--
-- Name: procrastinate_job_event_type; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);


--
-- Name: procrastinate_job_status; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);


--
-- Name: procrastinate_job_to_defer_v1; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);


--
-- Name: _pgh_attach_context(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public._pgh_attach_context() RETURNS uuid
    LANGUAGE plpgsql
    AS $$
                    DECLARE
                        _pgh_context_id UUID;
                        _pgh_context_metadata JSONB;
                    BEGIN
                        BEGIN
                            SELECT INTO _pgh_context_id
                                CURRENT_SETTING('pghistory.context_id');
                            SELECT INTO _pgh_context_metadata
                                CURRENT_SETTING('pghistory.context_metadata');
                            EXCEPTION WHEN OTHERS THEN
                        END;
                        IF _pgh_context_id IS NOT NULL AND _pgh_context_metadata IS NOT NULL THEN
                            INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
                                VALUES (_pgh_context_id, _pgh_context_metadata, NOW(), NOW())
                                ON CONFLICT (id) DO UPDATE
                                    SET metadata = EXCLUDED.metadata,
                                        updated_at = EXCLUDED.updated_at
                                    WHERE pghistory_context.metadata != EXCLUDED.metadata;
                            RETURN _pgh_context_id;
                        ELSE
                            RETURN NULL;
                        END IF;
                    END;
                $$;


--
-- Name: _pgtrigger_should_ignore(name); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
                DECLARE
                    _pgtrigger_ignore TEXT[];
                    _result BOOLEAN;
                BEGIN
                    BEGIN
                        SELECT INTO _pgtrigger_ignore
                            CURRENT_SETTING('pgtrigger.ignore');
                        EXCEPTION WHEN OTHERS THEN
                    END;
                    IF _pgtrigger_ignore IS NOT NULL THEN
                        SELECT trigger_name = ANY(_pgtrigger_ignore)
                        INTO _result;
                        RETURN _result;
                    ELSE
                        RETURN FALSE;
                    END IF;
                END;
            $$;


--
-- Name: catalogue_guard_content(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.catalogue_guard_content() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    begin
        raise exception 'what a version says is frozen when it is submitted'
            using errcode = 'check_violation', constraint = 'a_submitted_version_says_the_same';
    end $$;


--
-- Name: label_series(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.label_series(serial text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE WHEN (length("substring"(serial, '[0-9]+$'::text)) <= 18) THEN regexp_replace(serial, '[0-9]+$'::text, repeat('#'::text, length("substring"(serial, '[0-9]+$'::text)))) ELSE NULL::text END;


--
-- Name: label_numbers(text, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.label_numbers(first text, last text) RETURNS int8range
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE WHEN ((public.label_series(first) = public.label_series(last)) AND (("substring"(first, '[0-9]+$'::text) COLLATE "C") <= ("substring"(last, '[0-9]+$'::text) COLLATE "C"))) THEN int8range(("substring"(first, '[0-9]+$'::text))::bigint, ("substring"(last, '[0-9]+$'::text))::bigint, '[]'::text) ELSE NULL::int8range END;


--
-- Name: ledger_guard_sum(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.ledger_guard_sum() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    declare
        written bigint := case tg_table_name
            when 'ledger_journal' then (to_jsonb(new) ->> 'id')::bigint
            else (to_jsonb(new) ->> 'journal_id')::bigint end;
        total numeric;
        entries int;
    begin
        select sum(amount), count(*) into total, entries
        from ledger_entry where journal_id = written;
        if entries < 2 or total <> 0 then
            raise exception 'journal % has % entries that sum to %', written, entries, total
                using errcode = 'check_violation', constraint = 'a_journal_sums_to_zero';
        end if;
        return null;
    end $$;


--
-- Name: ledger_refuse_change(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.ledger_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    begin
        raise exception 'the books are only added to'
            using errcode = 'check_violation', constraint = 'the_books_are_only_added_to';
    end $$;


--
-- Name: licensing_bump_revision(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.licensing_bump_revision() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    declare counter int := (pg_current_xact_id()::text::bigint % 64)::int;
    begin
        insert into licensing_rightsrevision (id, number)
            values (counter, nextval('licensing_revision_seq'))
            on conflict (id) do update set number = nextval('licensing_revision_seq');
        return null;
    end $$;


--
-- Name: licensing_guard_agreement(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.licensing_guard_agreement() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    begin
        if old.status is distinct from new.status and not (old.status, new.status) in (
            ('DRAFT', 'IN_REVIEW'), ('IN_REVIEW', 'DRAFT'), ('IN_REVIEW', 'SIGNED'),
            ('SIGNED', 'ACTIVE'), ('SIGNED', 'CLOSED'), ('ACTIVE', 'REVOKED'), ('ACTIVE', 'CLOSED')
        ) then
            raise exception 'an agreement does not move from % to %', old.status, new.status
                using errcode = 'check_violation', constraint = 'an_agreement_moves_along_its_edges';
        end if;
        if old.status not in ('DRAFT', 'IN_REVIEW') and
            (old.number, old.version, old.licensor_id, old.licensee_id, old.term, old.time_zone,
             old.signed_on, old.sell_off_days, old.royalty_rate, old.currency, old.advance,
             old.minimum_guarantees, old.marketing_fund_rate, old.common_fund_rate)
            is distinct from
            (new.number, new.version, new.licensor_id, new.licensee_id, new.term, new.time_zone,
             new.signed_on, new.sell_off_days, new.royalty_rate, new.currency, new.advance,
             new.minimum_guarantees, new.marketing_fund_rate, new.common_fund_rate)
        then
            raise exception 'a signed agreement is superseded, not edited'
                using errcode = 'check_violation', constraint = 'a_signed_agreement_is_not_edited';
        end if;
        return new;
    end $$;


--
-- Name: licensing_guard_grant(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.licensing_guard_grant() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    declare
        one record;
        state text;
    begin
        if tg_op = 'DELETE' then one := old; else one := new; end if;
        select status into state from licensing_agreement where id = one.agreement_id;
        if state is null or state = 'DRAFT' then return one; end if;
        if tg_op = 'UPDATE' and
            (old.agreement_id, old.licensee_id, old.territory_set_version_id, old."window",
             old.exclusivity, old.sale_event, old.eea_passive_sales, old.unit_cap, old.properties,
             old.territories, old.channels)
            is not distinct from
            (new.agreement_id, new.licensee_id, new.territory_set_version_id, new."window",
             new.exclusivity, new.sale_event, new.eea_passive_sales, new.unit_cap, new.properties,
             new.territories, new.channels)
            and (old.categories = new.categories or old.includes_future_categories)
        then
            return new;
        end if;
        raise exception 'the grants of an agreement are frozen when its draft ends'
            using errcode = 'check_violation', constraint = 'a_signed_agreement_is_not_edited';
    end $$;


--
-- Name: licensing_note_denial(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.licensing_note_denial() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    declare
        since timestamptz;
        kind text := tg_argv[0];
    begin
        if tg_table_name = 'licensing_agreement' then
            if new.status = 'REVOKED' and old.status <> 'REVOKED' then
                kind := 'agreement.revoked'; since := new.revoked_from;
            elsif new.status = 'CLOSED' and old.status <> 'CLOSED' then
                kind := 'agreement.closed'; since := clock_timestamp();
            elsif new.suspended_from is not null
                    and new.suspended_from is distinct from old.suspended_from then
                kind := 'agreement.suspended'; since := new.suspended_from;
            end if;
        elsif tg_table_name = 'licensing_holdback' then
            since := greatest(lower(new."window"), clock_timestamp());
        elsif tg_table_name = 'licensing_licensee' then
            if new.status <> 'active' and old.status = 'active' then
                since := clock_timestamp();
            end if;
        elsif tg_table_name = 'licensing_territory' then
            if old.served and not new.served then since := clock_timestamp(); end if;
        elsif tg_table_name = 'licensing_storemandate' then
            since := clock_timestamp();
        end if;
        if since is not null then
            insert into licensing_rightsdenial (kind, subject, effective_at)
                values (kind, coalesce(to_jsonb(new) ->> 'id', to_jsonb(new) ->> 'code'), since);
        end if;
        return null;
    end $$;


--
-- Name: licensing_note_end(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.licensing_note_end() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    declare
        since timestamptz;
    begin
        if tg_table_name = 'licensing_propertyholding' then
            since := upper(new.valid);
        elsif tg_table_name = 'licensing_nocconsent' then
            since := upper(new."window");
        else
            since := clock_timestamp();
        end if;
        if since is not null then
            insert into licensing_rightsdenial (kind, subject, effective_at)
                values (tg_argv[0], new.id::text, greatest(since, clock_timestamp()));
        end if;
        return null;
    end $$;


--
-- Name: order_channel_number(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.order_channel_number(code text) RETURNS integer
    LANGUAGE sql IMMUTABLE
    RETURN array_position(ARRAY['WEB'::text, 'APP'::text, 'API_PARTNER'::text, 'VENUE'::text, 'VILLAGE'::text, 'CLICK_COLLECT'::text, 'MARKETPLACE'::text, 'B2B'::text, 'PREMIUM'::text], code);


--
-- Name: order_guard_line(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.order_guard_line() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    declare
        sold order_order;
        refusal text;
    begin
        if tg_op = 'UPDATE' and (new.product_id, new.order_id) is not distinct from
                (old.product_id, old.order_id) then
            return new;
        end if;
        select * into sold from order_order where id = new.order_id;
        refusal := order_refusal(new.product_id, sold.ship_to_id, sold.channel);
        if refusal is not null then
            raise exception 'article % may not be sold to % by %',
                    new.product_id, sold.ship_to_id, sold.channel
                using errcode = 'check_violation', constraint = 'an_order_line_is_licensed',
                      detail = refusal;
        end if;
        return new;
    end $$;


--
-- Name: order_guard_ship_to(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.order_guard_ship_to() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    declare
        refusal text;
    begin
        if (new.ship_to_id, new.channel) is not distinct from (old.ship_to_id, old.channel) then
            return new;
        end if;
        select order_refusal(product_id, new.ship_to_id, new.channel) into refusal
        from order_line
        where order_id = new.id
          and order_refusal(product_id, new.ship_to_id, new.channel) is not null
        limit 1;
        if refusal is not null then
            raise exception 'order % may not go to % by %', new.number, new.ship_to_id, new.channel
                using errcode = 'check_violation', constraint = 'an_order_line_is_licensed',
                      detail = refusal;
        end if;
        return new;
    end $$;


--
-- Name: order_refusal(bigint, text, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.order_refusal(article bigint, ship_to text, sold_by text) RETURNS text
    LANGUAGE plpgsql STABLE
    AS $$
    declare
        now_at timestamptz := clock_timestamp();
        place licensing_territory;
        channel int := order_channel_number(sold_by);
        top record;
        mark record;
    begin
        select * into place from licensing_territory where code = ship_to;
        if place.code is null or not place.served and not exists (
            select from licensing_subterritory s
            where s.served and ship_to in (s.territory_id, s.acts_as_id)
        ) then
            return 'NOT_SERVED';
        end if;
        if channel is null then return 'CHANNEL_NOT_GRANTED'; end if;

        select p.id, p.is_public, p.unmarked, v.id as version, c.number as category,
               l.id as licensee, l.status, l.audit_valid_until, l.insurance_valid_until
        into top
        from catalogue_product one
        join catalogue_product p on p.id = coalesce(one.parent_id, one.id)
        left join licensing_rightsprofile r on r.id = p.rights_profile_id
        left join licensing_licensee l on l.id = coalesce(p.licensee_id, r.licensee_id)
        left join licensing_productcategory c on c.id = coalesce(p.rights_category_id, r.category_id)
        left join catalogue_productversion v on v.product_id = p.id and v.status = 'RELEASED'
        where one.id = article;
        if top.id is null or not top.is_public or top.version is null then
            return 'NOT_PUBLISHED';
        end if;
        if top.status is distinct from 'active' then return 'LICENSEE_SUSPENDED'; end if;
        if least(top.audit_valid_until, top.insurance_valid_until) <= now_at then
            return 'AUDIT_LAPSED';
        end if;
        if exists (
            select from licensing_holdback h
            where h."window" @> now_at
              and h.territories @> place.number::int and h.channels @> channel
              and (h.product_id is null or h.product_id = top.id)
              and (h.licensee_id is null or h.licensee_id = top.licensee)
              and (h.category_id is null or exists (
                    with recursive above(id, parent_id) as (
                        select id, parent_id from licensing_productcategory
                        where number = top.category
                        union
                        select c.id, c.parent_id
                        from above join licensing_productcategory c on c.id = above.parent_id
                    )
                    select from above where id = h.category_id))
              and (h.property_id is null or exists (
                    select from catalogue_productrights m
                    where m.version_id = top.version and m.property_id = h.property_id))
        ) then
            return 'HOLDBACK';
        end if;
        if exists (
            select from catalogue_embargo e
            where e.lifts_at > now_at
              and (e.product_id = top.id or e.property_id in (
                    select property_id from catalogue_productrights
                    where version_id = top.version))
        ) then
            return 'EMBARGOED';
        end if;
        if not exists (
            select from licensing_storemandate s
            where s."window" @> now_at
              and s.territories @> place.number::int and s.channels @> channel
        ) then
            return 'STORE_MANDATE';
        end if;
        if top.unmarked then return null; end if;
        if not exists (select from catalogue_productrights where version_id = top.version) then
            return 'NO_PROPERTY';
        end if;

        for mark in
            select m.id, q.number, a.licensor_id
            from catalogue_productrights m
            join licensing_property q on q.id = m.property_id
            join licensing_agreement a on a.id = m.agreement_id
            where m.version_id = top.version
        loop
            if not exists (
                with recursive heirs(id) as (
                    select mark.licensor_id
                    union
                    select h.successor_id from licensing_rightsholder h join heirs on h.id = heirs.id
                    where h.successor_id is not null
                )
                select from catalogue_approval p
                left join licensing_territorysetversion t on t.id = p.territory_set_version_id
                where p.version_id = top.version and p.holder_id in (select id from heirs)
                  and p.stage = 'RELEASE' and p.verdict = 'APPROVED' and p.decided_at <= now_at
                  and (p.expires_at is null or p.expires_at > now_at)
                  and (p.withdrawn_at is null or p.withdrawn_at > now_at)
                  and (t.id is null or t.territories @> place.number::int)
            ) then
                return 'NOT_APPROVED';
            end if;
            if not exists (
                select from licensing_grant g
                join licensing_agreement a on a.id = g.agreement_id
                where a.licensee_id = top.licensee
                  and a.status in ('ACTIVE', 'REVOKED')
                  and (a.suspended_from is null or a.suspended_from > now_at)
                  and (a.revoked_from is null or a.revoked_from > now_at)
                  and g.properties @> mark.number::int and g.categories @> top.category::int
                  and g.channels @> channel
                  and (
                    g.territories @> place.number::int
                    or g.eea_passive_sales and place.in_eea and exists (
                        select from licensing_territory e
                        where e.in_eea and g.territories @> e.number::int
                    ) and not exists (
                        select from licensing_rightspolicy where not eea_passive_sales)
                  )
                  and (
                    g."window" @> now_at and a.term @> now_at
                    or a.sell_off_days > 0 and upper(a.term) <= now_at
                       and now_at < upper(a.term) + a.sell_off_days * interval '1 day'
                  )
            ) then
                return 'NO_GRANT';
            end if;
        end loop;
        return null;
    end $$;


--
-- Name: ordering_note_denial(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.ordering_note_denial() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    declare
        since timestamptz := clock_timestamp();
    begin
        if tg_table_name = 'catalogue_approval' then
            if new.withdrawn_at is null or new.withdrawn_at is not distinct from old.withdrawn_at
            then
                return null;
            end if;
            since := new.withdrawn_at;
        elsif tg_table_name = 'catalogue_product' then
            if new.is_public or not old.is_public then return null; end if;
        end if;
        insert into licensing_rightsdenial (kind, subject, effective_at)
            values (tg_argv[0], new.id, since);
        return null;
    end $$;


--
-- Name: pgtrigger_delete_delete_0b20a(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_0b20a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_nocconsenttrail" ("created_at", "created_by_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id", "reference", "territories", "window") VALUES (OLD."created_at", OLD."created_by_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."property_id", OLD."reference", OLD."territories", OLD."window"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_0bc03(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_0bc03() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_nocconsentnocstrail" ("id", "noc_id", "nocconsent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."noc_id", OLD."nocconsent_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_1daf1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_1daf1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_factoryapprovaltrail" ("agreement_id", "created_at", "created_by_id", "ended_at", "factory_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."agreement_id", OLD."created_at", OLD."created_by_id", OLD."ended_at", OLD."factory_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_2702d(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_2702d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_factorytrail" ("code", "country_id", "created_at", "created_by_id", "id", "licensee_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."code", OLD."country_id", OLD."created_at", OLD."created_by_id", OLD."id", OLD."licensee_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_2cfd7(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_2cfd7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_holdbacktrail" ("authority", "categories", "category_id", "channels", "created_at", "created_by_id", "id", "kind", "licensee_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "property_id", "reason", "territories", "window") VALUES (OLD."authority", OLD."categories", OLD."category_id", OLD."channels", OLD."created_at", OLD."created_by_id", OLD."id", OLD."kind", OLD."licensee_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."product_id", OLD."property_id", OLD."reason", OLD."territories", OLD."window"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_2fbf0(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_2fbf0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_rightspolicytrail" ("created_at", "created_by_id", "eea_passive_sales", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference") VALUES (OLD."created_at", OLD."created_by_id", OLD."eea_passive_sales", OLD."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."reference"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_369d1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_369d1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_grantgrantedcategoriestrail" ("grant_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "productcategory_id") VALUES (OLD."grant_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."productcategory_id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_3af47(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_3af47() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_gameseditionhostterritoriestrail" ("gamesedition_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "territory_id") VALUES (OLD."gamesedition_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."territory_id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_3ea72(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_3ea72() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_territorysetversiontrail" ("created_by_id", "exclude", "id", "include", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "territories", "territory_set_id", "valid_from", "version") VALUES (OLD."created_by_id", OLD."exclude", OLD."id", OLD."include", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."territories", OLD."territory_set_id", OLD."valid_from", OLD."version"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_4154c(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_4154c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_propertytrail" ("code", "created_at", "created_by_id", "games_id", "guidelines_url", "id", "kind", "name", "noc_id", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "promo_use_allowed") VALUES (OLD."code", OLD."created_at", OLD."created_by_id", OLD."games_id", OLD."guidelines_url", OLD."id", OLD."kind", OLD."name", OLD."noc_id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."promo_use_allowed"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_41962(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_41962() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_selloffstocktrail" ("agreement_id", "created_at", "created_by_id", "declared", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id") VALUES (OLD."agreement_id", OLD."created_at", OLD."created_by_id", OLD."declared", OLD."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."product_id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_43a55(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_43a55() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "catalogue_productversiontrail" ("content_hash", "created_at", "created_by_id", "id", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "status", "submitted_at", "submitted_by_id") VALUES (OLD."content_hash", OLD."created_at", OLD."created_by_id", OLD."id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."product_id", OLD."status", OLD."submitted_at", OLD."submitted_by_id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_47c59(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_47c59() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_territorytrail" ("code", "currency", "customs_area", "display_note", "in_eea", "in_eu", "iso3", "name", "number", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "sanction_policy", "served", "vat_area") VALUES (OLD."code", OLD."currency", OLD."customs_area", OLD."display_note", OLD."in_eea", OLD."in_eu", OLD."iso3", OLD."name", OLD."number", OLD."parent_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."code", OLD."sanction_policy", OLD."served", OLD."vat_area"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_54c08(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_54c08() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_grantgrantedpropertiestrail" ("grant_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id") VALUES (OLD."grant_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."property_id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_558ee(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_558ee() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_noctrail" ("continent", "ioc_code", "name_ioc", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recognised_from", "recognised_until", "suspended_from", "suspended_until") VALUES (OLD."continent", OLD."ioc_code", OLD."name_ioc", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."ioc_code", OLD."recognised_from", OLD."recognised_until", OLD."suspended_from", OLD."suspended_until"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_56fd5(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_56fd5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_labelissuetrail" ("created_at", "created_by_id", "first", "id", "last", "licensee_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "withdrawn_at") VALUES (OLD."created_at", OLD."created_by_id", OLD."first", OLD."id", OLD."last", OLD."licensee_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."reference", OLD."withdrawn_at"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_5ae65(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_5ae65() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "catalogue_embargotrail" ("created_at", "created_by_id", "id", "lifts_at", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "property_id", "teaser_allowed", "time_zone") VALUES (OLD."created_at", OLD."created_by_id", OLD."id", OLD."lifts_at", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."product_id", OLD."property_id", OLD."teaser_allowed", OLD."time_zone"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_67038(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_67038() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "catalogue_productrightstrail" ("agreement_id", "created_at", "created_by_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id", "version_id") VALUES (OLD."agreement_id", OLD."created_at", OLD."created_by_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."property_id", OLD."version_id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_6b602(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_6b602() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_licenseetrail" ("audit_valid_until", "code", "country_id", "created_at", "created_by_id", "eu_responsible_person", "id", "insurance_valid_until", "legal_name", "manufacturer", "payout_account", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "tax_ids", "uk_responsible_person") VALUES (OLD."audit_valid_until", OLD."code", OLD."country_id", OLD."created_at", OLD."created_by_id", OLD."eu_responsible_person", OLD."id", OLD."insurance_valid_until", OLD."legal_name", OLD."manufacturer", OLD."payout_account", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."status", OLD."tax_ids", OLD."uk_responsible_person"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_7cc82(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_7cc82() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "catalogue_producttrail" ("is_public", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "rights_profile_id", "unmarked") VALUES (OLD."is_public", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."rights_profile_id", OLD."unmarked"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_84b84(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_84b84() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "catalogue_compliancerecordtrail" ("area", "complete", "created_at", "created_by_id", "documents", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "valid_until") VALUES (OLD."area", OLD."complete", OLD."created_at", OLD."created_by_id", OLD."documents", OLD."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."product_id", OLD."valid_until"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_8dbc7(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_8dbc7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_gameseditiontrail" ("code", "ends_on", "jmpa", "name", "ocog_id", "ordinal", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "season", "starts_on") VALUES (OLD."code", OLD."ends_on", OLD."jmpa", OLD."name", OLD."ocog_id", OLD."ordinal", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."code", OLD."season", OLD."starts_on"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_902e6(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_902e6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_nocterritoriestrail" ("id", "noc_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "territory_id") VALUES (OLD."id", OLD."noc_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."territory_id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_92515(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_92515() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_territorysettrail" ("code", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."code", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_931e1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_931e1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_propertyholdingtrail" ("created_at", "created_by_id", "holder_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id", "territories", "territory_set_version_id", "valid") VALUES (OLD."created_at", OLD."created_by_id", OLD."holder_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."property_id", OLD."territories", OLD."territory_set_version_id", OLD."valid"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_9cc38(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_9cc38() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_agreementeventtrail" ("agreement_id", "created_at", "created_by_id", "effective_at", "id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."agreement_id", OLD."created_at", OLD."created_by_id", OLD."effective_at", OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."reason"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_a6c17(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_a6c17() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_granttrail" ("agreement_id", "categories", "channels", "counsel_reference", "created_at", "created_by_id", "eea_passive_sales", "exclusivity", "id", "includes_future_categories", "licensee_id", "live", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "properties", "royalty_rate", "sale_event", "territories", "territory_set_version_id", "unit_cap", "window") VALUES (OLD."agreement_id", OLD."categories", OLD."channels", OLD."counsel_reference", OLD."created_at", OLD."created_by_id", OLD."eea_passive_sales", OLD."exclusivity", OLD."id", OLD."includes_future_categories", OLD."licensee_id", OLD."live", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."properties", OLD."royalty_rate", OLD."sale_event", OLD."territories", OLD."territory_set_version_id", OLD."unit_cap", OLD."window"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_a7e34(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_a7e34() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_guardedwordtrail" ("active", "created_at", "created_by_id", "id", "kind", "language", "mark_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "term", "why") VALUES (OLD."active", OLD."created_at", OLD."created_by_id", OLD."id", OLD."kind", OLD."language", OLD."mark_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."term", OLD."why"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_aee5d(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_aee5d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_storemandatetrail" ("channels", "created_at", "created_by_id", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "territories", "territory_set_version_id", "window") VALUES (OLD."channels", OLD."created_at", OLD."created_by_id", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."territories", OLD."territory_set_version_id", OLD."window"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_bf64a(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_bf64a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_rightsholdertrail" ("active", "approval_days", "approval_stages", "code", "created_at", "created_by_id", "currency", "games_id", "id", "kind", "name", "noc_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "successor_id", "time_zone") VALUES (OLD."active", OLD."approval_days", OLD."approval_stages", OLD."code", OLD."created_at", OLD."created_by_id", OLD."currency", OLD."games_id", OLD."id", OLD."kind", OLD."name", OLD."noc_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."successor_id", OLD."time_zone"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_c94ee(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_c94ee() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_subterritorytrail" ("acts_as_id", "code", "customs_area", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode_ranges", "sanction_policy", "served", "territory_id", "vat_area") VALUES (OLD."acts_as_id", OLD."code", OLD."customs_area", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."postcode_ranges", OLD."sanction_policy", OLD."served", OLD."territory_id", OLD."vat_area"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_d53cf(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_d53cf() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_agreementtrail" ("advance", "common_fund_rate", "created_at", "created_by_id", "currency", "document", "due_days", "id", "licensee_id", "licensor_id", "marketing_fund_rate", "minimum_guarantees", "number", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "promo_use", "reporting_period", "revoked_from", "royalty_rate", "sell_off_conditions", "sell_off_days", "signed_on", "status", "supersedes_id", "suspended_from", "term", "time_zone", "version") VALUES (OLD."advance", OLD."common_fund_rate", OLD."created_at", OLD."created_by_id", OLD."currency", OLD."document", OLD."due_days", OLD."id", OLD."licensee_id", OLD."licensor_id", OLD."marketing_fund_rate", OLD."minimum_guarantees", OLD."number", OLD."parent_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."promo_use", OLD."reporting_period", OLD."revoked_from", OLD."royalty_rate", OLD."sell_off_conditions", OLD."sell_off_days", OLD."signed_on", OLD."status", OLD."supersedes_id", OLD."suspended_from", OLD."term", OLD."time_zone", OLD."version"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_e237c(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_e237c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "catalogue_approvaltrail" ("conditions", "created_at", "created_by_id", "decided_at", "expires_at", "holder_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "territory_set_version_id", "verdict", "version_id", "withdrawn_at") VALUES (OLD."conditions", OLD."created_at", OLD."created_by_id", OLD."decided_at", OLD."expires_at", OLD."holder_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."stage", OLD."territory_set_version_id", OLD."verdict", OLD."version_id", OLD."withdrawn_at"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_fce29(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_fce29() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_productcategorytrail" ("age_rules", "code", "compliance_areas", "heaviest_g", "hs_hint", "id", "is_leaf", "lightest_g", "longest_mm", "name", "number", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "shortest_mm") VALUES (OLD."age_rules", OLD."code", OLD."compliance_areas", OLD."heaviest_g", OLD."hs_hint", OLD."id", OLD."is_leaf", OLD."lightest_g", OLD."longest_mm", OLD."name", OLD."number", OLD."parent_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."shortest_mm"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_delete_delete_fe8a9(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_delete_delete_fe8a9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_factoryaudittrail" ("audited_on", "created_at", "created_by_id", "factory_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "valid_until") VALUES (OLD."audited_on", OLD."created_at", OLD."created_by_id", OLD."factory_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'delete', OLD."id", OLD."reference", OLD."valid_until"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_02063(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_02063() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_gameseditiontrail" ("code", "ends_on", "jmpa", "name", "ocog_id", "ordinal", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "season", "starts_on") VALUES (NEW."code", NEW."ends_on", NEW."jmpa", NEW."name", NEW."ocog_id", NEW."ordinal", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."code", NEW."season", NEW."starts_on"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_07e5c(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_07e5c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_propertyholdingtrail" ("created_at", "created_by_id", "holder_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id", "territories", "territory_set_version_id", "valid") VALUES (NEW."created_at", NEW."created_by_id", NEW."holder_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."property_id", NEW."territories", NEW."territory_set_version_id", NEW."valid"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_0c308(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_0c308() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_noctrail" ("continent", "ioc_code", "name_ioc", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recognised_from", "recognised_until", "suspended_from", "suspended_until") VALUES (NEW."continent", NEW."ioc_code", NEW."name_ioc", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."ioc_code", NEW."recognised_from", NEW."recognised_until", NEW."suspended_from", NEW."suspended_until"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_11cbe(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_11cbe() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_productcategorytrail" ("age_rules", "code", "compliance_areas", "heaviest_g", "hs_hint", "id", "is_leaf", "lightest_g", "longest_mm", "name", "number", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "shortest_mm") VALUES (NEW."age_rules", NEW."code", NEW."compliance_areas", NEW."heaviest_g", NEW."hs_hint", NEW."id", NEW."is_leaf", NEW."lightest_g", NEW."longest_mm", NEW."name", NEW."number", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."shortest_mm"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_1736a(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_1736a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_grantgrantedcategoriestrail" ("grant_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "productcategory_id") VALUES (NEW."grant_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."productcategory_id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_1ad4e(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_1ad4e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_nocterritoriestrail" ("id", "noc_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "territory_id") VALUES (NEW."id", NEW."noc_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."territory_id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_2b5bd(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_2b5bd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_selloffstocktrail" ("agreement_id", "created_at", "created_by_id", "declared", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id") VALUES (NEW."agreement_id", NEW."created_at", NEW."created_by_id", NEW."declared", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."product_id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_2fb92(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_2fb92() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "catalogue_compliancerecordtrail" ("area", "complete", "created_at", "created_by_id", "documents", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "valid_until") VALUES (NEW."area", NEW."complete", NEW."created_at", NEW."created_by_id", NEW."documents", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."product_id", NEW."valid_until"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_33969(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_33969() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_rightspolicytrail" ("created_at", "created_by_id", "eea_passive_sales", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference") VALUES (NEW."created_at", NEW."created_by_id", NEW."eea_passive_sales", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."reference"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_37e9e(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_37e9e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_factoryaudittrail" ("audited_on", "created_at", "created_by_id", "factory_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "valid_until") VALUES (NEW."audited_on", NEW."created_at", NEW."created_by_id", NEW."factory_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."reference", NEW."valid_until"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_380cf(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_380cf() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_holdbacktrail" ("authority", "categories", "category_id", "channels", "created_at", "created_by_id", "id", "kind", "licensee_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "property_id", "reason", "territories", "window") VALUES (NEW."authority", NEW."categories", NEW."category_id", NEW."channels", NEW."created_at", NEW."created_by_id", NEW."id", NEW."kind", NEW."licensee_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."product_id", NEW."property_id", NEW."reason", NEW."territories", NEW."window"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_3efa0(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_3efa0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "catalogue_approvaltrail" ("conditions", "created_at", "created_by_id", "decided_at", "expires_at", "holder_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "territory_set_version_id", "verdict", "version_id", "withdrawn_at") VALUES (NEW."conditions", NEW."created_at", NEW."created_by_id", NEW."decided_at", NEW."expires_at", NEW."holder_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."stage", NEW."territory_set_version_id", NEW."verdict", NEW."version_id", NEW."withdrawn_at"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_45aa9(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_45aa9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "catalogue_embargotrail" ("created_at", "created_by_id", "id", "lifts_at", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "property_id", "teaser_allowed", "time_zone") VALUES (NEW."created_at", NEW."created_by_id", NEW."id", NEW."lifts_at", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."product_id", NEW."property_id", NEW."teaser_allowed", NEW."time_zone"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_4a859(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_4a859() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_labelissuetrail" ("created_at", "created_by_id", "first", "id", "last", "licensee_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "withdrawn_at") VALUES (NEW."created_at", NEW."created_by_id", NEW."first", NEW."id", NEW."last", NEW."licensee_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."reference", NEW."withdrawn_at"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_50b89(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_50b89() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_subterritorytrail" ("acts_as_id", "code", "customs_area", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode_ranges", "sanction_policy", "served", "territory_id", "vat_area") VALUES (NEW."acts_as_id", NEW."code", NEW."customs_area", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."postcode_ranges", NEW."sanction_policy", NEW."served", NEW."territory_id", NEW."vat_area"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_516c2(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_516c2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_factorytrail" ("code", "country_id", "created_at", "created_by_id", "id", "licensee_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."country_id", NEW."created_at", NEW."created_by_id", NEW."id", NEW."licensee_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_595fd(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_595fd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_nocconsentnocstrail" ("id", "noc_id", "nocconsent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."noc_id", NEW."nocconsent_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_5e952(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_5e952() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_territorytrail" ("code", "currency", "customs_area", "display_note", "in_eea", "in_eu", "iso3", "name", "number", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "sanction_policy", "served", "vat_area") VALUES (NEW."code", NEW."currency", NEW."customs_area", NEW."display_note", NEW."in_eea", NEW."in_eu", NEW."iso3", NEW."name", NEW."number", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."code", NEW."sanction_policy", NEW."served", NEW."vat_area"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_620a6(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_620a6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_territorysettrail" ("code", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_690ee(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_690ee() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_guardedwordtrail" ("active", "created_at", "created_by_id", "id", "kind", "language", "mark_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "term", "why") VALUES (NEW."active", NEW."created_at", NEW."created_by_id", NEW."id", NEW."kind", NEW."language", NEW."mark_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."term", NEW."why"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_6b93a(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_6b93a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_agreementeventtrail" ("agreement_id", "created_at", "created_by_id", "effective_at", "id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."agreement_id", NEW."created_at", NEW."created_by_id", NEW."effective_at", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."reason"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_6f6d9(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_6f6d9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "catalogue_productversiontrail" ("content_hash", "created_at", "created_by_id", "id", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "status", "submitted_at", "submitted_by_id") VALUES (NEW."content_hash", NEW."created_at", NEW."created_by_id", NEW."id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."product_id", NEW."status", NEW."submitted_at", NEW."submitted_by_id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_86923(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_86923() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_licenseetrail" ("audit_valid_until", "code", "country_id", "created_at", "created_by_id", "eu_responsible_person", "id", "insurance_valid_until", "legal_name", "manufacturer", "payout_account", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "tax_ids", "uk_responsible_person") VALUES (NEW."audit_valid_until", NEW."code", NEW."country_id", NEW."created_at", NEW."created_by_id", NEW."eu_responsible_person", NEW."id", NEW."insurance_valid_until", NEW."legal_name", NEW."manufacturer", NEW."payout_account", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."status", NEW."tax_ids", NEW."uk_responsible_person"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_abf32(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_abf32() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_storemandatetrail" ("channels", "created_at", "created_by_id", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "territories", "territory_set_version_id", "window") VALUES (NEW."channels", NEW."created_at", NEW."created_by_id", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."territories", NEW."territory_set_version_id", NEW."window"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_b8e77(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_b8e77() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_nocconsenttrail" ("created_at", "created_by_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id", "reference", "territories", "window") VALUES (NEW."created_at", NEW."created_by_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."property_id", NEW."reference", NEW."territories", NEW."window"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_c1ad3(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_c1ad3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_agreementtrail" ("advance", "common_fund_rate", "created_at", "created_by_id", "currency", "document", "due_days", "id", "licensee_id", "licensor_id", "marketing_fund_rate", "minimum_guarantees", "number", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "promo_use", "reporting_period", "revoked_from", "royalty_rate", "sell_off_conditions", "sell_off_days", "signed_on", "status", "supersedes_id", "suspended_from", "term", "time_zone", "version") VALUES (NEW."advance", NEW."common_fund_rate", NEW."created_at", NEW."created_by_id", NEW."currency", NEW."document", NEW."due_days", NEW."id", NEW."licensee_id", NEW."licensor_id", NEW."marketing_fund_rate", NEW."minimum_guarantees", NEW."number", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."promo_use", NEW."reporting_period", NEW."revoked_from", NEW."royalty_rate", NEW."sell_off_conditions", NEW."sell_off_days", NEW."signed_on", NEW."status", NEW."supersedes_id", NEW."suspended_from", NEW."term", NEW."time_zone", NEW."version"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_c22a5(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_c22a5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_gameseditionhostterritoriestrail" ("gamesedition_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "territory_id") VALUES (NEW."gamesedition_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."territory_id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_cd102(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_cd102() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "catalogue_producttrail" ("is_public", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "rights_profile_id", "unmarked") VALUES (NEW."is_public", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."rights_profile_id", NEW."unmarked"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_d215d(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_d215d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "catalogue_productrightstrail" ("agreement_id", "created_at", "created_by_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id", "version_id") VALUES (NEW."agreement_id", NEW."created_at", NEW."created_by_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."property_id", NEW."version_id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_da895(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_da895() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_rightsholdertrail" ("active", "approval_days", "approval_stages", "code", "created_at", "created_by_id", "currency", "games_id", "id", "kind", "name", "noc_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "successor_id", "time_zone") VALUES (NEW."active", NEW."approval_days", NEW."approval_stages", NEW."code", NEW."created_at", NEW."created_by_id", NEW."currency", NEW."games_id", NEW."id", NEW."kind", NEW."name", NEW."noc_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."successor_id", NEW."time_zone"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_e08f1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_e08f1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_propertytrail" ("code", "created_at", "created_by_id", "games_id", "guidelines_url", "id", "kind", "name", "noc_id", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "promo_use_allowed") VALUES (NEW."code", NEW."created_at", NEW."created_by_id", NEW."games_id", NEW."guidelines_url", NEW."id", NEW."kind", NEW."name", NEW."noc_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."promo_use_allowed"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_e56a1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_e56a1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_territorysetversiontrail" ("created_by_id", "exclude", "id", "include", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "territories", "territory_set_id", "valid_from", "version") VALUES (NEW."created_by_id", NEW."exclude", NEW."id", NEW."include", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."territories", NEW."territory_set_id", NEW."valid_from", NEW."version"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_f1b8c(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_f1b8c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_granttrail" ("agreement_id", "categories", "channels", "counsel_reference", "created_at", "created_by_id", "eea_passive_sales", "exclusivity", "id", "includes_future_categories", "licensee_id", "live", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "properties", "royalty_rate", "sale_event", "territories", "territory_set_version_id", "unit_cap", "window") VALUES (NEW."agreement_id", NEW."categories", NEW."channels", NEW."counsel_reference", NEW."created_at", NEW."created_by_id", NEW."eea_passive_sales", NEW."exclusivity", NEW."id", NEW."includes_future_categories", NEW."licensee_id", NEW."live", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."properties", NEW."royalty_rate", NEW."sale_event", NEW."territories", NEW."territory_set_version_id", NEW."unit_cap", NEW."window"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_fe1e3(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_fe1e3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_factoryapprovaltrail" ("agreement_id", "created_at", "created_by_id", "ended_at", "factory_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."agreement_id", NEW."created_at", NEW."created_by_id", NEW."ended_at", NEW."factory_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_insert_insert_ff310(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_insert_insert_ff310() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_grantgrantedpropertiestrail" ("grant_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id") VALUES (NEW."grant_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'insert', NEW."id", NEW."property_id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_sessions_end_with_the_account_c36b1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_sessions_end_with_the_account_c36b1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    NEW.session_generation :=
                        greatest(OLD.session_generation, NEW.session_generation);
                    IF OLD.is_active AND NOT NEW.is_active THEN
                        NEW.session_generation := NEW.session_generation + 1;
                    END IF;
                    RETURN NEW;
                
                END;
            $$;


--
-- Name: pgtrigger_update_update_0454b(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_0454b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "catalogue_producttrail" ("is_public", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "rights_profile_id", "unmarked") VALUES (NEW."is_public", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."rights_profile_id", NEW."unmarked"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_0e8c0(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_0e8c0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_subterritorytrail" ("acts_as_id", "code", "customs_area", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode_ranges", "sanction_policy", "served", "territory_id", "vat_area") VALUES (NEW."acts_as_id", NEW."code", NEW."customs_area", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."postcode_ranges", NEW."sanction_policy", NEW."served", NEW."territory_id", NEW."vat_area"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_210c7(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_210c7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_gameseditiontrail" ("code", "ends_on", "jmpa", "name", "ocog_id", "ordinal", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "season", "starts_on") VALUES (NEW."code", NEW."ends_on", NEW."jmpa", NEW."name", NEW."ocog_id", NEW."ordinal", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."code", NEW."season", NEW."starts_on"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_215f2(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_215f2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_noctrail" ("continent", "ioc_code", "name_ioc", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recognised_from", "recognised_until", "suspended_from", "suspended_until") VALUES (NEW."continent", NEW."ioc_code", NEW."name_ioc", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."ioc_code", NEW."recognised_from", NEW."recognised_until", NEW."suspended_from", NEW."suspended_until"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_2affa(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_2affa() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_factoryapprovaltrail" ("agreement_id", "created_at", "created_by_id", "ended_at", "factory_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."agreement_id", NEW."created_at", NEW."created_by_id", NEW."ended_at", NEW."factory_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_2e614(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_2e614() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "catalogue_compliancerecordtrail" ("area", "complete", "created_at", "created_by_id", "documents", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "valid_until") VALUES (NEW."area", NEW."complete", NEW."created_at", NEW."created_by_id", NEW."documents", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."product_id", NEW."valid_until"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_3055a(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_3055a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "catalogue_productversiontrail" ("content_hash", "created_at", "created_by_id", "id", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "status", "submitted_at", "submitted_by_id") VALUES (NEW."content_hash", NEW."created_at", NEW."created_by_id", NEW."id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."product_id", NEW."status", NEW."submitted_at", NEW."submitted_by_id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_325d5(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_325d5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_factorytrail" ("code", "country_id", "created_at", "created_by_id", "id", "licensee_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."country_id", NEW."created_at", NEW."created_by_id", NEW."id", NEW."licensee_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_32751(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_32751() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_labelissuetrail" ("created_at", "created_by_id", "first", "id", "last", "licensee_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "withdrawn_at") VALUES (NEW."created_at", NEW."created_by_id", NEW."first", NEW."id", NEW."last", NEW."licensee_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."reference", NEW."withdrawn_at"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_35015(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_35015() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_territorysettrail" ("code", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_40873(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_40873() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_licenseetrail" ("audit_valid_until", "code", "country_id", "created_at", "created_by_id", "eu_responsible_person", "id", "insurance_valid_until", "legal_name", "manufacturer", "payout_account", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "tax_ids", "uk_responsible_person") VALUES (NEW."audit_valid_until", NEW."code", NEW."country_id", NEW."created_at", NEW."created_by_id", NEW."eu_responsible_person", NEW."id", NEW."insurance_valid_until", NEW."legal_name", NEW."manufacturer", NEW."payout_account", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."status", NEW."tax_ids", NEW."uk_responsible_person"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_45164(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_45164() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_holdbacktrail" ("authority", "categories", "category_id", "channels", "created_at", "created_by_id", "id", "kind", "licensee_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "property_id", "reason", "territories", "window") VALUES (NEW."authority", NEW."categories", NEW."category_id", NEW."channels", NEW."created_at", NEW."created_by_id", NEW."id", NEW."kind", NEW."licensee_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."product_id", NEW."property_id", NEW."reason", NEW."territories", NEW."window"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_4ad58(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_4ad58() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "catalogue_productrightstrail" ("agreement_id", "created_at", "created_by_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id", "version_id") VALUES (NEW."agreement_id", NEW."created_at", NEW."created_by_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."property_id", NEW."version_id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_5332a(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_5332a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_propertytrail" ("code", "created_at", "created_by_id", "games_id", "guidelines_url", "id", "kind", "name", "noc_id", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "promo_use_allowed") VALUES (NEW."code", NEW."created_at", NEW."created_by_id", NEW."games_id", NEW."guidelines_url", NEW."id", NEW."kind", NEW."name", NEW."noc_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."promo_use_allowed"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_53f6c(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_53f6c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_grantgrantedpropertiestrail" ("grant_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id") VALUES (NEW."grant_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."property_id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_5fba1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_5fba1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_storemandatetrail" ("channels", "created_at", "created_by_id", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "territories", "territory_set_version_id", "window") VALUES (NEW."channels", NEW."created_at", NEW."created_by_id", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."territories", NEW."territory_set_version_id", NEW."window"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_6123c(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_6123c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_territorysetversiontrail" ("created_by_id", "exclude", "id", "include", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "territories", "territory_set_id", "valid_from", "version") VALUES (NEW."created_by_id", NEW."exclude", NEW."id", NEW."include", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."territories", NEW."territory_set_id", NEW."valid_from", NEW."version"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_635db(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_635db() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_territorytrail" ("code", "currency", "customs_area", "display_note", "in_eea", "in_eu", "iso3", "name", "number", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "sanction_policy", "served", "vat_area") VALUES (NEW."code", NEW."currency", NEW."customs_area", NEW."display_note", NEW."in_eea", NEW."in_eu", NEW."iso3", NEW."name", NEW."number", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."code", NEW."sanction_policy", NEW."served", NEW."vat_area"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_783ba(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_783ba() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_agreementeventtrail" ("agreement_id", "created_at", "created_by_id", "effective_at", "id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."agreement_id", NEW."created_at", NEW."created_by_id", NEW."effective_at", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."reason"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_80501(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_80501() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_productcategorytrail" ("age_rules", "code", "compliance_areas", "heaviest_g", "hs_hint", "id", "is_leaf", "lightest_g", "longest_mm", "name", "number", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "shortest_mm") VALUES (NEW."age_rules", NEW."code", NEW."compliance_areas", NEW."heaviest_g", NEW."hs_hint", NEW."id", NEW."is_leaf", NEW."lightest_g", NEW."longest_mm", NEW."name", NEW."number", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."shortest_mm"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_8f3b3(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_8f3b3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "catalogue_embargotrail" ("created_at", "created_by_id", "id", "lifts_at", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "property_id", "teaser_allowed", "time_zone") VALUES (NEW."created_at", NEW."created_by_id", NEW."id", NEW."lifts_at", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."product_id", NEW."property_id", NEW."teaser_allowed", NEW."time_zone"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_9101f(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_9101f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_guardedwordtrail" ("active", "created_at", "created_by_id", "id", "kind", "language", "mark_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "term", "why") VALUES (NEW."active", NEW."created_at", NEW."created_by_id", NEW."id", NEW."kind", NEW."language", NEW."mark_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."term", NEW."why"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_96f42(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_96f42() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_gameseditionhostterritoriestrail" ("gamesedition_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "territory_id") VALUES (NEW."gamesedition_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."territory_id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_9c10b(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_9c10b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_selloffstocktrail" ("agreement_id", "created_at", "created_by_id", "declared", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id") VALUES (NEW."agreement_id", NEW."created_at", NEW."created_by_id", NEW."declared", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."product_id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_af669(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_af669() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_nocterritoriestrail" ("id", "noc_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "territory_id") VALUES (NEW."id", NEW."noc_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."territory_id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_ba20a(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_ba20a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_granttrail" ("agreement_id", "categories", "channels", "counsel_reference", "created_at", "created_by_id", "eea_passive_sales", "exclusivity", "id", "includes_future_categories", "licensee_id", "live", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "properties", "royalty_rate", "sale_event", "territories", "territory_set_version_id", "unit_cap", "window") VALUES (NEW."agreement_id", NEW."categories", NEW."channels", NEW."counsel_reference", NEW."created_at", NEW."created_by_id", NEW."eea_passive_sales", NEW."exclusivity", NEW."id", NEW."includes_future_categories", NEW."licensee_id", NEW."live", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."properties", NEW."royalty_rate", NEW."sale_event", NEW."territories", NEW."territory_set_version_id", NEW."unit_cap", NEW."window"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_d1d04(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_d1d04() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_nocconsenttrail" ("created_at", "created_by_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id", "reference", "territories", "window") VALUES (NEW."created_at", NEW."created_by_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."property_id", NEW."reference", NEW."territories", NEW."window"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_d3dc2(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_d3dc2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "catalogue_approvaltrail" ("conditions", "created_at", "created_by_id", "decided_at", "expires_at", "holder_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "territory_set_version_id", "verdict", "version_id", "withdrawn_at") VALUES (NEW."conditions", NEW."created_at", NEW."created_by_id", NEW."decided_at", NEW."expires_at", NEW."holder_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."stage", NEW."territory_set_version_id", NEW."verdict", NEW."version_id", NEW."withdrawn_at"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_e227f(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_e227f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_propertyholdingtrail" ("created_at", "created_by_id", "holder_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id", "territories", "territory_set_version_id", "valid") VALUES (NEW."created_at", NEW."created_by_id", NEW."holder_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."property_id", NEW."territories", NEW."territory_set_version_id", NEW."valid"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_e7b6d(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_e7b6d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_agreementtrail" ("advance", "common_fund_rate", "created_at", "created_by_id", "currency", "document", "due_days", "id", "licensee_id", "licensor_id", "marketing_fund_rate", "minimum_guarantees", "number", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "promo_use", "reporting_period", "revoked_from", "royalty_rate", "sell_off_conditions", "sell_off_days", "signed_on", "status", "supersedes_id", "suspended_from", "term", "time_zone", "version") VALUES (NEW."advance", NEW."common_fund_rate", NEW."created_at", NEW."created_by_id", NEW."currency", NEW."document", NEW."due_days", NEW."id", NEW."licensee_id", NEW."licensor_id", NEW."marketing_fund_rate", NEW."minimum_guarantees", NEW."number", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."promo_use", NEW."reporting_period", NEW."revoked_from", NEW."royalty_rate", NEW."sell_off_conditions", NEW."sell_off_days", NEW."signed_on", NEW."status", NEW."supersedes_id", NEW."suspended_from", NEW."term", NEW."time_zone", NEW."version"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_e8719(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_e8719() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_rightspolicytrail" ("created_at", "created_by_id", "eea_passive_sales", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference") VALUES (NEW."created_at", NEW."created_by_id", NEW."eea_passive_sales", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."reference"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_e8b7e(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_e8b7e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_nocconsentnocstrail" ("id", "noc_id", "nocconsent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."noc_id", NEW."nocconsent_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_eae82(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_eae82() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_rightsholdertrail" ("active", "approval_days", "approval_stages", "code", "created_at", "created_by_id", "currency", "games_id", "id", "kind", "name", "noc_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "successor_id", "time_zone") VALUES (NEW."active", NEW."approval_days", NEW."approval_stages", NEW."code", NEW."created_at", NEW."created_by_id", NEW."currency", NEW."games_id", NEW."id", NEW."kind", NEW."name", NEW."noc_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."successor_id", NEW."time_zone"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_fcedf(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_fcedf() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_grantgrantedcategoriestrail" ("grant_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "productcategory_id") VALUES (NEW."grant_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."productcategory_id"); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_update_update_fe7f9(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_update_update_fe7f9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "licensing_factoryaudittrail" ("audited_on", "created_at", "created_by_id", "factory_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "valid_until") VALUES (NEW."audited_on", NEW."created_at", NEW."created_by_id", NEW."factory_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, clock_timestamp(), 'update', NEW."id", NEW."reference", NEW."valid_until"); RETURN NULL;
                END;
            $$;


--
-- Name: procrastinate_cancel_job_v1(bigint, boolean, boolean); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;


--
-- Name: procrastinate_defer_jobs_v1(public.procrastinate_job_to_defer_v1[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;

    RETURN job_ids;
END;
$$;


--
-- Name: procrastinate_defer_periodic_job_v2(character varying, character varying, character varying, character varying, integer, character varying, bigint, jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;

    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;

    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;

    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;

    RETURN _job_id;
END;
$$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: procrastinate_jobs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    queueing_lock text,
    priority integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);


--
-- Name: procrastinate_fetch_job_v2(character varying[], bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;

 RETURN found_jobs;
END;
$$;


--
-- Name: procrastinate_finish_job_v1(bigint, public.procrastinate_job_status, boolean); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;


--
-- Name: procrastinate_notify_queue_abort_job_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;


--
-- Name: procrastinate_notify_queue_job_inserted_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;


--
-- Name: procrastinate_prune_stalled_workers_v1(double precision); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;


--
-- Name: procrastinate_register_worker_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;


--
-- Name: procrastinate_retry_job_v1(bigint, timestamp with time zone, integer, character varying, character varying); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;


--
-- Name: procrastinate_retry_job_v2(bigint, timestamp with time zone, integer, character varying, character varying); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;

END;
$$;


--
-- Name: procrastinate_trigger_abort_requested_events_procedure_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;


--
-- Name: procrastinate_trigger_function_scheduled_events_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);

	RETURN NEW;
END;
$$;


--
-- Name: procrastinate_trigger_function_status_events_insert_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;


--
-- Name: procrastinate_trigger_function_status_events_update_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;


--
-- Name: procrastinate_unlink_periodic_defers_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;


--
-- Name: procrastinate_unregister_worker_v1(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;


--
-- Name: procrastinate_update_heartbeat_v1(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;


--
-- Name: account_emailaddress; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);


--
-- Name: account_emailaddress_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: account_emailconfirmation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);


--
-- Name: account_emailconfirmation_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts_lastacceptedcode; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_lastacceptedcode (
    authenticator_id bigint NOT NULL,
    counter bigint NOT NULL,
    CONSTRAINT a_code_counter_is_not_negative CHECK ((counter >= 0))
);


--
-- Name: accounts_user; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    email character varying(254) NOT NULL,
    first_name character varying(150) NOT NULL,
    last_name character varying(150) NOT NULL,
    role character varying(16) NOT NULL,
    is_staff boolean NOT NULL,
    is_active boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    licensee_id bigint,
    holder_id bigint,
    licensee_role character varying(9) DEFAULT ''::character varying NOT NULL,
    session_generation integer DEFAULT 0 NOT NULL,
    CONSTRAINT a_licensee_user_and_no_other_has_a_role_there CHECK (((((licensee_role)::text = ANY ((ARRAY['owner'::character varying, 'catalog'::character varying, 'logistics'::character varying, 'finance'::character varying])::text[])) AND ((role)::text = 'licensee'::text)) OR ((NOT ((role)::text = 'licensee'::text)) AND ((licensee_role)::text = ''::text)))),
    CONSTRAINT a_licensee_user_belongs_to_a_licensee CHECK ((((licensee_id IS NOT NULL) AND ((role)::text = 'licensee'::text)) OR ((NOT ((role)::text = 'licensee'::text)) AND (licensee_id IS NULL)))),
    CONSTRAINT accounts_user_session_generation_check CHECK ((session_generation >= 0)),
    CONSTRAINT only_rights_and_brand_people_work_for_a_holder CHECK ((((role)::text = ANY ((ARRAY['rights'::character varying, 'brand'::character varying])::text[])) OR (holder_id IS NULL)))
);


--
-- Name: accounts_user_groups; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_user_groups (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    group_id integer NOT NULL
);


--
-- Name: accounts_user_groups_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts_user_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts_user_user_permissions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_user_user_permissions (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    permission_id integer NOT NULL
);


--
-- Name: accounts_user_user_permissions_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: address_country; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.address_country (
    iso_3166_1_a2 character varying(2) NOT NULL,
    iso_3166_1_a3 character varying(3) NOT NULL,
    iso_3166_1_numeric character varying(3) NOT NULL,
    printable_name character varying(128) NOT NULL,
    name character varying(128) NOT NULL,
    display_order smallint NOT NULL,
    is_shipping_country boolean NOT NULL,
    CONSTRAINT address_country_display_order_check CHECK ((display_order >= 0))
);


--
-- Name: address_useraddress; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.address_useraddress (
    id bigint NOT NULL,
    title character varying(64) NOT NULL,
    first_name character varying(255) NOT NULL,
    last_name character varying(255) NOT NULL,
    line1 character varying(255) NOT NULL,
    line2 character varying(255) NOT NULL,
    line3 character varying(255) NOT NULL,
    line4 character varying(255) NOT NULL,
    state character varying(255) NOT NULL,
    postcode character varying(64) NOT NULL,
    search_text text NOT NULL,
    phone_number character varying(128) NOT NULL,
    notes text NOT NULL,
    is_default_for_shipping boolean NOT NULL,
    is_default_for_billing boolean NOT NULL,
    num_orders_as_shipping_address integer CONSTRAINT address_useraddress_num_orders_not_null NOT NULL,
    hash character varying(255) NOT NULL,
    date_created timestamp with time zone NOT NULL,
    country_id character varying(2) NOT NULL,
    user_id bigint NOT NULL,
    num_orders_as_billing_address integer NOT NULL,
    code character varying(255),
    CONSTRAINT address_useraddress_num_orders_as_billing_address_check CHECK ((num_orders_as_billing_address >= 0)),
    CONSTRAINT address_useraddress_num_orders_check CHECK ((num_orders_as_shipping_address >= 0))
);


--
-- Name: address_useraddress_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.address_useraddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.address_useraddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: analytics_productrecord; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.analytics_productrecord (
    id bigint NOT NULL,
    num_views integer NOT NULL,
    num_basket_additions integer NOT NULL,
    num_purchases integer NOT NULL,
    score double precision NOT NULL,
    product_id bigint NOT NULL,
    CONSTRAINT analytics_productrecord_num_basket_additions_check CHECK ((num_basket_additions >= 0)),
    CONSTRAINT analytics_productrecord_num_purchases_check CHECK ((num_purchases >= 0)),
    CONSTRAINT analytics_productrecord_num_views_check CHECK ((num_views >= 0))
);


--
-- Name: analytics_productrecord_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.analytics_productrecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.analytics_productrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: analytics_userproductview; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.analytics_userproductview (
    id bigint NOT NULL,
    date_created timestamp with time zone NOT NULL,
    product_id bigint NOT NULL,
    user_id bigint NOT NULL
);


--
-- Name: analytics_userproductview_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.analytics_userproductview ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.analytics_userproductview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: analytics_userrecord; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.analytics_userrecord (
    id bigint NOT NULL,
    num_product_views integer NOT NULL,
    num_basket_additions integer NOT NULL,
    num_orders integer NOT NULL,
    num_order_lines integer NOT NULL,
    num_order_items integer NOT NULL,
    total_spent numeric(12,2) NOT NULL,
    date_last_order timestamp with time zone,
    user_id bigint NOT NULL,
    CONSTRAINT analytics_userrecord_num_basket_additions_check CHECK ((num_basket_additions >= 0)),
    CONSTRAINT analytics_userrecord_num_order_items_check CHECK ((num_order_items >= 0)),
    CONSTRAINT analytics_userrecord_num_order_lines_check CHECK ((num_order_lines >= 0)),
    CONSTRAINT analytics_userrecord_num_orders_check CHECK ((num_orders >= 0)),
    CONSTRAINT analytics_userrecord_num_product_views_check CHECK ((num_product_views >= 0))
);


--
-- Name: analytics_userrecord_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.analytics_userrecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.analytics_userrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: analytics_usersearch; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.analytics_usersearch (
    id bigint NOT NULL,
    query character varying(255) NOT NULL,
    date_created timestamp with time zone NOT NULL,
    user_id bigint NOT NULL
);


--
-- Name: analytics_usersearch_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.analytics_usersearch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.analytics_usersearch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: api_idempotentanswer; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_idempotentanswer (
    id bigint NOT NULL,
    scope character varying(64) NOT NULL,
    key character varying(64) NOT NULL,
    fingerprint character varying(64) NOT NULL,
    status smallint,
    body jsonb,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT api_idempotentanswer_status_check CHECK ((status >= 0))
);


--
-- Name: api_idempotentanswer_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.api_idempotentanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.api_idempotentanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_group; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);


--
-- Name: auth_group_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_group_permissions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);


--
-- Name: auth_group_permissions_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_permission; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);


--
-- Name: auth_permission_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: basket_basket; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.basket_basket (
    id bigint NOT NULL,
    status character varying(128) NOT NULL,
    date_created timestamp with time zone NOT NULL,
    date_merged timestamp with time zone,
    date_submitted timestamp with time zone,
    channel character varying(16) NOT NULL,
    market_id bigint NOT NULL,
    owner_id bigint,
    ship_to_id character varying(2),
    voucher_code character varying(40) DEFAULT ''::character varying NOT NULL,
    gift_card_id bigint
);


--
-- Name: basket_basket_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.basket_basket ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.basket_basket_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: basket_basket_vouchers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.basket_basket_vouchers (
    id bigint NOT NULL,
    basket_id bigint NOT NULL,
    voucher_id bigint NOT NULL
);


--
-- Name: basket_basket_vouchers_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.basket_basket_vouchers ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.basket_basket_vouchers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: basket_line; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.basket_line (
    id bigint NOT NULL,
    line_reference character varying(128) NOT NULL,
    quantity integer NOT NULL,
    price_currency character varying(12) NOT NULL,
    price_excl_tax numeric(12,2),
    price_incl_tax numeric(12,2),
    tax_code character varying(64),
    date_created timestamp with time zone NOT NULL,
    date_updated timestamp with time zone NOT NULL,
    basket_id bigint NOT NULL,
    product_id bigint NOT NULL,
    stockrecord_id bigint NOT NULL,
    CONSTRAINT basket_line_quantity_check CHECK ((quantity >= 0))
);


--
-- Name: basket_line_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.basket_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.basket_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: basket_lineattribute; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.basket_lineattribute (
    id bigint NOT NULL,
    value jsonb NOT NULL,
    line_id bigint NOT NULL,
    option_id bigint NOT NULL
);


--
-- Name: basket_lineattribute_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.basket_lineattribute ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.basket_lineattribute_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_approval; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_approval (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    stage character varying(16) NOT NULL,
    verdict character varying(10) NOT NULL,
    decided_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    expires_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    created_by_id bigint,
    holder_id bigint NOT NULL,
    territory_set_version_id bigint,
    version_id bigint NOT NULL,
    conditions text NOT NULL,
    CONSTRAINT an_approval_expires_after_its_decision CHECK (((expires_at IS NULL) OR (expires_at > decided_at)))
);


--
-- Name: catalogue_approval_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_approval ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_approval_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_approvalcondition; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_approvalcondition (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    text text NOT NULL,
    before_release boolean NOT NULL,
    approval_id bigint NOT NULL,
    created_by_id bigint,
    CONSTRAINT a_condition_says_something CHECK ((NOT (text = ''::text)))
);


--
-- Name: catalogue_approvalcondition_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_approvalcondition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_approvalcondition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_approvaltrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_approvaltrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    stage character varying(16) NOT NULL,
    verdict character varying(10) NOT NULL,
    conditions text NOT NULL,
    decided_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    expires_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    created_by_id bigint,
    holder_id bigint NOT NULL,
    pgh_obj_id bigint NOT NULL,
    territory_set_version_id bigint,
    version_id bigint NOT NULL
);


--
-- Name: catalogue_approvaltrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_approvaltrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_approvaltrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_attributeoption; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_attributeoption (
    id bigint NOT NULL,
    option character varying(255) NOT NULL,
    code character varying(255),
    group_id bigint NOT NULL
);


--
-- Name: catalogue_attributeoption_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_attributeoption ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_attributeoption_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_attributeoptiongroup; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_attributeoptiongroup (
    id bigint NOT NULL,
    name character varying(128) NOT NULL,
    code character varying(255)
);


--
-- Name: catalogue_attributeoptiongroup_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_attributeoptiongroup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_attributeoptiongroup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_authlabel; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_authlabel (
    id bigint NOT NULL,
    serial character varying(40) NOT NULL,
    status character varying(8) NOT NULL,
    order_line_id bigint,
    signature character varying(128) NOT NULL,
    batch_id bigint NOT NULL
);


--
-- Name: catalogue_authlabel_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_authlabel ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_authlabel_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_category; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_category (
    id bigint NOT NULL,
    path character varying(255) NOT NULL,
    depth integer NOT NULL,
    numchild integer NOT NULL,
    name character varying(255) NOT NULL,
    name_en character varying(255),
    name_fr character varying(255),
    name_de character varying(255),
    name_it character varying(255),
    name_es character varying(255),
    name_ja character varying(255),
    name_ar character varying(255),
    name_pt character varying(255),
    code character varying(255),
    description text NOT NULL,
    long_description text NOT NULL,
    meta_title character varying(255),
    meta_description text,
    image character varying(255),
    slug character varying(255) NOT NULL,
    exclude_from_menu boolean NOT NULL,
    is_public boolean NOT NULL,
    ancestors_are_public boolean NOT NULL,
    CONSTRAINT catalogue_category_depth_check CHECK ((depth >= 0)),
    CONSTRAINT catalogue_category_numchild_check CHECK ((numchild >= 0))
);


--
-- Name: catalogue_category_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_category ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_category_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_compliancerecord; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_compliancerecord (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    area character varying(5) NOT NULL,
    complete boolean NOT NULL,
    documents jsonb NOT NULL,
    valid_until timestamp with time zone,
    created_by_id bigint,
    product_id bigint NOT NULL
);


--
-- Name: catalogue_compliancerecord_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_compliancerecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_compliancerecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_compliancerecordtrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_compliancerecordtrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    area character varying(5) NOT NULL,
    complete boolean NOT NULL,
    documents jsonb NOT NULL,
    valid_until timestamp with time zone,
    created_by_id bigint,
    pgh_obj_id bigint NOT NULL,
    product_id bigint NOT NULL
);


--
-- Name: catalogue_compliancerecordtrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_compliancerecordtrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_compliancerecordtrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_conditionmet; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_conditionmet (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    note text NOT NULL,
    condition_id bigint NOT NULL,
    created_by_id bigint
);


--
-- Name: catalogue_conditionmet_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_conditionmet ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_conditionmet_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_datasheet; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_datasheet (
    product_id bigint NOT NULL,
    factory_code character varying(40) NOT NULL,
    model_or_batch character varying(40) NOT NULL,
    min_age_months smallint,
    test_report_expiry date,
    on_sale_to timestamp with time zone,
    size_system character varying(4) NOT NULL,
    length_mm integer,
    width_mm integer,
    height_mm integer,
    battery boolean,
    wireless boolean,
    rrp_amount numeric(12,2),
    rrp_currency character varying(3) NOT NULL,
    limited_edition_size integer,
    more jsonb NOT NULL,
    embargo_until timestamp with time zone,
    label_serial_from character varying(40) DEFAULT ''::character varying NOT NULL,
    label_serial_to character varying(40) DEFAULT ''::character varying NOT NULL,
    label_series character varying(40) GENERATED ALWAYS AS (public.label_series((label_serial_from)::text)) STORED,
    label_numbers int8range GENERATED ALWAYS AS (public.label_numbers((label_serial_from)::text, (label_serial_to)::text)) STORED,
    CONSTRAINT a_least_age_is_of_a_child CHECK (((min_age_months IS NULL) OR (min_age_months <= 216))),
    CONSTRAINT a_limited_edition_has_units CHECK (((limited_edition_size IS NULL) OR (limited_edition_size > 0))),
    CONSTRAINT a_recommended_price_has_its_currency CHECK (((rrp_amount IS NULL) OR ((rrp_amount > (0)::numeric) AND (NOT ((rrp_currency)::text = ''::text))))),
    CONSTRAINT catalogue_datasheet_height_mm_check CHECK ((height_mm >= 0)),
    CONSTRAINT catalogue_datasheet_length_mm_check CHECK ((length_mm >= 0)),
    CONSTRAINT catalogue_datasheet_limited_edition_size_check CHECK ((limited_edition_size >= 0)),
    CONSTRAINT catalogue_datasheet_min_age_months_check CHECK ((min_age_months >= 0)),
    CONSTRAINT catalogue_datasheet_width_mm_check CHECK ((width_mm >= 0)),
    CONSTRAINT labels_have_a_first_and_a_last_one CHECK (((((label_serial_from)::text = ''::text) AND ((label_serial_to)::text = ''::text)) OR (label_numbers IS NOT NULL)))
);


--
-- Name: catalogue_embargo; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_embargo (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    lifts_at timestamp with time zone NOT NULL,
    teaser_allowed boolean NOT NULL,
    created_by_id bigint,
    product_id bigint,
    property_id bigint,
    time_zone character varying(40) NOT NULL,
    CONSTRAINT an_embargo_names_a_product_or_a_mark CHECK ((((product_id IS NOT NULL) AND (property_id IS NULL)) OR ((product_id IS NULL) AND (property_id IS NOT NULL))))
);


--
-- Name: catalogue_embargo_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_embargo ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_embargo_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_embargotrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_embargotrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    lifts_at timestamp with time zone NOT NULL,
    time_zone character varying(40) NOT NULL,
    teaser_allowed boolean NOT NULL,
    created_by_id bigint,
    pgh_obj_id bigint NOT NULL,
    product_id bigint,
    property_id bigint
);


--
-- Name: catalogue_embargotrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_embargotrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_embargotrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_option; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_option (
    id bigint NOT NULL,
    name character varying(128) NOT NULL,
    code character varying(128) NOT NULL,
    type character varying(255) NOT NULL,
    required boolean NOT NULL,
    help_text character varying(255),
    "order" integer,
    option_group_id bigint
);


--
-- Name: catalogue_option_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_option ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_option_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_product; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_product (
    id bigint NOT NULL,
    structure character varying(10) NOT NULL,
    is_public boolean NOT NULL,
    upc character varying(64),
    title character varying(255) NOT NULL,
    title_en character varying(255),
    title_fr character varying(255),
    title_de character varying(255),
    title_it character varying(255),
    title_es character varying(255),
    title_ja character varying(255),
    title_ar character varying(255),
    title_pt character varying(255),
    slug character varying(255) NOT NULL,
    description text NOT NULL,
    description_en text,
    description_fr text,
    description_de text,
    description_it text,
    description_es text,
    description_ja text,
    description_ar text,
    description_pt text,
    meta_title character varying(255),
    meta_description text,
    priority smallint NOT NULL,
    rating double precision,
    date_created timestamp with time zone NOT NULL,
    date_updated timestamp with time zone NOT NULL,
    is_discountable boolean NOT NULL,
    code character varying(255),
    public_id uuid NOT NULL,
    gtin character varying(14) NOT NULL,
    kind character varying(50) NOT NULL,
    unmarked boolean NOT NULL,
    color character varying(20) NOT NULL,
    size character varying(20) NOT NULL,
    size_position smallint NOT NULL,
    tax_class character varying(16) NOT NULL,
    origin character varying(2) NOT NULL,
    hs_code character varying(10) NOT NULL,
    weight_g integer NOT NULL,
    material character varying(200) NOT NULL,
    manufacturer text NOT NULL,
    released tstzrange,
    released_territories int4multirange,
    on_sale_from timestamp with time zone,
    search_document tsvector,
    search_text text NOT NULL,
    games_id character varying(20),
    licensee_id bigint,
    noc_id character varying(3),
    parent_id bigint,
    rights_category_id bigint,
    rights_profile_id bigint,
    product_class_id bigint,
    sport_id bigint,
    limit_per_person smallint,
    CONSTRAINT a_limit_per_person_is_of_a_top_product CHECK (((limit_per_person IS NULL) OR ((limit_per_person >= 1) AND (NOT ((structure)::text = 'child'::text))))),
    CONSTRAINT a_variant_has_its_parents_rights CHECK (((NOT ((structure)::text = 'child'::text)) OR ((released IS NULL) AND (rights_profile_id IS NULL)))),
    CONSTRAINT an_origin_is_an_iso_code CHECK ((((origin)::text = ''::text) OR ((origin)::text ~ '^[A-Z]{2}$'::text))),
    CONSTRAINT catalogue_product_limit_per_person_check CHECK ((limit_per_person >= 0)),
    CONSTRAINT catalogue_product_size_position_check CHECK ((size_position >= 0)),
    CONSTRAINT catalogue_product_weight_g_check CHECK ((weight_g >= 0))
);


--
-- Name: catalogue_product_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_product ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_product_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_product_product_options; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_product_product_options (
    id bigint NOT NULL,
    product_id bigint NOT NULL,
    option_id bigint NOT NULL
);


--
-- Name: catalogue_product_product_options_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_product_product_options ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_product_product_options_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_productattribute; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_productattribute (
    id bigint NOT NULL,
    name character varying(128) NOT NULL,
    code character varying(128) NOT NULL,
    type character varying(20) NOT NULL,
    required boolean NOT NULL,
    option_group_id bigint,
    product_class_id bigint
);


--
-- Name: catalogue_productattribute_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_productattribute ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_productattribute_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_productattributevalue; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_productattributevalue (
    id bigint NOT NULL,
    value_text text,
    value_integer integer,
    value_boolean boolean,
    value_float double precision,
    value_richtext text,
    value_date date,
    value_datetime timestamp with time zone,
    value_file character varying(255),
    value_image character varying(255),
    entity_object_id integer,
    attribute_id bigint NOT NULL,
    entity_content_type_id integer,
    product_id bigint NOT NULL,
    value_option_id bigint,
    CONSTRAINT catalogue_productattributevalue_entity_object_id_check CHECK ((entity_object_id >= 0))
);


--
-- Name: catalogue_productattributevalue_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_productattributevalue ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_productattributevalue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_productattributevalue_value_multi_option; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_productattributevalue_value_multi_option (
    id bigint NOT NULL,
    productattributevalue_id bigint CONSTRAINT catalogue_productattributeval_productattributevalue_id_not_null NOT NULL,
    attributeoption_id bigint CONSTRAINT catalogue_productattributevalue_val_attributeoption_id_not_null NOT NULL
);


--
-- Name: catalogue_productattributevalue_value_multi_option_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_productattributevalue_value_multi_option ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_productattributevalue_value_multi_option_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_productcategory; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_productcategory (
    id bigint NOT NULL,
    category_id bigint NOT NULL,
    product_id bigint NOT NULL
);


--
-- Name: catalogue_productcategory_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_productcategory ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_productcategory_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_productclass; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_productclass (
    id bigint NOT NULL,
    name character varying(128) NOT NULL,
    slug character varying(128) NOT NULL,
    requires_shipping boolean NOT NULL,
    track_stock boolean NOT NULL
);


--
-- Name: catalogue_productclass_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_productclass ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_productclass_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_productclass_options; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_productclass_options (
    id bigint NOT NULL,
    productclass_id bigint NOT NULL,
    option_id bigint NOT NULL
);


--
-- Name: catalogue_productclass_options_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_productclass_options ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_productclass_options_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_productimage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_productimage (
    id bigint NOT NULL,
    code character varying(255),
    original character varying(255) NOT NULL,
    caption character varying(200) NOT NULL,
    display_order integer NOT NULL,
    date_created timestamp with time zone NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    stem character varying(200) NOT NULL,
    widths integer[] NOT NULL,
    formats character varying(5)[] NOT NULL,
    alt character varying(250) NOT NULL,
    alt_en character varying(250),
    alt_fr character varying(250),
    alt_de character varying(250),
    alt_it character varying(250),
    alt_es character varying(250),
    alt_ja character varying(250),
    alt_ar character varying(250),
    alt_pt character varying(250),
    approved boolean NOT NULL,
    product_id bigint NOT NULL,
    focal_x double precision DEFAULT 0.5 NOT NULL,
    focal_y double precision DEFAULT 0.5 NOT NULL,
    perceptual_hash bigint,
    published boolean DEFAULT true NOT NULL,
    refusal character varying(32) DEFAULT ''::character varying NOT NULL,
    source_name character varying(255) DEFAULT ''::character varying NOT NULL,
    source_sha256 character varying(64) DEFAULT ''::character varying NOT NULL,
    state character varying(8) DEFAULT 'READY'::character varying NOT NULL,
    version_id bigint,
    warnings character varying(32)[] DEFAULT '{}'::character varying(32)[] NOT NULL,
    CONSTRAINT a_focal_point_lies_in_the_picture CHECK (((focal_x >= (0.0)::double precision) AND (focal_x <= (1.0)::double precision) AND (focal_y >= (0.0)::double precision) AND (focal_y <= (1.0)::double precision))),
    CONSTRAINT a_picture_of_a_version_has_its_source CHECK (((version_id IS NULL) OR (NOT ((source_sha256)::text = ''::text)))),
    CONSTRAINT a_refused_picture_says_why CHECK (((((state)::text = 'REFUSED'::text) OR ((refusal)::text = ''::text)) AND (1 = (
CASE
    WHEN ((state)::text = 'REFUSED'::text) THEN 1
    ELSE 0
END +
CASE
    WHEN ((refusal)::text = ''::text) THEN 1
    ELSE 0
END)))),
    CONSTRAINT catalogue_productimage_display_order_check CHECK ((display_order >= 0)),
    CONSTRAINT catalogue_productimage_height_check CHECK ((height >= 0)),
    CONSTRAINT catalogue_productimage_width_check CHECK ((width >= 0)),
    CONSTRAINT only_a_ready_picture_is_published CHECK (((NOT published) OR ((state)::text = 'READY'::text)))
);


--
-- Name: catalogue_productimage_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_productimage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_productimage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_productionbatch; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_productionbatch (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    factory character varying(150) NOT NULL,
    quantity integer NOT NULL,
    produced_on date NOT NULL,
    first_label character varying(40) NOT NULL,
    last_label character varying(40) NOT NULL,
    agreement_id bigint NOT NULL,
    created_by_id bigint,
    product_id bigint NOT NULL,
    CONSTRAINT catalogue_productionbatch_quantity_check CHECK ((quantity >= 0))
);


--
-- Name: catalogue_productionbatch_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_productionbatch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_productionbatch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_productrecommendation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_productrecommendation (
    id bigint NOT NULL,
    ranking smallint NOT NULL,
    primary_id bigint NOT NULL,
    recommendation_id bigint NOT NULL,
    CONSTRAINT catalogue_productrecommendation_ranking_check CHECK ((ranking >= 0))
);


--
-- Name: catalogue_productrecommendation_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_productrecommendation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_productrecommendation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_productrights; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_productrights (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    agreement_id bigint NOT NULL,
    created_by_id bigint,
    property_id bigint NOT NULL,
    version_id bigint NOT NULL
);


--
-- Name: catalogue_productrights_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_productrights ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_productrights_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_productrightstrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_productrightstrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    agreement_id bigint NOT NULL,
    created_by_id bigint,
    pgh_obj_id bigint NOT NULL,
    property_id bigint NOT NULL,
    version_id bigint NOT NULL
);


--
-- Name: catalogue_productrightstrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_productrightstrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_productrightstrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_producttrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_producttrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    is_public boolean NOT NULL,
    unmarked boolean NOT NULL,
    pgh_obj_id bigint NOT NULL,
    rights_profile_id bigint
);


--
-- Name: catalogue_producttrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_producttrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_producttrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_productversion; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_productversion (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    number integer NOT NULL,
    content_hash character varying(64) NOT NULL,
    status character varying(10) NOT NULL,
    created_by_id bigint,
    product_id bigint NOT NULL,
    submitted_at timestamp with time zone,
    submitted_by_id bigint,
    snapshot jsonb DEFAULT '{}'::jsonb NOT NULL,
    content jsonb NOT NULL,
    CONSTRAINT catalogue_productversion_number_check CHECK ((number >= 0))
);


--
-- Name: catalogue_productversion_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_productversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_productversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_productversiontrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_productversiontrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    number integer NOT NULL,
    content_hash character varying(64) NOT NULL,
    status character varying(10) NOT NULL,
    submitted_at timestamp with time zone,
    created_by_id bigint,
    pgh_obj_id bigint NOT NULL,
    product_id bigint NOT NULL,
    submitted_by_id bigint,
    CONSTRAINT catalogue_productversiontrail_number_check CHECK ((number >= 0))
);


--
-- Name: catalogue_productversiontrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_productversiontrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_productversiontrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_reviewclock; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_reviewclock (
    id bigint NOT NULL,
    stage character varying(16) NOT NULL,
    waits_for character varying(8) NOT NULL,
    days_left smallint NOT NULL,
    since timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    reminded_at timestamp with time zone,
    holder_id bigint NOT NULL,
    version_id bigint NOT NULL,
    CONSTRAINT a_clock_runs_while_it_waits_for_the_holder CHECK ((((due_at IS NOT NULL) AND ((waits_for)::text = 'HOLDER'::text)) OR ((NOT ((waits_for)::text = 'HOLDER'::text)) AND (due_at IS NULL)))),
    CONSTRAINT catalogue_reviewclock_days_left_check CHECK ((days_left >= 0))
);


--
-- Name: catalogue_reviewclock_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_reviewclock ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_reviewclock_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_reviewcomment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_reviewcomment (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    side character varying(8) NOT NULL,
    text text NOT NULL,
    asks boolean NOT NULL,
    picture character varying(200) NOT NULL,
    x numeric(4,3),
    y numeric(4,3),
    created_by_id bigint,
    holder_id bigint NOT NULL,
    version_id bigint NOT NULL,
    CONSTRAINT a_comment_says_something CHECK ((NOT (text = ''::text))),
    CONSTRAINT a_pin_is_on_its_picture CHECK (((x IS NULL) OR ((x >= (0)::numeric) AND (x <= (1)::numeric) AND (y >= (0)::numeric) AND (y <= (1)::numeric)))),
    CONSTRAINT a_pinned_comment_has_a_picture_and_a_place CHECK (((((picture)::text = ''::text) AND (x IS NULL) AND (y IS NULL)) OR ((NOT ((picture)::text = ''::text)) AND (x IS NOT NULL) AND (y IS NOT NULL)))),
    CONSTRAINT only_a_holder_stops_its_clock CHECK (((NOT asks) OR ((side)::text = 'HOLDER'::text)))
);


--
-- Name: catalogue_reviewcomment_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_reviewcomment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_reviewcomment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalogue_sport; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalogue_sport (
    id bigint NOT NULL,
    slug character varying(50) NOT NULL,
    name character varying(80) NOT NULL,
    name_en character varying(80),
    name_fr character varying(80),
    name_de character varying(80),
    name_it character varying(80),
    name_es character varying(80),
    name_ja character varying(80),
    name_ar character varying(80),
    name_pt character varying(80),
    season character varying(1) NOT NULL
);


--
-- Name: catalogue_sport_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalogue_sport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_sport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: communication_communicationeventtype; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.communication_communicationeventtype (
    id bigint CONSTRAINT customer_communicationeventtype_id_not_null NOT NULL,
    code character varying(128) CONSTRAINT customer_communicationeventtype_code_not_null NOT NULL,
    name character varying(255) CONSTRAINT customer_communicationeventtype_name_not_null NOT NULL,
    category character varying(255) CONSTRAINT customer_communicationeventtype_category_not_null NOT NULL,
    email_subject_template character varying(255),
    email_body_template text,
    email_body_html_template text,
    sms_template character varying(170),
    date_created timestamp with time zone CONSTRAINT customer_communicationeventtype_date_created_not_null NOT NULL,
    date_updated timestamp with time zone CONSTRAINT customer_communicationeventtype_date_updated_not_null NOT NULL
);


--
-- Name: communication_email; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.communication_email (
    id bigint CONSTRAINT customer_email_id_not_null NOT NULL,
    subject text CONSTRAINT customer_email_subject_not_null NOT NULL,
    body_text text CONSTRAINT customer_email_body_text_not_null NOT NULL,
    body_html text CONSTRAINT customer_email_body_html_not_null NOT NULL,
    date_sent timestamp with time zone CONSTRAINT customer_email_date_sent_not_null NOT NULL,
    user_id bigint,
    email character varying(254)
);


--
-- Name: communication_notification; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.communication_notification (
    id bigint CONSTRAINT customer_notification_id_not_null NOT NULL,
    subject character varying(255) CONSTRAINT customer_notification_subject_not_null NOT NULL,
    body text CONSTRAINT customer_notification_body_not_null NOT NULL,
    location character varying(32) CONSTRAINT customer_notification_location_not_null NOT NULL,
    date_sent timestamp with time zone CONSTRAINT customer_notification_date_sent_not_null NOT NULL,
    date_read timestamp with time zone,
    recipient_id bigint CONSTRAINT customer_notification_recipient_id_not_null NOT NULL,
    sender_id bigint
);


--
-- Name: customer_communicationeventtype_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.communication_communicationeventtype ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customer_communicationeventtype_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: customer_email_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.communication_email ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customer_email_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: customer_notification_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.communication_notification ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customer_notification_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: customer_productalert; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.customer_productalert (
    id bigint NOT NULL,
    email character varying(254) NOT NULL,
    key character varying(128) NOT NULL,
    status character varying(20) NOT NULL,
    date_created timestamp with time zone NOT NULL,
    date_confirmed timestamp with time zone,
    date_cancelled timestamp with time zone,
    date_closed timestamp with time zone,
    product_id bigint NOT NULL,
    user_id bigint
);


--
-- Name: customer_productalert_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.customer_productalert ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customer_productalert_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_admin_log; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_admin_log (
    id integer NOT NULL,
    action_time timestamp with time zone NOT NULL,
    object_id text,
    object_repr character varying(200) NOT NULL,
    action_flag smallint NOT NULL,
    change_message text NOT NULL,
    content_type_id integer,
    user_id bigint NOT NULL,
    CONSTRAINT django_admin_log_action_flag_check CHECK ((action_flag >= 0))
);


--
-- Name: django_admin_log_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.django_admin_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_admin_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_content_type; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);


--
-- Name: django_content_type_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_flatpage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_flatpage (
    id integer NOT NULL,
    url character varying(100) NOT NULL,
    title character varying(200) NOT NULL,
    content text NOT NULL,
    enable_comments boolean NOT NULL,
    template_name character varying(70) NOT NULL,
    registration_required boolean NOT NULL
);


--
-- Name: django_flatpage_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.django_flatpage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_flatpage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_flatpage_sites; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_flatpage_sites (
    id bigint NOT NULL,
    flatpage_id integer NOT NULL,
    site_id integer NOT NULL
);


--
-- Name: django_flatpage_sites_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.django_flatpage_sites ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_flatpage_sites_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_migrations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);


--
-- Name: django_migrations_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_session; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);


--
-- Name: django_site; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_site (
    id integer NOT NULL,
    domain character varying(100) NOT NULL,
    name character varying(50) NOT NULL
);


--
-- Name: django_site_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.django_site ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_site_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: fulfillment_deliverymethod; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.fulfillment_deliverymethod (
    id bigint NOT NULL,
    code character varying(16) NOT NULL,
    territories character varying(2)[] NOT NULL,
    amount numeric(12,2) NOT NULL,
    free_over numeric(12,2),
    days_min smallint NOT NULL,
    days_max smallint NOT NULL,
    market_id bigint NOT NULL,
    CONSTRAINT a_delivery_takes_at_least_its_minimum CHECK ((days_max >= days_min)),
    CONSTRAINT delivery_is_never_paid_to_the_buyer CHECK ((amount >= (0)::numeric)),
    CONSTRAINT fulfillment_deliverymethod_days_max_check CHECK ((days_max >= 0)),
    CONSTRAINT fulfillment_deliverymethod_days_min_check CHECK ((days_min >= 0))
);


--
-- Name: fulfillment_deliverymethod_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.fulfillment_deliverymethod ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fulfillment_deliverymethod_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: fulfillment_shipment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.fulfillment_shipment (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    carrier character varying(16) NOT NULL,
    tracking_number character varying(40) NOT NULL,
    sent_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    licensee_id bigint NOT NULL,
    order_id bigint NOT NULL,
    sent_by_id bigint NOT NULL,
    CONSTRAINT a_carriers_parcel_has_its_number CHECK ((((carrier)::text = 'other'::text) OR (NOT ((tracking_number)::text = ''::text))))
);


--
-- Name: fulfillment_shipment_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.fulfillment_shipment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fulfillment_shipment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: fulfillment_shipmentline; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.fulfillment_shipmentline (
    id bigint NOT NULL,
    units integer NOT NULL,
    order_line_id bigint NOT NULL,
    shipment_id bigint NOT NULL,
    CONSTRAINT a_parcel_has_something CHECK ((units > 0)),
    CONSTRAINT fulfillment_shipmentline_units_check CHECK ((units >= 0))
);


--
-- Name: fulfillment_shipmentline_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.fulfillment_shipmentline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fulfillment_shipmentline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: giftcards_giftcard; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.giftcards_giftcard (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    key uuid NOT NULL,
    request_hash character varying(64) NOT NULL,
    code_hash character varying(64) NOT NULL,
    last4 character varying(4) NOT NULL,
    seed character varying(32) DEFAULT ''::character varying NOT NULL,
    currency character varying(3) NOT NULL,
    issued numeric(12,2) NOT NULL,
    balance numeric(12,2) NOT NULL,
    valid_until timestamp with time zone,
    purpose character varying(8) NOT NULL,
    reason character varying(200) NOT NULL,
    issued_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    recipient character varying(254) NOT NULL,
    language character varying(5) NOT NULL,
    mailed_at timestamp with time zone,
    disabled_at timestamp with time zone,
    disabled_for character varying(200) DEFAULT ''::character varying NOT NULL,
    disabled_by_id bigint,
    issued_by_id bigint NOT NULL,
    CONSTRAINT a_disabled_gift_card_says_who_and_why CHECK ((((disabled_at IS NULL) AND (disabled_by_id IS NULL)) OR ((disabled_at IS NOT NULL) AND (disabled_by_id IS NOT NULL) AND (NOT ((disabled_for)::text = ''::text))))),
    CONSTRAINT a_gift_card_has_at_most_what_was_issued CHECK (((balance >= (0)::numeric) AND (balance <= issued))),
    CONSTRAINT a_gift_card_is_of_some_money CHECK ((issued > (0)::numeric)),
    CONSTRAINT a_gift_card_says_what_it_is_for CHECK ((NOT ((reason)::text = ''::text))),
    CONSTRAINT a_mailed_gift_card_keeps_no_seed CHECK ((((seed)::text = ''::text) OR (mailed_at IS NULL))),
    CONSTRAINT a_seed_is_kept_for_a_mail CHECK ((((seed)::text = ''::text) OR (NOT ((recipient)::text = ''::text))))
);


--
-- Name: giftcards_giftcard_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.giftcards_giftcard ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.giftcards_giftcard_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: giftcards_giftcardmovement; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.giftcards_giftcardmovement (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    amount numeric(12,2) NOT NULL,
    key character varying(100),
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    by_id bigint,
    gift_card_id bigint NOT NULL,
    order_id bigint,
    CONSTRAINT a_gift_card_moves_the_way_its_kind_says CHECK ((((amount > (0)::numeric) AND ((kind)::text = ANY ((ARRAY['ISSUED'::character varying, 'GIVEN_BACK'::character varying, 'REFUNDED'::character varying])::text[]))) OR ((amount < (0)::numeric) AND ((kind)::text = ANY ((ARRAY['TAKEN'::character varying, 'DISABLED'::character varying])::text[]))))),
    CONSTRAINT a_gift_card_pays_an_order_that_is_named CHECK (((((kind)::text = ANY ((ARRAY['ISSUED'::character varying, 'DISABLED'::character varying])::text[])) AND (order_id IS NULL)) OR (((kind)::text = ANY ((ARRAY['TAKEN'::character varying, 'GIVEN_BACK'::character varying, 'REFUNDED'::character varying])::text[])) AND (order_id IS NOT NULL))))
);


--
-- Name: giftcards_giftcardmovement_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.giftcards_giftcardmovement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.giftcards_giftcardmovement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: inventory_location; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.inventory_location (
    id bigint NOT NULL,
    code character varying(20) NOT NULL,
    name character varying(80) NOT NULL,
    kind character varying(12) NOT NULL,
    territory_id character varying(2) NOT NULL,
    channels character varying(16)[] NOT NULL,
    rank smallint NOT NULL,
    active boolean NOT NULL,
    CONSTRAINT a_location_fills_orders_of_known_channels CHECK (((
CASE
    WHEN (channels IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(channels, 1), 0)
END > 0) AND (channels <@ ARRAY['WEB'::character varying(16), 'APP'::character varying(16), 'API_PARTNER'::character varying(16), 'VENUE'::character varying(16), 'VILLAGE'::character varying(16), 'CLICK_COLLECT'::character varying(16), 'MARKETPLACE'::character varying(16), 'B2B'::character varying(16), 'PREMIUM'::character varying(16)]))),
    CONSTRAINT inventory_location_rank_check CHECK ((rank >= 0))
);


--
-- Name: inventory_location_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.inventory_location ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inventory_location_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: inventory_location_ships_to; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.inventory_location_ships_to (
    id bigint NOT NULL,
    location_id bigint NOT NULL,
    territory_id character varying(2) NOT NULL
);


--
-- Name: inventory_location_ships_to_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.inventory_location_ships_to ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inventory_location_ships_to_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: inventory_lowstockalert; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.inventory_lowstockalert (
    id bigint NOT NULL,
    free integer NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    mailed_at timestamp with time zone,
    closed_at timestamp with time zone,
    stock_record_id bigint NOT NULL
);


--
-- Name: inventory_lowstockalert_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.inventory_lowstockalert ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inventory_lowstockalert_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: inventory_receivedcount; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.inventory_receivedcount (
    id bigint NOT NULL,
    key character varying(80) NOT NULL,
    digest character varying(64) NOT NULL,
    booked jsonb NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    by_id bigint NOT NULL,
    licensee_id bigint NOT NULL
);

ALTER TABLE ONLY public.inventory_receivedcount FORCE ROW LEVEL SECURITY;


--
-- Name: inventory_receivedcount_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.inventory_receivedcount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inventory_receivedcount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: inventory_reservation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.inventory_reservation (
    id bigint NOT NULL,
    quantity integer NOT NULL,
    state character varying(8) NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    order_id bigint NOT NULL,
    stock_record_id bigint NOT NULL,
    CONSTRAINT a_reservation_holds_something CHECK ((quantity > 0)),
    CONSTRAINT inventory_reservation_quantity_check CHECK ((quantity >= 0))
);


--
-- Name: inventory_reservation_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.inventory_reservation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inventory_reservation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: inventory_stockmovement; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.inventory_stockmovement (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    in_stock integer NOT NULL,
    held integer NOT NULL,
    allocated integer NOT NULL,
    reason character varying(200) NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    reservation_id bigint,
    stock_record_id bigint NOT NULL,
    by_id bigint,
    key uuid,
    CONSTRAINT a_movement_moves_something CHECK ((NOT ((allocated = 0) AND (held = 0) AND (in_stock = 0)))),
    CONSTRAINT an_adjustment_has_its_author_and_reason CHECK (((NOT ((kind)::text = ANY ((ARRAY['ADJUSTED'::character varying, 'TRANSFERRED'::character varying])::text[]))) OR ((by_id IS NOT NULL) AND (NOT ((reason)::text = ''::text)))))
);


--
-- Name: inventory_stockmovement_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.inventory_stockmovement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inventory_stockmovement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: inventory_stocktake; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.inventory_stocktake (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    name character varying(120) NOT NULL,
    rows jsonb NOT NULL,
    uploaded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    applied_at timestamp with time zone,
    applied_by_id bigint,
    by_id bigint NOT NULL,
    CONSTRAINT a_stock_take_is_applied_by_somebody CHECK ((((applied_at IS NULL) AND (applied_by_id IS NULL)) OR ((applied_at IS NOT NULL) AND (applied_by_id IS NOT NULL))))
);


--
-- Name: inventory_stocktake_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.inventory_stocktake ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inventory_stocktake_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: ledger_balancetransaction; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ledger_balancetransaction (
    id character varying(255) NOT NULL,
    type character varying(60) NOT NULL,
    currency character varying(3) NOT NULL,
    amount bigint NOT NULL,
    fee bigint NOT NULL,
    source character varying(255) NOT NULL,
    intent_id character varying(255) NOT NULL,
    happened_at timestamp with time zone NOT NULL
);


--
-- Name: ledger_entry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ledger_entry (
    id bigint NOT NULL,
    account character varying(10) NOT NULL,
    amount bigint NOT NULL,
    journal_id bigint NOT NULL,
    CONSTRAINT an_entry_is_of_some_amount CHECK ((NOT (amount = 0)))
);


--
-- Name: ledger_entry_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.ledger_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: ledger_journal; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ledger_journal (
    id bigint NOT NULL,
    key character varying(300) NOT NULL,
    kind character varying(13) NOT NULL,
    currency character varying(3) NOT NULL,
    written_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    order_id bigint
);


--
-- Name: ledger_journal_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.ledger_journal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_journal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_agreement; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_agreement (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    number character varying(40) NOT NULL,
    version integer NOT NULL,
    status character varying(10) NOT NULL,
    signed_on date,
    term tstzrange NOT NULL,
    time_zone character varying(40) NOT NULL,
    sell_off_days smallint NOT NULL,
    suspended_from timestamp with time zone,
    revoked_from timestamp with time zone,
    royalty_rate numeric(6,5) NOT NULL,
    currency character varying(3) NOT NULL,
    created_by_id bigint,
    supersedes_id bigint,
    licensee_id bigint NOT NULL,
    licensor_id bigint NOT NULL,
    advance numeric(12,2) NOT NULL,
    common_fund_rate numeric(6,5) NOT NULL,
    document character varying(200) NOT NULL,
    due_days smallint NOT NULL,
    marketing_fund_rate numeric(6,5) NOT NULL,
    minimum_guarantees jsonb NOT NULL,
    parent_id bigint,
    promo_use boolean NOT NULL,
    reporting_period character varying(7) NOT NULL,
    sell_off_conditions text NOT NULL,
    CONSTRAINT a_fund_rate_is_a_fraction CHECK (((common_fund_rate >= (0)::numeric) AND (common_fund_rate < (1)::numeric) AND (marketing_fund_rate >= (0)::numeric) AND (marketing_fund_rate < (1)::numeric))),
    CONSTRAINT a_revocation_has_its_instant CHECK (((NOT ((status)::text = 'REVOKED'::text)) OR (revoked_from IS NOT NULL))),
    CONSTRAINT a_royalty_rate_is_a_fraction CHECK (((royalty_rate >= (0)::numeric) AND (royalty_rate < (1)::numeric))),
    CONSTRAINT a_term_lasts_some_time CHECK ((NOT isempty(term))),
    CONSTRAINT an_active_agreement_is_signed CHECK (((NOT ((status)::text = ANY ((ARRAY['SIGNED'::character varying, 'ACTIVE'::character varying])::text[]))) OR (signed_on IS NOT NULL))),
    CONSTRAINT an_advance_is_not_negative CHECK ((advance >= (0)::numeric)),
    CONSTRAINT licensing_agreement_due_days_check CHECK ((due_days >= 0)),
    CONSTRAINT licensing_agreement_sell_off_days_check CHECK ((sell_off_days >= 0)),
    CONSTRAINT licensing_agreement_version_check CHECK ((version >= 0))
);


--
-- Name: licensing_agreement_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_agreement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_agreement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_agreementevent; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_agreementevent (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    kind character varying(10) NOT NULL,
    effective_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    reason text NOT NULL,
    agreement_id bigint NOT NULL,
    created_by_id bigint
);


--
-- Name: licensing_agreementevent_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_agreementevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_agreementevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_agreementeventtrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_agreementeventtrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    kind character varying(10) NOT NULL,
    effective_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    reason text NOT NULL,
    agreement_id bigint NOT NULL,
    created_by_id bigint,
    pgh_obj_id bigint NOT NULL
);


--
-- Name: licensing_agreementeventtrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_agreementeventtrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_agreementeventtrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_agreementtrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_agreementtrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    number character varying(40) NOT NULL,
    version integer NOT NULL,
    status character varying(10) NOT NULL,
    signed_on date,
    term tstzrange NOT NULL,
    time_zone character varying(40) NOT NULL,
    sell_off_days smallint NOT NULL,
    suspended_from timestamp with time zone,
    revoked_from timestamp with time zone,
    royalty_rate numeric(6,5) NOT NULL,
    currency character varying(3) NOT NULL,
    sell_off_conditions text NOT NULL,
    minimum_guarantees jsonb NOT NULL,
    advance numeric(12,2) NOT NULL,
    marketing_fund_rate numeric(6,5) NOT NULL,
    common_fund_rate numeric(6,5) NOT NULL,
    reporting_period character varying(7) NOT NULL,
    due_days smallint NOT NULL,
    promo_use boolean NOT NULL,
    document character varying(200) NOT NULL,
    created_by_id bigint,
    licensee_id bigint NOT NULL,
    licensor_id bigint NOT NULL,
    parent_id bigint,
    pgh_obj_id bigint NOT NULL,
    supersedes_id bigint,
    CONSTRAINT licensing_agreementtrail_due_days_check CHECK ((due_days >= 0)),
    CONSTRAINT licensing_agreementtrail_sell_off_days_check CHECK ((sell_off_days >= 0)),
    CONSTRAINT licensing_agreementtrail_version_check CHECK ((version >= 0))
);


--
-- Name: licensing_agreementtrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_agreementtrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_agreementtrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_clearance; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_clearance (
    id bigint NOT NULL,
    channel smallint NOT NULL,
    valid tstzrange NOT NULL,
    territories int4multirange NOT NULL,
    profile_id bigint NOT NULL,
    by_dispatch boolean NOT NULL,
    passive boolean NOT NULL,
    sell_off jsonb,
    CONSTRAINT licensing_clearance_channel_check CHECK ((channel >= 0))
);


--
-- Name: licensing_clearance_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_clearance ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_clearance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_closedprofile; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_closedprofile (
    id bigint NOT NULL,
    profile_id bigint NOT NULL
);


--
-- Name: licensing_closedprofile_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_closedprofile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_closedprofile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_deniedsale; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_deniedsale (
    id bigint NOT NULL,
    product_id bigint NOT NULL,
    territory character varying(2) NOT NULL,
    channel character varying(16) NOT NULL,
    market character varying(16) NOT NULL,
    reason character varying(32) NOT NULL,
    at timestamp with time zone NOT NULL,
    hour timestamp with time zone NOT NULL
);


--
-- Name: licensing_deniedsale_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_deniedsale ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_deniedsale_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_factory; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_factory (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    code character varying(40) NOT NULL,
    name character varying(150) NOT NULL,
    country_id character varying(2) NOT NULL,
    created_by_id bigint,
    licensee_id bigint NOT NULL,
    CONSTRAINT a_factory_has_a_code CHECK ((NOT ((code)::text = ''::text)))
);


--
-- Name: licensing_factory_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_factory ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_factory_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_factoryapproval; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_factoryapproval (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    ended_at timestamp with time zone,
    agreement_id bigint NOT NULL,
    created_by_id bigint,
    factory_id bigint NOT NULL
);


--
-- Name: licensing_factoryapproval_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_factoryapproval ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_factoryapproval_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_factoryapprovaltrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_factoryapprovaltrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    ended_at timestamp with time zone,
    agreement_id bigint NOT NULL,
    created_by_id bigint,
    factory_id bigint NOT NULL,
    pgh_obj_id bigint NOT NULL
);


--
-- Name: licensing_factoryapprovaltrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_factoryapprovaltrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_factoryapprovaltrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_factoryaudit; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_factoryaudit (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    audited_on date NOT NULL,
    valid_until date NOT NULL,
    reference character varying(150) NOT NULL,
    created_by_id bigint,
    factory_id bigint NOT NULL,
    CONSTRAINT an_audit_holds_for_some_time CHECK ((valid_until > audited_on))
);


--
-- Name: licensing_factoryaudit_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_factoryaudit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_factoryaudit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_factoryaudittrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_factoryaudittrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    audited_on date NOT NULL,
    valid_until date NOT NULL,
    reference character varying(150) NOT NULL,
    created_by_id bigint,
    factory_id bigint NOT NULL,
    pgh_obj_id bigint NOT NULL
);


--
-- Name: licensing_factoryaudittrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_factoryaudittrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_factoryaudittrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_factorytrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_factorytrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    code character varying(40) NOT NULL,
    name character varying(150) NOT NULL,
    country_id character varying(2) NOT NULL,
    created_by_id bigint,
    licensee_id bigint NOT NULL,
    pgh_obj_id bigint NOT NULL
);


--
-- Name: licensing_factorytrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_factorytrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_factorytrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_gamesedition; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_gamesedition (
    code character varying(20) NOT NULL,
    season character varying(1) NOT NULL,
    ordinal smallint,
    name character varying(100) NOT NULL,
    starts_on date,
    ends_on date,
    jmpa tstzrange,
    ocog_id bigint,
    CONSTRAINT a_joint_programme_lasts_some_time CHECK (((jmpa IS NULL) OR (NOT isempty(jmpa)))),
    CONSTRAINT games_end_after_they_start CHECK ((ends_on >= starts_on)),
    CONSTRAINT licensing_gamesedition_ordinal_check CHECK ((ordinal >= 0))
);


--
-- Name: licensing_gamesedition_host_territories; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_gamesedition_host_territories (
    id bigint NOT NULL,
    gamesedition_id character varying(20) CONSTRAINT licensing_gamesedition_host_territorie_gamesedition_id_not_null NOT NULL,
    territory_id character varying(2) NOT NULL
);


--
-- Name: licensing_gamesedition_host_territories_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_gamesedition_host_territories ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_gamesedition_host_territories_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_gameseditionhostterritoriestrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_gameseditionhostterritoriestrail (
    pgh_created_at timestamp with time zone CONSTRAINT licensing_gameseditionhostterritoriestr_pgh_created_at_not_null NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    gamesedition_id character varying(20) CONSTRAINT licensing_gameseditionhostterritoriest_gamesedition_id_not_null NOT NULL,
    territory_id character varying(2) CONSTRAINT licensing_gameseditionhostterritoriestrai_territory_id_not_null NOT NULL,
    pgh_obj_id bigint NOT NULL
);


--
-- Name: licensing_gameseditionhostterritoriestrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_gameseditionhostterritoriestrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_gameseditionhostterritoriestrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_gameseditiontrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_gameseditiontrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    code character varying(20) NOT NULL,
    season character varying(1) NOT NULL,
    ordinal smallint,
    name character varying(100) NOT NULL,
    starts_on date,
    ends_on date,
    jmpa tstzrange,
    ocog_id bigint,
    pgh_obj_id character varying(20) NOT NULL,
    CONSTRAINT licensing_gameseditiontrail_ordinal_check CHECK ((ordinal >= 0))
);


--
-- Name: licensing_gameseditiontrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_gameseditiontrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_gameseditiontrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_grant; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_grant (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    "window" tstzrange NOT NULL,
    exclusivity character varying(13) NOT NULL,
    sale_event character varying(8) NOT NULL,
    eea_passive_sales boolean NOT NULL,
    unit_cap integer,
    properties int4multirange NOT NULL,
    categories int4multirange NOT NULL,
    territories int4multirange NOT NULL,
    channels int4multirange NOT NULL,
    live boolean NOT NULL,
    slot int4range GENERATED ALWAYS AS (
CASE
    WHEN ((exclusivity)::text = 'EXCLUSIVE'::text) THEN int4range(NULL::integer, NULL::integer)
    ELSE int4range((licensee_id)::integer, (licensee_id)::integer, '[]'::text)
END) STORED,
    agreement_id bigint NOT NULL,
    created_by_id bigint,
    licensee_id bigint NOT NULL,
    territory_set_version_id bigint NOT NULL,
    counsel_reference character varying(150) NOT NULL,
    includes_future_categories boolean NOT NULL,
    royalty_rate numeric(6,5),
    CONSTRAINT a_grant_lasts_some_time CHECK ((NOT isempty("window"))),
    CONSTRAINT a_grants_royalty_rate_is_a_fraction CHECK (((royalty_rate IS NULL) OR ((royalty_rate >= (0)::numeric) AND (royalty_rate < (1)::numeric)))),
    CONSTRAINT a_unit_cap_allows_some_units CHECK (((unit_cap IS NULL) OR (unit_cap > 0))),
    CONSTRAINT licensing_grant_unit_cap_check CHECK ((unit_cap >= 0)),
    CONSTRAINT passive_sales_end_by_exclusivity_and_counsel CHECK ((eea_passive_sales OR (((exclusivity)::text = 'EXCLUSIVE'::text) AND (NOT ((counsel_reference)::text = ''::text)))))
);


--
-- Name: licensing_grant_granted_categories; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_grant_granted_categories (
    id bigint NOT NULL,
    grant_id bigint NOT NULL,
    productcategory_id bigint NOT NULL
);


--
-- Name: licensing_grant_granted_categories_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_grant_granted_categories ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_grant_granted_categories_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_grant_granted_properties; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_grant_granted_properties (
    id bigint NOT NULL,
    grant_id bigint NOT NULL,
    property_id bigint NOT NULL
);


--
-- Name: licensing_grant_granted_properties_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_grant_granted_properties ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_grant_granted_properties_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_grant_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_grant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_grant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_grantgrantedcategoriestrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_grantgrantedcategoriestrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    grant_id bigint NOT NULL,
    productcategory_id bigint CONSTRAINT licensing_grantgrantedcategoriestra_productcategory_id_not_null NOT NULL,
    pgh_obj_id bigint NOT NULL
);


--
-- Name: licensing_grantgrantedcategoriestrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_grantgrantedcategoriestrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_grantgrantedcategoriestrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_grantgrantedpropertiestrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_grantgrantedpropertiestrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    grant_id bigint NOT NULL,
    property_id bigint NOT NULL,
    pgh_obj_id bigint NOT NULL
);


--
-- Name: licensing_grantgrantedpropertiestrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_grantgrantedpropertiestrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_grantgrantedpropertiestrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_granttrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_granttrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    "window" tstzrange NOT NULL,
    exclusivity character varying(13) NOT NULL,
    sale_event character varying(8) NOT NULL,
    includes_future_categories boolean NOT NULL,
    eea_passive_sales boolean NOT NULL,
    counsel_reference character varying(150) NOT NULL,
    unit_cap integer,
    royalty_rate numeric(6,5),
    properties int4multirange NOT NULL,
    categories int4multirange NOT NULL,
    territories int4multirange NOT NULL,
    channels int4multirange NOT NULL,
    live boolean NOT NULL,
    agreement_id bigint NOT NULL,
    created_by_id bigint,
    licensee_id bigint NOT NULL,
    pgh_obj_id bigint NOT NULL,
    territory_set_version_id bigint NOT NULL,
    CONSTRAINT licensing_granttrail_unit_cap_check CHECK ((unit_cap >= 0))
);


--
-- Name: licensing_granttrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_granttrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_granttrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_grantusage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_grantusage (
    id bigint NOT NULL,
    cap integer NOT NULL,
    taken integer NOT NULL,
    grant_id bigint NOT NULL,
    CONSTRAINT a_unit_cap_is_never_passed CHECK ((taken <= cap)),
    CONSTRAINT licensing_grantusage_cap_check CHECK ((cap >= 0)),
    CONSTRAINT licensing_grantusage_taken_check CHECK ((taken >= 0))
);


--
-- Name: licensing_grantusage_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_grantusage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_grantusage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_guardedword; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_guardedword (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    term character varying(80) NOT NULL,
    language character varying(7) NOT NULL,
    kind character varying(7) NOT NULL,
    why character varying(200) NOT NULL,
    active boolean NOT NULL,
    created_by_id bigint,
    mark_id bigint,
    CONSTRAINT a_guarded_word_says_one CHECK ((NOT ((term)::text = ''::text))),
    CONSTRAINT only_an_athletes_name_has_a_mark CHECK (((mark_id IS NULL) OR ((kind)::text = 'ATHLETE'::text)))
);


--
-- Name: licensing_guardedword_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_guardedword ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_guardedword_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_guardedwordtrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_guardedwordtrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    term character varying(80) NOT NULL,
    language character varying(7) NOT NULL,
    kind character varying(7) NOT NULL,
    why character varying(200) NOT NULL,
    active boolean NOT NULL,
    created_by_id bigint,
    mark_id bigint,
    pgh_obj_id bigint NOT NULL
);


--
-- Name: licensing_guardedwordtrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_guardedwordtrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_guardedwordtrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_holdback; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_holdback (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    kind character varying(12) NOT NULL,
    reason text NOT NULL,
    authority character varying(150) NOT NULL,
    product_id bigint,
    territories int4multirange NOT NULL,
    channels int4multirange NOT NULL,
    "window" tstzrange NOT NULL,
    created_by_id bigint,
    licensee_id bigint,
    category_id bigint,
    property_id bigint,
    categories int4multirange NOT NULL,
    CONSTRAINT a_hold_lasts_some_time CHECK ((NOT isempty("window"))),
    CONSTRAINT a_hold_names_a_product_or_a_wider_scope CHECK (((product_id IS NULL) OR ((category_id IS NULL) AND (licensee_id IS NULL) AND (property_id IS NULL))))
);


--
-- Name: licensing_holdback_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_holdback ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_holdback_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_holdbacktrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_holdbacktrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    kind character varying(12) NOT NULL,
    reason text NOT NULL,
    authority character varying(150) NOT NULL,
    product_id bigint,
    territories int4multirange NOT NULL,
    channels int4multirange NOT NULL,
    "window" tstzrange NOT NULL,
    category_id bigint,
    created_by_id bigint,
    licensee_id bigint,
    pgh_obj_id bigint NOT NULL,
    property_id bigint,
    categories int4multirange NOT NULL
);


--
-- Name: licensing_holdbacktrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_holdbacktrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_holdbacktrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_labelissue; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_labelissue (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    first character varying(40) NOT NULL,
    last character varying(40) NOT NULL,
    reference character varying(150) NOT NULL,
    withdrawn_at timestamp with time zone,
    series character varying(40) GENERATED ALWAYS AS (public.label_series((first)::text)) STORED,
    numbers int8range GENERATED ALWAYS AS (public.label_numbers((first)::text, (last)::text)) STORED,
    created_by_id bigint,
    licensee_id bigint NOT NULL,
    CONSTRAINT an_issue_has_a_first_and_a_last CHECK ((numbers IS NOT NULL))
);


--
-- Name: licensing_labelissue_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_labelissue ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_labelissue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_labelissuetrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_labelissuetrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    first character varying(40) NOT NULL,
    last character varying(40) NOT NULL,
    reference character varying(150) NOT NULL,
    withdrawn_at timestamp with time zone,
    created_by_id bigint,
    licensee_id bigint NOT NULL,
    pgh_obj_id bigint NOT NULL
);


--
-- Name: licensing_labelissuetrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_labelissuetrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_labelissuetrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_licensee; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_licensee (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    code character varying(50) NOT NULL,
    legal_name character varying(150) NOT NULL,
    status character varying(10) NOT NULL,
    audit_valid_until timestamp with time zone,
    insurance_valid_until timestamp with time zone,
    manufacturer text NOT NULL,
    created_by_id bigint,
    country_id character varying(2) NOT NULL,
    eu_responsible_person text NOT NULL,
    payout_account character varying(60) NOT NULL,
    tax_ids jsonb NOT NULL,
    uk_responsible_person text NOT NULL
);


--
-- Name: licensing_licensee_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_licensee ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_licensee_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_licenseeevent; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_licenseeevent (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    kind character varying(10) NOT NULL,
    effective_at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    created_by_id bigint,
    licensee_id bigint NOT NULL
);


--
-- Name: licensing_licenseeevent_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_licenseeevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_licenseeevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_licenseetrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_licenseetrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    code character varying(50) NOT NULL,
    legal_name character varying(150) NOT NULL,
    status character varying(10) NOT NULL,
    audit_valid_until timestamp with time zone,
    insurance_valid_until timestamp with time zone,
    tax_ids jsonb NOT NULL,
    manufacturer text NOT NULL,
    eu_responsible_person text NOT NULL,
    uk_responsible_person text NOT NULL,
    payout_account character varying(60) NOT NULL,
    country_id character varying(2) NOT NULL,
    created_by_id bigint,
    pgh_obj_id bigint NOT NULL
);


--
-- Name: licensing_licenseetrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_licenseetrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_licenseetrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_noc; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_noc (
    ioc_code character varying(3) NOT NULL,
    name_ioc character varying(100) NOT NULL,
    continent character varying(10) NOT NULL,
    recognised_from date,
    recognised_until date,
    suspended_from date,
    suspended_until date,
    CONSTRAINT a_committee_is_recognised_for_some_time CHECK (((recognised_until IS NULL) OR (recognised_from IS NULL) OR (recognised_until > recognised_from)))
);


--
-- Name: licensing_noc_territories; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_noc_territories (
    id bigint NOT NULL,
    noc_id character varying(3) NOT NULL,
    territory_id character varying(2) NOT NULL
);


--
-- Name: licensing_noc_territories_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_noc_territories ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_noc_territories_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_nocconsent; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_nocconsent (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    territories int4multirange NOT NULL,
    "window" tstzrange NOT NULL,
    reference character varying(150) NOT NULL,
    created_by_id bigint,
    property_id bigint NOT NULL,
    CONSTRAINT a_consent_lasts_some_time CHECK ((NOT isempty("window")))
);


--
-- Name: licensing_nocconsent_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_nocconsent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_nocconsent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_nocconsent_nocs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_nocconsent_nocs (
    id bigint NOT NULL,
    nocconsent_id bigint NOT NULL,
    noc_id character varying(3) NOT NULL
);


--
-- Name: licensing_nocconsent_nocs_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_nocconsent_nocs ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_nocconsent_nocs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_nocconsentnocstrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_nocconsentnocstrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    noc_id character varying(3) NOT NULL,
    nocconsent_id bigint NOT NULL,
    pgh_obj_id bigint NOT NULL
);


--
-- Name: licensing_nocconsentnocstrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_nocconsentnocstrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_nocconsentnocstrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_nocconsenttrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_nocconsenttrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    territories int4multirange NOT NULL,
    "window" tstzrange NOT NULL,
    reference character varying(150) NOT NULL,
    created_by_id bigint,
    pgh_obj_id bigint NOT NULL,
    property_id bigint NOT NULL
);


--
-- Name: licensing_nocconsenttrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_nocconsenttrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_nocconsenttrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_nocterritoriestrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_nocterritoriestrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    noc_id character varying(3) NOT NULL,
    territory_id character varying(2) NOT NULL,
    pgh_obj_id bigint NOT NULL
);


--
-- Name: licensing_nocterritoriestrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_nocterritoriestrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_nocterritoriestrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_noctrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_noctrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    ioc_code character varying(3) NOT NULL,
    name_ioc character varying(100) NOT NULL,
    continent character varying(10) NOT NULL,
    recognised_from date,
    recognised_until date,
    suspended_from date,
    suspended_until date,
    pgh_obj_id character varying(3) NOT NULL
);


--
-- Name: licensing_noctrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_noctrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_noctrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_productcategory; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_productcategory (
    id bigint NOT NULL,
    code character varying(50) NOT NULL,
    name character varying(80) NOT NULL,
    number integer NOT NULL,
    is_leaf boolean NOT NULL,
    parent_id bigint,
    age_rules character varying(60) NOT NULL,
    compliance_areas character varying(5)[] NOT NULL,
    hs_hint character varying(10) NOT NULL,
    heaviest_g integer,
    lightest_g integer,
    longest_mm integer,
    shortest_mm integer,
    CONSTRAINT licensing_productcategory_heaviest_g_check CHECK ((heaviest_g >= 0)),
    CONSTRAINT licensing_productcategory_lightest_g_check CHECK ((lightest_g >= 0)),
    CONSTRAINT licensing_productcategory_longest_mm_check CHECK ((longest_mm >= 0)),
    CONSTRAINT licensing_productcategory_number_check CHECK ((number >= 0)),
    CONSTRAINT licensing_productcategory_shortest_mm_check CHECK ((shortest_mm >= 0)),
    CONSTRAINT the_heaviest_is_no_lighter_than_the_lightest CHECK (((heaviest_g >= lightest_g) OR (heaviest_g IS NULL) OR (lightest_g IS NULL))),
    CONSTRAINT the_longest_is_no_shorter_than_the_shortest CHECK (((longest_mm >= shortest_mm) OR (longest_mm IS NULL) OR (shortest_mm IS NULL)))
);


--
-- Name: licensing_productcategory_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_productcategory ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_productcategory_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_productcategorytrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_productcategorytrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    code character varying(50) NOT NULL,
    name character varying(80) NOT NULL,
    number integer NOT NULL,
    is_leaf boolean NOT NULL,
    hs_hint character varying(10) NOT NULL,
    age_rules character varying(60) NOT NULL,
    compliance_areas character varying(5)[] NOT NULL,
    parent_id bigint,
    pgh_obj_id bigint NOT NULL,
    heaviest_g integer,
    lightest_g integer,
    longest_mm integer,
    shortest_mm integer,
    CONSTRAINT licensing_productcategorytrail_heaviest_g_check CHECK ((heaviest_g >= 0)),
    CONSTRAINT licensing_productcategorytrail_lightest_g_check CHECK ((lightest_g >= 0)),
    CONSTRAINT licensing_productcategorytrail_longest_mm_check CHECK ((longest_mm >= 0)),
    CONSTRAINT licensing_productcategorytrail_number_check CHECK ((number >= 0)),
    CONSTRAINT licensing_productcategorytrail_shortest_mm_check CHECK ((shortest_mm >= 0))
);


--
-- Name: licensing_productcategorytrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_productcategorytrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_productcategorytrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_property; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_property (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    code character varying(50) NOT NULL,
    number integer NOT NULL,
    name character varying(150) NOT NULL,
    kind character varying(12) NOT NULL,
    created_by_id bigint,
    games_id character varying(20),
    noc_id character varying(3),
    guidelines_url character varying(200) NOT NULL,
    promo_use_allowed boolean NOT NULL,
    CONSTRAINT licensing_property_number_check CHECK ((number >= 0))
);


--
-- Name: licensing_property_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_property ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_property_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_propertyholding; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_propertyholding (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    territories int4multirange NOT NULL,
    valid tstzrange NOT NULL,
    created_by_id bigint,
    property_id bigint NOT NULL,
    holder_id bigint NOT NULL,
    territory_set_version_id bigint NOT NULL,
    CONSTRAINT a_holding_lasts_some_time CHECK ((NOT isempty(valid)))
);


--
-- Name: licensing_propertyholding_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_propertyholding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_propertyholding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_propertyholdingtrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_propertyholdingtrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    territories int4multirange NOT NULL,
    valid tstzrange NOT NULL,
    created_by_id bigint,
    holder_id bigint NOT NULL,
    pgh_obj_id bigint NOT NULL,
    property_id bigint NOT NULL,
    territory_set_version_id bigint CONSTRAINT licensing_propertyholdingtrai_territory_set_version_id_not_null NOT NULL
);


--
-- Name: licensing_propertyholdingtrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_propertyholdingtrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_propertyholdingtrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_propertytrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_propertytrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    code character varying(50) NOT NULL,
    number integer NOT NULL,
    name character varying(150) NOT NULL,
    kind character varying(12) NOT NULL,
    guidelines_url character varying(200) NOT NULL,
    promo_use_allowed boolean NOT NULL,
    created_by_id bigint,
    games_id character varying(20),
    noc_id character varying(3),
    pgh_obj_id bigint NOT NULL,
    CONSTRAINT licensing_propertytrail_number_check CHECK ((number >= 0))
);


--
-- Name: licensing_propertytrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_propertytrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_propertytrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_revision_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.licensing_revision_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: licensing_rightsdecisionlog; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_rightsdecisionlog (
    id bigint NOT NULL,
    order_line_id bigint NOT NULL,
    product_id bigint NOT NULL,
    territory character varying(2) NOT NULL,
    channel character varying(16) NOT NULL,
    at timestamp with time zone NOT NULL,
    revision bigint NOT NULL,
    allowed boolean NOT NULL,
    mode character varying(12) NOT NULL,
    reasons jsonb NOT NULL,
    basis jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT only_an_allowed_sale_has_evidence CHECK (allowed)
);


--
-- Name: licensing_rightsdecisionlog_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_rightsdecisionlog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_rightsdecisionlog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_rightsdenial; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_rightsdenial (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    subject character varying(60) NOT NULL,
    effective_at timestamp with time zone NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);


--
-- Name: licensing_rightsdenial_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_rightsdenial ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_rightsdenial_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_rightsholder; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_rightsholder (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    code character varying(50) NOT NULL,
    name character varying(150) NOT NULL,
    kind character varying(5) NOT NULL,
    currency character varying(3) NOT NULL,
    time_zone character varying(40) NOT NULL,
    active boolean NOT NULL,
    created_by_id bigint,
    games_id character varying(20),
    noc_id character varying(3),
    successor_id bigint,
    approval_stages character varying(16)[] NOT NULL,
    approval_days smallint DEFAULT 10 NOT NULL,
    CONSTRAINT a_holder_decides_within_a_year CHECK (((approval_days >= 1) AND (approval_days <= 366))),
    CONSTRAINT a_national_holder_names_its_committee CHECK (((NOT ((kind)::text = 'NOC'::text)) OR (noc_id IS NOT NULL))),
    CONSTRAINT licensing_rightsholder_approval_days_check CHECK ((approval_days >= 0))
);


--
-- Name: licensing_rightsholder_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_rightsholder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_rightsholder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_rightsholdertrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_rightsholdertrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    code character varying(50) NOT NULL,
    name character varying(150) NOT NULL,
    kind character varying(5) NOT NULL,
    currency character varying(3) NOT NULL,
    time_zone character varying(40) NOT NULL,
    active boolean NOT NULL,
    approval_stages character varying(16)[] NOT NULL,
    created_by_id bigint,
    games_id character varying(20),
    noc_id character varying(3),
    pgh_obj_id bigint NOT NULL,
    successor_id bigint,
    approval_days smallint DEFAULT 10 NOT NULL,
    CONSTRAINT licensing_rightsholdertrail_approval_days_check CHECK ((approval_days >= 0))
);


--
-- Name: licensing_rightsholdertrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_rightsholdertrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_rightsholdertrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_rightspolicy; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_rightspolicy (
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    id smallint NOT NULL,
    eea_passive_sales boolean NOT NULL,
    reference character varying(150) NOT NULL,
    created_by_id bigint,
    CONSTRAINT licensing_rightspolicy_id_check CHECK ((id >= 0)),
    CONSTRAINT there_is_one_rights_policy CHECK ((id = 1))
);


--
-- Name: licensing_rightspolicytrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_rightspolicytrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    id smallint NOT NULL,
    eea_passive_sales boolean NOT NULL,
    reference character varying(150) NOT NULL,
    created_by_id bigint,
    pgh_obj_id smallint NOT NULL,
    CONSTRAINT licensing_rightspolicytrail_id_check CHECK ((id >= 0))
);


--
-- Name: licensing_rightspolicytrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_rightspolicytrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_rightspolicytrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_rightsprofile; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_rightsprofile (
    id bigint NOT NULL,
    properties int4multirange NOT NULL,
    category_id bigint NOT NULL,
    licensee_id bigint NOT NULL
);


--
-- Name: licensing_rightsprofile_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_rightsprofile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_rightsprofile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_rightsrevision; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_rightsrevision (
    id smallint NOT NULL,
    number bigint NOT NULL,
    CONSTRAINT licensing_rightsrevision_id_check CHECK ((id >= 0)),
    CONSTRAINT there_are_64_rights_counters CHECK ((id < 64))
);


--
-- Name: licensing_selloffstock; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_selloffstock (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    product_id bigint NOT NULL,
    declared integer NOT NULL,
    sold integer NOT NULL,
    agreement_id bigint NOT NULL,
    created_by_id bigint,
    CONSTRAINT licensing_selloffstock_declared_check CHECK ((declared >= 0)),
    CONSTRAINT licensing_selloffstock_sold_check CHECK ((sold >= 0)),
    CONSTRAINT sell_off_stock_is_never_passed CHECK ((sold <= declared))
);


--
-- Name: licensing_selloffstock_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_selloffstock ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_selloffstock_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_selloffstocktrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_selloffstocktrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    product_id bigint NOT NULL,
    declared integer NOT NULL,
    agreement_id bigint NOT NULL,
    created_by_id bigint,
    pgh_obj_id bigint NOT NULL,
    CONSTRAINT licensing_selloffstocktrail_declared_check CHECK ((declared >= 0))
);


--
-- Name: licensing_selloffstocktrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_selloffstocktrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_selloffstocktrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_storemandate; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_storemandate (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    name character varying(100) NOT NULL,
    territories int4multirange NOT NULL,
    channels int4multirange NOT NULL,
    "window" tstzrange NOT NULL,
    created_by_id bigint,
    territory_set_version_id bigint NOT NULL,
    CONSTRAINT a_mandate_lasts_some_time CHECK ((NOT isempty("window")))
);


--
-- Name: licensing_storemandate_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_storemandate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_storemandate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_storemandatetrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_storemandatetrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    name character varying(100) NOT NULL,
    territories int4multirange NOT NULL,
    channels int4multirange NOT NULL,
    "window" tstzrange NOT NULL,
    created_by_id bigint,
    pgh_obj_id bigint NOT NULL,
    territory_set_version_id bigint NOT NULL
);


--
-- Name: licensing_storemandatetrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_storemandatetrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_storemandatetrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_subterritory; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_subterritory (
    id bigint NOT NULL,
    code character varying(12) NOT NULL,
    name character varying(100) NOT NULL,
    postcode_ranges jsonb NOT NULL,
    served boolean,
    sanction_policy character varying(8) NOT NULL,
    vat_area character varying(10) NOT NULL,
    customs_area character varying(10) NOT NULL,
    acts_as_id character varying(2),
    territory_id character varying(2) NOT NULL
);


--
-- Name: licensing_subterritory_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_subterritory ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_subterritory_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_subterritorytrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_subterritorytrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    code character varying(12) NOT NULL,
    name character varying(100) NOT NULL,
    postcode_ranges jsonb NOT NULL,
    served boolean,
    sanction_policy character varying(8) NOT NULL,
    vat_area character varying(10) NOT NULL,
    customs_area character varying(10) NOT NULL,
    acts_as_id character varying(2),
    pgh_obj_id bigint NOT NULL,
    territory_id character varying(2) NOT NULL
);


--
-- Name: licensing_subterritorytrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_subterritorytrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_subterritorytrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_territory; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_territory (
    code character varying(2) NOT NULL,
    number smallint NOT NULL,
    iso3 character varying(3) NOT NULL,
    name character varying(100) NOT NULL,
    currency character varying(3) NOT NULL,
    in_eu boolean NOT NULL,
    in_eea boolean NOT NULL,
    served boolean NOT NULL,
    sanction_policy character varying(8) NOT NULL,
    parent_id character varying(2),
    customs_area character varying(10) NOT NULL,
    display_note character varying(200) NOT NULL,
    vat_area character varying(10) NOT NULL,
    CONSTRAINT a_sanctioned_territory_is_not_served CHECK (((NOT ((sanction_policy)::text = 'full'::text)) OR (NOT served))),
    CONSTRAINT licensing_territory_number_check CHECK ((number >= 0)),
    CONSTRAINT the_eu_is_part_of_the_eea CHECK (((NOT in_eu) OR in_eea))
);


--
-- Name: licensing_territoryset; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_territoryset (
    id bigint NOT NULL,
    code character varying(50) NOT NULL,
    name character varying(100) NOT NULL
);


--
-- Name: licensing_territoryset_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_territoryset ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_territoryset_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_territorysettrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_territorysettrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    code character varying(50) NOT NULL,
    name character varying(100) NOT NULL,
    pgh_obj_id bigint NOT NULL
);


--
-- Name: licensing_territorysettrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_territorysettrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_territorysettrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_territorysetversion; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_territorysetversion (
    id bigint NOT NULL,
    version integer NOT NULL,
    include character varying(2)[] NOT NULL,
    exclude character varying(2)[] NOT NULL,
    territories int4multirange NOT NULL,
    territory_set_id bigint NOT NULL,
    created_by_id bigint,
    valid_from timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT licensing_territorysetversion_version_check CHECK ((version >= 0))
);


--
-- Name: licensing_territorysetversion_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_territorysetversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_territorysetversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_territorysetversiontrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_territorysetversiontrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    id bigint NOT NULL,
    version integer NOT NULL,
    include character varying(2)[] NOT NULL,
    exclude character varying(2)[] NOT NULL,
    territories int4multirange NOT NULL,
    valid_from timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    created_by_id bigint,
    pgh_obj_id bigint NOT NULL,
    territory_set_id bigint NOT NULL,
    CONSTRAINT licensing_territorysetversiontrail_version_check CHECK ((version >= 0))
);


--
-- Name: licensing_territorysetversiontrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_territorysetversiontrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_territorysetversiontrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_territorytrail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_territorytrail (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id bigint NOT NULL,
    pgh_context jsonb,
    code character varying(2) NOT NULL,
    number smallint NOT NULL,
    iso3 character varying(3) NOT NULL,
    name character varying(100) NOT NULL,
    currency character varying(3) NOT NULL,
    in_eu boolean NOT NULL,
    in_eea boolean NOT NULL,
    served boolean NOT NULL,
    sanction_policy character varying(8) NOT NULL,
    display_note character varying(200) NOT NULL,
    vat_area character varying(10) NOT NULL,
    customs_area character varying(10) NOT NULL,
    parent_id character varying(2),
    pgh_obj_id character varying(2) NOT NULL,
    CONSTRAINT licensing_territorytrail_number_check CHECK ((number >= 0))
);


--
-- Name: licensing_territorytrail_pgh_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.licensing_territorytrail ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_territorytrail_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: licensing_trailday; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.licensing_trailday (
    day date NOT NULL,
    events bigint NOT NULL,
    tables jsonb NOT NULL,
    digest character varying(64) NOT NULL,
    sealed_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT licensing_trailday_events_check CHECK ((events >= 0))
);


--
-- Name: limits_cache; Type: TABLE; Schema: public; Owner: -
--

CREATE UNLOGGED TABLE public.limits_cache (
    cache_key character varying(255) NOT NULL,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);


--
-- Name: limits_ratecount; Type: TABLE; Schema: public; Owner: -
--

CREATE UNLOGGED TABLE public.limits_ratecount (
    key character varying(64) NOT NULL,
    tries integer NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    CONSTRAINT limits_ratecount_tries_check CHECK ((tries >= 0))
);


--
-- Name: markets_market; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.markets_market (
    id bigint NOT NULL,
    code character varying(5) NOT NULL,
    name character varying(80) NOT NULL,
    currency character varying(3) NOT NULL,
    languages character varying(5)[] NOT NULL,
    prices_include_tax boolean NOT NULL,
    is_default boolean NOT NULL,
    "position" smallint NOT NULL,
    home_id character varying(2) NOT NULL,
    selling_entity_id bigint NOT NULL,
    CONSTRAINT a_market_has_a_language CHECK ((
CASE
    WHEN (languages IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(languages, 1), 0)
END > 0)),
    CONSTRAINT a_market_has_no_three_decimal_currency CHECK ((NOT ((currency)::text = ANY ((ARRAY['BHD'::character varying, 'IQD'::character varying, 'JOD'::character varying, 'KWD'::character varying, 'LYD'::character varying, 'OMR'::character varying, 'TND'::character varying])::text[])))),
    CONSTRAINT markets_market_position_check CHECK (("position" >= 0))
);


--
-- Name: markets_market_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.markets_market ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.markets_market_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: markets_market_ship_to; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.markets_market_ship_to (
    id bigint NOT NULL,
    market_id bigint NOT NULL,
    territory_id character varying(2) NOT NULL
);


--
-- Name: markets_market_ship_to_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.markets_market_ship_to ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.markets_market_ship_to_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: markets_sellingentity; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.markets_sellingentity (
    id bigint NOT NULL,
    code character varying(50) NOT NULL,
    legal_name character varying(200) NOT NULL,
    address text NOT NULL,
    vat_number character varying(40) NOT NULL,
    ioss_number character varying(40) NOT NULL,
    terms_url character varying(200) NOT NULL
);


--
-- Name: markets_sellingentity_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.markets_sellingentity ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.markets_sellingentity_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: markets_taxrate; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.markets_taxrate (
    id bigint NOT NULL,
    region character varying(10) NOT NULL,
    tax_class character varying(16) NOT NULL,
    rate numeric(6,5) NOT NULL,
    valid tstzrange NOT NULL,
    territory_id character varying(2) NOT NULL,
    source character varying(200) DEFAULT ''::character varying NOT NULL,
    treatment character varying(8) DEFAULT 'taxed'::character varying NOT NULL,
    CONSTRAINT a_tax_rate_is_a_fraction CHECK (((rate >= (0)::numeric) AND (rate < (1)::numeric))),
    CONSTRAINT an_export_is_zero_rated CHECK (((NOT ((treatment)::text = 'export'::text)) OR (rate = (0)::numeric)))
);


--
-- Name: markets_taxrate_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.markets_taxrate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.markets_taxrate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: mfa_authenticator; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);


--
-- Name: mfa_authenticator_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: notices_notice; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.notices_notice (
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    data jsonb NOT NULL,
    link character varying(200) NOT NULL,
    key character varying(100) NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    read_at timestamp with time zone,
    mailed_at timestamp with time zone,
    user_id bigint NOT NULL,
    CONSTRAINT a_notice_leads_into_the_shop CHECK ((((link)::text ~~ '/%'::text) AND (NOT ((link)::text ~~ '//%'::text))))
);


--
-- Name: notices_notice_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.notices_notice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: offer_benefit; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.offer_benefit (
    id bigint NOT NULL,
    type character varying(128) NOT NULL,
    value numeric(12,2),
    max_affected_items integer,
    proxy_class character varying(255),
    range_id bigint,
    CONSTRAINT offer_benefit_max_affected_items_check CHECK ((max_affected_items >= 0))
);


--
-- Name: offer_benefit_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.offer_benefit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offer_benefit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: offer_condition; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.offer_condition (
    id bigint NOT NULL,
    type character varying(128) NOT NULL,
    value numeric(12,2),
    proxy_class character varying(255),
    range_id bigint
);


--
-- Name: offer_condition_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.offer_condition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offer_condition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: offer_conditionaloffer; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.offer_conditionaloffer (
    id bigint NOT NULL,
    name character varying(128) NOT NULL,
    slug character varying(128) NOT NULL,
    description text NOT NULL,
    offer_type character varying(128) NOT NULL,
    status character varying(64) NOT NULL,
    priority integer NOT NULL,
    start_datetime timestamp with time zone,
    end_datetime timestamp with time zone,
    max_global_applications integer,
    max_user_applications integer,
    max_basket_applications integer,
    max_discount numeric(12,2),
    total_discount numeric(12,2) NOT NULL,
    num_applications integer NOT NULL,
    num_orders integer NOT NULL,
    redirect_url character varying(200) NOT NULL,
    date_created timestamp with time zone NOT NULL,
    benefit_id bigint NOT NULL,
    condition_id bigint NOT NULL,
    exclusive boolean NOT NULL,
    CONSTRAINT offer_conditionaloffer_max_basket_applications_check CHECK ((max_basket_applications >= 0)),
    CONSTRAINT offer_conditionaloffer_max_global_applications_check CHECK ((max_global_applications >= 0)),
    CONSTRAINT offer_conditionaloffer_max_user_applications_check CHECK ((max_user_applications >= 0)),
    CONSTRAINT offer_conditionaloffer_num_applications_check CHECK ((num_applications >= 0)),
    CONSTRAINT offer_conditionaloffer_num_orders_check CHECK ((num_orders >= 0))
);


--
-- Name: offer_conditionaloffer_combinations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.offer_conditionaloffer_combinations (
    id bigint NOT NULL,
    from_conditionaloffer_id bigint CONSTRAINT offer_conditionaloffer_combin_from_conditionaloffer_id_not_null NOT NULL,
    to_conditionaloffer_id bigint CONSTRAINT offer_conditionaloffer_combinat_to_conditionaloffer_id_not_null NOT NULL
);


--
-- Name: offer_conditionaloffer_combinations_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.offer_conditionaloffer_combinations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offer_conditionaloffer_combinations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: offer_conditionaloffer_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.offer_conditionaloffer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offer_conditionaloffer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: offer_range; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.offer_range (
    id bigint NOT NULL,
    name character varying(128) NOT NULL,
    slug character varying(128) NOT NULL,
    description text NOT NULL,
    is_public boolean NOT NULL,
    includes_all_products boolean NOT NULL,
    proxy_class character varying(255),
    date_created timestamp with time zone NOT NULL
);


--
-- Name: offer_range_classes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.offer_range_classes (
    id bigint NOT NULL,
    range_id bigint NOT NULL,
    productclass_id bigint NOT NULL
);


--
-- Name: offer_range_classes_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.offer_range_classes ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offer_range_classes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: offer_range_excluded_categories; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.offer_range_excluded_categories (
    id bigint NOT NULL,
    range_id bigint NOT NULL,
    category_id bigint NOT NULL
);


--
-- Name: offer_range_excluded_categories_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.offer_range_excluded_categories ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offer_range_excluded_categories_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: offer_range_excluded_products; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.offer_range_excluded_products (
    id bigint NOT NULL,
    range_id bigint NOT NULL,
    product_id bigint NOT NULL
);


--
-- Name: offer_range_excluded_products_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.offer_range_excluded_products ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offer_range_excluded_products_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: offer_range_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.offer_range ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offer_range_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: offer_range_included_categories; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.offer_range_included_categories (
    id bigint NOT NULL,
    range_id bigint NOT NULL,
    category_id bigint NOT NULL
);


--
-- Name: offer_range_included_categories_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.offer_range_included_categories ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offer_range_included_categories_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: offer_rangeproduct; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.offer_rangeproduct (
    id bigint NOT NULL,
    display_order integer NOT NULL,
    product_id bigint NOT NULL,
    range_id bigint NOT NULL
);


--
-- Name: offer_rangeproduct_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.offer_rangeproduct ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offer_rangeproduct_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: offer_rangeproductfileupload; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.offer_rangeproductfileupload (
    id bigint NOT NULL,
    filepath character varying(255) NOT NULL,
    size integer NOT NULL,
    date_uploaded timestamp with time zone NOT NULL,
    status character varying(32) NOT NULL,
    error_message character varying(255) NOT NULL,
    date_processed timestamp with time zone,
    num_new_skus integer,
    num_unknown_skus integer,
    num_duplicate_skus integer,
    range_id bigint NOT NULL,
    uploaded_by_id bigint NOT NULL,
    upload_type character varying(8) NOT NULL,
    CONSTRAINT offer_rangeproductfileupload_num_duplicate_skus_check CHECK ((num_duplicate_skus >= 0)),
    CONSTRAINT offer_rangeproductfileupload_num_new_skus_check CHECK ((num_new_skus >= 0)),
    CONSTRAINT offer_rangeproductfileupload_num_unknown_skus_check CHECK ((num_unknown_skus >= 0)),
    CONSTRAINT offer_rangeproductfileupload_size_check CHECK ((size >= 0))
);


--
-- Name: offer_rangeproductfileupload_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.offer_rangeproductfileupload ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offer_rangeproductfileupload_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: order_billingaddress; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.order_billingaddress (
    id bigint NOT NULL,
    code character varying(255),
    title character varying(64) NOT NULL,
    first_name character varying(255) NOT NULL,
    last_name character varying(255) NOT NULL,
    line1 character varying(255) NOT NULL,
    line2 character varying(255) NOT NULL,
    line3 character varying(255) NOT NULL,
    line4 character varying(255) NOT NULL,
    state character varying(255) NOT NULL,
    postcode character varying(64) NOT NULL,
    search_text text NOT NULL,
    country_id character varying(2) NOT NULL
);


--
-- Name: order_billingaddress_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.order_billingaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_billingaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: order_communicationevent; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.order_communicationevent (
    id bigint NOT NULL,
    date_created timestamp with time zone NOT NULL,
    event_type_id bigint NOT NULL,
    order_id bigint NOT NULL
);


--
-- Name: order_communicationevent_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.order_communicationevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_communicationevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: order_line; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.order_line (
    id bigint NOT NULL,
    partner_name character varying(128) NOT NULL,
    partner_sku character varying(128) NOT NULL,
    partner_line_reference character varying(128) NOT NULL,
    partner_line_notes text NOT NULL,
    title character varying(255) NOT NULL,
    upc character varying(128),
    quantity integer NOT NULL,
    line_price_incl_tax numeric(12,2) NOT NULL,
    line_price_excl_tax numeric(12,2) NOT NULL,
    line_price_before_discounts_incl_tax numeric(12,2) NOT NULL,
    line_price_before_discounts_excl_tax numeric(12,2) NOT NULL,
    unit_price_incl_tax numeric(12,2),
    unit_price_excl_tax numeric(12,2),
    tax_code character varying(64),
    status character varying(255) NOT NULL,
    num_allocated integer NOT NULL,
    allocation_cancelled boolean NOT NULL,
    tax_rate numeric(6,5) NOT NULL,
    size character varying(20) NOT NULL,
    color character varying(20) NOT NULL,
    partner_id bigint,
    product_id bigint,
    stockrecord_id bigint,
    order_id bigint NOT NULL,
    refunded_units integer DEFAULT 0 NOT NULL,
    delivery_from date,
    delivery_until date,
    ships_on date,
    CONSTRAINT a_line_gives_back_no_more_than_was_bought CHECK ((refunded_units <= quantity)),
    CONSTRAINT order_line_num_allocated_check CHECK ((num_allocated >= 0)),
    CONSTRAINT order_line_quantity_check CHECK ((quantity >= 0)),
    CONSTRAINT order_line_refunded_units_check CHECK ((refunded_units >= 0))
);


--
-- Name: order_line_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.order_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: order_lineattribute; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.order_lineattribute (
    id bigint NOT NULL,
    type character varying(128) NOT NULL,
    value jsonb NOT NULL,
    line_id bigint NOT NULL,
    option_id bigint
);


--
-- Name: order_lineattribute_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.order_lineattribute ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_lineattribute_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: order_lineprice; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.order_lineprice (
    id bigint NOT NULL,
    quantity integer NOT NULL,
    price_incl_tax numeric(12,2) NOT NULL,
    price_excl_tax numeric(12,2) NOT NULL,
    shipping_incl_tax numeric(12,2) NOT NULL,
    shipping_excl_tax numeric(12,2) NOT NULL,
    tax_code character varying(64),
    line_id bigint NOT NULL,
    order_id bigint NOT NULL,
    CONSTRAINT order_lineprice_quantity_check CHECK ((quantity >= 0))
);


--
-- Name: order_lineprice_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.order_lineprice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_lineprice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: order_order; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.order_order (
    id bigint NOT NULL,
    number character varying(128) NOT NULL,
    currency character varying(12) NOT NULL,
    total_incl_tax numeric(12,2) NOT NULL,
    total_excl_tax numeric(12,2) NOT NULL,
    shipping_incl_tax numeric(12,2) NOT NULL,
    shipping_excl_tax numeric(12,2) NOT NULL,
    shipping_tax_code character varying(64),
    shipping_method character varying(128) NOT NULL,
    shipping_code character varying(128) NOT NULL,
    status character varying(100) NOT NULL,
    guest_email character varying(254) NOT NULL,
    date_placed timestamp with time zone NOT NULL,
    analytics_tracked boolean NOT NULL,
    public_id uuid NOT NULL,
    channel character varying(16) NOT NULL,
    language character varying(5) NOT NULL,
    hold_expires_at timestamp with time zone,
    delivery_from date,
    delivery_until date,
    snapshot jsonb NOT NULL,
    cell smallint NOT NULL,
    basket_id bigint,
    billing_address_id bigint,
    market_id bigint NOT NULL,
    ship_to_id character varying(2) NOT NULL,
    site_id integer,
    user_id bigint,
    shipping_address_id bigint,
    denied_at timestamp with time zone,
    discount_excl_tax numeric(12,2) DEFAULT 0 NOT NULL,
    discount_incl_tax numeric(12,2) DEFAULT 0 NOT NULL,
    voucher_code character varying(40) DEFAULT ''::character varying NOT NULL,
    refunded_incl_tax numeric(12,2) DEFAULT 0 NOT NULL,
    gift_card_id bigint,
    gift_card_amount numeric(12,2) DEFAULT 0 NOT NULL,
    CONSTRAINT a_gift_card_pays_at_most_the_total CHECK (((gift_card_amount >= (0)::numeric) AND (gift_card_amount <= total_incl_tax))),
    CONSTRAINT a_pending_order_holds_stock_until_a_time CHECK (((NOT ((status)::text = 'PENDING'::text)) OR (hold_expires_at IS NOT NULL))),
    CONSTRAINT an_order_gives_back_no_more_than_was_paid CHECK ((refunded_incl_tax <= total_incl_tax)),
    CONSTRAINT an_order_is_in_a_known_state CHECK (((status)::text = ANY ((ARRAY['PENDING'::character varying, 'PAID'::character varying, 'FULFILLED'::character varying, 'EXPIRED'::character varying, 'CANCELLED'::character varying, 'REFUND_DUE'::character varying, 'REFUNDED'::character varying])::text[]))),
    CONSTRAINT an_order_total_includes_its_tax CHECK ((total_incl_tax >= total_excl_tax)),
    CONSTRAINT order_order_cell_check CHECK ((cell >= 0)),
    CONSTRAINT what_a_gift_card_pays_names_the_card CHECK (((gift_card_amount = (0)::numeric) OR (gift_card_id IS NOT NULL)))
);


--
-- Name: order_order_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.order_order ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_order_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: order_orderdiscount; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.order_orderdiscount (
    id bigint NOT NULL,
    category character varying(64) NOT NULL,
    offer_id integer,
    offer_name character varying(128) NOT NULL,
    voucher_id integer,
    voucher_code character varying(128) NOT NULL,
    frequency integer,
    amount numeric(12,2) NOT NULL,
    message text NOT NULL,
    order_id bigint NOT NULL,
    CONSTRAINT order_orderdiscount_frequency_check CHECK ((frequency >= 0)),
    CONSTRAINT order_orderdiscount_offer_id_check CHECK ((offer_id >= 0)),
    CONSTRAINT order_orderdiscount_voucher_id_check CHECK ((voucher_id >= 0))
);


--
-- Name: order_orderdiscount_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.order_orderdiscount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_orderdiscount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: order_orderlinediscount; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.order_orderlinediscount (
    id bigint NOT NULL,
    is_incl_tax boolean NOT NULL,
    amount numeric(12,2) NOT NULL,
    line_id bigint NOT NULL,
    order_discount_id bigint NOT NULL
);


--
-- Name: order_orderlinediscount_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.order_orderlinediscount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_orderlinediscount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: order_ordernote; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.order_ordernote (
    id bigint NOT NULL,
    note_type character varying(128) NOT NULL,
    message text NOT NULL,
    date_created timestamp with time zone NOT NULL,
    date_updated timestamp with time zone NOT NULL,
    order_id bigint NOT NULL,
    user_id bigint
);


--
-- Name: order_ordernote_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.order_ordernote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_ordernote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: order_orderstatuschange; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.order_orderstatuschange (
    id bigint NOT NULL,
    old_status character varying(100) NOT NULL,
    new_status character varying(100) NOT NULL,
    date_created timestamp with time zone NOT NULL,
    order_id bigint NOT NULL
);


--
-- Name: order_orderstatuschange_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.order_orderstatuschange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_orderstatuschange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: order_paymentevent; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.order_paymentevent (
    id bigint NOT NULL,
    amount numeric(12,2) NOT NULL,
    reference character varying(128) NOT NULL,
    date_created timestamp with time zone NOT NULL,
    order_id bigint NOT NULL,
    event_type_id bigint NOT NULL,
    shipping_event_id bigint
);


--
-- Name: order_paymentevent_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.order_paymentevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_paymentevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: order_paymenteventquantity; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.order_paymenteventquantity (
    id bigint NOT NULL,
    quantity integer NOT NULL,
    event_id bigint NOT NULL,
    line_id bigint NOT NULL,
    CONSTRAINT order_paymenteventquantity_quantity_check CHECK ((quantity >= 0))
);


--
-- Name: order_paymenteventquantity_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.order_paymenteventquantity ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_paymenteventquantity_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: order_paymenteventtype; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.order_paymenteventtype (
    id bigint NOT NULL,
    name character varying(128) NOT NULL,
    code character varying(128) NOT NULL
);


--
-- Name: order_paymenteventtype_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.order_paymenteventtype ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_paymenteventtype_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: order_shippingaddress; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.order_shippingaddress (
    id bigint NOT NULL,
    code character varying(255),
    title character varying(64) NOT NULL,
    first_name character varying(255) NOT NULL,
    last_name character varying(255) NOT NULL,
    line1 character varying(255) NOT NULL,
    line2 character varying(255) NOT NULL,
    line3 character varying(255) NOT NULL,
    line4 character varying(255) NOT NULL,
    state character varying(255) NOT NULL,
    postcode character varying(64) NOT NULL,
    search_text text NOT NULL,
    phone_number character varying(128) NOT NULL,
    notes text NOT NULL,
    country_id character varying(2) NOT NULL
);


--
-- Name: order_shippingaddress_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.order_shippingaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_shippingaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: order_shippingevent; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.order_shippingevent (
    id bigint NOT NULL,
    notes text NOT NULL,
    date_created timestamp with time zone NOT NULL,
    order_id bigint NOT NULL,
    event_type_id bigint NOT NULL
);


--
-- Name: order_shippingevent_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.order_shippingevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_shippingevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: order_shippingeventquantity; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.order_shippingeventquantity (
    id bigint NOT NULL,
    quantity integer NOT NULL,
    event_id bigint NOT NULL,
    line_id bigint NOT NULL,
    CONSTRAINT order_shippingeventquantity_quantity_check CHECK ((quantity >= 0))
);


--
-- Name: order_shippingeventquantity_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.order_shippingeventquantity ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_shippingeventquantity_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: order_shippingeventtype; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.order_shippingeventtype (
    id bigint NOT NULL,
    name character varying(255) NOT NULL,
    code character varying(128) NOT NULL
);


--
-- Name: order_shippingeventtype_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.order_shippingeventtype ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_shippingeventtype_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: order_surcharge; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.order_surcharge (
    id bigint NOT NULL,
    name character varying(128) NOT NULL,
    code character varying(128) NOT NULL,
    incl_tax numeric(12,2) NOT NULL,
    excl_tax numeric(12,2) NOT NULL,
    tax_code character varying(64),
    order_id bigint NOT NULL
);


--
-- Name: order_surcharge_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.order_surcharge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_surcharge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: ordering_cancellation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ordering_cancellation (
    order_id bigint NOT NULL,
    articles jsonb NOT NULL,
    queued_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    sent_at timestamp with time zone
);


--
-- Name: ordering_confirmation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ordering_confirmation (
    order_id bigint NOT NULL,
    queued_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    sent_at timestamp with time zone
);


--
-- Name: ordering_countedunits; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ordering_countedunits (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    person character varying(64) NOT NULL,
    units integer NOT NULL,
    "limit" integer NOT NULL,
    order_id bigint NOT NULL,
    product_id bigint NOT NULL,
    CONSTRAINT ordering_countedunits_limit_check CHECK (("limit" >= 0)),
    CONSTRAINT ordering_countedunits_units_check CHECK ((units >= 0))
);


--
-- Name: ordering_countedunits_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.ordering_countedunits ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ordering_countedunits_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: ordering_dispatchnotice; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ordering_dispatchnotice (
    shipment_id bigint NOT NULL,
    queued_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    sent_at timestamp with time zone
);


--
-- Name: ordering_domainevent; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ordering_domainevent (
    "position" bigint NOT NULL,
    name character varying(60) NOT NULL,
    subject character varying(100) NOT NULL,
    data jsonb NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);


--
-- Name: ordering_domainevent_position_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.ordering_domainevent ALTER COLUMN "position" ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ordering_domainevent_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: ordering_followeddenial; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ordering_followeddenial (
    denial_id bigint NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);


--
-- Name: ordering_heldorder; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ordering_heldorder (
    id bigint NOT NULL,
    since timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    denied jsonb NOT NULL,
    decision character varying(6) NOT NULL,
    decided_at timestamp with time zone,
    reference character varying(150) NOT NULL,
    note text NOT NULL,
    decided_by_id bigint,
    order_id bigint NOT NULL,
    CONSTRAINT a_decision_about_a_held_order_has_its_person CHECK ((((decision)::text = ''::text) OR ((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL)))),
    CONSTRAINT a_held_order_ships_with_a_licensors_reference CHECK (((NOT ((decision)::text = 'SHIP'::text)) OR (NOT ((reference)::text = ''::text))))
);


--
-- Name: ordering_heldorder_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.ordering_heldorder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ordering_heldorder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: ordering_laterefusal; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ordering_laterefusal (
    order_id bigint NOT NULL,
    queued_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    sent_at timestamp with time zone
);


--
-- Name: ordering_personcount; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ordering_personcount (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    person character varying(64) NOT NULL,
    units integer NOT NULL,
    product_id bigint NOT NULL,
    CONSTRAINT ordering_personcount_units_check CHECK ((units >= 0))
);


--
-- Name: ordering_personcount_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.ordering_personcount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ordering_personcount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: ordering_unpaidholder; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ordering_unpaidholder (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    person character varying(64) NOT NULL,
    order_id bigint NOT NULL
);


--
-- Name: ordering_unpaidholder_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.ordering_unpaidholder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ordering_unpaidholder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: partner_partner; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.partner_partner (
    id bigint NOT NULL,
    code character varying(128) NOT NULL,
    name character varying(128) NOT NULL
);


--
-- Name: partner_partner_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.partner_partner ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.partner_partner_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: partner_partner_users; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.partner_partner_users (
    id bigint NOT NULL,
    partner_id bigint NOT NULL,
    user_id bigint NOT NULL
);


--
-- Name: partner_partner_users_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.partner_partner_users ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.partner_partner_users_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: partner_partneraddress; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.partner_partneraddress (
    id bigint NOT NULL,
    code character varying(255),
    title character varying(64) NOT NULL,
    first_name character varying(255) NOT NULL,
    last_name character varying(255) NOT NULL,
    line1 character varying(255) NOT NULL,
    line2 character varying(255) NOT NULL,
    line3 character varying(255) NOT NULL,
    line4 character varying(255) NOT NULL,
    state character varying(255) NOT NULL,
    postcode character varying(64) NOT NULL,
    search_text text NOT NULL,
    country_id character varying(2) NOT NULL,
    partner_id bigint NOT NULL
);


--
-- Name: partner_partneraddress_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.partner_partneraddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.partner_partneraddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: partner_stockalert; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.partner_stockalert (
    id bigint NOT NULL,
    threshold integer NOT NULL,
    status character varying(128) NOT NULL,
    date_created timestamp with time zone NOT NULL,
    date_closed timestamp with time zone,
    stockrecord_id bigint NOT NULL,
    CONSTRAINT partner_stockalert_threshold_check CHECK ((threshold >= 0))
);


--
-- Name: partner_stockalert_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.partner_stockalert ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.partner_stockalert_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: partner_stockrecord; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.partner_stockrecord (
    id bigint NOT NULL,
    partner_sku character varying(128) NOT NULL,
    price_currency character varying(12) NOT NULL,
    price numeric(12,2),
    low_stock_threshold integer,
    date_created timestamp with time zone NOT NULL,
    date_updated timestamp with time zone NOT NULL,
    num_in_stock integer NOT NULL,
    num_allocated integer NOT NULL,
    num_held integer NOT NULL,
    cell smallint NOT NULL,
    partner_id bigint NOT NULL,
    product_id bigint NOT NULL,
    arrived_at timestamp with time zone,
    location_id bigint NOT NULL,
    ships_on date,
    CONSTRAINT only_announced_units_arrive CHECK (((arrived_at IS NULL) OR (ships_on IS NOT NULL))),
    CONSTRAINT partner_stockrecord_cell_check CHECK ((cell >= 0)),
    CONSTRAINT partner_stockrecord_low_stock_threshold_check CHECK ((low_stock_threshold >= 0)),
    CONSTRAINT partner_stockrecord_num_allocated_check CHECK ((num_allocated >= 0)),
    CONSTRAINT partner_stockrecord_num_held_check CHECK ((num_held >= 0)),
    CONSTRAINT partner_stockrecord_num_in_stock_check CHECK ((num_in_stock >= 0)),
    CONSTRAINT stock_is_never_oversold CHECK ((num_in_stock >= (num_allocated + num_held)))
);


--
-- Name: partner_stockrecord_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.partner_stockrecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.partner_stockrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: payment_bankcard; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.payment_bankcard (
    id bigint NOT NULL,
    card_type character varying(128) NOT NULL,
    name character varying(255) NOT NULL,
    number character varying(32) NOT NULL,
    expiry_date date NOT NULL,
    partner_reference character varying(255) NOT NULL,
    user_id bigint NOT NULL
);


--
-- Name: payment_bankcard_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.payment_bankcard ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payment_bankcard_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: payment_source; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.payment_source (
    id bigint NOT NULL,
    currency character varying(12) NOT NULL,
    amount_allocated numeric(12,2) NOT NULL,
    amount_debited numeric(12,2) NOT NULL,
    amount_refunded numeric(12,2) NOT NULL,
    reference character varying(255) NOT NULL,
    label character varying(128) NOT NULL,
    order_id bigint NOT NULL,
    source_type_id bigint NOT NULL
);


--
-- Name: payment_source_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.payment_source ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payment_source_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: payment_sourcetype; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.payment_sourcetype (
    id bigint NOT NULL,
    name character varying(128) NOT NULL,
    code character varying(128) NOT NULL
);


--
-- Name: payment_sourcetype_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.payment_sourcetype ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payment_sourcetype_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: payment_transaction; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.payment_transaction (
    id bigint NOT NULL,
    txn_type character varying(128) NOT NULL,
    amount numeric(12,2) NOT NULL,
    reference character varying(128) NOT NULL,
    status character varying(128) NOT NULL,
    date_created timestamp with time zone NOT NULL,
    source_id bigint NOT NULL
);


--
-- Name: payment_transaction_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.payment_transaction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payment_transaction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: payments_paymentattempt; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.payments_paymentattempt (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    idempotency_key character varying(100) NOT NULL,
    request_hash character varying(64) NOT NULL,
    state character varying(12) NOT NULL,
    amount numeric(12,2) NOT NULL,
    currency character varying(3) NOT NULL,
    intent_id character varying(255),
    decline_code character varying(60) NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    settled_at timestamp with time zone,
    order_id bigint,
    captures_later boolean DEFAULT false NOT NULL,
    asked_at timestamp with time zone,
    CONSTRAINT an_attempt_beyond_new_has_an_intent CHECK ((((state)::text = 'NEW'::text) OR ((state)::text = 'CANCELLED'::text) OR (amount = (0)::numeric) OR (intent_id IS NOT NULL)))
);


--
-- Name: payments_paymentattempt_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.payments_paymentattempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_paymentattempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: payments_refund; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.payments_refund (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    key character varying(100) NOT NULL,
    request_hash character varying(64) NOT NULL,
    state character varying(4) NOT NULL,
    amount numeric(12,2) NOT NULL,
    with_delivery boolean NOT NULL,
    reason character varying(200) NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    sent_at timestamp with time zone,
    mailed_at timestamp with time zone,
    attempt_id bigint NOT NULL,
    by_id bigint NOT NULL,
    gift_card_amount numeric(12,2) DEFAULT 0 NOT NULL,
    CONSTRAINT a_refund_is_due_until_it_is_sent CHECK ((((sent_at IS NULL) AND ((state)::text = 'DUE'::text)) OR ((sent_at IS NOT NULL) AND ((state)::text = 'SENT'::text)))),
    CONSTRAINT a_refund_is_of_money CHECK ((amount > (0)::numeric)),
    CONSTRAINT a_refund_says_what_it_is_for CHECK ((NOT ((reason)::text = ''::text))),
    CONSTRAINT a_refund_to_a_gift_card_is_a_part_of_it CHECK (((gift_card_amount >= (0)::numeric) AND (gift_card_amount <= amount)))
);


--
-- Name: payments_refund_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.payments_refund ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_refund_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: payments_refundedline; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.payments_refundedline (
    id bigint NOT NULL,
    units integer NOT NULL,
    incl numeric(12,2) NOT NULL,
    excl numeric(12,2) NOT NULL,
    released boolean NOT NULL,
    order_line_id bigint NOT NULL,
    refund_id bigint NOT NULL,
    CONSTRAINT a_refund_is_of_units CHECK ((units > 0)),
    CONSTRAINT payments_refundedline_units_check CHECK ((units >= 0))
);


--
-- Name: payments_refundedline_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.payments_refundedline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_refundedline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: payments_stripecustomer; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.payments_stripecustomer (
    user_id bigint NOT NULL,
    public_id uuid NOT NULL,
    customer_id character varying(255),
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT a_customer_id_is_known_or_null CHECK ((NOT (((customer_id)::text = ''::text) AND (customer_id IS NOT NULL))))
);


--
-- Name: payments_stripeevent; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.payments_stripeevent (
    id character varying(255) NOT NULL,
    type character varying(80) NOT NULL,
    intent_id character varying(255) NOT NULL,
    payload jsonb NOT NULL,
    received_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    handled_at timestamp with time zone
);


--
-- Name: pghistory_context; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.pghistory_context (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    metadata jsonb NOT NULL
);


--
-- Name: pricing_marketprice; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.pricing_marketprice (
    id bigint NOT NULL,
    amount numeric(12,2) NOT NULL,
    valid tstzrange NOT NULL,
    market_id bigint NOT NULL,
    product_id bigint NOT NULL,
    CONSTRAINT a_price_is_positive CHECK ((amount > (0)::numeric))
);


--
-- Name: pricing_marketprice_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.pricing_marketprice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.pricing_marketprice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: procrastinate_events; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);


--
-- Name: procrastinate_events_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: procrastinate_events_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;


--
-- Name: procrastinate_jobs_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: procrastinate_jobs_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;


--
-- Name: procrastinate_periodic_defers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);


--
-- Name: procrastinate_periodic_defers_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: procrastinate_periodic_defers_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;


--
-- Name: procrastinate_workers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: procrastinate_workers_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: restock_restocknotice; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.restock_restocknotice (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    email character varying(254) NOT NULL,
    language character varying(10) NOT NULL,
    asked_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    confirmed_at timestamp with time zone,
    queued_at timestamp with time zone,
    mailed_at timestamp with time zone,
    market_id bigint NOT NULL,
    product_id bigint NOT NULL,
    ship_to_id character varying(2) NOT NULL,
    user_id bigint,
    CONSTRAINT only_who_confirmed_is_told CHECK (((mailed_at IS NULL) OR (confirmed_at IS NOT NULL)))
);


--
-- Name: restock_restocknotice_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.restock_restocknotice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.restock_restocknotice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: reviews_productreview; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.reviews_productreview (
    id bigint NOT NULL,
    score smallint NOT NULL,
    title character varying(255) NOT NULL,
    body text NOT NULL,
    name character varying(255) NOT NULL,
    email character varying(254) NOT NULL,
    homepage character varying(200) NOT NULL,
    status smallint NOT NULL,
    total_votes integer NOT NULL,
    delta_votes integer NOT NULL,
    date_created timestamp with time zone NOT NULL,
    product_id bigint,
    user_id bigint,
    code character varying(255)
);


--
-- Name: reviews_productreview_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.reviews_productreview ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reviews_productreview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: reviews_vote; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.reviews_vote (
    id bigint NOT NULL,
    delta smallint NOT NULL,
    date_created timestamp with time zone NOT NULL,
    review_id bigint NOT NULL,
    user_id bigint NOT NULL
);


--
-- Name: reviews_vote_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.reviews_vote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reviews_vote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: royalties_fxrate; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.royalties_fxrate (
    id bigint NOT NULL,
    day date NOT NULL,
    base character varying(3) NOT NULL,
    quote character varying(3) NOT NULL,
    rate numeric(18,8) NOT NULL,
    source character varying(120) NOT NULL,
    CONSTRAINT an_exchange_rate_has_a_source CHECK ((NOT ((source)::text = ''::text))),
    CONSTRAINT an_exchange_rate_is_between_two_currencies CHECK ((NOT ((base)::text = (quote)::text))),
    CONSTRAINT an_exchange_rate_is_positive CHECK ((rate > (0)::numeric))
);


--
-- Name: royalties_fxrate_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.royalties_fxrate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.royalties_fxrate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: royalties_royaltyaccrual; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.royalties_royaltyaccrual (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    rate numeric(6,5) NOT NULL,
    currency character varying(3) NOT NULL,
    gross numeric(12,2) NOT NULL,
    tax numeric(12,2) NOT NULL,
    shipping numeric(12,2) NOT NULL,
    discounts numeric(12,2) NOT NULL,
    net numeric(12,2) NOT NULL,
    earned numeric(12,2) NOT NULL,
    marketing_fund numeric(12,2) NOT NULL,
    common_fund numeric(12,2) NOT NULL,
    settled_in character varying(3) NOT NULL,
    fx_day date NOT NULL,
    fx_rate numeric(18,8),
    fx_source character varying(120) NOT NULL,
    settled numeric(14,2),
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    agreement_id bigint NOT NULL,
    grant_id bigint NOT NULL,
    licensor_id bigint NOT NULL,
    order_line_id bigint NOT NULL,
    reverses_id bigint,
    refund_id bigint,
    CONSTRAINT a_reversal_names_what_it_takes_back CHECK (((((kind)::text = 'SALE'::text) AND (reverses_id IS NULL)) OR (((kind)::text = 'REVERSAL'::text) AND (reverses_id IS NOT NULL)))),
    CONSTRAINT a_sale_earns_nothing_below_zero CHECK ((((kind)::text = 'REVERSAL'::text) OR (earned >= (0)::numeric))),
    CONSTRAINT net_is_gross_without_its_deductions CHECK ((net = (((gross - tax) - shipping) - discounts))),
    CONSTRAINT what_is_settled_has_an_exchange_rate CHECK ((((fx_rate IS NULL) AND (settled IS NULL)) OR ((fx_rate IS NOT NULL) AND (settled IS NOT NULL))))
);


--
-- Name: royalties_royaltyaccrual_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.royalties_royaltyaccrual ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.royalties_royaltyaccrual_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: royalties_royaltyconversion; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.royalties_royaltyconversion (
    id bigint NOT NULL,
    fx_rate numeric(18,8) NOT NULL,
    fx_source character varying(120) NOT NULL,
    settled numeric(14,2) NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    accrual_id bigint NOT NULL
);


--
-- Name: royalties_royaltyconversion_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.royalties_royaltyconversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.royalties_royaltyconversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: shipping_orderanditemcharges; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.shipping_orderanditemcharges (
    id bigint NOT NULL,
    code character varying(128) NOT NULL,
    name character varying(128) NOT NULL,
    description text NOT NULL,
    price_per_order numeric(12,2) NOT NULL,
    price_per_item numeric(12,2) NOT NULL,
    free_shipping_threshold numeric(12,2)
);


--
-- Name: shipping_orderanditemcharges_countries; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.shipping_orderanditemcharges_countries (
    id bigint NOT NULL,
    orderanditemcharges_id bigint CONSTRAINT shipping_orderanditemcharges_co_orderanditemcharges_id_not_null NOT NULL,
    country_id character varying(2) NOT NULL
);


--
-- Name: shipping_orderanditemcharges_countries_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.shipping_orderanditemcharges_countries ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.shipping_orderanditemcharges_countries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: shipping_orderanditemcharges_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.shipping_orderanditemcharges ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.shipping_orderanditemcharges_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: shipping_weightband; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.shipping_weightband (
    id bigint NOT NULL,
    upper_limit numeric(12,3) NOT NULL,
    charge numeric(12,2) NOT NULL,
    method_id bigint NOT NULL
);


--
-- Name: shipping_weightband_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.shipping_weightband ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.shipping_weightband_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: shipping_weightbased; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.shipping_weightbased (
    id bigint NOT NULL,
    code character varying(128) NOT NULL,
    name character varying(128) NOT NULL,
    description text NOT NULL,
    default_weight numeric(12,3) NOT NULL
);


--
-- Name: shipping_weightbased_countries; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.shipping_weightbased_countries (
    id bigint NOT NULL,
    weightbased_id bigint NOT NULL,
    country_id character varying(2) NOT NULL
);


--
-- Name: shipping_weightbased_countries_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.shipping_weightbased_countries ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.shipping_weightbased_countries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: shipping_weightbased_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.shipping_weightbased ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.shipping_weightbased_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: sourcing_planrow; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sourcing_planrow (
    id bigint NOT NULL,
    number integer NOT NULL,
    rank smallint NOT NULL,
    sku character varying(64) NOT NULL,
    outcome character varying(9) NOT NULL,
    before jsonb,
    after jsonb,
    fingerprint character varying(32) NOT NULL,
    notes jsonb NOT NULL,
    product_id bigint,
    version_id bigint,
    done_at timestamp with time zone,
    undone_at timestamp with time zone,
    licensee_id bigint NOT NULL,
    upload_id bigint NOT NULL,
    CONSTRAINT sourcing_planrow_number_check CHECK ((number >= 0)),
    CONSTRAINT sourcing_planrow_rank_check CHECK ((rank >= 0))
);

ALTER TABLE ONLY public.sourcing_planrow FORCE ROW LEVEL SECURITY;


--
-- Name: sourcing_planrow_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.sourcing_planrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sourcing_planrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: sourcing_upload; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sourcing_upload (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    name character varying(120) NOT NULL,
    size bigint NOT NULL,
    received bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    pictures character varying(200) NOT NULL,
    state character varying(10) NOT NULL,
    counts jsonb NOT NULL,
    problems jsonb NOT NULL,
    step_done integer NOT NULL,
    step_total integer NOT NULL,
    step_began_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    applied_at timestamp with time zone,
    by_id bigint NOT NULL,
    licensee_id bigint NOT NULL,
    sending_by_id bigint,
    sending_since timestamp with time zone,
    mark character varying(200) NOT NULL,
    pictures_coming character varying(200) NOT NULL,
    pictures_mark character varying(200) NOT NULL,
    pictures_received bigint NOT NULL,
    pictures_size bigint NOT NULL,
    CONSTRAINT an_applied_upload_says_when CHECK (((NOT ((state)::text = 'APPLIED'::text)) OR (applied_at IS NOT NULL))),
    CONSTRAINT an_archive_has_no_more_than_was_announced CHECK ((pictures_received <= pictures_size)),
    CONSTRAINT an_upload_has_no_more_than_was_announced CHECK ((received <= size)),
    CONSTRAINT sourcing_upload_pictures_received_check CHECK ((pictures_received >= 0)),
    CONSTRAINT sourcing_upload_pictures_size_check CHECK ((pictures_size >= 0)),
    CONSTRAINT sourcing_upload_received_check CHECK ((received >= 0)),
    CONSTRAINT sourcing_upload_size_check CHECK ((size >= 0)),
    CONSTRAINT sourcing_upload_step_done_check CHECK ((step_done >= 0)),
    CONSTRAINT sourcing_upload_step_total_check CHECK ((step_total >= 0)),
    CONSTRAINT who_sends_the_drafts_of_an_applied_upload_is_known CHECK ((((sending_by_id IS NULL) AND (sending_since IS NULL)) OR ((sending_by_id IS NOT NULL) AND (sending_since IS NOT NULL) AND ((state)::text = 'APPLIED'::text))))
);

ALTER TABLE ONLY public.sourcing_upload FORCE ROW LEVEL SECURITY;


--
-- Name: sourcing_upload_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.sourcing_upload ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sourcing_upload_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: sourcing_uploadchunk; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sourcing_uploadchunk (
    id bigint NOT NULL,
    "offset" bigint NOT NULL,
    size integer NOT NULL,
    stored character varying(200) NOT NULL,
    licensee_id bigint NOT NULL,
    upload_id bigint NOT NULL,
    part character varying(200) NOT NULL,
    CONSTRAINT sourcing_uploadchunk_offset_check CHECK (("offset" >= 0)),
    CONSTRAINT sourcing_uploadchunk_size_check CHECK ((size >= 0))
);

ALTER TABLE ONLY public.sourcing_uploadchunk FORCE ROW LEVEL SECURITY;


--
-- Name: sourcing_uploadchunk_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.sourcing_uploadchunk ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sourcing_uploadchunk_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: sourcing_uploadrow; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sourcing_uploadrow (
    id bigint NOT NULL,
    number integer NOT NULL,
    sku character varying(64) NOT NULL,
    parent_sku character varying(64) NOT NULL,
    cells jsonb NOT NULL,
    of_parent jsonb,
    problems jsonb NOT NULL,
    licensee_id bigint NOT NULL,
    upload_id bigint NOT NULL,
    CONSTRAINT sourcing_uploadrow_number_check CHECK ((number >= 0))
);

ALTER TABLE ONLY public.sourcing_uploadrow FORCE ROW LEVEL SECURITY;


--
-- Name: sourcing_uploadrow_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.sourcing_uploadrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sourcing_uploadrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: team_apikey; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.team_apikey (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    prefix character varying(12) NOT NULL,
    secret_hash character varying(64) NOT NULL,
    scopes character varying(16)[] NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    created_by_id bigint NOT NULL,
    licensee_id bigint NOT NULL,
    revoked_by_id bigint,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT a_key_ends_within_a_year CHECK ((expires_at <= (created_at + '365 days'::interval))),
    CONSTRAINT a_key_is_for_something CHECK ((
CASE
    WHEN (scopes IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(scopes, 1), 0)
END >= 1)),
    CONSTRAINT a_key_is_revoked_by_somebody CHECK ((((revoked_at IS NULL) AND (revoked_by_id IS NULL)) OR ((revoked_at IS NOT NULL) AND (revoked_by_id IS NOT NULL))))
);

ALTER TABLE ONLY public.team_apikey FORCE ROW LEVEL SECURITY;


--
-- Name: team_apikey_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.team_apikey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.team_apikey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: team_invitation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.team_invitation (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    email character varying(254) NOT NULL,
    role character varying(9) NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    mailed_at timestamp with time zone,
    accepted_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    accepted_by_id bigint,
    invited_by_id bigint NOT NULL,
    licensee_id bigint NOT NULL,
    CONSTRAINT an_invitation_is_accepted_by_somebody_and_stands_then CHECK ((((accepted_at IS NULL) AND (accepted_by_id IS NULL)) OR ((accepted_at IS NOT NULL) AND (accepted_by_id IS NOT NULL) AND (withdrawn_at IS NULL))))
);

ALTER TABLE ONLY public.team_invitation FORCE ROW LEVEL SECURITY;


--
-- Name: team_invitation_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.team_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.team_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: usersessions_usersession; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.usersessions_usersession (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ip inet NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    session_key character varying(40) NOT NULL,
    user_agent character varying(200) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL
);


--
-- Name: usersessions_usersession_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.usersessions_usersession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.usersessions_usersession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: voucher_voucher; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.voucher_voucher (
    id bigint NOT NULL,
    name character varying(128) NOT NULL,
    code character varying(128) NOT NULL,
    usage character varying(128) NOT NULL,
    start_datetime timestamp with time zone NOT NULL,
    end_datetime timestamp with time zone NOT NULL,
    num_basket_additions integer NOT NULL,
    num_orders integer NOT NULL,
    total_discount numeric(12,2) NOT NULL,
    date_created timestamp with time zone NOT NULL,
    voucher_set_id bigint,
    CONSTRAINT voucher_voucher_num_basket_additions_check CHECK ((num_basket_additions >= 0)),
    CONSTRAINT voucher_voucher_num_orders_check CHECK ((num_orders >= 0))
);


--
-- Name: voucher_voucher_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.voucher_voucher ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.voucher_voucher_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: voucher_voucher_offers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.voucher_voucher_offers (
    id bigint NOT NULL,
    voucher_id bigint NOT NULL,
    conditionaloffer_id bigint NOT NULL
);


--
-- Name: voucher_voucher_offers_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.voucher_voucher_offers ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.voucher_voucher_offers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: voucher_voucherapplication; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.voucher_voucherapplication (
    id bigint NOT NULL,
    date_created timestamp with time zone NOT NULL,
    order_id bigint NOT NULL,
    user_id bigint,
    voucher_id bigint NOT NULL
);


--
-- Name: voucher_voucherapplication_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.voucher_voucherapplication ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.voucher_voucherapplication_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: voucher_voucherset; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.voucher_voucherset (
    id bigint NOT NULL,
    name character varying(100) NOT NULL,
    count integer NOT NULL,
    code_length integer NOT NULL,
    description text NOT NULL,
    date_created timestamp with time zone NOT NULL,
    start_datetime timestamp with time zone NOT NULL,
    end_datetime timestamp with time zone NOT NULL,
    CONSTRAINT voucher_voucherset_count_69b7878e_check CHECK ((count >= 0))
);


--
-- Name: voucher_voucherset_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.voucher_voucherset ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.voucher_voucherset_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: vouchers_voucher; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.vouchers_voucher (
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    note character varying(200) NOT NULL,
    percent numeric(5,2),
    amount numeric(12,2),
    currency character varying(3) NOT NULL,
    least_goods numeric(12,2) NOT NULL,
    valid tstzrange NOT NULL,
    most_uses integer,
    uses integer NOT NULL,
    once_per_person boolean NOT NULL,
    CONSTRAINT a_voucher_asks_for_nothing_negative CHECK ((least_goods >= (0)::numeric)),
    CONSTRAINT a_voucher_code_is_in_capitals CHECK ((((code)::text = upper((code)::text)) AND (NOT ((code)::text = ''::text)))),
    CONSTRAINT a_voucher_is_not_used_too_often CHECK (((most_uses IS NULL) OR (uses <= most_uses))),
    CONSTRAINT a_voucher_names_the_currency_of_its_amounts CHECK ((((amount IS NULL) AND (least_goods = (0)::numeric)) OR (NOT ((currency)::text = ''::text)))),
    CONSTRAINT a_voucher_takes_a_share_or_an_amount_off CHECK ((((amount IS NULL) AND (percent > (0)::numeric) AND (percent IS NOT NULL) AND (percent <= (100)::numeric)) OR ((amount > (0)::numeric) AND (amount IS NOT NULL) AND (percent IS NULL)))),
    CONSTRAINT vouchers_voucher_most_uses_check CHECK ((most_uses >= 0)),
    CONSTRAINT vouchers_voucher_uses_check CHECK ((uses >= 0))
);


--
-- Name: vouchers_voucher_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.vouchers_voucher ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.vouchers_voucher_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: vouchers_voucheruse; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.vouchers_voucheruse (
    id bigint NOT NULL,
    person character varying(64) NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    order_id bigint NOT NULL,
    voucher_id bigint NOT NULL
);


--
-- Name: vouchers_voucheruse_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.vouchers_voucheruse ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.vouchers_voucheruse_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wishlists_line; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wishlists_line (
    id bigint NOT NULL,
    quantity integer NOT NULL,
    title character varying(255) NOT NULL,
    product_id bigint,
    wishlist_id bigint NOT NULL,
    CONSTRAINT wishlists_line_quantity_check CHECK ((quantity >= 0))
);


--
-- Name: wishlists_line_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wishlists_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wishlists_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wishlists_wishlist; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wishlists_wishlist (
    id bigint NOT NULL,
    name character varying(255) NOT NULL,
    key character varying(6) NOT NULL,
    visibility character varying(20) NOT NULL,
    date_created timestamp with time zone NOT NULL,
    owner_id bigint NOT NULL
);


--
-- Name: wishlists_wishlist_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wishlists_wishlist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wishlists_wishlist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wishlists_wishlistsharedemail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wishlists_wishlistsharedemail (
    id bigint NOT NULL,
    email character varying(254) NOT NULL,
    wishlist_id bigint NOT NULL
);


--
-- Name: wishlists_wishlistsharedemail_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wishlists_wishlistsharedemail ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wishlists_wishlistsharedemail_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: procrastinate_events id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);


--
-- Name: procrastinate_jobs id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);


--
-- Name: procrastinate_periodic_defers id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);


--
-- Data for Name: account_emailaddress; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: account_emailconfirmation; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts_lastacceptedcode; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts_user; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts_user_groups; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts_user_user_permissions; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: address_country; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: address_useraddress; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: analytics_productrecord; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: analytics_userproductview; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: analytics_userrecord; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: analytics_usersearch; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: api_idempotentanswer; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: auth_group; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.auth_group VALUES
	(1, 'All Oscar Dashboard Permissions'),
	(2, 'Customer service'),
	(3, 'Refunds'),
	(4, 'Gift cards'),
	(5, 'Warehouse'),
	(6, 'Licensee support: read'),
	(7, 'Licensee support: catalog'),
	(8, 'Licensee support: fulfillment'),
	(9, 'Licensee support: money'),
	(10, 'Licensee support: team'),
	(11, 'Licensee support: API keys'),
	(12, 'Rights: read all');


--
-- Data for Name: auth_group_permissions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.auth_group_permissions VALUES
	(1, 2, 394),
	(2, 2, 44),
	(3, 2, 530),
	(4, 2, 852),
	(5, 2, 732),
	(6, 3, 547),
	(7, 3, 852),
	(8, 4, 528),
	(9, 4, 530),
	(10, 4, 527),
	(11, 5, 730),
	(12, 5, 394),
	(13, 5, 507),
	(14, 5, 732),
	(15, 6, 394),
	(16, 6, 627),
	(17, 7, 46),
	(18, 7, 623),
	(19, 7, 624),
	(20, 7, 626),
	(21, 7, 627),
	(22, 8, 627),
	(23, 8, 47),
	(24, 9, 48),
	(25, 9, 627),
	(26, 10, 49),
	(27, 10, 627),
	(28, 11, 50),
	(29, 11, 627),
	(30, 12, 45);


--
-- Data for Name: auth_permission; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.auth_permission VALUES
	(1, 'Can add log entry', 1, 'add_logentry'),
	(2, 'Can change log entry', 1, 'change_logentry'),
	(3, 'Can delete log entry', 1, 'delete_logentry'),
	(4, 'Can view log entry', 1, 'view_logentry'),
	(5, 'Can add permission', 3, 'add_permission'),
	(6, 'Can change permission', 3, 'change_permission'),
	(7, 'Can delete permission', 3, 'delete_permission'),
	(8, 'Can view permission', 3, 'view_permission'),
	(9, 'Can add group', 2, 'add_group'),
	(10, 'Can change group', 2, 'change_group'),
	(11, 'Can delete group', 2, 'delete_group'),
	(12, 'Can view group', 2, 'view_group'),
	(13, 'Can add content type', 4, 'add_contenttype'),
	(14, 'Can change content type', 4, 'change_contenttype'),
	(15, 'Can delete content type', 4, 'delete_contenttype'),
	(16, 'Can view content type', 4, 'view_contenttype'),
	(17, 'Can add session', 5, 'add_session'),
	(18, 'Can change session', 5, 'change_session'),
	(19, 'Can delete session', 5, 'delete_session'),
	(20, 'Can view session', 5, 'view_session'),
	(21, 'Can add site', 6, 'add_site'),
	(22, 'Can change site', 6, 'change_site'),
	(23, 'Can delete site', 6, 'delete_site'),
	(24, 'Can view site', 6, 'view_site'),
	(25, 'Can add flat page', 7, 'add_flatpage'),
	(26, 'Can change flat page', 7, 'change_flatpage'),
	(27, 'Can delete flat page', 7, 'delete_flatpage'),
	(28, 'Can view flat page', 7, 'view_flatpage'),
	(29, 'Can add context', 8, 'add_context'),
	(30, 'Can change context', 8, 'change_context'),
	(31, 'Can delete context', 8, 'delete_context'),
	(32, 'Can view context', 8, 'view_context'),
	(33, 'Can add events', 9, 'add_events'),
	(34, 'Can change events', 9, 'change_events'),
	(35, 'Can delete events', 9, 'delete_events'),
	(36, 'Can view events', 9, 'view_events'),
	(37, 'Can add middleware events', 10, 'add_middlewareevents'),
	(38, 'Can change middleware events', 10, 'change_middlewareevents'),
	(39, 'Can delete middleware events', 10, 'delete_middlewareevents'),
	(40, 'Can view middleware events', 10, 'view_middlewareevents'),
	(41, 'Can add user', 12, 'add_user'),
	(42, 'Can change user', 12, 'change_user'),
	(43, 'Can delete user', 12, 'delete_user'),
	(44, 'Can view user', 12, 'view_user'),
	(45, 'Can see the rights of every holder and licensee', 12, 'see_all_rights'),
	(46, 'Can edit the catalog of every licensee', 12, 'edit_catalogs_of_licensees'),
	(47, 'Can pack orders and correct stock for every licensee', 12, 'fulfill_for_licensees'),
	(48, 'Can see sales and royalties of every licensee', 12, 'see_money_of_licensees'),
	(49, 'Can manage the team of every licensee', 12, 'manage_teams_of_licensees'),
	(50, 'Can manage the API keys of every licensee', 12, 'manage_keys_of_licensees');
INSERT INTO public.auth_permission VALUES
	(51, 'Can add last accepted code', 11, 'add_lastacceptedcode'),
	(52, 'Can change last accepted code', 11, 'change_lastacceptedcode'),
	(53, 'Can delete last accepted code', 11, 'delete_lastacceptedcode'),
	(54, 'Can view last accepted code', 11, 'view_lastacceptedcode'),
	(55, 'Can add cache entry', 13, 'add_cacheentry'),
	(56, 'Can change cache entry', 13, 'change_cacheentry'),
	(57, 'Can delete cache entry', 13, 'delete_cacheentry'),
	(58, 'Can view cache entry', 13, 'view_cacheentry'),
	(59, 'Can add rate count', 14, 'add_ratecount'),
	(60, 'Can change rate count', 14, 'change_ratecount'),
	(61, 'Can delete rate count', 14, 'delete_ratecount'),
	(62, 'Can view rate count', 14, 'view_ratecount'),
	(63, 'Can add email address', 15, 'add_emailaddress'),
	(64, 'Can change email address', 15, 'change_emailaddress'),
	(65, 'Can delete email address', 15, 'delete_emailaddress'),
	(66, 'Can view email address', 15, 'view_emailaddress'),
	(67, 'Can add email confirmation', 16, 'add_emailconfirmation'),
	(68, 'Can change email confirmation', 16, 'change_emailconfirmation'),
	(69, 'Can delete email confirmation', 16, 'delete_emailconfirmation'),
	(70, 'Can view email confirmation', 16, 'view_emailconfirmation'),
	(71, 'Can add authenticator', 17, 'add_authenticator'),
	(72, 'Can change authenticator', 17, 'change_authenticator'),
	(73, 'Can delete authenticator', 17, 'delete_authenticator'),
	(74, 'Can view authenticator', 17, 'view_authenticator'),
	(75, 'Can add user session', 18, 'add_usersession'),
	(76, 'Can change user session', 18, 'change_usersession'),
	(77, 'Can delete user session', 18, 'delete_usersession'),
	(78, 'Can view user session', 18, 'view_usersession'),
	(79, 'Can add games edition', 32, 'add_gamesedition'),
	(80, 'Can change games edition', 32, 'change_gamesedition'),
	(81, 'Can delete games edition', 32, 'delete_gamesedition'),
	(82, 'Can view games edition', 32, 'view_gamesedition'),
	(83, 'Can add NOC', 52, 'add_noc'),
	(84, 'Can change NOC', 52, 'change_noc'),
	(85, 'Can delete NOC', 52, 'delete_noc'),
	(86, 'Can view NOC', 52, 'view_noc'),
	(87, 'Can add territory set', 81, 'add_territoryset'),
	(88, 'Can change territory set', 81, 'change_territoryset'),
	(89, 'Can delete territory set', 81, 'delete_territoryset'),
	(90, 'Can view territory set', 81, 'view_territoryset'),
	(91, 'Can add agreement', 19, 'add_agreement'),
	(92, 'Can change agreement', 19, 'change_agreement'),
	(93, 'Can delete agreement', 19, 'delete_agreement'),
	(94, 'Can view agreement', 19, 'view_agreement'),
	(95, 'Can add agreement event', 20, 'add_agreementevent'),
	(96, 'Can change agreement event', 20, 'change_agreementevent'),
	(97, 'Can delete agreement event', 20, 'delete_agreementevent'),
	(98, 'Can view agreement event', 20, 'view_agreementevent'),
	(99, 'Can add licensee', 49, 'add_licensee'),
	(100, 'Can change licensee', 49, 'change_licensee');
INSERT INTO public.auth_permission VALUES
	(101, 'Can delete licensee', 49, 'delete_licensee'),
	(102, 'Can view licensee', 49, 'view_licensee'),
	(103, 'Can add product category', 60, 'add_productcategory'),
	(104, 'Can change product category', 60, 'change_productcategory'),
	(105, 'Can delete product category', 60, 'delete_productcategory'),
	(106, 'Can view product category', 60, 'view_productcategory'),
	(107, 'Can add property', 62, 'add_property'),
	(108, 'Can change property', 62, 'change_property'),
	(109, 'Can delete property', 62, 'delete_property'),
	(110, 'Can view property', 62, 'view_property'),
	(111, 'Can add rights decision log', 66, 'add_rightsdecisionlog'),
	(112, 'Can change rights decision log', 66, 'change_rightsdecisionlog'),
	(113, 'Can delete rights decision log', 66, 'delete_rightsdecisionlog'),
	(114, 'Can view rights decision log', 66, 'view_rightsdecisionlog'),
	(115, 'Can add rights holder', 68, 'add_rightsholder'),
	(116, 'Can change rights holder', 68, 'change_rightsholder'),
	(117, 'Can delete rights holder', 68, 'delete_rightsholder'),
	(118, 'Can view rights holder', 68, 'view_rightsholder'),
	(119, 'Can add rights profile', 72, 'add_rightsprofile'),
	(120, 'Can change rights profile', 72, 'change_rightsprofile'),
	(121, 'Can delete rights profile', 72, 'delete_rightsprofile'),
	(122, 'Can view rights profile', 72, 'view_rightsprofile'),
	(123, 'Can add clearance', 23, 'add_clearance'),
	(124, 'Can change clearance', 23, 'change_clearance'),
	(125, 'Can delete clearance', 23, 'delete_clearance'),
	(126, 'Can view clearance', 23, 'view_clearance'),
	(127, 'Can add rights revision', 73, 'add_rightsrevision'),
	(128, 'Can change rights revision', 73, 'change_rightsrevision'),
	(129, 'Can delete rights revision', 73, 'delete_rightsrevision'),
	(130, 'Can view rights revision', 73, 'view_rightsrevision'),
	(131, 'Can add territory', 80, 'add_territory'),
	(132, 'Can change territory', 80, 'change_territory'),
	(133, 'Can delete territory', 80, 'delete_territory'),
	(134, 'Can view territory', 80, 'view_territory'),
	(135, 'Can add territory set version', 83, 'add_territorysetversion'),
	(136, 'Can change territory set version', 83, 'change_territorysetversion'),
	(137, 'Can delete territory set version', 83, 'delete_territorysetversion'),
	(138, 'Can view territory set version', 83, 'view_territorysetversion'),
	(139, 'Can add store mandate', 76, 'add_storemandate'),
	(140, 'Can change store mandate', 76, 'change_storemandate'),
	(141, 'Can delete store mandate', 76, 'delete_storemandate'),
	(142, 'Can view store mandate', 76, 'view_storemandate'),
	(143, 'Can add property holding', 63, 'add_propertyholding'),
	(144, 'Can change property holding', 63, 'change_propertyholding'),
	(145, 'Can delete property holding', 63, 'delete_propertyholding'),
	(146, 'Can view property holding', 63, 'view_propertyholding'),
	(147, 'Can add grant', 36, 'add_grant'),
	(148, 'Can change grant', 36, 'change_grant'),
	(149, 'Can delete grant', 36, 'delete_grant'),
	(150, 'Can view grant', 36, 'view_grant');
INSERT INTO public.auth_permission VALUES
	(151, 'Can add holdback', 45, 'add_holdback'),
	(152, 'Can change holdback', 45, 'change_holdback'),
	(153, 'Can delete holdback', 45, 'delete_holdback'),
	(154, 'Can view holdback', 45, 'view_holdback'),
	(155, 'Can add closed profile', 24, 'add_closedprofile'),
	(156, 'Can change closed profile', 24, 'change_closedprofile'),
	(157, 'Can delete closed profile', 24, 'delete_closedprofile'),
	(158, 'Can view closed profile', 24, 'view_closedprofile'),
	(159, 'Can add grant usage', 42, 'add_grantusage'),
	(160, 'Can change grant usage', 42, 'change_grantusage'),
	(161, 'Can delete grant usage', 42, 'delete_grantusage'),
	(162, 'Can view grant usage', 42, 'view_grantusage'),
	(163, 'Can add NOC consent', 53, 'add_nocconsent'),
	(164, 'Can change NOC consent', 53, 'change_nocconsent'),
	(165, 'Can delete NOC consent', 53, 'delete_nocconsent'),
	(166, 'Can view NOC consent', 53, 'view_nocconsent'),
	(167, 'Can add sell off stock', 74, 'add_selloffstock'),
	(168, 'Can change sell off stock', 74, 'change_selloffstock'),
	(169, 'Can delete sell off stock', 74, 'delete_selloffstock'),
	(170, 'Can view sell off stock', 74, 'view_selloffstock'),
	(171, 'Can add sub territory', 78, 'add_subterritory'),
	(172, 'Can change sub territory', 78, 'change_subterritory'),
	(173, 'Can delete sub territory', 78, 'delete_subterritory'),
	(174, 'Can view sub territory', 78, 'view_subterritory'),
	(175, 'Can add rights policy', 70, 'add_rightspolicy'),
	(176, 'Can change rights policy', 70, 'change_rightspolicy'),
	(177, 'Can delete rights policy', 70, 'delete_rightspolicy'),
	(178, 'Can view rights policy', 70, 'view_rightspolicy'),
	(179, 'Can add licensee event', 50, 'add_licenseeevent'),
	(180, 'Can change licensee event', 50, 'change_licenseeevent'),
	(181, 'Can delete licensee event', 50, 'delete_licenseeevent'),
	(182, 'Can view licensee event', 50, 'view_licenseeevent'),
	(183, 'Can add rights denial', 67, 'add_rightsdenial'),
	(184, 'Can change rights denial', 67, 'change_rightsdenial'),
	(185, 'Can delete rights denial', 67, 'delete_rightsdenial'),
	(186, 'Can view rights denial', 67, 'view_rightsdenial'),
	(187, 'Can add noc territories link', 57, 'add_nocterritorieslink'),
	(188, 'Can change noc territories link', 57, 'change_nocterritorieslink'),
	(189, 'Can delete noc territories link', 57, 'delete_nocterritorieslink'),
	(190, 'Can view noc territories link', 57, 'view_nocterritorieslink'),
	(191, 'Can add noc consent nocs link', 54, 'add_nocconsentnocslink'),
	(192, 'Can change noc consent nocs link', 54, 'change_nocconsentnocslink'),
	(193, 'Can delete noc consent nocs link', 54, 'delete_nocconsentnocslink'),
	(194, 'Can view noc consent nocs link', 54, 'view_nocconsentnocslink'),
	(195, 'Can add grant granted properties link', 39, 'add_grantgrantedpropertieslink'),
	(196, 'Can change grant granted properties link', 39, 'change_grantgrantedpropertieslink'),
	(197, 'Can delete grant granted properties link', 39, 'delete_grantgrantedpropertieslink'),
	(198, 'Can view grant granted properties link', 39, 'view_grantgrantedpropertieslink'),
	(199, 'Can add grant granted categories link', 37, 'add_grantgrantedcategorieslink'),
	(200, 'Can change grant granted categories link', 37, 'change_grantgrantedcategorieslink');
INSERT INTO public.auth_permission VALUES
	(201, 'Can delete grant granted categories link', 37, 'delete_grantgrantedcategorieslink'),
	(202, 'Can view grant granted categories link', 37, 'view_grantgrantedcategorieslink'),
	(203, 'Can add games edition host territories link', 33, 'add_gameseditionhostterritorieslink'),
	(204, 'Can change games edition host territories link', 33, 'change_gameseditionhostterritorieslink'),
	(205, 'Can delete games edition host territories link', 33, 'delete_gameseditionhostterritorieslink'),
	(206, 'Can view games edition host territories link', 33, 'view_gameseditionhostterritorieslink'),
	(207, 'Can add agreement event trail', 21, 'add_agreementeventtrail'),
	(208, 'Can change agreement event trail', 21, 'change_agreementeventtrail'),
	(209, 'Can delete agreement event trail', 21, 'delete_agreementeventtrail'),
	(210, 'Can view agreement event trail', 21, 'view_agreementeventtrail'),
	(211, 'Can add agreement trail', 22, 'add_agreementtrail'),
	(212, 'Can change agreement trail', 22, 'change_agreementtrail'),
	(213, 'Can delete agreement trail', 22, 'delete_agreementtrail'),
	(214, 'Can view agreement trail', 22, 'view_agreementtrail'),
	(215, 'Can add denied sale', 25, 'add_deniedsale'),
	(216, 'Can change denied sale', 25, 'change_deniedsale'),
	(217, 'Can delete denied sale', 25, 'delete_deniedsale'),
	(218, 'Can view denied sale', 25, 'view_deniedsale'),
	(219, 'Can add games edition host territories trail', 34, 'add_gameseditionhostterritoriestrail'),
	(220, 'Can change games edition host territories trail', 34, 'change_gameseditionhostterritoriestrail'),
	(221, 'Can delete games edition host territories trail', 34, 'delete_gameseditionhostterritoriestrail'),
	(222, 'Can view games edition host territories trail', 34, 'view_gameseditionhostterritoriestrail'),
	(223, 'Can add games edition trail', 35, 'add_gameseditiontrail'),
	(224, 'Can change games edition trail', 35, 'change_gameseditiontrail'),
	(225, 'Can delete games edition trail', 35, 'delete_gameseditiontrail'),
	(226, 'Can view games edition trail', 35, 'view_gameseditiontrail'),
	(227, 'Can add grant granted categories trail', 38, 'add_grantgrantedcategoriestrail'),
	(228, 'Can change grant granted categories trail', 38, 'change_grantgrantedcategoriestrail'),
	(229, 'Can delete grant granted categories trail', 38, 'delete_grantgrantedcategoriestrail'),
	(230, 'Can view grant granted categories trail', 38, 'view_grantgrantedcategoriestrail'),
	(231, 'Can add grant granted properties trail', 40, 'add_grantgrantedpropertiestrail'),
	(232, 'Can change grant granted properties trail', 40, 'change_grantgrantedpropertiestrail'),
	(233, 'Can delete grant granted properties trail', 40, 'delete_grantgrantedpropertiestrail'),
	(234, 'Can view grant granted properties trail', 40, 'view_grantgrantedpropertiestrail'),
	(235, 'Can add grant trail', 41, 'add_granttrail'),
	(236, 'Can change grant trail', 41, 'change_granttrail'),
	(237, 'Can delete grant trail', 41, 'delete_granttrail'),
	(238, 'Can view grant trail', 41, 'view_granttrail'),
	(239, 'Can add holdback trail', 46, 'add_holdbacktrail'),
	(240, 'Can change holdback trail', 46, 'change_holdbacktrail'),
	(241, 'Can delete holdback trail', 46, 'delete_holdbacktrail'),
	(242, 'Can view holdback trail', 46, 'view_holdbacktrail'),
	(243, 'Can add licensee trail', 51, 'add_licenseetrail'),
	(244, 'Can change licensee trail', 51, 'change_licenseetrail'),
	(245, 'Can delete licensee trail', 51, 'delete_licenseetrail'),
	(246, 'Can view licensee trail', 51, 'view_licenseetrail'),
	(247, 'Can add noc consent nocs trail', 55, 'add_nocconsentnocstrail'),
	(248, 'Can change noc consent nocs trail', 55, 'change_nocconsentnocstrail'),
	(249, 'Can delete noc consent nocs trail', 55, 'delete_nocconsentnocstrail'),
	(250, 'Can view noc consent nocs trail', 55, 'view_nocconsentnocstrail');
INSERT INTO public.auth_permission VALUES
	(251, 'Can add noc consent trail', 56, 'add_nocconsenttrail'),
	(252, 'Can change noc consent trail', 56, 'change_nocconsenttrail'),
	(253, 'Can delete noc consent trail', 56, 'delete_nocconsenttrail'),
	(254, 'Can view noc consent trail', 56, 'view_nocconsenttrail'),
	(255, 'Can add noc territories trail', 58, 'add_nocterritoriestrail'),
	(256, 'Can change noc territories trail', 58, 'change_nocterritoriestrail'),
	(257, 'Can delete noc territories trail', 58, 'delete_nocterritoriestrail'),
	(258, 'Can view noc territories trail', 58, 'view_nocterritoriestrail'),
	(259, 'Can add noc trail', 59, 'add_noctrail'),
	(260, 'Can change noc trail', 59, 'change_noctrail'),
	(261, 'Can delete noc trail', 59, 'delete_noctrail'),
	(262, 'Can view noc trail', 59, 'view_noctrail'),
	(263, 'Can add product category trail', 61, 'add_productcategorytrail'),
	(264, 'Can change product category trail', 61, 'change_productcategorytrail'),
	(265, 'Can delete product category trail', 61, 'delete_productcategorytrail'),
	(266, 'Can view product category trail', 61, 'view_productcategorytrail'),
	(267, 'Can add property holding trail', 64, 'add_propertyholdingtrail'),
	(268, 'Can change property holding trail', 64, 'change_propertyholdingtrail'),
	(269, 'Can delete property holding trail', 64, 'delete_propertyholdingtrail'),
	(270, 'Can view property holding trail', 64, 'view_propertyholdingtrail'),
	(271, 'Can add property trail', 65, 'add_propertytrail'),
	(272, 'Can change property trail', 65, 'change_propertytrail'),
	(273, 'Can delete property trail', 65, 'delete_propertytrail'),
	(274, 'Can view property trail', 65, 'view_propertytrail'),
	(275, 'Can add rights holder trail', 69, 'add_rightsholdertrail'),
	(276, 'Can change rights holder trail', 69, 'change_rightsholdertrail'),
	(277, 'Can delete rights holder trail', 69, 'delete_rightsholdertrail'),
	(278, 'Can view rights holder trail', 69, 'view_rightsholdertrail'),
	(279, 'Can add rights policy trail', 71, 'add_rightspolicytrail'),
	(280, 'Can change rights policy trail', 71, 'change_rightspolicytrail'),
	(281, 'Can delete rights policy trail', 71, 'delete_rightspolicytrail'),
	(282, 'Can view rights policy trail', 71, 'view_rightspolicytrail'),
	(283, 'Can add sell off stock trail', 75, 'add_selloffstocktrail'),
	(284, 'Can change sell off stock trail', 75, 'change_selloffstocktrail'),
	(285, 'Can delete sell off stock trail', 75, 'delete_selloffstocktrail'),
	(286, 'Can view sell off stock trail', 75, 'view_selloffstocktrail'),
	(287, 'Can add store mandate trail', 77, 'add_storemandatetrail'),
	(288, 'Can change store mandate trail', 77, 'change_storemandatetrail'),
	(289, 'Can delete store mandate trail', 77, 'delete_storemandatetrail'),
	(290, 'Can view store mandate trail', 77, 'view_storemandatetrail'),
	(291, 'Can add sub territory trail', 79, 'add_subterritorytrail'),
	(292, 'Can change sub territory trail', 79, 'change_subterritorytrail'),
	(293, 'Can delete sub territory trail', 79, 'delete_subterritorytrail'),
	(294, 'Can view sub territory trail', 79, 'view_subterritorytrail'),
	(295, 'Can add territory set trail', 82, 'add_territorysettrail'),
	(296, 'Can change territory set trail', 82, 'change_territorysettrail'),
	(297, 'Can delete territory set trail', 82, 'delete_territorysettrail'),
	(298, 'Can view territory set trail', 82, 'view_territorysettrail'),
	(299, 'Can add territory set version trail', 84, 'add_territorysetversiontrail'),
	(300, 'Can change territory set version trail', 84, 'change_territorysetversiontrail');
INSERT INTO public.auth_permission VALUES
	(301, 'Can delete territory set version trail', 84, 'delete_territorysetversiontrail'),
	(302, 'Can view territory set version trail', 84, 'view_territorysetversiontrail'),
	(303, 'Can add territory trail', 85, 'add_territorytrail'),
	(304, 'Can change territory trail', 85, 'change_territorytrail'),
	(305, 'Can delete territory trail', 85, 'delete_territorytrail'),
	(306, 'Can view territory trail', 85, 'view_territorytrail'),
	(307, 'Can add trail day', 86, 'add_trailday'),
	(308, 'Can change trail day', 86, 'change_trailday'),
	(309, 'Can delete trail day', 86, 'delete_trailday'),
	(310, 'Can view trail day', 86, 'view_trailday'),
	(311, 'Can add factory', 26, 'add_factory'),
	(312, 'Can change factory', 26, 'change_factory'),
	(313, 'Can delete factory', 26, 'delete_factory'),
	(314, 'Can view factory', 26, 'view_factory'),
	(315, 'Can add factory approval', 27, 'add_factoryapproval'),
	(316, 'Can change factory approval', 27, 'change_factoryapproval'),
	(317, 'Can delete factory approval', 27, 'delete_factoryapproval'),
	(318, 'Can view factory approval', 27, 'view_factoryapproval'),
	(319, 'Can add factory approval trail', 28, 'add_factoryapprovaltrail'),
	(320, 'Can change factory approval trail', 28, 'change_factoryapprovaltrail'),
	(321, 'Can delete factory approval trail', 28, 'delete_factoryapprovaltrail'),
	(322, 'Can view factory approval trail', 28, 'view_factoryapprovaltrail'),
	(323, 'Can add factory audit', 29, 'add_factoryaudit'),
	(324, 'Can change factory audit', 29, 'change_factoryaudit'),
	(325, 'Can delete factory audit', 29, 'delete_factoryaudit'),
	(326, 'Can view factory audit', 29, 'view_factoryaudit'),
	(327, 'Can add factory audit trail', 30, 'add_factoryaudittrail'),
	(328, 'Can change factory audit trail', 30, 'change_factoryaudittrail'),
	(329, 'Can delete factory audit trail', 30, 'delete_factoryaudittrail'),
	(330, 'Can view factory audit trail', 30, 'view_factoryaudittrail'),
	(331, 'Can add factory trail', 31, 'add_factorytrail'),
	(332, 'Can change factory trail', 31, 'change_factorytrail'),
	(333, 'Can delete factory trail', 31, 'delete_factorytrail'),
	(334, 'Can view factory trail', 31, 'view_factorytrail'),
	(335, 'Can add guarded word', 43, 'add_guardedword'),
	(336, 'Can change guarded word', 43, 'change_guardedword'),
	(337, 'Can delete guarded word', 43, 'delete_guardedword'),
	(338, 'Can view guarded word', 43, 'view_guardedword'),
	(339, 'Can add guarded word trail', 44, 'add_guardedwordtrail'),
	(340, 'Can change guarded word trail', 44, 'change_guardedwordtrail'),
	(341, 'Can delete guarded word trail', 44, 'delete_guardedwordtrail'),
	(342, 'Can view guarded word trail', 44, 'view_guardedwordtrail'),
	(343, 'Can add label issue', 47, 'add_labelissue'),
	(344, 'Can change label issue', 47, 'change_labelissue'),
	(345, 'Can delete label issue', 47, 'delete_labelissue'),
	(346, 'Can view label issue', 47, 'view_labelissue'),
	(347, 'Can add label issue trail', 48, 'add_labelissuetrail'),
	(348, 'Can change label issue trail', 48, 'change_labelissuetrail'),
	(349, 'Can delete label issue trail', 48, 'delete_labelissuetrail'),
	(350, 'Can view label issue trail', 48, 'view_labelissuetrail');
INSERT INTO public.auth_permission VALUES
	(351, 'Can add selling entity', 88, 'add_sellingentity'),
	(352, 'Can change selling entity', 88, 'change_sellingentity'),
	(353, 'Can delete selling entity', 88, 'delete_sellingentity'),
	(354, 'Can view selling entity', 88, 'view_sellingentity'),
	(355, 'Can add market', 87, 'add_market'),
	(356, 'Can change market', 87, 'change_market'),
	(357, 'Can delete market', 87, 'delete_market'),
	(358, 'Can view market', 87, 'view_market'),
	(359, 'Can add tax rate', 89, 'add_taxrate'),
	(360, 'Can change tax rate', 89, 'change_taxrate'),
	(361, 'Can delete tax rate', 89, 'delete_taxrate'),
	(362, 'Can view tax rate', 89, 'view_taxrate'),
	(363, 'Can add notice', 90, 'add_notice'),
	(364, 'Can change notice', 90, 'change_notice'),
	(365, 'Can delete notice', 90, 'delete_notice'),
	(366, 'Can view notice', 90, 'view_notice'),
	(367, 'Can add Product category hierarchy', 109, 'add_productcategoryhierarchy'),
	(368, 'Can change Product category hierarchy', 109, 'change_productcategoryhierarchy'),
	(369, 'Can delete Product category hierarchy', 109, 'delete_productcategoryhierarchy'),
	(370, 'Can view Product category hierarchy', 109, 'view_productcategoryhierarchy'),
	(371, 'Can add Attribute option group', 95, 'add_attributeoptiongroup'),
	(372, 'Can change Attribute option group', 95, 'change_attributeoptiongroup'),
	(373, 'Can delete Attribute option group', 95, 'delete_attributeoptiongroup'),
	(374, 'Can view Attribute option group', 95, 'view_attributeoptiongroup'),
	(375, 'Can add Category', 97, 'add_category'),
	(376, 'Can change Category', 97, 'change_category'),
	(377, 'Can delete Category', 97, 'delete_category'),
	(378, 'Can view Category', 97, 'view_category'),
	(379, 'Can add sport', 121, 'add_sport'),
	(380, 'Can change sport', 121, 'change_sport'),
	(381, 'Can delete sport', 121, 'delete_sport'),
	(382, 'Can view sport', 121, 'view_sport'),
	(383, 'Can add Attribute option', 94, 'add_attributeoption'),
	(384, 'Can change Attribute option', 94, 'change_attributeoption'),
	(385, 'Can delete Attribute option', 94, 'delete_attributeoption'),
	(386, 'Can view Attribute option', 94, 'view_attributeoption'),
	(387, 'Can add Option', 104, 'add_option'),
	(388, 'Can change Option', 104, 'change_option'),
	(389, 'Can delete Option', 104, 'delete_option'),
	(390, 'Can view Option', 104, 'view_option'),
	(391, 'Can add Product', 105, 'add_product'),
	(392, 'Can change Product', 105, 'change_product'),
	(393, 'Can delete Product', 105, 'delete_product'),
	(394, 'Can view Product', 105, 'view_product'),
	(395, 'Can add embargo', 102, 'add_embargo'),
	(396, 'Can change embargo', 102, 'change_embargo'),
	(397, 'Can delete embargo', 102, 'delete_embargo'),
	(398, 'Can view embargo', 102, 'view_embargo'),
	(399, 'Can add Product attribute', 106, 'add_productattribute'),
	(400, 'Can change Product attribute', 106, 'change_productattribute');
INSERT INTO public.auth_permission VALUES
	(401, 'Can delete Product attribute', 106, 'delete_productattribute'),
	(402, 'Can view Product attribute', 106, 'view_productattribute'),
	(403, 'Can add Product attribute value', 107, 'add_productattributevalue'),
	(404, 'Can change Product attribute value', 107, 'change_productattributevalue'),
	(405, 'Can delete Product attribute value', 107, 'delete_productattributevalue'),
	(406, 'Can view Product attribute value', 107, 'view_productattributevalue'),
	(407, 'Can add Product category', 108, 'add_productcategory'),
	(408, 'Can change Product category', 108, 'change_productcategory'),
	(409, 'Can delete Product category', 108, 'delete_productcategory'),
	(410, 'Can view Product category', 108, 'view_productcategory'),
	(411, 'Can add Product class', 110, 'add_productclass'),
	(412, 'Can change Product class', 110, 'change_productclass'),
	(413, 'Can delete Product class', 110, 'delete_productclass'),
	(414, 'Can view Product class', 110, 'view_productclass'),
	(415, 'Can add Product image', 111, 'add_productimage'),
	(416, 'Can change Product image', 111, 'change_productimage'),
	(417, 'Can delete Product image', 111, 'delete_productimage'),
	(418, 'Can view Product image', 111, 'view_productimage'),
	(419, 'Can add Product recommendation', 113, 'add_productrecommendation'),
	(420, 'Can change Product recommendation', 113, 'change_productrecommendation'),
	(421, 'Can delete Product recommendation', 113, 'delete_productrecommendation'),
	(422, 'Can view Product recommendation', 113, 'view_productrecommendation'),
	(423, 'Can add product version', 117, 'add_productversion'),
	(424, 'Can change product version', 117, 'change_productversion'),
	(425, 'Can delete product version', 117, 'delete_productversion'),
	(426, 'Can view product version', 117, 'view_productversion'),
	(427, 'Can add product rights', 114, 'add_productrights'),
	(428, 'Can change product rights', 114, 'change_productrights'),
	(429, 'Can delete product rights', 114, 'delete_productrights'),
	(430, 'Can view product rights', 114, 'view_productrights'),
	(431, 'Can add approval', 91, 'add_approval'),
	(432, 'Can change approval', 91, 'change_approval'),
	(433, 'Can delete approval', 91, 'delete_approval'),
	(434, 'Can view approval', 91, 'view_approval'),
	(435, 'Can add auth label', 96, 'add_authlabel'),
	(436, 'Can change auth label', 96, 'change_authlabel'),
	(437, 'Can delete auth label', 96, 'delete_authlabel'),
	(438, 'Can view auth label', 96, 'view_authlabel'),
	(439, 'Can add compliance record', 98, 'add_compliancerecord'),
	(440, 'Can change compliance record', 98, 'change_compliancerecord'),
	(441, 'Can delete compliance record', 98, 'delete_compliancerecord'),
	(442, 'Can view compliance record', 98, 'view_compliancerecord'),
	(443, 'Can add production batch', 112, 'add_productionbatch'),
	(444, 'Can change production batch', 112, 'change_productionbatch'),
	(445, 'Can delete production batch', 112, 'delete_productionbatch'),
	(446, 'Can view production batch', 112, 'view_productionbatch'),
	(447, 'Can add approval trail', 93, 'add_approvaltrail'),
	(448, 'Can change approval trail', 93, 'change_approvaltrail'),
	(449, 'Can delete approval trail', 93, 'delete_approvaltrail'),
	(450, 'Can view approval trail', 93, 'view_approvaltrail');
INSERT INTO public.auth_permission VALUES
	(451, 'Can add compliance record trail', 99, 'add_compliancerecordtrail'),
	(452, 'Can change compliance record trail', 99, 'change_compliancerecordtrail'),
	(453, 'Can delete compliance record trail', 99, 'delete_compliancerecordtrail'),
	(454, 'Can view compliance record trail', 99, 'view_compliancerecordtrail'),
	(455, 'Can add embargo trail', 103, 'add_embargotrail'),
	(456, 'Can change embargo trail', 103, 'change_embargotrail'),
	(457, 'Can delete embargo trail', 103, 'delete_embargotrail'),
	(458, 'Can view embargo trail', 103, 'view_embargotrail'),
	(459, 'Can add product rights trail', 115, 'add_productrightstrail'),
	(460, 'Can change product rights trail', 115, 'change_productrightstrail'),
	(461, 'Can delete product rights trail', 115, 'delete_productrightstrail'),
	(462, 'Can view product rights trail', 115, 'view_productrightstrail'),
	(463, 'Can add product trail', 116, 'add_producttrail'),
	(464, 'Can change product trail', 116, 'change_producttrail'),
	(465, 'Can delete product trail', 116, 'delete_producttrail'),
	(466, 'Can view product trail', 116, 'view_producttrail'),
	(467, 'Can add product version trail', 118, 'add_productversiontrail'),
	(468, 'Can change product version trail', 118, 'change_productversiontrail'),
	(469, 'Can delete product version trail', 118, 'delete_productversiontrail'),
	(470, 'Can view product version trail', 118, 'view_productversiontrail'),
	(471, 'Can add approval condition', 92, 'add_approvalcondition'),
	(472, 'Can change approval condition', 92, 'change_approvalcondition'),
	(473, 'Can delete approval condition', 92, 'delete_approvalcondition'),
	(474, 'Can view approval condition', 92, 'view_approvalcondition'),
	(475, 'Can add condition met', 100, 'add_conditionmet'),
	(476, 'Can change condition met', 100, 'change_conditionmet'),
	(477, 'Can delete condition met', 100, 'delete_conditionmet'),
	(478, 'Can view condition met', 100, 'view_conditionmet'),
	(479, 'Can add review clock', 119, 'add_reviewclock'),
	(480, 'Can change review clock', 119, 'change_reviewclock'),
	(481, 'Can delete review clock', 119, 'delete_reviewclock'),
	(482, 'Can view review clock', 119, 'view_reviewclock'),
	(483, 'Can add review comment', 120, 'add_reviewcomment'),
	(484, 'Can change review comment', 120, 'change_reviewcomment'),
	(485, 'Can delete review comment', 120, 'delete_reviewcomment'),
	(486, 'Can view review comment', 120, 'view_reviewcomment'),
	(487, 'Can add data sheet', 101, 'add_datasheet'),
	(488, 'Can change data sheet', 101, 'change_datasheet'),
	(489, 'Can delete data sheet', 101, 'delete_datasheet'),
	(490, 'Can view data sheet', 101, 'view_datasheet'),
	(491, 'Can add market price', 122, 'add_marketprice'),
	(492, 'Can change market price', 122, 'change_marketprice'),
	(493, 'Can delete market price', 122, 'delete_marketprice'),
	(494, 'Can view market price', 122, 'view_marketprice'),
	(495, 'Can add reservation', 126, 'add_reservation'),
	(496, 'Can change reservation', 126, 'change_reservation'),
	(497, 'Can delete reservation', 126, 'delete_reservation'),
	(498, 'Can view reservation', 126, 'view_reservation'),
	(499, 'Can add stock movement', 127, 'add_stockmovement'),
	(500, 'Can change stock movement', 127, 'change_stockmovement');
INSERT INTO public.auth_permission VALUES
	(501, 'Can delete stock movement', 127, 'delete_stockmovement'),
	(502, 'Can view stock movement', 127, 'view_stockmovement'),
	(503, 'Can add low stock alert', 124, 'add_lowstockalert'),
	(504, 'Can change low stock alert', 124, 'change_lowstockalert'),
	(505, 'Can delete low stock alert', 124, 'delete_lowstockalert'),
	(506, 'Can view low stock alert', 124, 'view_lowstockalert'),
	(507, 'Can add stock take', 128, 'add_stocktake'),
	(508, 'Can change stock take', 128, 'change_stocktake'),
	(509, 'Can delete stock take', 128, 'delete_stocktake'),
	(510, 'Can view stock take', 128, 'view_stocktake'),
	(511, 'Can add location', 123, 'add_location'),
	(512, 'Can change location', 123, 'change_location'),
	(513, 'Can delete location', 123, 'delete_location'),
	(514, 'Can view location', 123, 'view_location'),
	(515, 'Can add received count', 125, 'add_receivedcount'),
	(516, 'Can change received count', 125, 'change_receivedcount'),
	(517, 'Can delete received count', 125, 'delete_receivedcount'),
	(518, 'Can view received count', 125, 'view_receivedcount'),
	(519, 'Can add voucher', 129, 'add_voucher'),
	(520, 'Can change voucher', 129, 'change_voucher'),
	(521, 'Can delete voucher', 129, 'delete_voucher'),
	(522, 'Can view voucher', 129, 'view_voucher'),
	(523, 'Can add voucher use', 130, 'add_voucheruse'),
	(524, 'Can change voucher use', 130, 'change_voucheruse'),
	(525, 'Can delete voucher use', 130, 'delete_voucheruse'),
	(526, 'Can view voucher use', 130, 'view_voucheruse'),
	(527, 'Can add gift card', 131, 'add_giftcard'),
	(528, 'Can change gift card', 131, 'change_giftcard'),
	(529, 'Can delete gift card', 131, 'delete_giftcard'),
	(530, 'Can view gift card', 131, 'view_giftcard'),
	(531, 'Can add gift card movement', 132, 'add_giftcardmovement'),
	(532, 'Can change gift card movement', 132, 'change_giftcardmovement'),
	(533, 'Can delete gift card movement', 132, 'delete_giftcardmovement'),
	(534, 'Can view gift card movement', 132, 'view_giftcardmovement'),
	(535, 'Can add stripe event', 137, 'add_stripeevent'),
	(536, 'Can change stripe event', 137, 'change_stripeevent'),
	(537, 'Can delete stripe event', 137, 'delete_stripeevent'),
	(538, 'Can view stripe event', 137, 'view_stripeevent'),
	(539, 'Can add payment attempt', 133, 'add_paymentattempt'),
	(540, 'Can change payment attempt', 133, 'change_paymentattempt'),
	(541, 'Can delete payment attempt', 133, 'delete_paymentattempt'),
	(542, 'Can view payment attempt', 133, 'view_paymentattempt'),
	(543, 'Can add stripe customer', 136, 'add_stripecustomer'),
	(544, 'Can change stripe customer', 136, 'change_stripecustomer'),
	(545, 'Can delete stripe customer', 136, 'delete_stripecustomer'),
	(546, 'Can view stripe customer', 136, 'view_stripecustomer'),
	(547, 'Can add refund', 134, 'add_refund'),
	(548, 'Can change refund', 134, 'change_refund'),
	(549, 'Can delete refund', 134, 'delete_refund'),
	(550, 'Can view refund', 134, 'view_refund');
INSERT INTO public.auth_permission VALUES
	(551, 'Can add refunded line', 135, 'add_refundedline'),
	(552, 'Can change refunded line', 135, 'change_refundedline'),
	(553, 'Can delete refunded line', 135, 'delete_refundedline'),
	(554, 'Can view refunded line', 135, 'view_refundedline'),
	(555, 'Can add balance transaction', 138, 'add_balancetransaction'),
	(556, 'Can change balance transaction', 138, 'change_balancetransaction'),
	(557, 'Can delete balance transaction', 138, 'delete_balancetransaction'),
	(558, 'Can view balance transaction', 138, 'view_balancetransaction'),
	(559, 'Can add journal', 140, 'add_journal'),
	(560, 'Can change journal', 140, 'change_journal'),
	(561, 'Can delete journal', 140, 'delete_journal'),
	(562, 'Can view journal', 140, 'view_journal'),
	(563, 'Can add entry', 139, 'add_entry'),
	(564, 'Can change entry', 139, 'change_entry'),
	(565, 'Can delete entry', 139, 'delete_entry'),
	(566, 'Can view entry', 139, 'view_entry'),
	(567, 'Can add fx rate', 141, 'add_fxrate'),
	(568, 'Can change fx rate', 141, 'change_fxrate'),
	(569, 'Can delete fx rate', 141, 'delete_fxrate'),
	(570, 'Can view fx rate', 141, 'view_fxrate'),
	(571, 'Can add royalty accrual', 142, 'add_royaltyaccrual'),
	(572, 'Can change royalty accrual', 142, 'change_royaltyaccrual'),
	(573, 'Can delete royalty accrual', 142, 'delete_royaltyaccrual'),
	(574, 'Can view royalty accrual', 142, 'view_royaltyaccrual'),
	(575, 'Can add royalty conversion', 143, 'add_royaltyconversion'),
	(576, 'Can change royalty conversion', 143, 'change_royaltyconversion'),
	(577, 'Can delete royalty conversion', 143, 'delete_royaltyconversion'),
	(578, 'Can view royalty conversion', 143, 'view_royaltyconversion'),
	(579, 'Can add confirmation', 145, 'add_confirmation'),
	(580, 'Can change confirmation', 145, 'change_confirmation'),
	(581, 'Can delete confirmation', 145, 'delete_confirmation'),
	(582, 'Can view confirmation', 145, 'view_confirmation'),
	(583, 'Can add domain event', 148, 'add_domainevent'),
	(584, 'Can change domain event', 148, 'change_domainevent'),
	(585, 'Can delete domain event', 148, 'delete_domainevent'),
	(586, 'Can view domain event', 148, 'view_domainevent'),
	(587, 'Can add cancellation', 144, 'add_cancellation'),
	(588, 'Can change cancellation', 144, 'change_cancellation'),
	(589, 'Can delete cancellation', 144, 'delete_cancellation'),
	(590, 'Can view cancellation', 144, 'view_cancellation'),
	(591, 'Can add followed denial', 149, 'add_followeddenial'),
	(592, 'Can change followed denial', 149, 'change_followeddenial'),
	(593, 'Can delete followed denial', 149, 'delete_followeddenial'),
	(594, 'Can view followed denial', 149, 'view_followeddenial'),
	(595, 'Can add held order', 150, 'add_heldorder'),
	(596, 'Can change held order', 150, 'change_heldorder'),
	(597, 'Can delete held order', 150, 'delete_heldorder'),
	(598, 'Can view held order', 150, 'view_heldorder'),
	(599, 'Can add counted units', 146, 'add_countedunits'),
	(600, 'Can change counted units', 146, 'change_countedunits');
INSERT INTO public.auth_permission VALUES
	(601, 'Can delete counted units', 146, 'delete_countedunits'),
	(602, 'Can view counted units', 146, 'view_countedunits'),
	(603, 'Can add person count', 152, 'add_personcount'),
	(604, 'Can change person count', 152, 'change_personcount'),
	(605, 'Can delete person count', 152, 'delete_personcount'),
	(606, 'Can view person count', 152, 'view_personcount'),
	(607, 'Can add late refusal', 151, 'add_laterefusal'),
	(608, 'Can change late refusal', 151, 'change_laterefusal'),
	(609, 'Can delete late refusal', 151, 'delete_laterefusal'),
	(610, 'Can view late refusal', 151, 'view_laterefusal'),
	(611, 'Can add dispatch notice', 147, 'add_dispatchnotice'),
	(612, 'Can change dispatch notice', 147, 'change_dispatchnotice'),
	(613, 'Can delete dispatch notice', 147, 'delete_dispatchnotice'),
	(614, 'Can view dispatch notice', 147, 'view_dispatchnotice'),
	(615, 'Can add unpaid holder', 153, 'add_unpaidholder'),
	(616, 'Can change unpaid holder', 153, 'change_unpaidholder'),
	(617, 'Can delete unpaid holder', 153, 'delete_unpaidholder'),
	(618, 'Can view unpaid holder', 153, 'view_unpaidholder'),
	(619, 'Can add restock notice', 154, 'add_restocknotice'),
	(620, 'Can change restock notice', 154, 'change_restocknotice'),
	(621, 'Can delete restock notice', 154, 'delete_restocknotice'),
	(622, 'Can view restock notice', 154, 'view_restocknotice'),
	(623, 'Can add upload', 156, 'add_upload'),
	(624, 'Can change upload', 156, 'change_upload'),
	(625, 'Can delete upload', 156, 'delete_upload'),
	(626, 'Can view upload', 156, 'view_upload'),
	(627, 'Can open the portal of every licensee', 156, 'act_for_licensees'),
	(628, 'Can add plan row', 155, 'add_planrow'),
	(629, 'Can change plan row', 155, 'change_planrow'),
	(630, 'Can delete plan row', 155, 'delete_planrow'),
	(631, 'Can view plan row', 155, 'view_planrow'),
	(632, 'Can add upload chunk', 157, 'add_uploadchunk'),
	(633, 'Can change upload chunk', 157, 'change_uploadchunk'),
	(634, 'Can delete upload chunk', 157, 'delete_uploadchunk'),
	(635, 'Can view upload chunk', 157, 'view_uploadchunk'),
	(636, 'Can add upload row', 158, 'add_uploadrow'),
	(637, 'Can change upload row', 158, 'change_uploadrow'),
	(638, 'Can delete upload row', 158, 'delete_uploadrow'),
	(639, 'Can view upload row', 158, 'view_uploadrow'),
	(640, 'Can add api key', 159, 'add_apikey'),
	(641, 'Can change api key', 159, 'change_apikey'),
	(642, 'Can delete api key', 159, 'delete_apikey'),
	(643, 'Can view api key', 159, 'view_apikey'),
	(644, 'Can add invitation', 160, 'add_invitation'),
	(645, 'Can change invitation', 160, 'change_invitation'),
	(646, 'Can delete invitation', 160, 'delete_invitation'),
	(647, 'Can view invitation', 160, 'view_invitation'),
	(648, 'Can add delivery method', 161, 'add_deliverymethod'),
	(649, 'Can change delivery method', 161, 'change_deliverymethod'),
	(650, 'Can delete delivery method', 161, 'delete_deliverymethod');
INSERT INTO public.auth_permission VALUES
	(651, 'Can view delivery method', 161, 'view_deliverymethod'),
	(652, 'Can add shipment', 162, 'add_shipment'),
	(653, 'Can change shipment', 162, 'change_shipment'),
	(654, 'Can delete shipment', 162, 'delete_shipment'),
	(655, 'Can view shipment', 162, 'view_shipment'),
	(656, 'Can add shipment line', 163, 'add_shipmentline'),
	(657, 'Can change shipment line', 163, 'change_shipmentline'),
	(658, 'Can delete shipment line', 163, 'delete_shipmentline'),
	(659, 'Can view shipment line', 163, 'view_shipmentline'),
	(660, 'Can add idempotent answer', 164, 'add_idempotentanswer'),
	(661, 'Can change idempotent answer', 164, 'change_idempotentanswer'),
	(662, 'Can delete idempotent answer', 164, 'delete_idempotentanswer'),
	(663, 'Can view idempotent answer', 164, 'view_idempotentanswer'),
	(664, 'Can add Product record', 165, 'add_productrecord'),
	(665, 'Can change Product record', 165, 'change_productrecord'),
	(666, 'Can delete Product record', 165, 'delete_productrecord'),
	(667, 'Can view Product record', 165, 'view_productrecord'),
	(668, 'Can add User product view', 166, 'add_userproductview'),
	(669, 'Can change User product view', 166, 'change_userproductview'),
	(670, 'Can delete User product view', 166, 'delete_userproductview'),
	(671, 'Can view User product view', 166, 'view_userproductview'),
	(672, 'Can add User record', 167, 'add_userrecord'),
	(673, 'Can change User record', 167, 'change_userrecord'),
	(674, 'Can delete User record', 167, 'delete_userrecord'),
	(675, 'Can view User record', 167, 'view_userrecord'),
	(676, 'Can add User search query', 168, 'add_usersearch'),
	(677, 'Can change User search query', 168, 'change_usersearch'),
	(678, 'Can delete User search query', 168, 'delete_usersearch'),
	(679, 'Can view User search query', 168, 'view_usersearch'),
	(680, 'Can add Country', 169, 'add_country'),
	(681, 'Can change Country', 169, 'change_country'),
	(682, 'Can delete Country', 169, 'delete_country'),
	(683, 'Can view Country', 169, 'view_country'),
	(684, 'Can add User address', 170, 'add_useraddress'),
	(685, 'Can change User address', 170, 'change_useraddress'),
	(686, 'Can delete User address', 170, 'delete_useraddress'),
	(687, 'Can view User address', 170, 'view_useraddress'),
	(688, 'Can add Order and Item Charge', 171, 'add_orderanditemcharges'),
	(689, 'Can change Order and Item Charge', 171, 'change_orderanditemcharges'),
	(690, 'Can delete Order and Item Charge', 171, 'delete_orderanditemcharges'),
	(691, 'Can view Order and Item Charge', 171, 'view_orderanditemcharges'),
	(692, 'Can add Weight Band', 172, 'add_weightband'),
	(693, 'Can change Weight Band', 172, 'change_weightband'),
	(694, 'Can delete Weight Band', 172, 'delete_weightband'),
	(695, 'Can view Weight Band', 172, 'view_weightband'),
	(696, 'Can add Weight-based Shipping Method', 173, 'add_weightbased'),
	(697, 'Can change Weight-based Shipping Method', 173, 'change_weightbased'),
	(698, 'Can delete Weight-based Shipping Method', 173, 'delete_weightbased'),
	(699, 'Can view Weight-based Shipping Method', 173, 'view_weightbased'),
	(700, 'Can add Product review', 174, 'add_productreview');
INSERT INTO public.auth_permission VALUES
	(701, 'Can change Product review', 174, 'change_productreview'),
	(702, 'Can delete Product review', 174, 'delete_productreview'),
	(703, 'Can view Product review', 174, 'view_productreview'),
	(704, 'Can add Vote', 175, 'add_vote'),
	(705, 'Can change Vote', 175, 'change_vote'),
	(706, 'Can delete Vote', 175, 'delete_vote'),
	(707, 'Can view Vote', 175, 'view_vote'),
	(708, 'Can add Communication event type', 176, 'add_communicationeventtype'),
	(709, 'Can change Communication event type', 176, 'change_communicationeventtype'),
	(710, 'Can delete Communication event type', 176, 'delete_communicationeventtype'),
	(711, 'Can view Communication event type', 176, 'view_communicationeventtype'),
	(712, 'Can add Email', 177, 'add_email'),
	(713, 'Can change Email', 177, 'change_email'),
	(714, 'Can delete Email', 177, 'delete_email'),
	(715, 'Can view Email', 177, 'view_email'),
	(716, 'Can add Notification', 178, 'add_notification'),
	(717, 'Can change Notification', 178, 'change_notification'),
	(718, 'Can delete Notification', 178, 'delete_notification'),
	(719, 'Can view Notification', 178, 'view_notification'),
	(720, 'Can add Fulfillment partner', 179, 'add_partner'),
	(721, 'Can change Fulfillment partner', 179, 'change_partner'),
	(722, 'Can delete Fulfillment partner', 179, 'delete_partner'),
	(723, 'Can view Fulfillment partner', 179, 'view_partner'),
	(724, 'Can access dashboard', 179, 'dashboard_access'),
	(725, 'Can add Partner address', 180, 'add_partneraddress'),
	(726, 'Can change Partner address', 180, 'change_partneraddress'),
	(727, 'Can delete Partner address', 180, 'delete_partneraddress'),
	(728, 'Can view Partner address', 180, 'view_partneraddress'),
	(729, 'Can add Stock record', 182, 'add_stockrecord'),
	(730, 'Can change Stock record', 182, 'change_stockrecord'),
	(731, 'Can delete Stock record', 182, 'delete_stockrecord'),
	(732, 'Can view Stock record', 182, 'view_stockrecord'),
	(733, 'Can add Stock alert', 181, 'add_stockalert'),
	(734, 'Can change Stock alert', 181, 'change_stockalert'),
	(735, 'Can delete Stock alert', 181, 'delete_stockalert'),
	(736, 'Can view Stock alert', 181, 'view_stockalert'),
	(737, 'Can add Line attribute', 185, 'add_lineattribute'),
	(738, 'Can change Line attribute', 185, 'change_lineattribute'),
	(739, 'Can delete Line attribute', 185, 'delete_lineattribute'),
	(740, 'Can view Line attribute', 185, 'view_lineattribute'),
	(741, 'Can add Basket', 183, 'add_basket'),
	(742, 'Can change Basket', 183, 'change_basket'),
	(743, 'Can delete Basket', 183, 'delete_basket'),
	(744, 'Can view Basket', 183, 'view_basket'),
	(745, 'Can add Basket line', 184, 'add_line'),
	(746, 'Can change Basket line', 184, 'change_line'),
	(747, 'Can delete Basket line', 184, 'delete_line'),
	(748, 'Can view Basket line', 184, 'view_line'),
	(749, 'Can add Bankcard', 186, 'add_bankcard'),
	(750, 'Can change Bankcard', 186, 'change_bankcard');
INSERT INTO public.auth_permission VALUES
	(751, 'Can delete Bankcard', 186, 'delete_bankcard'),
	(752, 'Can view Bankcard', 186, 'view_bankcard'),
	(753, 'Can add Source', 187, 'add_source'),
	(754, 'Can change Source', 187, 'change_source'),
	(755, 'Can delete Source', 187, 'delete_source'),
	(756, 'Can view Source', 187, 'view_source'),
	(757, 'Can add Source Type', 188, 'add_sourcetype'),
	(758, 'Can change Source Type', 188, 'change_sourcetype'),
	(759, 'Can delete Source Type', 188, 'delete_sourcetype'),
	(760, 'Can view Source Type', 188, 'view_sourcetype'),
	(761, 'Can add Transaction', 189, 'add_transaction'),
	(762, 'Can change Transaction', 189, 'change_transaction'),
	(763, 'Can delete Transaction', 189, 'delete_transaction'),
	(764, 'Can view Transaction', 189, 'view_transaction'),
	(765, 'Can add Benefit', 191, 'add_benefit'),
	(766, 'Can change Benefit', 191, 'change_benefit'),
	(767, 'Can delete Benefit', 191, 'delete_benefit'),
	(768, 'Can view Benefit', 191, 'view_benefit'),
	(769, 'Can add Condition', 192, 'add_condition'),
	(770, 'Can change Condition', 192, 'change_condition'),
	(771, 'Can delete Condition', 192, 'delete_condition'),
	(772, 'Can view Condition', 192, 'view_condition'),
	(773, 'Can add Conditional offer', 193, 'add_conditionaloffer'),
	(774, 'Can change Conditional offer', 193, 'change_conditionaloffer'),
	(775, 'Can delete Conditional offer', 193, 'delete_conditionaloffer'),
	(776, 'Can view Conditional offer', 193, 'view_conditionaloffer'),
	(777, 'Can add Range', 200, 'add_range'),
	(778, 'Can change Range', 200, 'change_range'),
	(779, 'Can delete Range', 200, 'delete_range'),
	(780, 'Can view Range', 200, 'view_range'),
	(781, 'Can add range product', 201, 'add_rangeproduct'),
	(782, 'Can change range product', 201, 'change_rangeproduct'),
	(783, 'Can delete range product', 201, 'delete_rangeproduct'),
	(784, 'Can view range product', 201, 'view_rangeproduct'),
	(785, 'Can add Range Product Uploaded File', 202, 'add_rangeproductfileupload'),
	(786, 'Can change Range Product Uploaded File', 202, 'change_rangeproductfileupload'),
	(787, 'Can delete Range Product Uploaded File', 202, 'delete_rangeproductfileupload'),
	(788, 'Can view Range Product Uploaded File', 202, 'view_rangeproductfileupload'),
	(789, 'Can add Absolute discount benefit', 190, 'add_absolutediscountbenefit'),
	(790, 'Can change Absolute discount benefit', 190, 'change_absolutediscountbenefit'),
	(791, 'Can delete Absolute discount benefit', 190, 'delete_absolutediscountbenefit'),
	(792, 'Can view Absolute discount benefit', 190, 'view_absolutediscountbenefit'),
	(793, 'Can add Count condition', 194, 'add_countcondition'),
	(794, 'Can change Count condition', 194, 'change_countcondition'),
	(795, 'Can delete Count condition', 194, 'delete_countcondition'),
	(796, 'Can view Count condition', 194, 'view_countcondition'),
	(797, 'Can add Coverage Condition', 195, 'add_coveragecondition'),
	(798, 'Can change Coverage Condition', 195, 'change_coveragecondition'),
	(799, 'Can delete Coverage Condition', 195, 'delete_coveragecondition'),
	(800, 'Can view Coverage Condition', 195, 'view_coveragecondition');
INSERT INTO public.auth_permission VALUES
	(801, 'Can add Fixed price benefit', 196, 'add_fixedpricebenefit'),
	(802, 'Can change Fixed price benefit', 196, 'change_fixedpricebenefit'),
	(803, 'Can delete Fixed price benefit', 196, 'delete_fixedpricebenefit'),
	(804, 'Can view Fixed price benefit', 196, 'view_fixedpricebenefit'),
	(805, 'Can add Multibuy discount benefit', 198, 'add_multibuydiscountbenefit'),
	(806, 'Can change Multibuy discount benefit', 198, 'change_multibuydiscountbenefit'),
	(807, 'Can delete Multibuy discount benefit', 198, 'delete_multibuydiscountbenefit'),
	(808, 'Can view Multibuy discount benefit', 198, 'view_multibuydiscountbenefit'),
	(809, 'Can add Percentage discount benefit', 199, 'add_percentagediscountbenefit'),
	(810, 'Can change Percentage discount benefit', 199, 'change_percentagediscountbenefit'),
	(811, 'Can delete Percentage discount benefit', 199, 'delete_percentagediscountbenefit'),
	(812, 'Can view Percentage discount benefit', 199, 'view_percentagediscountbenefit'),
	(813, 'Can add shipping benefit', 204, 'add_shippingbenefit'),
	(814, 'Can change shipping benefit', 204, 'change_shippingbenefit'),
	(815, 'Can delete shipping benefit', 204, 'delete_shippingbenefit'),
	(816, 'Can view shipping benefit', 204, 'view_shippingbenefit'),
	(817, 'Can add Shipping absolute discount benefit', 203, 'add_shippingabsolutediscountbenefit'),
	(818, 'Can change Shipping absolute discount benefit', 203, 'change_shippingabsolutediscountbenefit'),
	(819, 'Can delete Shipping absolute discount benefit', 203, 'delete_shippingabsolutediscountbenefit'),
	(820, 'Can view Shipping absolute discount benefit', 203, 'view_shippingabsolutediscountbenefit'),
	(821, 'Can add Fixed price shipping benefit', 205, 'add_shippingfixedpricebenefit'),
	(822, 'Can change Fixed price shipping benefit', 205, 'change_shippingfixedpricebenefit'),
	(823, 'Can delete Fixed price shipping benefit', 205, 'delete_shippingfixedpricebenefit'),
	(824, 'Can view Fixed price shipping benefit', 205, 'view_shippingfixedpricebenefit'),
	(825, 'Can add Shipping percentage discount benefit', 206, 'add_shippingpercentagediscountbenefit'),
	(826, 'Can change Shipping percentage discount benefit', 206, 'change_shippingpercentagediscountbenefit'),
	(827, 'Can delete Shipping percentage discount benefit', 206, 'delete_shippingpercentagediscountbenefit'),
	(828, 'Can view Shipping percentage discount benefit', 206, 'view_shippingpercentagediscountbenefit'),
	(829, 'Can add Value condition', 207, 'add_valuecondition'),
	(830, 'Can change Value condition', 207, 'change_valuecondition'),
	(831, 'Can delete Value condition', 207, 'delete_valuecondition'),
	(832, 'Can view Value condition', 207, 'view_valuecondition'),
	(833, 'Can add Fixed unit discount benefit', 197, 'add_fixedunitdiscountbenefit'),
	(834, 'Can change Fixed unit discount benefit', 197, 'change_fixedunitdiscountbenefit'),
	(835, 'Can delete Fixed unit discount benefit', 197, 'delete_fixedunitdiscountbenefit'),
	(836, 'Can view Fixed unit discount benefit', 197, 'view_fixedunitdiscountbenefit'),
	(837, 'Can add Order Line', 210, 'add_line'),
	(838, 'Can change Order Line', 210, 'change_line'),
	(839, 'Can delete Order Line', 210, 'delete_line'),
	(840, 'Can view Order Line', 210, 'view_line'),
	(841, 'Can add Line Attribute', 211, 'add_lineattribute'),
	(842, 'Can change Line Attribute', 211, 'change_lineattribute'),
	(843, 'Can delete Line Attribute', 211, 'delete_lineattribute'),
	(844, 'Can view Line Attribute', 211, 'view_lineattribute'),
	(845, 'Can add Line Price', 212, 'add_lineprice'),
	(846, 'Can change Line Price', 212, 'change_lineprice'),
	(847, 'Can delete Line Price', 212, 'delete_lineprice'),
	(848, 'Can view Line Price', 212, 'view_lineprice'),
	(849, 'Can add Order', 213, 'add_order'),
	(850, 'Can change Order', 213, 'change_order');
INSERT INTO public.auth_permission VALUES
	(851, 'Can delete Order', 213, 'delete_order'),
	(852, 'Can view Order', 213, 'view_order'),
	(853, 'Can add Order Discount', 214, 'add_orderdiscount'),
	(854, 'Can change Order Discount', 214, 'change_orderdiscount'),
	(855, 'Can delete Order Discount', 214, 'delete_orderdiscount'),
	(856, 'Can view Order Discount', 214, 'view_orderdiscount'),
	(857, 'Can add Order line discount', 215, 'add_orderlinediscount'),
	(858, 'Can change Order line discount', 215, 'change_orderlinediscount'),
	(859, 'Can delete Order line discount', 215, 'delete_orderlinediscount'),
	(860, 'Can view Order line discount', 215, 'view_orderlinediscount'),
	(861, 'Can add Order Note', 216, 'add_ordernote'),
	(862, 'Can change Order Note', 216, 'change_ordernote'),
	(863, 'Can delete Order Note', 216, 'delete_ordernote'),
	(864, 'Can view Order Note', 216, 'view_ordernote'),
	(865, 'Can add Order Status Change', 217, 'add_orderstatuschange'),
	(866, 'Can change Order Status Change', 217, 'change_orderstatuschange'),
	(867, 'Can delete Order Status Change', 217, 'delete_orderstatuschange'),
	(868, 'Can view Order Status Change', 217, 'view_orderstatuschange'),
	(869, 'Can add Payment Event', 218, 'add_paymentevent'),
	(870, 'Can change Payment Event', 218, 'change_paymentevent'),
	(871, 'Can delete Payment Event', 218, 'delete_paymentevent'),
	(872, 'Can view Payment Event', 218, 'view_paymentevent'),
	(873, 'Can add Payment Event Quantity', 219, 'add_paymenteventquantity'),
	(874, 'Can change Payment Event Quantity', 219, 'change_paymenteventquantity'),
	(875, 'Can delete Payment Event Quantity', 219, 'delete_paymenteventquantity'),
	(876, 'Can view Payment Event Quantity', 219, 'view_paymenteventquantity'),
	(877, 'Can add Payment Event Type', 220, 'add_paymenteventtype'),
	(878, 'Can change Payment Event Type', 220, 'change_paymenteventtype'),
	(879, 'Can delete Payment Event Type', 220, 'delete_paymenteventtype'),
	(880, 'Can view Payment Event Type', 220, 'view_paymenteventtype'),
	(881, 'Can add Shipping address', 221, 'add_shippingaddress'),
	(882, 'Can change Shipping address', 221, 'change_shippingaddress'),
	(883, 'Can delete Shipping address', 221, 'delete_shippingaddress'),
	(884, 'Can view Shipping address', 221, 'view_shippingaddress'),
	(885, 'Can add Shipping Event', 222, 'add_shippingevent'),
	(886, 'Can change Shipping Event', 222, 'change_shippingevent'),
	(887, 'Can delete Shipping Event', 222, 'delete_shippingevent'),
	(888, 'Can view Shipping Event', 222, 'view_shippingevent'),
	(889, 'Can add Shipping Event Quantity', 223, 'add_shippingeventquantity'),
	(890, 'Can change Shipping Event Quantity', 223, 'change_shippingeventquantity'),
	(891, 'Can delete Shipping Event Quantity', 223, 'delete_shippingeventquantity'),
	(892, 'Can view Shipping Event Quantity', 223, 'view_shippingeventquantity'),
	(893, 'Can add Shipping Event Type', 224, 'add_shippingeventtype'),
	(894, 'Can change Shipping Event Type', 224, 'change_shippingeventtype'),
	(895, 'Can delete Shipping Event Type', 224, 'delete_shippingeventtype'),
	(896, 'Can view Shipping Event Type', 224, 'view_shippingeventtype'),
	(897, 'Can add Surcharge', 225, 'add_surcharge'),
	(898, 'Can change Surcharge', 225, 'change_surcharge'),
	(899, 'Can delete Surcharge', 225, 'delete_surcharge'),
	(900, 'Can view Surcharge', 225, 'view_surcharge');
INSERT INTO public.auth_permission VALUES
	(901, 'Can add Billing address', 208, 'add_billingaddress'),
	(902, 'Can change Billing address', 208, 'change_billingaddress'),
	(903, 'Can delete Billing address', 208, 'delete_billingaddress'),
	(904, 'Can view Billing address', 208, 'view_billingaddress'),
	(905, 'Can add Communication Event', 209, 'add_communicationevent'),
	(906, 'Can change Communication Event', 209, 'change_communicationevent'),
	(907, 'Can delete Communication Event', 209, 'delete_communicationevent'),
	(908, 'Can view Communication Event', 209, 'view_communicationevent'),
	(909, 'Can add Product alert', 226, 'add_productalert'),
	(910, 'Can change Product alert', 226, 'change_productalert'),
	(911, 'Can delete Product alert', 226, 'delete_productalert'),
	(912, 'Can view Product alert', 226, 'view_productalert'),
	(913, 'Can add Voucher', 227, 'add_voucher'),
	(914, 'Can change Voucher', 227, 'change_voucher'),
	(915, 'Can delete Voucher', 227, 'delete_voucher'),
	(916, 'Can view Voucher', 227, 'view_voucher'),
	(917, 'Can add Voucher Application', 228, 'add_voucherapplication'),
	(918, 'Can change Voucher Application', 228, 'change_voucherapplication'),
	(919, 'Can delete Voucher Application', 228, 'delete_voucherapplication'),
	(920, 'Can view Voucher Application', 228, 'view_voucherapplication'),
	(921, 'Can add VoucherSet', 229, 'add_voucherset'),
	(922, 'Can change VoucherSet', 229, 'change_voucherset'),
	(923, 'Can delete VoucherSet', 229, 'delete_voucherset'),
	(924, 'Can view VoucherSet', 229, 'view_voucherset'),
	(925, 'Can add Wish list line', 230, 'add_line'),
	(926, 'Can change Wish list line', 230, 'change_line'),
	(927, 'Can delete Wish list line', 230, 'delete_line'),
	(928, 'Can view Wish list line', 230, 'view_line'),
	(929, 'Can add Wish List', 231, 'add_wishlist'),
	(930, 'Can change Wish List', 231, 'change_wishlist'),
	(931, 'Can delete Wish List', 231, 'delete_wishlist'),
	(932, 'Can view Wish List', 231, 'view_wishlist'),
	(933, 'Can add Wish list shared email', 232, 'add_wishlistsharedemail'),
	(934, 'Can change Wish list shared email', 232, 'change_wishlistsharedemail'),
	(935, 'Can delete Wish list shared email', 232, 'delete_wishlistsharedemail'),
	(936, 'Can view Wish list shared email', 232, 'view_wishlistsharedemail'),
	(937, 'Can add procrastinate event', 233, 'add_procrastinateevent'),
	(938, 'Can change procrastinate event', 233, 'change_procrastinateevent'),
	(939, 'Can delete procrastinate event', 233, 'delete_procrastinateevent'),
	(940, 'Can view procrastinate event', 233, 'view_procrastinateevent'),
	(941, 'Can add procrastinate job', 234, 'add_procrastinatejob'),
	(942, 'Can change procrastinate job', 234, 'change_procrastinatejob'),
	(943, 'Can delete procrastinate job', 234, 'delete_procrastinatejob'),
	(944, 'Can view procrastinate job', 234, 'view_procrastinatejob'),
	(945, 'Can add procrastinate periodic defer', 235, 'add_procrastinateperiodicdefer'),
	(946, 'Can change procrastinate periodic defer', 235, 'change_procrastinateperiodicdefer'),
	(947, 'Can delete procrastinate periodic defer', 235, 'delete_procrastinateperiodicdefer'),
	(948, 'Can view procrastinate periodic defer', 235, 'view_procrastinateperiodicdefer'),
	(949, 'Can add procrastinate worker', 236, 'add_procrastinateworker'),
	(950, 'Can change procrastinate worker', 236, 'change_procrastinateworker');
INSERT INTO public.auth_permission VALUES
	(951, 'Can delete procrastinate worker', 236, 'delete_procrastinateworker'),
	(952, 'Can view procrastinate worker', 236, 'view_procrastinateworker');


--
-- Data for Name: basket_basket; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: basket_basket_vouchers; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: basket_line; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: basket_lineattribute; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_approval; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_approvalcondition; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_approvaltrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_attributeoption; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_attributeoptiongroup; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_authlabel; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_category; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_compliancerecord; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_compliancerecordtrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_conditionmet; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_datasheet; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_embargo; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_embargotrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_option; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_product; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_product_product_options; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_productattribute; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_productattributevalue; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_productattributevalue_value_multi_option; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_productcategory; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_productclass; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_productclass_options; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_productimage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_productionbatch; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_productrecommendation; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_productrights; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_productrightstrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_producttrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_productversion; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_productversiontrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_reviewclock; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_reviewcomment; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalogue_sport; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: communication_communicationeventtype; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: communication_email; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: communication_notification; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: customer_productalert; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: django_admin_log; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: django_content_type; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.django_content_type VALUES
	(1, 'admin', 'logentry'),
	(2, 'auth', 'group'),
	(3, 'auth', 'permission'),
	(4, 'contenttypes', 'contenttype'),
	(5, 'sessions', 'session'),
	(6, 'sites', 'site'),
	(7, 'flatpages', 'flatpage'),
	(8, 'pghistory', 'context'),
	(9, 'pghistory', 'events'),
	(10, 'pghistory', 'middlewareevents'),
	(11, 'accounts', 'lastacceptedcode'),
	(12, 'accounts', 'user'),
	(13, 'limits', 'cacheentry'),
	(14, 'limits', 'ratecount'),
	(15, 'account', 'emailaddress'),
	(16, 'account', 'emailconfirmation'),
	(17, 'mfa', 'authenticator'),
	(18, 'usersessions', 'usersession'),
	(19, 'licensing', 'agreement'),
	(20, 'licensing', 'agreementevent'),
	(21, 'licensing', 'agreementeventtrail'),
	(22, 'licensing', 'agreementtrail'),
	(23, 'licensing', 'clearance'),
	(24, 'licensing', 'closedprofile'),
	(25, 'licensing', 'deniedsale'),
	(26, 'licensing', 'factory'),
	(27, 'licensing', 'factoryapproval'),
	(28, 'licensing', 'factoryapprovaltrail'),
	(29, 'licensing', 'factoryaudit'),
	(30, 'licensing', 'factoryaudittrail'),
	(31, 'licensing', 'factorytrail'),
	(32, 'licensing', 'gamesedition'),
	(33, 'licensing', 'gameseditionhostterritorieslink'),
	(34, 'licensing', 'gameseditionhostterritoriestrail'),
	(35, 'licensing', 'gameseditiontrail'),
	(36, 'licensing', 'grant'),
	(37, 'licensing', 'grantgrantedcategorieslink'),
	(38, 'licensing', 'grantgrantedcategoriestrail'),
	(39, 'licensing', 'grantgrantedpropertieslink'),
	(40, 'licensing', 'grantgrantedpropertiestrail'),
	(41, 'licensing', 'granttrail'),
	(42, 'licensing', 'grantusage'),
	(43, 'licensing', 'guardedword'),
	(44, 'licensing', 'guardedwordtrail'),
	(45, 'licensing', 'holdback'),
	(46, 'licensing', 'holdbacktrail'),
	(47, 'licensing', 'labelissue'),
	(48, 'licensing', 'labelissuetrail'),
	(49, 'licensing', 'licensee'),
	(50, 'licensing', 'licenseeevent');
INSERT INTO public.django_content_type VALUES
	(51, 'licensing', 'licenseetrail'),
	(52, 'licensing', 'noc'),
	(53, 'licensing', 'nocconsent'),
	(54, 'licensing', 'nocconsentnocslink'),
	(55, 'licensing', 'nocconsentnocstrail'),
	(56, 'licensing', 'nocconsenttrail'),
	(57, 'licensing', 'nocterritorieslink'),
	(58, 'licensing', 'nocterritoriestrail'),
	(59, 'licensing', 'noctrail'),
	(60, 'licensing', 'productcategory'),
	(61, 'licensing', 'productcategorytrail'),
	(62, 'licensing', 'property'),
	(63, 'licensing', 'propertyholding'),
	(64, 'licensing', 'propertyholdingtrail'),
	(65, 'licensing', 'propertytrail'),
	(66, 'licensing', 'rightsdecisionlog'),
	(67, 'licensing', 'rightsdenial'),
	(68, 'licensing', 'rightsholder'),
	(69, 'licensing', 'rightsholdertrail'),
	(70, 'licensing', 'rightspolicy'),
	(71, 'licensing', 'rightspolicytrail'),
	(72, 'licensing', 'rightsprofile'),
	(73, 'licensing', 'rightsrevision'),
	(74, 'licensing', 'selloffstock'),
	(75, 'licensing', 'selloffstocktrail'),
	(76, 'licensing', 'storemandate'),
	(77, 'licensing', 'storemandatetrail'),
	(78, 'licensing', 'subterritory'),
	(79, 'licensing', 'subterritorytrail'),
	(80, 'licensing', 'territory'),
	(81, 'licensing', 'territoryset'),
	(82, 'licensing', 'territorysettrail'),
	(83, 'licensing', 'territorysetversion'),
	(84, 'licensing', 'territorysetversiontrail'),
	(85, 'licensing', 'territorytrail'),
	(86, 'licensing', 'trailday'),
	(87, 'markets', 'market'),
	(88, 'markets', 'sellingentity'),
	(89, 'markets', 'taxrate'),
	(90, 'notices', 'notice'),
	(91, 'catalogue', 'approval'),
	(92, 'catalogue', 'approvalcondition'),
	(93, 'catalogue', 'approvaltrail'),
	(94, 'catalogue', 'attributeoption'),
	(95, 'catalogue', 'attributeoptiongroup'),
	(96, 'catalogue', 'authlabel'),
	(97, 'catalogue', 'category'),
	(98, 'catalogue', 'compliancerecord'),
	(99, 'catalogue', 'compliancerecordtrail'),
	(100, 'catalogue', 'conditionmet');
INSERT INTO public.django_content_type VALUES
	(101, 'catalogue', 'datasheet'),
	(102, 'catalogue', 'embargo'),
	(103, 'catalogue', 'embargotrail'),
	(104, 'catalogue', 'option'),
	(105, 'catalogue', 'product'),
	(106, 'catalogue', 'productattribute'),
	(107, 'catalogue', 'productattributevalue'),
	(108, 'catalogue', 'productcategory'),
	(109, 'catalogue', 'productcategoryhierarchy'),
	(110, 'catalogue', 'productclass'),
	(111, 'catalogue', 'productimage'),
	(112, 'catalogue', 'productionbatch'),
	(113, 'catalogue', 'productrecommendation'),
	(114, 'catalogue', 'productrights'),
	(115, 'catalogue', 'productrightstrail'),
	(116, 'catalogue', 'producttrail'),
	(117, 'catalogue', 'productversion'),
	(118, 'catalogue', 'productversiontrail'),
	(119, 'catalogue', 'reviewclock'),
	(120, 'catalogue', 'reviewcomment'),
	(121, 'catalogue', 'sport'),
	(122, 'pricing', 'marketprice'),
	(123, 'inventory', 'location'),
	(124, 'inventory', 'lowstockalert'),
	(125, 'inventory', 'receivedcount'),
	(126, 'inventory', 'reservation'),
	(127, 'inventory', 'stockmovement'),
	(128, 'inventory', 'stocktake'),
	(129, 'vouchers', 'voucher'),
	(130, 'vouchers', 'voucheruse'),
	(131, 'giftcards', 'giftcard'),
	(132, 'giftcards', 'giftcardmovement'),
	(133, 'payments', 'paymentattempt'),
	(134, 'payments', 'refund'),
	(135, 'payments', 'refundedline'),
	(136, 'payments', 'stripecustomer'),
	(137, 'payments', 'stripeevent'),
	(138, 'ledger', 'balancetransaction'),
	(139, 'ledger', 'entry'),
	(140, 'ledger', 'journal'),
	(141, 'royalties', 'fxrate'),
	(142, 'royalties', 'royaltyaccrual'),
	(143, 'royalties', 'royaltyconversion'),
	(144, 'ordering', 'cancellation'),
	(145, 'ordering', 'confirmation'),
	(146, 'ordering', 'countedunits'),
	(147, 'ordering', 'dispatchnotice'),
	(148, 'ordering', 'domainevent'),
	(149, 'ordering', 'followeddenial'),
	(150, 'ordering', 'heldorder');
INSERT INTO public.django_content_type VALUES
	(151, 'ordering', 'laterefusal'),
	(152, 'ordering', 'personcount'),
	(153, 'ordering', 'unpaidholder'),
	(154, 'restock', 'restocknotice'),
	(155, 'sourcing', 'planrow'),
	(156, 'sourcing', 'upload'),
	(157, 'sourcing', 'uploadchunk'),
	(158, 'sourcing', 'uploadrow'),
	(159, 'team', 'apikey'),
	(160, 'team', 'invitation'),
	(161, 'fulfillment', 'deliverymethod'),
	(162, 'fulfillment', 'shipment'),
	(163, 'fulfillment', 'shipmentline'),
	(164, 'api', 'idempotentanswer'),
	(165, 'analytics', 'productrecord'),
	(166, 'analytics', 'userproductview'),
	(167, 'analytics', 'userrecord'),
	(168, 'analytics', 'usersearch'),
	(169, 'address', 'country'),
	(170, 'address', 'useraddress'),
	(171, 'shipping', 'orderanditemcharges'),
	(172, 'shipping', 'weightband'),
	(173, 'shipping', 'weightbased'),
	(174, 'reviews', 'productreview'),
	(175, 'reviews', 'vote'),
	(176, 'communication', 'communicationeventtype'),
	(177, 'communication', 'email'),
	(178, 'communication', 'notification'),
	(179, 'partner', 'partner'),
	(180, 'partner', 'partneraddress'),
	(181, 'partner', 'stockalert'),
	(182, 'partner', 'stockrecord'),
	(183, 'basket', 'basket'),
	(184, 'basket', 'line'),
	(185, 'basket', 'lineattribute'),
	(186, 'payment', 'bankcard'),
	(187, 'payment', 'source'),
	(188, 'payment', 'sourcetype'),
	(189, 'payment', 'transaction'),
	(190, 'offer', 'absolutediscountbenefit'),
	(191, 'offer', 'benefit'),
	(192, 'offer', 'condition'),
	(193, 'offer', 'conditionaloffer'),
	(194, 'offer', 'countcondition'),
	(195, 'offer', 'coveragecondition'),
	(196, 'offer', 'fixedpricebenefit'),
	(197, 'offer', 'fixedunitdiscountbenefit'),
	(198, 'offer', 'multibuydiscountbenefit'),
	(199, 'offer', 'percentagediscountbenefit'),
	(200, 'offer', 'range');
INSERT INTO public.django_content_type VALUES
	(201, 'offer', 'rangeproduct'),
	(202, 'offer', 'rangeproductfileupload'),
	(203, 'offer', 'shippingabsolutediscountbenefit'),
	(204, 'offer', 'shippingbenefit'),
	(205, 'offer', 'shippingfixedpricebenefit'),
	(206, 'offer', 'shippingpercentagediscountbenefit'),
	(207, 'offer', 'valuecondition'),
	(208, 'order', 'billingaddress'),
	(209, 'order', 'communicationevent'),
	(210, 'order', 'line'),
	(211, 'order', 'lineattribute'),
	(212, 'order', 'lineprice'),
	(213, 'order', 'order'),
	(214, 'order', 'orderdiscount'),
	(215, 'order', 'orderlinediscount'),
	(216, 'order', 'ordernote'),
	(217, 'order', 'orderstatuschange'),
	(218, 'order', 'paymentevent'),
	(219, 'order', 'paymenteventquantity'),
	(220, 'order', 'paymenteventtype'),
	(221, 'order', 'shippingaddress'),
	(222, 'order', 'shippingevent'),
	(223, 'order', 'shippingeventquantity'),
	(224, 'order', 'shippingeventtype'),
	(225, 'order', 'surcharge'),
	(226, 'customer', 'productalert'),
	(227, 'voucher', 'voucher'),
	(228, 'voucher', 'voucherapplication'),
	(229, 'voucher', 'voucherset'),
	(230, 'wishlists', 'line'),
	(231, 'wishlists', 'wishlist'),
	(232, 'wishlists', 'wishlistsharedemail'),
	(233, 'procrastinate', 'procrastinateevent'),
	(234, 'procrastinate', 'procrastinatejob'),
	(235, 'procrastinate', 'procrastinateperiodicdefer'),
	(236, 'procrastinate', 'procrastinateworker');


--
-- Data for Name: django_flatpage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: django_flatpage_sites; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: django_migrations; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.django_migrations VALUES
	(1, 'contenttypes', '0001_initial', '2026-11-29 08:34:00.204764+00'),
	(2, 'contenttypes', '0002_remove_content_type_name', '2026-11-29 08:34:00.209873+00'),
	(3, 'auth', '0001_initial', '2026-11-29 08:34:00.233513+00'),
	(4, 'auth', '0002_alter_permission_name_max_length', '2026-11-29 08:34:00.238367+00'),
	(5, 'auth', '0003_alter_user_email_max_length', '2026-11-29 08:34:00.243269+00'),
	(6, 'auth', '0004_alter_user_username_opts', '2026-11-29 08:34:00.248283+00'),
	(7, 'auth', '0005_alter_user_last_login_null', '2026-11-29 08:34:00.253014+00'),
	(8, 'auth', '0006_require_contenttypes_0002', '2026-11-29 08:34:00.253877+00'),
	(9, 'auth', '0007_alter_validators_add_error_messages', '2026-11-29 08:34:00.258617+00'),
	(10, 'auth', '0008_alter_user_username_max_length', '2026-11-29 08:34:00.263061+00'),
	(11, 'auth', '0009_alter_user_last_name_max_length', '2026-11-29 08:34:00.269386+00'),
	(12, 'auth', '0010_alter_group_name_max_length', '2026-11-29 08:34:00.276952+00'),
	(13, 'auth', '0011_update_proxy_permissions', '2026-11-29 08:34:00.28229+00'),
	(14, 'auth', '0012_alter_user_first_name_max_length', '2026-11-29 08:34:00.286687+00'),
	(15, 'accounts', '0001_initial', '2026-11-29 08:34:00.300922+00'),
	(16, 'account', '0001_initial', '2026-11-29 08:34:00.323387+00'),
	(17, 'account', '0002_email_max_length', '2026-11-29 08:34:00.332049+00'),
	(18, 'account', '0003_alter_emailaddress_create_unique_verified_email', '2026-11-29 08:34:00.345395+00'),
	(19, 'account', '0004_alter_emailaddress_drop_unique_email', '2026-11-29 08:34:00.357213+00'),
	(20, 'account', '0005_emailaddress_idx_upper_email', '2026-11-29 08:34:00.364708+00'),
	(21, 'account', '0006_emailaddress_lower', '2026-11-29 08:34:00.375082+00'),
	(22, 'account', '0007_emailaddress_idx_email', '2026-11-29 08:34:00.391524+00'),
	(23, 'account', '0008_emailaddress_unique_primary_email_fixup', '2026-11-29 08:34:00.403329+00'),
	(24, 'account', '0009_emailaddress_unique_primary_email', '2026-11-29 08:34:00.411699+00'),
	(25, 'pghistory', '0001_initial', '2026-11-29 08:34:00.41513+00'),
	(26, 'pghistory', '0002_aggregateevent', '2026-11-29 08:34:00.416625+00'),
	(27, 'pghistory', '0003_auto_20201023_1636', '2026-11-29 08:34:00.418245+00'),
	(28, 'pghistory', '0004_auto_20220906_1625', '2026-11-29 08:34:00.426575+00'),
	(29, 'pghistory', '0005_events_middlewareevents', '2026-11-29 08:34:00.429178+00'),
	(30, 'pghistory', '0006_delete_aggregateevent', '2026-11-29 08:34:00.430231+00'),
	(31, 'pghistory', '0007_auto_20250421_0444', '2026-11-29 08:34:00.43825+00'),
	(32, 'licensing', '0001_initial', '2026-11-29 08:34:01.329015+00'),
	(33, 'licensing', '0002_revision', '2026-11-29 08:34:01.33705+00'),
	(34, 'licensing', '0003_clearance_raises_revision', '2026-11-29 08:34:01.338503+00'),
	(35, 'licensing', '0004_whole_model', '2026-11-29 08:34:02.486186+00'),
	(36, 'licensing', '0005_guards', '2026-11-29 08:34:02.494479+00'),
	(37, 'licensing', '0006_policy', '2026-11-29 08:34:02.529383+00'),
	(38, 'licensing', '0007_denials', '2026-11-29 08:34:02.571931+00'),
	(39, 'licensing', '0008_trail', '2026-11-29 08:34:06.601931+00'),
	(40, 'licensing', '0009_holds_on_branches', '2026-11-29 08:34:07.248612+00'),
	(41, 'licensing', '0010_denials_of_holders', '2026-11-29 08:34:07.251285+00'),
	(42, 'sourcing', '0001_initial', '2026-11-29 08:34:07.807282+00'),
	(43, 'sourcing', '0002_variants_by_parent', '2026-11-29 08:34:07.831815+00'),
	(44, 'licensing', '0011_approval_days', '2026-11-29 08:34:08.273333+00'),
	(45, 'sourcing', '0003_drafts_sent_in_batches', '2026-11-29 08:34:08.4391+00'),
	(46, 'sourcing', '0004_files_in_pieces_or_direct', '2026-11-29 08:34:09.200667+00'),
	(47, 'sourcing', '0005_acting_for_licensees', '2026-11-29 08:34:09.243829+00'),
	(48, 'sourcing', '0006_permissions_of_staff', '2026-11-29 08:34:09.291605+00'),
	(49, 'mfa', '0001_initial', '2026-11-29 08:34:09.361815+00'),
	(50, 'mfa', '0002_authenticator_timestamps', '2026-11-29 08:34:09.446105+00');
INSERT INTO public.django_migrations VALUES
	(51, 'mfa', '0003_authenticator_type_uniq', '2026-11-29 08:34:09.566208+00'),
	(52, 'accounts', '0002_licensee', '2026-11-29 08:34:09.804585+00'),
	(53, 'accounts', '0003_officers_work_for_holders', '2026-11-29 08:34:09.926721+00'),
	(54, 'accounts', '0004_roles_within_licensees', '2026-11-29 08:34:10.03069+00'),
	(55, 'accounts', '0005_last_accepted_code', '2026-11-29 08:34:10.100224+00'),
	(56, 'accounts', '0006_permissions_of_staff', '2026-11-29 08:34:10.148486+00'),
	(57, 'accounts', '0007_editors_keep_their_work', '2026-11-29 08:34:10.221622+00'),
	(58, 'accounts', '0008_session_generation', '2026-11-29 08:34:10.326735+00'),
	(59, 'accounts', '0009_encrypt_second_factors', '2026-11-29 08:34:10.394471+00'),
	(60, 'address', '0001_initial', '2026-11-29 08:34:10.524373+00'),
	(61, 'address', '0002_auto_20150927_1547', '2026-11-29 08:34:10.930806+00'),
	(62, 'address', '0003_auto_20150927_1551', '2026-11-29 08:34:11.061246+00'),
	(63, 'address', '0004_auto_20170226_1122', '2026-11-29 08:34:11.146169+00'),
	(64, 'address', '0005_regenerate_user_address_hashes', '2026-11-29 08:34:11.221474+00'),
	(65, 'address', '0006_auto_20181115_1953', '2026-11-29 08:34:11.229865+00'),
	(66, 'address', '0007_useraddress_code', '2026-11-29 08:34:11.275589+00'),
	(67, 'admin', '0001_initial', '2026-11-29 08:34:11.356391+00'),
	(68, 'admin', '0002_logentry_remove_auto_add', '2026-11-29 08:34:11.399945+00'),
	(69, 'admin', '0003_logentry_add_action_flag_choices', '2026-11-29 08:34:11.443475+00'),
	(70, 'catalogue', '0002_auto_20150217_1221', '2026-11-29 08:34:13.946968+00'),
	(71, 'catalogue', '0003_data_migration_slugs', '2026-11-29 08:34:13.947757+00'),
	(72, 'catalogue', '0004_auto_20150217_1710', '2026-11-29 08:34:13.948162+00'),
	(73, 'catalogue', '0005_auto_20150604_1450', '2026-11-29 08:34:13.948514+00'),
	(74, 'catalogue', '0006_auto_20150807_1725', '2026-11-29 08:34:13.948825+00'),
	(75, 'catalogue', '0007_auto_20151207_1440', '2026-11-29 08:34:13.949126+00'),
	(76, 'catalogue', '0008_auto_20160304_1652', '2026-11-29 08:34:13.94943+00'),
	(77, 'catalogue', '0009_slugfield_noop', '2026-11-29 08:34:13.949732+00'),
	(78, 'catalogue', '0010_auto_20170420_0439', '2026-11-29 08:34:13.950018+00'),
	(79, 'catalogue', '0011_auto_20170422_1355', '2026-11-29 08:34:13.950297+00'),
	(80, 'catalogue', '0012_auto_20170609_1902', '2026-11-29 08:34:13.95057+00'),
	(81, 'catalogue', '0013_auto_20170821_1548', '2026-11-29 08:34:13.950861+00'),
	(82, 'catalogue', '0014_auto_20181115_1953', '2026-11-29 08:34:13.951145+00'),
	(83, 'catalogue', '0015_product_is_public', '2026-11-29 08:34:13.951417+00'),
	(84, 'catalogue', '0016_auto_20190327_0757', '2026-11-29 08:34:13.951697+00'),
	(85, 'catalogue', '0017_auto_20190816_0938', '2026-11-29 08:34:13.952039+00'),
	(86, 'catalogue', '0018_auto_20191220_0920', '2026-11-29 08:34:13.952327+00'),
	(87, 'catalogue', '0019_option_required', '2026-11-29 08:34:13.952604+00'),
	(88, 'catalogue', '0020_auto_20200801_0817', '2026-11-29 08:34:13.952877+00'),
	(89, 'catalogue', '0021_auto_20201005_0844', '2026-11-29 08:34:13.953166+00'),
	(90, 'catalogue', '0022_auto_20210210_0539', '2026-11-29 08:34:13.953452+00'),
	(91, 'catalogue', '0023_auto_20210824_1414', '2026-11-29 08:34:13.953839+00'),
	(92, 'catalogue', '0024_remove_duplicate_attributes', '2026-11-29 08:34:13.95421+00'),
	(93, 'catalogue', '0025_attribute_code_uniquetogether_constraint', '2026-11-29 08:34:13.954536+00'),
	(94, 'catalogue', '0026_predefined_product_options', '2026-11-29 08:34:13.954844+00'),
	(95, 'catalogue', '0027_attributeoption_code_attributeoptiongroup_code_and_more', '2026-11-29 08:34:13.955139+00'),
	(96, 'catalogue', '0028_product_priority', '2026-11-29 08:34:13.955433+00'),
	(97, 'catalogue', '0029_product_code', '2026-11-29 08:34:13.955789+00'),
	(98, 'catalogue', '0030_auto_20250217_1247', '2026-11-29 08:34:13.956136+00'),
	(99, 'catalogue', '0031_productcategoryhierarchy', '2026-11-29 08:34:13.956476+00'),
	(100, 'catalogue', '0032_category_exclude_from_menu_category_long_description', '2026-11-29 08:34:13.956783+00');
INSERT INTO public.django_migrations VALUES
	(101, 'catalogue', '0001_initial', '2026-11-29 08:34:13.957315+00'),
	(102, 'analytics', '0001_initial', '2026-11-29 08:34:14.162571+00'),
	(103, 'analytics', '0002_auto_20140827_1705', '2026-11-29 08:34:14.772716+00'),
	(104, 'analytics', '0003_auto_20200801_0817', '2026-11-29 08:34:14.883756+00'),
	(105, 'api', '0001_idempotent_answers', '2026-11-29 08:34:14.892973+00'),
	(106, 'sites', '0001_initial', '2026-11-29 08:34:14.902315+00'),
	(107, 'sites', '0002_alter_domain_unique', '2026-11-29 08:34:14.909082+00'),
	(108, 'partner', '0002_auto_20141007_2032', '2026-11-29 08:34:15.413468+00'),
	(109, 'partner', '0003_auto_20150604_1450', '2026-11-29 08:34:15.414387+00'),
	(110, 'partner', '0004_auto_20160107_1755', '2026-11-29 08:34:15.415029+00'),
	(111, 'partner', '0005_auto_20181115_1953', '2026-11-29 08:34:15.415591+00'),
	(112, 'partner', '0006_auto_20200724_0909', '2026-11-29 08:34:15.416254+00'),
	(113, 'partner', '0007_partneraddress_code', '2026-11-29 08:34:15.416792+00'),
	(114, 'partner', '0001_initial', '2026-11-29 08:34:15.417333+00'),
	(115, 'markets', '0001_initial', '2026-11-29 08:34:15.659945+00'),
	(116, 'customer', '0001_initial', '2026-11-29 08:34:15.984238+00'),
	(117, 'customer', '0002_auto_20150807_1725', '2026-11-29 08:34:15.990681+00'),
	(118, 'customer', '0003_update_email_length', '2026-11-29 08:34:16.066401+00'),
	(119, 'customer', '0004_email_save', '2026-11-29 08:34:16.233966+00'),
	(120, 'customer', '0005_auto_20181115_1953', '2026-11-29 08:34:16.289549+00'),
	(121, 'communication', '0001_initial', '2026-11-29 08:34:16.873773+00'),
	(122, 'basket', '0002_auto_20140827_1705', '2026-11-29 08:34:17.631458+00'),
	(123, 'basket', '0003_basket_vouchers', '2026-11-29 08:34:17.632191+00'),
	(124, 'basket', '0004_auto_20141007_2032', '2026-11-29 08:34:17.632561+00'),
	(125, 'basket', '0005_auto_20150604_1450', '2026-11-29 08:34:17.63289+00'),
	(126, 'basket', '0006_auto_20160111_1108', '2026-11-29 08:34:17.63332+00'),
	(127, 'basket', '0007_slugfield_noop', '2026-11-29 08:34:17.633643+00'),
	(128, 'basket', '0008_auto_20181115_1953', '2026-11-29 08:34:17.633969+00'),
	(129, 'basket', '0009_line_date_updated', '2026-11-29 08:34:17.634314+00'),
	(130, 'basket', '0010_convert_to_valid_json', '2026-11-29 08:34:17.634876+00'),
	(131, 'basket', '0011_json_basket_option', '2026-11-29 08:34:17.635238+00'),
	(132, 'basket', '0012_line_code', '2026-11-29 08:34:17.635547+00'),
	(133, 'basket', '0001_initial', '2026-11-29 08:34:17.636312+00'),
	(134, 'order', '0002_auto_20141007_2032', '2026-11-29 08:34:23.48599+00'),
	(135, 'order', '0003_auto_20150113_1629', '2026-11-29 08:34:23.487005+00'),
	(136, 'order', '0004_auto_20160111_1108', '2026-11-29 08:34:23.487456+00'),
	(137, 'order', '0005_update_email_length', '2026-11-29 08:34:23.487826+00'),
	(138, 'order', '0006_orderstatuschange', '2026-11-29 08:34:23.488181+00'),
	(139, 'order', '0007_auto_20181115_1953', '2026-11-29 08:34:23.488536+00'),
	(140, 'order', '0008_auto_20190301_1035', '2026-11-29 08:34:23.488873+00'),
	(141, 'order', '0009_surcharge', '2026-11-29 08:34:23.48922+00'),
	(142, 'order', '0010_auto_20200724_0909', '2026-11-29 08:34:23.489543+00'),
	(143, 'order', '0011_auto_20200801_0817', '2026-11-29 08:34:23.489886+00'),
	(144, 'order', '0012_convert_to_valid_json', '2026-11-29 08:34:23.49021+00'),
	(145, 'order', '0013_json_option_value', '2026-11-29 08:34:23.490522+00'),
	(146, 'order', '0014_tax_code', '2026-11-29 08:34:23.490834+00'),
	(147, 'order', '0015_orderlinediscount', '2026-11-29 08:34:23.491147+00'),
	(148, 'order', '0016_line_allocation_cancelled_line_num_allocated', '2026-11-29 08:34:23.491474+00'),
	(149, 'order', '0017_set_num_allocated_to_quantity', '2026-11-29 08:34:23.491795+00'),
	(150, 'order', '0018_alter_line_num_allocated', '2026-11-29 08:34:23.492107+00');
INSERT INTO public.django_migrations VALUES
	(151, 'order', '0019_order_analytics_tracked', '2026-11-29 08:34:23.492417+00'),
	(152, 'order', '0020_alter_order_analytics_tracked', '2026-11-29 08:34:23.492738+00'),
	(153, 'order', '0021_billingaddress_code_shippingaddress_code', '2026-11-29 08:34:23.493074+00'),
	(154, 'order', '0001_initial', '2026-11-29 08:34:23.493381+00'),
	(155, 'catalogue', '0002_lists_from_indexes', '2026-11-29 08:34:23.653166+00'),
	(156, 'catalogue', '0003_compliance_and_labels', '2026-11-29 08:34:25.533079+00'),
	(157, 'order', '0002_last_guard', '2026-11-29 08:34:25.617612+00'),
	(158, 'order', '0003_guard_holds_on_branches', '2026-11-29 08:34:25.620884+00'),
	(159, 'order', '0004_discounts', '2026-11-29 08:34:25.873434+00'),
	(160, 'catalogue', '0004_trail', '2026-11-29 08:34:29.137893+00'),
	(161, 'catalogue', '0005_limit_per_person', '2026-11-29 08:34:29.284308+00'),
	(162, 'offer', '0001_initial', '2026-11-29 08:34:30.681339+00'),
	(163, 'voucher', '0001_initial', '2026-11-29 08:34:30.982503+00'),
	(164, 'basket', '0002_basket_vouchers', '2026-11-29 08:34:31.139841+00'),
	(165, 'basket', '0003_voucher_code', '2026-11-29 08:34:31.228804+00'),
	(166, 'order', '0005_partial_refunds', '2026-11-29 08:34:31.559976+00'),
	(167, 'giftcards', '0001_initial', '2026-11-29 08:34:32.896218+00'),
	(168, 'basket', '0004_gift_card', '2026-11-29 08:34:33.064394+00'),
	(169, 'basket', '0005_defaults_in_python', '2026-11-29 08:34:33.155374+00'),
	(170, 'licensing', '0012_label_functions', '2026-11-29 08:34:33.16068+00'),
	(171, 'catalogue', '0006_pictures_of_uploads', '2026-11-29 08:34:34.358559+00'),
	(172, 'catalogue', '0007_versions_in_review', '2026-11-29 08:34:37.247837+00'),
	(173, 'catalogue', '0008_data_sheets', '2026-11-29 08:34:38.22386+00'),
	(174, 'catalogue', '0009_own_embargoes', '2026-11-29 08:34:38.274+00'),
	(175, 'catalogue', '0010_labels_of_articles', '2026-11-29 08:34:38.459095+00'),
	(176, 'catalogue', '0011_labels_leave_the_tail', '2026-11-29 08:34:38.463889+00'),
	(177, 'catalogue', '0012_a_label_is_on_one_article', '2026-11-29 08:34:38.553544+00'),
	(178, 'catalogue', '0013_a_gtin_is_on_one_article', '2026-11-29 08:34:38.787241+00'),
	(179, 'catalogue', '0014_defaults_in_python', '2026-11-29 08:34:39.025726+00'),
	(180, 'communication', '0002_reset_table_names', '2026-11-29 08:34:39.187266+00'),
	(181, 'communication', '0003_remove_notification_category_make_code_uppercase', '2026-11-29 08:34:39.2744+00'),
	(182, 'communication', '0004_auto_20200801_0817', '2026-11-29 08:34:39.362452+00'),
	(183, 'reviews', '0001_initial', '2026-11-29 08:34:40.202551+00'),
	(184, 'flatpages', '0001_initial', '2026-11-29 08:34:40.375327+00'),
	(185, 'customer', '0006_auto_20190430_1736', '2026-11-29 08:34:40.836347+00'),
	(186, 'customer', '0007_auto_20200801_0817', '2026-11-29 08:34:41.036652+00'),
	(187, 'customer', '0008_assign_permissions_to_staff', '2026-11-29 08:34:41.213659+00'),
	(188, 'fulfillment', '0001_initial', '2026-11-29 08:34:41.821261+00'),
	(189, 'fulfillment', '0002_parcels', '2026-11-29 08:34:42.270823+00'),
	(190, 'giftcards', '0002_defaults_in_python', '2026-11-29 08:34:42.476259+00'),
	(191, 'inventory', '0001_initial', '2026-11-29 08:34:43.248269+00'),
	(192, 'inventory', '0002_stock_keeping', '2026-11-29 08:34:44.579764+00'),
	(193, 'inventory', '0003_locations', '2026-11-29 08:34:45.194124+00'),
	(194, 'inventory', '0004_counts_of_licensees', '2026-11-29 08:34:45.737472+00'),
	(195, 'payments', '0001_initial', '2026-11-29 08:34:45.910967+00'),
	(196, 'ledger', '0001_initial', '2026-11-29 08:34:46.248883+00'),
	(197, 'ledger', '0002_guards', '2026-11-29 08:34:46.252519+00'),
	(198, 'ledger', '0003_opening', '2026-11-29 08:34:46.415578+00'),
	(199, 'ledger', '0004_gift_cards', '2026-11-29 08:34:46.456243+00'),
	(200, 'licensing', '0013_words_factories_labels', '2026-11-29 08:34:56.58979+00');
INSERT INTO public.django_migrations VALUES
	(201, 'licensing', '0014_regions_with_own_rates', '2026-11-29 08:34:57.168777+00'),
	(202, 'limits', '0001_initial', '2026-11-29 08:34:57.189059+00'),
	(203, 'markets', '0002_tax_treatment', '2026-11-29 08:34:57.276054+00'),
	(204, 'markets', '0003_explicit_tax_rates', '2026-11-29 08:34:57.457303+00'),
	(205, 'notices', '0001_initial', '2026-11-29 08:34:57.643228+00'),
	(206, 'offer', '0002_auto_20151210_1053', '2026-11-29 08:34:57.672531+00'),
	(207, 'offer', '0003_auto_20161120_1707', '2026-11-29 08:34:57.695655+00'),
	(208, 'offer', '0004_auto_20170415_1518', '2026-11-29 08:34:57.711647+00'),
	(209, 'offer', '0005_auto_20170423_1217', '2026-11-29 08:34:58.061886+00'),
	(210, 'offer', '0006_auto_20170504_0616', '2026-11-29 08:34:58.413125+00'),
	(211, 'offer', '0007_conditionaloffer_exclusive', '2026-11-29 08:34:58.431877+00'),
	(212, 'offer', '0008_auto_20181115_1953', '2026-11-29 08:34:59.094073+00'),
	(213, 'offer', '0009_auto_20200801_0817', '2026-11-29 08:34:59.142682+00'),
	(214, 'offer', '0010_conditionaloffer_combinations', '2026-11-29 08:34:59.365835+00'),
	(215, 'offer', '0011_rangeproductfileupload_included', '2026-11-29 08:34:59.468994+00'),
	(216, 'offer', '0012_fixedunitdiscountbenefit_alter_benefit_type', '2026-11-29 08:34:59.497575+00'),
	(217, 'offer', '0013_range_excluded_categories', '2026-11-29 08:34:59.695356+00'),
	(218, 'order', '0006_preorders', '2026-11-29 08:34:59.931592+00'),
	(219, 'order', '0007_gift_cards', '2026-11-29 08:35:00.508892+00'),
	(220, 'order', '0008_defaults_in_python', '2026-11-29 08:35:01.666988+00'),
	(221, 'ordering', '0001_initial', '2026-11-29 08:35:01.863437+00'),
	(222, 'ordering', '0002_revocations', '2026-11-29 08:35:02.24519+00'),
	(223, 'ordering', '0003_person_limits', '2026-11-29 08:35:02.607904+00'),
	(224, 'ordering', '0004_late_refusals', '2026-11-29 08:35:03.224536+00'),
	(225, 'ordering', '0005_parcels', '2026-11-29 08:35:03.406766+00'),
	(226, 'ordering', '0006_unpaid_holders', '2026-11-29 08:35:03.602931+00'),
	(227, 'partner', '0002_locations', '2026-11-29 08:35:04.144191+00'),
	(228, 'payment', '0001_initial', '2026-11-29 08:35:05.347853+00'),
	(229, 'payment', '0002_auto_20141007_2032', '2026-11-29 08:35:05.38898+00'),
	(230, 'payment', '0003_auto_20160323_1520', '2026-11-29 08:35:05.428862+00'),
	(231, 'payment', '0004_auto_20181115_1953', '2026-11-29 08:35:05.443281+00'),
	(232, 'payment', '0005_auto_20200801_0817', '2026-11-29 08:35:05.500904+00'),
	(233, 'payments', '0002_captures_later', '2026-11-29 08:35:05.542756+00'),
	(234, 'payments', '0003_stripe_customer', '2026-11-29 08:35:05.755459+00'),
	(235, 'payments', '0004_nothing_due', '2026-11-29 08:35:05.845097+00'),
	(236, 'payments', '0005_refunds', '2026-11-29 08:35:06.60042+00'),
	(237, 'payments', '0006_asked_at', '2026-11-29 08:35:06.675843+00'),
	(238, 'payments', '0007_refunds_to_gift_cards', '2026-11-29 08:35:07.24844+00'),
	(239, 'pricing', '0001_initial', '2026-11-29 08:35:07.469028+00'),
	(240, 'pricing', '0002_lists_from_indexes', '2026-11-29 08:35:07.524462+00'),
	(241, 'procrastinate', '0001_initial', '2026-11-29 08:35:07.538308+00'),
	(242, 'procrastinate', '0002_drop_started_at_column', '2026-11-29 08:35:07.542061+00'),
	(243, 'procrastinate', '0003_drop_started_at_column', '2026-11-29 08:35:07.545101+00'),
	(244, 'procrastinate', '0004_drop_procrastinate_version_table', '2026-11-29 08:35:07.548181+00'),
	(245, 'procrastinate', '0005_fix_procrastinate_fetch_job', '2026-11-29 08:35:07.551191+00'),
	(246, 'procrastinate', '0006_fix_trigger_status_events_insert', '2026-11-29 08:35:07.553796+00'),
	(247, 'procrastinate', '0007_add_queueing_lock_column', '2026-11-29 08:35:07.556914+00'),
	(248, 'procrastinate', '0008_close_fetch_job_race_condition', '2026-11-29 08:35:07.565134+00'),
	(249, 'procrastinate', '0009_add_defer_job_function', '2026-11-29 08:35:07.568254+00'),
	(250, 'procrastinate', '0010_add_procrastinate_periodic_defers', '2026-11-29 08:35:07.572676+00');
INSERT INTO public.django_migrations VALUES
	(251, 'procrastinate', '0011_add_foreign_key_index', '2026-11-29 08:35:07.575908+00'),
	(252, 'procrastinate', '0012_add_locks_to_periodic_defer', '2026-11-29 08:35:07.579428+00'),
	(253, 'procrastinate', '0013_fix_procrastinate_defer_periodic_job', '2026-11-29 08:35:07.582439+00'),
	(254, 'procrastinate', '0014_add_finish_job_and_retry_job_functions', '2026-11-29 08:35:07.585054+00'),
	(255, 'procrastinate', '0015_add_trigger_on_job_deletion', '2026-11-29 08:35:07.587666+00'),
	(256, 'procrastinate', '0016_delete_finished_jobs', '2026-11-29 08:35:07.590502+00'),
	(257, 'procrastinate', '0017_add_checks_to_finish_job', '2026-11-29 08:35:07.593101+00'),
	(258, 'procrastinate', '0018_add_checks_to_retry_job', '2026-11-29 08:35:07.595567+00'),
	(259, 'procrastinate', '0019_fix_finish_job_compat_issue', '2026-11-29 08:35:07.598237+00'),
	(260, 'procrastinate', '0020_add_index_on_procrastinate_jobs', '2026-11-29 08:35:07.601256+00'),
	(261, 'procrastinate', '0021_add_kwargs_to_defer_periodic_job', '2026-11-29 08:35:07.604839+00'),
	(262, 'procrastinate', '0022_null_locks_excluded', '2026-11-29 08:35:07.608279+00'),
	(263, 'procrastinate', '0023_remove_old_finish_job_function', '2026-11-29 08:35:07.611872+00'),
	(264, 'procrastinate', '0024_job_id_bigint', '2026-11-29 08:35:07.617659+00'),
	(265, 'procrastinate', '0025_add_models', '2026-11-29 08:35:07.630001+00'),
	(266, 'procrastinate', '0026_add_job_priority', '2026-11-29 08:35:07.640952+00'),
	(267, 'procrastinate', '0027_add_periodic_job_priority', '2026-11-29 08:35:07.644262+00'),
	(268, 'procrastinate', '0028_add_cancel_states', '2026-11-29 08:35:07.663106+00'),
	(269, 'procrastinate', '0029_add_additional_params_to_retry_job', '2026-11-29 08:35:07.666505+00'),
	(270, 'procrastinate', '0030_alter_procrastinateevent_options', '2026-11-29 08:35:07.673385+00'),
	(271, 'procrastinate', '0031_add_indexes_for_fetch_job', '2026-11-29 08:35:07.678101+00'),
	(272, 'procrastinate', '0032_pre_cancel_notification', '2026-11-29 08:35:07.690125+00'),
	(273, 'procrastinate', '0033_post_cancel_notification', '2026-11-29 08:35:07.706568+00'),
	(274, 'procrastinate', '0034_pre_add_heartbeat', '2026-11-29 08:35:07.719506+00'),
	(275, 'procrastinate', '0035_post_add_heartbeat', '2026-11-29 08:35:07.722627+00'),
	(276, 'procrastinate', '0036_add_worker_model', '2026-11-29 08:35:07.733983+00'),
	(277, 'procrastinate', '0037_pre_batch_defer_jobs', '2026-11-29 08:35:07.737786+00'),
	(278, 'procrastinate', '0038_post_batch_defer_jobs', '2026-11-29 08:35:07.740883+00'),
	(279, 'procrastinate', '0039_pre_priority_lock_fetch_job', '2026-11-29 08:35:07.744264+00'),
	(280, 'procrastinate', '0040_pre_retry_failed_job', '2026-11-29 08:35:07.747461+00'),
	(281, 'procrastinate', '0041_post_retry_failed_job', '2026-11-29 08:35:07.750854+00'),
	(282, 'restock', '0001_initial', '2026-11-29 08:35:07.960998+00'),
	(283, 'reviews', '0002_update_email_length', '2026-11-29 08:35:08.085067+00'),
	(284, 'reviews', '0003_auto_20160802_1358', '2026-11-29 08:35:08.210719+00'),
	(285, 'reviews', '0004_auto_20170429_0941', '2026-11-29 08:35:08.429355+00'),
	(286, 'reviews', '0005_productreview_code', '2026-11-29 08:35:08.569609+00'),
	(287, 'royalties', '0001_initial', '2026-11-29 08:35:09.751537+00'),
	(288, 'royalties', '0002_partial_reversals', '2026-11-29 08:35:10.236665+00'),
	(289, 'sessions', '0001_initial', '2026-11-29 08:35:10.246351+00'),
	(290, 'shipping', '0001_initial', '2026-11-29 08:35:11.263574+00'),
	(291, 'shipping', '0002_auto_20150604_1450', '2026-11-29 08:35:11.652981+00'),
	(292, 'shipping', '0003_auto_20181115_1953', '2026-11-29 08:35:11.699537+00'),
	(293, 'team', '0001_initial', '2026-11-29 08:35:12.127619+00'),
	(294, 'team', '0002_keys_expire', '2026-11-29 08:35:12.457205+00'),
	(295, 'usersessions', '0001_initial', '2026-11-29 08:35:12.667854+00'),
	(296, 'voucher', '0002_auto_20170418_2132', '2026-11-29 08:35:13.388111+00'),
	(297, 'voucher', '0003_auto_20171212_0411', '2026-11-29 08:35:13.616267+00'),
	(298, 'voucher', '0004_auto_20180228_0940', '2026-11-29 08:35:14.015051+00'),
	(299, 'voucher', '0005_auto_20180402_1425', '2026-11-29 08:35:14.210315+00'),
	(300, 'voucher', '0006_auto_20180413_0911', '2026-11-29 08:35:14.226711+00');
INSERT INTO public.django_migrations VALUES
	(301, 'voucher', '0007_auto_20181115_1953', '2026-11-29 08:35:14.622959+00'),
	(302, 'voucher', '0008_auto_20200801_0817', '2026-11-29 08:35:15.5541+00'),
	(303, 'voucher', '0009_make_voucher_names_unique', '2026-11-29 08:35:15.752434+00'),
	(304, 'voucher', '0010_auto_20210224_0712', '2026-11-29 08:35:16.177623+00'),
	(305, 'vouchers', '0001_initial', '2026-11-29 08:35:16.407863+00'),
	(306, 'wishlists', '0001_initial', '2026-11-29 08:35:17.498438+00'),
	(307, 'wishlists', '0002_auto_20160111_1108', '2026-11-29 08:35:17.553549+00'),
	(308, 'wishlists', '0003_auto_20181115_1953', '2026-11-29 08:35:17.653971+00'),
	(309, 'wishlists', '0004_auto_20220328_0939', '2026-11-29 08:35:17.867119+00');


--
-- Data for Name: django_session; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: django_site; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.django_site VALUES
	(1, '127.0.0.1:8000', 'Stadium Store');


--
-- Data for Name: fulfillment_deliverymethod; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: fulfillment_shipment; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: fulfillment_shipmentline; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: giftcards_giftcard; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: giftcards_giftcardmovement; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: inventory_location; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: inventory_location_ships_to; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: inventory_lowstockalert; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: inventory_receivedcount; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: inventory_reservation; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: inventory_stockmovement; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: inventory_stocktake; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: ledger_balancetransaction; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: ledger_entry; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: ledger_journal; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_agreement; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_agreementevent; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_agreementeventtrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_agreementtrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_clearance; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_closedprofile; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_deniedsale; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_factory; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_factoryapproval; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_factoryapprovaltrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_factoryaudit; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_factoryaudittrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_factorytrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_gamesedition; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_gamesedition_host_territories; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_gameseditionhostterritoriestrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_gameseditiontrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_grant; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_grant_granted_categories; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_grant_granted_properties; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_grantgrantedcategoriestrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_grantgrantedpropertiestrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_granttrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_grantusage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_guardedword; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_guardedwordtrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_holdback; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_holdbacktrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_labelissue; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_labelissuetrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_licensee; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_licenseeevent; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_licenseetrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_noc; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_noc_territories; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_nocconsent; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_nocconsent_nocs; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_nocconsentnocstrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_nocconsenttrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_nocterritoriestrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_noctrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_productcategory; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_productcategorytrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_property; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_propertyholding; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_propertyholdingtrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_propertytrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_rightsdecisionlog; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_rightsdenial; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_rightsholder; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_rightsholdertrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_rightspolicy; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_rightspolicytrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_rightsprofile; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_rightsrevision; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.licensing_rightsrevision VALUES
	(8, 1);


--
-- Data for Name: licensing_selloffstock; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_selloffstocktrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_storemandate; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_storemandatetrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_subterritory; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_subterritorytrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_territory; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_territoryset; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_territorysettrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_territorysetversion; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_territorysetversiontrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_territorytrail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: licensing_trailday; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: limits_cache; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: limits_ratecount; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: markets_market; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: markets_market_ship_to; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: markets_sellingentity; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: markets_taxrate; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: mfa_authenticator; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: notices_notice; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: offer_benefit; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: offer_condition; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: offer_conditionaloffer; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: offer_conditionaloffer_combinations; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: offer_range; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: offer_range_classes; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: offer_range_excluded_categories; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: offer_range_excluded_products; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: offer_range_included_categories; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: offer_rangeproduct; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: offer_rangeproductfileupload; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: order_billingaddress; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: order_communicationevent; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: order_line; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: order_lineattribute; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: order_lineprice; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: order_order; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: order_orderdiscount; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: order_orderlinediscount; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: order_ordernote; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: order_orderstatuschange; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: order_paymentevent; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: order_paymenteventquantity; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: order_paymenteventtype; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: order_shippingaddress; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: order_shippingevent; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: order_shippingeventquantity; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: order_shippingeventtype; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: order_surcharge; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: ordering_cancellation; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: ordering_confirmation; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: ordering_countedunits; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: ordering_dispatchnotice; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: ordering_domainevent; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: ordering_followeddenial; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: ordering_heldorder; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: ordering_laterefusal; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: ordering_personcount; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: ordering_unpaidholder; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: partner_partner; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: partner_partner_users; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: partner_partneraddress; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: partner_stockalert; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: partner_stockrecord; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: payment_bankcard; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: payment_source; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: payment_sourcetype; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: payment_transaction; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: payments_paymentattempt; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: payments_refund; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: payments_refundedline; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: payments_stripecustomer; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: payments_stripeevent; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: pghistory_context; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: pricing_marketprice; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: procrastinate_events; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: procrastinate_jobs; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: procrastinate_periodic_defers; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: procrastinate_workers; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: restock_restocknotice; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: reviews_productreview; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: reviews_vote; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: royalties_fxrate; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: royalties_royaltyaccrual; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: royalties_royaltyconversion; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: shipping_orderanditemcharges; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: shipping_orderanditemcharges_countries; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: shipping_weightband; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: shipping_weightbased; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: shipping_weightbased_countries; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: sourcing_planrow; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: sourcing_upload; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: sourcing_uploadchunk; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: sourcing_uploadrow; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: team_apikey; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: team_invitation; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: usersessions_usersession; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: voucher_voucher; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: voucher_voucher_offers; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: voucher_voucherapplication; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: voucher_voucherset; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: vouchers_voucher; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: vouchers_voucheruse; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wishlists_line; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wishlists_wishlist; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wishlists_wishlistsharedemail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Name: account_emailaddress_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 1, false);


--
-- Name: account_emailconfirmation_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);


--
-- Name: accounts_user_groups_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_user_groups_id_seq', 1, false);


--
-- Name: accounts_user_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_user_id_seq', 1, false);


--
-- Name: accounts_user_user_permissions_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_user_user_permissions_id_seq', 1, false);


--
-- Name: address_useraddress_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.address_useraddress_id_seq', 1, false);


--
-- Name: analytics_productrecord_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.analytics_productrecord_id_seq', 1, false);


--
-- Name: analytics_userproductview_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.analytics_userproductview_id_seq', 1, false);


--
-- Name: analytics_userrecord_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.analytics_userrecord_id_seq', 1, false);


--
-- Name: analytics_usersearch_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.analytics_usersearch_id_seq', 1, false);


--
-- Name: api_idempotentanswer_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.api_idempotentanswer_id_seq', 1, false);


--
-- Name: auth_group_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_group_id_seq', 12, true);


--
-- Name: auth_group_permissions_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 30, true);


--
-- Name: auth_permission_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_permission_id_seq', 952, true);


--
-- Name: basket_basket_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.basket_basket_id_seq', 1, false);


--
-- Name: basket_basket_vouchers_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.basket_basket_vouchers_id_seq', 1, false);


--
-- Name: basket_line_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.basket_line_id_seq', 1, false);


--
-- Name: basket_lineattribute_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.basket_lineattribute_id_seq', 1, false);


--
-- Name: catalogue_approval_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_approval_id_seq', 1, false);


--
-- Name: catalogue_approvalcondition_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_approvalcondition_id_seq', 1, false);


--
-- Name: catalogue_approvaltrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_approvaltrail_pgh_id_seq', 1, false);


--
-- Name: catalogue_attributeoption_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_attributeoption_id_seq', 1, false);


--
-- Name: catalogue_attributeoptiongroup_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_attributeoptiongroup_id_seq', 1, false);


--
-- Name: catalogue_authlabel_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_authlabel_id_seq', 1, false);


--
-- Name: catalogue_category_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_category_id_seq', 1, false);


--
-- Name: catalogue_compliancerecord_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_compliancerecord_id_seq', 1, false);


--
-- Name: catalogue_compliancerecordtrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_compliancerecordtrail_pgh_id_seq', 1, false);


--
-- Name: catalogue_conditionmet_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_conditionmet_id_seq', 1, false);


--
-- Name: catalogue_embargo_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_embargo_id_seq', 1, false);


--
-- Name: catalogue_embargotrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_embargotrail_pgh_id_seq', 1, false);


--
-- Name: catalogue_option_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_option_id_seq', 1, false);


--
-- Name: catalogue_product_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_product_id_seq', 1, false);


--
-- Name: catalogue_product_product_options_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_product_product_options_id_seq', 1, false);


--
-- Name: catalogue_productattribute_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_productattribute_id_seq', 1, false);


--
-- Name: catalogue_productattributevalue_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_productattributevalue_id_seq', 1, false);


--
-- Name: catalogue_productattributevalue_value_multi_option_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_productattributevalue_value_multi_option_id_seq', 1, false);


--
-- Name: catalogue_productcategory_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_productcategory_id_seq', 1, false);


--
-- Name: catalogue_productclass_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_productclass_id_seq', 1, false);


--
-- Name: catalogue_productclass_options_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_productclass_options_id_seq', 1, false);


--
-- Name: catalogue_productimage_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_productimage_id_seq', 1, false);


--
-- Name: catalogue_productionbatch_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_productionbatch_id_seq', 1, false);


--
-- Name: catalogue_productrecommendation_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_productrecommendation_id_seq', 1, false);


--
-- Name: catalogue_productrights_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_productrights_id_seq', 1, false);


--
-- Name: catalogue_productrightstrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_productrightstrail_pgh_id_seq', 1, false);


--
-- Name: catalogue_producttrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_producttrail_pgh_id_seq', 1, false);


--
-- Name: catalogue_productversion_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_productversion_id_seq', 1, false);


--
-- Name: catalogue_productversiontrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_productversiontrail_pgh_id_seq', 1, false);


--
-- Name: catalogue_reviewclock_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_reviewclock_id_seq', 1, false);


--
-- Name: catalogue_reviewcomment_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_reviewcomment_id_seq', 1, false);


--
-- Name: catalogue_sport_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalogue_sport_id_seq', 1, false);


--
-- Name: customer_communicationeventtype_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.customer_communicationeventtype_id_seq', 1, false);


--
-- Name: customer_email_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.customer_email_id_seq', 1, false);


--
-- Name: customer_notification_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.customer_notification_id_seq', 1, false);


--
-- Name: customer_productalert_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.customer_productalert_id_seq', 1, false);


--
-- Name: django_admin_log_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.django_admin_log_id_seq', 1, false);


--
-- Name: django_content_type_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.django_content_type_id_seq', 236, true);


--
-- Name: django_flatpage_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.django_flatpage_id_seq', 1, false);


--
-- Name: django_flatpage_sites_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.django_flatpage_sites_id_seq', 1, false);


--
-- Name: django_migrations_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.django_migrations_id_seq', 309, true);


--
-- Name: django_site_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.django_site_id_seq', 1, true);


--
-- Name: fulfillment_deliverymethod_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.fulfillment_deliverymethod_id_seq', 1, false);


--
-- Name: fulfillment_shipment_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.fulfillment_shipment_id_seq', 1, false);


--
-- Name: fulfillment_shipmentline_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.fulfillment_shipmentline_id_seq', 1, false);


--
-- Name: giftcards_giftcard_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.giftcards_giftcard_id_seq', 1, false);


--
-- Name: giftcards_giftcardmovement_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.giftcards_giftcardmovement_id_seq', 1, false);


--
-- Name: inventory_location_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.inventory_location_id_seq', 1, false);


--
-- Name: inventory_location_ships_to_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.inventory_location_ships_to_id_seq', 1, false);


--
-- Name: inventory_lowstockalert_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.inventory_lowstockalert_id_seq', 1, false);


--
-- Name: inventory_receivedcount_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.inventory_receivedcount_id_seq', 1, false);


--
-- Name: inventory_reservation_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.inventory_reservation_id_seq', 1, false);


--
-- Name: inventory_stockmovement_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.inventory_stockmovement_id_seq', 1, false);


--
-- Name: inventory_stocktake_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.inventory_stocktake_id_seq', 1, false);


--
-- Name: ledger_entry_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.ledger_entry_id_seq', 1, false);


--
-- Name: ledger_journal_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.ledger_journal_id_seq', 1, false);


--
-- Name: licensing_agreement_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_agreement_id_seq', 1, false);


--
-- Name: licensing_agreementevent_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_agreementevent_id_seq', 1, false);


--
-- Name: licensing_agreementeventtrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_agreementeventtrail_pgh_id_seq', 1, false);


--
-- Name: licensing_agreementtrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_agreementtrail_pgh_id_seq', 1, false);


--
-- Name: licensing_clearance_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_clearance_id_seq', 1, false);


--
-- Name: licensing_closedprofile_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_closedprofile_id_seq', 1, false);


--
-- Name: licensing_deniedsale_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_deniedsale_id_seq', 1, false);


--
-- Name: licensing_factory_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_factory_id_seq', 1, false);


--
-- Name: licensing_factoryapproval_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_factoryapproval_id_seq', 1, false);


--
-- Name: licensing_factoryapprovaltrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_factoryapprovaltrail_pgh_id_seq', 1, false);


--
-- Name: licensing_factoryaudit_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_factoryaudit_id_seq', 1, false);


--
-- Name: licensing_factoryaudittrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_factoryaudittrail_pgh_id_seq', 1, false);


--
-- Name: licensing_factorytrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_factorytrail_pgh_id_seq', 1, false);


--
-- Name: licensing_gamesedition_host_territories_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_gamesedition_host_territories_id_seq', 1, false);


--
-- Name: licensing_gameseditionhostterritoriestrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_gameseditionhostterritoriestrail_pgh_id_seq', 1, false);


--
-- Name: licensing_gameseditiontrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_gameseditiontrail_pgh_id_seq', 1, false);


--
-- Name: licensing_grant_granted_categories_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_grant_granted_categories_id_seq', 1, false);


--
-- Name: licensing_grant_granted_properties_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_grant_granted_properties_id_seq', 1, false);


--
-- Name: licensing_grant_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_grant_id_seq', 1, false);


--
-- Name: licensing_grantgrantedcategoriestrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_grantgrantedcategoriestrail_pgh_id_seq', 1, false);


--
-- Name: licensing_grantgrantedpropertiestrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_grantgrantedpropertiestrail_pgh_id_seq', 1, false);


--
-- Name: licensing_granttrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_granttrail_pgh_id_seq', 1, false);


--
-- Name: licensing_grantusage_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_grantusage_id_seq', 1, false);


--
-- Name: licensing_guardedword_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_guardedword_id_seq', 1, false);


--
-- Name: licensing_guardedwordtrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_guardedwordtrail_pgh_id_seq', 1, false);


--
-- Name: licensing_holdback_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_holdback_id_seq', 1, false);


--
-- Name: licensing_holdbacktrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_holdbacktrail_pgh_id_seq', 1, false);


--
-- Name: licensing_labelissue_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_labelissue_id_seq', 1, false);


--
-- Name: licensing_labelissuetrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_labelissuetrail_pgh_id_seq', 1, false);


--
-- Name: licensing_licensee_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_licensee_id_seq', 1, false);


--
-- Name: licensing_licenseeevent_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_licenseeevent_id_seq', 1, false);


--
-- Name: licensing_licenseetrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_licenseetrail_pgh_id_seq', 1, false);


--
-- Name: licensing_noc_territories_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_noc_territories_id_seq', 1, false);


--
-- Name: licensing_nocconsent_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_nocconsent_id_seq', 1, false);


--
-- Name: licensing_nocconsent_nocs_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_nocconsent_nocs_id_seq', 1, false);


--
-- Name: licensing_nocconsentnocstrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_nocconsentnocstrail_pgh_id_seq', 1, false);


--
-- Name: licensing_nocconsenttrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_nocconsenttrail_pgh_id_seq', 1, false);


--
-- Name: licensing_nocterritoriestrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_nocterritoriestrail_pgh_id_seq', 1, false);


--
-- Name: licensing_noctrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_noctrail_pgh_id_seq', 1, false);


--
-- Name: licensing_productcategory_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_productcategory_id_seq', 1, false);


--
-- Name: licensing_productcategorytrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_productcategorytrail_pgh_id_seq', 1, false);


--
-- Name: licensing_property_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_property_id_seq', 1, false);


--
-- Name: licensing_propertyholding_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_propertyholding_id_seq', 1, false);


--
-- Name: licensing_propertyholdingtrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_propertyholdingtrail_pgh_id_seq', 1, false);


--
-- Name: licensing_propertytrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_propertytrail_pgh_id_seq', 1, false);


--
-- Name: licensing_revision_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_revision_seq', 1, true);


--
-- Name: licensing_rightsdecisionlog_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_rightsdecisionlog_id_seq', 1, false);


--
-- Name: licensing_rightsdenial_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_rightsdenial_id_seq', 1, false);


--
-- Name: licensing_rightsholder_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_rightsholder_id_seq', 1, false);


--
-- Name: licensing_rightsholdertrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_rightsholdertrail_pgh_id_seq', 1, false);


--
-- Name: licensing_rightspolicytrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_rightspolicytrail_pgh_id_seq', 1, false);


--
-- Name: licensing_rightsprofile_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_rightsprofile_id_seq', 1, false);


--
-- Name: licensing_selloffstock_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_selloffstock_id_seq', 1, false);


--
-- Name: licensing_selloffstocktrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_selloffstocktrail_pgh_id_seq', 1, false);


--
-- Name: licensing_storemandate_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_storemandate_id_seq', 1, false);


--
-- Name: licensing_storemandatetrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_storemandatetrail_pgh_id_seq', 1, false);


--
-- Name: licensing_subterritory_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_subterritory_id_seq', 1, false);


--
-- Name: licensing_subterritorytrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_subterritorytrail_pgh_id_seq', 1, false);


--
-- Name: licensing_territoryset_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_territoryset_id_seq', 1, false);


--
-- Name: licensing_territorysettrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_territorysettrail_pgh_id_seq', 1, false);


--
-- Name: licensing_territorysetversion_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_territorysetversion_id_seq', 1, false);


--
-- Name: licensing_territorysetversiontrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_territorysetversiontrail_pgh_id_seq', 1, false);


--
-- Name: licensing_territorytrail_pgh_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.licensing_territorytrail_pgh_id_seq', 1, false);


--
-- Name: markets_market_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.markets_market_id_seq', 1, false);


--
-- Name: markets_market_ship_to_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.markets_market_ship_to_id_seq', 1, false);


--
-- Name: markets_sellingentity_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.markets_sellingentity_id_seq', 1, false);


--
-- Name: markets_taxrate_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.markets_taxrate_id_seq', 1, false);


--
-- Name: mfa_authenticator_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.mfa_authenticator_id_seq', 1, false);


--
-- Name: notices_notice_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.notices_notice_id_seq', 1, false);


--
-- Name: offer_benefit_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.offer_benefit_id_seq', 1, false);


--
-- Name: offer_condition_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.offer_condition_id_seq', 1, false);


--
-- Name: offer_conditionaloffer_combinations_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.offer_conditionaloffer_combinations_id_seq', 1, false);


--
-- Name: offer_conditionaloffer_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.offer_conditionaloffer_id_seq', 1, false);


--
-- Name: offer_range_classes_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.offer_range_classes_id_seq', 1, false);


--
-- Name: offer_range_excluded_categories_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.offer_range_excluded_categories_id_seq', 1, false);


--
-- Name: offer_range_excluded_products_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.offer_range_excluded_products_id_seq', 1, false);


--
-- Name: offer_range_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.offer_range_id_seq', 1, false);


--
-- Name: offer_range_included_categories_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.offer_range_included_categories_id_seq', 1, false);


--
-- Name: offer_rangeproduct_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.offer_rangeproduct_id_seq', 1, false);


--
-- Name: offer_rangeproductfileupload_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.offer_rangeproductfileupload_id_seq', 1, false);


--
-- Name: order_billingaddress_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.order_billingaddress_id_seq', 1, false);


--
-- Name: order_communicationevent_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.order_communicationevent_id_seq', 1, false);


--
-- Name: order_line_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.order_line_id_seq', 1, false);


--
-- Name: order_lineattribute_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.order_lineattribute_id_seq', 1, false);


--
-- Name: order_lineprice_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.order_lineprice_id_seq', 1, false);


--
-- Name: order_order_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.order_order_id_seq', 1, false);


--
-- Name: order_orderdiscount_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.order_orderdiscount_id_seq', 1, false);


--
-- Name: order_orderlinediscount_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.order_orderlinediscount_id_seq', 1, false);


--
-- Name: order_ordernote_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.order_ordernote_id_seq', 1, false);


--
-- Name: order_orderstatuschange_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.order_orderstatuschange_id_seq', 1, false);


--
-- Name: order_paymentevent_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.order_paymentevent_id_seq', 1, false);


--
-- Name: order_paymenteventquantity_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.order_paymenteventquantity_id_seq', 1, false);


--
-- Name: order_paymenteventtype_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.order_paymenteventtype_id_seq', 1, false);


--
-- Name: order_shippingaddress_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.order_shippingaddress_id_seq', 1, false);


--
-- Name: order_shippingevent_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.order_shippingevent_id_seq', 1, false);


--
-- Name: order_shippingeventquantity_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.order_shippingeventquantity_id_seq', 1, false);


--
-- Name: order_shippingeventtype_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.order_shippingeventtype_id_seq', 1, false);


--
-- Name: order_surcharge_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.order_surcharge_id_seq', 1, false);


--
-- Name: ordering_countedunits_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.ordering_countedunits_id_seq', 1, false);


--
-- Name: ordering_domainevent_position_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.ordering_domainevent_position_seq', 1, false);


--
-- Name: ordering_heldorder_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.ordering_heldorder_id_seq', 1, false);


--
-- Name: ordering_personcount_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.ordering_personcount_id_seq', 1, false);


--
-- Name: ordering_unpaidholder_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.ordering_unpaidholder_id_seq', 1, false);


--
-- Name: partner_partner_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.partner_partner_id_seq', 1, false);


--
-- Name: partner_partner_users_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.partner_partner_users_id_seq', 1, false);


--
-- Name: partner_partneraddress_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.partner_partneraddress_id_seq', 1, false);


--
-- Name: partner_stockalert_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.partner_stockalert_id_seq', 1, false);


--
-- Name: partner_stockrecord_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.partner_stockrecord_id_seq', 1, false);


--
-- Name: payment_bankcard_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.payment_bankcard_id_seq', 1, false);


--
-- Name: payment_source_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.payment_source_id_seq', 1, false);


--
-- Name: payment_sourcetype_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.payment_sourcetype_id_seq', 1, false);


--
-- Name: payment_transaction_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.payment_transaction_id_seq', 1, false);


--
-- Name: payments_paymentattempt_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.payments_paymentattempt_id_seq', 1, false);


--
-- Name: payments_refund_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.payments_refund_id_seq', 1, false);


--
-- Name: payments_refundedline_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.payments_refundedline_id_seq', 1, false);


--
-- Name: pricing_marketprice_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.pricing_marketprice_id_seq', 1, false);


--
-- Name: procrastinate_events_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.procrastinate_events_id_seq', 1, false);


--
-- Name: procrastinate_jobs_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.procrastinate_jobs_id_seq', 1, false);


--
-- Name: procrastinate_periodic_defers_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.procrastinate_periodic_defers_id_seq', 1, false);


--
-- Name: procrastinate_workers_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.procrastinate_workers_id_seq', 1, false);


--
-- Name: restock_restocknotice_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.restock_restocknotice_id_seq', 1, false);


--
-- Name: reviews_productreview_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.reviews_productreview_id_seq', 1, false);


--
-- Name: reviews_vote_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.reviews_vote_id_seq', 1, false);


--
-- Name: royalties_fxrate_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.royalties_fxrate_id_seq', 1, false);


--
-- Name: royalties_royaltyaccrual_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.royalties_royaltyaccrual_id_seq', 1, false);


--
-- Name: royalties_royaltyconversion_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.royalties_royaltyconversion_id_seq', 1, false);


--
-- Name: shipping_orderanditemcharges_countries_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.shipping_orderanditemcharges_countries_id_seq', 1, false);


--
-- Name: shipping_orderanditemcharges_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.shipping_orderanditemcharges_id_seq', 1, false);


--
-- Name: shipping_weightband_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.shipping_weightband_id_seq', 1, false);


--
-- Name: shipping_weightbased_countries_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.shipping_weightbased_countries_id_seq', 1, false);


--
-- Name: shipping_weightbased_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.shipping_weightbased_id_seq', 1, false);


--
-- Name: sourcing_planrow_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.sourcing_planrow_id_seq', 1, false);


--
-- Name: sourcing_upload_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.sourcing_upload_id_seq', 1, false);


--
-- Name: sourcing_uploadchunk_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.sourcing_uploadchunk_id_seq', 1, false);


--
-- Name: sourcing_uploadrow_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.sourcing_uploadrow_id_seq', 1, false);


--
-- Name: team_apikey_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.team_apikey_id_seq', 1, false);


--
-- Name: team_invitation_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.team_invitation_id_seq', 1, false);


--
-- Name: usersessions_usersession_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.usersessions_usersession_id_seq', 1, false);


--
-- Name: voucher_voucher_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.voucher_voucher_id_seq', 1, false);


--
-- Name: voucher_voucher_offers_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.voucher_voucher_offers_id_seq', 1, false);


--
-- Name: voucher_voucherapplication_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.voucher_voucherapplication_id_seq', 1, false);


--
-- Name: voucher_voucherset_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.voucher_voucherset_id_seq', 1, false);


--
-- Name: vouchers_voucher_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.vouchers_voucher_id_seq', 1, false);


--
-- Name: vouchers_voucheruse_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.vouchers_voucheruse_id_seq', 1, false);


--
-- Name: wishlists_line_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wishlists_line_id_seq', 1, false);


--
-- Name: wishlists_wishlist_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wishlists_wishlist_id_seq', 1, false);


--
-- Name: wishlists_wishlistsharedemail_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wishlists_wishlistsharedemail_id_seq', 1, false);


--
-- Name: licensing_labelissue a_label_is_issued_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_labelissue
    ADD CONSTRAINT a_label_is_issued_once EXCLUDE USING gist (series WITH =, numbers WITH &&) WHERE ((withdrawn_at IS NULL));


--
-- Name: catalogue_datasheet a_label_is_on_one_article; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_datasheet
    ADD CONSTRAINT a_label_is_on_one_article EXCLUDE USING gist (label_series WITH =, label_numbers WITH &&) WHERE ((label_numbers IS NOT NULL));


--
-- Name: licensing_propertyholding a_mark_has_one_holder_in_a_place_at_a_time; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_propertyholding
    ADD CONSTRAINT a_mark_has_one_holder_in_a_place_at_a_time EXCLUDE USING gist (property_id WITH =, territories WITH &&, valid WITH &&);


--
-- Name: account_emailaddress account_emailaddress_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);


--
-- Name: account_emailaddress account_emailaddress_user_id_email_987c8728_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);


--
-- Name: account_emailconfirmation account_emailconfirmation_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);


--
-- Name: account_emailconfirmation account_emailconfirmation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);


--
-- Name: accounts_lastacceptedcode accounts_lastacceptedcode_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_lastacceptedcode
    ADD CONSTRAINT accounts_lastacceptedcode_pkey PRIMARY KEY (authenticator_id);


--
-- Name: accounts_user accounts_user_email_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_email_key UNIQUE (email);


--
-- Name: accounts_user_groups accounts_user_groups_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_pkey PRIMARY KEY (id);


--
-- Name: accounts_user_groups accounts_user_groups_user_id_group_id_59c0b32f_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_user_id_group_id_59c0b32f_uniq UNIQUE (user_id, group_id);


--
-- Name: accounts_user accounts_user_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_pkey PRIMARY KEY (id);


--
-- Name: accounts_user_user_permissions accounts_user_user_permi_user_id_permission_id_2ab516c2_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_permi_user_id_permission_id_2ab516c2_uniq UNIQUE (user_id, permission_id);


--
-- Name: accounts_user_user_permissions accounts_user_user_permissions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_permissions_pkey PRIMARY KEY (id);


--
-- Name: address_country address_country_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.address_country
    ADD CONSTRAINT address_country_pkey PRIMARY KEY (iso_3166_1_a2);


--
-- Name: address_useraddress address_useraddress_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.address_useraddress
    ADD CONSTRAINT address_useraddress_code_key UNIQUE (code);


--
-- Name: address_useraddress address_useraddress_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.address_useraddress
    ADD CONSTRAINT address_useraddress_pkey PRIMARY KEY (id);


--
-- Name: address_useraddress address_useraddress_user_id_hash_9d1738c7_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.address_useraddress
    ADD CONSTRAINT address_useraddress_user_id_hash_9d1738c7_uniq UNIQUE (user_id, hash);


--
-- Name: licensing_grant an_exclusive_grant_has_no_rival; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_grant
    ADD CONSTRAINT an_exclusive_grant_has_no_rival EXCLUDE USING gist (properties WITH &&, categories WITH &&, territories WITH &&, channels WITH &&, "window" WITH &&, slot WITH &&, licensee_id WITH <>) WHERE (live);


--
-- Name: analytics_productrecord analytics_productrecord_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.analytics_productrecord
    ADD CONSTRAINT analytics_productrecord_pkey PRIMARY KEY (id);


--
-- Name: analytics_productrecord analytics_productrecord_product_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.analytics_productrecord
    ADD CONSTRAINT analytics_productrecord_product_id_key UNIQUE (product_id);


--
-- Name: analytics_userproductview analytics_userproductview_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.analytics_userproductview
    ADD CONSTRAINT analytics_userproductview_pkey PRIMARY KEY (id);


--
-- Name: analytics_userrecord analytics_userrecord_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.analytics_userrecord
    ADD CONSTRAINT analytics_userrecord_pkey PRIMARY KEY (id);


--
-- Name: analytics_userrecord analytics_userrecord_user_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.analytics_userrecord
    ADD CONSTRAINT analytics_userrecord_user_id_key UNIQUE (user_id);


--
-- Name: analytics_usersearch analytics_usersearch_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.analytics_usersearch
    ADD CONSTRAINT analytics_usersearch_pkey PRIMARY KEY (id);


--
-- Name: api_idempotentanswer api_idempotentanswer_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_idempotentanswer
    ADD CONSTRAINT api_idempotentanswer_pkey PRIMARY KEY (id);


--
-- Name: auth_group auth_group_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);


--
-- Name: auth_group_permissions auth_group_permissions_group_id_permission_id_0cd325b0_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);


--
-- Name: auth_group_permissions auth_group_permissions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);


--
-- Name: auth_group auth_group_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);


--
-- Name: auth_permission auth_permission_content_type_id_codename_01ab375a_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);


--
-- Name: auth_permission auth_permission_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);


--
-- Name: basket_basket basket_basket_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.basket_basket
    ADD CONSTRAINT basket_basket_pkey PRIMARY KEY (id);


--
-- Name: basket_basket_vouchers basket_basket_vouchers_basket_id_voucher_id_0731eee2_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.basket_basket_vouchers
    ADD CONSTRAINT basket_basket_vouchers_basket_id_voucher_id_0731eee2_uniq UNIQUE (basket_id, voucher_id);


--
-- Name: basket_basket_vouchers basket_basket_vouchers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.basket_basket_vouchers
    ADD CONSTRAINT basket_basket_vouchers_pkey PRIMARY KEY (id);


--
-- Name: basket_line basket_line_basket_id_line_reference_8977e974_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.basket_line
    ADD CONSTRAINT basket_line_basket_id_line_reference_8977e974_uniq UNIQUE (basket_id, line_reference);


--
-- Name: basket_line basket_line_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.basket_line
    ADD CONSTRAINT basket_line_pkey PRIMARY KEY (id);


--
-- Name: basket_lineattribute basket_lineattribute_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.basket_lineattribute
    ADD CONSTRAINT basket_lineattribute_pkey PRIMARY KEY (id);


--
-- Name: catalogue_approval catalogue_approval_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_approval
    ADD CONSTRAINT catalogue_approval_pkey PRIMARY KEY (id);


--
-- Name: catalogue_approvalcondition catalogue_approvalcondition_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_approvalcondition
    ADD CONSTRAINT catalogue_approvalcondition_pkey PRIMARY KEY (id);


--
-- Name: catalogue_approvaltrail catalogue_approvaltrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_approvaltrail
    ADD CONSTRAINT catalogue_approvaltrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: catalogue_attributeoption catalogue_attributeoption_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_attributeoption
    ADD CONSTRAINT catalogue_attributeoption_code_key UNIQUE (code);


--
-- Name: catalogue_attributeoption catalogue_attributeoption_group_id_option_7a8f6c11_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_attributeoption
    ADD CONSTRAINT catalogue_attributeoption_group_id_option_7a8f6c11_uniq UNIQUE (group_id, option);


--
-- Name: catalogue_attributeoption catalogue_attributeoption_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_attributeoption
    ADD CONSTRAINT catalogue_attributeoption_pkey PRIMARY KEY (id);


--
-- Name: catalogue_attributeoptiongroup catalogue_attributeoptiongroup_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_attributeoptiongroup
    ADD CONSTRAINT catalogue_attributeoptiongroup_code_key UNIQUE (code);


--
-- Name: catalogue_attributeoptiongroup catalogue_attributeoptiongroup_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_attributeoptiongroup
    ADD CONSTRAINT catalogue_attributeoptiongroup_pkey PRIMARY KEY (id);


--
-- Name: catalogue_authlabel catalogue_authlabel_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_authlabel
    ADD CONSTRAINT catalogue_authlabel_pkey PRIMARY KEY (id);


--
-- Name: catalogue_authlabel catalogue_authlabel_serial_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_authlabel
    ADD CONSTRAINT catalogue_authlabel_serial_key UNIQUE (serial);


--
-- Name: catalogue_category catalogue_category_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_category
    ADD CONSTRAINT catalogue_category_code_key UNIQUE (code);


--
-- Name: catalogue_category catalogue_category_path_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_category
    ADD CONSTRAINT catalogue_category_path_key UNIQUE (path);


--
-- Name: catalogue_category catalogue_category_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_category
    ADD CONSTRAINT catalogue_category_pkey PRIMARY KEY (id);


--
-- Name: catalogue_compliancerecord catalogue_compliancerecord_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_compliancerecord
    ADD CONSTRAINT catalogue_compliancerecord_pkey PRIMARY KEY (id);


--
-- Name: catalogue_compliancerecordtrail catalogue_compliancerecordtrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_compliancerecordtrail
    ADD CONSTRAINT catalogue_compliancerecordtrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: catalogue_conditionmet catalogue_conditionmet_condition_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_conditionmet
    ADD CONSTRAINT catalogue_conditionmet_condition_id_key UNIQUE (condition_id);


--
-- Name: catalogue_conditionmet catalogue_conditionmet_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_conditionmet
    ADD CONSTRAINT catalogue_conditionmet_pkey PRIMARY KEY (id);


--
-- Name: catalogue_datasheet catalogue_datasheet_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_datasheet
    ADD CONSTRAINT catalogue_datasheet_pkey PRIMARY KEY (product_id);


--
-- Name: catalogue_embargo catalogue_embargo_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_embargo
    ADD CONSTRAINT catalogue_embargo_pkey PRIMARY KEY (id);


--
-- Name: catalogue_embargotrail catalogue_embargotrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_embargotrail
    ADD CONSTRAINT catalogue_embargotrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: catalogue_option catalogue_option_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_option
    ADD CONSTRAINT catalogue_option_code_key UNIQUE (code);


--
-- Name: catalogue_option catalogue_option_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_option
    ADD CONSTRAINT catalogue_option_pkey PRIMARY KEY (id);


--
-- Name: catalogue_product catalogue_product_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_product
    ADD CONSTRAINT catalogue_product_code_key UNIQUE (code);


--
-- Name: catalogue_product catalogue_product_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_product
    ADD CONSTRAINT catalogue_product_pkey PRIMARY KEY (id);


--
-- Name: catalogue_product_product_options catalogue_product_produc_product_id_option_id_9b3abb31_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_product_product_options
    ADD CONSTRAINT catalogue_product_produc_product_id_option_id_9b3abb31_uniq UNIQUE (product_id, option_id);


--
-- Name: catalogue_product_product_options catalogue_product_product_options_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_product_product_options
    ADD CONSTRAINT catalogue_product_product_options_pkey PRIMARY KEY (id);


--
-- Name: catalogue_product catalogue_product_public_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_product
    ADD CONSTRAINT catalogue_product_public_id_key UNIQUE (public_id);


--
-- Name: catalogue_product catalogue_product_upc_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_product
    ADD CONSTRAINT catalogue_product_upc_key UNIQUE (upc);


--
-- Name: catalogue_productattributevalue catalogue_productattribu_attribute_id_product_id_1e8e7112_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productattributevalue
    ADD CONSTRAINT catalogue_productattribu_attribute_id_product_id_1e8e7112_uniq UNIQUE (attribute_id, product_id);


--
-- Name: catalogue_productattributevalue_value_multi_option catalogue_productattribu_productattributevalue_id_a1760824_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productattributevalue_value_multi_option
    ADD CONSTRAINT catalogue_productattribu_productattributevalue_id_a1760824_uniq UNIQUE (productattributevalue_id, attributeoption_id);


--
-- Name: catalogue_productattribute catalogue_productattribute_code_product_class_id_82f69012_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productattribute
    ADD CONSTRAINT catalogue_productattribute_code_product_class_id_82f69012_uniq UNIQUE (code, product_class_id);


--
-- Name: catalogue_productattribute catalogue_productattribute_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productattribute
    ADD CONSTRAINT catalogue_productattribute_pkey PRIMARY KEY (id);


--
-- Name: catalogue_productattributevalue catalogue_productattributevalue_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productattributevalue
    ADD CONSTRAINT catalogue_productattributevalue_pkey PRIMARY KEY (id);


--
-- Name: catalogue_productattributevalue_value_multi_option catalogue_productattributevalue_value_multi_option_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productattributevalue_value_multi_option
    ADD CONSTRAINT catalogue_productattributevalue_value_multi_option_pkey PRIMARY KEY (id);


--
-- Name: catalogue_productcategory catalogue_productcategory_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productcategory
    ADD CONSTRAINT catalogue_productcategory_pkey PRIMARY KEY (id);


--
-- Name: catalogue_productcategory catalogue_productcategory_product_id_category_id_8f0dbfe2_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productcategory
    ADD CONSTRAINT catalogue_productcategory_product_id_category_id_8f0dbfe2_uniq UNIQUE (product_id, category_id);


--
-- Name: catalogue_productclass_options catalogue_productclass_o_productclass_id_option_i_2266c635_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productclass_options
    ADD CONSTRAINT catalogue_productclass_o_productclass_id_option_i_2266c635_uniq UNIQUE (productclass_id, option_id);


--
-- Name: catalogue_productclass_options catalogue_productclass_options_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productclass_options
    ADD CONSTRAINT catalogue_productclass_options_pkey PRIMARY KEY (id);


--
-- Name: catalogue_productclass catalogue_productclass_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productclass
    ADD CONSTRAINT catalogue_productclass_pkey PRIMARY KEY (id);


--
-- Name: catalogue_productclass catalogue_productclass_slug_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productclass
    ADD CONSTRAINT catalogue_productclass_slug_key UNIQUE (slug);


--
-- Name: catalogue_productimage catalogue_productimage_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productimage
    ADD CONSTRAINT catalogue_productimage_code_key UNIQUE (code);


--
-- Name: catalogue_productimage catalogue_productimage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productimage
    ADD CONSTRAINT catalogue_productimage_pkey PRIMARY KEY (id);


--
-- Name: catalogue_productionbatch catalogue_productionbatch_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productionbatch
    ADD CONSTRAINT catalogue_productionbatch_pkey PRIMARY KEY (id);


--
-- Name: catalogue_productrecommendation catalogue_productrecomme_primary_id_recommendatio_da1fdf43_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productrecommendation
    ADD CONSTRAINT catalogue_productrecomme_primary_id_recommendatio_da1fdf43_uniq UNIQUE (primary_id, recommendation_id);


--
-- Name: catalogue_productrecommendation catalogue_productrecommendation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productrecommendation
    ADD CONSTRAINT catalogue_productrecommendation_pkey PRIMARY KEY (id);


--
-- Name: catalogue_productrights catalogue_productrights_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productrights
    ADD CONSTRAINT catalogue_productrights_pkey PRIMARY KEY (id);


--
-- Name: catalogue_productrightstrail catalogue_productrightstrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productrightstrail
    ADD CONSTRAINT catalogue_productrightstrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: catalogue_producttrail catalogue_producttrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_producttrail
    ADD CONSTRAINT catalogue_producttrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: catalogue_productversion catalogue_productversion_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productversion
    ADD CONSTRAINT catalogue_productversion_pkey PRIMARY KEY (id);


--
-- Name: catalogue_productversiontrail catalogue_productversiontrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productversiontrail
    ADD CONSTRAINT catalogue_productversiontrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: catalogue_reviewclock catalogue_reviewclock_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_reviewclock
    ADD CONSTRAINT catalogue_reviewclock_pkey PRIMARY KEY (id);


--
-- Name: catalogue_reviewcomment catalogue_reviewcomment_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_reviewcomment
    ADD CONSTRAINT catalogue_reviewcomment_pkey PRIMARY KEY (id);


--
-- Name: catalogue_sport catalogue_sport_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_sport
    ADD CONSTRAINT catalogue_sport_pkey PRIMARY KEY (id);


--
-- Name: catalogue_sport catalogue_sport_slug_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_sport
    ADD CONSTRAINT catalogue_sport_slug_key UNIQUE (slug);


--
-- Name: communication_communicationeventtype customer_communicationeventtype_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.communication_communicationeventtype
    ADD CONSTRAINT customer_communicationeventtype_code_key UNIQUE (code);


--
-- Name: communication_communicationeventtype customer_communicationeventtype_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.communication_communicationeventtype
    ADD CONSTRAINT customer_communicationeventtype_pkey PRIMARY KEY (id);


--
-- Name: communication_email customer_email_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.communication_email
    ADD CONSTRAINT customer_email_pkey PRIMARY KEY (id);


--
-- Name: communication_notification customer_notification_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.communication_notification
    ADD CONSTRAINT customer_notification_pkey PRIMARY KEY (id);


--
-- Name: customer_productalert customer_productalert_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.customer_productalert
    ADD CONSTRAINT customer_productalert_pkey PRIMARY KEY (id);


--
-- Name: django_admin_log django_admin_log_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_pkey PRIMARY KEY (id);


--
-- Name: django_content_type django_content_type_app_label_model_76bd3d3b_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);


--
-- Name: django_content_type django_content_type_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);


--
-- Name: django_flatpage django_flatpage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_flatpage
    ADD CONSTRAINT django_flatpage_pkey PRIMARY KEY (id);


--
-- Name: django_flatpage_sites django_flatpage_sites_flatpage_id_site_id_0d29d9d1_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_flatpage_sites
    ADD CONSTRAINT django_flatpage_sites_flatpage_id_site_id_0d29d9d1_uniq UNIQUE (flatpage_id, site_id);


--
-- Name: django_flatpage_sites django_flatpage_sites_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_flatpage_sites
    ADD CONSTRAINT django_flatpage_sites_pkey PRIMARY KEY (id);


--
-- Name: django_migrations django_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);


--
-- Name: django_session django_session_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);


--
-- Name: django_site django_site_domain_a2e37b91_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_site
    ADD CONSTRAINT django_site_domain_a2e37b91_uniq UNIQUE (domain);


--
-- Name: django_site django_site_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_site
    ADD CONSTRAINT django_site_pkey PRIMARY KEY (id);


--
-- Name: fulfillment_deliverymethod fulfillment_deliverymethod_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.fulfillment_deliverymethod
    ADD CONSTRAINT fulfillment_deliverymethod_pkey PRIMARY KEY (id);


--
-- Name: fulfillment_shipment fulfillment_shipment_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.fulfillment_shipment
    ADD CONSTRAINT fulfillment_shipment_pkey PRIMARY KEY (id);


--
-- Name: fulfillment_shipment fulfillment_shipment_public_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.fulfillment_shipment
    ADD CONSTRAINT fulfillment_shipment_public_id_key UNIQUE (public_id);


--
-- Name: fulfillment_shipmentline fulfillment_shipmentline_order_line_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.fulfillment_shipmentline
    ADD CONSTRAINT fulfillment_shipmentline_order_line_id_key UNIQUE (order_line_id);


--
-- Name: fulfillment_shipmentline fulfillment_shipmentline_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.fulfillment_shipmentline
    ADD CONSTRAINT fulfillment_shipmentline_pkey PRIMARY KEY (id);


--
-- Name: giftcards_giftcard giftcards_giftcard_code_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.giftcards_giftcard
    ADD CONSTRAINT giftcards_giftcard_code_hash_key UNIQUE (code_hash);


--
-- Name: giftcards_giftcard giftcards_giftcard_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.giftcards_giftcard
    ADD CONSTRAINT giftcards_giftcard_key_key UNIQUE (key);


--
-- Name: giftcards_giftcard giftcards_giftcard_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.giftcards_giftcard
    ADD CONSTRAINT giftcards_giftcard_pkey PRIMARY KEY (id);


--
-- Name: giftcards_giftcard giftcards_giftcard_public_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.giftcards_giftcard
    ADD CONSTRAINT giftcards_giftcard_public_id_key UNIQUE (public_id);


--
-- Name: giftcards_giftcardmovement giftcards_giftcardmovement_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.giftcards_giftcardmovement
    ADD CONSTRAINT giftcards_giftcardmovement_key_key UNIQUE (key);


--
-- Name: giftcards_giftcardmovement giftcards_giftcardmovement_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.giftcards_giftcardmovement
    ADD CONSTRAINT giftcards_giftcardmovement_pkey PRIMARY KEY (id);


--
-- Name: inventory_location inventory_location_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory_location
    ADD CONSTRAINT inventory_location_code_key UNIQUE (code);


--
-- Name: inventory_location inventory_location_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory_location
    ADD CONSTRAINT inventory_location_pkey PRIMARY KEY (id);


--
-- Name: inventory_location_ships_to inventory_location_ships_location_id_territory_id_35125743_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory_location_ships_to
    ADD CONSTRAINT inventory_location_ships_location_id_territory_id_35125743_uniq UNIQUE (location_id, territory_id);


--
-- Name: inventory_location_ships_to inventory_location_ships_to_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory_location_ships_to
    ADD CONSTRAINT inventory_location_ships_to_pkey PRIMARY KEY (id);


--
-- Name: inventory_lowstockalert inventory_lowstockalert_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory_lowstockalert
    ADD CONSTRAINT inventory_lowstockalert_pkey PRIMARY KEY (id);


--
-- Name: inventory_receivedcount inventory_receivedcount_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory_receivedcount
    ADD CONSTRAINT inventory_receivedcount_pkey PRIMARY KEY (id);


--
-- Name: inventory_reservation inventory_reservation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory_reservation
    ADD CONSTRAINT inventory_reservation_pkey PRIMARY KEY (id);


--
-- Name: inventory_stockmovement inventory_stockmovement_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory_stockmovement
    ADD CONSTRAINT inventory_stockmovement_key_key UNIQUE (key);


--
-- Name: inventory_stockmovement inventory_stockmovement_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory_stockmovement
    ADD CONSTRAINT inventory_stockmovement_pkey PRIMARY KEY (id);


--
-- Name: inventory_stocktake inventory_stocktake_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory_stocktake
    ADD CONSTRAINT inventory_stocktake_pkey PRIMARY KEY (id);


--
-- Name: inventory_stocktake inventory_stocktake_public_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory_stocktake
    ADD CONSTRAINT inventory_stocktake_public_id_key UNIQUE (public_id);


--
-- Name: ledger_balancetransaction ledger_balancetransaction_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ledger_balancetransaction
    ADD CONSTRAINT ledger_balancetransaction_pkey PRIMARY KEY (id);


--
-- Name: ledger_entry ledger_entry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT ledger_entry_pkey PRIMARY KEY (id);


--
-- Name: ledger_journal ledger_journal_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ledger_journal
    ADD CONSTRAINT ledger_journal_key_key UNIQUE (key);


--
-- Name: ledger_journal ledger_journal_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ledger_journal
    ADD CONSTRAINT ledger_journal_pkey PRIMARY KEY (id);


--
-- Name: licensing_agreement licensing_agreement_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_agreement
    ADD CONSTRAINT licensing_agreement_pkey PRIMARY KEY (id);


--
-- Name: licensing_agreement licensing_agreement_supersedes_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_agreement
    ADD CONSTRAINT licensing_agreement_supersedes_id_key UNIQUE (supersedes_id);


--
-- Name: licensing_agreementevent licensing_agreementevent_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_agreementevent
    ADD CONSTRAINT licensing_agreementevent_pkey PRIMARY KEY (id);


--
-- Name: licensing_agreementeventtrail licensing_agreementeventtrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_agreementeventtrail
    ADD CONSTRAINT licensing_agreementeventtrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_agreementtrail licensing_agreementtrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_agreementtrail
    ADD CONSTRAINT licensing_agreementtrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_clearance licensing_clearance_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_clearance
    ADD CONSTRAINT licensing_clearance_pkey PRIMARY KEY (id);


--
-- Name: licensing_closedprofile licensing_closedprofile_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_closedprofile
    ADD CONSTRAINT licensing_closedprofile_pkey PRIMARY KEY (id);


--
-- Name: licensing_deniedsale licensing_deniedsale_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_deniedsale
    ADD CONSTRAINT licensing_deniedsale_pkey PRIMARY KEY (id);


--
-- Name: licensing_factory licensing_factory_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_factory
    ADD CONSTRAINT licensing_factory_pkey PRIMARY KEY (id);


--
-- Name: licensing_factoryapproval licensing_factoryapproval_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_factoryapproval
    ADD CONSTRAINT licensing_factoryapproval_pkey PRIMARY KEY (id);


--
-- Name: licensing_factoryapprovaltrail licensing_factoryapprovaltrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_factoryapprovaltrail
    ADD CONSTRAINT licensing_factoryapprovaltrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_factoryaudit licensing_factoryaudit_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_factoryaudit
    ADD CONSTRAINT licensing_factoryaudit_pkey PRIMARY KEY (id);


--
-- Name: licensing_factoryaudittrail licensing_factoryaudittrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_factoryaudittrail
    ADD CONSTRAINT licensing_factoryaudittrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_factorytrail licensing_factorytrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_factorytrail
    ADD CONSTRAINT licensing_factorytrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_gamesedition_host_territories licensing_gamesedition_h_gamesedition_id_territor_d875bc45_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_gamesedition_host_territories
    ADD CONSTRAINT licensing_gamesedition_h_gamesedition_id_territor_d875bc45_uniq UNIQUE (gamesedition_id, territory_id);


--
-- Name: licensing_gamesedition_host_territories licensing_gamesedition_host_territories_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_gamesedition_host_territories
    ADD CONSTRAINT licensing_gamesedition_host_territories_pkey PRIMARY KEY (id);


--
-- Name: licensing_gamesedition licensing_gamesedition_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_gamesedition
    ADD CONSTRAINT licensing_gamesedition_pkey PRIMARY KEY (code);


--
-- Name: licensing_gameseditionhostterritoriestrail licensing_gameseditionhostterritoriestrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_gameseditionhostterritoriestrail
    ADD CONSTRAINT licensing_gameseditionhostterritoriestrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_gameseditiontrail licensing_gameseditiontrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_gameseditiontrail
    ADD CONSTRAINT licensing_gameseditiontrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_grant_granted_categories licensing_grant_granted__grant_id_productcategory_72b40c0d_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_grant_granted_categories
    ADD CONSTRAINT licensing_grant_granted__grant_id_productcategory_72b40c0d_uniq UNIQUE (grant_id, productcategory_id);


--
-- Name: licensing_grant_granted_properties licensing_grant_granted__grant_id_property_id_f76f77ee_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_grant_granted_properties
    ADD CONSTRAINT licensing_grant_granted__grant_id_property_id_f76f77ee_uniq UNIQUE (grant_id, property_id);


--
-- Name: licensing_grant_granted_categories licensing_grant_granted_categories_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_grant_granted_categories
    ADD CONSTRAINT licensing_grant_granted_categories_pkey PRIMARY KEY (id);


--
-- Name: licensing_grant_granted_properties licensing_grant_granted_properties_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_grant_granted_properties
    ADD CONSTRAINT licensing_grant_granted_properties_pkey PRIMARY KEY (id);


--
-- Name: licensing_grant licensing_grant_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_grant
    ADD CONSTRAINT licensing_grant_pkey PRIMARY KEY (id);


--
-- Name: licensing_grantgrantedcategoriestrail licensing_grantgrantedcategoriestrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_grantgrantedcategoriestrail
    ADD CONSTRAINT licensing_grantgrantedcategoriestrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_grantgrantedpropertiestrail licensing_grantgrantedpropertiestrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_grantgrantedpropertiestrail
    ADD CONSTRAINT licensing_grantgrantedpropertiestrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_granttrail licensing_granttrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_granttrail
    ADD CONSTRAINT licensing_granttrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_grantusage licensing_grantusage_grant_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_grantusage
    ADD CONSTRAINT licensing_grantusage_grant_id_key UNIQUE (grant_id);


--
-- Name: licensing_grantusage licensing_grantusage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_grantusage
    ADD CONSTRAINT licensing_grantusage_pkey PRIMARY KEY (id);


--
-- Name: licensing_guardedword licensing_guardedword_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_guardedword
    ADD CONSTRAINT licensing_guardedword_pkey PRIMARY KEY (id);


--
-- Name: licensing_guardedwordtrail licensing_guardedwordtrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_guardedwordtrail
    ADD CONSTRAINT licensing_guardedwordtrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_holdback licensing_holdback_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_holdback
    ADD CONSTRAINT licensing_holdback_pkey PRIMARY KEY (id);


--
-- Name: licensing_holdbacktrail licensing_holdbacktrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_holdbacktrail
    ADD CONSTRAINT licensing_holdbacktrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_labelissue licensing_labelissue_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_labelissue
    ADD CONSTRAINT licensing_labelissue_pkey PRIMARY KEY (id);


--
-- Name: licensing_labelissuetrail licensing_labelissuetrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_labelissuetrail
    ADD CONSTRAINT licensing_labelissuetrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_licensee licensing_licensee_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_licensee
    ADD CONSTRAINT licensing_licensee_code_key UNIQUE (code);


--
-- Name: licensing_licensee licensing_licensee_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_licensee
    ADD CONSTRAINT licensing_licensee_pkey PRIMARY KEY (id);


--
-- Name: licensing_licenseeevent licensing_licenseeevent_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_licenseeevent
    ADD CONSTRAINT licensing_licenseeevent_pkey PRIMARY KEY (id);


--
-- Name: licensing_licenseetrail licensing_licenseetrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_licenseetrail
    ADD CONSTRAINT licensing_licenseetrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_noc licensing_noc_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_noc
    ADD CONSTRAINT licensing_noc_pkey PRIMARY KEY (ioc_code);


--
-- Name: licensing_noc_territories licensing_noc_territories_noc_id_territory_id_b0d40d0b_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_noc_territories
    ADD CONSTRAINT licensing_noc_territories_noc_id_territory_id_b0d40d0b_uniq UNIQUE (noc_id, territory_id);


--
-- Name: licensing_noc_territories licensing_noc_territories_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_noc_territories
    ADD CONSTRAINT licensing_noc_territories_pkey PRIMARY KEY (id);


--
-- Name: licensing_nocconsent_nocs licensing_nocconsent_nocs_nocconsent_id_noc_id_747db0cd_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_nocconsent_nocs
    ADD CONSTRAINT licensing_nocconsent_nocs_nocconsent_id_noc_id_747db0cd_uniq UNIQUE (nocconsent_id, noc_id);


--
-- Name: licensing_nocconsent_nocs licensing_nocconsent_nocs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_nocconsent_nocs
    ADD CONSTRAINT licensing_nocconsent_nocs_pkey PRIMARY KEY (id);


--
-- Name: licensing_nocconsent licensing_nocconsent_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_nocconsent
    ADD CONSTRAINT licensing_nocconsent_pkey PRIMARY KEY (id);


--
-- Name: licensing_nocconsentnocstrail licensing_nocconsentnocstrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_nocconsentnocstrail
    ADD CONSTRAINT licensing_nocconsentnocstrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_nocconsenttrail licensing_nocconsenttrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_nocconsenttrail
    ADD CONSTRAINT licensing_nocconsenttrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_nocterritoriestrail licensing_nocterritoriestrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_nocterritoriestrail
    ADD CONSTRAINT licensing_nocterritoriestrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_noctrail licensing_noctrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_noctrail
    ADD CONSTRAINT licensing_noctrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_productcategory licensing_productcategory_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_productcategory
    ADD CONSTRAINT licensing_productcategory_code_key UNIQUE (code);


--
-- Name: licensing_productcategory licensing_productcategory_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_productcategory
    ADD CONSTRAINT licensing_productcategory_number_key UNIQUE (number);


--
-- Name: licensing_productcategory licensing_productcategory_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_productcategory
    ADD CONSTRAINT licensing_productcategory_pkey PRIMARY KEY (id);


--
-- Name: licensing_productcategorytrail licensing_productcategorytrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_productcategorytrail
    ADD CONSTRAINT licensing_productcategorytrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_property licensing_property_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_property
    ADD CONSTRAINT licensing_property_code_key UNIQUE (code);


--
-- Name: licensing_property licensing_property_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_property
    ADD CONSTRAINT licensing_property_number_key UNIQUE (number);


--
-- Name: licensing_property licensing_property_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_property
    ADD CONSTRAINT licensing_property_pkey PRIMARY KEY (id);


--
-- Name: licensing_propertyholding licensing_propertyholding_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_propertyholding
    ADD CONSTRAINT licensing_propertyholding_pkey PRIMARY KEY (id);


--
-- Name: licensing_propertyholdingtrail licensing_propertyholdingtrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_propertyholdingtrail
    ADD CONSTRAINT licensing_propertyholdingtrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_propertytrail licensing_propertytrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_propertytrail
    ADD CONSTRAINT licensing_propertytrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_rightsdecisionlog licensing_rightsdecisionlog_order_line_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_rightsdecisionlog
    ADD CONSTRAINT licensing_rightsdecisionlog_order_line_id_key UNIQUE (order_line_id);


--
-- Name: licensing_rightsdecisionlog licensing_rightsdecisionlog_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_rightsdecisionlog
    ADD CONSTRAINT licensing_rightsdecisionlog_pkey PRIMARY KEY (id);


--
-- Name: licensing_rightsdenial licensing_rightsdenial_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_rightsdenial
    ADD CONSTRAINT licensing_rightsdenial_pkey PRIMARY KEY (id);


--
-- Name: licensing_rightsholder licensing_rightsholder_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_rightsholder
    ADD CONSTRAINT licensing_rightsholder_code_key UNIQUE (code);


--
-- Name: licensing_rightsholder licensing_rightsholder_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_rightsholder
    ADD CONSTRAINT licensing_rightsholder_pkey PRIMARY KEY (id);


--
-- Name: licensing_rightsholdertrail licensing_rightsholdertrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_rightsholdertrail
    ADD CONSTRAINT licensing_rightsholdertrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_rightspolicy licensing_rightspolicy_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_rightspolicy
    ADD CONSTRAINT licensing_rightspolicy_pkey PRIMARY KEY (id);


--
-- Name: licensing_rightspolicytrail licensing_rightspolicytrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_rightspolicytrail
    ADD CONSTRAINT licensing_rightspolicytrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_rightsprofile licensing_rightsprofile_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_rightsprofile
    ADD CONSTRAINT licensing_rightsprofile_pkey PRIMARY KEY (id);


--
-- Name: licensing_rightsrevision licensing_rightsrevision_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_rightsrevision
    ADD CONSTRAINT licensing_rightsrevision_pkey PRIMARY KEY (id);


--
-- Name: licensing_selloffstock licensing_selloffstock_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_selloffstock
    ADD CONSTRAINT licensing_selloffstock_pkey PRIMARY KEY (id);


--
-- Name: licensing_selloffstocktrail licensing_selloffstocktrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_selloffstocktrail
    ADD CONSTRAINT licensing_selloffstocktrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_storemandate licensing_storemandate_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_storemandate
    ADD CONSTRAINT licensing_storemandate_pkey PRIMARY KEY (id);


--
-- Name: licensing_storemandatetrail licensing_storemandatetrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_storemandatetrail
    ADD CONSTRAINT licensing_storemandatetrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_subterritory licensing_subterritory_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_subterritory
    ADD CONSTRAINT licensing_subterritory_code_key UNIQUE (code);


--
-- Name: licensing_subterritory licensing_subterritory_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_subterritory
    ADD CONSTRAINT licensing_subterritory_pkey PRIMARY KEY (id);


--
-- Name: licensing_subterritorytrail licensing_subterritorytrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_subterritorytrail
    ADD CONSTRAINT licensing_subterritorytrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_territory licensing_territory_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_territory
    ADD CONSTRAINT licensing_territory_number_key UNIQUE (number);


--
-- Name: licensing_territory licensing_territory_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_territory
    ADD CONSTRAINT licensing_territory_pkey PRIMARY KEY (code);


--
-- Name: licensing_territoryset licensing_territoryset_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_territoryset
    ADD CONSTRAINT licensing_territoryset_code_key UNIQUE (code);


--
-- Name: licensing_territoryset licensing_territoryset_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_territoryset
    ADD CONSTRAINT licensing_territoryset_pkey PRIMARY KEY (id);


--
-- Name: licensing_territorysettrail licensing_territorysettrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_territorysettrail
    ADD CONSTRAINT licensing_territorysettrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_territorysetversion licensing_territorysetversion_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_territorysetversion
    ADD CONSTRAINT licensing_territorysetversion_pkey PRIMARY KEY (id);


--
-- Name: licensing_territorysetversiontrail licensing_territorysetversiontrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_territorysetversiontrail
    ADD CONSTRAINT licensing_territorysetversiontrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_territorytrail licensing_territorytrail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_territorytrail
    ADD CONSTRAINT licensing_territorytrail_pkey PRIMARY KEY (pgh_id);


--
-- Name: licensing_trailday licensing_trailday_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_trailday
    ADD CONSTRAINT licensing_trailday_pkey PRIMARY KEY (day);


--
-- Name: limits_cache limits_cache_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.limits_cache
    ADD CONSTRAINT limits_cache_pkey PRIMARY KEY (cache_key);


--
-- Name: limits_ratecount limits_ratecount_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.limits_ratecount
    ADD CONSTRAINT limits_ratecount_pkey PRIMARY KEY (key);


--
-- Name: markets_market markets_market_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.markets_market
    ADD CONSTRAINT markets_market_code_key UNIQUE (code);


--
-- Name: markets_market markets_market_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.markets_market
    ADD CONSTRAINT markets_market_pkey PRIMARY KEY (id);


--
-- Name: markets_market_ship_to markets_market_ship_to_market_id_territory_id_7ed36948_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.markets_market_ship_to
    ADD CONSTRAINT markets_market_ship_to_market_id_territory_id_7ed36948_uniq UNIQUE (market_id, territory_id);


--
-- Name: markets_market_ship_to markets_market_ship_to_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.markets_market_ship_to
    ADD CONSTRAINT markets_market_ship_to_pkey PRIMARY KEY (id);


--
-- Name: markets_sellingentity markets_sellingentity_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.markets_sellingentity
    ADD CONSTRAINT markets_sellingentity_code_key UNIQUE (code);


--
-- Name: markets_sellingentity markets_sellingentity_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.markets_sellingentity
    ADD CONSTRAINT markets_sellingentity_pkey PRIMARY KEY (id);


--
-- Name: markets_taxrate markets_taxrate_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.markets_taxrate
    ADD CONSTRAINT markets_taxrate_pkey PRIMARY KEY (id);


--
-- Name: mfa_authenticator mfa_authenticator_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);


--
-- Name: notices_notice notices_notice_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_pkey PRIMARY KEY (id);


--
-- Name: offer_benefit offer_benefit_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_benefit
    ADD CONSTRAINT offer_benefit_pkey PRIMARY KEY (id);


--
-- Name: offer_condition offer_condition_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_condition
    ADD CONSTRAINT offer_condition_pkey PRIMARY KEY (id);


--
-- Name: offer_conditionaloffer_combinations offer_conditionaloffer_c_from_conditionaloffer_id_2e3e9ffe_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_conditionaloffer_combinations
    ADD CONSTRAINT offer_conditionaloffer_c_from_conditionaloffer_id_2e3e9ffe_uniq UNIQUE (from_conditionaloffer_id, to_conditionaloffer_id);


--
-- Name: offer_conditionaloffer_combinations offer_conditionaloffer_combinations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_conditionaloffer_combinations
    ADD CONSTRAINT offer_conditionaloffer_combinations_pkey PRIMARY KEY (id);


--
-- Name: offer_conditionaloffer offer_conditionaloffer_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_conditionaloffer
    ADD CONSTRAINT offer_conditionaloffer_name_key UNIQUE (name);


--
-- Name: offer_conditionaloffer offer_conditionaloffer_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_conditionaloffer
    ADD CONSTRAINT offer_conditionaloffer_pkey PRIMARY KEY (id);


--
-- Name: offer_conditionaloffer offer_conditionaloffer_slug_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_conditionaloffer
    ADD CONSTRAINT offer_conditionaloffer_slug_key UNIQUE (slug);


--
-- Name: offer_range_classes offer_range_classes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_range_classes
    ADD CONSTRAINT offer_range_classes_pkey PRIMARY KEY (id);


--
-- Name: offer_range_classes offer_range_classes_range_id_productclass_id_28eeefae_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_range_classes
    ADD CONSTRAINT offer_range_classes_range_id_productclass_id_28eeefae_uniq UNIQUE (range_id, productclass_id);


--
-- Name: offer_range_excluded_categories offer_range_excluded_cat_range_id_category_id_2f84ef27_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_range_excluded_categories
    ADD CONSTRAINT offer_range_excluded_cat_range_id_category_id_2f84ef27_uniq UNIQUE (range_id, category_id);


--
-- Name: offer_range_excluded_categories offer_range_excluded_categories_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_range_excluded_categories
    ADD CONSTRAINT offer_range_excluded_categories_pkey PRIMARY KEY (id);


--
-- Name: offer_range_excluded_products offer_range_excluded_products_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_range_excluded_products
    ADD CONSTRAINT offer_range_excluded_products_pkey PRIMARY KEY (id);


--
-- Name: offer_range_excluded_products offer_range_excluded_products_range_id_product_id_eb1cfe87_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_range_excluded_products
    ADD CONSTRAINT offer_range_excluded_products_range_id_product_id_eb1cfe87_uniq UNIQUE (range_id, product_id);


--
-- Name: offer_range_included_categories offer_range_included_cat_range_id_category_id_a661d336_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_range_included_categories
    ADD CONSTRAINT offer_range_included_cat_range_id_category_id_a661d336_uniq UNIQUE (range_id, category_id);


--
-- Name: offer_range_included_categories offer_range_included_categories_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_range_included_categories
    ADD CONSTRAINT offer_range_included_categories_pkey PRIMARY KEY (id);


--
-- Name: offer_range offer_range_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_range
    ADD CONSTRAINT offer_range_name_key UNIQUE (name);


--
-- Name: offer_range offer_range_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_range
    ADD CONSTRAINT offer_range_pkey PRIMARY KEY (id);


--
-- Name: offer_range offer_range_proxy_class_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_range
    ADD CONSTRAINT offer_range_proxy_class_key UNIQUE (proxy_class);


--
-- Name: offer_range offer_range_slug_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_range
    ADD CONSTRAINT offer_range_slug_key UNIQUE (slug);


--
-- Name: offer_rangeproduct offer_rangeproduct_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_rangeproduct
    ADD CONSTRAINT offer_rangeproduct_pkey PRIMARY KEY (id);


--
-- Name: offer_rangeproduct offer_rangeproduct_range_id_product_id_c46b1be8_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_rangeproduct
    ADD CONSTRAINT offer_rangeproduct_range_id_product_id_c46b1be8_uniq UNIQUE (range_id, product_id);


--
-- Name: offer_rangeproductfileupload offer_rangeproductfileupload_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_rangeproductfileupload
    ADD CONSTRAINT offer_rangeproductfileupload_pkey PRIMARY KEY (id);


--
-- Name: api_idempotentanswer one_answer_for_each_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_idempotentanswer
    ADD CONSTRAINT one_answer_for_each_key UNIQUE (scope, key);


--
-- Name: pricing_marketprice one_price_at_a_time; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pricing_marketprice
    ADD CONSTRAINT one_price_at_a_time EXCLUDE USING gist (product_id WITH =, market_id WITH =, valid WITH &&);


--
-- Name: partner_stockrecord one_stock_record_per_partner_location_and_lot; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partner_stockrecord
    ADD CONSTRAINT one_stock_record_per_partner_location_and_lot UNIQUE NULLS NOT DISTINCT (product_id, partner_id, location_id, ships_on);


--
-- Name: markets_taxrate one_tax_rate_at_a_time; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.markets_taxrate
    ADD CONSTRAINT one_tax_rate_at_a_time EXCLUDE USING gist (territory_id WITH =, region WITH =, tax_class WITH =, valid WITH &&);


--
-- Name: order_billingaddress order_billingaddress_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_billingaddress
    ADD CONSTRAINT order_billingaddress_code_key UNIQUE (code);


--
-- Name: order_billingaddress order_billingaddress_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_billingaddress
    ADD CONSTRAINT order_billingaddress_pkey PRIMARY KEY (id);


--
-- Name: order_communicationevent order_communicationevent_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_communicationevent
    ADD CONSTRAINT order_communicationevent_pkey PRIMARY KEY (id);


--
-- Name: order_line order_line_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_line
    ADD CONSTRAINT order_line_pkey PRIMARY KEY (id);


--
-- Name: order_lineattribute order_lineattribute_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_lineattribute
    ADD CONSTRAINT order_lineattribute_pkey PRIMARY KEY (id);


--
-- Name: order_lineprice order_lineprice_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_lineprice
    ADD CONSTRAINT order_lineprice_pkey PRIMARY KEY (id);


--
-- Name: order_order order_order_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_order_number_key UNIQUE (number);


--
-- Name: order_order order_order_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_order_pkey PRIMARY KEY (id);


--
-- Name: order_order order_order_public_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_order_public_id_key UNIQUE (public_id);


--
-- Name: order_orderdiscount order_orderdiscount_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_orderdiscount
    ADD CONSTRAINT order_orderdiscount_pkey PRIMARY KEY (id);


--
-- Name: order_orderlinediscount order_orderlinediscount_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_orderlinediscount
    ADD CONSTRAINT order_orderlinediscount_pkey PRIMARY KEY (id);


--
-- Name: order_ordernote order_ordernote_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_ordernote
    ADD CONSTRAINT order_ordernote_pkey PRIMARY KEY (id);


--
-- Name: order_orderstatuschange order_orderstatuschange_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_orderstatuschange
    ADD CONSTRAINT order_orderstatuschange_pkey PRIMARY KEY (id);


--
-- Name: order_paymentevent order_paymentevent_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_paymentevent
    ADD CONSTRAINT order_paymentevent_pkey PRIMARY KEY (id);


--
-- Name: order_paymenteventquantity order_paymenteventquantity_event_id_line_id_765c5209_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_paymenteventquantity
    ADD CONSTRAINT order_paymenteventquantity_event_id_line_id_765c5209_uniq UNIQUE (event_id, line_id);


--
-- Name: order_paymenteventquantity order_paymenteventquantity_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_paymenteventquantity
    ADD CONSTRAINT order_paymenteventquantity_pkey PRIMARY KEY (id);


--
-- Name: order_paymenteventtype order_paymenteventtype_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_paymenteventtype
    ADD CONSTRAINT order_paymenteventtype_code_key UNIQUE (code);


--
-- Name: order_paymenteventtype order_paymenteventtype_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_paymenteventtype
    ADD CONSTRAINT order_paymenteventtype_name_key UNIQUE (name);


--
-- Name: order_paymenteventtype order_paymenteventtype_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_paymenteventtype
    ADD CONSTRAINT order_paymenteventtype_pkey PRIMARY KEY (id);


--
-- Name: order_shippingaddress order_shippingaddress_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_shippingaddress
    ADD CONSTRAINT order_shippingaddress_code_key UNIQUE (code);


--
-- Name: order_shippingaddress order_shippingaddress_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_shippingaddress
    ADD CONSTRAINT order_shippingaddress_pkey PRIMARY KEY (id);


--
-- Name: order_shippingevent order_shippingevent_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_shippingevent
    ADD CONSTRAINT order_shippingevent_pkey PRIMARY KEY (id);


--
-- Name: order_shippingeventquantity order_shippingeventquantity_event_id_line_id_91687107_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_shippingeventquantity
    ADD CONSTRAINT order_shippingeventquantity_event_id_line_id_91687107_uniq UNIQUE (event_id, line_id);


--
-- Name: order_shippingeventquantity order_shippingeventquantity_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_shippingeventquantity
    ADD CONSTRAINT order_shippingeventquantity_pkey PRIMARY KEY (id);


--
-- Name: order_shippingeventtype order_shippingeventtype_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_shippingeventtype
    ADD CONSTRAINT order_shippingeventtype_code_key UNIQUE (code);


--
-- Name: order_shippingeventtype order_shippingeventtype_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_shippingeventtype
    ADD CONSTRAINT order_shippingeventtype_name_key UNIQUE (name);


--
-- Name: order_shippingeventtype order_shippingeventtype_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_shippingeventtype
    ADD CONSTRAINT order_shippingeventtype_pkey PRIMARY KEY (id);


--
-- Name: order_surcharge order_surcharge_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_surcharge
    ADD CONSTRAINT order_surcharge_pkey PRIMARY KEY (id);


--
-- Name: ordering_cancellation ordering_cancellation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ordering_cancellation
    ADD CONSTRAINT ordering_cancellation_pkey PRIMARY KEY (order_id);


--
-- Name: ordering_confirmation ordering_confirmation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ordering_confirmation
    ADD CONSTRAINT ordering_confirmation_pkey PRIMARY KEY (order_id);


--
-- Name: ordering_countedunits ordering_countedunits_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ordering_countedunits
    ADD CONSTRAINT ordering_countedunits_pkey PRIMARY KEY (id);


--
-- Name: ordering_dispatchnotice ordering_dispatchnotice_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ordering_dispatchnotice
    ADD CONSTRAINT ordering_dispatchnotice_pkey PRIMARY KEY (shipment_id);


--
-- Name: ordering_domainevent ordering_domainevent_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ordering_domainevent
    ADD CONSTRAINT ordering_domainevent_pkey PRIMARY KEY ("position");


--
-- Name: ordering_followeddenial ordering_followeddenial_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ordering_followeddenial
    ADD CONSTRAINT ordering_followeddenial_pkey PRIMARY KEY (denial_id);


--
-- Name: ordering_heldorder ordering_heldorder_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ordering_heldorder
    ADD CONSTRAINT ordering_heldorder_pkey PRIMARY KEY (id);


--
-- Name: ordering_laterefusal ordering_laterefusal_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ordering_laterefusal
    ADD CONSTRAINT ordering_laterefusal_pkey PRIMARY KEY (order_id);


--
-- Name: ordering_personcount ordering_personcount_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ordering_personcount
    ADD CONSTRAINT ordering_personcount_pkey PRIMARY KEY (id);


--
-- Name: ordering_unpaidholder ordering_unpaidholder_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ordering_unpaidholder
    ADD CONSTRAINT ordering_unpaidholder_pkey PRIMARY KEY (id);


--
-- Name: partner_partner partner_partner_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partner_partner
    ADD CONSTRAINT partner_partner_code_key UNIQUE (code);


--
-- Name: partner_partner partner_partner_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partner_partner
    ADD CONSTRAINT partner_partner_pkey PRIMARY KEY (id);


--
-- Name: partner_partner_users partner_partner_users_partner_id_user_id_9e5c0517_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partner_partner_users
    ADD CONSTRAINT partner_partner_users_partner_id_user_id_9e5c0517_uniq UNIQUE (partner_id, user_id);


--
-- Name: partner_partner_users partner_partner_users_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partner_partner_users
    ADD CONSTRAINT partner_partner_users_pkey PRIMARY KEY (id);


--
-- Name: partner_partneraddress partner_partneraddress_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partner_partneraddress
    ADD CONSTRAINT partner_partneraddress_code_key UNIQUE (code);


--
-- Name: partner_partneraddress partner_partneraddress_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partner_partneraddress
    ADD CONSTRAINT partner_partneraddress_pkey PRIMARY KEY (id);


--
-- Name: partner_stockalert partner_stockalert_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partner_stockalert
    ADD CONSTRAINT partner_stockalert_pkey PRIMARY KEY (id);


--
-- Name: partner_stockrecord partner_stockrecord_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partner_stockrecord
    ADD CONSTRAINT partner_stockrecord_pkey PRIMARY KEY (id);


--
-- Name: payment_bankcard payment_bankcard_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment_bankcard
    ADD CONSTRAINT payment_bankcard_pkey PRIMARY KEY (id);


--
-- Name: payment_source payment_source_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment_source
    ADD CONSTRAINT payment_source_pkey PRIMARY KEY (id);


--
-- Name: payment_sourcetype payment_sourcetype_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment_sourcetype
    ADD CONSTRAINT payment_sourcetype_code_key UNIQUE (code);


--
-- Name: payment_sourcetype payment_sourcetype_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment_sourcetype
    ADD CONSTRAINT payment_sourcetype_pkey PRIMARY KEY (id);


--
-- Name: payment_transaction payment_transaction_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment_transaction
    ADD CONSTRAINT payment_transaction_pkey PRIMARY KEY (id);


--
-- Name: payments_paymentattempt payments_paymentattempt_idempotency_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payments_paymentattempt
    ADD CONSTRAINT payments_paymentattempt_idempotency_key_key UNIQUE (idempotency_key);


--
-- Name: payments_paymentattempt payments_paymentattempt_intent_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payments_paymentattempt
    ADD CONSTRAINT payments_paymentattempt_intent_id_key UNIQUE (intent_id);


--
-- Name: payments_paymentattempt payments_paymentattempt_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payments_paymentattempt
    ADD CONSTRAINT payments_paymentattempt_pkey PRIMARY KEY (id);


--
-- Name: payments_paymentattempt payments_paymentattempt_public_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payments_paymentattempt
    ADD CONSTRAINT payments_paymentattempt_public_id_key UNIQUE (public_id);


--
-- Name: payments_refund payments_refund_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payments_refund
    ADD CONSTRAINT payments_refund_key_key UNIQUE (key);


--
-- Name: payments_refund payments_refund_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payments_refund
    ADD CONSTRAINT payments_refund_pkey PRIMARY KEY (id);


--
-- Name: payments_refund payments_refund_public_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payments_refund
    ADD CONSTRAINT payments_refund_public_id_key UNIQUE (public_id);


--
-- Name: payments_refundedline payments_refundedline_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payments_refundedline
    ADD CONSTRAINT payments_refundedline_pkey PRIMARY KEY (id);


--
-- Name: payments_stripecustomer payments_stripecustomer_customer_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payments_stripecustomer
    ADD CONSTRAINT payments_stripecustomer_customer_id_key UNIQUE (customer_id);


--
-- Name: payments_stripecustomer payments_stripecustomer_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payments_stripecustomer
    ADD CONSTRAINT payments_stripecustomer_pkey PRIMARY KEY (user_id);


--
-- Name: payments_stripecustomer payments_stripecustomer_public_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payments_stripecustomer
    ADD CONSTRAINT payments_stripecustomer_public_id_key UNIQUE (public_id);


--
-- Name: payments_stripeevent payments_stripeevent_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payments_stripeevent
    ADD CONSTRAINT payments_stripeevent_pkey PRIMARY KEY (id);


--
-- Name: pghistory_context pghistory_context_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pghistory_context
    ADD CONSTRAINT pghistory_context_pkey PRIMARY KEY (id);


--
-- Name: pricing_marketprice pricing_marketprice_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pricing_marketprice
    ADD CONSTRAINT pricing_marketprice_pkey PRIMARY KEY (id);


--
-- Name: procrastinate_events procrastinate_events_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);


--
-- Name: procrastinate_jobs procrastinate_jobs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);


--
-- Name: procrastinate_periodic_defers procrastinate_periodic_defers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);


--
-- Name: procrastinate_periodic_defers procrastinate_periodic_defers_unique; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);


--
-- Name: procrastinate_workers procrastinate_workers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);


--
-- Name: restock_restocknotice restock_restocknotice_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.restock_restocknotice
    ADD CONSTRAINT restock_restocknotice_pkey PRIMARY KEY (id);


--
-- Name: restock_restocknotice restock_restocknotice_public_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.restock_restocknotice
    ADD CONSTRAINT restock_restocknotice_public_id_key UNIQUE (public_id);


--
-- Name: reviews_productreview reviews_productreview_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reviews_productreview
    ADD CONSTRAINT reviews_productreview_code_key UNIQUE (code);


--
-- Name: reviews_productreview reviews_productreview_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reviews_productreview
    ADD CONSTRAINT reviews_productreview_pkey PRIMARY KEY (id);


--
-- Name: reviews_productreview reviews_productreview_product_id_user_id_c4fdc4cd_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reviews_productreview
    ADD CONSTRAINT reviews_productreview_product_id_user_id_c4fdc4cd_uniq UNIQUE (product_id, user_id);


--
-- Name: reviews_vote reviews_vote_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reviews_vote
    ADD CONSTRAINT reviews_vote_pkey PRIMARY KEY (id);


--
-- Name: reviews_vote reviews_vote_user_id_review_id_bb858939_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reviews_vote
    ADD CONSTRAINT reviews_vote_user_id_review_id_bb858939_uniq UNIQUE (user_id, review_id);


--
-- Name: royalties_fxrate royalties_fxrate_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.royalties_fxrate
    ADD CONSTRAINT royalties_fxrate_pkey PRIMARY KEY (id);


--
-- Name: royalties_royaltyaccrual royalties_royaltyaccrual_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.royalties_royaltyaccrual
    ADD CONSTRAINT royalties_royaltyaccrual_pkey PRIMARY KEY (id);


--
-- Name: royalties_royaltyconversion royalties_royaltyconversion_accrual_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.royalties_royaltyconversion
    ADD CONSTRAINT royalties_royaltyconversion_accrual_id_key UNIQUE (accrual_id);


--
-- Name: royalties_royaltyconversion royalties_royaltyconversion_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.royalties_royaltyconversion
    ADD CONSTRAINT royalties_royaltyconversion_pkey PRIMARY KEY (id);


--
-- Name: shipping_orderanditemcharges_countries shipping_orderanditemcha_orderanditemcharges_id_c_9f0c9c8f_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.shipping_orderanditemcharges_countries
    ADD CONSTRAINT shipping_orderanditemcha_orderanditemcharges_id_c_9f0c9c8f_uniq UNIQUE (orderanditemcharges_id, country_id);


--
-- Name: shipping_orderanditemcharges shipping_orderanditemcharges_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.shipping_orderanditemcharges
    ADD CONSTRAINT shipping_orderanditemcharges_code_key UNIQUE (code);


--
-- Name: shipping_orderanditemcharges_countries shipping_orderanditemcharges_countries_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.shipping_orderanditemcharges_countries
    ADD CONSTRAINT shipping_orderanditemcharges_countries_pkey PRIMARY KEY (id);


--
-- Name: shipping_orderanditemcharges shipping_orderanditemcharges_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.shipping_orderanditemcharges
    ADD CONSTRAINT shipping_orderanditemcharges_name_key UNIQUE (name);


--
-- Name: shipping_orderanditemcharges shipping_orderanditemcharges_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.shipping_orderanditemcharges
    ADD CONSTRAINT shipping_orderanditemcharges_pkey PRIMARY KEY (id);


--
-- Name: shipping_weightband shipping_weightband_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.shipping_weightband
    ADD CONSTRAINT shipping_weightband_pkey PRIMARY KEY (id);


--
-- Name: shipping_weightbased shipping_weightbased_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.shipping_weightbased
    ADD CONSTRAINT shipping_weightbased_code_key UNIQUE (code);


--
-- Name: shipping_weightbased_countries shipping_weightbased_cou_weightbased_id_country_i_de8c5e42_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.shipping_weightbased_countries
    ADD CONSTRAINT shipping_weightbased_cou_weightbased_id_country_i_de8c5e42_uniq UNIQUE (weightbased_id, country_id);


--
-- Name: shipping_weightbased_countries shipping_weightbased_countries_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.shipping_weightbased_countries
    ADD CONSTRAINT shipping_weightbased_countries_pkey PRIMARY KEY (id);


--
-- Name: shipping_weightbased shipping_weightbased_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.shipping_weightbased
    ADD CONSTRAINT shipping_weightbased_name_key UNIQUE (name);


--
-- Name: shipping_weightbased shipping_weightbased_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.shipping_weightbased
    ADD CONSTRAINT shipping_weightbased_pkey PRIMARY KEY (id);


--
-- Name: sourcing_planrow sourcing_planrow_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sourcing_planrow
    ADD CONSTRAINT sourcing_planrow_pkey PRIMARY KEY (id);


--
-- Name: sourcing_upload sourcing_upload_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sourcing_upload
    ADD CONSTRAINT sourcing_upload_pkey PRIMARY KEY (id);


--
-- Name: sourcing_upload sourcing_upload_public_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sourcing_upload
    ADD CONSTRAINT sourcing_upload_public_id_key UNIQUE (public_id);


--
-- Name: sourcing_uploadchunk sourcing_uploadchunk_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sourcing_uploadchunk
    ADD CONSTRAINT sourcing_uploadchunk_pkey PRIMARY KEY (id);


--
-- Name: sourcing_uploadrow sourcing_uploadrow_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sourcing_uploadrow
    ADD CONSTRAINT sourcing_uploadrow_pkey PRIMARY KEY (id);


--
-- Name: team_apikey team_apikey_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.team_apikey
    ADD CONSTRAINT team_apikey_pkey PRIMARY KEY (id);


--
-- Name: team_apikey team_apikey_prefix_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.team_apikey
    ADD CONSTRAINT team_apikey_prefix_key UNIQUE (prefix);


--
-- Name: team_invitation team_invitation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.team_invitation
    ADD CONSTRAINT team_invitation_pkey PRIMARY KEY (id);


--
-- Name: team_invitation team_invitation_public_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.team_invitation
    ADD CONSTRAINT team_invitation_public_id_key UNIQUE (public_id);


--
-- Name: usersessions_usersession usersessions_usersession_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_pkey PRIMARY KEY (id);


--
-- Name: usersessions_usersession usersessions_usersession_session_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_session_key_key UNIQUE (session_key);


--
-- Name: voucher_voucher voucher_voucher_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.voucher_voucher
    ADD CONSTRAINT voucher_voucher_code_key UNIQUE (code);


--
-- Name: voucher_voucher voucher_voucher_name_b96d3b47_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.voucher_voucher
    ADD CONSTRAINT voucher_voucher_name_b96d3b47_uniq UNIQUE (name);


--
-- Name: voucher_voucher_offers voucher_voucher_offers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.voucher_voucher_offers
    ADD CONSTRAINT voucher_voucher_offers_pkey PRIMARY KEY (id);


--
-- Name: voucher_voucher_offers voucher_voucher_offers_voucher_id_conditionalof_01628a7f_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.voucher_voucher_offers
    ADD CONSTRAINT voucher_voucher_offers_voucher_id_conditionalof_01628a7f_uniq UNIQUE (voucher_id, conditionaloffer_id);


--
-- Name: voucher_voucher voucher_voucher_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.voucher_voucher
    ADD CONSTRAINT voucher_voucher_pkey PRIMARY KEY (id);


--
-- Name: voucher_voucherapplication voucher_voucherapplication_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.voucher_voucherapplication
    ADD CONSTRAINT voucher_voucherapplication_pkey PRIMARY KEY (id);


--
-- Name: voucher_voucherset voucher_voucherset_name_4c6aac05_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.voucher_voucherset
    ADD CONSTRAINT voucher_voucherset_name_4c6aac05_uniq UNIQUE (name);


--
-- Name: voucher_voucherset voucher_voucherset_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.voucher_voucherset
    ADD CONSTRAINT voucher_voucherset_pkey PRIMARY KEY (id);


--
-- Name: vouchers_voucher vouchers_voucher_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.vouchers_voucher
    ADD CONSTRAINT vouchers_voucher_code_key UNIQUE (code);


--
-- Name: vouchers_voucher vouchers_voucher_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.vouchers_voucher
    ADD CONSTRAINT vouchers_voucher_pkey PRIMARY KEY (id);


--
-- Name: vouchers_voucheruse vouchers_voucheruse_order_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.vouchers_voucheruse
    ADD CONSTRAINT vouchers_voucheruse_order_id_key UNIQUE (order_id);


--
-- Name: vouchers_voucheruse vouchers_voucheruse_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.vouchers_voucheruse
    ADD CONSTRAINT vouchers_voucheruse_pkey PRIMARY KEY (id);


--
-- Name: wishlists_line wishlists_line_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wishlists_line
    ADD CONSTRAINT wishlists_line_pkey PRIMARY KEY (id);


--
-- Name: wishlists_line wishlists_line_wishlist_id_product_id_78f04673_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wishlists_line
    ADD CONSTRAINT wishlists_line_wishlist_id_product_id_78f04673_uniq UNIQUE (wishlist_id, product_id);


--
-- Name: wishlists_wishlist wishlists_wishlist_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wishlists_wishlist
    ADD CONSTRAINT wishlists_wishlist_key_key UNIQUE (key);


--
-- Name: wishlists_wishlist wishlists_wishlist_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wishlists_wishlist
    ADD CONSTRAINT wishlists_wishlist_pkey PRIMARY KEY (id);


--
-- Name: wishlists_wishlistsharedemail wishlists_wishlistsharedemail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wishlists_wishlistsharedemail
    ADD CONSTRAINT wishlists_wishlistsharedemail_pkey PRIMARY KEY (id);


--
-- Name: a_count_of_a_licensee_is_booked_once_for_a_key; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_count_of_a_licensee_is_booked_once_for_a_key ON public.inventory_receivedcount USING btree (licensee_id, key);


--
-- Name: a_day_has_one_exchange_rate_for_a_pair; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_day_has_one_exchange_rate_for_a_pair ON public.royalties_fxrate USING btree (day, base, quote);


--
-- Name: a_factory_is_approved_once_on_an_agreement; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_factory_is_approved_once_on_an_agreement ON public.licensing_factoryapproval USING btree (agreement_id, factory_id) WHERE (ended_at IS NULL);


--
-- Name: a_gtin_in_any_form_is_on_one_article; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_gtin_in_any_form_is_on_one_article ON public.catalogue_product USING btree (lpad((gtin)::text, 14, '0'::text)) WHERE (NOT ((gtin)::text = ''::text));


--
-- Name: a_holder_has_one_clock_for_a_version; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_holder_has_one_clock_for_a_version ON public.catalogue_reviewclock USING btree (version_id, holder_id);


--
-- Name: a_journal_names_an_account_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_journal_names_an_account_once ON public.ledger_entry USING btree (journal_id, account);


--
-- Name: a_licensee_names_each_factory_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_licensee_names_each_factory_once ON public.licensing_factory USING btree (licensee_id, code);


--
-- Name: a_line_earns_once_under_an_agreement; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_line_earns_once_under_an_agreement ON public.royalties_royaltyaccrual USING btree (order_line_id, agreement_id) WHERE ((kind)::text = 'SALE'::text);


--
-- Name: a_person_is_counted_once_for_a_product; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_person_is_counted_once_for_a_product ON public.ordering_personcount USING btree (product_id, kind, person);


--
-- Name: a_person_is_told_of_an_event_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_person_is_told_of_an_event_once ON public.notices_notice USING btree (user_id, key);


--
-- Name: a_person_uses_a_voucher_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_person_uses_a_voucher_once ON public.vouchers_voucheruse USING btree (voucher_id, person) WHERE (NOT ((person)::text = ''::text));


--
-- Name: a_place_in_a_version_is_taken_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_place_in_a_version_is_taken_once ON public.catalogue_productimage USING btree (version_id, product_id, display_order);


--
-- Name: a_place_of_a_file_comes_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_place_of_a_file_comes_once ON public.sourcing_uploadchunk USING btree (upload_id, part, "offset");


--
-- Name: a_product_has_one_compliance_record_per_area; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_product_has_one_compliance_record_per_area ON public.catalogue_compliancerecord USING btree (product_id, area);


--
-- Name: a_refund_names_a_line_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_refund_names_a_line_once ON public.payments_refundedline USING btree (refund_id, order_line_id);


--
-- Name: a_refund_takes_an_accrual_back_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_refund_takes_an_accrual_back_once ON public.royalties_royaltyaccrual USING btree (reverses_id, refund_id) NULLS NOT DISTINCT WHERE ((kind)::text = 'REVERSAL'::text);


--
-- Name: a_rights_profile_exists_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_rights_profile_exists_once ON public.licensing_rightsprofile USING btree (licensee_id, category_id, properties);


--
-- Name: a_row_of_an_upload_is_planned_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_row_of_an_upload_is_planned_once ON public.sourcing_planrow USING btree (upload_id, number);


--
-- Name: a_row_of_an_upload_is_read_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_row_of_an_upload_is_read_once ON public.sourcing_uploadrow USING btree (upload_id, number);


--
-- Name: a_territory_set_has_each_version_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_territory_set_has_each_version_once ON public.licensing_territorysetversion USING btree (territory_set_id, version);


--
-- Name: a_version_carries_a_mark_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_version_carries_a_mark_once ON public.catalogue_productrights USING btree (version_id, property_id);


--
-- Name: a_version_number_is_used_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_version_number_is_used_once ON public.catalogue_productversion USING btree (product_id, number);


--
-- Name: a_word_is_guarded_once_in_a_language; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_word_is_guarded_once_in_a_language ON public.licensing_guardedword USING btree (lower((term)::text), language);


--
-- Name: account_emailaddress_email_03be32b2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);


--
-- Name: account_emailaddress_email_03be32b2_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);


--
-- Name: account_emailaddress_user_id_2c513194; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);


--
-- Name: account_emailconfirmation_email_address_id_5b7f8c58; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);


--
-- Name: account_emailconfirmation_key_f43612bd_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);


--
-- Name: accounts_user_email_b2644a56_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_user_email_b2644a56_like ON public.accounts_user USING btree (email varchar_pattern_ops);


--
-- Name: accounts_user_groups_group_id_bd11a704; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_user_groups_group_id_bd11a704 ON public.accounts_user_groups USING btree (group_id);


--
-- Name: accounts_user_groups_user_id_52b62117; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_user_groups_user_id_52b62117 ON public.accounts_user_groups USING btree (user_id);


--
-- Name: accounts_user_holder_id_c7f417ff; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_user_holder_id_c7f417ff ON public.accounts_user USING btree (holder_id);


--
-- Name: accounts_user_licensee_id_3cd018b8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_user_licensee_id_3cd018b8 ON public.accounts_user USING btree (licensee_id);


--
-- Name: accounts_user_user_permissions_permission_id_113bb443; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_user_user_permissions_permission_id_113bb443 ON public.accounts_user_user_permissions USING btree (permission_id);


--
-- Name: accounts_user_user_permissions_user_id_e4f0a161; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_user_user_permissions_user_id_e4f0a161 ON public.accounts_user_user_permissions USING btree (user_id);


--
-- Name: address_country_display_order_dc88cde8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX address_country_display_order_dc88cde8 ON public.address_country USING btree (display_order);


--
-- Name: address_country_is_shipping_country_f7b6c461; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX address_country_is_shipping_country_f7b6c461 ON public.address_country USING btree (is_shipping_country);


--
-- Name: address_country_iso_3166_1_a2_f395eed0_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX address_country_iso_3166_1_a2_f395eed0_like ON public.address_country USING btree (iso_3166_1_a2 varchar_pattern_ops);


--
-- Name: address_country_printable_name_450b016c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX address_country_printable_name_450b016c ON public.address_country USING btree (printable_name);


--
-- Name: address_country_printable_name_450b016c_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX address_country_printable_name_450b016c_like ON public.address_country USING btree (printable_name varchar_pattern_ops);


--
-- Name: address_useraddress_code_746f229c_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX address_useraddress_code_746f229c_like ON public.address_useraddress USING btree (code varchar_pattern_ops);


--
-- Name: address_useraddress_country_id_fa26a249; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX address_useraddress_country_id_fa26a249 ON public.address_useraddress USING btree (country_id);


--
-- Name: address_useraddress_country_id_fa26a249_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX address_useraddress_country_id_fa26a249_like ON public.address_useraddress USING btree (country_id varchar_pattern_ops);


--
-- Name: address_useraddress_hash_e0a6b290; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX address_useraddress_hash_e0a6b290 ON public.address_useraddress USING btree (hash);


--
-- Name: address_useraddress_hash_e0a6b290_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX address_useraddress_hash_e0a6b290_like ON public.address_useraddress USING btree (hash varchar_pattern_ops);


--
-- Name: address_useraddress_user_id_6edf0244; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX address_useraddress_user_id_6edf0244 ON public.address_useraddress USING btree (user_id);


--
-- Name: an_address_has_one_open_invitation_of_a_licensee; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX an_address_has_one_open_invitation_of_a_licensee ON public.team_invitation USING btree (licensee_id, lower((email)::text)) WHERE ((accepted_at IS NULL) AND (withdrawn_at IS NULL));


--
-- Name: an_address_waits_once_for_an_article; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX an_address_waits_once_for_an_article ON public.restock_restocknotice USING btree (product_id, email) WHERE (mailed_at IS NULL);


--
-- Name: an_agreement_has_each_version_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX an_agreement_has_each_version_once ON public.licensing_agreement USING btree (number, version);


--
-- Name: an_order_has_one_holder_of_a_kind; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX an_order_has_one_holder_of_a_kind ON public.ordering_unpaidholder USING btree (order_id, kind);


--
-- Name: an_order_is_counted_once_for_a_person; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX an_order_is_counted_once_for_a_person ON public.ordering_countedunits USING btree (order_id, product_id, kind);


--
-- Name: an_order_is_held_once_at_a_time; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX an_order_is_held_once_at_a_time ON public.ordering_heldorder USING btree (order_id) WHERE ((decision)::text = ''::text);


--
-- Name: an_order_is_paid_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX an_order_is_paid_once ON public.payments_paymentattempt USING btree (order_id) WHERE ((state)::text = 'SUCCEEDED'::text);


--
-- Name: an_order_reserves_a_stock_record_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX an_order_reserves_a_stock_record_once ON public.inventory_reservation USING btree (order_id, stock_record_id);


--
-- Name: analytics_productrecord_num_purchases_405301a0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX analytics_productrecord_num_purchases_405301a0 ON public.analytics_productrecord USING btree (num_purchases);


--
-- Name: analytics_userproductview_product_id_a55b87ad; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX analytics_userproductview_product_id_a55b87ad ON public.analytics_userproductview USING btree (product_id);


--
-- Name: analytics_userproductview_user_id_5e49a8b1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX analytics_userproductview_user_id_5e49a8b1 ON public.analytics_userproductview USING btree (user_id);


--
-- Name: analytics_userrecord_num_order_items_fb2a8304; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX analytics_userrecord_num_order_items_fb2a8304 ON public.analytics_userrecord USING btree (num_order_items);


--
-- Name: analytics_userrecord_num_order_lines_97cc087f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX analytics_userrecord_num_order_lines_97cc087f ON public.analytics_userrecord USING btree (num_order_lines);


--
-- Name: analytics_userrecord_num_orders_b352ffd1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX analytics_userrecord_num_orders_b352ffd1 ON public.analytics_userrecord USING btree (num_orders);


--
-- Name: analytics_usersearch_query_ad36478b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX analytics_usersearch_query_ad36478b ON public.analytics_usersearch USING btree (query);


--
-- Name: analytics_usersearch_query_ad36478b_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX analytics_usersearch_query_ad36478b_like ON public.analytics_usersearch USING btree (query varchar_pattern_ops);


--
-- Name: analytics_usersearch_user_id_1775992d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX analytics_usersearch_user_id_1775992d ON public.analytics_usersearch USING btree (user_id);


--
-- Name: api_idempotentanswer_created_at_bee26041; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX api_idempotentanswer_created_at_bee26041 ON public.api_idempotentanswer USING btree (created_at);


--
-- Name: attempt_unsettled; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX attempt_unsettled ON public.payments_paymentattempt USING btree (asked_at, created_at) WHERE ((state)::text = ANY ((ARRAY['CREATED'::character varying, 'PROCESSING'::character varying])::text[]));


--
-- Name: auth_group_name_a6ea08ec_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);


--
-- Name: auth_group_permissions_group_id_b120cbf9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);


--
-- Name: auth_group_permissions_permission_id_84c5c92e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);


--
-- Name: auth_permission_content_type_id_2f476e4b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);


--
-- Name: basket_basket_gift_card_id_d796146b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX basket_basket_gift_card_id_d796146b ON public.basket_basket USING btree (gift_card_id);


--
-- Name: basket_basket_market_id_d0deb251; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX basket_basket_market_id_d0deb251 ON public.basket_basket USING btree (market_id);


--
-- Name: basket_basket_owner_id_3a018de5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX basket_basket_owner_id_3a018de5 ON public.basket_basket USING btree (owner_id);


--
-- Name: basket_basket_ship_to_id_a858980f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX basket_basket_ship_to_id_a858980f ON public.basket_basket USING btree (ship_to_id);


--
-- Name: basket_basket_ship_to_id_a858980f_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX basket_basket_ship_to_id_a858980f_like ON public.basket_basket USING btree (ship_to_id varchar_pattern_ops);


--
-- Name: basket_basket_vouchers_basket_id_f857c2f8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX basket_basket_vouchers_basket_id_f857c2f8 ON public.basket_basket_vouchers USING btree (basket_id);


--
-- Name: basket_basket_vouchers_voucher_id_c2b66981; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX basket_basket_vouchers_voucher_id_c2b66981 ON public.basket_basket_vouchers USING btree (voucher_id);


--
-- Name: basket_line_basket_id_b615c905; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX basket_line_basket_id_b615c905 ON public.basket_line USING btree (basket_id);


--
-- Name: basket_line_date_created_eb0dfb1b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX basket_line_date_created_eb0dfb1b ON public.basket_line USING btree (date_created);


--
-- Name: basket_line_date_updated_a74d069d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX basket_line_date_updated_a74d069d ON public.basket_line USING btree (date_updated);


--
-- Name: basket_line_line_reference_08e91113; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX basket_line_line_reference_08e91113 ON public.basket_line USING btree (line_reference);


--
-- Name: basket_line_line_reference_08e91113_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX basket_line_line_reference_08e91113_like ON public.basket_line USING btree (line_reference varchar_pattern_ops);


--
-- Name: basket_line_product_id_303d743e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX basket_line_product_id_303d743e ON public.basket_line USING btree (product_id);


--
-- Name: basket_line_stockrecord_id_7039d8a4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX basket_line_stockrecord_id_7039d8a4 ON public.basket_line USING btree (stockrecord_id);


--
-- Name: basket_lineattribute_line_id_c41e0cdf; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX basket_lineattribute_line_id_c41e0cdf ON public.basket_lineattribute USING btree (line_id);


--
-- Name: basket_lineattribute_option_id_9387a3f7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX basket_lineattribute_option_id_9387a3f7 ON public.basket_lineattribute USING btree (option_id);


--
-- Name: catalogue_a_pgh_cre_9afcc1_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_a_pgh_cre_9afcc1_brin ON public.catalogue_approvaltrail USING brin (pgh_created_at);


--
-- Name: catalogue_approval_created_by_id_ba1c1c75; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_approval_created_by_id_ba1c1c75 ON public.catalogue_approval USING btree (created_by_id);


--
-- Name: catalogue_approval_holder_id_5aecb291; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_approval_holder_id_5aecb291 ON public.catalogue_approval USING btree (holder_id);


--
-- Name: catalogue_approval_territory_set_version_id_2ecef2c0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_approval_territory_set_version_id_2ecef2c0 ON public.catalogue_approval USING btree (territory_set_version_id);


--
-- Name: catalogue_approval_version_id_c52b3227; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_approval_version_id_c52b3227 ON public.catalogue_approval USING btree (version_id);


--
-- Name: catalogue_approvalcondition_approval_id_67b8fe85; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_approvalcondition_approval_id_67b8fe85 ON public.catalogue_approvalcondition USING btree (approval_id);


--
-- Name: catalogue_approvalcondition_created_by_id_e4240f71; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_approvalcondition_created_by_id_e4240f71 ON public.catalogue_approvalcondition USING btree (created_by_id);


--
-- Name: catalogue_approvaltrail_pgh_obj_id_724cd94b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_approvaltrail_pgh_obj_id_724cd94b ON public.catalogue_approvaltrail USING btree (pgh_obj_id);


--
-- Name: catalogue_attributeoption_code_861d9e91_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_attributeoption_code_861d9e91_like ON public.catalogue_attributeoption USING btree (code varchar_pattern_ops);


--
-- Name: catalogue_attributeoption_group_id_3d4a5e24; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_attributeoption_group_id_3d4a5e24 ON public.catalogue_attributeoption USING btree (group_id);


--
-- Name: catalogue_attributeoptiongroup_code_30e7931f_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_attributeoptiongroup_code_30e7931f_like ON public.catalogue_attributeoptiongroup USING btree (code varchar_pattern_ops);


--
-- Name: catalogue_authlabel_batch_id_6640d479; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_authlabel_batch_id_6640d479 ON public.catalogue_authlabel USING btree (batch_id);


--
-- Name: catalogue_authlabel_serial_309461e7_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_authlabel_serial_309461e7_like ON public.catalogue_authlabel USING btree (serial varchar_pattern_ops);


--
-- Name: catalogue_c_pgh_cre_7cbfd1_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_c_pgh_cre_7cbfd1_brin ON public.catalogue_compliancerecordtrail USING brin (pgh_created_at);


--
-- Name: catalogue_category_ancestors_are_public_d088d0db; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_category_ancestors_are_public_d088d0db ON public.catalogue_category USING btree (ancestors_are_public);


--
-- Name: catalogue_category_code_98f4a4fa_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_category_code_98f4a4fa_like ON public.catalogue_category USING btree (code varchar_pattern_ops);


--
-- Name: catalogue_category_exclude_from_menu_898e8583; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_category_exclude_from_menu_898e8583 ON public.catalogue_category USING btree (exclude_from_menu);


--
-- Name: catalogue_category_is_public_ab0536be; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_category_is_public_ab0536be ON public.catalogue_category USING btree (is_public);


--
-- Name: catalogue_category_name_1f342ac2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_category_name_1f342ac2 ON public.catalogue_category USING btree (name);


--
-- Name: catalogue_category_name_1f342ac2_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_category_name_1f342ac2_like ON public.catalogue_category USING btree (name varchar_pattern_ops);


--
-- Name: catalogue_category_name_ar_879dc933; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_category_name_ar_879dc933 ON public.catalogue_category USING btree (name_ar);


--
-- Name: catalogue_category_name_ar_879dc933_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_category_name_ar_879dc933_like ON public.catalogue_category USING btree (name_ar varchar_pattern_ops);


--
-- Name: catalogue_category_name_de_51859dcd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_category_name_de_51859dcd ON public.catalogue_category USING btree (name_de);


--
-- Name: catalogue_category_name_de_51859dcd_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_category_name_de_51859dcd_like ON public.catalogue_category USING btree (name_de varchar_pattern_ops);


--
-- Name: catalogue_category_name_en_0839aa91; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_category_name_en_0839aa91 ON public.catalogue_category USING btree (name_en);


--
-- Name: catalogue_category_name_en_0839aa91_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_category_name_en_0839aa91_like ON public.catalogue_category USING btree (name_en varchar_pattern_ops);


--
-- Name: catalogue_category_name_es_4826743d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_category_name_es_4826743d ON public.catalogue_category USING btree (name_es);


--
-- Name: catalogue_category_name_es_4826743d_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_category_name_es_4826743d_like ON public.catalogue_category USING btree (name_es varchar_pattern_ops);


--
-- Name: catalogue_category_name_fr_11c7f039; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_category_name_fr_11c7f039 ON public.catalogue_category USING btree (name_fr);


--
-- Name: catalogue_category_name_fr_11c7f039_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_category_name_fr_11c7f039_like ON public.catalogue_category USING btree (name_fr varchar_pattern_ops);


--
-- Name: catalogue_category_name_it_61752554; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_category_name_it_61752554 ON public.catalogue_category USING btree (name_it);


--
-- Name: catalogue_category_name_it_61752554_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_category_name_it_61752554_like ON public.catalogue_category USING btree (name_it varchar_pattern_ops);


--
-- Name: catalogue_category_name_ja_e2b5b0ce; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_category_name_ja_e2b5b0ce ON public.catalogue_category USING btree (name_ja);


--
-- Name: catalogue_category_name_ja_e2b5b0ce_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_category_name_ja_e2b5b0ce_like ON public.catalogue_category USING btree (name_ja varchar_pattern_ops);


--
-- Name: catalogue_category_name_pt_f12525e9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_category_name_pt_f12525e9 ON public.catalogue_category USING btree (name_pt);


--
-- Name: catalogue_category_name_pt_f12525e9_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_category_name_pt_f12525e9_like ON public.catalogue_category USING btree (name_pt varchar_pattern_ops);


--
-- Name: catalogue_category_path_1c5b79c2_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_category_path_1c5b79c2_like ON public.catalogue_category USING btree (path varchar_pattern_ops);


--
-- Name: catalogue_category_slug_9635febd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_category_slug_9635febd ON public.catalogue_category USING btree (slug);


--
-- Name: catalogue_category_slug_9635febd_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_category_slug_9635febd_like ON public.catalogue_category USING btree (slug varchar_pattern_ops);


--
-- Name: catalogue_compliancerecord_created_by_id_7259c910; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_compliancerecord_created_by_id_7259c910 ON public.catalogue_compliancerecord USING btree (created_by_id);


--
-- Name: catalogue_compliancerecord_product_id_5a033bf0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_compliancerecord_product_id_5a033bf0 ON public.catalogue_compliancerecord USING btree (product_id);


--
-- Name: catalogue_compliancerecordtrail_pgh_obj_id_3daf51c6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_compliancerecordtrail_pgh_obj_id_3daf51c6 ON public.catalogue_compliancerecordtrail USING btree (pgh_obj_id);


--
-- Name: catalogue_conditionmet_created_by_id_ba469240; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_conditionmet_created_by_id_ba469240 ON public.catalogue_conditionmet USING btree (created_by_id);


--
-- Name: catalogue_e_pgh_cre_a4bbd6_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_e_pgh_cre_a4bbd6_brin ON public.catalogue_embargotrail USING brin (pgh_created_at);


--
-- Name: catalogue_embargo_created_by_id_7ed24993; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_embargo_created_by_id_7ed24993 ON public.catalogue_embargo USING btree (created_by_id);


--
-- Name: catalogue_embargo_product_id_c57feb03; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_embargo_product_id_c57feb03 ON public.catalogue_embargo USING btree (product_id);


--
-- Name: catalogue_embargo_property_id_119a2d42; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_embargo_property_id_119a2d42 ON public.catalogue_embargo USING btree (property_id);


--
-- Name: catalogue_embargotrail_pgh_obj_id_8c90b39d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_embargotrail_pgh_obj_id_8c90b39d ON public.catalogue_embargotrail USING btree (pgh_obj_id);


--
-- Name: catalogue_option_code_0697b920_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_option_code_0697b920_like ON public.catalogue_option USING btree (code varchar_pattern_ops);


--
-- Name: catalogue_option_name_7b84926d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_option_name_7b84926d ON public.catalogue_option USING btree (name);


--
-- Name: catalogue_option_name_7b84926d_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_option_name_7b84926d_like ON public.catalogue_option USING btree (name varchar_pattern_ops);


--
-- Name: catalogue_option_option_group_id_2fd86269; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_option_option_group_id_2fd86269 ON public.catalogue_option USING btree (option_group_id);


--
-- Name: catalogue_option_order_d4ee348f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_option_order_d4ee348f ON public.catalogue_option USING btree ("order");


--
-- Name: catalogue_p_pgh_cre_31a9d5_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_p_pgh_cre_31a9d5_brin ON public.catalogue_producttrail USING brin (pgh_created_at);


--
-- Name: catalogue_p_pgh_cre_4d9081_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_p_pgh_cre_4d9081_brin ON public.catalogue_productrightstrail USING brin (pgh_created_at);


--
-- Name: catalogue_p_pgh_cre_ee8570_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_p_pgh_cre_ee8570_brin ON public.catalogue_productversiontrail USING brin (pgh_created_at);


--
-- Name: catalogue_product_code_a7386c07_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_product_code_a7386c07_like ON public.catalogue_product USING btree (code varchar_pattern_ops);


--
-- Name: catalogue_product_color_55d9d0be; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_product_color_55d9d0be ON public.catalogue_product USING btree (color);


--
-- Name: catalogue_product_color_55d9d0be_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_product_color_55d9d0be_like ON public.catalogue_product USING btree (color varchar_pattern_ops);


--
-- Name: catalogue_product_date_created_d66f485a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_product_date_created_d66f485a ON public.catalogue_product USING btree (date_created);


--
-- Name: catalogue_product_date_updated_d3a1785d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_product_date_updated_d3a1785d ON public.catalogue_product USING btree (date_updated);


--
-- Name: catalogue_product_games_id_9af82b97; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_product_games_id_9af82b97 ON public.catalogue_product USING btree (games_id);


--
-- Name: catalogue_product_games_id_9af82b97_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_product_games_id_9af82b97_like ON public.catalogue_product USING btree (games_id varchar_pattern_ops);


--
-- Name: catalogue_product_is_public_1cf798c5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_product_is_public_1cf798c5 ON public.catalogue_product USING btree (is_public);


--
-- Name: catalogue_product_kind_54f6afed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_product_kind_54f6afed ON public.catalogue_product USING btree (kind);


--
-- Name: catalogue_product_kind_54f6afed_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_product_kind_54f6afed_like ON public.catalogue_product USING btree (kind varchar_pattern_ops);


--
-- Name: catalogue_product_licensee_id_450e64e4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_product_licensee_id_450e64e4 ON public.catalogue_product USING btree (licensee_id);


--
-- Name: catalogue_product_noc_id_df847e82; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_product_noc_id_df847e82 ON public.catalogue_product USING btree (noc_id);


--
-- Name: catalogue_product_noc_id_df847e82_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_product_noc_id_df847e82_like ON public.catalogue_product USING btree (noc_id varchar_pattern_ops);


--
-- Name: catalogue_product_parent_id_9bfd2382; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_product_parent_id_9bfd2382 ON public.catalogue_product USING btree (parent_id);


--
-- Name: catalogue_product_priority_983a8f56; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_product_priority_983a8f56 ON public.catalogue_product USING btree (priority);


--
-- Name: catalogue_product_product_class_id_0c6c5b54; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_product_product_class_id_0c6c5b54 ON public.catalogue_product USING btree (product_class_id);


--
-- Name: catalogue_product_product_options_option_id_ff470e13; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_product_product_options_option_id_ff470e13 ON public.catalogue_product_product_options USING btree (option_id);


--
-- Name: catalogue_product_product_options_product_id_ad2b46bd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_product_product_options_product_id_ad2b46bd ON public.catalogue_product_product_options USING btree (product_id);


--
-- Name: catalogue_product_rights_category_id_9264e9a4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_product_rights_category_id_9264e9a4 ON public.catalogue_product USING btree (rights_category_id);


--
-- Name: catalogue_product_rights_profile_id_c2d1dfe6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_product_rights_profile_id_c2d1dfe6 ON public.catalogue_product USING btree (rights_profile_id);


--
-- Name: catalogue_product_slug_c8e2e2b9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_product_slug_c8e2e2b9 ON public.catalogue_product USING btree (slug);


--
-- Name: catalogue_product_slug_c8e2e2b9_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_product_slug_c8e2e2b9_like ON public.catalogue_product USING btree (slug varchar_pattern_ops);


--
-- Name: catalogue_product_sport_id_3fe3e509; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_product_sport_id_3fe3e509 ON public.catalogue_product USING btree (sport_id);


--
-- Name: catalogue_product_upc_91f72b90_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_product_upc_91f72b90_like ON public.catalogue_product USING btree (upc varchar_pattern_ops);


--
-- Name: catalogue_productattribute_attributeoption_id_962b600b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productattribute_attributeoption_id_962b600b ON public.catalogue_productattributevalue_value_multi_option USING btree (attributeoption_id);


--
-- Name: catalogue_productattribute_code_9ffea293; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productattribute_code_9ffea293 ON public.catalogue_productattribute USING btree (code);


--
-- Name: catalogue_productattribute_code_9ffea293_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productattribute_code_9ffea293_like ON public.catalogue_productattribute USING btree (code varchar_pattern_ops);


--
-- Name: catalogue_productattribute_option_group_id_6b422dc2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productattribute_option_group_id_6b422dc2 ON public.catalogue_productattribute USING btree (option_group_id);


--
-- Name: catalogue_productattribute_product_class_id_7af808ec; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productattribute_product_class_id_7af808ec ON public.catalogue_productattribute USING btree (product_class_id);


--
-- Name: catalogue_productattribute_productattributevalue_id_9c7c031e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productattribute_productattributevalue_id_9c7c031e ON public.catalogue_productattributevalue_value_multi_option USING btree (productattributevalue_id);


--
-- Name: catalogue_productattributevalue_attribute_id_0287c1e7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productattributevalue_attribute_id_0287c1e7 ON public.catalogue_productattributevalue USING btree (attribute_id);


--
-- Name: catalogue_productattributevalue_entity_content_type_id_f7186ab5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productattributevalue_entity_content_type_id_f7186ab5 ON public.catalogue_productattributevalue USING btree (entity_content_type_id);


--
-- Name: catalogue_productattributevalue_product_id_a03cd90e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productattributevalue_product_id_a03cd90e ON public.catalogue_productattributevalue USING btree (product_id);


--
-- Name: catalogue_productattributevalue_value_boolean_c5b0d66a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productattributevalue_value_boolean_c5b0d66a ON public.catalogue_productattributevalue USING btree (value_boolean);


--
-- Name: catalogue_productattributevalue_value_date_d18775c1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productattributevalue_value_date_d18775c1 ON public.catalogue_productattributevalue USING btree (value_date);


--
-- Name: catalogue_productattributevalue_value_datetime_b474ac38; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productattributevalue_value_datetime_b474ac38 ON public.catalogue_productattributevalue USING btree (value_datetime);


--
-- Name: catalogue_productattributevalue_value_float_5ef8d3db; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productattributevalue_value_float_5ef8d3db ON public.catalogue_productattributevalue USING btree (value_float);


--
-- Name: catalogue_productattributevalue_value_integer_55fbb7d6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productattributevalue_value_integer_55fbb7d6 ON public.catalogue_productattributevalue USING btree (value_integer);


--
-- Name: catalogue_productattributevalue_value_option_id_21026066; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productattributevalue_value_option_id_21026066 ON public.catalogue_productattributevalue USING btree (value_option_id);


--
-- Name: catalogue_productcategory_category_id_176db535; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productcategory_category_id_176db535 ON public.catalogue_productcategory USING btree (category_id);


--
-- Name: catalogue_productcategory_product_id_846a4061; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productcategory_product_id_846a4061 ON public.catalogue_productcategory USING btree (product_id);


--
-- Name: catalogue_productclass_options_option_id_b099542c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productclass_options_option_id_b099542c ON public.catalogue_productclass_options USING btree (option_id);


--
-- Name: catalogue_productclass_options_productclass_id_732df4c8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productclass_options_productclass_id_732df4c8 ON public.catalogue_productclass_options USING btree (productclass_id);


--
-- Name: catalogue_productclass_slug_270c6b2b_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productclass_slug_270c6b2b_like ON public.catalogue_productclass USING btree (slug varchar_pattern_ops);


--
-- Name: catalogue_productimage_code_fdab9782_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productimage_code_fdab9782_like ON public.catalogue_productimage USING btree (code varchar_pattern_ops);


--
-- Name: catalogue_productimage_display_order_9fa741ac; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productimage_display_order_9fa741ac ON public.catalogue_productimage USING btree (display_order);


--
-- Name: catalogue_productimage_product_id_49474fe8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productimage_product_id_49474fe8 ON public.catalogue_productimage USING btree (product_id);


--
-- Name: catalogue_productimage_source_sha256_8159c14c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productimage_source_sha256_8159c14c ON public.catalogue_productimage USING btree (source_sha256);


--
-- Name: catalogue_productimage_source_sha256_8159c14c_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productimage_source_sha256_8159c14c_like ON public.catalogue_productimage USING btree (source_sha256 varchar_pattern_ops);


--
-- Name: catalogue_productimage_stem_86d86843; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productimage_stem_86d86843 ON public.catalogue_productimage USING btree (stem);


--
-- Name: catalogue_productimage_stem_86d86843_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productimage_stem_86d86843_like ON public.catalogue_productimage USING btree (stem varchar_pattern_ops);


--
-- Name: catalogue_productimage_version_id_5d205223; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productimage_version_id_5d205223 ON public.catalogue_productimage USING btree (version_id);


--
-- Name: catalogue_productionbatch_agreement_id_252789f3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productionbatch_agreement_id_252789f3 ON public.catalogue_productionbatch USING btree (agreement_id);


--
-- Name: catalogue_productionbatch_created_by_id_5f7a9db8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productionbatch_created_by_id_5f7a9db8 ON public.catalogue_productionbatch USING btree (created_by_id);


--
-- Name: catalogue_productionbatch_product_id_58a0a477; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productionbatch_product_id_58a0a477 ON public.catalogue_productionbatch USING btree (product_id);


--
-- Name: catalogue_productrecommendation_primary_id_6e51a55c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productrecommendation_primary_id_6e51a55c ON public.catalogue_productrecommendation USING btree (primary_id);


--
-- Name: catalogue_productrecommendation_ranking_e7a0f7fd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productrecommendation_ranking_e7a0f7fd ON public.catalogue_productrecommendation USING btree (ranking);


--
-- Name: catalogue_productrecommendation_recommendation_id_daf8ae95; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productrecommendation_recommendation_id_daf8ae95 ON public.catalogue_productrecommendation USING btree (recommendation_id);


--
-- Name: catalogue_productrights_agreement_id_6140c7cc; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productrights_agreement_id_6140c7cc ON public.catalogue_productrights USING btree (agreement_id);


--
-- Name: catalogue_productrights_created_by_id_2eabc9fe; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productrights_created_by_id_2eabc9fe ON public.catalogue_productrights USING btree (created_by_id);


--
-- Name: catalogue_productrights_property_id_c94762d0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productrights_property_id_c94762d0 ON public.catalogue_productrights USING btree (property_id);


--
-- Name: catalogue_productrights_version_id_70378a45; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productrights_version_id_70378a45 ON public.catalogue_productrights USING btree (version_id);


--
-- Name: catalogue_productrightstrail_pgh_obj_id_da045286; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productrightstrail_pgh_obj_id_da045286 ON public.catalogue_productrightstrail USING btree (pgh_obj_id);


--
-- Name: catalogue_producttrail_pgh_obj_id_b158ae52; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_producttrail_pgh_obj_id_b158ae52 ON public.catalogue_producttrail USING btree (pgh_obj_id);


--
-- Name: catalogue_productversion_created_by_id_676b6f38; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productversion_created_by_id_676b6f38 ON public.catalogue_productversion USING btree (created_by_id);


--
-- Name: catalogue_productversion_product_id_1661f0fd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productversion_product_id_1661f0fd ON public.catalogue_productversion USING btree (product_id);


--
-- Name: catalogue_productversion_submitted_by_id_71ab7932; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productversion_submitted_by_id_71ab7932 ON public.catalogue_productversion USING btree (submitted_by_id);


--
-- Name: catalogue_productversiontrail_pgh_obj_id_dc00c078; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_productversiontrail_pgh_obj_id_dc00c078 ON public.catalogue_productversiontrail USING btree (pgh_obj_id);


--
-- Name: catalogue_reviewclock_holder_id_53fa50f9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_reviewclock_holder_id_53fa50f9 ON public.catalogue_reviewclock USING btree (holder_id);


--
-- Name: catalogue_reviewclock_version_id_ad60b285; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_reviewclock_version_id_ad60b285 ON public.catalogue_reviewclock USING btree (version_id);


--
-- Name: catalogue_reviewcomment_created_by_id_44e071b4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_reviewcomment_created_by_id_44e071b4 ON public.catalogue_reviewcomment USING btree (created_by_id);


--
-- Name: catalogue_reviewcomment_holder_id_6297c6d3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_reviewcomment_holder_id_6297c6d3 ON public.catalogue_reviewcomment USING btree (holder_id);


--
-- Name: catalogue_reviewcomment_version_id_94f8b7fa; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_reviewcomment_version_id_94f8b7fa ON public.catalogue_reviewcomment USING btree (version_id);


--
-- Name: catalogue_sport_slug_9d7da36e_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalogue_sport_slug_9d7da36e_like ON public.catalogue_sport USING btree (slug varchar_pattern_ops);


--
-- Name: clearance_by_channel_and_time; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX clearance_by_channel_and_time ON public.licensing_clearance USING gist (channel, valid);


--
-- Name: communication_communicationeventtype_name_45761eb9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX communication_communicationeventtype_name_45761eb9 ON public.communication_communicationeventtype USING btree (name);


--
-- Name: communication_communicationeventtype_name_45761eb9_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX communication_communicationeventtype_name_45761eb9_like ON public.communication_communicationeventtype USING btree (name varchar_pattern_ops);


--
-- Name: customer_communicationeventtype_code_984beacb_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX customer_communicationeventtype_code_984beacb_like ON public.communication_communicationeventtype USING btree (code varchar_pattern_ops);


--
-- Name: customer_email_user_id_a69ad588; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX customer_email_user_id_a69ad588 ON public.communication_email USING btree (user_id);


--
-- Name: customer_notification_date_sent_9b6baeda; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX customer_notification_date_sent_9b6baeda ON public.communication_notification USING btree (date_sent);


--
-- Name: customer_notification_recipient_id_d99de5c8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX customer_notification_recipient_id_d99de5c8 ON public.communication_notification USING btree (recipient_id);


--
-- Name: customer_notification_sender_id_affa1632; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX customer_notification_sender_id_affa1632 ON public.communication_notification USING btree (sender_id);


--
-- Name: customer_productalert_date_created_00622b1c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX customer_productalert_date_created_00622b1c ON public.customer_productalert USING btree (date_created);


--
-- Name: customer_productalert_email_e5f35f45; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX customer_productalert_email_e5f35f45 ON public.customer_productalert USING btree (email);


--
-- Name: customer_productalert_email_e5f35f45_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX customer_productalert_email_e5f35f45_like ON public.customer_productalert USING btree (email varchar_pattern_ops);


--
-- Name: customer_productalert_key_a26f3bdc; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX customer_productalert_key_a26f3bdc ON public.customer_productalert USING btree (key);


--
-- Name: customer_productalert_key_a26f3bdc_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX customer_productalert_key_a26f3bdc_like ON public.customer_productalert USING btree (key varchar_pattern_ops);


--
-- Name: customer_productalert_product_id_7e529a41; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX customer_productalert_product_id_7e529a41 ON public.customer_productalert USING btree (product_id);


--
-- Name: customer_productalert_user_id_677ad6d6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX customer_productalert_user_id_677ad6d6 ON public.customer_productalert USING btree (user_id);


--
-- Name: denied_sales_by_hour; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX denied_sales_by_hour ON public.licensing_deniedsale USING btree (hour);


--
-- Name: denied_sales_of_a_product; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX denied_sales_of_a_product ON public.licensing_deniedsale USING btree (product_id, hour);


--
-- Name: django_admin_log_content_type_id_c4bce8eb; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id);


--
-- Name: django_admin_log_user_id_c564eba6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id);


--
-- Name: django_flatpage_sites_flatpage_id_078bbc8b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_flatpage_sites_flatpage_id_078bbc8b ON public.django_flatpage_sites USING btree (flatpage_id);


--
-- Name: django_flatpage_sites_site_id_bfd8ea84; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_flatpage_sites_site_id_bfd8ea84 ON public.django_flatpage_sites USING btree (site_id);


--
-- Name: django_flatpage_url_41612362; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_flatpage_url_41612362 ON public.django_flatpage USING btree (url);


--
-- Name: django_flatpage_url_41612362_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_flatpage_url_41612362_like ON public.django_flatpage USING btree (url varchar_pattern_ops);


--
-- Name: django_session_expire_date_a5c62663; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);


--
-- Name: django_session_session_key_c0390e0f_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);


--
-- Name: django_site_domain_a2e37b91_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_site_domain_a2e37b91_like ON public.django_site USING btree (domain varchar_pattern_ops);


--
-- Name: fulfillment_deliverymethod_market_id_ae943af3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX fulfillment_deliverymethod_market_id_ae943af3 ON public.fulfillment_deliverymethod USING btree (market_id);


--
-- Name: fulfillment_shipment_licensee_id_d407e69b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX fulfillment_shipment_licensee_id_d407e69b ON public.fulfillment_shipment USING btree (licensee_id);


--
-- Name: fulfillment_shipment_order_id_28952ad5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX fulfillment_shipment_order_id_28952ad5 ON public.fulfillment_shipment USING btree (order_id);


--
-- Name: fulfillment_shipment_sent_by_id_756fb4a5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX fulfillment_shipment_sent_by_id_756fb4a5 ON public.fulfillment_shipment USING btree (sent_by_id);


--
-- Name: fulfillment_shipmentline_shipment_id_2373afd7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX fulfillment_shipmentline_shipment_id_2373afd7 ON public.fulfillment_shipmentline USING btree (shipment_id);


--
-- Name: giftcards_giftcard_code_hash_510f7c74_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX giftcards_giftcard_code_hash_510f7c74_like ON public.giftcards_giftcard USING btree (code_hash varchar_pattern_ops);


--
-- Name: giftcards_giftcard_disabled_by_id_90fe78da; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX giftcards_giftcard_disabled_by_id_90fe78da ON public.giftcards_giftcard USING btree (disabled_by_id);


--
-- Name: giftcards_giftcard_issued_by_id_092e6fa8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX giftcards_giftcard_issued_by_id_092e6fa8 ON public.giftcards_giftcard USING btree (issued_by_id);


--
-- Name: giftcards_giftcardmovement_by_id_af390d28; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX giftcards_giftcardmovement_by_id_af390d28 ON public.giftcards_giftcardmovement USING btree (by_id);


--
-- Name: giftcards_giftcardmovement_gift_card_id_604ecf64; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX giftcards_giftcardmovement_gift_card_id_604ecf64 ON public.giftcards_giftcardmovement USING btree (gift_card_id);


--
-- Name: giftcards_giftcardmovement_key_9f5b3ecd_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX giftcards_giftcardmovement_key_9f5b3ecd_like ON public.giftcards_giftcardmovement USING btree (key varchar_pattern_ops);


--
-- Name: giftcards_giftcardmovement_order_id_b16204e6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX giftcards_giftcardmovement_order_id_b16204e6 ON public.giftcards_giftcardmovement USING btree (order_id);


--
-- Name: idx_procrastinate_jobs_worker_not_null; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));


--
-- Name: idx_procrastinate_workers_last_heartbeat; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);


--
-- Name: inventory_location_code_8bf97d37_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX inventory_location_code_8bf97d37_like ON public.inventory_location USING btree (code varchar_pattern_ops);


--
-- Name: inventory_location_ships_to_location_id_d81b3900; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX inventory_location_ships_to_location_id_d81b3900 ON public.inventory_location_ships_to USING btree (location_id);


--
-- Name: inventory_location_ships_to_territory_id_79abd830; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX inventory_location_ships_to_territory_id_79abd830 ON public.inventory_location_ships_to USING btree (territory_id);


--
-- Name: inventory_location_ships_to_territory_id_79abd830_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX inventory_location_ships_to_territory_id_79abd830_like ON public.inventory_location_ships_to USING btree (territory_id varchar_pattern_ops);


--
-- Name: inventory_location_territory_id_b267a10b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX inventory_location_territory_id_b267a10b ON public.inventory_location USING btree (territory_id);


--
-- Name: inventory_location_territory_id_b267a10b_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX inventory_location_territory_id_b267a10b_like ON public.inventory_location USING btree (territory_id varchar_pattern_ops);


--
-- Name: inventory_lowstockalert_stock_record_id_ea40645d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX inventory_lowstockalert_stock_record_id_ea40645d ON public.inventory_lowstockalert USING btree (stock_record_id);


--
-- Name: inventory_receivedcount_by_id_36754c4c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX inventory_receivedcount_by_id_36754c4c ON public.inventory_receivedcount USING btree (by_id);


--
-- Name: inventory_receivedcount_licensee_id_ca53e4f0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX inventory_receivedcount_licensee_id_ca53e4f0 ON public.inventory_receivedcount USING btree (licensee_id);


--
-- Name: inventory_reservation_order_id_1704daf3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX inventory_reservation_order_id_1704daf3 ON public.inventory_reservation USING btree (order_id);


--
-- Name: inventory_reservation_stock_record_id_996acb25; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX inventory_reservation_stock_record_id_996acb25 ON public.inventory_reservation USING btree (stock_record_id);


--
-- Name: inventory_stockmovement_by_id_5d9c9edf; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX inventory_stockmovement_by_id_5d9c9edf ON public.inventory_stockmovement USING btree (by_id);


--
-- Name: inventory_stockmovement_reservation_id_398a682a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX inventory_stockmovement_reservation_id_398a682a ON public.inventory_stockmovement USING btree (reservation_id);


--
-- Name: inventory_stockmovement_stock_record_id_af4bfef4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX inventory_stockmovement_stock_record_id_af4bfef4 ON public.inventory_stockmovement USING btree (stock_record_id);


--
-- Name: inventory_stocktake_applied_by_id_a417ef25; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX inventory_stocktake_applied_by_id_a417ef25 ON public.inventory_stocktake USING btree (applied_by_id);


--
-- Name: inventory_stocktake_by_id_81ae71e1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX inventory_stocktake_by_id_81ae71e1 ON public.inventory_stocktake USING btree (by_id);


--
-- Name: ledger_balancetransaction_happened_at_b03df023; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ledger_balancetransaction_happened_at_b03df023 ON public.ledger_balancetransaction USING btree (happened_at);


--
-- Name: ledger_balancetransaction_id_da21928a_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ledger_balancetransaction_id_da21928a_like ON public.ledger_balancetransaction USING btree (id varchar_pattern_ops);


--
-- Name: ledger_balancetransaction_intent_id_eaee16a8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ledger_balancetransaction_intent_id_eaee16a8 ON public.ledger_balancetransaction USING btree (intent_id);


--
-- Name: ledger_balancetransaction_intent_id_eaee16a8_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ledger_balancetransaction_intent_id_eaee16a8_like ON public.ledger_balancetransaction USING btree (intent_id varchar_pattern_ops);


--
-- Name: ledger_entry_journal_id_a0887d66; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ledger_entry_journal_id_a0887d66 ON public.ledger_entry USING btree (journal_id);


--
-- Name: ledger_journal_key_4456eae4_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ledger_journal_key_4456eae4_like ON public.ledger_journal USING btree (key varchar_pattern_ops);


--
-- Name: ledger_journal_order_id_9362f0ba; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ledger_journal_order_id_9362f0ba ON public.ledger_journal USING btree (order_id);


--
-- Name: licensing_a_pgh_cre_027a6b_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_a_pgh_cre_027a6b_brin ON public.licensing_agreementeventtrail USING brin (pgh_created_at);


--
-- Name: licensing_a_pgh_cre_6dcf68_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_a_pgh_cre_6dcf68_brin ON public.licensing_agreementtrail USING brin (pgh_created_at);


--
-- Name: licensing_agreement_created_by_id_d5fc55df; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_agreement_created_by_id_d5fc55df ON public.licensing_agreement USING btree (created_by_id);


--
-- Name: licensing_agreement_licensee_id_24a3d783; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_agreement_licensee_id_24a3d783 ON public.licensing_agreement USING btree (licensee_id);


--
-- Name: licensing_agreement_licensor_id_0157434b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_agreement_licensor_id_0157434b ON public.licensing_agreement USING btree (licensor_id);


--
-- Name: licensing_agreement_parent_id_5e6917a3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_agreement_parent_id_5e6917a3 ON public.licensing_agreement USING btree (parent_id);


--
-- Name: licensing_agreementevent_agreement_id_08729d86; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_agreementevent_agreement_id_08729d86 ON public.licensing_agreementevent USING btree (agreement_id);


--
-- Name: licensing_agreementevent_created_by_id_20aeb41d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_agreementevent_created_by_id_20aeb41d ON public.licensing_agreementevent USING btree (created_by_id);


--
-- Name: licensing_agreementeventtrail_pgh_obj_id_7768beeb; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_agreementeventtrail_pgh_obj_id_7768beeb ON public.licensing_agreementeventtrail USING btree (pgh_obj_id);


--
-- Name: licensing_agreementtrail_pgh_obj_id_a87dc4c0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_agreementtrail_pgh_obj_id_a87dc4c0 ON public.licensing_agreementtrail USING btree (pgh_obj_id);


--
-- Name: licensing_clearance_profile_id_5fffe1db; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_clearance_profile_id_5fffe1db ON public.licensing_clearance USING btree (profile_id);


--
-- Name: licensing_closedprofile_profile_id_72da9583; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_closedprofile_profile_id_72da9583 ON public.licensing_closedprofile USING btree (profile_id);


--
-- Name: licensing_f_pgh_cre_b1859b_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_f_pgh_cre_b1859b_brin ON public.licensing_factoryaudittrail USING brin (pgh_created_at);


--
-- Name: licensing_f_pgh_cre_d49f96_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_f_pgh_cre_d49f96_brin ON public.licensing_factoryapprovaltrail USING brin (pgh_created_at);


--
-- Name: licensing_f_pgh_cre_e46253_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_f_pgh_cre_e46253_brin ON public.licensing_factorytrail USING brin (pgh_created_at);


--
-- Name: licensing_factory_country_id_2b05d6b9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_factory_country_id_2b05d6b9 ON public.licensing_factory USING btree (country_id);


--
-- Name: licensing_factory_country_id_2b05d6b9_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_factory_country_id_2b05d6b9_like ON public.licensing_factory USING btree (country_id varchar_pattern_ops);


--
-- Name: licensing_factory_created_by_id_bd9b1f97; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_factory_created_by_id_bd9b1f97 ON public.licensing_factory USING btree (created_by_id);


--
-- Name: licensing_factory_licensee_id_95f8d904; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_factory_licensee_id_95f8d904 ON public.licensing_factory USING btree (licensee_id);


--
-- Name: licensing_factoryapproval_agreement_id_58b1251f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_factoryapproval_agreement_id_58b1251f ON public.licensing_factoryapproval USING btree (agreement_id);


--
-- Name: licensing_factoryapproval_created_by_id_c12a9688; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_factoryapproval_created_by_id_c12a9688 ON public.licensing_factoryapproval USING btree (created_by_id);


--
-- Name: licensing_factoryapproval_factory_id_55e5b88d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_factoryapproval_factory_id_55e5b88d ON public.licensing_factoryapproval USING btree (factory_id);


--
-- Name: licensing_factoryapprovaltrail_pgh_obj_id_ad63dc95; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_factoryapprovaltrail_pgh_obj_id_ad63dc95 ON public.licensing_factoryapprovaltrail USING btree (pgh_obj_id);


--
-- Name: licensing_factoryaudit_created_by_id_3317341f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_factoryaudit_created_by_id_3317341f ON public.licensing_factoryaudit USING btree (created_by_id);


--
-- Name: licensing_factoryaudit_factory_id_bc39b96e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_factoryaudit_factory_id_bc39b96e ON public.licensing_factoryaudit USING btree (factory_id);


--
-- Name: licensing_factoryaudittrail_pgh_obj_id_a19dd8e0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_factoryaudittrail_pgh_obj_id_a19dd8e0 ON public.licensing_factoryaudittrail USING btree (pgh_obj_id);


--
-- Name: licensing_factorytrail_pgh_obj_id_5ab7bf10; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_factorytrail_pgh_obj_id_5ab7bf10 ON public.licensing_factorytrail USING btree (pgh_obj_id);


--
-- Name: licensing_g_pgh_cre_107bc8_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_g_pgh_cre_107bc8_brin ON public.licensing_grantgrantedcategoriestrail USING brin (pgh_created_at);


--
-- Name: licensing_g_pgh_cre_7d72d9_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_g_pgh_cre_7d72d9_brin ON public.licensing_grantgrantedpropertiestrail USING brin (pgh_created_at);


--
-- Name: licensing_g_pgh_cre_a2e012_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_g_pgh_cre_a2e012_brin ON public.licensing_granttrail USING brin (pgh_created_at);


--
-- Name: licensing_g_pgh_cre_b6ad49_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_g_pgh_cre_b6ad49_brin ON public.licensing_gameseditiontrail USING brin (pgh_created_at);


--
-- Name: licensing_g_pgh_cre_e2e968_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_g_pgh_cre_e2e968_brin ON public.licensing_gameseditionhostterritoriestrail USING brin (pgh_created_at);


--
-- Name: licensing_g_pgh_cre_e9403d_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_g_pgh_cre_e9403d_brin ON public.licensing_guardedwordtrail USING brin (pgh_created_at);


--
-- Name: licensing_gamesedition_code_861185ab_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_gamesedition_code_861185ab_like ON public.licensing_gamesedition USING btree (code varchar_pattern_ops);


--
-- Name: licensing_gamesedition_h_gamesedition_id_0ad5a064_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_gamesedition_h_gamesedition_id_0ad5a064_like ON public.licensing_gamesedition_host_territories USING btree (gamesedition_id varchar_pattern_ops);


--
-- Name: licensing_gamesedition_h_territory_id_c4711fe3_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_gamesedition_h_territory_id_c4711fe3_like ON public.licensing_gamesedition_host_territories USING btree (territory_id varchar_pattern_ops);


--
-- Name: licensing_gamesedition_hos_gamesedition_id_0ad5a064; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_gamesedition_hos_gamesedition_id_0ad5a064 ON public.licensing_gamesedition_host_territories USING btree (gamesedition_id);


--
-- Name: licensing_gamesedition_host_territories_territory_id_c4711fe3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_gamesedition_host_territories_territory_id_c4711fe3 ON public.licensing_gamesedition_host_territories USING btree (territory_id);


--
-- Name: licensing_gamesedition_ocog_id_5aff850a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_gamesedition_ocog_id_5aff850a ON public.licensing_gamesedition USING btree (ocog_id);


--
-- Name: licensing_gameseditionhostterritoriestrail_pgh_obj_id_0c6740b0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_gameseditionhostterritoriestrail_pgh_obj_id_0c6740b0 ON public.licensing_gameseditionhostterritoriestrail USING btree (pgh_obj_id);


--
-- Name: licensing_gameseditiontrail_pgh_obj_id_137584ac; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_gameseditiontrail_pgh_obj_id_137584ac ON public.licensing_gameseditiontrail USING btree (pgh_obj_id);


--
-- Name: licensing_gameseditiontrail_pgh_obj_id_137584ac_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_gameseditiontrail_pgh_obj_id_137584ac_like ON public.licensing_gameseditiontrail USING btree (pgh_obj_id varchar_pattern_ops);


--
-- Name: licensing_grant_agreement_id_6dbd23ae; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_grant_agreement_id_6dbd23ae ON public.licensing_grant USING btree (agreement_id);


--
-- Name: licensing_grant_created_by_id_2fd9b495; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_grant_created_by_id_2fd9b495 ON public.licensing_grant USING btree (created_by_id);


--
-- Name: licensing_grant_granted_categories_grant_id_8a471b50; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_grant_granted_categories_grant_id_8a471b50 ON public.licensing_grant_granted_categories USING btree (grant_id);


--
-- Name: licensing_grant_granted_categories_productcategory_id_e96a5bfe; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_grant_granted_categories_productcategory_id_e96a5bfe ON public.licensing_grant_granted_categories USING btree (productcategory_id);


--
-- Name: licensing_grant_granted_properties_grant_id_1fe6ac37; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_grant_granted_properties_grant_id_1fe6ac37 ON public.licensing_grant_granted_properties USING btree (grant_id);


--
-- Name: licensing_grant_granted_properties_property_id_b1de3bd8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_grant_granted_properties_property_id_b1de3bd8 ON public.licensing_grant_granted_properties USING btree (property_id);


--
-- Name: licensing_grant_licensee_id_0672190b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_grant_licensee_id_0672190b ON public.licensing_grant USING btree (licensee_id);


--
-- Name: licensing_grant_territory_set_version_id_83596397; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_grant_territory_set_version_id_83596397 ON public.licensing_grant USING btree (territory_set_version_id);


--
-- Name: licensing_grantgrantedcategoriestrail_pgh_obj_id_8e2a745e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_grantgrantedcategoriestrail_pgh_obj_id_8e2a745e ON public.licensing_grantgrantedcategoriestrail USING btree (pgh_obj_id);


--
-- Name: licensing_grantgrantedpropertiestrail_pgh_obj_id_10ec8ccf; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_grantgrantedpropertiestrail_pgh_obj_id_10ec8ccf ON public.licensing_grantgrantedpropertiestrail USING btree (pgh_obj_id);


--
-- Name: licensing_granttrail_pgh_obj_id_dd09d37d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_granttrail_pgh_obj_id_dd09d37d ON public.licensing_granttrail USING btree (pgh_obj_id);


--
-- Name: licensing_guardedword_created_by_id_8664d679; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_guardedword_created_by_id_8664d679 ON public.licensing_guardedword USING btree (created_by_id);


--
-- Name: licensing_guardedword_mark_id_8302e639; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_guardedword_mark_id_8302e639 ON public.licensing_guardedword USING btree (mark_id);


--
-- Name: licensing_guardedwordtrail_pgh_obj_id_be4510b8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_guardedwordtrail_pgh_obj_id_be4510b8 ON public.licensing_guardedwordtrail USING btree (pgh_obj_id);


--
-- Name: licensing_h_pgh_cre_9681a9_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_h_pgh_cre_9681a9_brin ON public.licensing_holdbacktrail USING brin (pgh_created_at);


--
-- Name: licensing_holdback_category_id_063add26; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_holdback_category_id_063add26 ON public.licensing_holdback USING btree (category_id);


--
-- Name: licensing_holdback_created_by_id_35677845; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_holdback_created_by_id_35677845 ON public.licensing_holdback USING btree (created_by_id);


--
-- Name: licensing_holdback_licensee_id_117a751d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_holdback_licensee_id_117a751d ON public.licensing_holdback USING btree (licensee_id);


--
-- Name: licensing_holdback_product_id_6e8260c5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_holdback_product_id_6e8260c5 ON public.licensing_holdback USING btree (product_id);


--
-- Name: licensing_holdback_property_id_6bdb06ed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_holdback_property_id_6bdb06ed ON public.licensing_holdback USING btree (property_id);


--
-- Name: licensing_holdbacktrail_pgh_obj_id_15e7f4ac; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_holdbacktrail_pgh_obj_id_15e7f4ac ON public.licensing_holdbacktrail USING btree (pgh_obj_id);


--
-- Name: licensing_l_pgh_cre_02eb5c_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_l_pgh_cre_02eb5c_brin ON public.licensing_licenseetrail USING brin (pgh_created_at);


--
-- Name: licensing_l_pgh_cre_bfec76_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_l_pgh_cre_bfec76_brin ON public.licensing_labelissuetrail USING brin (pgh_created_at);


--
-- Name: licensing_labelissue_created_by_id_4fe9c4c0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_labelissue_created_by_id_4fe9c4c0 ON public.licensing_labelissue USING btree (created_by_id);


--
-- Name: licensing_labelissue_licensee_id_69ac8ec0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_labelissue_licensee_id_69ac8ec0 ON public.licensing_labelissue USING btree (licensee_id);


--
-- Name: licensing_labelissuetrail_pgh_obj_id_b7d53e1a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_labelissuetrail_pgh_obj_id_b7d53e1a ON public.licensing_labelissuetrail USING btree (pgh_obj_id);


--
-- Name: licensing_licensee_code_7ca4f621_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_licensee_code_7ca4f621_like ON public.licensing_licensee USING btree (code varchar_pattern_ops);


--
-- Name: licensing_licensee_country_id_e1a4d872; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_licensee_country_id_e1a4d872 ON public.licensing_licensee USING btree (country_id);


--
-- Name: licensing_licensee_country_id_e1a4d872_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_licensee_country_id_e1a4d872_like ON public.licensing_licensee USING btree (country_id varchar_pattern_ops);


--
-- Name: licensing_licensee_created_by_id_04ddbab5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_licensee_created_by_id_04ddbab5 ON public.licensing_licensee USING btree (created_by_id);


--
-- Name: licensing_licenseeevent_created_by_id_7a343532; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_licenseeevent_created_by_id_7a343532 ON public.licensing_licenseeevent USING btree (created_by_id);


--
-- Name: licensing_licenseeevent_licensee_id_50ba69f0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_licenseeevent_licensee_id_50ba69f0 ON public.licensing_licenseeevent USING btree (licensee_id);


--
-- Name: licensing_licenseetrail_pgh_obj_id_b05c8584; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_licenseetrail_pgh_obj_id_b05c8584 ON public.licensing_licenseetrail USING btree (pgh_obj_id);


--
-- Name: licensing_n_pgh_cre_2be0da_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_n_pgh_cre_2be0da_brin ON public.licensing_nocterritoriestrail USING brin (pgh_created_at);


--
-- Name: licensing_n_pgh_cre_b74ff1_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_n_pgh_cre_b74ff1_brin ON public.licensing_nocconsenttrail USING brin (pgh_created_at);


--
-- Name: licensing_n_pgh_cre_c7d16c_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_n_pgh_cre_c7d16c_brin ON public.licensing_noctrail USING brin (pgh_created_at);


--
-- Name: licensing_n_pgh_cre_ccc6dd_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_n_pgh_cre_ccc6dd_brin ON public.licensing_nocconsentnocstrail USING brin (pgh_created_at);


--
-- Name: licensing_noc_ioc_code_e93f26f0_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_noc_ioc_code_e93f26f0_like ON public.licensing_noc USING btree (ioc_code varchar_pattern_ops);


--
-- Name: licensing_noc_territories_noc_id_488c9bb0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_noc_territories_noc_id_488c9bb0 ON public.licensing_noc_territories USING btree (noc_id);


--
-- Name: licensing_noc_territories_noc_id_488c9bb0_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_noc_territories_noc_id_488c9bb0_like ON public.licensing_noc_territories USING btree (noc_id varchar_pattern_ops);


--
-- Name: licensing_noc_territories_territory_id_db96711a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_noc_territories_territory_id_db96711a ON public.licensing_noc_territories USING btree (territory_id);


--
-- Name: licensing_noc_territories_territory_id_db96711a_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_noc_territories_territory_id_db96711a_like ON public.licensing_noc_territories USING btree (territory_id varchar_pattern_ops);


--
-- Name: licensing_nocconsent_created_by_id_5e8ff2e0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_nocconsent_created_by_id_5e8ff2e0 ON public.licensing_nocconsent USING btree (created_by_id);


--
-- Name: licensing_nocconsent_nocs_noc_id_21a65642; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_nocconsent_nocs_noc_id_21a65642 ON public.licensing_nocconsent_nocs USING btree (noc_id);


--
-- Name: licensing_nocconsent_nocs_noc_id_21a65642_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_nocconsent_nocs_noc_id_21a65642_like ON public.licensing_nocconsent_nocs USING btree (noc_id varchar_pattern_ops);


--
-- Name: licensing_nocconsent_nocs_nocconsent_id_c1d5be61; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_nocconsent_nocs_nocconsent_id_c1d5be61 ON public.licensing_nocconsent_nocs USING btree (nocconsent_id);


--
-- Name: licensing_nocconsent_property_id_00ad5f10; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_nocconsent_property_id_00ad5f10 ON public.licensing_nocconsent USING btree (property_id);


--
-- Name: licensing_nocconsentnocstrail_pgh_obj_id_10c0b7c2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_nocconsentnocstrail_pgh_obj_id_10c0b7c2 ON public.licensing_nocconsentnocstrail USING btree (pgh_obj_id);


--
-- Name: licensing_nocconsenttrail_pgh_obj_id_3b10fbe0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_nocconsenttrail_pgh_obj_id_3b10fbe0 ON public.licensing_nocconsenttrail USING btree (pgh_obj_id);


--
-- Name: licensing_nocterritoriestrail_pgh_obj_id_063f578a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_nocterritoriestrail_pgh_obj_id_063f578a ON public.licensing_nocterritoriestrail USING btree (pgh_obj_id);


--
-- Name: licensing_noctrail_pgh_obj_id_d7a3da99; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_noctrail_pgh_obj_id_d7a3da99 ON public.licensing_noctrail USING btree (pgh_obj_id);


--
-- Name: licensing_noctrail_pgh_obj_id_d7a3da99_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_noctrail_pgh_obj_id_d7a3da99_like ON public.licensing_noctrail USING btree (pgh_obj_id varchar_pattern_ops);


--
-- Name: licensing_p_pgh_cre_541fc1_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_p_pgh_cre_541fc1_brin ON public.licensing_propertytrail USING brin (pgh_created_at);


--
-- Name: licensing_p_pgh_cre_7e625e_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_p_pgh_cre_7e625e_brin ON public.licensing_productcategorytrail USING brin (pgh_created_at);


--
-- Name: licensing_p_pgh_cre_810668_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_p_pgh_cre_810668_brin ON public.licensing_propertyholdingtrail USING brin (pgh_created_at);


--
-- Name: licensing_productcategory_code_442830fa_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_productcategory_code_442830fa_like ON public.licensing_productcategory USING btree (code varchar_pattern_ops);


--
-- Name: licensing_productcategory_parent_id_2ed280b4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_productcategory_parent_id_2ed280b4 ON public.licensing_productcategory USING btree (parent_id);


--
-- Name: licensing_productcategorytrail_pgh_obj_id_a356fc31; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_productcategorytrail_pgh_obj_id_a356fc31 ON public.licensing_productcategorytrail USING btree (pgh_obj_id);


--
-- Name: licensing_property_code_85bae419_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_property_code_85bae419_like ON public.licensing_property USING btree (code varchar_pattern_ops);


--
-- Name: licensing_property_created_by_id_b9d2e0db; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_property_created_by_id_b9d2e0db ON public.licensing_property USING btree (created_by_id);


--
-- Name: licensing_property_games_id_4856065b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_property_games_id_4856065b ON public.licensing_property USING btree (games_id);


--
-- Name: licensing_property_games_id_4856065b_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_property_games_id_4856065b_like ON public.licensing_property USING btree (games_id varchar_pattern_ops);


--
-- Name: licensing_property_noc_id_2c98b805; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_property_noc_id_2c98b805 ON public.licensing_property USING btree (noc_id);


--
-- Name: licensing_property_noc_id_2c98b805_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_property_noc_id_2c98b805_like ON public.licensing_property USING btree (noc_id varchar_pattern_ops);


--
-- Name: licensing_propertyholding_created_by_id_15b9d4d5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_propertyholding_created_by_id_15b9d4d5 ON public.licensing_propertyholding USING btree (created_by_id);


--
-- Name: licensing_propertyholding_holder_id_9b805579; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_propertyholding_holder_id_9b805579 ON public.licensing_propertyholding USING btree (holder_id);


--
-- Name: licensing_propertyholding_property_id_82e4722f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_propertyholding_property_id_82e4722f ON public.licensing_propertyholding USING btree (property_id);


--
-- Name: licensing_propertyholding_territory_set_version_id_2004a227; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_propertyholding_territory_set_version_id_2004a227 ON public.licensing_propertyholding USING btree (territory_set_version_id);


--
-- Name: licensing_propertyholdingtrail_pgh_obj_id_5acee519; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_propertyholdingtrail_pgh_obj_id_5acee519 ON public.licensing_propertyholdingtrail USING btree (pgh_obj_id);


--
-- Name: licensing_propertytrail_pgh_obj_id_a7218dd5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_propertytrail_pgh_obj_id_a7218dd5 ON public.licensing_propertytrail USING btree (pgh_obj_id);


--
-- Name: licensing_r_pgh_cre_5e0fb6_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_r_pgh_cre_5e0fb6_brin ON public.licensing_rightsholdertrail USING brin (pgh_created_at);


--
-- Name: licensing_r_pgh_cre_5e67b9_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_r_pgh_cre_5e67b9_brin ON public.licensing_rightspolicytrail USING brin (pgh_created_at);


--
-- Name: licensing_rightsholder_code_ee591d86_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_rightsholder_code_ee591d86_like ON public.licensing_rightsholder USING btree (code varchar_pattern_ops);


--
-- Name: licensing_rightsholder_created_by_id_0ec470d7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_rightsholder_created_by_id_0ec470d7 ON public.licensing_rightsholder USING btree (created_by_id);


--
-- Name: licensing_rightsholder_games_id_9fc2dbe0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_rightsholder_games_id_9fc2dbe0 ON public.licensing_rightsholder USING btree (games_id);


--
-- Name: licensing_rightsholder_games_id_9fc2dbe0_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_rightsholder_games_id_9fc2dbe0_like ON public.licensing_rightsholder USING btree (games_id varchar_pattern_ops);


--
-- Name: licensing_rightsholder_noc_id_b9d39f2a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_rightsholder_noc_id_b9d39f2a ON public.licensing_rightsholder USING btree (noc_id);


--
-- Name: licensing_rightsholder_noc_id_b9d39f2a_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_rightsholder_noc_id_b9d39f2a_like ON public.licensing_rightsholder USING btree (noc_id varchar_pattern_ops);


--
-- Name: licensing_rightsholder_successor_id_7904581d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_rightsholder_successor_id_7904581d ON public.licensing_rightsholder USING btree (successor_id);


--
-- Name: licensing_rightsholdertrail_pgh_obj_id_fe448dbd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_rightsholdertrail_pgh_obj_id_fe448dbd ON public.licensing_rightsholdertrail USING btree (pgh_obj_id);


--
-- Name: licensing_rightspolicy_created_by_id_7b2de9cd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_rightspolicy_created_by_id_7b2de9cd ON public.licensing_rightspolicy USING btree (created_by_id);


--
-- Name: licensing_rightspolicytrail_pgh_obj_id_97822719; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_rightspolicytrail_pgh_obj_id_97822719 ON public.licensing_rightspolicytrail USING btree (pgh_obj_id);


--
-- Name: licensing_rightsprofile_category_id_eedf1f07; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_rightsprofile_category_id_eedf1f07 ON public.licensing_rightsprofile USING btree (category_id);


--
-- Name: licensing_rightsprofile_licensee_id_0e789759; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_rightsprofile_licensee_id_0e789759 ON public.licensing_rightsprofile USING btree (licensee_id);


--
-- Name: licensing_s_pgh_cre_850119_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_s_pgh_cre_850119_brin ON public.licensing_selloffstocktrail USING brin (pgh_created_at);


--
-- Name: licensing_s_pgh_cre_9e3e9a_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_s_pgh_cre_9e3e9a_brin ON public.licensing_storemandatetrail USING brin (pgh_created_at);


--
-- Name: licensing_s_pgh_cre_e1fe03_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_s_pgh_cre_e1fe03_brin ON public.licensing_subterritorytrail USING brin (pgh_created_at);


--
-- Name: licensing_selloffstock_agreement_id_495b332a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_selloffstock_agreement_id_495b332a ON public.licensing_selloffstock USING btree (agreement_id);


--
-- Name: licensing_selloffstock_created_by_id_8785b6e7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_selloffstock_created_by_id_8785b6e7 ON public.licensing_selloffstock USING btree (created_by_id);


--
-- Name: licensing_selloffstocktrail_pgh_obj_id_3cbe0363; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_selloffstocktrail_pgh_obj_id_3cbe0363 ON public.licensing_selloffstocktrail USING btree (pgh_obj_id);


--
-- Name: licensing_storemandate_created_by_id_ac3773d7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_storemandate_created_by_id_ac3773d7 ON public.licensing_storemandate USING btree (created_by_id);


--
-- Name: licensing_storemandate_territory_set_version_id_2fc5cae8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_storemandate_territory_set_version_id_2fc5cae8 ON public.licensing_storemandate USING btree (territory_set_version_id);


--
-- Name: licensing_storemandatetrail_pgh_obj_id_9a4e442d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_storemandatetrail_pgh_obj_id_9a4e442d ON public.licensing_storemandatetrail USING btree (pgh_obj_id);


--
-- Name: licensing_subterritory_acts_as_id_a005ad7d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_subterritory_acts_as_id_a005ad7d ON public.licensing_subterritory USING btree (acts_as_id);


--
-- Name: licensing_subterritory_acts_as_id_a005ad7d_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_subterritory_acts_as_id_a005ad7d_like ON public.licensing_subterritory USING btree (acts_as_id varchar_pattern_ops);


--
-- Name: licensing_subterritory_code_ada3c311_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_subterritory_code_ada3c311_like ON public.licensing_subterritory USING btree (code varchar_pattern_ops);


--
-- Name: licensing_subterritory_territory_id_26c4ae39; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_subterritory_territory_id_26c4ae39 ON public.licensing_subterritory USING btree (territory_id);


--
-- Name: licensing_subterritory_territory_id_26c4ae39_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_subterritory_territory_id_26c4ae39_like ON public.licensing_subterritory USING btree (territory_id varchar_pattern_ops);


--
-- Name: licensing_subterritorytrail_pgh_obj_id_3cae8ab3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_subterritorytrail_pgh_obj_id_3cae8ab3 ON public.licensing_subterritorytrail USING btree (pgh_obj_id);


--
-- Name: licensing_t_pgh_cre_1496ad_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_t_pgh_cre_1496ad_brin ON public.licensing_territorytrail USING brin (pgh_created_at);


--
-- Name: licensing_t_pgh_cre_4bb290_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_t_pgh_cre_4bb290_brin ON public.licensing_territorysettrail USING brin (pgh_created_at);


--
-- Name: licensing_t_pgh_cre_5c337a_brin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_t_pgh_cre_5c337a_brin ON public.licensing_territorysetversiontrail USING brin (pgh_created_at);


--
-- Name: licensing_territory_code_0d050f48_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_territory_code_0d050f48_like ON public.licensing_territory USING btree (code varchar_pattern_ops);


--
-- Name: licensing_territory_parent_id_34033567; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_territory_parent_id_34033567 ON public.licensing_territory USING btree (parent_id);


--
-- Name: licensing_territory_parent_id_34033567_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_territory_parent_id_34033567_like ON public.licensing_territory USING btree (parent_id varchar_pattern_ops);


--
-- Name: licensing_territoryset_code_964ca7e1_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_territoryset_code_964ca7e1_like ON public.licensing_territoryset USING btree (code varchar_pattern_ops);


--
-- Name: licensing_territorysettrail_pgh_obj_id_cef0191e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_territorysettrail_pgh_obj_id_cef0191e ON public.licensing_territorysettrail USING btree (pgh_obj_id);


--
-- Name: licensing_territorysetversion_created_by_id_fe6a7a1e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_territorysetversion_created_by_id_fe6a7a1e ON public.licensing_territorysetversion USING btree (created_by_id);


--
-- Name: licensing_territorysetversion_territory_set_id_db222387; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_territorysetversion_territory_set_id_db222387 ON public.licensing_territorysetversion USING btree (territory_set_id);


--
-- Name: licensing_territorysetversiontrail_pgh_obj_id_c48c4bc4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_territorysetversiontrail_pgh_obj_id_c48c4bc4 ON public.licensing_territorysetversiontrail USING btree (pgh_obj_id);


--
-- Name: licensing_territorytrail_pgh_obj_id_8438c17a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_territorytrail_pgh_obj_id_8438c17a ON public.licensing_territorytrail USING btree (pgh_obj_id);


--
-- Name: licensing_territorytrail_pgh_obj_id_8438c17a_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX licensing_territorytrail_pgh_obj_id_8438c17a_like ON public.licensing_territorytrail USING btree (pgh_obj_id varchar_pattern_ops);


--
-- Name: limits_cache_cache_key_fa1cd72b_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX limits_cache_cache_key_fa1cd72b_like ON public.limits_cache USING btree (cache_key varchar_pattern_ops);


--
-- Name: limits_cache_expires_99f3242a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX limits_cache_expires_99f3242a ON public.limits_cache USING btree (expires);


--
-- Name: limits_ratecount_ends_at_5029176a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX limits_ratecount_ends_at_5029176a ON public.limits_ratecount USING btree (ends_at);


--
-- Name: limits_ratecount_key_347c3177_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX limits_ratecount_key_347c3177_like ON public.limits_ratecount USING btree (key varchar_pattern_ops);


--
-- Name: markets_market_code_a7c4165b_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX markets_market_code_a7c4165b_like ON public.markets_market USING btree (code varchar_pattern_ops);


--
-- Name: markets_market_home_id_9e1c4247; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX markets_market_home_id_9e1c4247 ON public.markets_market USING btree (home_id);


--
-- Name: markets_market_home_id_9e1c4247_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX markets_market_home_id_9e1c4247_like ON public.markets_market USING btree (home_id varchar_pattern_ops);


--
-- Name: markets_market_selling_entity_id_3e7246ef; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX markets_market_selling_entity_id_3e7246ef ON public.markets_market USING btree (selling_entity_id);


--
-- Name: markets_market_ship_to_market_id_758a91a5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX markets_market_ship_to_market_id_758a91a5 ON public.markets_market_ship_to USING btree (market_id);


--
-- Name: markets_market_ship_to_territory_id_a4355129; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX markets_market_ship_to_territory_id_a4355129 ON public.markets_market_ship_to USING btree (territory_id);


--
-- Name: markets_market_ship_to_territory_id_a4355129_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX markets_market_ship_to_territory_id_a4355129_like ON public.markets_market_ship_to USING btree (territory_id varchar_pattern_ops);


--
-- Name: markets_sellingentity_code_dd921718_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX markets_sellingentity_code_dd921718_like ON public.markets_sellingentity USING btree (code varchar_pattern_ops);


--
-- Name: markets_taxrate_territory_id_08582f5c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX markets_taxrate_territory_id_08582f5c ON public.markets_taxrate USING btree (territory_id);


--
-- Name: markets_taxrate_territory_id_08582f5c_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX markets_taxrate_territory_id_08582f5c_like ON public.markets_taxrate USING btree (territory_id varchar_pattern_ops);


--
-- Name: mfa_authenticator_user_id_0c3a50c0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);


--
-- Name: notices_newest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX notices_newest ON public.notices_notice USING btree (user_id, id DESC);


--
-- Name: notices_notice_user_id_62c74e71; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX notices_notice_user_id_62c74e71 ON public.notices_notice USING btree (user_id);


--
-- Name: notices_unread; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX notices_unread ON public.notices_notice USING btree (user_id) WHERE (read_at IS NULL);


--
-- Name: offer_benefit_range_id_ab19c5ab; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offer_benefit_range_id_ab19c5ab ON public.offer_benefit USING btree (range_id);


--
-- Name: offer_condition_range_id_b023a2aa; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offer_condition_range_id_b023a2aa ON public.offer_condition USING btree (range_id);


--
-- Name: offer_conditionaloffer_benefit_id_f43f68b5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offer_conditionaloffer_benefit_id_f43f68b5 ON public.offer_conditionaloffer USING btree (benefit_id);


--
-- Name: offer_conditionaloffer_com_from_conditionaloffer_id_85c3bd9f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offer_conditionaloffer_com_from_conditionaloffer_id_85c3bd9f ON public.offer_conditionaloffer_combinations USING btree (from_conditionaloffer_id);


--
-- Name: offer_conditionaloffer_com_to_conditionaloffer_id_ae993478; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offer_conditionaloffer_com_to_conditionaloffer_id_ae993478 ON public.offer_conditionaloffer_combinations USING btree (to_conditionaloffer_id);


--
-- Name: offer_conditionaloffer_condition_id_e6baa945; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offer_conditionaloffer_condition_id_e6baa945 ON public.offer_conditionaloffer USING btree (condition_id);


--
-- Name: offer_conditionaloffer_name_340601c2_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offer_conditionaloffer_name_340601c2_like ON public.offer_conditionaloffer USING btree (name varchar_pattern_ops);


--
-- Name: offer_conditionaloffer_priority_4c2fc582; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offer_conditionaloffer_priority_4c2fc582 ON public.offer_conditionaloffer USING btree (priority);


--
-- Name: offer_conditionaloffer_slug_e4649c01_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offer_conditionaloffer_slug_e4649c01_like ON public.offer_conditionaloffer USING btree (slug varchar_pattern_ops);


--
-- Name: offer_range_classes_productclass_id_6f6de46d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offer_range_classes_productclass_id_6f6de46d ON public.offer_range_classes USING btree (productclass_id);


--
-- Name: offer_range_classes_range_id_7d3e573e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offer_range_classes_range_id_7d3e573e ON public.offer_range_classes USING btree (range_id);


--
-- Name: offer_range_excluded_categories_category_id_c16fd4f7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offer_range_excluded_categories_category_id_c16fd4f7 ON public.offer_range_excluded_categories USING btree (category_id);


--
-- Name: offer_range_excluded_categories_range_id_6346945d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offer_range_excluded_categories_range_id_6346945d ON public.offer_range_excluded_categories USING btree (range_id);


--
-- Name: offer_range_excluded_products_product_id_78c49bfc; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offer_range_excluded_products_product_id_78c49bfc ON public.offer_range_excluded_products USING btree (product_id);


--
-- Name: offer_range_excluded_products_range_id_cce4a032; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offer_range_excluded_products_range_id_cce4a032 ON public.offer_range_excluded_products USING btree (range_id);


--
-- Name: offer_range_included_categories_category_id_c61569a5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offer_range_included_categories_category_id_c61569a5 ON public.offer_range_included_categories USING btree (category_id);


--
-- Name: offer_range_included_categories_range_id_1b616138; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offer_range_included_categories_range_id_1b616138 ON public.offer_range_included_categories USING btree (range_id);


--
-- Name: offer_range_name_c72a602f_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offer_range_name_c72a602f_like ON public.offer_range USING btree (name varchar_pattern_ops);


--
-- Name: offer_range_proxy_class_3c9917c6_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offer_range_proxy_class_3c9917c6_like ON public.offer_range USING btree (proxy_class varchar_pattern_ops);


--
-- Name: offer_range_slug_ce39e53b_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offer_range_slug_ce39e53b_like ON public.offer_range USING btree (slug varchar_pattern_ops);


--
-- Name: offer_rangeproduct_product_id_723b3ea3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offer_rangeproduct_product_id_723b3ea3 ON public.offer_rangeproduct USING btree (product_id);


--
-- Name: offer_rangeproduct_range_id_ee358495; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offer_rangeproduct_range_id_ee358495 ON public.offer_rangeproduct USING btree (range_id);


--
-- Name: offer_rangeproductfileupload_date_uploaded_f0a4f9ae; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offer_rangeproductfileupload_date_uploaded_f0a4f9ae ON public.offer_rangeproductfileupload USING btree (date_uploaded);


--
-- Name: offer_rangeproductfileupload_range_id_c055ebf8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offer_rangeproductfileupload_range_id_c055ebf8 ON public.offer_rangeproductfileupload USING btree (range_id);


--
-- Name: offer_rangeproductfileupload_uploaded_by_id_c01a3250; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offer_rangeproductfileupload_uploaded_by_id_c01a3250 ON public.offer_rangeproductfileupload USING btree (uploaded_by_id);


--
-- Name: one_account_per_email_address; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_account_per_email_address ON public.accounts_user USING btree (lower((email)::text));


--
-- Name: one_delivery_price_per_destination; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_delivery_price_per_destination ON public.fulfillment_deliverymethod USING btree (market_id, code, territories);


--
-- Name: one_market_is_the_default; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_market_is_the_default ON public.markets_market USING btree (is_default) WHERE is_default;


--
-- Name: one_open_basket_per_owner_and_market; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_open_basket_per_owner_and_market ON public.basket_basket USING btree (owner_id, market_id) WHERE ((owner_id IS NOT NULL) AND ((status)::text = 'Open'::text));


--
-- Name: one_standing_decision_of_a_holder_per_stage; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_standing_decision_of_a_holder_per_stage ON public.catalogue_approval USING btree (version_id, holder_id, stage) WHERE (withdrawn_at IS NULL);


--
-- Name: one_upload_of_a_licensee_is_applied_at_a_time; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_upload_of_a_licensee_is_applied_at_a_time ON public.sourcing_upload USING btree (licensee_id) WHERE ((state)::text = 'APPLYING'::text);


--
-- Name: one_version_of_a_product_is_released; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_version_of_a_product_is_released ON public.catalogue_productversion USING btree (product_id) WHERE ((status)::text = 'RELEASED'::text);


--
-- Name: order_billingaddress_code_e240f533_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_billingaddress_code_e240f533_like ON public.order_billingaddress USING btree (code varchar_pattern_ops);


--
-- Name: order_billingaddress_country_id_17f57dca; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_billingaddress_country_id_17f57dca ON public.order_billingaddress USING btree (country_id);


--
-- Name: order_billingaddress_country_id_17f57dca_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_billingaddress_country_id_17f57dca_like ON public.order_billingaddress USING btree (country_id varchar_pattern_ops);


--
-- Name: order_communicationevent_date_created_ce404d62; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_communicationevent_date_created_ce404d62 ON public.order_communicationevent USING btree (date_created);


--
-- Name: order_communicationevent_event_type_id_4bc9ee29; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_communicationevent_event_type_id_4bc9ee29 ON public.order_communicationevent USING btree (event_type_id);


--
-- Name: order_communicationevent_order_id_94e784ac; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_communicationevent_order_id_94e784ac ON public.order_communicationevent USING btree (order_id);


--
-- Name: order_line_order_id_b9148391; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_line_order_id_b9148391 ON public.order_line USING btree (order_id);


--
-- Name: order_line_partner_id_258a2fb9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_line_partner_id_258a2fb9 ON public.order_line USING btree (partner_id);


--
-- Name: order_line_product_id_e620902d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_line_product_id_e620902d ON public.order_line USING btree (product_id);


--
-- Name: order_line_stockrecord_id_1d65aff5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_line_stockrecord_id_1d65aff5 ON public.order_line USING btree (stockrecord_id);


--
-- Name: order_lineattribute_line_id_adf6dd87; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_lineattribute_line_id_adf6dd87 ON public.order_lineattribute USING btree (line_id);


--
-- Name: order_lineattribute_option_id_b54d597c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_lineattribute_option_id_b54d597c ON public.order_lineattribute USING btree (option_id);


--
-- Name: order_lineprice_line_id_2de52446; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_lineprice_line_id_2de52446 ON public.order_lineprice USING btree (line_id);


--
-- Name: order_lineprice_order_id_66792e56; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_lineprice_order_id_66792e56 ON public.order_lineprice USING btree (order_id);


--
-- Name: order_order_basket_id_8b0acbb2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_order_basket_id_8b0acbb2 ON public.order_order USING btree (basket_id);


--
-- Name: order_order_billing_address_id_8fe537cf; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_order_billing_address_id_8fe537cf ON public.order_order USING btree (billing_address_id);


--
-- Name: order_order_date_placed_506a9365; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_order_date_placed_506a9365 ON public.order_order USING btree (date_placed);


--
-- Name: order_order_gift_card_id_0eaa935f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_order_gift_card_id_0eaa935f ON public.order_order USING btree (gift_card_id);


--
-- Name: order_order_market_id_6c23cf25; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_order_market_id_6c23cf25 ON public.order_order USING btree (market_id);


--
-- Name: order_order_number_49f06f1b_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_order_number_49f06f1b_like ON public.order_order USING btree (number varchar_pattern_ops);


--
-- Name: order_order_ship_to_id_b22407ea; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_order_ship_to_id_b22407ea ON public.order_order USING btree (ship_to_id);


--
-- Name: order_order_ship_to_id_b22407ea_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_order_ship_to_id_b22407ea_like ON public.order_order USING btree (ship_to_id varchar_pattern_ops);


--
-- Name: order_order_shipping_address_id_57e64931; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_order_shipping_address_id_57e64931 ON public.order_order USING btree (shipping_address_id);


--
-- Name: order_order_site_id_e27f3526; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_order_site_id_e27f3526 ON public.order_order USING btree (site_id);


--
-- Name: order_order_user_id_7cf9bc2b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_order_user_id_7cf9bc2b ON public.order_order USING btree (user_id);


--
-- Name: order_orderdiscount_offer_name_706d6119; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_orderdiscount_offer_name_706d6119 ON public.order_orderdiscount USING btree (offer_name);


--
-- Name: order_orderdiscount_offer_name_706d6119_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_orderdiscount_offer_name_706d6119_like ON public.order_orderdiscount USING btree (offer_name varchar_pattern_ops);


--
-- Name: order_orderdiscount_order_id_bc91e123; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_orderdiscount_order_id_bc91e123 ON public.order_orderdiscount USING btree (order_id);


--
-- Name: order_orderdiscount_voucher_code_6ee4f360; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_orderdiscount_voucher_code_6ee4f360 ON public.order_orderdiscount USING btree (voucher_code);


--
-- Name: order_orderdiscount_voucher_code_6ee4f360_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_orderdiscount_voucher_code_6ee4f360_like ON public.order_orderdiscount USING btree (voucher_code varchar_pattern_ops);


--
-- Name: order_orderlinediscount_line_id_88fbcd4a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_orderlinediscount_line_id_88fbcd4a ON public.order_orderlinediscount USING btree (line_id);


--
-- Name: order_orderlinediscount_order_discount_id_b9dfa715; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_orderlinediscount_order_discount_id_b9dfa715 ON public.order_orderlinediscount USING btree (order_discount_id);


--
-- Name: order_ordernote_order_id_7d97583d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_ordernote_order_id_7d97583d ON public.order_ordernote USING btree (order_id);


--
-- Name: order_ordernote_user_id_48d7a672; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_ordernote_user_id_48d7a672 ON public.order_ordernote USING btree (user_id);


--
-- Name: order_orderstatuschange_date_created_a5107b93; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_orderstatuschange_date_created_a5107b93 ON public.order_orderstatuschange USING btree (date_created);


--
-- Name: order_orderstatuschange_order_id_43efdbe5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_orderstatuschange_order_id_43efdbe5 ON public.order_orderstatuschange USING btree (order_id);


--
-- Name: order_paymentevent_date_created_05d8c079; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_paymentevent_date_created_05d8c079 ON public.order_paymentevent USING btree (date_created);


--
-- Name: order_paymentevent_event_type_id_568c7161; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_paymentevent_event_type_id_568c7161 ON public.order_paymentevent USING btree (event_type_id);


--
-- Name: order_paymentevent_order_id_395b3e82; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_paymentevent_order_id_395b3e82 ON public.order_paymentevent USING btree (order_id);


--
-- Name: order_paymentevent_shipping_event_id_213dcfb8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_paymentevent_shipping_event_id_213dcfb8 ON public.order_paymentevent USING btree (shipping_event_id);


--
-- Name: order_paymenteventquantity_event_id_a540165a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_paymenteventquantity_event_id_a540165a ON public.order_paymenteventquantity USING btree (event_id);


--
-- Name: order_paymenteventquantity_line_id_df44b021; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_paymenteventquantity_line_id_df44b021 ON public.order_paymenteventquantity USING btree (line_id);


--
-- Name: order_paymenteventtype_code_19e3e888_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_paymenteventtype_code_19e3e888_like ON public.order_paymenteventtype USING btree (code varchar_pattern_ops);


--
-- Name: order_paymenteventtype_name_e4bcca28_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_paymenteventtype_name_e4bcca28_like ON public.order_paymenteventtype USING btree (name varchar_pattern_ops);


--
-- Name: order_pending_by_expiry; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_pending_by_expiry ON public.order_order USING btree (hold_expires_at) WHERE ((status)::text = 'PENDING'::text);


--
-- Name: order_shippingaddress_code_a3af64e4_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_shippingaddress_code_a3af64e4_like ON public.order_shippingaddress USING btree (code varchar_pattern_ops);


--
-- Name: order_shippingaddress_country_id_29abf9a0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_shippingaddress_country_id_29abf9a0 ON public.order_shippingaddress USING btree (country_id);


--
-- Name: order_shippingaddress_country_id_29abf9a0_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_shippingaddress_country_id_29abf9a0_like ON public.order_shippingaddress USING btree (country_id varchar_pattern_ops);


--
-- Name: order_shippingevent_date_created_74c4a6fa; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_shippingevent_date_created_74c4a6fa ON public.order_shippingevent USING btree (date_created);


--
-- Name: order_shippingevent_event_type_id_9f1efb20; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_shippingevent_event_type_id_9f1efb20 ON public.order_shippingevent USING btree (event_type_id);


--
-- Name: order_shippingevent_order_id_8c031fb6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_shippingevent_order_id_8c031fb6 ON public.order_shippingevent USING btree (order_id);


--
-- Name: order_shippingeventquantity_event_id_1c7fb9c7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_shippingeventquantity_event_id_1c7fb9c7 ON public.order_shippingeventquantity USING btree (event_id);


--
-- Name: order_shippingeventquantity_line_id_3b089ee0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_shippingeventquantity_line_id_3b089ee0 ON public.order_shippingeventquantity USING btree (line_id);


--
-- Name: order_shippingeventtype_code_db3854de_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_shippingeventtype_code_db3854de_like ON public.order_shippingeventtype USING btree (code varchar_pattern_ops);


--
-- Name: order_shippingeventtype_name_6d9a48a2_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_shippingeventtype_name_6d9a48a2_like ON public.order_shippingeventtype USING btree (name varchar_pattern_ops);


--
-- Name: order_surcharge_order_id_5c0a94f5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_surcharge_order_id_5c0a94f5 ON public.order_surcharge USING btree (order_id);


--
-- Name: ordering_countedunits_order_id_d20b41c6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ordering_countedunits_order_id_d20b41c6 ON public.ordering_countedunits USING btree (order_id);


--
-- Name: ordering_countedunits_product_id_e1658de1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ordering_countedunits_product_id_e1658de1 ON public.ordering_countedunits USING btree (product_id);


--
-- Name: ordering_domainevent_subject_eee9d897; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ordering_domainevent_subject_eee9d897 ON public.ordering_domainevent USING btree (subject);


--
-- Name: ordering_domainevent_subject_eee9d897_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ordering_domainevent_subject_eee9d897_like ON public.ordering_domainevent USING btree (subject varchar_pattern_ops);


--
-- Name: ordering_heldorder_decided_by_id_0fa8630f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ordering_heldorder_decided_by_id_0fa8630f ON public.ordering_heldorder USING btree (decided_by_id);


--
-- Name: ordering_heldorder_order_id_0407fd44; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ordering_heldorder_order_id_0407fd44 ON public.ordering_heldorder USING btree (order_id);


--
-- Name: ordering_personcount_product_id_c34ee055; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ordering_personcount_product_id_c34ee055 ON public.ordering_personcount USING btree (product_id);


--
-- Name: ordering_unpaidholder_order_id_9a1c5ba0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ordering_unpaidholder_order_id_9a1c5ba0 ON public.ordering_unpaidholder USING btree (order_id);


--
-- Name: partner_partner_code_13d0debd_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partner_partner_code_13d0debd_like ON public.partner_partner USING btree (code varchar_pattern_ops);


--
-- Name: partner_partner_name_caa0c2ee; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partner_partner_name_caa0c2ee ON public.partner_partner USING btree (name);


--
-- Name: partner_partner_name_caa0c2ee_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partner_partner_name_caa0c2ee_like ON public.partner_partner USING btree (name varchar_pattern_ops);


--
-- Name: partner_partner_users_partner_id_1883dfd9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partner_partner_users_partner_id_1883dfd9 ON public.partner_partner_users USING btree (partner_id);


--
-- Name: partner_partner_users_user_id_d75d6e40; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partner_partner_users_user_id_d75d6e40 ON public.partner_partner_users USING btree (user_id);


--
-- Name: partner_partneraddress_code_f65ed678_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partner_partneraddress_code_f65ed678_like ON public.partner_partneraddress USING btree (code varchar_pattern_ops);


--
-- Name: partner_partneraddress_country_id_02c4f979; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partner_partneraddress_country_id_02c4f979 ON public.partner_partneraddress USING btree (country_id);


--
-- Name: partner_partneraddress_country_id_02c4f979_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partner_partneraddress_country_id_02c4f979_like ON public.partner_partneraddress USING btree (country_id varchar_pattern_ops);


--
-- Name: partner_partneraddress_partner_id_59551b0a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partner_partneraddress_partner_id_59551b0a ON public.partner_partneraddress USING btree (partner_id);


--
-- Name: partner_stockalert_date_created_832cf043; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partner_stockalert_date_created_832cf043 ON public.partner_stockalert USING btree (date_created);


--
-- Name: partner_stockalert_stockrecord_id_68ad503a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partner_stockalert_stockrecord_id_68ad503a ON public.partner_stockalert USING btree (stockrecord_id);


--
-- Name: partner_stockrecord_date_updated_e6ae5f14; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partner_stockrecord_date_updated_e6ae5f14 ON public.partner_stockrecord USING btree (date_updated);


--
-- Name: partner_stockrecord_location_id_4aa8b8b9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partner_stockrecord_location_id_4aa8b8b9 ON public.partner_stockrecord USING btree (location_id);


--
-- Name: partner_stockrecord_partner_id_4155a586; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partner_stockrecord_partner_id_4155a586 ON public.partner_stockrecord USING btree (partner_id);


--
-- Name: partner_stockrecord_product_id_62fd9e45; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX partner_stockrecord_product_id_62fd9e45 ON public.partner_stockrecord USING btree (product_id);


--
-- Name: payment_bankcard_user_id_08e1d04c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payment_bankcard_user_id_08e1d04c ON public.payment_bankcard USING btree (user_id);


--
-- Name: payment_source_order_id_6b7f2215; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payment_source_order_id_6b7f2215 ON public.payment_source USING btree (order_id);


--
-- Name: payment_source_source_type_id_700828fe; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payment_source_source_type_id_700828fe ON public.payment_source USING btree (source_type_id);


--
-- Name: payment_sourcetype_code_e479088c_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payment_sourcetype_code_e479088c_like ON public.payment_sourcetype USING btree (code varchar_pattern_ops);


--
-- Name: payment_sourcetype_name_a980e862; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payment_sourcetype_name_a980e862 ON public.payment_sourcetype USING btree (name);


--
-- Name: payment_sourcetype_name_a980e862_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payment_sourcetype_name_a980e862_like ON public.payment_sourcetype USING btree (name varchar_pattern_ops);


--
-- Name: payment_transaction_date_created_f887f6bc; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payment_transaction_date_created_f887f6bc ON public.payment_transaction USING btree (date_created);


--
-- Name: payment_transaction_source_id_c5ac31e8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payment_transaction_source_id_c5ac31e8 ON public.payment_transaction USING btree (source_id);


--
-- Name: payments_paymentattempt_idempotency_key_de9fd3e5_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payments_paymentattempt_idempotency_key_de9fd3e5_like ON public.payments_paymentattempt USING btree (idempotency_key varchar_pattern_ops);


--
-- Name: payments_paymentattempt_intent_id_ebac238b_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payments_paymentattempt_intent_id_ebac238b_like ON public.payments_paymentattempt USING btree (intent_id varchar_pattern_ops);


--
-- Name: payments_paymentattempt_order_id_d21442a3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payments_paymentattempt_order_id_d21442a3 ON public.payments_paymentattempt USING btree (order_id);


--
-- Name: payments_refund_attempt_id_0b419ab4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payments_refund_attempt_id_0b419ab4 ON public.payments_refund USING btree (attempt_id);


--
-- Name: payments_refund_by_id_a0f7b46d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payments_refund_by_id_a0f7b46d ON public.payments_refund USING btree (by_id);


--
-- Name: payments_refund_key_914ff18d_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payments_refund_key_914ff18d_like ON public.payments_refund USING btree (key varchar_pattern_ops);


--
-- Name: payments_refundedline_order_line_id_7dfc1589; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payments_refundedline_order_line_id_7dfc1589 ON public.payments_refundedline USING btree (order_line_id);


--
-- Name: payments_refundedline_refund_id_0c083199; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payments_refundedline_refund_id_0c083199 ON public.payments_refundedline USING btree (refund_id);


--
-- Name: payments_stripecustomer_customer_id_646d85dd_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payments_stripecustomer_customer_id_646d85dd_like ON public.payments_stripecustomer USING btree (customer_id varchar_pattern_ops);


--
-- Name: payments_stripeevent_id_a4094e74_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payments_stripeevent_id_a4094e74_like ON public.payments_stripeevent USING btree (id varchar_pattern_ops);


--
-- Name: payments_stripeevent_intent_id_6daa5819; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payments_stripeevent_intent_id_6daa5819 ON public.payments_stripeevent USING btree (intent_id);


--
-- Name: payments_stripeevent_intent_id_6daa5819_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payments_stripeevent_intent_id_6daa5819_like ON public.payments_stripeevent USING btree (intent_id varchar_pattern_ops);


--
-- Name: plan_row_by_outcome; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX plan_row_by_outcome ON public.sourcing_planrow USING btree (upload_id, outcome, number);


--
-- Name: plan_row_to_do; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX plan_row_to_do ON public.sourcing_planrow USING btree (upload_id, rank, number) WHERE (done_at IS NULL);


--
-- Name: price_by_market; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX price_by_market ON public.pricing_marketprice USING btree (market_id, amount);


--
-- Name: price_listed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX price_listed ON public.pricing_marketprice USING btree (market_id, product_id) INCLUDE (valid, amount, id);


--
-- Name: pricing_marketprice_market_id_3bf1f66e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX pricing_marketprice_market_id_3bf1f66e ON public.pricing_marketprice USING btree (market_id);


--
-- Name: pricing_marketprice_product_id_c50c27a2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX pricing_marketprice_product_id_c50c27a2 ON public.pricing_marketprice USING btree (product_id);


--
-- Name: procrastinate_events_job_id_fkey_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);


--
-- Name: procrastinate_jobs_id_lock_idx_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));


--
-- Name: procrastinate_jobs_lock_idx_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);


--
-- Name: procrastinate_jobs_priority_idx_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);


--
-- Name: procrastinate_jobs_queue_name_idx_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);


--
-- Name: procrastinate_jobs_queueing_lock_idx_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);


--
-- Name: procrastinate_periodic_defers_job_id_fkey_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);


--
-- Name: product_listed_newest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX product_listed_newest ON public.catalogue_product USING btree (id DESC) INCLUDE (released, released_territories, rights_profile_id, games_id, noc_id, sport_id, kind, color) WHERE (is_public AND (NOT ((structure)::text = 'child'::text)));


--
-- Name: product_search_document; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX product_search_document ON public.catalogue_product USING gin (search_document);


--
-- Name: product_search_text; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX product_search_text ON public.catalogue_product USING gin (search_text public.gin_trgm_ops);


--
-- Name: reservation_held_by_expiry; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX reservation_held_by_expiry ON public.inventory_reservation USING btree (expires_at) WHERE ((state)::text = 'HELD'::text);


--
-- Name: restock_restocknotice_market_id_46560fe8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX restock_restocknotice_market_id_46560fe8 ON public.restock_restocknotice USING btree (market_id);


--
-- Name: restock_restocknotice_product_id_ef13a75d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX restock_restocknotice_product_id_ef13a75d ON public.restock_restocknotice USING btree (product_id);


--
-- Name: restock_restocknotice_ship_to_id_df4478d4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX restock_restocknotice_ship_to_id_df4478d4 ON public.restock_restocknotice USING btree (ship_to_id);


--
-- Name: restock_restocknotice_ship_to_id_df4478d4_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX restock_restocknotice_ship_to_id_df4478d4_like ON public.restock_restocknotice USING btree (ship_to_id varchar_pattern_ops);


--
-- Name: restock_restocknotice_user_id_677db3d7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX restock_restocknotice_user_id_677db3d7 ON public.restock_restocknotice USING btree (user_id);


--
-- Name: restock_waiting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX restock_waiting ON public.restock_restocknotice USING btree (product_id, confirmed_at) WHERE ((confirmed_at IS NOT NULL) AND (mailed_at IS NULL));


--
-- Name: review_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX review_due ON public.catalogue_reviewclock USING btree (due_at) WHERE (due_at IS NOT NULL);


--
-- Name: review_thread; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX review_thread ON public.catalogue_reviewcomment USING btree (holder_id, version_id);


--
-- Name: reviews_productreview_code_d8521aa6_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX reviews_productreview_code_d8521aa6_like ON public.reviews_productreview USING btree (code varchar_pattern_ops);


--
-- Name: reviews_productreview_delta_votes_bd8ffc87; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX reviews_productreview_delta_votes_bd8ffc87 ON public.reviews_productreview USING btree (delta_votes);


--
-- Name: reviews_productreview_product_id_52e52a32; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX reviews_productreview_product_id_52e52a32 ON public.reviews_productreview USING btree (product_id);


--
-- Name: reviews_productreview_user_id_8acb5ddd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX reviews_productreview_user_id_8acb5ddd ON public.reviews_productreview USING btree (user_id);


--
-- Name: reviews_vote_review_id_371b2d8d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX reviews_vote_review_id_371b2d8d ON public.reviews_vote USING btree (review_id);


--
-- Name: reviews_vote_user_id_5fb87b53; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX reviews_vote_user_id_5fb87b53 ON public.reviews_vote USING btree (user_id);


--
-- Name: royalties_royaltyaccrual_agreement_id_3d180c42; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX royalties_royaltyaccrual_agreement_id_3d180c42 ON public.royalties_royaltyaccrual USING btree (agreement_id);


--
-- Name: royalties_royaltyaccrual_grant_id_247b9f10; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX royalties_royaltyaccrual_grant_id_247b9f10 ON public.royalties_royaltyaccrual USING btree (grant_id);


--
-- Name: royalties_royaltyaccrual_licensor_id_ca0e43c4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX royalties_royaltyaccrual_licensor_id_ca0e43c4 ON public.royalties_royaltyaccrual USING btree (licensor_id);


--
-- Name: royalties_royaltyaccrual_order_line_id_37b03232; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX royalties_royaltyaccrual_order_line_id_37b03232 ON public.royalties_royaltyaccrual USING btree (order_line_id);


--
-- Name: royalties_royaltyaccrual_refund_id_b3d7f6a2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX royalties_royaltyaccrual_refund_id_b3d7f6a2 ON public.royalties_royaltyaccrual USING btree (refund_id);


--
-- Name: royalties_royaltyaccrual_reverses_id_286564ef; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX royalties_royaltyaccrual_reverses_id_286564ef ON public.royalties_royaltyaccrual USING btree (reverses_id);


--
-- Name: sell_off_stock_is_declared_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX sell_off_stock_is_declared_once ON public.licensing_selloffstock USING btree (agreement_id, product_id);


--
-- Name: shipping_orderanditemcharg_orderanditemcharges_id_bf5bfee9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX shipping_orderanditemcharg_orderanditemcharges_id_bf5bfee9 ON public.shipping_orderanditemcharges_countries USING btree (orderanditemcharges_id);


--
-- Name: shipping_orderanditemcharges_code_cbeb9206_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX shipping_orderanditemcharges_code_cbeb9206_like ON public.shipping_orderanditemcharges USING btree (code varchar_pattern_ops);


--
-- Name: shipping_orderanditemcharges_countries_country_id_30387f2e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX shipping_orderanditemcharges_countries_country_id_30387f2e ON public.shipping_orderanditemcharges_countries USING btree (country_id);


--
-- Name: shipping_orderanditemcharges_countries_country_id_30387f2e_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX shipping_orderanditemcharges_countries_country_id_30387f2e_like ON public.shipping_orderanditemcharges_countries USING btree (country_id varchar_pattern_ops);


--
-- Name: shipping_orderanditemcharges_name_c575f5bc_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX shipping_orderanditemcharges_name_c575f5bc_like ON public.shipping_orderanditemcharges USING btree (name varchar_pattern_ops);


--
-- Name: shipping_weightband_method_id_b699a1ba; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX shipping_weightband_method_id_b699a1ba ON public.shipping_weightband USING btree (method_id);


--
-- Name: shipping_weightband_upper_limit_9edc5097; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX shipping_weightband_upper_limit_9edc5097 ON public.shipping_weightband USING btree (upper_limit);


--
-- Name: shipping_weightbased_code_abff8e3d_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX shipping_weightbased_code_abff8e3d_like ON public.shipping_weightbased USING btree (code varchar_pattern_ops);


--
-- Name: shipping_weightbased_countries_country_id_06117384; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX shipping_weightbased_countries_country_id_06117384 ON public.shipping_weightbased_countries USING btree (country_id);


--
-- Name: shipping_weightbased_countries_country_id_06117384_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX shipping_weightbased_countries_country_id_06117384_like ON public.shipping_weightbased_countries USING btree (country_id varchar_pattern_ops);


--
-- Name: shipping_weightbased_countries_weightbased_id_93e3132f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX shipping_weightbased_countries_weightbased_id_93e3132f ON public.shipping_weightbased_countries USING btree (weightbased_id);


--
-- Name: shipping_weightbased_name_ff8fabb8_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX shipping_weightbased_name_ff8fabb8_like ON public.shipping_weightbased USING btree (name varchar_pattern_ops);


--
-- Name: sourcing_planrow_licensee_id_721013fc; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sourcing_planrow_licensee_id_721013fc ON public.sourcing_planrow USING btree (licensee_id);


--
-- Name: sourcing_planrow_upload_id_a8f8979e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sourcing_planrow_upload_id_a8f8979e ON public.sourcing_planrow USING btree (upload_id);


--
-- Name: sourcing_upload_by_id_a85ef2cf; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sourcing_upload_by_id_a85ef2cf ON public.sourcing_upload USING btree (by_id);


--
-- Name: sourcing_upload_licensee_id_0004984d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sourcing_upload_licensee_id_0004984d ON public.sourcing_upload USING btree (licensee_id);


--
-- Name: sourcing_upload_sending_by_id_a42ae116; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sourcing_upload_sending_by_id_a42ae116 ON public.sourcing_upload USING btree (sending_by_id);


--
-- Name: sourcing_uploadchunk_licensee_id_8af153bf; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sourcing_uploadchunk_licensee_id_8af153bf ON public.sourcing_uploadchunk USING btree (licensee_id);


--
-- Name: sourcing_uploadchunk_upload_id_561eab71; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sourcing_uploadchunk_upload_id_561eab71 ON public.sourcing_uploadchunk USING btree (upload_id);


--
-- Name: sourcing_uploadrow_licensee_id_7870efb1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sourcing_uploadrow_licensee_id_7870efb1 ON public.sourcing_uploadrow USING btree (licensee_id);


--
-- Name: sourcing_uploadrow_upload_id_6dc76b44; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sourcing_uploadrow_upload_id_6dc76b44 ON public.sourcing_uploadrow USING btree (upload_id);


--
-- Name: stock_is_low_once_at_a_time; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX stock_is_low_once_at_a_time ON public.inventory_lowstockalert USING btree (stock_record_id) WHERE (closed_at IS NULL);


--
-- Name: team_apikey_created_by_id_043e857a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX team_apikey_created_by_id_043e857a ON public.team_apikey USING btree (created_by_id);


--
-- Name: team_apikey_licensee_id_252f899a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX team_apikey_licensee_id_252f899a ON public.team_apikey USING btree (licensee_id);


--
-- Name: team_apikey_prefix_55366921_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX team_apikey_prefix_55366921_like ON public.team_apikey USING btree (prefix varchar_pattern_ops);


--
-- Name: team_apikey_revoked_by_id_f176779a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX team_apikey_revoked_by_id_f176779a ON public.team_apikey USING btree (revoked_by_id);


--
-- Name: team_invitation_accepted_by_id_fe111e53; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX team_invitation_accepted_by_id_fe111e53 ON public.team_invitation USING btree (accepted_by_id);


--
-- Name: team_invitation_invited_by_id_12c26854; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX team_invitation_invited_by_id_12c26854 ON public.team_invitation USING btree (invited_by_id);


--
-- Name: team_invitation_licensee_id_ffeca2c4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX team_invitation_licensee_id_ffeca2c4 ON public.team_invitation USING btree (licensee_id);


--
-- Name: unique_authenticator_type; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));


--
-- Name: unique_primary_email; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";


--
-- Name: unique_verified_email; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;


--
-- Name: unpaid_by_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX unpaid_by_person ON public.ordering_unpaidholder USING btree (person, kind);


--
-- Name: upload_row_by_parent; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX upload_row_by_parent ON public.sourcing_uploadrow USING btree (upload_id, parent_sku) WHERE (NOT ((parent_sku)::text = ''::text));


--
-- Name: upload_row_by_sku; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX upload_row_by_sku ON public.sourcing_uploadrow USING btree (upload_id, sku);


--
-- Name: usersessions_usersession_session_key_fd35de43_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX usersessions_usersession_session_key_fd35de43_like ON public.usersessions_usersession USING btree (session_key varchar_pattern_ops);


--
-- Name: usersessions_usersession_user_id_af5e0a6d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX usersessions_usersession_user_id_af5e0a6d ON public.usersessions_usersession USING btree (user_id);


--
-- Name: voucher_voucher_code_43d30a18_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX voucher_voucher_code_43d30a18_like ON public.voucher_voucher USING btree (code varchar_pattern_ops);


--
-- Name: voucher_voucher_date_created_f3081a03; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX voucher_voucher_date_created_f3081a03 ON public.voucher_voucher USING btree (date_created);


--
-- Name: voucher_voucher_end_datetime_db182297; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX voucher_voucher_end_datetime_db182297 ON public.voucher_voucher USING btree (end_datetime);


--
-- Name: voucher_voucher_name_b96d3b47_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX voucher_voucher_name_b96d3b47_like ON public.voucher_voucher USING btree (name varchar_pattern_ops);


--
-- Name: voucher_voucher_offers_conditionaloffer_id_f9682bfb; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX voucher_voucher_offers_conditionaloffer_id_f9682bfb ON public.voucher_voucher_offers USING btree (conditionaloffer_id);


--
-- Name: voucher_voucher_offers_voucher_id_7f9c575d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX voucher_voucher_offers_voucher_id_7f9c575d ON public.voucher_voucher_offers USING btree (voucher_id);


--
-- Name: voucher_voucher_start_datetime_bfb7df84; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX voucher_voucher_start_datetime_bfb7df84 ON public.voucher_voucher USING btree (start_datetime);


--
-- Name: voucher_voucher_voucher_set_id_17b96a54; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX voucher_voucher_voucher_set_id_17b96a54 ON public.voucher_voucher USING btree (voucher_set_id);


--
-- Name: voucher_voucherapplication_date_created_2d9acdaf; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX voucher_voucherapplication_date_created_2d9acdaf ON public.voucher_voucherapplication USING btree (date_created);


--
-- Name: voucher_voucherapplication_order_id_30248a05; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX voucher_voucherapplication_order_id_30248a05 ON public.voucher_voucherapplication USING btree (order_id);


--
-- Name: voucher_voucherapplication_user_id_df53a393; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX voucher_voucherapplication_user_id_df53a393 ON public.voucher_voucherapplication USING btree (user_id);


--
-- Name: voucher_voucherapplication_voucher_id_5204edb7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX voucher_voucherapplication_voucher_id_5204edb7 ON public.voucher_voucherapplication USING btree (voucher_id);


--
-- Name: voucher_voucherset_date_created_3dd68c8e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX voucher_voucherset_date_created_3dd68c8e ON public.voucher_voucherset USING btree (date_created);


--
-- Name: voucher_voucherset_name_4c6aac05_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX voucher_voucherset_name_4c6aac05_like ON public.voucher_voucherset USING btree (name varchar_pattern_ops);


--
-- Name: vouchers_voucher_code_f448778f_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX vouchers_voucher_code_f448778f_like ON public.vouchers_voucher USING btree (code varchar_pattern_ops);


--
-- Name: vouchers_voucheruse_voucher_id_d7a4a781; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX vouchers_voucheruse_voucher_id_d7a4a781 ON public.vouchers_voucheruse USING btree (voucher_id);


--
-- Name: wishlists_line_product_id_9d6d9b37; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wishlists_line_product_id_9d6d9b37 ON public.wishlists_line USING btree (product_id);


--
-- Name: wishlists_line_wishlist_id_4cffe302; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wishlists_line_wishlist_id_4cffe302 ON public.wishlists_line USING btree (wishlist_id);


--
-- Name: wishlists_wishlist_date_created_c05d5e7f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wishlists_wishlist_date_created_c05d5e7f ON public.wishlists_wishlist USING btree (date_created);


--
-- Name: wishlists_wishlist_key_88d419b8_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wishlists_wishlist_key_88d419b8_like ON public.wishlists_wishlist USING btree (key varchar_pattern_ops);


--
-- Name: wishlists_wishlist_owner_id_d5464c62; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wishlists_wishlist_owner_id_d5464c62 ON public.wishlists_wishlist USING btree (owner_id);


--
-- Name: wishlists_wishlistsharedemail_wishlist_id_d7500842; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wishlists_wishlistsharedemail_wishlist_id_d7500842 ON public.wishlists_wishlistsharedemail USING btree (wishlist_id);


--
-- Name: licensing_nocconsent a_consent_notes_its_end; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER a_consent_notes_its_end AFTER UPDATE OF "window" ON public.licensing_nocconsent FOR EACH ROW WHEN ((upper(new."window") IS DISTINCT FROM upper(old."window"))) EXECUTE FUNCTION public.licensing_note_end('consent.ended');


--
-- Name: catalogue_productversion a_content_is_guarded; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER a_content_is_guarded BEFORE UPDATE ON public.catalogue_productversion FOR EACH ROW WHEN ((((old.status)::text <> 'DRAFT'::text) AND (old.snapshot <> '{}'::jsonb) AND ((new.snapshot IS DISTINCT FROM old.snapshot) OR ((new.content_hash)::text IS DISTINCT FROM (old.content_hash)::text)))) EXECUTE FUNCTION public.catalogue_guard_content();


--
-- Name: licensing_grant a_grant_is_guarded; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER a_grant_is_guarded BEFORE INSERT OR DELETE OR UPDATE ON public.licensing_grant FOR EACH ROW EXECUTE FUNCTION public.licensing_guard_grant();


--
-- Name: licensing_holdback a_hold_notes_a_denial; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER a_hold_notes_a_denial AFTER INSERT OR UPDATE ON public.licensing_holdback FOR EACH ROW EXECUTE FUNCTION public.licensing_note_denial('hold.placed');


--
-- Name: licensing_rightsholder a_holder_notes_another_successor; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER a_holder_notes_another_successor AFTER UPDATE OF successor_id ON public.licensing_rightsholder FOR EACH ROW WHEN (((old.successor_id IS NOT NULL) AND (new.successor_id IS DISTINCT FROM old.successor_id))) EXECUTE FUNCTION public.licensing_note_end('succession.changed');


--
-- Name: licensing_propertyholding a_holding_notes_its_end; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER a_holding_notes_its_end AFTER UPDATE OF valid ON public.licensing_propertyholding FOR EACH ROW WHEN ((upper(new.valid) IS DISTINCT FROM upper(old.valid))) EXECUTE FUNCTION public.licensing_note_end('holding.ended');


--
-- Name: ledger_journal a_journal_has_entries; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER a_journal_has_entries AFTER INSERT ON public.ledger_journal DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.ledger_guard_sum();


--
-- Name: ledger_entry a_journal_sums_to_zero; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER a_journal_sums_to_zero AFTER INSERT ON public.ledger_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.ledger_guard_sum();


--
-- Name: licensing_licensee a_licensee_notes_a_denial; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER a_licensee_notes_a_denial AFTER UPDATE ON public.licensing_licensee FOR EACH ROW EXECUTE FUNCTION public.licensing_note_denial('licensee.suspended');


--
-- Name: licensing_storemandate a_mandate_notes_a_denial; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER a_mandate_notes_a_denial AFTER UPDATE ON public.licensing_storemandate FOR EACH ROW EXECUTE FUNCTION public.licensing_note_denial('mandate.changed');


--
-- Name: licensing_rightspolicy a_policy_notes_a_denial; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER a_policy_notes_a_denial AFTER INSERT OR UPDATE ON public.licensing_rightspolicy FOR EACH ROW WHEN ((NOT new.eea_passive_sales)) EXECUTE FUNCTION public.licensing_note_end('passive_sales.ended');


--
-- Name: catalogue_product a_product_notes_a_denial; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER a_product_notes_a_denial AFTER UPDATE OF is_public ON public.catalogue_product FOR EACH ROW EXECUTE FUNCTION public.ordering_note_denial('product.hidden');


--
-- Name: licensing_territory a_territory_notes_a_denial; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER a_territory_notes_a_denial AFTER UPDATE ON public.licensing_territory FOR EACH ROW EXECUTE FUNCTION public.licensing_note_denial('territory.closed');


--
-- Name: licensing_agreement agreement_bumps_the_revision; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER agreement_bumps_the_revision AFTER INSERT OR DELETE OR UPDATE ON public.licensing_agreement FOR EACH STATEMENT EXECUTE FUNCTION public.licensing_bump_revision();


--
-- Name: licensing_agreement an_agreement_is_guarded; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER an_agreement_is_guarded BEFORE UPDATE ON public.licensing_agreement FOR EACH ROW EXECUTE FUNCTION public.licensing_guard_agreement();


--
-- Name: licensing_agreement an_agreement_notes_a_denial; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER an_agreement_notes_a_denial AFTER UPDATE ON public.licensing_agreement FOR EACH ROW EXECUTE FUNCTION public.licensing_note_denial('agreement');


--
-- Name: catalogue_approval an_approval_notes_a_denial; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER an_approval_notes_a_denial AFTER UPDATE OF withdrawn_at ON public.catalogue_approval FOR EACH ROW EXECUTE FUNCTION public.ordering_note_denial('approval.withdrawn');


--
-- Name: catalogue_embargo an_embargo_notes_a_denial; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER an_embargo_notes_a_denial AFTER INSERT OR UPDATE ON public.catalogue_embargo FOR EACH ROW EXECUTE FUNCTION public.ordering_note_denial('embargo.placed');


--
-- Name: order_order an_order_goes_where_its_lines_may; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER an_order_goes_where_its_lines_may BEFORE UPDATE OF ship_to_id, channel ON public.order_order FOR EACH ROW EXECUTE FUNCTION public.order_guard_ship_to();


--
-- Name: order_line an_order_line_is_licensed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER an_order_line_is_licensed BEFORE INSERT OR UPDATE OF product_id, order_id ON public.order_line FOR EACH ROW EXECUTE FUNCTION public.order_guard_line();


--
-- Name: licensing_clearance clearance_bumps_the_revision; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER clearance_bumps_the_revision AFTER INSERT OR DELETE OR UPDATE ON public.licensing_clearance FOR EACH STATEMENT EXECUTE FUNCTION public.licensing_bump_revision();


--
-- Name: licensing_closedprofile closedprofile_bumps_the_revision; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER closedprofile_bumps_the_revision AFTER INSERT OR DELETE OR UPDATE ON public.licensing_closedprofile FOR EACH STATEMENT EXECUTE FUNCTION public.licensing_bump_revision();


--
-- Name: licensing_gamesedition gamesedition_bumps_the_revision; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER gamesedition_bumps_the_revision AFTER INSERT OR DELETE OR UPDATE ON public.licensing_gamesedition FOR EACH STATEMENT EXECUTE FUNCTION public.licensing_bump_revision();


--
-- Name: licensing_grant grant_bumps_the_revision; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER grant_bumps_the_revision AFTER INSERT OR DELETE OR UPDATE ON public.licensing_grant FOR EACH STATEMENT EXECUTE FUNCTION public.licensing_bump_revision();


--
-- Name: licensing_grantusage grantusage_begins; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER grantusage_begins AFTER INSERT OR DELETE ON public.licensing_grantusage FOR EACH ROW EXECUTE FUNCTION public.licensing_bump_revision();


--
-- Name: licensing_grantusage grantusage_bumps_the_revision; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER grantusage_bumps_the_revision AFTER UPDATE ON public.licensing_grantusage FOR EACH ROW WHEN (((new.taken >= new.cap) IS DISTINCT FROM (old.taken >= old.cap))) EXECUTE FUNCTION public.licensing_bump_revision();


--
-- Name: licensing_holdback holdback_bumps_the_revision; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER holdback_bumps_the_revision AFTER INSERT OR DELETE OR UPDATE ON public.licensing_holdback FOR EACH STATEMENT EXECUTE FUNCTION public.licensing_bump_revision();


--
-- Name: licensing_licensee licensee_bumps_the_revision; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER licensee_bumps_the_revision AFTER INSERT OR DELETE OR UPDATE ON public.licensing_licensee FOR EACH STATEMENT EXECUTE FUNCTION public.licensing_bump_revision();


--
-- Name: licensing_noc noc_bumps_the_revision; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER noc_bumps_the_revision AFTER INSERT OR DELETE OR UPDATE ON public.licensing_noc FOR EACH STATEMENT EXECUTE FUNCTION public.licensing_bump_revision();


--
-- Name: licensing_noc_territories noc_territories_bumps_the_revision; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER noc_territories_bumps_the_revision AFTER INSERT OR DELETE OR UPDATE ON public.licensing_noc_territories FOR EACH STATEMENT EXECUTE FUNCTION public.licensing_bump_revision();


--
-- Name: licensing_nocconsent nocconsent_bumps_the_revision; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER nocconsent_bumps_the_revision AFTER INSERT OR DELETE OR UPDATE ON public.licensing_nocconsent FOR EACH STATEMENT EXECUTE FUNCTION public.licensing_bump_revision();


--
-- Name: licensing_nocconsent pgtrigger_delete_delete_0b20a; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_0b20a AFTER DELETE ON public.licensing_nocconsent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_0b20a();


--
-- Name: TRIGGER pgtrigger_delete_delete_0b20a ON licensing_nocconsent; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_0b20a ON public.licensing_nocconsent IS 'ee495e648d55aeeec277bb00f4aab44517d8baf8';


--
-- Name: licensing_nocconsent_nocs pgtrigger_delete_delete_0bc03; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_0bc03 AFTER DELETE ON public.licensing_nocconsent_nocs FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_0bc03();


--
-- Name: TRIGGER pgtrigger_delete_delete_0bc03 ON licensing_nocconsent_nocs; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_0bc03 ON public.licensing_nocconsent_nocs IS 'c4384bb15ba96c2bce7a8849deb8c90df3672961';


--
-- Name: licensing_factoryapproval pgtrigger_delete_delete_1daf1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_1daf1 AFTER DELETE ON public.licensing_factoryapproval FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_1daf1();


--
-- Name: TRIGGER pgtrigger_delete_delete_1daf1 ON licensing_factoryapproval; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_1daf1 ON public.licensing_factoryapproval IS 'd8dab1469e8d57b56646951e63e54d649a7ec90b';


--
-- Name: licensing_factory pgtrigger_delete_delete_2702d; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_2702d AFTER DELETE ON public.licensing_factory FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_2702d();


--
-- Name: TRIGGER pgtrigger_delete_delete_2702d ON licensing_factory; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_2702d ON public.licensing_factory IS 'c764f5dd88f063d10198e6d0a778cd2af5c32618';


--
-- Name: licensing_holdback pgtrigger_delete_delete_2cfd7; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_2cfd7 AFTER DELETE ON public.licensing_holdback FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_2cfd7();


--
-- Name: TRIGGER pgtrigger_delete_delete_2cfd7 ON licensing_holdback; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_2cfd7 ON public.licensing_holdback IS 'f0e9a64e9cf8a27fa06b1b28eb4759c5bc2ddb3f';


--
-- Name: licensing_rightspolicy pgtrigger_delete_delete_2fbf0; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_2fbf0 AFTER DELETE ON public.licensing_rightspolicy FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_2fbf0();


--
-- Name: TRIGGER pgtrigger_delete_delete_2fbf0 ON licensing_rightspolicy; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_2fbf0 ON public.licensing_rightspolicy IS 'a7753c44f53f79747668b174aa11bb612a30a0e2';


--
-- Name: licensing_grant_granted_categories pgtrigger_delete_delete_369d1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_369d1 AFTER DELETE ON public.licensing_grant_granted_categories FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_369d1();


--
-- Name: TRIGGER pgtrigger_delete_delete_369d1 ON licensing_grant_granted_categories; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_369d1 ON public.licensing_grant_granted_categories IS '5da3695578fbff882ffaef065205e2f7254853f0';


--
-- Name: licensing_gamesedition_host_territories pgtrigger_delete_delete_3af47; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_3af47 AFTER DELETE ON public.licensing_gamesedition_host_territories FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_3af47();


--
-- Name: TRIGGER pgtrigger_delete_delete_3af47 ON licensing_gamesedition_host_territories; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_3af47 ON public.licensing_gamesedition_host_territories IS 'f08c2c200e0eba266fea83109d65aeff5664bfaf';


--
-- Name: licensing_territorysetversion pgtrigger_delete_delete_3ea72; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_3ea72 AFTER DELETE ON public.licensing_territorysetversion FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_3ea72();


--
-- Name: TRIGGER pgtrigger_delete_delete_3ea72 ON licensing_territorysetversion; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_3ea72 ON public.licensing_territorysetversion IS '3ba6a5e24512bb2c66aeac8a08729d7efbf0f70f';


--
-- Name: licensing_property pgtrigger_delete_delete_4154c; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_4154c AFTER DELETE ON public.licensing_property FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_4154c();


--
-- Name: TRIGGER pgtrigger_delete_delete_4154c ON licensing_property; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_4154c ON public.licensing_property IS '0c7a1c0956d1097c86f7573e0f9bc37e61b367ae';


--
-- Name: licensing_selloffstock pgtrigger_delete_delete_41962; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_41962 AFTER DELETE ON public.licensing_selloffstock FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_41962();


--
-- Name: TRIGGER pgtrigger_delete_delete_41962 ON licensing_selloffstock; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_41962 ON public.licensing_selloffstock IS '0007c838efbf482cac3ecd81db52056bc715f9ad';


--
-- Name: catalogue_productversion pgtrigger_delete_delete_43a55; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_43a55 AFTER DELETE ON public.catalogue_productversion FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_43a55();


--
-- Name: TRIGGER pgtrigger_delete_delete_43a55 ON catalogue_productversion; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_43a55 ON public.catalogue_productversion IS 'b31056ab6976f4ef9997128032a239a062097625';


--
-- Name: licensing_territory pgtrigger_delete_delete_47c59; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_47c59 AFTER DELETE ON public.licensing_territory FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_47c59();


--
-- Name: TRIGGER pgtrigger_delete_delete_47c59 ON licensing_territory; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_47c59 ON public.licensing_territory IS 'db9dbcd248a7750daa9a196a96b1c208100fa63d';


--
-- Name: licensing_grant_granted_properties pgtrigger_delete_delete_54c08; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_54c08 AFTER DELETE ON public.licensing_grant_granted_properties FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_54c08();


--
-- Name: TRIGGER pgtrigger_delete_delete_54c08 ON licensing_grant_granted_properties; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_54c08 ON public.licensing_grant_granted_properties IS 'dd292754dbf73e97603452222d9f71cdcfdd177d';


--
-- Name: licensing_noc pgtrigger_delete_delete_558ee; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_558ee AFTER DELETE ON public.licensing_noc FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_558ee();


--
-- Name: TRIGGER pgtrigger_delete_delete_558ee ON licensing_noc; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_558ee ON public.licensing_noc IS '3f355d5410bc283dd674d8380eb7861ab7e099e9';


--
-- Name: licensing_labelissue pgtrigger_delete_delete_56fd5; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_56fd5 AFTER DELETE ON public.licensing_labelissue FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_56fd5();


--
-- Name: TRIGGER pgtrigger_delete_delete_56fd5 ON licensing_labelissue; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_56fd5 ON public.licensing_labelissue IS '0dda82cd620f85a099f17c0d607a1bf8ec1129bd';


--
-- Name: catalogue_embargo pgtrigger_delete_delete_5ae65; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_5ae65 AFTER DELETE ON public.catalogue_embargo FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_5ae65();


--
-- Name: TRIGGER pgtrigger_delete_delete_5ae65 ON catalogue_embargo; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_5ae65 ON public.catalogue_embargo IS 'f4a4f66e199182c55ea6386be0f98f43ea3e94c5';


--
-- Name: catalogue_productrights pgtrigger_delete_delete_67038; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_67038 AFTER DELETE ON public.catalogue_productrights FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_67038();


--
-- Name: TRIGGER pgtrigger_delete_delete_67038 ON catalogue_productrights; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_67038 ON public.catalogue_productrights IS '3551179db7dc41143d2448a7c4b4157da2e75083';


--
-- Name: licensing_licensee pgtrigger_delete_delete_6b602; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_6b602 AFTER DELETE ON public.licensing_licensee FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_6b602();


--
-- Name: TRIGGER pgtrigger_delete_delete_6b602 ON licensing_licensee; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_6b602 ON public.licensing_licensee IS '1a4546ec18a02bd3e6965d849b63802c2a2ad65a';


--
-- Name: catalogue_product pgtrigger_delete_delete_7cc82; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_7cc82 AFTER DELETE ON public.catalogue_product FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_7cc82();


--
-- Name: TRIGGER pgtrigger_delete_delete_7cc82 ON catalogue_product; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_7cc82 ON public.catalogue_product IS '39e25cbbe8093fdba23a3de1c2bb9e31a280c36d';


--
-- Name: catalogue_compliancerecord pgtrigger_delete_delete_84b84; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_84b84 AFTER DELETE ON public.catalogue_compliancerecord FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_84b84();


--
-- Name: TRIGGER pgtrigger_delete_delete_84b84 ON catalogue_compliancerecord; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_84b84 ON public.catalogue_compliancerecord IS '22dc21fef80f385f81206ce73c6b656311747a19';


--
-- Name: licensing_gamesedition pgtrigger_delete_delete_8dbc7; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_8dbc7 AFTER DELETE ON public.licensing_gamesedition FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_8dbc7();


--
-- Name: TRIGGER pgtrigger_delete_delete_8dbc7 ON licensing_gamesedition; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_8dbc7 ON public.licensing_gamesedition IS 'aa4e2b07316b34ec7c44b16aa180e723ee9abf08';


--
-- Name: licensing_noc_territories pgtrigger_delete_delete_902e6; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_902e6 AFTER DELETE ON public.licensing_noc_territories FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_902e6();


--
-- Name: TRIGGER pgtrigger_delete_delete_902e6 ON licensing_noc_territories; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_902e6 ON public.licensing_noc_territories IS '2f896c0a4fa76d2dc803d5b8b04b1474eda53ce0';


--
-- Name: licensing_territoryset pgtrigger_delete_delete_92515; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_92515 AFTER DELETE ON public.licensing_territoryset FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_92515();


--
-- Name: TRIGGER pgtrigger_delete_delete_92515 ON licensing_territoryset; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_92515 ON public.licensing_territoryset IS '6e35353d0264756d186b5bab2a91c1f55fe3cd3c';


--
-- Name: licensing_propertyholding pgtrigger_delete_delete_931e1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_931e1 AFTER DELETE ON public.licensing_propertyholding FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_931e1();


--
-- Name: TRIGGER pgtrigger_delete_delete_931e1 ON licensing_propertyholding; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_931e1 ON public.licensing_propertyholding IS '5cde328121f988f57e78c635b238c1892110cdef';


--
-- Name: licensing_agreementevent pgtrigger_delete_delete_9cc38; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_9cc38 AFTER DELETE ON public.licensing_agreementevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_9cc38();


--
-- Name: TRIGGER pgtrigger_delete_delete_9cc38 ON licensing_agreementevent; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_9cc38 ON public.licensing_agreementevent IS '63060e0030b310a544e2e5b2f997175a8c8c6883';


--
-- Name: licensing_grant pgtrigger_delete_delete_a6c17; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_a6c17 AFTER DELETE ON public.licensing_grant FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_a6c17();


--
-- Name: TRIGGER pgtrigger_delete_delete_a6c17 ON licensing_grant; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_a6c17 ON public.licensing_grant IS '0603802633a690a3a57901d0259de3e22bc25ebf';


--
-- Name: licensing_guardedword pgtrigger_delete_delete_a7e34; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_a7e34 AFTER DELETE ON public.licensing_guardedword FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_a7e34();


--
-- Name: TRIGGER pgtrigger_delete_delete_a7e34 ON licensing_guardedword; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_a7e34 ON public.licensing_guardedword IS 'e9b7700c03b4170cb15663ab339f60beea5c18f1';


--
-- Name: licensing_storemandate pgtrigger_delete_delete_aee5d; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_aee5d AFTER DELETE ON public.licensing_storemandate FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_aee5d();


--
-- Name: TRIGGER pgtrigger_delete_delete_aee5d ON licensing_storemandate; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_aee5d ON public.licensing_storemandate IS '48d4c607c81a264a6b3e0562269cd900ed2e5618';


--
-- Name: licensing_rightsholder pgtrigger_delete_delete_bf64a; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_bf64a AFTER DELETE ON public.licensing_rightsholder FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_bf64a();


--
-- Name: TRIGGER pgtrigger_delete_delete_bf64a ON licensing_rightsholder; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_bf64a ON public.licensing_rightsholder IS '4a1f1528143ea204f2986c08da8bf3578223b5d6';


--
-- Name: licensing_subterritory pgtrigger_delete_delete_c94ee; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_c94ee AFTER DELETE ON public.licensing_subterritory FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_c94ee();


--
-- Name: TRIGGER pgtrigger_delete_delete_c94ee ON licensing_subterritory; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_c94ee ON public.licensing_subterritory IS '736f2957457584f0e51aefb568019a74465793ef';


--
-- Name: licensing_agreement pgtrigger_delete_delete_d53cf; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_d53cf AFTER DELETE ON public.licensing_agreement FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_d53cf();


--
-- Name: TRIGGER pgtrigger_delete_delete_d53cf ON licensing_agreement; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_d53cf ON public.licensing_agreement IS 'e62df4b718b77b46ee7b5da28cbbe3847fde81dd';


--
-- Name: catalogue_approval pgtrigger_delete_delete_e237c; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_e237c AFTER DELETE ON public.catalogue_approval FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_e237c();


--
-- Name: TRIGGER pgtrigger_delete_delete_e237c ON catalogue_approval; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_e237c ON public.catalogue_approval IS 'be5131fb5e77cbba84c37723e0a0126bb3023bde';


--
-- Name: licensing_productcategory pgtrigger_delete_delete_fce29; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_fce29 AFTER DELETE ON public.licensing_productcategory FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_fce29();


--
-- Name: TRIGGER pgtrigger_delete_delete_fce29 ON licensing_productcategory; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_fce29 ON public.licensing_productcategory IS 'f62aaddbf9e3bc525bfb03c00ed050e9b20c76ba';


--
-- Name: licensing_factoryaudit pgtrigger_delete_delete_fe8a9; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_delete_delete_fe8a9 AFTER DELETE ON public.licensing_factoryaudit FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_fe8a9();


--
-- Name: TRIGGER pgtrigger_delete_delete_fe8a9 ON licensing_factoryaudit; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_delete_delete_fe8a9 ON public.licensing_factoryaudit IS 'b2e7d44a7fca0265df4130cc070763b2f0b754a6';


--
-- Name: licensing_gamesedition pgtrigger_insert_insert_02063; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_02063 AFTER INSERT ON public.licensing_gamesedition FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_02063();


--
-- Name: TRIGGER pgtrigger_insert_insert_02063 ON licensing_gamesedition; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_02063 ON public.licensing_gamesedition IS '402e79609ff19d52d3b7bfb2a78af5278e43d2d9';


--
-- Name: licensing_propertyholding pgtrigger_insert_insert_07e5c; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_07e5c AFTER INSERT ON public.licensing_propertyholding FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_07e5c();


--
-- Name: TRIGGER pgtrigger_insert_insert_07e5c ON licensing_propertyholding; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_07e5c ON public.licensing_propertyholding IS '68723fa174dddbaf860067fa1680b7694795905f';


--
-- Name: licensing_noc pgtrigger_insert_insert_0c308; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_0c308 AFTER INSERT ON public.licensing_noc FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_0c308();


--
-- Name: TRIGGER pgtrigger_insert_insert_0c308 ON licensing_noc; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_0c308 ON public.licensing_noc IS '1d74d5cbf9f599d4a3cce56154991696c7c55a75';


--
-- Name: licensing_productcategory pgtrigger_insert_insert_11cbe; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_11cbe AFTER INSERT ON public.licensing_productcategory FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_11cbe();


--
-- Name: TRIGGER pgtrigger_insert_insert_11cbe ON licensing_productcategory; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_11cbe ON public.licensing_productcategory IS 'aaebe26ed97d2e648e3a64f6dfe824e6fe5299f4';


--
-- Name: licensing_grant_granted_categories pgtrigger_insert_insert_1736a; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_1736a AFTER INSERT ON public.licensing_grant_granted_categories FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_1736a();


--
-- Name: TRIGGER pgtrigger_insert_insert_1736a ON licensing_grant_granted_categories; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_1736a ON public.licensing_grant_granted_categories IS 'd6c4e87242ff254c9af2caa64f47cd28ade275d8';


--
-- Name: licensing_noc_territories pgtrigger_insert_insert_1ad4e; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_1ad4e AFTER INSERT ON public.licensing_noc_territories FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_1ad4e();


--
-- Name: TRIGGER pgtrigger_insert_insert_1ad4e ON licensing_noc_territories; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_1ad4e ON public.licensing_noc_territories IS 'e2c586b54a084d34023b01f130c5e26737b3d8ad';


--
-- Name: licensing_selloffstock pgtrigger_insert_insert_2b5bd; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_2b5bd AFTER INSERT ON public.licensing_selloffstock FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_2b5bd();


--
-- Name: TRIGGER pgtrigger_insert_insert_2b5bd ON licensing_selloffstock; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_2b5bd ON public.licensing_selloffstock IS 'efcf3da6dfc77b8086ab0dd91d90528469fa0915';


--
-- Name: catalogue_compliancerecord pgtrigger_insert_insert_2fb92; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_2fb92 AFTER INSERT ON public.catalogue_compliancerecord FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_2fb92();


--
-- Name: TRIGGER pgtrigger_insert_insert_2fb92 ON catalogue_compliancerecord; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_2fb92 ON public.catalogue_compliancerecord IS 'ce3b6beb61fc8d819e9e2edff66e0230aeefefab';


--
-- Name: licensing_rightspolicy pgtrigger_insert_insert_33969; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_33969 AFTER INSERT ON public.licensing_rightspolicy FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_33969();


--
-- Name: TRIGGER pgtrigger_insert_insert_33969 ON licensing_rightspolicy; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_33969 ON public.licensing_rightspolicy IS '0bd9e60d55b28dacd83ce423632599f97537285e';


--
-- Name: licensing_factoryaudit pgtrigger_insert_insert_37e9e; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_37e9e AFTER INSERT ON public.licensing_factoryaudit FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_37e9e();


--
-- Name: TRIGGER pgtrigger_insert_insert_37e9e ON licensing_factoryaudit; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_37e9e ON public.licensing_factoryaudit IS '845fd414f0d147a62bba5c1add448fb70158d1f7';


--
-- Name: licensing_holdback pgtrigger_insert_insert_380cf; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_380cf AFTER INSERT ON public.licensing_holdback FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_380cf();


--
-- Name: TRIGGER pgtrigger_insert_insert_380cf ON licensing_holdback; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_380cf ON public.licensing_holdback IS '202b90ed43090ff2890f0d05a04f88a43320b53d';


--
-- Name: catalogue_approval pgtrigger_insert_insert_3efa0; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_3efa0 AFTER INSERT ON public.catalogue_approval FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_3efa0();


--
-- Name: TRIGGER pgtrigger_insert_insert_3efa0 ON catalogue_approval; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_3efa0 ON public.catalogue_approval IS 'b74c10de0f06f31952c746c5aa60849060517275';


--
-- Name: catalogue_embargo pgtrigger_insert_insert_45aa9; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_45aa9 AFTER INSERT ON public.catalogue_embargo FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_45aa9();


--
-- Name: TRIGGER pgtrigger_insert_insert_45aa9 ON catalogue_embargo; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_45aa9 ON public.catalogue_embargo IS '6d52eec52a4968c92957ae798f1709f850880a9c';


--
-- Name: licensing_labelissue pgtrigger_insert_insert_4a859; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_4a859 AFTER INSERT ON public.licensing_labelissue FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_4a859();


--
-- Name: TRIGGER pgtrigger_insert_insert_4a859 ON licensing_labelissue; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_4a859 ON public.licensing_labelissue IS '33fdf6810f133d46346510e8919fd8351c0e0ed8';


--
-- Name: licensing_subterritory pgtrigger_insert_insert_50b89; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_50b89 AFTER INSERT ON public.licensing_subterritory FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_50b89();


--
-- Name: TRIGGER pgtrigger_insert_insert_50b89 ON licensing_subterritory; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_50b89 ON public.licensing_subterritory IS 'e1f3377f4feb1d30fd9453e61f8cce6e07ab1fa1';


--
-- Name: licensing_factory pgtrigger_insert_insert_516c2; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_516c2 AFTER INSERT ON public.licensing_factory FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_516c2();


--
-- Name: TRIGGER pgtrigger_insert_insert_516c2 ON licensing_factory; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_516c2 ON public.licensing_factory IS '66f4efbbe64dc70019c275552c623cc430e118be';


--
-- Name: licensing_nocconsent_nocs pgtrigger_insert_insert_595fd; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_595fd AFTER INSERT ON public.licensing_nocconsent_nocs FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_595fd();


--
-- Name: TRIGGER pgtrigger_insert_insert_595fd ON licensing_nocconsent_nocs; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_595fd ON public.licensing_nocconsent_nocs IS '723e64dd8578718af280a236ba761ed2e8e60486';


--
-- Name: licensing_territory pgtrigger_insert_insert_5e952; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_5e952 AFTER INSERT ON public.licensing_territory FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_5e952();


--
-- Name: TRIGGER pgtrigger_insert_insert_5e952 ON licensing_territory; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_5e952 ON public.licensing_territory IS '492dd500f793508505f91acd517b037ba9021542';


--
-- Name: licensing_territoryset pgtrigger_insert_insert_620a6; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_620a6 AFTER INSERT ON public.licensing_territoryset FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_620a6();


--
-- Name: TRIGGER pgtrigger_insert_insert_620a6 ON licensing_territoryset; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_620a6 ON public.licensing_territoryset IS '83050d23f3c394b1f63cdcefa63bcdd46c6c7088';


--
-- Name: licensing_guardedword pgtrigger_insert_insert_690ee; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_690ee AFTER INSERT ON public.licensing_guardedword FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_690ee();


--
-- Name: TRIGGER pgtrigger_insert_insert_690ee ON licensing_guardedword; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_690ee ON public.licensing_guardedword IS '22f04ab27f575af3b6ee582c37f43f9aab5b3336';


--
-- Name: licensing_agreementevent pgtrigger_insert_insert_6b93a; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_6b93a AFTER INSERT ON public.licensing_agreementevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_6b93a();


--
-- Name: TRIGGER pgtrigger_insert_insert_6b93a ON licensing_agreementevent; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_6b93a ON public.licensing_agreementevent IS 'c7afc093f6d4a26b6f4e7b4484c92842aca315d6';


--
-- Name: catalogue_productversion pgtrigger_insert_insert_6f6d9; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_6f6d9 AFTER INSERT ON public.catalogue_productversion FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_6f6d9();


--
-- Name: TRIGGER pgtrigger_insert_insert_6f6d9 ON catalogue_productversion; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_6f6d9 ON public.catalogue_productversion IS '9c45ad29726c7febe832dedf98f389f1b75d03fa';


--
-- Name: licensing_licensee pgtrigger_insert_insert_86923; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_86923 AFTER INSERT ON public.licensing_licensee FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_86923();


--
-- Name: TRIGGER pgtrigger_insert_insert_86923 ON licensing_licensee; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_86923 ON public.licensing_licensee IS '11d39c39d1eeedd673f5b3742d1e36f1159253e6';


--
-- Name: licensing_storemandate pgtrigger_insert_insert_abf32; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_abf32 AFTER INSERT ON public.licensing_storemandate FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_abf32();


--
-- Name: TRIGGER pgtrigger_insert_insert_abf32 ON licensing_storemandate; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_abf32 ON public.licensing_storemandate IS 'a0f3f19a1be9ba364672d67b37a067c1d7e0d2cd';


--
-- Name: licensing_nocconsent pgtrigger_insert_insert_b8e77; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_b8e77 AFTER INSERT ON public.licensing_nocconsent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_b8e77();


--
-- Name: TRIGGER pgtrigger_insert_insert_b8e77 ON licensing_nocconsent; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_b8e77 ON public.licensing_nocconsent IS '5d4c19d7b8b136b407bac0e46f931de397dbc0fe';


--
-- Name: licensing_agreement pgtrigger_insert_insert_c1ad3; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_c1ad3 AFTER INSERT ON public.licensing_agreement FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_c1ad3();


--
-- Name: TRIGGER pgtrigger_insert_insert_c1ad3 ON licensing_agreement; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_c1ad3 ON public.licensing_agreement IS 'fcd48f5866edd8cd0341ac9dbc900e985c54ae25';


--
-- Name: licensing_gamesedition_host_territories pgtrigger_insert_insert_c22a5; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_c22a5 AFTER INSERT ON public.licensing_gamesedition_host_territories FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_c22a5();


--
-- Name: TRIGGER pgtrigger_insert_insert_c22a5 ON licensing_gamesedition_host_territories; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_c22a5 ON public.licensing_gamesedition_host_territories IS 'bec413870319f3450b59464624e64ae13063dd72';


--
-- Name: catalogue_product pgtrigger_insert_insert_cd102; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_cd102 AFTER INSERT ON public.catalogue_product FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_cd102();


--
-- Name: TRIGGER pgtrigger_insert_insert_cd102 ON catalogue_product; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_cd102 ON public.catalogue_product IS 'e6445d85404458c95e9983e467ff8f6ab02a5517';


--
-- Name: catalogue_productrights pgtrigger_insert_insert_d215d; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_d215d AFTER INSERT ON public.catalogue_productrights FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_d215d();


--
-- Name: TRIGGER pgtrigger_insert_insert_d215d ON catalogue_productrights; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_d215d ON public.catalogue_productrights IS '0c423c965fa83a0ed0d0b451fa932c479f763f18';


--
-- Name: licensing_rightsholder pgtrigger_insert_insert_da895; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_da895 AFTER INSERT ON public.licensing_rightsholder FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_da895();


--
-- Name: TRIGGER pgtrigger_insert_insert_da895 ON licensing_rightsholder; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_da895 ON public.licensing_rightsholder IS '5c619fc4eae80023d7c5d98693c23f666626b952';


--
-- Name: licensing_property pgtrigger_insert_insert_e08f1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_e08f1 AFTER INSERT ON public.licensing_property FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_e08f1();


--
-- Name: TRIGGER pgtrigger_insert_insert_e08f1 ON licensing_property; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_e08f1 ON public.licensing_property IS 'db3f76218c230fbc50b3b666daa844a326e01192';


--
-- Name: licensing_territorysetversion pgtrigger_insert_insert_e56a1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_e56a1 AFTER INSERT ON public.licensing_territorysetversion FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_e56a1();


--
-- Name: TRIGGER pgtrigger_insert_insert_e56a1 ON licensing_territorysetversion; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_e56a1 ON public.licensing_territorysetversion IS 'c76705dfc8123651b3753275dde5222c7d8e3297';


--
-- Name: licensing_grant pgtrigger_insert_insert_f1b8c; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_f1b8c AFTER INSERT ON public.licensing_grant FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_f1b8c();


--
-- Name: TRIGGER pgtrigger_insert_insert_f1b8c ON licensing_grant; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_f1b8c ON public.licensing_grant IS 'f0745ae0786ec1de574bff3edc9928b4a0725311';


--
-- Name: licensing_factoryapproval pgtrigger_insert_insert_fe1e3; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_fe1e3 AFTER INSERT ON public.licensing_factoryapproval FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_fe1e3();


--
-- Name: TRIGGER pgtrigger_insert_insert_fe1e3 ON licensing_factoryapproval; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_fe1e3 ON public.licensing_factoryapproval IS 'fbdb3e9b26bd3f3014f834ace8f6c63eb7eaf9d9';


--
-- Name: licensing_grant_granted_properties pgtrigger_insert_insert_ff310; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_insert_insert_ff310 AFTER INSERT ON public.licensing_grant_granted_properties FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_ff310();


--
-- Name: TRIGGER pgtrigger_insert_insert_ff310 ON licensing_grant_granted_properties; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_insert_insert_ff310 ON public.licensing_grant_granted_properties IS '906797277f0d536206f1817022ada92e4f7fbe07';


--
-- Name: accounts_user pgtrigger_sessions_end_with_the_account_c36b1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_sessions_end_with_the_account_c36b1 BEFORE UPDATE ON public.accounts_user FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_sessions_end_with_the_account_c36b1();


--
-- Name: TRIGGER pgtrigger_sessions_end_with_the_account_c36b1 ON accounts_user; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_sessions_end_with_the_account_c36b1 ON public.accounts_user IS 'b0759b76617ceb658acafc82512e555fe1efeb51';


--
-- Name: catalogue_product pgtrigger_update_update_0454b; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_0454b AFTER UPDATE ON public.catalogue_product FOR EACH ROW WHEN (((old.is_public IS DISTINCT FROM new.is_public) OR (old.rights_profile_id IS DISTINCT FROM new.rights_profile_id) OR (old.unmarked IS DISTINCT FROM new.unmarked))) EXECUTE FUNCTION public.pgtrigger_update_update_0454b();


--
-- Name: TRIGGER pgtrigger_update_update_0454b ON catalogue_product; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_0454b ON public.catalogue_product IS '7140ef3be1b2dc629a1647973e05f9b8abf3c2f9';


--
-- Name: licensing_subterritory pgtrigger_update_update_0e8c0; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_0e8c0 AFTER UPDATE ON public.licensing_subterritory FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_0e8c0();


--
-- Name: TRIGGER pgtrigger_update_update_0e8c0 ON licensing_subterritory; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_0e8c0 ON public.licensing_subterritory IS 'b6c73c9c7d76321868548687b8db556c73b464a6';


--
-- Name: licensing_gamesedition pgtrigger_update_update_210c7; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_210c7 AFTER UPDATE ON public.licensing_gamesedition FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_210c7();


--
-- Name: TRIGGER pgtrigger_update_update_210c7 ON licensing_gamesedition; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_210c7 ON public.licensing_gamesedition IS 'f22f2cbd7de9ae7f7bd154c59b970927abc61207';


--
-- Name: licensing_noc pgtrigger_update_update_215f2; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_215f2 AFTER UPDATE ON public.licensing_noc FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_215f2();


--
-- Name: TRIGGER pgtrigger_update_update_215f2 ON licensing_noc; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_215f2 ON public.licensing_noc IS '443e7400d9a3075bd329ca212cd80121074f844b';


--
-- Name: licensing_factoryapproval pgtrigger_update_update_2affa; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_2affa AFTER UPDATE ON public.licensing_factoryapproval FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_2affa();


--
-- Name: TRIGGER pgtrigger_update_update_2affa ON licensing_factoryapproval; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_2affa ON public.licensing_factoryapproval IS '93eff2e977159d7336536246b8b742291b62dc22';


--
-- Name: catalogue_compliancerecord pgtrigger_update_update_2e614; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_2e614 AFTER UPDATE ON public.catalogue_compliancerecord FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_2e614();


--
-- Name: TRIGGER pgtrigger_update_update_2e614 ON catalogue_compliancerecord; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_2e614 ON public.catalogue_compliancerecord IS '5cceb33b781f89f56b01420750faa02fafad9cc6';


--
-- Name: catalogue_productversion pgtrigger_update_update_3055a; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_3055a AFTER UPDATE ON public.catalogue_productversion FOR EACH ROW WHEN ((((old.content_hash)::text IS DISTINCT FROM (new.content_hash)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_id IS DISTINCT FROM new.created_by_id) OR (old.id IS DISTINCT FROM new.id) OR (old.number IS DISTINCT FROM new.number) OR (old.product_id IS DISTINCT FROM new.product_id) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.submitted_at IS DISTINCT FROM new.submitted_at) OR (old.submitted_by_id IS DISTINCT FROM new.submitted_by_id))) EXECUTE FUNCTION public.pgtrigger_update_update_3055a();


--
-- Name: TRIGGER pgtrigger_update_update_3055a ON catalogue_productversion; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_3055a ON public.catalogue_productversion IS '6ae0c26960ece9e15fb71a78e8d846ac17861614';


--
-- Name: licensing_factory pgtrigger_update_update_325d5; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_325d5 AFTER UPDATE ON public.licensing_factory FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_325d5();


--
-- Name: TRIGGER pgtrigger_update_update_325d5 ON licensing_factory; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_325d5 ON public.licensing_factory IS '2f9a7faebf6fefd179cc1d19ff0430b667286172';


--
-- Name: licensing_labelissue pgtrigger_update_update_32751; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_32751 AFTER UPDATE ON public.licensing_labelissue FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_id IS DISTINCT FROM new.created_by_id) OR ((old.first)::text IS DISTINCT FROM (new.first)::text) OR (old.id IS DISTINCT FROM new.id) OR ((old.last)::text IS DISTINCT FROM (new.last)::text) OR (old.licensee_id IS DISTINCT FROM new.licensee_id) OR ((old.reference)::text IS DISTINCT FROM (new.reference)::text) OR (old.withdrawn_at IS DISTINCT FROM new.withdrawn_at))) EXECUTE FUNCTION public.pgtrigger_update_update_32751();


--
-- Name: TRIGGER pgtrigger_update_update_32751 ON licensing_labelissue; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_32751 ON public.licensing_labelissue IS 'f605cbffffcf02dbf82217dac010c294038ba70b';


--
-- Name: licensing_territoryset pgtrigger_update_update_35015; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_35015 AFTER UPDATE ON public.licensing_territoryset FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_35015();


--
-- Name: TRIGGER pgtrigger_update_update_35015 ON licensing_territoryset; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_35015 ON public.licensing_territoryset IS 'aa3e86d6d4e6549c51d4ad4081d15505d89302d3';


--
-- Name: licensing_licensee pgtrigger_update_update_40873; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_40873 AFTER UPDATE ON public.licensing_licensee FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_40873();


--
-- Name: TRIGGER pgtrigger_update_update_40873 ON licensing_licensee; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_40873 ON public.licensing_licensee IS '749949faff2ab6f32fe568a723c69e85a2f55154';


--
-- Name: licensing_holdback pgtrigger_update_update_45164; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_45164 AFTER UPDATE ON public.licensing_holdback FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_45164();


--
-- Name: TRIGGER pgtrigger_update_update_45164 ON licensing_holdback; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_45164 ON public.licensing_holdback IS '94fa9802d36c9391b82544f132613b64617a484f';


--
-- Name: catalogue_productrights pgtrigger_update_update_4ad58; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_4ad58 AFTER UPDATE ON public.catalogue_productrights FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_4ad58();


--
-- Name: TRIGGER pgtrigger_update_update_4ad58 ON catalogue_productrights; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_4ad58 ON public.catalogue_productrights IS '4e3671778e7e4e078adc65055356d687d50de79a';


--
-- Name: licensing_property pgtrigger_update_update_5332a; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_5332a AFTER UPDATE ON public.licensing_property FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_5332a();


--
-- Name: TRIGGER pgtrigger_update_update_5332a ON licensing_property; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_5332a ON public.licensing_property IS '8e478ffbe52b425ee7849cb1cbe68cd420abfc6a';


--
-- Name: licensing_grant_granted_properties pgtrigger_update_update_53f6c; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_53f6c AFTER UPDATE ON public.licensing_grant_granted_properties FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_53f6c();


--
-- Name: TRIGGER pgtrigger_update_update_53f6c ON licensing_grant_granted_properties; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_53f6c ON public.licensing_grant_granted_properties IS 'd41f43565e9b54955e4c25b622d878451246a30b';


--
-- Name: licensing_storemandate pgtrigger_update_update_5fba1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_5fba1 AFTER UPDATE ON public.licensing_storemandate FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_5fba1();


--
-- Name: TRIGGER pgtrigger_update_update_5fba1 ON licensing_storemandate; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_5fba1 ON public.licensing_storemandate IS '342024478affde8f9a96b7741db17e330acf3e6c';


--
-- Name: licensing_territorysetversion pgtrigger_update_update_6123c; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_6123c AFTER UPDATE ON public.licensing_territorysetversion FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_6123c();


--
-- Name: TRIGGER pgtrigger_update_update_6123c ON licensing_territorysetversion; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_6123c ON public.licensing_territorysetversion IS '847609c3196bb93be0de5f53535527f60aee7f87';


--
-- Name: licensing_territory pgtrigger_update_update_635db; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_635db AFTER UPDATE ON public.licensing_territory FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_635db();


--
-- Name: TRIGGER pgtrigger_update_update_635db ON licensing_territory; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_635db ON public.licensing_territory IS 'b2a8396c3d864aab135f8075e021d7a47881ed14';


--
-- Name: licensing_agreementevent pgtrigger_update_update_783ba; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_783ba AFTER UPDATE ON public.licensing_agreementevent FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_783ba();


--
-- Name: TRIGGER pgtrigger_update_update_783ba ON licensing_agreementevent; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_783ba ON public.licensing_agreementevent IS '2188154df0d98d43353c1cd02594467f5035c2c9';


--
-- Name: licensing_productcategory pgtrigger_update_update_80501; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_80501 AFTER UPDATE ON public.licensing_productcategory FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_80501();


--
-- Name: TRIGGER pgtrigger_update_update_80501 ON licensing_productcategory; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_80501 ON public.licensing_productcategory IS '36dde70128c4db99ae1c1a4bb2dee7763757705f';


--
-- Name: catalogue_embargo pgtrigger_update_update_8f3b3; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_8f3b3 AFTER UPDATE ON public.catalogue_embargo FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_8f3b3();


--
-- Name: TRIGGER pgtrigger_update_update_8f3b3 ON catalogue_embargo; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_8f3b3 ON public.catalogue_embargo IS '67af9c749ff445cafe46ed820f96b76020842709';


--
-- Name: licensing_guardedword pgtrigger_update_update_9101f; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_9101f AFTER UPDATE ON public.licensing_guardedword FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_9101f();


--
-- Name: TRIGGER pgtrigger_update_update_9101f ON licensing_guardedword; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_9101f ON public.licensing_guardedword IS '50e73007d1bef07f31a9e978249f400143d0a500';


--
-- Name: licensing_gamesedition_host_territories pgtrigger_update_update_96f42; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_96f42 AFTER UPDATE ON public.licensing_gamesedition_host_territories FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_96f42();


--
-- Name: TRIGGER pgtrigger_update_update_96f42 ON licensing_gamesedition_host_territories; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_96f42 ON public.licensing_gamesedition_host_territories IS '8c37de2687f29eda8ad47f595eaecca8aba458a7';


--
-- Name: licensing_selloffstock pgtrigger_update_update_9c10b; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_9c10b AFTER UPDATE ON public.licensing_selloffstock FOR EACH ROW WHEN (((old.agreement_id IS DISTINCT FROM new.agreement_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_id IS DISTINCT FROM new.created_by_id) OR (old.declared IS DISTINCT FROM new.declared) OR (old.id IS DISTINCT FROM new.id) OR (old.product_id IS DISTINCT FROM new.product_id))) EXECUTE FUNCTION public.pgtrigger_update_update_9c10b();


--
-- Name: TRIGGER pgtrigger_update_update_9c10b ON licensing_selloffstock; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_9c10b ON public.licensing_selloffstock IS '1d1dffed67a97469011cb094d1be901b6a8a24bd';


--
-- Name: licensing_noc_territories pgtrigger_update_update_af669; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_af669 AFTER UPDATE ON public.licensing_noc_territories FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_af669();


--
-- Name: TRIGGER pgtrigger_update_update_af669 ON licensing_noc_territories; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_af669 ON public.licensing_noc_territories IS 'd67efcd4ae4c4ef42aca10fe4c0b14a7523cc74d';


--
-- Name: licensing_grant pgtrigger_update_update_ba20a; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_ba20a AFTER UPDATE ON public.licensing_grant FOR EACH ROW WHEN (((old.agreement_id IS DISTINCT FROM new.agreement_id) OR (old.categories IS DISTINCT FROM new.categories) OR (old.channels IS DISTINCT FROM new.channels) OR ((old.counsel_reference)::text IS DISTINCT FROM (new.counsel_reference)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_id IS DISTINCT FROM new.created_by_id) OR (old.eea_passive_sales IS DISTINCT FROM new.eea_passive_sales) OR ((old.exclusivity)::text IS DISTINCT FROM (new.exclusivity)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.includes_future_categories IS DISTINCT FROM new.includes_future_categories) OR (old.licensee_id IS DISTINCT FROM new.licensee_id) OR (old.live IS DISTINCT FROM new.live) OR (old.properties IS DISTINCT FROM new.properties) OR (old.royalty_rate IS DISTINCT FROM new.royalty_rate) OR ((old.sale_event)::text IS DISTINCT FROM (new.sale_event)::text) OR (old.territories IS DISTINCT FROM new.territories) OR (old.territory_set_version_id IS DISTINCT FROM new.territory_set_version_id) OR (old.unit_cap IS DISTINCT FROM new.unit_cap) OR (old."window" IS DISTINCT FROM new."window"))) EXECUTE FUNCTION public.pgtrigger_update_update_ba20a();


--
-- Name: TRIGGER pgtrigger_update_update_ba20a ON licensing_grant; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_ba20a ON public.licensing_grant IS '32e8703bf438e549d1fc6e3ec68e6e15b9fac4a8';


--
-- Name: licensing_nocconsent pgtrigger_update_update_d1d04; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_d1d04 AFTER UPDATE ON public.licensing_nocconsent FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_d1d04();


--
-- Name: TRIGGER pgtrigger_update_update_d1d04 ON licensing_nocconsent; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_d1d04 ON public.licensing_nocconsent IS '0f40ef825521a6efb915ada5d4c91f189a2587fa';


--
-- Name: catalogue_approval pgtrigger_update_update_d3dc2; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_d3dc2 AFTER UPDATE ON public.catalogue_approval FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_d3dc2();


--
-- Name: TRIGGER pgtrigger_update_update_d3dc2 ON catalogue_approval; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_d3dc2 ON public.catalogue_approval IS '050ea0ba2a40e6b5528d16f43db5a53e58e586b6';


--
-- Name: licensing_propertyholding pgtrigger_update_update_e227f; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_e227f AFTER UPDATE ON public.licensing_propertyholding FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_e227f();


--
-- Name: TRIGGER pgtrigger_update_update_e227f ON licensing_propertyholding; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_e227f ON public.licensing_propertyholding IS '014330d63cb8748d78de4b24ad6f1d2b23ea508f';


--
-- Name: licensing_agreement pgtrigger_update_update_e7b6d; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_e7b6d AFTER UPDATE ON public.licensing_agreement FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_e7b6d();


--
-- Name: TRIGGER pgtrigger_update_update_e7b6d ON licensing_agreement; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_e7b6d ON public.licensing_agreement IS '145213cd97dcc1df1cfe78a116d556b9d46cfb7f';


--
-- Name: licensing_rightspolicy pgtrigger_update_update_e8719; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_e8719 AFTER UPDATE ON public.licensing_rightspolicy FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_e8719();


--
-- Name: TRIGGER pgtrigger_update_update_e8719 ON licensing_rightspolicy; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_e8719 ON public.licensing_rightspolicy IS 'cae83516e36f0beff650d7785798955e37cbbad7';


--
-- Name: licensing_nocconsent_nocs pgtrigger_update_update_e8b7e; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_e8b7e AFTER UPDATE ON public.licensing_nocconsent_nocs FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_e8b7e();


--
-- Name: TRIGGER pgtrigger_update_update_e8b7e ON licensing_nocconsent_nocs; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_e8b7e ON public.licensing_nocconsent_nocs IS 'd0a3a7a5890388927973e36586504fe7bb953c96';


--
-- Name: licensing_rightsholder pgtrigger_update_update_eae82; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_eae82 AFTER UPDATE ON public.licensing_rightsholder FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_eae82();


--
-- Name: TRIGGER pgtrigger_update_update_eae82 ON licensing_rightsholder; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_eae82 ON public.licensing_rightsholder IS 'efc75390120ad2f3b06324c6e0ce85b4c796d802';


--
-- Name: licensing_grant_granted_categories pgtrigger_update_update_fcedf; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_fcedf AFTER UPDATE ON public.licensing_grant_granted_categories FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_fcedf();


--
-- Name: TRIGGER pgtrigger_update_update_fcedf ON licensing_grant_granted_categories; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_fcedf ON public.licensing_grant_granted_categories IS '3d7c5951880c667028a49f1d1703098437e926c6';


--
-- Name: licensing_factoryaudit pgtrigger_update_update_fe7f9; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_update_update_fe7f9 AFTER UPDATE ON public.licensing_factoryaudit FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_fe7f9();


--
-- Name: TRIGGER pgtrigger_update_update_fe7f9 ON licensing_factoryaudit; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_update_update_fe7f9 ON public.licensing_factoryaudit IS 'ddbdea747085606d6b16fd45635918cd55053f19';


--
-- Name: procrastinate_jobs procrastinate_jobs_notify_queue_job_aborted_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();


--
-- Name: procrastinate_jobs procrastinate_jobs_notify_queue_job_inserted_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();


--
-- Name: procrastinate_jobs procrastinate_trigger_abort_requested_events_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();


--
-- Name: procrastinate_jobs procrastinate_trigger_delete_jobs_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();


--
-- Name: procrastinate_jobs procrastinate_trigger_scheduled_events_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();


--
-- Name: procrastinate_jobs procrastinate_trigger_status_events_insert_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();


--
-- Name: procrastinate_jobs procrastinate_trigger_status_events_update_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();


--
-- Name: licensing_productcategory productcategory_bumps_the_revision; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER productcategory_bumps_the_revision AFTER INSERT OR DELETE OR UPDATE ON public.licensing_productcategory FOR EACH STATEMENT EXECUTE FUNCTION public.licensing_bump_revision();


--
-- Name: licensing_property property_bumps_the_revision; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER property_bumps_the_revision AFTER INSERT OR DELETE OR UPDATE ON public.licensing_property FOR EACH STATEMENT EXECUTE FUNCTION public.licensing_bump_revision();


--
-- Name: licensing_propertyholding propertyholding_bumps_the_revision; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER propertyholding_bumps_the_revision AFTER INSERT OR DELETE OR UPDATE ON public.licensing_propertyholding FOR EACH STATEMENT EXECUTE FUNCTION public.licensing_bump_revision();


--
-- Name: licensing_rightsholder rightsholder_bumps_the_revision; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER rightsholder_bumps_the_revision AFTER INSERT OR DELETE OR UPDATE ON public.licensing_rightsholder FOR EACH STATEMENT EXECUTE FUNCTION public.licensing_bump_revision();


--
-- Name: licensing_rightspolicy rightspolicy_bumps_the_revision; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER rightspolicy_bumps_the_revision AFTER INSERT OR DELETE OR UPDATE ON public.licensing_rightspolicy FOR EACH STATEMENT EXECUTE FUNCTION public.licensing_bump_revision();


--
-- Name: licensing_rightsprofile rightsprofile_bumps_the_revision; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER rightsprofile_bumps_the_revision AFTER INSERT OR DELETE OR UPDATE ON public.licensing_rightsprofile FOR EACH STATEMENT EXECUTE FUNCTION public.licensing_bump_revision();


--
-- Name: licensing_selloffstock selloffstock_begins; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER selloffstock_begins AFTER INSERT OR DELETE ON public.licensing_selloffstock FOR EACH ROW EXECUTE FUNCTION public.licensing_bump_revision();


--
-- Name: licensing_selloffstock selloffstock_bumps_the_revision; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER selloffstock_bumps_the_revision AFTER UPDATE ON public.licensing_selloffstock FOR EACH ROW WHEN (((new.sold >= new.declared) IS DISTINCT FROM (old.sold >= old.declared))) EXECUTE FUNCTION public.licensing_bump_revision();


--
-- Name: licensing_storemandate storemandate_bumps_the_revision; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER storemandate_bumps_the_revision AFTER INSERT OR DELETE OR UPDATE ON public.licensing_storemandate FOR EACH STATEMENT EXECUTE FUNCTION public.licensing_bump_revision();


--
-- Name: licensing_subterritory subterritory_bumps_the_revision; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER subterritory_bumps_the_revision AFTER INSERT OR DELETE OR UPDATE ON public.licensing_subterritory FOR EACH STATEMENT EXECUTE FUNCTION public.licensing_bump_revision();


--
-- Name: licensing_territory territory_bumps_the_revision; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER territory_bumps_the_revision AFTER INSERT OR DELETE OR UPDATE ON public.licensing_territory FOR EACH STATEMENT EXECUTE FUNCTION public.licensing_bump_revision();


--
-- Name: ledger_balancetransaction the_books_are_only_added_to; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER the_books_are_only_added_to BEFORE DELETE OR UPDATE ON public.ledger_balancetransaction FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();


--
-- Name: ledger_entry the_books_are_only_added_to; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER the_books_are_only_added_to BEFORE DELETE OR UPDATE ON public.ledger_entry FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();


--
-- Name: ledger_journal the_books_are_only_added_to; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER the_books_are_only_added_to BEFORE DELETE OR UPDATE ON public.ledger_journal FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();


--
-- Name: account_emailaddress account_emailaddress_user_id_2c513194_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: account_emailconfirmation account_emailconfirm_email_address_id_5b7f8c58_fk_account_e; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_lastacceptedcode accounts_lastaccepte_authenticator_id_eafad2a1_fk_mfa_authe; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_lastacceptedcode
    ADD CONSTRAINT accounts_lastaccepte_authenticator_id_eafad2a1_fk_mfa_authe FOREIGN KEY (authenticator_id) REFERENCES public.mfa_authenticator(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_user_groups accounts_user_groups_group_id_bd11a704_fk_auth_group_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_group_id_bd11a704_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_user_groups accounts_user_groups_user_id_52b62117_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_user_id_52b62117_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_user accounts_user_holder_id_c7f417ff_fk_licensing_rightsholder_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_holder_id_c7f417ff_fk_licensing_rightsholder_id FOREIGN KEY (holder_id) REFERENCES public.licensing_rightsholder(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_user accounts_user_licensee_id_3cd018b8_fk_licensing_licensee_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_licensee_id_3cd018b8_fk_licensing_licensee_id FOREIGN KEY (licensee_id) REFERENCES public.licensing_licensee(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_user_user_permissions accounts_user_user_p_permission_id_113bb443_fk_auth_perm; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_p_permission_id_113bb443_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_user_user_permissions accounts_user_user_p_user_id_e4f0a161_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_p_user_id_e4f0a161_fk_accounts_ FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: address_useraddress address_useraddress_country_id_fa26a249_fk_address_c; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.address_useraddress
    ADD CONSTRAINT address_useraddress_country_id_fa26a249_fk_address_c FOREIGN KEY (country_id) REFERENCES public.address_country(iso_3166_1_a2) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: address_useraddress address_useraddress_user_id_6edf0244_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.address_useraddress
    ADD CONSTRAINT address_useraddress_user_id_6edf0244_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: analytics_productrecord analytics_productrec_product_id_dad3a871_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.analytics_productrecord
    ADD CONSTRAINT analytics_productrec_product_id_dad3a871_fk_catalogue FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: analytics_userproductview analytics_userproduc_product_id_a55b87ad_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.analytics_userproductview
    ADD CONSTRAINT analytics_userproduc_product_id_a55b87ad_fk_catalogue FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: analytics_userproductview analytics_userproductview_user_id_5e49a8b1_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.analytics_userproductview
    ADD CONSTRAINT analytics_userproductview_user_id_5e49a8b1_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: analytics_userrecord analytics_userrecord_user_id_702cff4c_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.analytics_userrecord
    ADD CONSTRAINT analytics_userrecord_user_id_702cff4c_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: analytics_usersearch analytics_usersearch_user_id_1775992d_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.analytics_usersearch
    ADD CONSTRAINT analytics_usersearch_user_id_1775992d_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_group_permissions auth_group_permissio_permission_id_84c5c92e_fk_auth_perm; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_group_permissions auth_group_permissions_group_id_b120cbf9_fk_auth_group_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_permission auth_permission_content_type_id_2f476e4b_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: basket_basket basket_basket_gift_card_id_d796146b_fk_giftcards_giftcard_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.basket_basket
    ADD CONSTRAINT basket_basket_gift_card_id_d796146b_fk_giftcards_giftcard_id FOREIGN KEY (gift_card_id) REFERENCES public.giftcards_giftcard(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: basket_basket basket_basket_market_id_d0deb251_fk_markets_market_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.basket_basket
    ADD CONSTRAINT basket_basket_market_id_d0deb251_fk_markets_market_id FOREIGN KEY (market_id) REFERENCES public.markets_market(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: basket_basket basket_basket_owner_id_3a018de5_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.basket_basket
    ADD CONSTRAINT basket_basket_owner_id_3a018de5_fk_accounts_user_id FOREIGN KEY (owner_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: basket_basket basket_basket_ship_to_id_a858980f_fk_licensing_territory_code; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.basket_basket
    ADD CONSTRAINT basket_basket_ship_to_id_a858980f_fk_licensing_territory_code FOREIGN KEY (ship_to_id) REFERENCES public.licensing_territory(code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: basket_basket_vouchers basket_basket_vouche_voucher_id_c2b66981_fk_voucher_v; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.basket_basket_vouchers
    ADD CONSTRAINT basket_basket_vouche_voucher_id_c2b66981_fk_voucher_v FOREIGN KEY (voucher_id) REFERENCES public.voucher_voucher(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: basket_basket_vouchers basket_basket_vouchers_basket_id_f857c2f8_fk_basket_basket_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.basket_basket_vouchers
    ADD CONSTRAINT basket_basket_vouchers_basket_id_f857c2f8_fk_basket_basket_id FOREIGN KEY (basket_id) REFERENCES public.basket_basket(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: basket_line basket_line_basket_id_b615c905_fk_basket_basket_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.basket_line
    ADD CONSTRAINT basket_line_basket_id_b615c905_fk_basket_basket_id FOREIGN KEY (basket_id) REFERENCES public.basket_basket(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: basket_line basket_line_product_id_303d743e_fk_catalogue_product_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.basket_line
    ADD CONSTRAINT basket_line_product_id_303d743e_fk_catalogue_product_id FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: basket_line basket_line_stockrecord_id_7039d8a4_fk_partner_stockrecord_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.basket_line
    ADD CONSTRAINT basket_line_stockrecord_id_7039d8a4_fk_partner_stockrecord_id FOREIGN KEY (stockrecord_id) REFERENCES public.partner_stockrecord(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: basket_lineattribute basket_lineattribute_line_id_c41e0cdf_fk_basket_line_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.basket_lineattribute
    ADD CONSTRAINT basket_lineattribute_line_id_c41e0cdf_fk_basket_line_id FOREIGN KEY (line_id) REFERENCES public.basket_line(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: basket_lineattribute basket_lineattribute_option_id_9387a3f7_fk_catalogue_option_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.basket_lineattribute
    ADD CONSTRAINT basket_lineattribute_option_id_9387a3f7_fk_catalogue_option_id FOREIGN KEY (option_id) REFERENCES public.catalogue_option(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_approval catalogue_approval_created_by_id_ba1c1c75_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_approval
    ADD CONSTRAINT catalogue_approval_created_by_id_ba1c1c75_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_approval catalogue_approval_holder_id_5aecb291_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_approval
    ADD CONSTRAINT catalogue_approval_holder_id_5aecb291_fk_licensing FOREIGN KEY (holder_id) REFERENCES public.licensing_rightsholder(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_approval catalogue_approval_territory_set_versio_2ecef2c0_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_approval
    ADD CONSTRAINT catalogue_approval_territory_set_versio_2ecef2c0_fk_licensing FOREIGN KEY (territory_set_version_id) REFERENCES public.licensing_territorysetversion(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_approval catalogue_approval_version_id_c52b3227_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_approval
    ADD CONSTRAINT catalogue_approval_version_id_c52b3227_fk_catalogue FOREIGN KEY (version_id) REFERENCES public.catalogue_productversion(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_approvalcondition catalogue_approvalco_approval_id_67b8fe85_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_approvalcondition
    ADD CONSTRAINT catalogue_approvalco_approval_id_67b8fe85_fk_catalogue FOREIGN KEY (approval_id) REFERENCES public.catalogue_approval(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_approvalcondition catalogue_approvalco_created_by_id_e4240f71_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_approvalcondition
    ADD CONSTRAINT catalogue_approvalco_created_by_id_e4240f71_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_attributeoption catalogue_attributeo_group_id_3d4a5e24_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_attributeoption
    ADD CONSTRAINT catalogue_attributeo_group_id_3d4a5e24_fk_catalogue FOREIGN KEY (group_id) REFERENCES public.catalogue_attributeoptiongroup(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_authlabel catalogue_authlabel_batch_id_6640d479_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_authlabel
    ADD CONSTRAINT catalogue_authlabel_batch_id_6640d479_fk_catalogue FOREIGN KEY (batch_id) REFERENCES public.catalogue_productionbatch(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_compliancerecord catalogue_compliance_created_by_id_7259c910_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_compliancerecord
    ADD CONSTRAINT catalogue_compliance_created_by_id_7259c910_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_compliancerecord catalogue_compliance_product_id_5a033bf0_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_compliancerecord
    ADD CONSTRAINT catalogue_compliance_product_id_5a033bf0_fk_catalogue FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_conditionmet catalogue_conditionm_condition_id_ca431ae1_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_conditionmet
    ADD CONSTRAINT catalogue_conditionm_condition_id_ca431ae1_fk_catalogue FOREIGN KEY (condition_id) REFERENCES public.catalogue_approvalcondition(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_conditionmet catalogue_conditionm_created_by_id_ba469240_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_conditionmet
    ADD CONSTRAINT catalogue_conditionm_created_by_id_ba469240_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_datasheet catalogue_datasheet_product_id_1c6cf6b2_fk_catalogue_product_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_datasheet
    ADD CONSTRAINT catalogue_datasheet_product_id_1c6cf6b2_fk_catalogue_product_id FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_embargo catalogue_embargo_created_by_id_7ed24993_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_embargo
    ADD CONSTRAINT catalogue_embargo_created_by_id_7ed24993_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_embargo catalogue_embargo_product_id_c57feb03_fk_catalogue_product_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_embargo
    ADD CONSTRAINT catalogue_embargo_product_id_c57feb03_fk_catalogue_product_id FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_embargo catalogue_embargo_property_id_119a2d42_fk_licensing_property_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_embargo
    ADD CONSTRAINT catalogue_embargo_property_id_119a2d42_fk_licensing_property_id FOREIGN KEY (property_id) REFERENCES public.licensing_property(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_option catalogue_option_option_group_id_2fd86269_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_option
    ADD CONSTRAINT catalogue_option_option_group_id_2fd86269_fk_catalogue FOREIGN KEY (option_group_id) REFERENCES public.catalogue_attributeoptiongroup(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_product catalogue_product_games_id_9af82b97_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_product
    ADD CONSTRAINT catalogue_product_games_id_9af82b97_fk_licensing FOREIGN KEY (games_id) REFERENCES public.licensing_gamesedition(code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_product catalogue_product_licensee_id_450e64e4_fk_licensing_licensee_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_product
    ADD CONSTRAINT catalogue_product_licensee_id_450e64e4_fk_licensing_licensee_id FOREIGN KEY (licensee_id) REFERENCES public.licensing_licensee(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_product catalogue_product_noc_id_df847e82_fk_licensing_noc_ioc_code; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_product
    ADD CONSTRAINT catalogue_product_noc_id_df847e82_fk_licensing_noc_ioc_code FOREIGN KEY (noc_id) REFERENCES public.licensing_noc(ioc_code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_product catalogue_product_parent_id_9bfd2382_fk_catalogue_product_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_product
    ADD CONSTRAINT catalogue_product_parent_id_9bfd2382_fk_catalogue_product_id FOREIGN KEY (parent_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_product_product_options catalogue_product_pr_option_id_ff470e13_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_product_product_options
    ADD CONSTRAINT catalogue_product_pr_option_id_ff470e13_fk_catalogue FOREIGN KEY (option_id) REFERENCES public.catalogue_option(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_product_product_options catalogue_product_pr_product_id_ad2b46bd_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_product_product_options
    ADD CONSTRAINT catalogue_product_pr_product_id_ad2b46bd_fk_catalogue FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_product catalogue_product_product_class_id_0c6c5b54_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_product
    ADD CONSTRAINT catalogue_product_product_class_id_0c6c5b54_fk_catalogue FOREIGN KEY (product_class_id) REFERENCES public.catalogue_productclass(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_product catalogue_product_rights_category_id_9264e9a4_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_product
    ADD CONSTRAINT catalogue_product_rights_category_id_9264e9a4_fk_licensing FOREIGN KEY (rights_category_id) REFERENCES public.licensing_productcategory(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_product catalogue_product_rights_profile_id_c2d1dfe6_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_product
    ADD CONSTRAINT catalogue_product_rights_profile_id_c2d1dfe6_fk_licensing FOREIGN KEY (rights_profile_id) REFERENCES public.licensing_rightsprofile(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_product catalogue_product_sport_id_3fe3e509_fk_catalogue_sport_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_product
    ADD CONSTRAINT catalogue_product_sport_id_3fe3e509_fk_catalogue_sport_id FOREIGN KEY (sport_id) REFERENCES public.catalogue_sport(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productattributevalue catalogue_productatt_attribute_id_0287c1e7_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productattributevalue
    ADD CONSTRAINT catalogue_productatt_attribute_id_0287c1e7_fk_catalogue FOREIGN KEY (attribute_id) REFERENCES public.catalogue_productattribute(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productattributevalue_value_multi_option catalogue_productatt_attributeoption_id_962b600b_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productattributevalue_value_multi_option
    ADD CONSTRAINT catalogue_productatt_attributeoption_id_962b600b_fk_catalogue FOREIGN KEY (attributeoption_id) REFERENCES public.catalogue_attributeoption(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productattributevalue catalogue_productatt_entity_content_type__f7186ab5_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productattributevalue
    ADD CONSTRAINT catalogue_productatt_entity_content_type__f7186ab5_fk_django_co FOREIGN KEY (entity_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productattribute catalogue_productatt_option_group_id_6b422dc2_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productattribute
    ADD CONSTRAINT catalogue_productatt_option_group_id_6b422dc2_fk_catalogue FOREIGN KEY (option_group_id) REFERENCES public.catalogue_attributeoptiongroup(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productattribute catalogue_productatt_product_class_id_7af808ec_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productattribute
    ADD CONSTRAINT catalogue_productatt_product_class_id_7af808ec_fk_catalogue FOREIGN KEY (product_class_id) REFERENCES public.catalogue_productclass(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productattributevalue catalogue_productatt_product_id_a03cd90e_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productattributevalue
    ADD CONSTRAINT catalogue_productatt_product_id_a03cd90e_fk_catalogue FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productattributevalue_value_multi_option catalogue_productatt_productattributevalu_9c7c031e_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productattributevalue_value_multi_option
    ADD CONSTRAINT catalogue_productatt_productattributevalu_9c7c031e_fk_catalogue FOREIGN KEY (productattributevalue_id) REFERENCES public.catalogue_productattributevalue(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productattributevalue catalogue_productatt_value_option_id_21026066_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productattributevalue
    ADD CONSTRAINT catalogue_productatt_value_option_id_21026066_fk_catalogue FOREIGN KEY (value_option_id) REFERENCES public.catalogue_attributeoption(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productcategory catalogue_productcat_category_id_176db535_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productcategory
    ADD CONSTRAINT catalogue_productcat_category_id_176db535_fk_catalogue FOREIGN KEY (category_id) REFERENCES public.catalogue_category(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productcategory catalogue_productcat_product_id_846a4061_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productcategory
    ADD CONSTRAINT catalogue_productcat_product_id_846a4061_fk_catalogue FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productclass_options catalogue_productcla_option_id_b099542c_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productclass_options
    ADD CONSTRAINT catalogue_productcla_option_id_b099542c_fk_catalogue FOREIGN KEY (option_id) REFERENCES public.catalogue_option(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productclass_options catalogue_productcla_productclass_id_732df4c8_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productclass_options
    ADD CONSTRAINT catalogue_productcla_productclass_id_732df4c8_fk_catalogue FOREIGN KEY (productclass_id) REFERENCES public.catalogue_productclass(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productimage catalogue_productima_product_id_49474fe8_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productimage
    ADD CONSTRAINT catalogue_productima_product_id_49474fe8_fk_catalogue FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productimage catalogue_productima_version_id_5d205223_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productimage
    ADD CONSTRAINT catalogue_productima_version_id_5d205223_fk_catalogue FOREIGN KEY (version_id) REFERENCES public.catalogue_productversion(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productionbatch catalogue_production_agreement_id_252789f3_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productionbatch
    ADD CONSTRAINT catalogue_production_agreement_id_252789f3_fk_licensing FOREIGN KEY (agreement_id) REFERENCES public.licensing_agreement(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productionbatch catalogue_production_created_by_id_5f7a9db8_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productionbatch
    ADD CONSTRAINT catalogue_production_created_by_id_5f7a9db8_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productionbatch catalogue_production_product_id_58a0a477_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productionbatch
    ADD CONSTRAINT catalogue_production_product_id_58a0a477_fk_catalogue FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productrecommendation catalogue_productrec_primary_id_6e51a55c_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productrecommendation
    ADD CONSTRAINT catalogue_productrec_primary_id_6e51a55c_fk_catalogue FOREIGN KEY (primary_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productrecommendation catalogue_productrec_recommendation_id_daf8ae95_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productrecommendation
    ADD CONSTRAINT catalogue_productrec_recommendation_id_daf8ae95_fk_catalogue FOREIGN KEY (recommendation_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productrights catalogue_productrig_agreement_id_6140c7cc_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productrights
    ADD CONSTRAINT catalogue_productrig_agreement_id_6140c7cc_fk_licensing FOREIGN KEY (agreement_id) REFERENCES public.licensing_agreement(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productrights catalogue_productrig_created_by_id_2eabc9fe_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productrights
    ADD CONSTRAINT catalogue_productrig_created_by_id_2eabc9fe_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productrights catalogue_productrig_property_id_c94762d0_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productrights
    ADD CONSTRAINT catalogue_productrig_property_id_c94762d0_fk_licensing FOREIGN KEY (property_id) REFERENCES public.licensing_property(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productrights catalogue_productrig_version_id_70378a45_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productrights
    ADD CONSTRAINT catalogue_productrig_version_id_70378a45_fk_catalogue FOREIGN KEY (version_id) REFERENCES public.catalogue_productversion(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productversion catalogue_productver_created_by_id_676b6f38_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productversion
    ADD CONSTRAINT catalogue_productver_created_by_id_676b6f38_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productversion catalogue_productver_product_id_1661f0fd_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productversion
    ADD CONSTRAINT catalogue_productver_product_id_1661f0fd_fk_catalogue FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_productversion catalogue_productver_submitted_by_id_71ab7932_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_productversion
    ADD CONSTRAINT catalogue_productver_submitted_by_id_71ab7932_fk_accounts_ FOREIGN KEY (submitted_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_reviewclock catalogue_reviewcloc_holder_id_53fa50f9_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_reviewclock
    ADD CONSTRAINT catalogue_reviewcloc_holder_id_53fa50f9_fk_licensing FOREIGN KEY (holder_id) REFERENCES public.licensing_rightsholder(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_reviewclock catalogue_reviewcloc_version_id_ad60b285_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_reviewclock
    ADD CONSTRAINT catalogue_reviewcloc_version_id_ad60b285_fk_catalogue FOREIGN KEY (version_id) REFERENCES public.catalogue_productversion(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_reviewcomment catalogue_reviewcomm_created_by_id_44e071b4_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_reviewcomment
    ADD CONSTRAINT catalogue_reviewcomm_created_by_id_44e071b4_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_reviewcomment catalogue_reviewcomm_holder_id_6297c6d3_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_reviewcomment
    ADD CONSTRAINT catalogue_reviewcomm_holder_id_6297c6d3_fk_licensing FOREIGN KEY (holder_id) REFERENCES public.licensing_rightsholder(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalogue_reviewcomment catalogue_reviewcomm_version_id_94f8b7fa_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalogue_reviewcomment
    ADD CONSTRAINT catalogue_reviewcomm_version_id_94f8b7fa_fk_catalogue FOREIGN KEY (version_id) REFERENCES public.catalogue_productversion(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: communication_email customer_email_user_id_a69ad588_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.communication_email
    ADD CONSTRAINT customer_email_user_id_a69ad588_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: communication_notification customer_notification_recipient_id_d99de5c8_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.communication_notification
    ADD CONSTRAINT customer_notification_recipient_id_d99de5c8_fk_accounts_user_id FOREIGN KEY (recipient_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: communication_notification customer_notification_sender_id_affa1632_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.communication_notification
    ADD CONSTRAINT customer_notification_sender_id_affa1632_fk_accounts_user_id FOREIGN KEY (sender_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: customer_productalert customer_productaler_product_id_7e529a41_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.customer_productalert
    ADD CONSTRAINT customer_productaler_product_id_7e529a41_fk_catalogue FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: customer_productalert customer_productalert_user_id_677ad6d6_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.customer_productalert
    ADD CONSTRAINT customer_productalert_user_id_677ad6d6_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: django_admin_log django_admin_log_content_type_id_c4bce8eb_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: django_admin_log django_admin_log_user_id_c564eba6_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: django_flatpage_sites django_flatpage_site_flatpage_id_078bbc8b_fk_django_fl; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_flatpage_sites
    ADD CONSTRAINT django_flatpage_site_flatpage_id_078bbc8b_fk_django_fl FOREIGN KEY (flatpage_id) REFERENCES public.django_flatpage(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: django_flatpage_sites django_flatpage_sites_site_id_bfd8ea84_fk_django_site_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_flatpage_sites
    ADD CONSTRAINT django_flatpage_sites_site_id_bfd8ea84_fk_django_site_id FOREIGN KEY (site_id) REFERENCES public.django_site(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: fulfillment_deliverymethod fulfillment_delivery_market_id_ae943af3_fk_markets_m; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.fulfillment_deliverymethod
    ADD CONSTRAINT fulfillment_delivery_market_id_ae943af3_fk_markets_m FOREIGN KEY (market_id) REFERENCES public.markets_market(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: fulfillment_shipment fulfillment_shipment_licensee_id_d407e69b_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.fulfillment_shipment
    ADD CONSTRAINT fulfillment_shipment_licensee_id_d407e69b_fk_licensing FOREIGN KEY (licensee_id) REFERENCES public.licensing_licensee(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: fulfillment_shipment fulfillment_shipment_order_id_28952ad5_fk_order_order_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.fulfillment_shipment
    ADD CONSTRAINT fulfillment_shipment_order_id_28952ad5_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: fulfillment_shipmentline fulfillment_shipment_order_line_id_a68008e7_fk_order_lin; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.fulfillment_shipmentline
    ADD CONSTRAINT fulfillment_shipment_order_line_id_a68008e7_fk_order_lin FOREIGN KEY (order_line_id) REFERENCES public.order_line(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: fulfillment_shipment fulfillment_shipment_sent_by_id_756fb4a5_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.fulfillment_shipment
    ADD CONSTRAINT fulfillment_shipment_sent_by_id_756fb4a5_fk_accounts_user_id FOREIGN KEY (sent_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: fulfillment_shipmentline fulfillment_shipment_shipment_id_2373afd7_fk_fulfillme; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.fulfillment_shipmentline
    ADD CONSTRAINT fulfillment_shipment_shipment_id_2373afd7_fk_fulfillme FOREIGN KEY (shipment_id) REFERENCES public.fulfillment_shipment(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: giftcards_giftcard giftcards_giftcard_disabled_by_id_90fe78da_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.giftcards_giftcard
    ADD CONSTRAINT giftcards_giftcard_disabled_by_id_90fe78da_fk_accounts_user_id FOREIGN KEY (disabled_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: giftcards_giftcard giftcards_giftcard_issued_by_id_092e6fa8_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.giftcards_giftcard
    ADD CONSTRAINT giftcards_giftcard_issued_by_id_092e6fa8_fk_accounts_user_id FOREIGN KEY (issued_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: giftcards_giftcardmovement giftcards_giftcardmo_gift_card_id_604ecf64_fk_giftcards; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.giftcards_giftcardmovement
    ADD CONSTRAINT giftcards_giftcardmo_gift_card_id_604ecf64_fk_giftcards FOREIGN KEY (gift_card_id) REFERENCES public.giftcards_giftcard(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: giftcards_giftcardmovement giftcards_giftcardmovement_by_id_af390d28_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.giftcards_giftcardmovement
    ADD CONSTRAINT giftcards_giftcardmovement_by_id_af390d28_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: giftcards_giftcardmovement giftcards_giftcardmovement_order_id_b16204e6_fk_order_order_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.giftcards_giftcardmovement
    ADD CONSTRAINT giftcards_giftcardmovement_order_id_b16204e6_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: inventory_location_ships_to inventory_location_s_location_id_d81b3900_fk_inventory; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory_location_ships_to
    ADD CONSTRAINT inventory_location_s_location_id_d81b3900_fk_inventory FOREIGN KEY (location_id) REFERENCES public.inventory_location(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: inventory_location_ships_to inventory_location_s_territory_id_79abd830_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory_location_ships_to
    ADD CONSTRAINT inventory_location_s_territory_id_79abd830_fk_licensing FOREIGN KEY (territory_id) REFERENCES public.licensing_territory(code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: inventory_location inventory_location_territory_id_b267a10b_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory_location
    ADD CONSTRAINT inventory_location_territory_id_b267a10b_fk_licensing FOREIGN KEY (territory_id) REFERENCES public.licensing_territory(code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: inventory_lowstockalert inventory_lowstockal_stock_record_id_ea40645d_fk_partner_s; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory_lowstockalert
    ADD CONSTRAINT inventory_lowstockal_stock_record_id_ea40645d_fk_partner_s FOREIGN KEY (stock_record_id) REFERENCES public.partner_stockrecord(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: inventory_receivedcount inventory_receivedco_licensee_id_ca53e4f0_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory_receivedcount
    ADD CONSTRAINT inventory_receivedco_licensee_id_ca53e4f0_fk_licensing FOREIGN KEY (licensee_id) REFERENCES public.licensing_licensee(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: inventory_receivedcount inventory_receivedcount_by_id_36754c4c_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory_receivedcount
    ADD CONSTRAINT inventory_receivedcount_by_id_36754c4c_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: inventory_reservation inventory_reservatio_stock_record_id_996acb25_fk_partner_s; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory_reservation
    ADD CONSTRAINT inventory_reservatio_stock_record_id_996acb25_fk_partner_s FOREIGN KEY (stock_record_id) REFERENCES public.partner_stockrecord(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: inventory_reservation inventory_reservation_order_id_1704daf3_fk_order_order_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory_reservation
    ADD CONSTRAINT inventory_reservation_order_id_1704daf3_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: inventory_stockmovement inventory_stockmovem_reservation_id_398a682a_fk_inventory; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory_stockmovement
    ADD CONSTRAINT inventory_stockmovem_reservation_id_398a682a_fk_inventory FOREIGN KEY (reservation_id) REFERENCES public.inventory_reservation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: inventory_stockmovement inventory_stockmovem_stock_record_id_af4bfef4_fk_partner_s; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory_stockmovement
    ADD CONSTRAINT inventory_stockmovem_stock_record_id_af4bfef4_fk_partner_s FOREIGN KEY (stock_record_id) REFERENCES public.partner_stockrecord(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: inventory_stockmovement inventory_stockmovement_by_id_5d9c9edf_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory_stockmovement
    ADD CONSTRAINT inventory_stockmovement_by_id_5d9c9edf_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: inventory_stocktake inventory_stocktake_applied_by_id_a417ef25_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory_stocktake
    ADD CONSTRAINT inventory_stocktake_applied_by_id_a417ef25_fk_accounts_user_id FOREIGN KEY (applied_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: inventory_stocktake inventory_stocktake_by_id_81ae71e1_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory_stocktake
    ADD CONSTRAINT inventory_stocktake_by_id_81ae71e1_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: ledger_entry ledger_entry_journal_id_a0887d66_fk_ledger_journal_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT ledger_entry_journal_id_a0887d66_fk_ledger_journal_id FOREIGN KEY (journal_id) REFERENCES public.ledger_journal(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: ledger_journal ledger_journal_order_id_9362f0ba_fk_order_order_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ledger_journal
    ADD CONSTRAINT ledger_journal_order_id_9362f0ba_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_agreement licensing_agreement_created_by_id_d5fc55df_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_agreement
    ADD CONSTRAINT licensing_agreement_created_by_id_d5fc55df_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_agreement licensing_agreement_licensee_id_24a3d783_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_agreement
    ADD CONSTRAINT licensing_agreement_licensee_id_24a3d783_fk_licensing FOREIGN KEY (licensee_id) REFERENCES public.licensing_licensee(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_agreement licensing_agreement_licensor_id_0157434b_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_agreement
    ADD CONSTRAINT licensing_agreement_licensor_id_0157434b_fk_licensing FOREIGN KEY (licensor_id) REFERENCES public.licensing_rightsholder(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_agreement licensing_agreement_parent_id_5e6917a3_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_agreement
    ADD CONSTRAINT licensing_agreement_parent_id_5e6917a3_fk_licensing FOREIGN KEY (parent_id) REFERENCES public.licensing_agreement(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_agreement licensing_agreement_supersedes_id_896adcde_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_agreement
    ADD CONSTRAINT licensing_agreement_supersedes_id_896adcde_fk_licensing FOREIGN KEY (supersedes_id) REFERENCES public.licensing_agreement(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_agreementevent licensing_agreemente_agreement_id_08729d86_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_agreementevent
    ADD CONSTRAINT licensing_agreemente_agreement_id_08729d86_fk_licensing FOREIGN KEY (agreement_id) REFERENCES public.licensing_agreement(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_agreementevent licensing_agreemente_created_by_id_20aeb41d_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_agreementevent
    ADD CONSTRAINT licensing_agreemente_created_by_id_20aeb41d_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_clearance licensing_clearance_profile_id_5fffe1db_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_clearance
    ADD CONSTRAINT licensing_clearance_profile_id_5fffe1db_fk_licensing FOREIGN KEY (profile_id) REFERENCES public.licensing_rightsprofile(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_closedprofile licensing_closedprof_profile_id_72da9583_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_closedprofile
    ADD CONSTRAINT licensing_closedprof_profile_id_72da9583_fk_licensing FOREIGN KEY (profile_id) REFERENCES public.licensing_rightsprofile(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_factory licensing_factory_country_id_2b05d6b9_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_factory
    ADD CONSTRAINT licensing_factory_country_id_2b05d6b9_fk_licensing FOREIGN KEY (country_id) REFERENCES public.licensing_territory(code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_factory licensing_factory_created_by_id_bd9b1f97_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_factory
    ADD CONSTRAINT licensing_factory_created_by_id_bd9b1f97_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_factory licensing_factory_licensee_id_95f8d904_fk_licensing_licensee_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_factory
    ADD CONSTRAINT licensing_factory_licensee_id_95f8d904_fk_licensing_licensee_id FOREIGN KEY (licensee_id) REFERENCES public.licensing_licensee(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_factoryapproval licensing_factoryapp_agreement_id_58b1251f_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_factoryapproval
    ADD CONSTRAINT licensing_factoryapp_agreement_id_58b1251f_fk_licensing FOREIGN KEY (agreement_id) REFERENCES public.licensing_agreement(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_factoryapproval licensing_factoryapp_created_by_id_c12a9688_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_factoryapproval
    ADD CONSTRAINT licensing_factoryapp_created_by_id_c12a9688_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_factoryapproval licensing_factoryapp_factory_id_55e5b88d_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_factoryapproval
    ADD CONSTRAINT licensing_factoryapp_factory_id_55e5b88d_fk_licensing FOREIGN KEY (factory_id) REFERENCES public.licensing_factory(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_factoryaudit licensing_factoryaud_created_by_id_3317341f_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_factoryaudit
    ADD CONSTRAINT licensing_factoryaud_created_by_id_3317341f_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_factoryaudit licensing_factoryaud_factory_id_bc39b96e_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_factoryaudit
    ADD CONSTRAINT licensing_factoryaud_factory_id_bc39b96e_fk_licensing FOREIGN KEY (factory_id) REFERENCES public.licensing_factory(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_gamesedition_host_territories licensing_gamesediti_gamesedition_id_0ad5a064_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_gamesedition_host_territories
    ADD CONSTRAINT licensing_gamesediti_gamesedition_id_0ad5a064_fk_licensing FOREIGN KEY (gamesedition_id) REFERENCES public.licensing_gamesedition(code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_gamesedition licensing_gamesediti_ocog_id_5aff850a_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_gamesedition
    ADD CONSTRAINT licensing_gamesediti_ocog_id_5aff850a_fk_licensing FOREIGN KEY (ocog_id) REFERENCES public.licensing_rightsholder(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_gamesedition_host_territories licensing_gamesediti_territory_id_c4711fe3_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_gamesedition_host_territories
    ADD CONSTRAINT licensing_gamesediti_territory_id_c4711fe3_fk_licensing FOREIGN KEY (territory_id) REFERENCES public.licensing_territory(code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_grant licensing_grant_agreement_id_6dbd23ae_fk_licensing_agreement_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_grant
    ADD CONSTRAINT licensing_grant_agreement_id_6dbd23ae_fk_licensing_agreement_id FOREIGN KEY (agreement_id) REFERENCES public.licensing_agreement(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_grant licensing_grant_created_by_id_2fd9b495_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_grant
    ADD CONSTRAINT licensing_grant_created_by_id_2fd9b495_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_grant_granted_properties licensing_grant_gran_grant_id_1fe6ac37_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_grant_granted_properties
    ADD CONSTRAINT licensing_grant_gran_grant_id_1fe6ac37_fk_licensing FOREIGN KEY (grant_id) REFERENCES public.licensing_grant(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_grant_granted_categories licensing_grant_gran_grant_id_8a471b50_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_grant_granted_categories
    ADD CONSTRAINT licensing_grant_gran_grant_id_8a471b50_fk_licensing FOREIGN KEY (grant_id) REFERENCES public.licensing_grant(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_grant_granted_categories licensing_grant_gran_productcategory_id_e96a5bfe_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_grant_granted_categories
    ADD CONSTRAINT licensing_grant_gran_productcategory_id_e96a5bfe_fk_licensing FOREIGN KEY (productcategory_id) REFERENCES public.licensing_productcategory(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_grant_granted_properties licensing_grant_gran_property_id_b1de3bd8_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_grant_granted_properties
    ADD CONSTRAINT licensing_grant_gran_property_id_b1de3bd8_fk_licensing FOREIGN KEY (property_id) REFERENCES public.licensing_property(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_grant licensing_grant_licensee_id_0672190b_fk_licensing_licensee_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_grant
    ADD CONSTRAINT licensing_grant_licensee_id_0672190b_fk_licensing_licensee_id FOREIGN KEY (licensee_id) REFERENCES public.licensing_licensee(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_grant licensing_grant_territory_set_versio_83596397_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_grant
    ADD CONSTRAINT licensing_grant_territory_set_versio_83596397_fk_licensing FOREIGN KEY (territory_set_version_id) REFERENCES public.licensing_territorysetversion(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_grantusage licensing_grantusage_grant_id_de997c34_fk_licensing_grant_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_grantusage
    ADD CONSTRAINT licensing_grantusage_grant_id_de997c34_fk_licensing_grant_id FOREIGN KEY (grant_id) REFERENCES public.licensing_grant(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_guardedword licensing_guardedwor_created_by_id_8664d679_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_guardedword
    ADD CONSTRAINT licensing_guardedwor_created_by_id_8664d679_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_guardedword licensing_guardedword_mark_id_8302e639_fk_licensing_property_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_guardedword
    ADD CONSTRAINT licensing_guardedword_mark_id_8302e639_fk_licensing_property_id FOREIGN KEY (mark_id) REFERENCES public.licensing_property(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_holdback licensing_holdback_category_id_063add26_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_holdback
    ADD CONSTRAINT licensing_holdback_category_id_063add26_fk_licensing FOREIGN KEY (category_id) REFERENCES public.licensing_productcategory(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_holdback licensing_holdback_created_by_id_35677845_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_holdback
    ADD CONSTRAINT licensing_holdback_created_by_id_35677845_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_holdback licensing_holdback_licensee_id_117a751d_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_holdback
    ADD CONSTRAINT licensing_holdback_licensee_id_117a751d_fk_licensing FOREIGN KEY (licensee_id) REFERENCES public.licensing_licensee(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_holdback licensing_holdback_property_id_6bdb06ed_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_holdback
    ADD CONSTRAINT licensing_holdback_property_id_6bdb06ed_fk_licensing FOREIGN KEY (property_id) REFERENCES public.licensing_property(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_labelissue licensing_labelissue_created_by_id_4fe9c4c0_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_labelissue
    ADD CONSTRAINT licensing_labelissue_created_by_id_4fe9c4c0_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_labelissue licensing_labelissue_licensee_id_69ac8ec0_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_labelissue
    ADD CONSTRAINT licensing_labelissue_licensee_id_69ac8ec0_fk_licensing FOREIGN KEY (licensee_id) REFERENCES public.licensing_licensee(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_licensee licensing_licensee_country_id_e1a4d872_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_licensee
    ADD CONSTRAINT licensing_licensee_country_id_e1a4d872_fk_licensing FOREIGN KEY (country_id) REFERENCES public.licensing_territory(code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_licensee licensing_licensee_created_by_id_04ddbab5_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_licensee
    ADD CONSTRAINT licensing_licensee_created_by_id_04ddbab5_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_licenseeevent licensing_licenseeev_created_by_id_7a343532_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_licenseeevent
    ADD CONSTRAINT licensing_licenseeev_created_by_id_7a343532_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_licenseeevent licensing_licenseeev_licensee_id_50ba69f0_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_licenseeevent
    ADD CONSTRAINT licensing_licenseeev_licensee_id_50ba69f0_fk_licensing FOREIGN KEY (licensee_id) REFERENCES public.licensing_licensee(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_noc_territories licensing_noc_territ_noc_id_488c9bb0_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_noc_territories
    ADD CONSTRAINT licensing_noc_territ_noc_id_488c9bb0_fk_licensing FOREIGN KEY (noc_id) REFERENCES public.licensing_noc(ioc_code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_noc_territories licensing_noc_territ_territory_id_db96711a_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_noc_territories
    ADD CONSTRAINT licensing_noc_territ_territory_id_db96711a_fk_licensing FOREIGN KEY (territory_id) REFERENCES public.licensing_territory(code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_nocconsent licensing_nocconsent_created_by_id_5e8ff2e0_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_nocconsent
    ADD CONSTRAINT licensing_nocconsent_created_by_id_5e8ff2e0_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_nocconsent_nocs licensing_nocconsent_noc_id_21a65642_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_nocconsent_nocs
    ADD CONSTRAINT licensing_nocconsent_noc_id_21a65642_fk_licensing FOREIGN KEY (noc_id) REFERENCES public.licensing_noc(ioc_code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_nocconsent_nocs licensing_nocconsent_nocconsent_id_c1d5be61_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_nocconsent_nocs
    ADD CONSTRAINT licensing_nocconsent_nocconsent_id_c1d5be61_fk_licensing FOREIGN KEY (nocconsent_id) REFERENCES public.licensing_nocconsent(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_nocconsent licensing_nocconsent_property_id_00ad5f10_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_nocconsent
    ADD CONSTRAINT licensing_nocconsent_property_id_00ad5f10_fk_licensing FOREIGN KEY (property_id) REFERENCES public.licensing_property(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_productcategory licensing_productcat_parent_id_2ed280b4_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_productcategory
    ADD CONSTRAINT licensing_productcat_parent_id_2ed280b4_fk_licensing FOREIGN KEY (parent_id) REFERENCES public.licensing_productcategory(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_property licensing_property_created_by_id_b9d2e0db_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_property
    ADD CONSTRAINT licensing_property_created_by_id_b9d2e0db_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_property licensing_property_games_id_4856065b_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_property
    ADD CONSTRAINT licensing_property_games_id_4856065b_fk_licensing FOREIGN KEY (games_id) REFERENCES public.licensing_gamesedition(code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_property licensing_property_noc_id_2c98b805_fk_licensing_noc_ioc_code; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_property
    ADD CONSTRAINT licensing_property_noc_id_2c98b805_fk_licensing_noc_ioc_code FOREIGN KEY (noc_id) REFERENCES public.licensing_noc(ioc_code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_propertyholding licensing_propertyho_created_by_id_15b9d4d5_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_propertyholding
    ADD CONSTRAINT licensing_propertyho_created_by_id_15b9d4d5_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_propertyholding licensing_propertyho_holder_id_9b805579_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_propertyholding
    ADD CONSTRAINT licensing_propertyho_holder_id_9b805579_fk_licensing FOREIGN KEY (holder_id) REFERENCES public.licensing_rightsholder(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_propertyholding licensing_propertyho_property_id_82e4722f_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_propertyholding
    ADD CONSTRAINT licensing_propertyho_property_id_82e4722f_fk_licensing FOREIGN KEY (property_id) REFERENCES public.licensing_property(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_propertyholding licensing_propertyho_territory_set_versio_2004a227_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_propertyholding
    ADD CONSTRAINT licensing_propertyho_territory_set_versio_2004a227_fk_licensing FOREIGN KEY (territory_set_version_id) REFERENCES public.licensing_territorysetversion(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_rightsholder licensing_rightshold_created_by_id_0ec470d7_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_rightsholder
    ADD CONSTRAINT licensing_rightshold_created_by_id_0ec470d7_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_rightsholder licensing_rightshold_games_id_9fc2dbe0_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_rightsholder
    ADD CONSTRAINT licensing_rightshold_games_id_9fc2dbe0_fk_licensing FOREIGN KEY (games_id) REFERENCES public.licensing_gamesedition(code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_rightsholder licensing_rightshold_noc_id_b9d39f2a_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_rightsholder
    ADD CONSTRAINT licensing_rightshold_noc_id_b9d39f2a_fk_licensing FOREIGN KEY (noc_id) REFERENCES public.licensing_noc(ioc_code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_rightsholder licensing_rightshold_successor_id_7904581d_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_rightsholder
    ADD CONSTRAINT licensing_rightshold_successor_id_7904581d_fk_licensing FOREIGN KEY (successor_id) REFERENCES public.licensing_rightsholder(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_rightspolicy licensing_rightspoli_created_by_id_7b2de9cd_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_rightspolicy
    ADD CONSTRAINT licensing_rightspoli_created_by_id_7b2de9cd_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_rightsprofile licensing_rightsprof_category_id_eedf1f07_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_rightsprofile
    ADD CONSTRAINT licensing_rightsprof_category_id_eedf1f07_fk_licensing FOREIGN KEY (category_id) REFERENCES public.licensing_productcategory(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_rightsprofile licensing_rightsprof_licensee_id_0e789759_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_rightsprofile
    ADD CONSTRAINT licensing_rightsprof_licensee_id_0e789759_fk_licensing FOREIGN KEY (licensee_id) REFERENCES public.licensing_licensee(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_selloffstock licensing_selloffsto_agreement_id_495b332a_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_selloffstock
    ADD CONSTRAINT licensing_selloffsto_agreement_id_495b332a_fk_licensing FOREIGN KEY (agreement_id) REFERENCES public.licensing_agreement(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_selloffstock licensing_selloffsto_created_by_id_8785b6e7_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_selloffstock
    ADD CONSTRAINT licensing_selloffsto_created_by_id_8785b6e7_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_storemandate licensing_storemanda_created_by_id_ac3773d7_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_storemandate
    ADD CONSTRAINT licensing_storemanda_created_by_id_ac3773d7_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_storemandate licensing_storemanda_territory_set_versio_2fc5cae8_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_storemandate
    ADD CONSTRAINT licensing_storemanda_territory_set_versio_2fc5cae8_fk_licensing FOREIGN KEY (territory_set_version_id) REFERENCES public.licensing_territorysetversion(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_subterritory licensing_subterrito_acts_as_id_a005ad7d_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_subterritory
    ADD CONSTRAINT licensing_subterrito_acts_as_id_a005ad7d_fk_licensing FOREIGN KEY (acts_as_id) REFERENCES public.licensing_territory(code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_subterritory licensing_subterrito_territory_id_26c4ae39_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_subterritory
    ADD CONSTRAINT licensing_subterrito_territory_id_26c4ae39_fk_licensing FOREIGN KEY (territory_id) REFERENCES public.licensing_territory(code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_territory licensing_territory_parent_id_34033567_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_territory
    ADD CONSTRAINT licensing_territory_parent_id_34033567_fk_licensing FOREIGN KEY (parent_id) REFERENCES public.licensing_territory(code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_territorysetversion licensing_territorys_created_by_id_fe6a7a1e_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_territorysetversion
    ADD CONSTRAINT licensing_territorys_created_by_id_fe6a7a1e_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: licensing_territorysetversion licensing_territorys_territory_set_id_db222387_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.licensing_territorysetversion
    ADD CONSTRAINT licensing_territorys_territory_set_id_db222387_fk_licensing FOREIGN KEY (territory_set_id) REFERENCES public.licensing_territoryset(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: markets_market markets_market_home_id_9e1c4247_fk_licensing_territory_code; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.markets_market
    ADD CONSTRAINT markets_market_home_id_9e1c4247_fk_licensing_territory_code FOREIGN KEY (home_id) REFERENCES public.licensing_territory(code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: markets_market markets_market_selling_entity_id_3e7246ef_fk_markets_s; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.markets_market
    ADD CONSTRAINT markets_market_selling_entity_id_3e7246ef_fk_markets_s FOREIGN KEY (selling_entity_id) REFERENCES public.markets_sellingentity(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: markets_market_ship_to markets_market_ship__territory_id_a4355129_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.markets_market_ship_to
    ADD CONSTRAINT markets_market_ship__territory_id_a4355129_fk_licensing FOREIGN KEY (territory_id) REFERENCES public.licensing_territory(code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: markets_market_ship_to markets_market_ship_to_market_id_758a91a5_fk_markets_market_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.markets_market_ship_to
    ADD CONSTRAINT markets_market_ship_to_market_id_758a91a5_fk_markets_market_id FOREIGN KEY (market_id) REFERENCES public.markets_market(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: markets_taxrate markets_taxrate_territory_id_08582f5c_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.markets_taxrate
    ADD CONSTRAINT markets_taxrate_territory_id_08582f5c_fk_licensing FOREIGN KEY (territory_id) REFERENCES public.licensing_territory(code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: mfa_authenticator mfa_authenticator_user_id_0c3a50c0_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: notices_notice notices_notice_user_id_62c74e71_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_user_id_62c74e71_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: offer_benefit offer_benefit_range_id_ab19c5ab_fk_offer_range_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_benefit
    ADD CONSTRAINT offer_benefit_range_id_ab19c5ab_fk_offer_range_id FOREIGN KEY (range_id) REFERENCES public.offer_range(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: offer_condition offer_condition_range_id_b023a2aa_fk_offer_range_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_condition
    ADD CONSTRAINT offer_condition_range_id_b023a2aa_fk_offer_range_id FOREIGN KEY (range_id) REFERENCES public.offer_range(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: offer_conditionaloffer offer_conditionaloff_condition_id_e6baa945_fk_offer_con; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_conditionaloffer
    ADD CONSTRAINT offer_conditionaloff_condition_id_e6baa945_fk_offer_con FOREIGN KEY (condition_id) REFERENCES public.offer_condition(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: offer_conditionaloffer_combinations offer_conditionaloff_from_conditionaloffe_85c3bd9f_fk_offer_con; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_conditionaloffer_combinations
    ADD CONSTRAINT offer_conditionaloff_from_conditionaloffe_85c3bd9f_fk_offer_con FOREIGN KEY (from_conditionaloffer_id) REFERENCES public.offer_conditionaloffer(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: offer_conditionaloffer_combinations offer_conditionaloff_to_conditionaloffer__ae993478_fk_offer_con; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_conditionaloffer_combinations
    ADD CONSTRAINT offer_conditionaloff_to_conditionaloffer__ae993478_fk_offer_con FOREIGN KEY (to_conditionaloffer_id) REFERENCES public.offer_conditionaloffer(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: offer_conditionaloffer offer_conditionaloffer_benefit_id_f43f68b5_fk_offer_benefit_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_conditionaloffer
    ADD CONSTRAINT offer_conditionaloffer_benefit_id_f43f68b5_fk_offer_benefit_id FOREIGN KEY (benefit_id) REFERENCES public.offer_benefit(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: offer_range_classes offer_range_classes_productclass_id_6f6de46d_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_range_classes
    ADD CONSTRAINT offer_range_classes_productclass_id_6f6de46d_fk_catalogue FOREIGN KEY (productclass_id) REFERENCES public.catalogue_productclass(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: offer_range_classes offer_range_classes_range_id_7d3e573e_fk_offer_range_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_range_classes
    ADD CONSTRAINT offer_range_classes_range_id_7d3e573e_fk_offer_range_id FOREIGN KEY (range_id) REFERENCES public.offer_range(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: offer_range_excluded_categories offer_range_excluded_category_id_c16fd4f7_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_range_excluded_categories
    ADD CONSTRAINT offer_range_excluded_category_id_c16fd4f7_fk_catalogue FOREIGN KEY (category_id) REFERENCES public.catalogue_category(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: offer_range_excluded_products offer_range_excluded_product_id_78c49bfc_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_range_excluded_products
    ADD CONSTRAINT offer_range_excluded_product_id_78c49bfc_fk_catalogue FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: offer_range_excluded_categories offer_range_excluded_range_id_6346945d_fk_offer_ran; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_range_excluded_categories
    ADD CONSTRAINT offer_range_excluded_range_id_6346945d_fk_offer_ran FOREIGN KEY (range_id) REFERENCES public.offer_range(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: offer_range_excluded_products offer_range_excluded_range_id_cce4a032_fk_offer_ran; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_range_excluded_products
    ADD CONSTRAINT offer_range_excluded_range_id_cce4a032_fk_offer_ran FOREIGN KEY (range_id) REFERENCES public.offer_range(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: offer_range_included_categories offer_range_included_category_id_c61569a5_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_range_included_categories
    ADD CONSTRAINT offer_range_included_category_id_c61569a5_fk_catalogue FOREIGN KEY (category_id) REFERENCES public.catalogue_category(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: offer_range_included_categories offer_range_included_range_id_1b616138_fk_offer_ran; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_range_included_categories
    ADD CONSTRAINT offer_range_included_range_id_1b616138_fk_offer_ran FOREIGN KEY (range_id) REFERENCES public.offer_range(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: offer_rangeproduct offer_rangeproduct_product_id_723b3ea3_fk_catalogue_product_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_rangeproduct
    ADD CONSTRAINT offer_rangeproduct_product_id_723b3ea3_fk_catalogue_product_id FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: offer_rangeproduct offer_rangeproduct_range_id_ee358495_fk_offer_range_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_rangeproduct
    ADD CONSTRAINT offer_rangeproduct_range_id_ee358495_fk_offer_range_id FOREIGN KEY (range_id) REFERENCES public.offer_range(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: offer_rangeproductfileupload offer_rangeproductfi_range_id_c055ebf8_fk_offer_ran; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_rangeproductfileupload
    ADD CONSTRAINT offer_rangeproductfi_range_id_c055ebf8_fk_offer_ran FOREIGN KEY (range_id) REFERENCES public.offer_range(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: offer_rangeproductfileupload offer_rangeproductfi_uploaded_by_id_c01a3250_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer_rangeproductfileupload
    ADD CONSTRAINT offer_rangeproductfi_uploaded_by_id_c01a3250_fk_accounts_ FOREIGN KEY (uploaded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_billingaddress order_billingaddress_country_id_17f57dca_fk_address_c; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_billingaddress
    ADD CONSTRAINT order_billingaddress_country_id_17f57dca_fk_address_c FOREIGN KEY (country_id) REFERENCES public.address_country(iso_3166_1_a2) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_communicationevent order_communicatione_event_type_id_4bc9ee29_fk_customer_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_communicationevent
    ADD CONSTRAINT order_communicatione_event_type_id_4bc9ee29_fk_customer_ FOREIGN KEY (event_type_id) REFERENCES public.communication_communicationeventtype(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_communicationevent order_communicationevent_order_id_94e784ac_fk_order_order_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_communicationevent
    ADD CONSTRAINT order_communicationevent_order_id_94e784ac_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_line order_line_order_id_b9148391_fk_order_order_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_line
    ADD CONSTRAINT order_line_order_id_b9148391_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_line order_line_partner_id_258a2fb9_fk_partner_partner_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_line
    ADD CONSTRAINT order_line_partner_id_258a2fb9_fk_partner_partner_id FOREIGN KEY (partner_id) REFERENCES public.partner_partner(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_line order_line_product_id_e620902d_fk_catalogue_product_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_line
    ADD CONSTRAINT order_line_product_id_e620902d_fk_catalogue_product_id FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_line order_line_stockrecord_id_1d65aff5_fk_partner_stockrecord_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_line
    ADD CONSTRAINT order_line_stockrecord_id_1d65aff5_fk_partner_stockrecord_id FOREIGN KEY (stockrecord_id) REFERENCES public.partner_stockrecord(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_lineattribute order_lineattribute_line_id_adf6dd87_fk_order_line_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_lineattribute
    ADD CONSTRAINT order_lineattribute_line_id_adf6dd87_fk_order_line_id FOREIGN KEY (line_id) REFERENCES public.order_line(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_lineattribute order_lineattribute_option_id_b54d597c_fk_catalogue_option_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_lineattribute
    ADD CONSTRAINT order_lineattribute_option_id_b54d597c_fk_catalogue_option_id FOREIGN KEY (option_id) REFERENCES public.catalogue_option(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_lineprice order_lineprice_line_id_2de52446_fk_order_line_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_lineprice
    ADD CONSTRAINT order_lineprice_line_id_2de52446_fk_order_line_id FOREIGN KEY (line_id) REFERENCES public.order_line(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_lineprice order_lineprice_order_id_66792e56_fk_order_order_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_lineprice
    ADD CONSTRAINT order_lineprice_order_id_66792e56_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_order order_order_basket_id_8b0acbb2_fk_basket_basket_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_order_basket_id_8b0acbb2_fk_basket_basket_id FOREIGN KEY (basket_id) REFERENCES public.basket_basket(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_order order_order_billing_address_id_8fe537cf_fk_order_bil; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_order_billing_address_id_8fe537cf_fk_order_bil FOREIGN KEY (billing_address_id) REFERENCES public.order_billingaddress(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_order order_order_gift_card_id_0eaa935f_fk_giftcards_giftcard_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_order_gift_card_id_0eaa935f_fk_giftcards_giftcard_id FOREIGN KEY (gift_card_id) REFERENCES public.giftcards_giftcard(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_order order_order_market_id_6c23cf25_fk_markets_market_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_order_market_id_6c23cf25_fk_markets_market_id FOREIGN KEY (market_id) REFERENCES public.markets_market(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_order order_order_ship_to_id_b22407ea_fk_licensing_territory_code; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_order_ship_to_id_b22407ea_fk_licensing_territory_code FOREIGN KEY (ship_to_id) REFERENCES public.licensing_territory(code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_order order_order_shipping_address_id_57e64931_fk_order_shi; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_order_shipping_address_id_57e64931_fk_order_shi FOREIGN KEY (shipping_address_id) REFERENCES public.order_shippingaddress(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_order order_order_site_id_e27f3526_fk_django_site_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_order_site_id_e27f3526_fk_django_site_id FOREIGN KEY (site_id) REFERENCES public.django_site(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_order order_order_user_id_7cf9bc2b_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_order_user_id_7cf9bc2b_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_orderdiscount order_orderdiscount_order_id_bc91e123_fk_order_order_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_orderdiscount
    ADD CONSTRAINT order_orderdiscount_order_id_bc91e123_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_orderlinediscount order_orderlinedisco_order_discount_id_b9dfa715_fk_order_ord; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_orderlinediscount
    ADD CONSTRAINT order_orderlinedisco_order_discount_id_b9dfa715_fk_order_ord FOREIGN KEY (order_discount_id) REFERENCES public.order_orderdiscount(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_orderlinediscount order_orderlinediscount_line_id_88fbcd4a_fk_order_line_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_orderlinediscount
    ADD CONSTRAINT order_orderlinediscount_line_id_88fbcd4a_fk_order_line_id FOREIGN KEY (line_id) REFERENCES public.order_line(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_ordernote order_ordernote_order_id_7d97583d_fk_order_order_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_ordernote
    ADD CONSTRAINT order_ordernote_order_id_7d97583d_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_ordernote order_ordernote_user_id_48d7a672_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_ordernote
    ADD CONSTRAINT order_ordernote_user_id_48d7a672_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_orderstatuschange order_orderstatuschange_order_id_43efdbe5_fk_order_order_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_orderstatuschange
    ADD CONSTRAINT order_orderstatuschange_order_id_43efdbe5_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_paymentevent order_paymentevent_event_type_id_568c7161_fk_order_pay; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_paymentevent
    ADD CONSTRAINT order_paymentevent_event_type_id_568c7161_fk_order_pay FOREIGN KEY (event_type_id) REFERENCES public.order_paymenteventtype(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_paymentevent order_paymentevent_order_id_395b3e82_fk_order_order_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_paymentevent
    ADD CONSTRAINT order_paymentevent_order_id_395b3e82_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_paymentevent order_paymentevent_shipping_event_id_213dcfb8_fk_order_shi; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_paymentevent
    ADD CONSTRAINT order_paymentevent_shipping_event_id_213dcfb8_fk_order_shi FOREIGN KEY (shipping_event_id) REFERENCES public.order_shippingevent(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_paymenteventquantity order_paymenteventqu_event_id_a540165a_fk_order_pay; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_paymenteventquantity
    ADD CONSTRAINT order_paymenteventqu_event_id_a540165a_fk_order_pay FOREIGN KEY (event_id) REFERENCES public.order_paymentevent(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_paymenteventquantity order_paymenteventquantity_line_id_df44b021_fk_order_line_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_paymenteventquantity
    ADD CONSTRAINT order_paymenteventquantity_line_id_df44b021_fk_order_line_id FOREIGN KEY (line_id) REFERENCES public.order_line(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_shippingaddress order_shippingaddres_country_id_29abf9a0_fk_address_c; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_shippingaddress
    ADD CONSTRAINT order_shippingaddres_country_id_29abf9a0_fk_address_c FOREIGN KEY (country_id) REFERENCES public.address_country(iso_3166_1_a2) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_shippingevent order_shippingevent_event_type_id_9f1efb20_fk_order_shi; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_shippingevent
    ADD CONSTRAINT order_shippingevent_event_type_id_9f1efb20_fk_order_shi FOREIGN KEY (event_type_id) REFERENCES public.order_shippingeventtype(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_shippingevent order_shippingevent_order_id_8c031fb6_fk_order_order_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_shippingevent
    ADD CONSTRAINT order_shippingevent_order_id_8c031fb6_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_shippingeventquantity order_shippingeventq_event_id_1c7fb9c7_fk_order_shi; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_shippingeventquantity
    ADD CONSTRAINT order_shippingeventq_event_id_1c7fb9c7_fk_order_shi FOREIGN KEY (event_id) REFERENCES public.order_shippingevent(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_shippingeventquantity order_shippingeventquantity_line_id_3b089ee0_fk_order_line_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_shippingeventquantity
    ADD CONSTRAINT order_shippingeventquantity_line_id_3b089ee0_fk_order_line_id FOREIGN KEY (line_id) REFERENCES public.order_line(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: order_surcharge order_surcharge_order_id_5c0a94f5_fk_order_order_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.order_surcharge
    ADD CONSTRAINT order_surcharge_order_id_5c0a94f5_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: ordering_cancellation ordering_cancellation_order_id_2ac5e077_fk_order_order_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ordering_cancellation
    ADD CONSTRAINT ordering_cancellation_order_id_2ac5e077_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: ordering_confirmation ordering_confirmation_order_id_52162149_fk_order_order_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ordering_confirmation
    ADD CONSTRAINT ordering_confirmation_order_id_52162149_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: ordering_countedunits ordering_countedunit_product_id_e1658de1_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ordering_countedunits
    ADD CONSTRAINT ordering_countedunit_product_id_e1658de1_fk_catalogue FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: ordering_countedunits ordering_countedunits_order_id_d20b41c6_fk_order_order_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ordering_countedunits
    ADD CONSTRAINT ordering_countedunits_order_id_d20b41c6_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: ordering_dispatchnotice ordering_dispatchnot_shipment_id_f5adf76d_fk_fulfillme; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ordering_dispatchnotice
    ADD CONSTRAINT ordering_dispatchnot_shipment_id_f5adf76d_fk_fulfillme FOREIGN KEY (shipment_id) REFERENCES public.fulfillment_shipment(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: ordering_followeddenial ordering_followedden_denial_id_58cd914c_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ordering_followeddenial
    ADD CONSTRAINT ordering_followedden_denial_id_58cd914c_fk_licensing FOREIGN KEY (denial_id) REFERENCES public.licensing_rightsdenial(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: ordering_heldorder ordering_heldorder_decided_by_id_0fa8630f_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ordering_heldorder
    ADD CONSTRAINT ordering_heldorder_decided_by_id_0fa8630f_fk_accounts_user_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: ordering_heldorder ordering_heldorder_order_id_0407fd44_fk_order_order_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ordering_heldorder
    ADD CONSTRAINT ordering_heldorder_order_id_0407fd44_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: ordering_laterefusal ordering_laterefusal_order_id_8b50ee59_fk_order_order_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ordering_laterefusal
    ADD CONSTRAINT ordering_laterefusal_order_id_8b50ee59_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: ordering_personcount ordering_personcount_product_id_c34ee055_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ordering_personcount
    ADD CONSTRAINT ordering_personcount_product_id_c34ee055_fk_catalogue FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: ordering_unpaidholder ordering_unpaidholder_order_id_9a1c5ba0_fk_order_order_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ordering_unpaidholder
    ADD CONSTRAINT ordering_unpaidholder_order_id_9a1c5ba0_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: partner_partner_users partner_partner_users_partner_id_1883dfd9_fk_partner_partner_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partner_partner_users
    ADD CONSTRAINT partner_partner_users_partner_id_1883dfd9_fk_partner_partner_id FOREIGN KEY (partner_id) REFERENCES public.partner_partner(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: partner_partner_users partner_partner_users_user_id_d75d6e40_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partner_partner_users
    ADD CONSTRAINT partner_partner_users_user_id_d75d6e40_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: partner_partneraddress partner_partneraddre_country_id_02c4f979_fk_address_c; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partner_partneraddress
    ADD CONSTRAINT partner_partneraddre_country_id_02c4f979_fk_address_c FOREIGN KEY (country_id) REFERENCES public.address_country(iso_3166_1_a2) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: partner_partneraddress partner_partneraddre_partner_id_59551b0a_fk_partner_p; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partner_partneraddress
    ADD CONSTRAINT partner_partneraddre_partner_id_59551b0a_fk_partner_p FOREIGN KEY (partner_id) REFERENCES public.partner_partner(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: partner_stockalert partner_stockalert_stockrecord_id_68ad503a_fk_partner_s; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partner_stockalert
    ADD CONSTRAINT partner_stockalert_stockrecord_id_68ad503a_fk_partner_s FOREIGN KEY (stockrecord_id) REFERENCES public.partner_stockrecord(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: partner_stockrecord partner_stockrecord_location_id_4aa8b8b9_fk_inventory; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partner_stockrecord
    ADD CONSTRAINT partner_stockrecord_location_id_4aa8b8b9_fk_inventory FOREIGN KEY (location_id) REFERENCES public.inventory_location(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: partner_stockrecord partner_stockrecord_partner_id_4155a586_fk_partner_partner_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partner_stockrecord
    ADD CONSTRAINT partner_stockrecord_partner_id_4155a586_fk_partner_partner_id FOREIGN KEY (partner_id) REFERENCES public.partner_partner(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: partner_stockrecord partner_stockrecord_product_id_62fd9e45_fk_catalogue_product_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partner_stockrecord
    ADD CONSTRAINT partner_stockrecord_product_id_62fd9e45_fk_catalogue_product_id FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: payment_bankcard payment_bankcard_user_id_08e1d04c_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment_bankcard
    ADD CONSTRAINT payment_bankcard_user_id_08e1d04c_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: payment_source payment_source_order_id_6b7f2215_fk_order_order_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment_source
    ADD CONSTRAINT payment_source_order_id_6b7f2215_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: payment_source payment_source_source_type_id_700828fe_fk_payment_sourcetype_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment_source
    ADD CONSTRAINT payment_source_source_type_id_700828fe_fk_payment_sourcetype_id FOREIGN KEY (source_type_id) REFERENCES public.payment_sourcetype(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: payment_transaction payment_transaction_source_id_c5ac31e8_fk_payment_source_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment_transaction
    ADD CONSTRAINT payment_transaction_source_id_c5ac31e8_fk_payment_source_id FOREIGN KEY (source_id) REFERENCES public.payment_source(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: payments_paymentattempt payments_paymentattempt_order_id_d21442a3_fk_order_order_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payments_paymentattempt
    ADD CONSTRAINT payments_paymentattempt_order_id_d21442a3_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: payments_refund payments_refund_attempt_id_0b419ab4_fk_payments_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payments_refund
    ADD CONSTRAINT payments_refund_attempt_id_0b419ab4_fk_payments_ FOREIGN KEY (attempt_id) REFERENCES public.payments_paymentattempt(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: payments_refund payments_refund_by_id_a0f7b46d_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payments_refund
    ADD CONSTRAINT payments_refund_by_id_a0f7b46d_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: payments_refundedline payments_refundedline_order_line_id_7dfc1589_fk_order_line_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payments_refundedline
    ADD CONSTRAINT payments_refundedline_order_line_id_7dfc1589_fk_order_line_id FOREIGN KEY (order_line_id) REFERENCES public.order_line(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: payments_refundedline payments_refundedline_refund_id_0c083199_fk_payments_refund_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payments_refundedline
    ADD CONSTRAINT payments_refundedline_refund_id_0c083199_fk_payments_refund_id FOREIGN KEY (refund_id) REFERENCES public.payments_refund(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: payments_stripecustomer payments_stripecustomer_user_id_0ac4e0dd_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payments_stripecustomer
    ADD CONSTRAINT payments_stripecustomer_user_id_0ac4e0dd_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: pricing_marketprice pricing_marketprice_market_id_3bf1f66e_fk_markets_market_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pricing_marketprice
    ADD CONSTRAINT pricing_marketprice_market_id_3bf1f66e_fk_markets_market_id FOREIGN KEY (market_id) REFERENCES public.markets_market(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: pricing_marketprice pricing_marketprice_product_id_c50c27a2_fk_catalogue_product_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pricing_marketprice
    ADD CONSTRAINT pricing_marketprice_product_id_c50c27a2_fk_catalogue_product_id FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: procrastinate_events procrastinate_events_job_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;


--
-- Name: procrastinate_jobs procrastinate_jobs_worker_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;


--
-- Name: procrastinate_periodic_defers procrastinate_periodic_defers_job_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);


--
-- Name: restock_restocknotice restock_restocknotic_product_id_ef13a75d_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.restock_restocknotice
    ADD CONSTRAINT restock_restocknotic_product_id_ef13a75d_fk_catalogue FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: restock_restocknotice restock_restocknotic_ship_to_id_df4478d4_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.restock_restocknotice
    ADD CONSTRAINT restock_restocknotic_ship_to_id_df4478d4_fk_licensing FOREIGN KEY (ship_to_id) REFERENCES public.licensing_territory(code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: restock_restocknotice restock_restocknotice_market_id_46560fe8_fk_markets_market_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.restock_restocknotice
    ADD CONSTRAINT restock_restocknotice_market_id_46560fe8_fk_markets_market_id FOREIGN KEY (market_id) REFERENCES public.markets_market(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: restock_restocknotice restock_restocknotice_user_id_677db3d7_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.restock_restocknotice
    ADD CONSTRAINT restock_restocknotice_user_id_677db3d7_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: reviews_productreview reviews_productrevie_product_id_52e52a32_fk_catalogue; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reviews_productreview
    ADD CONSTRAINT reviews_productrevie_product_id_52e52a32_fk_catalogue FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: reviews_productreview reviews_productreview_user_id_8acb5ddd_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reviews_productreview
    ADD CONSTRAINT reviews_productreview_user_id_8acb5ddd_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: reviews_vote reviews_vote_review_id_371b2d8d_fk_reviews_productreview_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reviews_vote
    ADD CONSTRAINT reviews_vote_review_id_371b2d8d_fk_reviews_productreview_id FOREIGN KEY (review_id) REFERENCES public.reviews_productreview(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: reviews_vote reviews_vote_user_id_5fb87b53_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reviews_vote
    ADD CONSTRAINT reviews_vote_user_id_5fb87b53_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: royalties_royaltyaccrual royalties_royaltyacc_order_line_id_37b03232_fk_order_lin; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.royalties_royaltyaccrual
    ADD CONSTRAINT royalties_royaltyacc_order_line_id_37b03232_fk_order_lin FOREIGN KEY (order_line_id) REFERENCES public.order_line(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: royalties_royaltyaccrual royalties_royaltyacc_refund_id_b3d7f6a2_fk_payments_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.royalties_royaltyaccrual
    ADD CONSTRAINT royalties_royaltyacc_refund_id_b3d7f6a2_fk_payments_ FOREIGN KEY (refund_id) REFERENCES public.payments_refund(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: royalties_royaltyaccrual royalties_royaltyacc_reverses_id_286564ef_fk_royalties; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.royalties_royaltyaccrual
    ADD CONSTRAINT royalties_royaltyacc_reverses_id_286564ef_fk_royalties FOREIGN KEY (reverses_id) REFERENCES public.royalties_royaltyaccrual(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: royalties_royaltyconversion royalties_royaltycon_accrual_id_3edf82d0_fk_royalties; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.royalties_royaltyconversion
    ADD CONSTRAINT royalties_royaltycon_accrual_id_3edf82d0_fk_royalties FOREIGN KEY (accrual_id) REFERENCES public.royalties_royaltyaccrual(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: shipping_orderanditemcharges_countries shipping_orderandite_country_id_30387f2e_fk_address_c; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.shipping_orderanditemcharges_countries
    ADD CONSTRAINT shipping_orderandite_country_id_30387f2e_fk_address_c FOREIGN KEY (country_id) REFERENCES public.address_country(iso_3166_1_a2) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: shipping_orderanditemcharges_countries shipping_orderandite_orderanditemcharges__bf5bfee9_fk_shipping_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.shipping_orderanditemcharges_countries
    ADD CONSTRAINT shipping_orderandite_orderanditemcharges__bf5bfee9_fk_shipping_ FOREIGN KEY (orderanditemcharges_id) REFERENCES public.shipping_orderanditemcharges(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: shipping_weightband shipping_weightband_method_id_b699a1ba_fk_shipping_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.shipping_weightband
    ADD CONSTRAINT shipping_weightband_method_id_b699a1ba_fk_shipping_ FOREIGN KEY (method_id) REFERENCES public.shipping_weightbased(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: shipping_weightbased_countries shipping_weightbased_country_id_06117384_fk_address_c; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.shipping_weightbased_countries
    ADD CONSTRAINT shipping_weightbased_country_id_06117384_fk_address_c FOREIGN KEY (country_id) REFERENCES public.address_country(iso_3166_1_a2) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: shipping_weightbased_countries shipping_weightbased_weightbased_id_93e3132f_fk_shipping_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.shipping_weightbased_countries
    ADD CONSTRAINT shipping_weightbased_weightbased_id_93e3132f_fk_shipping_ FOREIGN KEY (weightbased_id) REFERENCES public.shipping_weightbased(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: sourcing_planrow sourcing_planrow_licensee_id_721013fc_fk_licensing_licensee_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sourcing_planrow
    ADD CONSTRAINT sourcing_planrow_licensee_id_721013fc_fk_licensing_licensee_id FOREIGN KEY (licensee_id) REFERENCES public.licensing_licensee(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: sourcing_planrow sourcing_planrow_upload_id_a8f8979e_fk_sourcing_upload_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sourcing_planrow
    ADD CONSTRAINT sourcing_planrow_upload_id_a8f8979e_fk_sourcing_upload_id FOREIGN KEY (upload_id) REFERENCES public.sourcing_upload(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: sourcing_upload sourcing_upload_by_id_a85ef2cf_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sourcing_upload
    ADD CONSTRAINT sourcing_upload_by_id_a85ef2cf_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: sourcing_upload sourcing_upload_licensee_id_0004984d_fk_licensing_licensee_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sourcing_upload
    ADD CONSTRAINT sourcing_upload_licensee_id_0004984d_fk_licensing_licensee_id FOREIGN KEY (licensee_id) REFERENCES public.licensing_licensee(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: sourcing_upload sourcing_upload_sending_by_id_a42ae116_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sourcing_upload
    ADD CONSTRAINT sourcing_upload_sending_by_id_a42ae116_fk_accounts_user_id FOREIGN KEY (sending_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: sourcing_uploadchunk sourcing_uploadchunk_licensee_id_8af153bf_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sourcing_uploadchunk
    ADD CONSTRAINT sourcing_uploadchunk_licensee_id_8af153bf_fk_licensing FOREIGN KEY (licensee_id) REFERENCES public.licensing_licensee(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: sourcing_uploadchunk sourcing_uploadchunk_upload_id_561eab71_fk_sourcing_upload_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sourcing_uploadchunk
    ADD CONSTRAINT sourcing_uploadchunk_upload_id_561eab71_fk_sourcing_upload_id FOREIGN KEY (upload_id) REFERENCES public.sourcing_upload(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: sourcing_uploadrow sourcing_uploadrow_licensee_id_7870efb1_fk_licensing; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sourcing_uploadrow
    ADD CONSTRAINT sourcing_uploadrow_licensee_id_7870efb1_fk_licensing FOREIGN KEY (licensee_id) REFERENCES public.licensing_licensee(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: sourcing_uploadrow sourcing_uploadrow_upload_id_6dc76b44_fk_sourcing_upload_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sourcing_uploadrow
    ADD CONSTRAINT sourcing_uploadrow_upload_id_6dc76b44_fk_sourcing_upload_id FOREIGN KEY (upload_id) REFERENCES public.sourcing_upload(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: team_apikey team_apikey_created_by_id_043e857a_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.team_apikey
    ADD CONSTRAINT team_apikey_created_by_id_043e857a_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: team_apikey team_apikey_licensee_id_252f899a_fk_licensing_licensee_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.team_apikey
    ADD CONSTRAINT team_apikey_licensee_id_252f899a_fk_licensing_licensee_id FOREIGN KEY (licensee_id) REFERENCES public.licensing_licensee(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: team_apikey team_apikey_revoked_by_id_f176779a_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.team_apikey
    ADD CONSTRAINT team_apikey_revoked_by_id_f176779a_fk_accounts_user_id FOREIGN KEY (revoked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: team_invitation team_invitation_accepted_by_id_fe111e53_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.team_invitation
    ADD CONSTRAINT team_invitation_accepted_by_id_fe111e53_fk_accounts_user_id FOREIGN KEY (accepted_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: team_invitation team_invitation_invited_by_id_12c26854_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.team_invitation
    ADD CONSTRAINT team_invitation_invited_by_id_12c26854_fk_accounts_user_id FOREIGN KEY (invited_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: team_invitation team_invitation_licensee_id_ffeca2c4_fk_licensing_licensee_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.team_invitation
    ADD CONSTRAINT team_invitation_licensee_id_ffeca2c4_fk_licensing_licensee_id FOREIGN KEY (licensee_id) REFERENCES public.licensing_licensee(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: usersessions_usersession usersessions_usersession_user_id_af5e0a6d_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_user_id_af5e0a6d_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: voucher_voucher_offers voucher_voucher_offe_conditionaloffer_id_f9682bfb_fk_offer_con; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.voucher_voucher_offers
    ADD CONSTRAINT voucher_voucher_offe_conditionaloffer_id_f9682bfb_fk_offer_con FOREIGN KEY (conditionaloffer_id) REFERENCES public.offer_conditionaloffer(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: voucher_voucher_offers voucher_voucher_offe_voucher_id_7f9c575d_fk_voucher_v; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.voucher_voucher_offers
    ADD CONSTRAINT voucher_voucher_offe_voucher_id_7f9c575d_fk_voucher_v FOREIGN KEY (voucher_id) REFERENCES public.voucher_voucher(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: voucher_voucher voucher_voucher_voucher_set_id_17b96a54_fk_voucher_v; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.voucher_voucher
    ADD CONSTRAINT voucher_voucher_voucher_set_id_17b96a54_fk_voucher_v FOREIGN KEY (voucher_set_id) REFERENCES public.voucher_voucherset(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: voucher_voucherapplication voucher_voucherappli_voucher_id_5204edb7_fk_voucher_v; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.voucher_voucherapplication
    ADD CONSTRAINT voucher_voucherappli_voucher_id_5204edb7_fk_voucher_v FOREIGN KEY (voucher_id) REFERENCES public.voucher_voucher(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: voucher_voucherapplication voucher_voucherapplication_order_id_30248a05_fk_order_order_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.voucher_voucherapplication
    ADD CONSTRAINT voucher_voucherapplication_order_id_30248a05_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: voucher_voucherapplication voucher_voucherapplication_user_id_df53a393_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.voucher_voucherapplication
    ADD CONSTRAINT voucher_voucherapplication_user_id_df53a393_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: vouchers_voucheruse vouchers_voucheruse_order_id_663adec9_fk_order_order_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.vouchers_voucheruse
    ADD CONSTRAINT vouchers_voucheruse_order_id_663adec9_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: vouchers_voucheruse vouchers_voucheruse_voucher_id_d7a4a781_fk_vouchers_voucher_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.vouchers_voucheruse
    ADD CONSTRAINT vouchers_voucheruse_voucher_id_d7a4a781_fk_vouchers_voucher_id FOREIGN KEY (voucher_id) REFERENCES public.vouchers_voucher(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wishlists_line wishlists_line_product_id_9d6d9b37_fk_catalogue_product_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wishlists_line
    ADD CONSTRAINT wishlists_line_product_id_9d6d9b37_fk_catalogue_product_id FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wishlists_line wishlists_line_wishlist_id_4cffe302_fk_wishlists_wishlist_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wishlists_line
    ADD CONSTRAINT wishlists_line_wishlist_id_4cffe302_fk_wishlists_wishlist_id FOREIGN KEY (wishlist_id) REFERENCES public.wishlists_wishlist(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wishlists_wishlist wishlists_wishlist_owner_id_d5464c62_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wishlists_wishlist
    ADD CONSTRAINT wishlists_wishlist_owner_id_d5464c62_fk_accounts_user_id FOREIGN KEY (owner_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wishlists_wishlistsharedemail wishlists_wishlistsh_wishlist_id_d7500842_fk_wishlists; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wishlists_wishlistsharedemail
    ADD CONSTRAINT wishlists_wishlistsh_wishlist_id_d7500842_fk_wishlists FOREIGN KEY (wishlist_id) REFERENCES public.wishlists_wishlist(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: inventory_receivedcount; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.inventory_receivedcount ENABLE ROW LEVEL SECURITY;

--
-- Name: inventory_receivedcount rows_are_their_licensees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY rows_are_their_licensees ON public.inventory_receivedcount USING ((licensee_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::integer)) WITH CHECK ((licensee_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::integer));


--
-- Name: sourcing_planrow rows_are_their_licensees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY rows_are_their_licensees ON public.sourcing_planrow USING ((licensee_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::integer)) WITH CHECK ((licensee_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::integer));


--
-- Name: sourcing_upload rows_are_their_licensees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY rows_are_their_licensees ON public.sourcing_upload USING ((licensee_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::integer)) WITH CHECK ((licensee_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::integer));


--
-- Name: sourcing_uploadchunk rows_are_their_licensees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY rows_are_their_licensees ON public.sourcing_uploadchunk USING ((licensee_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::integer)) WITH CHECK ((licensee_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::integer));


--
-- Name: sourcing_uploadrow rows_are_their_licensees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY rows_are_their_licensees ON public.sourcing_uploadrow USING ((licensee_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::integer)) WITH CHECK ((licensee_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::integer));


--
-- Name: team_apikey rows_are_their_licensees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY rows_are_their_licensees ON public.team_apikey USING ((licensee_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::integer)) WITH CHECK ((licensee_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::integer));


--
-- Name: team_invitation rows_are_their_licensees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY rows_are_their_licensees ON public.team_invitation USING ((licensee_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::integer)) WITH CHECK ((licensee_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::integer));


--
-- Name: sourcing_planrow; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.sourcing_planrow ENABLE ROW LEVEL SECURITY;

--
-- Name: sourcing_upload; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.sourcing_upload ENABLE ROW LEVEL SECURITY;

--
-- Name: sourcing_uploadchunk; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.sourcing_uploadchunk ENABLE ROW LEVEL SECURITY;

--
-- Name: sourcing_uploadrow; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.sourcing_uploadrow ENABLE ROW LEVEL SECURITY;

--
-- Name: team_apikey; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.team_apikey ENABLE ROW LEVEL SECURITY;

--
-- Name: team_invitation; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.team_invitation ENABLE ROW LEVEL SECURITY;

--
-- PostgreSQL database dump complete
--


