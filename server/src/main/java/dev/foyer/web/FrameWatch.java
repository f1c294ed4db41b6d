package dev.foyer.web;

/// Counts the frames of an HTTP/2 connection (RFC 9113, 4.1) as their bytes go by, for two floods
/// that the library does not bound: header blocks that go on without end in empty CONTINUATION
/// frames, each of which it keeps (CVE-2024-27316), and frames that only make it answer
/// (CVE-2019-9512, CVE-2019-9515). Belongs to the one thread that reads.
final class FrameWatch {
    private static final int PREFACE = 24;
    private static final int HEADER = 9;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int CONTINUATION = 9;

    /// A head of 16 KiB fits into one frame; who likes small ones may cut it into so many more.
    private static final int MOST_CONTINUATIONS = 16;

    /// Since the last request. A client that looks every few seconds whether we are still there is
    /// far below when the connection ends for idleness.
    private static final int MOST_DEMANDS = 200;

    private final byte[] header = new byte[HEADER];
    private int filled;
    private long toSkip = PREFACE;
    private int continuations;
    private int demands;

    /// Whether these bytes, which follow those before, are still bearable.
    boolean bears(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            if (toSkip > 0) {
                int skipped = (int) Math.min(toSkip, bytes.length - at);
                toSkip -= skipped;
                at += skipped;
            } else {
                header[filled++] = bytes[at++];
                if (filled == HEADER && !bearsFrame()) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean bearsFrame() {
        filled = 0;
        toSkip = (header[0] & 0xff) << 16 | (header[1] & 0xff) << 8 | (header[2] & 0xff);
        switch (header[3]) {
            case HEADERS -> {
                continuations = 0;
                demands = 0;
            }
            case CONTINUATION -> continuations++;
            case SETTINGS, PING -> demands++;
            default -> {
                // It is bounded by the library, or costs nothing but its bytes.
            }
        }
        return continuations <= MOST_CONTINUATIONS && demands <= MOST_DEMANDS;
    }
}
