package dozo.storage.index.table;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** The part of a study's row that later objects change. */
@Embeddable
class StudyTotals {

    @Column(name = "series_count")
    int seriesCount;

    @Column(name = "instance_count")
    long instanceCount;

    @Column(name = "total_bytes")
    long totalBytes;

    @Column(name = "modalities")
    String modalities;

    @Column(name = "sop_classes")
    String sopClasses;

    @Column(name = "conflict_kinds")
    int conflictKinds;

    @Column(name = "last_received_at")
    long lastReceivedAt;
}
