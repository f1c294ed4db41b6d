/// **Cache**: what a node remembers of the database, and how it hears that it holds no more (ADR
/// 33).
///
/// May know: `db`, `thread`. Owns no table, but the triggers of V17; answers no path.
@NullMarked
package dev.foyer.cache;

import org.jspecify.annotations.NullMarked;
