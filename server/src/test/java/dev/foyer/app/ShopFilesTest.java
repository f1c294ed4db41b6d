package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Files of the shop that are wrong, as an operator sees them.
class ShopFilesTest {
    @TempDir Path data;
    @TempDir Path shopFiles;

    @Test
    void a_server_does_not_start_with_wrong_files_and_tells_each_of_them() throws Exception {
        file("mail/confirm-email.en.txt", "Hello {{first_name}}\n\n{{link}}\n");
        file("mail/confirm-email.en.html", "<p>Hello {{first_name}}, {{link}}</p>");
        file("sms/code.tr.txt", "Kod yok");
        file("pages/mailed-link.html", "<p>{{shop}}</p>");

        var ended =
                Program.run(
                        Map.of(
                                "FOYER_DATA", data.toString(),
                                "FOYER_MODE", "development",
                                "SHOP_FILES", shopFiles.toString(),
                                "PORT", "0",
                                "MANAGEMENT_PORT", "0"),
                        "serve");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .isEqualTo(
                        """
                        foyer cannot start: the files of the shop (SHOP_FILES) are wrong.
                          mail/confirm-email.en.txt: its first line is no subject (Subject: …)
                          sms/code.tr.txt: it does not show {{code}}
                          pages/mailed-link.html: without {{token}} its button does nothing
                        """);
        assertThat(data).isEmptyDirectory();
    }

    private void file(String name, String text) throws IOException {
        var path = shopFiles.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
