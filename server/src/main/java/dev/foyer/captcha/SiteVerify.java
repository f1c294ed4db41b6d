package dev.foyer.captcha;

import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.http.BoundedHttp;
import dev.foyer.json.Json;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Asks a provider whether an answer is right: the three speak one language, that of reCAPTCHA's
/// `siteverify`. It is told the secret and the answer, and nothing of the visitor. Safe for use by
/// many threads.
public final class SiteVerify {
    private static final Logger LOG = LoggerFactory.getLogger(SiteVerify.class);

    /// All that one call may take, from the first byte to the last.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int LARGEST_ANSWER = 16 * 1024;

    /// A provider that hangs must not gather requests of ours.
    private static final int AT_ONCE = 32;

    /// Of these for one network: a quarter, so that no client holds all of them. With the tenths of
    /// a second that a provider takes, some thirty answers a second for a storefront's address.
    private static final int AT_ONCE_FOR_ONE = 8;

    private static final Pattern ERROR_CODE = Pattern.compile("[a-z0-9-]{1,40}");
    private static final int MOST_CODES = 5;

    private final Places places = new Places(AT_ONCE, AT_ONCE_FOR_ONE);
    private final DynamicSettings settings;
    private final Set<String> hosts;

    /// @param hosts of the pages on which a captcha of this shop is solved, in lower case
    public SiteVerify(DynamicSettings settings, Set<String> hosts) {
        this.settings = settings;
        this.hosts = Set.copyOf(hosts);
    }

    /// What a provider says of an answer.
    enum Judgement {
        RIGHT,
        WRONG,
        /// It did not say; why stands in the log.
        NONE
    }

    /// The judgement of this provider, within a bounded time.
    ///
    /// @param network where the answer comes from, which the provider is not told
    Judgement judge(Provider provider, String answer, String network) {
        if (!places.take(network)) {
            return none(provider, "is asked too often at once");
        }
        try {
            return judged(provider, answer);
        } finally {
            places.leave(network);
        }
    }

    private Judgement judged(Provider provider, String answer) {
        try {
            var said =
                    BoundedHttp.ask(
                            request(provider, answer),
                            BodyHandlers.ofByteArray(),
                            LARGEST_ANSWER,
                            PATIENCE);
            return said.statusCode() == 200
                    ? judged(provider, Json.parse(said.body()))
                    : none(provider, "answered " + said.statusCode());
        } catch (Json.Malformed _) {
            return none(provider, "answered no JSON");
        } catch (IOException e) {
            return none(provider, String.valueOf(e.getMessage()));
        }
    }

    private HttpRequest request(Provider provider, String answer) {
        var other = settings.get(CaptchaSettings.CAPTCHA_VERIFY_URL);
        var form =
                "secret="
                        + encoded(settings.get(CaptchaSettings.CAPTCHA_SECRET))
                        + "&response="
                        + encoded(answer);
        return HttpRequest.newBuilder(URI.create(other.isEmpty() ? provider.verifyUrl() : other))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Judgement judged(Provider provider, JsonNode said) {
        var success = said.path("success");
        if (!success.isBoolean()) {
            return none(provider, "answered without success or failure");
        }
        if (!success.booleanValue()) {
            var codes = codes(said);
            // The shop's own mistake is not the visitor's.
            return codes.contains("secret")
                    ? none(provider, "refused the shop: " + codes)
                    : Judgement.WRONG;
        }
        return isOurs(provider, said) ? Judgement.RIGHT : Judgement.WRONG;
    }

    private static String codes(JsonNode said) {
        return said.path("error-codes")
                .valueStream()
                .map(code -> code.asString(""))
                .filter(code -> ERROR_CODE.matcher(code).matches())
                .limit(MOST_CODES)
                .collect(Collectors.joining(" "));
    }

    /// Whether it was solved on a page of this shop, and for this purpose where the provider tells:
    /// another page with our site key must not collect answers for ours.
    private boolean isOurs(Provider provider, JsonNode said) {
        var host = said.path("hostname").asString("").toLowerCase(Locale.ROOT);
        var action = said.path("action").asString("");
        boolean tellsNoAction = action.isEmpty() && provider != Provider.TURNSTILE;
        boolean ours = hosts.contains(host) && (tellsNoAction || action.equals(CaptchaPage.ACTION));
        if (!ours) {
            LOG.info("captcha answer for another page provider={}", provider.text());
        }
        return ours;
    }

    private static Judgement none(Provider provider, String why) {
        LOG.warn("captcha provider {} {}", provider.text(), why);
        return Judgement.NONE;
    }
}
