package dev.foyer.profile;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Pictures, good and evil, as files.
final class Images {
    static final int RED = 0xFFCC2222;
    static final int BLUE = 0xFF2222CC;

    private Images() {}

    /// A picture of which the left half is red and the right half blue.
    static BufferedImage picture(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, x < width / 2 ? RED : BLUE);
            }
        }
        return image;
    }

    static byte[] file(BufferedImage image, String format) {
        try {
            var bytes = new ByteArrayOutputStream();
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException(format);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] jpeg(int width, int height) {
        return file(picture(width, height), "jpeg");
    }

    static byte[] png(int width, int height) {
        return file(picture(width, height), "png");
    }

    static byte[] gif(int width, int height) {
        return file(picture(width, height), "gif");
    }

    /// Several pictures one after the other.
    static byte[] animation(BufferedImage... frames) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("gif").next();
        var bytes = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (var frame : frames) {
                writer.writeToSequence(new IIOImage(frame, null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /// A JPEG with a block of metadata of a camera that was held like this, and a text in it.
    static byte[] withExif(byte[] jpeg, int orientation, String text) {
        var words = text.getBytes(StandardCharsets.US_ASCII);
        var exif =
                ByteBuffer.allocate(2 + 2 + 6 + 8 + 2 + 12 + 4 + words.length)
                        .putShort((short) 0xFFE1);
        exif.putShort((short) (exif.capacity() - 2));
        exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8);
        exif.putShort((short) 1);
        exif.putShort((short) 0x0112).putShort((short) 3).putInt(1);
        exif.putShort((short) orientation).putShort((short) 0);
        exif.putInt(0).put(words);
        return spliced(jpeg, 2, exif.array());
    }

    /// A file with something put in at a place.
    static byte[] spliced(byte[] file, int at, byte[] more) {
        return ByteBuffer.allocate(file.length + more.length)
                .put(file, 0, at)
                .put(more)
                .put(file, at, file.length - at)
                .array();
    }

    static byte[] followedBy(byte[] file, String more) {
        return spliced(file, file.length, more.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// The first half of a file.
    static byte[] half(byte[] file) {
        return Arrays.copyOf(file, file.length / 2);
    }

    /// A PNG that claims these dimensions, with the right checksum.
    static byte[] claiming(byte[] png, int width, int height) {
        var copy = ByteBuffer.wrap(png.clone()).putInt(16, width).putInt(20, height);
        var checksum = new CRC32();
        checksum.update(copy.array(), 12, 17);
        return copy.putInt(29, (int) checksum.getValue()).array();
    }

    /// A JPEG that claims these dimensions.
    static byte[] jpegClaiming(byte[] jpeg, int width, int height) {
        var copy = ByteBuffer.wrap(jpeg.clone());
        for (int at = 2; at < jpeg.length; at += 2 + Short.toUnsignedInt(copy.getShort(at + 2))) {
            if ((copy.get(at + 1) & 0xFF) == 0xC0) {
                return copy.putShort(at + 5, (short) height)
                        .putShort(at + 7, (short) width)
                        .array();
            }
        }
        throw new IllegalArgumentException("no frame header");
    }

    /// A GIF that claims these dimensions, of the screen and of its picture.
    static byte[] gifClaiming(byte[] gif, int width, int height) {
        var copy = ByteBuffer.wrap(gif.clone()).order(ByteOrder.LITTLE_ENDIAN);
        copy.putShort(6, (short) width).putShort(8, (short) height);
        int at = endOfGifHead(gif);
        while (gif[at] != ',') {
            at += 2;
            while (gif[at] != 0) {
                at += 1 + (gif[at] & 0xFF);
            }
            at++;
        }
        return copy.putShort(at + 5, (short) width).putShort(at + 7, (short) height).array();
    }

    /// Where the blocks of a GIF begin.
    static int endOfGifHead(byte[] gif) {
        return 13 + ((gif[10] & 0x80) == 0 ? 0 : 3 * (2 << (gif[10] & 7)));
    }

    static BufferedImage read(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether a colour is about this one: JPEG changes colours a little.
    static boolean isAbout(int colour, int wanted) {
        for (int shift = 0; shift < 24; shift += 8) {
            if (Math.abs((colour >> shift & 0xFF) - (wanted >> shift & 0xFF)) > 24) {
                return false;
            }
        }
        return true;
    }
}
