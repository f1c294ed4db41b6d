package dev.foyer.profile;

import dev.foyer.web.Upload;
import dev.foyer.words.Phrase;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Makes pictures of what customers upload: decoded within bounds, made small, and written anew, so
/// that nothing of the file itself is kept. Safe for use by many threads; one picture is made at a
/// time, and those who wait are as few as the route lets in.
public final class Pictures {
    /// Telephones take pictures of 12 or 24 million pixels; a small file can claim billions.
    static final int MOST_PIXELS = 25_000_000;

    static final int LONGEST_SIDE = 10_000;

    /// Twice what storefronts show, for screens of fine pitch.
    static final int SIDE = 512;

    /// Of 1; above it files grow and nobody sees it.
    private static final float QUALITY = 0.85f;

    private final Semaphore turn = new Semaphore(1, true);

    /// What came of an upload.
    sealed interface Taken {
        /// It is a picture.
        record Sound(Picture picture) implements Taken {}

        /// It is none that we take.
        record Wrong(Phrase complaint) implements Taken {}
    }

    /// Makes a picture of a file.
    Taken take(Upload file) {
        if (file.bytes().length == 0) {
            return wrong("avatar.empty");
        }
        var format = PictureFormat.of(file.bytes());
        if (format.isEmpty() || !format.get().isWhole(file.bytes())) {
            return wrong("avatar.not_an_image");
        }
        if (!format.get().fits(file.name())) {
            return wrong("avatar.other_type");
        }
        turn.acquireUninterruptibly();
        try {
            return make(file.bytes(), format.get());
        } catch (IOException | RuntimeException _) {
            // The decoders throw whatever comes to hand at a broken file.
            return wrong("avatar.not_an_image");
        } finally {
            turn.release();
        }
    }

    private static Taken make(byte[] file, PictureFormat format) throws IOException {
        var reader = ImageIO.getImageReadersByFormatName(format.reader()).next();
        try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(stream, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (Math.max(width, height) > LONGEST_SIDE || (long) width * height > MOST_PIXELS) {
                return new Taken.Wrong(
                        Phrase.of("avatar.too_large", MOST_PIXELS / 1_000_000, LONGEST_SIDE));
            }
            var image = decode(reader, Math.max(width, height));
            if (image.isEmpty()) {
                return wrong("avatar.not_an_image");
            }
            int orientation = format == PictureFormat.JPEG ? Exif.orientation(file) : 1;
            var pixels = Pixels.shrunk(image.get(), SIDE).upright(orientation);
            return new Taken.Sound(encode(pixels));
        } finally {
            reader.dispose();
        }
    }

    /// Skips rows and columns where there are far more than needed, so that what is held in memory
    /// is four million pixels at most.
    private static Optional<BufferedImage> decode(ImageReader reader, int longest)
            throws IOException {
        var damage = new Damage();
        reader.addIIOReadWarningListener(damage);
        int step = Math.max(1, longest / (2 * SIDE));
        var parameters = reader.getDefaultReadParam();
        parameters.setSourceSubsampling(step, step, 0, 0);
        screenColours(reader).ifPresent(parameters::setDestinationType);
        var image = reader.read(0, parameters);
        return damage.isSeen() ? Optional.empty() : Optional.of(image);
    }

    /// The decoder converts colours to those of screens where it can.
    private static Optional<ImageTypeSpecifier> screenColours(ImageReader reader)
            throws IOException {
        var types = reader.getImageTypes(0);
        while (types.hasNext()) {
            var type = types.next();
            if (type.getColorModel().getColorSpace().isCS_sRGB()) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    private static Picture encode(Pixels pixels) throws IOException {
        boolean opaque = pixels.isOpaque();
        var writer = ImageIO.getImageWritersByFormatName(opaque ? "jpeg" : "png").next();
        var bytes = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            var parameters = writer.getDefaultWriteParam();
            if (opaque) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(pixels.image(), null, null), parameters);
        } finally {
            writer.dispose();
        }
        return new Picture(opaque ? "image/jpeg" : "image/png", bytes.toByteArray());
    }

    private static Taken wrong(String phrase) {
        return new Taken.Wrong(Phrase.of(phrase));
    }
}
