package dozo.storage.index.table;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** The part of a series' row that later objects change. */
@Embeddable
class SeriesTotals {

    @Column(name = "instance_count")
    long instanceCount;

    @Column(name = "total_bytes")
    long totalBytes;

    @Column(name = "sop_classes")
    String sopClasses;
}
