package dev.foyer.app;

import dev.foyer.db.Snapshot;
import dev.foyer.secret.Digest;
import dev.foyer.secret.Secrets;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes a backup: a ZIP with a file for each table, as COPY tells it, then what the backup says
/// of itself, then a seal over that, made with the secret key. Under its name it appears whole or
/// not at all. Belongs to one thread.
final class BackupWriter {
    static final String MANIFEST = "manifest.json";
    static final String SEAL = "manifest.seal";

    private final Snapshot snapshot;
    private final Secrets secrets;
    private final Progress progress;

    BackupWriter(Snapshot snapshot, Secrets secrets, Progress progress) {
        this.snapshot = snapshot;
        this.secrets = secrets;
        this.progress = progress;
    }

    /// @param fingerprint of the key that the database is used with
    Manifest write(Path file, String fingerprint, Instant now) throws IOException, SQLException {
        var draft = PrivateFile.beside(file, ".part");
        try (var channel = PrivateFile.open(draft)) {
            if (channel.tryLock() == null) {
                throw new IOException("another process writes " + draft);
            }
            channel.truncate(0);
            var zip =
                    new ZipOutputStream(
                            new BufferedOutputStream(Channels.newOutputStream(channel)));
            var manifest = write(zip, fingerprint, now);
            zip.finish();
            zip.flush();
            PrivateFile.publish(channel, draft, file);
            return manifest;
        }
    }

    private Manifest write(ZipOutputStream zip, String fingerprint, Instant now)
            throws IOException, SQLException {
        var contents = new ArrayList<Manifest.Content>();
        long estimate = Math.max(1, snapshot.estimate());
        long before = 0;
        for (var table : snapshot.tables()) {
            long done = before;
            contents.add(
                    write(
                            zip,
                            table,
                            row -> progress.tell(done + row, (double) (done + row) / estimate)));
            before += contents.getLast().rows();
        }
        var manifest =
                new Manifest(
                        Version.text(),
                        now,
                        fingerprint,
                        snapshot.steps(),
                        contents,
                        snapshot.sequences());
        var text = manifest.text();
        put(zip, MANIFEST, text);
        put(zip, SEAL, seal(secrets, text));
        return manifest;
    }

    private Manifest.Content write(ZipOutputStream zip, Snapshot.Table table, LongConsumer each)
            throws IOException, SQLException {
        var name = new Manifest.Content(table.name(), table.columns(), 0, 0, "").entry();
        zip.putNextEntry(new ZipEntry(name));
        var counting = new Counting(zip);
        var digesting = new DigestOutputStream(counting, Digest.sha256());
        long rows = snapshot.copy(table, digesting, each);
        zip.closeEntry();
        return new Manifest.Content(
                table.name(),
                table.columns(),
                rows,
                counting.count,
                HexFormat.of().formatHex(digesting.getMessageDigest().digest()));
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    static String seal(Secrets secrets, String manifest) {
        return HexFormat.of().formatHex(secrets.signer("backup").sign(manifest));
    }

    /// Counts what is written.
    private static final class Counting extends FilterOutputStream {
        private long count;

        Counting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            count += length;
        }
    }
}
