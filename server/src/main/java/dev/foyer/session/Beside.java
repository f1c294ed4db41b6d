package dev.foyer.session;

import dev.foyer.web.Response;

import java.util.Optional;

/// What is kept in memory beside the session of a request, and may be forgotten at any time. Safe
/// for use by many threads.
public interface Beside {
    /// What was found out about the browser.
    Noted noted();

    /// The answer that was kept for this revision of the settings. It held when the session was
    /// found: had anything of the session or its customer changed before, this would be another one
    /// with nothing beside it.
    Optional<Response> answer(long revision);

    /// Keeps an answer that was made, during this request, of the customer and the settings alone.
    ///
    /// @param revision of the settings, asked for before it was made
    void keep(long revision, Response answer);
}
