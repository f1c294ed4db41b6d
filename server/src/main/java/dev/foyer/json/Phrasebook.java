package dev.foyer.json;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A short form for JSON texts that are kept by the thousand and have most of their names in
/// common. It holds phrases by their numbers, such as `,"last_name":"`, and the bytes between them
/// as they are. Every text comes back to the byte, one with other names too, which is only less
/// short. Immutable.
public final class Phrasebook {
    /// What follows a name often enough to be a phrase with it. The first that fits is taken, so
    /// the empty one comes last.
    private static final List<String> VALUES = List.of("false", "true", "null", "\"", "");

    /// A phrase is numbered by one byte, from 1; 0 is the empty one.
    private static final int MOST = 255;

    /// Between two phrases; more of them take an empty phrase in between.
    private static final int MOST_BYTES = 255;

    private final byte[][] phrases;

    /// The first phrase of a name; those with the other values follow.
    private final Map<String, Integer> places;

    private Phrasebook(byte[][] phrases, Map<String, Integer> places) {
        this.phrases = phrases;
        this.places = places;
    }

    /// @param names that stand in such texts behind a comma, without anything to escape; 51 at
    ///   most, once each
    public static Phrasebook of(List<String> names) {
        if (names.size() * VALUES.size() > MOST) {
            throw new IllegalArgumentException("too many names");
        }
        var phrases = new byte[1 + names.size() * VALUES.size()][];
        phrases[0] = new byte[0];
        var places = new HashMap<String, Integer>();
        int number = 1;
        for (var name : names) {
            places.put(name, number);
            for (var value : VALUES) {
                phrases[number++] = bytes(",\"" + name + "\":" + value);
            }
        }
        return new Phrasebook(phrases, places);
    }

    /// The short form: the length of the text in four bytes; then, again and again, one byte for a
    /// phrase, one for how many bytes follow as they are, and those.
    public byte[] shorten(byte[] text) {
        var written = new ByteArrayOutputStream(text.length);
        written.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
        int phrase = 0;
        int begin = 0;
        int at = 0;
        while (at < text.length) {
            int found = phraseAt(text, at);
            if (found == 0) {
                at++;
            } else {
                write(written, phrase, text, begin, at);
                phrase = found;
                at += phrases[found].length;
                begin = at;
            }
        }
        write(written, phrase, text, begin, text.length);
        return written.toByteArray();
    }

    /// The text that was shortened by this book.
    public byte[] restore(byte[] shortened) {
        var text = new byte[ByteBuffer.wrap(shortened).getInt()];
        int to = 0;
        int at = Integer.BYTES;
        while (at < shortened.length) {
            var phrase = phrases[shortened[at] & 0xFF];
            int bytes = shortened[at + 1] & 0xFF;
            System.arraycopy(phrase, 0, text, to, phrase.length);
            System.arraycopy(shortened, at + 2, text, to + phrase.length, bytes);
            to += phrase.length + bytes;
            at += 2 + bytes;
        }
        return text;
    }

    private static void write(
            ByteArrayOutputStream written, int phrase, byte[] text, int from, int to) {
        int before = phrase;
        int at = from;
        do {
            int bytes = Math.min(MOST_BYTES, to - at);
            written.write(before);
            written.write(bytes);
            written.write(text, at, bytes);
            before = 0;
            at += bytes;
        } while (at < to);
    }

    /// The longest phrase that begins here; 0 for none.
    private int phraseAt(byte[] text, int at) {
        if (text[at] != ',' || at + 1 >= text.length || text[at + 1] != '"') {
            return 0;
        }
        int end = at + 2;
        while (end < text.length && text[end] != '"') {
            end++;
        }
        var first = places.get(new String(text, at + 2, end - at - 2, StandardCharsets.UTF_8));
        for (int i = 0; first != null && i < VALUES.size(); i++) {
            if (beginsWith(phrases[first + i], text, at)) {
                return first + i;
            }
        }
        return 0;
    }

    private static boolean beginsWith(byte[] phrase, byte[] text, int at) {
        return at + phrase.length <= text.length
                && Arrays.equals(phrase, 0, phrase.length, text, at, at + phrase.length);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
