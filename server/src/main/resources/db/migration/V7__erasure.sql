-- Erasure: a customer who is no more, and the proof of it.

alter table customer add column erased_at timestamptz;
comment on column customer.erased_at is 'from then on nothing in this row tells who she was';

-- Her phone is replaced by a pseudonym, which is no number.
alter table customer drop constraint customer_phone_check;
alter table customer add constraint customer_phone_check check (phone ~ '^(\+[0-9]{4,15}|[0-9a-f]{32})$');

-- Messages to somebody who was no customer yet are found by their recipient.
create index outbox_message_nobodys on outbox_message (lower(recipient)) where customer_id is null;

create table erasure_certificate (
    customer_id bigint primary key references customer on delete cascade,
    erased_at   timestamptz not null,
    content     text not null,
    digest      bytea not null check (length(digest) = 32),
    signature   bytea not null check (length(signature) = 32)
);
comment on table erasure_certificate is 'what was erased, where and when, without what it was; room erasure';

-- A request that was under way when its customer was erased must not bring anything back: it waits for the erasure
-- (the row is locked), and then finds that there is nobody to add to. The row is taken by its number alone: a condition
-- on `erased_at` would be asked of the row as it was before, and let the request pass without a wait.
create function refuse_erased_customer() returns trigger language plpgsql as $$
declare
    gone timestamptz;
begin
    select erased_at into gone from customer where id = new.customer_id for key share;
    if gone is not null then
        raise exception 'customer % has been erased', new.customer_id using errcode = 'FY410';
    end if;
    return new;
end $$;

create function leave_erased_customer() returns trigger language plpgsql as $$
begin
    return null;
end $$;

create trigger leave_erased before update on customer
    for each row when (old.erased_at is not null) execute function leave_erased_customer();
create trigger refuse_erased before insert on session
    for each row execute function refuse_erased_customer();
create trigger refuse_erased before insert on credential
    for each row execute function refuse_erased_customer();
create trigger refuse_erased before insert on email_address
    for each row execute function refuse_erased_customer();
create trigger refuse_erased before insert on outbox_message
    for each row when (new.customer_id is not null) execute function refuse_erased_customer();
create trigger refuse_erased before insert on password_history
    for each row execute function refuse_erased_customer();
create trigger refuse_erased before insert on mailed_link
    for each row execute function refuse_erased_customer();
