-- Captchas that have been solved, so that none counts twice.

create table captcha_spent (
    id    bytea primary key check (length(id) = 16),
    until timestamptz not null
);
comment on table captcha_spent is 'captchas that were solved and may not count again until they are too old anyway; ids are digests of random texts; room captcha';
create index captcha_spent_over on captcha_spent (until);
