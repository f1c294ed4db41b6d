package dev.foyer.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.json.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/// What a gateway's definition makes of a message on the wire.
class GatewayTest {
    private static final String TURKISH = "Doğrulama kodunuz: 123456\n\n@shop.test #123456";

    /// What would break out of each of the places, if it could.
    private static final String HOSTILE =
            "\", \"to\": \"+905559999999\"}\n&to=+905559999999&x=%0d%0a</text><to>1</to><![CDATA[ 'ş' \\ {phone} $1";

    private SmsProvider provider;

    @BeforeEach
    void open() throws Exception {
        provider = SmsProvider.open();
    }

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void the_definition_of_the_tests_sends_phone_text_id_and_secret() throws Exception {
        assertThat(send(provider.definition(), TURKISH)).isEmpty();

        var taken = provider.taken().getFirst();
        assertThat(taken.method()).isEqualTo("POST");
        assertThat(taken.uri()).isEqualTo("/send");
        assertThat(taken.id()).isEqualTo("abc123");
        assertThat(taken.headers()).containsEntry("x-api-key", "open-sesame");
        assertThat(Json.parseOwn(taken.body()))
                .isEqualTo(Json.object().put("to", "+905550000001").put("text", TURKISH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/JSON; charset=utf-8", "text/x.Json"})
    void no_value_breaks_out_of_json(String type) throws Exception {
        var definition =
                definition(type, "{\\\"to\\\": \\\"{phone}\\\", \\\"text\\\": \\\"{text}\\\"}");

        assertThat(send(definition, HOSTILE)).isEmpty();

        assertThat(Json.parseOwn(provider.taken().getFirst().body()))
                .isEqualTo(Json.object().put("to", "+905550000001").put("text", HOSTILE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "Application/X-WWW-Form-Urlencoded; charset=UTF-8"
            })
    void no_value_breaks_out_of_a_form(String type) throws Exception {
        assertThat(send(definition(type, "to={phone}&text={text}&id={id}"), HOSTILE)).isEmpty();

        var fields = provider.taken().getFirst().body().split("&", -1);
        assertThat(fields).hasSize(3);
        assertThat(fields[0]).isEqualTo("to=%2B905550000001");
        assertThat(URLDecoder.decode(fields[1], StandardCharsets.UTF_8))
                .isEqualTo("text=" + HOSTILE);
        assertThat(fields[2]).isEqualTo("id=abc123");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "text/XML; charset=utf-8"})
    void no_value_breaks_out_of_xml(String type) throws Exception {
        var definition =
                definition(type, "<sms to='{digits}' text='{text}'><text>{text}</text></sms>");

        assertThat(send(definition, "a'b\"c<d>e&f ]]> ş")).isEmpty();

        assertThat(provider.taken().getFirst().body())
                .isEqualTo(
                        "<sms to='905550000001' text='a&apos;b&quot;c&lt;d&gt;e&amp;f ]]&gt; ş'>"
                                + "<text>a&apos;b&quot;c&lt;d&gt;e&amp;f ]]&gt; ş</text></sms>");
    }

    @Test
    void no_value_breaks_out_of_a_url() throws Exception {
        var definition =
                """
                {"method": "GET", "url": "http://127.0.0.1:%d/{text}/send?to={digits}&text={text}"}
                """
                        .formatted(provider.port());

        assertThat(send(definition, HOSTILE)).isEmpty();

        var taken = provider.taken().getFirst();
        assertThat(taken.method()).isEqualTo("GET");
        assertThat(taken.body()).isEmpty();
        var uri = URI.create(taken.uri());
        assertThat(uri.getPath()).isEqualTo("/" + HOSTILE + "/send");
        var query = uri.getRawQuery().split("&", -1);
        assertThat(query).hasSize(2);
        assertThat(query[0]).isEqualTo("to=905550000001");
        assertThat(URLDecoder.decode(query[1], StandardCharsets.UTF_8))
                .isEqualTo("text=" + HOSTILE);
        assertThat(taken.uri()).as("a plus sign is no blank in a path").doesNotContain("+");
    }

    @Test
    void no_value_breaks_out_of_a_header() throws Exception {
        var definition =
                """
                {"url": "http://127.0.0.1:%d/", "headers": {"X-Text": "{text}"}}
                """
                        .formatted(provider.port());

        assertThat(send(definition, "one\r\nX-Evil: yes\n\ntwo")).isEmpty();

        var headers = provider.taken().getFirst().headers();
        assertThat(headers).doesNotContainKey("x-evil");
        assertThat(headers.get("x-text")).isEqualTo("one  X-Evil: yes  two");
    }

    @Test
    void a_value_is_not_filled_in_twice() throws Exception {
        assertThat(send(definition("text/plain", "{text}"), "{phone} {key} {id} $0 \\1")).isEmpty();

        assertThat(provider.taken().getFirst().body()).isEqualTo("{phone} {key} {id} $0 \\1");
    }

    @Test
    void user_and_password_travel_as_basic_authentication() throws Exception {
        var definition =
                """
                {"url": "http://127.0.0.1:%d/", "headers": {"Content-Type": "text/plain"}, "body": "{text}",
                 "basic_auth": {"user": "{user}", "password": "{password}"},
                 "values": {"user": "foyer"}, "secrets": {"password": "şifre:1"}}
                """
                        .formatted(provider.port());

        assertThat(send(definition, "hello")).isEmpty();

        var header = provider.taken().getFirst().headers().get("authorization");
        var expected = "foyer:şifre:1".getBytes(StandardCharsets.UTF_8);
        assertThat(header).isEqualTo("Basic " + Base64.getEncoder().encodeToString(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200 | {\"result\": \"ok\"} | ``",
                "201 | {\"result\": \"ok\"} | answered 201",
                "200 | {\"result\": \"no credit\"} | answered 200 with a body that means no success",
                "200 | `` | answered 200 with a body that means no success",
                "302 | {\"result\": \"ok\"} | answered 302",
                "401 | {\"result\": \"ok\"} | answered 401",
                "500 | {\"result\": \"ok\"} | answered 500",
            })
    void success_is_read_from_status_and_body(int status, String body, String failure)
            throws Exception {
        provider.behaves(SmsProvider.answers(status, body));

        assertThat(send(provider.definition(), "hello")).isEqualTo(failure);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202})
    void without_a_rule_the_usual_statuses_mean_success(int status) throws Exception {
        provider.behaves(SmsProvider.answers(status, "whatever"));
        assertThat(send(definition("text/plain", "{text}"), "hello")).isEmpty();
        provider.behaves(SmsProvider.answers(204, ""));
        assertThat(send(definition("text/plain", "{text}"), "hello")).isEqualTo("answered 204");
    }

    @Test
    void netgsm_is_spoken_to_as_it_documents() throws Exception {
        var definition =
                preset(
                        "netgsm",
                        "\"values\": {\"sender\": \"SHOP\", \"user\": \"850\"}",
                        "password");
        provider.behaves(SmsProvider.answers(200, "{\"code\":\"00\",\"jobid\":\"17\"}"));
        assertThat(send(definition, TURKISH)).isEmpty();

        var taken = provider.taken().getFirst();
        assertThat(Json.parseOwn(taken.body()))
                .isEqualTo(
                        Json.parseOwn(
                                """
                                {"msgheader": "SHOP", "encoding": "TR",
                                 "messages": [{"msg": "Doğrulama kodunuz: 123456\\n\\n@shop.test #123456",
                                               "no": "905550000001"}]}
                                """));
        assertThat(taken.headers().get("authorization")).isEqualTo(basic("850:s3cret"));

        provider.behaves(SmsProvider.answers(200, "{\"code\": \"30\"}"));
        assertThat(send(definition, TURKISH)).contains("means no success");
        provider.behaves(SmsProvider.answers(406, "{\"code\": \"00\"}"));
        assertThat(send(definition, TURKISH)).isEqualTo("answered 406");
    }

    @Test
    void twilio_is_spoken_to_as_it_documents() throws Exception {
        var definition =
                preset(
                        "twilio",
                        "\"values\": {\"sender\": \"+15550006\", \"account_sid\": \"AC1\"}",
                        "auth_token");
        provider.behaves(SmsProvider.answers(201, "{\"status\": \"queued\"}"));
        assertThat(send(definition, "a & b")).isEmpty();

        var taken = provider.taken().getFirst();
        assertThat(taken.body()).isEqualTo("To=%2B905550000001&From=%2B15550006&Body=a%20%26%20b");
        assertThat(taken.headers()).containsEntry("authorization", basic("AC1:s3cret"));
        provider.behaves(SmsProvider.answers(400, "{\"code\": 21211}"));
        assertThat(send(definition, "hello")).isEqualTo("answered 400");
    }

    @Test
    void vonage_is_spoken_to_as_it_documents() throws Exception {
        var definition =
                preset(
                        "vonage",
                        "\"values\": {\"sender\": \"Shop\", \"api_key\": \"k\"}",
                        "api_secret");
        provider.behaves(SmsProvider.answers(200, "{\"messages\": [{\"status\": \"0\"}]}"));
        assertThat(send(definition, "ş")).isEmpty();

        assertThat(provider.taken().getFirst().body())
                .isEqualTo(
                        "api_key=k&api_secret=s3cret&from=Shop&to=905550000001&type=unicode&text=%C5%9F"
                                + "&client-ref=abc123");
        for (var failed :
                new String[] {
                    "[{\"status\": \"9\"}]", "[{\"status\": \"0\"}, {\"status\": \"1\"}]"
                }) {
            provider.behaves(SmsProvider.answers(200, "{\"messages\": " + failed + "}"));
            assertThat(send(definition, "hello")).contains("means no success");
        }
    }

    private String definition(String type, String body) {
        return """
        {"url": "http://127.0.0.1:%d/", "headers": {"Content-Type": "%s"}, "body": "%s"}
        """
                .formatted(provider.port(), type, body);
    }

    private String preset(String name, String values, String secret) {
        return """
        {"preset": "%s", "url": "http://127.0.0.1:%d/", %s, "secrets": {"%s": "s3cret"}}
        """
                .formatted(name, provider.port(), values, secret);
    }

    private static String basic(String text) {
        return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String send(String definition, String text) throws GatewayReader.Refused {
        var gateway = GatewayReader.read("test", Json.parseOwn(definition));
        var parcel =
                new Parcel(
                        1,
                        1,
                        "<abc123@shop.test>",
                        Channel.SMS,
                        "+905550000001",
                        "",
                        text,
                        "",
                        Instant.EPOCH);
        return new GatewayClient().send(gateway, parcel);
    }
}
