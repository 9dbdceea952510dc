package dozo.admin.interop;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.encoding.DatasetReader;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.Part10File;
import dozo.core.testing.DatasetDump;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads what was sent, or what came back. */
final class SentFile {

    private static final DecodingLimits LIMITS = DecodingLimits.STANDARD.withMaxElementBytes(32 << 20);

    private SentFile() {}

    /** The first value of an element that the data set has. */
    static String value(Path path, int tag) throws IOException {
        try (Part10File file = Part10File.open(path)) {
            return file.reader(LIMITS).readUntil(Tag.PixelData).string(tag).orElseThrow();
        }
    }

    /** Bits Allocated; 0 where there are no pixels. */
    static int bitsAllocated(Path path) {
        try (Part10File file = Part10File.open(path)) {
            return file.reader(LIMITS)
                    .readUntil(Tag.PixelData)
                    .integer(Tag.BitsAllocated)
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Pixel Data of an instance as text that can be compared. */
    static String pixels(Path path) throws IOException {
        try (Part10File file = Part10File.open(path)) {
            Attributes attributes = file.reader(LIMITS).readAll();
            Attributes pixels = new Attributes();
            attributes.element(Tag.PixelData).ifPresent(pixels::put);
            return DatasetDump.withoutVrs(pixels);
        }
    }

    /** Every element with its value, since peers that decode and encode anew keep these and not the bytes. */
    static String values(Path path) throws IOException {
        return values(Files.newInputStream(path));
    }

    static String values(InputStream in) throws IOException {
        try (Part10File file = Part10File.open(in);
                DatasetReader reader = file.reader(LIMITS)) {
            Attributes attributes = reader.readAll();
            return DatasetDump.withoutVrs(attributes);
        }
    }

    /** The encoded data set, byte for byte. */
    static byte[] dataSet(Path path) throws IOException {
        try (Part10File file = Part10File.open(path)) {
            return file.dataSet().readAllBytes();
        }
    }

    static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
