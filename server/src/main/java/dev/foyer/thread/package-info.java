/// **Threads**: how a thread of the house begins, pauses, stands back and ends.
///
/// May know: nothing. Owns no table and answers no path.
@NullMarked
package dev.foyer.thread;

import org.jspecify.annotations.NullMarked;
