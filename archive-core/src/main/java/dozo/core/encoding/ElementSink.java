package dozo.core.encoding;

import dozo.core.dataset.Vr;
import java.io.IOException;

/** What takes a data set apart element by element: builds it in memory, or writes it in another encoding. */
interface ElementSink {

    /** An element with a plain value; what the sink leaves of it is skipped. */
    void value(int tag, Vr vr, ValueSource value) throws IOException;

    /** A sequence of items starts; {@code vr} is SQ, or UN when its items are implicit VR inside explicit VR. */
    void beginSequence(int tag, Vr vr) throws IOException;

    void beginItem() throws IOException;

    void endItem() throws IOException;

    void endSequence() throws IOException;

    /** Encapsulated data starts; the first fragment is the Basic Offset Table. */
    void beginFragments(int tag, Vr vr) throws IOException;

    void fragment(ValueSource value) throws IOException;

    void endFragments() throws IOException;
}
