-- Links that are mailed to prove or to restore an address, and how many mails an address may get.

create table mailed_link (
    id           bigint generated always as identity primary key,
    purpose      text not null check (purpose in ('verify', 'set-primary', 'objection')),
    customer_id  bigint not null references customer on delete cascade,
    address      text not null check (length(address) <= 254),
    identity     text not null check (length(identity) <= 254),
    state        text not null,
    session_hash bytea check (length(session_hash) = 32),
    issued_at    timestamptz not null,
    ended_at     timestamptz
);
comment on table mailed_link is 'links that were mailed, without the signatures that make them one; room confirmation; personal: address, identity';
comment on column mailed_link.state is 'of the account when the link was made; a link of another state is dead';
comment on column mailed_link.session_hash is 'the session that asked for it, and that may stay';
create index mailed_link_customer on mailed_link (customer_id);
create index mailed_link_age on mailed_link (issued_at);

create table mail_budget (
    subject text primary key,
    since   timestamptz not null,
    used    integer not null
);
comment on table mail_budget is 'mails asked for since the first of a window; subjects are hashed under our key; room confirmation';
create index mail_budget_since on mail_budget (since);

-- One row for every request, whoever asked for whatever address: what it comes to is found out later.
create table resend_request (
    id         bigint generated always as identity primary key,
    identity   text not null check (length(identity) <= 254),
    language   text not null,
    created_at timestamptz not null,
    due_at     timestamptz not null
);
comment on table resend_request is 'requests for another confirmation mail that are not answered yet; room emails; personal: identity';
create index resend_request_due on resend_request (due_at);
