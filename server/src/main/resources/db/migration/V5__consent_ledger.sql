-- What customers allowed and withdrew: chains of entries that cannot be changed unseen. See ADR 19.

create table consent_seal (
    id         integer primary key check (id > 0),
    sealed     text not null,
    created_at timestamptz not null
);
comment on table consent_seal is 'the keys that sign the ledger, sealed under SECRET_KEY; room consent; secret: sealed';

create table consent_key (
    customer_id bigint primary key references customer on delete cascade,
    pepper      text not null
);
comment on table consent_key is 'the one way from a customer to her chain: her pepper, sealed; erasure deletes the row; room consent; secret: pepper';

create table consent_ledger (
    chain        bytea not null check (length(chain) = 16),
    entry        bigint not null check (entry > 0),
    subject      text not null check (subject in ('email_allowed', 'sms_allowed', 'call_allowed', 'whatsapp_allowed', 'confirm', 'erased')),
    old_value    boolean,
    new_value    boolean not null,
    recorded_at  timestamptz not null,
    source       text not null,
    service      text,
    text_version text,
    address_mac  bytea check (length(address_mac) = 32),
    request_id   text,
    checkpoint   integer not null,
    witness      bytea not null check (length(witness) = 8),
    seal         integer not null,
    previous     bytea not null check (length(previous) = 32),
    hash         bytea not null check (length(hash) = 32),
    primary key (chain, entry)
);
comment on table consent_ledger is 'every change of consent, under a pseudonym and chained for each customer; room consent';
comment on column consent_ledger.address_mac is 'the network address under the customer''s pepper: of no use without it';
comment on column consent_ledger.checkpoint is 'the last checkpoint that the writer knew; witness holds the beginning of its hash';

create table consent_head (
    chain     bytea primary key check (length(chain) = 16),
    entries   bigint not null,
    last_hash bytea not null check (length(last_hash) = 32),
    standing  text not null check (standing ~ '^[-01]{5}$'),
    closed    boolean not null,
    owner     text,
    covered   bigint not null default 0
) with (fillfactor = 80);
comment on table consent_head is 'where each chain ends, and what holds there; owner is the sealed customer number, until erasure; room consent; secret: owner';
create index consent_head_uncovered on consent_head (chain) where covered < entries;

create table consent_address (
    chain       bytea not null,
    address_mac bytea not null,
    address     text not null,
    seen_at     timestamptz not null,
    primary key (chain, address_mac)
);
comment on table consent_address is 'the network addresses behind the ledger in clear, until erasure or retention; room consent; personal: address';
create index consent_address_seen on consent_address (seen_at);

create table consent_checkpoint (
    number   integer primary key check (number > 0),
    taken_at timestamptz not null,
    chains   bigint not null,
    entries  bigint not null,
    covers   bytea not null check (length(covers) = 32),
    seal     integer not null,
    previous bytea not null check (length(previous) = 32),
    hash     bytea not null check (length(hash) = 32)
);
comment on table consent_checkpoint is 'what stood in all chains together at a time, chained and signed; room consent';

create table consent_checkpoint_chain (
    checkpoint integer not null,
    chain      bytea not null check (length(chain) = 16),
    entry      bigint not null,
    hash       bytea not null check (length(hash) = 32),
    primary key (checkpoint, chain)
);
comment on table consent_checkpoint_chain is 'the end of each chain that a checkpoint found grown; room consent';
create index consent_checkpoint_chain_last on consent_checkpoint_chain (chain, entry);

create function consent_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception '% takes entries and gives none back', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

create trigger append_only before update or delete or truncate on consent_ledger
    for each statement execute function consent_is_append_only();
create trigger append_only before update or delete or truncate on consent_checkpoint
    for each statement execute function consent_is_append_only();
create trigger append_only before update or delete or truncate on consent_checkpoint_chain
    for each statement execute function consent_is_append_only();

-- Also where a session calls itself a replica, for which triggers are off by default.
alter table consent_ledger enable always trigger append_only;
alter table consent_checkpoint enable always trigger append_only;
alter table consent_checkpoint_chain enable always trigger append_only;
