package dev.foyer.app;

import tools.jackson.databind.node.ObjectNode;

import java.io.Closeable;
import java.io.IOException;

/// Writes a file of customers, one record after the other. Belongs to one thread.
interface RecordWriter extends Closeable {
    void write(ObjectNode record) throws IOException;

    /// Hands everything written so far to the operating system.
    void flush() throws IOException;
}
