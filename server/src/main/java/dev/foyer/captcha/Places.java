package dev.foyer.captcha;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// So many may do something at once, and so many of one network. Safe for use by many threads.
final class Places {
    private final Semaphore all;
    private final int ofOne;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    Places(int all, int ofOne) {
        this.all = new Semaphore(all);
        this.ofOne = ofOne;
    }

    /// Takes a place, to be left again; false where there is none.
    boolean take(String network) {
        if (taken.merge(network, 1, Integer::sum) <= ofOne && all.tryAcquire()) {
            return true;
        }
        oneLess(network);
        return false;
    }

    void leave(String network) {
        all.release();
        oneLess(network);
    }

    private void oneLess(String network) {
        taken.computeIfPresent(network, (_, count) -> count > 1 ? count - 1 : null);
    }
}
