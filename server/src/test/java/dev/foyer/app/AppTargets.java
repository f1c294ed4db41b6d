package dev.foyer.app;

import static dev.foyer.fuzz.Target.holds;

import dev.foyer.dynamic.Setting;
import dev.foyer.fuzz.Target;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Targets for what is read before or beside the server: environment, files of customers, backups.
public final class AppTargets {
    private static final Columns COLUMNS = new Columns(Map.of("Mail", "email"));

    private AppTargets() {}

    /// Every dynamic setting.
    public static List<Setting<?>> settings() {
        return SettingsRegistry.ALL;
    }

    public static List<Target> all() {
        return List.of(
                Target.text(
                        "environment",
                        AppTargets::environment,
                        "PORT=8000\nPUBLIC_URL=https://shop.test/\nFOYER_MODE=production",
                        "TRUSTED_PROXIES=[\"10.0.0.0/8\"]\nREDIRECT_HOSTS=a.test,b.test",
                        "DATABASE_URL=postgres://a:b%zz@c/d\nSMTP_URL=smtps://u:p@h\nSECRET_KEY=["
                                + "\"a-secret-key-for-tests-only-0123456789\"]",
                        "THROTTLE_RATES={\"login\": \"5/min\"}\nLANGUAGE_CODE=tr\nALLOWED_HOSTS=[[]]"),
                Target.text(
                        "columns",
                        AppTargets::columns,
                        "Mail=email",
                        "X=-",
                        "City=attributes.city"),
                Target.text("formula", AppTargets::formula, "=1+1", "'=1", "''-1", "a", "＝1"),
                Target.bytes(
                        "csv",
                        AppTargets::csv,
                        files(
                                "email,first_name,attributes\r\na@b.test,\"A\"\"b\",\"{\"\"a\"\": 1}\"\r\n",
                                "Mail;X\n")),
                Target.bytes(
                        "json-lines",
                        AppTargets::jsonLines,
                        files(
                                "{\"Mail\": \"a@b.test\"}\n\n{\"record\": {\"email\": \"b@b.test\"}}\n",
                                "\ufeff{}\nnull")),
                Target.text("manifest", AppTargets::manifest, MANIFEST));
    }

    private static final String MANIFEST =
            "{\"format\": 1, \"foyer\": \"0.1.0\", \"made\": \"2026-01-01T00:00:00Z\","
                    + " \"secret_key\": \"ab\", \"migrations\": [{\"version\": \"1\", \"checksum\": 7}],"
                    + " \"tables\": [{\"name\": \"customer\", \"columns\": [\"id\"], \"rows\": 1,"
                    + " \"bytes\": 2, \"sha256\": \"cd\"}], \"sequences\": [{\"name\": \"s\","
                    + " \"value\": 1, \"called\": true}]}";

    private static List<byte[]> files(String... texts) {
        return List.of(texts).stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    /// One variable on each line.
    private static void environment(String text) {
        var variables = new HashMap<String, String>();
        for (var line : text.split("\n", 20)) {
            int at = line.indexOf('=');
            if (at > 0) {
                variables.put(line.substring(0, at), line.substring(at + 1));
            }
        }
        var complaints = new Complaints();
        var read = Configuration.read(new Environment(variables, complaints));
        holds(!complaints.none() || read.http() != null, "it is sound, or it is told why");
    }

    private static void columns(String text) {
        try {
            var columns = Columns.of(List.of(text));
            holds(columns.names().size() == 1, "one column");
        } catch (IllegalArgumentException e) {
            holds(e.getMessage() != null, "it is told why");
        }
    }

    private static void formula(String cell) {
        var guarded = Formula.guard(cell);
        holds(Formula.unguard(guarded).equals(cell), "what is written comes back");
        holds(
                guarded.isEmpty() || "=+-@\t\r\n".indexOf(guarded.charAt(0)) < 0,
                "no spreadsheet runs it");
    }

    private interface Opener {
        RecordReader open(Path file) throws IOException;
    }

    private static void csv(byte[] bytes) throws IOException {
        walk(bytes, file -> new CsvRecordReader(file, ',', COLUMNS));
    }

    private static void jsonLines(byte[] bytes) throws IOException {
        walk(bytes, file -> new JsonLinesReader(file, COLUMNS));
    }

    private static void walk(byte[] bytes, Opener opener) throws IOException {
        var file = Files.createTempFile("foyer-records", ".txt");
        try {
            Files.write(file, bytes);
            try (var reader = opener.open(file)) {
                long line = 0;
                for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                    holds(entry.get().line() > line, "lines go on");
                    line = entry.get().line();
                    holds(reader.position() <= bytes.length, "within the file");
                }
            }
        } catch (RecordReader.BrokenFile e) {
            holds(e.getMessage() != null, "it is told why");
        } finally {
            Files.delete(file);
        }
    }

    private static void manifest(String text) {
        try {
            var manifest = Manifest.of(text);
            holds(Manifest.of(manifest.text()).equals(manifest), "written and read it is the same");
        } catch (IllegalArgumentException | DateTimeException e) {
            holds(e.getMessage() != null, "it is told why");
        }
    }
}
