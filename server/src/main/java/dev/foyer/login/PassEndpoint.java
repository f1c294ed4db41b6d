package dev.foyer.login;

import dev.foyer.credential.Credentials;
import dev.foyer.db.Database;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.outbox.MailSettings;
import dev.foyer.session.Csrf;
import dev.foyer.session.Visitor;
import dev.foyer.session.VisitorEndpoint;
import dev.foyer.web.Method;
import dev.foyer.web.Pages;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/// `GET` and `POST /users/login/pass/<key>/` (ours): a page with a button that makes this browser
/// known for the account of the key. A `GET` changes nothing, whoever sends it: mail scanners fetch
/// links without pressing buttons.
public final class PassEndpoint implements VisitorEndpoint {
    private final Database database;
    private final PassKeys keys;
    private final KnownDevices devices;
    private final DynamicSettings settings;
    private final Csrf csrf;
    private final Pages pages;

    public PassEndpoint(
            Database database,
            PassKeys keys,
            KnownDevices devices,
            DynamicSettings settings,
            Csrf csrf,
            Pages pages) {
        this.database = database;
        this.keys = keys;
        this.devices = devices;
        this.settings = settings;
        this.csrf = csrf;
        this.pages = pages;
    }

    @Override
    public Response answer(Request request, Visitor visitor) {
        var pass = keys.read(request.pathValue(0)).filter(this::holds);
        if (pass.isEmpty()) {
            return page(404, "unknown", request);
        }
        if (request.method() != Method.POST) {
            return page(200, "ask", request);
        }
        devices.remember(request, pass.get().customerId(), pass.get().device());
        return page(200, "done", request);
    }

    /// Whether her password is still the one that she had when the letter was written.
    private boolean holds(PassKeys.Pass pass) {
        Optional<Credentials.Stored> stored =
                database.read(handle -> Credentials.stored(handle, pass.customerId()));
        return stored.filter(
                        password ->
                                !pass.issued()
                                        .isBefore(
                                                password.changed().truncatedTo(ChronoUnit.SECONDS)))
                .isPresent();
    }

    private Response page(int status, String state, Request request) {
        return pages.page(
                status,
                "login-pass",
                request.language(),
                Map.of(
                        state,
                        true,
                        "title",
                        request.language().say("pass." + state + ".title"),
                        "shop",
                        settings.get(MailSettings.SHOP_NAME),
                        "token",
                        state.equals("ask") ? csrf.token(request) : ""));
    }
}
