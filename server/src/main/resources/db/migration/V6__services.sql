-- Who may call the unsubscribe hooks, and what they have called for.

create table hook_service (
    name               text primary key check (length(name) between 1 and 20),
    gateway            text not null check (gateway in ('kvkk', 'default')),
    secret             text not null,
    previous_secret    text,
    previous_until     timestamptz,
    allow_batches      boolean not null,
    requires_signature boolean not null,
    created_at         timestamptz not null,
    rotated_at         timestamptz,
    check ((previous_secret is null) = (previous_until is null))
);
comment on table hook_service is 'services that may call the unsubscribe hooks; secrets are sealed; room unsubscribe; secret: secret, previous_secret';

-- `batch` is empty but for services that may send several bodies with one hash: there it is the
-- body's MAC, so that the key tells repeats of a body from other bodies.
create table hook_request (
    service    text not null,
    hash       text not null check (length(hash) = 64),
    batch      bytea not null,
    body_mac   bytea not null check (length(body_mac) = 32),
    applied_at timestamptz not null,
    primary key (service, hash, batch)
);
comment on table hook_request is 'hook requests that were applied, as long as they could be sent again; bodies by their MAC under our key; room unsubscribe';
create index hook_request_age on hook_request (applied_at);
