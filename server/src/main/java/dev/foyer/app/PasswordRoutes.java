package dev.foyer.app;

import static dev.foyer.web.Method.GET;
import static dev.foyer.web.Method.POST;

import dev.foyer.address.Addresses;
import dev.foyer.audit.Event;
import dev.foyer.audit.Kind;
import dev.foyer.confirmation.ResetKeys;
import dev.foyer.outbox.LateAnswers;
import dev.foyer.password.NewPasswords;
import dev.foyer.password.PasswordChange;
import dev.foyer.password.PasswordChangeEndpoint;
import dev.foyer.password.PasswordMail;
import dev.foyer.password.PasswordReset;
import dev.foyer.password.PasswordResetConfirmEndpoint;
import dev.foyer.password.PasswordResetEndpoint;
import dev.foyer.password.PasswordRulesEndpoint;
import dev.foyer.password.PasswordSetEndpoint;
import dev.foyer.password.Renewal;
import dev.foyer.password.ResetLetters;
import dev.foyer.password.ResetPage;
import dev.foyer.password.ResetRequests;
import dev.foyer.password.Takeover;
import dev.foyer.profile.Avatars;
import dev.foyer.web.Router;
import dev.foyer.words.Languages;

import java.util.List;

/// Passwords: row 18 of contract B.0, and B.5.
final class PasswordRoutes {
    private static final String RESET = "/users/reset/<uidb64>/<token>/";

    private PasswordRoutes() {}

    static void open(Router routes, Ground ground) {
        var guards = ground.guards();
        var renewal = new Renewal(mail(ground), ground.audit(), ground.clock());
        var passwords =
                new NewPasswords(
                        ground.database(), ground.hasher(), ground.policy(), ground.settings());
        var change =
                new PasswordChange(
                        ground.database(), ground.hasher(), passwords, renewal, ground.sessions());
        var requests = requests(ground);
        var confirm = confirm(ground, passwords, renewal);
        routes.route(POST, "/users/password/set/", guards.anyone(), new PasswordSetEndpoint(change))
                .route(
                        POST,
                        "/users/password/change/",
                        guards.customers(),
                        new PasswordChangeEndpoint(change, ground.throttle(), ground.secrets()))
                .route(
                        POST,
                        "/users/password/reset/",
                        guards.anyone(),
                        new PasswordResetEndpoint(requests, ground.throttle()))
                .route(
                        GET,
                        "/users/password/rules/",
                        guards.anyone(),
                        new PasswordRulesEndpoint(ground.policy()))
                .page(GET, RESET, guards.anyone(), confirm)
                .page(POST, RESET, guards.anyone(), confirm);
    }

    /// The worker that answers requests to reset a password; not yet started.
    static LateAnswers<?> letters(Ground ground, Languages languages) {
        var letters = new ResetLetters(mail(ground), languages, ground.clock());
        return new LateAnswers<>(
                "reset-letters", letters, ground.database(), ground.clock(), ground.chance());
    }

    static ResetRequests requests(Ground ground) {
        return new ResetRequests(ground.database(), ground.settings(), ground.clock());
    }

    private static PasswordResetConfirmEndpoint confirm(
            Ground ground, NewPasswords passwords, Renewal renewal) {
        var reset =
                new PasswordReset(
                        ground.database(),
                        keys(ground),
                        passwords,
                        renewal,
                        new Takeover(ground.ledger(), attachments(ground)),
                        ground.sessions(),
                        ground.clock());
        var page = new ResetPage(ground.settings(), ground.csrf(), ground.pages());
        return new PasswordResetConfirmEndpoint(reset, page, ground.arrivals(), ground.throttle());
    }

    /// What rooms keep for a customer, and drop when the true owner of an address takes over the
    /// account that somebody made on it.
    private static List<Takeover.Attachment> attachments(Ground ground) {
        return List.of(
                ground.mailedLinks()::forget,
                Addresses::forget,
                Avatars::remove,
                ground.signIns()::forget,
                (tx, id) -> ground.audit().note(tx, Event.bySystem(Kind.ACCOUNT_TAKEN_OVER, id)));
    }

    private static PasswordMail mail(Ground ground) {
        return new PasswordMail(
                keys(ground),
                ground.letters(),
                ground.outbox(),
                ground.settings(),
                ground.publicUrl());
    }

    private static ResetKeys keys(Ground ground) {
        return new ResetKeys(ground.secrets(), ground.settings(), ground.clock());
    }
}
