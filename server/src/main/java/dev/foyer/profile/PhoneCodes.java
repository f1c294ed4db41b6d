package dev.foyer.profile;

import dev.foyer.customer.Customer;
import dev.foyer.customer.Phone;
import dev.foyer.customer.Phones;
import dev.foyer.customer.Profiles;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.otp.Checked;
import dev.foyer.otp.Issued;
import dev.foyer.otp.OneTimeCodes;
import dev.foyer.outbox.SmsSettings;
import dev.foyer.session.Visitor;
import dev.foyer.throttle.CodeTries;
import dev.foyer.web.Request;

import org.jdbi.v3.core.Handle;

import java.util.List;
import java.util.function.Supplier;

/// The code steps of a new phone (contract B.6.1): ask for a code, ask again, show it. A code is
/// bound to the session, the customer and the phone. Safe for use by many threads.
public final class PhoneCodes {
    private static final String PURPOSE = "profile";

    private final OneTimeCodes codes;
    private final Phones phones;
    private final DynamicSettings settings;
    private final CodeTries tries;
    private final boolean alwaysReaches;

    /// @param alwaysReaches whether SMS reach somebody also while no gateway is in use: the
    ///   development inbox
    public PhoneCodes(
            OneTimeCodes codes,
            Phones phones,
            DynamicSettings settings,
            CodeTries tries,
            boolean alwaysReaches) {
        this.codes = codes;
        this.phones = phones;
        this.settings = settings;
        this.tries = tries;
        this.alwaysReaches = alwaysReaches;
    }

    /// What a change of a profile means for the phone.
    sealed interface Step {
        /// It stays as it is.
        record None() implements Step {}

        /// It is removed, or is another one without a code, since the shop cannot send any.
        record Plain() implements Step {}

        /// A code has to be sent to it first.
        record Ask(Phone phone) implements Step {}

        /// Its code is right; the change spends it.
        record Open(Phone phone, Checked.Ticket ticket) implements Step {}

        /// Its code is not right.
        record Refused() implements Step {}

        /// No code can be sent to such a number.
        record Unreachable() implements Step {}
    }

    /// Decides the step; a try of a code is counted.
    ///
    /// @param present how she is now
    Step take(ProfileForm form, Profiles.Held present, Visitor visitor, Request request) {
        if (!form.phone().said() || staysAsItIs(form, present)) {
            return new Step.None();
        }
        if (form.phone().value().isEmpty() || !reaches()) {
            return new Step.Plain();
        }
        var phone = form.phone().value().get();
        if (!phones.takesSms(phone)) {
            return new Step.Unreachable();
        }
        if (form.resend() || form.code().isEmpty()) {
            return new Step.Ask(phone);
        }
        var occasion = occasion(present.customer(), phone, visitor);
        var checked =
                tries.showing(
                        occasion.holder(),
                        request,
                        () -> codes.check(occasion, form.code().orElseThrow()),
                        result -> !(result instanceof Checked.Accepted));
        return switch (checked) {
            case Checked.Accepted(var ticket) -> new Step.Open(phone, ticket);
            case Checked.Mismatch(), Checked.Refused() -> new Step.Refused();
        };
    }

    /// Does what sends a code to a phone, as often as that may be.
    ProfileResult asking(Phone phone, Request request, Supplier<ProfileResult> step) {
        return tries.asking(
                phone, request, step, result -> result instanceof ProfileResult.CodeSent);
    }

    /// Sends the code, in the transaction that does the rest.
    Issued send(Handle tx, Customer customer, Phone phone, Visitor visitor, Request request) {
        var occasion = occasion(customer, phone, visitor);
        return codes.issue(tx, customer.id(), occasion, request.client(), request.language());
    }

    /// Spends a code found right; false where somebody was quicker.
    boolean spend(Handle tx, Checked.Ticket ticket) {
        return codes.spend(tx, ticket);
    }

    /// The phone she has needs no code, unless she asks for one because it was never proved.
    private boolean staysAsItIs(ProfileForm form, Profiles.Held present) {
        boolean same = form.phone().value().equals(present.customer().person().phone());
        boolean asksForProof = form.resend() || form.code().isPresent();
        return same && (present.phoneProved() || !asksForProof || !reaches());
    }

    private boolean reaches() {
        return alwaysReaches || !settings.get(SmsSettings.SMS_GATEWAY).isEmpty();
    }

    /// The customer holds it, so that there is one at a time, and it is found where she is erased.
    private static OneTimeCodes.Occasion occasion(Customer customer, Phone phone, Visitor visitor) {
        return new OneTimeCodes.Occasion(
                PURPOSE,
                "customer " + customer.id(),
                phone,
                List.of(visitor.holder(), phone.e164()));
    }
}
