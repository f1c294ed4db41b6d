/// **Places**: the cities that a shopper may name, and the countries, townships and districts of
/// addresses: Turkey's as shipped, or the shop's own lists.
///
/// May know: `json`. Owns no table and answers no path.
@NullMarked
package dev.foyer.places;

import org.jspecify.annotations.NullMarked;
