package dev.foyer.inbox;

import dev.foyer.customer.Phone;
import dev.foyer.customer.Phones;
import dev.foyer.customer.Shapes;
import dev.foyer.db.Database;
import dev.foyer.web.Pages;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

import tools.jackson.core.JsonGenerator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The development inbox: `GET /dev/inbox/` for people, `GET /dev/inbox/messages/?to=&channel=` as
/// JSON.
public final class InboxEndpoint {
    private static final int MOST_ON_PAGE = 50;
    private static final int MOST_IN_JSON = 200;
    private static final Pattern CODE = Pattern.compile("^@\\S+ #(\\d{4,10})$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private final Database database;
    private final Pages pages;
    private final Phones phones;

    public InboxEndpoint(Database database, Pages pages, Phones phones) {
        this.database = database;
        this.pages = pages;
        this.phones = phones;
    }

    /// The page, newest message on top.
    public Response page(Request request) {
        var messages =
                database.read(
                        handle ->
                                InboxStore.find(
                                        handle, Optional.empty(), Optional.empty(), MOST_ON_PAGE));
        var shown = messages.stream().map(InboxEndpoint::shown).toList();
        return pages.page(
                200,
                "inbox",
                request.language(),
                Map.of(
                        "title", request.language().say("inbox.title"),
                        "messages", shown,
                        "empty", shown.isEmpty()));
    }

    /// The messages as JSON, newest first; `to` finds a phone in any of its spellings.
    public Response messages(Request request) {
        var to = request.query("to").filter(text -> !text.isEmpty()).map(this::recipient);
        var channel = request.query("channel").filter(text -> !text.isEmpty());
        var messages = database.read(handle -> InboxStore.find(handle, to, channel, MOST_IN_JSON));
        return Response.list(messages, InboxEndpoint::write);
    }

    private static void write(JsonGenerator json, InboxStore.Received message) {
        json.writeNumberProperty("id", message.id());
        json.writeStringProperty("channel", message.channel());
        json.writeStringProperty("to", message.recipient());
        json.writeStringProperty("subject", message.subject());
        json.writeStringProperty("text", message.text());
        json.writeStringProperty("html", message.html());
        json.writeStringProperty("created", Shapes.timestamp(message.created()));
    }

    private String recipient(String typed) {
        return typed.contains("@") ? typed : phones.parse(typed).map(Phone::e164).orElse(typed);
    }

    private static Map<String, Object> shown(InboxStore.Received message) {
        return Map.of(
                "id", message.id(),
                "channel", message.channel(),
                "to", message.recipient(),
                "subject", message.subject(),
                "created", Shapes.timestamp(message.created()),
                "code", code(message.text()),
                "pieces", pieces(message.text()));
    }

    /// The code of an SMS, from its origin-bound last line; empty where there is none.
    private static String code(String text) {
        var line = CODE.matcher(text.strip());
        return line.find() ? line.group(1) : "";
    }

    /// The text in pieces: plain, or a link to click.
    private static List<Map<String, Object>> pieces(String text) {
        var pieces = new ArrayList<Map<String, Object>>();
        var links = LINK.matcher(text);
        int end = 0;
        while (links.find()) {
            pieces.add(piece(text.substring(end, links.start()), false));
            pieces.add(piece(links.group(), true));
            end = links.end();
        }
        pieces.add(piece(text.substring(end), false));
        return pieces;
    }

    private static Map<String, Object> piece(String text, boolean link) {
        return Map.of("text", text, "link", link);
    }
}
