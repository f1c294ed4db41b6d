package dev.foyer.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.Stream;

/// Files that are refused as pictures (contract 0.1.10, E.3).
class AvatarRefusalTest {
    private static final String PATH = "/users/profile/";
    private static final String NO_IMAGE =
            "Upload a valid image. The file you uploaded was either not an image or a corrupted"
                    + " image.";
    private static final String OTHER_TYPE = "The file is not of the type that its name says.";
    private static final String TOO_LARGE =
            "Ensure the image has no more than 25 million pixels, and no side is longer than"
                    + " 10000.";

    @RegisterExtension static final Shop shop = Shop.open();

    private static Shopper ayse;

    @BeforeAll
    static void signIn() {
        ayse = Shopper.signedIn(shop, "ayse@example.com");
    }

    static Stream<Arguments> files() {
        var script = "<script>alert(1)</script>";
        return Stream.of(
                Arguments.of(
                        "a page named as a picture", "me.png", text("<html>" + script), NO_IMAGE),
                Arguments.of(
                        "a drawing with a script",
                        "me.svg",
                        text("<svg xmlns=\"http://www.w3.org/2000/svg\">" + script + "</svg>"),
                        NO_IMAGE),
                Arguments.of(
                        "a script behind a GIF",
                        "me.gif",
                        Images.followedBy(Images.gif(9, 9), script),
                        NO_IMAGE),
                Arguments.of(
                        "a script that begins as a GIF",
                        "me.gif",
                        text("GIF89a/*" + "x".repeat(50) + "*/=alert(1)"),
                        NO_IMAGE),
                Arguments.of(
                        "an archive behind a PNG",
                        "me.png",
                        Images.followedBy(Images.png(9, 9), "PK\3\4"),
                        NO_IMAGE),
                Arguments.of(
                        "a bitmap", "me.bmp", Images.file(Images.picture(9, 9), "bmp"), NO_IMAGE),
                Arguments.of("half a JPEG", "me.jpg", Images.half(Images.jpeg(300, 300)), NO_IMAGE),
                Arguments.of("half a PNG", "me.png", Images.half(Images.png(300, 300)), NO_IMAGE),
                Arguments.of("half a GIF", "me.gif", Images.half(Images.gif(300, 300)), NO_IMAGE),
                Arguments.of(
                        "the beginning of a PNG",
                        "me.png",
                        text("\u0089PNG\r\n\u001a\n"),
                        NO_IMAGE),
                Arguments.of(
                        "an end without a picture",
                        "me.jpg",
                        text("\u00ff\u00d8\u00ff\u00e0\u00ff\u00d9"),
                        NO_IMAGE),
                Arguments.of("a PNG named as a JPEG", "me.jpg", Images.png(9, 9), OTHER_TYPE),
                Arguments.of("a GIF named as a page", "me.gif.html", Images.gif(9, 9), OTHER_TYPE),
                Arguments.of(
                        "a PNG that claims to be endless",
                        "me.png",
                        Images.claiming(Images.png(9, 9), 60_000, 60_000),
                        TOO_LARGE),
                Arguments.of(
                        "a JPEG that claims to be endless",
                        "me.jpg",
                        Images.jpegClaiming(Images.jpeg(9, 9), 65_000, 65_000),
                        TOO_LARGE),
                Arguments.of(
                        "a GIF that claims to be endless",
                        "me.gif",
                        Images.gifClaiming(Images.gif(9, 9), 65_000, 65_000),
                        TOO_LARGE),
                Arguments.of(
                        "a PNG whose size is less than none",
                        "me.png",
                        Images.claiming(Images.png(9, 9), -1, 9),
                        NO_IMAGE),
                Arguments.of(
                        "a PNG that is much larger than its file",
                        "me.png",
                        Images.png(6000, 6000),
                        TOO_LARGE),
                Arguments.of(
                        "an empty file", "me.png", new byte[0], "The submitted file is empty."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void it_is_refused_and_nothing_is_done(
            String what, String name, byte[] content, String complaint) {
        Multipart.avatar(name, content)
                .field("last_name", "Other")
                .by(ayse)
                .answers(400)
                .says("{\"avatar\": [\"%s\"]}".formatted(complaint));
        ayse.get(PATH).answers(200).shows("avatar", null).shows("last_name", "Yılmaz");
        assertThat(shop.count("select count(*) from avatar")).as(what).isZero();
    }

    @Test
    void a_bad_picture_is_told_beside_other_wrong_fields() {
        Multipart.avatar("me.png", text("nothing"))
                .field("gender", "robot")
                .field("first_name", "")
                .by(ayse)
                .answers(400)
                .hasKeys("first_name", "avatar", "gender");
    }

    @Test
    void a_file_in_a_field_of_text_is_no_text() {
        new Multipart()
                .file("first_name", "name.txt", "text/plain", text("Ayşe"))
                .file("sms_allowed", "yes.txt", "text/plain", text("true"))
                .by(ayse)
                .answers(400)
                .says(
                        """
                        {"first_name": ["Not a valid string."], "sms_allowed": ["Must be a valid boolean."]}
                        """);
    }

    @Test
    void bodies_have_their_limits() {
        var large = new byte[5 * 1024 * 1024];
        Multipart.avatar("me.png", large)
                .by(ayse)
                .answers(413)
                .says("{\"detail\": \"Request body is too large.\"}");
        ayse.patch(PATH, "{\"first_name\": \"%s\"}".formatted("a".repeat(65 * 1024))).answers(413);
        new Multipart().field("note", "x".repeat(200_000)).by(ayse).answers(200);
        var phone = new Multipart().field("phone", "x".repeat(70_000)).bytes();
        ayse.send("POST", "/users/otp-login/", phone, Multipart.TYPE).answers(413);
    }

    @Test
    void a_form_of_a_thousand_parts_is_no_form() {
        var form = new Multipart();
        for (int i = 0; i < 1000; i++) {
            form.field("field" + i, "");
        }
        form.by(ayse)
                .answers(400)
                .says("{\"detail\": \"Multipart form parse error - malformed body\"}");
    }

    @Test
    void strangers_are_refused_before_their_file_is_read() {
        Multipart.avatar("me.png", Images.png(9, 9)).by(Shopper.guest(shop)).answers(401);
    }

    @Test
    void few_files_are_under_way_at_once_and_the_rest_is_asked_to_come_back() throws Exception {
        var slow = new ArrayList<Socket>();
        try {
            for (int i = 1; i < 5; i++) {
                slow.add(beginUpload());
            }
            var form = new Multipart().field("last_name", "Kaya");
            Eventually.holds(
                    "there is no place left",
                    Duration.ofSeconds(10),
                    () -> {
                        // One that came while this one had the last place was turned away.
                        slow.add(beginUpload());
                        return form.by(ayse).status() == 503;
                    });
            form.by(ayse).answers(503).has("Retry-After", "5");
            ayse.patch(PATH, "{\"last_name\": \"Yılmaz\"}").answers(200);
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
        Eventually.holds(
                "the places are free again",
                Duration.ofSeconds(20),
                () -> new Multipart().field("last_name", "Yılmaz").by(ayse).status() == 200);
    }

    /// Somebody who announces a file and sends none of it.
    private static Socket beginUpload() {
        var head =
                """
                PATCH %s HTTP/1.1
                Host: shop.test
                Content-Type: %s
                Content-Length: 100000
                Cookie: osessionid=%s; csrftoken=%s
                x-csrftoken: %s

                """
                        .formatted(
                                PATH,
                                Multipart.TYPE,
                                ayse.cookie("osessionid"),
                                ayse.cookie("csrftoken"),
                                ayse.cookie("csrftoken"))
                        .replace("\n", "\r\n");
        try {
            var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), shop.port());
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
