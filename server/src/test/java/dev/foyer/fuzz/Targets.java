package dev.foyer.fuzz;

import dev.foyer.address.AddressTargets;
import dev.foyer.app.AppTargets;
import dev.foyer.confirmation.KeyTargets;
import dev.foyer.consent.CursorTargets;
import dev.foyer.credential.CredentialTargets;
import dev.foyer.customer.CustomerTargets;
import dev.foyer.db.DatabaseUrlTargets;
import dev.foyer.dynamic.SettingTargets;
import dev.foyer.login.PassKeyTargets;
import dev.foyer.management.RecordTargets;
import dev.foyer.outbox.OutboxTargets;
import dev.foyer.places.PlaceTargets;
import dev.foyer.profile.PictureTargets;
import dev.foyer.secret.SecretTargets;
import dev.foyer.session.SessionTargets;
import dev.foyer.throttle.RateTargets;
import dev.foyer.unsubscribe.HookTargets;
import dev.foyer.web.BodyTargets;
import dev.foyer.web.HeaderTargets;

import java.util.List;
import java.util.stream.Stream;

/// Every target. A parser is reached from its own room, so the targets stand there.
final class Targets {
    static final List<Target> ALL =
            Stream.of(
                            BodyTargets.all(),
                            HeaderTargets.all(),
                            CustomerTargets.all(),
                            CredentialTargets.all(),
                            SecretTargets.all(),
                            KeyTargets.all(),
                            PassKeyTargets.all(),
                            SessionTargets.all(),
                            AddressTargets.all(),
                            CursorTargets.all(),
                            HookTargets.all(),
                            RateTargets.all(),
                            SettingTargets.all(AppTargets.settings()),
                            OutboxTargets.all(),
                            PlaceTargets.all(),
                            PictureTargets.all(),
                            RecordTargets.all(),
                            DatabaseUrlTargets.all(),
                            AppTargets.all())
                    .flatMap(List::stream)
                    .toList();

    private Targets() {}

    static Target named(String name) {
        return ALL.stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no target is called " + name));
    }
}
