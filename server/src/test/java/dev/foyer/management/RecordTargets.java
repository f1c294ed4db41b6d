package dev.foyer.management;

import static dev.foyer.fuzz.Target.holds;

import dev.foyer.customer.CustomerTargets;
import dev.foyer.fuzz.Target;
import dev.foyer.json.Json;
import dev.foyer.words.Languages;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;

/// A target for the records of customers that are brought here.
public final class RecordTargets {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Languages LANGUAGES = Languages.load(null, "tr");

    private RecordTargets() {}

    public static List<Target> all() {
        return List.of(
                Target.text(
                        "record",
                        RecordTargets::record,
                        "{\"email\": \"ayse@example.com\", \"email_verified\": true, \"emails\":"
                                + " [{\"email\": \"b@example.com\", \"verified_at\":"
                                + " \"2024-01-01T00:00:00Z\"}], \"first_name\": \"Ayşe\","
                                + " \"phone\": \"05550000001\", \"date_of_birth\": \"1990-01-01\"}",
                        "{\"external_id\": \"7\", \"email\": \"a@b.test\", \"attributes\": {\"a\": 1},"
                                + " \"is_active\": \"no\", \"date_joined\": \"0001-01-01 00:00+18:00\","
                                + " \"password_hash\": \"5f4dcc3b5aa765d61d8327deb882cf99\","
                                + " \"language_code\": \"tr-tr\", \"gender\": \"female\"}"));
    }

    private static void record(String text) throws Exception {
        ObjectNode sent;
        try {
            if (!(Json.parse(text) instanceof ObjectNode object)) {
                return;
            }
            sent = object;
        } catch (Json.Malformed _) {
            return;
        }
        switch (read(sent)) {
            case CustomerRecordForm.Read.Wrong wrong ->
                    holds(!wrong.complaints().isEmpty(), "it is told why");
            case CustomerRecordForm.Read.Sound sound -> again(sound);
        }
    }

    /// What export writes of her, import reads as the same.
    private static void again(CustomerRecordForm.Read.Sound sound) throws Exception {
        var written =
                Json.parse(
                        Json.write(
                                json ->
                                        CustomerRecord.write(
                                                json, sound.customer(), sound.hash())));
        var again = read((ObjectNode) written);
        holds(again instanceof CustomerRecordForm.Read.Sound, "written and read it is sound");
        holds(again.equals(sound), "and the same");
    }

    private static CustomerRecordForm.Read read(ObjectNode record) {
        return CustomerRecordForm.read(record, CustomerTargets.phones(), LANGUAGES.standard(), NOW);
    }
}
