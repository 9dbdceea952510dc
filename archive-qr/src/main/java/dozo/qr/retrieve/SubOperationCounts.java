package dozo.qr.retrieve;

/**
 * How far the sub-operations of one retrieval are, as answered (PS3.4 section C.4.2.1.6). Their sum is always the number of
 * instances that were selected.
 *
 * @param remaining not yet tried to the end
 * @param completed stored by the destination without complaint
 * @param failed not stored
 * @param warning stored, with a warning of the destination
 */
record SubOperationCounts(int remaining, int completed, int failed, int warning) {

    SubOperationCounts {
        if (remaining < 0 || completed < 0 || failed < 0 || warning < 0) {
            throw new IllegalArgumentException("negative count");
        }
    }

    int total() {
        return remaining + completed + failed + warning;
    }
}
