/// What holds for the whole house: who may know whom, and how large a thing may grow.
@NullMarked
package dev.foyer;

import org.jspecify.annotations.NullMarked;
