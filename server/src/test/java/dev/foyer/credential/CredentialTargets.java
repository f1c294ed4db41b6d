package dev.foyer.credential;

import static dev.foyer.fuzz.Target.holds;

import dev.foyer.fuzz.Target;
import dev.foyer.json.Json;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Targets for hashes that other shops bring, for what operators say of passwords, and for
/// passwords themselves.
public final class CredentialTargets {
    /// Cheap enough to be computed: as many rounds, or as long a number, as tests may wait for.
    private static final String CHEAP =
            "(pbkdf2_\\w+\\$\\d{1,2}\\$.*|(md5|sha1|sha256|sha512)\\$.*|[0-9a-fA-F]{32}"
                    + "|\\$[25][aby]?\\$0[4]\\$.*|scrypt\\$\\d{1,2}\\$[^$]*\\$\\d\\$\\d\\$.*"
                    + "|\\$scrypt\\$ln=[0-4],r=\\d,p=\\d\\$.*|\\$[56]\\$rounds=\\d{1,4}\\$.*)";

    private CredentialTargets() {}

    public static List<Target> all() {
        return List.of(
                Target.text("hash", CredentialTargets::hash, hashes()),
                Target.text(
                        "password-rules",
                        CredentialTargets::rules,
                        "\"nist\"",
                        "[\"MinimumLengthValidator\"]",
                        "[{\"NAME\": \"django.contrib.auth.password_validation.MinimumLengthValidator\","
                                + " \"OPTIONS\": {\"min_length\": 9}}]",
                        "[{\"NAME\": \"UserAttributeSimilarityValidator\", \"OPTIONS\":"
                                + " {\"max_similarity\": 0.5, \"user_attributes\": [\"email\"]}},"
                                + " {\"NAME\": \"ContextWordsValidator\", \"OPTIONS\": {\"words\":"
                                + " [\"shop\"]}}]"),
                Target.text(
                        "password",
                        CredentialTargets::password,
                        "kirmizi-bisiklet-7",
                        "aaaaaaaaaaaa",
                        "Password1",
                        "İıŞşÇç"));
    }

    private static String[] hashes() {
        return new String[] {
            "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$"
                    + "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE",
            "argon2$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE",
            "pbkdf2_sha256$12$salt$MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
            "pbkdf2_sha1$1$salt$MDEyMzQ1Njc4OTAxMjM0NTY3ODk=",
            "$2b$04$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui",
            "bcrypt_sha256$$2b$04$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui",
            "$wp$2y$04$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui",
            "scrypt$16$salt$1$1$MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
            "$scrypt$ln=4,r=1,p=1$c2FsdA$MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE",
            "$7$2/..../....salt$0123456789012345678901234567890123456789012",
            "$P$B0123456789012345678901234567890123",
            "$5$rounds=1000$salt$0123456789012345678901234567890123456789012",
            "$6$salt$" + "0".repeat(86),
            "sha1$salt$0123456789012345678901234567890123456789",
            "5f4dcc3b5aa765d61d8327deb882cf99",
            "!unusable"
        };
    }

    private static void hash(String text) {
        switch (StoredHashes.admit(text)) {
            case StoredHashes.Admission.Accepted accepted -> {
                holds(
                        StoredHashes.admit(accepted.hash()).equals(accepted),
                        "what is stored would be taken again, and is not another then");
                holds(
                        accepted.hash().chars().allMatch(c -> c >= ' ' && c < 0x7f),
                        "it can be stored");
            }
            case StoredHashes.Admission.Unusable _, StoredHashes.Admission.Refused _ -> {}
        }
        StoredHashes.parse(text).ifPresent(hash -> sound(hash, text));
    }

    private static void sound(StoredHash hash, String text) {
        holds(
                StoredHashes.parse(hash.text())
                        .map(StoredHash::text)
                        .equals(java.util.Optional.of(hash.text())),
                "written and read it is the same");
        holds(hash.mebibytes() >= 0, "it takes no less than nothing");
        if (hash.isBearable() && hash.mebibytes() <= 1 && text.matches(CHEAP)) {
            var password = "kirmizi-bisiklet-7".getBytes(StandardCharsets.UTF_8);
            holds(!hash.matches(new JavaArgon2(), password), "a password is not found by chance");
        }
    }

    private static void rules(String text) throws Exception {
        try {
            holds(
                    !ValidatorReader.read(Json.parse(text)).inOrder().isEmpty()
                            || text.contains("\""),
                    "rules");
        } catch (Json.Malformed | ValidatorReader.Refused e) {
            holds(e.getMessage() != null, "it is told why");
        }
    }

    private static void password(String typed) {
        for (var list : CommonPasswords.values()) {
            var common = list.contains(typed);
            holds(common == list.contains(typed), "twice the same");
            holds(!common || list.contains(" " + typed + " "), "blanks do not hide it");
        }
        holds(new Password(typed).bytes().length <= 4 * typed.length(), "it is bounded");
    }
}
