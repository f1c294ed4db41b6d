package dev.foyer.profile;

import dev.foyer.customer.Attributes;
import dev.foyer.customer.Customer;
import dev.foyer.customer.Enumeration;
import dev.foyer.customer.Phone;
import dev.foyer.customer.Profiles;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Setting;
import dev.foyer.words.Phrase;

import org.jdbi.v3.core.Handle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a profile must keep to that only the database can tell. Safe for use by many threads.
public final class ProfileRules {
    private final DynamicSettings settings;
    private final Setting<Boolean> uniquePhones;

    /// @param uniquePhones whether a phone may belong to one live account only
    public ProfileRules(DynamicSettings settings, Setting<Boolean> uniquePhones) {
        this.settings = settings;
        this.uniquePhones = uniquePhones;
    }

    /// Every complaint, by field, in the order of the fields; the transaction holds the customer.
    ///
    /// @param after how she is to be
    Map<String, List<Phrase>> complaints(
            Handle tx, ProfileForm form, PhoneCodes.Step step, Customer after) {
        var complaints = new LinkedHashMap<String, List<Phrase>>();
        if (isPhoneTaken(tx, step, after)) {
            complaints.put("phone", List.of(Phrase.of("registration.phone_taken")));
        }
        if (form.username()
                .value()
                .filter(name -> Profiles.hasUsername(tx, name, after.id()))
                .isPresent()) {
            complaints.put("username", List.of(Phrase.of("registration.username_taken")));
        }
        if (form.attributes().isPresent() && !Attributes.isClientsBounded(after.attributes())) {
            complaints.put("attributes", List.of(Attributes.tooMuch()));
        }
        return complaints;
    }

    /// Where strangers may not learn who has an account, only who holds a phone is told that it is
    /// taken.
    private boolean isPhoneTaken(Handle tx, PhoneCodes.Step step, Customer after) {
        if (!settings.get(uniquePhones)) {
            return false;
        }
        return switch (step) {
            case PhoneCodes.Step.Ask(var phone) ->
                    !settings.get(Enumeration.ENUMERATION_PROTECTION)
                            && Profiles.hasPhone(tx, phone, after.id());
            case PhoneCodes.Step.Open(var phone, _) -> isHeld(tx, phone, after);
            case PhoneCodes.Step.Plain() ->
                    after.person().phone().filter(phone -> isHeld(tx, phone, after)).isPresent();
            case PhoneCodes.Step.None _, PhoneCodes.Step.Refused _, PhoneCodes.Step.Unreachable _ ->
                    false;
        };
    }

    private static boolean isHeld(Handle tx, Phone phone, Customer after) {
        return Profiles.holdsPhone(tx, phone, after.id());
    }
}
