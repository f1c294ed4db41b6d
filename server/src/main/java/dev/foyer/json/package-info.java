/// **JSON**: values read within bounds, written without white space, and kept in a short form. The
/// only room that sets up the JSON library.
///
/// May know: nothing. Owns no table and answers no path.
@NullMarked
package dev.foyer.json;

import org.jspecify.annotations.NullMarked;
