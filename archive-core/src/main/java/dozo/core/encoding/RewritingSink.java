package dozo.core.encoding;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** Passes elements on to a writer, leaving out and replacing some of the data set itself. Not thread-safe. */
final class RewritingSink implements ElementSink {

    private final ElementWriter writer;
    private final Deque<Element> pending;
    private final Attributes replacements;
    private final Set<Integer> omitted;
    private final boolean encapsulatedAllowed;
    private int depth;
    private int droppedAtDepth = -1;

    RewritingSink(ElementWriter writer, Attributes replacements, Set<Integer> omitted, boolean encapsulatedAllowed) {
        this.writer = writer;
        this.pending = new ArrayDeque<>(replacements.elements());
        this.replacements = replacements;
        this.omitted = omitted;
        this.encapsulatedAllowed = encapsulatedAllowed;
    }

    /** Writes the replacements that come before this tag. */
    void reach(int tag) throws IOException {
        while (!pending.isEmpty() && Integer.compareUnsigned(pending.peek().tag(), tag) <= 0) {
            DatasetWriter.write(pending.poll(), writer);
        }
    }

    /** Writes the replacements that are left. */
    void finish() throws IOException {
        while (!pending.isEmpty()) {
            DatasetWriter.write(pending.poll(), writer);
        }
    }

    @Override
    public void value(int tag, Vr vr, ValueSource value) throws IOException {
        if (passes(tag)) {
            writer.value(tag, vr, value);
        }
    }

    @Override
    public void beginSequence(int tag, Vr vr) throws IOException {
        if (open(tag)) {
            writer.beginSequence(tag, vr);
        }
    }

    @Override
    public void beginItem() throws IOException {
        if (!isDropping()) {
            writer.beginItem();
        }
    }

    @Override
    public void endItem() throws IOException {
        if (!isDropping()) {
            writer.endItem();
        }
    }

    @Override
    public void endSequence() throws IOException {
        if (close()) {
            writer.endSequence();
        }
    }

    @Override
    public void beginFragments(int tag, Vr vr) throws IOException {
        if (open(tag)) {
            if (!encapsulatedAllowed) {
                throw DecodingException.malformed("encapsulated " + Tag.toString(tag) + " in a native transfer syntax");
            }
            writer.beginFragments(tag, vr);
        }
    }

    @Override
    public void fragment(ValueSource value) throws IOException {
        if (!isDropping()) {
            writer.fragment(value);
        }
    }

    @Override
    public void endFragments() throws IOException {
        if (close()) {
            writer.endFragments();
        }
    }

    private boolean open(int tag) throws IOException {
        boolean passes = passes(tag);
        if (!passes && !isDropping()) {
            droppedAtDepth = depth;
        }
        depth++;
        return passes;
    }

    private boolean close() {
        depth--;
        boolean passes = !isDropping();
        if (droppedAtDepth == depth) {
            droppedAtDepth = -1;
        }
        return passes;
    }

    private boolean passes(int tag) throws IOException {
        if (isDropping() || DatasetWriter.dependsOnEncoding(tag)) {
            return false;
        }
        if (depth > 0) {
            return true;
        }
        reach(tag);
        return !replacements.contains(tag) && !omitted.contains(tag);
    }

    private boolean isDropping() {
        return droppedAtDepth >= 0;
    }
}
