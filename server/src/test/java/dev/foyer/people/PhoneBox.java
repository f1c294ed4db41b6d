package dev.foyer.people;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// The SMS that reached somebody, read through the development inbox.
public final class PhoneBox {
    private static final Pattern CODE = Pattern.compile("#(\\d+)$");

    /// Without the country and a leading zero.
    private static final int DIGITS = 10;

    private final Shop shop;
    private final String phone;

    private PhoneBox(Shop shop, String phone) {
        this.shop = shop;
        this.phone = phone;
    }

    /// @param phone in any spelling that ends in its digits
    public static PhoneBox of(Shop shop, String phone) {
        return new PhoneBox(shop, phone);
    }

    /// The texts so far, oldest first, with those that are on their way.
    public List<String> texts() {
        shop.carried(phone.substring(Math.max(0, phone.length() - DIGITS)));
        var to = URLEncoder.encode(phone, StandardCharsets.UTF_8);
        var reply =
                Shopper.stranger(shop)
                        .get("/dev/inbox/messages/?channel=sms&to=" + to)
                        .answers(200);
        return reply.json()
                .get("results")
                .valueStream()
                .map(message -> message.get("text").asString())
                .toList()
                .reversed();
    }

    /// The text of this number, counted from 1; waits for it.
    public String text(int number) throws InterruptedException {
        Eventually.holds(
                "SMS " + number + " arrives",
                Duration.ofSeconds(10),
                () -> texts().size() >= number);
        return texts().get(number - 1);
    }

    /// The code in the text of this number, counted from 1; waits for it.
    public String code(int number) throws InterruptedException {
        var code = CODE.matcher(text(number));
        if (!code.find()) {
            throw new AssertionError("the SMS ends in no code");
        }
        return code.group(1);
    }

    /// The code in the first text; waits for it.
    public String code() throws InterruptedException {
        return code(1);
    }

    /// A code as long as this one that is not it; another one for each number from 1.
    public static String wrong(String code, int number) {
        long codes = (long) Math.pow(10, code.length());
        return ("%0" + code.length() + "d").formatted((Long.parseLong(code) + number) % codes);
    }
}
