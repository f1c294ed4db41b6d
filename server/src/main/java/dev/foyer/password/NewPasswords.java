package dev.foyer.password;

import dev.foyer.credential.Hasher;
import dev.foyer.credential.Password;
import dev.foyer.credential.PasswordHistory;
import dev.foyer.credential.PasswordPolicy;
import dev.foyer.db.Database;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.words.Phrase;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides whether a new password will do, and hashes it. All of it happens outside of any
/// transaction. Safe for use by many threads.
public final class NewPasswords {
    private final Database database;
    private final Hasher hasher;
    private final PasswordPolicy policy;
    private final DynamicSettings settings;

    public NewPasswords(
            Database database, Hasher hasher, PasswordPolicy policy, DynamicSettings settings) {
        this.database = database;
        this.hasher = hasher;
        this.policy = policy;
        this.settings = settings;
    }

    /// What came of it.
    sealed interface Choice {
        /// It will do; the text to store for it.
        record Fit(String hash) implements Choice {
            @Override
            public String toString() {
                return "fit";
            }
        }

        /// It will not; every complaint about it, none of which is about anybody else.
        record Unfit(List<Phrase> complaints) implements Choice {}

        /// Too many passwords are hashed at this moment.
        record Busy() implements Choice {}
    }

    /// For a customer about whom everything may be told.
    Choice choose(NewPassword password, Holder holder) {
        return choose(password, holder.ownData(), barred(holder));
    }

    /// For somebody who may be told nothing of what stands on the account: neither its names nor
    /// its passwords may show through a complaint.
    Choice chooseBlindly(NewPassword password, Holder holder) {
        return choose(password, holder.addressAlone(), List.of());
    }

    private Choice choose(NewPassword password, PasswordPolicy.OwnData own, List<String> barred) {
        if (!password.repeated()) {
            return new Choice.Unfit(List.of(Phrase.of("password.mismatch")));
        }
        var complaints = policy.complaints(password.typed(), own);
        if (!complaints.isEmpty()) {
            return new Choice.Unfit(complaints);
        }
        return policy.breach(password.typed())
                .<Choice>map(breach -> new Choice.Unfit(List.of(breach)))
                .orElseGet(() -> hash(password.typed(), barred));
    }

    private Choice hash(Password password, List<String> barred) {
        for (var old : barred) {
            switch (hasher.check(password, Optional.of(old))) {
                case Hasher.Check.Right _ -> {
                    return new Choice.Unfit(List.of(Phrase.of("password.reused")));
                }
                case Hasher.Check.Busy() -> {
                    return new Choice.Busy();
                }
                case Hasher.Check.Wrong() -> {}
            }
        }
        return hasher.hash(password).<Choice>map(Choice.Fit::new).orElseGet(Choice.Busy::new);
    }

    /// The passwords that may not come again; at most ten, since each costs a hash.
    private List<String> barred(Holder holder) {
        int length = settings.get(PasswordHistory.PASSWORD_HISTORY_LENGTH);
        if (length == 0) {
            return List.of();
        }
        var barred = new ArrayList<String>();
        holder.password().ifPresent(present -> barred.add(present.hash()));
        barred.addAll(
                database.read(
                        handle ->
                                PasswordHistory.newest(
                                        handle, holder.customer().id(), length - 1)));
        return barred;
    }
}
