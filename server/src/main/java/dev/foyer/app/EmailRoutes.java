package dev.foyer.app;

import static dev.foyer.web.Method.DELETE;
import static dev.foyer.web.Method.GET;
import static dev.foyer.web.Method.POST;

import dev.foyer.confirmation.MailedLinks.Purpose;
import dev.foyer.confirmation.TakenMail;
import dev.foyer.emails.AccountConfirmEndpoint;
import dev.foyer.emails.AccountConfirmation;
import dev.foyer.emails.AddressLinks;
import dev.foyer.emails.AddressMail;
import dev.foyer.emails.Addresses;
import dev.foyer.emails.EmailChange;
import dev.foyer.emails.EmailChangeEndpoint;
import dev.foyer.emails.EmailsEndpoint;
import dev.foyer.emails.LinkPage;
import dev.foyer.emails.MailedLinkEndpoint;
import dev.foyer.emails.ResendEmailEndpoint;
import dev.foyer.emails.ResendLetters;
import dev.foyer.emails.Resends;
import dev.foyer.emails.VerifyEmailEndpoint;
import dev.foyer.outbox.LateAnswers;
import dev.foyer.registration.RegistrationSettings;
import dev.foyer.session.VisitorEndpoint;
import dev.foyer.web.Router;

/// E-mail addresses: rows 6 to 13 and 20 of contract B.0, and three paths of our own.
final class EmailRoutes {
    private static final String CONFIRM = "/users/registration/account-confirm-email/<key>/";
    private static final String VERIFY = "/users/registration/verify-email/";
    private static final String RESEND = "/users/registration/resend-email/";
    private static final String EMAILS = "/users/emails/";
    private static final String EMAIL = "/users/emails/<id>/";
    private static final String CHANGE = "/users/email-change/";

    private EmailRoutes() {}

    static void open(Router routes, Ground ground) {
        var page = new LinkPage(ground.settings(), ground.csrf(), ground.pages());
        var mail =
                new AddressMail(
                        ground.mailedLinks(),
                        ground.letters(),
                        ground.outbox(),
                        ground.settings(),
                        taken(ground),
                        ground.publicUrl());
        registration(routes, ground, page);
        links(routes, ground, mail, page);
        addresses(routes, ground, mail);
    }

    /// The worker that answers requests for another confirmation mail; not yet started.
    static LateAnswers<?> letters(Ground ground) {
        var letters = new ResendLetters(ground.confirmationMail(), ground.languages());
        return new LateAnswers<>(
                "resend-letters", letters, ground.database(), ground.clock(), ground.chance());
    }

    /// Tells the owner of an address that somebody has given it.
    static TakenMail taken(Ground ground) {
        return new TakenMail(ground.letters(), ground.outbox(), ground.settings());
    }

    private static void registration(Router routes, Ground ground, LinkPage page) {
        var anyone = ground.guards().anyone();
        var confirmation =
                new AccountConfirmation(
                        ground.database(),
                        ground.confirmationKeys(),
                        ground.audit(),
                        ground.settings(),
                        RegistrationSettings.PHONE_NUMBER_UNIQUE_VALIDATOR_ACTIVE,
                        ground.clock());
        VisitorEndpoint confirm = new AccountConfirmEndpoint(confirmation, page);
        var resends = new Resends(ground.database(), ground.mailBudget(), ground.clock());
        routes.page(GET, CONFIRM, anyone, confirm)
                .page(POST, CONFIRM, anyone, confirm)
                .route(POST, VERIFY, anyone, new VerifyEmailEndpoint(confirmation))
                .route(POST, RESEND, anyone, new ResendEmailEndpoint(resends));
    }

    private static void links(Router routes, Ground ground, AddressMail mail, LinkPage page) {
        var links =
                new AddressLinks(
                        ground.database(),
                        ground.mailedLinks(),
                        mail,
                        ground.sessions(),
                        ground.audit(),
                        ground.languages(),
                        ground.clock());
        for (var purpose : Purpose.values()) {
            VisitorEndpoint endpoint = new MailedLinkEndpoint(purpose, links, page);
            routes.page(GET, purpose.route(), ground.guards().anyone(), endpoint)
                    .page(POST, purpose.route(), ground.guards().anyone(), endpoint);
        }
    }

    private static void addresses(Router routes, Ground ground, AddressMail mail) {
        var customers = ground.guards().customers();
        var addresses =
                new Addresses(
                        ground.database(),
                        ground.mailedLinks(),
                        ground.mailBudget(),
                        mail,
                        ground.audit(),
                        ground.settings());
        var emails = new EmailsEndpoint(addresses, ground.throttle());
        var change =
                new EmailChangeEndpoint(
                        addresses,
                        new EmailChange(
                                ground.database(),
                                ground.hasher(),
                                ground.mailBudget(),
                                mail,
                                ground.settings()),
                        ground.throttle(),
                        ground.secrets());
        routes.route(GET, EMAILS, customers, emails::show)
                .route(POST, EMAILS, customers, emails::add)
                .route(DELETE, EMAIL, customers, emails::remove)
                .route(GET, CHANGE, customers, change::show)
                .route(POST, CHANGE, customers, change::ask);
    }
}
