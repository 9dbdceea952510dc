package dozo.storage.integrity;

/**
 * How far a long job over stored objects has come. Immutable.
 *
 * @param step what is being done now, in a word or two for people
 * @param objects objects handled so far
 * @param objectsExpected how many there will be in all as far as is known, or -1
 * @param bytes bytes read so far
 */
public record Progress(String step, long objects, long objectsExpected, long bytes) {

    /** Is told of progress, often and on the job's own thread, so it must be quick. */
    @FunctionalInterface
    public interface Listener {

        /** For jobs nobody watches. */
        Listener NONE = progress -> {};

        void progressed(Progress progress);
    }
}
