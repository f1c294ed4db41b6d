-- What nodes keep in memory, and how they hear that it holds no more.

-- Tells every node which rows have changed: each key is a kind, `s` a session and `c` a customer, and up to 16 hex
-- digits. The node that changed them reads them back before it commits. Too many keys are told as `*`, everything; 400
-- of them fill the 8,000 bytes that a notification may have. Whoever changes what nobody keeps may say so by
-- `foyer.unheard`.
create function note_changes(keys text[]) returns void language plpgsql as $$
declare
    before text := coalesce(current_setting('foyer.changed', true), '');
    told   text;
begin
    if keys is null or current_setting('foyer.unheard', true) = 'on' then
        return;
    end if;
    told := case when cardinality(keys) > 100 then '*' else array_to_string(keys, ',') end;
    perform pg_notify('foyer_changes', told);
    perform set_config('foyer.changed',
                       case when length(before) > 4000 then '*' else concat_ws(',', nullif(before, ''), told) end, true);
end $$;

create function note_sessions() returns trigger language plpgsql as $$
begin
    perform note_changes((select array_agg('s' || encode(substring(id_hash for 8), 'hex')) from changed));
    return null;
end $$;

create function note_customers() returns trigger language plpgsql as $$
begin
    perform note_changes((select array_agg('c' || to_hex(id)) from changed));
    return null;
end $$;

-- Rows of a customer. Those that come before their customer, as a first address does, change nothing that is known.
create function note_holders() returns trigger language plpgsql as $$
begin
    perform note_changes((select array_agg(distinct 'c' || to_hex(id))
                            from customer where id in (select customer_id from changed)));
    return null;
end $$;

create trigger note_update after update on session
    referencing new table as changed for each statement execute function note_sessions();
create trigger note_delete after delete on session
    referencing old table as changed for each statement execute function note_sessions();
create trigger note_update after update on customer
    referencing new table as changed for each statement execute function note_customers();
create trigger note_delete after delete on customer
    referencing old table as changed for each statement execute function note_customers();
create trigger note_insert after insert on email_address
    referencing new table as changed for each statement execute function note_holders();
create trigger note_update after update on email_address
    referencing new table as changed for each statement execute function note_holders();
create trigger note_delete after delete on email_address
    referencing old table as changed for each statement execute function note_holders();
create trigger note_insert after insert on address
    referencing new table as changed for each statement execute function note_holders();
create trigger note_update after update on address
    referencing new table as changed for each statement execute function note_holders();
create trigger note_delete after delete on address
    referencing old table as changed for each statement execute function note_holders();

-- When a session was last used, to a few minutes; written in batches. Not indexed, so that such a change stays within
-- its page.
alter table session add column seen_at timestamptz;
alter table session set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
comment on column session.seen_at is 'when it was last used, to some minutes; null before the first of them';
