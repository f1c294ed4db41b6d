package dev.foyer.throttle;

import java.util.Optional;

/// The rates of one scope; a missing one does not bound.
///
/// @param subject for each account, address, phone or service
/// @param network for each client network, /64 for IPv6
/// @param shop for all together
record Limits(Optional<Rate> subject, Optional<Rate> network, Optional<Rate> shop) {
    static final Limits NONE = new Limits(Optional.empty(), Optional.empty(), Optional.empty());
}
