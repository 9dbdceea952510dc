package dozo.storage.index.table;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What later objects change of a study. */
@Entity
@Table(name = "study_total")
class StudyTotalEntity {

    @Id
    @Column(name = "study_pk")
    long studyPk;

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
