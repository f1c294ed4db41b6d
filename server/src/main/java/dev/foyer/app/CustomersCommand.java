package dev.foyer.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;

/// `foyer customers`: what support does for one customer of a running server.
@Command(
        name = "customers",
        description = "Hand out, erase, and prove the erasure of one customer's data.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(export | erase | certificate)")
final class CustomersCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "export, erase or certificate?");
    }

    @Command(
            description = "Everything that is known of a customer, as JSON.",
            mixinStandardHelpOptions = true)
    int export(@Mixin Desk desk, @Parameters(paramLabel = "NUMBER") long number)
            throws InterruptedException {
        var out = spec.commandLine().getOut();
        return desk.ask(
                spec.commandLine(),
                "GET",
                path(number, "export"),
                null,
                answer -> out.println(answer.toPrettyString()));
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
        return desk.ask(
                spec.commandLine(), "POST", path(number, "erase"), null, this::showCertificate);
    }

    @Command(
            description = "What was erased of a customer, when, and whether the record is genuine.",
            mixinStandardHelpOptions = true)
    int certificate(@Mixin Desk desk, @Parameters(paramLabel = "NUMBER") long number)
            throws InterruptedException {
        return desk.ask(
                spec.commandLine(),
                "GET",
                path(number, "certificate"),
                null,
                this::showCertificate,
                answer -> answer.path("genuine").asBoolean());
    }

    private void showCertificate(JsonNode certificate) {
        var out = spec.commandLine().getOut();
        out.println("customer  " + certificate.path("customer").asString());
        out.println("erased    " + certificate.path("erased").asString());
        out.println(
                "genuine   "
                        + (certificate.path("genuine").asBoolean() ? "yes" : "NO: it was altered"));
        out.println("sha256    " + certificate.path("sha256").asString());
        out.println(certificate.path("content").asString());
    }

    private static String path(long number, String what) {
        return "/api/customers/" + number + "/" + what + "/";
    }
}
