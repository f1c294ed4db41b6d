package dev.foyer.web;

/// The one exception of our own: a refusal that any route may meet (not signed in, CSRF, malformed,
/// throttled). Thrown only in `web`, `session` and `throttle`; carries no stack trace, since it is
/// no bug.
public final class Refusal extends RuntimeException {
    private final transient Problem problem;

    public Refusal(Problem problem) {
        super(problem.toString(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
