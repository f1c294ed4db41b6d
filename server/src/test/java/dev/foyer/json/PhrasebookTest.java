package dev.foyer.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

class PhrasebookTest {
    private static final Phrasebook BOOK =
            Phrasebook.of(List.of("pk", "first_name", "last_name", "phone", "confirm"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                ",",
                ",\"",
                ",\"pk",
                ",\"pk\"",
                ",\"pk\":",
                ",\"pk\":\"",
                ",\"pk\":nul",
                ",\"pk\":nulla",
                "{\"pk\":1,\"first_name\":\"İrem\",\"last_name\":\"Şahin\",\"phone\":null,\"confirm\":true}",
                "{\"pk\":1,\"unknown\":1,\"phone\":null,\"phone\":false,\"confirm\":[],\"phone\":{}}",
                "{\"first_name\":\",\\\"last_name\\\":\",\"last_name\":\"a,\"}",
                "{\"first_name\":\"\\u0000\\u0001\",\"last_name\":\"🚲\"}"
            })
    void every_text_comes_back(String text) {
        assertComesBack(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {253, 254, 255, 508, 509, 510, 70_000})
    void a_long_value_too_about_as_long_as_one_byte_can_tell(int length) {
        var text = "{\"pk\":1,\"first_name\":\"" + "s".repeat(length) + "\",\"phone\":null}";

        assertComesBack(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void and_so_do_any_bytes() {
        var random = new Random(8);
        var pieces =
                new String[] {
                    ",\"", "pk", "phone", "\":", "null", "\"", "true", "\0", "\u00ff", "ğ"
                };
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            random.ints(random.nextInt(20), 0, pieces.length).forEach(n -> text.append(pieces[n]));

            assertComesBack(text.toString().getBytes(StandardCharsets.UTF_8));
            assertComesBack(text.toString().getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void names_that_it_knows_take_two_bytes_each() {
        var text =
                "{\"pk\":1,\"first_name\":\"Ece\",\"last_name\":\"Ak\",\"phone\":null,\"confirm\":true}";

        var shortened = BOOK.shorten(text.getBytes(StandardCharsets.UTF_8));

        int itsLength = 4;
        int begins = 2;
        int phrases = 4 * 2;
        int between = "{\"pk\":1".length() + "Ece\"".length() + "Ak\"".length() + "}".length();
        assertThat(shortened).hasSize(itsLength + begins + phrases + between);
    }

    @Test
    void it_has_room_for_51_names() {
        var names = IntStream.range(0, 52).mapToObj(i -> "name" + i).toList();

        var full = Phrasebook.of(names.subList(0, 51));

        var last = ",\"name50\":false,\"name50\":1".getBytes(StandardCharsets.UTF_8);
        assertThat(full.restore(full.shorten(last))).isEqualTo(last);
        assertThatThrownBy(() -> Phrasebook.of(names)).hasMessage("too many names");
    }

    private static void assertComesBack(byte[] text) {
        assertThat(BOOK.restore(BOOK.shorten(text))).isEqualTo(text);
    }
}
