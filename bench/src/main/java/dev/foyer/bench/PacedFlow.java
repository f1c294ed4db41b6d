package dev.foyer.bench;

import dev.foyer.json.Json;

import io.hyperfoil.api.config.Benchmark;
import io.hyperfoil.api.config.BenchmarkBuilder;
import io.hyperfoil.api.config.SessionLimitPolicy;
import io.hyperfoil.api.statistics.StatisticsSnapshot;
import io.hyperfoil.http.api.HttpMethod;
import io.hyperfoil.http.api.HttpRequest;
import io.hyperfoil.http.api.HttpRequestWriter;
import io.hyperfoil.http.config.HttpPluginBuilder;
import io.hyperfoil.http.steps.HttpStepCatalog;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Requests of one kind at a constant rate: a phase of Hyperfoil, and what came of it. The tool
/// runs on one event loop, to which all of this belongs until the run has ended.
final class PacedFlow {
    private static final long ANSWER_WITHIN_MILLIS = 30_000;

    /// At most this many are under way; then those that are due wait, which [#countOpen] tells.
    private static final int MOST_OPEN = 20_000;

    private static final int SECONDS_OPEN = 10;

    private final String name;
    private final double perSecond;
    private final double seconds;
    private final boolean inOrder;
    private final List<RawRequest> requests;
    private final SplittableRandom random = new SplittableRandom(42);
    private final StatisticsSnapshot all = new StatisticsSnapshot();
    private final Map<Integer, Latencies> byStatus = new TreeMap<>();
    private final Latencies lateness = new Latencies();
    private long first;
    private long begun;
    private long taken;
    private int open;
    private RawRequest current;

    PacedFlow(
            String name,
            double perSecond,
            double seconds,
            boolean inOrder,
            List<RawRequest> requests) {
        if (requests.isEmpty()) {
            throw new IllegalArgumentException("no requests " + name);
        }
        this.name = name;
        this.perSecond = perSecond;
        this.seconds = seconds;
        this.inOrder = inOrder;
        this.requests = requests;
        this.current = requests.getFirst();
    }

    /// All flows side by side, on connections that they share.
    static Benchmark benchmark(int port, int connections, List<PacedFlow> flows) {
        var builder =
                BenchmarkBuilder.builder()
                        .name("foyer")
                        .threads(1)
                        .failurePolicy(Benchmark.FailurePolicy.CONTINUE)
                        .addPlugin(HttpPluginBuilder::new)
                        .ergonomics()
                        .repeatCookies(false)
                        .userAgentFromSession(false)
                        .autoRangeCheck(false)
                        .stopOnInvalid(false)
                        .endErgonomics()
                        .http()
                        .host("http://127.0.0.1:" + port)
                        .allowHttp2(false)
                        .sharedConnections(connections)
                        .requestTimeout(ANSWER_WITHIN_MILLIS)
                        .endHttp()
                        .endPlugin();
        flows.forEach(flow -> flow.addTo(builder));
        return builder.build();
    }

    private void addTo(BenchmarkBuilder builder) {
        long millis = Math.round(seconds * 1e3);
        var request =
                builder.addPhase(name)
                        .constantRate(1)
                        .usersPerSec(perSecond)
                        .variance(false)
                        .maxSessions(mostOpen())
                        .sessionLimitPolicy(SessionLimitPolicy.CONTINUE)
                        .duration(millis)
                        .maxDuration(millis + ANSWER_WITHIN_MILLIS)
                        .scenario()
                        .maxRequests(1)
                        .maxSequences(1)
                        .initialSequence(name)
                        .step(HttpStepCatalog.SC)
                        .httpRequest(HttpMethod.valueOf(current.method()));
        request.path(_ -> begin()).headerAppender((_, writer) -> write(writer));
        if (!current.body().isEmpty()) {
            request.body((_, _) -> choose());
        }
        request.handler().status(this::answered);
    }

    /// Called when a request begins, before it has a connection: in the order in which they are
    /// due.
    private String begin() {
        long now = System.nanoTime();
        first = begun == 0 ? now : first;
        long due = first + (long) (begun / perSecond * 1e9);
        lateness.add(now - due);
        begun++;
        return current.path();
    }

    /// Called just before [#write], where the request has a body.
    private ByteBuf choose() {
        current = next();
        return Unpooled.wrappedBuffer(current.bytes());
    }

    private void write(HttpRequestWriter writer) {
        if (current.body().isEmpty()) {
            current = next();
        }
        var headers = current.headers();
        for (int i = 0; i < headers.size(); i += 2) {
            writer.putHeader(headers.get(i), headers.get(i + 1));
        }
    }

    private RawRequest next() {
        return requests.get(
                inOrder ? (int) (taken++ % requests.size()) : random.nextInt(requests.size()));
    }

    private void answered(HttpRequest request, int status) {
        long took = System.nanoTime() - request.startTimestampNanos();
        byStatus.computeIfAbsent(status, _ -> new Latencies()).add(took);
    }

    private int mostOpen() {
        return (int) Math.clamp(Math.ceil(perSecond * SECONDS_OPEN), 64, MOST_OPEN);
    }

    void count(String phase, StatisticsSnapshot snapshot) {
        if (phase.equals(name)) {
            all.add(snapshot);
        }
    }

    void countOpen(String phase, int most) {
        if (phase.equals(name)) {
            open = Math.max(open, most);
        }
    }

    ObjectNode result() {
        var json = Json.object();
        json.put("name", name);
        json.put("due", Math.round(perSecond * seconds));
        json.put("sent", all.requestCount);
        json.put("failed", all.connectionErrors + all.requestTimeouts + all.internalErrors);
        json.put("crowded", open >= mostOpen());
        json.put("latency", Latencies.of(all.histogram).word());
        json.put("lateness", lateness.word());
        var statuses = Json.object();
        byStatus.forEach((status, took) -> statuses.put(status.toString(), took.word()));
        json.set("statuses", statuses);
        return json;
    }
}
