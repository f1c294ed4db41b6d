-- Customers brought over from another shop: by what they were known there, and what was told of
-- their consents. Null for everybody else.

alter table customer
    add column external_id     text unique check (length(external_id) between 1 and 200),
    add column consent_version text check (length(consent_version) <= 50),
    add column consented_at    timestamptz;
comment on column customer.external_id is 'number or name in the shop that the customer was imported from; personal';
comment on column customer.consent_version is 'of the text that the customer agreed to, as an import told it';
comment on column customer.consented_at is 'when the customer agreed, as an import told it';
