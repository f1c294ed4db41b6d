package dev.foyer.web;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What happened on this node since its start, counted for `/metrics`: names and labels as
/// Prometheus spells them. Labels are names from the code, never values from a request, so that
/// there are few of them. Safe for use by many threads.
public final class Counters {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<Answered, LongAdder> answers = new ConcurrentHashMap<>();

    /// A kind of answers; the route is its pattern.
    private record Answered(Method method, String route, int status) {}

    /// Counts once.
    ///
    /// @param labels name and value by turns
    public void count(String name, String... labels) {
        counter(name, labels).increment();
    }

    /// Counts an answer; the route is its pattern.
    void answered(Method method, String route, int status) {
        var answered = new Answered(method, route, status);
        var known = answers.get(answered);
        (known != null ? known : answers.computeIfAbsent(answered, this::counter)).increment();
    }

    private LongAdder counter(Answered answered) {
        return counter(
                "foyer_http_requests_total",
                "method",
                answered.method().toString(),
                "route",
                answered.route(),
                "status",
                Integer.toString(answered.status()));
    }

    private LongAdder counter(String name, String... labels) {
        var key = new StringBuilder(name).append('{');
        for (int i = 0; i < labels.length; i += 2) {
            key.append(i == 0 ? "" : ",")
                    .append(labels[i])
                    .append("=\"")
                    .append(labels[i + 1])
                    .append('"');
        }
        return counts.computeIfAbsent(key.append('}').toString(), _ -> new LongAdder());
    }

    /// Every count by its name with labels, in order.
    public Map<String, Long> all() {
        var all = new TreeMap<String, Long>();
        counts.forEach((key, count) -> all.put(key, count.sum()));
        return all;
    }
}
