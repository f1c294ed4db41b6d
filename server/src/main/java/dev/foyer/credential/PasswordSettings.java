package dev.foyer.credential;

import dev.foyer.dynamic.Reading;
import dev.foyer.dynamic.Secrecy;
import dev.foyer.dynamic.Setting;

import tools.jackson.databind.JsonNode;

/// What an operator may change about new passwords.
public final class PasswordSettings {
    /// The rules (contract C).
    public static final Setting<Validators> AUTH_PASSWORD_VALIDATORS =
            Setting.shaped(
                    "AUTH_PASSWORD_VALIDATORS",
                    ValidatorReader.EXPECTED,
                    Validators.COMPAT.name(),
                    "The rules for new passwords: a preset (asvs-l2 is a good one), or validators"
                            + " as Django names them.",
                    PasswordSettings::validators,
                    Secrecy.NONE);

    /// Ours: a new password may have so many code points. 64 at least must be permitted (NIST SP
    /// 800-63B-4, 3.1.1.2; ASVS 5.0, 6.2.9); we permit twice that at least. Who has a longer one
    /// from before still signs in with it.
    public static final Setting<Integer> PASSWORD_MAX_LENGTH =
            Setting.number(
                    "PASSWORD_MAX_LENGTH",
                    128,
                    Password.LONGEST,
                    Password.LONGEST,
                    "The most characters of a new password.");

    /// Ours: whether new passwords are held against known breaches, and where these are.
    public static final Setting<BreachSource> BREACHED_PASSWORDS =
            Setting.shaped(
                    "BREACHED_PASSWORDS",
                    BreachSource.EXPECTED,
                    "off",
                    "Whether new passwords are held against breaches, in the forms of Have I Been Pwned:"
                            + " off, a folder, a file or a service.",
                    BreachSource::read,
                    Secrecy.NONE);

    private PasswordSettings() {}

    private static Reading<Validators> validators(JsonNode value) {
        try {
            return Reading.value(ValidatorReader.read(value));
        } catch (ValidatorReader.Refused e) {
            return Reading.wrong(String.valueOf(e.getMessage()));
        }
    }
}
