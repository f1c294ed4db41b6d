package dev.foyer.app;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// `foyer consents`: the ledger of what customers allowed and withdrew.
@Command(
        name = "consents",
        description = "Verify the consent ledger; hand out one customer's history as proof.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(verify | export | checkpoint)")
final class ConsentsCommand implements Runnable {
    static final String PATH = "/api/consents/";

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "verify, export or checkpoint?");
    }

    @Command(
            description = {
                "Walk along every chain and checkpoint, and name what was altered.",
                "Ends with 1 where something was; the first line names the first broken entry."
            },
            mixinStandardHelpOptions = true)
    int verify(
            @Mixin Desk desk,
            @Option(
                            names = "--witness",
                            paramLabel = "NUMBER:HASH",
                            description =
                                    "A checkpoint noted down earlier: finds a ledger that was set back as a whole.")
                    @Nullable String witness,
            @Option(
                            names = "--slice",
                            paramLabel = "ROWS",
                            defaultValue = "5000",
                            description = "Rows in each question, 1 to 5000; 5000 by default.")
                    int slice)
            throws InterruptedException {
        if (witness != null && !witness.matches("\\d{1,9}:[0-9a-f]{64}")) {
            throw new ParameterException(
                    spec.commandLine(), "--witness expects a number, a colon and 64 hex digits");
        }
        return new ConsentsVerification(desk, slice).run(witness);
    }

    @Command(
            description = {
                "One customer's history of consents as JSON, and as a page to print.",
                "CUSTOMER is a number or an e-mail address."
            },
            mixinStandardHelpOptions = true)
    int export(
            @Mixin Desk desk,
            @Parameters(paramLabel = "CUSTOMER") String customer,
            @Option(names = "--html", paramLabel = "FILE", description = "Write the page here.")
                    @Nullable Path html,
            @Option(
                            names = "--language",
                            paramLabel = "CODE",
                            description = "Of the page; the server's own by default.")
                    @Nullable String language)
            throws InterruptedException, IOException {
        var query = "?customer=" + URLEncoder.encode(customer, StandardCharsets.UTF_8);
        if (html != null) {
            return page(desk, PATH + "history/page/" + query, html, language);
        }
        return desk.get(
                PATH + "history/" + query, history -> desk.out().println(history.toPrettyString()));
    }

    @Command(
            description = {
                "Take a checkpoint now and print it.",
                "Kept in another place, it is the witness for verify."
            },
            mixinStandardHelpOptions = true)
    int checkpoint(@Mixin Desk desk) throws InterruptedException {
        return desk.post(
                PATH + "checkpoints/",
                answer -> desk.out().println(ConsentsVerification.told(answer.path("last"))));
    }

    private static int page(Desk desk, String path, Path file, @Nullable String language)
            throws InterruptedException, IOException {
        try {
            var page = ManagementClient.of(System.getenv()).page(path, language);
            if (page.answer().status() != 200) {
                return desk.refused(page.answer());
            }
            if (Files.notExists(file)) {
                // A person's data, for the eyes of whoever asked.
                var owner = PosixFilePermissions.fromString("rw-------");
                var _ = Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
            }
            Files.writeString(file, page.text());
            desk.err().println("foyer: written to " + file);
            return 0;
        } catch (ManagementClient.NoServer e) {
            return desk.failed(String.valueOf(e.getMessage()));
        }
    }
}
