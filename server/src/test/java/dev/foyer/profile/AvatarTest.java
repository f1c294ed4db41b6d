package dev.foyer.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Operator;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Pictures of customers: uploaded, made anew, shown, taken back (contract 0.1.10, B.6.1). What is
/// refused: see [AvatarRefusalTest].
class AvatarTest {
    private static final String PATH = "/users/profile/";
    private static final Pattern RESET = Pattern.compile("/users/reset/[^/\\s]+/[^/\\s]+/");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @RegisterExtension static final Shop shop = Shop.open();

    @Test
    void a_picture_is_made_small_and_shown_at_an_address_nobody_can_guess() {
        var ayse = customer();

        var url = avatar(Multipart.avatar("me.jpg", Images.jpeg(1200, 800)).by(ayse).answers(200));

        assertThat(url).matches("http://shop\\.test/users/avatar/[0-9a-f]{32}/");
        ayse.get(PATH).shows("avatar", url);
        var shown =
                Shopper.stranger(shop)
                        .with("Accept", "image/avif,image/webp,*/*;q=0.8")
                        .get(path(url))
                        .answers(200)
                        .has("Content-Type", "image/jpeg")
                        .has("X-Content-Type-Options", "nosniff")
                        .has("Cache-Control", "private, max-age=3600")
                        .has("Content-Security-Policy", "default-src 'none'; sandbox");
        var image = Images.read(shown.bytes());
        assertThat(image.getWidth()).isEqualTo(512);
        assertThat(image.getHeight()).isEqualTo(341);
        assertThat(Images.isAbout(image.getRGB(100, 100), Images.RED)).isTrue();
        assertThat(Images.isAbout(image.getRGB(400, 300), Images.BLUE)).isTrue();
    }

    @Test
    void a_picture_comes_with_other_fields_or_alone() {
        var ayse = customer();
        Multipart.avatar("me.png", Images.png(64, 64))
                .field("first_name", "Fatma")
                .field("sms_allowed", "true")
                .by(ayse)
                .answers(200)
                .shows("first_name", "Fatma")
                .shows("sms_allowed", true);
        new Multipart()
                .field("first_name", "Elif")
                .file("avatar", "", "application/octet-stream", new byte[0])
                .by(ayse)
                .answers(200)
                .shows("first_name", "Elif");
        assertThat(avatar(ayse.get(PATH))).startsWith("http://shop.test/users/avatar/");
    }

    @Test
    void another_picture_takes_its_place_at_another_address() {
        var ayse = customer();
        var first = avatar(Multipart.avatar("me.png", Images.png(64, 64)).by(ayse).answers(200));
        var second = avatar(Multipart.avatar("me.png", Images.png(64, 64)).by(ayse).answers(200));

        assertThat(second).isNotEqualTo(first);
        ayse.get(path(second)).answers(200);
        ayse.get(path(first)).answers(404).says("{\"detail\": \"Not found.\"}");
        ayse.patch(PATH, "{\"avatar\": \"%s\", \"last_name\": \"Kaya\"}".formatted(second))
                .answers(200)
                .shows("avatar", second);
        ayse.get(path(second)).answers(200);
    }

    @ParameterizedTest
    @CsvSource({"null", "\"\""})
    void a_picture_is_taken_back(String nothing) {
        var ayse = customer();
        var url = avatar(Multipart.avatar("me.png", Images.png(64, 64)).by(ayse).answers(200));

        ayse.patch(PATH, "{\"avatar\": " + nothing + "}").answers(200).shows("avatar", null);

        Shopper.stranger(shop).get(path(url)).answers(404);
    }

    @Test
    void nothing_of_the_file_itself_is_kept() {
        var ayse = customer();
        var file = Images.withExif(Images.jpeg(300, 200), 1, "GPS-of-her-home");
        var withComment =
                Images.spliced(
                        file,
                        2,
                        "\u00FF\u00FE\0\u0010hidden-comment".getBytes(StandardCharsets.ISO_8859_1));

        var shown = shown(Multipart.avatar("me.jpg", withComment).by(ayse).answers(200));

        assertThat(new String(withComment, StandardCharsets.ISO_8859_1))
                .contains("GPS-of-her-home", "hidden-comment", "Exif");
        assertThat(new String(shown.bytes(), StandardCharsets.ISO_8859_1))
                .doesNotContain("GPS-of-her-home", "hidden-comment", "Exif");
        assertThat(
                        shop.count(
                                "select count(*) from avatar where position('GPS-of'::bytea in"
                                        + " content) > 0"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 300, 200, RED, BLUE",
        "3, 300, 200, BLUE, RED",
        "6, 200, 300, RED, BLUE",
        "8, 200, 300, BLUE, RED",
    })
    void a_picture_taken_with_the_camera_held_otherwise_stands_upright(
            int orientation, int width, int height, String first, String last) {
        var file = Images.withExif(Images.jpeg(300, 200), orientation, "");

        var image = Images.read(shown(Multipart.avatar("me.jpg", file).by(customer())).bytes());

        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        assertThat(Images.isAbout(image.getRGB(10, 10), colour(first))).isTrue();
        assertThat(Images.isAbout(image.getRGB(width - 10, height - 10), colour(last))).isTrue();
    }

    @Test
    void what_is_transparent_stays_so() {
        var file = new BufferedImage(600, 600, BufferedImage.TYPE_INT_ARGB);
        file.setRGB(300, 300, Images.RED);

        var shown = shown(Multipart.avatar("me.png", Images.file(file, "png")).by(customer()));

        shown.has("Content-Type", "image/png");
        var image = Images.read(shown.bytes());
        assertThat(image.getWidth()).isEqualTo(512);
        assertThat(image.getRGB(5, 5) >>> 24).isZero();
    }

    @Test
    void the_first_picture_of_an_animation_is_taken() throws Exception {
        var red = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 1600; i++) {
            red.setRGB(i % 40, i / 40, Images.RED);
        }
        var file = Images.animation(red, Images.picture(40, 40));

        var shown = shown(Multipart.avatar("me.gif", file).by(customer()));

        shown.has("Content-Type", "image/jpeg");
        assertThat(Images.isAbout(Images.read(shown.bytes()).getRGB(35, 20), Images.RED)).isTrue();
    }

    @Test
    void a_script_inside_a_sound_picture_does_not_survive() {
        var comment = "!\u00FE\u0011*/=alert(1234);/*\0";
        var file =
                Images.spliced(
                        Images.gif(40, 40),
                        Images.endOfGifHead(Images.gif(40, 40)),
                        comment.getBytes(StandardCharsets.ISO_8859_1));

        var reply = Multipart.avatar("me.gif", file).by(customer());

        assertThat(new String(file, StandardCharsets.ISO_8859_1)).contains("alert(1234)");
        assertThat(new String(shown(reply).bytes(), StandardCharsets.ISO_8859_1))
                .doesNotContain("alert");
    }

    @Test
    void pictures_as_large_as_telephones_take_them_are_taken() {
        var shown = shown(Multipart.avatar("me.png", Images.png(5700, 4300)).by(customer()));
        var image = Images.read(shown.bytes());
        assertThat(image.getWidth()).isEqualTo(512);
        assertThat(image.getHeight()).isBetween(385, 387);
    }

    @Test
    void small_pictures_stay_small_and_narrow_ones_narrow() {
        var tiny = shown(Multipart.avatar("me.png", Images.png(1, 1)).by(customer()));
        assertThat(Images.read(tiny.bytes()).getWidth()).isEqualTo(1);
        var narrow = shown(Multipart.avatar("me.png", Images.png(9000, 2)).by(customer()));
        assertThat(Images.read(narrow.bytes()).getWidth()).isEqualTo(512);
        assertThat(Images.read(narrow.bytes()).getHeight()).isEqualTo(1);
    }

    @Test
    void a_picture_is_part_of_the_export_and_gone_with_the_account() {
        Operator.of(shop).set("SELF_ANONYMIZATION_ENABLED", "true").answers(200);
        var ayse = customer();
        var url = avatar(Multipart.avatar("me.png", Images.png(64, 64)).by(ayse).answers(200));
        var bytes = ayse.get(path(url)).answers(200).bytes();
        ayse.get("/users/export/").answers(200).contains(Base64.getEncoder().encodeToString(bytes));
        long before = shop.count("select count(*) from avatar");

        ayse.patch("/users/anonymize/", "{}").answers(200);

        Shopper.stranger(shop).get(path(url)).answers(404);
        assertThat(shop.count("select count(*) from avatar")).isEqualTo(before - 1);
    }

    @Test
    void a_picture_that_a_claimant_left_goes_when_the_true_owner_takes_over() throws Exception {
        var email = "claimed@example.com";
        var claimant = Shopper.signedIn(shop, email);
        var url = avatar(Multipart.avatar("me.png", Images.png(64, 64)).by(claimant));
        long before = shop.count("select count(*) from avatar");
        Shopper.guest(shop)
                .post("/users/password/reset/", "{\"email\": \"" + email + "\"}")
                .answers(200);
        Eventually.holds(
                "the letter arrives", Duration.ofSeconds(10), () -> !resetLinks(email).isEmpty());

        Shopper.guest(shop)
                .post(
                        resetLinks(email).getFirst(),
                        "{\"new_password1\": \"yesil-kapi-88\", \"new_password2\":"
                                + " \"yesil-kapi-88\"}")
                .answers(200);

        Shopper.stranger(shop).get(path(url)).answers(404);
        assertThat(shop.count("select count(*) from avatar")).isEqualTo(before - 1);
    }

    private static List<String> resetLinks(String email) {
        return MailBox.of(shop, email).mails().stream()
                .map(mail -> RESET.matcher(mail.get("text").asString()))
                .filter(Matcher::find)
                .map(Matcher::group)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "/users/avatar/0123456789abcdef0123456789abcdef/",
        "/users/avatar/x/",
        "/users/avatar/%00/",
        "/users/avatar/' or 1=1/",
    })
    void other_addresses_show_nothing(String path) {
        Shopper.stranger(shop).get(path.replace(" ", "%20")).answers(404);
    }

    private static int colour(String name) {
        return name.equals("RED") ? Images.RED : Images.BLUE;
    }

    private static Reply shown(Reply changed) {
        return Shopper.stranger(shop).get(path(avatar(changed.answers(200)))).answers(200);
    }

    private static Shopper customer() {
        return Shopper.signedIn(shop, "picture" + NUMBER.incrementAndGet() + "@example.com");
    }

    private static String avatar(Reply profile) {
        return profile.json().get("avatar").asString();
    }

    private static String path(String url) {
        return url.substring(Shop.PUBLIC_URL.length());
    }
}
