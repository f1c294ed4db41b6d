-- The address book.

create table address (
    id              bigint generated always as identity primary key,
    customer_id     bigint not null references customer on delete cascade,
    is_primary      boolean not null,
    title           text not null check (length(title) between 1 and 50),
    first_name      text not null check (length(first_name) <= 50),
    last_name       text not null check (length(last_name) <= 50),
    email           text check (length(email) <= 254),
    phone_number    text check (phone_number ~ '^\+[0-9]{4,15}$'),
    country         integer not null,
    city            integer,
    township        integer,
    district        integer,
    line            text not null check (length(line) between 1 and 500),
    postcode        text check (length(postcode) <= 20),
    is_corporate    boolean not null,
    company_name    text check (length(company_name) <= 255),
    tax_no          text check (length(tax_no) <= 20),
    tax_office      text check (length(tax_office) <= 100),
    identity_number text check (length(identity_number) <= 20),
    e_bill_taxpayer boolean not null,
    notes           text check (length(notes) <= 500),
    extra_field     jsonb check (jsonb_typeof(extra_field) = 'object'),
    created_at      timestamptz not null
);
comment on table address is 'where customers live and want their parcels; room address; personal: all but the numbers of places';
create index address_customer on address (customer_id);
create unique index address_one_primary on address (customer_id) where is_primary;

-- Who has addresses has a primary one: looked at when a transaction commits, since within it there may be none for a
-- moment. With the index above it is exactly one. Writers hold the row of the customer, so they see each other.
create function require_primary_address() returns trigger language plpgsql as $$
declare
    whose bigint := coalesce(new.customer_id, old.customer_id);
begin
    if exists (select from address where customer_id = whose)
       and not exists (select from address where customer_id = whose and is_primary) then
        raise exception 'customer % has addresses and none of them is primary', whose using errcode = '23514';
    end if;
    return null;
end $$;

create constraint trigger address_has_primary after insert or update of is_primary or delete on address
    deferrable initially deferred for each row execute function require_primary_address();

create trigger refuse_erased before insert on address
    for each row execute function refuse_erased_customer();
