package dev.foyer.session;

import java.time.Instant;
import java.util.Optional;

/// What is kept in memory beside the session of a request, and may be forgotten at any time. Safe
/// for use by many threads.
///
/// Of the browser it holds numbers and no objects: an old object that is told of a young one makes
/// the garbage collector come by for each, and there are a hundred thousand of these.
public interface Beside {
    /// Whether this text was found out about the browser, and still counts. Two texts with one hash
    /// are taken for the same: a browser that tries it is served as if it had shown the other.
    boolean knows(String text, Instant now);

    /// Remembers this text, in place of one before.
    ///
    /// @param until a time before the year 2106
    void learn(String text, Instant until);

    /// Counts once more; two at once may count as one.
    ///
    /// @return how often by now
    int count();

    /// The bytes that were kept for this revision of the settings. They held when the session was
    /// found: had anything of the session or its customer changed before, this would be another one
    /// with nothing beside it.
    Optional<byte[]> kept(long revision);

    /// Keeps bytes that were made, during this request, of the customer and the settings alone.
    /// They are not copied and must not be changed.
    ///
    /// @param revision of the settings, asked for before they were made
    void keep(long revision, byte[] bytes);
}
