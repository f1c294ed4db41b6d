package dev.foyer.profile;

import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/// Hears of damage that the decoder of JPEG fills with grey instead of refusing it. Its words are
/// those of the library under it, in English always.
final class Damage implements IIOReadWarningListener {
    private boolean seen;

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        seen |= warning.startsWith("Corrupt JPEG") || warning.startsWith("Premature end");
    }

    boolean isSeen() {
        return seen;
    }
}
