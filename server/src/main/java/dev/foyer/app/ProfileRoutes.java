package dev.foyer.app;

import static dev.foyer.web.Method.GET;
import static dev.foyer.web.Method.PATCH;
import static dev.foyer.web.Method.PUT;

import dev.foyer.profile.AvatarEndpoint;
import dev.foyer.profile.Avatars;
import dev.foyer.profile.PhoneCodes;
import dev.foyer.profile.PhoneLetter;
import dev.foyer.profile.Pictures;
import dev.foyer.profile.ProfileChange;
import dev.foyer.profile.ProfileEndpoint;
import dev.foyer.profile.ProfileReader;
import dev.foyer.profile.ProfileRules;
import dev.foyer.profile.UserEndpoint;
import dev.foyer.registration.RegistrationSettings;
import dev.foyer.throttle.CodeTries;
import dev.foyer.web.Router;

/// The profile: rows 28 to 31 of contract B.0, and pictures.
final class ProfileRoutes {
    private static final String PROFILE = "/users/profile/";

    /// Contract 0.1.10: 5 MiB with an avatar.
    private static final int LARGEST_UPLOAD = 5 * 1024 * 1024;

    /// Each holds its body, its parts and the larger of two buffers, some 20 MiB: together a third
    /// of the smallest heap.
    private static final int UPLOADS_AT_ONCE = 5;

    private ProfileRoutes() {}

    static void open(Router routes, Ground ground) {
        var guards = ground.guards();
        var profile = profile(ground);
        routes.route(GET, PROFILE, guards.customers(), profile)
                .route(PUT, PROFILE, guards.customers(), profile)
                .route(PATCH, PROFILE, guards.customers(), profile)
                .route(GET, "/users/user/", guards.customers(), new UserEndpoint(ground.database()))
                .page(GET, Avatars.ROUTE, guards.anyone(), new AvatarEndpoint(ground.database()));
        routes.takeUploads(LARGEST_UPLOAD, UPLOADS_AT_ONCE, PROFILE);
    }

    private static ProfileEndpoint profile(Ground ground) {
        var reader =
                new ProfileReader(
                        ground.phones(),
                        ground.languages(),
                        new Pictures(),
                        ground.settings(),
                        ground.clock());
        return new ProfileEndpoint(
                ground.database(), change(ground), reader, ground.phones(), ground.publicUrl());
    }

    private static ProfileChange change(Ground ground) {
        boolean inbox = ground.configuration().mode() == Configuration.Mode.DEVELOPMENT;
        return new ProfileChange(
                ground.database(),
                new PhoneCodes(
                        ground.codes(),
                        ground.phones(),
                        ground.settings(),
                        new CodeTries(ground.throttle()),
                        inbox),
                new ProfileRules(
                        ground.settings(),
                        RegistrationSettings.PHONE_NUMBER_UNIQUE_VALIDATOR_ACTIVE),
                ground.ledger(),
                new ProfileChange.Notes(
                        new PhoneLetter(ground.letters(), ground.outbox(), ground.settings()),
                        ground.audit()),
                ground.secrets(),
                ground.clock());
    }
}
