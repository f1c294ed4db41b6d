-- How often somebody may try.

create table throttle_bucket (
    id    text primary key,
    state bytea not null,
    until timestamptz not null
);
comment on table throttle_bucket is 'tries left in a window that ends at `until`, as the library writes them; ids are hashed under our key; room throttle';
create index throttle_bucket_over on throttle_bucket (until);

-- A wrong secret shown again within seconds is one failure.
create table throttle_repeat (
    id    text primary key,
    until timestamptz not null,
    seen  integer not null
);
comment on table throttle_repeat is 'secrets shown within the last seconds, with whom they were shown for, hashed together under our key; room throttle';
create index throttle_repeat_over on throttle_repeat (until);

-- Requests to reset a password are bounded there too.
drop table password_reset_budget;
