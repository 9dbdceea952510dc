package dozo.storage.index.table;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The part of a study that later objects change, so that an update writes no more than that. */
@Entity
@Table(name = "study")
class StudyTotalsEntity {

    @Id
    @Column(name = "pk")
    long pk;

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
