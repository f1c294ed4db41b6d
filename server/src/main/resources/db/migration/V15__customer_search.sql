-- Finding customers by the beginning of an address, a name or a phone. What is erased is in none of these indexes.

-- Case and marks away, so that `Şule`, `SULE` and `sule` begin alike: first what has marks of its own is taken apart,
-- then the marks are dropped, then capitals of Latin, Greek and Cyrillic and what cannot be taken apart are replaced.
-- It depends on no locale of the database, so that an index may be built on it and restored elsewhere.
create function fold_name(name text) returns text
    language sql immutable strict parallel safe
    return translate(
        regexp_replace(normalize(name, NFKD), '[\u0300-\u036f]' collate "C", '', 'g') collate "C",
        'ABCDEFGHIJKLMNOPQRSTUVWXYZıØøŁłĐđÐðÆæŒœÞþßΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩςАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ',
        'abcdefghijklmnopqrstuvwxyzioollddddaaooppsαβγδεζηθικλμνξοπρστυφχψωσабвгдежзиклмнопрстуфхцчшщъыьэюя');

create index email_address_search on email_address ((identity collate "C"), id)
    where identity not like '%@anonymized.invalid';
create index customer_name_search on customer ((fold_name(first_name || ' ' || last_name) collate "C"), id)
    where erased_at is null;
create index customer_last_name_search on customer ((fold_name(last_name || ' ' || first_name) collate "C"), id)
    where erased_at is null;
create index customer_phone_search on customer ((phone collate "C"), id)
    where erased_at is null and phone is not null;
