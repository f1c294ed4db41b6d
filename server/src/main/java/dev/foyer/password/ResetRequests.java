package dev.foyer.password;

import dev.foyer.customer.Email;
import dev.foyer.db.Database;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Reading;
import dev.foyer.dynamic.Secrecy;
import dev.foyer.dynamic.Setting;
import dev.foyer.words.Language;

import org.jdbi.v3.core.Handle;

import tools.jackson.databind.JsonNode;

import java.time.InstantSource;
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

    private final Database database;
    private final DynamicSettings settings;
    private final InstantSource clock;

    public ResetRequests(Database database, DynamicSettings settings, InstantSource clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    List<String> frontendIds() {
        return settings.get(VALID_FRONTEND_IDS);
    }

    /// Takes a request down.
    void note(ResetForm form, Language language) {
        var now = clock.instant();
        database.change(
                tx ->
                        ResetRequestStore.add(
                                tx,
                                form.email().identity(),
                                language.code(),
                                form.frontendId(),
                                now));
    }

    /// Takes down for an operator that somebody is to choose a first password; not bounded.
    public void invite(Handle tx, Email email, Language language) {
        ResetRequestStore.add(tx, email.identity(), language.code(), "", clock.instant());
    }

    private static Reading<List<String>> frontendIds(JsonNode node) {
        var ids = node.valueStream().map(id -> id.asString("")).toList();
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
