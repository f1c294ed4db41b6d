package dev.foyer.web;

import dev.foyer.words.Phrase;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The outermost link: turns whatever happened into an answer, adds the headers that every answer
/// carries, and writes the line of the access log, which names the route and never a value of the
/// path.
public final class Gate implements Filter {
    private static final Logger ACCESS = LoggerFactory.getLogger("access");
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    /// Seconds a client is asked to wait while a dependency is away: the pool notices its return
    /// within one.
    private static final int RETRY_AFTER = 2;

    private static final Response.Header UNCACHED =
            Response.Header.fixed("Cache-Control", "no-store");
    private static final Response.Header UNSNIFFED =
            Response.Header.fixed("X-Content-Type-Options", "nosniff");
    private static final Response.Header VARY =
            Response.Header.fixed("Vary", "Cookie, Accept-Language");

    private final Predicate<Throwable> isOutage;
    private final Predicate<Throwable> isGone;
    private final Counters counters;
    private final AccessLog log;

    /// @param isOutage whether something that was thrown means that a dependency is away for now
    /// @param isGone whether it means that the customer who asks has been erased in the meantime
    /// @param counters where every answer is counted, by route and status
    /// @param log which answers get a line
    public Gate(
            Predicate<Throwable> isOutage,
            Predicate<Throwable> isGone,
            Counters counters,
            AccessLog log) {
        this.isOutage = isOutage;
        this.isGone = isGone;
        this.counters = counters;
        this.log = log;
    }

    @Override
    public Response answer(Request request, Endpoint next) {
        long start = System.nanoTime();
        var response = RequestId.during(request.id(), () -> safely(request, next));
        counters.answered(request.method(), request.pattern(), response.status());
        long nanos = System.nanoTime() - start;
        if (log.names(request.method(), response.status(), nanos)) {
            ACCESS.info(
                    "{} {} {} {} ms {}",
                    request.method(),
                    request.pattern(),
                    response.status(),
                    nanos / 1_000_000,
                    request.id());
        }
        return response.with(everywhere(request, response));
    }

    /// Answers are kept nowhere, but for those that say for how long they may be.
    private static List<Response.Header> everywhere(Request request, Response response) {
        var lines = new ArrayList<Response.Header>();
        if (!response.names("Cache-Control")) {
            lines.add(UNCACHED);
        }
        lines.addAll(request.reply());
        lines.add(new Response.Header("X-Request-ID", request.id()));
        lines.add(UNSNIFFED);
        lines.add(VARY);
        return lines;
    }

    private Response safely(Request request, Endpoint next) {
        try {
            return next.answer(request);
        } catch (Refusal refusal) {
            return ProblemWriter.answer(refusal.problem(), request);
        } catch (RuntimeException | StackOverflowError e) {
            if (isOutage.test(e)) {
                LOG.warn("answered 503: {}", String.valueOf(e.getMessage()));
                return ProblemWriter.answer(Problem.unavailable(RETRY_AFTER), request);
            }
            if (isGone.test(e)) {
                return ProblemWriter.answer(Problem.notAuthenticated(), request);
            }
            LOG.error("answered 500", e);
            return ProblemWriter.answer(Problem.detail(500, Phrase.of("server_error")), request);
        }
    }
}
