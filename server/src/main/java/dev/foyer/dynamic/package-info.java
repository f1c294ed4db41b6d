/// **Dynamic settings**: values that an operator changes while Foyer runs, typed, bounded, and in
/// force on every node within a second.
///
/// May know: `db`, `json`, `secret`. Owns the tables `setting` and `setting_revision`; answers no
/// path (`management` does).
@NullMarked
package dev.foyer.dynamic;

import org.jspecify.annotations.NullMarked;
