-- Passwords that change, and the requests to reset them.

alter table credential add column changes integer not null default 0;
comment on column credential.changes is 'raised by every new password, and not where the same one is hashed anew';

create table password_history (
    id            bigint generated always as identity primary key,
    customer_id   bigint not null references customer on delete cascade,
    password_hash text not null,
    replaced_at   timestamptz not null
);
comment on table password_history is 'passwords that a customer had before; room credential; secret: password_hash';
create index password_history_customer on password_history (customer_id, id);

-- One row for every request, whoever asked for whatever address: what it comes to is found out later.
create table password_reset_request (
    id          bigint generated always as identity primary key,
    identity    text not null check (length(identity) <= 254),
    language    text not null,
    frontend_id text not null,
    created_at  timestamptz not null,
    due_at      timestamptz not null
);
comment on table password_reset_request is 'requests to reset a password that are not answered by mail yet; room password; personal: identity';
create index password_reset_request_due on password_reset_request (due_at);

create table password_reset_budget (
    subject text primary key,
    until   timestamptz not null,
    used    integer not null
);
comment on table password_reset_budget is 'requests for one address within the hour that ends at `until`; subjects are hashed under our key; room password';
create index password_reset_budget_over on password_reset_budget (until);
