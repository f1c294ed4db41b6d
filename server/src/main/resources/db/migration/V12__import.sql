-- Customers brought over from another shop.

create table imported_customer (
    customer_id     bigint primary key references customer on delete cascade,
    external_id     text unique check (length(external_id) between 1 and 200),
    consent_version text check (length(consent_version) <= 50),
    consented_at    timestamptz,
    imported_at     timestamptz not null
);
comment on table imported_customer is 'what an import told beside a customer''s own data; room customer; personal: external_id';
