package dev.foyer.consent;

import dev.foyer.web.Request;

import java.util.Locale;
import java.util.Optional;

/// Where a change of consent came from.
///
/// @param service the name of the calling service, for hooks
/// @param address the network address of who asked
/// @param requestId as told in `X-Request-ID`
/// @param textVersion of the text agreed to (`kvkk_flat_page_version`)
public record Origin(
        Source source,
        Optional<String> service,
        Optional<String> address,
        Optional<String> requestId,
        Optional<String> textVersion) {
    /// The ways on which consent changes.
    public enum Source {
        REGISTRATION,
        PROFILE,
        KVKK_HOOK,
        HOOK,
        OPERATOR,
        IMPORT,
        /// The server itself, for a customer who was there before the ledger.
        MIGRATION,
        /// The server itself, when the account is anonymized.
        ERASURE;

        /// As the ledger and its exports spell it.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What the server says by itself: nobody asked over a network.
    static Origin ofServer(Source source, Optional<String> textVersion) {
        return new Origin(
                source, Optional.empty(), Optional.empty(), Optional.empty(), textVersion);
    }

    /// What a request of the customer herself says.
    public static Origin of(Source source, Request request, Optional<String> textVersion) {
        return new Origin(
                source,
                Optional.empty(),
                Optional.of(request.client().addressText()),
                Optional.of(request.id()),
                textVersion);
    }

    /// What a request of a service says.
    public static Origin ofService(Source source, String service, Request request) {
        return new Origin(
                source,
                Optional.of(service),
                Optional.of(request.client().addressText()),
                Optional.of(request.id()),
                Optional.empty());
    }

    @Override
    public String toString() {
        return "consent by " + source;
    }
}
