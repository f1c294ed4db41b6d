package dev.foyer.web;

import dev.foyer.words.Language;
import dev.foyer.words.Languages;
import dev.foyer.words.Phrase;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One request on its way through the house. Belongs to the one thread that answers it.
public final class Request {
    /// What the HTTP library received; a header name is in lower case.
    interface Received {
        Method method();

        String path();

        String query();

        List<String> headers(String name);

        /// The first of them.
        @Nullable String header(String name);

        byte[] body(int limit);
    }

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final Received received;
    private final Client client;
    private final Languages languages;
    private final Optional<Language> named;
    private final String id;
    private final List<Response.Header> reply = new ArrayList<>();
    private final Map<Class<?>, Object> companions = new HashMap<>();
    private List<String> preferred = List.of();
    private @Nullable Cookies cookies;
    private byte @Nullable [] body;
    private @Nullable ObjectNode fields;
    private @Nullable Refusal unreadable;
    private @Nullable Route route;
    private @Nullable Crowd crowd;
    private List<String> pathValues = List.of();

    Request(Received received, Client client, Languages languages, String id) {
        this.received = received;
        this.client = client;
        this.languages = languages;
        this.id = id;
        this.named = languages.matching(header("accept-language"));
    }

    public Method method() {
        return received.method();
    }

    /// The path as sent, without the query.
    public String path() {
        return received.path();
    }

    /// Who is asking, by network, as far as trusted proxies tell.
    public Client client() {
        return client;
    }

    /// The language to answer in: what `Accept-Language` names, else what whoever is asking
    /// prefers, else the shop's. Costs no query.
    public Language language() {
        return named.or(() -> preferred.stream().flatMap(this::spoken).findFirst())
                .orElseGet(languages::standard);
    }

    /// Whether `Accept-Language` names a language that the shop speaks, so that it does not matter
    /// what whoever is asking prefers.
    public boolean namesLanguage() {
        return named.isPresent();
    }

    /// Tells what whoever is asking prefers: codes or locales, the best one first. What the shop
    /// does not speak is passed over.
    public void prefer(List<String> languages) {
        preferred = List.copyOf(languages);
    }

    private Stream<Language> spoken(String codeOrLocale) {
        return languages.exactly(codeOrLocale).stream();
    }

    /// The id told as `X-Request-ID` and in the log.
    public String id() {
        return id;
    }

    /// The first header line of this name, given in lower case.
    public @Nullable String header(String name) {
        return received.header(name);
    }

    /// The cookies of the request.
    public Cookies cookies() {
        if (cookies == null) {
            cookies = new Cookies(received.headers("cookie"));
        }
        return cookies;
    }

    /// A query value, trimmed (contract 0.1.10). A null character, which no database can be asked
    /// for, is told as the mark of what cannot be shown, so that it is found nowhere.
    public Optional<String> query(String name) {
        return Forms.first(received.query(), name)
                .map(value -> value.replace('\0', '\uFFFD').strip());
    }

    /// The same where it is a number of up to 18 digits; any other counts as not given.
    public Optional<Long> queryNumber(String name) {
        return query(name).flatMap(Request::number);
    }

    private static Optional<Long> number(String text) {
        return NUMBER.matcher(text).matches()
                ? Optional.of(Long.parseLong(text))
                : Optional.empty();
    }

    /// The parts of the query between the ampersands, as they were sent.
    List<String> queryPairs() {
        return Stream.of(received.query().split("&", -1)).filter(pair -> !pair.isEmpty()).toList();
    }

    /// What the client would like to receive.
    public Accept accept() {
        return Accept.of(header("accept"));
    }

    /// The value at this place of the route's pattern, counted from 0, decoded.
    public String pathValue(int place) {
        return pathValues.get(place);
    }

    /// The same where it is a number of a row: up to 18 digits, which a `bigint` holds.
    public Optional<Long> pathNumber(int place) {
        return number(pathValue(place));
    }

    /// The body as named values: JSON, form or multipart, at most as large as the route takes.
    ///
    /// @throws Refusal 400 for broken JSON or a body that is no object, 413, 415
    public ObjectNode fields() {
        if (unreadable != null) {
            throw unreadable;
        }
        if (fields == null) {
            fields = read();
        }
        return fields;
    }

    /// A body can be taken from the network once; what came of it holds for everyone who asks.
    private ObjectNode read() {
        try {
            return Bodies.fields(this);
        } catch (Refusal refusal) {
            unreadable = refusal;
            throw refusal;
        }
    }

    /// The body as it was sent, at most as large as the route takes. Not copied, and not to be
    /// changed.
    ///
    /// @throws Refusal 400 where it broke off, 413
    public byte[] rawBody() {
        if (body == null) {
            body = receivedOutside(largestBody());
        }
        return body;
    }

    private byte[] receivedOutside(int limit) {
        var left = leaves();
        var bytes = received.body(limit);
        if (left != null) {
            enters(left);
        }
        return bytes;
    }

    /// Takes one of the places of those that are answered at once.
    ///
    /// @throws Refusal 503 where there is none
    void enters(Crowd among) {
        among.enter(method());
        crowd = among;
    }

    /// Gives the place back, if it has one.
    @Nullable Crowd leaves() {
        var left = crowd;
        if (left != null) {
            left.leave(method());
            crowd = null;
        }
        return left;
    }

    private int largestBody() {
        return route == null
                ? Bodies.LIMIT
                : route.uploads()
                        .filter(_ -> Bodies.isMultipart(this))
                        .map(Uploads::bytes)
                        .orElse(route.largestBody());
    }

    /// Adds a line to whatever answer this request will get, also to a refusal.
    public void reply(String name, String value) {
        reply.add(new Response.Header(name, value));
    }

    List<Response.Header> reply() {
        return reply;
    }

    /// Gives the request something that an outer link found out and an inner one needs.
    public <T> void accompany(Class<T> type, T companion) {
        companions.put(type, companion);
    }

    /// What [#accompany] gave.
    public <T> T companion(Class<T> type) {
        var companion = companions.get(type);
        if (companion == null) {
            throw new IllegalStateException(
                    "no " + type.getSimpleName() + " accompanies the request");
        }
        return type.cast(companion);
    }

    void matched(Route found, List<String> values) {
        route = found;
        pathValues = values;
    }

    @Nullable Route route() {
        return route;
    }

    /// The pattern that the path matched, fit for logs: values in the path may be secrets.
    String pattern() {
        return route == null ? "-" : route.pattern();
    }

    boolean plainLists() {
        return route != null && route.plainLists();
    }

    /// A refusal of this request because its body cannot be read.
    static Refusal malformed(int status, String phrase, Object... arguments) {
        return new Refusal(Problem.detail(status, Phrase.of(phrase, arguments)));
    }
}
