package dev.foyer.password;

import static dev.foyer.password.Customers.awaitLetters;
import static dev.foyer.password.Customers.forget;
import static dev.foyer.password.Customers.newAddress;
import static dev.foyer.password.Customers.proved;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// The shop's own template of the letter, and the `frontend_id` that is handed to it (contract
/// B.5.4).
class ResetTemplateTest {
    @TempDir static Path shopFiles;
    private static Shop shop;

    @BeforeAll
    static void open() throws Exception {
        shop = Shop.open().with("SHOP_FILES", shopFiles.toString());
        shop.beforeAll(null);
    }

    @AfterAll
    static void close() throws Exception {
        shop.afterAll(null);
    }

    @Test
    void a_storefront_that_is_allowed_to_names_itself_to_the_template() throws Exception {
        var address = newAddress();
        proved(shop, address);
        template(
                "Subject: Reset\n\n{{#frontend_id}}at {{frontend_id}}{{/frontend_id}}.\n{{link}}\n");
        Operator.of(shop).set("VALID_FRONTEND_IDS", "[\"mobile\", 7]").answers(200);

        for (var id : new String[] {"\"mobile\"", "7", "\"7\"", "null", "\"\"", "\" \""}) {
            ask(address, id, 200);
            Customers.sql(shop, "delete from throttle_bucket");
        }
        ask(address, "\"other\"", 400);
        ask(address, "\"Mobile\"", 400);

        awaitLetters(shop);
        assertThat(
                        MailBox.of(shop, address).mails().stream()
                                .map(mail -> mail.get("text").asString())
                                .filter(text -> text.contains("/users/reset/"))
                                .map(text -> text.substring(0, text.indexOf('\n'))))
                .containsExactlyInAnyOrder("at mobile.", "at 7.", "at 7.", ".", ".", ".");
    }

    @Test
    void a_request_that_cannot_be_answered_now_is_answered_later() throws Exception {
        var address = newAddress();
        proved(shop, address);
        template("Subject: Reset\n\n{{link}}\n");
        // A mail that was there before could not be marked as delivered either.
        awaitLetters(shop);
        Customers.sql(
                shop,
                "alter table outbox_message add constraint full_up check (recipient <> '%s') not valid"
                        .formatted(address));
        forget(shop, address);
        Eventually.holds(
                "the request is put off",
                Duration.ofSeconds(10),
                () -> shop.logged().stream().anyMatch(line -> line.contains("is put off")));
        assertThat(shop.logged()).noneMatch(line -> line.contains(address));

        Customers.sql(shop, "alter table outbox_message drop constraint full_up");
        shop.clock().forward(Duration.ofMinutes(2));

        awaitLetters(shop);
        assertThat(Customers.links(shop, address)).hasSize(1);
    }

    @Test
    void the_list_of_storefronts_takes_texts_and_numbers_alone() {
        for (var wrong : new String[] {"\"mobile\"", "[\"\"]", "[true]", "[\"a\", \"a\"]", "{}"}) {
            Operator.of(shop).set("VALID_FRONTEND_IDS", wrong).answers(400);
        }
        Operator.of(shop).set("VALID_FRONTEND_IDS", "[]").answers(200);
    }

    private static void ask(String address, String frontendId, int status) {
        Shopper.guest(shop)
                .post(
                        "/users/password/reset/",
                        "{\"email\": \"%s\", \"frontend_id\": %s}".formatted(address, frontendId))
                .answers(status);
    }

    private static void template(String text) throws IOException {
        var folder = Files.createDirectories(shopFiles.resolve("mail"));
        Files.writeString(folder.resolve("reset-password.en.txt"), text);
    }
}
