package dev.foyer.profile;

import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Setting;
import dev.foyer.session.Preferences;
import dev.foyer.web.Guard;
import dev.foyer.web.Refusal;
import dev.foyer.web.Request;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The currencies of the shop, and which of them is active (contract 0.2.11, A.6, C). Safe for use
/// by many threads.
public final class Currencies {
    /// Tells the active currency; in a request it asks for one, where the shop wants that.
    static final String HEADER = "X-Currency";

    private static final Pattern CODE = Pattern.compile("[A-Za-z]{2,5}");

    public static final Setting<List<String>> AVAILABLE_CURRENCIES =
            Setting.texts(
                    "AVAILABLE_CURRENCIES",
                    CODE,
                    "a list of currency codes, each once",
                    List.of("TRY", "USD", "EUR"),
                    "The currencies that a shopper may choose.");

    public static final Setting<String> DEFAULT_CURRENCY =
            Setting.text(
                    "DEFAULT_CURRENCY",
                    CODE,
                    "one of AVAILABLE_CURRENCIES",
                    "TRY",
                    "The currency of a shopper who has chosen none.");

    public static final Setting<Boolean> READ_CURRENCY_FROM_HEADER =
            Setting.truth(
                    "READ_CURRENCY_FROM_HEADER",
                    false,
                    "The header x-currency of a request wins over the currency of the session.");

    /// The default must be one that may be chosen.
    public static final DynamicSettings.Rule RULE =
            values ->
                    values.get(AVAILABLE_CURRENCIES).contains(values.get(DEFAULT_CURRENCY))
                            ? Optional.empty()
                            : Optional.of("DEFAULT_CURRENCY to be one of AVAILABLE_CURRENCIES");

    private final DynamicSettings settings;
    private final Preferences preferences;

    public Currencies(DynamicSettings settings, Preferences preferences) {
        this.settings = settings;
        this.preferences = preferences;
    }

    /// The currency with this code, in the spelling of the shop; case does not matter, not even
    /// that of Turkish software, which makes `inr` of `ınr`.
    Optional<String> find(String code) {
        var available = settings.get(AVAILABLE_CURRENCIES);
        return available.contains(code)
                ? Optional.of(code)
                : available.stream().filter(code::equalsIgnoreCase).findFirst();
    }

    /// The active currency: that of the header where the shop reads it, else that of the session,
    /// else the default. One that the shop does not have (any more) is passed over.
    String active(Request request) {
        return named(request)
                .or(() -> preferences.of(request).currency().flatMap(this::find))
                .orElseGet(() -> settings.get(DEFAULT_CURRENCY));
    }

    /// A guard that behaves like this one and tells the active currency on every answer of the
    /// route, also on refusals.
    public <E> Guard<E> told(Guard<E> guard) {
        return endpoint -> {
            var guarded = guard.guard(endpoint);
            return request -> {
                try {
                    var answer = guarded.answer(request);
                    request.reply(HEADER, active(request));
                    return answer;
                } catch (Refusal refusal) {
                    request.reply(HEADER, active(request));
                    throw refusal;
                }
            };
        };
    }

    /// The published storefront always sends the header, be it empty or `undefined`.
    private Optional<String> named(Request request) {
        var header = request.header("x-currency");
        return header != null && settings.get(READ_CURRENCY_FROM_HEADER)
                ? find(header.strip())
                : Optional.empty();
    }
}
