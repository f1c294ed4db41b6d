package dev.foyer.password;

import dev.foyer.customer.Email;
import dev.foyer.db.Database;
import dev.foyer.db.Undone;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Reading;
import dev.foyer.dynamic.Secrecy;
import dev.foyer.dynamic.Setting;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.Signer;
import dev.foyer.words.Language;

import org.jdbi.v3.core.Handle;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

/// Takes down that somebody has forgotten the password of an address. Whether anybody has that
/// address is neither asked nor known here: the same statements run for every address, so that
/// neither the answer nor its time tells anything. [ResetLetters] finds out afterwards. Safe for
/// use by many threads.
public final class ResetRequests {
    /// Contract B.5.4, C.
    public static final Setting<List<String>> VALID_FRONTEND_IDS =
            Setting.shaped(
                    "VALID_FRONTEND_IDS",
                    "a list of texts or whole numbers, each once",
                    List.of(),
                    "The storefronts that may name themselves as frontend_id where a password reset is asked for.",
                    ResetRequests::frontendIds,
                    Secrecy.NONE);

    private static final int MOST_IDS = 100;
    private static final String ID = "[^\\p{Cntrl}]{1,100}";

    /// Contract 0.2.14: `password-reset` 5/hour per address.
    private static final int MOST = 5;

    private static final Duration WINDOW = Duration.ofHours(1);

    private final Database database;
    private final DynamicSettings settings;
    private final Signer signer;
    private final InstantSource clock;

    public ResetRequests(
            Database database, DynamicSettings settings, Secrets secrets, InstantSource clock) {
        this.database = database;
        this.settings = settings;
        this.signer = secrets.signer("password reset budget");
        this.clock = clock;
    }

    /// What came of a request.
    sealed interface Outcome {
        /// It is taken down.
        record Noted() implements Outcome {}

        /// The address has been asked for too often.
        record TooOften(Duration pause) implements Outcome, Undone {}
    }

    List<String> frontendIds() {
        return settings.get(VALID_FRONTEND_IDS);
    }

    /// Takes a request down, in one transaction.
    Outcome note(ResetForm form, Language language) {
        var now = clock.instant();
        var identity = form.email().identity();
        return database.write(
                tx -> {
                    var subject = HexFormat.of().formatHex(signer.sign(identity), 0, 16);
                    var window = ResetRequestStore.count(tx, subject, now, now.plus(WINDOW));
                    if (window.used() > MOST) {
                        return new Outcome.TooOften(Duration.between(now, window.until()));
                    }
                    ResetRequestStore.add(tx, identity, language.code(), form.frontendId(), now);
                    return new Outcome.Noted();
                });
    }

    /// Takes down for an operator that somebody is to choose a first password; not bounded.
    public void invite(Handle tx, Email email, Language language) {
        ResetRequestStore.add(tx, email.identity(), language.code(), "", clock.instant());
    }

    private static Reading<List<String>> frontendIds(JsonNode node) {
        var ids = node.valueStream().map(JsonNode::asString).toList();
        boolean sound =
                node.isArray()
                        && ids.size() <= MOST_IDS
                        && node.valueStream().allMatch(id -> id.isString() || id.isIntegralNumber())
                        && ids.stream().allMatch(id -> id.matches(ID) && id.equals(id.strip()))
                        && ids.stream().distinct().count() == ids.size();
        return sound
                ? Reading.value(ids)
                : Reading.wrong("a list of texts or whole numbers, each once");
    }
}
