package dev.foyer.captcha;

import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Reading;
import dev.foyer.dynamic.Setting;
import dev.foyer.json.Json;

import tools.jackson.databind.JsonNode;

import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;

/// Which captcha there is, and what it costs.
public final class CaptchaSettings {
    /// Which one.
    public static final Setting<String> CAPTCHA_PROVIDER =
            Setting.choice(
                    "CAPTCHA_PROVIDER",
                    Provider.names(),
                    Provider.PROOF_OF_WORK.text(),
                    "Which captcha opens the way on from a network whose tries are used up.");

    /// What a page shows its provider. It stands in a page as it is, so it holds no more than the
    /// providers' own keys do.
    public static final Setting<String> CAPTCHA_SITE_KEY =
            Setting.text(
                    "CAPTCHA_SITE_KEY",
                    Pattern.compile("[A-Za-z0-9_-]{0,100}"),
                    "up to 100 letters, digits, _ and -",
                    "",
                    "The site key that a provider of captchas has given the shop.");

    private static final Pattern SECRET = Pattern.compile("[!-~]{0,200}");
    private static final String SECRET_EXPECTED = "up to 200 visible ASCII characters";

    /// Stored sealed and shown as dots.
    public static final Setting<String> CAPTCHA_SECRET =
            Setting.shaped(
                    "CAPTCHA_SECRET",
                    SECRET_EXPECTED,
                    "",
                    "The secret that a provider of captchas has given the shop.",
                    CaptchaSettings::secret,
                    CaptchaSettings::replaceSecret);

    /// The secret goes there, so that plain HTTP is for this machine alone.
    public static final Setting<String> CAPTCHA_VERIFY_URL =
            Setting.text(
                    "CAPTCHA_VERIFY_URL",
                    Pattern.compile(
                            "(https://[A-Za-z0-9.-]+|http://(127\\.0\\.0\\.1|localhost))(:[0-9]{1,5})?"
                                    + "(/[A-Za-z0-9._~/-]*)?|"),
                    "an https URL without a query (http on this machine), or an empty text",
                    "",
                    "Where answers are verified, in place of the provider's own address.");

    /// Each part takes 2^n tries on average. With 14 all [Puzzles#PARTS] parts take 262,144
    /// together.
    public static final Setting<Integer> CAPTCHA_DIFFICULTY =
            Setting.number(
                    "CAPTCHA_DIFFICULTY",
                    8,
                    20,
                    14,
                    "How hard the proof of work is: one more is twice the work.");

    /// Few, since whoever automates solving buys guesses with it; enough for somebody who does not
    /// know any more which of her passwords it was.
    public static final Setting<Integer> CAPTCHA_PASS_TRIES =
            Setting.number(
                    "CAPTCHA_PASS_TRIES",
                    1,
                    100,
                    10,
                    "How many tries a solved captcha is worth, within ten minutes.");

    /// A provider elsewhere is of no use without what it has given the shop.
    public static final DynamicSettings.Rule RULE =
            values ->
                    Provider.of(values.get(CAPTCHA_PROVIDER)).isElsewhere()
                                    && (values.get(CAPTCHA_SITE_KEY).isEmpty()
                                            || values.get(CAPTCHA_SECRET).isEmpty())
                            ? Optional.of(
                                    "CAPTCHA_SITE_KEY and CAPTCHA_SECRET to be set while"
                                            + " CAPTCHA_PROVIDER is "
                                            + values.get(CAPTCHA_PROVIDER))
                            : Optional.empty();

    private CaptchaSettings() {}

    private static Reading<String> secret(JsonNode node) {
        return node.isString() && SECRET.matcher(node.stringValue()).matches()
                ? Reading.value(node.stringValue())
                : Reading.wrong(SECRET_EXPECTED);
    }

    private static JsonNode replaceSecret(JsonNode value, BinaryOperator<String> each) {
        return value.isString() && !value.stringValue().isEmpty()
                ? Json.node(each.apply("secret", value.stringValue()))
                : value;
    }
}
