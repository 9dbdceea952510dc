package dozo.core.encoding;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Builds a data set in memory, within limits. Not thread-safe. */
final class AttributesBuilder implements ElementSink {

    /** What an element or item takes beside its value: its object, its place among the others, the head of its array. */
    static final int ELEMENT_BYTES = 128;

    private final DecodingLimits limits;
    private final Allowance allowance;
    private final Deque<Open> open = new ArrayDeque<>();
    private Attributes current = new Attributes();
    /** The encapsulated value that has begun: nothing can begin within it. */
    private FragmentList fragments = new FragmentList(Tag.PixelData, Vr.OB);

    private int elements;
    private long totalBytes;

    AttributesBuilder(DecodingLimits limits, Allowance allowance) {
        this.limits = limits;
        this.allowance = allowance;
    }

    /** What was read since the last call; the builder goes on with an empty data set. */
    Attributes take() {
        Attributes built = current;
        current = new Attributes(built.characterSet());
        return built;
    }

    @Override
    public void value(int tag, Vr vr, ValueSource value) throws IOException {
        count();
        if (value.length() > limits.maxElementBytes()) {
            current.put(new Element.Skipped(tag, vr, value.length()));
        } else {
            reserve(value.length());
            current.put(new Element.Bytes(tag, vr, value.readAll()));
        }
    }

    @Override
    public void beginSequence(int tag, Vr vr) throws IOException {
        count();
        open.push(new Open(tag, vr, current, new ArrayList<>()));
    }

    @Override
    public void beginItem() throws IOException {
        count();
        current = new Attributes(open.element().outer().characterSet());
    }

    @Override
    public void endItem() {
        open.element().items().add(current);
        current = open.element().outer();
    }

    @Override
    public void endSequence() {
        Open sequence = open.pop();
        current.put(new Element.Items(sequence.tag(), sequence.vr(), sequence.items()));
    }

    @Override
    public void beginFragments(int tag, Vr vr) throws IOException {
        count();
        fragments = new FragmentList(tag, vr);
    }

    @Override
    public void fragment(ValueSource value) throws IOException {
        count();
        if (fragments.skipped || fragments.bytes + value.length() > limits.maxElementBytes()) {
            fragments.skip();
            return;
        }
        reserve(value.length());
        fragments.bytes += value.length();
        fragments.values.add(value.readAll());
    }

    @Override
    public void endFragments() {
        current.put(
                fragments.skipped
                        ? new Element.Skipped(fragments.tag, fragments.vr, ElementHeader.UNDEFINED)
                        : new Element.Fragments(fragments.tag, fragments.vr, fragments.values));
    }

    private void count() throws IOException {
        if (++elements > limits.maxElements()) {
            throw DecodingException.limit("more than " + limits.maxElements() + " elements");
        }
        allowance.charge(ELEMENT_BYTES);
    }

    private void reserve(long bytes) throws IOException {
        totalBytes += bytes;
        if (totalBytes > limits.maxTotalBytes()) {
            throw DecodingException.limit("values of more than " + limits.maxTotalBytes() + " bytes in total");
        }
        allowance.charge(bytes);
    }

    /** A sequence that has begun and not ended. */
    private record Open(int tag, Vr vr, Attributes outer, List<Attributes> items) {}

    private static final class FragmentList {
        private final int tag;
        private final Vr vr;
        private List<byte[]> values = new ArrayList<>();
        private long bytes;
        private boolean skipped;

        FragmentList(int tag, Vr vr) {
            this.tag = tag;
            this.vr = vr;
        }

        void skip() {
            skipped = true;
            values = List.of();
        }
    }
}
