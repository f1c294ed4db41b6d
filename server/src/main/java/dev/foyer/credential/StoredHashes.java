package dev.foyer.credential;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads password hashes of every origin. Hashes nothing.
public final class StoredHashes {
    /// In characters. The longest hash that is read is Firebase's with the keys of its project
    /// inside, some 250 characters.
    private static final int LONGEST = 512;

    /// What the hash of another shop may hold while it is computed: OWASP's recommendation for
    /// scrypt (N = 2^17, r = 8), and more than the 100 MiB of Django's Argon2.
    static final int MOST_MEBIBYTES = 128;

    private static final List<Scheme> SCHEMES =
            List.of(
                    new Scheme("$argon2", Argon2Hash::parse),
                    new Scheme("argon2$argon2", Argon2Hash::parseDjango),
                    new Scheme("pbkdf2_", Pbkdf2Hash::parse),
                    new Scheme("$2", BcryptHash::parse),
                    new Scheme("bcrypt$$2", BcryptHash::parse),
                    new Scheme("bcrypt_sha256$$2", BcryptHash::parse),
                    new Scheme("$wp$2", BcryptHash::parse),
                    new Scheme("scrypt$", ScryptHash::parseDjango),
                    new Scheme("$scrypt$", ScryptHash::parsePhc),
                    new Scheme("$7$", ScryptHash::parseCrypt),
                    new Scheme("$firebase-scrypt$", FirebaseHash::parse),
                    new Scheme("$P$", PhpassHash::parse),
                    new Scheme("$H$", PhpassHash::parse),
                    new Scheme("$5$", ShaCryptHash::parse),
                    new Scheme("$6$", ShaCryptHash::parse),
                    new Scheme("", SaltedDigestHash::parse));

    private StoredHashes() {}

    private record Scheme(String prefix, Function<String, Optional<StoredHash>> reader) {}

    /// What becomes of a hash that is brought here from elsewhere.
    public sealed interface Admission {
        /// It may be stored, and opens the door to whoever knows the password.
        ///
        /// @param hash the text to store: one spelling for each hash, such as the PHC string for
        ///   what Django writes with `argon2` before it
        record Accepted(String hash) implements Admission {}

        /// Nobody has signed in by password where it comes from: it is empty, or begins with `!`
        /// (Django) or `*` (crypt). There is nothing to store.
        record Unusable() implements Admission {}

        /// It cannot be stored, since no sign-in could check it.
        record Refused(Reason reason) implements Admission {}
    }

    /// Why a hash is refused.
    public enum Reason {
        UNKNOWN("its format is not known"),
        TOO_LONG("it is longer than any known hash"),
        TOO_COSTLY("it costs more than a node may spend on a sign-in");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /// For operators, as the end of a sentence.
        public String words() {
            return words;
        }
    }

    /// Looks at a hash before it is stored. Takes microseconds, computes no hash, throws for no
    /// text. White space around it does not count.
    public static Admission admit(String text) {
        var trimmed = text.strip();
        if (trimmed.isEmpty() || trimmed.startsWith("!") || trimmed.startsWith("*")) {
            return new Admission.Unusable();
        }
        if (trimmed.length() > LONGEST) {
            return new Admission.Refused(Reason.TOO_LONG);
        }
        return parse(trimmed)
                .map(StoredHashes::judge)
                .orElseGet(() -> new Admission.Refused(Reason.UNKNOWN));
    }

    private static Admission judge(StoredHash hash) {
        return hash.isBearable() && hash.mebibytes() <= MOST_MEBIBYTES
                ? new Admission.Accepted(hash.text())
                : new Admission.Refused(Reason.TOO_COSTLY);
    }

    /// The hash that a text is, told by how it begins; nothing where it is of no known form. Its
    /// cost is as the text says, and not judged.
    static Optional<StoredHash> parse(String text) {
        return text.length() > LONGEST
                ? Optional.empty()
                : SCHEMES.stream()
                        .filter(scheme -> text.startsWith(scheme.prefix()))
                        .findFirst()
                        .flatMap(scheme -> scheme.reader().apply(text));
    }
}
