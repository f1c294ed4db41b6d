-- One-time codes by SMS, and what may be spent on them.

alter table customer add column phone_verified_at timestamptz;
create index customer_phone on customer (phone) where phone is not null;

alter table outbox_message add column expires_at timestamptz;
comment on column outbox_message.expires_at is 'after this the message is of no use and is not sent any more';

create table one_time_code (
    purpose       text not null,
    holder        text not null,
    phone         text not null,
    code_hash     bytea not null check (length(code_hash) = 32),
    data_hash     bytea not null check (length(data_hash) = 32),
    issued_at     timestamptz not null,
    expires_at    timestamptz not null,
    tries         integer not null default 0,
    last_wrong    bytea,
    last_wrong_at timestamptz,
    primary key (purpose, holder)
);
comment on table one_time_code is 'codes sent and not yet redeemed, by the hash under our key; room otp; personal: phone';
create index one_time_code_phone on one_time_code (phone, issued_at);
create index one_time_code_expiry on one_time_code (expires_at);

create table sms_budget (
    subject    text not null,
    until      timestamptz not null,
    used       integer not null,
    primary key (subject, until)
);
comment on table sms_budget is 'messages sent within a window that ends at `until`; subjects with personal data are hashed under our key; room otp';
create index sms_budget_over on sms_budget (until);

create index outbox_message_done on outbox_message (next_attempt_at) where state <> 'waiting';
create index outbox_message_expiry on outbox_message (expires_at) where state = 'waiting' and expires_at is not null;
