-- What a session holds: the choices of guests and of customers.

alter table session add column currency text check (length(currency) <= 10);
alter table session add column language text check (length(language) <= 100);
comment on column session.currency is 'chosen in this session, or by the guest who signed in';

create table guest_choice (
    holder     text primary key check (length(holder) <= 40),
    currency   text check (length(currency) <= 10),
    city       text check (length(city) <= 100),
    language   text check (length(language) <= 100),
    expires_at timestamptz not null
);
comment on table guest_choice is 'what guests have chosen, by the part of their session id that stays the same; room session; personal: city';
create index guest_choice_expiry on guest_choice (expires_at);
