package dev.foyer.people;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;

import tools.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// The mails that reached somebody, read through the development inbox.
public final class MailBox {
    private static final String CONFIRMATION = "/users/registration/account-confirm-email/";

    private final Shop shop;
    private final String address;

    private MailBox(Shop shop, String address) {
        this.shop = shop;
        this.address = address;
    }

    public static MailBox of(Shop shop, String address) {
        return new MailBox(shop, address);
    }

    /// Every mail so far, newest first, with those that are on their way.
    public List<JsonNode> mails() {
        shop.carried(address);
        var to = URLEncoder.encode(address, StandardCharsets.UTF_8);
        var reply =
                Shopper.stranger(shop)
                        .get("/dev/inbox/messages/?channel=email&to=" + to)
                        .answers(200);
        return reply.json().get("results").valueStream().toList();
    }

    /// The newest mail; waits for it.
    public JsonNode newest() throws InterruptedException {
        Eventually.holds("a mail arrives", Duration.ofSeconds(10), () -> !mails().isEmpty());
        return mails().getFirst();
    }

    /// The key in the newest confirmation link; waits for it.
    public String confirmationKey() throws InterruptedException {
        var link = link(CONFIRMATION);
        return link.substring(CONFIRMATION.length(), link.length() - 1);
    }

    /// The path of the newest mailed link below a path such as `/users/email-verify/`; waits for
    /// it. It must stand alone on its line.
    public String link(String below) throws InterruptedException {
        return link(below, 1);
    }

    /// The same once there are so many of them.
    public String link(String below, int number) throws InterruptedException {
        Eventually.holds(
                "mail " + number + " with a link " + below + " arrives",
                Duration.ofSeconds(10),
                () -> links(below).size() >= number);
        return links(below).getFirst();
    }

    /// The paths of every mailed link below a path so far, newest first.
    public List<String> links(String below) {
        return mails().stream()
                .flatMap(mail -> mail.get("text").asString().lines())
                .filter(line -> line.startsWith(Shop.PUBLIC_URL + below))
                .map(line -> line.substring(Shop.PUBLIC_URL.length()))
                .toList();
    }
}
