/// **Inbox**: the development inbox: what the outbox delivered, for people and for tests. Exists in
/// development only.
///
/// May know: every room below, no other feature. Owns the table `dev_inbox`; answers `/`,
/// `/dev/inbox/` and `/dev/inbox/messages/`.
@NullMarked
package dev.foyer.inbox;

import org.jspecify.annotations.NullMarked;
