package dev.foyer.app;

import tools.jackson.databind.node.ObjectNode;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/// Reads a file of customers, one record after the other, in bounded memory. Belongs to one thread
/// at a time.
interface RecordReader extends Closeable {
    /// The next record, or nothing at the end.
    ///
    /// @throws BrokenFile where the rest of the file cannot be told apart
    Optional<Entry> next() throws IOException;

    /// Bytes of the file read so far, for the progress.
    long position();

    /// What stands at one place of the file.
    sealed interface Entry {
        /// Where it begins, counted from 1.
        long line();

        /// A record that may be sent.
        record Sound(long line, ObjectNode record) implements Entry {}

        /// Something that is no record.
        ///
        /// @param text as it stands there, as far as it can be told
        record Broken(long line, String reason, String text) implements Entry {}
    }

    /// Where a file breaks off as what it claims to be.
    final class BrokenFile extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenFile(String message) {
            super(message);
        }
    }
}
