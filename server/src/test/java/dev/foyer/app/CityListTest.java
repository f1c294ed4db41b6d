package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A shop with a list of cities of its own, and one whose list is wrong.
class CityListTest {
    @TempDir Path shopFiles;
    @TempDir Path data;

    @Test
    void the_cities_of_the_shops_own_list_are_taken_and_no_others() throws Exception {
        write("[{\"id\": 11000000, \"name\": \"Berlin\"}, {\"id\": 2, \"name\": \"Köln\"}]");
        var shop = Shop.open().with("SHOP_FILES", shopFiles.toString());
        shop.beforeAll(null);
        try {
            var guest = Shopper.guest(shop);
            guest.post("/users/city/", "{\"city\": \"koln\"}").answers(200);
            guest.get("/users/session/").shows("city", "Köln");
            guest.post("/users/city/", "{\"city\": 11000000}").answers(200);
            guest.get("/users/session/").shows("city", "Berlin");
            guest.post("/users/city/", "{\"city\": \"İstanbul\"}").answers(404);
            guest.post("/users/city/", "{\"city\": 34}").answers(404);
        } finally {
            shop.afterAll(null);
        }
    }

    @Test
    void a_wrong_list_starts_no_server_and_every_mistake_is_told_at_once() throws Exception {
        write("[{\"id\": 1, \"name\": \"Köln\"}, {\"id\": 1, \"name\": \"KOLN\"}, {\"id\": 3}]");
        var ended =
                Program.run(
                        Program.development(data, Map.of("SHOP_FILES", shopFiles.toString())),
                        "serve");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .isEqualTo(
                        """
                        foyer cannot start: SHOP_FILES: places/cities.json: \
                        city 2: the id 1 is that of Köln already; \
                        city 2: KOLN cannot be told from Köln; \
                        city 3: expected a name of 1 to 100 characters, not of digits alone, without blanks around it
                        """);
    }

    private void write(String json) throws IOException {
        var folder = Files.createDirectories(shopFiles.resolve("places"));
        Files.writeString(folder.resolve("cities.json"), json);
    }
}
