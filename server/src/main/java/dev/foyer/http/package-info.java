/// **HTTP outwards**: the one way to ask somebody else's server. What comes in is `web`'s.
///
/// May know: nothing. Owns no table and answers no path.
@NullMarked
package dev.foyer.http;

import org.jspecify.annotations.NullMarked;
