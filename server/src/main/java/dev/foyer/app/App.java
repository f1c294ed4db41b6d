package dev.foyer.app;

import dev.foyer.cache.Changes;
import dev.foyer.cache.Listener;
import dev.foyer.confirmation.ConfirmationKeys;
import dev.foyer.confirmation.ConfirmationMail;
import dev.foyer.confirmation.MailBudget;
import dev.foyer.confirmation.MailedLinks;
import dev.foyer.consent.ConsentLedger;
import dev.foyer.credential.BreachedPasswords;
import dev.foyer.credential.Hasher;
import dev.foyer.credential.PasswordPolicy;
import dev.foyer.customer.Phones;
import dev.foyer.db.Database;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.inbox.InboxCarrier;
import dev.foyer.login.KnownDevices;
import dev.foyer.otp.CodeMessage;
import dev.foyer.otp.OneTimeCodes;
import dev.foyer.otp.SmsBudget;
import dev.foyer.outbox.Carrier;
import dev.foyer.outbox.Channel;
import dev.foyer.outbox.Delivery;
import dev.foyer.outbox.Letters;
import dev.foyer.outbox.Outbox;
import dev.foyer.outbox.SmsCarrier;
import dev.foyer.outbox.SmtpCarrier;
import dev.foyer.places.Cities;
import dev.foyer.places.Places;
import dev.foyer.secret.Secrets;
import dev.foyer.session.Arrivals;
import dev.foyer.session.Csrf;
import dev.foyer.session.Guards;
import dev.foyer.session.Preferences;
import dev.foyer.session.Sessions;
import dev.foyer.throttle.Scope;
import dev.foyer.throttle.Throttle;
import dev.foyer.throttle.ThrottleSettings;
import dev.foyer.web.Counters;
import dev.foyer.web.HttpServer;
import dev.foyer.web.Pages;
import dev.foyer.web.Redirects;
import dev.foyer.words.Languages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One running node: every object of the house, made by hand in the order of the floors.
final class App implements AutoCloseable {
    private static final int NODE_BYTES = 8;

    private final Configuration configuration;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Openings openings;
    private final Cellar cellar;
    private final Changes changes = new Changes();
    private final Secrets secrets;
    private final Languages languages;
    private final DynamicSettings settings;
    private final Outbox outbox;
    private final Hasher hasher;
    private final Sessions sessions;
    private final Preferences preferences;
    private final Cities cities;
    private final Places places;
    private final Phones phones;
    private final Letters letters;
    private final Pages pages;
    private final ConsentLedger ledger;
    private final Witness witness;
    private final OneTimeCodes codes;
    private final MailedLinks mailedLinks;
    private final MailBudget mailBudget;
    private final SmsCarrier sms;
    private final Delivery delivery;
    private final Housekeeping housekeeping;
    private final Counters counters = new Counters();
    private final Doors doors;
    private final HttpServer shop;
    private final HttpServer management;

    /// Starts a node; when this returns it answers.
    ///
    /// @param openings closed by whoever ends the node, and here where the start fails
    /// @throws StartRefused with what to tell the operator
    static App start(Configuration configuration, InstantSource clock, Openings openings)
            throws StartRefused {
        try {
            return new App(configuration, clock, openings);
        } catch (IOException e) {
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
            throws IOException, StartRefused {
        this.configuration = configuration;
        this.clock = clock;
        this.openings = openings;
        this.letters = new Letters(configuration.shopFiles());
        this.pages = new Pages(configuration.shopFiles());
        ShopFiles.check(letters, pages);
        var opening = openings.keep(Cellar.begin(configuration));
        this.languages = ShopLists.languages(configuration);
        this.cities = ShopLists.cities(configuration);
        this.places = ShopLists.places(configuration, cities);
        this.hasher = openings.keep(Hasher.create(configuration.hashing(), random));
        this.cellar = opening.get();
        this.secrets = new Secrets(Cellar.secretKeys(configuration, random), random);
        cellar.admit(secrets);
        this.settings = openings.keep(settings());
        Production.warn(configuration.mode(), settings);
        this.outbox = new Outbox(secrets, host(), clock);
        openings.keep(listener().start());
        this.sessions = new Sessions(database(), changes, settings, secrets, clock);
        openings.keep(sessions.lastSeen());
        this.preferences = new Preferences(database(), sessions, clock);
        this.phones = new Phones(settings);
        this.ledger = new ConsentLedger(database(), secrets, clock);
        var post = new Witness.Post(letters, outbox, languages);
        this.witness = openings.keep(Witness.of(database(), secrets, settings, post, clock));
        this.codes = codes();
        this.mailedLinks = new MailedLinks(database(), secrets, settings, clock);
        this.mailBudget = new MailBudget(database(), this::mailsToAddress, secrets, clock);
        this.sms = new SmsCarrier(settings, withoutGateway(), clock);
        this.delivery = openings.keep(delivery().start());
        var ground = ground();
        HookRoutes.services(ground).start();
        this.housekeeping = openings.keep(housekeeping(ground));
        var passes = openings.keep(LoginRoutes.letters(ground).start());
        this.doors = new Doors(ground);
        this.shop = openings.keep(doors.openShop(passes));
        this.management = openings.keep(doors.openManagement(managementToken()));
    }

    Configuration configuration() {
        return configuration;
    }

    Database database() {
        return cellar.database();
    }

    /// What both ports answer, each a method and the pattern of a path.
    List<String> table() {
        return doors.table();
    }

    Housekeeping housekeeping() {
        return housekeeping;
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

    private Listener listener() {
        return new Listener(database(), changes, secrets.randomHex(NODE_BYTES));
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

    private Optional<MailBudget.Bound> mailsToAddress() {
        return ThrottleSettings.subjectRate(settings, Scope.EMAIL)
                .map(rate -> new MailBudget.Bound(rate.most(), rate.period()));
    }

    private Ground ground() {
        var csrf = new Csrf(secrets, configuration.session());
        var keys = new ConfirmationKeys(secrets, settings, clock);
        var redirects = new Redirects(configuration.redirectHosts());
        return new Ground(
                configuration,
                clock,
                random,
                database(),
                changes,
                secrets,
                settings,
                outbox,
                letters,
                hasher,
                new PasswordPolicy(settings, new BreachedPasswords(settings, counters)),
                sessions,
                preferences,
                languages,
                cities,
                places,
                phones,
                codes,
                ledger,
                witness,
                keys,
                new ConfirmationMail(keys, letters, outbox, settings, configuration.publicUrl()),
                mailedLinks,
                mailBudget,
                csrf,
                new Guards(csrf, configuration.session()),
                new Arrivals(sessions, csrf, redirects),
                redirects,
                pages,
                sms,
                counters,
                throttle(),
                new KnownDevices(secrets, clock));
    }

    private Throttle throttle() {
        var passes = CaptchaRoutes.passes(secrets, settings, clock);
        return new Throttle(database(), settings, secrets, clock, counters, passes);
    }

    private Housekeeping housekeeping(Ground ground) {
        var resets = openings.keep(PasswordRoutes.letters(ground, languages).start());
        var resends = openings.keep(EmailRoutes.letters(ground).start());
        return new Housekeeping(Chores.of(ground, delivery, resets, resends)).start();
    }

    private Delivery delivery() {
        var carriers = Map.of(Channel.EMAIL, mailCarrier(), Channel.SMS, sms);
        return new Delivery(database(), carriers, settings, clock, random);
    }
}
