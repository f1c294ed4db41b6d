package dev.foyer.app;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What `foyer customers` prints for people.
final class CustomerTables {
    private final PrintWriter out;

    CustomerTables(PrintWriter out) {
        this.out = out;
    }

    void found(JsonNode answer) {
        Desk.table(
                out,
                List.of("NUMBER", "NAME", "E-MAIL", "PHONE", "STATE", "LAST SIGN-IN"),
                answer.path("results"),
                one ->
                        List.of(
                                one.path("id").asString(),
                                name(one),
                                one.path("email").asString(),
                                text(one, "phone"),
                                activity(one),
                                text(one, "last_login")));
        more(answer, "--after");
    }

    void customer(JsonNode one) {
        line("number", one.path("id").asString());
        line("name", name(one));
        line("state", state(one));
        for (var email : one.path("emails").valueStream().toList()) {
            line("e-mail", email.path("address").asString() + " (" + standing(email) + ")");
        }
        line("phone", text(one, "phone"));
        line("language", one.path("language").asString());
        line("allowed", allowed(one.path("consents")));
        line(
                "password",
                one.path("password_changed").isNull()
                        ? "none"
                        : "since " + text(one, "password_changed"));
        line("sessions", one.path("sessions").asString());
        line("joined", text(one, "joined"));
        line("sign-in", text(one, "last_login"));
    }

    void sessions(JsonNode answer) {
        Desk.table(
                out,
                List.of("OPENED", "USED", "NETWORK", "DEVICE"),
                answer.path("results"),
                one ->
                        List.of(
                                text(one, "created"),
                                text(one, "used"),
                                text(one, "address"),
                                text(one, "device")));
    }

    void events(JsonNode answer) {
        Desk.table(
                out,
                List.of("WHEN", "WHAT", "BY", "NETWORK", "DETAILS"),
                answer.path("results"),
                one ->
                        List.of(
                                text(one, "at"),
                                one.path("kind").asString(),
                                one.path("actor").asString(),
                                text(one, "address"),
                                details(one.path("details"))));
        more(answer, "--before");
    }

    void certificate(JsonNode certificate) {
        line("customer", certificate.path("customer").asString());
        line("erased", certificate.path("erased").asString());
        line("genuine", certificate.path("genuine").asBoolean() ? "yes" : "NO: it was altered");
        line("sha256", certificate.path("sha256").asString());
        out.println(certificate.path("content").asString());
    }

    /// How the next page is asked for, where there is one.
    private void more(JsonNode answer, String option) {
        if (!answer.path("next").isNull()) {
            out.println("more: " + option + " " + answer.path("next").asString());
        }
    }

    private void line(String what, String value) {
        out.println("%-9s %s".formatted(what, value).stripTrailing());
    }

    private static String name(JsonNode one) {
        return one.path("first_name").asString() + " " + one.path("last_name").asString();
    }

    private static String state(JsonNode one) {
        return one.path("erased").asBoolean() ? "erased" : activity(one);
    }

    private static String activity(JsonNode one) {
        return one.path("active").asBoolean() ? one.path("user_type").asString() : "deactivated";
    }

    private static String standing(JsonNode email) {
        var words = new ArrayList<String>();
        if (email.path("primary").asBoolean()) {
            words.add("primary");
        }
        words.add(email.path("verified").asBoolean() ? "proved" : "not proved");
        return String.join(", ", words);
    }

    private static String allowed(JsonNode consents) {
        var allowed =
                consents.propertyStream()
                        .filter(consent -> consent.getValue().asBoolean())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.joining(", "));
        return allowed.isEmpty() ? "nothing" : allowed;
    }

    private static String details(JsonNode details) {
        return details.propertyStream()
                .map(detail -> detail.getKey() + "=" + detail.getValue().asString())
                .collect(Collectors.joining(" "));
    }

    private static String text(JsonNode one, String field) {
        return one.path(field).isNull() ? "-" : one.path(field).asString();
    }
}
