package dev.foyer.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.outbox.Channel;
import dev.foyer.outbox.Parcel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The development inbox keeps some thousand messages, however many come.
class InboxBoundTest {
    private static final int MESSAGES = 1250;

    @RegisterExtension static final Shop shop = Shop.open();

    @Test
    void the_newest_are_kept_and_the_others_removed_now_and_then() {
        var inbox = new InboxCarrier(shop.database());

        for (int i = 1; i <= MESSAGES; i++) {
            inbox.carry(message(i));
        }

        // With the 1,200th those before the 201st went.
        assertThat(shop.count("select count(*) from dev_inbox")).isEqualTo(1050);
        assertThat(shop.count("select count(*) from dev_inbox where id <= 200")).isZero();
    }

    private static Parcel message(int number) {
        return new Parcel(
                number,
                1,
                "<" + number + "@shop.test>",
                Channel.EMAIL,
                "ece@example.com",
                "News " + number,
                "text",
                "<p>page</p>",
                shop.clock().instant());
    }
}
