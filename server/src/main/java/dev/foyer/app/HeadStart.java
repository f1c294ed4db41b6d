package dev.foyer.app;

import dev.foyer.db.DatabaseLibrary;
import dev.foyer.web.HttpServer;

/// Loads what a start needs later on a thread of its own, while the configuration is read. It is
/// only a help: what fails here fails again where it counts, and is told there.
final class HeadStart {
    private HeadStart() {}

    static void begin() {
        var _ = Thread.ofPlatform().daemon().name("head start").start(HeadStart::load);
    }

    private static void load() {
        try {
            DatabaseLibrary.load();
            HttpServer.load();
        } catch (RuntimeException | Error _) {
            // See above.
        }
    }
}
