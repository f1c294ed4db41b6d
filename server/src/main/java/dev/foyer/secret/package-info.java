/// **Secrets**: random tokens, signed values, constant-time comparison, keys derived from
/// `SECRET_KEY`.
///
/// May know: nothing. Owns no table and answers no path.
@NullMarked
package dev.foyer.secret;

import org.jspecify.annotations.NullMarked;
