/// **App**: the roof: the program, the environment read and checked, every `new` in the order of
/// the floors, the table of routes, the commands.
///
/// May know: everything; known by nobody.
@NullMarked
package dev.foyer.app;

import org.jspecify.annotations.NullMarked;
