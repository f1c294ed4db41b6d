package dev.foyer.web;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One path of the API with its methods. A pattern such as `/users/reset/<uidb64>/<token>/` matches
/// one non-empty segment for each name in angles, with and without the final slash (contract
/// 0.1.1).
final class Route {
    private final String pattern;
    private final String[] segments;
    private final Map<Method, Endpoint> endpoints = new EnumMap<>(Method.class);
    private boolean plainLists;
    private Optional<Uploads> uploads = Optional.empty();
    private boolean filtered;
    private int largestBody = Bodies.LIMIT;

    Route(String pattern) {
        this.pattern = pattern;
        this.segments = segments(pattern);
    }

    String pattern() {
        return pattern;
    }

    /// Whether refusals on this path are told as field lists only (contract 0.1.5 d).
    boolean plainLists() {
        return plainLists;
    }

    void speakPlainLists() {
        plainLists = true;
    }

    /// What this path takes beyond a body of the ordinary size.
    Optional<Uploads> uploads() {
        return uploads;
    }

    void takeUploads(int bytes, int atOnce) {
        uploads = Optional.of(new Uploads(bytes, new Semaphore(atOnce)));
    }

    /// Whether the link in front of the routes sees requests of this path.
    boolean isFiltered() {
        return filtered;
    }

    void filter(boolean needed) {
        filtered |= needed;
    }

    /// In bytes.
    int largestBody() {
        return largestBody;
    }

    void takeBodiesOf(int bytes) {
        largestBody = bytes;
    }

    boolean isFixed() {
        return pattern.indexOf('<') < 0;
    }

    void add(Method method, Endpoint endpoint) {
        if (endpoints.put(method, endpoint) != null) {
            throw new IllegalStateException(method + " " + pattern + " is routed twice");
        }
    }

    Optional<Endpoint> endpoint(Method method) {
        return Optional.ofNullable(endpoints.get(method == Method.HEAD ? Method.GET : method));
    }

    /// A method and the pattern, for each that is routed.
    Stream<String> lines() {
        return endpoints.keySet().stream().map(method -> method + " " + pattern);
    }

    /// The value of the `Allow` header.
    String allow() {
        var allowed = new ArrayList<>(endpoints.keySet());
        if (allowed.contains(Method.GET)) {
            allowed.add(Method.HEAD);
        }
        allowed.add(Method.OPTIONS);
        return allowed.stream().sorted().map(Method::name).collect(Collectors.joining(", "));
    }

    /// The decoded values at the pattern's names, or nothing where the path is another.
    Optional<List<String>> match(String[] path) {
        if (path.length != segments.length) {
            return Optional.empty();
        }
        var values = new ArrayList<String>();
        for (int i = 0; i < path.length; i++) {
            if (segments[i].startsWith("<") && !path[i].isEmpty()) {
                values.add(Forms.decoded(path[i].replace("+", "%2B")));
            } else if (!segments[i].equals(path[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    static String[] segments(String path) {
        var bare =
                path.length() > 1 && path.endsWith("/")
                        ? path.substring(0, path.length() - 1)
                        : path;
        return bare.split("/", -1);
    }
}
