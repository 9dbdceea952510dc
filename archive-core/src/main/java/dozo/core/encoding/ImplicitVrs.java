package dozo.core.encoding;

import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dictionary.DataDictionary;
import dozo.core.dictionary.DictionaryEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which representation an element has where none is stated (PS3.5 section A.1): by the dictionary, and where that leaves
 * a choice by Pixel Representation and Bits Allocated of this data set or of the one around it. Not thread-safe.
 */
final class ImplicitVrs {

    private static final int CREATOR_BYTES = 64;
    private static final int ABSENT = -1;

    private final @Nullable ImplicitVrs outer;
    private final Map<Integer, String> creators = new HashMap<>();
    private int pixelRepresentation = ABSENT;
    private int bitsAllocated = ABSENT;
    private int waveformBits = ABSENT;

    /** @param outer of the data set around this item; null of the data set itself */
    ImplicitVrs(@Nullable ImplicitVrs outer) {
        this.outer = outer;
    }

    Vr vrOf(int tag) {
        if (Tag.element(tag) == 0) {
            return Vr.UL;
        }
        if (Tag.isPrivate(tag)) {
            return privateVr(tag);
        }
        List<Vr> choice = DataDictionary.entry(tag).map(DictionaryEntry::vrs).orElse(List.of());
        if (choice.size() < 2) {
            return DataDictionary.vrOf(tag);
        }
        if (choice.contains(Vr.OW)) {
            return isByteData(tag) ? Vr.OB : Vr.OW;
        }
        boolean signed = find(Field.PIXEL_REPRESENTATION) == 1;
        return signed && choice.contains(Vr.SS) ? Vr.SS : choice.get(0);
    }

    /** Remembers what later representations depend on; the value must come next in {@code source}. */
    void note(ElementHeader header, ByteSource source, ByteEncoding encoding) throws IOException {
        switch (header.tag()) {
            case Tag.PixelRepresentation -> pixelRepresentation = number(header, source, encoding);
            case Tag.BitsAllocated -> bitsAllocated = number(header, source, encoding);
            case Tag.WaveformBitsAllocated -> waveformBits = number(header, source, encoding);
            default -> {
                if (!encoding.isExplicitVr() && isCreator(header.tag())) {
                    creators.put(header.tag(), text(header, source));
                }
            }
        }
    }

    private Vr privateVr(int tag) {
        if (isCreator(tag)) {
            return Vr.LO;
        }
        int creatorTag = tag & 0xFFFF0000 | Tag.element(tag) >>> 8;
        String creator = creators.get(creatorTag);
        return creator == null ? Vr.UN : DataDictionary.vrOf(tag, creator);
    }

    private boolean isByteData(int tag) {
        return switch (tag) {
            case Tag.PixelData -> isByte(find(Field.BITS_ALLOCATED));
            case Tag.WaveformData, Tag.WaveformPaddingValue -> isByte(find(Field.WAVEFORM_BITS));
            default -> false;
        };
    }

    private static boolean isByte(int bits) {
        return bits != ABSENT && bits <= 8;
    }

    private int find(Field field) {
        for (ImplicitVrs level = this; level != null; level = level.outer) {
            int value = level.get(field);
            if (value != ABSENT) {
                return value;
            }
        }
        return ABSENT;
    }

    private int get(Field field) {
        return switch (field) {
            case PIXEL_REPRESENTATION -> pixelRepresentation;
            case BITS_ALLOCATED -> bitsAllocated;
            case WAVEFORM_BITS -> waveformBits;
        };
    }

    private static int number(ElementHeader header, ByteSource source, ByteEncoding encoding) throws IOException {
        return header.length() >= 2 && source.lookAhead(2) == 2 ? source.shortAt(0, encoding.isBigEndian()) : ABSENT;
    }

    private static String text(ElementHeader header, ByteSource source) throws IOException {
        int count = source.lookAhead((int) Math.min(header.length(), CREATOR_BYTES));
        byte[] text = new byte[count];
        for (int i = 0; i < count; i++) {
            text[i] = (byte) source.byteAt(i);
        }
        return new String(text, StandardCharsets.ISO_8859_1).strip();
    }

    /** Whether the element reserves a block of private elements (PS3.5 section 7.8.1). */
    private static boolean isCreator(int tag) {
        return Tag.isPrivate(tag) && Tag.element(tag) >= 0x10 && Tag.element(tag) <= 0xFF;
    }

    private enum Field {
        PIXEL_REPRESENTATION,
        BITS_ALLOCATED,
        WAVEFORM_BITS
    }
}
