package dev.foyer.unsubscribe;

import dev.foyer.consent.Origin;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The two kinds of services; each kind has a hook of its own (contract B.2).
public enum Gateway {
    /// Withdrawals under the Turkish data-protection law, by e-mail or by phone.
    KVKK("kvkk", Origin.Source.KVKK_HOOK),
    /// Any other service, by e-mail.
    DEFAULT("default", Origin.Source.HOOK);

    static final List<String> WORDS = Arrays.stream(values()).map(Gateway::word).toList();

    private final String word;
    private final Origin.Source source;

    Gateway(String word, Origin.Source source) {
        this.word = word;
        this.source = source;
    }

    /// As operators and the table write it.
    String word() {
        return word;
    }

    Origin.Source source() {
        return source;
    }

    static Optional<Gateway> named(String word) {
        return Arrays.stream(values()).filter(gateway -> gateway.word.equals(word)).findFirst();
    }
}
