package dev.foyer.web;

import dev.foyer.words.Phrase;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The table of routes. Filled once at start, then only read.
public final class Router implements Endpoint {
    private final Map<String, Route> byPattern = new LinkedHashMap<>();
    private final Map<String, Route> fixed = new HashMap<>();

    /// One line of the contract: a method and a path, who may come, and what answers in JSON or
    /// without a body.
    public <E> Router route(Method method, String pattern, Guard<E> guard, E endpoint) {
        return add(method, pattern, guard.needsFilter(), Produces.json(guard.guard(endpoint)));
    }

    /// A route that chooses by itself between a page and JSON.
    public <E> Router page(Method method, String pattern, Guard<E> guard, E endpoint) {
        return add(method, pattern, guard.needsFilter(), guard.guard(endpoint));
    }

    private Router add(Method method, String pattern, boolean filtered, Endpoint endpoint) {
        var route = byPattern.computeIfAbsent(pattern, Route::new);
        route.add(method, endpoint);
        route.filter(filtered);
        if (route.isFixed()) {
            fixed.put(bare(pattern), route);
        }
        return this;
    }

    /// From now on refusals on this path are told as field lists only (contract 0.1.5 d).
    public void speakPlainLists(String pattern) {
        known(pattern).speakPlainLists();
    }

    /// From now on `multipart/form-data` on this path may be as large as this, instead of 64 KiB
    /// (contract 0.1.10), for so many requests at once.
    public void takeUploads(int bytes, int atOnce, String pattern) {
        known(pattern).takeUploads(bytes, atOnce);
    }

    /// From now on bodies on this path may be as large as this, instead of 64 KiB (contract
    /// 0.1.10). Whoever may send them must be few: a body is held in memory whole.
    public void takeBodiesOf(int bytes, String pattern) {
        known(pattern).takeBodiesOf(bytes);
    }

    private Route known(String pattern) {
        var route = byPattern.get(pattern);
        if (route == null) {
            throw new IllegalStateException("no route " + pattern);
        }
        return route;
    }

    /// Every line of the table: a method, a blank, and the pattern of a path.
    public List<String> table() {
        return byPattern.values().stream().flatMap(Route::lines).toList();
    }

    /// This router behind a link that already knows the route, so that a refusal of that link
    /// speaks in the shapes of the path. Paths whose guards do not need the link are spared it.
    public Endpoint behind(Filter filter) {
        var inner = filter.around(this);
        return request -> {
            find(request);
            var route = request.route();
            boolean spared = route != null && !route.isFiltered();
            return spared ? answer(request) : inner.answer(request);
        };
    }

    @Override
    public Response answer(Request request) {
        if (request.route() == null) {
            find(request);
        }
        var route = request.route();
        if (route == null) {
            throw new Refusal(Problem.notFound());
        }
        if (request.method() == Method.OPTIONS && route.endpoint(Method.OPTIONS).isEmpty()) {
            return Response.empty(200).with("Allow", route.allow());
        }
        var endpoint = route.endpoint(request.method());
        if (endpoint.isEmpty()) {
            throw new Refusal(
                    new Problem.Detail(
                            405,
                            Phrase.of("method_not_allowed", request.method()),
                            Map.of("Allow", route.allow())));
        }
        return route.uploads().isPresent()
                ? route.uploads().get().around(request, endpoint.get())
                : endpoint.get().answer(request);
    }

    /// The methods of the path that is asked for, as `Allow` tells them.
    ///
    /// @throws Refusal 404 where there is no such path
    String allowed(Request request) {
        find(request);
        var route = request.route();
        if (route == null) {
            throw new Refusal(Problem.notFound());
        }
        return route.allow();
    }

    private void find(Request request) {
        var exact = fixed.get(bare(request.path()));
        if (exact != null) {
            request.matched(exact, List.of());
            return;
        }
        var segments = Route.segments(request.path());
        for (var route : byPattern.values()) {
            var values = route.isFixed() ? Optional.<List<String>>empty() : route.match(segments);
            if (values.isPresent()) {
                request.matched(route, values.get());
                return;
            }
        }
    }

    private static String bare(String path) {
        return path.length() > 1 && path.endsWith("/")
                ? path.substring(0, path.length() - 1)
                : path;
    }
}
