package dev.foyer.web;

import static dev.foyer.fuzz.Target.holds;

import dev.foyer.fuzz.Target;

import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Targets for what stands in heads: cookies, negotiation, proxies, queries and paths.
public final class HeaderTargets {
    private static final InetAddress PROXY = literal("10.0.0.1");
    private static final Proxies PROXIES =
            new Proxies(List.of(Network.parse("10.0.0.0/8").orElseThrow()));
    private static final Redirects REDIRECTS = new Redirects(Set.of("app.shop.test"));
    private static final URI PAGE = URI.create("https://shop.test/users/login/");

    private HeaderTargets() {}

    public static List<Target> all() {
        return List.of(
                Target.text(
                        "cookies",
                        HeaderTargets::cookies,
                        "osessionid=abc; csrftoken=\"def\"",
                        " osessionid = x;;=;osessionid=a=b",
                        "a=1; osessionid"),
                Target.text(
                        "accept",
                        HeaderTargets::accept,
                        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                        "application/json;q=0.0, text/*;q=0",
                        "application/json"),
                Target.text(
                        "accept-language",
                        HeaderTargets::acceptLanguage,
                        "tr-TR,tr;q=0.9,en-US;q=0.8,*;q=0.1",
                        "tr",
                        "tr_tr",
                        "x-klingon;q=1,en;q=0"),
                Target.text(
                        "x-forwarded-for",
                        HeaderTargets::forwardedFor,
                        "203.0.113.7, 10.0.0.2",
                        "2001:db8::1,[2001:db8::2], 10.9.9.9",
                        "unknown, 10.1.1.1,"),
                Target.text(
                        "forwarded",
                        HeaderTargets::forwarded,
                        "for=203.0.113.7;proto=https;host=shop.test, for=\"[2001:db8::1]:47\"",
                        "For=\"_hidden\", for=10.0.0.3",
                        "for=\"\\\"10.0.0.1\""),
                Target.text(
                        "network",
                        HeaderTargets::network,
                        "10.0.0.0/8",
                        "2001:db8::/32",
                        "::ffff:1.2.3.4",
                        "fe80::1%1/64",
                        "[::1]"),
                Target.text(
                        "next",
                        HeaderTargets::next,
                        "/account/?a=b#c",
                        "https://app.shop.test/x",
                        "//evil.test",
                        "/\\evil.test",
                        "https:evil.test",
                        "javascript:alert(1)",
                        "a:b"),
                Target.text(
                        "paging",
                        HeaderTargets::paging,
                        "page=2&limit=20",
                        "page_size=5&q=%C4%B0",
                        "page=&limit=-1"),
                Target.text(
                        "path",
                        HeaderTargets::path,
                        "/users/reset/MQ/abc/",
                        "/users/reset/%2F/%00",
                        "//",
                        "/users/reset/a+b/%zz/"));
    }

    /// Held against another way of writing the same rule.
    private static void cookies(String line) {
        var expected =
                Arrays.stream(line.split(";", -1))
                        .map(String::strip)
                        .filter(pair -> pair.startsWith("osessionid="))
                        .map(pair -> pair.substring("osessionid=".length()))
                        .findFirst()
                        .map(
                                value ->
                                        value.length() > 1
                                                        && value.charAt(0) == '"'
                                                        && value.endsWith("\"")
                                                ? value.substring(1, value.length() - 1)
                                                : value);
        holds(
                new Cookies(List.of(line)).get("osessionid").equals(expected),
                "the first one counts");
    }

    private static void accept(String header) {
        var accept = Accept.of(header);
        for (var type : List.of("application/json", "text/html")) {
            holds(!accept.names(type) || accept.takes(type), "what is named is taken");
            holds(
                    !accept.names(type) || header.toLowerCase(Locale.ROOT).contains(type),
                    "nothing is named that is not there");
        }
    }

    private static void acceptLanguage(String header) {
        var matched = Sent.LANGUAGES.matching(header);
        holds(
                matched.isEmpty() || header.toLowerCase(Locale.ROOT).contains(matched.get().code()),
                "only what stands there is spoken");
    }

    private static void forwardedFor(String header) {
        believed(header, name -> name.equals("x-forwarded-for") ? List.of(header) : List.of());
    }

    private static void forwarded(String header) {
        believed(header, name -> name.equals("forwarded") ? List.of(header) : List.of());
    }

    private static void believed(String header, Function<String, List<String>> headers) {
        var stranger = literal("198.51.100.9");
        holds(
                PROXIES.client(stranger, false, headers).address().equals(stranger),
                "a stranger is not believed");
        var address = PROXIES.client(PROXY, false, headers).address();
        boolean told =
                address.equals(PROXY)
                        || Arrays.stream(header.split("[^0-9A-Fa-f:.%a-z]", -1))
                                .flatMap(HeaderTargets::spellings)
                                .map(Network::address)
                                .flatMap(Optional::stream)
                                .anyMatch(address::equals);
        holds(told, address + " stands nowhere in the header");
    }

    /// With a port behind it, and without.
    private static java.util.stream.Stream<String> spellings(String word) {
        int colon = word.indexOf(':');
        return java.util.stream.Stream.of(word, colon < 0 ? word : word.substring(0, colon));
    }

    private static void network(String text) {
        var network = Network.parse(text);
        network.ifPresent(
                read -> {
                    holds(read.holds(read.base()), "a network holds its base");
                    var again = Network.parse(read.base().getHostAddress() + "/" + read.bits());
                    holds(again.equals(network), "written and read it is the same");
                });
    }

    /// As a browser reads it (WHATWG URL, 4.4): controls and blanks around it fall away, tabs and
    /// line ends within it, and a backslash is a slash.
    private static void next(String next) {
        if (!REDIRECTS.isAllowed(next)) {
            return;
        }
        var seen = next.replaceAll("[\\t\\n\\r]", "").replaceAll("^[\\x00-\\x20]+", "");
        var slashes = seen.replace('\\', '/');
        holds(!slashes.startsWith("//"), "no host without a scheme");
        int colon = slashes.indexOf(':');
        boolean absolute =
                colon > 0 && slashes.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+.-]*");
        if (absolute) {
            var host = slashes.replaceFirst("^[A-Za-z]+:/*", "").split("[/?#]", 2)[0];
            holds(
                    host.toLowerCase(Locale.ROOT).matches("app\\.shop\\.test(:[0-9]*)?"),
                    "only the host on the list, not " + host);
        } else {
            holds(staysAtHome(seen), "a path stays in the shop");
        }
    }

    private static boolean staysAtHome(String path) {
        try {
            return "shop.test".equals(PAGE.resolve(new URI(path)).getHost());
        } catch (java.net.URISyntaxException _) {
            return true;
        }
    }

    private static void paging(String query) {
        var request = Sent.query(query);
        try {
            var paging = Paging.of(request, "https://shop.test", 10, 100);
            holds(paging.size() >= 1 && paging.size() <= 100, "the size is bounded");
            int offset = paging.offset(1000);
            holds(offset >= 0 && offset < 1000, "the page lies in the list");
        } catch (Refusal refusal) {
            holds(refusal.problem().status() == 404, "there is no such page");
        }
    }

    private static void path(String path) {
        Endpoint endpoint = request -> Response.empty(200).with("X-Value", request.pathValue(1));
        var routes =
                new Router()
                        .route(Method.GET, "/users/reset/<uid>/<token>/", e -> e, endpoint)
                        .route(Method.GET, "/", e -> e, endpoint);
        var request = Sent.request(Method.OPTIONS, path, "", java.util.Map.of(), new byte[0]);
        try {
            holds(routes.answer(request).status() == 200, "the path is known");
        } catch (Refusal refusal) {
            holds(refusal.problem().status() == 404, "or it is not found");
        }
    }

    private static InetAddress literal(String text) {
        return InetAddress.ofLiteral(text);
    }
}
