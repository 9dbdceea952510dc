package dozo.qr.retrieve;

import dozo.core.value.Uid;

/** One instance that a retrieval is to hand out: all that is kept of it until its turn comes. */
record SelectedInstance(Uid sopInstanceUid, Kind kind) {}
