-- Sessions for people: each has a name under which its customer can see and end it, and that opens nothing.

alter table session add column public_id uuid not null default gen_random_uuid();
comment on column session.public_id is 'told to the customer; neither the id nor its hash can be found from it';
