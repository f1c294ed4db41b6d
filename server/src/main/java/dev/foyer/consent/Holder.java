package dev.foyer.consent;

import dev.foyer.customer.Consents;

import java.util.Map;
import java.util.Optional;

/// A customer as the ledger meets her: her number, and what her own row says.
///
/// @param erased whether she is nobody any more
/// @param textVersion the text that her attributes name
record Holder(long id, Consents flags, boolean erased, Optional<String> textVersion) {
    /// The flags with these changes.
    Consents flagsWith(Map<Subject, Boolean> wanted) {
        return new Consents(
                wanted.getOrDefault(Subject.EMAIL, flags.email()),
                wanted.getOrDefault(Subject.SMS, flags.sms()),
                wanted.getOrDefault(Subject.CALL, flags.call()),
                wanted.getOrDefault(Subject.WHATSAPP, flags.whatsapp()));
    }
}
