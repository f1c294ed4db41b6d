/// **Erasure**: anonymization of one's own account. So far only its switch; the rest comes with its
/// own issue.
///
/// May know: every room below, no other feature. Owns no table; answers no path yet.
@NullMarked
package dev.foyer.erasure;

import org.jspecify.annotations.NullMarked;
