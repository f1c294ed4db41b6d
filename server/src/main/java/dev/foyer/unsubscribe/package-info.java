/// **Unsubscribe**: services of others that withdraw consents by signed hooks, and who these
/// services are.
///
/// May know: every room below, no other feature. Owns `hook_service` and `hook_request`; answers
/// `/users/hooks/kvkk-unsubscribe-user/` and `/users/hooks/unsubscribe-user/`, and on the
/// management port `/api/services/…`.
@NullMarked
package dev.foyer.unsubscribe;

import org.jspecify.annotations.NullMarked;
