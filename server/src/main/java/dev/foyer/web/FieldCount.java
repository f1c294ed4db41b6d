package dev.foyer.web;

/// Counts the fields of one header block (RFC 7541, 6) as its bytes go by, without decoding them. A
/// byte may stand for a field of four KiB, and the library takes seconds for sixteen thousand of
/// them (an "HPACK bomb"). Belongs to the one thread that reads.
final class FieldCount {
    /// What the next byte is.
    private enum Next {
        FIELD,
        /// The rest of an index.
        INDEX,
        /// The first byte of the length of a text, or a later one.
        LENGTH,
        LONGER
    }

    /// A length of four such bytes is far beyond any head.
    private static final int MOST_SHIFT = 21;

    private Next next = Next.FIELD;
    private int texts;
    private int length;
    private int shift;
    private int toSkip;
    private int fields;

    void begin() {
        next = Next.FIELD;
        texts = 0;
        toSkip = 0;
        fields = 0;
    }

    /// The fields that have begun so far.
    int fields() {
        return fields;
    }

    /// Takes some of the block; false where it is none.
    boolean take(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (toSkip > 0) {
                int skipped = Math.min(toSkip, to - at);
                toSkip -= skipped;
                at += skipped;
            } else if (!take(bytes[at++] & 0xff)) {
                return false;
            }
        }
        return true;
    }

    private boolean take(int octet) {
        switch (next) {
            case FIELD -> begin(octet);
            case INDEX -> next = octet >= 0x80 ? Next.INDEX : afterIndex();
            case LENGTH -> {
                length = octet & 0x7f;
                shift = 0;
                if (length < 0x7f) {
                    skipText();
                } else {
                    next = Next.LONGER;
                }
            }
            case LONGER -> {
                length += (octet & 0x7f) << shift;
                shift += 7;
                if (octet < 0x80) {
                    skipText();
                } else if (shift > MOST_SHIFT) {
                    return false;
                }
            }
        }
        return true;
    }

    /// An indexed field, a new size of the table, or one with one or two texts of its own.
    private void begin(int octet) {
        fields++;
        int most = octet >= 0x80 ? 0x7f : octet >= 0x40 ? 0x3f : octet >= 0x20 ? 0x1f : 0x0f;
        boolean hasTexts = octet < 0x20 || (octet >= 0x40 && octet < 0x80);
        int index = octet & most;
        texts = !hasTexts ? 0 : index == 0 ? 2 : 1;
        next = index == most ? Next.INDEX : afterIndex();
    }

    private Next afterIndex() {
        return texts > 0 ? Next.LENGTH : Next.FIELD;
    }

    private void skipText() {
        toSkip = length;
        texts--;
        next = afterIndex();
    }
}
