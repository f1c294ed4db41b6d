package dev.foyer.emails;

import dev.foyer.confirmation.MailBudget;
import dev.foyer.customer.Email;
import dev.foyer.db.Database;
import dev.foyer.words.Language;

import java.time.InstantSource;

/// Takes down that somebody waits for the mail of a registration. Whether anybody has that address
/// is neither asked nor known here: the same statements run for every address, so that neither the
/// answer nor its time tells anything. [ResendLetters] finds out afterwards. Safe for use by many
/// threads.
public final class Resends {
    private final Database database;
    private final MailBudget budget;
    private final InstantSource clock;

    public Resends(Database database, MailBudget budget, InstantSource clock) {
        this.database = database;
        this.budget = budget;
        this.clock = clock;
    }

    /// Takes a request down, unless it comes too soon after another one for the same address.
    void note(Email email, Language language) {
        database.change(
                tx -> {
                    if (budget.spendResend(tx, email)) {
                        ResendStore.add(tx, email.identity(), language.code(), clock.instant());
                    }
                });
    }
}
