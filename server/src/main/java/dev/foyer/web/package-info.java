/// **Web**: requests and answers, routes, bodies, field errors, pages; the only room that knows the
/// HTTP library and the only one that writes an error body.
///
/// May know: `words`, `json`. Owns no table and answers no path.
@NullMarked
package dev.foyer.web;

import org.jspecify.annotations.NullMarked;
