package dev.foyer.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.TestDatabase;

import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// A recording of the JVM's flight recorder, which an operator hands to somebody who helps.
class RecordingTest {
    @Test
    void it_has_statements_without_their_values(@TempDir Path folder) throws Exception {
        var file = folder.resolve("help.jfr");
        try (var database = Database.open(DatabaseUrl.parse(TestDatabase.fresh()).orElseThrow());
                var recording = new Recording()) {
            recording.enable("jdbi.statement");
            recording.start();
            assertThat(
                            database.<String>read(
                                    handle ->
                                            handle.createQuery("select :whose")
                                                    .bind("whose", "ayse@example.com")
                                                    .mapTo(String.class)
                                                    .one()))
                    .isEqualTo("ayse@example.com");
            recording.stop();
            recording.dump(file);
        }

        assertThat(RecordingFile.readAllEvents(file))
                .filteredOn(event -> event.getEventType().getName().equals("jdbi.statement"))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.toString()).doesNotContain("ayse"))
                .anySatisfy(event -> assertThat(event.getString("sql")).contains(":whose"));
    }
}
