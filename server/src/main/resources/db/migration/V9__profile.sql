-- The picture of a customer, made anew from what she uploaded. customer.avatar holds the path at which it is shown.

create table avatar (
    customer_id  bigint primary key references customer on delete cascade,
    token        text not null unique check (token ~ '^[0-9a-f]{32}$'),
    content_type text not null check (content_type in ('image/jpeg', 'image/png')),
    content      bytea not null check (length(content) <= 2097152),
    created_at   timestamptz not null
);
comment on table avatar is 'a customer''s picture; room profile; personal: content; secret: token';

-- It is compressed already.
alter table avatar alter column content set storage external;

create trigger refuse_erased before insert on avatar
    for each row execute function refuse_erased_customer();

-- Messages to a phone are looked for when a code is sent, and when the phone or its customer goes.
create index outbox_message_sms on outbox_message (recipient) where channel = 'sms';
