package dev.foyer.emails;

import dev.foyer.audit.Audit;
import dev.foyer.audit.Event;
import dev.foyer.audit.Kind;
import dev.foyer.confirmation.MailedLinks;
import dev.foyer.confirmation.MailedLinks.Link;
import dev.foyer.confirmation.MailedLinks.Purpose;
import dev.foyer.credential.Credentials;
import dev.foyer.customer.EmailAddresses;
import dev.foyer.customer.EmailAddresses.Entry;
import dev.foyer.db.Database;
import dev.foyer.session.Sessions;
import dev.foyer.session.Visitor;
import dev.foyer.web.Request;
import dev.foyer.words.Languages;

import org.jdbi.v3.core.Handle;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Decides what the links about a customer's addresses do. Safe for use by many threads.
public final class AddressLinks {
    private static final List<Purpose> ASKED_FOR = List.of(Purpose.VERIFY, Purpose.SET_PRIMARY);

    private final Database database;
    private final MailedLinks links;
    private final AddressMail mail;
    private final Sessions sessions;
    private final Audit audit;
    private final Languages languages;
    private final InstantSource clock;

    public AddressLinks(
            Database database,
            MailedLinks links,
            AddressMail mail,
            Sessions sessions,
            Audit audit,
            Languages languages,
            InstantSource clock) {
        this.database = database;
        this.links = links;
        this.mail = mail;
        this.sessions = sessions;
        this.audit = audit;
        this.languages = languages;
        this.clock = clock;
    }

    /// What came of showing a link.
    enum Outcome {
        /// It has done what it is for.
        DONE,
        /// It would, if somebody pressed the button.
        OPEN,
        /// What it is for has been done before.
        ALREADY,
        /// The address is somebody else's by now.
        TAKEN,
        /// It is worth nothing.
        UNKNOWN
    }

    /// Looks at a link and changes nothing.
    Outcome look(Purpose purpose, String first, String second) {
        return database.read(
                handle ->
                        links.read(handle, purpose, first, second)
                                .map(
                                        link ->
                                                weigh(
                                                        handle,
                                                        link,
                                                        Standing.find(
                                                                handle, link.draft().customerId())))
                                .orElse(Outcome.UNKNOWN));
    }

    /// Does what a link is for. Of two who show the same link at once, one does it and one is late:
    /// the customer's row is held, and the link is read anew when it is.
    Outcome use(Purpose purpose, String first, String second, Request request) {
        return database.write(
                tx ->
                        links.read(tx, purpose, first, second)
                                .flatMap(link -> Standing.lock(tx, link.draft().customerId()))
                                .flatMap(
                                        standing ->
                                                links.read(tx, purpose, first, second)
                                                        .map(
                                                                link ->
                                                                        noted(
                                                                                tx, link, standing,
                                                                                request)))
                                .orElse(Outcome.UNKNOWN));
    }

    private Outcome noted(Handle tx, Link link, Standing standing, Request request) {
        var outcome = use(tx, link, standing);
        if (outcome == Outcome.DONE) {
            var kind =
                    switch (link.draft().purpose()) {
                        case VERIFY -> Kind.EMAIL_ADDED;
                        case SET_PRIMARY -> Kind.EMAIL_CHANGED;
                        case OBJECTION -> Kind.EMAIL_RESTORED;
                    };
            audit.note(tx, Event.byCustomer(kind, link.draft().customerId(), request));
        }
        return outcome;
    }

    private Outcome use(Handle tx, Link link, Standing standing) {
        var outcome = weigh(tx, link, Optional.of(standing));
        if (outcome != Outcome.OPEN) {
            return outcome;
        }
        return switch (link.draft().purpose()) {
            case VERIFY -> add(tx, link);
            case SET_PRIMARY -> change(tx, link, standing);
            case OBJECTION -> restore(tx, link);
        };
    }

    private Outcome weigh(Handle handle, Link link, Optional<Standing> standing) {
        if (standing.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        var owner = EmailAddresses.owning(handle, link.draft().email().identity());
        if (owner.filter(entry -> isDone(link, entry)).isPresent()) {
            return Outcome.ALREADY;
        }
        if (link.ended() || !isBoundTo(link, standing.get())) {
            return Outcome.UNKNOWN;
        }
        return owner.filter(entry -> entry.customerId() != link.draft().customerId()).isPresent()
                ? Outcome.TAKEN
                : Outcome.OPEN;
    }

    private static boolean isDone(Link link, Entry owner) {
        return owner.customerId() == link.draft().customerId()
                && owner.verified()
                && (link.draft().purpose() == Purpose.VERIFY || owner.primary());
    }

    /// An objection outlives every change: a thief could make one.
    private static boolean isBoundTo(Link link, Standing standing) {
        return link.draft().purpose() == Purpose.OBJECTION
                || link.draft().state().equals(standing.state());
    }

    private Outcome add(Handle tx, Link link) {
        var draft = link.draft();
        if (EmailAddresses.of(tx, draft.customerId()).size() >= Addresses.MOST) {
            return Outcome.UNKNOWN;
        }
        if (EmailAddresses.addProved(tx, draft.customerId(), draft.email(), clock.instant())
                .isEmpty()) {
            return Outcome.TAKEN;
        }
        links.end(tx, draft.customerId(), draft.email());
        return Outcome.DONE;
    }

    /// The session that asked stays, with its key; every other one ends, because the way in has
    /// changed (OWASP ASVS 5.0, 7.4.3).
    private Outcome change(Handle tx, Link link, Standing standing) {
        var draft = link.draft();
        if (!EmailAddresses.makePrimary(tx, draft.customerId(), draft.email(), clock.instant())) {
            return Outcome.TAKEN;
        }
        links.end(tx, draft.customerId(), ASKED_FOR);
        var _ =
                draft.session()
                        .map(
                                session ->
                                        sessions.endOthers(
                                                tx,
                                                new Visitor.SignedIn(
                                                        draft.customerId(), session, false)))
                        .orElseGet(() -> sessions.endAll(tx, draft.customerId()));
        var customer = standing.customer();
        mail.tell(tx, customer, standing.email(), languages.of(customer.languageCode()));
        return Outcome.DONE;
    }

    /// Whoever changed the address knew the password, and may have added addresses of his own:
    /// nothing of that stays. The objector proves with the link that the address is read by her,
    /// and chooses a new password by mail.
    private Outcome restore(Handle tx, Link link) {
        var draft = link.draft();
        if (!EmailAddresses.makePrimary(tx, draft.customerId(), draft.email(), clock.instant())) {
            return Outcome.TAKEN;
        }
        EmailAddresses.removeFurther(tx, draft.customerId());
        Credentials.revoke(tx, draft.customerId(), clock.instant());
        var _ = sessions.endAll(tx, draft.customerId());
        links.end(tx, draft.customerId(), List.of(Purpose.values()));
        return Outcome.DONE;
    }
}
