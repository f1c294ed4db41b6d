package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;

/// A wrong environment and a wrong command line, as an operator sees them.
class WrongEnvironmentTest {
    @TempDir Path data;

    @Test
    void every_complaint_is_listed_at_once_and_no_secret_repeated() throws Exception {
        var ended =
                Program.run(
                        Map.of(
                                "FOYER_DATA", data.toString(),
                                "FOYER_MODE", "production",
                                "PORT", "80000",
                                "DATABASE_URL", "postgres://foyer:hunter2@",
                                "SECRET_KEY", "hunter2",
                                "SMTP_URL", "smtp://mail.example"),
                        "serve");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .isEqualTo(
                        """
                        foyer cannot start: the environment is wrong.
                          DATABASE_URL: expected postgresql://user:password@host:port/database
                          PORT=80000: expected a whole number from 0 to 65535
                          SECRET_KEY: expected one or more keys of at least 32 characters, separated by commas
                          PUBLIC_URL: required in production: links in mails begin with it
                          TRUSTED_PROXIES: required in production, so that cookies travel by HTTPS only; \
                        or TLS_CERTIFICATE and TLS_KEY, or ALLOW_PLAIN_HTTP=true
                        """);
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void a_database_that_does_not_answer_is_told_in_one_line_without_its_password()
            throws Exception {
        var ended = served("postgresql://foyer:hunter2@127.0.0.1:1/shop");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .startsWith(
                        "foyer cannot start: the database foyer at"
                                + " jdbc:postgresql://127.0.0.1:1/shop cannot be used: ")
                .hasLineCount(1);
        assertThat(ended.out() + ended.err()).doesNotContain("hunter2").doesNotContain("\tat ");
    }

    @Test
    void a_role_that_may_not_call_what_changes_need_is_told_so() throws Exception {
        var url =
                TestDatabase.ofOrdinaryRole(
                        """
                        revoke execute on function pg_notify(text, text) from public;
                        revoke execute on function pg_logical_emit_message(boolean, text, text, boolean)
                          from public""");
        var ended = served(url);

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .isEqualToIgnoringNewLines(
                        "foyer cannot start: the role of DATABASE_URL may not call"
                                + " pg_logical_emit_message(boolean,text,text,boolean),"
                                + " pg_notify(text,text)");
    }

    @Test
    void a_data_folder_that_cannot_be_made_is_told_in_one_line() throws Exception {
        var ended = Program.run(Map.of("FOYER_DATA", "/proc/foyer", "PORT", "0"), "serve");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .startsWith("foyer cannot start: ")
                .contains("/proc/foyer")
                .hasLineCount(1);
    }

    @Test
    void a_folder_for_generated_secrets_that_cannot_be_made_is_told_in_one_line() throws Exception {
        var ended =
                Program.run(
                        Map.of(
                                "FOYER_DATA", "/proc/foyer",
                                "FOYER_MODE", "development",
                                "PORT", "0",
                                "MANAGEMENT_PORT", "0",
                                "DATABASE_URL", TestDatabase.fresh(),
                                "SECRET_KEY", Shop.SECRET_KEY),
                        "serve");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .startsWith("foyer cannot start: ")
                .contains("/proc/foyer")
                .hasLineCount(1);
    }

    @Test
    void commands_used_wrongly_end_with_2_and_help_with_0() throws Exception {
        var unknown = Program.run(Map.of(), "sevre");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("sevre");

        var help = Program.run(Map.of(), "help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("serve").contains("settings").contains("outbox");
        assertThat(help.err()).isEmpty();

        assertThat(Program.run(Map.of(), "serve", "--port", "1").code()).isEqualTo(2);
    }

    private Program.Ended served(String database) throws Exception {
        return Program.run(
                Map.of(
                        "FOYER_DATA",
                        data.toString(),
                        "FOYER_MODE",
                        "development",
                        "DATABASE_URL",
                        database,
                        "SECRET_KEY",
                        Shop.SECRET_KEY),
                "serve");
    }
}
