/// **Places**: the cities that a shopper may name: Turkey's provinces as shipped, or the shop's own
/// list.
///
/// May know: `json`. Owns no table and answers no path.
@NullMarked
package dev.foyer.places;

import org.jspecify.annotations.NullMarked;
