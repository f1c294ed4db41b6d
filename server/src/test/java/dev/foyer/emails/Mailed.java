package dev.foyer.emails;

import dev.foyer.app.Shop;
import dev.foyer.confirmation.MailedLinks;
import dev.foyer.confirmation.MailedLinks.Draft;
import dev.foyer.confirmation.MailedLinks.Purpose;
import dev.foyer.customer.Email;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.people.MailBox;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;
import dev.foyer.secret.Secrets;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// People who ask for links, and open them.
final class Mailed {
    static final String VERIFY = "/users/email-verify/";
    static final String PRIMARY = "/users/email-set-primary/";
    static final String OBJECTION = "/users/email-objection/";
    static final String EXISTS = "{\"email\": [\"Email address is already exists.\"]}";

    private final Shop shop;

    Mailed(Shop shop) {
        this.shop = shop;
    }

    /// Somebody who has registered with this address and confirmed it.
    Shopper proved(String address) throws InterruptedException {
        var shopper = Shopper.signedIn(shop, address);
        var key = MailBox.of(shop, address).confirmationKey();
        shopper.post("/users/registration/verify-email/", "{\"key\": \"" + key + "\"}")
                .answers(200);
        return shopper;
    }

    /// The link that adds an address.
    String verifyLink(Shopper shopper, String address) throws InterruptedException {
        int before = MailBox.of(shop, address).links(VERIFY).size();
        shopper.post("/users/emails/", json(address)).answers(200).says("{}");
        return MailBox.of(shop, address).link(VERIFY, before + 1);
    }

    /// The link that makes an address the primary one.
    String changeLink(Shopper shopper, String address) throws InterruptedException {
        int before = MailBox.of(shop, address).links(PRIMARY).size();
        change(shopper, address, Shopper.PASSWORD).answers(200);
        return MailBox.of(shop, address).link(PRIMARY, before + 1);
    }

    Reply change(Shopper shopper, String address, String password) {
        return shopper.post(
                "/users/email-change/",
                "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(address, password));
    }

    /// Adds an address and proves it.
    void add(Shopper shopper, String address) throws InterruptedException {
        machine().get(verifyLink(shopper, address)).answers(200).isEmpty();
    }

    /// Makes an address the primary one; the link with which the former one can object.
    String move(Shopper shopper, String from, String to) throws InterruptedException {
        int before = MailBox.of(shop, from).links(OBJECTION).size();
        machine().get(changeLink(shopper, to)).answers(200).isEmpty();
        return MailBox.of(shop, from).link(OBJECTION, before + 1);
    }

    /// Some program that names JSON.
    Shopper machine() {
        return Shopper.guest(shop).with("Accept", "application/json");
    }

    /// Somebody who opens a link in a browser.
    Shopper person() {
        return Shopper.guest(shop).with("Accept", AccountConfirmTest.BROWSER);
    }

    /// The maker of links with this secret key, for links that nobody would be given.
    MailedLinks maker(String secretKey) {
        var secrets = new Secrets(List.of(secretKey), new SecureRandom());
        var settings =
                new DynamicSettings(
                        shop.database(),
                        List.of(
                                MailedLinks.EMAIL_LINK_TIMEOUT,
                                MailedLinks.EMAIL_OBJECTION_TIMEOUT),
                        Map.of(),
                        List.of(),
                        secrets.sealer("settings"),
                        shop.clock());
        return new MailedLinks(shop.database(), secrets, settings, shop.clock());
    }

    /// A link made with this secret key, without asking first whether the address is free.
    String forged(String secretKey, Purpose purpose, Shopper shopper, String address) {
        long customer = shopper.get("/users/emails/").json().get("user").asLong();
        var email = Email.parse(address).orElseThrow();
        return shop.database()
                .write(
                        tx -> {
                            var state = Standing.find(tx, customer).orElseThrow().state();
                            var draft =
                                    new Draft(purpose, customer, email, state, Optional.empty());
                            return maker(secretKey).issue(tx, draft);
                        });
    }

    static String primaryOf(Shopper shopper) {
        return shopper.get("/users/emails/").answers(200).json().get("email").asString();
    }

    /// The addresses of somebody, the primary one first.
    static String[] addressesOf(Shopper shopper) {
        return shopper.get("/users/emails/?all=true")
                .answers(200)
                .json()
                .valueStream()
                .map(entry -> entry.get("email").asString())
                .toArray(String[]::new);
    }

    /// The number of one of somebody's addresses.
    static long idOf(Shopper shopper, String address) {
        return shopper.get("/users/emails/?all=true")
                .json()
                .valueStream()
                .filter(entry -> entry.get("email").asString().equals(address))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asLong();
    }

    static String json(String address) {
        return "{\"email\": \"" + address + "\"}";
    }
}
