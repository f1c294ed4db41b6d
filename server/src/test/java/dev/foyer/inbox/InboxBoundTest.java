package dev.foyer.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.outbox.Channel;
import dev.foyer.outbox.Parcel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The development inbox keeps some thousand messages, however many come.
class InboxBoundTest {
    private static final int KEPT = 1000;
    private static final int MORE = 250;
    private static final int SWEPT_EVERY = 100;

    @RegisterExtension static final Shop shop = Shop.open();

    @Test
    void the_newest_are_kept_and_the_others_removed_now_and_then() {
        var inbox = new InboxCarrier(shop.database());

        for (int i = 1; i <= KEPT + MORE; i++) {
            inbox.carry(message(i));
        }

        assertThat(shop.count("select count(*) from dev_inbox"))
                .isBetween((long) KEPT, (long) KEPT + SWEPT_EVERY);
        assertThat(shop.count("select count(*) from dev_inbox where subject = 'News 1250'"))
                .isOne();
        assertThat(shop.count("select count(*) from dev_inbox where subject = 'News 251'")).isOne();
        assertThat(shop.count("select count(*) from dev_inbox where subject = 'News 150'"))
                .isZero();
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
