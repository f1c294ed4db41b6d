package dev.foyer.app;

import dev.foyer.confirmation.ConfirmationKeys;
import dev.foyer.confirmation.ConfirmationMail;
import dev.foyer.credential.Hasher;
import dev.foyer.credential.PasswordPolicy;
import dev.foyer.customer.Phones;
import dev.foyer.db.Database;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.emails.AccountConfirmEndpoint;
import dev.foyer.emails.AccountConfirmation;
import dev.foyer.emails.VerifyEmailEndpoint;
import dev.foyer.inbox.InboxCarrier;
import dev.foyer.inbox.InboxEndpoint;
import dev.foyer.inbox.WelcomeEndpoint;
import dev.foyer.login.Login;
import dev.foyer.login.LoginEndpoint;
import dev.foyer.login.LogoutEndpoint;
import dev.foyer.management.Health;
import dev.foyer.management.Operator;
import dev.foyer.management.OutboxApi;
import dev.foyer.management.SettingsApi;
import dev.foyer.management.SmsApi;
import dev.foyer.otp.CodeMessage;
import dev.foyer.otp.OneTimeCodes;
import dev.foyer.otp.SmsBudget;
import dev.foyer.outbox.Carrier;
import dev.foyer.outbox.Channel;
import dev.foyer.outbox.Delivery;
import dev.foyer.outbox.Letters;
import dev.foyer.outbox.Outbox;
import dev.foyer.outbox.OutboxDesk;
import dev.foyer.outbox.SmsCarrier;
import dev.foyer.outbox.SmsDesk;
import dev.foyer.outbox.SmtpCarrier;
import dev.foyer.password.PasswordRulesEndpoint;
import dev.foyer.profile.CurrentUserEndpoint;
import dev.foyer.registration.Accounts;
import dev.foyer.registration.Registration;
import dev.foyer.registration.RegistrationEndpoint;
import dev.foyer.secret.Secrets;
import dev.foyer.session.Arrivals;
import dev.foyer.session.Csrf;
import dev.foyer.session.CsrfTokenEndpoint;
import dev.foyer.session.Guards;
import dev.foyer.session.SessionFilter;
import dev.foyer.session.Sessions;
import dev.foyer.web.Endpoint;
import dev.foyer.web.Gate;
import dev.foyer.web.HttpServer;
import dev.foyer.web.Pages;
import dev.foyer.web.Proxies;
import dev.foyer.web.Redirects;
import dev.foyer.words.Languages;

import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// One running node: every object of the house, made by hand in the order of the floors.
final class App implements AutoCloseable {
    private static final int REQUEST_ID_BYTES = 8;

    private final Configuration configuration;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Openings openings;
    private final Cellar cellar;
    private final Secrets secrets;
    private final Languages languages;
    private final DynamicSettings settings;
    private final Outbox outbox;
    private final Hasher hasher;
    private final Sessions sessions;
    private final Phones phones;
    private final Letters letters;
    private final OneTimeCodes codes;
    private final SmsCarrier sms;
    private final Delivery delivery;
    private final HttpServer shop;
    private final HttpServer management;

    /// Starts a node; when this returns it answers.
    ///
    /// @param openings closed by whoever ends the node, and here where the start fails
    /// @throws StartRefused with one line for the operator
    static App start(Configuration configuration, InstantSource clock, Openings openings)
            throws StartRefused {
        try {
            return new App(configuration, clock, openings);
        } catch (BindException e) {
            openings.close();
            throw new StartRefused(String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            openings.close();
            throw new StartRefused(e.getMessage() + ": " + e.getCause());
        } catch (RuntimeException | StartRefused e) {
            openings.close();
            throw e;
        }
    }

    private App(Configuration configuration, InstantSource clock, Openings openings)
            throws BindException, StartRefused {
        this.configuration = configuration;
        this.clock = clock;
        this.openings = openings;
        this.cellar = openings.keep(Cellar.open(configuration));
        this.secrets = new Secrets(cellar.secretKeys(random), random);
        cellar.admit(secrets);
        this.languages = languages();
        this.settings = openings.keep(settings());
        Production.warn(configuration.mode(), settings);
        this.outbox = new Outbox(secrets, host(), clock);
        this.hasher = openings.keep(Hasher.create(configuration.hashing(), random));
        this.sessions = new Sessions(database(), settings, secrets, clock);
        this.phones = new Phones(settings);
        this.letters = new Letters(configuration.shopFiles());
        this.codes = codes();
        this.sms = new SmsCarrier(settings, withoutGateway(), clock);
        var carriers = Map.of(Channel.EMAIL, mailCarrier(), Channel.SMS, sms);
        this.delivery = openings.keep(new Delivery(database(), outbox, carriers, clock).start());
        openings.keep(
                new Housekeeping(List.of(sessions::sweep, delivery::sweep, codes::sweep)).start());
        this.shop = openings.keep(listen(configuration.http(), shopDoor()));
        this.management = openings.keep(listen(configuration.management(), managementDoor()));
    }

    Configuration configuration() {
        return configuration;
    }

    Database database() {
        return cellar.database();
    }

    int port() {
        return shop.port();
    }

    int managementPort() {
        return management.port();
    }

    String managementToken() {
        return configuration
                .managementToken()
                .orElseGet(() -> KeptSecret.in(configuration.data(), "management-token", random));
    }

    /// Stops accepting, finishes what is in flight, leaves the outbox consistent.
    @Override
    public void close() {
        openings.close();
    }

    private Languages languages() throws StartRefused {
        try {
            return Languages.load(configuration.shopFiles(), configuration.language());
        } catch (IllegalArgumentException e) {
            throw new StartRefused("LANGUAGE_CODE: " + e.getMessage());
        }
    }

    private DynamicSettings settings() {
        return new DynamicSettings(
                        database(),
                        SettingsRegistry.ALL,
                        configuration.startValues(),
                        SettingsRegistry.RULES,
                        secrets.sealer("settings"),
                        clock)
                .start();
    }

    private Carrier mailCarrier() {
        return configuration
                .smtp()
                .<Carrier>map(url -> new SmtpCarrier(url, settings, SmtpCarrier.STEP))
                .orElseGet(() -> new InboxCarrier(database()));
    }

    /// Where SMS go while no gateway is in use.
    private Carrier withoutGateway() {
        return configuration.mode() == Configuration.Mode.DEVELOPMENT
                ? new InboxCarrier(database())
                : _ -> new Carrier.Outcome.Failed("no SMS gateway is in use: set SMS_GATEWAY");
    }

    private OneTimeCodes codes() {
        var message = new CodeMessage(letters, outbox, settings, host());
        var budget = new SmsBudget(settings, secrets);
        return new OneTimeCodes(database(), budget, message, settings, secrets, clock);
    }

    /// The host of the shop's pages.
    private String host() {
        return URI.create(configuration.publicUrl()).getHost();
    }

    private Endpoint shopDoor() {
        var csrf = new Csrf(secrets, configuration.session());
        var guards = new Guards(csrf, configuration.session());
        var pages = new Pages();
        var routes =
                Routes.shop(features(csrf, pages), guards, configuration.session().compatible());
        if (configuration.mode() == Configuration.Mode.DEVELOPMENT) {
            var welcome = new WelcomeEndpoint(pages, configuration.publicUrl(), Version.text());
            Routes.development(routes, welcome, new InboxEndpoint(database(), pages, phones));
        }
        var session = new SessionFilter(sessions, configuration.session(), clock);
        return new Gate(Database::isOutage).around(routes.behind(session));
    }

    private Features features(Csrf csrf, Pages pages) {
        var arrivals = new Arrivals(sessions, csrf);
        var redirects = new Redirects(configuration.redirectHosts());
        var keys = new ConfirmationKeys(secrets, settings, clock);
        var mail = new ConfirmationMail(keys, letters, outbox, settings, configuration.publicUrl());
        var login = new Login(database(), hasher, sessions, settings, clock);
        var accounts = new Accounts(sessions, mail, settings, clock);
        var registration =
                new Registration(
                        database(),
                        hasher,
                        codes,
                        accounts,
                        settings,
                        Login.REQUIRES_VERIFICATION,
                        configuration.registerView());
        var confirmation = new AccountConfirmation(database(), keys, clock);
        var policy = new PasswordPolicy(settings);
        return new Features(
                new CsrfTokenEndpoint(csrf),
                new CurrentUserEndpoint(database(), phones),
                new LoginEndpoint(login, arrivals, redirects),
                new LogoutEndpoint(arrivals),
                new RegistrationEndpoint(registration, policy, phones, arrivals, redirects, clock),
                new AccountConfirmEndpoint(confirmation, settings, csrf, pages),
                new VerifyEmailEndpoint(confirmation),
                new PasswordRulesEndpoint(policy));
    }

    private Endpoint managementDoor() {
        var routes =
                Routes.management(
                        new Health(database()),
                        new Operator(managementToken()),
                        new SettingsApi(settings),
                        new OutboxApi(new OutboxDesk(database(), outbox, clock)),
                        new SmsApi(new SmsDesk(sms, settings, secrets, clock), phones));
        return new Gate(Database::isOutage).around(routes);
    }

    private HttpServer listen(HttpServer.Settings where, Endpoint door) throws BindException {
        Supplier<String> ids = () -> secrets.randomHex(REQUEST_ID_BYTES);
        return HttpServer.start(
                where, new Proxies(configuration.trustedProxies()), languages, ids, door);
    }
}
