/// The people of the tests: shoppers with cookies, an operator, and what they get to see.
@NullMarked
package dev.foyer.people;

import org.jspecify.annotations.NullMarked;
