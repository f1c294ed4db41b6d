package dev.foyer.profile;

import dev.foyer.customer.Phones;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.web.Method;
import dev.foyer.web.Request;
import dev.foyer.words.Languages;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/// Reads changes of profiles by the shop's present rules. Safe for use by many threads.
public final class ProfileReader {
    private final Phones phones;
    private final Languages languages;
    private final Pictures pictures;
    private final DynamicSettings settings;
    private final InstantSource clock;

    public ProfileReader(
            Phones phones,
            Languages languages,
            Pictures pictures,
            DynamicSettings settings,
            InstantSource clock) {
        this.phones = phones;
        this.languages = languages;
        this.pictures = pictures;
        this.settings = settings;
        this.clock = clock;
    }

    /// @param avatar the address of the present picture
    /// @throws dev.foyer.web.Refusal with every complaint about a single field
    ProfileForm read(Request request, Optional<String> avatar) {
        var rules =
                new ProfileForm.Rules(
                        Set.copyOf(settings.get(ProfileSettings.USER_REQUIRED_FIELDS)),
                        request.method() == Method.PUT,
                        phones,
                        languages,
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                        pictures,
                        avatar);
        return ProfileForm.read(request, rules);
    }
}
