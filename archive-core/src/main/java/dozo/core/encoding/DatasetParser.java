package dozo.core.encoding;

import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Walks a data set and hands each element to an {@link ElementSink} (PS3.5 section 7). Lenient where the bytes can be
 * understood: delimiters may be missing or stray, item lengths may overrun their sequence, zero bytes may follow the end.
 */
final class DatasetParser {

    /** A stop tag beyond every tag. */
    static final long NO_STOP = 1L << 32;

    private static final long NO_END = Long.MAX_VALUE;

    private final ByteSource source;
    private final HeaderReader headers;
    private final int maxDepth;
    private final ImplicitVrs vrs = new ImplicitVrs(null);
    private ByteEncoding encoding;
    private boolean started;

    DatasetParser(ByteSource source, ByteEncoding encoding, int maxDepth) {
        this.source = source;
        this.headers = new HeaderReader(source);
        this.encoding = encoding;
        this.maxDepth = maxDepth;
    }

    /**
     * Hands over the elements before {@code stopTag} (unsigned). Stops at the first element at or beyond it, which is
     * left in the source.
     *
     * @return whether it stopped at an element, and not at the end
     */
    boolean parse(ElementSink sink, long stopTag) throws IOException {
        start();
        Scope whole = new Scope(encoding, vrs, 0, NO_END);
        while (!headers.atEnd() && !skipZeroPadding()) {
            if (skipStrayDelimiter()) {
                continue;
            }
            if (Integer.toUnsignedLong(headers.peekTag(encoding)) >= stopTag) {
                return true;
            }
            element(headers.peek(encoding, vrs), sink, whole);
        }
        return false;
    }

    /** Hands over the elements of this group that come next, and nothing else. */
    void parseGroup(ElementSink sink, int group) throws IOException {
        start();
        Scope whole = new Scope(encoding, vrs, 0, NO_END);
        while (!headers.atEnd() && Tag.group(headers.peekTag(encoding)) == group) {
            element(headers.peek(encoding, vrs), sink, whole);
        }
    }

    private void start() throws IOException {
        if (!started) {
            started = true;
            encoding = EncodingGuess.correct(source, encoding);
        }
    }

    /** The header of the element that {@link #parse} stopped at. */
    ElementHeader peek() throws IOException {
        return headers.peek(encoding, vrs);
    }

    /** Takes the header of the element that {@link #parse} stopped at, so that its value comes next. */
    void take(ElementHeader header) {
        source.take(header.headerBytes());
    }

    /** The next fragment; null when there is none, and then the delimiter is taken. */
    @Nullable
    ValueSource nextFragment() throws IOException {
        ElementHeader header = nextFragment(encoding);
        return header == null ? null : new ValueSource(source, Tag.PixelData, header.length(), 1);
    }

    private @Nullable ElementHeader nextFragment(ByteEncoding encoding) throws IOException {
        if (headers.atEnd()) {
            return null;
        }
        ElementHeader header = headers.peek(encoding, vrs);
        boolean isDelimiter = header.tag() == Tag.SequenceDelimitationItem;
        if (!isDelimiter && (header.tag() != Tag.Item || header.isUndefined())) {
            throw DecodingException.malformed("no fragment where one must be, at byte " + source.position());
        }
        source.take(header.headerBytes());
        return isDelimiter ? null : header;
    }

    private void element(ElementHeader header, ElementSink sink, Scope scope) throws IOException {
        source.take(header.headerBytes());
        if (!header.isUndefined() && header.length() > scope.end() - source.position()) {
            throw DecodingException.malformed(Tag.toString(header.tag()) + " is longer than the item it is in");
        }
        if (header.isUndefined()) {
            undefinedLength(header, sink, scope);
        } else if (header.vr() == Vr.SQ && (header.length() == 0 || holdsItems(header, scope.encoding()))) {
            sequence(header, Vr.SQ, sink, scope);
        } else {
            value(header, header.vr() == Vr.SQ ? Vr.UN : header.vr(), sink, scope);
        }
    }

    private void value(ElementHeader header, Vr vr, ElementSink sink, Scope scope) throws IOException {
        scope.vrs().note(header, source, scope.encoding());
        int unit = scope.encoding().isBigEndian() ? vr.unitBytes() : 1;
        ValueSource value = new ValueSource(source, header.tag(), header.length(), unit);
        sink.value(header.tag(), vr, value);
        value.skip();
    }

    private void undefinedLength(ElementHeader header, ElementSink sink, Scope scope) throws IOException {
        if (holdsFragments(header, scope.encoding())) {
            sink.beginFragments(header.tag(), header.vr());
            ByteEncoding encoding = scope.encoding();
            for (ElementHeader item = nextFragment(encoding); item != null; item = nextFragment(encoding)) {
                ValueSource fragment = new ValueSource(source, header.tag(), item.length(), 1);
                sink.fragment(fragment);
                fragment.skip();
            }
            sink.endFragments();
        } else if (!scope.encoding().isExplicitVr() || header.vr() == Vr.SQ) {
            sequence(header, Vr.SQ, sink, scope);
        } else if (header.vr() == Vr.UN) {
            sequence(header, Vr.UN, sink, scope.with(ByteEncoding.IMPLICIT_LITTLE));
        } else {
            throw DecodingException.malformed(Tag.toString(header.tag()) + " cannot have an undefined length");
        }
    }

    private void sequence(ElementHeader header, Vr vr, ElementSink sink, Scope scope) throws IOException {
        if (scope.depth() >= maxDepth) {
            throw DecodingException.limit("sequences nest deeper than " + maxDepth);
        }
        long end = header.isUndefined() ? scope.end() : Math.min(scope.end(), source.position() + header.length());
        Scope items = new Scope(scope.encoding(), scope.vrs(), scope.depth() + 1, end);
        sink.beginSequence(header.tag(), vr);
        boolean seen = false;
        while (source.position() < end && !endsEarly(header)) {
            ElementHeader item = headers.peek(items.encoding(), items.vrs());
            if (item.tag() == Tag.Item) {
                source.take(item.headerBytes());
                item(item, sink, items);
                seen = true;
            } else if (item.tag() == Tag.SequenceDelimitationItem) {
                source.take(item.headerBytes());
                if (header.isUndefined()) {
                    break;
                }
            } else if (header.isUndefined() && seen && item.tag() != Tag.ItemDelimitationItem) {
                break; // The delimiter is missing, and another element follows.
            } else {
                throw DecodingException.malformed("no item where one must be, in " + Tag.toString(header.tag()));
            }
        }
        sink.endSequence();
    }

    private void item(ElementHeader header, ElementSink sink, Scope sequence) throws IOException {
        long end =
                header.isUndefined() ? sequence.end() : Math.min(sequence.end(), source.position() + header.length());
        ByteEncoding encoding =
                source.position() < end ? EncodingGuess.correctItem(source, sequence.encoding()) : sequence.encoding();
        Scope scope = new Scope(encoding, new ImplicitVrs(sequence.vrs()), sequence.depth(), end);
        sink.beginItem();
        while (source.position() < end && !endsEarly(header)) {
            ElementHeader element = headers.peek(encoding, scope.vrs());
            if (element.tag() == Tag.ItemDelimitationItem) {
                source.take(element.headerBytes());
                if (header.isUndefined()) {
                    break;
                }
            } else if (element.isStructure() && header.isUndefined()) {
                break; // The item's delimiter is missing: the next item or the sequence's delimiter closes it.
            } else if (element.isStructure()) {
                throw DecodingException.malformed("a delimiter inside an item, at byte " + source.position());
            } else {
                element(element, sink, scope);
            }
        }
        sink.endItem();
    }

    /** Whether the stream ends here: allowed where only a delimiter is missing. */
    private boolean endsEarly(ElementHeader header) throws IOException {
        if (!headers.atEnd()) {
            return false;
        }
        if (!header.isUndefined()) {
            throw DecodingException.truncated("the data set ends inside " + Tag.toString(header.tag()));
        }
        return true;
    }

    private boolean holdsItems(ElementHeader header, ByteEncoding encoding) throws IOException {
        return header.length() >= 8
                && source.lookAhead(8) == 8
                && Tag.group(source.tagAt(0, encoding.isBigEndian())) == 0xFFFE;
    }

    private static boolean holdsFragments(ElementHeader header, ByteEncoding encoding) {
        if (header.tag() == Tag.PixelData) {
            return true;
        }
        return encoding.isExplicitVr()
                && switch (header.vr()) {
                    case OB, OD, OF, OL, OV, OW -> true;
                    default -> false;
                };
    }

    /** Skips a delimiter that closes nothing; false when something else comes next. */
    private boolean skipStrayDelimiter() throws IOException {
        int tag = headers.peekTag(encoding);
        if (Tag.group(tag) != 0xFFFE) {
            return false;
        }
        if (tag == Tag.Item) {
            throw DecodingException.malformed("an item outside any sequence, at byte " + source.position());
        }
        source.take(headers.peek(encoding, vrs).headerBytes());
        return true;
    }

    /** Skips zero bytes after the last element up to the end; false when none come next. */
    private boolean skipZeroPadding() throws IOException {
        if (source.position() == 0 || !headers.atZeroPadding()) {
            return false;
        }
        while (source.lookAhead(1) == 1) {
            if (source.byteAt(0) != 0) {
                throw DecodingException.malformed("data after zero padding, at byte " + source.position());
            }
            source.take(1);
        }
        return true;
    }

    /** Where the parser is: how it is encoded, what governs implicit VRs, how deep, and where the enclosing item ends. */
    private record Scope(ByteEncoding encoding, ImplicitVrs vrs, int depth, long end) {
        Scope with(ByteEncoding other) {
            return new Scope(other, vrs, depth, end);
        }
    }
}
