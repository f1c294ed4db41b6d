package dev.foyer.app;

import dev.foyer.audit.Audit;
import dev.foyer.audit.SignIns;
import dev.foyer.audit.Tallies;
import dev.foyer.cache.Changes;
import dev.foyer.confirmation.ConfirmationKeys;
import dev.foyer.confirmation.ConfirmationMail;
import dev.foyer.confirmation.MailBudget;
import dev.foyer.confirmation.MailedLinks;
import dev.foyer.consent.ConsentLedger;
import dev.foyer.credential.Hasher;
import dev.foyer.credential.PasswordPolicy;
import dev.foyer.customer.Phones;
import dev.foyer.db.Database;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.login.KnownDevices;
import dev.foyer.otp.OneTimeCodes;
import dev.foyer.outbox.Letters;
import dev.foyer.outbox.Outbox;
import dev.foyer.outbox.SmsCarrier;
import dev.foyer.places.Cities;
import dev.foyer.places.Places;
import dev.foyer.secret.Secrets;
import dev.foyer.session.Arrivals;
import dev.foyer.session.Csrf;
import dev.foyer.session.DeviceNames;
import dev.foyer.session.Guards;
import dev.foyer.session.Preferences;
import dev.foyer.session.Sessions;
import dev.foyer.throttle.Throttle;
import dev.foyer.web.Counters;
import dev.foyer.web.Pages;
import dev.foyer.web.Redirects;
import dev.foyer.words.Languages;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// What the features stand on: every object of the floors below them that more than one of them may
/// need. [App] makes it; each `…Routes` builds its feature on it.
record Ground(
        Configuration configuration,
        InstantSource clock,
        RandomGenerator chance,
        Database database,
        Changes changes,
        Secrets secrets,
        DynamicSettings settings,
        Outbox outbox,
        Letters letters,
        Hasher hasher,
        PasswordPolicy policy,
        Sessions sessions,
        Preferences preferences,
        Languages languages,
        Cities cities,
        Places places,
        Phones phones,
        OneTimeCodes codes,
        ConsentLedger ledger,
        Witness witness,
        ConfirmationKeys confirmationKeys,
        ConfirmationMail confirmationMail,
        MailedLinks mailedLinks,
        MailBudget mailBudget,
        Csrf csrf,
        Guards guards,
        Arrivals arrivals,
        Redirects redirects,
        Pages pages,
        SmsCarrier sms,
        Counters counters,
        Throttle throttle,
        KnownDevices devices) {

    /// Begins every link in a mail; without a final slash.
    String publicUrl() {
        return configuration.publicUrl();
    }

    Audit audit() {
        return witness.audit();
    }

    DeviceNames deviceNames() {
        return witness.deviceNames();
    }

    Tallies tallies() {
        return witness.tallies();
    }

    SignIns signIns() {
        return witness.signIns();
    }

    @Override
    public String toString() {
        return "ground";
    }
}
