package dev.foyer.inbox;

import dev.foyer.web.Endpoint;
import dev.foyer.web.Pages;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

import java.util.Map;

/// `GET /` in development: what runs, the first steps to copy, where to go on.
public final class WelcomeEndpoint implements Endpoint {
    private final Pages pages;
    private final String publicUrl;
    private final String version;

    public WelcomeEndpoint(Pages pages, String publicUrl, String version) {
        this.pages = pages;
        this.publicUrl = publicUrl;
        this.version = version;
    }

    @Override
    public Response answer(Request request) {
        return pages.page(
                200,
                "welcome",
                request.language(),
                Map.of(
                        "title", request.language().say("welcome.title"),
                        "url", publicUrl,
                        "version", version));
    }
}
