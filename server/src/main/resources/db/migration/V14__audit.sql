-- What happened to customers, and what operators did: rows that are only ever added.

create table audit_event (
    id          bigint generated always as identity primary key,
    customer_id bigint,
    kind        text not null check (kind ~ '^[a-z_]{1,40}$'),
    happened_at timestamptz not null,
    actor       text not null check (actor in ('customer', 'operator', 'service', 'system')),
    request_id  text check (length(request_id) <= 64),
    details     jsonb not null check (jsonb_typeof(details) = 'object' and length(details::text) <= 2000)
);
comment on table audit_event is 'what happened to a customer, by her number and without a word that tells who she is; room audit';
create index audit_event_customer on audit_event (customer_id, id) where customer_id is not null;
create index audit_event_age on audit_event (happened_at);

-- Beside the events, so that it can go while they stay.
create table audit_address (
    event_id    bigint primary key references audit_event on delete cascade,
    customer_id bigint,
    address     text not null check (length(address) <= 64),
    seen_at     timestamptz not null
);
comment on table audit_address is 'from which network an event came; customer_id is empty where it was not she who asked; room audit; personal: address';
create index audit_address_customer on audit_address (customer_id) where customer_id is not null;
create index audit_address_age on audit_address (seen_at);

create table known_device (
    customer_id bigint not null references customer on delete cascade,
    device_mac  bytea not null check (length(device_mac) = 32),
    first_seen  timestamptz not null,
    last_seen   timestamptz not null,
    primary key (customer_id, device_mac)
);
comment on table known_device is 'devices from which a customer signed in, as keyed digests; room audit; personal: device_mac';
create index known_device_age on known_device (last_seen);
create trigger refuse_erased before insert on known_device
    for each row execute function refuse_erased_customer();

-- Retention alone deletes, and says so in its transaction; nobody changes.
create function keep_audit_event() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('foyer.audit_retention', true) = 'on' then
        return old;
    end if;
    raise exception 'audit events stay as they are';
end $$;
create trigger keep_as_it_is before update or delete on audit_event
    for each row execute function keep_audit_event();
create trigger keep_all before truncate on audit_event
    for each statement execute function keep_audit_event();

-- An event of a customer who was erased meanwhile is noted all the same, without the address.
create function leave_out_erased_customer() returns trigger language plpgsql as $$
declare
    gone boolean;
begin
    select erased_at is not null into gone from customer where id = new.customer_id for key share;
    return case when gone then null else new end;
end $$;
create trigger leave_out_erased before insert on audit_address
    for each row when (new.customer_id is not null) execute function leave_out_erased_customer();
