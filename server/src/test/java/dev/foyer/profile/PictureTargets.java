package dev.foyer.profile;

import static dev.foyer.fuzz.Target.holds;

import dev.foyer.fuzz.Target;
import dev.foyer.web.BodyTargets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

import javax.imageio.ImageIO;

/// Targets for pictures.
public final class PictureTargets {
    private static final Pictures PICTURES = new Pictures();

    private PictureTargets() {}

    public static List<Target> all() {
        var files = List.of(Images.jpeg(8, 5), Images.png(6, 6), Images.gif(5, 8));
        return List.of(
                Target.bytes("picture", PictureTargets::picture, files),
                Target.bytes("exif", PictureTargets::exif, files));
    }

    private static void picture(byte[] file) throws IOException {
        if (!(PICTURES.take(BodyTargets.upload("", file)) instanceof Pictures.Taken.Sound sound)) {
            return;
        }
        var bytes = sound.picture().bytes();
        var image = ImageIO.read(new ByteArrayInputStream(bytes));
        holds(image != null, "what is kept is a picture");
        holds(
                image.getWidth() <= Pictures.SIDE && image.getHeight() <= Pictures.SIDE,
                "and a small one");
        holds(PictureFormat.of(bytes).isPresent(), "of a kind that we know");
    }

    private static void exif(byte[] file) {
        int orientation = Exif.orientation(file);
        holds(orientation >= 1 && orientation <= 8, "one of eight");
        for (var format : PictureFormat.values()) {
            var _ = format.isWhole(file.length < 4 ? new byte[16] : file);
        }
    }
}
