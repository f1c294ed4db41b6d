/// **Erasure**: who wants to be forgotten, is; who wants to know what is known of her, gets it; and
/// what is not needed any more goes by itself. One registry of every column drives all three.
///
/// May know: every room below, no other feature. Owns `erasure_certificate`; by the registry it
/// reads and empties the tables of all rooms. Answers `/users/anonymize/`, `/users/export/` and, on
/// the management port, `/api/customers/<id>/export/`, `…/erase/` and `…/certificate/`.
@NullMarked
package dev.foyer.erasure;

import org.jspecify.annotations.NullMarked;
