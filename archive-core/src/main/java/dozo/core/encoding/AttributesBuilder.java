package dozo.core.encoding;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
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
        open.push(new Open(tag, vr, current, new ArrayList<>(), null));
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
        open.push(new Open(tag, vr, current, null, new FragmentList()));
    }

    @Override
    public void fragment(ValueSource value) throws IOException {
        count();
        FragmentList list = open.element().fragments();
        if (list.skipped || list.bytes + value.length() > limits.maxElementBytes()) {
            list.skip();
            return;
        }
        reserve(value.length());
        list.bytes += value.length();
        list.fragments.add(value.readAll());
    }

    @Override
    public void endFragments() {
        Open data = open.pop();
        boolean skipped = data.fragments().skipped;
        current.put(
                skipped
                        ? new Element.Skipped(data.tag(), data.vr(), ElementHeader.UNDEFINED)
                        : new Element.Fragments(data.tag(), data.vr(), data.fragments().fragments));
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

    /** A sequence or encapsulated value that has begun and not ended. */
    private record Open(int tag, Vr vr, Attributes outer, List<Attributes> items, FragmentList fragments) {}

    private static final class FragmentList {
        private List<byte[]> fragments = new ArrayList<>();
        private long bytes;
        private boolean skipped;

        void skip() {
            skipped = true;
            fragments = List.of();
        }
    }
}
