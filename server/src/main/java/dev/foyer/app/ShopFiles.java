package dev.foyer.app;

import dev.foyer.outbox.Letters;
import dev.foyer.web.Pages;

import java.util.ArrayList;

/// The files with which a shop replaces ours.
final class ShopFiles {
    private ShopFiles() {}

    /// A template with a slip of the pen is found here, and not by the first shopper.
    ///
    /// @throws StartRefused with a line for each file that cannot be used
    static void check(Letters letters, Pages pages) throws StartRefused {
        var complaints = new ArrayList<>(letters.complaints());
        complaints.addAll(pages.complaints());
        if (!complaints.isEmpty()) {
            throw new StartRefused(
                    "the files of the shop (SHOP_FILES) are wrong.\n  "
                            + String.join("\n  ", complaints));
        }
    }
}
