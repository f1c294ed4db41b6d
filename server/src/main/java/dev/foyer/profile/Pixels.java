package dev.foyer.profile;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/// A small picture as bare colours, row by row, each `0xAARRGGBB`.
final class Pixels {
    private static final int OPAQUE = 0xFF;

    private final int width;
    private final int height;
    private final int[] colours;

    private Pixels(int width, int height, int[] colours) {
        this.width = width;
        this.height = height;
        this.colours = colours;
    }

    /// A picture made as small as this, by the mean of the area that falls on each pixel. It is
    /// never made larger, and keeps its shape.
    ///
    /// @param longest side in pixels
    static Pixels shrunk(BufferedImage image, int longest) {
        int width = image.getWidth();
        int height = image.getHeight();
        double scale = Math.min(1, (double) longest / Math.max(width, height));
        int toWidth = Math.max(1, (int) Math.round(width * scale));
        int toHeight = Math.max(1, (int) Math.round(height * scale));
        var sum = new Sum(toWidth, toHeight);
        var row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            sum.add(row, y, height);
        }
        return new Pixels(toWidth, toHeight, sum.means());
    }

    /// This picture as it should be seen.
    ///
    /// @param orientation as [Exif] tells it
    Pixels upright(int orientation) {
        boolean lies = orientation > 4;
        int toWidth = lies ? height : width;
        int toHeight = lies ? width : height;
        var turned = new int[colours.length];
        for (int y = 0; y < toHeight; y++) {
            for (int x = 0; x < toWidth; x++) {
                turned[y * toWidth + x] = colours[from(orientation, x, y)];
            }
        }
        return new Pixels(toWidth, toHeight, turned);
    }

    private int from(int orientation, int x, int y) {
        int right = width - 1;
        int bottom = height - 1;
        return switch (orientation) {
            case 2 -> place(right - x, y);
            case 3 -> place(right - x, bottom - y);
            case 4 -> place(x, bottom - y);
            case 5 -> place(y, x);
            case 6 -> place(y, bottom - x);
            case 7 -> place(right - y, bottom - x);
            case 8 -> place(right - y, x);
            default -> place(x, y);
        };
    }

    private int place(int x, int y) {
        return y * width + x;
    }

    boolean isOpaque() {
        return Arrays.stream(colours).allMatch(colour -> colour >>> 24 == OPAQUE);
    }

    /// As an image to be written.
    BufferedImage image() {
        var image =
                new BufferedImage(
                        width,
                        height,
                        isOpaque() ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, width, height, colours, 0, width);
        return image;
    }

    /// Sums of colours, weighted by how opaque they are and how much of each falls on a pixel.
    private static final class Sum {
        private static final int PARTS = 4;

        private final int width;
        private final int height;
        private final float[] parts;

        Sum(int width, int height) {
            this.width = width;
            this.height = height;
            this.parts = new float[width * height * PARTS];
        }

        void add(int[] row, int y, int rows) {
            double top = (double) y * height / rows;
            double bottom = (double) (y + 1) * height / rows;
            for (int to = (int) top; to < Math.min(height, Math.ceil(bottom)); to++) {
                double share = Math.min(bottom, to + 1) - Math.max(top, to);
                addRow(row, to, share);
            }
        }

        private void addRow(int[] row, int to, double share) {
            for (int x = 0; x < row.length; x++) {
                double left = (double) x * width / row.length;
                double right = (double) (x + 1) * width / row.length;
                for (int column = (int) left;
                        column < Math.min(width, Math.ceil(right));
                        column++) {
                    double part = Math.min(right, column + 1) - Math.max(left, column);
                    addPixel(row[x], (to * width + column) * PARTS, (float) (part * share));
                }
            }
        }

        private void addPixel(int colour, int at, float share) {
            float alpha = share * (colour >>> 24);
            parts[at] += alpha;
            parts[at + 1] += alpha * (colour >> 16 & 0xFF);
            parts[at + 2] += alpha * (colour >> 8 & 0xFF);
            parts[at + 3] += alpha * (colour & 0xFF);
        }

        int[] means() {
            var means = new int[width * height];
            for (int i = 0; i < means.length; i++) {
                float alpha = parts[i * PARTS];
                if (alpha > 0) {
                    means[i] =
                            rounded(alpha) << 24
                                    | rounded(parts[i * PARTS + 1] / alpha) << 16
                                    | rounded(parts[i * PARTS + 2] / alpha) << 8
                                    | rounded(parts[i * PARTS + 3] / alpha);
                }
            }
            return means;
        }

        private static int rounded(float value) {
            return Math.clamp(Math.round(value), 0, OPAQUE);
        }
    }
}
