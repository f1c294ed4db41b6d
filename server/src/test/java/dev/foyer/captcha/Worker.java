package dev.foyer.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Somebody who does the work of a puzzle without a browser, by what its form says.
final class Worker {
    static final String FIELD = "foyer-captcha-response";

    private static final Pattern PUZZLE =
            Pattern.compile(
                    "class=\"foyer-captcha\" data-sitekey=\"\\w+\" data-puzzle=\"([0-9a-f]{64})\""
                            + " data-bits=\"(\\d+)\" data-parts=\"(\\d+)\"");

    private Worker() {}

    /// Takes a puzzle and solves it.
    static String solution(Shopper shopper) {
        return solve(shopper.get("/users/pz-captcha/").answers(200).json().get("html").asString());
    }

    /// Takes a puzzle, solves it and shows the answer.
    static Reply pass(Shopper shopper) {
        return show(shopper, solution(shopper));
    }

    static Reply show(Shopper shopper, String answer) {
        return shopper.postForm("/users/pz-captcha/", FIELD + "=" + answer);
    }

    static String solve(String html) {
        var form = PUZZLE.matcher(html);
        assertThat(form.find()).as("a puzzle in %s", html).isTrue();
        int bits = Integer.parseInt(form.group(2));
        var answer = new StringBuilder(form.group(1)).append('.');
        for (int part = 0; part < Integer.parseInt(form.group(3)); part++) {
            answer.append(HexFormat.of().toHexDigits(number(form.group(1), part, bits)));
        }
        return answer.toString();
    }

    private static int number(String puzzle, int part, int bits) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            var message = ByteBuffer.allocate(40).put(HexFormat.of().parseHex(puzzle)).putInt(part);
            for (int number = 0; ; number++) {
                message.putInt(36, number);
                var digest = ByteBuffer.wrap(sha256.digest(message.array()));
                if (Integer.numberOfLeadingZeros(digest.getInt()) >= bits) {
                    return number;
                }
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
