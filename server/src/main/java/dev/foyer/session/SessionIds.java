package dev.foyer.session;

import dev.foyer.secret.Alphabet;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.Signer;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Makes and recognises session ids: 32 characters `[a-z0-9]` (contract 0.1.6), each signed, so
/// that an id that this shop did not issue is told without asking the database.
///
/// A guest's id holds the hour of its issue, 67 random bits and 72 bits of signature, and needs no
/// row anywhere; its first letter says whether she has chosen something, which has one. The id of a
/// signed-in session holds 129 random bits (OWASP ASVS 5.0, 7.2.3 asks for 128) and a signature of
/// 31 bits that only keeps forgeries away from the database; what counts is the row under its hash.
final class SessionIds {
    private static final int LENGTH = 32;
    private static final char GUEST = 'g';
    private static final char GUEST_WITH_CHOICES = 'h';
    private static final char SIGNED_IN = 's';
    private static final int GUEST_TIME = 4;
    private static final int GUEST_RANDOM = 13;
    private static final int GUEST_BODY = 1 + GUEST_TIME + GUEST_RANDOM;
    private static final int SIGNED_IN_RANDOM = 25;
    private static final int SIGNED_IN_BODY = 1 + SIGNED_IN_RANDOM;
    private static final Duration TOLERANCE = Duration.ofHours(2);

    private final Secrets secrets;
    private final Signer signer;

    SessionIds(Secrets secrets) {
        this.secrets = secrets;
        this.signer = secrets.signer("session id");
    }

    /// What an id claims to be, with a sound signature.
    sealed interface Id {
        /// @param name what stays the same when the id is issued anew
        /// @param chose whether something may be kept for her
        record OfGuest(String name, Instant issued, boolean chose) implements Id {}

        record OfSession(String text) implements Id {}
    }

    /// A guest whom nobody has seen yet.
    Id.OfGuest newGuest(Instant now) {
        return new Id.OfGuest(secrets.random(Alphabet.LOWER_36, GUEST_RANDOM), now, false);
    }

    /// The id of a guest, issued now.
    String text(Id.OfGuest guest, Instant now) {
        long hours = now.getEpochSecond() / 3600;
        char kind = guest.chose() ? GUEST_WITH_CHOICES : GUEST;
        return signed(kind + Alphabet.LOWER_36.digits(hours, GUEST_TIME) + guest.name());
    }

    String signedIn() {
        return signed(SIGNED_IN + secrets.random(Alphabet.LOWER_36, SIGNED_IN_RANDOM));
    }

    /// Whether a text looks like the id of somebody who has signed in.
    static boolean isSignedIn(String text) {
        return text.length() == LENGTH && text.charAt(0) == SIGNED_IN;
    }

    /// What this text is, or nothing where this shop did not issue it.
    Optional<Id> read(String text, Instant now) {
        if (!Alphabet.LOWER_36.spells(text, LENGTH)) {
            return Optional.empty();
        }
        return switch (text.charAt(0)) {
            case GUEST, GUEST_WITH_CHOICES ->
                    isSigned(text, GUEST_BODY) ? guest(text, now) : Optional.empty();
            case SIGNED_IN ->
                    isSigned(text, SIGNED_IN_BODY)
                            ? Optional.of(new Id.OfSession(text))
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<Id> guest(String text, Instant now) {
        long hours = Alphabet.LOWER_36.number(text.substring(1, 1 + GUEST_TIME));
        var issued = Instant.ofEpochSecond(hours * 3600);
        return issued.isAfter(now.plus(TOLERANCE))
                ? Optional.empty()
                : Optional.of(
                        new Id.OfGuest(
                                text.substring(1 + GUEST_TIME, GUEST_BODY),
                                issued,
                                text.charAt(0) == GUEST_WITH_CHOICES));
    }

    private String signed(String body) {
        return body + Alphabet.LOWER_36.spell(signer.sign(body), LENGTH - body.length());
    }

    private boolean isSigned(String text, int body) {
        return signer.verify(
                text.substring(body),
                mac -> Alphabet.LOWER_36.spell(mac, LENGTH - body),
                text.substring(0, body));
    }
}
