package dev.foyer.web;

/// Counts the frames of an HTTP/2 connection (RFC 9113, 4.1) as their bytes go by, for the floods
/// that the library does not bound: header blocks of very many fields ([FieldCount]) or of very
/// many empty frames, each of which it keeps (CVE-2024-27316), and frames that only make it answer
/// (CVE-2019-9512, CVE-2019-9515). Belongs to the one thread that reads.
final class FrameWatch {
    private static final int PREFACE = 24;
    private static final int HEADER = 9;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int CONTINUATION = 9;
    private static final int END_HEADERS = 0x4;
    private static final int PADDED = 0x8;
    private static final int PRIORITY = 0x20;
    private static final int PRIORITY_BYTES = 5;

    /// A head of 16 KiB fits into one frame; who likes small ones may cut it into so many more.
    private static final int MOST_CONTINUATIONS = 16;

    /// Browsers send some twenty, and one for each cookie, of which they keep 180 for a host at
    /// most. Padding counts as if it were fields, since the library reads some of it as such.
    static final int MOST_FIELDS = 256;

    /// Since the last request. A client that looks every few seconds whether we are still there is
    /// far below when the connection ends for idleness.
    private static final int MOST_DEMANDS = 200;

    /// The same of frames that want no answer, such as larger windows: one for each 16 KiB of a
    /// download of ten megabytes, and its connection.
    private static final int MOST_OTHERS = 1300;

    private final byte[] header = new byte[HEADER];
    private final FieldCount block = new FieldCount();
    private int filled;
    private int toSkip = PREFACE;
    private int toCount;
    private int continuations;
    private int demands;
    private int others;
    private boolean inHead;

    /// Whether these bytes, which follow those before, are still bearable.
    boolean bears(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            if (toSkip > 0) {
                int skipped = Math.min(toSkip, bytes.length - at);
                toSkip -= skipped;
                at += skipped;
            } else if (toCount > 0) {
                int counted = Math.min(toCount, bytes.length - at);
                if (!block.take(bytes, at, at + counted) || block.fields() > MOST_FIELDS) {
                    return false;
                }
                toCount -= counted;
                at += counted;
            } else {
                header[filled++] = bytes[at++];
                if (filled == HEADER && !bearsFrame()) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Whether a frame or a header block has begun and not ended.
    boolean isMidway() {
        return inHead || filled > 0 || toSkip > 0 || toCount > 0;
    }

    private boolean bearsFrame() {
        filled = 0;
        int length = ((header[0] & 0xff) << 16) | ((header[1] & 0xff) << 8) | (header[2] & 0xff);
        int flags = header[4];
        switch (header[3]) {
            case HEADERS -> {
                block.begin();
                continuations = 0;
                demands = 0;
                others = 0;
                inHead = (flags & END_HEADERS) == 0;
                int before =
                        ((flags & PADDED) == 0 ? 0 : 1)
                                + ((flags & PRIORITY) == 0 ? 0 : PRIORITY_BYTES);
                toSkip = Math.min(before, length);
                toCount = length - toSkip;
                return true;
            }
            case CONTINUATION -> {
                continuations++;
                inHead = (flags & END_HEADERS) == 0;
                toCount = length;
                return continuations <= MOST_CONTINUATIONS;
            }
            case SETTINGS, PING -> demands++;
            case DATA -> {
                // The library and the time for a body bound it.
            }
            default -> others++;
        }
        toSkip = length;
        return demands <= MOST_DEMANDS && others <= MOST_OTHERS;
    }
}
