package dev.foyer.app;

import static dev.foyer.web.Method.GET;
import static dev.foyer.web.Method.POST;

import dev.foyer.emails.AccountConfirmEndpoint;
import dev.foyer.emails.AccountConfirmation;
import dev.foyer.emails.VerifyEmailEndpoint;
import dev.foyer.session.VisitorEndpoint;
import dev.foyer.web.Router;

/// E-mail addresses: rows 6 to 8 of contract B.0.
final class EmailRoutes {
    private static final String CONFIRM = "/users/registration/account-confirm-email/<key>/";

    private EmailRoutes() {}

    static void open(Router routes, Ground ground) {
        var anyone = ground.guards().anyone();
        var confirmation =
                new AccountConfirmation(
                        ground.database(), ground.confirmationKeys(), ground.clock());
        VisitorEndpoint confirm =
                new AccountConfirmEndpoint(
                        confirmation, ground.settings(), ground.csrf(), ground.pages());
        routes.page(GET, CONFIRM, anyone, confirm)
                .page(POST, CONFIRM, anyone, confirm)
                .route(
                        POST,
                        "/users/registration/verify-email/",
                        anyone,
                        new VerifyEmailEndpoint(confirmation));
    }
}
