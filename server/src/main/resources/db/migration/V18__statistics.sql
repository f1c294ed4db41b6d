-- Statistics of the names by which customers are found: no plan needs them, since each look walks an index in its order,
-- and `analyze` took five times as long for them as for all the rest of `customer`, every minute in a busy shop. The
-- indexes are made anew, since statistics that were taken before would stay, with names of people who ask to be forgotten.
drop index customer_name_search;
drop index customer_last_name_search;
create index customer_name_search on customer ((fold_name(first_name || ' ' || last_name) collate "C"), id)
    where erased_at is null;
create index customer_last_name_search on customer ((fold_name(last_name || ' ' || first_name) collate "C"), id)
    where erased_at is null;
alter index customer_name_search alter column 1 set statistics 0;
alter index customer_last_name_search alter column 1 set statistics 0;
