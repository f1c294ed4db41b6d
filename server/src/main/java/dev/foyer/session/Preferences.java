package dev.foyer.session;

import dev.foyer.customer.Customers;
import dev.foyer.db.Database;
import dev.foyer.db.Undone;
import dev.foyer.web.Request;

import org.jdbi.v3.core.Handle;

import java.time.InstantSource;

/// What sessions hold for shoppers: currency, city and language. A customer's lie in the row of her
/// session and die with it; a guest's have a row of their own once she has chosen something, and
/// her id says so, so that all other guests cost neither row nor query. Safe for use by many
/// threads.
public final class Preferences {
    /// A row and its two index entries take some 250 bytes: a quarter of a GB, however many guests
    /// somebody invents.
    private static final int MOST_GUESTS = 1_000_000;

    /// At a piece of this size a second, housekeeping outruns whoever fills the table.
    private static final int SWEPT_AT_ONCE = 5000;

    private final Database database;
    private final Sessions sessions;
    private final InstantSource clock;

    public Preferences(Database database, Sessions sessions, InstantSource clock) {
        this.database = database;
        this.sessions = sessions;
        this.clock = clock;
    }

    /// What came of a choice.
    public sealed interface Outcome {
        /// It holds.
        record Kept(Choices all) implements Outcome {}

        /// Her session has been ended meanwhile.
        record Over() implements Outcome, Undone {}
    }

    /// What the session of this request holds. Costs a query at most once in a request, and none
    /// but for guests who have chosen something.
    public Choices of(Request request) {
        return request.companion(Held.class).choices();
    }

    /// Keeps what a shopper has chosen, beside what she chose before: a guest's in her session; a
    /// customer's currency in her session, her city and her language with herself.
    public Outcome choose(Request request, Visitor visitor, Choices chosen) {
        var outcome =
                switch (visitor) {
                    case Visitor.Guest guest -> keep(request, guest, chosen);
                    case Visitor.SignedIn customer ->
                            database.write(tx -> keep(tx, customer, chosen));
                };
        if (outcome instanceof Outcome.Kept(var all)) {
            request.accompany(Held.class, Held.known(all));
        }
        return outcome;
    }

    /// Removes a bounded number of choices of guests whose sessions are over, or who are too many;
    /// to be called now and then.
    ///
    /// @return whether there may be more of them
    public boolean sweep() {
        int removed =
                database.write(
                        tx ->
                                Math.max(
                                        GuestStore.removeExpired(
                                                tx, clock.instant(), SWEPT_AT_ONCE),
                                        GuestStore.removeBeyond(tx, MOST_GUESTS, SWEPT_AT_ONCE)));
        return removed == SWEPT_AT_ONCE;
    }

    /// What a guest has chosen; to be asked only where her id says that there may be something.
    Choices find(String holder) {
        return database.read(handle -> GuestStore.find(handle, holder, clock.instant()))
                .orElse(Choices.NONE);
    }

    /// Lets a guest's choices live on with her id; false where there are none any more.
    boolean extend(String holder) {
        var now = clock.instant();
        return database.write(
                tx -> GuestStore.extend(tx, holder, now, now.plus(sessions.maxAge())));
    }

    /// From now on her id says that there is something to look for.
    private Outcome keep(Request request, Visitor.Guest guest, Choices chosen) {
        var now = clock.instant();
        var expires = now.plus(sessions.maxAge());
        var all = database.write(tx -> GuestStore.put(tx, guest.holder(), chosen, expires));
        if (!request.companion(Held.class).maybe()) {
            var id = new SessionIds.Id.OfGuest(guest.holder(), now, true);
            request.companion(CookieJar.class)
                    .session(sessions.ids().text(id, now), sessions.maxAge());
        }
        return new Outcome.Kept(all);
    }

    /// The customer before the session, in the order in which everybody locks them.
    private static Outcome keep(Handle tx, Visitor.SignedIn customer, Choices chosen) {
        boolean lives =
                chosen.city()
                                .map(city -> Customers.liveIn(tx, customer.customerId(), city))
                                .orElse(true)
                        && chosen.language()
                                .map(locale -> Customers.speak(tx, customer.customerId(), locale))
                                .orElse(true);
        return SessionStore.choose(tx, customer.session(), chosen)
                .filter(_ -> lives)
                .<Outcome>map(Outcome.Kept::new)
                .orElseGet(Outcome.Over::new);
    }
}
