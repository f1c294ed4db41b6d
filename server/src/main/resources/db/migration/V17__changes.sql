-- What nodes keep in memory, and how they hear that it holds no more.

-- Tells every node which rows have changed: each key is a kind, `s` a session and `c` a customer, and up to 16 hex
-- digits. The node that changed them reads them back before it commits. Too many keys are told as `*`, everything; 400
-- of them go into one notification, which may have 8,000 bytes. Whoever changes what nobody keeps may say so by
-- `foyer.unheard`.
create function note_changes(keys text[]) returns void language plpgsql as $$
declare
    before text := coalesce(current_setting('foyer.changed', true), '');
    parts  text[];
    told   text;
begin
    if keys is null or current_setting('foyer.unheard', true) = 'on' then
        return;
    end if;
    if cardinality(keys) > 4000 or length(before) > 80000 then
        parts := array['*'];
    else
        parts := (select array_agg(part) from (select string_agg(key, ',') as part
                                                 from unnest(keys) with ordinality as k (key, place)
                                                group by (place - 1) / 400) p);
    end if;
    foreach told in array parts loop
        perform pg_notify('foyer_changes', told);
    end loop;
    perform set_config('foyer.changed', concat_ws(',', nullif(before, ''), array_to_string(parts, ',')), true);
end $$;

-- Of a change of very many rows it is enough to see that there are too many.
create function note_sessions() returns trigger language plpgsql as $$
begin
    perform note_changes((select array_agg(key) from (
        select 's' || encode(substring(id_hash for 8), 'hex') as key from changed limit 4001) few));
    return null;
end $$;

create function note_customers() returns trigger language plpgsql as $$
begin
    perform note_changes((select array_agg(key) from (
        select 'c' || to_hex(id) as key from changed limit 4001) few));
    return null;
end $$;

-- Rows of a customer. Those that come before their customer, as a first address does, change nothing that is known.
create function note_holders() returns trigger language plpgsql as $$
begin
    perform note_changes((select array_agg(key) from (
        select 'c' || to_hex(c.id) as key from customer c
         where c.id in (select customer_id from changed) limit 4001) few));
    return null;
end $$;

-- A row may go from one customer to another.
create function note_both_holders() returns trigger language plpgsql as $$
begin
    perform note_changes((select array_agg(key) from (
        select 'c' || to_hex(c.id) as key from customer c
         where c.id in (select customer_id from changed union all select customer_id from was) limit 4001) few));
    return null;
end $$;

create function note_everything() returns trigger language plpgsql as $$
begin
    perform note_changes(array['*']);
    return null;
end $$;

create trigger note_update after update on session
    referencing new table as changed for each statement execute function note_sessions();
create trigger note_delete after delete on session
    referencing old table as changed for each statement execute function note_sessions();
create trigger note_truncate after truncate on session for each statement execute function note_everything();
create trigger note_update after update on customer
    referencing new table as changed for each statement execute function note_customers();
create trigger note_delete after delete on customer
    referencing old table as changed for each statement execute function note_customers();
create trigger note_truncate after truncate on customer for each statement execute function note_everything();
create trigger note_insert after insert on email_address
    referencing new table as changed for each statement execute function note_holders();
create trigger note_update after update on email_address
    referencing new table as changed old table as was for each statement execute function note_both_holders();
create trigger note_delete after delete on email_address
    referencing old table as changed for each statement execute function note_holders();
create trigger note_truncate after truncate on email_address for each statement execute function note_everything();
create trigger note_insert after insert on address
    referencing new table as changed for each statement execute function note_holders();
create trigger note_update after update on address
    referencing new table as changed old table as was for each statement execute function note_both_holders();
create trigger note_delete after delete on address
    referencing old table as changed for each statement execute function note_holders();
create trigger note_truncate after truncate on address for each statement execute function note_everything();

-- When a session was last used, to a few minutes; written in batches. Not indexed, so that such a change stays within
-- its page.
alter table session add column seen_at timestamptz;
alter table session set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
comment on column session.seen_at is 'when it was last used, to some minutes; null before the first of them';
