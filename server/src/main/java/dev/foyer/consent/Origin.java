package dev.foyer.consent;

import dev.foyer.web.Request;

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
        ERASURE
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
