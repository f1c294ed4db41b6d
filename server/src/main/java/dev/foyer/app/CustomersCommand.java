package dev.foyer.app;

import dev.foyer.json.Json;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// `foyer customers`: what support does for customers of a running server.
@Command(
        name = "customers",
        description = {
            "Find, show, open and close accounts; sign customers out; tell what happened.",
            "Hand out, erase, and prove the erasure of one customer's data."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel =
                "(find | show | create | sessions | end-sessions | deactivate | activate | events | export | erase |"
                        + " certificate)")
final class CustomersCommand implements Runnable {
    private static final String PATH = "/api/customers/";

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "find, show, create, sessions, end-sessions, deactivate, activate, events, export, erase or"
                        + " certificate?");
    }

    /// How much is shown.
    static final class Clear {
        @Option(names = "--full", description = "In clear; it is noted that you looked.")
        private boolean full;

        String query(String before) {
            return before + "full=" + full;
        }
    }

    /// What is told of a new customer beside her address and her name.
    static final class More {
        @Option(names = "--phone", paramLabel = "PHONE", description = "In any spelling.")
        private @Nullable String phone;

        @Option(
                names = "--password",
                paramLabel = "P",
                description = {
                    "- reads it from standard input, @FILE from a file.",
                    "Without one she chooses it by mail."
                })
        private @Nullable String password;

        @Option(
                names = "--verified",
                description = "You vouch for the address, so that no letter has to prove it.")
        private boolean verified;

        @Option(names = "--language", paramLabel = "CODE", description = "Of her letters.")
        private @Nullable String language;

        void into(ObjectNode body) throws IOException {
            body.put("verified", verified);
            if (phone != null) {
                body.put("phone", phone);
            }
            if (language != null) {
                body.put("language", language);
            }
            if (password != null) {
                body.put("password", Given.text(password));
            }
        }
    }

    @Command(
            description = {
                "Whose address, first or last name, or phone begins like this; masked.",
                "Turkish and English case, and marks on letters, do not matter."
            },
            mixinStandardHelpOptions = true)
    int find(
            @Mixin Desk desk,
            @Parameters(paramLabel = "BEGINNING") String text,
            @Mixin Clear clear,
            @Option(
                            names = "--most",
                            paramLabel = "N",
                            defaultValue = "20",
                            description = "1 to 100.")
                    int most,
            @Option(
                            names = "--after",
                            paramLabel = "PLACE",
                            defaultValue = "",
                            description = "Go on where a page ended.")
                    String after)
            throws InterruptedException {
        var query = "?q=" + encoded(text) + "&most=" + most + "&after=" + encoded(after);
        return desk.get(PATH + clear.query(query + "&"), tables(desk)::found);
    }

    @Command(
            description = "What support needs to know of a customer; masked.",
            mixinStandardHelpOptions = true)
    int show(@Mixin Desk desk, @Parameters(paramLabel = "NUMBER") long number, @Mixin Clear clear)
            throws InterruptedException {
        var path = clear.query(PATH + number + "/?");
        return desk.get(path, tables(desk)::customer);
    }

    @Command(
            description = {
                "Open an account. A letter asks her to prove the address;",
                "with --verified and no password, one lets her choose a password instead."
            },
            mixinStandardHelpOptions = true)
    int create(
            @Mixin Desk desk,
            @Parameters(paramLabel = "E-MAIL") String email,
            @Parameters(paramLabel = "FIRST-NAME") String firstName,
            @Parameters(paramLabel = "LAST-NAME") String lastName,
            @Mixin More more)
            throws InterruptedException, IOException {
        var body = Json.object().put("email", email);
        body.put("first_name", firstName).put("last_name", lastName);
        more.into(body);
        return desk.send(
                "POST",
                PATH,
                body,
                answer ->
                        desk.out()
                                .println(
                                        "customer %s, letter: %s"
                                                .formatted(
                                                        answer.path("id").asString(),
                                                        answer.path("letter").asString())));
    }

    @Command(description = "Where a customer is signed in.", mixinStandardHelpOptions = true)
    int sessions(
            @Mixin Desk desk, @Parameters(paramLabel = "NUMBER") long number, @Mixin Clear clear)
            throws InterruptedException {
        var path = clear.query(path(number, "sessions") + "?");
        return desk.get(path, tables(desk)::sessions);
    }

    @Command(
            name = "end-sessions",
            description = "Sign a customer out everywhere.",
            mixinStandardHelpOptions = true)
    int endSessions(@Mixin Desk desk, @Parameters(paramLabel = "NUMBER") long number)
            throws InterruptedException {
        return desk.post(
                path(number, "end-sessions"),
                answer -> desk.out().println("ended: " + answer.path("ended").asString()));
    }

    @Command(
            description = "Sign a customer out everywhere, and let nobody sign in to her account.",
            mixinStandardHelpOptions = true)
    int deactivate(@Mixin Desk desk, @Parameters(paramLabel = "NUMBER") long number)
            throws InterruptedException {
        return setActive(desk, number, "deactivate");
    }

    @Command(description = "Let a customer sign in again.", mixinStandardHelpOptions = true)
    int activate(@Mixin Desk desk, @Parameters(paramLabel = "NUMBER") long number)
            throws InterruptedException {
        return setActive(desk, number, "activate");
    }

    @Command(
            description = "What happened to a customer, newest first.",
            mixinStandardHelpOptions = true)
    int events(
            @Mixin Desk desk,
            @Parameters(paramLabel = "NUMBER") long number,
            @Mixin Clear clear,
            @Option(
                            names = "--before",
                            paramLabel = "EVENT",
                            description = "Go on where a page ended.")
                    @Nullable Long before)
            throws InterruptedException {
        var query = before == null ? "?" : "?before=" + before + "&";
        var path = clear.query(path(number, "events") + query);
        return desk.get(path, tables(desk)::events);
    }

    @Command(
            description = "Everything that is known of a customer, as JSON.",
            mixinStandardHelpOptions = true)
    int export(@Mixin Desk desk, @Parameters(paramLabel = "NUMBER") long number)
            throws InterruptedException {
        return desk.get(
                path(number, "export"), answer -> desk.out().println(answer.toPrettyString()));
    }

    @Command(
            description = {
                "Erase a customer: names, addresses, phone, password, messages, everything.",
                "It cannot be taken back. Prints the certificate."
            },
            mixinStandardHelpOptions = true)
    int erase(
            @Mixin Desk desk,
            @Parameters(paramLabel = "NUMBER") long number,
            @Option(names = "--yes", description = "I mean it.") boolean sure)
            throws InterruptedException {
        if (!sure) {
            throw new ParameterException(
                    spec.commandLine(), "erasing cannot be taken back: say --yes");
        }
        return desk.post(path(number, "erase"), tables(desk)::certificate);
    }

    @Command(
            description = "What was erased of a customer, when, and whether the record is genuine.",
            mixinStandardHelpOptions = true)
    int certificate(@Mixin Desk desk, @Parameters(paramLabel = "NUMBER") long number)
            throws InterruptedException {
        return desk.send(
                "GET",
                path(number, "certificate"),
                null,
                tables(desk)::certificate,
                answer -> answer.path("genuine").asBoolean());
    }

    private static int setActive(Desk desk, long number, String verb) throws InterruptedException {
        return desk.post(
                path(number, verb),
                answer -> {
                    boolean changed = answer.path("changed").asBoolean();
                    desk.out().println(verb + "d" + (changed ? "" : " before"));
                });
    }

    private static CustomerTables tables(Desk desk) {
        return new CustomerTables(desk.out());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String path(long number, String what) {
        return PATH + number + "/" + what + "/";
    }
}
