package dev.foyer.consent;

import dev.foyer.app.Shop;
import dev.foyer.app.TestClock;
import dev.foyer.app.TestDatabase;
import dev.foyer.customer.Consents;
import dev.foyer.db.Database;
import dev.foyer.db.DatabaseUrl;
import dev.foyer.secret.Secrets;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A consent ledger on a database of its own, and an attacker who has all of SQL. As an extension
/// it is closed after its test:
///
/// ```java
/// @RegisterExtension final Book book = new Book();
/// ```
final class Book implements AfterEachCallback {
    static final Consents NOTHING = new Consents(false, false, false, false);

    final Database database;
    final TestClock clock = new TestClock();
    ConsentLedger ledger;

    Book() {
        this.database = Database.open(DatabaseUrl.parse(TestDatabase.fresh()).orElseThrow());
        this.ledger = ledger(Shop.SECRET_KEY);
    }

    /// What a node with these secrets, newest first, has.
    ConsentLedger ledger(String... secretKeys) {
        return new ConsentLedger(
                database, new Secrets(List.of(secretKeys), new SecureRandom()), clock);
    }

    /// A customer with a row of her own and no chain yet.
    long stranger(Consents flags) {
        return database.write(
                tx ->
                        tx.createQuery(
                                        """
                                        insert into customer (first_name, last_name, language_code, attributes,
                                                              user_type, client_type, email_allowed, sms_allowed,
                                                              call_allowed, whatsapp_allowed, date_joined)
                                        values ('Ayşe', 'Yılmaz', 'tr-tr', '{"kvkk_flat_page_version": "7"}',
                                                'registered', 'default', :email, :sms, :call, :whatsapp, now())
                                        returning id
                                        """)
                                .bind("email", flags.email())
                                .bind("sms", flags.sms())
                                .bind("call", flags.call())
                                .bind("whatsapp", flags.whatsapp())
                                .mapTo(Long.class)
                                .one());
    }

    /// A customer who has registered with these flags.
    long customer(Consents flags) {
        long id = stranger(flags);
        database.change(tx -> ledger.open(tx, id, flags, origin(Origin.Source.REGISTRATION)));
        return id;
    }

    /// A customer who allowed e-mail and SMS, took SMS back, and gave it again: 7 entries.
    long customer() {
        long id = customer(new Consents(true, true, false, false));
        change(id, Map.of(Subject.SMS, false));
        change(id, Map.of(Subject.SMS, true));
        return id;
    }

    int change(long id, Map<Subject, Boolean> wanted) {
        return database.write(tx -> ledger.change(tx, id, wanted, origin(Origin.Source.PROFILE)));
    }

    static Origin origin(Origin.Source source) {
        return new Origin(
                source,
                Optional.empty(),
                Optional.of("203.0.113.7"),
                Optional.of("a1b2c3d4e5f60718"),
                Optional.of("2"));
    }

    /// The pseudonym of a customer.
    String chain(long id) {
        return history(id).pseudonym();
    }

    History history(long id) {
        return found(id).orElseThrow();
    }

    Optional<History> found(long id) {
        return database.read(handle -> ledger.history(handle, id));
    }

    /// The lines that a query gives.
    List<String> lines(String sql) {
        return database.read(handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    long count(String sql) {
        return database.read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    /// What somebody does who owns the database: the triggers are switched off first.
    void tamper(String... statements) {
        var all = new ArrayList<>(triggers("disable"));
        all.addAll(Arrays.asList(statements));
        all.addAll(triggers("enable always"));
        database.change(tx -> all.forEach(statement -> tx.execute(statement)));
    }

    /// Every finding, as it is told, from slices of this size.
    List<String> verify(int slice) {
        var findings = new ArrayList<String>();
        Optional<String> cursor = Optional.empty();
        do {
            var found = ledger.verification().slice(cursor, slice).orElseThrow();
            found.findings().forEach(finding -> findings.add(finding.text()));
            cursor = found.next();
        } while (cursor.isPresent());
        return findings;
    }

    List<String> verify() {
        return verify(Verification.MOST);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        database.close();
    }

    /// How many entries there are, of all chains.
    long entries() {
        return count("select count(*) from consent_ledger");
    }

    /// What a customer allows, as her own row says.
    String flags(long id) {
        return lines(
                        """
                        select concat_ws(' ', email_allowed::text, sms_allowed::text, call_allowed::text,
                                         whatsapp_allowed::text) from customer where id =\s"""
                                + id)
                .getFirst();
    }

    /// The condition that holds for the rows of a chain.
    static String where(String chain) {
        return " where chain = decode('%s', 'hex')".formatted(chain);
    }

    /// The condition that holds for an entry of a chain.
    static String where(String chain, int entry) {
        return where(chain) + " and entry = " + entry;
    }

    /// An entry, as findings name it.
    static String entry(int number, String chain) {
        return "entry " + number + " of chain " + chain;
    }

    private static List<String> triggers(String how) {
        return List.of(
                "alter table consent_ledger " + how + " trigger append_only",
                "alter table consent_checkpoint " + how + " trigger append_only",
                "alter table consent_checkpoint_chain " + how + " trigger append_only");
    }
}
