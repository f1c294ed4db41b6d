/// Fuzzing: a target for every parser of what strangers send ([Targets]), each run a little in the
/// tests and for as long as one likes by Jazzer ([Jazzed]). ADR 31 tells how.
@NullMarked
package dev.foyer.fuzz;

import org.jspecify.annotations.NullMarked;
