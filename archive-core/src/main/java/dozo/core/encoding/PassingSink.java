package dozo.core.encoding;

import dozo.core.dataset.Vr;

/** Takes nothing: the parser moves past every value. */
final class PassingSink implements ElementSink {

    @Override
    public void value(int tag, Vr vr, ValueSource value) {
        // Passed by.
    }

    @Override
    public void beginSequence(int tag, Vr vr) {
        // Passed by.
    }

    @Override
    public void beginItem() {
        // Passed by.
    }

    @Override
    public void endItem() {
        // Passed by.
    }

    @Override
    public void endSequence() {
        // Passed by.
    }

    @Override
    public void beginFragments(int tag, Vr vr) {
        // Passed by.
    }

    @Override
    public void fragment(ValueSource value) {
        // Passed by.
    }

    @Override
    public void endFragments() {
        // Passed by.
    }
}
