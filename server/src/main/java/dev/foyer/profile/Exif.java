package dev.foyer.profile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// How a camera was held, as a JPEG tells it: the only thing read of its metadata before they are
/// dropped (JEITA CP-3451, 4.6.4, tag 274).
final class Exif {
    private static final byte[] MARK = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int UPRIGHT = 1;
    private static final int MOST = 8;
    private static final int ORIENTATION = 0x0112;
    private static final int ENTRY = 12;

    private static final int APP1 = 0xE1;
    private static final int START_OF_SCAN = 0xDA;

    private Exif() {}

    /// From 1, upright, to 8; upright where nothing sound is told.
    static int orientation(byte[] jpeg) {
        try {
            return find(ByteBuffer.wrap(jpeg));
        } catch (IndexOutOfBoundsException _) {
            return UPRIGHT;
        }
    }

    private static int find(ByteBuffer jpeg) {
        int at = 2;
        while ((jpeg.get(at) & 0xFF) == 0xFF) {
            int marker = jpeg.get(at + 1) & 0xFF;
            int length = Short.toUnsignedInt(jpeg.getShort(at + 2));
            if (marker == START_OF_SCAN || length < 2) {
                return UPRIGHT;
            }
            if (marker == APP1 && isExif(jpeg, at + 4)) {
                int start = at + 4 + MARK.length;
                return inDirectory(jpeg.slice(start, at + 2 + length - start));
            }
            at += 2 + length;
        }
        return UPRIGHT;
    }

    private static boolean isExif(ByteBuffer jpeg, int at) {
        for (int i = 0; i < MARK.length; i++) {
            if (jpeg.get(at + i) != MARK[i]) {
                return false;
            }
        }
        return true;
    }

    /// The first directory of a TIFF structure (TIFF 6.0, section 2).
    private static int inDirectory(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = Short.toUnsignedInt(tiff.getShort(directory));
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY;
            if (Short.toUnsignedInt(tiff.getShort(entry)) == ORIENTATION) {
                int told = tiff.getShort(entry + 8);
                return told >= UPRIGHT && told <= MOST ? told : UPRIGHT;
            }
        }
        return UPRIGHT;
    }
}
