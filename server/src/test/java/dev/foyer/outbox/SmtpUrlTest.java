package dev.foyer.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `SMTP_URL`.
class SmtpUrlTest {
    @ParameterizedTest
    @CsvSource({
        "smtp://mail.example, mail.example, 587, false, OPTIONAL",
        "smtp://mail.example:25?starttls=never, mail.example, 25, false, NEVER",
        "smtp://mail.example?starttls=required, mail.example, 587, false, REQUIRED",
        "smtp://u:p@mail.example, mail.example, 587, false, REQUIRED",
        "smtp://u:p@mail.example?starttls=optional, mail.example, 587, false, OPTIONAL",
        "smtps://mail.example, mail.example, 465, true, OPTIONAL",
        "smtps://mail.example:8465, mail.example, 8465, true, OPTIONAL",
    })
    void it_tells_where_and_how(
            String text, String host, int port, boolean tls, SmtpUrl.StartTls startTls) {
        var url = SmtpUrl.parse(text).orElseThrow();

        assertThat(url.host()).isEqualTo(host);
        assertThat(url.port()).isEqualTo(port);
        assertThat(url.tls()).isEqualTo(tls);
        assertThat(url.startTls()).isEqualTo(startTls);
    }

    @Test
    void name_and_password_may_hold_anything_in_percent_encoding() {
        var url = SmtpUrl.parse("smtp://u%40shop:p+%3A%2F%C5%9F:x@mail.example").orElseThrow();

        assertThat(url.user()).isEqualTo("u@shop");
        assertThat(url.password()).isEqualTo("p+:/ş:x");
        assertThat(url.toString()).isEqualTo("smtp://mail.example:587");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.example",
                "http://mail.example",
                "smtp://",
                "smtp://mail example",
                "smtp://mail.example?starttls=maybe",
                "smtp://mail.example?tls=true",
                "smtp://u:%zz@mail.example",
            })
    void anything_else_is_none(String text) {
        assertThat(SmtpUrl.parse(text)).isEmpty();
    }
}
