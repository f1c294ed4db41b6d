package dev.foyer.web;

import dev.foyer.words.Phrase;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Predicate;

/// The outermost link: turns whatever happened into an answer, adds the headers that every answer
/// carries, and writes the one line of the access log, which names the route and never a value of
/// the path.
public final class Gate implements Filter {
    private static final Logger ACCESS = LoggerFactory.getLogger("access");
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    /// Seconds a client is asked to wait while a dependency is away: the pool notices its return
    /// within one.
    private static final int RETRY_AFTER = 2;

    private final Predicate<Throwable> isOutage;
    private final Predicate<Throwable> isGone;
    private final Counters counters;

    /// @param isOutage whether something that was thrown means that a dependency is away for now
    /// @param isGone whether it means that the customer who asks has been erased in the meantime
    /// @param counters where every answer is counted, by route and status
    public Gate(Predicate<Throwable> isOutage, Predicate<Throwable> isGone, Counters counters) {
        this.isOutage = isOutage;
        this.isGone = isGone;
        this.counters = counters;
    }

    @Override
    public Response answer(Request request, Endpoint next) {
        long start = System.nanoTime();
        var response = RequestId.during(request.id(), () -> safely(request, next));
        var told =
                uncached(response)
                        .with(request.reply())
                        .with("X-Request-ID", request.id())
                        .with("X-Content-Type-Options", "nosniff")
                        .with("Vary", "Cookie, Accept-Language");
        counters.answered(request.method(), request.pattern(), told.status());
        if (ACCESS.isInfoEnabled()) {
            ACCESS.info(
                    "{} {} {} {} ms {}",
                    request.method(),
                    request.pattern(),
                    told.status(),
                    (System.nanoTime() - start) / 1_000_000,
                    request.id());
        }
        return told;
    }

    /// Answers are kept nowhere, but for those that say for how long they may be.
    private static Response uncached(Response response) {
        return response.headers().stream().anyMatch(line -> line.name().equals("Cache-Control"))
                ? response
                : response.with("Cache-Control", "no-store");
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
