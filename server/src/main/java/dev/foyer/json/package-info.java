/// **JSON**: values read within bounds, and written without white space. The only room that sets up
/// the JSON library.
///
/// May know: nothing. Owns no table and answers no path.
@NullMarked
package dev.foyer.json;

import org.jspecify.annotations.NullMarked;
